"""The learned doubt about force: what it takes for no act, what it leaves alone, and that it only takes away."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise

import pytest

from detente.evidence import Document, Statement
from detente.reading import read_statements
from detente.reading.learned import force


def statements(text: str) -> list[Statement]:
    return list(read_statements(Document(id="t", source="t", text=text)).statements)


def act(text: str) -> str:
    (statement,) = statements(text)
    return statement.act


@pytest.mark.parametrize(
    ("text", "by_rules", "likewise"),
    [
        # Who goes to see a thing consults nobody, nor does a house where others watch one.
        ("Anna Rell visited the harbour on Friday to see the new lighthouse.", "CONSULT", "Velia's envoy met Orland on Friday."),
        ("The Osk Gazette is hosting a film night at the inn.", "CONSULT", "Velia hosted talks with Orland on Friday."),
        # To be let speak is no talk between parties; to be let in is asked of somebody.
        ("“Let me talk,” Anna Rell shot back.", "CONSULT", "“Let us in,” Velia's premier said."),
        ("“Let me finish,” Anna Rell shot back.", "REQUEST", "“Let our workers leave,” Velia's premier said."),
        # What was once chosen instead of something binds nobody; what "we" chose to do does.
        ("“I could have decided to stay at the mill, but I decided to draw,” Anna Rell shot back.", "COMMIT", "“We chose to close the strait,” Velia's premier said."),
        # Words of force for other things: a seat held, a wish for a rival's health.
        ("Anna Rell occupied a third desk of the office.", "COERCE", "Orland occupied a third island."),
        ("Anna Rell offered her congratulations to Marn Holt, her rival.", "SUPPORT", "Anna Rell backs Marn Holt."),
    ],
)  # fmt: skip
def test_words_that_only_look_like_an_act_state(
    text: str, by_rules: str, likewise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert act(text) == "STATE"
    found = act(likewise)
    assert found != "STATE"
    monkeypatch.setattr(force, "LEAST", 0.0)  # nothing is doubted
    assert (act(text), act(likewise)) == (by_rules, found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What the writer says in a condition, the turns of a transcript, a reported "would … if".
        ("If 12 of the 40 shops close, the owner would attack the council of Holm.", ["ACCUSE"]),
        ("RELL: We will open the port.\nHOLT: You must leave Holm.\nRELL: Never.", ["COMMIT", "REQUEST"]),
        ("RELL: Let me talk.\nHOLT: You went on for an hour.\nRELL: Let me talk.", ["CONSULT", "CONSULT"]),
        ("Marn Holt said he would leave the band if 12 of his friends asked him to.", ["OFFER"]),
    ],
)  # fmt: skip
def test_what_was_not_learned_from_is_left_to_the_rules(
    text: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for least in (force.LEAST, 2.0):  # even where everything is doubted
        monkeypatch.setattr(force, "LEAST", least)
        assert [s.act for s in statements(text) if s.act != "STATE"] == expected


def test_a_quoted_condition_and_a_report_without_one_may_be_doubted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = (
        "“We will lift the embargo if Orland signs,” Velia's premier said.",
        "Velia said it would lift the embargo.",
    )
    assert [act(text) for text in texts] == ["OFFER", "COMMIT"]
    monkeypatch.setattr(force, "LEAST", 2.0)
    assert [act(text) for text in texts] == ["STATE", "STATE"]


def test_force_is_only_taken_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Velia demanded on Monday that Orland withdraw. Anna Rell visited the harbour to see the lighthouse. "
        "“We will close the strait,” Velia's premier said. “Let me talk,” Marn Holt shot back. "
        "Orland's minister said that the sea was calm. “It was a mild winter,” the baker said."
    )
    acts = []
    for least in (0.0, force.LEAST, 0.9, 2.0):
        monkeypatch.setattr(force, "LEAST", least)
        acts.append([s.act for s in statements(text)])
    for more, fewer in pairwise(acts):
        assert all(b in (a, "STATE") for a, b in zip(more, fewer, strict=True))
    assert acts[0] != acts[1]
    assert set(acts[-1]) == {"STATE"}


def test_weights_are_few_and_hold_no_word_of_a_text() -> None:
    data = resources.files("detente.reading").joinpath("data", "force.json").read_bytes()
    assert len(data) <= 7 * 1024
    weights = json.loads(data)["weights"]
    assert all(isinstance(v, float | int) for row in weights.values() for v in row.values())
    keys = " ".join(key for row in weights.values() for key in row).lower().replace("|", " ")
    assert not {"trump", "clinton", "said", "campaign", "republican"} & set(keys.split())


def test_the_words_change_nothing_where_their_kinds_are_the_same() -> None:
    for act_, one, other in (
        ("STATE", "Anna Rell visited the harbour on Friday.", "Piet Maas visited the orchard on Sunday."),
        ("REQUEST", "Velia demanded that Orland withdraw its ships.", "Norland demanded that Talvia return its crews."),
    ):  # fmt: skip
        assert (act(one), act(other)) == (act_, act_)
