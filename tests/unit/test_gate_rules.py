"""The gate on statements written down by hand: what each rule keeps out, and what its like becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.drafting import Draft, draft
from detente.drafting.admission import RULES
from detente.evidence import Actor
from detente.model.conflict import Statements
from told import FREE, OFFER, SEND, Deed, On, Say, told, wanted

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


def refused(what: str, *, maker: str | None = None, to: str = "velia", topic: str = "offer") -> Say:
    """Return Orland's refusal of an offer that somebody made."""
    deed = Deed(deed=f"accept {what}", by="orland", to=maker, force="refuse", so=False, topics=("accept", topic))  # fmt: skip
    return orland(f"Orland will not accept {what}.", deed, to=to)


def sought(words: str, deed: str, **more: object) -> Say:
    """Return what Orland demands of nobody."""
    return orland(f"Orland demanded {words}.", Deed(**{"deed": deed, "by": None, "words": words, "force": "demand", "tone": 1, **more}), to="")  # type: ignore[arg-type]  # fmt: skip


def asked(text: str, *, of: str = "", to: str | None = None) -> Say:
    """Return a demand for the end of a siege in words that name no doer."""
    siege = f"lift the siege{of}"
    return orland(
        text.format(siege), Deed(deed=siege, by=None, to=to, force="demand", tone=1), to=""
    )


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
    "to reveal what was agreed": (one("reveal the terms", "velia", force="demand"), ["velia: reveal the terms (demand)"], []),
    "not to reveal what was agreed": (one("reveal the terms", "orland", force="refuse", so=False), [], ["reveal the terms: not a choice"]),
    "to voice a protest": (one("lodge a protest", "velia", force="demand", topics=("lodge", "protest")), [], ["lodge a protest: not a choice"]),
    "to stop a protest": (one("stop the protest", "velia", force="demand", topics=("stop", "protest")), ["velia: stop the protest (demand)"], []),
    "to lodge more than a protest": (one("lodge a complaint", "velia", force="demand", topics=("lodge", "complaint")), ["velia: lodge a complaint (demand)"], []),
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
    "to make what is no thing": (one("make a difference", "velia", force="demand", topics=("make", "difference")), [], ["make a difference: not a choice"]),
    "to settle, by what is open": (one("settle the difference", "velia", force="demand", topics=("settle", "difference")), [], ["settle the difference: not a choice"]),
    "to settle a thing": (one("settle the lawsuit", "velia", force="demand", topics=("settle", "lawsuit")), ["velia: settle the lawsuit (demand)"], []),
    "to work for an end": (one("work for peace", "velia", force="demand", topics=("work", "peace")), [], ["work for peace: not a choice"]),
    "to work on a thing": (one("work on the road", "velia", force="demand", topics=("work", "road")), ["velia: work on the road (demand)"], []),
    "to do something for an end": (one("sign the peace", "velia", force="demand", topics=("sign", "peace")), ["velia: sign the peace (demand)"], []),
    "to guard a value": (one("defend its rights", "velia", force="demand", topics=("defend", "right")), [], ["defend its rights: not a choice"]),
    "to guard a place": (one("defend the bridge", "velia", force="demand", topics=("defend", "bridge")), ["velia: defend the bridge (demand)"], []),
    "to do something with a value": (one("publish the rights", "velia", force="demand", topics=("publish", "right")), ["velia: publish the rights (demand)"], []),
    "to answer words": (one("respond to announcements", "orland", force="threaten", topics=("respond", "announcement")), [], ["respond to announcements: not a choice"]),
    "to react to words": (one("react to announcements", "orland", force="threaten", topics=("react", "announcement")), [], ["react to announcements: not a choice"]),
    "to react to a deed": (one("react to the raid", "orland", force="threaten", topics=("react", "raid")), ["orland: react to the raid (threat)"], []),
    "to declare what is no war": (one("declare a holiday", "velia", force="demand", topics=("declare", "holiday")), ["velia: declare a holiday (demand)"], []),
    "to declare war": (one("declare war on Sudria", "velia", force="threaten", act="THREATEN", topics=("declare", "war")), [], ["declare war on Sudria: another's forecast"]),
    "to print words": (one("publish announcements", "orland", force="threaten", topics=("publish", "announcement")), ["orland: publish announcements (threat)"], []),
    "told by whoever will do it": (one("pay the fine", "velia", told_by="velia"), ["velia: pay the fine (commitment)"], []),
    "told by whoever will not": (one("pay the fine", "velia", told_by="velia", modality="denied", so=False), ["velia: pay the fine (not refusal)"], []),
    "told by whoever did it": (one("pay the fine", "velia", told_by="velia", modality="done"), [], ["pay the fine: another's forecast"]),
    "told by a third": (one("pay the fine", "velia", told_by="sudria"), [], ["pay the fine: another's forecast"]),
    "told by whoever will do too little": (one("do it", "velia", told_by="velia"), [], ["do it: unreadable"]),
    "blamed for what it leaves undone": (one("pay the crew", "velia", act="ACCUSE", so=False, time="now", text="Velia refuses to {}."), ["velia: pay the crew (demand)"], []),
    "blamed for harm it leaves undone": (one("raid the coast", "velia", act="ACCUSE", so=False, time="now", tone=-1, text="Velia refuses to {}."), [], ["raid the coast: accusation"]),
    "blamed for what it left undone": (one("pay the crew", "velia", act="ACCUSE", so=False, time="past", text="Velia refused to {}."), [], []),
    "blamed for what it would leave undone": (
        one("pay the crew", "velia", act="ACCUSE", so=False, time="now", modality="conditional", text="Velia would refuse to {}."), [], [],
    ),
    "blamed for too little left undone": (one("do it", "velia", act="ACCUSE", so=False, time="now", text="Velia refuses to {}."), [], ["do it: unreadable"]),
    "an offer that calls itself conditional": (
        one("open the dam", "orland", force="offer", text="Orland conditionally offers to {}."), ["orland: open the dam (offer)"], [],
    ),
    "an offer refused": (refused("the revised pay offer"), ["orland: accept the revised pay offer (not refusal)", "velia: stand by its revised pay offer (deed)"], []),
    "an offer refused, by a name behind it": (refused("the offer from Sudria"), ["orland: accept the offer from Sudria (not refusal)"], ["Stand by its offer: no exchange"]),
    "an offer refused, of the one whom the deed meets": (
        refused("the offer", maker="sudria", to=""), ["orland: accept the offer (not refusal)"], ["Stand by its offer: no exchange"],
    ),
    "an offer refused, of one who is no party": (
        refused("the offer", maker="elsewhere", to=""), ["orland: accept the offer (not refusal)", "velia: stand by its offer (deed)"], [],
    ),
    "an offer refused, of nobody named": (refused("the offer", to=""), ["orland: accept the offer (not refusal)", "velia: stand by its offer (deed)"], []),
    "its own offer refused": (refused("the offer", maker="orland", to=""), ["orland: accept the offer (not refusal)"], []),
    "a letter refused": (refused("the letter", topic="letter"), ["orland: accept the letter (not refusal)"], []),
    "an end of harm, demanded of nobody": (sought("an end to the raids", "end the raids"), ["velia: end the raids (demand)"], []),
    "talks, demanded of nobody": (sought("talks on the siege", "hold talks", topics=("hold", "talk")), [], ["hold talks: no doer"]),
    "what one gives for an answer, demanded of nobody": (
        sought("an apology", "give an apology", tone=0, topics=("give", "apology")), ["velia: give an apology (demand)"], [],
    ),
    "what answers nothing, demanded of nobody": (sought("a song", "give a song", tone=0, topics=("give", "song")), [], ["give a song: no doer"]),
    "called upon a regime": (asked("Orland calls upon the regime to {}."), ["velia: lift the siege (demand)"], []),
    "asked of others": (asked("Orland said allies should {}."), [], ["lift the siege: no doer"]),
    "asked of them": (asked("Orland said: they must {}."), ["velia: lift the siege (demand)"], []),
    "asked of them, about a third": (asked("Orland said: they must {}.", of=" of Sudria"), [], ["lift the siege of Sudria: no doer"]),
    "asked of them, for the other": (asked("Orland said: they must {}.", to="velia"), [], ["lift the siege: no doer"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SINGLE)
def test_a_deed_is_admitted_or_left_out_by_the_rule_that_it_meets(name: str) -> None:
    said, kept, left = SINGLE[name]
    assert outcome(said) == (kept, left)


SHELL = Deed(deed="shell the port", by="orland", force="threaten", tone=-1)
DUTIES = Deed(deed="lift the duties", by="orland", force="offer", tone=1)
REOPEN = Deed(deed="reopen the port", by="orland", force="offer", tone=1)
DAM = Deed(deed="open the dam", by="orland", force="offer")
RAID = Deed(deed="raid the coast", by="velia", words="raided the coast", tone=-1)
OPEN = Deed(deed="open the ports", by="velia", force="demand", words="open its ports", tone=1)
GAS = Deed(deed="get the gas", by="velia", force="ask", words="gas")


def tied(text: str, *deeds: Deed, act: str = "THREATEN", to: str = "velia", **on: object) -> Say:
    """Return a conditional of Orland's: the second deed is the condition of the first."""
    given = {"antecedent": 1, "consequent": 0, "kind": "threat", **on}
    return orland(text, *deeds, act=act, to=to, on=[On(**given)])  # type: ignore[arg-type]


def plan(words: str, by: str | None = None, **more: object) -> Deed:
    """Return the withdrawal of a plan, in some words."""
    return Deed(deed="withdraw the plan", by=by, words=words, topics=("withdraw", "plan"), **more)  # type: ignore[arg-type]


def bearing(deed: str, by: str | None, *topics: str) -> Say:
    """Return a threat that tells what somebody would have to bear."""
    words = f"somebody will {deed} if Velia sent the fleet."
    return tied(words, Deed(deed=deed, by=by, topics=topics), SEND)


def receiving(what: str, topic: str, source: str | None = None, to: str = "velia") -> Say:
    """Return an offer of Orland's on what it gets first."""
    words = f"we receive {what}"
    got = Deed(
        deed=f"receive {what}", by="orland", to=source, words=words, topics=("receive", topic)
    )
    return tied(f"Orland will lift the duties once {words}.", DUTIES, got, kind="offer", to=to)


def waiting(words: str, *, deed: str = "lift the siege", tone: int = 1, to: str = "velia") -> Say:
    """Return that Orland opens no talks until something is done that reads as its own deed."""
    talks = Deed(deed="open talks", by="orland", force="refuse", so=False)
    until = Deed(deed=deed, by="orland", words=words, tone=tone)
    return tied(f"Orland will not open talks until {words}.", talks, until, sense="until", kind="demand", to=to)  # fmt: skip


#: Conditionals, the options they make, what is left out, and what Orland wants besides its offer's terms.
CONDITIONS = {
    "what the other wants for itself, for a price": (
        [tied("If Velia wants gas, it must open its ports.", GAS, OPEN, antecedent=0, consequent=1, kind="demand")],
        ['velia: open the ports (condition)'], ['get the gas: not a choice'], ['open_ports', 'free_crew'],
    ),
    "what the other wants of the speaker, for a price": (
        [tied("If Velia wants us to lift the duties, it must open its ports.", Deed(deed="lift the duties", by="orland", force="ask"), OPEN, antecedent=0, consequent=1, kind="demand")],
        ['orland: lift the duties (consequence)', 'velia: open the ports (condition)'], [], ['open_ports', 'free_crew', 'lift_duties IF open_ports', '!lift_duties *'],
    ),
    "what both would share, for a price": (
        [tied("If Velia wants to resume trade, it must open its ports.", Deed(deed="resume trade", by="velia", force="ask"), OPEN, antecedent=0, consequent=1, kind="demand")],
        ['orland: resume trade (consequence)', 'velia: open the ports (condition)'], [], ['open_ports', 'free_crew', 'resume_trade IF open_ports', '!resume_trade *'],
    ),
    "what the other wants, for the speaker's own price": (
        [tied("If Velia wants gas, we must pay the debt.", GAS, Deed(deed="pay the debt", by="orland"), antecedent=0, consequent=1, kind="demand")],
        [], ['get the gas: not a choice'], ['free_crew'],
    ),
    "a price not to be paid": (
        [tied("If Velia wants gas, it must not open its ports.", GAS, Deed(deed="open the ports", by="velia", force="demand", words="open its ports", so=False), antecedent=0, consequent=1, kind="demand")],
        ['velia: open the ports (not condition)'], ['get the gas: not a choice'], ['!open_ports', 'free_crew'],
    ),
    "told in the breath of the condition": (
        [tied("Orland will lift the duties if Velia moves to free the crew.", Deed(deed="free the crew", by="velia"), antecedent="Velia moves to free the crew", consequent=0, by="velia")],
        [], [], ['free_crew'],
    ),
    "a consequence cut short": (
        [tied("Orland will close the port and the road if Velia freed the crew.", Deed(deed="close the port and the road", by="orland", force="threaten", tone=-1), FREE, consequent="close the port")],
        ['velia: free the crew (condition)', 'orland: close the port and the road (consequence)'], [], ['close_port_road IF free_crew', '!close_port_road *', '!free_crew'],
    ),
    "another's consequence cut short": (
        [tied("Velia will close the port and the road if Velia freed the crew.", Deed(deed="close the port and the road", by="velia", force="threaten"), FREE, consequent="close the port")],
        ['velia: free the crew (condition)'], ["close the port and the road: another's forecast"], ['!free_crew'],
    ),
    "a mere forecast cut short": (
        [tied("Orland will close the port and the road if Velia freed the crew.", Deed(deed="close the port and the road", by="orland"), FREE, consequent="close the port")],
        ['velia: free the crew (condition)'], [], ['!free_crew'],
    ),
    "it, of the one addressed": (
        [tied("Orland will shell the port unless it withdraws the plan.", SHELL, plan("it withdraws the plan"), sense="unless")],
        ['orland: shell the port (consequence)', 'velia: withdraw the plan (condition)'], [], ['shell_port IF !withdraw_plan', '!shell_port *', 'withdraw_plan', 'free_crew'],
    ),
    "it, of the one whom it would meet": (
        [tied("Orland will shell the port unless it withdraws the plan.", SHELL, plan("it withdraws the plan", to="velia"), sense="unless")],
        ['orland: shell the port (consequence)'], ['withdraw the plan: no doer'], ['free_crew', '!shell_port *'],
    ),
    "nobody, of the one addressed": (
        [tied("Orland will shell the port unless there is no plan.", SHELL, plan("there is no plan"), sense="unless")],
        ['orland: shell the port (consequence)'], ['withdraw the plan: no doer'], ['free_crew', '!shell_port *'],
    ),
    "a name that opens the condition": (
        [tied("Orland will shell the port unless Velia soon withdraws the plan.", SHELL, plan("Velia soon withdraws the plan"), sense="unless", to="")],
        ['orland: shell the port (consequence)', 'velia: withdraw the plan (condition)'], [], ['shell_port IF !withdraw_plan', '!shell_port *', 'withdraw_plan', 'free_crew'],
    ),
    "a name that opens it and is met by it": (
        [tied("Orland will shell the port unless Velia soon has the plan withdrawn.", SHELL, plan("Velia soon has the plan withdrawn", to="velia"), sense="unless", to="")],
        ['orland: shell the port (consequence)'], ['withdraw the plan: no doer'], ['free_crew', '!shell_port *'],
    ),
    "a deed whose like is somebody's": (
        [tied("Orland will shell the port unless the plan is withdrawn.", SHELL, plan("the plan is withdrawn"), sense="unless", to=""), Say(by="velia", text="Velia will withdraw the plan.", deeds=[plan("withdraw the plan", "velia", force="promise")], act="COMMIT", to=["orland"])],
        ['orland: shell the port (consequence)', 'velia: withdraw the plan (condition)', 'velia: withdraw the plan (commitment)'], [], ['shell_port IF !withdraw_plan', '!shell_port *', 'withdraw_plan', 'free_crew'],
    ),
    "a deed whose like is the speaker's": (
        [tied("Orland will shell the port unless the plan is withdrawn.", SHELL, plan("the plan is withdrawn"), sense="unless", to=""), one("withdraw the plan", "orland", force="promise", topics=("withdraw", "plan"))],
        ['orland: shell the port (consequence)', 'orland: withdraw the plan (commitment)'], ['withdraw the plan: no doer'], ['withdraw_plan', 'free_crew', '!shell_port *'],
    ),
    "they, whom a threat would meet": (
        [tied("Orland will shoot the crews if they enter the zone.", Deed(deed="shoot the crews", by="orland", to="velia", force="threaten", tone=-1), Deed(deed="enter the zone", by="orland", words="they enter the zone"))],
        ['orland: shoot the crews (consequence)', 'velia: enter the zone (condition)'], [], ['shoot_crews IF enter_zone', '!shoot_crews *', '!enter_zone', 'free_crew'],
    ),
    "they, in an offer": (
        [tied("Orland will feed the crews if they enter the zone.", Deed(deed="feed the crews", by="orland", to="velia", force="offer", tone=1), Deed(deed="enter the zone", by="orland", words="they enter the zone"), kind="offer")],
        ['orland: feed the crews (consequence)'], ['enter the zone: no doer'], ['free_crew', '!feed_crews *'],
    ),
    "they, whom it would not meet": (
        [tied("Orland will shoot the crews if they enter the zone.", Deed(deed="shoot the crews", by="orland", to="orland", force="threaten", tone=-1), Deed(deed="enter the zone", by="orland", words="they enter the zone"))],
        ['orland: shoot the crews (consequence)'], ['enter the zone: no doer'], ['free_crew', '!shoot_crews *'],
    ),
    "its own deed as a condition": (
        [tied("Orland will shoot the crews if we enter the zone.", Deed(deed="shoot the crews", by="orland", to="velia", force="threaten", tone=-1), Deed(deed="enter the zone", by="orland", words="we enter the zone"))],
        ['orland: shoot the crews (consequence)'], ['enter the zone: no doer'], ['free_crew', '!shoot_crews *'],
    ),
    "what takes two": (
        [tied("Orland will shell the port unless we reach an agreement.", SHELL, Deed(deed="reach an agreement", by="orland", words="we reach an agreement"), sense="unless")],
        ['orland: shell the port (consequence)', 'velia: reach an agreement (condition)'], [], ['shell_port IF !reach_agreement', '!shell_port *', 'reach_agreement', 'free_crew'],
    ),
    "what takes two, with nobody named": (
        [tied("Orland will shell the port unless we reach an agreement.", SHELL, Deed(deed="reach an agreement", by="orland", words="we reach an agreement"), sense="unless", to="")],
        ['orland: shell the port (consequence)', 'orland: reach an agreement (condition)'], [], ['shell_port IF !reach_agreement', '!shell_port *', 'free_crew', '!reach_agreement *'],
    ),
    "what another would have to bear": (
        [bearing("face severe tariffs", "velia", "face", "tariff")],
        ['orland: impose severe tariffs on Velia (consequence)', 'velia: send the fleet (condition)'], [], ['impose_severe_tariffs IF send_fleet', '!impose_severe_tariffs *', '!send_fleet', 'free_crew'],
    ),
    "what nobody named would have to bear": (
        [bearing("face severe tariffs", None, "face", "tariff")],
        ['orland: impose severe tariffs on Velia (consequence)', 'velia: send the fleet (condition)'], [], ['impose_severe_tariffs IF send_fleet', '!impose_severe_tariffs *', '!send_fleet', 'free_crew'],
    ),
    "what whoever threatens would have to bear": (
        [tied("Orland will face severe tariffs if Velia sent the fleet.", Deed(deed="face severe tariffs", by="orland", force="threaten", topics=("face", "tariff")), SEND)],
        ['orland: impose severe tariffs on Velia (consequence)', 'velia: send the fleet (condition)'], [], ['impose_severe_tariffs IF send_fleet', '!impose_severe_tariffs *', '!send_fleet', 'free_crew'],
    ),
    "what whoever promises would have to bear": (
        [tied("Orland will face severe tariffs if Velia sent the fleet.", Deed(deed="face severe tariffs", by="orland", force="promise", topics=("face", "tariff")), SEND)],
        ['velia: send the fleet (condition)'], ["face severe tariffs: not a choice"], ['!send_fleet', 'free_crew'],
    ),
    "what is revealed in return": (
        [tied("Orland will reveal the terms if Velia freed the crew.", Deed(deed="reveal the terms", by="orland", force="offer"), FREE)],
        ['velia: free the crew (condition)'], ["reveal the terms: not a choice"], ['!free_crew'],
    ),
    "what the speaker gets, the one addressed gives": (
        [receiving("a proposal of their own", "proposal")],
        ['orland: lift the duties (consequence)', 'velia: provide a proposal (condition)'], [], ['provide_proposal', 'free_crew', 'lift_duties IF provide_proposal', '!lift_duties *'],
    ),
    "what the speaker gets of one named": (
        [receiving("a proposal from Velia", "proposal", source="velia", to="")],
        ['orland: lift the duties (consequence)', 'velia: provide a proposal (condition)'], [], ['provide_proposal', 'free_crew', 'lift_duties IF provide_proposal', '!lift_duties *'],
    ),
    "what the speaker gets of one who is no party": (
        [receiving("a proposal", "proposal", source="pundit")],
        ['orland: lift the duties (consequence)', 'velia: provide a proposal (condition)'], [], ['provide_proposal', 'free_crew', 'lift_duties IF provide_proposal', '!lift_duties *'],
    ),
    "what the speaker gets, and nobody gives as an answer": (
        [receiving("a letter", "letter")],
        ['orland: lift the duties (consequence)'], ["receive a letter: no doer"], ['free_crew', '!lift_duties *'],
    ),
    "what a third would have to bear": (
        [bearing("face severe tariffs", "sudria", "face", "tariff")],
        ['velia: send the fleet (condition)'], ["face severe tariffs: another's forecast"], ['!send_fleet', 'free_crew'],
    ),
    "what is called": (
        [bearing("face a strike", "velia", "face", "strike")],
        ['orland: call a strike (consequence)', 'velia: send the fleet (condition)'], [], ['call_strike IF send_fleet', '!call_strike *', '!send_fleet', 'free_crew'],
    ),
    "what is taken": (
        [bearing("face legal action", "velia", "face", "action")],
        ['orland: take legal action against Velia (consequence)', 'velia: send the fleet (condition)'], [], ['take_legal_action IF send_fleet', '!take_legal_action *', '!send_fleet', 'free_crew'],
    ),
    "what is paid": (
        [bearing("pay a price", "velia", "pay", "price")],
        ['orland: make Velia pay a price (consequence)', 'velia: send the fleet (condition)'], [], ['make_pay_price IF send_fleet', '!make_pay_price *', '!send_fleet', 'free_crew'],
    ),
    "what is paid otherwise": (
        [bearing("pay a fine", "velia", "pay", "fine")],
        ['orland: impose a fine on Velia (consequence)', 'velia: send the fleet (condition)'], [], ['impose_fine IF send_fleet', '!impose_fine *', '!send_fleet', 'free_crew'],
    ),
    "a price that is borne": (
        [bearing("bear the cost", "velia", "bear", "cost")],
        ['orland: impose the cost on Velia (consequence)', 'velia: send the fleet (condition)'], [], ['impose_cost IF send_fleet', '!impose_cost *', '!send_fleet', 'free_crew'],
    ),
    "what is borne, unnamed": (
        [bearing("face", "velia", "face", "sanction")],
        ['orland: impose consequences on Velia (consequence)', 'velia: send the fleet (condition)'], [], ['impose_consequences IF send_fleet', '!impose_consequences *', '!send_fleet', 'free_crew'],
    ),
    "what hurts, and nobody does": (
        [bearing("suffer a loss", "velia", "suffer", "loss")],
        ['velia: send the fleet (condition)'], ["suffer a loss: another's forecast"], ['!send_fleet', 'free_crew'],
    ),
    "what is no burden": (
        [bearing("open a case", "velia", "open", "sanction")],
        ['velia: send the fleet (condition)'], ["open a case: another's forecast"], ['!send_fleet', 'free_crew'],
    ),
    "what the other must then do": (
        [tied("If Velia freed the crew, Velia must leave the island.", Deed(deed="leave the island", by="velia", force="demand"), FREE, kind="demand")],
        ['velia: leave the island (demand)'], [], ['leave_island', 'free_crew'],
    ),
    "what the other must then do after harm": (
        [tied("If Velia raided the coast, Velia must leave the island.", Deed(deed="leave the island", by="velia", force="demand"), RAID, kind="demand")],
        ['velia: leave the island (demand)', 'velia: raid the coast (condition)'], [], ['leave_island', '!raid_coast', 'free_crew'],
    ),
    "what the other must then not do": (
        [tied("If Velia freed the crew, Velia must not leave the island.", Deed(deed="leave the island", by="velia", force="demand", so=False), FREE, kind="demand")],
        ['velia: leave the island (not demand)'], [], ['!leave_island', 'free_crew'],
    ),
    "what the speaker must then do": (
        [tied("If Velia freed the crew, we must leave the island.", Deed(deed="leave the island", by="orland", force="demand"), FREE, kind="demand")],
        ['velia: free the crew (condition)'], [], ['!free_crew'],
    ),
    "what the other would then do": (
        [tied("If Sudria freed the crew, Velia will leave the island.", Deed(deed="leave the island", by="velia"), Deed(deed="free the crew", by="sudria", words="freed the crew"), kind="warning")],
        [], ["leave the island: another's forecast", 'Free the crew: no exchange'], ['free_crew'],
    ),
    "two deeds on one condition, the second named": (
        [tied("Orland will lift the duties and reopen the port if Velia freed the crew.", REOPEN, FREE, DUTIES, kind="offer")],
        ['velia: free the crew (condition)', 'orland: reopen the port (consequence)', 'orland: lift the duties (consequence)'], [], ['free_crew', 'reopen_port IF free_crew', 'lift_duties IF free_crew', '!reopen_port *', '!lift_duties *'],
    ),
    "two deeds of different force": (
        [tied("Orland will lift the duties and reopen the port if Velia freed the crew.", REOPEN, FREE, Deed(deed="lift the duties", by="orland", force="promise", tone=1), kind="offer")],
        ['velia: free the crew (condition)', 'orland: reopen the port (consequence)', 'orland: lift the duties (commitment)'], [], ['lift_duties', 'free_crew', 'reopen_port IF free_crew', '!reopen_port *'],
    ),
    "two deeds with words between": (
        [tied("Orland will lift the duties in May, and it will reopen the port if Velia freed the crew.", REOPEN, FREE, DUTIES, kind="offer")],
        ['velia: free the crew (condition)', 'orland: reopen the port (consequence)', 'orland: lift the duties (offer)'], [], ['free_crew', 'reopen_port IF free_crew', 'lift_duties', '!reopen_port *'],
    ),
    "two deeds, one inside the other's words": (
        [tied("Orland will lift the duties and reopen the port if Velia freed the crew.", Deed(deed="lift the duties", by="orland", force="offer", tone=1, words="lift the duties and reopen the port"), FREE, REOPEN, kind="offer")],
        ['velia: free the crew (condition)', 'orland: lift the duties (consequence)', 'orland: reopen the port (consequence)'], [], ['free_crew', 'lift_duties IF free_crew', 'reopen_port IF free_crew', '!lift_duties *', '!reopen_port *'],
    ),
    "two conditions for two deeds": (
        [tied("Orland will lift the duties and reopen the port if Velia freed the crew and opened its ports.", REOPEN, Deed(deed="free the crew", by="velia", words="freed the crew and opened its ports"), Deed(deed="open the ports", by="velia", words="opened its ports"), DUTIES, kind="offer")],
        ['velia: free the crew (condition)', 'orland: reopen the port (consequence)', 'velia: open the ports (condition)', 'orland: lift the duties (consequence)'], [], ['free_crew', 'open_ports', 'reopen_port IF free_crew & open_ports', 'lift_duties IF free_crew & open_ports', '!reopen_port *', '!lift_duties *'],
    ),
    "with penalties": (
        [tied("Orland will threaten the firm with penalties if Velia sent the fleet.", Deed(deed="threaten the firm with penalties", by="orland", force="threaten"), SEND)],
        ['orland: impose penalties on the firm (consequence)', 'velia: send the fleet (condition)'], [], ['impose_penalties_firm IF send_fleet', '!impose_penalties_firm *', '!send_fleet', 'free_crew'],
    ),
    "an end without a deed, hoped for": (
        [tied("All will be well if Velia freed the crew.", FREE, antecedent=0, consequent="All will be well", kind="offer")],
        ['velia: free the crew (condition)'], [], ['free_crew'],
    ),
    "an end without a deed, feared": (
        [tied("All will be lost if Velia sent the fleet.", SEND, antecedent=0, consequent="All will be lost")],
        ['velia: send the fleet (condition)'], [], ['!send_fleet', 'free_crew'],
    ),
    "an end without a deed, feared unless": (
        [tied("All will be lost unless Velia freed the crew.", FREE, antecedent=0, consequent="All will be lost", sense="unless")],
        ['velia: free the crew (condition)'], [], ['free_crew'],
    ),
    "an end without a deed, feared until": (
        [tied("All will be lost until Velia freed the crew.", FREE, antecedent=0, consequent="All will be lost", sense="until")],
        ['velia: free the crew (condition)'], [], ['free_crew'],
    ),
    "either the one or an end": (
        [tied("Velia freed the crew or all will be lost.", FREE, antecedent=0, consequent="all will be lost", sense="either-or", kind="either-or")],
        ['velia: free the crew (condition)'], [], ['free_crew'],
    ),
    "an end on what one leaves": (
        [tied("All will be lost if Velia never freed the crew.", Deed(deed="free the crew", by="velia", words="freed the crew", so=False), antecedent=0, consequent="All will be lost")],
        ['velia: free the crew (not condition)'], [], ['free_crew'],
    ),
    "the speaker's own deed for an end": (
        [tied("All will be well if Orland reopened.", Deed(deed="reopen the port", by="orland", words="reopened"), antecedent=0, consequent="All will be well", kind="offer")],
        [], [], ['free_crew'],
    ),
    "a deed on what nobody does": (
        [tied("Orland will lift the duties if the rain stops.", DUTIES, antecedent="the rain stops", kind="offer")],
        ['orland: lift the duties (consequence)'], [], ['free_crew', '!lift_duties *'],
    ),
    "a refusal on what nobody does": (
        [tied("Orland will not sell the ships if the rain stops.", Deed(deed="sell the ships", by="orland", force="refuse", so=False), antecedent="the rain stops")],
        ['orland: sell the ships (not consequence)'], [], ['free_crew', '!sell_ships *'],
    ),
    "good done after harm": (
        [tied("Orland will offer a truce if Velia raided the coast.", Deed(deed="open the dam", by="orland", words="offer a truce", force="offer"), RAID, kind="offer")],
        ['orland: open the dam (consequence)', 'velia: raid the coast (condition)'], [], ['open_dam IF raid_coast', '!open_dam *', '!raid_coast', 'free_crew'],
    ),
    "good done after the end of harm": (
        [tied("Orland will open the dam if Velia ended the raids.", Deed(deed="open the dam", by="orland", force="offer"), Deed(deed="end the raids", by="velia", words="ended the raids", tone=-1), kind="offer")],
        ['orland: open the dam (consequence)', 'velia: end the raids (condition)'], [], ['end_raids', 'free_crew', 'open_dam IF end_raids', '!open_dam *'],
    ),
    "good done where harm is left": (
        [tied("Orland will open the dam if Velia never raided the coast.", Deed(deed="open the dam", by="orland", force="offer"), Deed(deed="raid the coast", by="velia", words="never raided the coast", tone=-1, so=False), kind="offer")],
        ['orland: open the dam (consequence)', 'velia: raid the coast (not condition)'], [], ['!raid_coast', 'free_crew', 'open_dam IF !raid_coast', '!open_dam *'],
    ),
    "good done unless harm is done": (
        [tied("Orland will open the dam unless Velia raided the coast.", Deed(deed="open the dam", by="orland", force="offer"), RAID, sense="unless", kind="threat")],
        ['orland: open the dam (consequence)', 'velia: raid the coast (condition)'], [], ['!raid_coast', 'free_crew', 'open_dam IF !raid_coast', '!open_dam *'],
    ),
    "good left undone unless": (
        [tied("Orland will not open the dam unless Velia freed the crew.", Deed(deed="open the dam", by="orland", force="refuse", so=False), FREE, sense="unless", kind="offer")],
        ['velia: free the crew (condition)', 'orland: open the dam (not consequence)'], [], ['!open_dam IF !free_crew', 'free_crew', 'open_dam *'],
    ),
    "what hangs on something": (
        [tied("All depends on whether Velia freed the crew.", FREE, antecedent=0, consequent="All", kind="dependence", sense="dependence")],
        [], ["free the crew: another's forecast"], ['free_crew'],
    ),
    "a relief as a demand": (
        [tied("Orland will lift the duties after Velia freed the crew.", DUTIES, FREE, kind="demand")],
        ['velia: free the crew (condition)', 'orland: lift the duties (consequence)'], [], ['free_crew', 'lift_duties IF free_crew', '!lift_duties *'],
    ),
    "harm as a demand": (
        [tied("Orland will shell the port after Velia sent the fleet.", SHELL, SEND, kind="demand")],
        ['orland: shell the port (consequence)', 'velia: send the fleet (condition)'], [], ['shell_port IF send_fleet', '!shell_port *', '!send_fleet', 'free_crew'],
    ),
    "harm left as a demand": (
        [tied("Orland will not shell the port after Velia freed the crew.", Deed(deed="shell the port", by="orland", tone=-1, so=False), FREE, kind="demand")],
        ['velia: free the crew (condition)', 'orland: shell the port (not consequence)'], [], ['free_crew', '!shell_port IF free_crew', 'shell_port *'],
    ),
    "neither good nor harm as a demand": (
        [tied("Orland will print the map after Velia sent the fleet.", Deed(deed="print the map", by="orland", force="promise"), SEND, kind="demand")],
        ['orland: print the map (consequence)', 'velia: send the fleet (condition)'], [], ['print_map IF send_fleet', '!print_map *', '!send_fleet', 'free_crew'],
    ),
    "without any condition": (
        [tied("Orland will lift the duties without preconditions.", DUTIES, antecedent="preconditions", kind="offer")],
        ['orland: lift the duties (offer)'], [], ['free_crew', 'lift_duties'],
    ),
    "what would have been": (
        [tied("Orland would have returned the ships if Velia freed the crew.", Deed(deed="return the ships", by="orland", words="would have returned the ships"), FREE)],
        [], ['return the ships: never was'], ['free_crew'],
    ),
    "what would have been, told beside": (
        [tied("Orland would have returned the ships if Velia freed the crew.", FREE, antecedent=0, consequent="would have returned the ships")],
        [], [], ['free_crew'],
    ),
    "until another yields, told by the writer": (
        [Say(by=None, layer="author", text="Orland will shell the port until Velia freed the crew.", deeds=[SHELL, FREE], on=[On(antecedent=1, consequent=0, sense="until", kind="threat")])],
        ['velia: free the crew (condition)', 'orland: shell the port (consequence)'], [], ['shell_port IF !free_crew', '!shell_port *', 'free_crew'],
    ),
    "unless another yields, told by the writer of what nobody is said to do": (
        [Say(by=None, layer="author", text="Orland’s guns will shell the port unless Velia freed the crew.", deeds=[Deed(deed="shell the port", by=None, tone=-1), FREE], on=[On(antecedent=1, consequent=0, sense="unless", kind="demand")])],
        ['velia: free the crew (condition)', 'orland: shell the port (consequence)'], [], ['shell_port IF !free_crew', '!shell_port *', 'free_crew'],
    ),
    "if another yields, told by the writer": (
        [Say(by=None, layer="author", text="Orland will shell the port if Velia freed the crew.", deeds=[SHELL, FREE], on=[On(antecedent=1, consequent=0, kind="threat")])],
        [], ['shell the port: view of others'], ['free_crew'],
    ),
    "an offer, told by the writer": (
        [Say(by=None, layer="author", text="Orland will lift the duties until Velia freed the crew.", deeds=[DUTIES, FREE], on=[On(antecedent=1, consequent=0, sense="until", kind="offer")])],
        [], ['lift the duties: view of others'], ['free_crew'],
    ),
    "between three, told by the writer": (
        [Say(by=None, layer="author", text="Guns will shell Orland and Sudria until Velia freed the crew.", deeds=[Deed(deed="shell the port", by=None, words="shell Orland"), FREE], on=[On(antecedent=1, consequent=0, sense="until", kind="threat")])],
        [], ['shell the port: view of others'], ['free_crew'],
    ),
    "until it yields itself, told by the writer": (
        [Say(by=None, layer="author", text="Velia will shell the port until Velia freed the crew.", deeds=[Deed(deed="shell the port", by="velia"), FREE], on=[On(antecedent=1, consequent=0, sense="until", kind="threat")])],
        [], ['shell the port: view of others'], ['free_crew'],
    ),
    "until nobody yields, told by the writer": (
        [Say(by=None, layer="author", text="Orland will shell the port until it rains.", deeds=[SHELL], on=[On(antecedent="it rains", consequent=0, sense="until", kind="threat")])],
        [], ['shell the port: view of others'], ['free_crew'],
    ),
    "they who are to yield": (
        [waiting("they lift the siege")],
        ['orland: open talks (not consequence)', 'velia: lift the siege (condition)'], [], ['!open_talks IF !lift_siege', 'lift_siege', 'free_crew', 'open_talks *'],
    ),
    "they who are to yield, with nobody addressed": (
        [waiting("they lift the siege", to="")],
        ['orland: open talks (not consequence)', 'velia: lift the siege (condition)'], [], ['!open_talks IF !lift_siege', 'lift_siege', 'free_crew', 'open_talks *'],
    ),
    "it that is to yield": (
        [waiting("it lifts the siege")],
        ['orland: open talks (not consequence)'], ['lift the siege: no doer'], ['free_crew', '!open_talks *'],
    ),
    "they who are to harm": (
        [waiting("they shell the port", deed="shell the port", tone=-1)],
        ['orland: open talks (not consequence)'], ['shell the port: no doer'], ['free_crew', '!open_talks *'],
    ),
    "harm by nobody named, where there are three": (
        [tied("Orland will shell the port if any raid comes.", SHELL, Deed(deed="carry out raid", by=None, words="any raid", tone=-1), to="")],
        ['orland: shell the port (consequence)'], ['carry out raid: no doer'], ['free_crew', '!shell_port *'],
    ),
    "harm by nobody named, for an offer": (
        [tied("Orland will open the dam if any raid comes.", DAM, Deed(deed="carry out raid", by=None, words="any raid", tone=-1), to="", kind="offer")],
        ['orland: open the dam (consequence)'], ['carry out raid: no doer'], ['free_crew', '!open_dam *'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_conditional_becomes_a_tie_a_demand_or_nothing(name: str) -> None:
    said, kept, left, wants = CONDITIONS[name]
    assert outcome(*said) == (kept, left)
    terms = ["lift_ban IF free_crew", "!lift_ban *"]  # those of the offer
    found = wanted(drafted(*said), "orland")
    assert [that for that in found if that not in terms] == wants


def test_what_one_does_only_then_hangs_on_what_it_has_just_asked() -> None:
    asks = one("free the crew", "velia", force="demand")
    lifts = "Only then will Orland lift the duties."
    then = orland(lifts, Deed(deed="lift the duties", by="orland", force="offer", tone=1))
    kept, left = outcome(asks, then)
    assert "orland: lift the duties (consequence)" in kept
    assert left == []
    tie = "!lift_duties IF !free_crew"
    assert tie in wanted(drafted(asks, then), "orland")
    # what somebody else asked, or asked long before, is not what it waits for
    other = Say(by="velia", text="Velia said: open the port.", deeds=[Deed(deed="open the port", by="orland", force="demand")], to=["orland"])  # fmt: skip
    assert tie not in wanted(drafted(other, then), "orland")
    between = Say(
        by="sudria", text="Sudria said that the weather was fine, and that it would stay so."
    )
    assert tie not in wanted(drafted(asks, between, then), "orland")


def test_nobody_at_work_is_at_war() -> None:
    crew = Actor("crew", "Dockers’ union", "union")
    war = one("declare war on Sudria", "orland", force="threaten", act="THREATEN", topics=("declare", "war"))  # fmt: skip
    assert outcome(war) == (["orland: declare war on Sudria (threat)"], [])
    assert outcome(war, actors=(crew,)) == ([], ["declare war on Sudria: not a choice"])


def test_the_writer_tells_of_a_holder_in_any_of_its_conditions() -> None:
    closes = Deed(deed="close the port", by="velia", force="state", tone=-1)
    text = "Velia will close the port if it rained, unless Orland freed the crew."
    said = Say(
        by=None, text=text, layer="author",
        deeds=[closes, Deed(deed="free the crew", by="orland", words="freed the crew", tone=1)],
        on=[On(antecedent="it rained", consequent=0, kind="offer"),
            On(antecedent=1, consequent=0, sense="unless", kind="threat")],
    )  # fmt: skip
    kept, _ = outcome(said)
    assert "orland: free the crew (condition)" in kept


COURT = Actor("court", "Supreme Court", "court")
UNION = Actor("union", "World Trade Union", "intergovernmental")
BOTH = Actor("both", "both sides", "body")
PUNDIT = Actor("pundit", "A pundit", "expert")
PAY = "demand a pay rise from Velia"
TWO = (
    Deed(deed="build a bridge", by="orland", force="promise"),
    Deed(deed="sell the ships", by="orland", force="promise"),
)

#: What is said of others than the two, or not as a plain word; the actors besides; options; left out.
OTHERS: dict[str, tuple[Say, tuple[Actor, ...], list[str], list[str]]] = {
    "a court that is asked": (
        one("free the men", "court", force="demand", text="Orland asked the court to {}."), (COURT,),
        ["orland: ask the court to free the men (deed)"], [],
    ),
    "a court that is asked too little": (
        one("do it", "court", force="demand", text="Orland asked the court to {}."), (COURT,), [], ["do it: no party"],
    ),
    "a court that is asked not to": (
        one("free the men", "court", force="demand", so=False, text="Orland asked the court not to {}."), (COURT,),
        [], ["Free the men: no exchange"],
    ),
    "a court that is not asked": (
        one("free the men", "court", force="demand", so=False, text="Orland asked the court never to {}."), (COURT,),
        [], ["free the men: no party"],
    ),
    "a body of states that is asked to act against a third": (
        one("punish the ships of Velia", "union", force="demand", text="Orland asked the union to {}."), (UNION,),
        ["orland: ask the World Trade Union to punish the ships of Velia (deed)"], [],
    ),
    "a body of states that is asked to act itself": (
        one("open the gate", "union", force="demand", text="Orland asked the union to {}."), (UNION,),
        [], ["Open the gate: no exchange"],
    ),
    "both sides, as an actor": (
        one("open the gate", "both", force="demand", text="Orland asked them to {}."), (BOTH,),
        ["velia: open the gate (demand)"], ["Open the gate: no exchange"],
    ),
    "both sides, in words": (
        one("open the gate", None, force="demand", text="Orland asked both sides to {}."), (),
        ["velia: open the gate (demand)"], ["Open the gate: no exchange"],
    ),
    "both sides, asked not to": (
        one("open the gate", None, force="demand", so=False, text="Orland asked both sides not to {}."), (),
        ["velia: open the gate (not demand)"], ["Open the gate: no exchange"],
    ),
    "both sides, asked too little": (
        one("do it", None, force="demand", text="Orland asked both sides to {}."), (), [], ["do it: unreadable", "do it: unreadable"],
    ),
    "a thing asked for": (
        one(PAY, "orland", act="REQUEST", time="now", topics=("demand", "rise")), (), ["velia: grant a pay rise (demand)"], [],
    ),
    "a thing not asked for": (
        one(PAY, "orland", act="REQUEST", time="now", so=False, topics=("demand", "rise")), (), ["velia: grant a pay rise (not demand)"], [],
    ),
    "a thing only told of": (one(PAY, "orland", time="now", topics=("demand", "rise")), (), [], []),
    "a thing asked of nobody": (one(PAY, "orland", act="REQUEST", to="", time="now", topics=("demand", "rise")), (), [], []),
    "no thing asked for": (one("demand a song", "orland", act="REQUEST", time="ahead"), (), [], []),
    "one who is no party": (
        Say(by="pundit", text="A pundit said: build a bridge, sell the ships.", deeds=[replace(d, by="pundit") for d in TWO]), (PUNDIT,),
        [], ["build a bridge: no party"],
    ),
    "one who is no party and only tells": (
        Say(by="pundit", text="A pundit said: build a bridge, sell the ships.", deeds=[replace(TWO[0], force="state"), TWO[1]]), (PUNDIT,), [], [],
    ),
    "what was said long ago": (
        orland("In 1971 Orland said it would build a bridge and sell the ships.", *TWO, modality="done"), (), [], ["build a bridge: past"],
    ),
    "what only the writer foresees": (
        orland("It will rain: build a bridge, sell the ships.", *(replace(d, force="state") for d in TWO), layer="author"), (),
        [], ["build a bridge: view of others"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_courts_forums_and_both_sides_are_read_as_what_they_are(name: str) -> None:
    said, actors, kept, left = OTHERS[name]
    assert outcome(said, actors=actors) == (kept, left)


@pytest.mark.parametrize(
    ("deed", "waits"),
    [
        ("respond to any attack", True), ("react to any attack", True), ("retaliate for any attack", True),
        ("retaliate against any attack", True), ("respond with an attack", False), ("prepare for any attack", False),
    ],
)  # fmt: skip
def test_what_only_answers_is_not_wanted_for_itself(deed: str, *, waits: bool) -> None:
    given = drafted(one(deed, "orland", force="threaten")).conflict.preferences["orland"]
    assert isinstance(given, Statements)
    (item,) = [i for i in given.items if "attack" in str(i.that)]
    assert ((item.that.operator == "!"), (item.assumption is not None)) == (waits, waits)


def test_blame_for_what_goes_on_is_a_demand_and_a_court_that_may_well_act_is_a_side() -> None:
    said = one("arm the rebels", "velia", force="accuse", time="now", text="Velia is there to {}.")
    given = drafted(said).conflict.preferences["orland"]
    assert isinstance(given, Statements)
    assert str(given.items[0].that) == "stop_arming_rebels"
    plea = one("free the men", "court", force="demand", so=False, to="court", act="REQUEST", text="Orland asked the court not to {}.")  # fmt: skip
    found = draft([told(plea, actors=(COURT,))]).conflict
    assert {dm.id for dm in found.decision_makers} == {"orland", "court"}
    given = found.preferences["orland"]
    assert isinstance(given, Statements)
    assert [str(item.that) for item in given.items] == ["!free_men"]


HOLD = Deed(deed="open the dam", by="orland", words="open the dam", force="promise", tone=1)


@pytest.mark.parametrize(
    ("said", "wants"),
    [
        (tied("Velia freed the crew or Orland will lift the duties.", DUTIES, FREE, sense="either-or", kind="either-or"), "!free_crew"),
        (tied("Orland will open the dam until Velia raided the coast.", HOLD, RAID, sense="until"), "!raid_coast"),
        (tied("Orland will open the dam if Velia left the pact.", DAM, Deed(deed="leave the pact", by="velia", words="left the pact", tone=-1), kind="offer"), "leave_pact"),
        (tied("Orland will open the dam if Velia gave up the arms.", DAM, Deed(deed="give_up the arms", by="velia", words="gave up the arms", tone=-1), kind="offer"), "give_up_arms"),
    ],
)  # fmt: skip
def test_whether_a_deed_pleases_says_what_is_wanted_for_it(said: Say, wants: str) -> None:
    given = drafted(said).conflict.preferences["orland"]
    assert isinstance(given, Statements)
    assert str(given.items[0].that) == wants
