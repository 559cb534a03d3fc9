"""The Python interface: documents and conflicts that carry their analyses as methods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from os import PathLike
from typing import TYPE_CHECKING, Any, Self

from detente.analysis.dependence import Dependence, dependence
from detente.analysis.exporting import export_model
from detente.analysis.hinge_bearing import Support, held_up_by
from detente.analysis.hinge_pairs import HingePair, hinge_pairs
from detente.analysis.hinges import Hinge, hinges
from detente.analysis.inverse_edits import Inverse, invert
from detente.analysis.outcomes import Landscape, Outcome
from detente.analysis.paths import Path, shortest_paths
from detente.analysis.shapley import FairShares, fair_shares
from detente.analysis.status_quo_table import StatusQuoTable, status_quo_table
from detente.analysis.sweeping import Sweep, sweep
from detente.analysis.windows import Window, closing_windows
from detente.evidence import Document
from detente.explain.explaining import explain
from detente.explain.move_graph import Picture, draw_moves
from detente.explain.witnesses import Explanation
from detente.explain.words import describe_state
from detente.extras import named_when_missing
from detente.interchange.loading import load_model
from detente.model import conflict as core
from detente.model import editing, files, writing
from detente.model.naming import state_named
from detente.showing import Listing
from detente.solving.completing import Completions, completions
from detente.solving.concepts import CORE
from detente.solving.misperceiving import Misperceptions, hypergame
from detente.solving.solution import Solution, solve

if TYPE_CHECKING:
    from detente.briefing.content import Report
    from detente.briefing.result import Brief as Made
    from detente.briefing.why import Why
    from detente.claims.testing import Tested


class Conflict(core.Conflict):
    """A conflict model with its analyses; immutable, ``with_…`` returns changed copies.

    Examples
    --------
    >>> import detente
    >>> chicken = detente.load(detente.example("classic/chicken.yaml"))
    >>> chicken.solve("NASH").equilibria["NASH"]
    ('NY', 'YN')
    """

    __slots__ = ()

    @classmethod
    def of(cls, conflict: core.Conflict) -> Self:
        """Return the same conflict with the methods of this interface."""
        return cls(**{item.name: getattr(conflict, item.name) for item in fields(conflict)})

    @classmethod
    def of_graph(
        cls,
        title: str,
        *,
        moves: Mapping[str, Iterable[tuple[str, str]]],
        rankings: Mapping[str, Iterable[str | Sequence[str]]],
        status_quo: str | None = None,
    ) -> Self:
        """Return a conflict in graph form.

        Parameters
        ----------
        title : str
            What the conflict is.
        moves : mapping of str to pairs of str
            Per decision maker its moves, from one state to another.
        rankings : mapping of str to sequence
            Per decision maker the states, best first, ties as lists.
        status_quo : str, optional
            The state to start from.

        Raises
        ------
        InputError
            With every problem, as for a model file.

        Examples
        --------
        >>> graph = Conflict.of_graph(
        ...     "Chase",
        ...     moves={"A": [("s", "t")], "B": [("t", "u")]},
        ...     rankings={"A": ["t", ["s", "u"]], "B": ["u", "s", "t"]},
        ... )
        >>> graph.solve("NASH SEQ").equilibria
        {'NASH': ('u',), 'SEQ': ('s', 'u')}
        """
        from json import dumps

        states = dict.fromkeys(
            state
            for groups in rankings.values()
            for group in groups
            for state in ([group] if isinstance(group, str) else group)
        )
        model = {
            "detente": 1,
            "title": title,
            "decision_makers": [{"id": dm} for dm in moves],
            "states": [{"id": state} for state in states],
            "moves": [
                {"by": dm, "from": start, "to": end}
                for dm, arcs in moves.items()
                for start, end in arcs
            ],
            "preferences": {
                dm: {
                    "ranking": [
                        [group] if isinstance(group, str) else list(group) for group in groups
                    ]
                }
                for dm, groups in rankings.items()
            },
        }
        if status_quo is not None:
            model["status_quo"] = status_quo
        return cls.of(files.loads(dumps(model), "graph.json"))

    def solve(self, concepts: str | Iterable[str] = CORE, **variants: Any) -> Solution:
        """Find stable states and equilibria; see :func:`detente.solving.solution.solve`."""
        return solve(self, concepts, **variants)

    def completions(
        self, concepts: str | Iterable[str] = ("NASH", "SEQ"), **settings: Any
    ) -> Completions:
        """Find necessary and possible equilibria; see `detente.solving.completing.completions`."""
        return completions(self, concepts, **settings)

    def hypergame(
        self, concepts: str | Iterable[str] = ("NASH", "SEQ"), **variants: Any
    ) -> Misperceptions:
        """Solve the views of the model; see `detente.solving.misperceiving.hypergame`."""
        return hypergame(self, concepts, **variants)

    def sweep(self, vary: str, *, concepts: Iterable[str] = ("RNASH", "RSEQ")) -> Sweep:
        """Solve every profile of the varied attitude cells."""
        return sweep(self, vary, concepts=concepts)

    def hinges(self, *, toward: str | None = None) -> Listing[Hinge]:
        """Return what the outcome depends on, the heaviest single change first."""
        found = hinges(self, toward=toward)
        return Listing(found, caption=f"hinges of {self.title}", row=self._hinge_row)

    def _hinge_row(self, hinge: Hinge) -> dict[str, Any]:
        gained = sorted({s for change in hinge.changes.values() for s in change.gained})
        lost = sorted({s for change in hinge.changes.values() for s in change.lost})
        return {
            "element": hinge.element,
            "change": hinge.change,
            "could last": " ".join(gained),
            "could no longer last": " ".join(lost),
            "starts": " ".join(s for s in hinge.starts_after if s not in hinge.starts_before),
            "no longer starts": " ".join(
                s for s in hinge.starts_before if s not in hinge.starts_after
            ),
            "rests on": hinge.rests_on,
        }

    def outcomes(self) -> Listing[Outcome]:
        """Return every RNASH or RSEQ equilibrium and whether it starts, is locked in, is a trap."""

        def row(each: Outcome) -> dict[str, Any]:
            return {
                "state": each.state,
                "in words": self.describe(each.state),
                "concepts": " ".join(each.concepts),
                "starts": each.starts,
                "locked in": each.locked,
                "trap": each.trap,
            }

        return Listing(Landscape(self).outcomes(), caption=f"outcomes of {self.title}", row=row)

    def dependence(self, party: str, toward: str) -> Dependence:
        """Test whether the outcome depends on one party's attitude toward another."""
        return dependence(Landscape(self), party, toward)

    def paths(
        self, to: str, *, improvements_only: bool = True, coalitions: bool = False
    ) -> Listing[Path]:
        """Return the shortest legal paths from the status quo to a state."""

        def row(path: Path) -> dict[str, Any]:
            return {"from": path.start, "moves": " → ".join(f"{by}: {at}" for by, at in path.steps)}

        found = shortest_paths(
            Landscape(self), to, improvements_only=improvements_only, coalitions=coalitions
        )
        return Listing(found, caption=f"shortest paths to {to}", row=row)

    def status_quo_table(
        self, *, improvements_only: bool = True, coalitions: bool = False
    ) -> StatusQuoTable:
        """Return when every state can first come about, and by whose last move."""
        return status_quo_table(
            Landscape(self), improvements_only=improvements_only, coalitions=coalitions
        )

    def inverse(self, state: str, concept: str = "NASH", *, parties: Iterable[str] = ()) -> Inverse:
        """Return what would make a state stable: conditions, fewest statement and attitude edits."""
        return invert(self, state_named(self, state), concept, parties=parties)

    def hinge_pairs(self, *, toward: str | None = None) -> Listing[HingePair]:
        """Return the pairs of changes that do together what neither does alone."""

        def row(pair: HingePair) -> dict[str, Any]:
            both = (pair.first, pair.second)
            return {
                "changes": " with ".join(f"{each.element}: {each.change}" for each in both),
                **{what: " ".join(states) for what, states in pair.beyond.items()},
            }

        found = hinge_pairs(self, toward=toward)
        return Listing(found, caption=f"pairs of hinges of {self.title}", row=row)

    def held_up_by(self, found: Sequence[Hinge]) -> tuple[tuple[Support, ...], ...]:
        """Find what each hinge stands on; see :func:`detente.analysis.hinge_bearing.held_up_by`."""
        return held_up_by(self, found)

    def fair_shares(
        self, state: str, *, concept: str = "RNASH", measure: str = "holds", vary: str | None = None
    ) -> FairShares:
        """Return how much each attitude cell accounts for an outcome (Shapley value)."""
        return fair_shares(Landscape(self), state, concept=concept, measure=measure, vary=vary)

    def to_format(self, ending: str, *, lossy: bool = False) -> str:
        """Return the model as text in another format, such as ``"gmcr"`` or ``"graphml"``."""
        return export_model(self, f"model.{ending.removeprefix('.')}", lossy=lossy)

    def windows(self) -> Listing[Window]:
        """Return the outcomes that vanish with a party's next one-way move, and who can be first."""

        def row(each: Window) -> dict[str, Any]:
            return {"party": each.party, "option": each.option, "leads to": each.after}

        found = closing_windows(Landscape(self))
        return Listing(found, caption=f"closing windows of {self.title}", row=row)

    def explain(
        self, state: str, *, dm: str | None = None, concepts: str | Iterable[str] = CORE
    ) -> Listing[Explanation]:
        """Say why a state is, or is not, stable, with a checkable witness for every verdict."""

        def row(each: Explanation) -> dict[str, Any]:
            return {
                "concept": each.concept,
                "for": "+".join(each.focal),
                "stable": each.stable,
                "why": each.sentence,
            }

        found = explain(self, state, dm=dm, concepts=concepts)
        return Listing(found, caption=f"verdicts on {found[0].state}", row=row)

    def claim(self, text: str, *, speaker: str | None = None) -> Tested:
        """Test a claim; see :func:`detente.claims.parse.read_claim` for what can be tested."""
        from dataclasses import replace

        from detente.claims.parse import read_claim
        from detente.claims.say import claim_lines
        from detente.claims.testing import check_claim

        tested = check_claim(self, read_claim(self, text, speaker=speaker))
        return replace(tested, lines=tuple(claim_lines(self, tested)))

    def why(self, state: str) -> Why:
        """Follow an outcome back to the statements and words that it stands on."""
        from detente.briefing.why import why

        return why(self, state_named(self, state))

    def with_changes(self, *changes: str) -> Self:
        """Return a variant, changed as scenarios are: ``"accept=forward"``, ``"drop PRK: arm"``."""
        from detente.analysis.scenarios import apply_changes

        return type(self).of(apply_changes(self, changes))

    def draw(self, *, moves: str = "improvements") -> Picture:
        """Draw the states and the moves between them; see `detente.explain.move_graph.draw_moves`."""
        return draw_moves(self, moves=moves)

    def figure(self) -> Any:
        """Draw with Matplotlib how each party ranks the states (``pip install 'detente[notebook]'``)."""
        from detente.analysis.figures import ranking_figure

        return ranking_figure(self)

    def widget(self) -> Any:
        """Show attitudes to move, and the outcomes under them (``pip install 'detente[notebook]'``)."""
        from detente.widget import attitude_widget

        return attitude_widget(self)

    def describe(self, state: str) -> str:
        """Say a state in words."""
        return describe_state(self, state)

    def with_attitudes(self, spec: str) -> Self:
        """Return a copy with attitude cells set, such as ``"USA>PRK=+,USA>USA=0"``."""
        return type(self).of(editing.with_attitudes(self, spec))

    def to_json(self) -> dict[str, Any]:
        """Return the model as the contract's JSON."""
        return writing.to_json(self)

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(option.owner)}</td><td><code>{escape(option.id)}</code></td>"
            f"<td>{escape(option.name)}</td><td>{option.direction.value}</td></tr>"
            for option in self.options
        )
        return (
            f"<table><caption>{escape(self.title)}</caption><thead><tr><th>decision maker</th>"
            f"<th>option</th><th>name</th><th>direction</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def load(path: str | PathLike[str]) -> Conflict:
    """Load a model file: YAML, JSON or ``.gmcr``, by its ending.

    Raises
    ------
    InputError
        When the file cannot be read or the model has problems (all are listed).
    """
    return Conflict.of(load_model(str(path)))


def read(source: str) -> Document:
    """Read a document into statements; see :func:`detente.reading.read`."""
    with named_when_missing():
        from detente.reading import read as read_source

        return read_source(source)


def draft(documents: Document | Sequence[Document], *, max_options: int = 12) -> Conflict:
    """Draft a conflict model from documents, evidence attached."""
    from detente.drafting import draft as draft_from

    group = [documents] if isinstance(documents, Document) else list(documents)
    return Conflict.of(draft_from(group, max_options=max_options).conflict)


class Brief:
    """A brief: what parties say to each other, and what follows where a model can be made of it.

    ``answer`` is ``"model"``, ``"thin"`` (a model on little) or ``"reading"`` (none). In a notebook it
    shows itself as a page.

    Examples
    --------
    >>> import detente
    >>> made = detente.brief(model=detente.example("classic/chicken.yaml"))
    >>> made.answer, made.to_json()["outcomes"][0]["name"]
    ('model', 'Second driver: swerve')
    """

    def __init__(self, made: Made) -> None:
        self._made = made

    @property
    def answer(self) -> str:
        """Whether there is a model: ``model``, ``thin`` or ``reading``."""
        return self._made.verdict

    @property
    def report(self) -> Report:
        """The brief as composed sections and lines."""
        from detente.briefing.composing import compose

        return compose(self._made)

    @property
    def text(self) -> str:
        """The brief as a terminal prints it."""
        from detente.render.terminal import as_text

        return as_text(self.report)

    @property
    def html(self) -> str:
        """The brief as one self-contained page, the documents beside it."""
        from detente.render.html import render_html

        return render_html(self.report, articles=bool(self._made.documents))

    def to_json(self) -> dict[str, Any]:
        """Return what ``detente brief --json`` prints."""
        return self._made.to_json()

    def __repr__(self) -> str:
        """Say in one line what it is of and the first thing that it answers."""
        return f"<Brief {self.report.title!r}: {self.answer}>"

    def _repr_html_(self) -> str:
        from html import escape

        page = escape(self.html, quote=True)
        return f'<iframe srcdoc="{page}" style="width:100%;height:40em;border:0"></iframe>'


def brief(
    sources: str | Document | Sequence[str | Document] = (),
    model: str | core.Conflict | None = None,
    *,
    max_options: int = 12,
) -> Brief:
    """Make the brief of texts, of a model, or of a model and the texts that it is about.

    Parameters
    ----------
    sources : str, Document, or sequence of them
        Files, folders and addresses as ``detente brief`` takes them, or documents that were read; a
        model file among them is the model.
    model : str or Conflict, optional
        The model, instead of one drafted from the texts.
    max_options : int
        Options of a drafted model at most.

    Raises
    ------
    InputError
        When there is nothing to read, or a source or the model cannot be read.
    """
    from detente.briefing.making import brief_of, brief_of_file, brief_of_model, told_apart
    from detente.documents import expand_sources
    from detente.errors import InputError
    from detente.reading import read_all

    group = [sources] if isinstance(sources, (str, Document)) else list(sources)
    documents = [item for item in group if isinstance(item, Document)]
    named = model if isinstance(model, str) else None
    path, texts = told_apart([item for item in group if isinstance(item, str)], named)
    with named_when_missing():
        for text in expand_sources(texts) if texts else ():
            documents.extend(read_all(text))
    if isinstance(model, core.Conflict):
        return Brief(brief_of_model(model, documents))
    if path is not None:
        return Brief(brief_of_file(path, documents))
    if not documents:
        raise InputError("There is nothing to read.", fix="Name a text or a model.")
    return Brief(brief_of(documents, max_options=max_options))


def example(name: str) -> str:
    """Return the path of a bundled example, such as ``"classic/chicken.yaml"``.

    Raises
    ------
    InputError
        When there is no such example; the known ones are listed.
    """
    from pathlib import Path as FilePath

    from detente.errors import InputError, did_you_mean

    here = FilePath(__file__).resolve().parent
    for root in (here / "examples", here.parent.parent / "examples"):
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            return str(path)
        if root.is_dir():
            known = sorted(
                str(item.relative_to(root))
                for item in root.rglob("*")
                if item.suffix in (".yaml", ".txt")
            )
            raise InputError(f"No example {name!r}.", fix=did_you_mean(name, known))
    raise InputError("The bundled examples are missing from this installation.")
