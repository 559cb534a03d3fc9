"""The lines of a brief in words, shared by the terminal and the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.analysis.basis import rests_on
from detente.analysis.dependence import AttitudeRow
from detente.analysis.hinges import Hinge, smallest_changes
from detente.evidence import Document, Statement
from detente.explain.words import (
    attitude_word,
    describe_change,
    describe_expression,
    join_words,
    party_name,
    plain,
    possessive,
)
from detente.model.conflict import Attitude, Conflict, Direction, Sourced, Statements
from detente.model.expression import Expression
from detente.report.brief import Brief

#: One letter per basis, shown beside every element.
MARKS = {
    "quoted words": "q",
    "reported words": "r",
    "an interpretation by others": "i",
    "the author's inference": "a",
    "cited words": "c",
    "an assumption": "?",
    "nothing cited": "–",
}
LEGEND = (
    "[q] quoted words  [r] reported  [i] others' interpretation  [a] author's inference  "
    "[c] cited words  [?] assumption  [–] nothing cited"
)
WANTS_SHOWN = 3
QUOTE_WIDTH = 150

#: Control characters (a terminal would obey them) and bidirectional overrides (they reorder text).
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text on one line without control characters, safe to print in a terminal."""
    return " ".join(_CONTROLS.sub("", text).split())


def shorten(text: str, width: int = QUOTE_WIDTH) -> str:
    """Cut a text at a word, with an ellipsis in brackets so that it is not taken for the source's."""
    text = clean(text)
    if len(text) <= width:
        return text
    return text[:width].rsplit(" ", 1)[0] + " […]"


def mark(brief: Brief, element: Sourced) -> str:
    """Return an element's basis and evidence ids, such as ``[q e1]``."""
    letter = MARKS[rests_on(element, brief.conflict.evidence)]
    return f"[{' '.join((letter, *element.evidence[:3]))}]"


def statement_line(document: Document, statement: Statement) -> str:
    """Say one statement in a line: who, through whom, to whom, act, words, condition."""
    names = {actor.id: actor.name for actor in document.actors}
    speaker = statement.speaker
    who = "Nobody named"
    if speaker is not None:
        party = names.get(speaker.id, speaker.id)
        who = speaker.name if speaker.name in (party, speaker.id) else f"{speaker.name} ({party})"
    via = f", via {statement.via.name}" if statement.via else ""
    to = ", ".join(names.get(target, target) for target in statement.targets)
    to = f" → {to}" if to else ""
    words = statement.quote.text if statement.quote else statement.span.text
    shown = f"“{shorten(words)}”" if statement.quote else shorten(words)
    conditions = "".join(
        f" — {condition.cue.lower()} {shorten(condition.condition.text, 90)}"
        for condition in statement.conditions
        if clean(condition.condition.text) not in clean(words)
    )
    notes = f" (check the original: {'; '.join(statement.notes)})" if statement.notes else ""
    layer = (
        statement.layer if statement.hedge is None else f"{statement.layer}, “{statement.hedge}”"
    )
    return f"{who}{via}{to}: {statement.act}. {shown}{conditions}{notes} [{layer}, {statement.id}]"


def option_line(conflict: Conflict, party: str, brief: Brief) -> str:
    """List what a party can do, with evidence marks."""
    own = [
        plain(option)
        + ("" if option.direction is Direction.BOTH else " (one-way)")
        + f" {mark(brief, option)}"
        for option in conflict.options
        if option.owner == party
    ]
    return "; ".join(own) or "nothing in this model"


def wants_line(brief: Brief, party: str, *, shown: int = WANTS_SHOWN) -> str | None:
    """List what a party wants first, with evidence marks; None when nothing is stated."""
    preferences = brief.conflict.preferences.get(party)
    if not isinstance(preferences, Statements) or not preferences.items:
        return None
    wants = "; ".join(
        f"{number}. {describe_expression(brief.conflict, item.that, of=party)} {mark(brief, item)}"
        for number, item in enumerate(preferences.items[:shown], start=1)
    )
    more = len(preferences.items) - shown
    return wants + (f"; {more} more" if more > 0 else "")


def outcome_ways(*, starts: bool, locked: bool) -> str:
    """Return ``holds and starts, locked in`` and the like."""
    return "holds" + (" and starts" if starts else "") + (", locked in" if locked else "")


def constants(brief: Brief) -> str | None:
    """Say which options are taken, or not taken, in every lasting outcome, whatever the attitude."""
    lasting = {outcome.state for outcome in brief.outcomes if not outcome.trap}
    if brief.dependence is not None:
        for row in brief.dependence.rows:
            lasting |= row.sustained
    if len(lasting) < 2:
        return None
    always, never = [], []
    for place, option in enumerate(brief.conflict.options):
        marks = {state[place] for state in lasting}
        who = party_name(brief.conflict, option.owner)
        if marks == {"Y"}:
            always.append(f"{who} does “{plain(option)}”")
        elif marks == {"N"}:
            never.append(f"{who} “{plain(option)}”")
    parts = []
    if always:
        parts.append(f"In all of them {join_words(always)}.")
    if never:
        parts.append(f"In none of them does {join_words(never, 'or')}.")
    return " ".join(parts) or None


def row_cells(conflict: Conflict, row: AttitudeRow) -> tuple[str, str]:
    """Return an attitude row in words: own interest, and attitude to the other (and third parties)."""
    (_, own), (cell, sign), *thirds = row.cells
    interest = {"+": "kept", "0": "set aside", "-": "acted against"}[own.value]
    words = [f"{attitude_word(sign)} ({sign.value}) to {party_name(conflict, cell[1])}"]
    words += [
        f"{attitude_word(third)} to {party_name(conflict, to)}"
        for (_, to), third in thirds
        if third is not Attitude.NEUTRAL
    ]
    return interest, ", ".join(words)


def row_outcomes(labels: Mapping[str, str], row: AttitudeRow) -> str:
    """Say what becomes of the outcomes in a row, grouped: ``G starts; A, C hold``."""
    if row.restless:
        return "says nothing: without any interest every move is acceptable"
    groups: dict[str, list[str]] = {}
    for outcome in row.outcomes:
        if not outcome.trap:
            verb = "starts" if outcome.starts else "holds"
            weak = "" if "RNASH" in outcome.concepts else " with foresight only (RSEQ)"
            lock = ", locked in" if outcome.locked else ""
            groups.setdefault(verb + weak + lock, []).append(labels[outcome.state])
    parts = []
    for verb, names in groups.items():
        words = (
            verb if len(names) == 1 else verb.replace("starts", "start").replace("holds", "hold")
        )
        parts.append(f"{join_words(sorted(names))} {words}")
    traps = sum(outcome.trap for outcome in row.outcomes)
    if traps:
        parts.append(f"({traps} trap{'s' * (traps > 1)} not counted)")
    return "; ".join(parts) if parts else "nothing lasts"


def hinge_line(brief: Brief, hinge: Hinge) -> str:
    """Say one hinge in a line: what is changed, what then changes, what it rests on."""
    conflict, labels = brief.conflict, brief.labels()
    began = [s for s in hinge.starts_after if s not in hinge.starts_before]
    ended = [s for s in hinge.starts_before if s not in hinge.starts_after]
    effects = []
    if began:
        effects.append(f"{outcomes_named(conflict, labels, began)} would start")
    if ended:
        effects.append(f"{outcomes_named(conflict, labels, ended)} would no longer start")
    gained: dict[str, list[str]] = {}
    lost: dict[str, list[str]] = {}
    for concept, change in hinge.changes.items():
        for state in change.gained:
            if state not in began:
                gained.setdefault(state, []).append(concept)
        for state in change.lost:
            if state not in ended:
                lost.setdefault(state, []).append(concept)
    for states, words in ((gained, "would become stable"), (lost, "would no longer be stable")):
        if states:
            effects.append(f"{outcomes_named(conflict, labels, list(states))} {words}")
    if not effects:
        effects.append("only traps change")
    cited = f" ({', '.join(hinge.evidence[:3])})" if hinge.evidence else ""
    return (
        f"{hinge_subject(conflict, hinge)}: {'; '.join(effects)}. Rests on {hinge.rests_on}{cited}."
    )


def outcomes_named(conflict: Conflict, labels: Mapping[str, str], states: Sequence[str]) -> str:
    """Name outcomes: by label where they have one, the first other in words, the rest by number."""
    known = [labels[state] for state in states if state in labels]
    others = [state for state in states if state not in labels]
    names = list(known)
    if len(others) == 1 and conflict.status_quo is not None:
        change = describe_change(conflict, conflict.status_quo, others[0])
        if change == "nothing changes":
            names.append("today's situation")
        else:
            names.append(f"“{change}”")
    elif others:
        more = " other" if known else ""
        names.append(f"{len(others)}{more} outcome{'s' * (len(others) > 1)}")
    return join_words(names)


def hinge_subject(conflict: Conflict, hinge: Hinge) -> str:
    """Say in words which element a hinge changes, and how."""
    match hinge.kind:
        case "attitude":
            of, _, to = hinge.element.partition(">")
            name = party_name(conflict, of)
            if of == to:
                verb = "set its own interest aside" if hinge.change == "0" else "harmed itself"
                return f"If {name} {verb}"
            word = attitude_word(Attitude(hinge.change))
            return f"If {possessive(name)} attitude toward {party_name(conflict, to)} were {word}"
        case "preference":
            party, _, text = hinge.element.partition(": ")
            wish = _wish(conflict, party, text)
            name = possessive(party_name(conflict, party))
            if hinge.change == "drop":
                return f"Without {name} wish “{wish}”"
            if hinge.change == "flip":
                return f"With {name} wish “{wish}” turned round"
            return f"With {name} wish “{wish}” one place lower"
        case "infeasible":
            return f"If “{hinge.element}” were possible"
        case _:
            option = next(o for o in conflict.options if o.id == hinge.element)
            return f"If “{plain(option)}” could be taken back"


def hinge_element(conflict: Conflict, hinge: Hinge) -> str:
    """Name the element that a hinge changes, as a noun."""
    match hinge.kind:
        case "attitude":
            of, _, to = hinge.element.partition(">")
            name = possessive(party_name(conflict, of))
            if of == to:
                return f"{name} regard for its own interest"
            return f"{name} attitude toward {party_name(conflict, to)}"
        case "preference":
            party, _, text = hinge.element.partition(": ")
            return (
                f"{possessive(party_name(conflict, party))} wish “{_wish(conflict, party, text)}”"
            )
        case "infeasible":
            return f"the rule that “{hinge.element}” cannot be"
        case _:
            option = next(o for o in conflict.options if o.id == hinge.element)
            return f"whether “{plain(option)}” can be taken back"


def _wish(conflict: Conflict, party: str, text: str) -> str:
    preferences = conflict.preferences[party]
    items = preferences.items if isinstance(preferences, Statements) else ()
    that: Expression = next(item.that for item in items if str(item.that) == text)
    return describe_expression(conflict, that, of=party)


def hinges_shown(brief: Brief) -> tuple[Hinge, ...]:
    """Return one hinge per element, the mildest change that matters, heaviest first."""
    return smallest_changes(brief.hinges)


def cautions(brief: Brief) -> Iterator[str]:
    """Yield what a reader should keep in mind."""
    for document in brief.documents:
        if document.notes:
            yield f"Source quality of {document.source}: {'; '.join(document.notes)}."
    if brief.dependence is not None:
        name = party_name(brief.conflict, brief.dependence.party)
        yield (
            f"While {name} keeps its own interest, its attitudes only filter its own moves: a "
            "friendlier one can keep an outcome standing but adds no move towards it; a negative one "
            "forbids every move that does not harm the other, harmless ones included."
        )
    for item in brief.lints:
        yield item.sentence
    yield from brief.cautions
    if brief.context:
        yield (
            f"{len(brief.context)} statements are context and not modelled; --html and --json list "
            "them with the reason."
        )


def basis_line(basis: Mapping[str, int]) -> str:
    """Say what the model's elements rest on."""
    total = sum(basis.values())
    parts: Iterable[str] = (f"{count} on {words}" for words, count in basis.items())
    return f"Of the model's {total} elements, {join_words(parts)}."
