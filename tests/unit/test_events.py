"""Events: what a clause tells that somebody does, with agent, polarity, force, modality, time and deed."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Event, Statement
from detente.reading import read_statements
from detente.reading.deed_words import deed_of
from detente.reading.events import Clause, clauses_in
from detente.reading.pipeline import pipeline
from detente.reading.repairs import repaired
from detente.reading.tokens import tokens_of
from detente.reading.tones import tone_of_deed


def statement(text: str) -> Statement:
    document = read_statements(Document(id="t", source="t", text=text))
    (found,) = document.statements
    return found


def first(text: str) -> Event:
    return statement(text).events[0]


def clauses(text: str) -> list[Clause]:
    return clauses_in(list(repaired(tokens_of(pipeline()(text)))))


def deeds(text: str) -> list[str]:
    return [deed_of(clause).told(lambda token: None) for clause in clauses(text)]


# --- deeds as a bare infinitive --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Wrappers are opened, whatever they do with the deed.
        ("The army threatened to close the strait.", ["close the strait"]),
        ("There is no reason why we cannot talk to them.", ["talk to them"]),
        ("We are ready to discuss a joint commission.", ["discuss a joint commission"]),
        ("We are prepared to suspend the case.", ["suspend the case"]),
        ("We prepared the case.", ["prepare the case"]),
        ("They have to open their ports.", ["open their ports"]),
        ("They had no choice but to strike.", ["strike"]),
        ("They had a choice.", ["have a choice"]),
        ("They have no plans to leave.", ["leave"]),
        ("They failed to pay.", ["pay"]),
        ("We will not hesitate to strike.", ["strike"]),
        ("They tried to storm the camp.", ["storm the camp"]),
        ("It is up to Orland to move.", ["move"]),
        ("It would guarantee no compulsory redundancies.", ["guarantee no compulsory redundancies"]),
        # Passives and what happens to a thing are turned to whoever brings it about.
        ("The siege of Dera was lifted.", ["lift the siege of Dera"]),
        ("The strike will end.", ["end the strike"]),
        ("The talks fail.", ["fail"]),
        # Phases keep their word.
        ("They will stop arming the rebels.", ["stop arming the rebels"]),
        ("They continued to arm the rebels.", ["go on arming the rebels"]),
        ("They will go on arming the rebels.", ["go on arming the rebels"]),
        ("They will go back to work.", ["go back to work"]),
        # Nouns that name a deed.
        ("They offered talks.", ["hold talks"]),
        ("They rejected the offer.", ["accept the offer"]),
        ("They threatened Orland with sanctions.", ["impose sanctions"]),
        ("They demanded the withdrawal of the troops.", ["withdraw the troops"]),
        ("They signalled openness to talks.", ["hold talks"]),
        ("They signalled a change.", ["signal a change"]),
        ("They issued a statement demanding that Acme reopen the plant.", ["reopen the plant"]),
        ("They issued a statement.", ["issue a statement"]),
        # What answers something is a response, and its means are a deed beside it.
        ("Any attack will be met with force.", ["respond with force"]),
        ("The raid will be regarded as an act of war.", ["respond as to an act of war"]),
        ("The raid was met by the crew.", ["meet the raid"]),
        ("They will respond by closing the port.", ["respond", "close the port"]),
        ("They will respond by noon.", ["respond"]),
        # What is not said is not told.
        ("He would not say whether they would leave.", []),
        ("He said they would leave.", ["leave"]),
    ],
)  # fmt: skip
def test_deeds(text: str, told: list[str]) -> None:
    assert deeds(text) == told


@pytest.mark.parametrize(
    ("clause", "sign"),
    [
        ("they will bomb the port", -1),
        ("they will lift the sanctions", 1),
        ("they will hold their fire", 1),
        ("they will hold their ground", 0),
        ("they will stop deliveries", -1),
        ("they will stop the turbines", 0),
        ("they will stop the bombing", 1),
        ("they will hand over their weapons", 1),
        ("they will guarantee no redundancies", 1),
        ("they will keep the port open", 1),
        ("they will keep the border closed", -1),
        ("they will scrap the levy", 1),
        ("they will leave the talks", -1),
        ("they will leave the hill", 1),
        ("they will resume the offensive", -1),
        ("they will resume the talks", 1),
        ("they will lay off workers", -1),
        ("they will pay a heavy price", -1),
        ("they will pay a fair rent", 1),
    ],
)
def test_tone_tells_help_from_harm(clause: str, sign: int) -> None:
    assert tone_of_deed(deed_of(clauses(clause)[0])) == sign


# --- events of statements --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "agent", "deed", "polarity", "force"),
    [
        # One's own announcement, refusal, offer and threat.
        ("Orland said it would reopen the port.", "orland", "reopen the port", True, "promise"),
        ("Orland said it would not reopen the port.", "orland", "reopen the port", False, "refuse"),
        ("Orland refused to lift the blockade.", "orland", "lift the blockade", False, "refuse"),
        ("Orland offered to lift the blockade.", "orland", "lift the blockade", True, "offer"),
        ("Orland threatened to close the port.", "orland", "close the port", True, "threaten"),
        # Two denials cancel each other; one of a treaty, none.
        ("Orland said it would not refuse to talk to Velia.", "orland", "talk to Velia", True, "offer"),
        ("Orland said it would not rule out striking the port.", "orland", "strike the port", True, "threaten"),
        ("Orland said it would not hesitate to strike the port.", "orland", "strike the port", True, "promise"),
        ("There is no question of mediation, Orland said.", "orland", "accept mediation", False, "refuse"),
        ("Orland said it had no choice but to strike.", "orland", "strike", True, "state"),
        # Another is asked, whatever the construction.
        ("Orland asked Velia to free the crew.", "velia", "free the crew", True, "demand"),
        ("Orland demanded that Velia shut the gates.", "velia", "shut the gates", True, "demand"),
        ("Velia must free the crew, Orland said.", "velia", "free the crew", True, "demand"),
        ("Orland said it wanted Velia to leave the valley.", "velia", "leave the valley", True, "demand"),
        ("Orland said it wanted to leave the valley.", "orland", "leave the valley", True, "state"),
        ("Orland called for Velia, Sudria, and Norland to intervene.", "velia", "intervene", True, "demand"),
        # Another is blamed, and does what it is blamed for.
        ("Orland accused Velia of backing gunmen.", "velia", "back gunmen", True, "accuse"),
        ("Orland condemned the arrest of two men by Velia.", "velia", "arrest two men", True, "accuse"),
        ("Orland condemned Velia's blockade of the port.", "velia", "impose blockade of the port", True, "accuse"),
        ("Orland denied that it had sold the port.", "orland", "sell the port", False, "state"),
        # What another will do or could do is told and no act of the speaker's.
        ("Orland said Velia would close the port.", "velia", "close the port", True, "state"),
        ("Orland said Velia could close the port.", "velia", "close the port", True, "state"),
        # Passives: the agent named, or nobody; a response is whoever announces it.
        ("Orland said the strike would be called off by the union.", "union", "call off the strike", True, "state"),
        ("Orland said the strike would be called off.", None, "call off the strike", True, "state"),
        ("Orland said the raid would be regarded as an act of war.", "orland", "respond as to an act of war", True, "promise"),
        ("Orland said nobody would leave the camp.", None, "leave the camp", False, "state"),
    ],
)  # fmt: skip
def test_who_does_what_with_which_force(
    text: str, agent: str | None, deed: str, *, polarity: bool, force: str
) -> None:
    event = first(text)
    assert (event.agent, event.deed, event.polarity, event.force) == (agent, deed, polarity, force)


@pytest.mark.parametrize(
    ("text", "modality", "time"),
    [
        ("Orland lifted the blockade.", "done", "past"),
        ("Orland said it had lifted the blockade.", "done", "past"),
        ("Orland said it would lift the blockade.", "planned", "ahead"),
        ("Orland said it would not lift the blockade.", "denied", "ahead"),
        ("Orland said Velia could lift the blockade.", "conditional", "ahead"),
        ("Orland demanded that Velia lift the blockade.", "asked", "ahead"),
        ("“We are lifting the blockade,” Orland said.", "ongoing", "now"),
        ("Orland accused Velia of backing gunmen.", "ongoing", "now"),
        ("Orland accused Velia of having broken the truce.", "done", "past"),
        ("Orland condemned Velia's blockade of the port.", "ongoing", "now"),
        ("Orland condemned Velia's attack on the port.", "done", "past"),
    ],
)
def test_when_and_how_sure(text: str, modality: str, time: str) -> None:
    event = first(text)
    assert (event.modality, event.time) == (modality, time)


def test_a_report_inside_a_report_is_the_inner_speakers() -> None:
    told = statement("Kenya said Somalia had threatened to close the port.")
    assert told.speaker is not None
    assert told.via is not None
    assert (told.speaker.id, told.via.id) == ("SOM", "KEN")
    assert (told.events[0].agent, told.events[0].force) == ("SOM", "threaten")
    plain = statement("Kenya said Somalia had closed the port.")
    assert plain.speaker is not None
    assert (plain.speaker.id, plain.via, plain.act) == ("KEN", None, "STATE")


def test_a_fronted_condition_keeps_its_object_and_leaves_the_main_clause_its_subject() -> None:
    told = statement("If Russia invades Ukraine, the United States would respond, Orland said.")
    (condition,) = told.conditions
    assert condition.antecedent is not None
    assert condition.consequent is not None
    before, after = told.events[condition.antecedent], told.events[condition.consequent]
    assert (before.agent, before.patient, after.agent) == ("RUS", "UKR", "USA")
    rain = statement("If it rains, Ukraine, the United States and Canada would stay, Orland said.")
    assert [event.agent for event in rain.events if event.deed.startswith("stay")] == ["UKR"]


def test_what_a_condition_names_is_not_asked_for() -> None:
    told = statement("“Should the duties stay in place, we would resume the case,” Orland said.")
    (condition,) = told.conditions
    assert condition.kind == "threat"
    assert condition.antecedent is not None
    before = told.events[condition.antecedent]
    assert (before.deed, before.force, before.modality) == ("keep the duties in place", "state", "conditional")  # fmt: skip


def test_a_pronoun_takes_up_the_subject_of_the_condition_before_it() -> None:
    told = statement(
        "“If Sudria wants cheaper gas, it has to open its ports to our ships,” Orland said."
    )
    (condition,) = told.conditions
    assert (condition.kind, condition.condition_by, condition.consequence_by) == (
        "demand",
        "sudria",
        "sudria",
    )
    assert told.act == "REQUEST"
    own = statement("“If Sudria attacks, we have to close the port,” Orland said.")
    assert own.conditions[0].consequence_by == "orland"


def test_who_acts_is_not_whom_its_deed_meets() -> None:
    told = statement(
        "If Velia cancels the lease, Orland will stop selling power to it, Orland said."
    )
    assert told.events[0].deed == "stop selling power to Velia"


def test_phrases_are_verbatim_and_places_of_conditions_hold() -> None:
    text = (
        "Orland said it would lift the ban if Velia freed the crew. Velia refused to free the crew."
    )
    document = read_statements(Document(id="t", source="t", text=text))
    for found in document.statements:
        for event in found.events:
            assert text[event.phrase.start : event.phrase.end] == event.phrase.text
        for condition in found.conditions:
            assert condition.antecedent != condition.consequent
            assert {condition.antecedent, condition.consequent} <= set(range(len(found.events)))
