"""Sentences of verdicts agree with the party's name in number."""

from __future__ import annotations

from building import conflict_of
from detente.explain.explaining import Explainer


def test_several_have_and_one_has() -> None:
    conflict = conflict_of(
        {"strike": "workers", "pay": "velia"},
        {"workers": ["!strike"], "velia": ["!pay"]},
        one_way=["strike", "pay"],
    )
    explain = Explainer(conflict).explain
    several, one = (explain("YY", (party,), "NASH").sentence for party in ("workers", "velia"))
    assert several.endswith("orkers have no move from here.")
    assert one.endswith("elia has no move from here.")
    several, one = (explain("NN", (party,), "NASH").sentence for party in ("workers", "velia"))
    assert several.endswith("have no move of their own to a state that they prefer.")
    assert one.endswith("has no move of its own to a state that it prefers.")
