"""Fair shares against the definition: average gain in explained variance over all orders."""

from __future__ import annotations

from itertools import permutations, product
from statistics import fmean, pvariance

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.analysis.outcomes import Landscape
from detente.analysis.shapley import fair_shares
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Attitude
from detente.solving.solution import solve
from strategies import conflicts

VALUES = ("-", "0", "+")
GIFT = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    status_quo="NN",
)


def by_definition(outcome, cells):
    """``outcome`` maps profiles (tuples of signs) to 0 or 1."""

    def explained(chosen):
        groups = {}
        for profile, value in outcome.items():
            groups.setdefault(tuple(profile[c] for c in sorted(chosen)), []).append(value)
        return pvariance([fmean(values) for values in groups.values()])

    total = explained(range(cells))
    shares = [0.0] * cells
    orders = list(permutations(range(cells)))
    for order in orders:
        for place, cell in enumerate(order):
            gain = explained(order[: place + 1]) - explained(order[:place])
            shares[cell] += gain / len(orders)
    return [share / total if total else 0.0 for share in shares]


def outcomes(conflict, state, concept, cells):
    from dataclasses import replace

    found = {}
    for signs in product(VALUES, repeat=len(cells)):
        rows = {}
        for (of, to), sign in zip(cells, signs, strict=True):
            rows.setdefault(of, {})[to] = Attitude(sign)
        changed = replace(conflict, attitudes=rows)
        found[signs] = int(state in solve(changed, concept)[concept].equilibria)
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=3, max_dms=2), st.data())
def test_shares_are_the_shapley_value(conflict, data):
    landscape = Landscape(conflict)
    state = data.draw(st.sampled_from(landscape.compiled.space.names))
    concept = data.draw(st.sampled_from(["RNASH", "RSEQ", "RSMR"]))
    ids = landscape.compiled.players
    cells = [(of, to) for of in ids for to in ids]
    known = outcomes(conflict, state, concept, cells)
    found = fair_shares(landscape, state, concept=concept)
    shares = {(cell.of, cell.to): cell.share for cell in found.cells}
    expected = by_definition(known, len(cells))
    assert [shares[cell] for cell in cells] == pytest.approx(expected, abs=1e-9)
    assert found.frequency == pytest.approx(fmean(known.values()))
    for cell in found.cells:
        at = cells.index((cell.of, cell.to))
        for sign in VALUES:
            values = [value for profile, value in known.items() if profile[at] == sign]
            assert cell.frequency[sign] == pytest.approx(fmean(values))


def test_shares_sum_to_one_and_parties_add_up():
    found = fair_shares(Landscape(GIFT), "YY")
    assert sum(cell.share for cell in found.cells) == pytest.approx(1)
    assert sum(found.by_party.values()) == pytest.approx(1)
    assert found.profiles == 81


def test_starting_needs_the_status_quo_and_counts_paths():
    holds = fair_shares(Landscape(GIFT), "YY")
    starts = fair_shares(Landscape(GIFT), "YY", measure="starts")
    assert 0 < starts.frequency < holds.frequency
    bare = conflict_of({"give": "A"}, {"A": [], "B": []})
    with pytest.raises(InputError, match="no status quo"):
        fair_shares(Landscape(bare), "Y", measure="starts")


def test_nothing_to_divide():
    still = conflict_of({"give": "A"}, {"A": ["give"], "B": []}, one_way=["give"])
    found = fair_shares(Landscape(still), "Y")
    assert (found.frequency, {cell.share for cell in found.cells}) == (1.0, {0.0})


def test_many_parties_are_exact_for_holding_and_refused_otherwise():
    owners = {f"o{n}": f"P{n}" for n in range(5)}
    crowd = conflict_of(owners, {f"P{n}": [f"!o{n}", f"o{(n + 1) % 5}"] for n in range(5)})
    found = fair_shares(Landscape(crowd), "YYYYY")
    assert found.profiles == 3**25
    assert sum(cell.share for cell in found.cells) == pytest.approx(1)
    with pytest.raises(AnalysisError, match="25 attitude cells"):
        fair_shares(Landscape(crowd), "YYYYY", concept="RSEQ")
