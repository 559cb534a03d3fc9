"""Parties inside a document: one party under several names, offices, agents of conditions, negation."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def read(text: str) -> list[Statement]:
    return list(read_statements(Document(id="d", source="d", text=text)).statements)


def speakers(text: str) -> list[str | None]:
    return [s.speaker.id if s.speaker else None for s in read(text)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ('"We will strike," said Ann Lee, chair of the pilots\' union. The union said talks had failed.', "pilots-union"),
        ("Orbell Pharma said it would sell. Orbell said nobody would lose a job.", "orbell-pharma"),
        ("Lindqvist Estates said it would sue. The landlord said rents would rise.", "lindqvist-estates"),
        ("Kosovo said it would wait. Prime Minister Agim Gashi's office said the rules would stand.", "XKX"),
        ("The developer, Northcloud, said it would build. The developer said the plan was sound.", "northcloud"),
    ],
)  # fmt: skip
def test_one_party_has_one_id(text: str, party: str) -> None:
    found = speakers(text)
    assert len(found) > 1
    assert set(found) == {party}


def test_two_parties_of_a_kind_stay_apart() -> None:
    text = (
        "Acme Foods said it would buy Bolt Foods. Bolt Foods said no. The company said it had time."
    )
    assert "company" in speakers(text)


def test_nobody_is_given_an_unnamed_diplomats_words() -> None:
    text = 'Egypt rejected the plan. "It is posturing," said one Western diplomat.'
    assert speakers(text) == ["EGY", "western-diplomat"]


def test_a_dateline_and_offices_decide_what_georgia_is() -> None:
    state = "TBILISI — Georgia's prime minister said the vote would stand."
    assert speakers(state) == ["GEO"]
    other = "ATLANTA — Georgia's governor said the Legislature would meet."
    assert speakers(other) == ["georgia"]


def test_conditions_name_who_acts_and_who_then_acts() -> None:
    text = '"If Ethiopia returns to the table, we will sign," Egypt\'s foreign minister said.'
    (condition,) = read(text)[0].conditions
    assert (condition.condition_by, condition.consequence_by) == ("ETH", "EGY")
    text = "Ethiopia said it would share data with Egypt once the complaint was withdrawn."
    (condition,) = read(text)[0].conditions
    assert (condition.condition_by, condition.consequence_by) == ("EGY", "ETH")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ('"There is no reason why we cannot get along," the minister said.', False),
        ('"If no answer comes, we will close the port," the minister said.', False),
        ('"Force cannot be ruled out," the minister said.', False),
        ('"We will not sign," the minister said.', True),
        ("Norway denied the account.", True),
    ],
)
def test_negation_is_that_of_the_main_clause(text: str, negated: bool) -> None:
    (statement,) = read(text)
    assert statement.negated is negated


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"If they insist on the levy, they will build alone," the minister said.', "threat"),
        ('"If they act, we act," the minister said.', "threat"),
        ('"Our troops will leave once both sides sign," the minister said.', "offer"),
        ("The firm said it would call the police if the hall was not cleared.", "threat"),
        ('"If they want trade, they have to open their market," the minister said.', "demand"),
        ('"Without reciprocity there will be no deal," the minister said.', "demand"),
        ('"We will guarantee no losses as long as they accept the plan," the minister said.', "offer"),
    ],
)  # fmt: skip
def test_kinds_of_conditions(text: str, kind: str) -> None:
    (condition,) = read(text)[0].conditions
    assert condition.kind == kind


def test_a_name_that_stays_open_is_noted() -> None:
    document = read_statements(Document(id="d", source="d", text="Georgia said it would wait."))
    assert any(note.startswith("open name: “Georgia”") for note in document.notes)
    assert document.statements[0].speaker is not None
    assert document.statements[0].speaker.id == "georgia"


def test_an_office_holder_speaks_for_who_is_said_to_act() -> None:
    text = "Ruritania will withdraw its sanctions if Borduria frees the sailors, President Ana Kovac said."
    (statement,) = read(text)
    assert statement.speaker is not None
    assert statement.speaker.id == "ruritania"
    assert statement.targets == ("borduria",)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Packers Union will strike unless Orbell Pharma raises wages, its leader Maria Holt said.", "packers-union"),
        ("The Packers Union will strike if Orbell Pharma cuts wages, spokeswoman Maria Holt said.", "packers-union"),
        ("Ruritania will lift its blockade if Borduria frees the sailors, spokesman Jan Holub said.", "ruritania"),
    ],
)  # fmt: skip
def test_who_speaks_for_the_main_clause(text: str, party: str) -> None:
    assert speakers(text) == [party]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Spain and Italy signed an accord on Tuesday.", ()),
        ("Iran accused Iraq of theft. Iraq's foreign minister rejected the charge. He urged households to save water.", ()),
        ("President Ana Kovac warned Borduria that Ruritania would close the strait unless the sailors were freed.", ("borduria",)),
        ("The Owners' League has asked a judge to suspend the cap.", ("judge",)),
        ('Moscow rejected the European Union\'s sanctions. Canada closed a port. "If the Europeans lift the restrictions, we will resume deliveries," Peskov said.', ("european-union",)),
    ],
)  # fmt: skip
def test_whom_a_statement_is_aimed_at(text: str, targets: tuple[str, ...]) -> None:
    assert read(text)[-1].targets == targets


@pytest.mark.parametrize("name", ["Kari Moe", "Oyelaran Bett"])
def test_she_is_the_only_one_named_whose_name_tells_nothing(name: str) -> None:
    text = (
        f"Anders Holm, the union's chairman, accused Fjordline's director, {name}, of lying. "
        "She said the figures were public."
    )
    assert speakers(text) == ["union", "fjordline"]


def test_she_is_nobody_where_two_may_be_meant() -> None:
    text = (
        "John Holm, the union's chairman, met Fjordline's director, Kari Moe, and the port's manager, "
        "Bettle Osk, in Harl. She said the figures were public."
    )
    assert speakers(text)[-1] is None


def test_a_label_in_capitals_is_who_is_named_in_full() -> None:
    text = (
        "The union came to the talks. But teachers' union president Tracy Linscott said there was no "
        "progress.\n\nLINSCOTT: “This was a waste of my time.”\n\nThe board left at noon.\n\n"
        "LINSCOTT: “We will be back on the picket line.”\n"
    )
    assert set(speakers(text)) == {"teachers-union"}


@pytest.mark.parametrize(
    ("office", "party"),
    [
        ("Varda regional coordinating officer", "varda"),
        ("Varda area organiser", "varda"),
        ("Varda's safety officer", "varda"),
        ("Union regional officer", "union"),
        ("Velm Dockers joint general secretary", "velm-dockers"),
        # No name opens the office: the one who acted last.
        ("Regional officer", "kestrel"),
    ],
)
def test_an_office_is_of_whom_its_words_open_with(office: str, party: str) -> None:
    text = f"Kestrel has offered a rise. {office} Tom Pell said: “It is not enough.”"
    document = read_statements(Document(id="t", source="t", text=text))
    (_, said) = document.statements
    assert said.speaker is not None
    assert said.speaker.id == party


def test_a_union_is_no_company() -> None:
    text = "The union Varda says it will strike. It called on the company to make an offer."
    (_, asked) = read(text)
    assert asked.targets == ("company",)
    (_, sorry) = read("Verdane said it would cut jobs. The company said it was sorry.")
    assert sorry.speaker is not None
    assert sorry.speaker.id == "verdane"
