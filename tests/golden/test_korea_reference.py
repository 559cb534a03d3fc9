"""The hand-worked reference of the seed article: what it must come to, figure by figure.

The model and its results are facts of a study made on 2026-11-24 with two independent brute-force
programs; options and preferences are re-expressed here in few words. In a state string: ease,
respect | engage, expand, talk_south, act_south | detente, harden.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from building import conflict_of
from detente.analysis.dependence import PARTLY, dependence, leaning
from detente.analysis.hinges import hinges
from detente.analysis.outcomes import Landscape
from detente.analysis.paths import shortest_paths
from detente.briefing.building import build_answer
from detente.claims.types import Claim
from detente.model.conflict import Attitude, Conflict, Statements
from detente.solving.solution import solve

USA = ["!act_south", "!respect", "!expand", "engage", "ease IF engage", "!ease IF !engage"]
PRK = [
    "act_south IFF harden",
    "!talk_south",
    "!engage IF !respect",
    "expand",
    "respect",
    "engage IF ease & respect",
    "ease",
    "!harden",
]
KOR = ["!act_south", "!respect", "talk_south", "detente", "!harden"]

CONFRONTATION, COEXISTENCE, MIDDLE = "NNNYNNYN", "YYYYNNYN", "YNYYNNYN"
UNREQUITED, TODAY = "YNNYNNYN", "NNNNNNYN"
ACT, HARDEN, TALK = 5, 7, 4


def model(
    usa: list[str] = USA,
    prk: list[str] = PRK,
    kor: list[str] = KOR,
    one_way: tuple[str, ...] = ("expand", "act_south"),
    attitudes: dict[str, str] | None = None,
) -> Conflict:
    owners = dict.fromkeys(("ease", "respect"), "USA")
    owners |= dict.fromkeys(("engage", "expand", "talk_south", "act_south"), "PRK")
    owners |= dict.fromkeys(("detente", "harden"), "KOR")
    return conflict_of(
        owners,
        {"USA": usa, "PRK": prk, "KOR": kor},
        one_way=one_way,
        infeasible=[
            "respect & !ease",
            "talk_south & act_south",
            "engage & act_south",
            "detente & harden",
        ],
        attitudes=attitudes,
        status_quo=TODAY,
    )


REFERENCE = model(attitudes={"USA>PRK": "-"})


def equilibria(conflict: Conflict, concept: str) -> set[str]:
    return set(solve(conflict, [concept])[concept].equilibria)


def peaceful(states: set[str]) -> set[str]:
    return {state for state in states if state[ACT] == "N"}


def usa(own: str, north: str, south: str) -> dict[tuple[str, str], Attitude]:
    return {
        ("USA", to): Attitude(sign)
        for to, sign in zip(("USA", "PRK", "KOR"), (own, north, south), strict=True)
    }


def row(own: str, north: str, south: str = "0") -> tuple[set[str], set[str], set[str]]:
    """Return the RNASH and RSEQ equilibria without attacks, and what starts."""
    found = Landscape(REFERENCE).outcomes(usa(own, north, south))
    return (
        peaceful({o.state for o in found if "RNASH" in o.concepts}),
        peaceful({o.state for o in found if "RSEQ" in o.concepts}),
        {o.state for o in found if o.starts},
    )


def test_ordinary_preferences():
    conflict = model()
    solution = solve(conflict, "NASH SEQ SSEQ SMR GMR")
    assert solution.feasible_states == 90
    for concept in ("NASH", "SEQ", "SSEQ"):
        assert set(solution[concept].equilibria) == {CONFRONTATION, "NNNYNYYN"}
    assert len(solution["SMR"].equilibria) == 15
    assert len(solution["GMR"].equilibria) == 56


@pytest.mark.parametrize(("sign", "rsmr", "rgmr"), [("-", 18, 59), ("+", 19, 60)])
def test_weak_concepts_hold_too_much_to_inform(sign: str, rsmr: int, rgmr: int):
    conflict = model(attitudes={"USA>PRK": sign})
    assert len(equilibria(conflict, "RSMR")) == rsmr
    assert len(equilibria(conflict, "RGMR")) == rgmr


@pytest.mark.parametrize(
    ("cells", "rnash", "rseq_adds", "starts"),
    [
        ("+-0", {CONFRONTATION}, set(), CONFRONTATION),
        ("+00", {CONFRONTATION}, set(), CONFRONTATION),
        ("++0", {CONFRONTATION, UNREQUITED, COEXISTENCE}, set(), CONFRONTATION),
        ("0+0", {COEXISTENCE}, set(), COEXISTENCE),
        ("0++", {CONFRONTATION, UNREQUITED, COEXISTENCE}, set(), CONFRONTATION),
        ("0-0", {CONFRONTATION}, set(), CONFRONTATION),
    ],
)
def test_by_washingtons_attitude(cells: str, rnash: set[str], rseq_adds: set[str], starts: str):
    nash, seq, started = row(*cells)
    assert nash == rnash
    assert seq == rnash | rseq_adds
    assert started == {starts}


def test_accommodation_adds_four_traps_under_foresight():
    found = Landscape(REFERENCE).outcomes(usa("0", "+", "0"))
    added = {o.state for o in found if o.concepts == ("RSEQ",)}
    assert added == {"NNNNNYNY", "NNNYNYNY", "YNNNNYNY", "YNNYNYNY"}
    assert all(o.trap for o in found if o.concepts == ("RSEQ",))


def test_how_coexistence_comes_about():
    (path,) = shortest_paths(Landscape(REFERENCE), COEXISTENCE, changed=usa("0", "+", "0"))
    assert path.steps == (("USA", "YYNNNNYN"), ("PRK", COEXISTENCE))


def test_coexistence_over_all_attitude_profiles():
    landscape = Landscape(REFERENCE)
    number = landscape.compiled.space.index(COEXISTENCE)
    allowed = {}
    for player, party in enumerate(("USA", "PRK", "KOR")):
        allowed[party] = sum(
            landscape._solver.stable(
                player, "RNASH", [cells if p == player else (1, 1, 1) for p in range(3)]
            )
            >> number
            & 1
            for cells in product((1, 0, -1), repeat=3)
        )
    assert allowed == {"USA": 19, "PRK": 15, "KOR": 23}
    assert 19 * 15 * 23 == 6555


def change(party: str, text: str, what: str = "drop") -> dict[str, tuple[set[str], set[str]]]:
    found = {(h.element, h.change): h for h in hinges(model())}
    hinge = found.get((f"{party}: {text}", what))
    if hinge is None:
        return {}
    return {c: (set(x.gained), set(x.lost)) for c, x in hinge.changes.items()}


def test_hinges_of_washington():
    assert change("USA", "!respect") == {
        "NASH": ({COEXISTENCE}, set()),
        "SEQ": ({COEXISTENCE}, set()),
    }
    above = model(usa=["!act_south", "engage", "!respect", "!expand", *USA[4:]])
    assert peaceful(equilibria(above, "NASH")) == {CONFRONTATION}
    assert peaceful(equilibria(above, "SEQ")) == {CONFRONTATION, COEXISTENCE}
    assert change("USA", "engage") == {}
    assert change("USA", "ease IF engage") == {}


def test_hinges_of_pyongyang():
    gained = change("PRK", "!engage IF !respect")
    assert gained["NASH"] == gained["SEQ"] == ({MIDDLE}, set())
    assert COEXISTENCE in change("PRK", "act_south IFF harden")["SEQ"][0]
    assert change("PRK", "!talk_south")["NASH"][0] == {"NNNYYNYN"}
    assert TODAY in change("PRK", "expand")["NASH"][0]


def test_hinges_of_seoul():
    assert change("KOR", "talk_south") == {}
    assert change("KOR", "!harden") == {}


def test_on_kims_words_alone_the_middle_way_stands():
    words = model(prk=[text for text in PRK if text != "!engage IF !respect"])
    for concept in ("NASH", "SEQ"):
        assert peaceful(equilibria(words, concept)) == {CONFRONTATION, MIDDLE}
    (path, *_) = shortest_paths(Landscape(words), MIDDLE)
    assert [mover for mover, _ in path.steps] == ["PRK", "USA"]


@pytest.mark.parametrize(
    ("changed", "nash", "seq"),
    [
        (model(usa=[t for t in USA if t != "!respect"]), {CONFRONTATION, COEXISTENCE}, None),
        (
            model(prk=[t for t in PRK if t != "!talk_south"]),
            {CONFRONTATION, "NNNYYNYN"},
            None,
        ),
        (model(kor=[*KOR[:2], "harden IF expand", *KOR[2:]]), set(), {CONFRONTATION}),
        (
            model(kor=[*KOR[:2], "harden IF expand", *KOR[2:]], prk=["!act_south", *PRK[1:]]),
            {"NNNYNNNY"},
            {"NNNYNNNY"},
        ),
    ],
    ids=["recognition is no obstacle", "talks with Seoul", "Seoul hardens", "a bluff"],
)
def test_variants(changed: Conflict, nash: set[str], seq: set[str] | None):
    assert peaceful(equilibria(changed, "NASH")) == nash
    held = peaceful(equilibria(changed, "SEQ"))
    assert held >= (nash if seq is None else seq)


def test_recognition_that_cannot_be_taken_back_holds_coexistence_but_does_not_start_it():
    treaty = model(one_way=("respect", "expand", "act_south"))
    assert peaceful(equilibria(treaty, "NASH")) == {CONFRONTATION, COEXISTENCE}
    landscape = Landscape(treaty)
    for cells in product("+0-", repeat=3):
        found = {o.state: o for o in landscape.outcomes(usa(*cells), ("RNASH",))}
        assert COEXISTENCE in found
    ordinary = {o.state: o for o in landscape.outcomes()}
    assert ordinary[COEXISTENCE].locked
    assert not ordinary[COEXISTENCE].starts


def test_talks_with_seoul_are_held_by_fear_only():
    solution = solve(model(), "NASH SEQ SSEQ SMR GMR")
    talks = {c: sum(s[TALK] == "Y" for s in solution[c].equilibria) for c in solution.results}
    assert talks == {"NASH": 0, "SEQ": 0, "SSEQ": 0, "SMR": 0, "GMR": 24}


def test_the_threat_deters_where_it_is_heard():
    solution = solve(model(), "NASH SEQ")
    for concept in ("NASH", "SEQ"):
        assert not any(s[HARDEN] == "Y" for s in peaceful(set(solution[concept].equilibria)))


def test_what_the_claim_comes_to():
    tested = dependence(Landscape(REFERENCE), "USA", "PRK")
    assert tested.verdict == PARTLY
    assert tested.third_parties == ("KOR",)
    assert [row.as_in_model for row in tested.rows].index(True) == 0
    assert {(item.element, item.verdict) for item in leaning(REFERENCE, "USA", "PRK")} == {
        ("PRK: !engage IF !respect", "holds")
    }


def test_the_findings_of_the_brief():
    sourced = {
        party: Statements(tuple(replace(item, evidence=("e",)) for item in statements.items))
        for party, statements in REFERENCE.preferences.items()
    }
    brief = build_answer(
        replace(REFERENCE, preferences=sourced),
        [],
        drafted=False,
        claim=Claim(party="USA", toward="PRK"),
    )
    by_code = {}
    for item in brief.lints:
        by_code.setdefault(item.code, []).append(item)
    (move,) = by_code["next-move"]
    assert (move.party, move.element) == ("PRK", CONFRONTATION)
    assert [item.element for item in by_code["unstopped"]] == ["PRK: expand"]
    (refused,) = by_code["refused"]
    assert refused.element == "PRK: !talk_south"
    assert "24 under GMR" in refused.sentence
    (threat,) = [i for i in by_code["threat"] if i.party == "PRK"]
    assert "is credible" in threat.sentence
    assert "In no outcome that lasts the condition is met" in threat.sentence
    assert "attitude-forbids" in by_code
    assert not any("GMR" in outcome.concepts[:1] for outcome in brief.outcomes)
    assert [o.state for o in brief.outcomes if not o.trap] == [CONFRONTATION]
    assert sum(o.trap for o in brief.outcomes) == 1


def test_the_window_that_closes_with_the_first_move():
    """Washington would trade recognition for a freeze, and Pyongyang would freeze."""
    trade = model(
        usa=["!act_south", "engage", "!respect", "!expand", *USA[4:]],
        prk=[*(text if text != "expand" else "expand IF !respect" for text in PRK), "!expand"],
    )
    brief = build_answer(trade, [], drafted=False)
    (window,) = [item for item in brief.lints if item.code == "window"]
    assert (window.party, window.element) == ("PRK", "expand")
    assert "Usa" in window.sentence
    assert "Prk" in window.sentence
