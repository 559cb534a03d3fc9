"""Lines that an analyst would strike out: repeats, advice to everybody, fears denied; and rows that were missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.briefing.beyond import remarks
from detente.briefing.composing import compose
from detente.briefing.making import brief_of, brief_of_model
from detente.briefing.missing import missing
from detente.briefing.positions import positions
from detente.briefing.result import Brief
from detente.briefing.stances import to_everybody
from detente.briefing.statements import statement_line
from detente.evidence import Actor, Document, Event, Mention, Span, Statement
from detente.model.files import loads
from detente.reading import read_statements


def read(text: str, title: str | None = None) -> Document:
    return read_statements(Document(id="t", source="t.txt", text=text + "\n", title=title))


def brief(text: str, title: str | None = None) -> Brief:
    return brief_of([read(text, title)])


def lines_of(section: str, made: Brief) -> list[str]:
    return [
        line.text
        for found in compose(made).sections
        if found.id == section
        for line in found.all_lines()
    ]


def test_advice_to_everybody_is_no_position():
    made = brief(
        "The port authority said anyone with a booking should check before travelling. "
        "The pilots' union said it would strike on Monday unless the authority raised pay."
    )
    assert "anyone" not in " ".join(made.headline)
    assert not any("Check" in issue.title for issue in made.positions.issues)


def test_what_is_asked_of_a_party_is_no_advice():
    assert not to_everybody("The people of Velia will stay")
    assert not to_everybody("The authority must pay passengers")


def test_the_front_page_does_not_repeat_the_title():
    title = "Velia rejects talks with Norra"
    made = brief(f"{title}\n\nVelia rejects talks with Norra. Norra demands a new treaty.", title)
    assert not any(title in line for line in made.headline)


def test_who_is_heard_already_does_not_fill_the_page_with_what_is_so():
    made = brief(
        "Velia demanded that Norra reopen the strait. Velia said the strait is forty miles long."
    )
    assert "forty miles" not in " ".join(made.headline)


@pytest.mark.parametrize(
    "text",
    [
        "The inspectors began a process which could have triggered an embargo.",
        "The minister rejected the idea that the dam poses a threat to the valley.",
        "I would like to see an end in sight.",
        "The mayor denied that the plan would lead to shortages.",
    ],
)
def test_what_is_denied_or_did_not_come_about_is_no_fear(text):
    assert not [r for r in remarks([read(text)]) if r.kind == "consequence"]


def test_a_fear_that_is_heard_already_is_not_told_again():
    page = brief(
        "Velia said war could lead to shortages unless Norra reopened the strait."
    ).headline
    assert sum("shortages" in line for line in page) == 1


def test_a_share_of_those_asked_is_nobody():
    made = brief("Another 7% said they would not vote. Velia said it would sue Norra.")
    assert "7%" not in " ".join(made.headline)
    assert not any("7%" in name for name in made.positions.parties.values())


def test_a_plan_that_was_rejected_can_still_be_feared():
    found = remarks([read("The council rejected the deal, which could lead to shortages.")])
    assert [r.kind for r in found] == ["consequence"]


TEXT = "Velia will sue Norra over the dam. Norra must reopen the dam. Norra holds that the law allows it. "
ACTORS = (Actor(id="V", name="Velia", kind="state"), Actor(id="N", name="Norra", kind="state"))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def said(number: int, who: str, words: str, act: str, *events: Event) -> Statement:
    return Statement(
        id=f"s{number}", layer="reported", span=span(words), act=act,
        speaker=Mention(id=who, name=who), events=events,
    )  # fmt: skip


def event(phrase: str, force: str, agent: str, *topics: str) -> Event:
    return Event(predicate=topics[0], phrase=span(phrase), force=force, topics=topics, deed=phrase,
                 agent=agent)  # fmt: skip


SUES = said(1, "V", "Velia will sue Norra over the dam", "THREATEN",
            event("sue Norra over the dam", "threaten", "V", "sue", "old", "dam"))  # fmt: skip
ASKS = said(2, "V", "Norra must reopen the dam", "REQUEST",
            event("reopen the dam", "demand", "N", "reopen", "old", "dam"))  # fmt: skip
HOLDS = said(3, "N", "Norra holds that the law allows it", "STATE")


def document(*statements: Statement) -> Document:
    return Document(id="d", source="d.txt", text=TEXT, actors=ACTORS, statements=statements)


def test_what_a_party_does_itself_and_what_it_asks_of_another_are_two_matters():
    table = positions([document(SUES, ASKS)])
    assert [issue.title for issue in table.issues] == ["Sue Norra over the dam", "Reopen the dam"]


def test_who_takes_no_position_is_heard_beside_those_who_do():
    table = positions([document(SUES, HOLDS)])
    *_, beside = table.issues
    assert (beside.status, [e.party for e in beside.entries]) == ("said", ["N"])
    assert list(table.parties) == ["V", "N"]
    assert not positions([document(HOLDS)]).issues


def test_a_guessed_addressee_is_not_printed_in_a_brief():
    guessed = replace(HOLDS, targets=(), inferred_targets=("V",))
    assert "perhaps to Velia" in statement_line(document(guessed), guessed)
    (line,) = lines_of("said", brief_of([document(guessed)]))
    assert "perhaps" not in line


def test_what_is_left_out_twice_for_one_reason_is_one_line():
    made = brief(
        "Velia demanded the release of prisoners. Norra refused. The rebels of Orl demanded the release of "
        "prisoners. Velia said it would sign nothing."
    )
    told = lines_of("left-out", made)
    assert len(told) == len(set(told))


MODEL = """
detente: 1
title: A dam
decision_makers:
  - {id: V, name: %s}
  - {id: N, name: Norra}
options:
  - {id: sue, name: Sue over the dam, owner: V, evidence: [e1]}
  - {id: open, name: Open the dam, owner: N, evidence: [e1]}
preferences:
  V: [{that: sue, evidence: [e1]}, {that: open, evidence: [e1]}]
  N: [{that: "!open", assumption: Nobody says so.}]
status_quo: "NN"
evidence:
  e1: {document: d, start: 0, end: 34, quote: Velia will sue Norra over the dam., speaker: V, layer: quoted}
"""


@pytest.mark.parametrize(
    ("name", "verbs", "whose"), [("Rebels", "offer,", "their"), ("Velia", "offers,", "its")]
)
def test_verbs_and_pronouns_agree_with_the_party(name, verbs, whose):
    conflict = loads(MODEL % name)
    found = missing([document(HOLDS)], positions([document(HOLDS)]), conflict)
    assert f" {verbs}" in next(gap.needed for gap in found if gap.party == "V")
    assert any(
        f"on {whose} own words" in line for line in lines_of("words", brief_of_model(conflict))
    )


def test_a_refusal_whose_verb_stands_before_its_words_has_its_row():
    text = "Velia refused a key demand for the release of eleven officers."
    words = text[len("Velia refused ") : -1]
    start = text.index(words)
    refusal = Statement(
        id="s1", layer="reported", span=Span(start, start + len(words), words), act="REJECT",
        speaker=Mention(id="V", name="Velia"),
    )  # fmt: skip
    made = Document(id="d", source="d.txt", text=text, actors=ACTORS, statements=(refusal,))
    (issue,) = positions([made]).issues
    assert [(e.party, e.kind) for e in issue.entries] == [("V", "refuses")]
