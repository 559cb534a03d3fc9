"""Attitudes: signs from what is said, grounds for every cell, clusters once, dates apart."""

from __future__ import annotations

from dataclasses import replace

from detente.evidence import ACTS, Document
from detente.reading import read_statements
from detente.reading.attitudes import _values, attitudes, matrix, timeline

_HOSTILE = (
    'Norway accused Sweden of theft. "Sweden will pay a price," Norway\'s foreign minister said.'
)
_KIND = "Norway thanked Sweden for its help. Sweden praised Norway."


def read(text: str, key: str = "d", date: str | None = None) -> Document:
    return read_statements(Document(id=key, source=key, text=text, date=date))


def test_what_is_said_gives_the_sign_and_its_grounds() -> None:
    document = read(_HOSTILE)
    (found,) = [a for a in attitudes([document]) if (a.source, a.target) == ("NOR", "SWE")]
    assert found.sign == "-"
    known = {s.id: s for s in document.statements}
    for ground in found.grounds:
        statement = known[ground.statement]
        assert ground.text == (statement.quote or statement.span).text
        assert "SWE" in statement.targets


def test_a_timeline_keeps_dates_apart() -> None:
    early, late = read(_HOSTILE, "a", "2025-01-01"), read(_KIND, "b", "2025-06-01")
    signs = [
        (a.date, a.sign) for a in timeline([late, early]) if (a.source, a.target) == ("NOR", "SWE")
    ]
    assert signs == [("2025-01-01", "-"), ("2025-06-01", "+")]


def test_a_condition_counts_half_and_opinions_not_at_all() -> None:
    plain = read('"We will attack Sweden," Norway\'s foreign minister said.')
    bound = read('"If Sweden moves, we will attack it," Norway\'s foreign minister said.')
    scores = [attitudes([d])[0].score for d in (plain, bound)]
    assert scores[0] < scores[1] < 0
    assert attitudes([read("Analysts believe Norway is likely to attack Sweden.")]) == []


def test_a_variant_counts_once() -> None:
    document = read(_HOSTILE)
    twice = [replace(s, cluster="c1") for s in document.statements[:1]] * 2
    repeated = replace(
        document, statements=tuple(replace(s, id=f"s{n}") for n, s in enumerate(twice))
    )
    assert len(attitudes([repeated])[0].grounds) == 1


def test_the_matrix_has_a_cell_for_every_pair_and_none_where_nothing_was_said() -> None:
    cells = matrix([read(_KIND)], ["NOR", "SWE", "DNK"])
    assert getattr(cells["NOR"]["SWE"], "sign", None) == "+"
    assert cells["DNK"] == {"NOR": None, "SWE": None}


def test_every_act_has_a_value() -> None:
    assert set(_values()) == set(ACTS)
    assert all(-1 <= value <= 1 for value in _values().values())
