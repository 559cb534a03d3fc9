"""Whom a mention stands for: exact names, offices of known parties, people presented, generic nouns.

Conservative throughout: a wrong party is worse than none. The rules run from the surest to the
weakest and the first that applies decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.evidence import Actor
from detente.reading.actors.names import Token, tokenise
from detente.reading.actors.registry import slug
from detente.reading.actors.scanning import Sighting, scan
from detente.reading.actors.words import (
    BODY_NOUNS,
    BODY_WORDS,
    CALENDAR,
    DETERMINERS,
    FIRM_OFFICES,
    GROUPS,
    HOLDERS,
    OFFICES,
    PERSONAL_TITLES,
    STATE_OFFICES,
)

if TYPE_CHECKING:
    from detente.reading.actors.context import ActorContext, Body
    from detente.reading.actors.registry import Registry

_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "who", "him", "her", "them", "us"}
)
_ELSEWHERE = frozenset({"to", "with", "on", "against", "about", "towards"})
#: Bodies and people of a country that do not speak for its state: "the Korean trade union".
_APART = frozenset(
    {"union", "party", "workers", "confederation", "church", "company", "corporation", "opposition"}
    | {"rebels", "protesters", "separatists", "analyst", "analysts", "expert", "experts", "media"}
    | {"newspaper", "businessman", "journalist", "scholar", "historian", "economist", "dissident"}
)
#: Groups whose name often stands before the noun.
_NAMED_GROUPS = frozenset(
    {"party", "movement", "group", "union", "alliance", "coalition", "council"}
)
#: "Selm's foreign ministry": the words of a possessor at the start.
_OWNER = re.compile(r"(?:[Tt]he )?([A-Z][\w&-]*(?: [A-Z&][\w&-]*){0,5})['’]s ")
#: Organs by which a state governs; "the government" of the only state spoken of is that state.
_ORGANS = frozenset({"government", "cabinet", "parliament"})
_PARTICLES = frozenset(
    {"al", "el", "bin", "bint", "von", "van", "der", "de", "da", "di", "la", "ul"}
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention taken apart: its words, the person it names, its known names, where it stands."""

    text: str
    tokens: list[Token]
    person: str | None
    person_at: int
    sightings: list[Sighting]
    at: int
    registry: Registry
    context: ActorContext | None

    @property
    def label(self) -> str:
        """The person named, else the mention without its article and possessor."""
        if self.person:
            return self.person
        text = re.sub(r"^.*?['’]s\s+(?=\w)", "", self.text)
        words = text.split()
        while len(words) > 1 and words[0].lower() in (
            "the",
            "a",
            "an",
            "its",
            "his",
            "her",
            "their",
        ):
            words = words[1:]
        return " ".join(words)

    @property
    def offices(self) -> list[str]:
        """The words before the person's name, in lower case."""
        return [token.text.lower() for token in self.tokens if token.start < self.person_at]


def resolve(
    registry: Registry, mention: str, context: ActorContext | None = None, *, at: int | None = None
) -> Actor | None:
    """Return whom a mention stands for, or None when that cannot be told.

    Parameters
    ----------
    registry : Registry
    mention : str
        A noun phrase as it stands in the text, such as "Russia's foreign minister Sergei Lavrov".
    context : ActorContext, optional
        What the document teaches; without it only the registry and the mention's own words count.
    at : int, optional
        Where the mention stands, so that what comes before can decide; else its first occurrence.

    Returns
    -------
    Actor or None
        The party spoken for, under the name of the person or body mentioned.
    """
    taken = _taken_apart(registry, mention, context, at)
    if taken is None:
        return None
    for rule in (
        _by_exact_name,
        _by_person,
        _by_known_party,
        _by_user_office,
        _by_body,
        _by_group,
        _by_office,
        _by_spokesperson,
    ):
        actor = rule(taken)
        if actor is not None:
            return actor
    return _by_its_own_words(taken)


def _taken_apart(
    registry: Registry, mention: str, context: ActorContext | None, at: int | None
) -> _Mention | None:
    text = " ".join(mention.split()).strip(' ,;:"“”')
    text = re.sub(r"['’]s?$", "", text)
    tokens = tokenise(text)
    if (
        not tokens
        or (text.lower() in _PRONOUNS and text != "US")
        or tokens[0].text.lower() in ("his", "her", "their", "its", "our", "my")
    ):
        return None
    sightings, _ = scan(
        text, registry.names, surroundings=context.surroundings if context else None
    )
    first = _person_start(tokens, sightings)
    person = text[tokens[first].start : tokens[-1].end] if first is not None else None
    if at is None:
        at = max(context.text.find(mention), 0) if context else 0
    person_at = tokens[first].start if first is not None else len(text)
    return _Mention(text, tokens, person, person_at, sightings, at, registry, context)


def _person_start(tokens: list[Token], sightings: list[Sighting]) -> int | None:
    """Return the first token of the personal name that ends a mention, if one does."""
    first = len(tokens)
    while first > 0:
        token = tokens[first - 1]
        particle = token.text in _PARTICLES or (
            first < len(tokens) and tokens[first].gap == "-" and token.text[0].isupper()
        )
        hyphened = token.gap == "-" and first - 1 > 0
        named = token.text[0].isupper() and token.text.lower().rstrip("s") not in BODY_WORDS
        if (
            token.text.lower() in OFFICES
            or token.text in CALENDAR
            or not (named or particle or hyphened)
        ):
            break
        if token.gap in (", ", "'") and first < len(tokens):
            first -= 1
            break
        first -= 1
    while first < len(tokens) and (
        tokens[first].text.lower() in DETERMINERS or tokens[first].text == "s"
    ):
        first += 1
    covered = [s for s in sightings if first < len(tokens) and s.end > tokens[first].start]
    if covered:  # "Iranian Kim": a known name is no part of a personal one, unless it stands last
        later = [i for i in range(first, len(tokens)) if tokens[i].start >= covered[-1].end]
        first = later[0] if later else len(tokens)
        while first < len(tokens) and tokens[first].text == "s":
            first += 1
    # "Union of Teachers": what follows a preposition names no person who speaks.
    if first >= len(tokens) or (
        first and tokens[first - 1].text in ("of", "in", "at", "for", "and")
    ):
        return None
    return first


def _by_exact_name(mention: _Mention) -> Actor | None:
    context = mention.context
    bare = _without_determiners(mention)
    for sighting in mention.sightings:
        if sighting.start <= bare and sighting.end == len(mention.text):
            actor = sighting.actor
            return Actor(actor.id, mention.text[sighting.start : sighting.end], actor.kind)
    party = mention.registry.person(mention.text[bare:])
    if party is not None and (context is None or mention.text[bare:] not in context.people):
        return _actor(mention.registry, party, mention.text[bare:])
    if context is None:
        return None
    half = [
        s
        for s in context.sightings
        if s.sense == "half" and s.start <= mention.at + bare + 1 <= s.end
    ]
    return (
        half[0].actor
        if half and mention.text[bare:] in ("North", "South", "East", "West")
        else None
    )


def _by_person(mention: _Mention) -> Actor | None:
    """Find a person whom the document has presented, or who is well known."""
    context = mention.context
    if mention.person is None:
        return None
    parts = mention.person.split()
    own = {s.actor.id for s in mention.sightings if s.start < mention.person_at}
    if context is not None:
        known = context.people.get(mention.person) or (
            context.people.get(parts[-1]) if len(parts) == 1 else None
        )
        if known is not None and (not own or known.id in own):
            return known
    party = mention.registry.person(mention.person)
    if party is None and len(parts) == 1 and set(mention.offices) & STATE_OFFICES:
        party = mention.registry.surname(parts[0])
    if party is not None and (not own or party in own):
        return _actor(mention.registry, party, mention.person)
    return None


def _by_known_party(mention: _Mention) -> Actor | None:
    """Find an office of a known party: "North Korean leader", "the Foreign Ministry in Cairo"."""
    words = mention.tokens
    for sighting in mention.sightings:
        if sighting.start >= mention.person_at and sighting.end > mention.person_at:
            continue
        before = [
            t.text.lower()
            for t in words
            if t.end <= sighting.start and t.text.lower() not in ("the", "a")
        ]
        if before and before[-1] in _ELSEWHERE:
            continue
        if before and before[-1] == "for" and not any(w.startswith("spokes") for w in before):
            continue
        after = [t.text.lower() for t in words if t.start >= sighting.end]
        if sighting.sense == "people" and _APART & set(after):
            return None
        return Actor(sighting.actor.id, mention.label, sighting.actor.kind)
    return None


def _by_user_office(mention: _Mention) -> Actor | None:
    """Find a title that the user's own file gives to an actor."""
    party = mention.registry.names.offices.get(
        " ".join(t.text.lower() for t in mention.tokens if t.text.lower() != "the")
    )
    return _actor(mention.registry, party, mention.label) if party else None


def _by_body(mention: _Mention) -> Actor | None:
    """Find a body that the document introduces, by name, by its first word, or by its kind of noun."""
    context = mention.context
    if context is None:
        return None
    words = [t for t in mention.tokens if t.start < mention.person_at] or mention.tokens
    for number in range(len(words)):
        if not words[number].text[0].isupper():
            continue
        for stop in range(len(words), number, -1):
            body = context.body_named(mention.text[words[number].start : words[stop - 1].end])
            if body is not None:
                return Actor(body.id, mention.label, "group")
    for token in words:
        body_or_actor = (
            context.body_for(token.text)
            if token.text in BODY_NOUNS or token.text.islower()
            else None
        )
        if body_or_actor is not None and _names_body(token, words):
            return Actor(body_or_actor.id, mention.label, "group")
    if (
        set(mention.offices) & FIRM_OFFICES
        and not mention.sightings
        and not set(mention.offices) & GROUPS.keys() - FIRM_OFFICES
    ):
        before = [b for b in _subjects(context, mention.at) if not b.is_place]
        if before:
            return Actor(before[-1].id, mention.label, "group")
    return None


def _names_body(token: Token, words: list[Token]) -> bool:
    """Whether a generic noun heads the mention or stands before an office: "union president"."""
    rest = [w.text.lower() for w in words if w.start > token.start]
    return all(word in OFFICES or word in HOLDERS for word in rest)


def _subjects(context: ActorContext, at: int) -> list[Body]:
    """Return the bodies that begin a sentence before a position, the last one last."""
    found: list[Body] = []
    for body in context.bodies.values():
        first = body.name.split()[0]
        place = context.text.rfind(first, 0, at)
        while place != -1 and not _begins_sentence(context.text, place):
            place = context.text.rfind(first, 0, place)
        if place != -1:
            found.append(replace(body, start=place, end=place + len(first)))
    return sorted(found, key=lambda body: body.start)


def _by_group(mention: _Mention) -> Actor | None:
    """Find a party under a common noun: "the rebel commander", "opposition leader Per Dahl"."""
    context = mention.context
    if _OWNER.match(mention.text):
        return None
    named = False
    for token in mention.tokens:
        word = token.text.lower()
        group = GROUPS.get(word)
        if token.start >= mention.person_at:
            break
        # "Nigerian Union of Teachers", "the Umma party": the noun belongs to a name.
        if group is not None and not (named and (token.text != word or word in _NAMED_GROUPS)):
            states = context.states() if context else []
            if word in _ORGANS and len(states) == 1:
                return _actor(mention.registry, states[0], mention.label)
            return Actor(group, mention.label, "group")
        named |= token.text[0].isupper() and word not in DETERMINERS | OFFICES
    return None


def _by_office(mention: _Mention) -> Actor | None:
    """Find the state of an office named without it: the state spoken of, else the office itself."""
    context = mention.context
    offices = mention.offices
    if not set(offices) & STATE_OFFICES:
        return None
    if context is not None and not {"former", "ex"} & set(offices):
        places = [body for body in context.bodies.values() if body.is_place]
        states = context.states()
        before = [
            s
            for s in context.sightings_before(mention.at)
            if s.actor.kind == "state" and not s.is_place
        ]
        acting = [s for s in before if s.sense != "people"]
        if len(states) == 1 and not places:
            return _actor(mention.registry, states[0], mention.label)
        if acting and not places and _same_passage(context.text, acting[-1].end, mention.at):
            return Actor(acting[-1].actor.id, mention.label, "state")
        subjects = [body for body in _subjects_of_places(context, mention.at) if not states]
        if subjects:
            return Actor(subjects[-1].id, mention.label, "group")
    if mention.person:
        titles = [word for word in offices if word in PERSONAL_TITLES]
        return Actor(slug(" ".join([*titles, mention.person.split()[-1]])), mention.label, "person")
    return None


def _by_spokesperson(mention: _Mention) -> Actor | None:
    """Find whose spokesperson speaks when only one party began the sentences just before."""
    context = mention.context
    if context is None or not any(word.startswith("spokes") for word in mention.offices or []):
        return None
    named = [
        (s.start, s.end, s.actor.id, s.actor.kind) for s in context.sightings_before(mention.at)
    ]
    named += [(b.start, b.end, b.id, "group") for b in _subjects(context, mention.at)]
    near = [
        (kind, party)
        for start, end, party, kind in sorted(named)
        if kind != "outlet"
        and _begins_sentence(context.text, start)
        and _same_passage(context.text, end, mention.at)
    ]
    return Actor(near[-1][1], mention.label, near[-1][0]) if near else None


def _begins_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 12) : position]
    return re.search(r"(?:^|[.!?\n][\"'”’)]*\s+|\n)(?:The )?$", before) is not None


def _subjects_of_places(context: ActorContext, at: int) -> list[Body]:
    return sorted(
        (b for b in context.bodies.values() if b.is_place and b.start < at), key=lambda b: b.start
    )


def _same_passage(text: str, start: int, end: int) -> bool:
    """Whether two places are at most one sentence and no paragraph apart."""
    between = text[start:end]
    return "\n" not in between and len(re.findall(r"[.!?][\"'”’)]*\s", between)) <= 1


def _by_its_own_words(mention: _Mention) -> Actor | None:
    """Name an unknown party, a holder of opinions, or an office without a party by its own words."""
    words = [t.text.lower() for t in mention.tokens]
    if mention.person is not None:
        titles = [word for word in mention.offices if word in PERSONAL_TITLES]
        owner = _OWNER.match(mention.text)
        if owner:
            return Actor(slug(owner.group(1)), mention.label, "group")
        surname = mention.person.split()[-1]
        if titles and len(mention.person.split()) == 1:
            return Actor(slug(" ".join([*titles, surname])), mention.label, "person")
        return Actor(
            slug(mention.person),
            mention.label,
            "person" if titles or len(mention.person.split()) > 1 else "group",
        )
    owner = _OWNER.match(mention.text)
    if owner:
        return Actor(slug(owner.group(1)), mention.label, "group")
    head = words[-1]
    for holder in (head, head.removesuffix("s"), head[:-3] + "y" if head.endswith("ies") else head):
        if holder in HOLDERS:
            return Actor(head if head != holder else f"{holder}s", mention.text, "group")
    if any(token.text[0].isupper() for token in mention.tokens[1:]) or (
        mention.tokens[0].text[0].isupper() and words[0] not in DETERMINERS
    ):
        return Actor(slug(mention.text), mention.label, "group")
    return Actor(slug(mention.text), mention.label, "group") if set(words) & OFFICES else None


def _without_determiners(mention: _Mention) -> int:
    """Return where a mention begins once articles and numbers are left out."""
    for token in mention.tokens:
        if token.text.lower() not in DETERMINERS:
            return token.start
    return 0


def _actor(registry: Registry, party: str, name: str) -> Actor:
    known = registry.actor(party)
    return Actor(party, name, known.kind if known else "group")
