"""What is shared while one document is read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from detente.actors import Cast, is_actor_noun
from detente.evidence import Condition, Mention, Span
from detente.reading.attribution import Cue
from detente.reading.conditions import Found
from detente.reading.language import Parsed
from detente.reading.learned import Quoted
from detente.reading.lexicon import lexicon
from detente.reading.marks import Quotation
from detente.reading.spans import make_span


@dataclass(slots=True)
class Draft:
    """A statement while it is being read.

    ``rule`` names how its speaker was found; ``nested`` says that the speaker's words are told by
    another party, which ``via`` names; ``performer`` is who does what a verb of speech inside the words tells.
    """

    layer: str
    start: int
    end: int
    tokens: list[Any]
    parsed: Parsed
    cue: Cue | None = None
    quote: tuple[int, int] | None = None
    speaker: Mention | None = None
    via: Mention | None = None
    conditions: list[Condition] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rule: str = "clause"
    hedge: str | None = None
    act: str | None = None
    performer: Any | None = None
    nested: bool = False
    probability: float | None = None

    @property
    def asks(self) -> bool:
        """Whether words only ask whether something is so: "asked if they would sign"."""
        first = self.tokens[0].lower_ if self.tokens else ""
        return (
            self.cue is not None
            and self.cue.lemma in ("ask", "wonder")
            and first in ("if", "whether")
        )


@dataclass(slots=True)
class Voice:
    """Who speaks a quotation as the learned ranker has it: the phrase, and how probable it is."""

    parsed: Parsed
    token: Any
    probability: float


@dataclass(slots=True)
class Reading:
    """One document being read: its quotations, cast, and the statements found so far."""

    text: str
    quotations: list[Quotation]
    spoken: dict[int, Parsed]
    cast: Cast
    parses: dict[int, Parsed]
    voices: dict[int, Voice] = field(default_factory=dict)
    speech: dict[int, float] = field(default_factory=dict)
    quoted: list[Quoted] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    terms: list[Span] = field(default_factory=list)
    last_speaker: Mention | None = None
    parties: frozenset[str] | None = None
    same: dict[str, str] = field(default_factory=dict)

    def acted(self) -> frozenset[str]:
        """Return the ids of all who act or speak; asked for only when everything has been read."""
        if self.parties is None:
            speakers = {d.speaker.id for d in self.drafts if d.speaker is not None}
            self.parties = frozenset(speakers | {e.mention.id for e in self.cast.subjects})
        return self.parties

    def name_of(self, party: str) -> str:
        """Return the name by which the document knows a party."""
        known = next((s.actor.name for s in self.cast.sightings if s.actor.id == party), None)
        if known is not None:
            return known
        body = next((name for name, of in self.cast.bodies.items() if of == party), None)
        names = (d.speaker.name for d in self.drafts if d.speaker and d.speaker.id == party)
        spoken = next((name for name in names if name not in self.cast.people), None)
        plain = party.replace("-", " ")  # "the rebels", whose leader alone is heard
        return body or spoken or (plain if f" {plain}" in self.text else plain.title())

    def parsed_of(self, token: Any) -> Parsed:
        """Return the parse that a token belongs to."""
        return self.parses[id(token.doc)]

    def relayed_by(self, parsed: Parsed, cues: dict[int, Cue], cue: Cue) -> Mention | None:
        """Return the outlet that relays what a cue reports, if the sentence names one."""
        if cue.relay is not None:
            return self.cast.outlet(parsed, cue.relay)
        words = lexicon().layers
        sentence = cue.token.sent
        for other in cues.values():
            if (
                other.kind == "according"
                and other is not cue
                and sentence.start <= other.token.i < sentence.end
                and other.source is not None
                and self.is_outlet(parsed, other.source)
            ):
                return self.cast.outlet(parsed, other.source)
        for other in cues.values():
            relays = other.kind == "verb" and other is not cue and other.lemma in lexicon().relay
            if (
                relays
                and other.source is not None
                and sentence.start <= other.token.i < sentence.end
                and self.is_outlet(parsed, other.source)
            ):
                return self.cast.outlet(parsed, other.source)
        for token in sentence:
            if token.dep_ != "pobj" or token.i == (cue.source.i if cue.source is not None else -1):
                continue
            head = token.head
            passive = head.lower_ == "by" and head.head.lemma_.lower() in lexicon().relay
            medium = token.lemma_.lower() in words["media"]
            interview = head.lower_ in ("with", "to") and head.head.lemma_.lower() == "interview"
            if interview and self.is_outlet(parsed, token):
                return self.cast.outlet(parsed, token)
            if (passive and self.is_outlet(parsed, token)) or (
                medium and head.lower_ in ("on", "via", "through")
            ):
                return self.cast.outlet(parsed, token)
        told = cue.addressee
        if told is not None and self.is_outlet(parsed, told):
            return self.cast.outlet(parsed, told)
        return None

    def can_speak(self, parsed: Parsed, source: Any) -> bool:
        """Whether a noun names somebody, not a thing that merely suggests something."""
        if source is None or source.pos_ in ("PROPN", "PRON"):
            return source is None or source.lower_ not in (
                "this",
                "that",
                "which",
                "these",
                "those",
            )
        if is_actor_noun(source) or source.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            return True
        if source.pos_ != "NOUN" or source.lemma_.lower() in lexicon().nouns:
            return False
        if source.lemma_.lower() in lexicon().layers["workers"]:
            return True  # "the staff say"
        if source.lemma_.lower() in lexicon().light_nouns:
            return False  # a deed says nothing
        named = bool(self.cast.between(*parsed.place(source.left_edge.i, source.i)))
        return (named and source.left_edge.i == source.i - 1) or is_human(source)

    def owned(self, medium: Mention | None) -> Mention | None:
        """Return the state whose voice a medium is, None for a medium that only relays."""
        if medium is None or len(medium.id) != 3 or not medium.id.isupper():
            return None
        return medium

    def is_outlet(self, parsed: Parsed, token: Any) -> bool:
        """Whether a noun names a medium."""
        named = [c for c in token.children if c.dep_ in ("appos", "compound", "amod", "nmod")]
        last = max((c.i for c in named), default=token.i)
        start, end = parsed.place(token.left_edge.i, max(token.i, last))
        if any(s.actor.kind == "outlet" for s in self.cast.between(start, end)):
            return True
        if self._closes_by_reporting(parsed, token):
            return True
        if token.pos_ == "PROPN" and token.lower_ in lexicon().layers["papers_named"]:
            return any(c.dep_ == "compound" and c.is_title for c in named)  # "the Halden Post"
        inside = {token.lower_, *(c.lower_ for c in named)}
        return token.pos_ in ("NOUN", "PROPN") and bool(inside & lexicon().layers["media"])

    def _closes_by_reporting(self, parsed: Parsed, token: Any) -> bool:
        """Whether a name only passes a sentence on at its end: "The army left the town, ARKA reports.".

        No known name, and one that the text has nowhere else: a ministry that reports has an office.
        """
        verb = token.head
        if token.pos_ != "PROPN" or verb.lower_ != "reports" or token.i + 1 != verb.i:
            return False
        opens, doc = token.left_edge.i, token.doc
        if opens < 4 or doc[opens - 1].text != "," or any(
            not t.is_punct and not t.is_space for t in doc[verb.i + 1 : verb.sent.end]
        ):  # fmt: skip
            return False
        start, end = parsed.place(opens, token.i)
        known = any(s.actor.kind != "outlet" for s in self.cast.between(start, end))
        return not known and self.text.count(self.text[start:end]) == 1

    def add_condition(self, draft: Draft, parsed: Parsed, found: Found) -> None:
        """Attach a condition to the statement that carries it."""
        draft.conditions.append(
            Condition(
                cue=found.cue,
                condition=self._with_marks(parsed.place(*found.condition)),
                consequence=self._with_marks(parsed.place(*found.consequence)),
                kind="",  # told with its events
                sense=found.sense,
            )
        )

    def _with_marks(self, place: tuple[int, int]) -> Span:
        """Take in the marks of a quotation that a stretch holds as a whole."""
        start, end = place
        first = bisect_left(self.quotations, start, key=lambda q: q.end)
        for quotation in self.quotations[first : first + 20]:
            if quotation.start >= end or quotation.end <= start:
                continue
            whole = start <= quotation.inner_start and end >= quotation.inner_end - 2
            if whole and start == quotation.inner_start:
                start = quotation.start
            if whole and end < quotation.end:
                end = quotation.end
        return make_span(self.text, start, end)


def is_human(noun: Any) -> bool:
    """Whether a common noun looks like one for people: by its ending, or a plural of people."""
    lemma = noun.lemma_.lower()
    if lemma in lexicon().layers["people"]:
        return True
    return lemma.endswith(("er", "or", "ist", "man", "woman", "ian", "ant")) and len(lemma) > 4
