"""Hinges in words: what the answer turns on, and what each of them rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from detente.analysis.hinges import Hinge, smallest_changes
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.result import Answer
from detente.explain.words import (
    attitude_word,
    describe_rule,
    join_words,
    named,
    plain,
    possessive,
    wish,
)
from detente.model.conflict import Attitude, Conflict, Option, Statements
from detente.model.wording import agreeing, sets_aside

#: What a party could or could not do about an option whose moves a hinge changes.
WAYS = {
    "reversible": "could go back on its decision to",
    "not to be given up": "could not go back on its decision to",
    "not to be taken up": "could not, having stopped, again",
}


def hinges_shown(brief: Answer) -> tuple[Hinge, ...]:
    """Return one hinge per element, the mildest change that matters, heaviest first.

    Heaviest is what changes the outcomes that start; among the rest, what makes or unmakes an
    outcome that some attitude of the table would start goes before what touches others.
    """
    prizes = brief.prizes()

    def touches(hinge: Hinge) -> bool:
        return any(prizes & {*change.gained, *change.lost} for change in hinge.changes.values())

    # What changes only outcomes that nothing leads to tells a reader nothing, nor does it that what
    # nobody does today could not be begun, or what goes on could not be given up.
    found = [
        hinge
        for hinge in smallest_changes(brief.hinges)
        if any(hinge.weight[:3]) and not _empties(brief.conflict, hinge)
    ]
    return tuple(sorted(found, key=lambda h: (-h.weight[0], not touches(h))))


def _empties(conflict: Conflict, hinge: Hinge) -> bool:
    """Whether a hinge only takes an option away, as it stands today, and no way back from it."""
    today = conflict.status_quo
    if hinge.kind != "direction" or today is None or conflict.states:
        return False
    place = next(n for n, option in enumerate(conflict.options) if option.id == hinge.element)
    stuck = {"not to be given up": "Y", "not to be taken up": "N"}.get(hinge.change)
    return today[place] == stuck


def hinges_summary(brief: Answer) -> str:
    """Say on how many statements, and of which kinds, the answer turns."""
    elements = [hinge for hinge in hinges_shown(brief) if hinge.kind == "preference"]
    total = sum(
        len(preferences.items)
        for preferences in brief.conflict.preferences.values()
        if isinstance(preferences, Statements)
    )
    if not total:
        return f"The outcome turns on {len(hinges_shown(brief))} elements of the model."
    kinds = Counter(basis for hinge in elements for basis in hinge.rests_on.split(" and ")[:1])
    listed = join_words(
        f"{number} rest{'s' * (number == 1)} on {words}" for words, number in kinds.most_common()
    )
    if not elements:
        return f"No single one of the model's {total} wishes alters the outcome."
    if total == 1:
        return f"The outcome turns on the model's only wish, which {listed[2:]}."
    share = "each" if len(elements) == total else f"{len(elements)}"
    which = "changing any one of them" if len(elements) > 1 else "changing it"
    return f"The outcome turns on {share} of the model's {total} wishes: {which} changes what can last. Of these {listed}."


def hinge_line(brief: Answer, hinge: Hinge, names: OutcomeNames | None = None) -> str:
    """Say one hinge of a brief in a line; see :func:`hinge_sentence`."""
    return hinge_sentence(hinge, names or brief.names())


def hinge_sentence(hinge: Hinge, names: OutcomeNames) -> str:
    """Say one hinge in a line: what is changed, what then changes, what it rests on."""
    before, after = dict.fromkeys(hinge.starts_before), dict.fromkeys(hinge.starts_after)
    began = {state: None for state in after if state not in before}
    ended = {state: None for state in before if state not in after}
    effects = []
    if began:
        effects.append(f"{names.named(began)} would come about")
    if ended:
        effects.append(f"{names.named(ended)} would no longer come about")
    changes = hinge.changes
    gained = _beyond(began, {concept: change.gained for concept, change in changes.items()})
    lost = _beyond(ended, {concept: change.lost for concept, change in changes.items()})
    for (states, concepts), words in ((gained, "could last"), (lost, "could no longer last")):
        if states:
            kind = " (by foresight, SEQ)" if concepts == {"SEQ"} else ""
            effects.append(f"{names.named(states, in_full=not began)} {words}{kind}")
    if not effects:
        effects.append("only what nobody would go to alone changes")
    subject = hinge_subject(names.conflict, hinge)
    return f"{subject}: {'; '.join(effects)}. Rests on {hinge.rests_on}."


def _beyond(
    told: Collection[str], changed: Mapping[str, Iterable[str]]
) -> tuple[dict[str, None], set[str]]:
    """Return the states that concepts gain or lose and that are not told of before; and which concepts do."""
    states: dict[str, None] = {}
    concepts = set()
    for concept, each in changed.items():
        fresh = {state: None for state in each if state not in told}
        states |= fresh
        if fresh:
            concepts.add(concept.removeprefix("R"))
    return states, concepts


def hinge_subject(conflict: Conflict, hinge: Hinge) -> str:
    """Say in words which element a hinge changes, and how."""
    match hinge.kind:
        case "attitude":
            of, _, to = hinge.element.partition(">")
            name = named(conflict, of)
            if of == to:
                harmed = f"harmed {agreeing(name, 'itself', 'themselves')}"
                verb = sets_aside(name, "set") if hinge.change == "0" else harmed
                return f"If {name} {verb}"
            word = attitude_word(Attitude(hinge.change))
            return f"If {possessive(name)} attitude toward {named(conflict, to)} were {word}"
        case "preference":
            party, _, text = hinge.element.partition(": ")
            said = wish(conflict, party, text)
            name = possessive(named(conflict, party))
            if hinge.change == "drop":
                return f"Without {name} wish “{said}”"
            if hinge.change == "flip":
                return f"With {name} wish “{said}” turned round"
            return f"With {name} wish “{said}” one place lower"
        case "infeasible":
            return f"If “{describe_rule(conflict, hinge.element)}” were possible"
        case _:
            option = next(o for o in conflict.options if o.id == hinge.element)
            return f"If {ways(conflict, option, hinge.change)}"


def ways(conflict: Conflict, option: Option, change: str) -> str:
    """Say what a change of an option's direction means: "Velia could not go back on its decision to …"."""
    return f"{named(conflict, option.owner)} {WAYS[change]} {plain(option)}"


def attitudes_line(conflict: Conflict, found: Sequence[Hinge]) -> str:
    """List the attitude cells whose change alters the outcome, heaviest first, party by party."""
    by_party: dict[str, list[str]] = {}
    for hinge in found:
        of, _, to = hinge.element.partition(">")
        toward = "itself" if of == to else named(conflict, to)
        by_party.setdefault(of, []).append(f"{toward} ({attitude_word(Attitude(hinge.change))})")
    listed = "; ".join(
        f"{possessive(named(conflict, party))} toward {join_words(cells)}"
        for party, cells in by_party.items()
    )
    return f"Attitudes that alter the outcome when changed so: {listed}."
