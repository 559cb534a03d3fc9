"""What is read changes as the words do and no further: names, sides, marks, places of the attribution."""

from __future__ import annotations

import random

import pytest

from campaign import rewording
from campaign.rewording import PAIRS, PATTERNS, seen
from campaign.running import Step
from detente.evidence import Document
from detente.reading import read_statements

#: Names that the parser takes for different kinds of words.
NAMES = (("Kordan", "Brask"), ("Myanmar", "Kessen"), ("Chad", "Zembla"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_names_sides_marks_and_neutral_sentences(pattern: str) -> None:
    done = Step()
    luck = random.Random(pattern)  # noqa: S311
    for first, second in NAMES:
        rewording.check_pattern(done, pattern, luck, first, second)
    assert done.failures == []


@pytest.mark.parametrize("rewording_", PAIRS, ids=lambda each: each.name)
def test_the_same_in_other_words(rewording_: rewording.Rewording) -> None:
    done = Step()
    for one, other in rewording_.pairs:
        rewording.check_pair(done, rewording_.name, one, other, *NAMES[0])
    assert done.failures == []


@pytest.mark.parametrize("relation", ["neighbour", "neighbor", "rival", "old rival"])
@pytest.mark.parametrize("name", ["Talvia", "Panama", "Quorland", "Micronesia", "Selmark"])
def test_a_relation_stands_for_whom_it_names(relation: str, name: str) -> None:
    text = f"Brask told its {relation} {name} it would close the harbour unless the tolls were cut."
    (row,) = seen(text, {"A": "Brask", "B": name})
    assert row[3:5] == ("A", ("B",))


@pytest.mark.parametrize("name", ["Marvia", "Ilmark", "Velia", "Panama", "Selmark"])
@pytest.mark.parametrize("deed", ["return to the talks", "close the port"])
def test_whoever_is_told_is_addressed_whatever_the_name(name: str, deed: str) -> None:
    (row,) = seen(
        f"Parnia told {name} it would {deed} only if the strikes stopped.",
        {"A": "Parnia", "B": name},
    )
    assert row[3:5] == ("A", ("B",))


@pytest.mark.parametrize("name", ["Morocco", "Cambodia", "Talvia", "Italy", "Vanuatu"])
@pytest.mark.parametrize("verb", ["attacks", "strikes", "retreats"])
@pytest.mark.parametrize(
    "words",
    ["“If {B} {verb}, we will answer,” {A}’s envoy said.", "“We will answer if {B} {verb},” {A}’s envoy said."],
)  # fmt: skip
def test_a_name_and_its_verb_are_no_compound(name: str, verb: str, words: str) -> None:
    text = words.format(A="Brask", B=name, verb=verb)
    row = seen(text, {"A": "Brask", "B": name})[0]
    assert row[3:5] == ("A", ("B",))


@pytest.mark.parametrize(
    ("attribution", "statements"),
    [
        ("Karst’s president warned.", 1),
        ("Karst’s president warned Velia on Monday.", 1),
        ("Karst threatened on Monday in Geneva.", 1),
        ("Karst promised Velia.", 1),
        ("Karst’s president, who accused Velia of theft, warned.", 2),
    ],
)
def test_the_attribution_of_a_quotation_is_no_statement_of_its_own(
    attribution: str, statements: int
) -> None:
    text = f"“We will close the port,” {attribution}"
    assert len(seen(text, {"A": "Karst", "B": "Velia"})) == statements


def test_a_sentence_that_is_too_long_to_keep_together_is_noted() -> None:
    goods = " ".join(f"and the grain of field {'x' * (n % 9 + 1)}" for n in range(80))
    for words, noted in ((goods, True), (goods[:200], False)):
        text = f"Orland said it would sell the coal {words} if Velia paid. It rained."
        document = read_statements(Document(id="d", source="d", text=text))
        assert any("read in parts" in note for note in document.notes) == noted
