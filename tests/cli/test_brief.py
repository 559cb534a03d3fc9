"""``detente brief`` and ``detente.brief``: models, texts without one, the same everywhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import detente
from detente.cli.main import main
from detente.errors import InputError

EXAMPLES = Path(__file__).parents[2] / "examples"
SPEECH = """Statement of the harbour council

We thank everybody who took part in the meeting. The council said that the harbour would stay open.

The dockers' union said it was “deeply disappointed” by the new rota. Observers fear that the quarrel could spark a strike
along the coast. Talks in May broke down without agreement.
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "garden.txt").write_text("Roses grow in gardens. The weather was fine.")

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["detente", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return call


@pytest.mark.parametrize("name", ["speech.txt", "garden.txt"])
def test_a_text_without_a_model_ends_well(run, name):
    code, out, err = run("brief", name, "--json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert data["answer"] == "reading"
    assert data["headline"] is None
    assert data["model"] is None
    assert data["outcomes"] == []
    for item in data["left_out"]:
        assert item.keys() >= {"kind", "what", "rule", "span"}
        assert item["kind"] in ("party", "option", "pair", "condition")
    code, out, err = run("brief", name, "--html", "page.html")
    assert code == 0
    front = out.split("\n\n")[1]
    assert "What will happen could not be worked out from this text" in " ".join(front.split())
    assert len(front.split()) <= 120
    assert "WHAT IS MISSING FOR A MODEL" in out
    assert f"detente draft --thin {name}" in " ".join(out.split())
    assert "attitude" not in out.lower()
    assert Path("page.html").read_text(encoding="utf-8").count("<main") == 1


def test_the_reading_brief_tells_who_said_what_and_what_stands_beside(run):
    _, out, _ = run("brief", "speech.txt")
    flat = " ".join(out.split())
    assert "WHO SAID WHAT TO WHOM, ON WHICH CONDITION" in out
    assert "“deeply disappointed”" in flat
    assert "WHAT THE TEXT SAYS COULD FOLLOW" in out
    assert "could spark a strike along the coast" in flat
    assert "WHAT WAS TRIED BEFORE AND FAILED" in out
    assert "“Talks in May broke down without agreement.”" in flat


def test_a_model_is_known_wherever_it_is_named(run):
    model = str(EXAMPLES / "korea" / "korea.yaml")
    text = str(EXAMPLES / "korea" / "report.txt")
    printed = {
        run("brief", *words, "--json")
        for words in ((model, text), (text, model), (text, "--model", model), (model,))
    }
    assert {code for code, _, _ in printed} == {0}
    found = [json.loads(out) for _, out, _ in printed]
    assert {item["answer"] for item in found} == {"model"}
    assert len({json.dumps(item["outcomes"]) for item in found}) == 1
    assert len({tuple(item["headline"]) for item in found}) == 1
    for outcome in found[0]["outcomes"]:
        assert outcome["name"]
        assert outcome["state"]


def test_a_model_without_texts_says_nothing_of_texts(run):
    _, out, _ = run("brief", "--model", detente.example("classic/elmira.yaml"))
    assert "in the text" not in out
    assert "attitude toward" not in out.split("WHAT THE ANSWER TURNS ON")[0]
    assert "the model cites no text" in " ".join(out.split())


def test_python_returns_the_same_brief(run):
    text = str(EXAMPLES / "korea" / "report.txt")
    model = str(EXAMPLES / "korea" / "korea.yaml")
    made = detente.brief(text, model=model)
    assert made.to_json() == json.loads(run("brief", text, "--model", model, "--json")[1])
    assert made.text == run("brief", text, "--model", model)[1]
    assert made.html.startswith("<!doctype html>")
    conflict = detente.load(model)
    document = detente.read(text)
    again = detente.brief(document, model=conflict)
    assert again.to_json()["headline"] == made.to_json()["headline"]
    assert detente.brief([document]).answer == "model"
    assert "<iframe" in made._repr_html_()
    with pytest.raises(InputError):
        detente.brief()
    with pytest.raises(InputError):
        detente.brief([model, model])


def test_all_outputs_hold_the_same_sections(run):
    text = str(EXAMPLES / "korea" / "report.txt")
    made = detente.brief(text)
    titles = [section.title for section in made.report.sections]
    for title in titles:
        assert title.upper() in made.text
    for kind in ("html", "md"):
        assert run("report", text, "-o", f"out.{kind}", "--date", "")[0] == 0
        written = Path(f"out.{kind}").read_text(encoding="utf-8").replace("&#39;", "'")
        assert all(title in written for title in titles)


def test_a_report_carries_title_date_analyst_and_marking(run):
    words = (
        "--title",
        "Case 7",
        "--date",
        "2026-05-01",
        "--analyst",
        "B. Ode",
        "--marking",
        "Internal",
    )
    for kind in ("md", "html"):
        for short in ((), ("--short",)):
            target = f"out{len(short)}.{kind}"
            model = detente.example("classic/chicken.yaml")
            assert run("report", model, "-o", target, *words, *short)[0] == 0
            written = Path(target).read_text(encoding="utf-8")
            assert all(word in written for word in ("Case 7", "2026", "B. Ode", "Internal"))


@pytest.mark.parametrize(
    "path",
    [*sorted(EXAMPLES.glob("classic/*.yaml")), *sorted(EXAMPLES.glob("*/*/*.txt"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_every_front_page_is_short_and_plain(path):
    made = detente.brief(str(path))
    front = [line.text for line in made.report.summary]
    assert 1 <= len(" ".join(front).split()) <= 120
    states = {outcome["state"] for outcome in made.to_json()["outcomes"]}
    for word in " ".join(front).split():
        bare = word.strip(".,;:()“”")
        assert bare not in {"NASH", "SEQ", "SSEQ", "GMR", "SMR", "RNASH", "RSEQ"}
        assert len(bare) < 2 or set(bare) - set("YN-") or bare not in states


THIN = """Quarrel over the roster

Northgate Rail demanded that the Rail Drivers' Union accept the new roster.
"""


def test_a_thin_text_draws_no_outcome_from_so_little(run, tmp_path):
    """What there is stands in the annex; nothing is said to follow from it."""
    (tmp_path / "thin.txt").write_text(THIN, encoding="utf-8")
    _, out, _ = run("brief", "thin.txt", "--json")
    assert json.loads(out)["answer"] == "thin"
    _, out, _ = run("brief", "thin.txt")
    front = " ".join(out.split("\n\n")[1].split())
    assert "could not be worked out from this text" in " ".join(front.split())
    assert (
        "“Northgate Rail demanded that the Rail Drivers' Union accept the new roster.”" in front
    )  # each party's weightiest position, in its words; the sentence names it itself
    for absent in ("WHAT COULD LAST", "WHAT THE ANSWER TURNS ON", "ONLY WHAT WAS SAID", "ATTITUDE"):
        assert absent not in out
    assert "WHO CAN DO WHAT" not in out
    assert "WHAT EACH WANTS" not in out
    assert out.index("HOW TO GO ON") < out.index("WHAT A MODEL COULD BEGIN WITH")
