"""Names keep their capitals and their articles in sentences; ordinary words give theirs up."""

from __future__ import annotations

import pytest

from detente.explain.words import describe_state, plain
from detente.model.conflict import Option
from detente.model.files import loads
from detente.model.wording import with_article


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Lift the embargo on Iran", "lift the embargo on Iran"),
        ("Congress lifts the embargo", "Congress lifts the embargo"),
        ("Iran halts enrichment", "Iran halts enrichment"),
        ("Moscow's troops withdraw", "Moscow's troops withdraw"),
        ("North Korea freezes its programme.", "North Korea freezes its programme"),
        ("NATO expands", "NATO expands"),
        ("White House talks", "White House talks"),
        ("Release water", "release water"),
    ],
)
def test_a_proper_name_keeps_its_capital(name: str, inside: str) -> None:
    assert plain(Option(id="a", name=name, owner="A")) == inside


def test_names_that_only_the_model_knows_keep_theirs_too() -> None:
    model = """detente: 1
title: A border
decision_makers: [{id: SEL, name: Selm}, {id: VAR, name: Varen}]
options:
  - {id: open, name: Varen opens the border, owner: VAR}
  - {id: march, name: Marchers from Tolby go home, owner: SEL}
  - {id: tolby, name: Tolby yields, owner: SEL}
preferences: {SEL: [{that: open}], VAR: [{that: march}]}
"""
    conflict = loads(model)
    assert describe_state(conflict, "YYY") == (
        "Selm: marchers from Tolby go home and Tolby yields; Varen: Varen opens the border"
    )


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Bank of England", "the Bank of England"),
        ("Ministry of Defence", "the Ministry of Defence"),
        ("House of Representatives", "the House of Representatives"),
        ("League for Change", "the League for Change"),
        ("the Bank of England", "the Bank of England"),
        ("United States of America", "the United States of America"),
        ("Kremlin", "the Kremlin"),
        ("England", "England"),
        ("Isle of Man", "Isle of Man"),
    ],
)
def test_articles_stand_where_english_wants_them(name: str, inside: str) -> None:
    assert with_article(name) == inside
