"""The actors of a document as it leaves the reader: each with its kind, its principal and its other names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from detente.actors.bodies import kind_of_body
from detente.actors.cast import Cast
from detente.actors.lexicon import actor_words
from detente.actors.registry import Registry, slug
from detente.actors.words import places_of
from detente.evidence import ACTOR_KINDS, Actor, Statement
from detente.evidence import Mention as Named

_EDGE = re.compile(r"\b")
#: How far before a union's name a post in it begins.
_NEAR = 120


def actors_of(
    cast: Cast, statements: Iterable[Statement], same: Mapping[str, str]
) -> tuple[Actor, ...]:
    """Return the actors that statements name, in the order of their first appearance.

    People who speak for somebody follow, with whom they speak for as their principal.

    Parameters
    ----------
    cast : Cast
    statements : iterable of Statement
    same : mapping of str to str
        Which ids stand for which party named in full.
    """
    told = _Told(cast, list(statements), same)
    found: dict[str, Actor] = {}
    acting = {party for party, relays in told.used() if not relays}
    for party, _ in told.used():
        if party not in found:  # who also speaks or acts does not only relay
            found[party] = told.actor(party, outlet=party not in acting)
    for person in told.spokespeople():
        found.setdefault(person.id, person)
    return tuple(found.values())


class _Told:
    """What the cast and the statements tell about each id."""

    def __init__(self, cast: Cast, statements: list[Statement], same: Mapping[str, str]) -> None:
        self.cast, self.statements, self.same = cast, statements, same
        self.kinds: dict[str, str] = {}
        for entry in cast.subjects:
            party = same.get(entry.mention.id, entry.mention.id)
            told = self.kinds.setdefault(party, entry.actor_kind)
            if told == "body" and entry.actor_kind in ("firm", "union"):
                self.kinds[party] = entry.actor_kind  # "Aera", then "the Aera airline"
        self.names: dict[str, dict[str, None]] = {}
        for name, party in cast.bodies.items():
            self.names.setdefault(same.get(party, party), {})[name] = None
        for name, party in cast.places.names.items():
            self.names.setdefault(party, {})[name] = None
        for sighting in cast.sightings:
            if sighting.sense != "people":
                words = cast.text[sighting.start : sighting.end]
                self.names.setdefault(sighting.actor.id, {})[words] = None

    def used(self) -> Iterable[tuple[str, bool]]:
        """Yield the ids that statements use, and whether an outlet relays under it."""
        for statement in self.statements:
            if statement.speaker is not None:
                yield statement.speaker.id, False
            if statement.via is not None:
                yield statement.via.id, True
            for party in (*statement.targets, *statement.inferred_targets):
                yield party, False
            for event in statement.events:
                for agent in (event.agent, event.patient, event.nested_in):
                    if agent is not None:
                        yield agent, False

    def actor(self, party: str, *, outlet: bool) -> Actor:
        """Return the actor of an id."""
        known = Registry.default().actor(party)
        name = known.name if known is not None else self._name(party)
        aliases = tuple(n for n in self.names.get(party, ()) if n != name)
        if known is not None:
            principal = Registry.default().owner(party)
            return Actor(party, name, _allowed(known.kind), principal, aliases)
        return Actor(party, name, "outlet" if outlet else self._kind(party, name), None, aliases)

    def _name(self, party: str) -> str:
        mine = [n for n in self.names.get(party, ()) if slug(n) == party]
        spoken = [m.name for m in self._mentions() if m.id == party and slug(m.name) == party]
        people = [m.name for m in self.cast.people.values() if slug(m.name) == party]
        return next(iter([*mine, *people, *spoken]), None) or self._spelt(party)

    def _spelt(self, party: str) -> str:
        """Return a name as the text spells it: "LG Card's creditors" for ``lg-card-creditors``.

        Where a heading has it in capitals only, and nowhere, the words of the id are capitalised.
        """
        words = r"(?:['’]s?)?(?:[\s-]+|\.\s?)(?:(?:the|an?) )?".join(
            map(re.escape, party.split("-"))
        )
        told = re.finditer(rf"\b{words}\b", self.cast.text, re.IGNORECASE)
        names = [" ".join(each.group().split()) for each in told]
        name = next((n for n in names if " " not in n or not n.isupper()), "")
        if not name.islower():  # a common noun stays one: "the steel-making firm"
            name = name[:1].upper() + name[1:]
        small = actor_words()["small"]
        return name or " ".join(
            w if n and w in small else w.title() for n, w in enumerate(party.split("-"))
        )

    def _mentions(self) -> Iterable[Named]:
        for statement in self.statements:
            for mention in (statement.speaker, statement.via):
                if mention is not None:
                    yield mention

    def _kind(self, party: str, name: str) -> str:
        words = actor_words()
        places = self.cast.places
        if party in places.names.values() or party in places.adjectives.values():
            return "state"
        role = self.cast.kind_of_person(name)
        if name in self.cast.people and self.cast.people[name].id == party:
            return _allowed(role)
        told = self.kinds.get(party, "body")
        if told in ACTOR_KINDS and told not in ("body", "state"):
            return told
        last = party.split("-")[-1]
        own = kind_of_body(name)
        if own is not None:
            return own
        if name[:1].isupper() and _is_union(self.cast.text, name):
            return "union"
        if name[:1].isupper() and _is_paper(self.cast.text, name):
            return "outlet"
        if party in words["organised"]:
            return "community"
        for kind, listed in (
            ("outlet", words["informing"] | {"press", "media"}),
            ("court", words["bench"] | {"court", "tribunal"}),
            ("union", {"union", "unions"}),
            ("armed-group", {f"{word}s" for word in words["armed"]} | words["armed"]),
            ("expert", words["experts"] | words["holders"]),
            ("public", words["public"] | words["crowds"] | words["unnamed_many"]),
            ("firm", words["firms"]),
        ):
            if last in listed:
                return kind
        return "state" if told == "state" else "body"

    def spokespeople(self) -> Iterable[Actor]:
        """Yield the people who speak for somebody else, the principal's id with each."""
        for mention in self._mentions():
            name = mention.name
            person = slug(name)
            own = mention.id == person or mention.id.endswith(f"-{person}")  # "minister-ann-day"
            titled = name[:1].isupper() and not own and name in self.cast.people
            if titled and self.cast.person(name) is not None:
                full = self.cast.people[name].name
                yield Actor(slug(full), full, "person", mention.id)


def _is_union(text: str, name: str) -> bool:
    """Whether a name is a union's by what stands beside it: "the Unite union", "Unite regional officer"."""
    if re.search(r"\bLocal(?: [A-Z]{2,4})?(?: \d+)?$", name):
        return True  # "Unifor Local 14"
    before, behind = _beside_unions()
    for at in places_of(name, text):
        end = at + len(name)
        if _EDGE.match(text, end) and before.search(text, max(0, at - _NEAR), at):
            return True
        if _EDGE.match(text, at) and behind.match(text, end):
            return True
    return False


@cache
def _beside_unions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands right before a union's name, and right behind it."""
    words = actor_words()
    ranks, posts = "|".join(words["union_ranks"]), "|".join(words["union_posts"])
    before = rf"(?:\bunions?|(?:{ranks}) (?:{posts}) of) \Z"
    behind = rf" (?:union|members)\b|(?:['’]s)? (?:(?:{ranks}) ){{1,2}}(?:{posts})"
    return re.compile(before), re.compile(behind)


def _is_paper(text: str, name: str) -> bool:
    """Whether a name is a newspaper's: "The Sunday Times", and no party called "Times" for short."""
    last = name.split()[-1]
    if last.lower() not in actor_words()["papers_named"]:
        return False
    return re.search(rf"\b[Tt]he (?:[A-Z]\w+ ){{1,3}}{re.escape(last)}\b", text) is not None


def _allowed(kind: str) -> str:
    return kind if kind in ACTOR_KINDS else "body"
