"""Conditions: each rule finds its example and passes over its counter-example; boundaries and brackets."""

from __future__ import annotations

import pytest

from detente.evidence import Condition, Document
from detente.reading import read_statements
from detente.reading.conditions import find_conditions, finders
from detente.reading.language import parse, plain_frame
from detente.reading.lexicon import lexicon

RULES = {rule["id"]: rule for rule in lexicon().rules}


def found(text: str) -> list[str]:
    (parsed,) = parse([plain_frame(text, 0, len(text))])
    return [condition.rule for condition in find_conditions(parsed)]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_finds_its_example_and_not_its_counter_example(rule: str) -> None:
    assert rule in found(RULES[rule]["example"])
    assert found(RULES[rule]["counter"]) == []


def test_every_rule_and_every_cue_stands_in_the_table() -> None:
    cues = {words for group in lexicon().cues.values() for words, _, _ in group}
    assert cues <= set(lexicon().families)
    assert set(finders()) - {"subordinate"} <= set(RULES)


def conditions(text: str) -> list[Condition]:
    read = read_statements(Document(id="t", source="t", text=text))
    for statement in read.statements:
        for c in statement.conditions:
            for span in (c.condition, c.consequence):
                assert text[span.start : span.end] == span.text
    return [c for statement in read.statements for c in statement.conditions]


@pytest.mark.parametrize(
    ("text", "condition", "consequence"),
    [
        ('"If they [the Danes] lift the ban, Norland will sign," Norland\'s minister said.', "they [the Danes] lift the ban", "Norland will sign"),
        ('"[W]e will answer if Orland attacks," the minister of Velia said.', "Orland attacks", "[W]e will answer"),
        ("The envoy of Velia said “we will leave the pact if Orland arms” after the meeting.", "Orland arms", "we will leave the pact"),
        ("Velia's premier said that “nothing is ruled out” should Velia's port be touched, calling on Orland to talk.", "Velia's port be touched", "nothing is ruled out"),
        ('"Velia will give the hardest answer to any raid by Orland," its president said.', "any raid by Orland", "Velia will give the hardest answer to"),
        ("Velia will close the strait if Orland shells Karst, the president of Velia warned.", "Orland shells Karst", "Velia will close the strait"),
        ("Velia will not sign the deal until the United States apologizes, its minister said.", "the United States apologizes", "Velia will not sign the deal"),
        ("The president of Velia said his navy would sink any ship that enters the strait.", "any ship that enters the strait", "his navy would sink"),
        ("“Given an apology, Velia would return to the talks,” its envoy said.", "an apology", "Velia would return to the talks"),
        ("Should talks fail, Velia will arm, its minister warned.", "talks fail", "Velia will arm"),
        ("The siege of Velia goes on until Orland pays its debt.", "Orland pays its debt", "The siege of Velia goes on"),
        ('"We will not talk to Orland before its ships leave," the minister of Velia said.', "its ships leave", "We will not talk to Orland"),
        ("Velia said Orland would have to pull back before any talks could begin.", "Orland would have to pull back", "any talks could begin"),
        ('"After Orland has opened its sites, we will end the embargo," the envoy of Velia said.', "Orland has opened its sites", "we will end the embargo"),
        ("Only after the council repeals the law will the doctors of Velia return to work, the union said.", "the council repeals the law", "the doctors of Velia return to work"),
        ('"It is not until Orland withdraws that we will talk," the minister of Velia said.', "Orland withdraws", "we will talk"),
        ('"We cannot negotiate while shells fall on our towns," the envoy of Velia told Orland.', "shells fall on our towns", "We cannot negotiate"),
        ("If Orland wants talks it must hand over the men, Velia said.", "Orland wants talks", "it must hand over the men"),
        ('"The instant a single soldier crosses, the truce is dead," the minister of Velia said.', "a single soldier crosses", "the truce is dead"),
        ("Velia told the crew to leave the ship on pain of arrest.", "leave the ship", "arrest"),
        ('"They must return the map. Failing that, we will sue," the mayor of Velia said.', "They must return the map", "we will sue"),
        ('"Perhaps they will attack. In that case we will respond," the general of Velia said.', "Perhaps they will attack", "we will respond"),
        ('"One more raid and we close the strait," the minister of Velia said.', "One more raid", "we close the strait"),
        ('"You stop the raids and we stop the rockets," the envoy of Velia told Orland.', "You stop the raids", "we stop the rockets"),
        ('"They withdraw the fleet or we shoot," the admiral of Velia said of Orland.', "They withdraw the fleet", "we shoot"),
        ('"The price of peace is the return of the islands," the premier of Velia said.', "the return of the islands", "peace"),
        ('"Arming the rebels will have consequences," the premier of Velia said.', "Arming the rebels", "will have consequences"),
    ],
)  # fmt: skip
def test_a_condition_is_found_whole(text: str, condition: str, consequence: str) -> None:
    (one,) = conditions(text)
    assert condition == one.condition.text
    assert consequence in one.consequence.text


@pytest.mark.parametrize(
    "text",
    [
        "The minister said he would wait until.",
        "The series stars Marcus Till. The network of Velia said so.",
        "The union of Velia threatened it, whose before: and of them",
        "“If I were a betting man I would say that Velia will win,” Ole Berg of Orland said.",
        '"Whether or not Orland agrees, Velia will test," the minister of Velia said.',
        "“Each will fight,” Ole Berg of Velia said.",
        "Velia said that towns in Orland were dependent on the lake.",
        "Kenya would not say if it had agreed to a truce with Somalia.",
        "“If I had been there, I would have stopped it,” said the premier of Velia.",
        "Velia's firm was a giant until it went bankrupt in 1999, its founder said.",
        "“It is a matter of time until prices fall,” the Bank of Velia said.",
        "The envoy of Velia was once asked how the war would end.",
        "An official of Velia spoke on condition of anonymity, saying that talks would go on.",
        "“Either Kolar or Tad will be president,” the premier of Velia said.",
        "“Would Orland sign if the duties went?” the premier of Velia asked.",
        "The premier of Velia was asked if Orland would send ships if the strait was closed.",
        "“The question is if Orland is serious,” the premier of Velia said.",
        "“We will win this, if only because we must,” the general of Velia said.",
        "The premier of Velia called it a fair, if late, offer.",
        "Parliament will vote when it returns on Monday, the premier of Velia said.",
        "“We can wait until hell freezes over,” the premier of Velia said.",
        "“Whether they sign now or later, it is all the same,” the premier of Velia said.",
        "Velia had warned Orland before the raid took place, its minister said.",
        "“We must act before it is too late,” the minister of Velia said.",
        "The minister of Velia changed the subject to Orland.",
        "The letter, provided to the paper by Velia, named Orland.",
        "“Any sensible person would agree,” the minister of Velia said.",
        "Velia did not say it would leave if Orland refused.",
        "“We have tried for months to settle this without a lawsuit, and they will not listen,” the group said of the city of Velia.",
        '"No state may think that it can cut our cables without any price," the premier of Velia told Orland.',
        "Almost half of the people of Velia are not known to vote while Orland enjoys full turnout, the envoy said.",
        "The rules of Velia will not be final until just before the fair opens, its minister said.",
        "It is the second vote which Velia has had to share with Orland, its minister said.",
        "If past talks are any guide, Velia will refuse, an expert said.",
        "“Let us end this once and for all,” said the premier of Velia.",
        "“If I was the mayor, I would sign,” said Ole Berg of Velia.",
        "“If it was up to me, I would sign,” said Ole Berg of Velia.",
        "The envoy said nobody in Velia would say who had given such a gift to Orland.",
        "The premier of Velia said Berg would leave on the day he had proposed.",
        "If",
        "“until”",
    ],
)
def test_no_condition_is_invented(text: str) -> None:
    assert conditions(text) == []


def test_a_very_long_sentence_keeps_its_condition() -> None:
    listed = "; ".join(f"point {n} of the plan for the towns" for n in range(60))
    text = f"Velia's minister said: {listed}; Velia will close the strait if Orland attacks."
    (parsed,) = parse([plain_frame(text, 0, len(text))])
    assert [
        parsed.doc[slice(c.condition[0], c.condition[1] + 1)].text for c in find_conditions(parsed)
    ] == ["Orland attacks"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We will not attack if they do not attack," the general of Velia told Orland.', "offer"),
        ("Any firm that ships arms to Orland will lose its licence, Velia said.", "threat"),
        ('"Whoever touches our pipeline will pay for it," the minister of Velia said.', "threat"),
        ('"No troops will be sent if the truce holds," the minister of Velia told Orland.', "offer"),
        ("Velia will not stand by while its ships are boarded, its president told Orland.", "threat"),
        ("Should Orland fire on our posts, Velia will return fire, its minister said.", "threat"),
        ('"We will join, provided our fishermen keep their grounds," the minister of Velia told Orland.', "offer"),
        ('"It is those missiles that are on the table should Orland move," the minister of Velia said.', "threat"),
        ('"Without a deal we have no choice but to strike," the drivers\' union told the firm.', "threat"),
    ],
)  # fmt: skip
def test_a_condition_is_an_offer_or_a_threat(text: str, kind: str) -> None:
    (one,) = conditions(text)
    assert one.kind == kind


@pytest.mark.parametrize(
    ("text", "senses", "consequence"),
    [
        ("Talvia offered Brask a truce if the prisoners were freed and unless the tolls rose.", {"the prisoners were freed": "if", "the tolls rose": "unless"}, "Talvia offered Brask a truce"),
        ("Norda would keep the treaty if Kessen disarmed but only if it let inspectors in.", {"Kessen disarmed": "if", "it let inspectors in": "only-if"}, "Norda would keep the treaty"),
        ("The union said it would strike unless wages rose and until the director resigned.", {"wages rose": "unless", "the director resigned": "until"}, "it would strike"),
        ("Orsa threatened to cut the gas if the bill was not paid or unless the line was handed over.", {"the bill was not paid": "if", "the line was handed over": "unless"}, "cut the gas"),
        ('"We will sell grain if the port opens and unless they shell us," the president of Orsa said.', {"the port opens": "if", "they shell us": "unless"}, "We will sell grain"),
        ("Velmark said that if the tariffs fell and unless the senate objected, it would buy the ships.", {"the tariffs fell": "if", "the senate objected": "unless"}, "it would buy the ships"),
        ('"If Norda pays but only if Orsa agrees, we will buy the ships," the president of Velmark said.', {"Norda pays": "if", "Orsa agrees": "only-if"}, "we will buy the ships"),
        ("Unless the strike ends and until the director resigns, the council of Lund will pay nothing.", {"the strike ends": "unless", "the director resigns": "until"}, "the council of Lund will pay nothing"),
        # what is joined with the same sense, or with no condition of its own, stays one
        ("Talvia offered Brask a truce if the prisoners were freed and if the tolls fell.", {"the prisoners were freed and if the tolls fell": "if"}, "Talvia offered Brask a truce"),
        ("Kessen promised to withdraw if the inspectors came and the fine was waived.", {"the inspectors came and the fine was waived": "if"}, "withdraw"),
    ],
)  # fmt: skip
def test_each_cue_says_what_its_own_half_is(
    text: str, senses: dict[str, str], consequence: str
) -> None:
    found = conditions(text)
    assert {c.condition.text: c.sense for c in found} == senses
    assert {c.consequence.text for c in found} == {consequence}


def test_a_cue_of_the_next_clause_starts_a_condition_of_its_own() -> None:
    text = '"We will talk if they pay, and unless they do, we will sue," the mayor of Lund said.'
    told = [(c.sense, c.condition.text, c.consequence.text) for c in conditions(text)]
    assert told == [("if", "they pay", "We will talk"), ("unless", "they do", "we will sue")]


def test_a_sentence_of_the_writer_keeps_every_condition() -> None:
    text = "Velmark will pay the fee if Norda asks, but it will not lend money unless Orsa agrees."
    told = [(c.sense, c.condition.text, c.consequence.text) for c in conditions(text)]
    assert told == [
        ("if", "Norda asks", "Velmark will pay the fee"),
        ("unless", "Orsa agrees", "it will not lend money"),
    ]


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (
            "Talvia said: we will open the dam if Brask pays the fee; we will free the crew if Brask lifts the ban; we will sign the pact if Norda leaves.",
            {"Brask pays the fee": "we will open the dam", "Brask lifts the ban": "we will free the crew", "Norda leaves": "we will sign the pact"},
        ),
        (
            "Talvia said: we will open the dam if Brask pays, we will free the crew if Norda leaves, and we will sign if Orsa agrees.",
            {"Brask pays": "we will open the dam", "Norda leaves": "we will free the crew", "Orsa agrees": "we will sign"},
        ),
        (
            '"We will shell the port unless they leave; we will close the road until they pay," the general of Velia said.',
            {"they leave": "We will shell the port", "they pay": "we will close the road"},
        ),
        # where the condition stands in front, what follows from it stands behind
        (
            '"If Brask pays the fee, we will open the dam; if Brask lifts the ban, we will free the crew," Talvia\'s minister said.',
            {"Brask pays the fee": "we will open the dam", "Brask lifts the ban": "we will free the crew"},
        ),
        (
            '"We have waited for years; if Brask lifts the ban, we will free the crew," Talvia\'s minister said.',
            {"Brask lifts the ban": "we will free the crew"},
        ),
    ],
)  # fmt: skip
def test_in_a_list_each_condition_is_tied_to_its_own_clause(
    text: str, ties: dict[str, str]
) -> None:
    found = {c.condition.text: c.consequence.text for c in conditions(text)}
    assert found.items() <= ties.items()
    assert len(found) >= 2 or len(ties) == 1
