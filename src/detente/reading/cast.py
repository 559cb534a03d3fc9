"""The cast of a document: who is named, by which words, and whom a pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from detente.evidence import Mention, Span
from detente.reading.actors.scanning import OpenName
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.naming import outlet, resolve
from detente.reading.nouns import is_actor_noun, slug
from detente.reading.parties import Sighting, find_names, full_names, kinds, party_of_person
from detente.reading.syntax import PRONOUNS, child

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_MEMORY = 120
#: "the government of Marovia", "Marovia's foreign ministry".
_GOVERNED = re.compile(
    r"\b(?:government|republic|kingdom|president|prime minister) of ([A-Z][\w-]{1,40})\b"
    r"|\b([A-Z][\w-]{1,40})['’]s (?:government|foreign min|prime min|president|army|parliament|ambassador)"
)


@dataclass(slots=True)
class Entry:
    """Somebody who acted: where, whether a person, and as whom."""

    position: int
    kind: str
    mention: Mention
    clause: tuple[int, bool] = (0, True)


@dataclass(slots=True)
class Cast:
    """What has been learnt about the actors of one document."""

    text: str
    sightings: list[Sighting] = field(default_factory=list)
    people: dict[str, Mention] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    subjects: list[Entry] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    governed: list[tuple[int, str]] = field(default_factory=list)
    opened: list[OpenName] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sightings, self.opened = find_names(self.text)
        known = {s.start for s in self.sightings}
        sighted = {s.actor.name for s in self.sightings}
        for sighting in self.sightings:
            words = self.text[sighting.start : sighting.end].split()
            if len(words) > 1 and words[-1].lower() in lexicon().layers["bodies"]:
                # "the Commission", after "the European Commission"
                self.bodies.setdefault(words[-1], sighting.actor.id)
                sighted.add(" ".join(words))
        for name in full_names(self.text):
            if name not in sighted:
                self._name_body(name)
        for match in _GOVERNED.finditer(self.text):
            name = match.group(1) or match.group(2)
            at = match.start(1) if match.group(1) else match.start(2)
            if at not in known:
                self.governed.append((at, name))

    # -- learning --------------------------------------------------------------------------------

    def learn(self, parsed: Parsed) -> None:
        """Learn the people and bodies of a frame, and who acts in it."""
        for entity in parsed.doc.ents:
            proper = entity.label_ == "ORG" and entity.root.pos_ == "PROPN"
            if proper and not _is_titled(entity) and not _is_product(entity.root):
                start, end = parsed.place(entity.start, entity.end - 1)
                self._learn_body(self.text[start:end], start)
        for token in parsed.doc:
            self._learn_common(parsed, token)
            acts = token.dep_ in ("nsubj", "nsubjpass") or _is_source(token)
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
                continue
            if any(c.lower_ == "whose" for c in token.children):
                continue
            speaks = is_actor_noun(token) or token.lemma_.lower() in lexicon().layers["people"]
            named = token.ent_type_ == "PERSON" and not _is_product(token)
            if (acts and speaks) or named:
                office = _office_of(token)
                mention = resolve(self, parsed, office if office is not None else token)
                if (
                    mention is not None
                    and mention.span is not None
                    and acts
                    and not self._relays(mention.span)
                ):
                    kind = "person" if self._is_person(token, mention) else "body"
                    if token.tag_ in ("NNS", "NNPS") and kind == "person":
                        kind = "they"
                    self._learn_gender(parsed, token, mention)
                    self.subjects.append(
                        Entry(
                            mention.span.start,
                            kind,
                            mention,
                            (token.sent.start, _is_main(token.head)),
                        )
                    )

    def _learn_body(self, name: str, start: int) -> None:
        name = name.strip().removesuffix("’s").removesuffix("'s")
        bare = name.removeprefix("the ").removeprefix("The ")
        start += len(name) - len(bare)
        name = bare
        if not name or self._known(start, start + len(name)) is not None:
            return
        self._name_body(name)

    def _name_body(self, name: str) -> None:
        self.bodies.setdefault(name, slug(name))
        first = name.split()[0]
        if len(name.split()) > 1 and len(first) > 3:
            self.bodies.setdefault(first, slug(name))

    def _learn_gender(self, parsed: Parsed, token: Any, mention: Mention) -> None:
        """Learn from "Dame", "Mr", "spokeswoman" whom "she" and "he" can mean."""
        words = lexicon().layers
        named = child(token, "appos") or token
        low = min(token.left_edge.i, named.left_edge.i)
        around = {t.lower_.rstrip(".") for t in parsed.doc[low : max(token.i, named.i) + 1]}
        for gender, telling in (("f", words["women"]), ("m", words["men"])):
            if around & telling:
                self.genders.setdefault(mention.name, gender)

    def _relays(self, span: Span) -> bool:
        """Whether a mention names a medium, which tells and does not act."""
        return any(s.actor.kind == "outlet" for s in self.between(span.start, span.end))

    def _learn_common(self, parsed: Parsed, token: Any) -> None:
        """Learn "the pilots' union" and "the rebel Karan Front", to which "the union" returns."""
        words = lexicon().layers
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
        owned = first is not None and first.dep_ == "poss" and first.tag_ != "NNS"
        if first is not None and not owned and first.pos_ == "NOUN" and not first.is_title:
            name = " ".join(t.text for t in parsed.doc[first.i : token.i + 1])
            name = name.replace(" ’", "’").replace(" '", "'")
            self.bodies.setdefault(name, slug(name))

    def _is_person(self, token: Any, mention: Mention) -> bool:
        if token.ent_type_ in ("GPE", "NORP") or (mention.span and self.is_covered(mention.span)):
            return False
        titles = lexicon().layers["titles"]
        if mention.name in self.bodies:
            return False  # "Orbell", which the text also calls Orbell Pharma
        return (
            token.ent_type_ == "PERSON"
            or token.lemma_.lower() in titles
            or mention.name in self.people
        )

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

    def _known(self, start: int, end: int) -> Sighting | None:
        return next(iter(self.between(start, end)), None)

    def is_covered(self, span: Span) -> bool:
        """Whether a known name fills a mention, an article aside."""
        return any(
            s.end - s.start >= len(span.text) - 4 for s in self.between(span.start, span.end)
        )

    # -- naming ----------------------------------------------------------------------------------

    def resolve(self, parsed: Parsed, source: Any) -> Mention | None:
        """Return the actor that a noun phrase or pronoun names, if it can be told."""
        return resolve(self, parsed, source)

    def outlet(self, parsed: Parsed, token: Any) -> Mention | None:
        """Return the medium that a noun phrase names."""
        return outlet(self, parsed, token)

    def government(self, position: int) -> str | None:
        """Return the party of a head of state or minister named without a state.

        A state that is not in the registry counts where the text speaks of its government.
        """
        before = [name for at, name in self.governed if at <= position + 200]
        return slug(before[-1]) if before else None

    def is_divided(self) -> bool:
        """Whether armed groups appear beside states, so that a rank does not tell whose it is."""
        armed = kinds()["armed"][0]
        return any(name.split()[-1].lower() in armed for name in self.bodies) or (
            re.search(r"\b(?:rebel|militia|insurgent|separatist|junta)", self.text) is not None
        )

    # -- pronouns --------------------------------------------------------------------------------

    def pronoun(self, word: str, position: int) -> Mention | None:
        """Return whom a pronoun means: the last fitting actor in subject position."""
        wanted, gender = PRONOUNS.get(word), _GENDERS.get(word)
        for entry in reversed(self.before(position)):
            if entry.kind != wanted and not (wanted == "they" and entry.kind == "body"):
                continue
            if wanted == "body" and not entry.clause[1]:
                entry = self.main_subject(entry)
            name = entry.mention.name
            if gender and self.genders.setdefault(name, gender) != gender:
                continue
            return entry.mention
        return None

    def before(self, position: int) -> list[Entry]:
        """Return who acted before a place, as far back as a reader remembers."""
        at = bisect_left(self.subjects, position, key=lambda e: e.position)
        return self.subjects[max(0, at - _MEMORY) : at]

    def main_subject(self, entry: Entry) -> Entry:
        """Return who acts in the main clause of the sentence in whose subclause somebody acts."""
        return next(
            (
                other
                for other in self.before(entry.position + 400)
                if other.kind == "body"
                and other.clause == (entry.clause[0], True)
                and abs(other.position - entry.position) < 400
            ),
            entry,
        )


def _office_of(name: Any) -> Any | None:
    """Return the office that a name stands beside: "the group's spokesman, Abu Sela"."""
    head = name.head
    if name.dep_ != "appos" or name.ent_type_ != "PERSON" or child(head, "poss") is None:
        return None
    return head if head.lemma_.lower() in lexicon().layers["titles"] else None


def _is_main(verb: Any) -> bool:
    """Whether a clause is the main one, or is reported before who said it: "X will strike, Y said"."""
    if verb.dep_ == "ROOT":
        return True
    return bool(verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i)


def _is_titled(entity: Any) -> bool:
    """Whether a name that was taken for an organisation is a person's: "the chair, Dr Holm"."""
    root, titles = entity.root, lexicon().layers["titles"]
    if root.dep_ == "appos" and root.head.lemma_.lower() in titles:
        return True
    before = entity.doc[entity.start - 1] if entity.start else root
    if before.lower_ in titles and before.head == root and before.dep_ == "compound":
        return True  # "spokeswoman Maria Holt"
    first = entity[0].lower_.rstrip(".")
    return first in ("mr", "mrs", "ms", "dr", "dame", "sir", "lord", "lady", "prof") or (
        party_of_person(entity.text) is not None
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
    words = lexicon().layers
    return before.lemma_.lower() not in words["titles"] | words["people"] | words["media"]


def _is_source(token: Any) -> bool:
    """Whether a noun names whose words are spoken of: "remarks by Senator Marsh"."""
    by = token.head
    if token.dep_ != "pobj" or by.lower_ not in ("by", "from"):
        return False
    return by.head.lemma_.lower() in lexicon().nouns
