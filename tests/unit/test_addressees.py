"""Whom statements address: whoever words name, and nobody else; guesses stand apart."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def statements(text: str) -> tuple[Statement, ...]:
    return read_statements(Document(id="t", source="t", text=text)).statements


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        # The verb of speech names somebody.
        ("Orland told Velia that it was ready.", ("velia",)),
        ("Orland told reporters that it was ready.", ()),
        ("Orland warned Velia that it would close the pass.", ("velia",)),
        # The words stand in a letter to somebody, whatever their verb.
        ("In a message to Seoul, Tokyo said it would drop the curbs.", ("KOR",)),
        ("Tokyo said in a note to Seoul that it would drop the curbs.", ("KOR",)),
        ("In a warning to Iran, the US president said the army would cross the pass.", ("IRN",)),
        ("Orland's government said in a letter to Velia that it was ready.", ("velia",)),
        ("“We will strike,” the union said in a note handed to the operator, Metro Rail.", ("metro-rail",)),
        ("Kestrel Foods said in a note to clients that it was ready.", ()),
        ("In a blow to Velia, Orland said it would keep the curbs.", ()),
        # Somebody is asked to act, alone or with others, and whoever could help is no addressee.
        ("Orland urged Velia to free the crew.", ("velia",)),
        ("Orland demanded that Velia free the crew.", ("velia",)),
        ("Velia must free the crew, Orland said.", ("velia",)),
        ("Orland called for Velia, Sudria, and Norland to intervene.", ("velia", "sudria", "norland")),
        ("Orland said it must free the crew.", ()),
        # Somebody is blamed.
        ("Orland accused Velia of backing gunmen.", ("velia",)),
        ("Orland condemned the arrest of two men by Velia.", ("velia",)),
        ("Northgate Rail accused the Rail Drivers' Union of sabotage.", ("rail-drivers-union",)),
        ("Orland voiced anger over the raid by Velia.", ("velia",)),
        ("Orland expressed anger at Velia.", ("velia",)),
        # Somebody must meet a condition.
        ("Orland said it would lift the ban if Velia freed the crew.", ("velia",)),
        ("Orland said it would lift the ban if the crew was freed.", ()),
        ("Orland said it would lift the ban if observers came.", ()),
        # What is done, threatened or promised meets somebody.
        ("Orland lifted the blockade of Velia on Monday.", ("velia",)),
        ("Orland lifted the blockade on Monday.", ()),
        ("Orland threatened Velia with sanctions.", ("velia",)),
        # A plain statement is addressed to nobody, whomever it mentions.
        ("Orland said Velia would close the port.", ()),
        ("Orland said that the border with Velia was open.", ()),
        ("“With respect to Velia, we welcome any talks,” Orland said.", ()),
    ],
)  # fmt: skip
def test_whom_words_name(text: str, targets: tuple[str, ...]) -> None:
    assert statements(text)[-1].targets == targets


def test_who_speaks_together_does_not_address_each_other() -> None:
    assert statements("Spain and Italy appealed for calm.")[0].targets == ()


def test_both_sides_are_the_two_who_have_dealt_with_each_other() -> None:
    text = (
        "Orland warned Velia that it would close the pass. Velia accused Orland of theft.\n\n"
        "Sudria urged both sides to talk."
    )
    assert sorted(statements(text)[-1].targets) == ["orland", "velia"]


def test_what_is_told_inside_a_report_is_said_to_whoever_tells_it() -> None:
    (told,) = statements("Kenya said Somalia had threatened to close the port.")
    assert told.speaker is not None
    assert told.via is not None
    assert (told.speaker.id, told.via.id, told.targets) == ("SOM", "KEN", ("KEN",))


@pytest.mark.parametrize(
    ("text", "speaker", "via", "targets"),
    [
        ("Kenya said Somalia had told Ethiopia that it would close the port.", "SOM", "KEN", ("ETH",)),
        ("The mediator said that Orland had told Velia that its troops would leave the valley.", "orland", "mediator", ("velia",)),
        ("Kenya's minister said Somalia's president had assured him that the border would reopen.", "SOM", "KEN", ("KEN",)),
        ("The minister told parliament that Chile's envoy had warned Peru that ships would be seized.", "CHL", "minister", ("PER",)),
    ],
)  # fmt: skip
def test_a_report_within_a_report_is_said_to_whom_its_own_verb_names(
    text: str, speaker: str, via: str, targets: tuple[str, ...]
) -> None:
    (told,) = statements(text)
    assert told.speaker is not None
    assert told.via is not None
    assert (told.speaker.id, told.via.id, told.targets) == (speaker, via, targets)


def test_the_one_with_whom_words_were_exchanged_is_a_guess_and_no_target() -> None:
    text = "Norland warned Sudria that it would close the pass.\n\nSudria said it would answer."
    named, guessed = statements(text)
    assert (named.targets, named.inferred_targets) == (("sudria",), ())
    assert (guessed.targets, guessed.inferred_targets) == ((), ("norland",))


def test_no_option_and_no_attitude_rests_on_a_guess() -> None:
    from detente.drafting import NoModelError, draft
    from detente.reading.attitudes import attitudes

    text = (
        "Norland told Sudria that the pass was open.\n\n"
        "Sudria said it would reopen the mine. Sudria said it would repair the road."
    )
    document = read_statements(Document(id="t", source="t", text=text))
    assert any(s.inferred_targets for s in document.statements)
    assert [a.target for a in attitudes([document])] == ["sudria"]
    with pytest.raises(NoModelError):
        draft([document])
