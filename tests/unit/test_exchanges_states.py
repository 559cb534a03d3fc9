"""Exchanges between states and bodies of states: deadlines, warnings, who means whom, who speaks for whom."""

from __future__ import annotations

import pytest

from detente.drafting import draft
from detente.drafting.types import Draft, NoModelError
from detente.evidence import Document, Event, Statement
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="t", source="t.txt", text=f"{text}\n"))


def statements(text: str) -> tuple[Statement, ...]:
    return read(text).statements


def drafted(text: str) -> Draft:
    return draft([read(text)])


def options(text: str) -> set[tuple[str, str]]:
    try:
        conflict = drafted(text).conflict
    except NoModelError:
        return set()
    names = {dm.id: dm.name for dm in conflict.decision_makers}
    return {(names[o.owner], o.name) for o in conflict.options}


def told(text: str) -> list[tuple[str | None, str, str]]:
    def of(event: Event) -> tuple[str | None, str, str]:
        return event.agent, event.force, event.deed

    return [of(event) for each in statements(text) for event in each.events]


# --- deadlines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Russia gave Georgia 48 hours to withdraw its troops from the gorge.",
        "Russia set a deadline of Friday for Georgia to withdraw its troops from the gorge.",
        "Russia has given Georgia until Sunday to withdraw its troops from the gorge.",
        "Georgia was given two weeks by Russia to withdraw its troops from the gorge.",
    ],
)
def test_who_sets_a_deadline_asks(text: str) -> None:
    (said,) = statements(text)
    assert said.speaker is not None
    assert (said.speaker.id, said.act, said.targets) == ("RUS", "REQUEST", ("GEO",))
    assert told(text) == [("GEO", "demand", "withdraw its troops from the gorge")]


@pytest.mark.parametrize(
    "text",
    [
        "Russia gave Georgia three helicopters to patrol the gorge.",
        "Russia gave Georgia a month of heavy rain.",
        "Russia set a date for the talks with Georgia.",
    ],
)
def test_who_gives_a_thing_asks_nothing(text: str) -> None:
    assert all(said.act != "REQUEST" for said in statements(text))


def test_what_one_would_face_after_a_deadline_is_what_the_other_would_do() -> None:
    text = "Russia gave Georgia 48 hours to withdraw its troops from the gorge or face military action."
    assert options(text) == {
        ("Russia", "Take military action against Georgia"),
        ("Georgia", "Withdraw its troops from the gorge"),
    }


# --- warnings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The European Union warned Belarus of further sanctions if it does not free the prisoners.",
        "The European Union threatened Belarus with further sanctions unless it frees the prisoners.",
        "Belarus was warned of further sanctions by the European Union if it did not free the prisoners.",
    ],
)
def test_who_warns_of_a_deed_on_a_condition_would_do_it(text: str) -> None:
    assert options(text) == {
        ("European Union", "Impose further sanctions"),
        ("Belarus", "Free the prisoners"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "NATO warned Georgia of Russian attacks if the talks fail.",
        "NATO warned Georgia of attacks by Russia if the talks fail.",
        "NATO warned Georgia of heavy snow if the wind turns.",
    ],
)
def test_who_warns_of_what_others_do_threatens_nothing(text: str) -> None:
    assert all(force != "threaten" for _, force, _ in told(text))


# --- who speaks for whom ------------------------------------------------------------------------


def owners(text: str) -> set[str]:
    return {owner for owner, _ in options(text)}


@pytest.mark.parametrize(
    "voice",
    ["an unnamed official", "a senior official", "commander Karim Dahl"],
)
def test_who_only_tells_what_a_party_will_not_do_speaks_for_it(voice: str) -> None:
    text = (
        f"Iran will not stop its enrichment before the United States lifts the sanctions, {voice} said on Tuesday. "
        "Washington said it would not lift the sanctions."
    )
    assert options(text) == {
        ("Iran", "Stop its enrichment"),
        ("United States", "Lift the sanctions"),
    }


def test_who_also_blames_a_party_does_not_speak_for_it() -> None:
    text = (
        "Iran will not stop its enrichment before the sanctions are lifted, Karim Dahl said. "
        "Karim Dahl urged Iran to free the crew."
    )
    assert ("Iran", "Stop its enrichment") not in options(text)


def test_a_party_that_somebody_names_in_its_own_words_is_another() -> None:
    text = (
        "“Iran will not stop its enrichment unless we send the ships home,” Karim Dahl said. "
        "“If Iran stops it, we will lift the blockade.”"
    )
    assert owners(text) <= {"Iran", "Karim Dahl"}
    assert ("Iran", "Lift the blockade") not in options(text)


@pytest.mark.parametrize(
    "called",
    [
        "The Karan Movement, a rebel group in the east, met Kenya's envoys.",
        "The rebel Karan Movement met Kenya's envoys.",
        "A Karan Movement commander met Kenya's envoys.",
    ],
)
def test_the_rebels_are_the_group_that_the_text_calls_so(called: str) -> None:
    text = (
        f"{called} Kenya urged the rebels to release the hostages. The rebels said they would not release the "
        "hostages unless Kenya withdraws its troops."
    )
    assert options(text) == {
        ("Karan Movement", "Release the hostages"),
        ("Kenya", "Withdraw its troops"),
    }


# --- names and days -----------------------------------------------------------------------------


def test_a_day_is_nobody_who_is_asked() -> None:
    text = "On Thursday, Chinese officials urged Indian troops to withdraw from the pass."
    assert told(text) == [("IND", "demand", "withdraw from the pass")]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Karan Free Movement", "GKM"),
        ("Democratic Forces for the Liberation of Rwanda", "FDLR"),
    ],
)
def test_letters_behind_a_name_are_its_own_in_any_language(name: str, short: str) -> None:
    text = f"The {name} ({short}) freed ten men. Kenya said {short} must leave."
    (actor,) = [a for a in read(text).actors if a.kind not in ("state", "person")]
    assert (actor.name, short in actor.aliases) == (name, True)


def test_letters_behind_the_name_of_a_country_are_not_its_own() -> None:
    text = "Rebels in Mozambique (KNR) freed ten men. Kenya said KNR must leave."
    assert all("KNR" not in a.aliases for a in read(text).actors if a.id == "MOZ")


# --- what is asked in a noun --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Moscow's demands include the withdrawal of Ukrainian forces from Poland.",
        "Moscow's conditions include the withdrawal of Ukrainian forces.",
        "Moscow demanded the withdrawal of Ukrainian forces from Poland.",
    ],
)
def test_a_list_of_demands_asks_whose_forces_they_are(text: str) -> None:
    (said,) = statements(text)
    assert (said.speaker is not None and said.speaker.id, said.act) == ("RUS", "REQUEST")
    assert told(text) == [("UKR", "demand", "withdraw Ukrainian forces")]


def test_a_list_of_other_things_asks_nothing() -> None:
    assert told("Moscow's exports include the oil of Ukraine.") == []


def test_what_is_its_doers_is_its() -> None:
    text = (
        "Moscow's conditions include the withdrawal of Ukrainian forces. Moscow said it would shell the port unless "
        "Ukraine withdraws Ukraine's forces."
    )
    assert options(text) == {("Russia", "Shell the port"), ("Ukraine", "Withdraw its forces")}


def test_if_they_did_not_is_what_was_asked_in_the_same_breath() -> None:
    text = (
        "On Thursday, China urged India to leave the pass, warning of “serious consequences” if they did not. "
        "India refused to leave the pass."
    )
    assert options(text) == {
        ("China", "Impose serious consequences on India"),
        ("India", "Leave the pass"),
    }


@pytest.mark.parametrize(
    ("said", "deed", "force"),
    [
        ("refusal", "reopen the port", "refuse"),
        ("threat", "close the port", "threaten"),
        ("offer", "reopen the port", "offer"),
        ("pledge", "reopen the port", "promise"),
    ],
)
def test_what_is_said_again_is_said(said: str, deed: str, force: str) -> None:
    assert told(f"Sudan reiterated its {said} to {deed}.") == [("SDN", force, deed)]
