"""Answers to claims: verdicts as defined, and lines that say what decides them and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from building import GIFT, conflict_of
from detente.analysis.dependence import FAILS, HOLDS, PARTLY, Leaning
from detente.claims.parse import read_claim
from detente.claims.say import claim_lines, leaning_line
from detente.claims.supposing import supposing
from detente.claims.testing import Asked, check_claim
from detente.errors import InputError
from detente.model.conflict import Conflict
from sentences import is_sentence

if TYPE_CHECKING:
    from detente.claims.testing import Tested

pytestmark = pytest.mark.usefixtures("errors_are_sentences")

#: Only A gains by moving.
FREE = conflict_of(
    {"trade": "A", "wave": "B"}, {"A": ["trade"], "B": ["trade", "!wave"]}, status_quo="NN"
)
#: Both gain by moving.
RACE = conflict_of({"arm": "A", "spy": "B"}, {"A": ["arm"], "B": ["spy"]}, status_quo="NN")
#: A gains by moving, and would lose by what B does then.
FEUD = conflict_of(
    {"raid": "A", "burn": "B"}, {"A": ["!burn", "raid"], "B": ["burn IFF raid"]}, status_quo="NN"
)


def answer(conflict: Conflict, asked: Asked) -> tuple[Tested, str]:
    """Return the answer and its lines, each of which is checked to be a sentence."""
    tested = check_claim(conflict, asked)
    lines = list(claim_lines(conflict, tested))
    assert lines[0].startswith(f"The claim {tested.verdict} in this model: ")
    for line in lines:
        assert is_sentence(line) or (line.startswith("(") and line.endswith(")"))
    data = tested.to_json()
    assert (data["kind"], data["party"], data["toward"], data["negated"]) == (
        asked.kind, asked.party, tested.asked.toward, asked.negated,
    )  # fmt: skip
    assert (data["verdict"], data["movers"]) == (tested.verdict, list(tested.movers))
    assert data["conduct"] == [{"option": o, "taken": t} for o, t in asked.wanted]
    assert data["given"] == [{"option": o, "taken": t} for o, t in asked.given]
    assert data["otherwise"] == tested.otherwise
    assert data["leans_on"] == [item.to_json() for item in tested.leans_on]
    assert data["shares"] == [item.to_json() for item in tested.shares]
    assert (data["attitudes"] is None) == (asked.kind != "depends")
    for item, told in zip(tested.deciding, data["deciding"], strict=True):
        assert told["states"] == list(item.states)
        assert told["starts"] is item.starts
        assert told["attitudes"] == {f"{a}>{b}": sign.value for (a, b), sign in item.cells}
    return tested, "\n".join(lines)


def does(kind: str, party: str, option: str, *, taken: bool = True, **more: object) -> Asked:
    """Return a claim about one deed."""
    return Asked(kind=kind, party=party, wanted=((option, taken),), **more)  # type: ignore[arg-type]


#: A claim; its verdict, who gains by moving, how many attitudes decide; what its answer says and does not.
ANSWERS = {
    "it will": (FREE, does("will", "A", "trade"), HOLDS, "A", 5, ["every outcome that lasts has A do trade"], ["not do"]),
    "it will leave": (FREE, does("will", "B", "wave", taken=False), HOLDS, "A", 7, ["every outcome that lasts has B not do wave"], []),
    "it will, under some attitudes": (
        GIFT, does("will", "A", "give"), PARTLY, "", 5,
        ["under some of A's attitudes", "has A do give", "its own even starts it",
         "A with its own interest set aside, positive toward B: it starts",
         "A with its own interest kept, positive toward B: it only lasts",
         "acted against, indifferent to others", "(2 more"], ["nothing leads"],
    ),
    "it will, only once it is there": (
        conflict_of({"arm": "A", "spy": "B"}, {"A": ["arm IFF spy", "spy"], "B": ["spy IFF arm"]}, status_quo="NN"),
        does("will", "A", "arm"), PARTLY, "", None, ["under some of A's attitudes"], [],
    ),
    "it never will": (GIFT, does("never", "A", "give"), PARTLY, "", 5, ["has A do give", "(2 more"], []),
    "it never will, and does": (FREE, does("never", "A", "trade"), FAILS, "A", 5, ["every outcome that lasts has A do trade"], ["whatever"]),
    "it never leaves, and does": (FREE, does("never", "B", "wave", taken=False), FAILS, "A", 7, ["every outcome that lasts has B not do wave"], []),
    "it depends": (
        FREE, Asked(kind="depends", party="A"), HOLDS, "A", 5,
        ["what comes about from today changes with A's attitude toward B alone", "Today's situation — when", "negative toward B",
         "A would do trade — when", "Shapley", "69%", "31%", "It leans on A's wish “to do trade”"], [],
    ),
    "it does not depend": (
        FREE, Asked(kind="depends", party="A", negated=True), FAILS, "A", 5,
        ["what comes about from today changes with A's attitude toward B alone"], [],
    ),
    "it depends on what lasts only": (
        FREE, Asked(kind="depends", party="B"), PARTLY, "A", 5, ["B's attitude toward A changes what could last, but not what comes about"], [],
    ),
    "it depends with its own interest aside": (
        GIFT, Asked(kind="depends", party="A"), PARTLY, "", 5,
        ["also sets its own interest aside", "its own interest is kept, whatever the attitude; or its own interest set aside, negative toward B",
         "A would do give; B would do answer — when its own interest set aside, positive toward B", "50% and B's 50%"], [],
    ),
    "its move": (FREE, Asked(kind="theirs", party="A"), HOLDS, "A", 0, ["from today's situation only A gains by moving first (A would do trade)"], []),
    "not its move": (FREE, Asked(kind="theirs", party="B"), FAILS, "A", 0, ["only A gains"], []),
    "the others' move": (FREE, Asked(kind="not-theirs", party="B"), HOLDS, "A", 0, ["only A gains"], []),
    "not the others' move": (FREE, Asked(kind="not-theirs", party="A"), FAILS, "A", 0, ["only A gains"], []),
    "everybody's move": (RACE, Asked(kind="theirs", party="A"), PARTLY, "AB", 0, ["A and B gain by moving first (A would do arm; B would do spy)"], ["only"]),
    "the others' move too": (RACE, Asked(kind="not-theirs", party="A"), PARTLY, "AB", 0, ["A and B gain"], []),
    "nobody's move": (GIFT, Asked(kind="theirs", party="A"), FAILS, "", 0, ["nobody gains by moving first"], []),
    "it lasts": (GIFT, Asked(kind="lasts", party="A"), HOLDS, "", 0, ["nobody gains by leaving"], []),
    "it will not last": (GIFT, Asked(kind="lasts", party="A", negated=True), FAILS, "", 0, ["nobody gains by leaving"], []),
    "it does not last": (FREE, Asked(kind="lasts", party="A"), FAILS, "A", 0, ["only A gains"], ["deter"]),
    "it lasts where others would answer": (FEUD, Asked(kind="lasts", party="A"), PARTLY, "A", 0, ["somebody gains by leaving it", "deter"], []),
    "it will not last where others would answer": (FEUD, Asked(kind="lasts", party="A", negated=True), PARTLY, "A", 0, ["deter"], []),
    "where it is supposed": (
        GIFT, does("will", "B", "answer", given=(("give", True),)), HOLDS, "B", 5,
        ["supposing that A decides to do give", "has B do answer", "Supposing the opposite, it holds partly: the condition makes the difference"],
        ["rule against"],
    ),
    "where the opposite is supposed": (
        GIFT, does("will", "B", "answer", given=(("give", False),)), PARTLY, "", 5,
        ["supposing that A decides not to do give", "Supposing the opposite, it holds: the condition makes the difference"], [],
    ),
    "where it is supposed for nothing": (
        FREE, does("will", "B", "wave", taken=False, given=(("trade", True),)), HOLDS, "", 7, ["the same: the condition makes no difference"], [],
    ),
    "where it is partly so either way": (
        FREE, does("will", "B", "wave", given=(("trade", True),)), PARTLY, "", 7, ["Supposing the opposite, it holds partly as well"], [],
    ),
    "where the opposite cannot be": (
        conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}, infeasible=["!a"], status_quo="YN"),
        does("will", "B", "b", given=(("a", True),)), HOLDS, "B", 7, ["no situation in which the opposite"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_a_claim_has_its_verdict_and_its_answer_says_what_decides_it(name: str) -> None:
    conflict, asked, verdict, movers, deciding, says, not_said = ANSWERS[name]
    tested, lines = answer(conflict, asked)
    assert (tested.verdict, tested.movers) == (verdict, tuple(movers))
    assert deciding is None or len(tested.deciding) == deciding
    for part in says:
        assert part in lines
    for part in not_said:
        assert part not in lines
    assert tested._repr_html_().count("<li>") == 0
    shown = replace(tested, lines=tuple(lines.splitlines()))._repr_html_()
    assert shown.count("<li>") == len(lines.splitlines()) - 1
    assert repr(tested) == f"<Tested: {verdict}>"


def test_a_claim_is_denied_by_its_opposite() -> None:
    for one, other in (
        (does("will", "A", "give"), does("never", "A", "give")),
        (Asked(kind="theirs", party="A"), Asked(kind="not-theirs", party="A")),
        (Asked(kind="lasts", party="A"), Asked(kind="lasts", party="A", negated=True)),
        (Asked(kind="depends", party="A"), Asked(kind="depends", party="A", negated=True)),
    ):
        assert one.denied() == other
        assert other.denied() == one


def test_an_answer_without_today_says_no_change_and_some_claims_need_one() -> None:
    nowhen = replace(GIFT, status_quo=None)
    tested, lines = answer(nowhen, Asked(kind="depends", party="A"))
    assert tested.movers == ()
    assert "Today's" not in lines
    for kind in ("theirs", "not-theirs", "lasts"):
        with pytest.raises(InputError) as caught:
            check_claim(
                conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}, infeasible=["a & b"], status_quo="NY"),
                Asked(kind=kind, party="A", given=(("a", True),)),
            )  # fmt: skip
        assert is_sentence(str(caught.value).splitlines()[0])
        assert is_sentence(caught.value.fix or "")


def test_with_many_parties_an_attitude_to_one_is_varied_at_a_time() -> None:
    options = {f"o{n}": f"P{n}" for n in range(5)}
    many = conflict_of(options, {owner: [name] for name, owner in options.items()}, status_quo="NNNNN")  # fmt: skip
    tested = check_claim(many, does("will", "P0", "o0"))
    assert tested.verdict == HOLDS
    for item in tested.deciding:
        assert next(cell for cell, _ in item.cells) == ("P0", "P0")
        assert len(item.cells) == 2
    four = replace(many, decision_makers=many.decision_makers[:4], options=many.options[:4], preferences={p: many.preferences[p] for p in ("P0", "P1", "P2", "P3")}, status_quo="NNNN")  # fmt: skip
    assert {len(item.cells) for item in check_claim(four, does("will", "P0", "o0")).deciding} == {4}


def test_what_cannot_be_supposed_is_said_with_both_deeds() -> None:
    closed = conflict_of({"a": "A", "b": "B"}, {"A": ["a"], "B": ["b"]}, infeasible=["a & !b"])
    with pytest.raises(InputError) as caught:
        supposing(closed, [("a", True), ("b", False)])
    message = str(caught.value)
    assert "“Do a” and “Do b” left" in message
    assert is_sentence(caught.value.fix or "")
    assert supposing(closed, []) is closed
    moved = supposing(replace(closed, status_quo="NN"), [("b", True)])
    assert moved.status_quo == "NY"
    assert supposing(replace(closed, status_quo="NN"), [("a", True)]).status_quo is None


def lean(name: str, *cited: str, party: str | None = "A") -> Leaning:
    """Return an element that a verdict leans on."""
    return Leaning(
        kind="preference" if party else "infeasible", element=f"{party}: {name}" if party else name,
        party=party, rests_on="quoted words" if cited else "nothing cited", evidence=cited, verdict=FAILS,
    )  # fmt: skip


def test_what_an_answer_leans_on_is_told_with_its_evidence_three_at_a_time() -> None:
    cited = lean("!give", "e1", "e2", "e3", "e4")
    line = leaning_line(GIFT, [cited])
    assert "A's wish “not to do give”" in line
    assert "rests on quoted words (e1, e2, e3): without it the claim does not hold" in line
    assert "(e1" not in leaning_line(GIFT, [cited], ids=False)
    rule = lean("give & answer", party=None)
    assert "the rule against “give & answer”, which rests on nothing cited:" in leaning_line(GIFT, [rule])  # fmt: skip
    three = [cited, rule, lean("give", party="B")]
    assert "more" not in leaning_line(GIFT, three)
    assert leaning_line(GIFT, three).count("without it") == 3
    assert "B's wish “A to do give”" in leaning_line(GIFT, three)
    assert leaning_line(GIFT, [*three, rule]).endswith("; and 1 more.")
    assert leaning_line(GIFT, [*three, rule]).count("without it") == 3
    assert is_sentence(leaning_line(GIFT, []))
    assert "does not change this verdict" in leaning_line(GIFT, [])


def test_a_profile_is_told_by_its_own_interest_and_by_whom_it_regards() -> None:
    three = conflict_of(
        {"give": "A", "answer": "B", "watch": "C"},
        {"A": ["!give", "answer"], "B": ["give", "answer IFF give"], "C": ["watch IF answer"]},
        status_quo="NNN",
    )
    _, lines = answer(three, Asked(kind="depends", party="A"))
    assert "A would do give; B would do answer; C would do watch" in lines
    assert "Today's situation — when" in lines
    _, lines = answer(three, does("will", "A", "give"))
    assert "A with its own interest" in lines
    two = Asked(kind="will", party="A", wanted=(("give", True), ("give", False)))
    _, lines = answer(GIFT, two)
    assert "every outcome that lasts has A do give or not do give" in lines


@pytest.mark.parametrize(
    ("text", "kind", "party"),
    [
        ("It is true that B will answer", "will", "B"),
        ("There is no doubt that B will answer", "will", "B"),
        ("It is not true that B will answer", "never", "B"),
        ("It is a myth that B will not answer", "will", "B"),
        ("The outcome depends on B rather than on A", "depends", "B"),
        ("The outcome depends not on A but on B", "depends", "B"),
        ("The outcome depends on B, not on A", "depends", "B"),
        ("The next move is B's and not A's", "theirs", "B"),
        ("The choice is not A's but B's", "theirs", "B"),
        ("The choice is not A's", "not-theirs", "A"),
    ],
)
def test_what_leads_and_what_is_set_against_it_does_not_hide_whom_a_claim_is_about(
    text: str, kind: str, party: str
) -> None:
    towns = replace(
        GIFT,
        decision_makers=tuple(
            replace(dm, name={"A": "Upper Town", "B": "Lower Town"}[dm.id])
            for dm in GIFT.decision_makers
        ),
    )
    named = text.replace("A's", "Upper Town's").replace("B's", "Lower Town's")
    named = named.replace("on A", "on Upper Town").replace("on B", "on Lower Town")
    asked = read_claim(towns, named.replace("that B", "that Lower Town"))
    assert (asked.kind, asked.party, asked.negated) == (kind, party, False)


def test_a_claim_that_names_nobody_or_needs_today_is_refused_with_what_would_do() -> None:
    nowhen = replace(GIFT, status_quo=None)
    for text, conflict, part in (
        ("The next move is B's", nowhen, "status quo"),
        ("nothing will change", nowhen, "status quo"),
        ("we will give", GIFT, "“we”"),
        ("Peace depends on rain", GIFT, "no party"),
        ("  ", GIFT, "empty"),
        ("If A will give, B will answer if A will give", GIFT, "."),
    ):
        with pytest.raises(InputError) as caught:
            read_claim(conflict, text)
        assert part in str(caught.value)
        assert caught.value.fix
