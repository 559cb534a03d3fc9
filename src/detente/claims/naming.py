"""Who is named in a claim: by id, by name, by seat or people, or as "we"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from detente.errors import InputError
from detente.model.conflict import Conflict

FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours|i|my|mine)\b", re.IGNORECASE)


def speaker_of(conflict: Conflict, claim: str, given: str | None) -> str | None:
    """Return who says "we": the party that is given, or the one whose cited words hold the claim.

    Raises
    ------
    InputError
        When what is given names no decision maker.
    """
    ids = [dm.id for dm in conflict.decision_makers]
    if given is not None:
        named = next(parties_in(conflict, given, None), None)
        if named is None:
            raise InputError(f"No decision maker {given[:80]!r}.", fix=f"Known: {', '.join(ids)}.")
        return named
    bare = _plain(claim)
    for item in conflict.evidence.values():
        if item.speaker in ids and bare in _plain(item.quote):
            return item.speaker
    return None


_WORD = re.compile(r"[\w'’-]+")
_MEMBERS = re.compile(r"(\w+s)['’] \w")


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def parties_in(conflict: Conflict, text: str, speaker: str | None) -> Iterator[str]:
    """Yield the parties named in a text in order: by id, by name, by seat or people, or as "we"."""
    yield from dict.fromkeys(party for _, _, party in sorted(places_of(conflict, text, speaker)))


def places_of(conflict: Conflict, text: str, speaker: str | None) -> list[tuple[int, int, str]]:
    """Return where the parties are named in a text: start, end, party."""
    found: list[tuple[int, int, str]] = []
    by_id = {dm.id.lower(): dm.id for dm in conflict.decision_makers}
    by_name = {dm.name.lower(): dm.id for dm in conflict.decision_makers}
    for name, party in (by_name | by_id).items():
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if match is not None and (len(name) > 2 or text[match.start() : match.end()].isupper()):
            found.append((match.start(), match.end(), party))
    for noun, party in _nouns(conflict).items():
        match = re.search(rf"(?<!\w)(?:the|this|that) {re.escape(noun)}(?!\w)", text, re.IGNORECASE)
        if match is not None:
            found.append((match.start(), match.end(), party))
    found += _mentioned(text, by_id, by_name)
    if speaker is not None:
        match = FIRST_PERSON.search(text)
        if match is not None:
            found.append((match.start(), match.end(), speaker))
    return found


@lru_cache(maxsize=16)
def _nouns(conflict: Conflict) -> dict[str, str]:
    """Return the nouns by which single parties may be called: "the ministry" for "Velian Ministry of Works".

    Only where no other party is of that kind.
    """
    heads = [(_head(dm.name), dm.id) for dm in conflict.decision_makers if " " in dm.name]
    heads += [  # "the pilots" of the Pilots' Union
        (whose[1].lower(), dm.id)
        for dm in conflict.decision_makers
        if (whose := _MEMBERS.search(dm.name)) is not None
    ]
    others = Counter(
        word.rstrip("'’")
        for dm in conflict.decision_makers
        for word in {*_WORD.findall(dm.name.lower())}
    )
    return {head: party for head, party in heads if others[head] == 1}


def _head(name: str) -> str:
    """Return the noun of a name, in small letters: what stands before "of" or "for", or last."""
    return re.split(r" (?:of|for|in|on) ", name)[0].split()[-1].lower()


def _mentioned(
    text: str, by_id: dict[str, str], by_name: dict[str, str]
) -> Iterator[tuple[int, int, str]]:
    from detente.actors import Registry

    mentions, _ = Registry.default().scan(text)
    for mention in mentions:
        actor = mention.actor
        party = by_id.get(actor.id.lower()) or by_name.get(actor.name.lower())
        for former in _former_states().get(actor.id, ()) if party is None else ():
            before = Registry.default().actor(former)  # Moscow was the seat of the Soviet Union too
            name = before.name.lower() if before is not None else ""
            party = by_id.get(former.lower()) or by_name.get(name)
        if party is not None:
            yield mention.start, mention.end, party


@cache
def _former_states() -> dict[str, tuple[str, ...]]:
    """Return the states that are no more whose seat is now another's, by the id of that other one."""
    from detente.actors.lexicon import actor_words

    found: dict[str, tuple[str, ...]] = {}
    for pair in sorted(actor_words()["former_states"]):
        former, _, now = pair.upper().partition("-")
        found[now] = (*found.get(now, ()), former)
    return found
