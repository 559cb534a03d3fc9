"""The lines of an answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.analysis.dependence import AttitudeRow, Dependence
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.readings import reading_lines
from detente.briefing.result import Answer
from detente.claims.say import leaning_line, shares_line
from detente.explain.words import (
    agreeing,
    attitude_word,
    join_words,
    named,
    plain,
    possessive,
    taken_options,
    with_article,
    with_lower,
)
from detente.model.conflict import Attitude, Conflict
from detente.model.wording import sets_aside

#: Outcomes named in one cell of the attitude table.
NAMED = 3


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
            verb = agreeing(dm.name, "does", "do")
            parts.append(f"{with_article(dm.name)} {verb} this: {join_words(own)}")
        elif any(option.owner == dm.id for option in conflict.options):
            idle.append(dm.name)
    if idle and not parts:
        return "Today nobody does any of what follows."
    if idle:
        verb = agreeing(idle[0], "does", "do") if len(idle) == 1 else "do"
        parts.append(f"{join_words(map(with_article, idle))} {verb} nothing of what follows")
    return f"Today {'; '.join(parts)}."


def basis_line(basis: Mapping[str, int]) -> str:
    """Say what the model's elements rest on."""
    total = sum(basis.values())
    parts = [f"{count} on {words}" for words, count in basis.items()]
    if parts:
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"{first} rest{'s' * (first == '1')} {rest}"
    return f"Of the model's {total} elements, {join_words(parts)}."


def attitude_question(conflict: Conflict, test: Dependence) -> str:
    """Return the title of the attitude table."""
    whose = possessive(named(conflict, test.party))
    return f"If {whose} attitude toward {named(conflict, test.toward)} changes"


def attitude_cells(
    names: OutcomeNames, test: Dependence
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
        cells = [row_outcomes(names, row) for row in pair]
        rows.append((f"{attitude_word(sign)} ({sign.value})", cells, place))
    for row in test.rows[6:]:
        thirds = [to for (_, to), sign in row.cells[2:] if sign is not Attitude.NEUTRAL]
        also = join_words(named(conflict, third) for third in thirds)
        place = 1 if row.as_in_model else -1
        rows.append((f"positive (+), also to {also}", ["", row_outcomes(names, row)], place))
    return columns, rows


def row_outcomes(names: OutcomeNames, row: AttitudeRow) -> str:
    """Say what becomes of the outcomes in a row, grouped: ``“Deal” starts; “No move” holds``."""
    if row.restless:
        return "tests nothing: any move would do"
    groups: dict[str, list[str]] = {}
    for outcome in row.outcomes:
        if not outcome.trap:
            verb = "starts" if outcome.starts else "holds"
            weak = "" if "RNASH" in outcome.concepts else " by foresight only"
            lock = ", locked in" if outcome.locked else ""
            groups.setdefault(verb + weak + lock, []).append(outcome.state)
    parts = []
    for verb, states in sorted(groups.items(), reverse=True):
        several = len(states) > 1
        words = verb.replace("starts", "start").replace("holds", "hold") if several else verb
        known = [state for state in names.states if state in states][:NAMED]
        more = len(states) - len(known)
        counted = [f"{more} {'more' if known else 'other' + 's' * (more > 1)}"] * bool(more)
        told = [*(f"“{names.short[state]}”" for state in known), *counted]
        parts.append(f"{', '.join(told)} {words}")
    return "; ".join(parts) if parts else "nothing lasts"


def after_table(brief: Answer, test: Dependence) -> Iterator[str]:
    """Yield what the table means: the words used, what is not counted, who else matters, the verdict."""
    conflict = brief.conflict
    meaning = "Holds: stable once there. Starts: improvements lead there from today."
    rows = [row for row in test.rows if not row.restless]
    if any(outcome.locked and not outcome.trap for row in rows for outcome in row.outcomes):
        meaning += " Locked in: stable only because a step cannot be taken back."
    beyond = {outcome.state for row in rows for outcome in row.outcomes if outcome.trap}
    if beyond:
        meaning += (
            f" Not counted: {len(beyond)} outcome{'s' * (len(beyond) > 1)} behind a one-way step that "
            "nobody gains by taking alone."
        )
    if test.third_parties and test.starts_with_self:
        party = named(conflict, test.party)
        thirds = join_words((named(conflict, third) for third in test.third_parties), "or")
        meaning += (
            f" What starts when {party} {sets_aside(party)} does not when "
            f"{agreeing(party, 'it takes', 'they take')} on the wishes of {thirds}."
        )
    yield meaning
    if brief.shares:
        names, state = brief.names(), brief.shares[0].state
        course = names.short.get(state) or with_lower(conflict, names.describe(state))
        yield shares_line(conflict, brief.shares[0], course)
    yield verdict_line(brief, test)


def verdict_line(brief: Answer, test: Dependence) -> str:
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
    return f"{lead} {leaning_line(conflict, brief.leaning, ids=False)}"


def words_alone_lines(brief: Answer) -> Iterator[str]:
    """Say what is left on each party's own words, and what lasts whatever was not said."""
    conflict = brief.conflict
    whole = OutcomeNames(conflict, ())
    silent = []
    for item in brief.words_alone:
        item_name = named(conflict, item.party)
        name = possessive(item_name)
        whose = agreeing(item_name.removeprefix("the "), "its", "their")
        total = len(item.kept) + len(item.fallen)
        if not item.enough:
            silent.append(f"{item_name} ({len(item.kept)} of {total})")
            continue
        if not item.fallen:
            every = {1: "The only wish", 2: "Both wishes"}.get(total, f"All {total} wishes")
            yield f"{every} of {item_name} rest{'s' * (total == 1)} on {whose} own words."
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
            f"On {name} words alone {len(item.fallen)} of {whose} {total} wishes {fall}: "
            f"{join_words(effects) or 'the outcomes that last stay the same'}."
        )
    if silent:
        yield (
            "Not tried, as too few wishes rest on the party's own words (how many of all in brackets): "
            f"{join_words(silent)}."
        )
    if brief.known is not None:
        sure, may = (
            len(found.get("NASH", ())) for found in (brief.known.necessary, brief.known.possible)
        )
        yield (
            f"Where all that nobody said is left open, {sure or 'no'} situation{'s' * (sure > 1)} of "
            f"{brief.solution.feasible_states} must last and {may} could."
        )
    yield from reading_lines(conflict, brief.readings)


def attitude_note(brief: Answer) -> str | None:
    """Say what the word attitude means here; None where no attitude is tested."""
    if brief.dependence is None:
        return None
    name = named(brief.conflict, brief.dependence.party)
    other = named(brief.conflict, brief.dependence.toward)
    return (
        f"“Attitude” here is how far {name} lets the interest of {other} count; the documents may mean "
        f"more by it. While {name} keeps its own interest, attitudes only filter its own moves: a "
        "friendlier one can keep an outcome standing but adds no move towards it, and a hostile one "
        "forbids harmless moves too."
    )


def shared_lines(names: OutcomeNames) -> Iterator[str]:
    """Yield what all outcomes share and what none of them has."""
    shared, never = names.shared(), names.never()
    if shared is not None:
        yield f"In all of them: {shared[:1].lower() + shared[1:] if shared.startswith('The ') else shared}."
    if never is not None:
        yield f"In none of them {never}."
