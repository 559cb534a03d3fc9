"""The gate on statements written down by hand: what each rule keeps out, and what its like becomes."""

from __future__ import annotations

from collections import Counter

import pytest

from detente.drafting import Draft, NoModelError, draft
from detente.drafting.gate import RULES
from detente.evidence import Actor
from detente.model.conflict import Statements
from told import Deed, On, Say, told

LIFT = Deed(deed="lift the ban", by="orland", force="offer", tone=1)
FREE = Deed(deed="free the crew", by="velia", words="freed the crew", tone=1)
#: Two who are at odds, so that there is a model whatever else is left out.
OFFER = Say(
    by="orland", text="Orland will lift the ban if Velia freed the crew.", deeds=[LIFT, FREE],
    act="OFFER", to=["velia"], on=[On(antecedent=1, consequent=0)],
)  # fmt: skip
OWN = ["Lift the ban", "Free the crew"]


def drafted(*sayings: Say, actors: tuple[Actor, ...] = ()) -> Draft:
    return draft([told(OFFER, *sayings, actors=actors)])


def outcome(*sayings: Say, actors: tuple[Actor, ...] = ()) -> tuple[list[str], list[str]]:
    """Return the options besides those of the offer, with owner and role, and what is left out."""
    found = drafted(*sayings, actors=actors)
    names = {option.id: option for option in found.conflict.options}
    kept = [
        f"{names[m.option].owner}: {m.phrase} ({'not ' if m.negated else ''}{m.role})"
        for m in found.merges
        if m.statement != "s1"
    ]
    for item in found.left_out:
        assert item.rule in RULES
        assert item.kind == "option"
        assert item.document == "d1"
        assert item.span is not None
    return kept, [f"{item.what}: {item.rule}" for item in found.left_out]


def orland(text: str, *deeds: Deed, act: str = "STATE", to: str = "velia", **more: object) -> Say:
    """Return what Orland says."""
    return Say(by="orland", text=text, deeds=deeds, act=act, to=[to] if to else [], **more)  # type: ignore[arg-type]


def one(deed: str, by: str | None, **more: object) -> Say:
    """Return Orland's statement of one deed."""
    say = {key: more.pop(key) for key in ("act", "to", "layer") if key in more}
    text = str(more.pop("text", "Orland said: {}.")).format(deed)
    return orland(text, Deed(deed=deed, by=by, **more), **say)  # type: ignore[arg-type]


#: A deed, whose, how it is told; the options it makes and what is left out of it.
SINGLE: dict[str, tuple[Say, list[str], list[str]]] = {
    "promised": (one("build a bridge", "orland", force="promise"), ["orland: build a bridge (commitment)"], []),
    "offered": (one("build a bridge", "orland", force="offer"), ["orland: build a bridge (offer)"], []),
    "threatened": (one("shut the road", "orland", force="threaten"), ["orland: shut the road (threat)"], []),
    "refused": (one("sell the ships", "orland", force="refuse", so=False), ["orland: sell the ships (not refusal)"], []),
    "only told to come": (one("build a bridge", "orland"), [], []),
    "another's, told to come": (one("build a bridge", "velia"), [], ["build a bridge: another's forecast"]),
    "another's, told as going on": (one("build a bridge", "velia", time="now"), [], []),
    "nobody's, told to come": (one("build a bridge", None), [], []),
    "possible": (one("build a bridge", None, modality="conditional"), [], ["build a bridge: only possible"]),
    "another's, possible": (one("build a bridge", "velia", modality="conditional", time="now"), [], ["build a bridge: only possible"]),
    "never was": (one("build a bridge", "orland", force="promise", modality="conditional", time="past"), [], ["build a bridge: never was"]),
    "over": (one("build a bridge", "orland", force="promise", time="past"), [], ["build a bridge: past"]),
    "demanded of the other": (one("open the gate", "velia", force="demand"), ["velia: open the gate (demand)"], []),
    "demanded not to be": (one("arm the rebels", "velia", force="demand", so=False), ["velia: arm the rebels (not demand)"], []),
    "demanded of oneself": (one("open the gate", "orland", force="demand"), [], []),
    "demanded of nobody": (one("open the gate", None, force="demand"), [], ["open the gate: no doer"]),
    "demanded of no party": (one("open the gate", "elsewhere", force="demand"), [], ["open the gate: no party"]),
    "asked of one's own": (
        one("sign the law", "orland", force="offer", modality="asked", text="Orland called on its own to {}."),
        [], ["sign the law: no exchange"],
    ),
    "asked, but not in words of asking": (
        one("sign the law", "orland", force="offer", modality="asked", text="Orland is to {}."), ["orland: sign the law (offer)"], [],
    ),
    "words of asking for what it will do itself": (
        one("sign the law", "orland", force="offer", text="Orland urged others, and will {}."), ["orland: sign the law (offer)"], [],
    ),
    "a state": (one("understand the risk", "velia", force="demand"), [], ["understand the risk: not a choice"]),
    "to have something": (one("have the ships", "velia", force="demand"), [], ["have the ships: not a choice"]),
    "to weigh what is asked": (
        one("consider the offer", "velia", force="demand", topics=("consider", "offer")), ["velia: consider the offer (demand)"], [],
    ),
    "to call names": (one("call the judges", "velia", force="demand"), [], ["call the judges: not a choice"]),
    "to call a vote": (one("call an election", "velia", force="demand", topics=("call", "election")), ["velia: call an election (demand)"], []),
    "to give a number": (one("offer a figure", "velia", force="demand"), [], ["offer a figure: not a choice"]),
    "not to give a number": (one("offer a figure", "orland", force="refuse", so=False), [], ["offer a figure: not a choice"]),
    "to promise a number": (one("publish a figure", "orland", force="promise"), ["orland: publish a figure (commitment)"], []),
    "to give a reply": (one("give a reply", "velia", force="demand"), [], ["give a reply: not a choice"]),
    "to offer a reply": (one("offer a reply", "orland", force="promise"), [], ["offer a reply: not a choice"]),
    "to reply in deeds": (one("publish a reply", "velia", force="demand"), ["velia: publish a reply (demand)"], []),
    "told too short": (one("do it", "velia", force="demand"), [], ["do it: unreadable"]),
    "harm to itself": (one("attack Velian ships", "velia", force="demand", tone=-1), [], ["attack Velian ships: no doer"]),
    "harm to another": (one("attack Sudrian ships", "velia", force="demand", tone=-1), ["velia: attack Sudrian ships (demand)"], []),
    "no harm to itself": (one("free Velian ships", "velia", force="demand", tone=1), ["velia: free Velian ships (demand)"], []),
    "the end of its own": (one("end Velian strikes", "velia", force="demand", tone=-1), ["velia: end Velian strikes (demand)"], []),
    "its own, by name": (one("open Velia’s ports", "velia", force="demand"), ["velia: open its ports (demand)"], []),
    "its own, by name and article": (one("open the Velia's ports", "velia", force="demand"), ["velia: open its ports (demand)"], []),
    "its name in another word": (one("open Velians’ ports", "velia", force="demand"), ["velia: open Velians’ ports (demand)"], []),
    "a third asked to mediate": (one("mediate in the conflict", "sudria", force="demand"), [], ["Mediate in the conflict: no exchange"]),
    "blamed for what goes on": (one("arm the rebels", "velia", force="accuse", time="now", text="Velia is there to {}."), ["velia: stop arming the rebels (accusation)"], []),
    "blamed for what is over": (one("arm the rebels", "velia", force="accuse", time="past", text="Velia is there to {}."), [], ["arm the rebels: accusation"]),
    "blamed for what is to come": (one("arm the rebels", "velia", force="accuse", text="Velia is there to {}."), [], ["arm the rebels: accusation"]),
    "not blamed": (one("arm the rebels", "velia", force="accuse", so=False, time="now"), [], []),
    "blamed, nobody named": (
        one("arm the rebels", "velia", force="accuse", time="now", text="It is wrong to {}."), ["velia: stop arming the rebels (accusation)"], [],
    ),
    "blamed, nobody pointed at": (
        one("arm the rebels", "velia", force="accuse", time="now", text="Wrong: to {}."), [], ["arm the rebels: no doer"],
    ),
    "blamed in a blaming statement": (
        one("arm the rebels", "velia", act="ACCUSE", time="now", tone=-1, text="Velia is there to {}."), ["velia: stop arming the rebels (accusation)"], [],
    ),
    "told without harm in a blaming statement": (
        one("arm the rebels", "velia", act="ACCUSE", time="now", text="Velia is there to {}."), [], ["arm the rebels: accusation"],
    ),
    "blamed itself": (one("arm the rebels", "orland", force="accuse", time="now"), [], []),
    "only answers another": (one("respond to any attack", "orland", force="threaten"), ["orland: respond to an attack (threat)"], []),
    "what the writer thinks will be": (one("build a bridge", "orland", layer="author"), [], ["build a bridge: view of others"]),
    "what the writer thinks is threatened": (
        one("build a bridge", "orland", layer="author", force="threaten", time="now"), [], ["build a bridge: view of others"],
    ),
    "what the writer tells": (one("build a bridge", "orland", layer="author", time="now"), [], []),
    "what others make of it": (one("build a bridge", "orland", layer="interpreted"), [], ["build a bridge: view of others"]),
    "its own deed that stands": (
        one("blockade the coast", "orland", act="COERCE", time="now", modality="ongoing"), ["orland: blockade the coast (deed)"], [],
    ),
    "its own deed that is over": (one("sail the coast", "orland", time="now", modality="ongoing"), [], []),
}  # fmt: skip


@pytest.mark.parametrize("name", SINGLE)
def test_a_deed_is_admitted_or_left_out_by_the_rule_that_it_meets(name: str) -> None:
    said, kept, left = SINGLE[name]
    assert outcome(said) == (kept, left)
