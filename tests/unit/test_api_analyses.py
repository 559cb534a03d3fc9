"""The analyses as methods of a conflict."""

from __future__ import annotations

import detente


def test_analyses_of_an_example():
    conflict = detente.load(detente.example("classic/euphrates.yaml"))
    verdicts = conflict.explain("release", concepts="SEQ")
    assert {verdict.focal: verdict.stable for verdict in verdicts} == {
        ("SYR",): False,
        ("IRQ",): True,
    }
    answer = conflict.inverse("release", "SEQ")
    assert answer.preferences.size == 1
    shares = conflict.fair_shares("escalate+attack")
    assert set(shares.by_party) == {"SYR", "IRQ"}
    assert conflict.hinge_pairs(toward="YNN")
    assert conflict.status_quo_table().rows[0].level == 0
    assert conflict.windows() == ()
    assert conflict.paths("NYY", coalitions=True)
    assert '"permittedDirection": "both"' in conflict.to_format("gmcr")
    assert conflict.sweep("SYR>IRQ").plot().svg.startswith("<svg")
