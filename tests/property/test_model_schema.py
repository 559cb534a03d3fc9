"""The published JSON Schema agrees with the loader: what loads is valid, what breaks its shape is neither."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from detente.errors import InputError
from detente.model.files import loads
from detente.model.writing import to_json
from strategies import conflicts

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(
    (ROOT / "src" / "detente" / "model" / "conflict-1.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
MODELS = sorted((ROOT / "examples").rglob("*.yaml"))
ELMIRA = YAML(typ="safe").load((ROOT / "examples" / "classic" / "elmira.yaml").read_text("utf-8"))
OFFER = YAML(typ="safe").load((ROOT / "examples" / "templates" / "offer.yaml").read_text("utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_example_is_valid(path: Path) -> None:
    VALIDATOR.validate(YAML(typ="safe").load(path.read_text("utf-8")))


@settings(max_examples=150, deadline=None)
@given(conflicts())
def test_whatever_the_program_writes_is_valid(conflict: Any) -> None:
    VALIDATOR.validate(json.loads(json.dumps(to_json(conflict))))


def set_at(data: Any, place: tuple[Any, ...], value: Any) -> None:
    for key in place[:-1]:
        data = data[key]
    data[place[-1]] = value


@pytest.mark.parametrize(
    ("model", "place", "value"),
    [
        (ELMIRA, ("detente",), 2),
        (ELMIRA, ("title",), 7),
        (ELMIRA, ("colour",), "red"),
        (ELMIRA, ("decision_makers",), {}),
        (ELMIRA, ("decision_makers", 0), {"name": "nobody"}),
        (ELMIRA, ("options", 0), {"id": "modify"}),
        (ELMIRA, ("options", 0, "direction"), "sideways"),
        (ELMIRA, ("options", 0, "colour"), "red"),
        (ELMIRA, ("infeasible", 0), {"why": "no rule"}),
        (ELMIRA, ("status_quo",), 110),
        (ELMIRA, ("attitudes",), {"MOE": {"UR": "++"}}),
        (ELMIRA, ("preferences", "MOE"), "money"),
        (ELMIRA, ("evidence",), {"e1": {"quote": "no place"}}),
        (ELMIRA, ("move_rule",), "sideways"),
        (ELMIRA, ("moves",), [{"by": "MOE"}]),
        (OFFER, ("preferences", "A", 0), {"which": "talk"}),
        (OFFER, ("preferences", "A", 0, "strength"), "huge"),
    ],
)
def test_what_breaks_its_shape_is_refused_by_both(
    model: dict[str, Any], place: tuple[Any, ...], value: Any
) -> None:
    changed = copy.deepcopy(model)
    set_at(changed, place, value)
    assert list(VALIDATOR.iter_errors(changed))
    with pytest.raises(InputError):
        loads(json.dumps(changed), "changed.json")


def test_the_schema_knows_every_key_that_the_loader_knows() -> None:
    from detente.model import building

    source = Path(building.__file__).parent
    for key in SCHEMA["properties"]:
        assert any(f'"{key}"' in path.read_text("utf-8") for path in source.glob("*.py")), key
