"""Sides that a text calls by several common nouns: residents who are also "villagers" and "protesters", an opposition.

People who stand up against the same are one side, whatever the text calls them from one sentence to the next;
so are "the opposition", "opposition parties" and "opposition lawmakers". Whoever blames, asks or names the other
is another side, and so is everybody who is set apart by a word that tells something: "pro-hunt campaigners".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from detente.drafting.bargaining import head_of
from detente.drafting.lexicon import words
from detente.evidence import Actor, Document, Statement

#: Kinds of those who are called by a common noun.
_CALLED = frozenset(("public", "community", "body", "person", "firm", None))
#: Acts by which people stand up against somebody.
_STANDING = frozenset(
    ("REJECT", "THREATEN", "PROTEST", "REQUEST", "ACCUSE", "COERCE", "SANCTION", "OFFER")
)
_GROUP_OF = re.compile(r"^(?:a |the )?(?:small |large )?(?:group|number|dozens|hundreds) of ", re.I)
_WORD = re.compile(r"[\w-]+")
_TWO = 2


def of_crowds(documents: Sequence[Document], actors: Mapping[str, Actor]) -> dict[str, str]:
    """Fold crowds that stand up together into one: "angry residents", "villagers", "the protesters".

    The campaign that bears their name is theirs, where there is one: "Harl Residents' Group".

    Parameters
    ----------
    documents : sequence of Document
    actors : mapping of str to Actor
    """
    told = [s for document in documents for s in document.statements]
    standing = _standing(told)
    crowds = [a for a in actors.values() if a.principal is None and _crowd(a) is not None]
    active = [a for a in crowds if a.id in standing]
    nouns = {head_of(_bare(a)) for a in active}
    own = [a for a in actors.values() if a.principal is None and _bears(a, nouns)]
    members = [*active, *(a for a in crowds if a not in active and _crowd(a) == "protest")]
    if len(own) > 1 or len(members) + len(own) < _TWO or not active:
        return {}
    whole = (own or members)[0]
    ids = {a.id for a in (*members, *own)}
    if any(_between(s, ids) for s in told):
        return {}
    return {a.id: whole.id for a in members if a.id != whole.id}


def _bare(actor: Actor) -> str:
    return _GROUP_OF.sub("", " ".join(actor.name.split()))


def _crowd(actor: Actor) -> str | None:
    """Return of what sort a crowd is that nothing but its noun tells from others: who lives there, who protests."""
    name = _bare(actor)
    plain = re.sub(r" (?:of|in|from|at|living|who|near|against) .*", "", name).lower()
    noun = plain.split(" ")[-1]
    group = _GROUP_OF.match(actor.name) is not None
    if actor.kind not in _CALLED or not (noun.endswith("s") or group):
        return None
    idle = words("crowds", "telling_nothing")
    if not all(word in idle or word.isdigit() for word in _WORD.findall(plain)[:-1]):
        return None
    head = noun.removesuffix("s")
    sorts = (sort for sort in ("living", "protest") if head in words("crowds", sort))
    return next(sorts, None)


def _bears(actor: Actor, nouns: set[str]) -> bool:
    """Say whether a campaign is called after the crowd: "Harl Residents' Group"."""
    inside = {w.lower().removesuffix("s") for w in _WORD.findall(actor.name)}
    named = actor.kind == "community" and actor.name[:1].isupper() and " " in actor.name
    return named and bool(inside & nouns)


def _standing(statements: Iterable[Statement]) -> set[str]:
    """Return who asks, refuses, threatens or does something that presses."""
    found: set[str] = set()
    for statement in statements:
        speaker = statement.speaker.id if statement.speaker is not None else None
        if speaker is not None and statement.act in _STANDING:
            found.add(speaker)
        for event in statement.events:
            if event.agent is not None and event.predicate in words("parties", "pressing"):
                found.add(event.agent)
    return found


def _between(statement: Statement, ids: set[str]) -> bool:
    """Say whether one of some actors speaks to or of another of them."""
    speaker = statement.speaker.id if statement.speaker is not None else None
    if speaker not in ids:
        return False
    met = {
        *statement.targets,
        *(e.agent for e in statement.events),
        *(e.patient for e in statement.events),
    }
    return bool((met & ids) - {speaker})


def of_oppositions(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Fold what is called the opposition into one: "opposition parties", "the main opposition coalition".

    Where the text calls one party alone the opposition, that party is it: "the opposition Harl Front".

    Parameters
    ----------
    actors : mapping of str to Actor
    text : str
    """
    free = [a for a in actors.values() if a.principal is None and a.kind not in ("state", "court")]
    called = [a for a in free if _is_opposition(a.name)]
    if not called:
        return {}
    named = [a for a in free if a not in called and a.name[:1].isupper() and _is_called_so(a, text)]
    if len(named) > 1:
        named = []
    bare = [a for a in called if " " not in a.name]
    whole = (named or bare or called)[0]
    return {a.id: whole.id for a in called if a.id != whole.id}


def _is_opposition(name: str) -> bool:
    found = [w.lower() for w in _WORD.findall(name)]
    small = words("crowds", "opposing") | words("crowds", "telling_nothing")
    proper = [
        w
        for w in _WORD.findall(name)
        if w[:1].isupper() and w.lower() not in small | {"opposition"}
    ]
    plain = [
        w for w in found if w not in small | {"opposition"} and w not in map(str.lower, proper)
    ]
    return "opposition" in found and not plain and len(proper) <= 1


def _is_called_so(actor: Actor, text: str) -> bool:
    """Say whether a text calls a party the opposition: "the opposition Harl Front", "Harl Front, the main opposition party"."""
    name = re.escape(actor.name)
    return (
        re.search(
            rf"\bopposition (?:party,? )?(?:the )?{name}\b|\b{name}, the (?:main |largest )?opposition\b",
            text,
        )
        is not None
    )
