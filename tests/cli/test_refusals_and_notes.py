"""What a user meets off the straight path: a refusal that says what would be right, a note, an answer of nothing."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from front_door import detente

from detente.api import example

CHICKEN = Path(example("classic/chicken.yaml"))
TEACHING = CHICKEN.parent.parent / "teaching"
SAID = (
    "4 May 2026\n\nOrland's minister said: “We will sign the treaty if Velia pays the toll.” "
    "Velia's envoy said it would close the port if Orland raised the toll.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.dossier"
    (tmp_path / "said.txt").write_text(SAID, encoding="utf-8")
    detente("dossier", "create", path)
    detente("dossier", "add", path, tmp_path / "said.txt")
    return path


def names(case: Path) -> list[str]:
    lines = detente("dossier", "statements", case).splitlines()
    return [line.split()[0] for line in lines if line.startswith("said.")]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("solve", "MODEL", "--count", "--budget-nodes", "1"), "a budget has 2 to"),
        (("compare", "MODEL"), "Name a second model, or add --scenario"),
        (("compare", "MODEL", "--scenarios", "NONE"), "no such file"),
        (("compare", "MODEL", "--scenarios", "LATIN"), "not utf-8 text"),
        (("check",), "Missing argument 'MODEL...'"),
        (("report", "MODEL", "-o", "out.docxx"), "Did you mean '.docx'?"),
        (("report", "MODEL", "-o", "out"), "No format"),
        (("report", "NONE", "-o", "out.html"), "There is no such file"),
        (("dossier", "set", "CASE", "said", "date"), "Write FIELD=VALUE"),
        (("dossier", "correct", "CASE", "NAME", "act"), "Write FIELD=VALUE"),
        (("dossier", "correct", "CASE", "NAME", "conditions={"), "conditions is no JSON list"),
        (("dossier", "model", "CASE", "undo"), "has no model"),
        (("paths", "MODEL", "--to", "YYY"), "YYY"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_what_would_be_right(
    case: Path, words: tuple[str, ...], says: str
) -> None:
    latin = case.with_name("latin.txt")
    latin.write_bytes("Brücke".encode("latin-1"))
    none = case.with_name("none.x")
    put = {"MODEL": CHICKEN, "NONE": none, "LATIN": latin, "CASE": case, "NAME": names(case)[0]}
    assert says in detente(*(put.get(word, word) for word in words), code=2)
    assert not list(case.parent.glob("out*"))


def test_there_is_nothing_to_take_back_in_a_model_saved_once(case: Path) -> None:
    detente("dossier", "model", case, "save", CHICKEN)
    assert "There is nothing to undo" in detente("dossier", "model", case, "undo", code=2)
    assert "There is nothing to redo" in detente("dossier", "model", case, "redo", code=2)


def test_templates_and_the_schema_are_printed(tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text(detente("new", "offer"), encoding="utf-8")
    detente("check", tmp_path / "new.yaml")
    assert json.loads(detente("check", "--schema"))["$schema"].startswith("https://json-schema.org")


def test_attitudes_set_for_one_explanation_count() -> None:
    plain = json.loads(detente("explain", CHICKEN, "YY", "--concepts", "RNASH", "--json"))
    kind = json.loads(
        detente(
            "explain", CHICKEN, "YY", "--concepts", "RNASH", "--attitudes", "A>B=+,A>A=0", "--json"
        )
    )
    assert plain["state"] == kind["state"]
    assert plain != kind


def test_removed_documents_are_listed_and_a_sound_file_says_so(case: Path) -> None:
    (row,) = (json.loads(line) for line in detente("dossier", "list", case, "--json").splitlines())
    assert (row["id"], row["date"]) == ("said", "2026-05-04")
    detente("dossier", "remove", case, "said", "--forget")
    assert detente("dossier", "list", case) == ""
    assert "(nothing kept)" in detente("dossier", "list", case, "--removed")
    (gone,) = (
        json.loads(line)
        for line in detente("dossier", "list", case, "--removed", "--json").splitlines()
    )
    assert gone["id"] == "said"
    assert json.loads(detente("dossier", "check", case, "--json"))["problems"] == []
    assert detente("dossier", "check", case) == f"{case}: sound\n"


def test_a_decision_whose_words_are_gone_is_listed(case: Path) -> None:
    name = names(case)[0]
    detente("dossier", "accept", case, name)
    case.with_name("said.txt").write_text("4 May 2026\n\nNobody spoke.\n", encoding="utf-8")
    detente("dossier", "add", case, case.with_name("said.txt"))
    assert f"(accept {name})" in detente("dossier", "check", case)
    (orphan,) = json.loads(detente("dossier", "check", case, "--json"))["orphans"]
    assert orphan["kind"] == "accept"


def test_lists_and_yes_or_no_are_read_in_a_correction(case: Path) -> None:
    name = names(case)[0]
    detente("dossier", "correct", case, name, "targets=velia, orland", "negated=yes", "conditions=")
    rows = [
        json.loads(line) for line in detente("dossier", "statements", case, "--json").splitlines()
    ]
    (row,) = [row for row in rows if row["id"] == name]
    assert [target["id"] for target in row["targets"]] == ["velia", "orland"]
    assert (row["negated"], row["conditions"]) == (True, [])


def test_an_archive_counts_what_it_holds_as_json(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from serially import serially

    serially(monkeypatch)
    made = json.loads(
        detente("archive", tmp_path / "said.txt", "-o", tmp_path / "a.archive", "--json")
    )
    assert (made["documents"], made["copies"], made["read"]) == (1, 0, 1)


def test_a_thin_draft_is_written_only_when_asked_and_tells_its_merges(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "thin.txt"
    text.write_text(
        "Orland demanded that Velia open the port. Velia refused to open the port.\n",
        encoding="utf-8",
    )
    assert "Add --thin" in detente("draft", text, code=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["detente", "draft", str(text), "--thin", "--merges"])
        from detente.cli.main import main

        with pytest.raises(SystemExit) as stop:
            main()
    assert not stop.value.code
    out, err = capsys.readouterr()
    assert "Open the port" in out
    assert "open_port: open the port (demand, thin)" in err
    assert "open_port: not open the port (refusal, thin)" in err


def test_a_review_merges_undoes_and_explains_a_wrong_verb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, model = tmp_path / "said.txt", tmp_path / "m.yaml"
    text.write_text(SAID, encoding="utf-8")
    answers = "praise 1\nname 1 The North\nundo\n\nmerge 1 2\nundo\n\n\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(answers))
        patch.setattr(sys, "argv", ["detente", "draft", str(text), "--review", "-o", str(model)])
        from detente.cli.main import main

        with pytest.raises(SystemExit) as stop:
            main()
    assert not stop.value.code
    assert "'praise' is no answer here." in capsys.readouterr().err
    found = detente("solve", model)
    assert "The North" not in found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("paths", "MODEL", "--from", "YY", "--to", "NN", "--improvements-only"), "NN: not reached"),
        (("paths", "MODEL", "--windows", "--from", "YY"), "Nothing vanishes with a next one-way move."),
        (("inverse", "MODEL", "--state", "YN"), "Fewest changes of preference statements: none needed"),
    ],
)  # fmt: skip
def test_an_answer_of_nothing_is_said(words: tuple[str, ...], says: str) -> None:
    assert says in detente(*(CHICKEN if word == "MODEL" else word for word in words))


def test_an_option_of_a_dossiers_model_is_renamed(case: Path) -> None:
    detente("dossier", "model", case, "save", CHICKEN)
    row = json.loads(
        detente("dossier", "option", case, "rename", "swerve_a", "--name", "Turn away", "--json")
    )
    assert row["version"] == 2
    detente("dossier", "option", case, "rename", "swerve_b", "--name", "Turn off")
    shown = detente("dossier", "model", case, "show")
    assert "Turn away" in shown
    assert "Turn off" in shown


def test_a_source_added_again_is_unchanged_in_json_too(case: Path) -> None:
    row = json.loads(detente("dossier", "add", case, case.with_name("said.txt"), "--json"))
    assert row["outcome"] == "unchanged"
