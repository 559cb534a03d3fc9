"""What a deed's words hold, and who does it, where the sentence says it in a roundabout way."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Event, Statement
from detente.reading import read_statements


def _read(text: str) -> list[Statement]:
    return list(read_statements(Document(id="d", source="d", text=f"{text}\n")).statements)


def _events(text: str) -> list[Event]:
    return [event for statement in _read(text) for event in statement.events]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        (
            "For a lasting truce, Orland must lift its blockade, the minister of Velia said.",
            "lift its blockade",
        ),
        (
            "Orland will keep working with the inspectors despite cutting their access, it said.",
            "go on working with the inspectors",
        ),
        (
            "Kenya will reopen the border, according to a foreign ministry spokesman.",
            "reopen the border",
        ),
        ("Kenya's president said Somalia must lift the ban, not on paper.", "lift the ban"),
        ("Kenya's minister said it would sign the treaty only after a vote.", "sign the treaty"),
        (
            "Kenya's minister said it would free the crew in return for the lifting of the ban.",
            "free the crew",
        ),
        (
            "Kenya's minister said Somalia must stop shelling towns, which drew applause.",
            "stop shelling towns",
        ),
    ],
)
def test_a_deed_leaves_out_what_only_stands_beside_it(text: str, deed: str) -> None:
    assert deed in [event.deed for event in _events(text)]


def test_a_short_clause_that_says_which_stays() -> None:
    deeds = [e.deed for e in _events("Kenya said it would seize any boat that fishes there.")]
    assert "seize any boat that fishes there" in deeds


@pytest.mark.parametrize("same", ["does the same", "does so", "follows suit"])
def test_doing_the_same_is_the_deed_of_the_other_half(same: str) -> None:
    events = _events(f"Kenya's president said it would return to the treaty if Somalia {same}.")
    assert {e.agent: e.deed for e in events} == {
        "KEN": "return to the treaty",
        "SOM": "return to the treaty",
    }


@pytest.mark.parametrize(
    ("condition", "who"),
    [
        ("if Hungarian tariffs were scrapped", "HUN"),
        ("after the withdrawal of Hungary's troops", "HUN"),
        ("if the Hungary sanctions were lifted", None),  # kept up by others, against Hungary
    ],
)
def test_a_measure_is_ended_by_who_keeps_it_up(condition: str, who: str | None) -> None:
    events = _events(f"Austria's minister said it would resume talks only {condition}.")
    ended = [e for e in events if e.predicate in ("scrap", "withdraw", "lift")]
    assert [e.agent for e in ended] == [who]


@pytest.mark.parametrize(
    ("text", "speaker", "via", "words"),
    [
        (
            "Kenya must first reopen the road, Somalia's president Abdi Warsame said Sunday, "
            "the Mogadishu News Agency reported.",
            "SOM",
            "mogadishu-news-agency",
            "Kenya must first reopen the road",
        ),
        (
            "Kenya will not bargain under pressure, Foreign Minister Anne Otieno said, "
            "state media reported.",
            "KEN",
            "state-media",
            "Kenya will not bargain under pressure",
        ),
    ],
)
def test_an_outlet_that_closes_a_report_passes_it_on(
    text: str, speaker: str, via: str, words: str
) -> None:
    (statement,) = _read(text)
    assert statement.speaker is not None
    assert statement.via is not None
    assert (statement.speaker.id, statement.via.id) == (speaker, via)
    assert statement.span.text == words


def test_what_is_wanted_in_a_condition_is_asked_and_not_done() -> None:
    events = _events("Kenya said that if Somalia wants it to return, Somalia must free the crew.")
    assert [e.force for e in events if e.predicate == "return"] == ["ask"]


def test_letters_in_brackets_may_hold_more_than_the_name() -> None:
    text = (
        "Earlier this month, the Pilots Organisation union (NZPO) agreed to consider the offer. "
        "The NZPO said it would strike."
    )
    assert len({s.speaker.id for s in _read(text) if s.speaker is not None}) == 1


def test_a_finite_verb_has_its_subject_after_a_verb_of_saying() -> None:
    text = "Minister Ana Ruiz announced Spain on Friday will levy duties on imports from Kenya."
    assert [(e.agent, e.predicate) for e in _events(text)] == [("ESP", "levy")]


def test_what_is_set_beside_by_while_is_another_report() -> None:
    text = "Spain said it would retaliate, while Kenya vowed to impose duties on Spanish steel."
    told = {s.speaker.id: s.span.text for s in _read(text) if s.speaker is not None}
    assert told == {
        "ESP": "it would retaliate",
        "KEN": "to impose duties on Spanish steel",
    }


def test_a_thing_acts_for_who_makes_it_and_consequences_fall_on_who_acts() -> None:
    text = (
        "Kenya's president said there would be severe consequences if its water supply were cut off "
        "by a dam being built by Ethiopia."
    )
    (statement,) = _read(text)
    (condition,) = statement.conditions
    assert (condition.kind, condition.condition_by, condition.consequence_by) == (
        "threat",
        "ETH",
        "ETH",
    )
    assert [e.deed for e in statement.events if e.predicate == "face"] == [
        "face severe consequences"
    ]


@pytest.mark.parametrize("deed", ["strikes", "raids", "talks"])
def test_a_deed_says_nothing(deed: str) -> None:
    assert not _read(f"The {deed}, by members of the union, had threatened to halt the trains.")


def test_nobody_speaks_to_a_proposal_but_to_whose_it_is() -> None:
    (statement,) = _read("Kenya dismissed Somalia's latest proposal.")
    assert statement.targets == ("SOM",)
    assert [(e.deed, e.polarity) for e in statement.events] == [
        ("accept Somalia's latest proposal", False)
    ]


def test_a_list_in_a_name_is_told_by_its_letters() -> None:
    text = (
        "Members of the Rail, Harbour and Tram Union (RHT) had been due to walk out. The RHT said it "
        "has secured talks. The union said the dispute remains live."
    )
    assert len({s.speaker.id for s in _read(text) if s.speaker is not None}) == 1
