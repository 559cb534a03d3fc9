"""The cast of a document: who is named, by which words, and whom a pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from detente.evidence import Actor, Mention, Span
from detente.reading.attribution import mention_edges
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.parties import Sighting, find_sightings, party_of_person
from detente.reading.spans import make_span
from detente.reading.syntax import child

_POSSESSIVES = {"its": "it", "his": "he", "her": "she", "their": "they"}
_PRONOUNS = {
    "he": "person",
    "she": "person",
    "him": "person",
    "her": "person",
    "it": "body",
    "they": "they",
    "them": "they",
    "who": "",
}
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_MEMORY = 120
_NAME = re.compile(r"[^\W\d_][\w'’.&-]*")


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
    actors: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sightings = find_sightings(self.text)

    # -- learning --------------------------------------------------------------------------------

    def learn(self, parsed: Parsed) -> None:
        """Learn the people and bodies of a frame, and who acts in it."""
        for entity in parsed.doc.ents:
            if entity.label_ == "ORG" and entity.root.pos_ == "PROPN":
                start, end = parsed.place(entity.start, entity.end - 1)
                self._learn_body(self.text[start:end], start)
        for token in parsed.doc:
            acts = token.dep_ in ("nsubj", "nsubjpass")
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
                continue
            speaks = is_actor_noun(token) or token.lemma_.lower() in lexicon().layers["people"]
            if (acts and speaks) or token.ent_type_ == "PERSON":
                mention = self.resolve(parsed, token)
                if acts and mention is not None and mention.span is not None:
                    kind = "person" if self._is_person(token, mention) else "body"
                    if token.tag_ in ("NNS", "NNPS") and kind == "person":
                        kind = "they"
                    self.subjects.append(
                        Entry(
                            mention.span.start,
                            kind,
                            mention,
                            (token.sent.start, token.head.dep_ == "ROOT"),
                        )
                    )

    def _learn_body(self, name: str, start: int) -> None:
        name = name.strip().removesuffix("’s").removesuffix("'s")
        name = name.removeprefix("the ").removeprefix("The ")
        if not name or self._known(start, start + len(name)) is not None:
            return
        self.bodies.setdefault(name, slug(name))
        first = name.split()[0]
        if len(name.split()) > 1 and len(first) > 3:
            self.bodies.setdefault(first, slug(name))

    def _is_person(self, token: Any, mention: Mention) -> bool:
        if token.ent_type_ in ("GPE", "NORP") or (mention.span and self._covering(mention.span)):
            return False
        titles = lexicon().layers["titles"]
        return (
            token.ent_type_ == "PERSON"
            or token.lemma_.lower() in titles
            or mention.name in self.people
        )

    # -- naming ----------------------------------------------------------------------------------

    def resolve(self, parsed: Parsed, source: Any) -> Mention | None:
        """Return the actor that a noun phrase or pronoun names, if it can be told."""
        first, last = mention_edges(source)
        span = make_span(self.text, *parsed.place(first, last), loose=True)
        if source.pos_ == "PRON" or source.lower_ in _PRONOUNS:
            if source.lower_ in ("i", "we", "you", "there", "that", "this", "which", "what", "who"):
                return None
            known = self.pronoun(source.lower_, span.start)
            return None if known is None else Mention(known.id, known.name, span)
        return self._named(parsed, source, span, first, last)

    def _named(self, parsed: Parsed, source: Any, span: Span, first: int, last: int) -> Mention:
        doc = parsed.doc
        name = _proper_tail(source, first)
        appos = child(source, "appos")
        around = (first, last)
        if appos is not None and appos.i > source.i:
            around = (first, appos.right_edge.i)
            if name is None and appos.pos_ == "PROPN":
                name = doc[appos.left_edge.i : appos.i + 1].text
        known = self._person(name)
        party = self._party(parsed, source, span, name, around)
        label = name or _label(source, first, last)
        if name is None and ", " in label and label.rsplit(", ", 1)[1].istitle():
            name = label = label.rsplit(", ", 1)[1]
        covering = next(
            (s for s in self.between(span.start, span.end) if self._covering(span)), None
        )
        if covering is not None:
            label = self.text[covering.start : covering.end]
        if known is not None and (party in (None, known.id) or party_of_person(known.name)):
            return Mention(known.id, known.name, span)
        if party is None and name is not None and source.ent_type_ == "PERSON" and known is None:
            party = self._nameless_before(span.start, doc, first)
        if party is None:
            party = self.bodies.get(label) or self._by_title(doc, first, last, span, name)
        if (
            appos is not None
            and name
            and source.pos_ == "NOUN"
            and source.lower_ in lexicon().layers["stand_alone"]
        ):
            self.bodies[source.lower_] = party or slug(name)
        mention = Mention(party or slug(span.text if name else label), label, span)
        if name and self._may_be_person(source, name) and not self._covering(span):
            self.people[name] = mention
            parts = name.split()
            for part in parts:
                if part[:1].isupper() and len(part) > 1:
                    self.people.setdefault(part, mention)
        return mention

    def _may_be_person(self, source: Any, name: str) -> bool:
        if name in self.bodies or source.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC"):
            return False
        return not set(name.lower().split()) & lexicon().layers["collectives"]

    def outlet(self, parsed: Parsed, token: Any) -> Mention | None:
        """Return the medium that a noun phrase names; a bare "the newspaper" names none."""
        first, last = mention_edges(token)
        around = parsed.place(first, max(last, token.right_edge.i))
        outlets = [s for s in self.between(*around) if s.actor.kind == "outlet"]
        # "state news agency KCNA": the proper name is the outlet.
        for sighting in sorted(outlets, key=lambda s: self.text[s.start : s.end].islower()):
            if not self.text[sighting.start : sighting.end].islower():
                words = self.text[sighting.start : sighting.end]
                return Mention(sighting.actor.id, words, Span(sighting.start, sighting.end, words))
        own = [t for t in parsed.doc[first : last + 1] if t.dep_ != "det" and not t.is_punct]
        if len(own) < 2 or own[0].dep_ == "poss":
            return None
        start, end = parsed.place(own[0].i, last)
        span = make_span(self.text, start, end)
        return Mention(slug(span.text), span.text, span)

    def _person(self, name: str | None) -> Mention | None:
        """Return whom a name means: somebody named before, or well known."""
        if not name:
            return None
        words = name.replace("’s", "").replace("'s", "").split()
        party = party_of_person(" ".join(words))
        if party is not None and name not in self.people:
            self.people[name] = Mention(party, name)
            for part in words:
                self.people.setdefault(part, self.people[name])
        same = self.people.get(name) or self.people.get(words[-1])
        return same or (self.people.get(words[0]) if len(words) == 1 else None)

    def _party(
        self, parsed: Parsed, source: Any, span: Span, name: str | None, around: tuple[int, int]
    ) -> str | None:
        """Return the party that a noun phrase or its apposition names."""
        doc = parsed.doc
        if source.lemma_.lower() in lexicon().layers["apart"]:
            return self.bodies.get(span.text) or self._of_kind(source.lemma_.lower(), span.text)
        low, high = parsed.place(*around)
        first = around[0]
        tail = (
            span.end - len(name)
            if name and span.text.endswith(name) and source.ent_type_ == "PERSON"
            else None
        )
        if any(
            t.lemma_.lower() in lexicon().layers["scholars"] for t in doc[around[0] : around[1] + 1]
        ):
            return slug(name) if name is not None else None  # at an institute, in a capital
        for sighting in sorted(self.between(low, high), key=lambda s: s.is_place):
            if tail is not None and tail < sighting.start < span.end:
                continue  # "Michael Jordan"
            if self._is_own_name(source, sighting, parsed):
                continue  # "Canada Post" is no state
            return (
                sighting.owner or sighting.actor.id
                if sighting.actor.kind == "outlet"
                else sighting.actor.id
            )
        for token in doc[around[0] : around[1] + 1]:
            if token.lower_ in _POSSESSIVES and token.dep_ == "poss":
                known = self.pronoun(_POSSESSIVES[token.lower_], span.start)
                return known.id if known else None
        for token in doc[around[0] : around[1] + 1]:
            united = any(
                t.lower_ in lexicon().layers["collectives"] for t in doc[first : around[1] + 1]
            )
            if token.pos_ == "NOUN" and token.dep_ == "poss" and token.i >= first and not united:
                return self.bodies.get(token.text) or slug(token.text)
            if token.lower_ in lexicon().layers["titles"]:
                continue
            if token.pos_ == "PROPN" and (name is None or token.text not in name):
                body = self.bodies.get(token.text)
                if body is not None:
                    return body
                portfolio = token.i < around[1] and doc[token.i + 1].lower_ in (
                    "minister",
                    "secretary",
                    "ministry",
                )
                if portfolio:
                    continue
                before_title = (
                    token.i < around[1] and doc[token.i + 1].lower_ in lexicon().layers["titles"]
                )
                if (
                    before_title
                    and token.lower_ not in lexicon().layers["titles"]
                    and token.i >= first
                ):
                    return slug(token.text)
                if token.dep_ == "poss":
                    return slug(doc[token.left_edge.i : token.i + 1].text)
        return None

    def _is_own_name(self, source: Any, sighting: Sighting, parsed: Parsed) -> bool:
        """Whether a known name only begins the name of a firm or union."""
        words = lexicon().layers
        offices = words["titles"] | words["state_offices"] | words["organs"]
        if source.pos_ != "PROPN" or source.ent_type_ != "ORG" or source.lower_ in offices:
            return False
        start, end = parsed.place(source.i, source.i)
        after = self.text[sighting.end : sighting.end + 2]
        return sighting.end < end and sighting.start < start and after[:1] == " "

    def _by_title(
        self, doc: Any, first: int, last: int, span: Span, name: str | None
    ) -> str | None:
        """Return the party of an office that is named without one, from what stands before."""
        words = lexicon().layers
        lower = [t.lower_ for t in doc[first : last + 1]]
        if name is None:
            same = self._mentioned_before(lower, span.start)
            if same is not None:
                return same
        for word in lower:
            if word in words["collectives"]:
                for body, party in self.bodies.items():
                    if word in body.lower().split():
                        return party
                if word in words["state_offices"]:
                    continue
                return "rebels" if word == "rebel" else str(word)
        office = any(word in words["state_offices"] for word in lower)
        for before, word in pairwise(lower):
            office = office or (
                word == "secretary"
                and before in words["titles"]
                and before not in ("general", "deputy")
            )
        if office:
            held_by = self._state_of_office(doc, first, span)
            named_by = next((w for w in lower if w in words["collectives"] - {"ministry"}), None)
            if held_by or named_by or self._states_named():
                return held_by or named_by
        of = next((t for t in doc[first : last + 1] if t.lower_ == "of"), None)
        owner = child(of, "pobj") if of is not None else None
        if owner is not None and any(word in words["titles"] for word in lower):
            return slug(doc[owner.left_edge.i : owner.i + 1].text)
        if doc[last].lower_ in words["organs"] | {"ministry"}:
            return None  # a body of its own
        if any(word in words["titles"] for word in lower):
            held = [e for e in self.before(span.start) if e.kind == "body"]
            held = [e for e in held if not set(e.mention.id.split("-")) & words["holders"]]
            if held and held[-1].mention.name not in (name or ""):
                return held[-1].mention.id
        return None

    def _mentioned_before(self, words: list[str], position: int) -> str | None:
        """Return the party of an earlier mention of the same office: "the spokesman"."""
        titles = lexicon().layers
        wanted = {w for w in words if w in titles["titles"] or w in titles["collectives"]}
        for entry in reversed(self.before(position)):
            earlier = entry.mention.span.text.lower().split() if entry.mention.span else []
            if wanted & set(earlier) and wanted <= {
                "state",
                "official",
                *earlier,
                *titles["titles"],
            }:
                return entry.mention.id
        return None

    def _state_of_office(self, doc: Any, first: int, span: Span) -> str | None:
        """Return the state that an office named without one belongs to.

        A state that acts in the reported clause comes first, then the last one named.
        """
        sentence = doc[first].sent
        for token in doc[sentence.start : first]:
            if token.dep_ in ("nsubj", "nsubjpass") and token.ent_type_ in ("GPE", "NORP", "ORG"):
                acting = [
                    e
                    for e in self.subjects
                    if e.kind == "body"
                    and e.mention.span
                    and e.mention.span.text.endswith(token.text)
                ]
                if acting:
                    return acting[-1].mention.id
        for entry in reversed(self.before(span.start)):
            if entry.kind == "body" and len(entry.mention.id) == 3 and entry.mention.id.isupper():
                return entry.mention.id
        at = bisect_left(self.sightings, span.start, key=lambda s: s.start)
        before = [
            s.actor.id for s in self.sightings[max(0, at - _MEMORY) : at] if s.actor.kind == "state"
        ]
        if before:
            return before[-1]
        return None

    def _states_named(self) -> bool:
        return any(s.actor.kind == "state" for s in self.sightings)

    def _nameless_before(self, position: int, doc: Any, first: int) -> str | None:
        """Return the party of an official who spoke just before and is named only now."""
        titles = lexicon().layers["titles"]
        if any(t.lower_ in titles for t in doc[first].sent if t.i >= first and t.i < first + 3):
            return None
        before = self.before(position)
        for entry in reversed(before[-3:]):
            near = entry.kind == "person" and position - entry.position < 300
            last = entry.mention
            if near and last.name.islower() and set(last.name.split()) & titles:
                return last.id
        return None

    def _of_kind(self, word: str, words: str) -> str:
        """Return a body that stands apart from whoever owns it: "the firm's union"."""
        for body, party in self.bodies.items():
            if word in body.lower().split():
                return party
        if "'s " in words or "’s " in words:
            return slug(words)
        plural = next((w for w in words.lower().split() if w.startswith(word)), word)
        return {"rebel": "rebels"}.get(plural, plural)

    def between(self, start: int, end: int) -> list[Sighting]:
        """Return the known names inside a stretch of the text."""
        at = bisect_left(self.sightings, start, key=lambda s: s.start)
        found = []
        while at < len(self.sightings) and self.sightings[at].end <= end:
            found.append(self.sightings[at])
            at += 1
        return found

    def _known(self, start: int, end: int) -> Sighting | None:
        return next(iter(self.between(start, end)), None)

    def _covering(self, span: Span) -> bool:
        """Whether a known name fills a mention, an article aside."""
        return any(
            s.end - s.start >= len(span.text) - 4 for s in self.between(span.start, span.end)
        )

    # -- pronouns --------------------------------------------------------------------------------

    def pronoun(self, word: str, position: int) -> Mention | None:
        """Return whom a pronoun means: the last fitting actor in subject position."""
        wanted, gender = _PRONOUNS.get(word), _GENDERS.get(word)
        for entry in reversed(self.before(position)):
            if entry.kind != wanted and not (wanted == "they" and entry.kind == "body"):
                continue
            if wanted == "body" and not entry.clause[1]:
                entry = self._main_subject(entry)
            name = entry.mention.name
            if gender and self.genders.setdefault(name, gender) != gender:
                continue
            return entry.mention
        return None

    def before(self, position: int) -> list[Entry]:
        """Return who acted before a place, as far back as a reader remembers."""
        at = bisect_left(self.subjects, position, key=lambda e: e.position)
        return self.subjects[max(0, at - _MEMORY) : at]

    def _main_subject(self, entry: Entry) -> Entry:
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


def is_actor_noun(token: Any) -> bool:
    """Whether a noun can name somebody who speaks or acts."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "LAW")
    words = lexicon().layers
    lemma = token.lemma_.lower()
    if lemma in words["organs"]:
        return True
    return (
        lemma in words["titles"]
        or lemma in words["collectives"]
        or lemma in words["holders"]
        or lemma in words["state_offices"]
    )


def _proper_tail(source: Any, first: int) -> str | None:
    """Return the proper name at the end of a noun phrase, titles left out."""
    titles = lexicon().layers["titles"]
    if (
        source.pos_ != "PROPN"
        or source.lower_.strip(".") in titles | lexicon().layers["state_offices"]
    ):
        return None
    doc = source.doc
    start = source.i
    while (
        start > first
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].lower_.strip(".") not in titles
    ):
        start -= 1
    if doc[source.i].ent_type_ == "PERSON":
        while start < source.i and doc[start].ent_type_ in ("ORG", "NORP", "GPE"):
            start += 1
    return str(doc[start : source.i + 1].text)


def _label(source: Any, first: int, last: int) -> str:
    """Return the words of a mention without its article and possessor."""
    doc = source.doc
    for i in range(first, last):
        possessor = doc[i] if doc[i].dep_ == "poss" else doc[i].head
        marks = doc[i].lower_ in ("'s", "’s") or doc[i].lower_ in _POSSESSIVES
        if marks and possessor.head == source:
            first = i + 1
    while first < last and doc[first].lower_ in ("the", "a", "an"):
        first += 1
    return str(doc[first : last + 1].text)


def slug(name: str) -> str:
    """Return a name as an identifier: lower case, hyphens."""
    plain = name.lower().replace("’s", "").replace("'s", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    parts = [
        w
        for w in words
        if w not in ("the", "a", "an", "some", "two", "three", "many", "most", "several")
    ]
    return "-".join(parts[-4:]) or "unknown"


def is_holder(source: Any) -> bool:
    """Whether a noun names people who comment and are no party."""
    return source.lemma_.lower() in lexicon().layers["holders"]
