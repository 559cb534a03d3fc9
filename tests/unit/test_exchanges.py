"""Exchanges that carry a model without an "if": each kind with an example and a counter-example."""

from __future__ import annotations

import pytest

from detente.evidence import Event, Statement
from drafts_of import drafted, read


def statements(text: str) -> tuple[Statement, ...]:
    return read(text).statements


def events(text: str) -> list[Event]:
    return [event for each in statements(text) for event in each.events]


def options(text: str) -> set[tuple[str, str, str]]:
    found = drafted(text)
    if found is None:
        return set()
    conflict = found.conflict
    return {
        (o.owner, o.name, quo)
        for o, quo in zip(conflict.options, str(conflict.status_quo), strict=True)
    }


def wishes(text: str, party: str) -> list[str]:
    found = drafted(text)
    assert found is not None
    return [str(item.that) for item in found.conflict.preferences[party].items]  # type: ignore[union-attr]


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Velia's ministry dismissed Orland's latest plan on the dam as “against its sovereignty”.", "accept Orland's latest plan on the dam"),
        ("Velia brushed aside Orland's offer as “absurd”.", "accept Orland's offer"),
        ("The union turned down the firm's final offer.", "accept the firm's final offer"),
        ("Halden teachers voted down a contract proposal.", "accept a contract proposal"),
        ("The tentative agreement was rejected by the union.", "accept the tentative agreement"),
        ("The staff voted to throw out the firm's pay offer.", "accept the firm's pay offer"),
    ],
)  # fmt: skip
def test_a_refusal_is_read_in_any_wording(text: str, deed: str) -> None:
    (refused,) = [event for event in events(text) if event.force == "refuse"]
    assert (refused.deed, refused.polarity) == (deed, False)
    assert refused.agent is not None


@pytest.mark.parametrize(
    "text",
    [
        "Velia dismissed reports of a coup as “nonsense”.",
        "Velia called Orland's plan “absurd”.",
        "Velia denied any wrongdoing.",
        "Halden teachers voted down the road from the school.",
    ],
)
def test_what_is_called_names_or_denied_is_no_refusal(text: str) -> None:
    assert not [event for event in events(text) if event.force == "refuse"]


def test_whoever_refuses_an_offer_to_mediate_does_not_mediate() -> None:
    found = options("Velia has rejected an offer from Orland to mediate in the strife with Karst.")
    assert (
        "velia",
        "Accept an offer from Orland to mediate in the strife with Karst",
        "N",
    ) in found
    assert not any(name.startswith("Mediate") for _, name, _ in found)


def test_an_attempt_that_is_rejected_is_not_to_be_made() -> None:
    (asked,) = [
        event
        for event in events("The board rejected an attempt by Orland Mining to buy the company.")
        if event.predicate == "buy"
    ]
    assert (asked.force, asked.polarity) == ("demand", False)


def test_an_offer_that_is_refused_stands_and_is_up_to_who_made_it() -> None:
    text = "Unite rejected a revised pay offer from Halden Steel. Unite members will walk out on Monday."
    found = options(text)
    assert ("halden-steel", "Stand by its revised pay offer", "Y") in found
    assert any(
        owner == "unite" and name.startswith("Accept") and quo == "N" for owner, name, quo in found
    )


def test_who_is_asked_to_better_its_offer_does_not_also_stand_by_it() -> None:
    text = (
        "Unite rejected a pay offer from Halden Steel. Unite will strike unless Halden Steel "
        "improves its offer."
    )
    names = {name for owner, name, _ in options(text) if owner == "halden-steel"}
    assert "Improve its offer" in names
    assert not any(name.startswith("Stand by") for name in names)


# --- what is done in return -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Velia vowed countermeasures against Orland.", "take countermeasures against Orland"),
        ("Velia warned of further retaliation against Orland.", "carry out further retaliation against Orland"),
        ("The union threatened legal action against the council.", "take legal action against the council"),
    ],
)  # fmt: skip
def test_a_blow_is_announced_by_its_noun(text: str, deed: str) -> None:
    (event,) = events(text)
    assert event.deed == deed
    assert event.agent == statements(text)[0].speaker.id  # type: ignore[union-attr]
    assert event.time == "ahead"


@pytest.mark.parametrize(
    "text", ["Velia warned of floods.", "Velia warned of retaliation by Orland."]
)
def test_a_danger_is_nobodys_threat(text: str) -> None:
    assert not [event for event in events(text) if event.force == "threaten"]


_BLOWS = (
    "Norway will impose duties on steel from Denmark, its minister said. "
    "Denmark said it would take immediate steps to retaliate against Norway."
)


def test_what_is_done_in_return_depends_on_what_it_returns() -> None:
    given = wishes(_BLOWS, "DNK")
    assert "take_immediate_steps IF impose_duties_steel" in given
    assert "!impose_duties_steel" in given


def test_a_blow_is_not_tied_to_that_of_a_third() -> None:
    text = (
        "Iceland will impose duties on ore from Norway, its minister said. "
        "Denmark vowed countermeasures. Norway urged Denmark to open its market."
    )
    found = drafted(text)
    assert found is None or not any(
        " IF " in str(i.that)
        for p in found.conflict.preferences.values()
        for i in p.items  # type: ignore[union-attr]
    )


def test_two_who_press_each_other_are_a_model() -> None:
    text = "Norway imposed tariffs on Denmark. Denmark will impose sanctions on Norway, its minister said."
    found = drafted(text)
    assert found is not None
    assert found.verdict == "yes"


# --- pressure that rests --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Unite union has suspended its strikes after a revised offer from Halden Rail.",
        "Unite union said it had called off the walkout after new proposals by Halden Rail.",
        "The Unite union has suspended the strikes. The move came after Halden Rail had tabled a new offer. Halden Rail welcomed the move.",
    ],
)
def test_a_strike_that_rests_does_so_for_the_offer(text: str) -> None:
    found = drafted(text)
    assert found is not None
    stands = {(o.owner, q) for o, q in zip(found.conflict.options, str(found.conflict.status_quo), strict=True)}  # fmt: skip
    assert ("halden-rail", "Y") in stands
    assert any(" IF stand_" in wish for wish in wishes(text, found.conflict.options[0].owner))


def test_a_strike_that_rests_without_an_offer_ties_nobody() -> None:
    found = drafted("The Unite union has suspended its strikes. Halden Rail runs trains.")
    assert found is None or not any(
        " IF " in str(i.that)
        for p in found.conflict.preferences.values()
        for i in p.items  # type: ignore[union-attr]
    )


def test_workers_are_their_union_where_there_is_one() -> None:
    text = (
        "Workers rejected the latest offer from Halden Steel. The Unite union said it would strike "
        "unless Halden Steel improves its offer."
    )
    assert {owner for owner, _, _ in options(text)} == {"unite-union", "halden-steel"}


def test_where_two_unions_are_named_workers_are_neither() -> None:
    text = (
        "Nurses rejected the latest offer from Halden Hospital. The Unite union and the Karo union "
        "asked Halden Hospital to improve its offer."
    )
    assert {"unite", "karo"} & {owner for owner, _, _ in options(text)} == set()


# --- acts treated as war, treaties in abeyance, final offers ---------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Velia warned that any attack on its ships would be regarded as a declaration of war. Orland said it would not stop boarding the ships.",
        "Velia would regard any move to shut the pipeline as a declaration of war, its president told Orland.",
        "Orland has suspended the treaty until Velia ends its support for the rebels.",
        "Orland will hold the 1972 accord in abeyance till Velia desists from funding the militants, its ministry said.",
        "Members of the Pilots Union voted to stay on strike after rejecting the airline's last, best and final offer. The airline said it would not improve the offer.",
    ],
)  # fmt: skip
def test_the_three_kinds_yield_a_model(text: str) -> None:
    found = drafted(text)
    assert found is not None
    assert found.verdict == "yes"


def test_what_was_suspended_until_is_so_already() -> None:
    found = options("Orland has suspended the treaty until Velia ends its support for the rebels.")
    assert ("orland", "Suspend the treaty", "Y") in found


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Diverting the river would be seen as an act of war, Velia's premier said.", "Diverting the river"),
        ("Velia would treat the arrest of its envoy as an act of aggression, it said.", "the arrest of its envoy"),
    ],
)  # fmt: skip
def test_what_is_treated_as_war_is_a_condition(text: str, condition: str) -> None:
    (one,) = statements(text)
    assert [c.condition.text for c in one.conditions] == [condition]


@pytest.mark.parametrize(
    "text",
    [
        "The new road would be seen as a gift, Velia's premier said.",
        "Velia regards Orland as a threat, its premier said.",
    ],
)
def test_what_is_treated_as_a_friend_or_is_a_view_is_none(text: str) -> None:
    assert not [c for each in statements(text) for c in each.conditions]


# --- what is asked ----------------------------------------------------------------------------------


def test_what_quoted_words_ask_is_asked_of_whom_the_words_before_name() -> None:
    (event,) = events("The ministers called on Velia to “refrain from filling the dam”.")
    assert (event.agent, event.force, event.polarity) == ("velia", "demand", False)


def test_who_orders_others_out_does_not_leave() -> None:
    assert all(
        event.agent != "RUS"
        for event in events("The Russian ministry ordered them to leave Russia.")
    )


def test_ought_asks() -> None:
    (event,) = events("Velia said Orland ought to withdraw its troops.")
    assert (event.agent, event.force, event.deed) == ("orland", "demand", "withdraw its troops")


def test_who_says_it_may_stand_behind_the_verb() -> None:
    text = "Velia will close the border if Orland builds the dam, warned a senior official of the ministry."
    (one,) = statements(text)
    assert one.conditions[0].condition.text == "Orland builds the dam"
    assert one.speaker is not None
    assert one.speaker.name != "Velia"


def test_calling_off_talks_calls_on_nobody() -> None:
    (one,) = statements("Velia called off talks with Orland on Monday.")
    assert one.act == "SANCTION"


def test_what_would_be_borne_is_no_deed_of_who_warns() -> None:
    text = (
        "Velia urged Orland to withdraw its troops, warning of serious consequences if it did not."
    )
    assert ("velia", "Withdraw its troops", "N") not in options(text)


# --- suits over what was allowed --------------------------------------------------------------------

_APPROVED = "Halden Council approved the plans for the mine. Karo Farms filed a lawsuit against Halden Council."


def test_a_suit_answers_what_the_sued_has_allowed() -> None:
    found = options(_APPROVED)
    assert ("halden-council", "Approve the plans for the mine", "Y") in found
    assert "!approve_plans_mine" in wishes(_APPROVED, "karo-farms")


def test_what_anybody_likes_is_not_allowed_by_it() -> None:
    assert not any(name.startswith("Approve") for _, name, _ in options(
        "Halden Council approved the minutes. Karo Farms filed a lawsuit against Halden Council."
    ))  # fmt: skip


# --- who stands beside, and what is one option --------------------------------------------------------


def test_ways_to_say_that_one_returns_to_a_pact_are_one_option() -> None:
    text = (
        "Norway will return to full compliance with the accord if Denmark lifts its sanctions, its minister said. "
        "“If they want us to return to the NJA, they must lift the sanctions,” the minister of Norway said."
    )
    returning = [
        name for owner, name, _ in options(text) if owner == "NOR" and name.startswith("Return")
    ]
    assert len(returning) == 1


def test_returning_to_talks_and_to_a_pact_are_two() -> None:
    text = (
        "Norway will return to full compliance with the accord if Denmark lifts its sanctions, its minister said. "
        "Norway will return to the talks if Denmark frees the crew, its minister said."
    )
    returning = {name for owner, name, _ in options(text) if owner == "NOR"}
    assert len(returning) == 2


# --- background, possibility, attempts that share an object ------------------------------------------------


def test_a_blow_told_as_background_stands() -> None:
    text = "Denmark said on Monday that it would retaliate, after Norway imposed tariffs on Danish ore."
    acts = {(s.speaker.id, s.act) for s in statements(text) if s.speaker is not None}
    assert ("NOR", "SANCTION") in acts


def test_what_was_agreed_before_is_no_blow() -> None:
    text = "Denmark said on Monday that it would wait, after Norway signed the accord."
    assert all(s.speaker is None or s.speaker.id != "NOR" for s in statements(text))


@pytest.mark.parametrize(
    ("text", "force", "polarity"),
    [
        ("A ceasefire is possible, Norway's minister said.", "offer", True),
        ("Talks are impossible, Norway's minister said.", "refuse", False),
        ("No talks are possible, Norway's minister said.", "refuse", False),
    ],
)
def test_what_is_possible_is_offered_or_refused(text: str, force: str, polarity: bool) -> None:
    (event,) = events(text)
    assert (event.force, event.polarity, event.agent) == (force, polarity, "NOR")


def test_a_state_of_things_that_is_possible_is_no_offer() -> None:
    assert all(e.force == "state" for e in events("Rain is possible, Norway's minister said."))


def test_one_of_two_attempts_suffices_for_the_condition() -> None:
    text = (
        "Any Danish attempt to divert or stop the river would be considered an act of war, Norway warned. "
        "Denmark said it would build the dam."
    )
    assert any(wish.startswith("respond_act_war IF") for wish in wishes(text, "NOR"))


def test_who_will_not_negotiate_with_those_who_cut_ties_waits_for_what_they_do() -> None:
    text = "Norway will not negotiate with states that have cut ties with it unless Denmark lifts a blockade against it, its minister said."
    (condition,) = statements(text)[0].conditions
    assert condition.condition.text == "Denmark lifts a blockade against it"
    assert condition.consequence.text.startswith("Norway will not negotiate")
    lifted = [event.deed for event in events(text) if event.agent == "DNK"]
    assert lifted == ["lift a blockade against Norway"]
