"""What is written is opened by the programs that it is for; annotations come back as decisions."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import detente
from detente.analysis.exporting import export_model, state_table
from detente.cli.main import cli
from detente.errors import InputError
from detente.interchange.annotating import (
    Marked,
    MarkedText,
    label_studio_config,
    read_label_studio,
    read_xmi,
    type_system,
    write_label_studio,
    write_xmi,
)
from detente.interchange.tables import write_latex
from detente.store.annotating import marked_texts
from detente.store.ingesting import ingest

ELMIRA = detente.load(detente.example("classic/elmira.yaml"))
WATER = Path(detente.example("dossiers/water/1-plan.txt"))
#: Letters beyond the first plane take two units in UIMA; lines and tabs must survive XML.
ODD = "A\tB\r\nThe 🕊 envoy said: “we will <talk> & sign”.\n"


def moves() -> int:
    from detente.engine.game import bits
    from detente.solving.compiling import compile_conflict

    game = compile_conflict(ELMIRA).game
    return sum(len(list(bits(row))) for each in game.players for row in game.moves[each])


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_igraph_and_networkx_open_the_graph(tmp_path: Path) -> None:
    import igraph
    import networkx as nx

    path = tmp_path / "elmira.graphml"
    path.write_text(export_model(ELMIRA, str(path)), encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.vcount() == 12
    other = nx.read_graphml(path)
    assert other.number_of_nodes() == 12
    assert graph.ecount() == other.number_of_edges() == moves()


def program(name: str) -> str | None:
    """Return a program that ``./test`` installs where it can; where every check counts it must be there."""
    found = shutil.which(name)
    assert found or os.environ.get("CI", "").lower() not in ("1", "true", "yes"), (
        f"{name} is missing"
    )
    return found


def printed(tables: list[str], folder: Path) -> str:
    """Return what LaTeX prints of tables, as a reader of the PDF gets it; nothing without LaTeX."""
    from pypdf import PdfReader

    head = "\\documentclass[a3paper,landscape]{article}\\usepackage{longtable}\\begin{document}"
    source = "\n".join([head, *tables, "\\end{document}"])
    (folder / "tables.tex").write_text(source, encoding="utf-8")
    latex = program("pdflatex")
    if latex is None:
        return ""
    words = [latex, "-halt-on-error", "-interaction=nonstopmode", "tables.tex"]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:].decode("utf-8", "replace")
    return "\n".join(page.extract_text() for page in PdfReader(folder / "tables.pdf").pages)


def test_latex_prints_every_row_over_as_many_pages_as_it_takes(tmp_path: Path) -> None:
    korea = detente.load(detente.example("korea/korea.yaml"))
    text = printed([export_model(each, "x.tex") for each in (ELMIRA, korea)], tmp_path)
    states = [row[0] for each in (ELMIRA, korea) for row in state_table(each)[1]]
    assert len(states) == 12 + 210
    if text:
        assert [each for each in states if each not in text] == []


def test_latex_prints_odd_cells_as_they_are(tmp_path: Path) -> None:
    odd = ["[a] b", "* c", "NN--N", "1 − 2 → 3", "50% & $x$ #2", "“a” – ß"]
    table = write_latex(["State", "said"], [[each, "x"] for each in odd], caption="[of] 5% & more")
    text = printed([table], tmp_path)
    rows = table.splitlines()
    assert not [row for row in rows if row.startswith(("[", "*"))]
    if text:
        assert [each for each in odd if each.replace(" ", "") not in text.replace(" ", "")] == []


def test_graphviz_draws_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "elmira.dot"
    path.write_text(export_model(ELMIRA, str(path)), encoding="utf-8")
    dot = program("dot")
    if dot is not None:
        words = [dot, "-Tsvg", str(path)]
        drawn = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        assert drawn.count('class="node"') == 12
        assert drawn.count('class="edge"') == moves()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_reader_of_dot_opens_the_graph() -> None:
    import pydot

    (graph,) = pydot.graph_from_dot_data(export_model(ELMIRA, "elmira.dot"))
    assert len(graph.get_edges()) == moves()


def test_pandas_polars_and_duckdb_open_the_table(tmp_path: Path) -> None:
    import duckdb
    import pandas as pd
    import polars as pl

    path = tmp_path / "elmira.csv"
    path.write_text(export_model(ELMIRA, str(path)), encoding="utf-8", newline="")
    found = pd.read_csv(path)
    assert len(found) == 12
    assert list(found.columns) == pl.read_csv(path).columns
    assert duckdb.sql(f"SELECT count(*) FROM read_csv('{path}')").fetchall() == [(12,)]  # noqa: S608


@pytest.fixture
def dossier(tmp_path: Path) -> Any:
    with detente.Dossier.create(tmp_path / "water.dossier") as opened:
        list(ingest(opened, [str(WATER)], jobs=1))
        yield opened


def test_pandas_and_duckdb_open_the_statements(dossier: Any, tmp_path: Path) -> None:
    import duckdb
    import pandas as pd

    path = tmp_path / "statements.parquet"
    run("dossier", "export", str(tmp_path / "water.dossier"), "-o", str(path))
    assert len(pd.read_parquet(path)) == len(dossier.statements())
    rows = duckdb.sql(f"SELECT act FROM read_parquet('{path}') ORDER BY start").fetchall()  # noqa: S608
    assert [act for (act,) in rows] == [each.statement.act for each in dossier.statements()]


def test_a_json_ld_library_reads_the_annotations(dossier: Any, tmp_path: Path) -> None:
    from pyld import jsonld

    path = tmp_path / "statements.jsonld"
    run("dossier", "export", str(tmp_path / "water.dossier"), "-o", str(path))
    oa = "http://www.w3.org/ns/oa#"
    # The terms of the published context that are used; the network is not.
    context = {
        "id": "@id",
        "type": "@type",
        "oa": oa,
        "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "Annotation": f"{oa}Annotation",
        "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
        "target": f"{oa}hasTarget",
        "selector": f"{oa}hasSelector",
        "exact": f"{oa}exact",
        "TextQuoteSelector": f"{oa}TextQuoteSelector",
        "TextPositionSelector": f"{oa}TextPositionSelector",
    }

    def load(url: str, _options: Any) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"documentUrl": url, "contextUrl": None, "document": {"@context": context}}

    data = json.loads(path.read_text("utf-8"))
    (page,) = jsonld.expand(data, {"documentLoader": load})
    text = json.dumps(page)
    assert text.count(f'"{oa}Annotation"') == len(dossier.statements())
    assert text.count(f'"{oa}TextQuoteSelector"') == len(dossier.statements())


def test_label_studios_converter_takes_the_export(dossier: Any, tmp_path: Path) -> None:
    from label_studio_converter import Converter

    folder = tmp_path / "tasks"
    folder.mkdir()
    run("dossier", "export", str(tmp_path / "water.dossier"), "-o", str(folder / "tasks.json"))
    converter = Converter(config=label_studio_config(), project_dir=str(tmp_path))
    source, target = str(folder / "tasks.json"), tmp_path / "converted"
    converter.convert_to_json_min(source, str(target), is_dir=False)
    (task,) = json.loads((target / "result.json").read_text("utf-8"))
    assert [each["labels"] for each in task["act"]] == [
        [each.statement.act] for each in dossier.statements()
    ]
    for region in task["act"]:
        assert task["text"][region["start"] : region["end"]] == region["text"]


def test_cassis_opens_the_archive_and_what_it_writes_comes_back(
    dossier: Any, tmp_path: Path
) -> None:
    import cassis

    path = tmp_path / "statements.zip"
    run("dossier", "export", str(tmp_path / "water.dossier"), "-o", str(path))
    with zipfile.ZipFile(path) as archive:
        types = cassis.load_typesystem(io.BytesIO(archive.read("TypeSystem.xml")))
        cas = cassis.load_cas_from_xmi(io.BytesIO(archive.read("1-plan.xmi")), typesystem=types)
    found = sorted(cas.select("detente.Statement"), key=lambda each: each.begin)
    said = [each.statement for each in dossier.statements()]
    assert [each.get_covered_text() for each in found] == [each.span.text for each in said]
    found[0].act = "ACCUSE"
    cas.remove(found[1])
    Statement = types.get_type("detente.Statement")  # noqa: N806
    start = cas.sofa_string.index("drops its lawsuit")
    cas.add(Statement(begin=start, end=start + 17, act="REQUEST", layer="", speaker="league"))
    back = tmp_path / "1-plan.xmi"
    cas.to_xmi(str(back))
    shown = run("dossier", "import", str(tmp_path / "water.dossier"), str(back), "--who", "ann")
    assert shown.startswith("1 corrected, 1 added, 1 rejected")
    now = {each.statement.id: each.statement for each in dossier.statements()}
    assert now[said[0].id].act == "ACCUSE"
    assert said[1].id not in now
    assert any(each.span.text == "drops its lawsuit" for each in now.values())


def test_label_studio_round_trip_changes_nothing_and_edits_are_decisions(
    dossier: Any, tmp_path: Path
) -> None:
    name, path = str(tmp_path / "water.dossier"), tmp_path / "tasks.json"
    run("dossier", "export", name, "-o", str(path))
    taken = json.loads(run("dossier", "import", name, str(path), "--json"))
    assert taken["corrected"] == taken["added"] == taken["rejected"] == 0
    assert taken["same"] == len(dossier.statements())
    tasks = json.loads(path.read_text("utf-8"))
    first = tasks[0]["annotations"][0]["result"][0]
    assert first["type"] == "labels"
    first["value"]["labels"] = ["PROTEST"]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    run("dossier", "import", name, str(path))
    assert any(each.statement.act == "PROTEST" for each in dossier.statements())
    dossier.undo()
    assert not any(each.statement.act == "PROTEST" for each in dossier.statements())


@pytest.mark.parametrize("form", ["label studio", "xmi"])
def test_odd_texts_come_back_as_they_were(form: str) -> None:
    start = ODD.index("🕊")
    marks = (
        Marked("d.1", start, start + 1, "STATE", "quoted", "A & B", ("x", "y")),
        Marked("d.2", start, len(ODD), "OFFER", "reported", "", ()),
    )
    item = MarkedText("d", ODD, marks)
    if form == "xmi":
        back = read_xmi(write_xmi(item), "d", "d.xmi")
    else:
        (back,) = read_label_studio(write_label_studio([item]), "d.json")
    assert back.text == item.text
    assert set(back.marks) == set(item.marks)


def test_cassis_counts_odd_letters_as_we_do() -> None:
    import cassis

    start = ODD.index("envoy")
    item = MarkedText("d", ODD, (Marked("d.1", start, start + 5, "STATE", "", "", ()),))
    types = cassis.load_typesystem(type_system())
    cas = cassis.load_cas_from_xmi(write_xmi(item), typesystem=types)
    (only,) = cas.select("detente.Statement")
    assert only.get_covered_text() == "envoy"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        '[{"data": {}}]',
        '[{"data": {"text": "a", "document": "d"}, "annotations": 3}]',
    ],
)
def test_other_files_are_refused_in_a_line(text: str) -> None:
    with pytest.raises(InputError):
        read_label_studio(text, "x.json")
    with pytest.raises(InputError):
        read_xmi("<xmi/>" + text, "d", "x.xmi")


def test_another_text_is_refused_and_nothing_is_changed(dossier: Any, tmp_path: Path) -> None:
    (item,) = marked_texts(dossier)
    path = tmp_path / "tasks.json"
    path.write_text(
        write_label_studio([MarkedText(item.document, item.text + " more", item.marks)]),
        encoding="utf-8",
    )
    done = CliRunner().invoke(
        cli, ["dossier", "import", str(tmp_path / "water.dossier"), str(path)]
    )
    assert isinstance(done.exception, InputError)
    assert list(marked_texts(dossier)) == [item]
