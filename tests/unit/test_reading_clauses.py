"""Which clause belongs to which verb: what is said, ordered and added in one sentence."""

from __future__ import annotations

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements


def read(text: str) -> tuple[Statement, ...]:
    return read_statements(Document(id="t", source="t", text=text)).statements


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # What is told in the past does not go on with "would": who said it, called him so.
        (
            "Moll said the plan would pay Orland, and called it “a danger to the pact.”",
            ["the plan would pay Orland", "a danger to the pact."],
        ),
        (
            "The court ordered the permit be withdrawn and said residents should be paid.",
            ["the permit be withdrawn", "residents should be paid"],
        ),
        # Not so where both are told alike.
        (
            "Moll said the pact would end in chaos and cost lives.",
            ["the pact would end in chaos and cost lives"],
        ),
        (
            "Orland said it would not step back but was ready for talks.",
            ["it would not step back but was ready for talks"],
        ),
        # Who says it stands between commas, whatever follows it.
        (
            "During the talks, ministers are asked in turn, Moll noted, so it may be clear whether Orland will sign.",
            [
                "During the talks, ministers are asked in turn, Moll noted, so it may be clear whether Orland will sign"
            ],
        ),
        (
            "Over the years, Moll said, the pact has helped Orland – although he laughed and admitted "
            "“it can be a curse.”",
            ["Over the years, Moll said, the pact has helped Orland", "it can be a curse."],
        ),
        # "too" between commas belongs to what is told.
        (
            "Orland welcomed the ruling, and hinted it, too, was considering tariffs.",
            ["Orland welcomed the ruling", "it, too, was considering tariffs"],
        ),
        # What somebody will do besides is said with the rest.
        (
            "Velian envoys said they plan to tax ore, and will act if the talks fail.",
            ["they plan to tax ore, and will act if the talks fail"],
        ),
        # Not so where who told it said something else.
        (
            "Moll said they plan to tax ore, and accused Orland of theft.",
            ["they plan to tax ore", "accused Orland of theft"],
        ),
    ],
)
def test_what_is_said_ends_where_another_verb_goes_on(text: str, said: list[str]) -> None:
    assert [(s.quote or s.span).text for s in read(text)] == said


def test_who_rejects_a_call_accuses_besides() -> None:
    text = (
        "Orland rejected a call from Karst to open talks or leave the pact, accusing Velia of lies."
    )
    refused, blamed = read(text)
    assert (refused.act, blamed.act, blamed.targets) == ("REJECT", "ACCUSE", ("velia",))
    assert blamed.speaker is not None
    assert blamed.speaker.id == "orland"


def test_an_or_that_is_denied_leaves_no_choice() -> None:
    (refused,) = read("“We do not want to meet them or answer their letters,” Moll said.")
    assert refused.conditions == ()
    assert refused.act != "THREATEN"
    (menace,) = read("Orland told Velia to leave the port or answer for it.")
    assert [c.sense for c in menace.conditions] == ["either-or"]


def test_who_rejects_an_ultimatum_does_not_make_it() -> None:
    text = "Orland rejected an ultimatum from the rebels to open talks or face an attack."
    (rejected,) = read(text)
    assert rejected.act == "REJECT"
    (made,) = read("The rebels told Orland to open talks or face an attack.")
    assert made.act == "THREATEN"


@pytest.mark.parametrize(
    "text",
    [
        "Orland demanded Karst withdraw its troops or face sanctions.",
        "Orland demanded that Karst immediately withdraw its troops or risk war.",
    ],
)
def test_a_demand_with_or_threatens(text: str) -> None:
    (demand,) = read(text)
    assert [c.sense for c in demand.conditions] == ["either-or"]
    assert demand.targets == ("karst",)
    (alone,) = read("Orland demanded that Karst withdraw its ships or planes.")
    assert alone.conditions == ()


@pytest.mark.parametrize(
    ("text", "speaker", "act"),
    [
        ("The court found that Kestrel had broken the law.", "court", "ACCUSE"),
        ("A WTO panel ruled that the duties broke trade rules.", "wto", "ACCUSE"),
        ("The tribunal determined that Kestrel must pay the crews.", "tribunal", "REQUEST"),
        ("Judge Ann Lee ruled that Kestrel must pay the crews.", "judge", "REQUEST"),
        ("The court struck down the law.", "court", "REJECT"),
        ("The Harl Court upheld the ban.", "harl-court", "SUPPORT"),
    ],
)
def test_those_who_judge_say_what_they_find(text: str, speaker: str, act: str) -> None:
    (said,) = read(text)
    assert said.speaker is not None
    assert (said.speaker.id, said.act) == (speaker, act)


@pytest.mark.parametrize(
    "text",
    [
        "Villagers found that the well was dry.",
        "The court found a way.",
        "The court found that.",
        "Protesters overturned cars.",
    ],
)
def test_who_finds_something_says_nothing(text: str) -> None:
    assert read(text) == ()
