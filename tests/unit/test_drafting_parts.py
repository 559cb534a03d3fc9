"""Parts of drafting: what names an option, what pleases, who is one party."""

from __future__ import annotations

from pathlib import Path

import pytest
from detente.drafting.clauses import actions_in
from detente.drafting.folding import fold
from detente.drafting.toning import tone

from detente.drafting.phrasing import is_option, readable
from detente.reading import read


@pytest.mark.parametrize(
    ("clause", "phrases"),
    [
        ("the army threatened to close the strait", ["close the strait"]),
        ("there is no reason why we cannot talk to them", ["talk to them"]),
        ("the siege of Dera was lifted", ["lift the siege of Dera"]),
        ("it would guarantee no compulsory redundancies", ["guarantee no compulsory redundancies"]),
        ("ready to discuss a joint commission", ["discuss a joint commission"]),
        ("we will not be driven from our own waters", []),
        ("the talks fail", []),
    ],
)
def test_clauses_tell_conduct_in_the_infinitive(clause: str, phrases: list[str]) -> None:
    assert [action.phrase for action in actions_in(clause)] == phrases


@pytest.mark.parametrize(
    "phrase",
    [
        "destroy it",
        "move",
        "be ready",
        "do what they have to do",
        "hesitate to act",
        "give its word",
    ],
)
def test_phrases_that_tell_too_little_are_no_options(phrase: str) -> None:
    assert not is_option(phrase)


@pytest.mark.parametrize(
    "phrase", ["walk out", "lift the ban", "withdraw its troops from the border"]
)
def test_phrases_that_a_stranger_understands_are_options(phrase: str) -> None:
    assert is_option(phrase)


def test_readable_phrases_lose_fillers_and_keep_names() -> None:
    assert readable("give up what he calls its policy of confrontation") == (
        "give up its policy of confrontation"
    )
    assert readable("hold any talks with The South") == "hold talks with the South"
    assert readable("occupy the building as well") == "occupy the building"


@pytest.mark.parametrize(
    ("clause", "sign"),
    [
        ("they will bomb the port", -1),
        ("they will lift the sanctions", 1),
        ("they will not attack the convoy", 1),
        ("they will hold their fire", 1),
        ("they will stop deliveries", -1),
        ("they will hand over their weapons", 1),
        ("they will guarantee no redundancies", 1),
        ("they will keep the port open", 1),
        ("they will keep the border closed", -1),
        ("they will scrap the levy", 1),
    ],
)
def test_tone_tells_help_from_harm(clause: str, sign: int) -> None:
    assert tone(actions_in(clause)[0]) == sign


def test_one_party_goes_by_one_id(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Northgate Rail said it would hire crews if the strike goes ahead. The company said it would "
        "never reopen the contract. The Cabin Crew Federation said it would strike unless the "
        "company restores sick pay.\n",
        encoding="utf-8",
    )
    folded = fold([read(str(path))])
    speakers = {s.speaker.id for s in folded.documents[0].statements if s.speaker}
    assert len(speakers) == 2
    again = fold(folded.documents)
    assert [s.speaker for s in again.documents[0].statements] == [
        s.speaker for s in folded.documents[0].statements
    ]
