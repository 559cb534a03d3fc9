"""The lines of a brief in words, shared by the terminal and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.analysis.basis import rests_on
from detente.analysis.dependence import AttitudeRow, Dependence, Leaning
from detente.analysis.shapley import FairShares
from detente.briefing.outcomes import OutcomeNames, with_lower
from detente.briefing.readings import reading_lines
from detente.briefing.result import Brief
from detente.briefing.statements import statement_line
from detente.briefing.text import clean, shorten
from detente.drafting.types import LESS_SAID
from detente.explain.words import (
    attitude_word,
    describe_expression,
    join_words,
    party_name,
    plain,
    possessive,
    taken_options,
    with_article,
)
from detente.model.conflict import Attitude, Conflict, Direction, Sourced, Statements
from detente.model.expression import Expression

__all__ = ["clean", "shorten", "statement_line"]

_LEFT_OUT_SHOWN = 8
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
_MEANINGS = {
    "q": "quoted words",
    "r": "reported",
    "i": "others' interpretation",
    "a": "the author's own words",
    "c": "cited words",
    "?": "assumption",
    "–": "nothing cited",
}
WANTS_SHOWN = 2
LEANINGS_SHOWN = 3


def named(conflict: Conflict, party: str) -> str:
    """Return a party's name as it reads inside a sentence."""
    return with_article(party_name(conflict, party))


def mark(brief: Brief, element: Sourced) -> str:
    """Return an element's basis and evidence ids, such as ``[q e1]``."""
    letter = MARKS[rests_on(element, brief.conflict.evidence)]
    return f"[{' '.join((letter, *element.evidence[:3]))}]"


def legend(brief: Brief) -> str:
    """Explain the marks that this brief uses."""
    used = {MARKS[words] for words in brief.basis}
    listed = ", ".join(f"{letter} {words}" for letter, words in _MEANINGS.items() if letter in used)
    return f"Marks: {listed}; then the ids of the words."


def today_line(conflict: Conflict) -> str | None:
    """Describe the status quo, party by party; None when the model has none."""
    state = conflict.status_quo
    if state is None:
        return None
    parts, idle = [], []
    taken = taken_options(conflict, state)
    for dm in conflict.decision_makers:
        own = [plain(option) for option in taken if option.owner == dm.id]
        if own:
            parts.append(f"{with_article(dm.name)} does this: {join_words(own)}")
        elif any(option.owner == dm.id for option in conflict.options):
            idle.append(with_article(dm.name))
    if idle and not parts:
        return "Today nobody does any of what follows."
    if idle:
        parts.append(
            f"{join_words(idle)} {'does' if len(idle) == 1 else 'do'} nothing of what follows"
        )
    return f"Today {'; '.join(parts)}."


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
    return wants + (f"; then {more} more" if more > 0 else "")


def basis_line(basis: Mapping[str, int]) -> str:
    """Say what the model's elements rest on."""
    total = sum(basis.values())
    parts = [f"{count} on {words}" for words, count in basis.items()]
    if parts:
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"{first} rest{'s' * (first == '1')} {rest}"
    return f"Of the model's {total} elements, {join_words(parts)}."


def left_out_line(brief: Brief) -> str | None:
    """Name the options that the draft left out; None when it holds all that were found."""
    names = [
        f"“{with_lower(brief.conflict, text)}”" for text, why in brief.context if why == LESS_SAID
    ]
    if not names:
        return None
    shown = names[:_LEFT_OUT_SHOWN] + (
        [f"{len(names) - _LEFT_OUT_SHOWN} more"] * (len(names) > _LEFT_OUT_SHOWN)
    )
    options = len(brief.conflict.options) + len(names)
    return (
        f"Left out of the model, as less is said about them: {join_words(shown)} "
        f"(--max-options {max(options, 13)} takes all {options} options)."
    )


def outcome_ways(*, starts: bool, locked: bool) -> str:
    """Return ``holds and starts, locked in`` and the like."""
    return "holds" + (" and starts" if starts else "") + (", locked in" if locked else "")


def attitude_question(conflict: Conflict, test: Dependence) -> str:
    """Return the title of the attitude table."""
    whose = possessive(named(conflict, test.party))
    return f"If {whose} attitude toward {named(conflict, test.toward)} changes"


def attitude_cells(
    names: OutcomeNames, test: Dependence, *, shown: int | None = None
) -> tuple[list[str], list[tuple[str, list[str], int]]]:
    """Lay the table out: one row per attitude, one column per regard for the own interest.

    Returns
    -------
    list of str
        The column headings.
    list of (heading, cells, place)
        The rows from + to -; ``place`` is the column of the model's own setting, or -1.
    """
    conflict = names.conflict
    columns = ["own interest kept", "own interest set aside"]
    kept, aside = list(test.rows[:3]), list(test.rows[3:6])
    rows = []
    for number in (2, 1, 0):
        pair = (kept[number], aside[number])
        sign = pair[0].cells[1][1]
        place = next((n for n, row in enumerate(pair) if row.as_in_model), -1)
        cells = [row_outcomes(names, row, shown=shown) for row in pair]
        rows.append((f"{attitude_word(sign)} ({sign.value})", cells, place))
    for row in test.rows[6:]:
        thirds = [to for (_, to), sign in row.cells[2:] if sign is not Attitude.NEUTRAL]
        also = join_words(named(conflict, third) for third in thirds)
        place = 1 if row.as_in_model else -1
        rows.append(
            (f"positive (+), also to {also}", ["", row_outcomes(names, row, shown=shown)], place)
        )
    return columns, rows


def row_outcomes(names: OutcomeNames, row: AttitudeRow, *, shown: int | None = None) -> str:
    """Say what becomes of the outcomes in a row, grouped: ``G starts; A, C hold``.

    Only the first ``shown`` outcomes of the brief go by their letter, the others by their number.
    """
    known = names.states[:shown]
    if row.restless:
        return "tests nothing: any move would do"
    groups: dict[str, list[str]] = {}
    for outcome in row.outcomes:
        if not outcome.trap:
            verb = "starts" if outcome.starts else "holds"
            weak = "" if "RNASH" in outcome.concepts else " by foresight only"
            lock = ", locked in" if outcome.locked else ""
            groups.setdefault(verb + weak + lock, []).append(outcome.state)
    given = {state: names.labels[state] for state in known}
    parts = []
    for verb, states in sorted(groups.items(), reverse=True):
        several = len(states) > 1
        words = verb.replace("starts", "start").replace("holds", "hold") if several else verb
        named_ones = [given[state] for state in names.states if state in states and state in given]
        more = len(states) - len(named_ones)
        counted = [f"{more} {'more' if named_ones else 'other' + 's' * (more > 1)}"] * bool(more)
        parts.append(f"{', '.join([*named_ones, *counted])} {words}")
    return "; ".join(parts) if parts else "nothing lasts"


def after_table(brief: Brief, test: Dependence) -> Iterator[str]:
    """Yield what the table means: the words used, the traps, who else matters, the verdict."""
    conflict = brief.conflict
    meaning = "Holds: stable once there. Starts: improvements lead there from today."
    rows = [row for row in test.rows if not row.restless]
    if any(outcome.locked and not outcome.trap for row in rows for outcome in row.outcomes):
        meaning += " Locked in: stable only because a step cannot be taken back."
    traps = {outcome.state for row in rows for outcome in row.outcomes if outcome.trap}
    if traps:
        meaning += (
            f" Not counted: {len(traps)} trap{'s' * (len(traps) > 1)} behind a one-way step that no "
            "improvement from today takes."
        )
    if test.third_parties and test.starts_with_self:
        thirds = join_words((named(conflict, third) for third in test.third_parties), "or")
        meaning += (
            f" What starts when {named(conflict, test.party)} sets its own interest aside does not when it "
            f"takes on the wishes of {thirds}."
        )
    yield meaning
    if brief.shares:
        yield shares_line(conflict, brief.shares[0], brief.names())
    yield verdict_line(brief, test)


def shares_line(conflict: Conflict, shares: FairShares, names: OutcomeNames) -> str:
    """Say whose attitudes account for whether an outcome lasts, in Shapley shares."""
    listed = join_words(
        f"{possessive(named(conflict, party))} {share:.0%}"
        for party, share in shares.by_party.items()
    )
    label = names.labels.get(shares.state)
    described = f"“{with_lower(conflict, names.describe(shares.state))}”"
    course = f"outcome {label}" if label else described
    return f"Whose attitudes matter most for whether {course} lasts (Shapley shares): {listed}."


def verdict_line(brief: Brief, test: Dependence) -> str:
    """Say the verdict on the claim, and what it leans on."""
    conflict = brief.conflict
    lead = (
        f"Verdict: that the outcome depends on {possessive(named(conflict, test.party))} attitude "
        f"{test.verdict}."
    )
    if brief.leaning is None:
        return (
            f"{lead} What it leans on was not tried for a model of this size: detente claim does."
        )
    return f"{lead} {leaning_line(conflict, brief.leaning)}"


def leaning_line(conflict: Conflict, found: Sequence[Leaning]) -> str:
    """Say what a verdict leans on."""
    if not found:
        return "Dropping any one wish or rule of the model does not change this verdict."
    parts = []
    for item in found[:LEANINGS_SHOWN]:
        cited = f" ({', '.join(item.evidence[:3])})" if item.evidence else ""
        if item.kind == "preference" and item.party is not None:
            text = item.element.partition(": ")[2]
            what = f"{possessive(named(conflict, item.party))} wish “{wish(conflict, item.party, text)}”"
        else:
            what = f"the rule against “{item.element}”"
        parts.append(
            f"{what}, which rests on {item.rests_on}{cited}: without it the claim {item.verdict}"
        )
    more = len(found) - LEANINGS_SHOWN
    return f"It leans on {'; '.join(parts)}{f'; and {more} more' if more > 0 else ''}."


def words_alone_lines(brief: Brief) -> Iterator[str]:
    """Say what is left on each party's own words, and what lasts whatever was not said."""
    conflict = brief.conflict
    whole = OutcomeNames(conflict, ())
    silent = []
    for item in brief.words_alone:
        name = possessive(named(conflict, item.party))
        total = len(item.kept) + len(item.fallen)
        if not item.enough:
            silent.append(f"{name} ({len(item.kept)} of {total})")
            continue
        if not item.fallen:
            yield f"All {total} of {name} wishes rest on its own words."
            continue
        effects = []
        for states, words in (
            (item.gained("NASH"), "could last"),
            (item.lost("NASH"), "no longer lasts"),
        ):
            if states:
                more = f" and {len(states) - 1} more" if len(states) > 1 else ""
                course = with_lower(conflict, whole.describe(states[0]))
                effects.append(f"“{course}”{more} {words}")
        fall = "falls" if len(item.fallen) == 1 else "fall"
        yield (
            f"On {name} words alone {len(item.fallen)} of its {total} wishes {fall}: "
            f"{join_words(effects) or 'the outcomes that last stay the same'}."
        )
    if silent:
        yield (f"Too few wishes rest on own words: {join_words(silent)}.")
    if brief.known is not None:
        sure, may = (
            len(found.get("NASH", ())) for found in (brief.known.necessary, brief.known.possible)
        )
        yield (
            f"With all that is unsaid left open, {sure or 'no'} outcome{'s' * (sure > 1)} must last and {may} "
            f"of {brief.solution.feasible_states} could."
        )
    yield from reading_lines(conflict, brief.readings)


def wish(conflict: Conflict, party: str, text: str) -> str:
    """Say a preference statement, given as hinges name it, in words."""
    preferences = conflict.preferences[party]
    items = preferences.items if isinstance(preferences, Statements) else ()
    that: Expression = next(item.that for item in items if str(item.that) == text)
    return describe_expression(conflict, that, of=party)


def cautions(brief: Brief) -> Iterator[str]:
    """Yield what a reader should keep in mind, findings first."""
    for item in brief.lints:
        yield item.sentence + (f" [{', '.join(item.evidence[:3])}]" if item.evidence else "")
    yield from notes(brief)


def notes(brief: Brief) -> Iterator[str]:
    """Yield the remarks on the brief as a whole: the word attitude, the sources, the drafting."""
    if brief.dependence is not None:
        name = named(brief.conflict, brief.dependence.party)
        cell = f"{brief.dependence.party}>{brief.dependence.toward}"
        yield (
            f"“Attitude” here is the model's cell {cell}, how far {name} lets the other's interest count; "
            f"the documents may mean more by it. While {name} keeps its own interest, attitudes only "
            "filter its own moves: a friendlier one can keep an outcome standing but adds no move "
            "towards it, and a hostile one forbids harmless moves too."
        )
    for document in brief.documents:
        if document.notes:
            yield f"Source quality of {file_name(document.source)}: {'; '.join(document.notes)}."
    yield from brief.cautions
    if brief.context:
        yield (
            f"{len(brief.context)} statements are context and not modelled; --html and --json list "
            "them with the reason."
        )


def file_name(source: str) -> str:
    """Return the name of a file without its folder; an address stays whole.

    Examples
    --------
    >>> file_name("/home/me/a.txt"), file_name("https://example.org/a")
    ('a.txt', 'https://example.org/a')
    """
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]


def shared_lines(names: OutcomeNames) -> Iterator[str]:
    """Yield what all outcomes share and what none of them has."""
    shared, never = names.shared(), names.never()
    if shared is not None:
        yield f"In all of them: {shared[:1].lower() + shared[1:] if shared.startswith('The ') else shared}."
    if never is not None:
        yield f"In none of them {never}."


def sources_line(brief: Brief, *, paths: bool = True) -> str:
    """Say what was read and what the model is; without ``paths``, by bare file names."""
    listed = [document.source for document in brief.documents]
    model = brief.conflict.source or ""
    if not paths:
        listed, model = [file_name(source) for source in listed], file_name(model)
    how = "model drafted from it" if brief.drafted else f"curated model {model}"
    sizes: Sequence[str] = (
        f"{len(brief.conflict.decision_makers)} parties",
        f"{len(brief.conflict.options)} options",
        f"{brief.solution.feasible_states} possible states",
    )
    return f"{', '.join(listed)} · {how.strip()} · {', '.join(sizes)}"
