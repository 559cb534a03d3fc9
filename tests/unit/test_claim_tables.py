"""What each claim in everyday words asks, whole; what answers say of several, of unlike names and of models without today."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from building import FERRY, GIFT
from detente.analysis.dependence import PARTLY
from detente.claims.parse import read_claim
from detente.claims.say import claim_lines
from detente.claims.supposing import supposing
from detente.claims.testing import Asked, check_claim
from detente.errors import InputError
from detente.model.conflict import Ranking
from detente.model.states import StateSpace


def deed(option: str, kind: str, **given: bool) -> Asked:
    """Return the claim that the owner of an option takes it, or never does."""
    owner = {"raise": "FIRM", "strike": "UNION", "mediate": "GOV"}[option]
    return Asked(kind=kind, party=owner, wanted=((option, True),), given=tuple(given.items()))  # type: ignore[arg-type]


#: What is claimed, and the whole test that it asks for.
CLAIMS = {
    # where the halves part without a comma
    "If the company raises wages the union will not strike!": deed("strike", "never", **{"raise": True}),
    "If the ministry sends a mediator the ferry company will raise wages": deed("raise", "will", mediate=True),
    "Unless the union strikes the ferry company will not raise wages": deed("raise", "never", strike=False),
    "Only if the company raises wages will the union not strike": deed("strike", "will", **{"raise": False}),
    "Only once the ministry sends a mediator will the ferry company raise wages": deed("raise", "never", mediate=False),
    "Should the company raise wages the union will not strike": deed("strike", "never", **{"raise": True}),
    "Were the company to raise wages the union would not strike": deed("strike", "never", **{"raise": True}),
    "The day the company raises wages the union will not strike": deed("strike", "never", **{"raise": True}),
    "In case the union strikes the ministry will send a mediator.": deed("mediate", "will", strike=True),
    "Any time the union strikes the ministry will send a mediator": deed("mediate", "will", strike=True),
    "Each time that the union strikes, the ministry will send a mediator": deed("mediate", "will", strike=True),
    # where they part at a mark or a word
    "If the ministry sends a mediator then the company will raise wages, the union says": deed("raise", "will", mediate=True),
    "When the company raises wages, the union does not strike": deed("strike", "never", **{"raise": True}),
    "The union won't strike, provided that the company raises wages": deed("strike", "never", **{"raise": True}),
    "The union will strike once the company refuses to raise wages": deed("strike", "will", **{"raise": False}),
    "The union will strike only after the company raises wages": deed("strike", "never", **{"raise": False}),
    "If it raises wages the union will not strike": deed("strike", "never", **{"raise": True}),
    # conditions told by nouns
    "Without a mediator the union will strike": deed("strike", "will", mediate=False),
    "Without a strike the ferry company will not raise wages": deed("raise", "never", strike=False),
    "Without a strike, the ferry company will not raise wages": deed("raise", "never", strike=False),
    "Failing a raise, the union will strike": deed("strike", "will", **{"raise": False}),
    "Absent a raise the union will strike": deed("strike", "will", **{"raise": False}),
    "The union will strike failing a raise": deed("strike", "will", **{"raise": False}),
    "The union will strike absent any raise of wages": deed("strike", "will", **{"raise": False}),
    "Without the union's strike the company will not raise wages": deed("raise", "never", strike=False),
    "With a raise of wages, the union will not strike": deed("strike", "never", **{"raise": True}),
    "With a strike under way, the ministry will send a mediator": deed("mediate", "will", strike=True),
    "Given a raise of wages by the company, the union will never strike": deed("strike", "never", **{"raise": True}),
    "There will be no raise unless the union strikes": deed("raise", "never", strike=False),
    # one deed brings another
    "A strike would be met with a mediator from the ministry": deed("mediate", "will", strike=True),
    "A strike by the union will never bring a raise of wages.": deed("raise", "never", strike=True),
    "A strike could only bring a raise of wages": deed("raise", "will", strike=True),
    "A mediator would cause no raise of wages": deed("raise", "never", mediate=True),
    # denials in front
    "At no time will the union strike": deed("strike", "never"),
    "In no way can the union strike": deed("strike", "never"),
    "On no account will the company raise wages": deed("raise", "never"),
    "By no means would the ministry send a mediator": deed("mediate", "never"),
    "Never again will the union strike if the company raises wages": deed("strike", "never", **{"raise": True}),
    "There is no chance that the union will strike": deed("strike", "never"),
    "It is out of the question that the union strikes": deed("strike", "never"),
    "The company will not fail to raise wages": deed("raise", "will"),
    # on whom it depends, whose move it is
    "It depends on the union rather than the company": Asked(kind="depends", party="UNION"),
    "The outcome depends on the union instead of the company": Asked(kind="depends", party="UNION"),
    "Peace depends on the union and not on the ministry": Asked(kind="depends", party="UNION"),
    "It depends entirely on the ministry, not the union": Asked(kind="depends", party="GOV"),
    "Peace hinges on the company and the union": Asked(kind="depends", party="FIRM", toward="UNION"),
    "The company's peace with the union depends on the ministry": Asked(kind="depends", party="GOV", toward="FIRM"),
    "Hardly anything depends on the union": Asked(kind="depends", party="UNION", negated=True),
    "The next move is the union's": Asked(kind="theirs", party="UNION"),
    "The next move is not the union's but the ministry's": Asked(kind="theirs", party="GOV"),
    "The decision rests with the union and not the company": Asked(kind="theirs", party="UNION"),
}  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_asks_for_one_whole_test(claim: str) -> None:
    assert read_claim(FERRY, claim) == CLAIMS[claim]


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("A strike will bring on a strike", "Its condition and what follows from it are one deed."),
        ("If the union strikes, the union will strike", "Its condition and what follows from it are one deed."),
        ("If the company raises wages we will not strike", "The claim does not say who “we” are."),
        ("The union strikes", "It says neither on whose attitude the outcome depends"),
        ("Peace hinges less on the union than on the company", "It weighs two against each other"),
        ("A raise of wages would prevent a strike", "The claim names no party of the model: 'A raise of wages would prevent a strike'."),
        ("If rain falls, rain will fall", "The claim names no party of the model: 'rain falls'."),
        ("The decision rests with the weather", "The claim names no party of the model: 'The decision rests with the weather'."),
        ("The union will sing a song", "The words 'sing a song' fit none of its options in the model."),
        ("The union will dance and sing and go home happy", "fit none of its options"),
    ],
)  # fmt: skip
def test_a_claim_that_is_no_test_is_refused_in_its_own_words(claim: str, why: str) -> None:
    with pytest.raises(InputError) as caught:
        read_claim(FERRY, claim)
    assert why in str(caught.value)
    assert "Claims that can be tested" in str(caught.value.fix) or "--speaker" in str(
        caught.value.fix
    )


def test_we_are_whoever_speaks_wherever_we_stand() -> None:
    for claim in (
        "If the company raises wages we will not strike",
        "Unless the company raises wages, we will strike",
        "Our union will not strike if the company raises wages",
    ):
        asked = read_claim(FERRY, claim, speaker="UNION")
        assert (asked.party, asked.wanted) == ("UNION", (("strike", True),))
        assert [option for option, _ in asked.given] == ["raise"]


def examples(conflict) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_claim(conflict, " ")
    return re.findall("“(.*?)”", str(caught.value.fix))


def test_what_can_be_tested_is_listed_in_words_of_the_model() -> None:
    assert examples(FERRY) == [
        "the outcome depends on the Ferry company's attitude toward the Seafarers' union",
        "the next move is the Ferry company's",
        "the choice is not the Ferry company's",
        "the Ferry company will raise wages",
        "the Ferry company will never raise wages",
        "if the Ferry company decides to raise wages, the Seafarers' union will go on strike",
        "nothing will change",
        "the status quo will not last",
    ]
    told = examples(replace(FERRY, status_quo=None))
    assert told == [
        e for e in examples(FERRY) if not e.startswith(("the next", "the choice", "nothing", "the s"))
    ]  # fmt: skip
    for example in told:
        read_claim(FERRY, example)


def test_plural_parties_have_their_own_interest() -> None:
    pilots = replace(
        GIFT,
        decision_makers=(
            replace(GIFT.decision_makers[0], name="Pilots"),
            replace(GIFT.decision_makers[1], name="Airline"),
        ),
    )
    for conflict, whose, other in (
        (pilots, "their own", "its own"),
        (GIFT, "its own", "their own"),
    ):
        tested = check_claim(conflict, Asked(kind="will", party="A", wanted=(("give", True),)))
        assert tested.verdict == PARTLY
        _, *rows = [line for line in claim_lines(conflict, tested) if " with " in line or "under" in line]  # fmt: skip
        assert rows
        for row in rows:
            assert f"with {whose} interest" in row
            assert other not in row


def test_what_is_supposed_takes_what_hung_on_the_old_states_along() -> None:
    ranked = replace(
        FERRY,
        preferences={
            **FERRY.preferences,
            "FIRM": Ranking(groups=(("NNN", "YNN"), ("NYN",), ("YYN", "NNY"), ("YNY", "NYY", "YYY"))),
        },
        published={"nash": ("NNN",)},
        unknown={"raise": ("FIRM",)},
    )  # fmt: skip
    changed = supposing(ranked, [("strike", False)])
    assert changed.preferences["FIRM"].groups == (("NNN", "YNN"), ("NNY",), ("YNY",))
    assert (changed.published, changed.unknown, changed.probabilities, changed.views) == (
        {}, {}, {}, {},
    )  # fmt: skip
    assert len(StateSpace.of(changed).names) == 4


def test_an_answer_with_a_condition_tells_the_state_as_it_is_supposed() -> None:
    asked = read_claim(FERRY, "If the company raises wages, the outcome depends on the union")
    lines = list(claim_lines(FERRY, check_claim(FERRY, asked)))
    assert lines[0].startswith("The claim ")
    assert "supposing that the Ferry company decides to raise wages" in lines[0]
    told = " ".join(lines[1:])
    assert "the Ferry company would raise wages" not in told  # it is so already: no change


def test_names_keep_their_capitals_in_what_can_be_tested() -> None:
    named = ("NATO halts its drills", "Send a fleet", "Iran lifts the siege")
    options = tuple(replace(o, name=n) for o, n in zip(FERRY.options, named, strict=True))
    told = " ".join(examples(replace(FERRY, options=options)))
    assert "will NATO halts its drills" in told
    assert "will send a fleet" in told
    turned = (options[2], options[1], options[0])
    assert "will Iran lifts the siege" in " ".join(examples(replace(FERRY, options=turned)))
