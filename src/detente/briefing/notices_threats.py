"""Findings on threats and offers, windows that close, and what solidarity blocks."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analysis.conditionals import Conditional, conditionals
from detente.analysis.lints import Lint
from detente.analysis.misreading import front_map, misreadings
from detente.analysis.windows import closing_windows
from detente.briefing.findings import OF_A_KIND, Findings
from detente.briefing.outcomes import OutcomeNames
from detente.explain.words import (
    describe_expression,
    join_words,
    plain,
    possessive,
    sentence_case,
    with_lower,
)

#: Feasible states up to which every pair of allies is tried.
MOST_STATES = 1024


def carried_out(at: Findings) -> Iterator[Lint]:
    """Say of conditional threats and offers whether carrying them out would pay, and what follows."""
    space = at.landscape.compiled.space
    shown: set[str] = set()
    for found in conditionals(at.landscape):
        if not found.item.evidence or not found.waiting or found.deed in shown:
            continue
        shown.add(found.deed)
        granted = space.holds(found.item.that.operands[1])
        met = any(granted >> space.index(state) & 1 for state in at.lasting)
        yield Lint(
            found.kind,
            found.party,
            _conditional_sentence(at, found, met=met),
            f"{found.party}: {found.item.that}",
            found.item.evidence,
        )
        if len(shown) >= OF_A_KIND:
            return


def _conditional_sentence(at: Findings, found: Conditional, *, met: bool) -> str:
    name = sentence_case(possessive(at.name(found.party)))
    wish = describe_expression(at.conflict, found.item.that, of=found.party)
    lead = f"{name} {found.kind} {wish},"
    if found.paying == found.waiting:
        credible = "is credible: were its condition met, carrying it out would pay"
    elif found.paying:
        credible = (
            f"is credible only in part: carrying it out pays in {found.paying} of the {found.waiting} "
            "situations in which its condition is met"
        )
    else:
        credible = "is not credible: even with its condition met, carrying it out would not pay"
    after = f"In {'some' if met else 'no'} outcome that lasts the condition is met"
    return f"{lead} {credible}. {after}."


def windows(at: Findings) -> Iterator[Lint]:
    """Say which outcomes, or joint gains, are gone after somebody's next one-way move."""
    if at.landscape.start is None or at.landscape.compiled.game.size > MOST_STATES:
        return
    whole = OutcomeNames(at.conflict, ())
    for window in closing_windows(at.landscape):
        if not window.vanishing:
            continue
        gone = window.vanishing[0]
        deed = next(plain(o) for o in at.conflict.options if o.id == window.option)
        course = with_lower(at.conflict, whole.describe(gone.state))
        more = len(window.vanishing) - 1
        extra = f" (and {more} more)" if more else ""
        first = ""
        if gone.first_movers:
            group = join_words(at.name(party) for party in gone.first_movers[0])
            first = f"; {group} would gain by bringing it about first"
        yield Lint(
            "window",
            window.party,
            f"A window closes when {at.name(window.party)} moves to {deed}, which cannot be taken back: gone is "
            f"then “{course}”{extra}{first}.",
            window.option,
        )


def misread(at: Findings) -> Iterator[Lint]:
    """Say what comes of it when the others take a threat for a bluff."""
    whole = OutcomeNames(at.conflict, ())
    told: set[str] = set()
    for found in misreadings(at.landscape):
        if not found.surprises or found.surprises[0] in told:
            continue
        told.add(found.surprises[0])
        deed = next(plain(o) for o in at.conflict.options if o.id == found.threat.deed)
        course = with_lower(at.conflict, whole.describe(found.surprises[0]))
        yield Lint(
            "misreading",
            found.threat.party,
            f"If the others take {possessive(at.name(found.threat.party))} threat to {deed} for a bluff, "
            f"they are in for a surprise ({found.severity}): {course}.",
            f"{found.threat.party}: {found.threat.item.that}",
            found.threat.item.evidence,
        )


def fronts(at: Findings) -> Iterator[Lint]:
    """Say which outcomes a party's solidarity with another blocks, to a third's loss."""
    if at.landscape.compiled.game.size > MOST_STATES:
        return
    whole = OutcomeNames(at.conflict, ())
    told: set[tuple[str, str, str]] = set()
    for front in front_map(at.landscape):
        key = (front.party, front.ally, front.third)
        if not front.third_gains or key in told or len(told) >= OF_A_KIND:
            continue
        told.add(key)
        course = with_lower(at.conflict, whole.describe(front.blocks[0]))
        when = f", accommodating {at.name(front.third)}," if front.accommodating else ""
        yield Lint(
            "front",
            front.party,
            f"{sentence_case(at.name(front.third))} would gain by splitting {at.name(front.party)} from "
            f"{at.name(front.ally)}: when {at.name(front.party)}{when} also takes over the wishes of "
            f"{at.name(front.ally)}, this no longer starts: {course}.",
            f"{front.party}>{front.ally}",
        )
