"""Whatever is corrected, a statement stays whole: its conditions point at events it has, verbatim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.evidence import (
    ACTS,
    CONDITION_KINDS,
    Condition,
    Event,
    Mention,
    Span,
    Statement,
    statement_from_json,
)
from detente.store.changes import corrected

DOCUMENT = detente.read(str(Path(__file__).parents[2] / "examples/korea/report.txt"))
CHANGES: list[dict[str, Any]] = [
    *({"act": act} for act in ACTS),
    {"negated": True},
    {"negated": False},
    {"targets": ["XXX"]},
    {"targets": []},
    {"speaker": "YYY"},
    {"speaker": None},
    {"modality": "done"},
    {"act": "OFFER", "negated": True, "targets": ["XXX"]},
]


def whole(statement: Statement) -> bool:
    places = {
        i for c in statement.conditions for i in (c.antecedent, c.consequent) if i is not None
    }
    verbatim = all(
        DOCUMENT.text[e.phrase.start : e.phrase.end] == e.phrase.text for e in statement.events
    )
    return verbatim and places <= set(range(len(statement.events)))


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_a_corrected_statement_is_whole(changes: dict[str, Any]) -> None:
    for statement in DOCUMENT.statements:
        result = corrected(statement, changes, DOCUMENT.text)
        assert whole(result)
        assert statement_from_json(result.to_json()) == result
        # The same correction once more changes nothing further.
        assert corrected(result, changes, DOCUMENT.text) == result


@pytest.mark.parametrize("kind", CONDITION_KINDS)
def test_a_corrected_kind_keeps_both_halves(kind: str) -> None:
    for statement in DOCUMENT.statements:
        given = [condition.to_json() | {"kind": kind} for condition in statement.conditions]
        if given:
            result = corrected(statement, {"conditions": given}, DOCUMENT.text)
            assert whole(result)
            for before, after in zip(statement.conditions, result.conditions, strict=True):
                assert (after.antecedent, after.consequent) == (
                    before.antecedent,
                    before.consequent,
                )


TWICE = "If Norra pays damages, Velia will lift the blockade. If Norra sinks a tug, Velia will close the port."


def test_each_condition_moves_its_own_consequence() -> None:
    def span(words: str) -> Span:
        start = TWICE.index(words)
        return Span(start, start + len(words), words)

    def event(words: str, agent: str, force: str) -> Event:
        return Event(predicate=words.split()[0], phrase=span(words), agent=agent, force=force)

    events = (
        event("pays damages", "N", "state"),
        event("lift the blockade", "V", "offer"),
        event("sinks a tug", "N", "state"),
        event("close the port", "V", "offer"),
    )
    conditions = tuple(
        Condition(
            cue="if", condition=events[n].phrase, consequence=events[n + 1].phrase, kind="offer",
            antecedent=n, consequent=n + 1,
        )
        for n in (0, 2)
    )  # fmt: skip
    whole_text = Span(0, len(TWICE), TWICE)
    statement = Statement(
        id="s1", layer="reported", span=whole_text, act="OFFER", speaker=Mention("V", "Velia"),
        events=events, conditions=conditions, targets=("N",),
    )  # fmt: skip
    told = [condition.to_json() for condition in conditions]
    for changed, act, forces in (
        ((1,), "OFFER", ("offer", "threaten")),
        ((0,), "THREATEN", ("threaten", "offer")),
        ((0, 1), "THREATEN", ("threaten", "threaten")),
    ):
        given = [c | ({"kind": "threat"} if n in changed else {}) for n, c in enumerate(told)]
        result = corrected(statement, {"conditions": given}, TWICE)
        assert result.act == act
        assert (result.events[1].force, result.events[3].force) == forces
        assert [result.events[n].force for n in (0, 2)] == ["state", "state"]
        assert corrected(result, {"conditions": given}, TWICE) == result


def _bargain() -> Statement:
    """Velia offers Norra to lift the blockade if Norra pays damages."""

    def span(words: str) -> Span:
        start = TWICE.index(words)
        return Span(start, start + len(words), words)

    events = (
        Event(predicate="pay", phrase=span("pays damages"), agent="N", patient="V", force="state"),
        Event(
            predicate="lift",
            phrase=span("lift the blockade"),
            agent="V",
            patient="N",
            force="offer",
        ),
    )
    condition = Condition(
        cue="if", condition=events[0].phrase, consequence=events[1].phrase, kind="offer",
        condition_by="N", consequence_by="V", antecedent=0, consequent=1,
    )  # fmt: skip
    return Statement(
        id="s1", layer="reported", span=Span(0, len(TWICE), TWICE), act="OFFER",
        speaker=Mention("V", "Velia"), events=events, conditions=(condition,), targets=("N",),
    )  # fmt: skip


def test_a_corrected_speaker_does_what_was_ascribed_to_the_other() -> None:
    result = corrected(_bargain(), {"speaker": "Z"}, TWICE)
    assert [(e.agent, e.patient) for e in result.events] == [("N", "Z"), ("Z", "N")]
    assert [(c.condition_by, c.consequence_by) for c in result.conditions] == [("N", "Z")]


def test_a_corrected_addressee_owes_what_the_other_owed() -> None:
    result = corrected(_bargain(), {"targets": ["Z"]}, TWICE)
    assert [(e.agent, e.patient) for e in result.events] == [("Z", "V"), ("V", "Z")]
    assert [(c.condition_by, c.consequence_by) for c in result.conditions] == [("Z", "V")]


def test_a_corrected_act_turns_the_condition_and_its_deed_alone() -> None:
    result = corrected(_bargain(), {"act": "THREATEN"}, TWICE)
    assert [e.force for e in result.events] == ["state", "threaten"]
    assert [c.kind for c in result.conditions] == ["threat"]
    # A condition without a deed of its own stays what it was said to be.
    bare = _bargain()
    loose = tuple(replace(c, consequent=None) for c in bare.conditions)
    result = corrected(replace(bare, conditions=loose), {"act": "THREATEN"}, TWICE)
    assert [c.kind for c in result.conditions] == ["threat"]
