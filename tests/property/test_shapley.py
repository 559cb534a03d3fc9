"""Fair shares against the definition: average gain in explained variance over all orders."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product
from random import Random
from statistics import fmean, pvariance

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.analysis.outcomes import Landscape
from detente.analysis.shapley import fair_shares
from detente.engine.large.variance import divided
from detente.errors import AnalysisError, InputError
from detente.model.conflict import Attitude
from detente.model.states import StateSpace
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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(conflicts(max_options=4, max_dms=3), st.data())
def test_profiles_judged_together_give_the_same_shares(conflict, data):
    """By tables of rows and one transform, or by solving every profile: to the last digit."""
    conflict = replace(conflict, status_quo=StateSpace.of(conflict).names[0])
    landscape = Landscape(conflict)
    state = data.draw(st.sampled_from(landscape.compiled.space.names))
    concept = data.draw(st.sampled_from(["RNASH", "RSEQ", "RSMR", "RGMR"]))
    measure = data.draw(st.sampled_from(["holds", "starts"]))
    ids = landscape.compiled.players
    every = [f"{of}>{to}" for of in ids for to in ids]
    size = min(len(every), 5)
    vary = ",".join(data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=size)))
    one_by_one = fair_shares(landscape, state, concept=concept, measure=measure, vary=vary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.analysis.shared_tables.WORTH", 0)
        together = fair_shares(landscape, state, concept=concept, measure=measure, vary=vary)
    assert together == one_by_one


@pytest.mark.parametrize("seed", range(60))
def test_variance_is_divided_as_the_definition_says(seed):
    source = Random(seed)  # noqa: S311
    causes = [source.randint(0, 2) for _ in range(source.randint(1, 3))]
    groups = [[source.randrange(3) for _ in range(3**k)] for k in causes]
    groups = [[sorted(set(g)).index(kind) for kind in g] for g in groups]
    shape = [max(g) + 1 for g in groups]
    truth = np.array([source.random() < 0.5 for _ in range(int(np.prod(shape)))]).reshape(shape)
    found = divided(truth, [np.array(g) for g in groups], causes)
    table = {}
    for places in product(*(range(3**k) for k in causes)):
        signs = [digit for n, k in zip(places, causes, strict=True) for digit in digits(n, k)]
        kinds = tuple(g[n] for g, n in zip(groups, places, strict=True))
        table[tuple(signs)] = int(truth[kinds])
    count = sum(causes)
    assert found.mean == Fraction(sum(table.values()), len(table))
    expected = by_definition(table, count)
    variance = pvariance(table.values())
    values = [float(value) for group in found.values for value in group]
    assert values == pytest.approx([share * variance for share in expected], abs=1e-12)
    assert sum((v for group in found.values for v in group), Fraction(0)) == (
        found.mean - found.mean**2
    )


def digits(number, count):
    return [number // 3 ** (count - 1 - n) % 3 for n in range(count)]


def test_sixteen_cells_are_divided_exactly():
    owners = {f"o{n}": f"P{n}" for n in range(4)}
    ring = conflict_of(
        owners,
        {f"P{n}": [f"o{(n + 1) % 4}", f"!o{n} IF o{(n + 2) % 4}"] for n in range(4)},
        status_quo="NNNN",
    )
    for measure in ("holds", "starts"):
        found = fair_shares(Landscape(ring), "YNYN", concept="RSEQ", measure=measure)
        assert found.profiles == 3**16
        assert sum(cell.share for cell in found.cells) == pytest.approx(1)
        # The state and the model are the same seen from P0 or from P2, so their shares are.
        shares = {(cell.of, cell.to): cell.share for cell in found.cells}
        turned = {"P0": "P2", "P1": "P3", "P2": "P0", "P3": "P1"}
        for (of, to), share in shares.items():
            assert shares[turned[of], turned[to]] == share


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
