"""Threats taken for bluffs, and fronts of allies, on small conflicts and on the reference study."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from building import conflict_of
from detente.analysis.conditionals import conditionals
from detente.analysis.misreading import SEVERITIES, as_bluff, front_map, misreadings
from detente.analysis.outcomes import Landscape
from detente.model.conflict import Attitude
from golden.test_korea_reference import COEXISTENCE, CONFRONTATION, KOR, REFERENCE, model
from strategies import conflicts

#: A hits back when B pushes; B would push if it went unanswered.
DETERRENCE = conflict_of(
    {"hit": "A", "push": "B"},
    {"A": ["hit IFF push"], "B": ["!hit", "push"]},
    status_quo="NN",
)


def test_a_threat_and_its_credibility():
    (found,) = conditionals(Landscape(DETERRENCE))
    assert (found.kind, found.party, found.target, found.deed) == ("threat", "A", "B", "hit")
    assert (found.waiting, found.paying) == (1, 1)


def test_an_offer_is_no_threat():
    gift = conflict_of(
        {"give": "A", "answer": "B"},
        {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    )
    (found,) = conditionals(Landscape(gift))
    assert (found.kind, found.party) == ("offer", "B")
    assert misreadings(Landscape(gift)) == ()


def test_a_bluff_believed_in_ends_in_a_blow():
    (found,) = misreadings(Landscape(DETERRENCE))
    assert found.misled == ("B",)
    assert found.outcomes == ("YY",)
    assert found.expected == ("NY",)
    assert found.surprises == ("YY",)
    assert found.severity == SEVERITIES[0]
    statements = as_bluff(DETERRENCE, found.threat).preferences["A"].items
    assert [str(item.that) for item in statements] == ["!hit"]


def test_war_by_misreading_in_the_reference_study():
    hardens = model(kor=[*KOR[:2], "harden IF expand", *KOR[2:]])
    found = next(m for m in misreadings(Landscape(hardens)) if m.threat.deed == "act_south")
    assert found.surprises == ("NNNYNYNY",)
    assert found.expected == ("NNNYNNNY",)
    assert found.severity == "the threat is carried out"
    calm = next(m for m in misreadings(Landscape(REFERENCE)) if m.threat.deed == "act_south")
    assert calm.severity == "no surprise"


def test_the_front_of_the_reference_study():
    fronts = front_map(Landscape(REFERENCE))
    (front,) = [
        f
        for f in fronts
        if (f.party, f.ally, f.third, f.accommodating) == ("USA", "KOR", "PRK", True)
    ]
    assert front.blocks == (COEXISTENCE,)
    assert front.instead == (CONFRONTATION,)
    assert front.third_gains


@settings(max_examples=40, deadline=None)
@given(conflicts(max_dms=3))
def test_fronts_block_what_they_say(conflict):
    landscape = Landscape(conflict)
    for front in front_map(landscape):
        base = {}
        if front.accommodating:
            base = {
                (front.party, front.party): Attitude.NEUTRAL,
                (front.party, front.third): Attitude.POSITIVE,
            }
        apart = landscape.outcomes({**base, (front.party, front.ally): Attitude.NEUTRAL})
        joint = landscape.outcomes({**base, (front.party, front.ally): Attitude.POSITIVE})
        for state in front.blocks:
            assert any(o.state == state and o.starts for o in apart)
            assert not any(o.state == state and o.starts for o in joint)


@settings(max_examples=40, deadline=None)
@given(conflicts())
@pytest.mark.parametrize("concept", ["NASH", "SEQ"])
def test_misreadings_never_fail(concept, conflict):
    for found in misreadings(Landscape(conflict), concept=concept):
        assert set(found.surprises) == set(found.outcomes) - set(found.expected)
        assert found.severity in SEVERITIES
