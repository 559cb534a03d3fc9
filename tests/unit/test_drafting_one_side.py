"""Who is a side of a dispute, and who is the same one: districts, parties, unions, a state and its firm.

Every rule has an example and a counter-example; names are invented, or states with a plain role.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.drafting import draft
from detente.drafting.bargaining import of_workers
from detente.drafting.common_names import of_employing_bodies, of_state_firms
from detente.drafting.parties import Parties
from detente.drafting.types import NoModelError
from detente.evidence import Actor, Document
from detente.model.conflict import Statements
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="t", source="t", text=f"{text}\n", language="en"))


def sides(text: str) -> list[str]:
    try:
        return [dm.name for dm in draft([read(text)]).conflict.decision_makers]
    except NoModelError:
        return []


def speaker(text: str, words: str) -> Actor:
    document = read(text)
    said = next(s for s in document.statements if words in s.span.text)
    assert said.speaker is not None
    return next(a for a in document.actors if a.id == said.speaker.id)


def test_a_school_district_is_a_side_and_the_district_is_the_same_one() -> None:
    text = (
        "The teachers' union in Harl is threatening to go on strike if the school district does not raise pay. "
        "“It is not fair,” said Ann Holm, president of the Harl Education Association. The district says it has offered the union a rise."
    )
    assert {name.lower() for name in sides(text)} == {
        "harl education association",
        "school district",
    }


@pytest.mark.parametrize(
    ("names", "text", "same"),
    [
        (("district", "school district"), "the school district; the district", {"district": "school-district"}),
        (("district", "HUSD"), "HUSD offered; the district said", {"district": "husd"}),
        (("district", "Harl School District", "Orl School District"), "both", {}),
        (("district", "Harl School District"), "of all districts the district", {}),
        (("district", "Harl Council"), "the district", {}),
    ],
)  # fmt: skip
def test_a_bare_noun_is_the_only_body_of_its_kind(
    names: tuple[str, ...], text: str, same: dict[str, str]
) -> None:
    actors = {a: Actor(a, name, "body") for name in names for a in [name.lower().replace(" ", "-")]}
    assert of_employing_bodies(actors, text) == same


def test_who_leads_a_body_speaks_for_it_and_who_has_managed_something_does_not() -> None:
    leads = "Bo Lund, who leads the Harl Front, said it would fight on."
    assert speaker(leads, "it would fight").name == "Harl Front"
    rallies = (
        "Bo Lund, who has managed to rally wide support, said: “We will take the council to court.”"
    )
    assert speaker(rallies, "We will take").name == "Bo Lund"


def test_a_party_named_beside_another_makes_neither_a_passer_by() -> None:
    text = "Harl, Orl, and the Velia Pensioners Party all threatened to quit. Orl chairman Bo Lund said Orl would quit."
    kinds = {a.id: a.kind for a in read(text).actors}
    assert kinds["orl"] == "body"
    assert (
        speaker("Bo Lund, a retired teacher, said he would sue.", "he would sue").kind == "public"
    )


def test_partners_in_a_coalition_are_no_firm_and_a_house_of_partners_is() -> None:
    text = "The coalition partners threatened to quit. Harl Partners refused to sell."
    kinds = {a.name.lower(): a.kind for a in read(text).actors}
    assert (kinds["coalition partners"] != "firm", kinds["harl partners"]) == (True, "firm")


def test_nobody_speaks_for_several_bodies_at_once_but_for_rebels_he_does() -> None:
    league = "The HBA will lock out its players. Teams would be barred from signing. “We will not give in,” deputy commissioner Bo Lund said."
    assert speaker(league, "We will not").name == "HBA"
    rebels = "Rebels took the town. “We will not leave,” spokesman Bo Lund said."
    assert speaker(rebels, "We will not").name == "Rebels"


def test_where_somebody_spoke_is_no_part_of_its_name() -> None:
    assert speaker("The HTP in a statement said it would strike.", "it would strike").name == "HTP"
    assert speaker("The Institute for Peace in Harl said it would close.", "it would close").name == "Institute for Peace in Harl"  # fmt: skip


@pytest.mark.parametrize(
    ("second", "one"),
    [
        ("Russia said it would cut supplies to Belarus if Belarus did not pay its debts.", True),
        ("Russia said it would fine Belarus if Belarus did not pay its debts.", False),
        ("Russia said it would sue Harl Gas over supplies if Belarus did not pay its debts.", False),
    ],
)  # fmt: skip
def test_a_states_own_firm_and_the_state_are_one_where_they_mean_one_thing(
    second: str, *, one: bool
) -> None:
    document = read(f"Russia's Harl Gas has threatened to halve supplies to Belarus. {second}")
    actors = {a.id: a for a in document.actors}
    assert (of_state_firms(actors, [document]) == {"harl-gas": "RUS"}) is one
    private = replace(
        document, text=document.text.replace("Russia's Harl Gas", "The firm Harl Gas")
    )
    assert of_state_firms(actors, [private]) == {}


def test_those_who_threaten_together_are_not_at_odds() -> None:
    text = "Labour, the Greens and the Farm Party have threatened to block the budget."
    assert sides(text) == []


def test_they_who_wait_until_they_have_ratified_wait_for_themselves() -> None:
    text = (
        "The teachers will not return to work until they have ratified the deal, the teachers said. "
        "The council cut ties with the teachers."
    )
    options = {(o.owner, o.name) for o in draft([read(text)]).conflict.options}
    assert ("council", "Ratify the deal") not in options


def test_a_district_can_be_a_party_and_a_rise_cannot() -> None:
    names = Parties(
        [read("The school district said it would close two schools. The wage increase was cut.")]
    )
    assert names.is_party("school-district")
    assert not names.is_party("wage-increase")


def wants(text: str) -> dict[str, list[str]]:
    found = draft([read(text)]).conflict
    return {
        party: [str(item.that) for item in given.items]
        for party, given in found.preferences.items()
        if isinstance(given, Statements)
    }


def test_who_opposes_anothers_deed_refuses_none_of_its_own() -> None:
    text = (
        "The union opposes the closure of two depots. "
        "The firm said it would sell the site unless the union accepts pay cuts."
    )
    told = wants(text)
    assert "!close_two_depots" in told["union"]
    assert "close_two_depots" in told["firm"]
    (event,) = read("Velia opposed talks with Orland.").statements[0].events
    assert (event.force, event.agent, event.deed) == ("refuse", "velia", "hold talks with Orland")


def test_workers_accept_a_rise_and_who_employs_them_allows_it() -> None:
    text = "{} turned down a 6% pay rise. The {} said it would not raise its offer."
    drivers = draft([read(text.format("Drivers at Harl Buses", "firm"))]).conflict
    assert "Accept a 6% pay rise" in {o.name for o in drivers.options}
    (event,) = read("The hospital turned down a 6% pay rise.").statements[0].events
    assert event.deed == "allow a 6% pay rise"


def test_members_of_a_union_and_its_drivers_are_one() -> None:
    actors = [
        Actor("union-members", "union members", "union"),
        Actor("members-of-harl", "Members of the Harl union", "union"),
        Actor("drivers", "Drivers", "public"),
    ]
    text = "union members, Members of the Harl union, Drivers"
    assert of_workers({a.id: a for a in actors}, [], text) == {
        "union-members": "members-of-harl",
        "drivers": "members-of-harl",
    }


@pytest.mark.parametrize(
    ("noun", "yes"), [("Militants", True), ("The rebels", True), ("Winter", False)]
)
def test_whose_fighters_act_is_who_threatens(noun: str, *, yes: bool) -> None:
    text = (
        f"{noun} will kill the hostages if the government does not release two prisoners, a Pakistani Taliban "
        "spokesman threatened. Pakistan said it would not negotiate with the Taliban."
    )
    owned = {(o.owner, o.name) for o in draft([read(text)]).conflict.options}
    assert (("taliban", "Kill the hostages") in owned) is yes


def test_when_it_is_required_is_no_condition_on_anybody() -> None:
    told = "“We will take action when it's required,” Germany told Russia. Germany said it would close the port if Russia leaves the pact."
    names = {o.name for o in draft([read(told)]).conflict.options}
    assert not any("equire" in name for name in names)
