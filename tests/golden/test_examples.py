"""The shipped examples: they load, their spans are verbatim, their equilibria are the known ones."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from detente.engine.coalitional import CoalitionSolver
from detente.engine.game import bits
from detente.explain.explaining import explain
from detente.model.conflict import Attitude, Conflict, Direction, Statements
from detente.model.files import load
from detente.solving.compiling import compile_conflict
from detente.solving.solution import solve

EXAMPLES = Path(__file__).parents[2] / "examples"
TEMPLATES = sorted((EXAMPLES / "templates").glob("*.yaml"))
TEACHING = set((EXAMPLES / "teaching").glob("*.yaml"))  # tests/golden/test_teaching.py
#: Templates are to be filled in and claim nothing, so they name no source.
MODELS = sorted(set(EXAMPLES.rglob("*.yaml")) - set(TEMPLATES) - TEACHING)
KOREA = EXAMPLES / "korea" / "korea.yaml"

CONFRONTATION, COEXISTENCE, MIDDLE_WAY = "NNYYNYNNYN", "YYNNYYNNYN", "YNNYYYNNYN"

CLOSED = "NNNYN NNNYY YNNYN YNNYY"  # Elmira: the plant is gone
ANY = "NN NY YN YY"
COMMONS = "NNN NYY YNY YYN YYY"
SOME_VOLUNTEER = "NNY NYN NYY YNN YNY YYN YYY"
CALM_CUBA = "NNNN NNYN NYNN NYYN YNNN YNYN YYYN"
TRADE = (
    "NNYYNNNN NNYYNNYN NNYYNNYY NNYYNYNN NNYYNYYN NNYYNYYY NNYYYYYY NYYYNNNN NYYYNNYN NYYYNNYY "
    "NYYYNYNN NYYYNYYN NYYYNYYY NYYYYNNN NYYYYNYN NYYYYNYY NYYYYYNN NYYYYYYN NYYYYYYY YNYYYYYY"
)

#: Models of conflicts that took place, as somebody published them (docs/reference/published.md).
REAL = (
    *("elmira", "euphrates", "cuban_missiles", "cuban_missiles_brams", "superpower_rivalry"),
    *("korea_2017", "korea_2017_belligerent", "korea_2017_deterrence", "korea_2017_pacifist"),
    *("us_china_trade", "bismarck_sea", "invasion_1944"),
)

#: Equilibria under NASH, SEQ, SMR, GMR by the definitions, from a program that shares no code with
#: the engine. docs/reference/published.md says which of them are published.
EQUILIBRIA: dict[str, tuple[str, str, str, str]] = {
    "battle_of_the_sexes": ("NN YY", "NN YY", "NN YY", ANY),
    "bismarck_sea": ("YY", "YN YY", "YN YY", "YN YY"),
    "called_bluff": ("NY", "NY", "NY YY", "NY YY"),
    "chicken": ("NY YN", "NY YN", "NY YN YY", "NY YN YY"),
    "commons": ("NNN", COMMONS, COMMONS, COMMONS),
    "cuban_missiles": ("YNYN", "NNYN NYYN YNYN", CALM_CUBA, CALM_CUBA),
    "cuban_missiles_brams": ("", "NY YY", "NY", "NY YY"),
    "deadlock": ("NN", "NN", "NN", "NN"),
    "elmira": (
        f"NYNNY YNYNY {CLOSED}",
        f"NYNNY YNYNY {CLOSED}",
        f"NYNNY YNYNY {CLOSED} NYNNN YNYNN",
        f"NYNNY YNYNY {CLOSED} NYNNN YNYNN",
    ),
    "entry_deterrence": ("NY YN", "NY YN", "NN NY YN", "NN NY YN"),
    "euphrates": ("NYY", "NYY", "NYY", "NNN NYY"),
    "hero": ("NY YN", "NY YN", "NY YN", "NN NY YN"),
    "invasion_1944": ("", "NN NY YY", "", "NN NY YY"),
    "korea_2017": (
        "NNNN YNYN",
        "NNNN NYNY YNYN",
        "NNNN NNYN NNYY NYNY YNYN",
        "NNNN NNYN NNYY NYNY YNYN",
    ),
    "korea_2017_belligerent": ("YNYN", "NNYY YNYN", "NNYY YNYN", "NNYY YNYN"),
    "korea_2017_deterrence": (
        "YNYN",
        "NNNN NNYY NYNY YNYN",
        "NNNN NNYY NYNY YNYN",
        "NNNN NNYY NYNY YNYN",
    ),
    "korea_2017_pacifist": (
        "NNNN NNYN YNYN",
        "NNNN NNYN YNYN",
        "NNNN NNNY NNYN NNYY NYNN NYNY YNYN",
        "NNNN NNNY NNYN NNYY NYNN NYNY YNYN",
    ),
    "leader": ("NY YN", "NY YN", "NY YN", "NN NY YN"),
    "matching_pennies": ("", ANY, "", ANY),
    "prisoners_dilemma": ("NN", "NN YY", "NN YY", "NN YY"),
    "stag_hunt": ("NN YY", "NN YY", "NN YY", "NN YY"),
    "superpower_rivalry": ("NN", "NN YY", "NN YY", "NN YY"),
    "us_china_trade": ("NYYYNYYY", "NYYYNYYY", TRADE, TRADE),
    "volunteers_dilemma": ("NNY NYN YNN", "NNY NYN YNN", SOME_VOLUNTEER, SOME_VOLUNTEER),
}


def yaml_of(path: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML

    data: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    return data


def equilibria(conflict: Conflict, concept: str) -> set[str]:
    return set(solve(conflict, [concept])[concept].equilibria)


def reached(conflict: Conflict, state: str) -> bool:
    """Whether acceptable moves of the parties, attitudes included, lead from the status quo there."""
    compiled = compile_conflict(conflict)
    names = compiled.space.names
    ids = compiled.players
    rank = [compiled.game.better[player] for player in compiled.game.players]

    def accepts(player: int, old: int, new: int) -> bool:
        for other, better in enumerate(rank):
            attitude = conflict.attitude(ids[player], ids[other])
            if attitude is Attitude.POSITIVE and not better[old] >> new & 1:
                return False
            if attitude is Attitude.NEGATIVE and not better[new] >> old & 1:
                return False
        return True

    seen = {names.index(str(conflict.status_quo))}
    todo = list(seen)
    while todo:
        old = todo.pop()
        for player in compiled.game.players:
            for new in bits(compiled.game.moves[player][old]):
                if new not in seen and accepts(player, old, new):
                    seen.add(new)
                    todo.append(new)
    return names.index(state) in seen


def washington(conflict: Conflict, itself: str, north: str, south: str = "0") -> Conflict:
    row = {"USA": Attitude(itself), "PRK": Attitude(north), "KOR": Attitude(south)}
    return replace(conflict, attitudes={"USA": row})


def taken(conflict: Conflict, option: str, state: str) -> bool:
    return state[[each.id for each in conflict.options].index(option)] == "Y"


def untrapped(conflict: Conflict, states: set[str]) -> set[str]:
    return {state for state in states if not taken(conflict, "strike", state)}


def without(conflict: Conflict, dm: str, statement: str) -> Conflict:
    preferences = conflict.preferences[dm]
    assert isinstance(preferences, Statements)
    kept = tuple(item for item in preferences.items if str(item.that) != statement)
    assert len(kept) == len(preferences.items) - 1
    return replace(conflict, preferences={**conflict.preferences, dm: Statements(kept)})


@pytest.fixture(scope="module")
def korea() -> Conflict:
    return load(KOREA)


def test_every_model_is_covered() -> None:
    assert {path.stem for path in MODELS} == {*EQUILIBRIA, "korea"}
    index = (EXAMPLES / "README.md").read_text("utf-8")
    for path in (*MODELS, *TEACHING):
        assert f"`{path.relative_to(EXAMPLES)}`" in index


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_solves_as_it_is_and_cites_nothing(path: Path) -> None:
    conflict = load(path)
    assert solve(conflict, "NASH").equilibria["NASH"]
    assert not conflict.evidence
    assert len({option.owner for option in conflict.options}) == len(conflict.decision_makers)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_example_names_its_source(path: Path) -> None:
    data = yaml_of(path)
    assert path == KOREA or (data["source"].strip() and data["notes"].strip())
    if not set(data.get("published", ())) >= {"NASH", "SEQ", "SMR", "GMR"}:
        assert path == KOREA or "computed with this program" in " ".join(data["notes"].split())


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_published_equilibria(path: Path) -> None:
    conflict = load(path)
    for concept, states in yaml_of(path).get("published", {}).items():
        assert equilibria(conflict, concept) == set(states), concept


@pytest.mark.parametrize("name", EQUILIBRIA)
def test_known_equilibria(name: str) -> None:
    solution = solve(load(EXAMPLES / "classic" / f"{name}.yaml"), ["NASH", "SEQ", "SMR", "GMR"])
    found = {concept: set(states) for concept, states in solution.equilibria.items()}
    known = zip(["NASH", "SEQ", "SMR", "GMR"], EQUILIBRIA[name], strict=True)
    assert found == {concept: set(states.split()) for concept, states in known}


def test_a_dozen_models_of_real_conflicts_have_a_source_and_known_equilibria() -> None:
    assert len(REAL) >= 12
    for name in REAL:
        data = yaml_of(EXAMPLES / "classic" / f"{name}.yaml")
        assert data["source"]
        assert name in EQUILIBRIA


def test_korea_2017_simultaneous_sanctioning_and_lasting_invasions() -> None:
    """As in the author's text: war (NNYN) is held by fear of moving at the same time.

    An invasion that cannot be undone takes that away. The text then lists three sequential equilibria;
    by the definition NNYY is one, too: all that is left to North Korea there is to take up its
    program again, and the United States would answer that with a strike.
    """
    conflict = load(EXAMPLES / "classic" / "korea_2017.yaml")
    war = {e.focal: e.stable for e in explain(conflict, "NNYN", concepts="SIM")}
    assert war == {("USA",): True, ("PRK",): True}
    options = tuple(
        replace(option, direction=Direction.FORWARD) if option.id == "invade" else option
        for option in conflict.options
    )
    lasting = replace(conflict, options=options)
    assert equilibria(lasting, "SEQ") == {"NNNN", "NYNY", "YNYN"} | {"NNYY"}
    (north,) = explain(lasting, "NNYY", dm="PRK", concepts="SEQ")
    (improvement,) = north.improvements
    assert improvement.state == "NNYN"
    assert improvement.answer is not None
    assert improvement.answer.state == "YNYN"
    assert not all(e.stable for e in explain(lasting, "NNYN", concepts="SIM"))


def test_elmira_when_coalitions_form() -> None:
    """Kilgour, Hipel, Fang & Peng 2001: one interim equilibrium is upset by two parties together."""
    compiled = compile_conflict(load(EXAMPLES / "classic" / "elmira.yaml"))
    solver = CoalitionSolver(compiled.game)
    for concept in ("CNASH", "CSEQ"):
        held = set(compiled.names(solver.universally_stable(concept)))
        assert held == {"YNYNY", *CLOSED.split()}
    assert set(compiled.names(solver.universally_stable("CGMR"))) == {
        "YNYNY",
        "NYNNN",
        "YNYNN",
        *CLOSED.split(),
    }
    upset = solver.upsets("CNASH")[compiled.space.index("NYNNY")]
    assert [tuple(compiled.players[m] for m in each.coalition) for each in upset] == [("MOE", "UR")]


def test_cuban_missiles_with_reversible_strike() -> None:
    conflict = load(EXAMPLES / "classic" / "cuban_missiles.yaml")
    options = tuple(replace(option, direction=Direction.BOTH) for option in conflict.options)
    assert equilibria(replace(conflict, options=options), "SEQ") == {"NNYN", "NYYN"}


def test_euphrates_when_peace_counts_more_than_water() -> None:
    conflict = load(EXAMPLES / "classic" / "euphrates.yaml")
    syria = conflict.preferences["SYR"]
    assert isinstance(syria, Statements)
    first, second, third = syria.items
    swapped = {**conflict.preferences, "SYR": Statements((second, first, third))}
    assert equilibria(replace(conflict, preferences=swapped), "SEQ") == {"NYY", "YNN"}


def test_korea_spans_are_verbatim(korea: Conflict) -> None:
    text = (KOREA.parent / "report.txt").read_text("utf-8")
    assert 250 <= len(text.split()) <= 450
    for evidence in korea.evidence.values():
        assert evidence.document == "report.txt"
        assert text[evidence.start : evidence.end] == evidence.quote
        assert text.count(evidence.quote) == 1
        assert evidence.layer in ("quoted", "reported", "interpreted", "author")


def test_korea_every_statement_rests_on_something(korea: Conflict) -> None:
    for preferences in korea.preferences.values():
        assert isinstance(preferences, Statements)
        for item in preferences.items:
            assert item.evidence or item.assumption


def test_korea_confrontation_is_the_equilibrium_today(korea: Conflict) -> None:
    for concept in ("NASH", "SEQ", "SSEQ", "RNASH", "RSEQ"):
        assert untrapped(korea, equilibria(korea, concept)) == {CONFRONTATION}
    assert solve(korea, ["NASH"]).feasible_states == 210
    assert {concept: len(equilibria(korea, concept)) for concept in ("SMR", "GMR")} == {
        "SMR": 31,
        "GMR": 128,
    }
    assert reached(korea, CONFRONTATION)


def test_korea_by_washingtons_attitude(korea: Conflict) -> None:
    sustained = washington(korea, "+", "+")
    assert {CONFRONTATION, COEXISTENCE} < equilibria(sustained, "RNASH")
    assert not reached(sustained, COEXISTENCE)
    for south in "0-":
        started = washington(korea, "0", "+", south)
        for concept in ("RNASH", "RSEQ"):
            assert untrapped(korea, equilibria(started, concept)) == {COEXISTENCE}
        assert reached(started, COEXISTENCE)
    closed = washington(korea, "0", "+", "+")
    assert {CONFRONTATION, COEXISTENCE} < equilibria(closed, "RNASH")
    assert not reached(closed, COEXISTENCE)


def test_korea_over_all_attitudes_of_washington(korea: Conflict) -> None:
    coexistence = confrontation = started = 0
    for itself, north, south in product("+0-", repeat=3):
        conflict = washington(korea, itself, north, south)
        nash, seq = equilibria(conflict, "RNASH"), equilibria(conflict, "RSEQ")
        coexistence += COEXISTENCE in nash
        confrontation += CONFRONTATION in nash
        started += COEXISTENCE in nash and reached(conflict, COEXISTENCE)
        for state in nash | seq:
            if taken(korea, "strike", state):
                assert not reached(conflict, state)
            else:
                assert taken(korea, "arm", state)
                assert not taken(korea, "meet", state)
    assert (coexistence, confrontation, started) == (19, 19, 7)


def test_korea_middle_way_hangs_on_the_analysts_reading(korea: Conflict) -> None:
    conflict = without(korea, "PRK", "!talk IF !accept")
    for concept in ("NASH", "SEQ"):
        assert untrapped(korea, equilibria(conflict, concept)) == {CONFRONTATION, MIDDLE_WAY}
    assert reached(replace(conflict, attitudes={}), MIDDLE_WAY)


def test_korea_recognition_that_cannot_be_taken_back(korea: Conflict) -> None:
    options = tuple(
        replace(option, direction=Direction.FORWARD) if option.id == "accept" else option
        for option in korea.options
    )
    locked = replace(korea, options=options, attitudes={})
    assert untrapped(korea, equilibria(locked, "NASH")) == {CONFRONTATION, COEXISTENCE}
    assert not reached(locked, COEXISTENCE)
