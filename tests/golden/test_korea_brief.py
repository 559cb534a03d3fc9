"""The brief of the bundled example, part by part, as a reader sees it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from detente.cli.main import main

KOREA = Path(__file__).parents[2] / "examples" / "korea"
PARTS = [
    "WHO SAID WHAT TO WHOM, ON WHICH CONDITION",
    "POSITIONS SIDE BY SIDE",
    "WHO CAN DO WHAT",
    "WHAT EACH WANTS",
    "WHAT COULD LAST, AS THINGS STAND",
    "BEFORE YOU RELY ON IT",
    "IF THE UNITED STATES' ATTITUDE TOWARD NORTH KOREA CHANGES",
    "WHAT THE ANSWER TURNS ON",
    "ONLY WHAT WAS SAID",
    "SOURCES",
]
SAID, SIDES, CAN, WANTS, LAST, CAUTIONS, TABLE, TURNS, WORDS, SOURCES = PARTS


def run(*words: str) -> str:
    from io import StringIO
    from unittest.mock import patch

    out = StringIO()
    with (
        patch.object(sys, "argv", ["detente", *words]),
        patch.object(sys, "stdout", out),
        pytest.raises(SystemExit) as stop,
    ):
        main()
    assert not stop.value.code
    return out.getvalue()


@pytest.fixture(scope="module")
def brief() -> str:
    return run("brief", "--model", str(KOREA / "korea.yaml"), str(KOREA / "report.txt"))


@pytest.fixture(scope="module")
def parts(brief: str) -> dict[str, str]:
    found, rest = {}, brief
    for title in reversed(PARTS):
        rest, _, found[title] = rest.partition(f"\n{title}\n")
    found["HEAD"] = rest
    return {name: " ".join(text.split()) for name, text in found.items()}


@pytest.fixture(scope="module")
def data() -> dict:
    return json.loads(
        run("brief", "--model", str(KOREA / "korea.yaml"), str(KOREA / "report.txt"), "--json")
    )


def test_the_parts_stand_in_order(brief):
    places = [brief.index(f"\n{title}\n") for title in PARTS]
    assert places == sorted(places)
    assert max(len(line) for line in brief.splitlines()) <= 100


def test_a_draft_has_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The brief of an article, every part in it; what is left out is counted."""
    monkeypatch.setenv("COLUMNS", "100")
    drafted = run("brief", str(KOREA / "report.txt"))
    places = [drafted.index(f"\n{title}\n") for title in PARTS]
    assert places == sorted(places)
    cautions = drafted[drafted.index(CAUTIONS) : drafted.index(TABLE)]
    shown = cautions.count("  • ")
    more = int(cautions.rpartition("(")[2].split()[0])
    data = json.loads(run("brief", str(KOREA / "report.txt"), "--json"))
    assert data["answer"] == "model"
    assert shown + more >= len(data["warnings"])
    assert [item["code"] for item in data["warnings"]].index("next-move") == 0


def test_the_front_page_answers_the_claim_and_tells_todays_course(parts, data):
    head = parts["HEAD"]
    assert (
        "The outcome depends only in part on the United States' attitude toward North Korea" in head
    )
    assert "only if the United States also sets its own interest aside" in head
    assert "As things stand North Korea would expand the nuclear arsenal" in head
    assert "nothing here stops that" in head
    assert (
        "It would change if North Korea no longer made it a condition that the United States accept North "
        "Korea's nuclear status: the United States would withdraw the policy of confrontation"
    ) in head
    assert "[…]" not in head
    assert "This condition is an assumption of the model." in head
    assert "How sure: not very. 17 of the model's 42 parts rest on what was said" in head
    assert len(" ".join(data["headline"]).split()) <= 120


def test_statements_name_speaker_outlet_condition_and_words(parts):
    said = parts[SAID]
    assert (
        "Kim Jong Un (North Korea) to the United States, via KCNA — offer: if “the US withdraws"
        in said
    )
    assert "then “there is no reason why we cannot get along well”" in said
    assert "check the original: ellipsis" in said
    assert "the choice is not ours" in said or "peaceful coexistence" in said


def test_the_conflict_marks_what_each_element_rests_on(parts):
    assert "Expand the nuclear arsenal (cannot be taken back). Assumption:" in parts[CAN]
    assert "2. Not to hold talks with Seoul." in parts[WANTS]
    assert "quoted words]" in parts[WANTS]
    assert "nothing cited" not in parts[CAN]


def test_outcomes_say_what_all_share_before_what_sets_each_apart(parts, data):
    today = parts[LAST]
    assert today.startswith("In all of them: North Korea would expand the nuclear arsenal.")
    assert "126 under GMR" in today
    first = data["outcomes"][0]
    assert (first["name"], first["starts"]) == ("Expand nuclear arsenal only", True)
    assert "therwise as today" not in today


def test_the_table_tells_holding_from_starting(parts, data):
    table = parts[TABLE]
    assert "“Expand nuclear arsenal only” starts" in table
    assert "tests nothing: any" in table
    assert data["claim"]["verdict"] == "holds partly"
    assert [row["restless"] for row in data["attitudes"]["rows"]].count(True) == 1
    assert "YYNNYYNNYN" in {item["state"] for item in data["names"].values()}


def test_the_verdict_leans_on_the_analysts_reading(parts, data):
    assert "without it the claim holds" in parts[TABLE]
    (lean,) = data["claim"]["leans_on"]
    assert (lean["element"], lean["evidence"]) == ("PRK: !talk IF !accept", ["gestures"])


def test_hinges_say_what_they_rest_on(parts, data):
    turns = parts[TURNS]
    assert "14 of the model's 23 wishes" in turns
    assert "Rests on quoted words. [" in turns
    assert "Rests on an assumption. [" in turns
    weights = [tuple(hinge["weight"]) for hinge in data["hinges"]]
    assert weights == sorted(weights, reverse=True)
    assert {hinge["kind"] for hinge in data["hinges"]} >= {"attitude", "preference"}


def test_words_alone(parts, data):
    assert "On North Korea's words alone 3 of its 10 wishes fall" in parts[WORDS]
    assert [item["enough"] for item in data["on_words_alone"]] == [False, True, False]


def test_what_stands_beside_the_model(data):
    found = {item["kind"]: item["span"]["text"] for item in data["beyond_the_model"]}
    assert "arms race" in found["consequence"]
    assert found["attempt"].startswith("Three meetings")
    assert "next five years" in found["horizon"]


def test_findings(data):
    codes = {item["code"]: item for item in data["warnings"]}
    assert {
        "next-move", "first-step-costs", "unstopped", "refused", "only-if", "thin-evidence",
        "threat", "offer", "front", "single-source", "check-original", "attitude-forbids",
    } <= set(codes)  # fmt: skip
    assert codes["next-move"]["party"] == "PRK"
    assert codes["unstopped"]["evidence"] == ["build_up"]
    for item in data["warnings"]:
        assert "PRK" not in item["sentence"]
        assert "NNY" not in item["sentence"]


def test_every_quotation_is_verbatim(data):
    text = data["documents"][0]["document"]["text"]
    for item in data["model"]["evidence"].values():
        _, start, end = item["found_at"]
        assert text[start:end] == item["quote"]
    for statement in data["statements"]:
        span = statement["span"]
        assert text[span["start"] : span["end"]] == span["text"]
