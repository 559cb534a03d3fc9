"""The teaching set: each conflict shows its notion, its answer and its exercise come out as written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import detente

FOLDER = Path(__file__).parents[2] / "examples" / "teaching"
PATHS = sorted(FOLDER.glob("*.yaml"))


def told(conflict: detente.Conflict) -> dict[str, Any]:
    (item,) = conflict.context
    assert isinstance(item, dict)
    return item


def found(conflict: detente.Conflict, expected: dict[str, list[str]]) -> dict[str, list[str]]:
    return {
        name: list(states) for name, states in conflict.solve(list(expected)).equilibria.items()
    }


def test_there_are_a_dozen_notions_and_more() -> None:
    notions = {told(detente.load(path))["notion"] for path in PATHS}
    assert len(notions) == len(PATHS) >= 12


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_answer_and_the_exercise_come_out_as_written(path: Path) -> None:
    conflict = detente.load(path)
    item = told(conflict)
    assert len(item["story"].splitlines()) <= 4
    assert all(item[part].strip() for part in ("by_hand", "exercise", "solution"))
    assert found(conflict, item["expected"]) == item["expected"]
    check = item["check"]
    changed = conflict.with_changes(*check["changes"]) if check["changes"] else conflict
    assert found(changed, check["equilibria"]) == check["equilibria"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_rankings_in_the_text_are_those_of_the_model(path: Path) -> None:
    """Every chain such as ``YN > NN = NY > YY`` is how some party ranks, before or after the change."""
    conflict = detente.load(path)
    item = told(conflict)
    check = item["check"]["changes"]
    models = [conflict, conflict.with_changes(*check)] if check else [conflict]
    ranked = {chain for model in models for chain in chains(model)}
    for said in re.findall(r"[YN]{2,}(?: [>=] [YN]{2,}){2,}", item["by_hand"] + item["solution"]):
        assert any(said in chain for chain in ranked), (said, ranked)


def chains(conflict: detente.Conflict) -> list[str]:
    from detente.model.states import StateSpace

    space = StateSpace.of(conflict)
    result = []
    for dm in conflict.decision_makers:
        ranks = space.ranks(dm.id)
        groups = [
            " = ".join(n for n, rank in zip(space.names, ranks, strict=True) if rank == each)
            for each in sorted(set(ranks))
        ]
        result.append(" > ".join(groups))
    return result


def test_the_trap_is_one_and_the_hinge_turns() -> None:
    trap = detente.load(FOLDER / "trap.yaml")
    assert [each.state for each in trap.outcomes() if each.trap] == ["YY"]
    hinge = detente.load(FOLDER / "hinge.yaml")
    turned = [each for each in hinge.hinges() if "talk IF lift" in str(each.element)]
    assert any("YY" in change.lost for each in turned for change in each.changes.values())


def test_what_one_does_not_see_disappoints() -> None:
    conflict = detente.load(FOLDER / "misperception.yaml")
    seen = conflict.hypergame("NASH SEQ").results
    assert list(seen["NASH"].disappointments) == ["YNN"]
    assert list(seen["SEQ"].equilibria) == ["YNY"]


def test_what_is_possible_and_what_is_necessary() -> None:
    rows = detente.load(FOLDER / "unknown_preference.yaml").completions("NASH SEQ").table()
    necessary = {(row["concept"], row["state"]) for row in rows if row["necessary"] == "yes"}
    possible = {(row["concept"], row["state"]) for row in rows if row["possible"] == "yes"}
    assert necessary == {("SEQ", "YN")}
    assert {("NASH", "YN"), ("NASH", "NY")} <= possible
