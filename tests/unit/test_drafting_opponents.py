"""Whose deed it is where the words leave it: the opponent of whoever speaks, and what ends by itself."""

from __future__ import annotations

import pytest

from drafts_of import drafted


def options(text: str) -> set[tuple[str, str]]:
    found = drafted(text)
    return set() if found is None else {(o.owner, o.name) for o in found.conflict.options}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velia will not negotiate with Orland unless they lift the blockade, its minister said.", ("orland", "Lift the blockade")),
        ("Norway said it will not hold talks unless they reverse their measures. Sweden cut ties with Norway last week.", ("SWE", "Reverse its measures")),
        ("The coalition said it would halt its offensive. The rebels rejected the offer. “If the blockade is not lifted, we will resume our attacks,” a rebel spokesman said.", ("coalition", "Lift the blockade")),
    ],
)  # fmt: skip
def test_who_waits_for_they_waits_for_its_opponent(text: str, expected: tuple[str, str]) -> None:
    assert expected in options(text)


def test_they_may_be_those_who_speak_or_nobody_named() -> None:
    staff = (
        "The teachers will not return to work until they have ratified the deal, the teachers said. "
        "The district cut ties with the teachers."
    )
    assert ("district", "Ratify the deal") not in options(staff)
    alone = "Norway said it will not hold talks unless they reverse their measures."
    assert "Reverse its measures" not in {name for _, name in options(alone)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Velia warned that the ceasefire with Orland would collapse if Orland did not withdraw its troops.", ("velia", "End the ceasefire with Orland")),
        ("A unilateral ceasefire declared in May will end on January 20 unless the government agrees to lay down its arms, the rebels said.", ("rebels", "End a unilateral ceasefire")),
        ("“If Orland refuses to pull back the troops it will lead to the collapse not only of the talks in Harl but of the entire process,” Velia's minister said.", ("velia", "End the talks")),
    ],
)  # fmt: skip
def test_what_would_end_by_itself_is_ended_by_whoever_warns(
    text: str, expected: tuple[str, str]
) -> None:
    found = drafted(text)
    assert found is not None
    assert (found.verdict, expected in options(text)) == ("yes", True)


def test_a_body_of_states_that_warns_of_an_end_does_not_end_it() -> None:
    found = options("The United Nations warned that talks would collapse if Iran tests the weapon.")
    assert ("united-nations", "End talks") not in found


def test_waters_called_after_a_state_name_no_party() -> None:
    text = (
        "Norway has asked Sweden to remove the buoy. Sweden refused to remove it. "
        "Norway warned of action over any attack in the East China Sea."
    )
    found = drafted(text)
    assert found is not None
    assert "CHN" not in {dm.id for dm in found.conflict.decision_makers}


def test_a_name_and_its_initials_are_not_at_odds() -> None:
    text = (
        "The Harl People's Liberation Front rejected the offer. "
        "HPLF demanded the immediate release of all prisoners."
    )
    assert drafted(text) is None


def test_whom_a_deed_names_it_meets() -> None:
    found = drafted(
        "Norway closed the road. Norway cut ties with Sweden. Sweden said it would not reopen the bridge."
    )
    assert found is not None
    assert {dm.id for dm in found.conflict.decision_makers} == {"NOR", "SWE"}


def test_what_is_asked_of_them_is_asked_of_the_opponent() -> None:
    begun = "Norway rejected Sweden's offer. "
    for demand, deed in (
        ("“They have to lift the blockade,” Norway's minister said.", "Lift the blockade"),
        ("“We call upon the regime to release the prisoners,” Norway's minister said.", "Release the prisoners"),
    ):  # fmt: skip
        assert ("SWE", deed) in options(begun + demand)


def test_nobody_is_asked_where_nobody_is_at_odds() -> None:
    text = "Norway thanked Sweden and Denmark. Norway said the prisoners must be released."
    assert options(text) == set()


def test_a_threat_hangs_on_the_other_though_its_condition_makes_no_option() -> None:
    text = (
        "Norway threatened to go to the Security Council if “Sweden's intransigence” on the dam continued. "
        "Sweden said it will start filling the dam in June."
    )
    found = drafted(text)
    assert found is not None
    assert found.verdict == "yes"
    assert not any("ntransigence" in name for _, name in options(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway threatened to recall its ambassador from Sweden if it did not receive a formal apology over the incident.", ("SWE", "Provide a formal apology")),
        ("Once we receive a proposal from Sweden, we will open the port, Norway's minister said.", ("SWE", "Provide a proposal")),
        ("Norway rejected Sweden's offer. Norway demanded an explanation and apology for the incident.", ("SWE", "Give an explanation and apology for the incident")),
    ],
)  # fmt: skip
def test_what_one_waits_to_get_the_other_gives(text: str, expected: tuple[str, str]) -> None:
    assert expected in options(text)


def test_what_nobody_is_known_to_give_is_given_by_nobody() -> None:
    text = "The company said it would drop the suit if it received no more complaints."
    assert options(text) == set()


def test_whom_a_hostile_sentence_names_it_meets_but_not_whom_its_speaker_would_defend() -> None:
    text = "Sweden announced that it would impose tariffs on about $3 billion worth of Norwegian steel. Norway refused to lift its duties."
    found = drafted(text)
    assert found is not None
    assert {dm.id for dm in found.conflict.decision_makers} == {"NOR", "SWE"}
    ally = "Norway warned that it was obliged to respond if ships of Denmark come under attack."
    named = drafted(ally)
    assert named is None or named.verdict == "thin"


def test_a_deed_told_around_quoted_words_makes_an_option_and_returns_a_blow() -> None:
    text = (
        "Norway imposed financial sanctions on Swedish officials. Sweden summoned Norway's ambassador to protest "
        "about the sanctions, and vowed to take “reciprocal” counter measures."
    )
    found = drafted(text)
    assert found is not None
    assert ("SWE", "Take reciprocal counter measures") in options(text)
    assert found.verdict == "yes"


def test_who_offers_to_mediate_is_no_side() -> None:
    text = "Norway rejected Denmark's offer to arbitrate its dispute with Sweden. Denmark said it was “ready” to arbitrate the dispute."
    found = drafted(text)
    assert found is None or found.verdict == "thin"
    assert not any(name.startswith("Arbitrate") for _, name in options(text))
