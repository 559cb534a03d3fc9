"""Positions side by side: from events, and from acts and words where statements tell none."""

from __future__ import annotations

from dataclasses import replace

from detente.briefing.missing import missing
from detente.briefing.positions import positions
from detente.briefing.statements import UNNAMED
from detente.evidence import Actor, Condition, Document, Event, Mention, Span, Statement

TEXT = (
    "Velia will lift the blockade. Norra refuses to lift the blockade. Velia demands that Norra pay "
    "damages. Norra promises to pay damages. Velia calls Norra a thief. A newspaper wants peace in "
    "the strait. The envoy of Velia offers a pilot scheme. We will seize ships."
)
ACTORS = (
    Actor(id="V", name="Velia", kind="state"),
    Actor(id="N", name="Norra", kind="state"),
    Actor(id="e", name="The envoy", kind="person", principal="V"),
    Actor(id="p", name="A newspaper", kind="outlet"),
)


def words(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start, start + len(text), text)


def said(
    number: int, who: str | None, text: str, act: str, *events: Event, to: tuple[str, ...] = ()
):
    speaker = None if who is None else Mention(id=who, name=who)
    return Statement(
        id=f"s{number}", layer="reported", span=words(text), act=act, speaker=speaker, events=events,
        targets=to,
    )  # fmt: skip


def event(phrase: str, force: str, *topics: str, **more) -> Event:
    return Event(
        predicate=topics[0], phrase=words(phrase), force=force, topics=topics, deed=phrase, **more
    )


def document(*statements: Statement) -> Document:
    return Document(id="d", source="d.txt", text=TEXT, actors=ACTORS, statements=statements)


LIFT = said(1, "V", "Velia will lift the blockade", "OFFER",
            event("lift the blockade", "offer", "lift", "blockade", agent="V"))  # fmt: skip
REFUSE = said(2, "N", "Norra refuses to lift the blockade", "REJECT",
              event("refuses to lift the blockade", "refuse", "lift", "blockade", agent="N"))  # fmt: skip
DEMAND = said(3, "V", "Velia demands that Norra pay damages", "REQUEST",
              event("pay damages", "demand", "pay", "damages", agent="N", patient="N"), to=("N",))  # fmt: skip
PROMISE = said(4, "N", "Norra promises to pay damages", "COMMIT",
               event("promises to pay damages", "promise", "pay", "damages", agent="N"))  # fmt: skip


def test_one_row_for_each_matter_and_how_the_parties_stand_on_it():
    table = positions([document(LIFT, REFUSE, DEMAND, PROMISE)])
    assert table.parties == {"V": "Velia", "N": "Norra"}
    blockade, damages = table.issues
    assert (blockade.title, blockade.status) == ("Lift the blockade", "contested")
    assert (damages.title, damages.status) == ("Pay damages", "agreed")
    assert [(e.party, e.kind) for e in blockade.entries] == [("V", "offers"), ("N", "refuses")]
    for issue in table.issues:
        for entry in issue.entries:
            assert TEXT[entry.words.start : entry.words.end] == entry.words.text


def test_a_condition_takes_two_positions():
    words_of = ("Velia will lift the blockade", "pay damages")
    events = (
        event("lift the blockade", "promise", "lift", "blockade", agent="V", tone=1),
        event("pay damages", "state", "pay", "damages", agent="N"),
    )
    for kind, sense, polarity, first, second, stance in (
        ("offer", "if", True, "offers", "demands", 1),
        ("threat", "if", True, "threatens", "opposes", -1),
        ("threat", "unless", True, "threatens", "demands", 1),
        ("threat", "if", False, "threatens", "demands", 1),
    ):
        told = (events[0], replace(events[1], polarity=polarity))
        condition = Condition(
            cue="if", condition=words(words_of[1]), consequence=words(words_of[0]), kind=kind,
            sense=sense, antecedent=1, consequent=0,
        )  # fmt: skip
        statement = replace(said(1, "V", words_of[0], "OFFER", *told), conditions=(condition,))
        blockade, damages = sorted(positions([document(statement)]).issues, key=lambda i: i.title)
        assert [(e.party, e.kind) for e in blockade.entries] == [("V", first)]
        assert [(e.kind, e.stance, e.toward) for e in damages.entries] == [(second, stance, ("N",))]


def test_what_is_said_to_two_parties_is_two_matters():
    offer = said(1, "V", "Velia will lift the blockade", "OFFER",
                 event("lift the blockade", "offer", "lift", "blockade", agent="V", patient="N"))  # fmt: skip
    other = said(2, "V", "The envoy of Velia offers a pilot scheme", "OFFER",
                 event("offers a pilot scheme", "offer", "lift", "scheme", agent="V", patient="p"))  # fmt: skip
    assert len(positions([document(offer, other)]).issues) == 2


def test_a_demand_that_nobody_grants_is_contested_or_unanswered():
    asks = said(6, "V", "Velia will lift the blockade", "REQUEST",
                event("lift the blockade", "demand", "lift", "blockade", patient="N"))  # fmt: skip
    for act, tone, status in (("COERCE", -1, "contested"), ("RETREAT", 1, "agreed")):
        done = event("lift the blockade", "state", "lift", "blockade", agent="N", modality="done",
                     tone=tone)  # fmt: skip
        table = positions(
            [document(asks, said(5, "N", "Norra refuses to lift the blockade", act, done))]
        )
        (issue,) = table.issues
        assert [(e.party, e.kind) for e in issue.entries] == [("V", "demands"), ("N", "does")]
        assert issue.status == status
    silent = positions([document(DEMAND)])
    assert silent.issues[0].status == "silent"
    assert silent.silent == {"N": "Norra"}
    gaps = missing([document(DEMAND)], silent)
    assert any("No answer of Norra to Velia's demand “pay damages”" in gap.what for gap in gaps)
    assert all(gap.needed.endswith(".") for gap in gaps)


def test_without_events_the_act_and_its_words_speak():
    bare = [
        said(1, "V", "Velia will lift the blockade", "OFFER"),
        said(2, "N", "Norra refuses to lift the blockade", "REJECT"),
        said(3, "V", "Velia calls Norra a thief", "ACCUSE"),
    ]
    (issue,) = positions([document(*bare)]).issues
    assert issue.status == "contested"
    assert [e.kind for e in issue.entries] == ["offers", "refuses"]


def test_a_verb_in_common_makes_no_common_matter():
    one = said(1, "V", "Velia will lift the blockade", "OFFER",
               event("lift the blockade", "offer", "talk", agent="V"))  # fmt: skip
    two = said(2, "N", "Norra refuses to lift the blockade", "REJECT",
               event("refuses to lift the blockade", "refuse", "talk", "obnoxious", "insult", agent="N"))  # fmt: skip
    assert len(positions([document(one, two)]).issues) == 2
    same = replace(
        two, events=(event("refuses to lift the blockade", "refuse", "talk", agent="N"),)
    )
    assert len(positions([document(one, same)]).issues) == 1


def test_a_few_words_and_plain_statements_take_no_position():
    for text, act in (
        ("a thief", "REJECT"),
        ("A newspaper wants peace in the strait", "OFFER"),
        ("Velia calls Norra a thief", "OFFER"),
        ("The envoy of Velia offers a pilot scheme", "COMMIT"),
        ("Norra refuses to lift the blockade", "SANCTION"),
    ):
        assert not positions([document(said(1, "V", text, act))]).issues, text


def test_a_deed_that_is_threatened_against_is_not_threatened():
    events = (
        event("lift the blockade", "threaten", "lift", "blockade", agent="V", tone=-1),
        event("pay damages", "state", "pay", "damages", agent="N"),
    )
    condition = Condition(
        cue="if", condition=words("pay damages"), consequence=words("lift the blockade"),
        kind="threat", antecedent=1, consequent=0,
    )  # fmt: skip
    whole = replace(said(1, "V", "Velia will lift the blockade", "THREATEN", *events), conditions=(condition,))  # fmt: skip
    inner = said(2, "V", "pay damages", "THREATEN",
                 event("pay damages", "threaten", "pay", "damages", agent="V", tone=-1))  # fmt: skip
    bare = said(2, "V", "pay damages", "THREATEN")
    for again in (inner, bare):
        told = [e for i in positions([document(whole, again)]).issues for e in i.entries]
        assert [(e.kind, e.words.text) for e in told] == [
            ("threatens", "lift the blockade"),
            ("opposes", "pay damages"),
        ] or [(e.kind, e.words.text) for e in told] == [
            ("opposes", "pay damages"),
            ("threatens", "lift the blockade"),
        ]


def test_what_nobody_in_particular_would_do_is_asked_of_nobody():
    events = (
        event("lift the blockade", "threaten", "lift", "blockade", agent="V", tone=-1),
        event("pay damages", "state", "pay", "damages"),
    )
    condition = Condition(
        cue="if", condition=words("pay damages"), consequence=words("lift the blockade"),
        kind="threat", antecedent=1, consequent=0,
    )  # fmt: skip
    statement = replace(said(1, "V", "Velia will lift the blockade", "THREATEN", *events), conditions=(condition,))  # fmt: skip
    (issue,) = positions([document(statement)]).issues
    assert [e.kind for e in issue.entries] == ["threatens"]


def test_a_forecast_takes_no_position_on_its_condition():
    """Who says what would happen if another did something neither offers nor asks for it."""
    events = (
        event("lift the blockade", "state", "lift", "blockade", agent="N"),
        event("pay damages", "state", "pay", "damages", agent="N"),
    )
    for kind, act, agent, found in (
        ("offer", "OFFER", "N", []),
        ("threat", "STATE", "V", []),
        ("offer", "OFFER", "V", ["demands", "offers"]),
    ):
        condition = Condition(
            cue="if", condition=words("pay damages"), consequence=words("lift the blockade"),
            kind=kind, antecedent=1, consequent=0,
        )  # fmt: skip
        told = (replace(events[0], agent=agent), events[1])
        statement = replace(said(1, "V", "Velia will lift the blockade", act, *told), conditions=(condition,))  # fmt: skip
        entries = [e for i in positions([document(statement)]).issues for e in i.entries]
        assert sorted(e.kind for e in entries) == found, (kind, act, agent)


def test_a_threat_meets_somebody_or_has_a_condition_and_relief_is_none():
    def kinds(*topics: str, to: tuple[str, ...] = ()) -> list[str]:
        told = event("lift the blockade", "threaten", *topics, agent="V", tone=-1)
        statement = said(1, "V", "Velia will lift the blockade", "THREATEN", told, to=to)
        return [e.kind for i in positions([document(statement)]).issues for e in i.entries]

    assert kinds("close", "strait", to=("N",)) == ["threatens"]
    assert kinds("close", "strait") == ["announces"]
    assert kinds("ease", "sanction", to=("N",)) == ["promises"]


def test_a_bare_noun_is_a_matter_only_where_it_names_a_deed():
    for topic, found in (("scheme", []), ("strike", ["offers"])):
        told = event("a pilot scheme", "offer", topic, agent="V")
        statement = said(1, "V", "The envoy of Velia offers a pilot scheme", "SUPPORT", replace(told, deed="hold a pilot strike"))  # fmt: skip
        entries = [e for i in positions([document(statement)]).issues for e in i.entries]
        assert [e.kind for e in entries] == found


def test_who_all_blame_is_no_quarrel_between_those_who_blame():
    blame = event("pay damages", "accuse", "pay", "damages", agent="p")
    one = said(1, "V", "Velia calls Norra a thief", "ACCUSE", blame)
    ask = said(2, "N", "Norra promises to pay damages", "REQUEST",
               event("pay damages", "demand", "pay", "damages", agent="p"))  # fmt: skip
    (issue,) = positions([document(one, ask)]).issues
    assert issue.status == "open"
    asked = replace(ask, events=(event("pay damages", "demand", "pay", "damages", agent="V"),))
    (issue,) = positions([document(one, asked)]).issues
    assert issue.status == "contested"


def test_who_speaks_for_a_party_and_who_has_no_position():
    offer = said(7, "e", "The envoy of Velia offers a pilot scheme", "OFFER",
                 event("offers a pilot scheme", "offer", "pilot", "scheme"))  # fmt: skip
    press = said(8, "p", "A newspaper wants peace in the strait", "REQUEST",
                 event("wants peace in the strait", "demand", "peace", "strait"))  # fmt: skip
    ours = said(9, None, "We will seize ships", "THREATEN",
                event("seize ships", "threaten", "seize", "ships"))  # fmt: skip
    table = positions([document(offer, press, ours)])
    assert table.parties == {"V": "Velia", "": UNNAMED}
    assert [e.kind for issue in table.issues for e in issue.entries] == ["offers", "announces"]


def test_nothing_said_is_no_table():
    table = positions([document()])
    assert (table.parties, table.issues, table.silent) == ({}, (), {})
    assert (
        next(gap.what for gap in missing([document()], table))
        == "No party says what it wants or would do."
    )


def test_quoted_words_never_read_as_the_opposite_of_what_is_said():
    """Who asks that nobody strike does not "demand: strike", nor does who will not sign threaten to sign."""
    no_pay = event("pay damages", "demand", "pay", "damages", agent="N", polarity=False)
    ask = said(3, "V", "Velia demands that Norra pay damages", "REQUEST", no_pay, to=("N",))
    (entry,) = positions([document(ask)]).issues[0].entries
    assert (entry.kind, entry.stance) == ("opposes", -1)
    for kind, act, found in (
        ("threat", "THREATEN", "refuses"),
        ("promise", "COMMIT", "offers not to"),
    ):
        events = (
            event("lift the blockade", "state", "close", "blockade", agent="V", polarity=False),
            event("pay damages", "state", "pay", "damages", agent="N"),
        )
        condition = Condition(
            cue="if", condition=words("pay damages"), consequence=words("lift the blockade"),
            kind=kind, antecedent=1, consequent=0,
        )  # fmt: skip
        whole = replace(said(1, "V", "Velia will lift the blockade", act, *events), conditions=(condition,))  # fmt: skip
        entries = [e for i in positions([document(whole)]).issues for e in i.entries]
        assert found in {e.kind for e in entries}


def test_speech_stands_beside_the_position_of_another_and_makes_no_matter():
    words_of = said(5, "N", "Norra refuses to lift the blockade", "STATE",
                    event("refuses to lift the blockade", "state", "blockade", "strait", "gunboat", agent="e"))  # fmt: skip
    lift = replace(
        LIFT, events=(event("lift the blockade", "offer", "lift", "blockade", "strait", agent="V"),)
    )
    assert not positions([document(words_of)]).issues
    (issue,) = positions([document(words_of, lift)]).issues
    assert [(e.party, e.kind) for e in issue.entries] == [("V", "offers"), ("N", "says")]


def test_a_thing_offers_nothing_and_two_spellings_are_one_party():
    events = (
        event("lift the blockade", "state", "lift", "blockade"),
        event("pay damages", "state", "pay", "damages", agent="N"),
    )
    start = TEXT.index("the blockade")
    condition = Condition(
        cue="if", condition=words("pay damages"), kind="offer", antecedent=1, consequent=0,
        consequence=Span(start, start + 12, "the blockade"),
    )  # fmt: skip
    whole = replace(said(1, "V", "Velia will lift the blockade", "OFFER", *events), conditions=(condition,))  # fmt: skip
    assert not positions([document(whole)]).issues
    loud = replace(document(LIFT, replace(REFUSE, speaker=Mention(id="v", name="VELIA"))),
                   actors=(Actor(id="v", name="VELIA"), *ACTORS))  # fmt: skip
    assert list(positions([loud]).parties.values()) == ["Velia"]


def test_a_page_gives_each_side_a_voice_and_reads_no_words_backwards():
    """Positions first, then who is heard beside them; a whole statement says itself what is not done."""
    from detente.briefing.making import brief_of

    heard = said(5, "N", "Norra refuses to lift the blockade", "STATE")
    (offer,) = [replace(LIFT, events=())]
    page = brief_of([document(offer, heard)]).headline
    assert page[0] == "“Velia will lift the blockade.”"
    assert page[1] == "“Norra refuses to lift the blockade.”"
    assert "carries no model" not in page[0]


def test_a_lone_party_has_two_positions_and_a_conditional_says_itself():
    from detente.briefing.making import brief_of

    asked = replace(DEMAND, events=(replace(DEMAND.events[0], agent=None),), targets=())
    page = brief_of([document(LIFT, asked)]).headline
    assert page[:2] == (
        "“Velia will lift the blockade.”",
        "“Velia demands that Norra pay damages.”",
    )
    assert page[-1] == "Everything here comes from one text."
