"""The brief of the bundled example, part by part, as a reader sees it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from detente.cli.main import main

KOREA = Path(__file__).parents[2] / "examples" / "korea"
PARTS = [
    "WHAT WAS SAID",
    "THE CONFLICT",
    "OUTCOMES STABLE TODAY",
    "IF THE UNITED STATES' ATTITUDE TOWARD NORTH KOREA CHANGES",
    "WHAT THE ANSWER TURNS ON",
    "ONLY WHAT WAS SAID",
    "BEFORE YOU RELY ON IT",
]


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
    assert len(brief.splitlines()) < 130
    assert max(len(line) for line in brief.splitlines()) <= 100


def test_a_draft_fits_two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole brief of an article, every part in it; what is left out is counted."""
    monkeypatch.setenv("COLUMNS", "100")
    drafted = run("brief", str(KOREA / "report.txt"))
    places = [drafted.index(f"\n{title}\n") for title in PARTS]
    assert places == sorted(places)
    assert len(drafted.splitlines()) <= 110
    tail = drafted[places[-2] :]
    assert "must last and 21 of 128 could" in tail  # necessary and possible equilibria
    assert "Reading “if” as “only if”" in tail
    shown = tail[tail.index("BEFORE YOU RELY ON IT") :].count("  • ")
    more = int(tail.rpartition("(")[2].split()[0])
    data = json.loads(run("brief", str(KOREA / "report.txt"), "--json"))
    assert shown + more >= len(data["warnings"])
    assert [item["code"] for item in data["warnings"]].index("next-move") == 0


def test_the_head_answers_the_claim_and_tells_todays_course(parts):
    head = parts["HEAD"]
    assert (
        "The outcome depends only in part on the United States' attitude toward North Korea" in head
    )
    assert "only if the United States also sets its own interest aside" in head
    assert "As things stand North Korea would expand the nuclear arsenal" in head
    assert "nothing here stops that" in head


def test_statements_name_speaker_outlet_condition_and_words(parts):
    said = parts["WHAT WAS SAID"]
    assert (
        "Kim Jong Un (North Korea) to the United States, via KCNA — offer: if “the US withdraws"
        in said
    )
    assert "then “there is no reason why we cannot get along well”" in said
    assert "check the original: ellipsis" in said
    assert "the choice is not ours" in said or "peaceful coexistence" in said


def test_the_conflict_marks_what_each_element_rests_on(parts):
    conflict = parts["THE CONFLICT"]
    assert "expand the nuclear arsenal (one-way) [? build_up]" in conflict
    assert "2. not to hold talks with Seoul [q no_talks excluded]" in conflict
    assert "nothing cited" not in conflict


def test_outcomes_lead_with_concepts_that_inform(parts):
    today = parts["OUTCOMES STABLE TODAY"]
    assert today.startswith(
        "A North Korea would expand the nuclear arsenal. It holds and starts (NASH,"
    )
    assert "1 trap" in today
    assert "126 under GMR" in today


def test_the_table_tells_holding_from_starting(parts, data):
    table = parts[PARTS[3]]
    assert "positive (+) A starts; B, C, D, E, F hold B starts" in table
    assert "negative (-) A starts ← as modelled A starts" in table
    assert data["claim"]["verdict"] == "holds partly"
    assert data["labels"]["B"]["state"] == "YYNNYYNNYN"
    assert [row["restless"] for row in data["attitudes"]["rows"]].count(True) == 1


def test_the_verdict_leans_on_the_analysts_reading(parts, data):
    assert "without it the claim holds" in parts[PARTS[3]]
    (lean,) = data["claim"]["leans_on"]
    assert (lean["element"], lean["evidence"]) == ("PRK: !talk IF !accept", ["gestures"])


def test_hinges_say_what_they_rest_on(parts, data):
    turns = parts["WHAT THE ANSWER TURNS ON"]
    assert "14 of the model's 23 wishes" in turns
    assert "Rests on quoted words (build_up)." in turns
    assert "Rests on an assumption (gestures)." in turns
    weights = [tuple(hinge["weight"]) for hinge in data["hinges"]]
    assert weights == sorted(weights, reverse=True)
    assert {hinge["kind"] for hinge in data["hinges"]} >= {"attitude", "preference"}


def test_words_alone(parts, data):
    assert "On North Korea's words alone 3 of its 10 wishes fall" in parts["ONLY WHAT WAS SAID"]
    assert [item["enough"] for item in data["on_words_alone"]] == [False, True, False]


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
