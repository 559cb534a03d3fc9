"""Figures by Matplotlib, for papers: ``figure.savefig("sweep.pdf")``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import AnalysisError, InputError
from detente.model.states import StateSpace

if TYPE_CHECKING:
    from detente.analysis.sweeping import Sweep
    from detente.model.conflict import Conflict

MOST_STATES = 64


def _figure(wide: float, high: float) -> Any:
    """Return a figure that belongs to no window, so that nothing must be closed."""
    try:
        from matplotlib.figure import Figure
    except ImportError as missing:
        raise InputError(
            "Matplotlib is not installed.", fix="pip install 'detente[notebook]'"
        ) from missing
    return Figure(figsize=(wide, high), layout="constrained")


def sweep_figure(sweep: Sweep, concept: str | None = None) -> Any:
    """Draw in how many profiles each outcome is an equilibrium, by the value of every varied cell.

    Parameters
    ----------
    sweep : Sweep
        The sweep.
    concept : str, optional
        One of the concepts solved; the first when not given.

    Returns
    -------
    matplotlib.figure.Figure
    """
    name = concept.strip().upper() if concept else next(iter(sweep.profiles[0].equilibria))
    if name not in sweep.profiles[0].equilibria:
        raise InputError(f"{name[:40]!r} was not solved.")
    states = sorted({s for profile in sweep for s in profile.equilibria[name]})
    made = _figure(2.2 * len(sweep.varied) + 2, 0.35 * len(states) + 1.4)
    panels = made.subplots(1, len(sweep.varied), sharey=True, squeeze=False)[0]
    for panel, cell in zip(panels, sweep.varied, strict=True):
        shares = []
        for state in states:
            row = []
            for value in "-0+":
                chosen = [p for p in sweep if p.attitudes[cell].value == value]
                row.append(sum(state in p.equilibria[name] for p in chosen) / max(len(chosen), 1))
            shares.append(row)
        image = panel.imshow(shares, vmin=0, vmax=1, cmap="Greens", aspect="auto")
        panel.set_xticks(range(3), labels=["−", "0", "+"])
        panel.set_title(f"{cell[0]} > {cell[1]}", fontsize=9)
        panel.set_yticks(range(len(states)), labels=states, family="monospace")
        for y, row in enumerate(shares):
            for x, share in enumerate(row):
                ink = "white" if share > 0.6 else "black"
                panel.text(x, y, f"{share:.0%}", ha="center", va="center", fontsize=8, color=ink)
    made.colorbar(image, ax=list(panels), label="share of profiles")
    made.suptitle(f"{name} equilibria of {sweep.conflict.title}", fontsize=10)
    return made


def ranking_figure(conflict: Conflict) -> Any:
    """Draw how each decision maker ranks the states, the best on top.

    Raises
    ------
    AnalysisError
        When there are more states than a figure can hold.
    """
    space = StateSpace.of(conflict)
    if len(space) > MOST_STATES:
        raise AnalysisError(
            f"{len(space):,} states are too many for a figure.",
            fix=f"At most {MOST_STATES} are drawn.",
        )
    ids = [dm.id for dm in conflict.decision_makers]
    made = _figure(1.6 * len(ids) + 1.5, 0.28 * len(space) + 1.2)
    panel = made.subplots()
    for x, dm in enumerate(ids):
        ranks = space.ranks(dm)
        for rank in set(ranks):
            tied = [n for n, r in zip(space.names, ranks, strict=True) if r == rank]
            panel.text(
                x, rank, " = ".join(tied), ha="center", va="center", family="monospace", fontsize=8
            )
    deepest = max(max(space.ranks(dm)) for dm in ids)
    panel.set_xlim(-0.6, len(ids) - 0.4)
    panel.set_ylim(deepest + 0.6, -0.6)
    panel.set_xticks(range(len(ids)), labels=ids)
    panel.set_yticks([])
    panel.set_ylabel("worst                best")
    panel.set_title(conflict.title, fontsize=10)
    return made
