"""Whatever can be modelled can be saved and loaded again; whatever is typed cannot crash us."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.model.conflict import Conflict
from detente.model.editing import with_attitudes
from detente.model.files import check, load, loads
from detente.model.problems import ModelError
from detente.model.writing import save, to_json, to_yaml
from strategies import conflicts

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@quick
@given(conflicts())
def test_yaml_gives_back_the_conflict(conflict: Conflict) -> None:
    assert loads(to_yaml(conflict)) == conflict


@quick
@given(conflicts())
def test_json_gives_back_the_conflict(conflict: Conflict) -> None:
    text = json.dumps(to_json(conflict))
    assert loads(text, "model.json") == conflict
    assert to_json(loads(text, "model.json")) == to_json(conflict)


@quick
@given(conflicts(), st.sampled_from(["model.yaml", "model.json"]))
def test_saved_files_load_equal_and_have_no_errors(conflict: Conflict, name: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        save(conflict, path)
        assert [problem for problem in check(path) if problem.severity == "error"] == []
        loaded = load(path)
        assert loaded == conflict
        save(loaded, path, overwrite=True)
        assert load(path) == conflict
        assert [item.name for item in Path(folder).iterdir()] == [name]


PIECES = [
    *(
        "detente: 1\n",
        "title: x\n",
        "decision_makers:\n",
        "options:\n",
        "preferences:\n",
        "- ",
        "  ",
    ),
    *(
        "{id: A}",
        "{id: a, owner: A}",
        "A:",
        "that: a",
        "ranking:",
        '"YN"',
        "NN",
        "0110",
        "-",
        "?",
        "!",
    ),
    *(
        "&x ",
        "*x",
        "!!python/object:os.system ",
        "<<: ",
        "|",
        ">",
        "'",
        '"',
        "\\",
        "\t",
        "\n",
        "\x85",
    ),
    *("{", "}", "[", "]", ",", ":", "#", "%YAML 1.1\n", "---\n", "...\n", "\ufeff", "1e999", "~"),
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("%YAML x\n---\n")
@example('"\\UFFFFFFFF"')
@example("&a [*a]")
@example("? \n")
def test_any_text_loads_or_raises_an_input_error(text: str) -> None:
    for source in ("model.yaml", "model.json"):
        try:
            loads(text, source)
        except ModelError as error:
            messages = [str(problem) for problem in error.problems]
        else:
            messages = []
        assert all(message.startswith(source) for message in messages)


@quick
@given(conflicts(max_options=2), st.data())
def test_a_damaged_model_loads_or_raises_an_input_error(
    conflict: Conflict, data: st.DataObject
) -> None:
    text = to_yaml(conflict)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    patch = data.draw(st.sampled_from(["", *PIECES]))
    try:
        loads(text[:start] + patch + text[end:])
    except InputError as error:
        message = str(error)
    else:
        message = "loaded"
    assert message


@quick
@given(st.binary(max_size=60), st.sampled_from([".yaml", ".json"]))
def test_any_file_can_be_checked(data: bytes, ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"model{ending}"
        path.write_bytes(data)
        assert all(str(path) in str(problem) for problem in check(path))


@quick
@given(conflicts(), st.text(max_size=12))
def test_any_attitude_text_is_read_or_refused(conflict: Conflict, text: str) -> None:
    name = conflict.decision_makers[0].id
    changed = with_attitudes(conflict, f"{name}>{name}=-")
    assert changed.attitude(name, name).value == "-"
    with pytest.raises(InputError):
        with_attitudes(conflict, f"{name}>{name}=+,{text},=")
