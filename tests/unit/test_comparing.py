"""Models and scenarios side by side."""

from __future__ import annotations

import json
import sys

import pytest

from building import conflict_of
from detente.analysis.comparing import compare
from detente.analysis.outcomes import Landscape
from detente.analysis.scenarios import apply_changes, parse_scenario, parse_scenarios
from detente.cli.main import main
from detente.errors import InputError
from detente.model.conflict import Attitude, Direction

GIFT = conflict_of(
    {"give": "A", "answer": "B"},
    {"A": ["!give", "answer"], "B": ["give", "answer IFF give"]},
    infeasible=["answer & !give"],
    status_quo="NN",
)


def statements(conflict, party):
    return [str(item.that) for item in conflict.preferences[party].items]


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("A>B=+", lambda c: c.attitude("A", "B") is Attitude.POSITIVE),
        ("give=forward", lambda c: c.options[0].direction is Direction.FORWARD),
        ("drop A: !give", lambda c: statements(c, "A") == ["answer"]),
        ("add A: give & answer", lambda c: statements(c, "A")[-1] == "give & answer"),
        ("add A: give at 2", lambda c: statements(c, "A") == ["!give", "give", "answer"]),
        ("top B: !answer", lambda c: statements(c, "B")[0] == "!answer"),
        ("forbid give & answer", lambda c: len(c.infeasible) == 2),
        ("allow answer & !give", lambda c: not c.infeasible),
        ("status quo YN", lambda c: c.status_quo == "YN"),
        ("status quo give", lambda c: c.status_quo == "YN"),
    ],
)
def test_changes(change, check):
    changed = apply_changes(GIFT, [change])
    assert check(changed)
    assert changed != GIFT


def test_what_a_scenario_adds_is_marked_as_an_assumption():
    changed = apply_changes(GIFT, ["add A: give", "forbid give & answer"])
    assert changed.preferences["A"].items[-1].assumption
    assert changed.infeasible[-1].assumption


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("fly=forward", "No option"),
        ("drop A: give", "no statement"),
        ("drop C: give", "No decision maker"),
        ("add A: fly", "fly"),
        ("allow give", "No infeasible rule"),
        ("A>C=+", "C"),
        ("dance", "Cannot read"),
        ("status quo YYY", "YYY"),
    ],
)
def test_wrong_changes_are_named(change, says):
    with pytest.raises(InputError, match=says):
        apply_changes(GIFT, [change])


def test_scenarios_are_read_line_by_line():
    text = "# comment\n\nTreaty: give=forward; A>B=+\nOther: drop A: !give\n"
    assert parse_scenarios(text) == [
        ("Treaty", ("give=forward", "A>B=+")),
        ("Other", ("drop A: !give",)),
    ]
    for wrong in ("no colon", ": x", "name:"):
        with pytest.raises(InputError):
            parse_scenario(wrong)
    with pytest.raises(InputError) as caught:
        parse_scenarios("Good: A>B=+\nbad\n", source="s.txt")
    assert (caught.value.source, caught.value.line) == ("s.txt", 2)


def test_each_cell_agrees_with_the_model_alone():
    models = [
        ("base", GIFT),
        ("self aside", apply_changes(GIFT, ["A>A=0,A>B=+"])),
        ("free", apply_changes(GIFT, ["allow answer & !give"])),
    ]
    comparison = compare(models)
    assert [side.name for side in comparison.sides] == ["base", "self aside", "free"]
    for column, (_, conflict) in enumerate(models):
        landscape = Landscape(conflict)
        found = {o.state: o for o in landscape.outcomes()}
        for taken, cells in comparison.rows:
            cell = cells[column]
            state = "".join("Y" if o.id in taken else "N" for o in conflict.options)
            if state not in landscape.compiled.space.names:
                assert cell.fate == "impossible"
                continue
            assert (cell.outcome is not None) == (state in found)
            if cell.outcome is not None and "RNASH" in cell.outcome.concepts:
                assert cell.upset_by == ()
            if cell.fate == "upset":
                assert cell.upset_by


def test_models_with_different_options_compare_by_what_is_taken():
    wider = conflict_of(
        {"give": "A", "answer": "B", "shout": "B"},
        {"A": ["!give"], "B": ["shout"]},
        status_quo="NNN",
    )
    comparison = compare([("two", GIFT), ("three", wider)], with_hinges=False)
    shouting = next(cells for taken, cells in comparison.rows if taken == {"shout"})
    assert [cell.fate for cell in shouting] == ["impossible", "starts"]


def test_on_the_command_line(tmp_path, monkeypatch, capsys):
    path = tmp_path / "m.yaml"
    path.write_text(
        "detente: 1\ntitle: T\ndecision_makers: [{id: A, name: Upper}, {id: B, name: Lower}]\n"
        "options: [{id: give, name: Give, owner: A}, {id: answer, name: Answer, owner: B}]\n"
        'preferences: {A: [{that: "!give"}, {that: answer}], B: [{that: give}, {that: answer IFF give}]}\n'
        'status_quo: "NN"\n'
    )
    (tmp_path / "s.txt").write_text("Accommodation: A>A=0; A>B=+\n")

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["detente", "compare", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        return stop.value.code or 0, *capsys.readouterr()

    code, out, err = run(str(path), "--scenarios", str(tmp_path / "s.txt"), "--json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert [model["name"] for model in data["models"]] == ["m", "Accommodation"]
    assert data["models"][1]["starts"] == ["YY"]
    code, out, _ = run(str(path), "--scenario", "Treaty: give=forward")
    assert code == 0
    assert "Treaty" in out
    for words in (
        (str(path),),
        (str(path), "--scenario", "x"),
        (str(path), "--scenario", "T: fly=forward"),
        (str(path), "--scenarios", str(tmp_path / "none.txt")),
        (str(path), str(tmp_path / "none.yaml")),
    ):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert err.startswith("detente: ")
        assert len(err.splitlines()) == 1
