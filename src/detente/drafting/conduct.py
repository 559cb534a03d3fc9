"""What statements say about conduct: whose, what, and on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.drafting.deed_questions import lies_in
from detente.drafting.lexicon import is_event, normal, words
from detente.drafting.parties import Parties
from detente.drafting.phrasing import readable
from detente.drafting.types import LeftOut
from detente.evidence import Document, Event, Statement
from detente.reading.deed_words import gerund

#: Roles of what somebody says of deeds of its own, or asks, told around a word or two in marks.
_TOLD_AROUND = ("refusal", "commitment", "threat", "offer", "demand")
#: Quoted words up to this number are a part of a sentence.
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """One deed that words ascribe to a party.

    ``verb`` and ``objects`` are normal forms by which deeds are compared, ``negated`` says that the
    words deny it, ``ongoing`` that they tell it as going on. ``role`` is why it counts: condition,
    consequence, demand, threat, offer, commitment, refusal, deed, accusation. ``met`` is whom the deed
    itself meets, ``toward`` at whom the words are aimed.
    """

    owner: str
    phrase: str
    verb: str
    objects: frozenset[str]
    negated: bool
    ongoing: bool
    tone: int
    role: str
    document: Document
    statement: Statement
    toward: str | None = None
    met: str | None = None
    around: bool = False

    @property
    def founds(self) -> bool:
        """Say whether the words can make an option: a few quoted words can only support one."""
        if self.role in ("condition", "consequence") or self.statement.layer != "quoted":
            return True
        return len(self.statement.span.text.split()) > _FEW or self.around


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party says of one deed: of its own (threat, offer, commitment, refusal, deed) or a demand.

    ``wanted`` says whether the holder wants the deed itself true.
    """

    holder: str
    kind: str
    conduct: Conduct
    wanted: bool
    intensity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A conditional: the holder does ``promised`` under ``conditions`` (all of them).

    ``good`` says whether the consequence is meant to please whoever holds the condition.
    """

    holder: str
    promised: Conduct
    conditions: tuple[Conduct, ...]
    sense: str
    good: bool
    intensity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An offer that ``holder`` refuses and ``maker`` made, in words without whose it is."""

    maker: str
    holder: str
    offer: str
    document: Document
    statement: Statement


@dataclass(slots=True)
class Positions:
    """Everything that the statements of some documents say about conduct, and what was left out.

    ``answered`` are those of whom one refuses the other's offer, or waits for something of the other's
    that its words do not tell well enough for an option ("if its intransigence continues").
    """

    names: Parties
    positions: list[Position] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    back: list[tuple[str, str | None, Document, Statement]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    answered: set[frozenset[str]] = field(default_factory=set)

    def conducts(self) -> Iterator[Conduct]:
        """Yield every deed, in the order of the statements."""
        for link in self.links:
            yield link.promised
            yield from link.conditions
        for position in self.positions:
            yield position.conduct


def conduct_of(
    event: Event,
    owner: str,
    role: str,
    document: Document,
    statement: Statement,
    toward: str | None,
) -> Conduct:
    """Return an event as conduct of its owner."""
    first, *rest = event.topics or (event.predicate,)
    verb = normal(first.replace("_", " "))
    with_it = first in words("light", "answering") and " with " in event.deed
    if first.replace("_", " ") in words("light", "verbs") or with_it:  # "hold talks" is to talk
        verb = next((normal(t) for t in rest if is_event(t) or normal(t) == "talk"), verb)
    content = {normal(topic.replace("_", " ")) for topic in rest}
    content -= words("light", "words") | words("light", "verbs") | {verb}
    if verb == "end":  # "revoke the suspension" ends one thing of many
        content |= {topic for topic in rest if normal(topic) == verb and topic != first}
    phrase = readable(event.deed)
    if role == "accusation":
        verb_, _, rest_ = phrase.partition(" ")
        phrase = f"stop {gerund(verb_)} {rest_}".strip()
    aspect = phrase.split(" ", 2)[:2]
    going = aspect == ["go", "on"] and phrase.split(" ")[2:3][-1:] != ["strike"]
    if aspect[:1] == ["stop"] and verb != "end":
        verb, content = "end", content | {verb}
    return Conduct(
        owner=owner, phrase=phrase, verb=verb, objects=frozenset(content), negated=not event.polarity,
        ongoing=role == "deed" or going, tone=event.tone, role=role,
        document=document, statement=statement, toward=toward, met=event.patient,
        around=role in _TOLD_AROUND and not lies_in(event.phrase, statement.span),
    )  # fmt: skip
