"""The answer to a claim in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.dependence import FAILS, HOLDS, PARTLY, Leaning
from detente.analysis.outcomes import Landscape
from detente.analysis.shapley import FairShares
from detente.claims.supposing import supposing
from detente.claims.testing import DENIED, Deciding, Tested, first_improvement
from detente.explain.words import (
    agreeing,
    attitude_word,
    describe_change,
    describe_state,
    join_words,
    named,
    plain,
    possessive,
    sentence_case,
    wish,
    with_lower,
)
from detente.model.conflict import Attitude, Conflict
from detente.model.wording import sets_aside

#: Deciding profiles and leanings that are told one by one.
SHOWN = 3

#: Elements on which a verdict leans that are told one by one.
LEANINGS_SHOWN = 3

Cells = tuple[tuple[tuple[str, str], Attitude], ...]


def claim_lines(conflict: Conflict, tested: Tested) -> Iterator[str]:
    """Yield the lines of an answer: verdict, what decides it, who else matters, what it leans on."""
    whole, conflict = conflict, supposing(conflict, tested.asked.given)
    lead = f"supposing that {_supposed(whole, tested)}, " if tested.asked.given else ""
    yield f"The claim {tested.verdict} in this model: {lead}{_reason(conflict, tested)}."
    if tested.asked.given:
        yield _contrast(tested)
    yield from _deciding(conflict, tested)
    for shares in tested.shares[:1]:
        yield shares_line(conflict, shares, _course(conflict, shares.state))
    yield leaning_line(conflict, tested.leans_on)


def _supposed(conflict: Conflict, tested: Tested) -> str:
    """Say what a claim supposes: "Ana does not open the gate"."""
    options = {option.id: option for option in conflict.options}
    told = []
    for name, taken in tested.asked.given:
        owner = named(conflict, options[name].owner)
        told.append(f"{owner} {'decides to' if taken else 'decides not to'} {plain(options[name])}")
    return join_words(told)


def _contrast(tested: Tested) -> str:
    """Say whether what a claim supposes makes the difference."""
    if tested.otherwise is None:
        return "The model has no situation in which the opposite of what the claim supposes is so."
    if tested.otherwise == tested.verdict == PARTLY:
        return "Supposing the opposite, it holds partly as well."
    if tested.otherwise == tested.verdict:
        return "Supposing the opposite, the answer is the same: the condition makes no difference."
    return f"Supposing the opposite, it {tested.otherwise}: the condition makes the difference."


def _reason(conflict: Conflict, tested: Tested) -> str:
    asked = tested.asked
    found = DENIED[tested.verdict] if asked.negated else tested.verdict
    name = named(conflict, asked.party)
    match asked.kind:
        case "depends":
            toward = named(conflict, asked.toward) if asked.toward else "others"
            cell = f"{possessive(name)} attitude toward {toward}"
            test = tested.dependence
            also = f"{agreeing(name, 'it', 'they')} also {sets_aside(name)}"
            if found == HOLDS:
                return f"what comes about from today changes with {cell} alone"
            if found == FAILS:
                return f"whatever {cell}, the same outcomes last and come about"
            if test is not None and test.sustains_alone and test.starts_with_self:
                return f"{cell} alone changes what could last, but what comes about changes only if {also}"
            if test is not None and test.sustains_alone:
                return f"{cell} changes what could last, but not what comes about"
            return f"{cell} changes what comes about only if {also}"
        case "theirs" | "not-theirs":
            return _movers(conflict, tested)
        case "lasts":
            if found == HOLDS:
                return "nobody gains by leaving today's situation"
            if found == PARTLY:
                return "somebody gains by leaving it, but the answers of others would deter that"
            return f"{_movers(conflict, tested)}"
        case _:
            return _conduct(conflict, tested)


def _course(conflict: Conflict, state: str) -> str:
    """Say an outcome inside a sentence, by how it differs from today."""
    today = conflict.status_quo
    if today is None:
        return with_lower(conflict, describe_state(conflict, state))
    if state == today:
        return "today's situation"
    return with_lower(conflict, sentence_case(describe_change(conflict, today, state)))


def _movers(conflict: Conflict, tested: Tested) -> str:
    if not tested.movers:
        return "nobody gains by moving first from today's situation"
    landscape = Landscape(conflict)
    parts = []
    for party in tested.movers:
        target = first_improvement(landscape, party)
        if target is not None and conflict.status_quo is not None:
            parts.append(
                with_lower(
                    conflict, sentence_case(describe_change(conflict, conflict.status_quo, target))
                )
            )
    only = " only" if len(tested.movers) == 1 else ""
    names = join_words(named(conflict, party) for party in tested.movers)
    gains = "gains" if len(tested.movers) == 1 else "gain"
    return f"from today's situation{only} {names} {gains} by moving first ({'; '.join(parts)})"


def _conduct(conflict: Conflict, tested: Tested) -> str:
    options = {option.id: option for option in conflict.options}
    deeds = join_words(
        (f"{'' if taken else 'not '}{plain(options[n])}" for n, taken in tested.asked.wanted), "or"
    )
    name = named(conflict, tested.asked.party)
    if tested.asked.kind == "never":
        if tested.verdict == HOLDS:
            return f"no outcome that lasts has {name} {deeds}, whatever its attitudes"
        if tested.verdict == FAILS:
            return f"every outcome that lasts has {name} {deeds}"
    elif tested.verdict == HOLDS:
        return f"every outcome that lasts has {name} {deeds}"
    elif tested.verdict == FAILS:
        return f"no outcome that lasts has {name} {deeds}, whatever its attitudes"
    starting = any(item.starts for item in tested.deciding)
    how = (
        "some attitude of its own even starts it"
        if starting
        else "it lasts only once it is there, nothing leads to it"
    )
    return f"under some of {possessive(name)} attitudes an outcome that lasts has {name} {deeds}, and {how}"


def _deciding(conflict: Conflict, tested: Tested) -> Iterator[str]:
    if tested.asked.kind == "depends":
        groups: dict[tuple[str, ...], list[Cells]] = {}
        for item in tested.deciding:
            if item.starts:
                groups.setdefault(item.states, []).append(item.cells)
        for states, rows in groups.items():
            profiles = _profiles(conflict, rows)
            courses = join_words((_course(conflict, state) for state in states[:2]), "or")
            yield f"{sentence_case(courses)} — when {'; or '.join(profiles)}."
        return
    if tested.verdict != PARTLY:
        return

    def order(item: Deciding) -> tuple[bool, bool, int]:
        harms = any(of == to and sign is Attitude.NEGATIVE for (of, to), sign in item.cells)
        return harms, not item.starts, _distance(conflict, item.cells)

    name = sentence_case(named(conflict, tested.asked.party))
    for item in sorted(tested.deciding, key=order)[:SHOWN]:
        verb = "starts" if item.starts else "only lasts"
        profile = _profile(conflict, item.cells)
        profile = agreeing(name, profile, profile.replace("its own", "their own"))
        yield f"{name} with {profile}: it {verb}."
    more = len(tested.deciding) - SHOWN
    if more > 0:
        yield f"({more} more attitude profiles do: --json)"


def _distance(conflict: Conflict, cells: Cells) -> int:
    return sum(conflict.attitude(*cell) is not sign for cell, sign in cells)


def _profiles(conflict: Conflict, rows: list[Cells]) -> list[str]:
    """Say several rows in words; all attitudes with the own interest kept go together."""
    kept = [cells for cells in rows if cells[0][1] is Attitude.POSITIVE]
    if len(kept) < len(Attitude):
        return [_profile(conflict, cells) for cells in rows]
    rest = [_profile(conflict, cells) for cells in rows if cells not in kept]
    return ["its own interest is kept, whatever the attitude", *rest]


def _profile(conflict: Conflict, cells: Cells) -> str:
    """Say an attitude row in words: own interest, then what is not indifferent."""
    interest = {"+": "kept", "0": "set aside", "-": "acted against"}
    own = next((sign for (of, to), sign in cells if of == to), Attitude.POSITIVE)
    parts = [f"its own interest {interest[own.value]}"]
    others = [(to, sign) for (of, to), sign in cells if of != to]
    told = [
        f"{attitude_word(sign)} toward {named(conflict, to)}"
        for to, sign in others
        if sign is not Attitude.NEUTRAL
    ]
    return ", ".join(parts + (told or ["indifferent to others"]))


def shares_line(conflict: Conflict, shares: FairShares, course: str) -> str:
    """Say whose attitudes account for whether an outcome lasts, in Shapley shares."""
    listed = join_words(
        f"{possessive(named(conflict, party))} {share:.0%}"
        for party, share in shares.by_party.items()
    )
    return f"Whose attitudes matter most for whether “{course}” lasts (Shapley shares): {listed}."


def leaning_line(conflict: Conflict, found: Sequence[Leaning], *, ids: bool = True) -> str:
    """Say what a verdict leans on, with the ids of the evidence unless told otherwise."""
    if not found:
        return "Dropping any one wish or rule of the model does not change this verdict."
    parts = []
    for item in found[:LEANINGS_SHOWN]:
        cited = f" ({', '.join(item.evidence[:3])})" if ids and item.evidence else ""
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
