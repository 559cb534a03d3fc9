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
