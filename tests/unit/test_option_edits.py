"""Options renamed, merged, split, rejected: the model stays true to what it said."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.model.conflict import Conflict, Statements
from detente.model.edit_expressions import put
from detente.model.edits import edited
from detente.model.expression import Expression, parse_expression
from detente.model.files import loads
from detente.store import Dossier, StaleError
from detente.store.model_edits import decide_option

MODEL = """detente: 1
title: A dam
decision_makers: [{id: UP, name: Upstream}, {id: DOWN, name: Downstream}]
options:
  - {id: build, name: Build a dam, owner: UP, evidence: [e1, e2]}
  - {id: dam, name: Build the second dam, owner: UP, assumption: Guessed.}
  - {id: appeal, name: Appeal to the court, owner: DOWN}
infeasible: [{pattern: "YN-", why: one dam}]
preferences:
  UP: [{that: build, evidence: [e1]}, {that: dam & !appeal, evidence: [e2]}, {that: "!appeal"}]
  DOWN: [{that: "!build"}, {that: appeal IF dam}, {that: "!dam"}]
status_quo: "NNY"
evidence:
  e1: {document: a.txt, start: 0, end: 3, quote: "One"}
  e2: {document: a.txt, start: 4, end: 7, quote: "Two"}
"""


def statements(conflict: Conflict, dm: str) -> list[str]:
    held = conflict.preferences[dm]
    assert isinstance(held, Statements)
    return [str(item.that) for item in held.items]


@pytest.fixture
def model() -> Conflict:
    return loads(MODEL)


def do(conflict: Conflict, op: str, **values: object) -> Conflict:
    return edited(conflict, [{"op": op, **values}])


def test_rename_and_accept(model: Conflict) -> None:
    assert do(model, "rename", id="build", name="Raise a dam").options[0].name == "Raise a dam"
    assert (
        do(model, "accept_option", id="dam", who="ann").options[1].assumption
        == "Accepted by ann: Guessed."
    )
    assert do(model, "accept_option", id="build", who="ann") == model
    with pytest.raises(InputError, match="needs a name"):
        do(model, "rename", id="build", name=" ")


def test_merge(model: Conflict) -> None:
    merged = do(model, "merge_options", keep="build", others=["dam"])
    assert [o.id for o in merged.options] == ["build", "appeal"]
    assert merged.options[0].evidence == ("e1", "e2")
    assert statements(merged, "UP") == ["build", "build & !appeal", "!appeal"]
    assert statements(merged, "DOWN") == ["!build", "appeal IF build"]
    assert (merged.status_quo, merged.infeasible) == ("NY", ())
    with pytest.raises(InputError, match="belongs to"):
        do(model, "merge_options", keep="build", others=["appeal"])


def test_reject(model: Conflict) -> None:
    left = do(model, "remove_option", id="dam")
    assert statements(left, "UP") == ["build", "!appeal"]
    assert statements(left, "DOWN") == ["!build"]
    assert [rule.pattern for rule in left.infeasible] == ["Y-"]
    only = replace(model, infeasible=(replace(model.infeasible[0], pattern="N--"),))
    with pytest.raises(InputError, match="no state would be left"):
        do(only, "remove_option", id="build")


def test_split(model: Conflict) -> None:
    values = {"id": "build", "new": "weir", "name": "Build a weir"}
    split = do(model, "split_option", **values, evidence=["e2"])
    assert [o.id for o in split.options] == ["build", "weir", "dam", "appeal"]
    assert (split.options[0].evidence, split.options[1].evidence) == (("e1",), ("e2",))
    assert [rule.pattern for rule in split.infeasible] == ["Y-N-"]
    assert split.status_quo == "NNNY"
    for bad in (["e9"], []):
        with pytest.raises(InputError):
            do(model, "split_option", **values, evidence=bad)
    with pytest.raises(InputError, match="already"):
        do(model, "split_option", id="build", new="dam", evidence=["e2"])


def holds(that: Expression | bool, state: dict[str, bool]) -> bool:
    if isinstance(that, bool):
        return that
    parts = [holds(operand, state) for operand in that.operands]
    return {
        "option": lambda: state[that.name],
        "!": lambda: not parts[0],
        "&": lambda: all(parts),
        "|": lambda: any(parts),
        "IF": lambda: parts[0] or not parts[1],
        "IFF": lambda: parts[0] == parts[1],
    }[that.operator]()


@given(
    st.recursive(
        st.sampled_from("abc"),
        lambda inner: (
            st.builds("(!{})".format, inner)
            | st.builds("({} {} {})".format, inner, st.sampled_from(["&", "|", "IF", "IFF"]), inner)
        ),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_putting_a_value_in_keeps_the_meaning(text: str, value: bool) -> None:
    that = parse_expression(text, ["a", "b", "c"])
    found = put(that, "a", value=value)
    assert isinstance(found, bool) or "a" not in set(found.options())
    for b, c in itertools.product([True, False], repeat=2):
        state = {"a": value, "b": b, "c": c}
        assert holds(found, state) == holds(that, state)


def test_decisions_about_options_are_versions(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "d", who="ann") as dossier:
        dossier.models.save(MODEL)
        decide_option(dossier, "merge", ["build", "dam"])
        decide_option(dossier, "rename", ["build"], name="Raise a dam", who="bob")
        assert [(e.who, e.note) for e in dossier.models.history()][1:] == [
            ("ann", "merge build dam"),
            ("bob", "rename build → Raise a dam"),
        ]
        with pytest.raises(StaleError):
            decide_option(dossier, "reject", ["appeal"], expected=1)
        with pytest.raises(InputError, match="no option 'buld'"):
            decide_option(dossier, "reject", ["buld"])
        dossier.models.undo()
        dossier.models.undo()
        assert dossier.models.current().text == MODEL
