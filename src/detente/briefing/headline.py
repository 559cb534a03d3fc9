"""The answer in two plain sentences: does the claim hold, and what happens as things stand."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.dependence import FAILS, HOLDS, Dependence
from detente.briefing.outcomes import OutcomeNames, with_lower
from detente.briefing.result import StandingOutcome
from detente.drafting import Claim
from detente.explain.words import join_words, party_name, plain, possessive, with_article
from detente.model.conflict import Conflict, Statements

#: Longest course of events that fits into the sentence at the head.
COURSE_WIDTH = 160
#: Beyond so many courses the head says how many there are rather than which.
MANY = 3


def headline(
    conflict: Conflict,
    outcomes: Sequence[StandingOutcome],
    tested: Dependence | None,
    claim: Claim | None,
    lasting: Sequence[str],
) -> tuple[str, ...]:
    """Return the sentences at the head of a brief: the claim's test, then today's course."""
    sentences = []
    if tested is not None and claim is not None:
        sentences.append(_claim_sentence(conflict, tested, claim))
    sentences.append(_today_sentence(conflict, outcomes, tested, lasting))
    return tuple(sentences)


def _claim_sentence(conflict: Conflict, tested: Dependence, claim: Claim) -> str:
    party = with_article(party_name(conflict, tested.party))
    toward = with_article(party_name(conflict, tested.toward))
    whose = f"{possessive(party)} attitude toward {toward}"
    if claim.assumed:
        return (
            f"Nobody in the text says on whose attitude the outcome depends; that it depends on {whose} "
            f"{tested.verdict} here: {_why(tested, party)}."
        )
    amount = {HOLDS: "does depend", FAILS: "does not depend"}.get(
        tested.verdict, "depends only in part"
    )
    return f"The outcome {amount} on {whose}: {_why(tested, party)}."


def _why(tested: Dependence, party: str) -> str:
    if tested.verdict == HOLDS:
        return "what comes about from today changes with that attitude alone"
    if tested.verdict == FAILS:
        return "whatever that attitude, the same outcomes can last and the same ones come about"
    aside = f"if {party} also sets its own interest aside"
    if not tested.sustains_alone:
        return f"what comes about changes only {aside}"
    if tested.starts_with_self:
        return f"that alone changes what could last, but what comes about changes only {aside}"
    return "that changes what could last, but not what comes about"


def _today_sentence(
    conflict: Conflict,
    outcomes: Sequence[StandingOutcome],
    tested: Dependence | None,
    lasting: Sequence[str],
) -> str:
    whole = OutcomeNames(conflict, ())
    starting = [outcome for outcome in outcomes if outcome.starts]
    standing = [outcome for outcome in outcomes if not outcome.trap]
    if conflict.status_quo is None:
        lead = f"{len(standing)} outcome{'s' * (len(standing) != 1)} can last"
    elif starting and starting[0].state == conflict.status_quo and len(starting) == 1:
        lead = "As things stand nobody gains by moving first, so today's situation lasts"
    elif starting:
        course = with_lower(conflict, whole.describe(starting[0].state))
        if len(course) > COURSE_WIDTH:
            course = "the course described below as outcome A is the one that comes about"
        if len(starting) > MANY:
            lead = (
                f"As things stand {len(starting)} outcomes could come about; one is that {course}"
            )
        else:
            others = len(starting) - 1
            more = f" (or {others} other course{'s' * (others > 1)})" if others else ""
            lead = f"As things stand {course}{more}"
    elif standing:
        plural = len(standing) > 1
        lead = (
            f"{len(standing)} outcome{'s' * plural} could last, but nothing leads there from today's "
            "situation"
        )
    else:
        lead = "As things stand no outcome is stable for everybody"
    unstopped = _unstopped(conflict, lasting)
    if unstopped and starting:
        scope = ", whatever that attitude" if tested is not None else ""
        if len(starting) == 1 and len(unstopped) == _changes(conflict, starting[0].state):
            lead += f", and nothing here stops that{scope}"
        else:
            lead += f"; nothing here stops {join_words(unstopped)}{scope}"
    return f"{lead}."


def _changes(conflict: Conflict, state: str) -> int:
    today = conflict.status_quo or state
    return sum(a != b for a, b in zip(today, state, strict=True))


def _unstopped(conflict: Conflict, lasting: Sequence[str]) -> list[str]:
    """Name what parties are committed to, have not done yet, and do in every lasting outcome."""
    today = conflict.status_quo
    if today is None or not lasting:
        return []
    named = []
    for place, option in enumerate(conflict.options):
        preferences = conflict.preferences.get(option.owner)
        committed = isinstance(preferences, Statements) and any(
            str(item.that) == option.id and item.evidence and not item.assumption
            for item in preferences.items
        )
        if committed and today[place] == "N" and all(s[place] == "Y" for s in lasting):
            owner = possessive(with_article(party_name(conflict, option.owner)))
            named.append(f"{owner} commitment to {plain(option)}")
    return named
