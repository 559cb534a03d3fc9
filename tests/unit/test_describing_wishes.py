"""Whom "it" means in a wish told in words."""

from __future__ import annotations

import pytest

from building import conflict_of
from detente.explain.words import describe_expression
from detente.model.expression import parse_expression

CONFLICT = conflict_of(
    {"lift": "Orle", "open": "Orle", "sail": "Corda"},
    {"Orle": ["lift"], "Corda": ["sail"]},
    status_quo="NNN",
)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("lift IF sail", "to do lift, if Corda were to do sail"),
        ("lift IF open", "to do lift, if it were to do open"),
        # “Corda not to do sail, if it were to do open” would let Corda open.
        ("!sail IF open", "Corda not to do sail, if Orle were to do open"),
        (
            "sail IFF !open & lift",
            "Corda to do sail, if and only if Orle does not do open and Orle were to do lift",
        ),
        ("(lift & sail) IF open", "to do lift and Corda to do sail, if Orle were to do open"),
    ],
)
def test_it_means_the_party_whose_deed_was_told_last(wish: str, words: str) -> None:
    ids = [option.id for option in CONFLICT.options]
    assert describe_expression(CONFLICT, parse_expression(wish, ids), of="Orle") == words
