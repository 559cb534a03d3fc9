"""Preferences of a draft: what each kind of words makes a party want, and what goes before what."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.model.conflict import Statements
from sentences import is_sentence
from told import FREE, LIFT, OFFER, SEND, Deed, On, Say, told, wanted

CLOSE = Deed(deed="close the port", by="orland", force="threaten", tone=-1)
DENIED = Deed(deed="free the crew", by="velia", words="free the crew", tone=1, so=False)
WITHDRAW = Deed(deed="withdraw the claim", by="velia", words="withdrew the claim", tone=1)


def conditional(text: str, first: Deed, second: Deed, sense: str, kind: str, **more: str) -> Say:
    """Return a conditional of Orland's to Velia."""
    act = {"offer": "OFFER", "threat": "THREATEN", "promise": "COMMIT"}.get(kind, "REQUEST")
    return Say(
        by="orland", text=text, deeds=[first, second], act=act, to=["velia"],
        on=[On(antecedent=1, consequent=0, sense=sense, kind=kind)], **more,
    )  # fmt: skip


#: What is said, and what Orland and Velia want, most important first.
CONDITIONALS = {
    "an offer": (
        conditional("Orland will lift the ban if Velia freed the crew.", LIFT, FREE, "if", "offer"),
        ["free_crew", "lift_ban IF free_crew", "!lift_ban *"],
        ["!free_crew *", "lift_ban *"],
    ),
    "an offer for what is left undone": (
        conditional("Orland will lift the ban unless Velia sent the fleet.", LIFT, SEND, "unless", "offer"),
        ["!send_fleet", "lift_ban IF !send_fleet", "!lift_ban *"],
        ["!send_fleet *", "lift_ban *"],
    ),
    "a threat": (
        conditional("Orland will close the port if Velia sent the fleet.", CLOSE, SEND, "if", "threat"),
        ["close_port IF send_fleet", "!close_port *", "!send_fleet"],
        ["!close_port *", "!send_fleet *"],
    ),
    "a threat unless": (
        conditional("Orland will close the port unless Velia freed the crew.", CLOSE, FREE, "unless", "threat"),
        ["close_port IF !free_crew", "!close_port *", "free_crew"],
        ["!close_port *", "!free_crew *"],
    ),
    "a threat until": (
        conditional("Orland will close the port until Velia freed the crew.", CLOSE, FREE, "until", "threat"),
        ["close_port IF !free_crew", "!close_port *", "free_crew"],
        ["!close_port *", "!free_crew *"],
    ),
    "either or": (
        conditional("Orland will close the port or Velia freed the crew.", CLOSE, FREE, "either-or", "threat"),
        ["close_port IF !free_crew", "!close_port *", "free_crew"],
        ["!close_port *", "!free_crew *"],
    ),
    "only if": (
        conditional("Orland will lift the ban only if Velia freed the crew.", LIFT, FREE, "only-if", "offer"),
        ["free_crew", "!lift_ban IF !free_crew", "lift_ban *"],
        ["!free_crew *", "lift_ban *"],
    ),
    "if and only if": (
        conditional("Orland will lift the ban if and only if Velia freed the crew.", LIFT, FREE, "iff", "offer"),
        ["free_crew", "lift_ban IFF free_crew"],
        ["!free_crew *", "lift_ban *"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONALS)
def test_a_conditional_makes_its_holder_want_what_it_ties_and_what_it_asks(name: str) -> None:
    said, orland, velia = CONDITIONALS[name]
    drafted = draft([told(said)])
    assert (wanted(drafted, "orland"), wanted(drafted, "velia")) == (orland, velia)


def both(*sayings: Say) -> tuple[list[str], list[str]]:
    drafted = draft([told(*sayings)])
    assert all(is_sentence(warning) for warning in drafted.warnings)
    return wanted(drafted, "orland"), wanted(drafted, "velia")


def own(text: str, deed: Deed, act: str = "COMMIT", **more: str) -> Say:
    """Return what Orland says of a deed, to Velia."""
    return Say(by="orland", text=text, deeds=[deed], act=act, to=["velia"], **more)


REST = ["lift_ban IF free_crew", "!lift_ban *"]

#: What Orland says besides its offer, and what it wants then.
PLAIN = {
    "its own word": (
        own("Orland will build a bridge.", Deed(deed="build a bridge", by="orland", force="promise")),
        ["build_bridge", "free_crew", *REST],
    ),
    "what it refuses": (
        own("Orland will not sell the ships.", Deed(deed="sell the ships", by="orland", force="refuse", so=False), "REJECT"),
        ["!sell_ships", "free_crew", *REST],
    ),
    "a threat": (
        own("Orland will close the port.", CLOSE, "THREATEN"),
        ["close_port", "free_crew", *REST],
    ),
    "a demand, the later first": (
        own("Orland said Velia must withdraw the claim.", Deed(deed="withdraw the claim", by="velia", force="demand"), "REQUEST"),
        ["withdraw_claim", "free_crew", *REST],
    ),
    "a demand to leave something": (
        own("Orland said Velia must not arm the rebels.", Deed(deed="arm the rebels", by="velia", force="demand", so=False), "REQUEST"),
        ["!arm_rebels", "free_crew", *REST],
    ),
    "a plain offer": (
        own("Orland offered to build a bridge.", Deed(deed="build a bridge", by="orland", force="offer"), "OFFER"),
        ["free_crew", "lift_ban IF free_crew", "build_bridge", "!lift_ban *"],
    ),
    "what it does": (
        own("Orland will go on to blockade the coast.", Deed(deed="blockade the coast", by="orland", time="now", modality="ongoing"), "COERCE"),
        ["free_crew", "lift_ban IF free_crew", "blockade_coast", "!lift_ban *"],
    ),
    "what only answers the other": (
        own("Orland will respond to any attack.", Deed(deed="respond to any attack", by="orland", force="threaten", tone=-1), "THREATEN"),
        ["free_crew", "!respond_attack *", *REST],
    ),
    "words of priority before all": (
        own("The existential wish of Orland is to build a bridge.", Deed(deed="build a bridge", by="orland", force="offer"), "OFFER"),
        ["build_bridge", "free_crew", *REST],
    ),
    "words without if or but before their like": (
        own("Orland will permanently close the port.", CLOSE, "THREATEN"),
        ["close_port", "free_crew", *REST],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_plain_words_stand_where_their_kind_and_weight_put_them(name: str) -> None:
    said, orland = PLAIN[name]
    assert both(OFFER, said)[0] == orland


def must(deed: str, text: str = "Orland said Velia must {}.", **more: str) -> Say:
    """Return a demand of Orland's to Velia."""
    asked = Deed(deed=deed, by="velia", force="demand")
    return Say(
        by="orland", text=text.format(deed), deeds=[asked], act="REQUEST", to=["velia"], **more
    )


def test_of_two_demands_the_stronger_words_count_then_the_oftener_said_then_the_later() -> None:
    first, second = must("open the gate"), must("leave the island")
    strong = must("open the gate", "Orland said Velia must, unconditionally, {}.")
    assert both(first, second)[0] == ["leave_island", "open_gate"]
    assert both(second, first)[0] == ["open_gate", "leave_island"]
    assert both(strong, second)[0] == ["open_gate", "leave_island"]
    assert both(first, first, second)[0] == ["open_gate", "leave_island"]
    variants = [must("open the gate", cluster="one"), must("open the gate", cluster="one")]
    assert both(*variants, second)[0] == ["leave_island", "open_gate"]
    assert both(variants[0], must("open the gate", cluster="two"), second)[0][0] == "open_gate"


def test_the_date_of_a_document_says_what_is_later() -> None:
    new = told(must("leave the island"), name="new", date="2025-03-02")
    old = told(must("open the gate"), must("open the mine"), name="old", date="2025-03-01")
    undated = told(must("open the road"), name="undated", date=None)
    for documents in ([new, old, undated], [undated, old, new]):
        drafted = draft(documents)
        assert wanted(drafted, "orland") == ["leave_island", "open_mine", "open_gate", "open_road"]


def test_a_condition_of_two_parts_asks_for_both_and_each_part_is_told_once() -> None:
    said = Say(
        by="orland", act="OFFER", to=["velia"], on=[On(antecedent=1, consequent=0)],
        text="Orland will lift the ban if Velia freed the crew and withdrew the claim and freed the crew.",
        deeds=[LIFT, Deed(deed="free the crew", by="velia", words="freed the crew and withdrew the claim and freed the crew", tone=1), WITHDRAW, FREE],
    )  # fmt: skip
    orland, velia = both(said)
    assert orland == [
        "free_crew",
        "withdraw_claim",
        "lift_ban IF free_crew & withdraw_claim",
        "!lift_ban *",
    ]
    assert velia == ["!free_crew *", "!withdraw_claim *", "lift_ban *"]


def yes_or_no(deed: str, text: str, *, so: bool, force: str = "promise", **more: str) -> Say:
    """Return Orland's word for or against a deed of its own."""
    said = Deed(deed=deed, by="orland", force=force, so=so)
    return Say(
        by="orland", text=text.format(deed), deeds=[said], act="COMMIT", to=["velia"], **more
    )


def test_of_a_yes_and_a_no_the_later_word_counts_and_the_analyst_is_told() -> None:
    yes = yes_or_no("sell the ships", "Orland will {}.", so=True)
    no = yes_or_no("sell the ships", "Orland will not {}.", so=False, force="refuse")
    for first, second, kept, gone in ((yes, no, "!sell_ships", yes), (no, yes, "sell_ships", no)):
        drafted = draft([told(OFFER, first, second)])
        assert wanted(drafted, "orland")[0] == kept
        assert "sell_ships" not in " ".join(wanted(drafted, "orland")[1:])
        (warning,) = drafted.warnings
        assert f"“{gone.text} (2025-03-01)”" in warning
        assert "Orland" in warning
        assert f"({kept})" in warning
        assert drafted.warnings == draft([told(OFFER, first, second)]).warnings


def test_a_long_or_undated_word_that_does_not_count_is_shown_short_and_without_a_date() -> None:
    no = yes_or_no("sell the ships", "Orland will not {}.", so=False, force="refuse")
    for length, shown in ((120, "{}"), (121, "{:.119}…")):
        text = "Orland will {}, whatever it is told"
        text = text.ljust(length + 2 - len("sell the ships"), "!")
        yes = yes_or_no("sell the ships", text, so=True)
        assert len(yes.text) == length
        (warning,) = draft([told(OFFER, yes, no, date=None)]).warnings
        assert f"“{shown.format(yes.text)}”" in warning


def test_a_word_outlasts_a_deed_and_words_outlast_assumptions() -> None:
    word = yes_or_no("close the port", "Orland will not {}.", so=False, force="refuse")
    deed = own("Orland sends ships to close the port.", Deed(deed="close the port", by="orland", time="now"), "COERCE")  # fmt: skip
    for sayings in ((word, deed), (deed, word)):
        drafted = draft([told(OFFER, *sayings)])
        assert wanted(drafted, "orland") == ["!close_port", "free_crew", *REST]
        assert drafted.warnings == ()
    promised = yes_or_no("lift the ban", "Orland will {} anyway.", so=True)
    for sayings in ((OFFER, promised), (promised, OFFER)):
        assert both(*sayings)[0] == ["lift_ban", "free_crew", "lift_ban IF free_crew"]
        assert draft([told(*sayings)]).warnings == ()
    refused = yes_or_no("lift the ban", "Orland will not {} for nothing.", so=False, force="refuse")
    for sayings in ((OFFER, refused), (refused, OFFER)):
        assert both(*sayings)[0] == ["!lift_ban", "free_crew", "lift_ban IF free_crew"]


def rejected(text: str = "Velia rejected the demand.", to: str = "orland") -> Say:
    """Return Velia's answer to what was asked of it before."""
    refused = Deed(
        deed="accept the demand", by="velia", force="refuse", so=False, words="rejected the demand",
        topics=("accept", "demand"),
    )  # fmt: skip
    return Say(by="velia", text=text, deeds=[refused], act="REJECT", to=[to] if to else [])


def test_who_rejects_a_demand_will_not_do_what_was_last_asked_of_it() -> None:
    first, second = must("open the gate"), must("leave the island")
    assert both(first, second, rejected())[1][:2] == ["!accept_demand", "!leave_island"]
    assert "!open_gate" not in both(first, second, rejected())[1]
    assert both(first, rejected(), second)[1][:2] == ["!accept_demand", "!open_gate"]
    assert "!leave_island" not in both(first, rejected(), second)[1]
    assert "!open_gate" in both(rejected(), first)[1]
    asked_by_third = Say(
        by="sudria", act="REQUEST", to=["velia"], text="Sudria said Velia must shut the mine.",
        deeds=[Deed(deed="shut the mine", by="velia", force="demand")],
    )  # fmt: skip
    velia = both(first, asked_by_third, rejected())[1]
    assert "!open_gate" in velia
    assert "!shut_mine" not in velia
    velia = both(first, asked_by_third, rejected(to=""))[1]
    assert "!shut_mine" in velia
    assert "!open_gate" not in velia
    velia = both(first, asked_by_third, rejected(to="velia"))[1]
    assert "!shut_mine" in velia


FULLER = Say(
    by="orland", act="OFFER", to=["velia"], on=[On(antecedent=1, consequent=0)],
    text="Orland will lift the ban once Velia freed the crew and withdrew the claim.",
    deeds=[LIFT, Deed(deed="free the crew", by="velia", words="freed the crew and withdrew the claim", tone=1), WITHDRAW],
)  # fmt: skip


def test_of_two_tellings_of_one_offer_the_fuller_stays_unless_only_the_other_is_verbatim() -> None:
    full, short = "lift_ban IF free_crew & withdraw_claim", "lift_ban IF free_crew"
    quoted = conditional("Lift the ban: we lift the ban if Velia freed the crew.", LIFT, FREE, "if", "offer", layer="quoted")  # fmt: skip
    both_quoted = Say(**{**vars(FULLER), "layer": "quoted"})
    for fuller, shorter, kept, gone in (
        (FULLER, OFFER, full, short), (FULLER, quoted, short, full), (both_quoted, quoted, full, short),
    ):  # fmt: skip
        for sayings in ((fuller, shorter), (shorter, fuller)):
            drafted = draft([told(*sayings)])
            assert kept in wanted(drafted, "orland")
            assert gone not in wanted(drafted, "orland")
            given = drafted.conflict.preferences["orland"]
            assert isinstance(given, Statements)
            (cited,) = [len(item.evidence) for item in given.items if str(item.that) == kept]
            assert cited == 2
            names = [scenario.name for scenario in drafted.scenarios]
            assert names[1:] == [f"Only if: {kept.replace('IF', 'IFF')}"]


def test_offers_of_different_things_or_on_different_conditions_all_stay() -> None:
    other = conditional("Orland will lift the ban if Velia withdrew the claim.", LIFT, WITHDRAW, "if", "offer")  # fmt: skip
    orland = both(OFFER, other)[0]
    assert "lift_ban IF free_crew" in orland
    assert "lift_ban IF withdraw_claim" in orland
    bridge = Deed(deed="build a bridge", by="orland", force="offer", tone=1)
    fuller = Say(**{**vars(FULLER), "deeds": [bridge, *FULLER.deeds[1:]], "text": f"{FULLER.text} Orland will build a bridge."})  # fmt: skip
    orland = both(OFFER, fuller)[0]
    assert "lift_ban IF free_crew" in orland
    assert "build_bridge IF free_crew & withdraw_claim" in orland


def test_a_threat_merged_into_a_fuller_one_keeps_what_follows_from_it_behind_it() -> None:
    short = conditional("Orland will close the port if Velia sent the fleet.", CLOSE, SEND, "if", "threat")  # fmt: skip
    arm = Deed(deed="arm the rebels", by="velia", words="armed the rebels", tone=-1)
    full = Say(
        by="orland", act="THREATEN", to=["velia"], on=[On(antecedent=1, consequent=0, kind="threat")],
        text="Orland will close the port once Velia sent the fleet and armed the rebels.",
        deeds=[CLOSE, Deed(deed="send the fleet", by="velia", words="sent the fleet and armed the rebels", tone=-1), arm],
    )  # fmt: skip
    for sayings in ((short, full), (full, short)):
        orland = both(*sayings)[0]
        at = orland.index("close_port IF send_fleet & arm_rebels")
        assert orland[at + 1] == "!close_port *"
        assert "close_port IF send_fleet" not in orland


def test_what_depends_on_what_no_option_stands_for_only_asks() -> None:
    many = [must(deed) for deed in ("open the gate", "leave the island", "withdraw the claim")] * 2
    kept = ["withdraw_claim", "leave_island", "open_gate"]
    assert wanted(draft([told(*many, OFFER)], max_options=4), "orland") == [*kept, "!lift_ban *"]
    first = Say(**{**vars(OFFER), "text": "If Velia freed the crew, Orland will lift the ban."})
    named = must("free the crew", "Orland said: {}.")
    drafted = draft([told(*many, named, named, first)], max_options=4)
    assert wanted(drafted, "orland") == ["free_crew", *kept]


def test_what_is_tied_to_itself_says_nothing_of_an_order() -> None:
    same = Deed(deed="free the crew", by="orland", force="offer")
    said = conditional("Orland will free the crew if Velia freed the crew.", same, FREE, "if", "offer")  # fmt: skip
    assert both(said)[0] == ["free_crew_2", "free_crew IF free_crew_2", "!free_crew *"]
    again = Deed(deed="free the crew", by="orland", words="freed the crew")
    said = conditional("Orland will free the crew if Orland freed the crew.", same, again, "if", "offer")  # fmt: skip
    assert not any("IF" in that for that in both(OFFER, said)[0] if "!free" in that)


def test_to_rule_out_what_another_would_do_is_to_ask_it_of_the_other() -> None:
    held = Deed(deed="hold a referendum", by="velia", force="promise")
    plan = Say(by="velia", text="Velia will hold a referendum.", deeds=[held], act="COMMIT", to=["orland"])  # fmt: skip
    no = yes_or_no("hold a referendum", "Orland will not {}.", so=False, force="refuse")
    no = Say(**{**vars(no), "to": []})
    orland = both(OFFER, plan, no)[0]
    assert orland == ["!hold_referendum", "free_crew", "lift_ban IF free_crew", "!lift_ban *"]
    orland = both(OFFER, no, plan, must("open the gate"))[0]
    assert orland[:3] == ["open_gate", "!hold_referendum", "free_crew"]


def test_an_offer_told_twice_on_one_condition_is_one_and_does_nothing_to_others() -> None:
    again = Say(**{**vars(OFFER), "text": "If Velia freed the crew, Orland will lift the ban."})
    assert both(OFFER, again)[0] == both(OFFER)[0]
    bridge = Deed(deed="build a bridge", by="orland", force="offer", tone=1)
    first = conditional("Orland will build a bridge if Velia freed the crew.", bridge, FREE, "if", "offer")  # fmt: skip
    orland = both(first, FULLER, OFFER)[0]
    assert "build_bridge IF free_crew" in orland
    assert "lift_ban IF free_crew & withdraw_claim" in orland
    assert "lift_ban IF free_crew" not in orland


def test_strong_words_of_a_conditional_weigh_on_all_that_it_says() -> None:
    strong = Say(**{**vars(OFFER), "text": "Unconditionally vital: Orland will lift the ban if Velia freed the crew."})  # fmt: skip
    orland = both(strong, yes_or_no("build a bridge", "Orland will {}.", so=True))[0]
    assert orland == ["free_crew", "lift_ban IF free_crew", "build_bridge", "!lift_ban *"]
