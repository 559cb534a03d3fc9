"""The chain from an outcome to the words: result, verdicts, statements, quotations; and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from detente.analysis.basis import elements, rests_on
from detente.analysis.dependence import without_one
from detente.analysis.load_bearing import (
    Bearing,
    Reason,
    evidence_bearing,
    load_bearing,
    reasons,
    standing,
)
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import Path, shortest_paths
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.sources import Sources
from detente.briefing.text import clean
from detente.explain.explaining import explain
from detente.explain.witnesses import Explanation
from detente.explain.words import (
    agreeing,
    describe_change,
    describe_rule,
    describe_state,
    join_words,
    named,
    sentence_case,
    wish,
    with_lower,
)
from detente.model.conflict import Conflict, Ranking, Sourced, Weights

#: What elements are called whose kind is no word of the field.
_KINDS = {"infeasible": "rule"}
#: Words for the concepts that the chain follows.
_CONCEPTS = {"RNASH": "nobody gains by leaving", "RSEQ": "who gains by leaving is deterred"}


class Line(NamedTuple):
    """A line of a chain: how deep it stands, what it says, and the ids of the evidence it cites."""

    depth: int
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why an outcome is, or is not, stable, down to the words.

    Attributes
    ----------
    concepts : tuple of str
        The relational concepts under which it is an equilibrium.
    path : Path or None
        How improvements lead to it from the status quo.
    verdicts : tuple of Explanation
        Per decision maker under the concept that tells most.
    reasons : tuple of Reason
        The preference statements that decide each party's moves away.
    bearing : tuple of Bearing
        What it stands on (when an equilibrium), or what bars it (when not), heaviest first.
    """

    conflict: Conflict
    state: str
    concepts: tuple[str, ...]
    path: Path | None
    verdicts: tuple[Explanation, ...]
    reasons: tuple[Reason, ...]
    bearing: tuple[Bearing, ...]

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<Why {self.state}: {len(self.verdicts)} verdicts, {len(self.bearing)} elements>"

    def _repr_html_(self) -> str:
        from html import escape

        return "".join(
            f'<div style="margin-left:{line.depth * 1.5}em">{escape(line.text)}</div>'
            for line in why_lines(self)
        )

    def to_json(self) -> dict[str, Any]:
        """Return the chain as JSON data."""
        return {
            "state": self.state,
            "words": describe_state(self.conflict, self.state),
            "equilibrium": list(self.concepts),
            "starts": self.path is not None,
            "path": self.path.to_json() if self.path else None,
            "verdicts": [item.to_json() for item in self.verdicts],
            "reasons": [item.to_json() for item in self.reasons],
            "stands_on" if self.concepts else "barred_by": [
                item.to_json() for item in self.bearing
            ],
            "quotes": {
                item.id: {
                    "document": item.document,
                    "start": item.start,
                    "end": item.end,
                    "quote": item.quote,
                }
                for item in self.conflict.evidence.values()
            },
        }


def why(conflict: Conflict, state: str) -> Why:
    """Follow an outcome back to the statements and words that it stands on.

    Parameters
    ----------
    conflict : Conflict
        The model; its attitudes count.
    state : str
        A state string.
    """
    landscape = Landscape(conflict)
    landscape.compiled.space.index(state)  # says so when the state is not feasible
    found = {outcome.state: outcome for outcome in landscape.outcomes(locks=False)}
    outcome = found.get(state)
    concepts = outcome.concepts if outcome is not None else ()
    path = None
    if outcome is not None and outcome.starts:
        path = next(iter(shortest_paths(landscape, state, limit=1)), None)
    concept = "RNASH" if not concepts or "RNASH" in concepts else "RSEQ"
    if not any(conflict.attitudes.values()):
        concept = concept.removeprefix("R")  # with everybody's own interest only, they are the same
    bearing = [b for b in load_bearing(conflict) if (b.bears(state) if concepts else b.bars(state))]
    return Why(
        conflict=conflict,
        state=state,
        concepts=concepts,
        path=path,
        verdicts=explain(conflict, state, concepts=[concept]),
        reasons=tuple(reasons(landscape, state)),
        bearing=tuple(bearing),
    )


def why_lines(answer: Why, sources: Sources | None = None) -> Iterator[Line]:
    """Yield the lines of a chain: the result, then each party's verdict, statements and quotations.

    With ``sources`` that have the documents at hand, quotations are told with their paragraphs.
    """
    conflict = answer.conflict
    sources = sources or Sources({}, conflict)
    whole = OutcomeNames(conflict, ())
    yield Line(0, f"{answer.state}: {with_lower(conflict, whole.describe(answer.state))}.")
    if answer.concepts:
        kind = _CONCEPTS["RNASH" if "RNASH" in answer.concepts else "RSEQ"]
        yield Line(0, f"It lasts: {kind}.")
        yield Line(0, _course(answer))
    else:
        yield Line(0, "It does not last: somebody gains by leaving, and nothing deters that.")
    for verdict in answer.verdicts:
        (party,) = verdict.focal
        yield Line(1, verdict.sentence)
        for reason in answer.reasons:
            if reason.party != party or (verdict.stable and not reason.keeps):
                continue
            if not verdict.stable and not reason.draws:
                continue
            count = reason.keeps if verdict.stable else reason.draws
            does = "keeps it from" if verdict.stable else "draws it into"
            moves = f"{count} move{'s' * (count > 1)} away"
            text = wish(conflict, party, str(reason.item.that))
            yield Line(2, f"The wish “{text}” {does} {moves}.")
            yield from _cited(reason.item, sources, depth=3)
    if answer.bearing:
        lead = "It stands on" if answer.concepts else "It is barred by"
        yield Line(0, f"{lead} (without any one of these the answer is another):")
        for item in answer.bearing:
            text = f"{element_words(conflict, item)} — rests on {item.rests_on}."
            yield Line(1, text, item.evidence)
    else:
        yield Line(0, " ".join(_bearing_nothing(conflict, lasts=bool(answer.concepts))))


def _bearing_nothing(conflict: Conflict, *, lasts: bool) -> Iterator[str]:
    """Say what was dropped in vain, and what could not be dropped: nothing is said of what was not tried."""
    whole = [
        dm.name
        for dm in conflict.decision_makers
        if isinstance(conflict.preferences.get(dm.id), Ranking | Weights)
    ]
    given = f"the preferences of {join_words(whole)}, given as a whole (a ranking or weights)"
    if next(without_one(conflict), None) is None:
        yield (
            f"Which statements bear that cannot be told: {given}, have none that could be dropped."
            if whole
            else "There is no statement and no rule that could be dropped."
        )
        return
    yield (
        "It stands on no single statement or rule: dropping any one leaves it stable."
        if lasts
        else "No single statement or rule bars it: dropping any one leaves it unstable."
    )
    if whole:
        ranked = any(isinstance(held, Ranking) for held in conflict.preferences.values())
        rules = "; nor the rules, as a ranking is silent on what they exclude"
        yield f"Not tried: {given}{rules if ranked and conflict.infeasible else ''}."


def _course(answer: Why) -> str:
    conflict, path = answer.conflict, answer.path
    if path is None:
        return "No improvements lead there from today."
    if not path.steps:
        return "It is today's situation."
    before, steps = path.start, []
    for mover, after in path.steps:
        steps.append(f"{named(conflict, mover)} ({describe_change(conflict, before, after)})")
        before = after
    return f"How it comes about from today: {', then '.join(steps)}."


def _cited(element: Sourced, sources: Sources, *, depth: int) -> Iterator[Line]:
    """Yield the words behind an element: the quotation, whose it is, told how and where; then assumptions."""
    for name in element.evidence:
        for number in sources.evidence([name]):
            note = sources.notes[number - 1]
            told = f" ({note.about.removesuffix('.')})" if note.about != "." else ""
            yield Line(depth, clean(f"{note.words}{told}"), (name,))
    if element.assumption:
        yield Line(depth, clean(f"Assumption: {element.assumption}"))
    elif not element.evidence:
        yield Line(depth, "Nothing is cited for it.")


def element_words(conflict: Conflict, item: Bearing) -> str:
    """Name the element of a bearing in words."""
    if item.kind == "preference" and item.party is not None:
        text = wish(conflict, item.party, item.element.partition(": ")[2])
        name = named(conflict, item.party)
        return f"{sentence_case(name)} {agreeing(name, 'wants', 'want')} “{text}”"
    return f"The rule against “{describe_rule(conflict, item.element)}”"


def words_lines(conflict: Conflict, evidence: str) -> Iterator[Line]:
    """Yield what rests on one piece of evidence: elements that cite it, and outcomes."""
    yield from _cited(Sourced(evidence=(evidence,)), Sources({}, conflict), depth=0)
    citing = [
        (kind, name, element)
        for kind, name, element in elements(conflict)
        if evidence in element.evidence
    ]
    if not citing:
        yield Line(0, "Nothing in the model cites these words.")
    for kind, name, element in citing:
        basis = rests_on(element, conflict.evidence)
        yield Line(1, f"{_KINDS.get(kind, kind)} {_name(conflict, kind, name)} — rests on {basis}")
    bearing = evidence_bearing(conflict, evidence)
    names = OutcomeNames(conflict, sorted(_all(conflict)))
    if bearing.removed == (evidence,) or not bearing.removed:
        text = "No wish and no rule rests on these words alone: without them the outcomes are the same."
        yield Line(0, text)
        return
    lost = f"{len(bearing.removed)} of its wishes and rules"
    yield Line(0, f"Without these words the model loses {lost}.")
    yield from (Line(1, line) for line in _effects(names, bearing))


def _all(conflict: Conflict) -> set[str]:
    return {state for states in standing(conflict).holding.values() for state in states}


def _name(conflict: Conflict, kind: str, name: str) -> str:
    if kind == "preference":
        party, _, text = name.partition(": ")
        try:
            return f"“{wish(conflict, party, text)}” of {named(conflict, party)}"
        except StopIteration:
            return name
    if kind == "option":
        return f"“{next(o.name for o in conflict.options if o.id == name)}”"
    if kind == "infeasible":
        return f"against “{describe_rule(conflict, name)}”"
    return named(conflict, name) if kind == "decision maker" else name


def _effects(names: OutcomeNames, bearing: Bearing) -> Iterator[str]:
    if not bearing:
        yield "The outcomes stay the same."
    lost = _merged(bearing.lost.values())
    gained = _merged(bearing.gained.values())
    for states, words in (
        (bearing.stops, "would no longer come about"),
        (bearing.starts, "would come about"),
        ([s for s in lost if s not in bearing.stops], "could no longer last"),
        ([s for s in gained if s not in bearing.starts], "could last"),
    ):
        described = [
            f"“{with_lower(names.conflict, OutcomeNames(names.conflict, ()).describe(state))}”"
            for state in list(states)[:2]
        ]
        more = len(list(states)) - 2
        if described:
            extra = f" and {more} more" if more > 0 else ""
            yield f"{sentence_case(join_words(described))}{extra} {words}."


def _merged(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(state for states in groups for state in states))
