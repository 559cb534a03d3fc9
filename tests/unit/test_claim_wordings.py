"""Claims in everyday words: deeds told by nouns, without "if", in the present tense, by who the members are."""

from __future__ import annotations

import pytest

from building import FERRY
from detente.claims.parse import read_claim
from detente.errors import InputError

STRIKE = (("strike", True),)


@pytest.mark.parametrize(
    ("claim", "party", "kind"),
    [
        ("The seafarers are going to walk out", "UNION", "will"),
        ("There's not going to be a strike", "UNION", "never"),
        ("There will be no strike by the union", "UNION", "never"),
        ("There is going to be a strike", "UNION", "will"),
        ("The union will strike without fail", "UNION", "will"),
        ("The union will strike without hesitation", "UNION", "will"),
    ],
)
def test_a_deed_told_by_its_noun_or_by_the_members(claim, party, kind):
    asked = read_claim(FERRY, claim)
    assert (asked.kind, asked.party, asked.wanted, asked.given) == (kind, party, STRIKE, ())


@pytest.mark.parametrize(
    ("claim", "given", "kind", "wanted"),
    [
        ("Without a raise of wages the union will strike", ("raise", False), "will", "strike"),
        ("The union will strike without a raise of wages", ("raise", False), "will", "strike"),
        (
            "The ministry will send a mediator the moment the union strikes",
            ("strike", True),
            "will",
            "mediate",
        ),
        (
            "Every time the union strikes, the ministry sends a mediator",
            ("strike", True),
            "will",
            "mediate",
        ),
        ("A strike would bring about a raise of wages", ("strike", True), "will", "raise"),
        ("A strike will not lead to a raise of wages", ("strike", True), "never", "raise"),
        ("With a mediator in place the union won't strike", ("mediate", True), "never", "strike"),
    ],
)
def test_a_condition_without_if(claim, given, kind, wanted):
    asked = read_claim(FERRY, claim)
    assert (asked.given, asked.kind, asked.wanted) == ((given,), kind, ((wanted, True),))


@pytest.mark.parametrize(
    ("claim", "kind", "party", "negated"),
    [
        ("The company doesn't have to make the first move", "not-theirs", "FIRM", False),
        ("The union must make the first move", "theirs", "UNION", False),
        ("Only the ministry can settle this", "theirs", "GOV", False),
        ("What the company thinks of the union makes little difference", "depends", "FIRM", True),
        ("Things will stay as they are", "lasts", "FIRM", False),
        ("This can't go on", "lasts", "FIRM", True),
    ],
)
def test_whose_move_it_is_on_whom_it_depends_and_what_lasts(claim, kind, party, negated):
    asked = read_claim(FERRY, claim)
    assert (asked.kind, asked.party, asked.negated) == (kind, party, negated)


@pytest.mark.parametrize(
    "claim",
    [
        "The union will sit down with the company",
        "Without the weather the union will strike",
        "There is no doubt about the strike",
    ],
)
def test_what_fits_nothing_is_not_answered_by_something_else(claim):
    with pytest.raises(InputError):
        read_claim(FERRY, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "If the company raises wages and unless the ministry sends a mediator, the union will strike",
        "If the company raises wages but only if the ministry sends a mediator, the union will not strike",
        "The union will strike unless the company raises wages if the ministry sends a mediator",
        "The union will strike if the company does not raise wages and the ministry does not send a mediator",
        "The union will strike if the company does not raise wages or if the ministry does not send a mediator",
        "Unless the company raises wages or the ministry sends a mediator, the union will strike",
        "A strike would mean a raise of wages if the ministry sends a mediator",
    ],
)
def test_two_conditions_are_never_taken_for_one(claim):
    with pytest.raises(InputError, match="more than one condition"):
        read_claim(FERRY, claim)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("If the company raises wages for crews and officers, the union will not strike", True),
        ("If the company raises wages after talks with the union and the ministry, the union will not strike", True),
        ("Unless the company raises wages for crews and officers, the union will strike", False),
    ],
)  # fmt: skip
def test_what_is_joined_within_one_condition_makes_no_second(claim, given):
    assert read_claim(FERRY, claim).given == (("raise", given),)


@pytest.mark.parametrize(
    "claim",
    [
        "The company will send a mediator",
        "The company will accept a mediator from the ministry",
        "If the union strikes, the company will never give the union a mediator",
    ],
)
def test_a_deed_of_another_is_not_what_others_ask_of_a_party(claim):
    with pytest.raises(InputError, match="fit none of its options"):
        read_claim(FERRY, claim)


def test_a_party_that_yields_does_what_others_ask_of_it():
    for claim in ("The company will give in", "The company will agree to the union's terms"):
        assert read_claim(FERRY, claim).wanted == (("raise", True),)
