"""What only a coalition goes to is called that, in every answer, and is no trap (Kilgour and others 2001)."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest

from building import conflict_of
from detente.analysis.comparing import compare
from detente.analysis.outcomes import Landscape
from detente.analysis.sweeping import sweep
from detente.analysis.together import reached_together
from detente.briefing.answering import outcome_section
from detente.briefing.building import build_answer
from detente.briefing.compare_words import cell_words
from detente.engine.game import bits
from detente.model.conflict import Attitude, Conflict
from detente.model.files import load

CLASSIC = Path(__file__).parents[2] / "examples" / "classic"
#: Neither gives alone; both gain when both do. Giving cannot be taken back.
GIFTS = {
    one_way: conflict_of(
        {"give": "A", "answer": "B"},
        {"A": ["answer", "!give"], "B": ["give", "!answer"]},
        one_way=["give", "answer"] if one_way else [],
        status_quo="NN",
    )
    for one_way in (True, False)
}


def literally(conflict: Conflict, changed: dict[tuple[str, str], Attitude]) -> dict[str, set[str]]:
    """Follow the definition: what all members accept and reach by their own moves, from what is reached alone."""
    landscape = Landscape(conflict)
    game, names = landscape.compiled.game, landscape.compiled.space.names
    accepted = landscape.accepted(changed)
    reached = set(bits(landscape.reached(landscape.attitudes(changed))))
    found: dict[str, set[str]] = {}
    for size in range(2, len(game.moves) + 1):
        for members in combinations(game.players, size):
            for start in reached:
                seen, todo = {start}, [start]
                while todo:
                    here = todo.pop()
                    for member in members:
                        new = set(bits(game.moves[member][here])) - seen
                        seen |= new
                        todo += new
                for state in seen - reached:
                    if all(accepted[member][start] >> state & 1 for member in members):
                        who = "+".join(landscape.compiled.players[m] for m in members)
                        found.setdefault(names[state], set()).add(who)
    return found


@pytest.mark.parametrize("name", ["elmira", "euphrates"])
def test_as_the_definition_says_under_attitudes_too(name: str) -> None:
    conflict = load(CLASSIC / f"{name}.yaml")
    ids = [dm.id for dm in conflict.decision_makers]
    for (of, to), sign in product(product(ids, ids), Attitude):
        changed = {(of, to): sign}
        told = reached_together(Landscape(conflict), changed)
        short = {state: {"+".join(each) for each in by} for state, by in told.items()}
        assert short == literally(conflict, changed)


def test_a_brief_says_who_goes_there_together() -> None:
    answer = build_answer(load(CLASSIC / "elmira.yaml"), (), claim=None, drafted=False)
    by_state = {outcome.state: outcome for outcome in answer.outcomes}
    assert by_state["YNYNY"].together == ("MOE", "UR")
    assert not by_state["YNYNY"].trap
    table = outcome_section(answer).table
    assert table is not None
    said = next(row[2].lines[0].text for row in table.rows if "(YNYNY)" in row[3].lines[0].text)
    assert said == (
        "not by anybody's step alone; the Ontario Ministry of the Environment and Uniroyal go there "
        "together, and each gains"
    )


def test_a_sweep_marks_it() -> None:
    lines = str(sweep(GIFTS[True], "A>B", concepts=["RNASH", "RSEQ"]).plot("RSEQ")).splitlines()
    together = next(line for line in lines if line.split()[0] == "YY")
    assert "◇" in together
    assert "◇ reached by a coalition only" in lines[-1]
    plain = str(sweep(GIFTS[False], "A>B", concepts=["RNASH", "RSEQ"]).plot("RSEQ"))
    assert "◇" not in plain


def test_a_comparison_keeps_it_and_says_so() -> None:
    made = compare([("one", GIFTS[True]), ("other", GIFTS[False])], with_hinges=False)
    cells = dict(made.rows)[frozenset({"give", "answer"})]
    assert [cell.fate for cell in cells] == ["together", "holds"]
    assert cell_words(cells[0]) == "reached together by A and B"
