"""Documents with their statements, written down by hand: what drafting takes in, without a parse; what is drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting import Draft
from detente.evidence import Actor, Condition, Document, Event, Mention, Span, Statement
from detente.model.conflict import Statements
from sentences import is_sentence

#: Names of the parties of these tests, by id; whoever stands here may speak, ask and act.
NAMES = {"orland": "Orland", "velia": "Velia", "sudria": "Sudria"}
_SMALL = frozenset(("the", "a", "an", "its", "of", "to", "on", "from", "with", "in", "off", "up"))


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What somebody does, would do or is to do; ``words`` of the sentence tell it, ``told_by`` told the speaker."""

    deed: str
    by: str | None
    to: str | None = None
    force: str = "state"
    time: str = "ahead"
    tone: int = 0
    so: bool = True
    modality: str = "planned"
    words: str | None = None
    topics: tuple[str, ...] | None = None
    told_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class On:
    """A condition: what must be so (place of its deed, or words), for what (the same), and how they are tied."""

    antecedent: int | str
    consequent: int | str
    sense: str = "if"
    kind: str = "offer"
    by: str | None = None
    then: str | None = None


@dataclass(frozen=True, kw_only=True)
class Say:
    """A statement: its words, who says them to whom, as which act, and what they tell."""

    by: str | None
    text: str
    deeds: Sequence[Deed] = ()
    on: Sequence[On] = ()
    act: str = "STATE"
    to: Sequence[str] = ()
    layer: str = "reported"
    cluster: str | None = None
    modality: str = "planned"


LIFT = Deed(deed="lift the ban", by="orland", force="offer", tone=1)
FREE = Deed(deed="free the crew", by="velia", words="freed the crew", tone=1)
SEND = Deed(deed="send the fleet", by="velia", words="sent the fleet", tone=-1)
#: Puts two at odds, so that there is a model whatever else is told.
OFFER = Say(
    by="orland", text="Orland will lift the ban if Velia freed the crew.", deeds=[LIFT, FREE],
    act="OFFER", to=["velia"], on=[On(antecedent=1, consequent=0)],
)  # fmt: skip


def told(
    *sayings: Say, name: str = "d1", date: str | None = "2025-03-01", title: str | None = None,
    actors: Sequence[Actor] = (), language: str | None = "en",
) -> Document:  # fmt: skip
    """Return a document that consists of these statements, one a line."""
    text = "\n".join(saying.text for saying in sayings)
    statements, start = [], 0
    for number, saying in enumerate(sayings, start=1):
        statements.append(_statement(f"s{number}", saying, start, text))
        start += len(saying.text) + 1
    given = {actor.id for actor in actors}
    states = [Actor(i, name, "state") for i, name in NAMES.items() if i not in given]
    return Document(
        id=name, source=f"{name}.txt", text=text, title=title, date=date, language=language,
        statements=tuple(statements), actors=(*actors, *states),
    )  # fmt: skip


def _statement(name: str, saying: Say, start: int, text: str) -> Statement:
    def span(words: str) -> Span:
        at = saying.text.index(words) + start
        return Span(at, at + len(words), words)

    events = tuple(
        Event(
            predicate=deed.deed.split()[0], phrase=span(deed.words or deed.deed), agent=deed.by,
            patient=deed.to, polarity=deed.so, modality=deed.modality, time=deed.time,
            force=deed.force, deed=deed.deed, tone=deed.tone, nested_in=deed.told_by,
            topics=deed.topics or tuple(w.lower() for w in deed.deed.split() if w not in _SMALL),
        )
        for deed in saying.deeds
    )  # fmt: skip

    def half(place: int | str) -> tuple[Span, int | None, str | None]:
        if isinstance(place, str):
            return span(place), None, None
        return events[place].phrase, place, events[place].agent

    conditions = []
    for on in saying.on:
        (must, antecedent, by), (then, consequent, answer) = (
            half(on.antecedent),
            half(on.consequent),
        )
        conditions.append(
            Condition(
                cue=on.sense, condition=must, consequence=then, kind=on.kind, sense=on.sense,
                condition_by=on.by or by, consequence_by=on.then or answer,
                antecedent=antecedent, consequent=consequent,
            )
        )  # fmt: skip
    named = NAMES.get(saying.by or "", (saying.by or "").title())
    return Statement(
        id=name, layer=saying.layer, span=Span(start, start + len(saying.text), saying.text),
        act=saying.act, speaker=Mention(saying.by, named) if saying.by else None,
        quote=Span(start, start + len(saying.text), saying.text) if saying.layer == "quoted" else None,
        targets=tuple(saying.to), events=events, conditions=tuple(conditions),
        cluster=saying.cluster, modality=saying.modality,
    )  # fmt: skip


def wanted(drafted: Draft, party: str) -> list[str]:
    """Return a party's preferences, those that no words say marked by a star."""
    given = drafted.conflict.preferences[party]
    assert isinstance(given, Statements)
    for item in given.items:
        assert is_sentence(item.assumption) if item.assumption else item.evidence
    return [f"{item.that}{' *' if item.assumption else ''}" for item in given.items]
