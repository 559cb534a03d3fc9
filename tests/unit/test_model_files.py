"""Model files: what loads, what is wrong with what does not, and how files are written."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.model.conflict import Attitude, Direction, Ranking, Statements, Weights
from detente.model.editing import with_attitudes
from detente.model.files import MAX_BYTES, check, load, loads
from detente.model.problems import ModelError, Problem
from detente.model.writing import save, to_json, to_yaml

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.yaml"))

DAM = """\
# A comment that stays.
detente: 1
title: A dam upstream
decision_makers:
  - {id: UP, name: Upstream state}
  - {id: DOWN, name: Downstream state}
options:
  - {id: release, name: Release water in the dry season, owner: UP}
  - {id: build, name: Build the second dam, owner: UP, direction: forward}   # one way
  - {id: appeal, name: Appeal to the court, owner: DOWN}
infeasible:
  - when: release & build
    why: the second dam stores the same water
  - pattern: "-YN"
preferences:
  UP:
    - that: "!appeal"
    - that: build IF !appeal
      evidence: [e1]
      strength: strong
    - that: "!release"
      assumption: Not stated; the minister's record suggests it.
  DOWN:
    ranking: [["NNN", "YNN"], ["NNY", "YNY"], "NYY"]
attitudes:
  UP: {DOWN: "0"}
status_quo: "NNN"
evidence:
  e1: {document: minister.txt, start: 120, end: 125, quote: "build", speaker: UP, layer: quoted}
"""


def found(text: str, source: str | None = "m.yaml") -> list[Problem]:
    """Return the problems of a text, as loading raises them."""
    with pytest.raises(ModelError) as caught:
        loads(text, source)
    return list(caught.value.problems)


def one_change(old: str, new: str) -> Problem:
    """Return the first error after one change to the dam model."""
    assert DAM.count(old) == 1
    problems = found(DAM.replace(old, new))
    return next(problem for problem in problems if problem.severity == "error")


def test_the_contract_example_loads() -> None:
    dam = loads(DAM, "dam.yaml")
    assert dam.source == "dam.yaml"
    assert [dm.id for dm in dam.decision_makers] == ["UP", "DOWN"]
    assert dam.options[1].direction is Direction.FORWARD
    assert str(dam.infeasible[0].when) == "release & build"
    assert dam.infeasible[1].pattern == "-YN"
    up, down = dam.preferences["UP"], dam.preferences["DOWN"]
    assert isinstance(up, Statements)
    assert [str(item.that) for item in up.items] == ["!appeal", "build IF !appeal", "!release"]
    assert up.items[1].evidence == ("e1",)
    assert up.items[1].strong
    assert isinstance(down, Ranking)
    assert down.groups == (("NNN", "YNN"), ("NNY", "YNY"), ("NYY",))
    assert dam.attitudes == {"UP": {"DOWN": Attitude.NEUTRAL}}
    assert dam.evidence["e1"].quote == "build"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_loads_without_a_problem_and_survives_saving(
    path: Path, tmp_path: Path
) -> None:
    assert check(path) == []
    conflict = load(path)
    assert loads(to_yaml(conflict)) == conflict
    for name in ("copy.yaml", "copy.json"):
        save(conflict, tmp_path / name)
        assert load(tmp_path / name) == conflict
    assert (tmp_path / "copy.yaml").read_text("utf-8") == path.read_text("utf-8")


CHANGES = [
    ("detente: 1\n", "detente: 2\n", 2, "version '2'", "detente: 1"),
    ("detente: 1\n", "detente: true\n", 2, "version 'true'", "detente: 1"),
    ("title: A dam", "titel: A dam", 2, "'title' is missing", "title"),
    ("title: A dam upstream", "title: 5", 3, "the number 5", 'Quote it: "5"'),
    ("title: A dam upstream", "title: [x]", 3, "a list", "text"),
    ("{id: DOWN, name: D", "{id: UP, name: D", 6, "used twice", "Rename"),
    ("id: DOWN, name", "id: 1st, name", 6, "cannot be an id", "letter"),
    ("id: DOWN, name", "id: Not, name", 6, "cannot be an id", "taken"),
    ("id: DOWN, name", "id: true, name", 6, "truth value", "Quote"),
    (", owner: DOWN}", "}", 10, "has no owner", "UP, DOWN"),
    ("owner: DOWN}", "owner: DOWNN}", 10, "No decision maker 'DOWNN'", "'DOWN'"),
    ("direction: forward", "direction: forwards", 9, "'forwards'", '"forward"'),
    ("direction: forward", "directon: forward", 9, "Unknown key 'directon'", "'direction'"),
    ("when: release & build", "when: release & bild", 12, "No option 'bild'", "'build'"),
    ("when: release & build", "when: release &", 12, "ends too early", "option id"),
    ("    why: the second", "    pattern: YYY\n    why: the second", 12, "both", "two rules"),
    ('pattern: "-YN"', 'pattern: "-Y"', 14, "2 letters for 3 options", "release build appeal"),
    ('pattern: "-YN"', 'pattern: "-YX"', 14, "letter 'X'", "Y N -"),
    ('pattern: "-YN"', "pattern: 0110", 14, "the number 0110", "Quote it"),
    ('pattern: "-YN"', "pattern: true", 14, "truth value", "Quote it"),
    ('pattern: "-YN"', 'pattern: "---"', 11, "remove every state", "Drop"),
    ("  DOWN:\n", "  DWN:\n", 23, "No decision maker 'DWN'", "'DOWN'"),
    ('"!release"', "'!releas'", 21, "No option 'releas'", "'release'"),
    ('that: "!appeal"', 'taht: "!appeal"', 17, "Unknown key 'taht'", "'that'"),
    ("strength: strong", "strength: weak", 20, "strength", "strong"),
    ("evidence: [e1]", "evidence: [e2]", 19, "No evidence 'e2'", "e1"),
    ("evidence: [e1]", "evidence: e1", 19, "a text", "list"),
    (', "NYY"]', "]", 24, "misses 1 feasible state.", "NYY"),
    (', "NYY"]', ', "NYY", "NNN"]', 24, "repeats NNN", "once"),
    (', "NYY"]', ', "NYY", "YYY"]', 24, "infeasible states: YYY", "Remove"),
    (', "NYY"]', ', "NYY", []]', 24, "empty", "Remove"),
    ("ranking: [[", "rankin: [[", 24, "Unknown key 'rankin'", "'ranking'"),
    ('DOWN: "0"', 'DOWN: "x"', 26, "'x'", '"+"'),
    ('DOWN: "0"', 'DOWM: "0"', 26, "No decision maker 'DOWM'", "'DOWN'"),
    ('status_quo: "NNN"', 'status_quo: "NYN"', 27, "infeasible", "state"),
    ('status_quo: "NNN"', 'status_quo: "nnn"', 27, "letter 'n'", "Y N"),
    ('status_quo: "NNN"', "status_quo: {}", 27, "a mapping", "Quote"),
    ("start: 120", "start: 130", 29, "130 to 125", "start"),
    ("start: 120", "start: soon", 29, "a text", "whole number"),
    ("document: minister.txt, ", "", 29, "document", "Add"),
    ("speaker: UP, l", "speaker: UP, speaker: UP, l", 29, "appears twice", "Remove"),
]


@pytest.mark.parametrize(("old", "new", "line", "message", "fix"), CHANGES)
def test_an_error_names_line_and_fix(old: str, new: str, line: int, message: str, fix: str) -> None:
    problem = one_change(old, new)
    assert problem.line == line
    assert problem.source == "m.yaml"
    assert message in problem.message
    assert fix in (problem.fix or "")


def test_all_problems_are_reported_at_once_in_the_order_of_lines() -> None:
    text = DAM.replace("forward", "forwards").replace('"-YN"', "0").replace("[e1]", "[e7]")
    problems = found(text)
    assert [problem.line for problem in problems] == [9, 14, 19]
    with pytest.raises(ModelError, match=r"^m\.yaml:9: .*forwards.* \(and 2 more\)"):
        loads(text, "m.yaml")


def test_warnings_and_notices_do_not_keep_a_model_from_loading(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(
        "detente: 1\ntitle: T\ndecision_makers: [{id: A}, {id: B}]\n"
        "options: [{id: a, owner: A}, {id: b, owner: B}]\n"
        "preferences:\n  A:\n    - that: a\n    - that: (a)\n"
        "evidence: {e: {document: d, start: 0, end: 5, quote: four}}\n",
        "utf-8",
    )
    problems = check(path)
    assert [(problem.severity, problem.line) for problem in problems] == [
        ("notice", 4),
        ("warning", 5),
        ("notice", 6),
        ("warning", 9),
    ]
    assert "indifferent to everything" in str(problems[1])
    assert load(path).title == "T"


def test_a_problem_shows_itself_with_its_place_and_as_json() -> None:
    problem = one_change("direction: forward", "direction: x")
    assert str(problem) == (
        'm.yaml:9: direction is \'x\'. Write one of: "both", "forward", "back".'
    )
    assert problem.to_json() == {
        "severity": "error",
        "message": "direction is 'x'.",
        "source": "m.yaml",
        "line": 9,
        "value": "x",
        "fix": 'Write one of: "both", "forward", "back".',
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("- a\n", "a list"),
        ("just words", "a text"),
        ("a: [1", "not valid YAML"),
        ("a: 1\na: 2", "appears twice"),
        ("--- {}\n--- {}\n", "several YAML documents"),
        ("a: !!python/object:os.system x", "tag"),
        ("a: \0", "NUL"),
        ("a: " + "[" * 60 + "]" * 60, "deeper than 50"),
        ("a: &a x\nb: [" + "*a, " * 101 + "]", "more than 100 aliases"),
        (
            "a: &a ["
            + "x, " * 50
            + "]\n"
            + "".join(
                f"{new}: &{new} [" + f"*{old}, " * 20 + "]\n" for old, new in ["ab", "bc", "cd"]
            ),
            "values",
        ),
        ("&a [*a]", "no anchor"),
        ('"\\ud800"', "surrogate"),
        ("? [a]\n: b", "key is a list"),
    ],
)
def test_what_is_no_model_is_one_error(text: str, message: str) -> None:
    problems = found(text)
    assert any(message in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"detente": 1,\n"detente": 2}', 2, "appears twice"),
        ('{"detente": 1,\n}', 2, "key in quotation marks"),
        ('{"detente": NaN}', 1, "starts no value"),
        ("[" * 60, 1, "deeper than 50"),
        ('{"a": "\\ud800"}', 1, "surrogate"),
        ('{"a": 1} x', 1, "More text"),
        ("{'a': 1}", 1, "key in quotation marks"),
    ],
)
def test_json_errors_have_lines(text: str, line: int, message: str) -> None:
    (problem,) = found(text, "m.json")
    assert problem.line == line
    assert message in problem.message


def test_json_models_have_lines_too() -> None:
    text = json.dumps(to_json(loads(DAM)), indent=1).replace('"forward"', '"onward"')
    (problem,) = found(text, "m.json")
    assert problem.line == text[: text.index("onward")].count("\n") + 1


def test_weights_load() -> None:
    text = DAM.replace(
        '    ranking: [["NNN", "YNN"], ["NNY", "YNY"], "NYY"]', "    weights: {appeal: -2}"
    )
    preferences = loads(text).preferences["DOWN"]
    assert preferences == Weights(weights={"appeal": -2})
    assert "the number 1.5" in found(text.replace("-2", "1.5"))[0].message
    assert "No option 'apeal'" in found(text.replace("{appeal", "{apeal"))[0].message


def test_a_byte_order_mark_and_an_unquoted_zero_are_read() -> None:
    assert loads("\ufeff" + DAM.replace('"0"', "0")) == loads(DAM)


def test_files_that_cannot_be_read_are_one_problem(tmp_path: Path) -> None:
    latin, binary, large = tmp_path / "l.yaml", tmp_path / "b.yaml", tmp_path / "g.yaml"
    latin.write_bytes(b"detente: 1\ntitle: caf\xe9\n")
    binary.write_bytes(b"\x00\x01\x02")
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    for path, message, line in [
        (latin, "not in UTF-8", 2),
        (binary, "binary", None),
        (large, "larger than 5 MB", None),
        (tmp_path, "folder", None),
        (tmp_path / "none.yaml", "no such file", None),
    ]:
        (problem,) = check(path)
        assert message in problem.message
        assert problem.line == line
        assert problem.source == str(path)
        with pytest.raises(ModelError):
            load(path)


def test_many_errors_end_in_a_list_of_bounded_length() -> None:
    text = DAM + "".join(f"x{number}: 1\n" for number in range(5000))
    assert 100 < len(found(text)) <= 201


def test_large_models_are_checked_without_enumerating_states() -> None:
    text = "detente: 1\ntitle: T\ndecision_makers: [{id: A}]\noptions:\n"
    text += "".join(f"  - {{id: o{number}, owner: A}}\n" for number in range(60))
    text += "infeasible: [{when: o0 & o1}]\npreferences: {A: [{that: o0}]}\n"
    assert loads(text + f'status_quo: "YN{"N" * 58}"\n').status_quo is not None
    assert "infeasible" in found(text + f'status_quo: "YY{"N" * 58}"\n')[-1].message


def test_comments_stay_when_an_unchanged_model_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "dam.yaml"
    path.write_text(DAM, "utf-8")
    dam = load(path)
    save(dam, path, overwrite=True)
    assert path.read_text("utf-8") == DAM
    changed = replace(dam, title="Another title")
    save(changed, path, overwrite=True)
    assert load(path) == changed
    assert 'status_quo: "NNN"' in path.read_text("utf-8")


def test_saving_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "dam.yaml"
    path.write_text("mine", "utf-8")
    dam = loads(DAM)
    with pytest.raises(InputError, match="exists already"):
        save(dam, path)
    assert path.read_text("utf-8") == "mine"
    with pytest.raises(InputError, match="cannot be written"):
        save(dam, tmp_path / "none" / "dam.yaml")
    assert os.listdir(tmp_path) == ["dam.yaml"]  # noqa: PTH208


def test_attitudes_are_set_by_a_text() -> None:
    dam = loads(DAM)
    changed = with_attitudes(dam, "UP>DOWN=−, DOWN>DOWN=0,DOWN > UP = +")
    assert changed.attitude("UP", "DOWN") is Attitude.NEGATIVE
    assert changed.attitude("DOWN", "DOWN") is Attitude.NEUTRAL
    assert changed.attitude("DOWN", "UP") is Attitude.POSITIVE
    assert with_attitudes(dam, "UP>DOWN=–") == with_attitudes(dam, "UP>DOWN=-")
    assert dam.attitude("UP", "DOWN") is Attitude.NEUTRAL


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("", "Cannot read the attitude ''"),
        ("UP>DOWN", "Cannot read the attitude 'UP>DOWN'"),
        ("UP>DWN=+", "Did you mean 'DOWN'"),
        ("UP>DOWN=*", "no attitude"),
        ("UP>DOWN=+,UP>DOWN=-", "set twice"),
    ],
)
def test_other_attitude_texts_are_refused(spec: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        with_attitudes(loads(DAM), spec)
    assert message in str(caught.value)
