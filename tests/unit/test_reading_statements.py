"""Reading: attribution, layers, conditions, integrity, through the public door."""

from __future__ import annotations

import subprocess
import sys

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def read(text: str) -> Document:
    return read_statements(Document(id="d", source="d", text=text))


def only(text: str) -> Statement:
    statements = read(text).statements
    assert len(statements) == 1, [s.span.text for s in statements]
    return statements[0]


@pytest.mark.parametrize(
    ("text", "cue", "condition", "consequence", "sense"),
    [
        ('"If the mill closes, we will sue," the mayor said.', "If", "the mill closes", "we will sue", "if"),
        ('"We will sue if the mill closes," the mayor said.', "if", "the mill closes", "We will sue", "if"),
        ("The union said it would strike unless pay rose.", "unless", "pay rose", "it would strike", "unless"),
        ("The rebels said they would free the crew only if the siege was lifted.", "only if",
         "the siege was lifted", "they would free the crew", "only-if"),
        ('"Should they open the dam, we will respond," the minister said.', "Should",
         "they open the dam", "we will respond", "if"),
        ('"Without guarantees there will be no deal," the minister said.', "Without",
         "guarantees", "there will be no deal", "unless"),
        ('"Any attack on our ships will be answered with force," the admiral said.', "any",
         "Any attack on our ships", "will be answered with force", "if"),
        ('"Either they pay or we walk away," the union leader said.', "Either", "they pay", "we walk away", "either-or"),
        ('"Withdraw your troops and we will talk," the general said.', "and",
         "Withdraw your troops", "we will talk", "if"),
        ('"Peace depends on their conduct," the minister said.', "depends on", "their conduct", "Peace", "dependence"),
        ('"No water, no power," the minister said.', "No", "water", "no power", "unless"),
        ('"In the event of an attack, we will defend ourselves," the minister said.', "In the event of",
         "an attack", "we will defend ourselves", "if"),
        ('"There will be no talks as long as they hold the bridge," the minister said.', "as long as",
         "they hold the bridge", "There will be no talks", "while"),
    ],
)  # fmt: skip
def test_conditions(text: str, cue: str, condition: str, consequence: str, sense: str) -> None:
    (found,) = only(text).conditions
    assert found.cue.lower() == cue.lower()
    assert (found.condition.text, found.consequence.text) == (condition, consequence)
    assert found.sense == sense


@pytest.mark.parametrize(
    "text",
    [
        '"We will not yield, even if they bomb us," the commander said.',
        "The minister asked if the border was open.",
        '"We will come if necessary," the minister said.',
    ],
)
def test_what_is_no_condition(text: str) -> None:
    assert not [c for s in read(text).statements for c in s.conditions]


def test_a_condition_may_follow_its_attribution() -> None:
    document = read(
        '"We can sit down tomorrow," the farmers\' leader said, "but only if the law is repealed."'
    )
    (found,) = document.statements[1].conditions
    assert (found.cue, found.sense) == ("only if", "only-if")
    assert found.consequence.text == "We can sit down tomorrow"


@pytest.mark.parametrize(
    ("text", "layer", "act"),
    [
        ("Norway rejected the proposal.", "reported", "REJECT"),
        ("Norway accused Sweden of overfishing.", "reported", "ACCUSE"),
        ("Norway imposed sanctions on Sweden.", "reported", "SANCTION"),
        ('"We will never accept this," the Norwegian minister said.', "quoted", "REJECT"),
        ("The move is widely seen as a warning to Sweden.", "interpreted", "THREATEN"),
        ("Analysts say Norway could walk away from the talks.", "interpreted", None),
        ("According to two Western diplomats, Norway is unlikely to agree.", "interpreted", None),
        ('The union called the offer "insulting".', "quoted", "ACCUSE"),
        ('The union called the offer "constructive".', "quoted", "SUPPORT"),
        ("The union called the offer a step.", "reported", "STATE"),
        ("The union called the offer a disgrace.", "reported", "ACCUSE"),
    ],
)
def test_layers_and_acts(text: str, layer: str, act: str | None) -> None:
    statement = only(text)
    assert statement.layer == layer
    assert act is None or statement.act == act


def test_a_line_that_goes_on_in_lower_case_is_no_new_paragraph() -> None:
    statement = only("Tarrin said it would share\nits radar data if Volna withdrew its boats.\n")
    assert statement.conditions[0].consequence.text == "it would share\nits radar data"


def test_speakers_of_every_form() -> None:
    document = read(
        'Norwegian Foreign Minister Kari Dahl met reporters in Oslo. "We are patient," she said. '
        '"Our patience has limits," added Dahl. "Sweden must decide," the minister told the daily. '
        'Stockholm dismissed the remarks as "bluster".'
    )
    quoted = [s for s in document.statements if s.layer == "quoted"]
    assert [s.speaker.id if s.speaker else None for s in quoted] == ["NOR", "NOR", "NOR", "SWE"]
    assert quoted[0].speaker is not None
    assert quoted[0].speaker.name == "Kari Dahl"
    assert quoted[-1].targets == ()  # whose remarks stays open; who spoke before is a guess
    assert quoted[-1].inferred_targets == ("NOR",)


def test_the_outlet_is_kept_apart_from_the_speaker() -> None:
    statement = only(
        'According to state news agency KCNA, the general said, "We will not sit and wait for them."'
    )
    assert statement.via is not None
    assert statement.via.id == "kcna"
    assert statement.speaker is not None
    assert statement.speaker.name == "general"


def test_terms_and_titles_are_nobodys_speech() -> None:
    document = read(
        'The so-called "open door policy" failed. In his book "The Cold Shore", the minister wrote that '
        'it "cost us a decade".'
    )
    assert [t.text for t in document.terms] == ["open door policy", "The Cold Shore"]
    assert [s.quote.text for s in document.statements if s.quote] == ["cost us a decade"]


def test_fragments_repeated_later_belong_to_the_first_utterance() -> None:
    document = read(
        '"We will answer with decisive and painful measures," the Norwegian minister said. '
        'The threat of "decisive and painful measures" alarmed the markets.'
    )
    first, second = document.statements
    assert first.cluster is not None
    assert first.cluster == second.cluster
    assert second.speaker is not None
    assert (second.speaker.id, second.speaker.span) == ("NOR", None)


def test_integrity_is_noted_and_nothing_mended() -> None:
    document = read('"They must leave our [northern] waters... at once," the minister said.')
    assert document.statements[0].notes == ("ellipsis", "insertion: [northern]")
    assert document.statements[0].quote is not None
    assert "[northern] waters..." in document.statements[0].quote.text


def test_an_unbalanced_mark_is_noted() -> None:
    document = read('The minister said: "They must leave our waters at once. The ships stayed.')
    assert "unbalanced marks" in document.statements[0].notes


def test_a_text_without_speech_has_no_statements() -> None:
    document = read("The lake is deep. Trees stand along its shore.")
    assert document.statements == ()
    assert document.terms == ()


def test_importing_the_room_does_not_load_the_parser() -> None:
    code = "import sys, detente.reading; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Spain would withdraw its ambassador if the fishing ban stayed in place, Prime Minister Luis Vega said.", "THREATEN"),
        ("Spain would withdraw its ambassador if Morocco signed the accord, Prime Minister Luis Vega said.", "THREATEN"),
        ("Spain would withdraw its sanctions if Morocco signed the accord, Prime Minister Luis Vega said.", "OFFER"),
        ("Spain would withdraw its troops if Morocco signed the accord, Prime Minister Luis Vega said.", "OFFER"),
        ("The dockers went on strike on Monday.", "PROTEST"),
        ("Nurses at the clinic began a strike on Friday over pay.", "PROTEST"),
        ("Iran began missile strikes on Israel on Monday.", "ASSAULT"),
        ("The tenants dropped their lawsuit against the landlord on Monday.", "CONCEDE"),
        ("Peru withdrew its complaint against Chile.", "CONCEDE"),
        ("Canada imposed tariffs on steel from Mexico.", "SANCTION"),
    ],
)  # fmt: skip
def test_what_is_taken_back_and_what_is_struck(text: str, act: str) -> None:
    assert only(text).act == act


def test_a_clause_that_the_parser_tears_is_filed_whole() -> None:
    statement = only(
        "Russia's Gazprom said on Wednesday that flows through the pipeline would return to normal "
        "once a repaired turbine was sent back."
    )
    assert statement.span.text.startswith("flows through the pipeline would return to normal")
    assert [c.condition.text for c in statement.conditions] == ["a repaired turbine was sent back"]


def test_a_hope_binds_nobody() -> None:
    assert only("Peru said it hopes Chile will face reality.").act == "STATE"
    assert only('"I hope that Chile will face reality," Peru said.').act == "STATE"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“We want the lifting of the ban, and then talks,” Peru's envoy said.", "REQUEST"),
        ("Further talks will now be held, the union said.", "STATE"),
        ('"No one can take our water, and if it happens there will be turmoil," Peru said.', "THREATEN"),
        ("“We would refuse even if they doubled the price,” the owner of Kestrel said.", "REJECT"),
        ("The union said members were being bullied into new contracts.", "ACCUSE"),
        # what is done by saying the verb of oneself
        ("“We welcome the release of the crew,” Kenya said.", "SUPPORT"),
        ("“We reiterate our support for Ghana,” Kenya said.", "SUPPORT"),
        ("“We do not support the plan,” Kenya said.", "REJECT"),
        ("“We reaffirm our commitment to the truce,” Kenya said.", "COMMIT"),
        ("“I apologise to Egypt,” the king of Jordan said.", "CONCEDE"),
        ("“We meet every day,” the mayor said.", "STATE"),
        # a stance that a verb shows
        ("Kenya’s minister voiced support for the talks.", "SUPPORT"),
        ("Iran expressed resentment over the statement by France.", "ACCUSE"),
        ("Libya's envoy expressed concern over the seizure.", "STATE"),
        ("Macron described the talks as a waste of time.", "STATE"),
        ("Italy's minister regretted that Libya had taken the step.", "STATE"),
        # what is told of others, of nobody, or of oneself
        ("India said the meeting condemned terrorism.", "STATE"),
        ("“Everything has burned down,” said Olena Kravets.", "STATE"),
        ("Mr. Lew said there was nothing wrong with raising the capacity.", "STATE"),
        ("Putin said he ordered the Russian military to retaliate.", "THREATEN"),
        ("Putin said he had urged Ukraine to leave the town.", "REQUEST"),
        ("Regulators sought to block the deal saying it will hurt competition.", "STATE"),
        # what is to follow
        ("“These acts will not go unanswered,” Chile's minister said.", "THREATEN"),
        ("India will pay a 25 percent tariff unless it stops buying oil, the American president said.", "THREATEN"),
        ("If the government passes the bill, the opposition will protest, Ann Bell, a farmer, said.", "STATE"),
    ],
)  # fmt: skip
def test_force_is_what_the_words_do(text: str, act: str) -> None:
    assert only(text).act == act


@pytest.mark.parametrize("name", ["Barbados", "Seychelles", "Honduras", "Orland"])
def test_a_name_that_looks_like_a_plural_is_a_name(name: str) -> None:
    (called,) = read(f"{name} called on Velia to reopen the border.").statements
    assert (called.act, called.targets) == ("REQUEST", ("velia",))
    (offered,) = read(
        f"If Velia opened the border, {name} said, it would free the crew."
    ).statements
    assert offered.act == "OFFER"
    assert offered.speaker is not None
    assert offered.speaker.name == name


@pytest.mark.parametrize(
    ("deed", "act", "tone"),
    [
        ("said it would pay the toll", "COMMIT", 1),
        ("said it would bear the cost", "COMMIT", 0),
        ("said it would repair the damage", "COMMIT", 1),
        ("offered to pay the toll", "OFFER", 1),
        ("said it would not pay the toll", "REJECT", 1),
        ("said it would impose a toll", "THREATEN", -1),
        ("said it would undo the deal", "THREATEN", -1),
        ("warned Orland that it would pay the price", "THREATEN", -1),
    ],
)
def test_what_one_takes_upon_oneself_is_no_threat(deed: str, act: str, tone: int) -> None:
    (statement,) = read(f"Velia {deed}.").statements
    assert (statement.act, statement.events[0].tone) == (act, tone)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        # What another needs to do is asked for; what nobody needs to do is not.
        ("Orland said Kestrel needed to repair the dam.", "REQUEST"),
        ("“The crews need to return to work,” Kestrel said.", "REQUEST"),
        ("“Velia does not need to leave the pact,” Orland said.", "STATE"),
        ("“Velia does not have to leave the pact,” Orland said.", "STATE"),
        # How one has always stood binds nobody now.
        ("Orland has always been committed to peace, its minister said.", "STATE"),
        ("“We are committed to ending the war,” Orland said.", "COMMIT"),
        # An effort is no deal.
        ("The company said it has done all it can to reach a deal.", "STATE"),
        ("The company said it has reached a deal.", "AGREE"),
        # To demand is to ask, whatever is demanded; what makes demands on somebody asks nothing.
        ("“The League demands respect for its envoys,” the League said.", "REQUEST"),
        ("“The League calls for an immediate return to order,” the League said.", "REQUEST"),
        ("“The League orders ten ships each year,” the League said.", "STATE"),
        # What is ruled out until others move is refused.
        ("Orland ruled out talks unless the rebels agreed to a truce.", "REJECT"),
        ("Orland ruled out a strike unless Karst fired.", "THREATEN"),
        # Who denies a refusal refuses nothing.
        ("Orland denied it would refuse to talk.", "STATE"),
        ("Orland denied that it would not sign.", "STATE"),
        ("Orland denied it would talk.", "REJECT"),
        # Two words are enough to blame.
        ("Moll criticised Orland.", "ACCUSE"),
    ],
)
def test_duties_efforts_and_stands(text: str, act: str) -> None:
    assert only(text).act == act


def test_who_needs_to_act_is_not_who_says_so() -> None:
    said = only("Kestrel said the crews needed to return.")
    assert said.speaker is not None
    assert said.speaker.id == "kestrel"
    assert said.via is None


@pytest.mark.parametrize(
    ("stance", "deeds"),
    [
        ("committed to the truce", []),
        ("open to a truce", ["make a truce"]),
    ],
)
def test_a_bargain_that_stands_is_not_made_again(stance: str, deeds: list[str]) -> None:
    assert [event.deed for event in only(f"Orland said it was {stance}.").events] == deeds


def test_who_gets_hours_to_act_is_told_all_that_follows() -> None:
    told = only(
        "The K12 rebels gave Orland 24 hours to open talks and free the crew or face an attack."
    )
    assert (told.act, told.targets) == ("THREATEN", ("orland",))
    doers = {event.deed: event.agent for event in told.events}
    assert doers["open talks"] == doers["free the crew"] == "orland"
