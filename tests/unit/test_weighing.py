"""The front page of a text without a model: what weighs most first, in words that stand by themselves."""

from __future__ import annotations

import pytest

from detente.briefing.making import brief_of
from detente.briefing.stances import shows
from detente.evidence import Actor, Condition, Document, Event, Mention, Span, Statement

TEXT = (
    "Velia condemned the raid on Monday, urging Norra to pull back. Norra said it had held talks. "
    "The minister of Velia said the port would stay shut unless Norra pays. It also asked for a meeting. "
    "Asked whether Velia would retaliate, he declined to answer."
)
ACTORS = (Actor(id="V", name="Velia", kind="state"), Actor(id="N", name="Norra", kind="state"))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def said(number: int, who: str, words: str, act: str, **more) -> Statement:
    name = next(actor.name for actor in ACTORS if actor.id == who)
    return Statement(id=f"s{number}", layer="reported", span=span(words), act=act,
                     speaker=Mention(id=who, name=name), **more)  # fmt: skip


def headline(*statements: Statement) -> tuple[str, ...]:
    return brief_of([Document(id="d", source="d.txt", text=TEXT, actors=ACTORS, statements=statements)]).headline  # fmt: skip


URGE = said(1, "V", "urging Norra to pull back", "REQUEST", targets=("N",))
HELD = said(2, "N", "it had held talks", "STATE")
SHUT = said(3, "V", "the port would stay shut unless Norra pays", "THREATEN", conditions=(
    Condition(cue="unless", condition=span("Norra pays"), consequence=span("the port would stay shut"),
              kind="threat", sense="unless"),))  # fmt: skip


def test_what_has_a_condition_comes_before_what_is_said_first():
    page = headline(HELD, SHUT)
    assert page[0] == "Velia says: “the port would stay shut unless Norra pays”."
    assert page[1] == "“Norra said it had held talks.”"


def test_words_without_their_subject_are_told_with_their_sentence():
    assert headline(URGE)[0] == "“Velia condemned the raid on Monday, urging Norra to pull back.”"


def test_what_is_wanted_of_another_is_told_with_who_wants_it():
    wish = "Norra to hand over the crew and the ship"
    text = f"Velia wants {wish}."
    start = text.index(wish)
    deed = text.index("hand over")
    event = Event(predicate="hand_over", phrase=Span(deed, len(text) - 1, text[deed:-1]), agent="N",
                  modality="asked", force="demand", deed="hand over the crew", topics=("hand", "crew"))  # fmt: skip
    asked = Statement(id="s1", layer="reported", span=Span(start, len(text) - 1, wish), act="REQUEST",
                      speaker=Mention(id="V", name="Velia"), events=(event,))  # fmt: skip
    told = Document(id="d", source="d.txt", text=text, actors=ACTORS, statements=(asked,))
    assert brief_of([told]).headline[0] == f"“Velia wants {wish}.”"


def test_a_sentence_that_does_not_name_who_speaks_is_led_by_the_name():
    ask = said(4, "N", "It also asked for a meeting", "REQUEST")
    assert headline(ask)[0] == "Norra: “It also asked for a meeting.”"


def test_a_reported_question_is_no_demand():
    ask = said(5, "V", "whether Velia would retaliate", "REQUEST",
               events=(Event(predicate="retaliate", phrase=span("retaliate"), force="demand", agent="N",
                             topics=("retaliate", "raid"), deed="retaliate against the raid"),))  # fmt: skip
    brief = brief_of(
        [Document(id="d", source="d.txt", text=TEXT, actors=ACTORS, statements=(ask,))]
    )
    assert not brief.positions.issues
    assert "demands" not in " ".join(brief.headline)


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        ("demands", "Norra must pull back", True),
        ("demands", "Norra pulls back", False),
        ("refuses", "we will not sit down with them", True),
        ("promises", "we will not sit down with them", False),
        ("offers", "Velia is ready to reopen the port", True),
        ("accuses", "Norra lies", False),
    ],
)
def test_words_show_what_they_do_or_are_merely_said(kind: str, words: str, found: bool):
    assert shows(kind, words) is found


def test_two_who_ask_for_the_same_do_not_quarrel():
    from detente.briefing.positions import positions

    def asks(number: int, who: str) -> Statement:
        event = Event(predicate="pull", phrase=span("pull back"), force="demand", agent="x",
                      topics=("pull", "raid"), deed="pull back from the raid")  # fmt: skip
        return said(number, who, "urging Norra to pull back", "REQUEST", events=(event,))

    other = Document(id="d", source="d.txt", text=TEXT, actors=ACTORS, statements=(asks(1, "V"), asks(2, "N")))  # fmt: skip
    assert [issue.status for issue in positions([other]).issues] == ["agreed"]
