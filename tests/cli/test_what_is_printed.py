"""What commands print, in words and as JSON, is what the model or the dossier says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from front_door import detente

from detente.api import example
from serially import serially

CHICKEN = Path(example("classic/chicken.yaml"))
TEACHING = CHICKEN.parent.parent / "teaching"
BEFORE = (
    "3 March 2026\n\nOrland's minister said: “We will sign the treaty if Velia pays the toll.” "
    "Velia's envoy said it would close the port if Orland raised the toll.\n"
)
AFTER = (
    "9 March 2026\n\nOrland signed the treaty on Monday. Velia closed the port on Tuesday. "
    "Velia's envoy said it would not pay the toll.\n"
)


def printed(*arguments: str | Path) -> list[Any]:
    return [json.loads(line) for line in detente(*arguments, "--json").splitlines()]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.dossier"
    for name, text in (("before", BEFORE), ("after", AFTER)):
        (tmp_path / f"{name}.txt").write_text(text)
    detente("dossier", "create", path)
    detente("dossier", "add", path, tmp_path / "before.txt", tmp_path / "after.txt")
    return path


def names(case: Path) -> list[str]:
    return [
        line.split()[0]
        for line in detente("dossier", "statements", case).splitlines()
        if line.startswith(("before.", "after."))
    ]


def test_paths_in_words_are_those_of_the_json() -> None:
    model = TEACHING / "attitude.yaml"
    found = json.loads(detente("paths", model, "--json"))["paths"]
    shown = detente("paths", model)
    for state, paths in found.items():
        assert f"{state}: from" in shown if paths else f"{state}: not reached" in shown
    assert shown.count("→") == sum(len(path["steps"]) for paths in found.values() for path in paths)


@pytest.mark.parametrize("name", ["one_way", "attitude", "trap", "sanction"])
def test_windows_and_the_table_in_words_are_those_of_the_json(name: str) -> None:
    model = TEACHING / f"{name}.yaml"
    windows = json.loads(detente("paths", model, "--windows", "--json"))["windows"]
    sentences = [sentence for window in windows for sentence in window["sentences"]]
    shown = detente("paths", model, "--windows").splitlines()
    assert shown == (sentences or ["Nothing vanishes with a next one-way move."])
    table = json.loads(detente("paths", model, "--table", "--json"))["table"]
    lines = detente("paths", model, "--table").splitlines()
    assert len(lines) == 1 + len(table["states"])
    for line, row in zip(lines[1:], table["states"], strict=True):
        assert line.split()[:2] == [str(row["level"]), row["state"]]


def test_paths_beyond_the_limit_are_said() -> None:
    model = CHICKEN.parent / "us_china_trade.yaml"
    found = json.loads(detente("paths", model, "--limit", "1", "--json"))
    shown = detente("paths", model, "--limit", "1")
    assert shown.count("more of the same length") == len(found["more_than_listed"])


def test_attitudes_set_for_paths_count() -> None:
    model = TEACHING / "attitude.yaml"
    plain = json.loads(detente("paths", model, "--json", "--improvements-only"))
    for sign in "+-0":
        first, second = _parties(model)[:2]
        found = json.loads(
            detente("paths", model, "--json", "--attitudes", f"{first}>{second}={sign}")
        )
        assert set(found) == set(plain)


def _parties(model: Path) -> list[str]:
    return [party["party"] for party in json.loads(detente("inverse", model, "--json"))["parties"]]


def test_the_manual_has_a_heading_and_the_options_of_every_command() -> None:
    from detente.cli.manual import entries, markdown

    page = markdown()
    for entry in entries():
        assert f"({entry.name.replace(' ', '-')})=" in page
        assert entry.usage in page
        for option, _ in entry.options:
            assert option.replace("|", "\\|") in page
        assert entry.example in page


def test_examples_are_listed_shown_and_copied(tmp_path: Path) -> None:
    listed = detente("examples")
    assert "chicken" in listed
    assert json.loads(detente("examples", "chicken", "--json"))["text"] == CHICKEN.read_text()
    texts = detente("examples", "water_reports")
    detente("examples", "water_reports", "-o", tmp_path / "water")
    assert texts == "".join(p.read_text() for p in sorted((tmp_path / "water").glob("*.txt")))
    detente("examples", "water_reports", "-o", tmp_path / "water", code=2)
    (tmp_path / "file").write_text("")
    assert "Cannot make the folder" in detente(
        "examples", "water_reports", "-o", tmp_path / "file" / "in", code=2
    )


def test_a_command_that_is_none_is_refused_with_what_was_meant() -> None:
    said = detente("slove", code=2)
    assert "slove" in said
    assert "solve" in said
    assert "Models:" in detente("--help")


def test_the_timeline_of_a_dossier_tells_each_day(case: Path) -> None:
    shown = detente("dossier", "timeline", case)
    assert "2026-03-03: before" in shown
    assert "2026-03-09: after" in shown
    rows = printed("dossier", "timeline", case)
    assert [row["date"] for row in rows] == ["2026-03-03", "2026-03-09"]
    for row in rows:
        for relation in row["statements"]:
            assert f"  {relation['kind']}: " in shown


def test_news_names_the_sentence_and_what_was_said_before(case: Path) -> None:
    shown = detente("dossier", "news", case, "after")
    (found,) = printed("dossier", "news", case, "after")
    for relation in found["statements"]:
        assert f"{relation['kind']}: " in shown
    assert shown.count("  before (") == sum(
        row["earlier"] is not None for row in found["statements"]
    )


def test_pledges_say_what_became_of_them(case: Path) -> None:
    rows = printed("dossier", "pledges", case)
    shown = detente("dossier", "pledges", case)
    assert rows
    assert [line.split(":")[0] for line in shown.splitlines() if line[:1] != " "] == [
        row["state"] for row in rows
    ]
    for state in ("open", "kept", "broken"):
        chosen = printed("dossier", "pledges", case, "--state", state)
        assert chosen == [row for row in rows if row["state"] == state]


def test_tripwires_of_a_draft_are_shown_with_their_words(case: Path) -> None:
    rows = printed("dossier", "tripwires", case)
    shown = detente("dossier", "tripwires", case)
    for row in rows:
        if "preference" in row:
            assert f"{row['party']}: {row['preference']}" in shown
    assert shown.count("  if reversed: ") == sum("if_reversed" in row for row in rows)


def test_two_analysts_see_where_they_differ_and_take_over_what_they_choose(
    case: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.dossier"
    other.write_bytes(case.read_bytes())
    first, second = names(case)[:2]
    detente("dossier", "reject", case, first, "--who", "ann")
    detente("dossier", "accept", other, first, "--who", "bob")
    detente("dossier", "accept", case, second, "--who", "ann")
    detente("dossier", "accept", other, second, "--who", "bob")
    (tmp_path / "third.txt").write_text("Velia said it would pay.")
    detente("dossier", "add", other, tmp_path / "third.txt")
    detente("dossier", "model", other, "save", CHICKEN)
    said = detente("dossier", "compare", case, other)
    assert "documents only in the second: third" in said
    assert first in said
    assert "both decided 2 statements and agree on 1" in said
    (found,) = printed("dossier", "compare", case, other)
    assert [row["statement"] for row in found["differences"]] == [first]
    assert detente("dossier", "compare", case, case).endswith("no differences\n")
    assert f"conflict: {first}" in detente("dossier", "merge-dossiers", case, other)
    (again,) = printed("dossier", "merge-dossiers", case, other, "--conflicts", "theirs")
    assert again["documents"] == []
    assert "no differences" in detente("dossier", "compare", case, other)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "CASE", "--format", "jsonn"), "No format 'jsonn'"),
        (("export", "CASE", "--format", "parquet"), "binary format"),
        (("export", "CASE", "--format", "xmi"), "binary file"),
        (("export", "CASE", "-o", "HERE", "--format", "csv"), "exists already"),
        (("export", "CASE", "-o", "HERE", "--format", "parquet"), "exists already"),
        (("import", "CASE"), "Import what?"),
        (("model", "CASE", "save"), "needs a file"),
        (("model", "CASE", "restore"), "needs a number"),
        (("model", "CASE", "restore", "last"), "is no edit's number"),
        (("model", "CASE", "undo"), "has no model"),
        (("model", "CASE", "edit", "HERE"), "no JSON"),
    ],
)
def test_what_cannot_be_done_with_a_dossier_is_said(
    case: Path, words: tuple[str, ...], says: str
) -> None:
    here = case.with_name("here")
    here.write_text("{")
    put = {"CASE": case, "HERE": here}
    assert says in detente("dossier", *(put.get(word, word) for word in words), code=2)
    assert here.read_text() == "{"


def test_versions_of_a_model_are_kept_shown_and_taken_back(case: Path, tmp_path: Path) -> None:
    detente("dossier", "model", case, "save", CHICKEN)
    commands = tmp_path / "edits.json"
    commands.write_text('{"op": "set_title", "title": "Two cars"}')
    detente("dossier", "model", case, "edit", commands, "--note", "a plain title")
    assert "title: Two cars" in detente("dossier", "model", case, "show")
    assert "a plain title" in detente("dossier", "model", case, "history")
    assert len(printed("dossier", "model", case, "history")) == 2
    detente("dossier", "model", case, "undo")
    assert "Two cars" not in detente("dossier", "model", case, "show")
    detente("dossier", "model", case, "redo")
    (version,) = printed("dossier", "model", case, "restore", "1")
    assert "Two cars" not in detente("dossier", "model", case, "show")
    assert version["version"] > 2
    commands.write_text('["a title"]')
    assert "A command is an object" in detente("dossier", "model", case, "edit", commands, code=2)


def test_what_a_redraft_would_change_is_said(case: Path) -> None:
    detente("dossier", "model", case, "draft")
    assert "up to date" in detente("dossier", "model", case, "diff")
    (same,) = printed("dossier", "model", case, "diff")
    assert not same["changes"]
    for name in names(case):
        if name.startswith("before."):
            detente("dossier", "reject", case, name)
    shown = detente("dossier", "model", case, "diff")
    assert "rests on a rejected statement: " in shown


def test_the_solution_is_told_for_each_kind_of_question() -> None:
    blind = TEACHING / "misperception.yaml"
    shown = detente("solve", blind, "--hypergame")
    (found,) = printed("solve", blind, "--hypergame")
    assert "disappointments: YNN" in shown
    assert "hypergame" in found
    united = detente("solve", TEACHING / "coalition.yaml", "--coalitions")
    assert "is upset by" in united
    every = detente("solve", CHICKEN, "--completions", "--unsaid", "unknown", "--samples", "50")
    assert "Completions (50 sampled" in every
    assert every.count("necessary, in 100%") >= 2
    counted = detente("solve", TEACHING / "hinge.yaml", "--count", "--concepts", "NASH")
    assert "equilibria" in counted
    (one,) = printed("solve", TEACHING / "hinge.yaml", "--sample", "1", "--concepts", "NASH")
    assert len(one["equilibria"]["NASH"]["sample"]) == 1


def test_no_note_asks_for_what_was_asked_for() -> None:
    for model, *also in (
        (TEACHING / "misperception.yaml",),
        (TEACHING / "misperception.yaml", "--hypergame"),
        (TEACHING / "unknown_preference.yaml",),
        (TEACHING / "unknown_preference.yaml", "--completions", "--samples", "50"),
        (TEACHING / "unknown_preference.yaml", "--concepts", "NASH NASH_A"),
    ):
        (found,) = printed("solve", model, *also)
        (note,) = found["notes"]
        assert "hypergame" in note or "completions" in note
        assert "sk for" not in note


def test_outcomes_are_counted_where_hinges_turn_too_many_to_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = TEACHING / "hinge.yaml"
    assert "other outcome" not in detente("hinge", model)
    monkeypatch.setattr("detente.cli.hinge._NAMED", 1)
    monkeypatch.setattr("detente.briefing.outcomes.ASIDE_WIDTH", 1)
    assert "other outcome" in detente("hinge", model)


def test_hinges_are_told_with_pairs_shares_and_reasons() -> None:
    model = TEACHING / "hinge.yaml"
    (found,) = printed("hinge", model, "--pairs", "--why")
    shown = detente("hinge", model, "--pairs", "--why", "--codes")
    for hinge in found["hinges"]:
        assert hinge["element"] in shown
    assert "do together what neither does alone" in shown
    shares = detente("hinge", CHICKEN, "--toward", "YN", "--shares")
    assert "attitude profiles" in shares


def test_a_grid_is_told_as_its_files_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serially(monkeypatch)
    model = TEACHING / "attitude.yaml"
    words = ("grid", model, "--vary", _parties(model)[0], "--to", tmp_path / "grid")
    shown = detente(*words, "--unsaid", "unknown")
    found = json.loads(detente(*words, "--unsaid", "unknown", "--json"))
    assert shown.startswith(f"{found['scenarios']:,} scenarios in ")
    for concept, rows in found["equilibria"].items():
        assert f"  {concept}\n" in shown
        for row in rows:
            assert f"    {row['state']}  an equilibrium in {row['scenarios']:,}" in shown


def test_a_data_set_is_asked_by_month_and_by_act(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serially(monkeypatch)
    made = tmp_path / "news.archive"
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("before", "after"):
        (tmp_path / f"{name}.txt").rename(folder / f"{name}.txt")
    detente("archive", folder, "-o", made)
    months = [json.loads(line) for line in detente("timeline", made, "--json").splitlines()]
    shown = detente("timeline", made).splitlines()
    assert len(shown) == len(months)
    for line, row in zip(shown, months, strict=True):
        assert f"{row['source']} → {row['target']}: " in line
    acts = [
        json.loads(x) for x in detente("timeline", made, "--act", "offer", "--json").splitlines()
    ]
    told = detente("timeline", made, "--act", "offer").splitlines()
    assert acts
    assert len(told) == len(acts)
    assert all("OFFER: 2026-03-03" in line for line in told)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("solve", "MODEL", "--option", "nonsense"), "is no option"),
        (("solve", "MODEL", "--concepts", "NASHH"), "NASH"),
        (("brief", "NONE", "NOTHING"), "None of the sources could be read"),
        (("examples", "chiken"), "chicken"),
        (("convert", "MODEL", "NONE"), "format"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    put = {"MODEL": CHICKEN, "NONE": tmp_path / "none.x", "NOTHING": tmp_path / "nothing.txt"}
    assert says in detente(*(put.get(word, word) for word in words), code=2)


@pytest.mark.parametrize("name", ["trap", "hinge", "attitude"])
def test_a_sweep_in_words_has_the_outcomes_of_the_json(name: str) -> None:
    model = TEACHING / f"{name}.yaml"
    found = json.loads(detente("sweep", model, "--count", "--json"))
    shown = detente("sweep", model, "--count", "--codes")
    assert found
    assert "profiles" in shown
    assert detente("sweep", model, "--codes").startswith("RNASH equilibria of ")


def test_what_would_make_a_state_stable_is_told_for_each_party() -> None:
    model = TEACHING / "trap.yaml"
    found = json.loads(detente("inverse", model, "--state", "YY", "--json"))
    shown = detente("inverse", model, "--state", "YY", "--codes")
    for party in found["parties"]:
        for condition in party["conditions"]:
            assert condition["sentence"] in " ".join(shown.split())
