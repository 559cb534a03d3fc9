"""Models in and out of other formats, by file ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from detente.engine.game import bits
from detente.errors import InputError, did_you_mean
from detente.interchange import gambit, gmcr_writing, graphs, tables
from detente.interchange.loading import read_foreign
from detente.model import files, writing
from detente.model.conflict import Conflict
from detente.solving.compiling import compile_conflict
from detente.solving.concepts import CORE
from detente.solving.solution import solve

READABLE = (".yaml", ".yml", ".json", ".gmcr")
WRITABLE = (*READABLE, ".nfg", ".graphml", ".dot", ".csv", ".md", ".tex")

#: Moves beyond which no graph is written.
MAX_ARCS = 500_000


def move_graph(conflict: Conflict) -> graphs.MoveGraph:
    """Return the states and moves of a conflict as a graph.

    Raises
    ------
    InputError
        When there are more than ``MAX_ARCS`` moves.
    """
    compiled = compile_conflict(conflict)
    game, names = compiled.game, compiled.space.names
    count = sum(reached.bit_count() for table in game.moves for reached in table)
    if count > MAX_ARCS:
        raise InputError(
            f"The model has {count:,} moves; at most {MAX_ARCS:,} are drawn.",
            source=conflict.source,
            fix="Write .csv instead: one line per state, without moves.",
        )
    solution = solve(conflict, CORE)
    held: dict[str, list[str]] = {}
    for concept, states in solution.equilibria.items():
        for state in states:
            held.setdefault(state, []).append(concept)
    described = _description(conflict)
    return graphs.MoveGraph(
        title=conflict.title,
        nodes=tuple(
            graphs.Node(
                state=name,
                description=described(name),
                equilibria=tuple(held.get(name, ())),
                status_quo=name == conflict.status_quo,
            )
            for name in names
        ),
        arcs=tuple(
            graphs.Arc(compiled.players[p], names[s], names[q], bool(game.better[p][s] >> q & 1))
            for p in game.players
            for s in range(game.size)
            for q in bits(game.moves[p][s])
        ),
    )


def state_table(conflict: Conflict) -> tuple[list[str], list[list[str]]]:
    """Return head and rows of the table of states.

    Every row has the state, Y or N per option, the place in each decision maker's ranking (1 is
    best) and, per concept, ``yes`` for an equilibrium, else the decision makers it is stable for.
    """
    compiled = compile_conflict(conflict)
    solution = solve(conflict, CORE)
    ranks = {dm: compiled.space.ranks(dm) for dm in compiled.players}
    stable = {
        concept: {dm: set(states) for dm, states in result.stable.items()}
        for concept, result in solution.results.items()
    }
    head = ["state", *(option.id for option in conflict.options)]
    head += [f"rank {dm}" for dm in compiled.players] + list(stable)
    rows = []
    for number, name in enumerate(compiled.space.names):
        letters = () if conflict.states else name
        row = [name, *letters, *(str(ranks[dm][number] + 1) for dm in compiled.players)]
        for by_dm in stable.values():
            holders = [dm for dm, states in by_dm.items() if name in states]
            row.append("yes" if len(holders) == len(by_dm) else " ".join(holders))
        rows.append(row)
    return head, rows


def import_model(path: str, *, lossy: bool = False) -> tuple[Conflict, tuple[str, ...]]:
    """Read a model file of any known format.

    Returns
    -------
    tuple
        The conflict, and notices about what was read otherwise than it may look.

    Raises
    ------
    InputError
        For an unknown ending, a bad file, or coalitions without ``lossy``.
    """
    ending = _ending(path, READABLE)
    if ending != ".gmcr":
        return files.load(path), ()
    found = read_foreign(path)
    lost = [*(["coalitions"] if found.coalitions else [])]
    if lost and not lossy:
        raise InputError(
            f"A model file cannot hold the {' and '.join(lost)} of this file.",
            source=path,
            fix="Add --lossy to leave that out.",
        )
    return found.conflict, (*found.notices, *(f"left out: {each}" for each in lost))


def export_model(conflict: Conflict, path: str, *, lossy: bool = False) -> str:
    """Return the text of a model in the format of a file ending.

    Raises
    ------
    InputError
        For an unknown ending, or what the format cannot hold.
    """
    from json import dumps

    def graph_of(write: Callable[[graphs.MoveGraph], str]) -> Callable[[], str]:
        return lambda: write(move_graph(conflict))

    def captioned(write: Callable[..., str]) -> Callable[[], str]:
        return lambda: write(*state_table(conflict), caption=conflict.title)

    writers: dict[str, Callable[[], str]] = {
        ".yaml": lambda: writing.to_yaml(conflict),
        ".yml": lambda: writing.to_yaml(conflict),
        ".json": lambda: dumps(writing.to_json(conflict), ensure_ascii=False, indent=2) + "\n",
        ".gmcr": lambda: gmcr_writing.write_gmcr(conflict, lossy=lossy),
        ".nfg": lambda: gambit.write_nfg(conflict, lossy=lossy),
        ".graphml": graph_of(graphs.write_graphml),
        ".dot": graph_of(graphs.write_dot),
        ".csv": lambda: tables.write_csv(*state_table(conflict)),
        ".md": captioned(tables.write_markdown),
        ".tex": captioned(tables.write_latex),
    }
    return writers[_ending(path, WRITABLE)]()


def notes_on_export(conflict: Conflict, path: str) -> tuple[str, ...]:
    """Say in what a written file reads otherwise than the model, in sentences."""
    if _ending(path, WRITABLE) == ".gmcr":
        return gmcr_writing.notes_on_gmcr(conflict)
    return ()


def _ending(path: str, known: tuple[str, ...]) -> str:
    ending = PurePath(path).suffix.lower()
    if ending not in known:
        raise InputError(
            f"No model format has the ending {ending[:20]!r} here.",
            source=path,
            fix=did_you_mean(ending, known),
        )
    return ending


def _description(conflict: Conflict) -> Callable[[str], str]:
    if conflict.states:
        return {state.id: state.name for state in conflict.states}.__getitem__

    named = {state.id: state.name for state in conflict.states}

    def described(state: str) -> str:
        if named:
            return named[state]
        marks = zip(conflict.options, state, strict=True)
        taken = [option.name for option, mark in marks if mark == "Y"]
        return "; ".join(taken) or "no option taken"

    return described
