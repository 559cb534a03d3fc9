"""Claims in words become tests on the model, and are answered with what decides them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given as holding
from hypothesis import settings
from hypothesis import strategies as st

import detente
from building import GIFT, conflict_of
from detente.analysis.dependence import FAILS, HOLDS, PARTLY
from detente.claims.find import find_claim
from detente.claims.parse import read_claim
from detente.claims.say import claim_lines
from detente.claims.supposing import supposing
from detente.claims.testing import Asked, check_claim
from detente.cli.claim import command
from detente.errors import InputError
from detente.model.conflict import Evidence, Ranking
from detente.model.states import StateSpace
from detente.model.writing import to_yaml
from strategies import conflicts

pytestmark = pytest.mark.usefixtures("errors_are_sentences")

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
        ("Things will stay as they are", Asked(kind="lasts", party="A")),
        ("This cannot go on", Asked(kind="lasts", party="A", negated=True)),
        ("The next move rests squarely with Upper Town", Asked(kind="theirs", party="A")),
        ("It is up to Lower Town to settle the dispute", Asked(kind="theirs", party="B")),
        (
            "Upper Town will open the gates without fail",
            Asked(kind="will", party="A", wanted=(("give", True),)),
        ),
        (
            "There will be no withdrawal of the complaint by Lower Town",
            Asked(kind="never", party="B", wanted=(("answer", True),)),
        ),
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


def _polarity(asked):
    denied = asked.negated or asked.kind in ("never", "not-theirs")
    return asked.kind.removeprefix("not-").replace("never", "will"), asked.party, not denied


@pytest.mark.parametrize(
    ("text", "kind", "party", "affirmed"),
    [
        ("The outcome does not depend on Upper Town's attitude", "depends", "A", False),
        ("The result no longer depends on Upper Town", "depends", "A", False),
        ("Nothing depends on what Upper Town does", "depends", "A", False),
        ("The future of the valley hinged on Upper Town", "depends", "A", True),
        ("The settlement does not depend only on Upper Town", "depends", "A", True),
        ("It depends not on Upper Town but on Lower Town", "depends", "B", True),
        ("Peace hinges on Lower Town, not on Upper Town", "depends", "B", True),
        ("There is no doubt that the outcome depends on Upper Town", "depends", "A", True),
        ("It is not true that the outcome depends on Upper Town", "depends", "A", False),
        ("The outcome is independent of Upper Town's attitude", "depends", "A", False),
        ("No outcome depends on Upper Town", "depends", "A", False),
        ("It does not matter what Upper Town does", "depends", "A", False),
        ("It makes no difference what Upper Town does", "depends", "A", False),
        ("Upper Town has no choice but to open the gates", "will", "A", True),
        ("Upper Town cannot but open the gates", "will", "A", True),
        ("Lower Town will accept no withdrawal of the complaint", "will", "B", False),
        ("The decision rests with Upper Town", "theirs", "A", True),
        ("The decision no longer rests with Upper Town", "theirs", "A", False),
        ("It isn't up to Upper Town but to Lower Town", "theirs", "B", True),
        ("It is no longer up to Lower Town", "theirs", "B", False),
        ("The ball is back in the court of Lower Town", "theirs", "B", True),
        ("The ball is no longer in Lower Town's court", "theirs", "B", False),
        ("Upper Town will not fail to open the gates", "will", "A", True),
        ("Upper Town will fail to open the gates", "will", "A", False),
        ("Upper Town can't refuse to open its gates", "will", "A", True),
        ("Lower Town is not ready to drop the complaint", "will", "B", False),
        ("The status quo will persist", "lasts", "A", True),
        ("The stalemate cannot continue", "lasts", "A", False),
        ("Everything will change", "lasts", "A", False),
        ("Everything now rides on Upper Town", "depends", "A", True),
        ("Peace stands or falls with Upper Town", "depends", "A", True),
        ("Upper Town holds the key to what comes next", "depends", "A", True),
        ("Upper Town's attitude is decisive", "depends", "A", True),
        ("Upper Town's attitude is irrelevant", "depends", "A", False),
        ("Upper Town's attitude is not irrelevant", "depends", "A", True),
        ("What Lower Town thinks has no bearing on the outcome", "depends", "B", False),
        ("Lower Town's attitude changes nothing", "depends", "B", False),
        ("Lower Town no longer matters", "depends", "B", False),
        ("Only Upper Town can break the deadlock", "theirs", "A", True),
        ("It is not for Lower Town to decide", "theirs", "B", False),
        ("Lower Town is waiting for Upper Town to move", "theirs", "A", True),
        ("There is no way that Upper Town opens its gates", "will", "A", False),
        ("It is out of the question that Upper Town will open its gates", "will", "A", False),
        ("Lower Town is unlikely to drop the complaint", "will", "B", False),
        ("Lower Town has no intention of dropping the complaint", "will", "B", False),
        ("Upper Town has every intention of opening the gates", "will", "A", True),
        ("Upper Town intends to open the gates", "will", "A", True),
        ("Upper Town can be expected to open the gates", "will", "A", True),
        ("The stalemate is here to stay", "lasts", "A", True),
        ("Today's situation cannot go on", "lasts", "A", False),
        ("The status quo is unsustainable", "lasts", "A", False),
        ("The present arrangement will not end", "lasts", "A", True),
    ],
)
def test_polarity_is_counted(text, kind, party, affirmed):
    assert _polarity(read_claim(replace(NAMED, evidence={}), text)) == (kind, party, affirmed)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The outcome might depend on Upper Town", "only what may be"),
        ("Upper Town would sooner open the gates than drop the complaint", "weighs two"),
    ],
)
def test_what_may_be_and_what_is_weighed_is_refused(text, says):
    with pytest.raises(InputError, match=says):
        read_claim(replace(NAMED, evidence={}), text)


def test_it_in_a_condition_is_the_other_of_two_that_are_named():
    claim = "Lower Town will drop the complaint against Upper Town only if it opens its gates"
    asked = read_claim(replace(NAMED, evidence={}), claim)
    assert (asked.party, asked.given) == ("B", (("give", False),))


def test_a_denial_has_the_opposite_verdict():
    for text, denial in (
        ("It depends on Upper Town", "Nothing depends on Upper Town"),
        ("It depends on Lower Town", "It no longer depends on Lower Town"),
        ("The status quo will last", "The status quo will not last"),
        ("It is up to Upper Town", "It is not up to Upper Town"),
    ):
        opposite = {HOLDS: FAILS, FAILS: HOLDS, PARTLY: PARTLY}
        for conflict in (replace(FREE, decision_makers=NAMED.decision_makers), NAMED):
            said = check_claim(conflict, read_claim(conflict, text))
            denied = check_claim(conflict, read_claim(conflict, denial))
            if "up to" not in text:  # "not theirs" is a claim about the others' moves
                assert denied.verdict == opposite[said.verdict]
            first = next(claim_lines(conflict, said))
            assert (
                first.partition(": ")[2] == next(claim_lines(conflict, denied)).partition(": ")[2]
            )


def test_opposite_deeds_are_the_option_left():
    conflict = replace(NAMED, evidence={})
    assert read_claim(conflict, "Upper Town will close the gates").wanted == (("give", False),)
    assert read_claim(conflict, "Lower Town will maintain its complaint").wanted == (
        ("answer", False),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Upper Town may open its gates", "only what may be"),
        ("Upper Town will open its gates if and only if Lower Town withdraws", "two things"),
        ("If Upper Town opens its gates, Upper Town will open its gates", "one deed"),
        ("Upper Town opened the gates in March", "what was"),
        ("Will Upper Town open the gates?", "asks"),
        ("Peace hinges less on Upper Town than on Lower Town", "weighs two"),
        ("Nobody will open the gates", "nobody in particular"),
        ("Peace is good", "says neither"),
    ],
)
def test_a_refusal_says_why_and_lists_what_can_be_tested(text, why):
    conflict = replace(NAMED, evidence={})
    with pytest.raises(InputError, match=why) as caught:
        read_claim(conflict, text)
    listed = re.findall("“(.*?)”", caught.value.fix or "")
    assert len(listed) >= 5
    for example in listed:
        assert check_claim(conflict, read_claim(conflict, example)).verdict in (
            HOLDS,
            PARTLY,
            FAILS,
        )


@pytest.mark.parametrize(
    ("text", "kind", "given"),
    [
        ("If Upper Town opens the gates, Lower Town will drop the complaint", "will", True),
        ("If Upper Town opens the gates then Lower Town will drop the complaint", "will", True),
        ("Lower Town will drop the complaint if Upper Town opens the gates", "will", True),
        (
            "Lower Town would drop its complaint, provided that Upper Town opened the gates",
            "will",
            True,
        ),
        ("Should Upper Town open the gates, Lower Town would drop the complaint", "will", True),
        ("Were Upper Town to open the gates, Lower Town would drop the complaint", "will", True),
        (
            "As long as Upper Town does not open the gates, Lower Town will not drop it",
            "never",
            False,
        ),
        (
            "Unless Upper Town opens the gates, Lower Town will not drop the complaint",
            "never",
            False,
        ),
        (
            "Lower Town will never withdraw its complaint unless Upper Town opens the gates",
            "never",
            False,
        ),
        (
            "Lower Town will not withdraw its complaint until Upper Town opens the gates",
            "never",
            False,
        ),
        (
            "Lower Town will withdraw the complaint only if Upper Town opens the gates",
            "never",
            False,
        ),
        (
            "Only if Upper Town opens the gates will Lower Town withdraw the complaint",
            "never",
            False,
        ),
        (
            "Not until Upper Town opens the gates will Lower Town withdraw the complaint",
            "never",
            False,
        ),
        ("The moment Upper Town opens the gates, Lower Town will drop the complaint", "will", True),
        (
            "Even if Upper Town opens the gates, Lower Town won't withdraw the complaint",
            "never",
            True,
        ),
        (
            "If Upper Town refuses to open the gates, Lower Town will not withdraw it",
            "never",
            False,
        ),
        ("If the gates are opened, Lower Town will withdraw the complaint", "will", True),
        ("If Upper Town opens the gates, the status quo will last", "lasts", True),
        ("If Upper Town opens the gates, the next move is Lower Town's", "theirs", True),
        ("If Upper Town opens the gates, everything depends on Lower Town", "depends", True),
    ],
)
def test_a_claim_with_a_condition_is_tested_where_the_condition_is_so(text, kind, given):
    text = text.replace("drop it", "drop the complaint").replace(
        "withdraw it", "withdraw the complaint"
    )
    asked = read_claim(replace(NAMED, evidence={}), text)
    assert (asked.kind, asked.given) == (kind, (("give", given),))
    if kind in ("will", "never"):
        assert (asked.party, asked.wanted) == ("B", (("answer", True),))


def test_what_is_supposed_makes_the_difference_or_does_not():
    for condition, claimed, verdict, same in (
        ("If Upper Town opens the gates", "Lower Town will withdraw the complaint", HOLDS, False),
        ("If Upper Town opens the gates", "Lower Town will not withdraw the complaint", FAILS, False),
        ("Unless Upper Town opens the gates", "Lower Town will not withdraw the complaint", HOLDS, False),
        ("Only if Upper Town opens the gates", "Lower Town will withdraw the complaint", HOLDS, False),
        ("If Lower Town withdraws the complaint", "Upper Town will not open the gates", PARTLY, True),
    ):  # fmt: skip
        asked = read_claim(replace(NAMED, evidence={}), f"{condition}, {claimed}")
        tested = check_claim(NAMED, asked)
        lines = list(claim_lines(NAMED, tested))
        assert tested.verdict in (verdict, PARTLY), lines
        assert "supposing that" in lines[0]
        assert ("makes no difference" in lines[1]) == (tested.otherwise == tested.verdict != PARTLY)
        assert not same or tested.otherwise == tested.verdict
    ranked = replace(
        FREE,
        decision_makers=NAMED.decision_makers,
        preferences={
            "A": Ranking(groups=(("YN", "YY"), ("NN", "NY"))),
            "B": Ranking(groups=(("YY", "NN"), ("YN",), ("NY",))),
        },
    )
    tested = check_claim(ranked, Asked(kind="will", party="B", wanted=(("wave", True),), given=(("trade", True),)))  # fmt: skip
    assert (tested.verdict, tested.otherwise) == (HOLDS, PARTLY)


def test_what_the_model_rules_out_is_not_supposed():
    closed = conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}, infeasible=["a"])
    with pytest.raises(InputError, match="rules out what the claim supposes"):
        check_claim(closed, Asked(kind="will", party="B", wanted=(("b", True),), given=(("a", True),)))  # fmt: skip


@settings(max_examples=60, deadline=None)
@holding(conflict=conflicts(max_options=4), data=st.data())
def test_supposing_settles_an_option_and_changes_no_preference(conflict, data):
    option = data.draw(st.sampled_from(conflict.options))
    taken = data.draw(st.booleans())
    place = conflict.options.index(option)
    kept = [s for s in StateSpace.of(conflict).names if (s[place] == "Y") is taken]
    if not kept:
        with pytest.raises(InputError):
            supposing(conflict, [(option.id, taken)])
        return
    changed = supposing(conflict, [(option.id, taken)])
    assert list(StateSpace.of(changed).names) == kept
    before, after = StateSpace.of(conflict), StateSpace.of(changed)
    for dm in conflict.decision_makers:
        old, new = before.ranks(dm.id), after.ranks(dm.id)
        for one in kept:
            for two in kept:
                assert (old[before.index(one)] < old[before.index(two)]) == (
                    new[after.index(one)] < new[after.index(two)]
                )


@pytest.mark.parametrize(
    ("said", "negated"),
    [
        ("Mexico said that peace hinges on Canada's approach.", False),
        ("Mexico's president said that nothing depends on Canada.", True),
        ("The outcome no longer depends on Canada, Mexico's foreign minister said.", True),
    ],
)
def test_a_text_that_denies_a_dependence_is_not_said_to_claim_it(said, negated, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Mexico said it would open its ports if Canada lifts the ban on Mexican fruit. " + said
    )
    document = detente.read(str(path))
    claim = find_claim([document], detente.draft(document))
    assert claim is not None
    assert (claim.party, claim.negated, claim.assumed) == ("CAN", negated, False)


def test_the_command_answers_in_the_claims_polarity(tmp_path):
    path = tmp_path / "model.yaml"
    path.write_text(to_yaml(NAMED), encoding="utf-8")
    found = {}
    for text in ("It depends on Upper Town", "It does not depend on Upper Town"):
        run = CliRunner().invoke(command, [str(path), text, "--json"])
        found[text] = json.loads(run.stdout)
    said, denied = found.values()
    assert (said["negated"], denied["negated"]) == (False, True)
    assert said["words"][0].startswith(f"The claim {said['verdict']}")
    with pytest.raises(InputError, match="only what may be"):
        CliRunner().invoke(
            command, [str(path), "Upper Town may open its gates"], catch_exceptions=False
        )
