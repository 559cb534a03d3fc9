"""Short names of outcomes, made from what sets them apart: "Release water", "Today's situation", "Deal"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from detente.briefing.lexicon import words
from detente.explain.words import join_words, sentence_case, with_article, with_lower
from detente.model.conflict import Conflict, Option

#: Words of a phrase at most.
LONGEST = 5
_WHOSE = re.compile(r" (?:[A-Z][\w-]* )*[A-Z][\w-]*(?:[’']s|s[’']) ")
#: Options that a name tells in full; beyond these it counts.
TOLD = 2
#: Words by which a phrase may grow so that it does not end within a name: "the World |Trade Organization".
FINISHED = 2
NOTHING = "Today's situation"
#: The same where the model does not say how things stand today.
NONE_TAKEN = "No option taken"
_PARTICLES = frozenset(("up", "off", "out", "back", "down", "away"))
_ADJECTIVE = re.compile(r"(?:ive|al|ous|ful|ary|able|ible|less|ic|ar|first|second|new|long|joint)$")


def short_phrase(option: Option, longest: int = LONGEST) -> str:
    """Return an option's name cut to its verb and object.

    Examples
    --------
    >>> short_phrase(Option(id="x", name="Increase the number of nuclear weapons", owner="A"))
    'Increase nuclear weapons'
    >>> short_phrase(Option(id="x", name="Stay at the table", owner="A"))
    'Stay at table'
    >>> short_phrase(Option(id="x", name="Expand the nuclear arsenal", owner="A"), 3)
    'Expand nuclear arsenal'
    """
    return _phrase(option.name, longest)


@cache
def _phrase(said: str, longest: int) -> str:
    kept: list[str] = []
    name = re.sub(r"[“”\"()\[\]]", "", said.strip().rstrip("."))
    parts = _WHOSE.sub(" ", name).split()
    place = 0
    if len(parts) > 1 and parts[1].lower() in _PARTICLES:  # "give up" is one verb
        longest += 1
    for place, word in enumerate(parts):
        bare = word.strip(",;:").lower()
        if kept and (bare in words("phrase", "ends") and len(kept) > 1):
            break
        if bare in words("phrase", "skipped") and place:
            continue
        if bare == "of" and kept and kept[-1].lower() in words("phrase", "heads") and len(kept) > 1:
            kept.pop()
            continue
        if len(kept) >= longest:
            break
        kept.append(word.rstrip(",;:"))
        if word[-1] in ",;:" and len(kept) > 2:
            break
    else:
        place = len(parts)
    stops = {*words("phrase", "ends"), "of", "to", "and", "or", "not"}
    rest = parts[place:] if len(kept) >= longest and kept[-1].lower() not in stops else []
    ends = next((n for n, word in enumerate(rest) if word.lower() in stops), len(rest))
    if ends <= FINISHED:
        kept += [word.rstrip(",;:") for word in rest[:ends]]
    elif _ADJECTIVE.search(kept[-1]):  # it wants its noun: "additional defensive |materiel"
        kept.append(rest[0].rstrip(",;:"))
    while len(kept) > 2 and kept[-1].lower() in stops:
        kept.pop()
    return sentence_case(" ".join(kept) or said)


def cut_phrase(name: str, longest: int) -> str:
    """Return an option's name cut where a phrase ends, its small words kept: it still reads as English.

    Examples
    --------
    >>> cut_phrase("Fortify its allies on the eastern flank with new units", 6)
    'Fortify its allies'
    >>> cut_phrase("Take the steps necessary to fight against raids", 6)
    'Take the steps necessary to fight against raids'
    """
    parts = name.strip().rstrip(".").split()
    if len(parts) <= longest:
        return " ".join(parts)
    ends = words("phrase", "ends")
    places = [
        n
        for n, word in enumerate(parts)
        if n > 1
        and (word.lower() in ends or parts[n - 1][-1] in ",;:")
        and parts[n - 2].lower() != "to"  # not "take the steps necessary to fight | against raids"
    ]
    fitting = [n for n in places if n <= longest]
    kept = parts[: max(fitting) if fitting else min(places, default=len(parts))]
    return " ".join(kept).rstrip(",;:")


def outcome_names(
    conflict: Conflict,
    states: Sequence[str],
    *,
    agreed: Collection[str] = (),
    known: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Name outcomes, each differently; names that the model gives go first.

    Parameters
    ----------
    conflict : Conflict
        The model.
    states : sequence of str
        The outcomes to tell apart.
    agreed : collection of str
        Those in which several parties move and each gains by it: the only one is "Deal".
    known : mapping, optional
        Names that outcomes have already: these keep them, and others are named by all that is not as today.
    """
    wanted = list(dict.fromkeys(states))
    if known:
        new = [state for state in wanted if state not in known]
        made = {state: outcome_names(conflict, [state])[state] for state in new}
        # Those that are known may leave out what all of them share; here nothing is left out.
        had = {name.casefold() for name in known.values()}
        made = {s: f"{name} only" if name.casefold() in had else name for s, name in made.items()}
        told = _distinct(conflict, {**made, **known}, keep=known)
        return {state: told[state] for state in wanted}
    if conflict.states:
        named = {item.id: item.name for item in conflict.states}
        made = {state: named.get(state, state) for state in wanted}
    else:
        made = _named(conflict, wanted)
        deals = [state for state in wanted if state in agreed]
        if len(deals) == 1:
            made[deals[0]] = "Deal"
    made |= {state: name for state, name in conflict.outcome_names.items() if state in made}
    return _distinct(conflict, made)


def _named(conflict: Conflict, states: Sequence[str]) -> dict[str, str]:
    """Name outcomes, each by what is taken up or given up in it and not in all."""
    alone = len(states) == 1
    shared = [not alone and len(set(column)) == 1 for column in zip(*states, strict=True)]
    short, brief = _phrases(conflict), _phrases(conflict, LONGEST - 2)
    return {state: _name(conflict, state, shared, short, brief) for state in states}


def _name(
    conflict: Conflict,
    state: str,
    common: Sequence[bool],
    short: Mapping[str, str],
    brief: Mapping[str, str],
) -> str:
    today = conflict.status_quo
    up: list[str] = []
    down: list[str] = []
    all_up: list[str] = []
    all_down: list[str] = []
    for place, option in enumerate(conflict.options):
        before = "N" if today is None else today[place]
        if state[place] == before or state[place] == "-":
            continue
        if state[place] == "Y":
            (all_up if common[place] else up).append(option.id)
        else:
            (all_down if common[place] else down).append(option.id)

    def joined(up: list[str], down: list[str]) -> str:
        told = short if len(up) + len(down) == 1 else brief
        return _joined(conflict, [told[name] for name in up], [told[name] for name in down])

    if up or down:
        return joined(up, down)
    if all_up or all_down:
        return f"{joined(all_up, all_down)} only"
    return NOTHING if today is not None else NONE_TAKEN


def _phrases(conflict: Conflict, longest: int = LONGEST) -> dict[str, str]:
    """Return the short phrase of each option; where two coincide, both say more, then whose it is."""
    owners = {dm.id: dm.name for dm in conflict.decision_makers}
    found = {option.id: short_phrase(option, longest) for option in conflict.options}
    for most in (LONGEST, LONGEST + 3, None):
        counts = Counter(phrase.casefold() for phrase in found.values())
        for option in conflict.options:
            if counts[found[option.id].casefold()] > 1:
                found[option.id] = (
                    short_phrase(option, most)
                    if most
                    else f"{sentence_case(with_article(owners[option.owner]))}: {with_lower(conflict, found[option.id])}"
                )
    return found


def _joined(conflict: Conflict, up: Sequence[str], down: Sequence[str]) -> str:
    parts = [*up, *(f"no longer {with_lower(conflict, phrase)}" for phrase in down)]
    parts = [parts[0], *(with_lower(conflict, part) for part in parts[1:])]
    if len(parts) > TOLD + 1:
        parts = [*parts[:TOLD], f"{len(parts) - TOLD} more"]
    return sentence_case(join_words(parts))


def _distinct(
    conflict: Conflict, made: dict[str, str], keep: Collection[str] = ()
) -> dict[str, str]:
    """Tell outcomes apart that came to the same name: by all that is taken, else by a number."""
    short = {} if conflict.states else _phrases(conflict)
    for attempt in range(2):
        counts = Counter(name.casefold() for name in made.values())
        seen: Counter[str] = Counter()
        for state, name in made.items():
            if counts[name.casefold()] < 2 or state in keep:
                continue
            seen[name.casefold()] += 1
            if attempt or conflict.states:
                made[state] = f"{name} ({seen[name.casefold()]})"
            elif taken := [
                short[o.id] for o, m in zip(conflict.options, state, strict=True) if m == "Y"
            ]:
                rest = [with_lower(conflict, name) for name in taken[1:]]
                made[state] = sentence_case(join_words([taken[0], *rest]))
    return made
