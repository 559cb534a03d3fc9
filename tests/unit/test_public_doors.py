"""What users do at the doors: load a file of any format, name states and ids, and read what comes back."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.analysis.comparing import compare
from detente.analysis.dependence import leaning
from detente.analysis.inverse_edits import invert
from detente.analysis.load_bearing import load_bearing
from detente.analysis.outcomes import Landscape
from detente.cli.main import cli
from detente.errors import AnalysisError, InputError
from detente.interchange.loading import check_model
from detente.model import files
from detente.model.editing import with_attitudes
from detente.model.files import loads
from detente.model.writing import to_json, to_yaml
from detente.solving import limits

GMCR = Path(__file__).parents[1] / "data" / "gmcr"
CHICKEN = detente.example("classic/chicken.yaml")

GRAPH = """detente: 1
title: T
decision_makers: [{id: A}, {id: B}]
states: [{id: calm}, {id: crisis}, {id: war}]
moves:
  - {by: A, from: calm, to: crisis}
  - {by: [A, B], from: crisis, to: war}
preferences:
  A: {ranking: [crisis, [calm, war]]}
  B: {weights: {calm: 3, crisis: 1}}
status_quo: calm
"""

ANY_SCRIPT = """detente: 1
title: Мова
decision_makers: [{id: Україна}, {id: हिन्दी}]
options: [{id: вода, owner: Україна}, {id: café, owner: हिन्दी}]
preferences:
  Україна: [{that: вода IF café}]
  हिन्दी: [{that: "!café"}]
attitudes: {Україна: {हिन्दी: "+"}}
views: {हिन्दी: {unseen_options: [вода]}}
status_quo: "NN"
"""

NOTHING_TO_DO = """detente: 1
title: Nothing to do
decision_makers: [{id: A}, {id: B}]
options: []
preferences: {A: []}
status_quo: ""
"""


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_one_door_loads_the_same_conflict() -> None:
    assert detente.load(CHICKEN) == files.load(CHICKEN)
    assert files.load(CHICKEN) == detente.load(CHICKEN)
    assert hash(files.load(CHICKEN)) == hash(detente.load(CHICKEN))
    first, second = (dm.id for dm in detente.load(CHICKEN).decision_makers)
    assert detente.load(CHICKEN) != detente.load(CHICKEN).with_attitudes(f"{first}>{second}=+")


def test_what_is_shown_of_a_conflict_is_short() -> None:
    korea = detente.load(detente.example("korea/korea.yaml"))
    assert len(repr(korea)) < 200
    assert "decision makers" in repr(korea)


@pytest.mark.parametrize("path", sorted(GMCR.glob("*.gmcr")), ids=lambda path: path.stem)
def test_gmcr_files_are_checked_and_solved_as_they_are(path: Path, tmp_path: Path) -> None:
    code, out, err = run("check", str(path))
    assert (code, "valid" in out) == (0, True), err
    code, out, err = run("solve", str(path), "--json")
    assert code == 0, err
    target = tmp_path / "model.yaml"
    assert run("convert", str(path), str(target), "--lossy")[0] == 0
    again = run("solve", str(target), "--json")[1]
    assert json.loads(again)["equilibria"] == json.loads(out)["equilibria"]
    assert detente.load(path).options


def test_a_file_that_is_no_gmcr_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "odd.gmcr"
    path.write_text("{}")
    (problem,) = check_model(str(path))
    assert "'options' is missing" in problem.message
    (problem,) = files.check_text("{}", "odd.gmcr")[1]
    assert "detente convert" in (problem.fix or "")


def test_convert_says_what_it_wrote(tmp_path: Path) -> None:
    code, out, err = run("convert", CHICKEN, str(tmp_path / "chicken.csv"))
    assert (code, out) == (0, "")
    assert "wrote" in err
    assert "2 decision makers, 2 options" in err


def test_unknown_states_are_refused_at_every_door() -> None:
    conflict = detente.load(CHICKEN)
    for ask in (
        lambda: conflict.hinges(toward="YYY"),
        lambda: conflict.hinge_pairs(toward="nonsense"),
        lambda: conflict.fair_shares("YYYY"),
        lambda: conflict.explain("nonsense"),
        lambda: conflict.inverse("nonsense"),
        lambda: conflict.why("nonsense"),
    ):
        with pytest.raises(InputError, match="no state of this model"):
            ask()


def test_states_go_by_any_of_their_names() -> None:
    conflict = detente.load(CHICKEN)
    first = conflict.options[0].id
    assert conflict.hinges(toward=first) == conflict.hinges(toward="YN")
    assert conflict.fair_shares(first) == conflict.fair_shares("YN")


def test_none_sets_no_attitude_wherever_attitudes_are_given() -> None:
    conflict = loads(ANY_SCRIPT)
    assert with_attitudes(conflict, "model") is conflict
    assert with_attitudes(conflict, "none").attitudes == {}


@pytest.mark.parametrize("command", ["solve", "sweep", "explain", "why"])
def test_the_commands_take_none_for_attitudes(command: str) -> None:
    arguments = {"sweep": ["--vary", "A"], "explain": ["YN"], "why": ["YN"]}.get(command, [])
    ids = [dm.id for dm in detente.load(CHICKEN).decision_makers]
    arguments = [ids[0] if each == "A" else each for each in arguments]
    assert run(command, CHICKEN, *arguments, "--attitudes", "none")[0] == 0


def test_ids_are_words_of_any_script() -> None:
    conflict = loads(ANY_SCRIPT)
    assert [o.id for o in conflict.options] == ["вода", "café"]
    assert loads(to_yaml(conflict)) == conflict
    assert loads(json.dumps(to_json(conflict)), "m.json") == conflict
    apart = unicodedata.normalize("NFD", ANY_SCRIPT)
    assert apart != ANY_SCRIPT
    assert loads(apart) == conflict
    public = detente.Conflict.of(conflict)
    assert public.explain(unicodedata.normalize("NFD", "café"))[0].state == "NY"
    assert with_attitudes(conflict, unicodedata.normalize("NFD", "हिन्दी>Україна=-")).attitudes


def test_letters_that_look_alike_in_two_forms_are_one_id() -> None:
    twice = ANY_SCRIPT.replace("вода, owner", f"{unicodedata.normalize('NFD', 'café')}, owner")
    assert any("used twice" in p.message for p in files.check_text(twice)[1])


@pytest.mark.parametrize("bad", ["1st", "a b", "a$", "-a", "IF", "", "́a"])
def test_what_cannot_be_an_id_is_told_truly(bad: str) -> None:
    text = ANY_SCRIPT.replace("{id: вода,", f"{{id: {json.dumps(bad)},")
    assert any(p.severity == "error" for p in files.check_text(text)[1])


def test_a_model_without_options_has_one_state() -> None:
    conflict = detente.Conflict.of(loads(NOTHING_TO_DO))
    assert conflict.solve("all").equilibria["NASH"] == ("",)
    assert loads(to_yaml(conflict)) == conflict
    assert loads(json.dumps(to_json(conflict)), "m.json") == conflict
    assert conflict.hinges() == ()
    assert conflict.paths("status-quo")
    with pytest.raises(InputError, match="No option 'x'"):
        loads(NOTHING_TO_DO.replace("A: []", "A: [{that: x}]"))


def test_a_conjunction_over_every_option_of_a_large_model_is_read() -> None:
    ids = [f"o{n}" for n in range(400)]
    whole = " & ".join(f"!{name}" for name in ids)
    options = ", ".join(f"{{id: {name}, owner: A}}" for name in ids)
    text = (
        "{detente: 1, title: T, decision_makers: [{id: A}], "
        f'options: [{options}], preferences: {{A: [{{that: "{whole}"}}]}}}}'
    )
    conflict = loads(text)
    assert str(conflict.preferences["A"].items[0].that) == whole
    assert loads(to_yaml(conflict)) == conflict


def test_an_edit_is_named_by_its_place() -> None:
    model = """detente: 1
title: T
decision_makers: [{id: A}]
options: [{id: a, owner: A}, {id: b, owner: A}]
preferences: {A: [{that: b}, {that: a}, {that: b}]}
"""
    conflict = detente.Conflict.of(loads(model))
    edits = [edit for found in conflict.inverse("YN").preferences.found for edit in found]
    assert edits
    for edit in edits:
        data = edit.to_json()
        items = conflict.preferences["A"].items
        assert str(items[data["place"] - 1].that) == data["statement"]
        if data["kind"] == "swap":
            assert str(items[data["other_place"] - 1].that) == data["other"]


def test_the_public_names_can_be_listed() -> None:
    assert set(detente.__all__) <= set(dir(detente))


def test_graph_form_is_served_by_every_command(tmp_path: Path) -> None:
    path = tmp_path / "graph.yaml"
    path.write_text(GRAPH)
    for command in (
        ["check"],
        ["solve"],
        ["hinge", "--toward", "crisis", "--pairs", "--shares", "--why"],
        ["paths", "--to", "crisis"],
        ["inverse", "--state", "crisis"],
        ["explain", "crisis"],
        ["why", "crisis"],
        ["sweep", "--vary", "A"],
        ["sweep", "--vary", "A", "--state", "crisis"],
        ["compare", str(path)],
    ):
        code, _, err = run(command[0], str(path), *command[1:])
        assert code == 0, (command, err)


def test_what_takes_long_is_said_beforehand_and_what_takes_too_long_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(limits, "listeners", [said.append])
    limits.check_seconds(1, "This", source=None, fix="Ask for less.")
    assert said == []
    limits.check_seconds(20, "This", source=None, fix="Ask for less.")
    assert said == ["This takes some 20 seconds. Ask for less."]
    with pytest.raises(AnalysisError, match=r"would take some 3 hours.*5 minutes"):
        limits.check_seconds(10_000, "This", source=None, fix="Ask for less.")
    conflict = detente.load(CHICKEN)
    monkeypatch.setattr(limits, "MAX_SECONDS", -1)
    for ask in (
        lambda: conflict.sweep(vary=conflict.decision_makers[0].id),
        lambda: compare([("one", conflict), ("two", conflict)]),
        lambda: conflict.why("YN"),
        lambda: conflict.completions("NASH"),
    ):
        with pytest.raises(AnalysisError, match="would take some"):
            ask()


def test_every_row_of_the_readme_works_as_written(tmp_path: Path) -> None:
    """Sweep, inverse, hinge, paths: with a model and nothing else."""
    korea = detente.example("korea/korea.yaml")
    for command in ("solve", "sweep", "hinge", "inverse", "paths", "check"):
        code, out, err = run(command, korea)
        assert code == 0, (command, err)
        assert out.strip(), command
    assert run("explain", korea, "status-quo")[0] == 0
    assert run("compare", korea, CHICKEN)[0] == 0


def test_results_show_themselves_in_a_line() -> None:
    korea = detente.load(detente.example("korea/korea.yaml"))
    party, other = (dm.id for dm in korea.decision_makers[:2])
    for result in (
        korea.solve("NASH SEQ"),
        korea.sweep(party),
        korea.hinges()[0],
        korea.fair_shares("status-quo"),
        korea.explain("status-quo")[0],
        korea.inverse("status-quo"),
        korea.completions("NASH", samples=5),
        korea.status_quo_table(),
        korea.why("status-quo"),
        korea.dependence(party, other),
    ):
        assert len(repr(result)) < 300, type(result)


def test_every_long_question_says_its_cost_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(limits, "listeners", [said.append])
    monkeypatch.setattr(limits, "SAID_SECONDS", 0)
    conflict = detente.load(detente.example("korea/korea.yaml"))
    landscape = Landscape(conflict)
    one, other = landscape.compiled.players[:2]
    for ask in (
        lambda: conflict.solve("all"),
        lambda: conflict.solve("CNASH CSMR"),
        lambda: conflict.sweep(one),
        lambda: leaning(conflict, one, other),
        lambda: invert(conflict, landscape.compiled.space.names[0], "SEQ"),
        lambda: load_bearing(conflict),
        lambda: compare([("one", conflict), ("two", conflict)]),
    ):
        said.clear()
        ask()
        assert said
        assert all(" seconds. " in each for each in said)
