"""What a document teaches about its actors: names it uses, bodies it introduces, people it presents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from detente.evidence import Actor
from detente.reading.actors.names import Token, tokenise
from detente.reading.actors.registry import Registry, slug
from detente.reading.actors.scanning import Sighting, Surroundings, scan
from detente.reading.actors.words import (
    BODY_NOUNS,
    BODY_WORDS,
    CALENDAR,
    DETERMINERS,
    OFFICES,
    PERSONAL_TITLES,
)

_PARTICLES = frozenset(
    {"al", "el", "bin", "bint", "von", "van", "der", "de", "da", "di", "la", "ul"}
)
_ADJECTIVES = ("n", "an", "ian", "ese", "i", "ish")


@dataclass(frozen=True, slots=True)
class Body:
    """A firm, union, party, court or unknown country that a document introduces."""

    id: str
    name: str
    start: int
    end: int
    is_place: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The words of its name, in lower case."""
        return frozenset(token.text.lower() for token in tokenise(self.name))


class ActorContext:
    """The actors of one document, learnt without a parser.

    Parameters
    ----------
    text : str
        The document's text.
    registry : Registry, optional

    Attributes
    ----------
    sightings : list of Sighting
        Known names, in order.
    open_names : list of OpenName
        Names that may mean several actors and are left open.
    bodies : dict of str to Body
        Bodies that the document introduces, by id, in order.
    people : dict of str to Actor
        People that the document presents with an office or a body, by full name and by surname;
        the actor is the party they speak for, under the person's name.
    """

    def __init__(self, text: str, registry: Registry | None = None) -> None:
        self.text = text
        self.registry = registry or Registry.default()
        self.tokens = tokenise(text)
        self.sightings, self.open_names = scan(text, self.registry.names)
        self.surroundings = Surroundings.of(text, self.tokens, self.sightings)
        self.bodies: dict[str, Body] = {}
        self.people: dict[str, Actor] = {}
        self._starts = [sighting.start for sighting in self.sightings]
        self._find_bodies()
        self._find_people()

    def introduce(self, person: str, actor: Actor) -> None:
        """Remember that a person speaks for an actor; the surname alone means the person from now on."""
        known = Actor(actor.id, person, actor.kind)
        parts = person.split()
        for name in (person, parts[-1], parts[0]):
            self.people.setdefault(name, known)

    def sightings_before(self, position: int) -> list[Sighting]:
        """Return the known names that begin before a position, in order."""
        return self.sightings[: bisect_left(self._starts, position)]

    def states(self) -> list[str]:
        """Return the ids of the states that the document names, the most frequent first."""
        counts: dict[str, int] = {}
        for sighting in self.sightings:
            if sighting.actor.kind == "state":
                counts[sighting.actor.id] = counts.get(sighting.actor.id, 0) + 1
        return sorted(counts, key=lambda state: -counts[state])

    def body_named(self, name: str) -> Body | None:
        """Return the body that a name, or its first distinctive word, means."""
        wanted = slug(name)
        if wanted in self.bodies:
            return self.bodies[wanted]
        first = [body for body in self.bodies.values() if body.id.split("-")[0] == wanted]
        return first[0] if len(first) == 1 and len(wanted) > 2 else None

    def body_for(self, noun: str) -> Body | Actor | None:
        """Return the one body that a generic noun can mean: "the union", "the alliance"."""
        kinds = BODY_NOUNS.get(noun, frozenset())
        fitting = [
            body for body in self.bodies.values() if kinds & body.words and not body.is_place
        ]
        if len(fitting) == 1:
            return fitting[0]
        nouns = self.registry.names.nouns
        known = {s.actor.id: s.actor for s in self.sightings if noun in nouns.get(s.actor.id, ())}
        return next(iter(known.values())) if not fitting and len(known) == 1 else None

    # -- learning --------------------------------------------------------------------------------

    def _find_bodies(self) -> None:
        for start, stop in self._runs():
            tokens = self.tokens[start:stop]
            words = [token.text.lower() for token in tokens]
            name = self.text[tokens[0].start : tokens[-1].end]
            if len(tokens) > 1 and any(
                w in BODY_WORDS or w.rstrip("s") in BODY_WORDS for w in words[1:]
            ):
                if words[-1] in OFFICES and words[-1] not in BODY_WORDS:
                    continue
                self.bodies.setdefault(
                    slug(name), Body(slug(name), name, tokens[0].start, tokens[-1].end)
                )
            elif "&" in name:
                self.bodies.setdefault(
                    slug(name), Body(slug(name), name, tokens[0].start, tokens[-1].end)
                )
        self._find_places()

    def _find_places(self) -> None:
        """Find countries that nobody knows: a name that has an adjective, or a ministry."""
        words = {token.text for token in self.tokens}
        for number, token in enumerate(self.tokens[:-1]):
            name = token.text
            if (
                not name[0].isupper()
                or len(name) < 4
                or self._is_known(token)
                or name in DETERMINERS | CALENDAR
            ):
                continue
            adjective = any(name + ending in words for ending in _ADJECTIVES)
            owner = self.tokens[number + 1].text == "s" and self.tokens[number + 1].gap == "'"
            following = [t.text.lower() for t in self.tokens[number + 2 : number + 4]]
            governs = owner and bool(
                {"ministry", "government", "parliament", "minister"} & set(following)
            )
            if (
                (adjective or governs)
                and name.lower() not in OFFICES | BODY_WORDS
                and self.body_named(name) is None
            ):
                self.bodies.setdefault(
                    slug(name), Body(slug(name), name, token.start, token.end, is_place=True)
                )

    def _runs(self) -> Iterable[tuple[int, int]]:
        """Yield runs of capitalised words that hold no known name: first and stop token."""
        number = 0
        while number < len(self.tokens):
            if (
                not self._may_name(self.tokens[number])
                or self.tokens[number].text in _SENTENCE_WORDS
            ):
                number += 1
                continue
            stop = number + 1
            while stop < len(self.tokens) and (step := self._continues(stop)):
                stop += step
            yield number, stop
            number = stop

    def _continues(self, stop: int) -> int:
        """Return by how many tokens a run of capitalised words goes on."""
        token = self.tokens[stop]
        if token.gap in (" ", "-", " & ") and self._may_name(token):
            return 1
        if token.gap == " " and token.text in ("of", "and", "for") and stop + 1 < len(self.tokens):
            after = self.tokens[stop + 1]
            linked = token.text != "and" or self.tokens[stop - 1].text.lower() in BODY_WORDS
            return (
                2
                if linked
                and after.gap == " "
                and after.text[0].isupper()
                and not self._is_known(after)
                else 0
            )
        return 0

    def _may_name(self, token: Token) -> bool:
        return token.text[0].isupper() and token.text not in CALENDAR and not self._is_known(token)

    def _is_known(self, token: Token) -> bool:
        at = bisect_left(self._starts, token.start + 1) - 1
        return at >= 0 and self.sightings[at].end > token.start

    def _find_people(self) -> None:
        """Find people presented with an office: "union president Marta Olsen"."""
        from detente.reading.actors.resolving import resolve

        number = 0
        while number < len(self.tokens):
            name_at = number + 1
            titled = self.tokens[number].text.lower() in PERSONAL_TITLES and name_at < len(
                self.tokens
            )
            if (
                not titled
                or self.tokens[name_at].gap not in (" ", ", ", ". ")
                or not self._may_name(self.tokens[name_at])
            ):
                number += 1
                continue
            stop = name_at
            while stop < len(self.tokens) and stop - name_at < 5 and self._in_name(stop, name_at):
                stop += 1
            if stop == name_at:
                number += 1
                continue
            person = self.text[self.tokens[name_at].start : self.tokens[stop - 1].end]
            first = self._mention_start(number)
            mention = self.text[self.tokens[first].start : self.tokens[stop - 1].end]
            actor = resolve(self.registry, mention, self, at=self.tokens[first].start)
            if actor is not None and len(person) > 2 and person not in _SENTENCE_WORDS:
                self.introduce(person, actor)
            number = stop

    def _in_name(self, stop: int, name_at: int) -> bool:
        """Whether a word goes on with a personal name; a full stop only follows an initial."""
        token, before = self.tokens[stop], self.tokens[stop - 1]
        if stop > name_at:
            initial = token.gap == ". " and len(before.text) == 1
            if token.gap not in (" ", "-", "'") and not initial:
                return False
            if token.text in _PARTICLES or (token.gap == "-" and token.text.isalpha()):
                return True
        return self._may_name(token) and token.text.lower() not in OFFICES

    def _mention_start(self, number: int) -> int:
        """Return where the phrase before a title begins: "North Korean leader", "Brant's chairman"."""
        first = number
        while first > 0 and number - first < 7 and self.tokens[first].gap in (" ", "'", "-", " & "):
            before = self.tokens[first - 1]
            owner = self.tokens[first].text == "s" and self.tokens[first].gap == "'"
            known = (
                before.text[0].isupper()
                or before.text.lower() in OFFICES | BODY_NOUNS.keys()
                or before.text == "s"
            )
            if not (owner or known) or before.text in _SENTENCE_WORDS:
                break
            first -= 1
        return first


_SENTENCE_STARTS = """
    The A An In On At To For From By With And Or But Nor As If It Its He She They We You I This That These Those There
    Then When While Where What Who Why How After Before Since Until Unless Once Both Neither Either Not No Yes His Her Their
    Our My Your Some Many Most Several Few Another Other Last Next Earlier Later However Meanwhile Moreover Also Still Even
    Only According Asked Speaking Officials Analysts Experts One Two Three Four Five During Under Over Despite Although Though
    Because So Such Should Would Could Will Can May Might Must Does Do Did Has Have Had Is Are Was Were Be Been Talks
"""
_SENTENCE_WORDS = frozenset(_SENTENCE_STARTS.split())
