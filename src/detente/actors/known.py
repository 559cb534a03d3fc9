"""What is known of a document's actors: names, people, bodies, places, and who acts, in order.

Filled by what the text alone tells and then by :mod:`detente.actors.learning`; answers, and resolves nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from detente.actors.bodies import full_names, kind_of_body, short_forms
from detente.actors.grammar import APOSTROPHES, Parse, mention_edges, span_of
from detente.actors.lexicon import actor_words, body_heads, given_names, kinds
from detente.actors.mentions import Entry, Found
from detente.actors.places import Places, find_places
from detente.actors.registry import Registry, slug
from detente.actors.scanning import OpenName, Sighting
from detente.actors.standing import standing, things, without_owners
from detente.evidence import Mention, Span

_MEMORY = 120
#: How often a text names at least whom it is about.
_OFTEN = 3
_VOTING = re.compile(
    r"\b(?:candidates?|nominees?|campaign|election|primary|presidential race|ballot)\b"
)
_REBELS = re.compile(r"\b(?:rebel|militia|insurgent|separatist|junta)", re.I)
_OWNER = r"[A-Z]\w+(?: [A-Z]\w+)*"
#: "Prime Minister Brandt": whoever heads a government that no president heads.
_HEAD_OF_GOVERNMENT = re.compile(
    r"\b(?:Prime Minister|Premier|Chancellor) (?:[A-Z][\w.]* ){0,2}?([A-Z]\w+)"
)
#: A dateline: a place that opens a line; a country or day, an agency in brackets, a dash or colon.
_PLACE_OPENS = re.compile(
    r"^[*_ ]*([A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2})"
    r"(?:, [^\n:()]{2,30})?(?: ?\([^)\n]{2,40}\))? ?(?:--|[—–-] |:)",
    re.MULTILINE,
)
_TOWNS = "|".join(sorted(actor_words()["towns"]))
#: A name behind its kind: "the union Varda", which is no company.
_CALLED_UNION = re.compile(r"\b[Uu]nion ([A-Z][\w-]+)")
_CAPITALS = re.compile(r"\b[A-Z][\w&’'-]*(?: (?:of |and |for |& ?)?[A-Z][\w’'-]*){0,6}")


@dataclass
class Known:
    """What has been learnt about the actors of one document.

    Attributes
    ----------
    sightings, opened : lists
        Known names in order, and names that the text leaves open.
    people : dict of str to Mention
        People by full name and by surname; the id is the party they speak for.
    bodies : dict of str to str
        Ids of bodies by every name that the text gives them.
    subjects : list of Entry
        Who acts, in order.
    mentioned : list of Found
        People who are named without acting.
    papers : list of tuple
        Where a statement or letter is named whose owner the words tell, and the owner.
    host : str, optional
        The state at whose lectern a transcript is spoken: "the President" there is its own.
    roles, genders : dict of str to str
        For what kind of actor each person speaks; whom "she" and "he" can mean.
    """

    text: str
    sightings: list[Sighting] = field(default_factory=list)
    people: dict[str, Mention] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    subjects: list[Entry] = field(default_factory=list)
    mentioned: list[Found] = field(default_factory=list)
    opened: list[OpenName] = field(default_factory=list)
    papers: list[tuple[int, str]] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    host: str | None = None
    roles: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    _firsts: dict[str, int] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _befores: dict[str, frozenset[str]] = field(default_factory=dict)
    _owners: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    _organs: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lowered = self.text.lower()
        self.words = frozenset(re.findall(r"\w+", self._lowered))
        self.things = things(self.text)
        self.organ_words = actor_words()["state_organs"] | actor_words()["organs"]
        scanned, self.opened = Registry.default().scan(self.text)
        names = without_owners(self.text, scanned, full_names(self.text))
        self.sightings = standing(self.text, scanned, names)
        known = {w for s in self.sightings for w in self.text[s.start : s.end].split()}
        self.places = find_places(self.text, known)
        self.bodies.update(self.places.names)
        sighted = {self.text[s.start : s.end]: s.actor for s in self.sightings}
        for name, actor in sighted.items():
            words = name.split()
            if len(words) > 1 and words[-1].lower() in actor_words()["bodies"]:
                self.bodies.setdefault(words[-1], actor.id)  # "the Commission"
        for name in names:
            inside = [
                a
                for known_name, a in sighted.items()
                if known_name == name or (a.kind != "state" and name.endswith(f" {known_name}"))
            ]
            self.name_body(name, inside[0].id if inside else None)
        for short, name in short_forms(self.text, [*names, *sighted]).items():
            if short not in sighted:
                self.bodies[short] = sighted[name].id if name in sighted else self.bodies[name]

    def name_body(self, name: str, party: str | None = None) -> None:
        """Note a body's name, and the first word by which the text may return to it."""
        words = actor_words()
        bare, _, form = name.rpartition(" ")
        if not bare or form.rstrip(".").lower() not in words["legal_forms"]:
            bare = name
        party = self.bodies.setdefault(name, party or self.bodies.get(bare) or slug(name))
        self.bodies.setdefault(bare, party)  # "Harbor Foods Inc.", then "Harbor Foods"
        first = name.split()[0]
        vague = words["organ_marks"] | words["portfolios"] | words["vague_firsts"]
        vague |= words["institutions"]  # "Quarry Workers' Brotherhood"
        if (
            len(name.split()) > 1
            and len(first) > 3
            and first.lower() not in vague
            and name.split()[1] not in ("of", "and")
            and not _is_of_workers(name)
            and not first.endswith(",")
            and not (first.isupper() and name.split()[-1].lower() in words["inner_bodies"])
        ):
            known = {self.text[s.start : s.end] for s in self.sightings}
            person = Registry.default().surname(first) is not None or first.lower() in given_names()
            taken = first in known or self.places.of(first) is not None or person
            if not taken and not self._begins_others(first, name):
                self.bodies.setdefault(first, party)

    def _begins_others(self, first: str, name: str) -> bool:
        """Whether the first word of a body's name is a place's: "Harl" of "Harl County Court", "the city of Harl"."""
        if name.split()[1].lower() in actor_words()["towns"]:
            return True
        if f" of {first.lower()}" not in self._lowered:
            return False
        called = rf"\b(?:{_TOWNS}) of {re.escape(first)}\b"
        return re.search(called, self.text, re.IGNORECASE) is not None

    def between(self, start: int, end: int) -> list[Sighting]:
        """Return the known names inside a stretch of the text."""
        at = bisect_left(self.sightings, start, key=lambda s: s.start)
        found = []
        while at < len(self.sightings) and self.sightings[at].end <= end:
            found.append(self.sightings[at])
            at += 1
        return found

    def sighted_before(self, position: int) -> list[Sighting]:
        """Return the known names before a place, as far back as a reader remembers."""
        at = bisect_left(self.sightings, position, key=lambda s: s.start)
        return self.sightings[max(0, at - _MEMORY) : at]

    def names_in(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return the actors named outright in a stretch of the text: where, and the id, in order.

        Known names, countries and bodies of the text, people by full name or surname; places and
        outlets, pronouns and common nouns are left out.
        """
        found: list[tuple[int, str]] = []
        covered = start
        found += [
            (s.start, s.actor.id)
            for s in self.between(start, end)
            if not s.is_place and s.actor.kind != "outlet"
        ]
        taken = [(s.start, s.end) for s in self.between(start, end)]
        for match in _CAPITALS.finditer(self.text, start, end):
            if match.start() < covered or any(a <= match.start() < b for a, b in taken):
                continue
            words = match.group().split(" ")
            for size in range(len(words), 0, -1):
                name = re.sub(r"['’]s?$", "", " ".join(words[:size]))
                person = self.people.get(name)
                party = self.bodies.get(name) or self.places.of(name)
                party = party or (person.id if person is not None else None)
                if party is not None:
                    found.append((match.start(), party))
                    covered = match.start() + len(name)
                    break
        return sorted(found)

    @cached_property
    def dateline(self) -> str | None:
        """The state whose capital a dateline names ("NEW DELHI, March 2: …"), where it names one."""
        for match in _PLACE_OPENS.finditer(self.text):
            named, _ = Registry.default().scan(match.group(1).title())
            if named and named[0].sense == "seat" and named[0].actor.kind == "state":
                return named[0].actor.id
        return None

    def party_at(self, parsed: Parse, i: int) -> str | None:
        """Return the party that a single word names: a known name, a country of the text."""
        place = self.places.of(parsed.doc[i].text)
        if place is not None:
            return place
        start, end = parsed.place(i, i)
        at = bisect_left(self.sightings, end, key=lambda s: s.start) - 1
        if at >= 0 and self.sightings[at].end > start and self.sightings[at].actor.kind != "outlet":
            return self.sightings[at].actor.id
        return None

    def is_attribute(self, sighting: Sighting) -> bool:
        """Whether a country's name only tells which thing is meant: "the Velia conflict"."""
        low, high = sighting.start, sighting.end
        articled = self.text[max(0, low - 5) : low].lower().endswith((" the ", " a "))
        bare = self.text[high : high + 1] == " " and self.text[high + 1 : high + 2].islower()
        return sighting.sense == "name" and articled and bare

    def is_state(self, party: str) -> bool:
        """Whether an id is that of a state, known or told from the text."""
        known = Registry.default().actor(party)
        return known.kind == "state" if known else party in self.places.names.values()

    def states(self) -> list[str]:
        """Return the ids of the states that the text names."""
        named = [s.actor.id for s in self.sightings if s.actor.kind == "state"]
        return list(dict.fromkeys([*named, *self.places.names.values()]))

    @cached_property
    def is_domestic(self) -> bool:
        """Whether one state at most is spoken of, so that its organs can stand against each other."""
        return len(self.states()) <= 1

    def is_divided(self) -> bool:
        """Whether armed groups appear beside states, so that a rank does not tell whose it is."""
        armed = kinds()["armed"].heads
        return any(name.split()[-1].lower() in armed for name in self.bodies) or (
            _REBELS.search(self.text) is not None
        )

    def body_ids(self) -> frozenset[str]:
        """Return the ids of the bodies that the text names."""
        return frozenset(self.bodies.values())

    def court(self) -> str | None:
        """Return the one court that the text names in full, else "court" where it speaks of one."""
        named = {party for name, party in self.bodies.items() if kind_of_body(name) == "court"}
        known = {s.actor.id for s in self.sightings if s.actor.kind == "court"}
        if len(named | known) == 1:
            return next(iter(named | known))
        return next((noun for noun in ("court", "judge") if noun in self.words), None)

    def body_again(self, noun: str, position: int) -> str | None:
        """Return the body of its kind to which a bare noun returns: the last one named before."""
        if noun in self.bodies:
            return self.bodies[noun]
        heads = frozenset().union(*(kind.meant_by(noun) for kind in kinds().values()))
        named: dict[str, int] = {}
        for name, party in self.bodies.items():
            if (" " in name and name.split()[-1].lower() in heads) or _kind_word(name) in heads:
                at = self._first_place(name)
                if at < position:
                    named[party] = max(named.get(party, -1), at)
        nouns = Registry.default().names.nouns
        for s in self.sighted_before(position):
            if noun in nouns.get(s.actor.id, ()):
                named[s.actor.id] = s.start
        firm = noun in kinds()["firm"].again
        if named and firm:
            for e in self.before(position):  # "Kestrel", whose name does not tell that it is a firm
                if e.is_main and e.kind == e.actor_kind == "body" and self._may_be_firm(e.mention):
                    named.setdefault(e.mention.id, e.position)
        if len(named) == 1:
            return next(iter(named))
        if not named:
            return self._of_open_kind(noun, position)
        return self._topic(named, position) if firm else None

    def _may_be_firm(self, body: Mention) -> bool:
        """Whether a name that tells no kind may be a firm's: "Kestrel", not "the union Varda", "Unite members"."""
        name = body.name
        if not name.istitle() or " " in name or slug(name) != body.id or body.id in self._unions:
            return False
        person = name in self.people or any(each.endswith(f" {name}") for each in self.people)
        return (
            not person
            and not self._words_before(name) & given_names().keys()
            and self.is_open_kind(body.id)
        )

    @cached_property
    def _unions(self) -> frozenset[str]:
        """The ids of the bodies that the text calls unions: "the union Varda"."""
        return frozenset(slug(name) for name in _CALLED_UNION.findall(self.text))

    def _words_before(self, name: str) -> frozenset[str]:
        """Return the words, in small letters, that stand right before a name."""
        if name not in self._befores:
            before = re.findall(rf"(\w+) {re.escape(name)}\b", self.text)
            self._befores[name] = frozenset(word.lower() for word in before)
        return self._befores[name]

    def _topic(self, parties: Collection[str], position: int) -> str | None:
        """Return which of several a text is about: whom it names twice as often as any other.

        Else the only one of them who has acted.
        """
        named = dict.fromkeys(parties, 0)
        for name, party in self.bodies.items():
            if party in named:
                named[party] = max(named[party], self._times(name))
        acting = [e.mention for e in self.before(position) if e.is_main and e.mention.id in named]
        for mention in acting:
            named[mention.id] = max(named[mention.id], self._times(mention.name))
        others = (self.text[s.start : s.end] for s in self.sightings if s.actor.kind != "state")
        if max(named.values()) < max(map(self._times, set(others)), default=0):
            return None  # about a known body: "Twitter"
        second, first = sorted(named, key=lambda p: named[p])[-2:]
        if named[first] >= max(2 * named[second], _OFTEN):
            return first
        acted = {mention.id for mention in acting}
        return acted.pop() if len(acted) == 1 else None

    def _times(self, name: str) -> int:
        """Return how often the text holds a name."""
        if name not in self._counts:
            self._counts[name] = len(re.findall(rf"\b{re.escape(name)}\b", self.text))
        return self._counts[name]

    def _first_place(self, name: str) -> int:
        """Return where a name first stands in the text, behind its end where it does not."""
        if name not in self._firsts:
            at = self.text.find(name)
            self._firsts[name] = at if at != -1 else len(self.text)
        return self._firsts[name]

    def _of_open_kind(self, noun: str, position: int) -> str | None:
        """Return the one body whose name tells no kind, for "the company": Verdane."""
        if noun not in kinds()["firm"].again | {"group"}:
            return None
        told = {
            e.mention.id
            for e in self.subjects
            if e.position < position and e.kind == "body" and e.actor_kind == "body"
        }
        told |= {
            p
            for n, p in self.bodies.items()
            if " " not in n and n[:1].isupper() and self._first_place(n) < position
        }
        people = actor_words()["people"] | actor_words()["collectives"]
        if noun != "group":  # "state regulators" can be a group, and no company
            told = {p for p in told if p.split("-")[-1].removesuffix("s") not in people}
        told -= self._unions if noun != "group" else set()
        open_ones = [p for p in told if not p.islower() or self.is_open_kind(p)]
        return open_ones[0] if len(open_ones) == 1 else None

    def is_open_kind(self, party: str) -> bool:
        """Whether a party's name does not tell what it is: "Verdane"."""
        known = Registry.default().actor(party) is not None or self.is_state(party)
        words = frozenset(party.split("-"))
        plain = (
            actor_words()["collectives"]
            | actor_words()["crowds"]
            | actor_words()["stand_alone"]
            | body_heads()
        )
        return not known and not words & plain and kind_of_body(party.replace("-", " ")) is None

    def presented(self, name: str) -> Mention | None:
        """Return whom the text presents by a name, which a label may have in capitals: "LINSCOTT"."""
        label = name.isupper() and len(name) > 2 and name not in self.bodies  # not "the UN"
        return self.people.get(name) or (self.people.get(name.title()) if label else None)

    def person(self, name: str) -> Mention | None:
        """Return whom a personal name means: somebody presented, or well known."""
        words = re.sub(r"['’]s\b", "", name).split()
        if not words:
            return None
        plain = " ".join(words)
        same = self.presented(plain)
        if same is not None:
            return same
        party = Registry.default().person(plain)
        if party is None and len(words) > 1:
            last = self.people.get(words[-1])
            first = last.name.split()[0] if last is not None and " " in last.name else None
            return last if last is not None and first in (None, words[0]) else None
        if party is None:  # "Mao Ning told reporters … Mao said"
            held = {
                n: p for p, names in self._known_people.items() for n in names
                if " " in n and plain in (n.split()[0], n.split()[-1])
            }  # fmt: skip
            longest = max(held, key=len, default="")
            # "Javad Zarif" is a spelling of "Mohammad Javad Zarif"; Bill and Hillary Clinton are two.
            same_one = bool(held) and all(longest.endswith(name) for name in held)
            return Mention(held[longest], plain) if same_one else None
        if self._is_contender(party):
            full = [n for n in self._known_people[party] if n.split()[-1] == words[-1] and " " in n]
            return Mention(slug(full[0] if len(full) == 1 else plain), plain)
        return Mention(party, plain)

    def is_person_only(self, party: str) -> bool:
        """Whether an id is that of a person with a title, who stands for nobody known."""
        return party.split("-")[0] in actor_words()["titles"] and party not in self.body_ids()

    def may_be_person(self, name: str) -> bool:
        """Whether a name that nothing presents may be a person's, a country's or a firm's.

        One word alone is a person's only where the text speaks of men and women at all.
        """
        if " " in name or name in self.people:
            return True
        return bool(self.words & {"he", "she", "mr", "mrs", "ms", "his", "her", "him"})

    def _is_contender(self, party: str) -> bool:
        """Whether people of one state stand against each other: candidates in its election."""
        surnames = {name.split()[-1] for name in self._known_people.get(party, ())}
        return len(surnames) > 1 and (self._votes > 3 or (self._votes > 0 and self.is_domestic))

    @cached_property
    def _votes(self) -> int:
        return len(_VOTING.findall(self.text))

    @cached_property
    def _known_people(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for person, party, last in Registry.default().people:
            if (
                last in self.words
                and person in self.text
                and re.search(rf"\b{re.escape(person)}\b", self.text)
            ):
                found.setdefault(party, set()).add(person)
        return found

    def kind_of_person(self, name: str) -> str:
        """Return the kind of actor for whom a person speaks."""
        return self.roles.get(name, "person")

    def gender_of(self, name: str) -> str | None:
        """Return ``m`` or ``f`` where the text or the given name tells."""
        known = self.genders.get(name)
        if known is None:
            full = self.people.get(name)
            known = self.genders.get(full.name) if full is not None else None
        return known

    def registry_office(self, words: str) -> str | None:
        """Return the party that an office of the user's own speaks for."""
        return Registry.default().office(words.removeprefix("the "))

    def label(self, parsed: Parse, first: int, last: int, *, owner: bool = False) -> str:
        """Return the words of a mention without its article and, unless asked for, its possessor."""
        doc = parsed.doc
        whole = self.text[slice(*parsed.place(first, last))]
        own_name = whole.removeprefix("The ").removeprefix("the ") in self.bodies
        if not owner and not own_name:  # "the Fishermen's League of Tarra" is one name
            for i in range(last - 1, first, -1):
                if doc[i].text in APOSTROPHES and doc[i].text not in ("'", "’"):
                    first = i + 1
                    break
        while first < last and doc[first].lower_ in (
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
        ):
            first += 1
        first = _past_count(doc, first, last)
        return self.text[slice(*parsed.place(first, last))] if first <= last else ""

    def owners_of(self, organ: str) -> tuple[tuple[int, int], ...]:
        """Return where the text names an organ's owner: "the government of Velia", "Velia's government"."""
        if organ not in self._owners:
            patterns = (rf"\b{organ} of (?:the )?({_OWNER})", rf"\b({_OWNER})['’]s {organ}\b")
            self._owners[organ] = tuple(
                match.span(1) for pattern in patterns for match in re.finditer(pattern, self.text)
            )
        return self._owners[organ]

    def forces_before(self, position: int) -> str | None:
        """Return the army or police whose spokesman spoke last, for an officer without one."""
        for entry in reversed(self.before(position)):
            if position - entry.position > 1200:
                return None
            if entry.mention.id in ("army", "military", "police", "navy", "armed-forces"):
                return entry.mention.id
        return None

    def organ_before(self, organ: str, position: int) -> str | None:
        """Return the state whose ministry or department is named last before a bare "the ministry"."""
        if organ not in self._organs:
            behind = re.compile(rf"(?:['’]s?)? (?:[\w-]+ ){{0,2}}{organ}\b", re.IGNORECASE)
            named = [(s.end, s.actor.id) for s in self.sightings if s.actor.kind == "state"]
            for place in (*self.places.names, *self.places.adjectives):
                party = str(self.places.of(place))
                named += [
                    (m.end(), party) for m in re.finditer(rf"\b{re.escape(place)}\b", self.text)
                ]
            told = ((behind.match(self.text, end), party) for end, party in named)
            self._organs[organ] = sorted((m.end(), party) for m, party in told if m is not None)
        at = bisect_right(self._organs[organ], position, key=lambda told: told[0])
        return self._organs[organ][at - 1][1] if at else None

    def paper_before(self, position: int) -> str | None:
        """Return whose words "the statement" holds: of who issued the last one, else who acted last."""
        earlier = [p for at, p in self.papers if position - 4000 < at < position]
        if earlier:
            return earlier[-1]
        for entry in reversed(self.before(position)):
            if position - entry.position > 1200:
                return None
            if entry.is_main and entry.actor_kind not in ("expert", "public", "outlet"):
                return entry.mention.id
        return None

    def same_office(self, words: str, position: int) -> str | None:
        """Return the party of an earlier mention of the same office: "the spokesman"."""
        titles = actor_words()["titles"] | actor_words()["collectives"]
        wanted = {w for w in _one_sex(words) if w in titles}
        for entry in reversed(self.before(position)):
            span = entry.mention.span
            earlier = _one_sex(f"{span.text if span is not None else ''} {entry.office}")
            if wanted & set(earlier) and wanted <= {
                "state",
                "official",
                *earlier,
                *actor_words()["titles"],
            }:
                return entry.mention.id
        return None

    @cached_property
    def presides(self) -> str | None:
        """The state whose own "the President" is at the lectern of a transcript, whoever else is named so before.

        None without a lectern, and where a prime minister heads the host's government.
        """
        person = Registry.default().person
        heads = (person(match[1]) for match in _HEAD_OF_GOVERNMENT.finditer(self.text))
        return None if self.host is None or self.host in heads else self.host

    def titled(self, office: str, position: int) -> str | None:
        """Return the party of whoever is named last by an office before a bare "the president"."""
        named = rf"\b(?i:{re.escape(office)})((?: [A-Z][\w’'-]+){{1,3}})"
        near = self.text[max(0, position - 8000) : position]
        for match in reversed(list(re.finditer(named, near))):
            who = self.person(match[1].strip())
            if who is not None:
                return who.id
        return None

    def outlet(self, parsed: Parse, token: Any) -> Mention | None:
        """Return the medium that a noun phrase names; a bare "the newspaper" names none."""
        first, last = mention_edges(token)
        right = max(last, token.right_edge.i)
        if right + 1 < len(parsed.doc) and parsed.doc[right + 1].pos_ == "PROPN":
            right += 1  # "state news agency" IRNA, taken apart by the parser
        around = parsed.place(first, right)
        outlets = [s for s in self.between(*around) if s.actor.kind == "outlet"]
        # "state news agency KCNA": the proper name is the outlet.
        for sighting in sorted(outlets, key=lambda s: self.text[s.start : s.end].islower()):
            words = self.text[sighting.start : sighting.end]
            if not words.islower():
                return Mention(sighting.actor.id, words, Span(sighting.start, sighting.end, words))
        own = [t for t in parsed.doc[first : last + 1] if t.dep_ != "det" and not t.is_punct]
        if not own or own[0].dep_ == "poss" or (len(own) < 2 and own[0].pos_ != "PROPN"):
            return None
        start, end = parsed.place(own[0].i, last)
        span = span_of(self.text, start, end)
        return Mention(slug(span.text), span.text, span)

    def medium_before(self, position: int) -> str | None:
        """Return the medium that a text names last before a bare "the newspaper"."""
        named = (s for s in reversed(self.sighted_before(position)) if s.actor.kind == "outlet")
        return next((s.actor.id for s in named), None)

    def uniting(self, noun: Any) -> str | None:
        """Return the one body named after several: "the studios" of the "Alliance of Studios"."""
        if noun.tag_ != "NNS":
            return None
        named = {p for name, p in self.bodies.items() if noun.text.title() in name.split()}
        return named.pop() if len(named) == 1 else None

    def before(self, position: int) -> list[Entry]:
        """Return who acted before a place, as far back as a reader remembers."""
        at = bisect_left(self.subjects, position, key=lambda e: e.position)
        return self.subjects[max(0, at - _MEMORY) : at]


def _one_sex(words: str) -> list[str]:
    """Return words with "spokeswoman" and "chairperson" as "spokesman" and "chairman"."""
    return re.sub(r"(?<=[a-z])(?:woman|person)\b", "man", words.lower()).split()


def _is_of_workers(name: str) -> bool:
    """Whether the first word of a union's name is whose workers it unites: "Kestrel Aerospace Workers" is not Kestrel."""
    return name.split()[-1].lower() == "workers" and len(name.split()) > 1


def _kind_word(name: str) -> str:
    words = name.split()
    at = words.index("of") if "of" in words else len(words)
    return words[at - 1].lower() if at else ""


#: Finds the party that a stretch within a phrase names; given along, since phrases nest in phrases.
PartyOf = Callable[[Known, Parse, int, int], str | None]


def _past_count(doc: Any, first: int, last: int) -> int:
    """Return where a name begins behind how many it tells: "as many as 28,000 | workers", not "the two sides"."""
    counting = actor_words()["counting"] | actor_words()["amounts"]
    number = next((i for i in range(first, last) if doc[i].lower_ not in counting), last)
    while number < last and doc[number].tag_ == "CD":
        number += 1
    counted = any(t.text[:1].isdigit() for t in doc[first:number]) or doc[first].lower_ in (
        "as",
        "at",
    )
    small = doc[number].text.islower() and doc[last].tag_ in ("NNS", "NN")
    return number if counted and small and doc[number].lower_ != "of" else first
