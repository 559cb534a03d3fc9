"""Claims in words become tests on the model, and are answered with what decides them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from building import conflict_of
from detente.analysis.claims import Asked, check_claim
from detente.analysis.dependence import FAILS, HOLDS, PARTLY
from detente.briefing.claim_reading import read_claim
from detente.briefing.claim_words import claim_lines
from detente.errors import InputError
from detente.model.conflict import Evidence

#: A may give; B answers a gift. A would rather not give whatever B does.
GIFT = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    status_quo="NN",
)
#: The same between named parties with options in words.
NAMED = replace(
    GIFT,
    decision_makers=(
        replace(GIFT.decision_makers[0], name="Upper Town"),
        replace(GIFT.decision_makers[1], name="Lower Town"),
    ),
    options=(
        replace(GIFT.options[0], name="Open the sluice gates"),
        replace(GIFT.options[1], name="Withdraw the complaint"),
    ),
    evidence={
        "e1": Evidence(
            id="e1",
            document="d",
            start=0,
            end=30,
            quote="“The choice is not ours to make,”",
            speaker="A",
        )
    },
)
#: Only A gains by moving.
FREE = conflict_of(
    {"trade": "A", "wave": "B"}, {"A": ["trade"], "B": ["trade", "!wave"]}, status_quo="NN"
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Relations depend on Upper Town's attitude", Asked(kind="depends", party="A")),
        (
            "Everything between Lower Town and its neighbour hinges entirely on Upper Town",
            Asked(kind="depends", party="A", toward="B"),
        ),
        ("The outcome will be determined by Lower Town", Asked(kind="depends", party="B")),
        ("the choice is not ours to make", Asked(kind="not-theirs", party="A")),
        ("The ball is in Upper Town's court", Asked(kind="theirs", party="A")),
        ("It is up to Lower Town", Asked(kind="theirs", party="B")),
        ("The next move is not Lower Town's", Asked(kind="not-theirs", party="B")),
        (
            "Upper Town will never open its gates",
            Asked(kind="never", party="A", wanted=(("give", True),)),
        ),
        (
            "Lower Town won't withdraw that complaint",
            Asked(kind="never", party="B", wanted=(("answer", True),)),
        ),
        ("Lower Town will never agree", Asked(kind="never", party="B", wanted=(("answer", True),))),
        (
            "Lower Town is ready to drop the complaint",
            Asked(kind="will", party="B", wanted=(("answer", True),)),
        ),
        ("Nothing will change", Asked(kind="lasts", party="A")),
    ],
)
def test_reading(text, asked):
    assert read_claim(NAMED, text) == asked


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("Peace is good", "No test"),
        ("Everything depends on the weather", "names no party"),
        ("We will open the gates", "who “we” are"),
        ("Upper Town will sing", "fit none of its options"),
    ],
)
def test_claims_that_cannot_be_tested_are_refused(text, says):
    with pytest.raises(InputError, match=says):
        read_claim(replace(NAMED, evidence={}), text)


def test_a_speaker_makes_we_clear():
    conflict = replace(NAMED, evidence={})
    asked = read_claim(conflict, "we will open the gates", speaker="Upper Town")
    assert asked == Asked(kind="will", party="A", wanted=(("give", True),))
    with pytest.raises(InputError, match="No decision maker"):
        read_claim(conflict, "we will open the gates", speaker="Nowhere")


def test_dependence():
    tested = check_claim(GIFT, Asked(kind="depends", party="A"))
    assert tested.asked.toward == "B"
    assert tested.verdict == PARTLY
    shares = tested.shares[0].by_party
    assert sum(shares.values()) == pytest.approx(1)


def test_what_an_answer_leans_on():
    (lean,) = check_claim(FREE, Asked(kind="theirs", party="A")).leans_on
    assert (lean.element, lean.verdict) == ("A: trade", FAILS)


def test_whose_move_it_is():
    for kind, party, verdict in (
        ("theirs", "A", HOLDS),
        ("theirs", "B", FAILS),
        ("not-theirs", "A", FAILS),
        ("not-theirs", "B", HOLDS),
    ):
        tested = check_claim(FREE, Asked(kind=kind, party=party))
        assert tested.verdict == verdict
        assert tested.movers == ("A",)


def test_never_is_tried_over_the_partys_own_attitudes():
    tested = check_claim(GIFT, Asked(kind="never", party="A", wanted=(("give", True),)))
    assert tested.verdict == PARTLY
    assert any(item.starts for item in tested.deciding)
    stubborn = conflict_of({"give": "A"}, {"A": ["!give"], "B": ["!give"]}, status_quo="N")
    never = check_claim(stubborn, Asked(kind="never", party="A", wanted=(("give", True),)))
    assert all(
        dict(item.cells)["A", "A"].value == "-" or dict(item.cells)["A", "B"].value == "-"
        for item in never.deciding
    )


def test_today_lasts_when_nobody_gains():
    assert check_claim(GIFT, Asked(kind="lasts", party="A")).verdict == HOLDS
    assert check_claim(FREE, Asked(kind="lasts", party="A")).verdict == FAILS


@pytest.mark.parametrize("kind", ["depends", "theirs", "not-theirs", "never", "will", "lasts"])
@pytest.mark.parametrize("conflict", [NAMED, FREE])
def test_every_answer_reads_as_sentences(kind, conflict):
    wanted = ((conflict.options[0].id, True),)
    tested = check_claim(conflict, Asked(kind=kind, party="A", wanted=wanted))
    lines = list(claim_lines(conflict, tested))
    assert lines[0].startswith(f"The claim {tested.verdict}")
    assert all(line.endswith((".", ")")) for line in lines)
    assert tested.to_json()["verdict"] == tested.verdict
