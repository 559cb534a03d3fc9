"""Signs of stances, read off the acts of statements."""

from __future__ import annotations

from typing import Any

from detente.analysis.stances import stances
from detente.evidence import Mention, Span, Statement


def said(
    number: int, act: str, *, layer: str = "quoted", to: str = "B", **values: Any
) -> Statement:
    span = Span(number, number + 1, "x")
    speaker = Mention("A", "A")
    return Statement(
        id=f"s{number}", layer=layer, span=span, act=act, speaker=speaker, targets=(to,), **values
    )


def sign(*statements: Statement) -> str:
    (found,) = stances(statements)
    return found.sign


def test_two_thirds_decide() -> None:
    assert sign(said(1, "OFFER"), said(2, "AID"), said(3, "THREATEN")) == "+"
    assert sign(said(1, "OFFER"), said(2, "ACCUSE"), said(3, "THREATEN")) == "-"
    assert sign(said(1, "OFFER"), said(2, "ACCUSE")) == "0"


def test_what_shows_no_stance_does_not_count() -> None:
    assert sign(said(1, "REQUEST"), said(2, "STATE"), said(3, "COMMIT")) == "0"
    assert sign(said(1, "ASSAULT", modality="denied"), said(2, "OFFER", modality="asked")) == "0"


def test_a_refusal_stays_a_refusal() -> None:
    assert sign(said(1, "REJECT", negated=True)) == "-"


def test_only_own_words_and_reported_deeds_decide() -> None:
    (found,) = stances(
        [said(1, "THREATEN", layer="interpreted"), said(2, "OFFER", layer="reported")]
    )
    assert (found.sign, found.friendly, found.hostile) == ("+", 1, 0)
    assert found.statements == ["s1", "s2"]


def test_pairs_are_kept_apart_and_nobody_speaks_to_itself() -> None:
    found = stances([said(1, "OFFER"), said(2, "THREATEN", to="C"), said(3, "AID", to="A")])
    assert [(cell.target, cell.sign) for cell in found] == [("B", "+"), ("C", "-")]
