"""What holds on a party's own words, and what is necessary or possible on what was said."""

from __future__ import annotations

import pytest

from detente.analysis.known import known_preference, known_statements, only_what_was_said
from detente.analysis.words_alone import on_words_alone
from detente.errors import AnalysisError, InputError
from detente.model.files import loads
from detente.solving.solution import solve

MODEL = """
detente: 1
title: A river
decision_makers: [{id: A, name: Upstream}, {id: B, name: Downstream}]
options:
  - {id: release, name: Release water, owner: A}
  - {id: appeal, name: Appeal to the court, owner: B}
preferences:
  A:
    - {that: "!appeal", evidence: [e1]}
    - {that: "release IF !appeal", evidence: [e2]}
    - {that: "!release", assumption: "Water is dear."}
  B:
    - {that: "release", evidence: [e3]}
    - {that: "appeal IF !release", evidence: [e4]}
    - {that: "!appeal", evidence: [e5]}
evidence:
  e1: {document: t.txt, start: 0, end: 2, quote: "no", speaker: A, layer: quoted}
  e2: {document: t.txt, start: 3, end: 6, quote: "yes", speaker: A, layer: reported}
  e3: {document: t.txt, start: 7, end: 9, quote: "so", speaker: B, layer: reported}
  e4: {document: t.txt, start: 7, end: 9, quote: "so", speaker: A, layer: quoted}
  e5: {document: t.txt, start: 10, end: 12, quote: "he", layer: author}
"""


def test_statements_without_own_words_fall_and_the_rest_is_solved_again() -> None:
    result = on_words_alone(loads(MODEL), "A")
    assert result.kept == ("!appeal", "release IF !appeal")
    assert [f.that for f in result.fallen] == ["!release"]
    assert result.fallen[0].rested_on == "an assumption"
    assert result.enough
    assert result.after["NASH"] == tuple(solve(result.conflict, "NASH").equilibria["NASH"])
    assert set(result.gained("NASH")) == set(result.after["NASH"]) - set(result.before["NASH"])
    assert "1 of its 3 statements falls" in result.sentence()


def test_words_of_others_and_of_the_author_do_not_count() -> None:
    result = on_words_alone(loads(MODEL), "B")
    assert result.kept == ("release",)
    assert not result.enough
    assert "Too little" in result.sentence()
    assert result.to_json()["enough"] is False


def test_an_unknown_party_is_an_input_error() -> None:
    with pytest.raises(InputError):
        on_words_alone(loads(MODEL), "C")


def test_necessary_equilibria_are_equilibria_of_the_draft_and_those_are_possible() -> None:
    conflict = loads(MODEL)
    for ordered in (True, False):
        known = only_what_was_said(conflict, ordered=ordered)
        for concept in ("NASH", "SEQ"):
            drafted = set(solve(conflict, concept).equilibria[concept])
            assert set(known.necessary[concept]) <= set(known.possible[concept])
            if ordered:
                assert set(known.necessary[concept]) <= drafted | set(known.undecided[concept])
    assert [str(i.that) for i in known_statements(conflict, "A")] == [
        "!appeal",
        "release IF !appeal",
    ]


def test_without_an_order_less_is_known() -> None:
    conflict = loads(MODEL)
    ordered, dominance = (
        only_what_was_said(conflict, ordered=True),
        only_what_was_said(conflict, ordered=False),
    )
    assert ordered.unknown_share <= dominance.unknown_share
    game, unknown, used = known_preference(conflict)
    assert len(unknown) == len(game.better) == 2
    assert used["B"] == ("release",)


def test_a_model_too_large_to_compare_is_refused() -> None:
    options = "\n".join(f"  - {{id: o{n}, name: Do {n}, owner: A}}" for n in range(11))
    text = (
        "detente: 1\ntitle: T\ndecision_makers: [{id: A, name: A}, {id: B, name: B}]\noptions:\n"
        f"{options}\n  - {{id: b, name: B, owner: B}}\npreferences: {{A: [{{that: o1}}], B: [{{that: b}}]}}\n"
    )
    with pytest.raises(AnalysisError):
        only_what_was_said(loads(text))
