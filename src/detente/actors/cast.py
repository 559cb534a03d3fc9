"""The cast of a document: who is named, by which words, and whom a pronoun means.

Learning comes first and in two rounds: offices that a person is given anywhere in the text, then who acts,
in order. So "Mr. Deen" is the president whom a later sentence presents. Afterwards the cast only answers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from detente.actors.bodies import full_names, kind_of_body, short_forms
from detente.actors.grammar import APOSTROPHES, PRONOUNS, Parse, child, mention_edges, says, span_of
from detente.actors.lexicon import actor_words, body_heads, given_names, kinds
from detente.actors.phrases import is_office, office_in
from detente.actors.places import Places, find_places
from detente.actors.registry import Registry, slug
from detente.actors.resolving import Found, resolve
from detente.actors.scanning import OpenName, Sighting
from detente.actors.words import CALENDAR
from detente.evidence import Actor, Mention, Span

_MEMORY = 120
#: How far back somebody who is only named can be meant.
_NEARBY = 400
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}

_VOTING = re.compile(
    r"\b(?:candidates?|nominees?|campaign|election|primary|presidential race|ballot)\b"
)
_REBELS = re.compile(r"\b(?:rebel|militia|insurgent|separatist|junta)", re.I)
_CAPITALS = re.compile(r"\b[A-Z][\w&’'-]*(?: (?:of |and |for |& ?)?[A-Z][\w’'-]*){0,6}")
_MARKS = {"person", "expert", "public"}


@dataclass(slots=True)
class Entry:
    """Somebody who acted: where, whether a person, and as whom."""

    position: int
    kind: str
    mention: Mention
    clause: tuple[int, bool] = (0, True)
    actor_kind: str = "body"
    is_speaking: bool = False

    @property
    def is_main(self) -> bool:
        """Whether the entry acts in a main clause."""
        return self.clause[1]


@dataclass
class Cast:
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
    """

    text: str
    sightings: list[Sighting] = field(default_factory=list)
    people: dict[str, Mention] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    subjects: list[Entry] = field(default_factory=list)
    mentioned: list[Found] = field(default_factory=list)
    opened: list[OpenName] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    _roles: dict[str, str] = field(default_factory=dict)
    _genders: dict[str, str] = field(default_factory=dict)
    _firsts: dict[str, int] = field(default_factory=dict)
    _waiting: list[Parse] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = frozenset(re.findall(r"\w+", self.text.lower()))
        self.things = _things(self.text)
        self.organ_words = actor_words()["state_organs"] | actor_words()["organs"]
        self.sightings, self.opened = _find_names(self.text)
        names = self._without_owners(full_names(self.text))
        self._set_apart(names)
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
            self._name_body(name, inside[0].id if inside else None)
        for short, name in short_forms(self.text, [*names, *sighted]).items():
            if short not in sighted:
                self.bodies[short] = sighted[name].id if name in sighted else self.bodies[name]

    def _without_owners(self, names: list[str]) -> list[str]:
        """Cut known possessors off names: "Taipei's Mainland Affairs Council"."""
        known = {self.text[s.start : s.end] for s in self.sightings}
        found = []
        for name in names:
            owner, mark, rest = name.replace("’s ", "'s ").partition("'s ")
            cut = bool(mark) and owner.removeprefix("The ") in known
            bare = name[len(owner) + len(mark) :] if cut else name
            if not cut or len(rest.split()) > 1:
                found.append(bare)
        return list(dict.fromkeys(found))

    def _set_apart(self, names: list[str]) -> None:
        """Tell states from bodies that bear their name, and a state's chambers from the state.

        "Bank of England" is no state, nor is the country in "the Japanese owner". Where one state at
        most is spoken of, its parliament holds a position of its own.
        """
        alone = len({s.actor.id for s in self.sightings if s.actor.kind == "state"}) <= 1
        kept = []
        for s in self.sightings:
            words = self.text[s.start : s.end]
            if self._is_attribute(s) or (s.actor.kind == "state" and self._only_names(s, names)):
                continue
            if (
                alone
                and s.sense == "seat"
                and words.split()[-1].lower() in actor_words()["chambers"]
            ):
                s = replace(s, actor=Actor(slug(words), words, "body"), sense="name")
            kept.append(s)
        self.sightings = kept

    def _only_names(self, s: Sighting, names: list[str]) -> bool:
        """Whether a known name is part of a body's: "Shipyard Workers of America"."""
        words = self.text[s.start : s.end]
        for name in names:
            at = name.find(words)
            if at == -1 or len(name) == len(words) or not self.text.startswith(name, s.start - at):
                continue
            if not {w.lower() for w in name.split()} & actor_words()["state_organs"]:
                return True
        return False

    def _is_attribute(self, s: Sighting) -> bool:
        """Whether a nationality only describes somebody else: "the Japanese owner", "a Canadian rival"."""
        short = self.text[s.start : s.end].replace(".", "").isupper()
        if s.actor.kind != "state" or not (s.sense == "people" or short):
            return False
        after = re.findall(r"[\w’'.-]+", self.text[s.end : s.end + 40])[:3]
        if not self.text[s.end : s.end + 1].isspace() or not after or not after[0].islower():
            return False
        words = actor_words()
        apart = (words["own_bodies"] | words["experts"] | words["public"]) - words["state_people"]
        for word in after:
            if word in apart:
                return True
            if (
                word in words["prepositions"]
                or word in words["state_people"] | words["state_organs"]
            ):
                return False
        return False

    # -- learning --------------------------------------------------------------------------------

    def learn(self, parsed: Parse) -> None:
        """Take in a parsed stretch; what it teaches is worked out when the first question comes."""
        self._waiting.append(parsed)

    def _settle(self) -> None:
        """Work out what the stretches teach: people first, then who acts."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        for parsed in waiting:
            self._learn_offices(parsed)
        for parsed in waiting:
            self._learn_bodies(parsed)
        for parsed in waiting:
            self._learn_offices(parsed)
        for parsed in waiting:
            self._learn_actors(parsed)
        self.subjects.sort(key=lambda entry: entry.position)

    def _learn_bodies(self, parsed: Parse) -> None:
        for entity in parsed.doc.ents:
            proper = entity.label_ == "ORG" and entity.root.pos_ == "PROPN"
            if proper and not _is_titled(entity) and not _is_product(entity.root):
                start, end = parsed.place(entity.start, entity.end - 1)
                name = re.sub(r"['’]s?$", "", self.text[start:end].strip())
                name = name.partition(" (")[0]  # "the Dockers union (UDW"
                bare = name.removeprefix("the ").removeprefix("The ")
                last = bare.split()[-1].lower() if bare else ""
                if len(bare.split()) > 4 and last not in body_heads():
                    continue  # a headline
                offices = office_in(parsed.doc, entity.start, entity.end - 1)
                start += len(name) - len(bare)
                words = (
                    actor_words()["things"]
                    | actor_words()["state_organs"]
                    | actor_words()["portfolios"]
                )
                held = bare in self.people or (
                    bare.split()[-1:] and bare.split()[-1] in self.people
                )
                joined = bare.split(" and ")
                if len(joined) > 1 and all(self.text.count(part) > 1 for part in joined):
                    continue  # "Velia and Orland are at odds": two, each named again
                if (
                    bare
                    and not held
                    and not offices
                    and last not in words
                    and not self.between(start, end)
                    and self.places.of(bare.split()[0]) is None
                ):
                    self._name_body(bare, self._whole(bare))
                    for short in short_forms(self.text, [bare]):
                        self.bodies.setdefault(short, self.bodies[bare])
        for token in parsed.doc:
            self._learn_common(parsed, token)

    def _whole(self, tail: str) -> str | None:
        """Return the body of which a text only ever names the tail: "Transport Union" in a longer name."""
        for name, party in self.bodies.items():
            if name.endswith(f" {tail}") and self.text.count(name) == self.text.count(tail):
                return party
        return None

    def _learn_common(self, parsed: Parse, token: Any) -> None:
        """Learn "the pilots' union" and "the rebel Karan Front", to which "the union" returns."""
        words = actor_words()
        if token.pos_ == "PROPN":
            kind = next((c for c in token.children if c.lower_ in words["armed"]), None)
            if kind is not None and kind.i < token.i:
                name = parsed.doc[kind.i + 1 : token.i + 1].text
                self.bodies.setdefault(f"{kind.lower_}s", self.bodies.get(name) or slug(name))
            return
        if token.lower_ not in words["bodies"]:
            return
        first = next(
            (c for c in token.children if c.dep_ in ("poss", "compound") and c.i < token.i), None
        )
        plural = first is not None and first.dep_ == "poss" and first.tag_ == "NNS"
        if first is None or (first.dep_ == "poss" and not plural) or first.pos_ != "NOUN":
            return
        if not first.is_title:
            start, end = parsed.place(first.left_edge.i if plural else first.i, token.i)
            name = self.text[start:end].removeprefix("the ").removeprefix("a ").removeprefix("its ")
            if len(name) < 50 and "\n" not in name:
                self.bodies.setdefault(name, slug(name))

    def _name_body(self, name: str, party: str | None = None) -> None:
        party = self.bodies.setdefault(name, party or slug(name))
        first = name.split()[0]
        vague = (
            actor_words()["organ_marks"]
            | actor_words()["portfolios"]
            | {
                "united",
                "federal",
                "international",
                "european",
                "general",
                "northern",
                "southern",
                "eastern",
                "western",
                "north",
                "south",
                "great",
                "new",
                "american",
                "british",
                "central",
                "global",
                "world",
            }
        )
        vague = vague | actor_words()["institutions"]  # "Quarry Workers' Brotherhood"
        if (
            len(name.split()) > 1
            and len(first) > 3
            and first.lower() not in vague
            and name.split()[1] not in ("of", "and")
            and not first.endswith(",")
        ):
            known = {self.text[s.start : s.end] for s in self.sightings}
            person = Registry.default().surname(first) is not None or first.lower() in given_names()
            if first not in known and self.places.of(first) is None and not person:
                self.bodies.setdefault(first, party)

    def _learn_offices(self, parsed: Parse) -> None:
        """Learn whom each person speaks for, wherever the text says it."""
        doc = parsed.doc
        for token in doc:
            if not _ends_name(token):
                continue
            telling = token.ent_type_ == "PERSON" or _is_beside_office(doc, token)
            if not telling:
                continue
            found = resolve(self, parsed, token)
            if found is not None and found.is_telling and found.is_person:
                self._introduce(found)

    def _introduce(self, found: Found) -> None:
        name = found.mention.name
        mention = Mention(found.mention.id, name)
        self.people[name] = mention
        self._roles[name] = found.kind
        parts = name.split()
        for part in {parts[-1], parts[0]} if len(parts) > 1 else ():
            if len(part) > 1 and part[:1].isupper():
                held = self.people.get(part)
                if held is None or held.id == slug(held.name):
                    self.people[part] = mention
                if self.bodies.get(part, part) != part:
                    self.bodies.pop(part, None)  # "Vance", for "Vance Holdings", is a man

    def _learn_actors(self, parsed: Parse) -> None:
        for token in parsed.doc:
            acts = token.dep_ in ("nsubj", "nsubjpass") or _is_source(token) or says(token)
            acts = acts or _is_whom_a_subject_is(token)
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
                continue
            if any(c.lower_ == "whose" for c in token.children):
                continue
            person = token.ent_type_ == "PERSON" and not _is_product(token)
            if not person and not (
                acts and (is_actor_noun(token) or token.lemma_.lower() in actor_words()["people"])
            ):
                continue
            if token.ent_type_ == "PERSON" and not acts and not _ends_name(token):
                continue
            found = resolve(self, parsed, token)
            if found is None or found.mention.span is None:
                continue
            name = found.mention.name
            implied = found.is_person and found.rule == "office" and name not in self.people
            if implied and name[:1].isupper() and not is_office(token):
                self._introduce(found)
            if found.is_person and found.rule == "own name":
                if token.dep_ != "appos" or token.head.pos_ == "PROPN":
                    found = self._named_only_now(found)  # no "harbour master, Tove Lind"
                if " " in found.mention.name or found.rule == "office before":
                    self._introduce(found)
            if not acts and found.is_person:
                self._learn_gender(parsed, token, name)
                self.mentioned.append(found)
            if acts and found.mention.span is not None and not self._relays(found.mention.span):
                self._note(parsed, token, found)

    def _named_only_now(self, found: Found) -> Found:
        """Give a bare name to the office-holder who spoke just before: "the policy chief said … Kessel told"."""
        span = found.mention.span
        assert span is not None  # noqa: S101
        for entry in reversed(self.subjects[-3:]):
            near = entry.kind == "person" and span.start - entry.position < 300
            last = entry.mention
            nameless = last.name.islower() and entry.actor_kind not in _MARKS
            if near and nameless and set(last.name.split()) & actor_words()["titles"]:
                mention = Mention(last.id, found.mention.name, span)
                return Found(mention, entry.actor_kind, "office before", is_person=True)
        return found

    def _note(self, parsed: Parse, token: Any, found: Found) -> None:
        span = found.mention.span
        assert span is not None  # noqa: S101
        kind = "person" if found.is_person else "public" if found.kind == "public" else "body"
        if token.tag_ in ("NNS", "NNPS") and (
            found.is_person or found.kind in ("public", "expert")
        ):
            kind = "they"
        elif kind == "public":
            kind = "person"
        self._learn_gender(parsed, token, found.mention.name)
        subject = token.head if _is_whom_a_subject_is(token) else token
        clause = (parsed.place(token.sent.start, token.sent.start)[0], _is_main(subject))
        self.subjects.append(
            Entry(span.start, kind, found.mention, clause, found.kind, says(subject))
        )

    def _learn_gender(self, parsed: Parse, token: Any, name: str) -> None:
        """Learn from "Dame", "Mr", "spokeswoman" and given names whom "she" and "he" can mean."""
        words = actor_words()
        named = child(token, "appos") or token
        low = min(token.left_edge.i, named.left_edge.i)
        around = {t.lower_.rstrip(".") for t in parsed.doc[low : max(token.i, named.i) + 1]}
        for gender, telling in (("f", words["women"]), ("m", words["men"])):
            if around & telling:
                self._genders.setdefault(name, gender)
        given = name.split()[0].lower()
        if " " in name and given in given_names():
            self._genders.setdefault(name, given_names()[given])

    def _relays(self, span: Span) -> bool:
        """Whether a mention names a medium, which tells and does not act."""
        return any(s.actor.kind == "outlet" for s in self.between(span.start, span.end))

    # -- names -----------------------------------------------------------------------------------

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
        fitting = [kind for kind in kinds().values() if noun in kind.again]
        heads = frozenset().union(*(kind.heads for kind in fitting)) if fitting else frozenset()
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
        if len(named) == 1:
            return next(iter(named))
        return None if named else self._of_open_kind(noun, position)

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

    def person(self, name: str) -> Mention | None:
        """Return whom a personal name means: somebody presented, or well known."""
        words = re.sub(r"['’]s\b", "", name).split()
        if not words:
            return None
        plain = " ".join(words)
        same = self.people.get(plain)
        if same is None and len(words) == 1:
            same = self.people.get(words[0])
        if same is not None:
            return same
        party = Registry.default().person(plain)
        if party is None and len(words) > 1:
            held = self.people.get(words[-1])
            first = held.name.split()[0] if held is not None and " " in held.name else None
            return held if held is not None and first in (None, words[0]) else None
        if party is None:
            return None
        if self._is_contender(party):
            full = [n for n in self._known_people[party] if n.split()[-1] == words[-1] and " " in n]
            return Mention(slug(full[0] if len(full) == 1 else plain), plain)
        return Mention(party, plain)

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
        return self._roles.get(name, "person")

    def registry_office(self, words: str) -> str | None:
        """Return the party that an office of the user's own speaks for."""
        return Registry.default().office(words.removeprefix("the "))

    def label(self, parsed: Parse, first: int, last: int, *, owner: bool = False) -> str:
        """Return the words of a mention without its article and, unless asked for, its possessor."""
        doc = parsed.doc
        if not owner:
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
        return self.text[slice(*parsed.place(first, last))] if first <= last else ""

    def same_office(self, words: str, position: int) -> str | None:
        """Return the party of an earlier mention of the same office: "the spokesman"."""
        titles = actor_words()["titles"] | actor_words()["collectives"]
        wanted = {w for w in words.lower().split() if w in titles}
        for entry in reversed(self.before(position)):
            earlier = entry.mention.span.text.lower().split() if entry.mention.span else []
            if wanted & set(earlier) and wanted <= {
                "state",
                "official",
                *earlier,
                *actor_words()["titles"],
            }:
                return entry.mention.id
        return None

    # -- questions -------------------------------------------------------------------------------

    def resolve(self, parsed: Parse, source: Any) -> Mention | None:
        """Return the actor that a noun phrase or pronoun names, if it can be told."""
        self._settle()
        found = resolve(self, parsed, source)
        return found.mention if found is not None else None

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
        if len(own) < 2 or own[0].dep_ == "poss":
            return None
        start, end = parsed.place(own[0].i, last)
        span = span_of(self.text, start, end)
        return Mention(slug(span.text), span.text, span)

    def uniting(self, noun: Any) -> str | None:
        """Return the one body named after several: "the studios" of the "Alliance of Studios"."""
        if noun.tag_ != "NNS":
            return None
        named = {p for name, p in self.bodies.items() if noun.text.title() in name.split()}
        return named.pop() if len(named) == 1 else None

    def pronoun(self, word: str, position: int) -> Mention | None:
        """Return whom a pronoun means: the last fitting actor in subject position."""
        self._settle()
        entry = self.entry_of(word, position)
        return entry.mention if entry is not None else None

    def entry_of(
        self, word: str, position: int, *, sentence: int | None = None, speaks: bool = False
    ) -> Entry | None:
        """Return the actor that a pronoun at a place means.

        ``sentence`` is where the pronoun's sentence begins, ``speaks`` whether it reports speech.

        People by gender, bodies by whether they act in a main clause; one who speaks is preferred
        for a pronoun that speaks. Who only acts in a condition is never meant while somebody else can be.
        """
        wanted, gender = PRONOUNS.get(word), _GENDERS.get(word)
        fitting = []
        for entry in reversed(self.before(position)):
            fits = entry.kind == wanted or (wanted == "they" and entry.kind == "body")
            if not fits or (gender and self._gender(entry.mention.name) not in (gender, None)):
                continue
            if wanted == "body" and entry.actor_kind in ("public", "expert"):
                continue
            fitting.append(entry)
            if len(fitting) > 8:
                break
        if wanted == "person" and not any(
            gender == self._gender(e.mention.name) for e in fitting if gender
        ):
            fitting = self._only_mentioned(gender, position) or fitting
        if not fitting:
            return None
        if wanted == "person":
            sure = [e for e in fitting if " " in e.mention.name or e.mention.name in self.people]
            fitting = sure or fitting  # a bare word that nobody presents may be a country
            main = [e for e in fitting if e.is_main and position - e.position < 900]
            return _by_gender(main or fitting, gender, self._gender)
        if wanted == "body":
            main = [e for e in fitting if e.is_main]
            if speaks:
                said = [e for e in fitting if e.is_speaking and position - e.position < 1500]
                own = [e for e in main if e.clause[0] == sentence]
                return (own or said or main or fitting)[0]
            return (main or fitting)[0]
        return fitting[0]

    def _only_mentioned(self, gender: str | None, position: int) -> list[Entry]:
        """Return the one of a gender who is named just before without acting: "met Mark Tranter"."""
        for found in reversed(self.mentioned):
            span = found.mention.span
            if span is None or not 0 < position - span.start < _NEARBY:
                continue
            if gender is not None and self._gender(found.mention.name) == gender:
                return [Entry(span.start, "person", found.mention, actor_kind=found.kind)]
        return []

    def _gender(self, name: str) -> str | None:
        known = self._genders.get(name)
        if known is None:
            full = self.people.get(name)
            known = self._genders.get(full.name) if full is not None else None
        return known

    def before(self, position: int) -> list[Entry]:
        """Return who acted before a place, as far back as a reader remembers."""
        self._settle()
        at = bisect_left(self.subjects, position, key=lambda e: e.position)
        return self.subjects[max(0, at - _MEMORY) : at]


def _things(text: str) -> frozenset[str]:
    """Return the last words of names that the text gives to things: "the Oreshnik missile", "exercise Venom"."""
    nouns = "|".join(sorted(actor_words()["things"], key=len, reverse=True))
    found = set()
    for match in re.finditer(rf"\b([A-Z][\w-]{{2,30}}) (?:[a-z]+ ){{0,1}}(?:{nouns})\b", text):
        before = text[max(0, match.start() - 5) : match.start()]
        if before.endswith(("the ", "The ", "its ")) and match.group(1) not in CALENDAR:
            found.add(match.group(1))
    for match in re.finditer(
        rf"\b(?:{nouns})s? (?:called |named |dubbed |known as )?([A-Z][\w-]{{2,30}})", text
    ):
        found.add(match.group(1))
    plain = {
        w
        for w in found
        if re.search(rf"\b{re.escape(w)}(?:['’]s|,? who|,? (?:said|told|warned|announced))\b", text)
    }
    return frozenset(found - plain)


def _by_gender(fitting: list[Entry], gender: str | None, known: Any) -> Entry:
    """Return the nearest who can be meant; one who must be, close by, before one who may be."""
    first = fitting[0]
    if known(first.mention.name) == gender:
        return first
    sure = [e for e in fitting[:4] if known(e.mention.name) == gender]
    unlikely = gender == "m" and first.mention.name.split()[0].endswith("a")
    return sure[0] if sure and unlikely else first


def _kind_word(name: str) -> str:
    words = name.split()
    at = words.index("of") if "of" in words else len(words)
    return words[at - 1].lower() if at else ""


def _find_names(text: str) -> tuple[list[Sighting], list[OpenName]]:
    return Registry.default().scan(text)


def is_actor_noun(token: Any) -> bool:
    """Whether a noun can name somebody who speaks or acts."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "LAW")
    words = actor_words()
    lemma = token.lemma_.lower()
    return any(
        lemma in words[key]
        for key in (
            "organs",
            "institutions",
            "titles",
            "collectives",
            "holders",
            "state_offices",
            "experts",
            "public",
        )
    )


def is_holder(source: Any) -> bool:
    """Whether a noun names people who comment and are no party."""
    return source.lemma_.lower() in actor_words()["holders"]


def _ends_name(token: Any) -> bool:
    """Whether a capitalised word is the last of its run."""
    if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or (
        not (following.text[:1].isupper() and following.is_alpha and following.sent == token.sent)
        and not (following.text in ("-", "‑") and not token.whitespace_)
    )


def _is_beside_office(doc: Any, token: Any) -> bool:
    """Whether an office stands right before a run of capitals or after it and a comma."""
    low = token.i
    while (
        low > 0
        and doc[low - 1].text[:1].isupper()
        and doc[low - 1].is_alpha
        and not is_office(doc[low - 1])
    ):
        low -= 1
    if low > 0 and (
        is_office(doc[low - 1])
        or (doc[low - 1].text in (",", ".") and low > 1 and is_office(doc[low - 2]))
    ):
        return True
    after = doc[token.i + 1 : token.i + 8]
    if not len(after) or after[0].text != ",":
        return False
    return any(is_office(t) or t.lower_ in actor_words()["public"] | {"who"} for t in after[1:])


def _is_main(token: Any) -> bool:
    """Whether a subject acts in a main clause, or one reported before who said it."""
    verb = token.head
    for step in (verb, *list(verb.ancestors)[:4]):
        if step.dep_ in ("advcl", "relcl", "acl", "csubj", "pcomp"):
            return False
        if any(
            c.lower_ in ("should", "were", "had")
            and c.dep_.startswith("aux")
            and c.i < token.left_edge.i
            for c in step.children
        ):
            return False  # "should the commission come …"
        if any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "until", "when", "once")
            for c in step.children
        ):
            return False
    while (
        verb.dep_ in ("ccomp", "parataxis") and verb.i < verb.head.i and verb.head.dep_ == "ccomp"
    ):
        verb = verb.head  # "A will do this if …; otherwise it will do that, its minister said"
    if verb.dep_ in ("ROOT", "conj"):
        return True
    return bool(
        verb.dep_ in ("ccomp", "parataxis")
        and verb.head.dep_ == "ROOT"
        and (verb.i < verb.head.i or verb.dep_ == "parataxis")
    )


def _is_whom_a_subject_is(token: Any) -> bool:
    """Whether a person's name says who acts: "the harbour master, Tove Lind, said"."""
    head = token.head
    told = token.dep_ == "appos" and head.dep_ in ("nsubj", "nsubjpass")
    return told and token.ent_type_ == "PERSON" and not is_actor_noun(head)


def _is_source(token: Any) -> bool:
    """Whether a noun names whose words are spoken of: "remarks by Senator Marsh"."""
    by = token.head
    return bool(
        token.dep_ == "pobj"
        and by.lower_ in ("by", "from")
        and by.head.pos_ == "NOUN"
        and by.head.lemma_.lower()
        in (
            "remark",
            "statement",
            "comment",
            "warning",
            "threat",
            "speech",
            "letter",
            "criticism",
            "complaint",
            "demand",
            "call",
            "offer",
        )
    )


def _is_titled(entity: Any) -> bool:
    """Whether a name that was taken for an organisation is a person's: "the chair, Dr Holm"."""
    root, titles = entity.root, actor_words()["titles"]
    if root.dep_ == "appos" and root.head.lemma_.lower() in titles:
        return True
    before = entity.doc[entity.start - 1] if entity.start else root
    if before.lower_ in titles and before.head == root and before.dep_ == "compound":
        return True  # "spokeswoman Maria Holt"
    first = entity[0].lower_.rstrip(".")
    return (
        first in actor_words()["honorifics"] or Registry.default().person(entity.text) is not None
    )


def _is_product(name: Any) -> bool:
    """Whether a name belongs to a thing: "its cancer drug Remora", "the tanker Aurora"."""
    before = name.doc[name.left_edge.i - 1] if name.left_edge.i else None
    if name.dep_ == "appos":
        close = before is not None and before == name.head
        before = name.head if close else None
    elif before is not None and before.head != name:
        before = None
    if before is None or before.tag_ != "NN" or is_actor_noun(before):
        return False
    words = actor_words()
    known = words["titles"] | words["people"] | words["media"] | words["own_bodies"] | body_heads()
    return before.lemma_.lower() not in known
