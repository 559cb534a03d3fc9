"""Exports hold every statement, offsets that fit, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import Condition, Mention, Span
from detente.store import Dossier
from detente.store.exports import (
    annotation_lines,
    csv_cell,
    csv_lines,
    event_lines,
    json_lines,
    write_parquet,
)
from store.dossiers import document, dossier, ids


@pytest.fixture
def made(tmp_path: Path) -> Dossier:
    evil = document("=cmd|' /C calc'!A0 is what it said. +1 was given.", "evil", date="2026-03-01")
    speaker = Mention("=x", "@sum")
    evil = replace(evil, statements=tuple(replace(s, speaker=speaker) for s in evil.statements))
    return dossier(tmp_path, document(), evil)


def test_json_lines(made: Dossier) -> None:
    rows = [json.loads(line) for line in json_lines(made)]
    assert [row["id"] for row in rows] == ids(made)
    for row in rows:
        text = made.document(row["document"]).text
        assert text[row["span"]["start"] : row["span"]["end"]] == row["span"]["text"]


def test_lines_can_be_read_by_people(tmp_path: Path) -> None:
    made = dossier(tmp_path, document("Der Minister sagte, er käme im März."))
    (line,) = json_lines(made)
    assert "er käme im März." in line
    assert line.endswith("}\n")


def test_csv_holds_no_formula(made: Dossier) -> None:
    rows = list(csv.reader(io.StringIO("".join(csv_lines(made)))))
    assert len(rows) == 1 + len(ids(made))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


@given(st.text())
def test_a_cell_is_never_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.strip()[:1] or cell.strip()[:1] not in "=+-@\t"
    assert cell in (text, f"'{text}")


def test_annotations_point_at_the_words(made: Dossier) -> None:
    page = json.loads("".join(annotation_lines(made)))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == len(ids(made))
    texts = "".join(d.text for d in made.documents())
    for item in page["items"]:
        place, words = item["target"]["selector"]
        assert words["prefix"] + words["exact"] + words["suffix"] in texts
        assert place["end"] - place["start"] == len(words["exact"])


def test_an_annotation_says_what_the_words_were_taken_for(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.reject(ids(made)[2])
    page = json.loads("".join(annotation_lines(made, status="rejected")))
    (item,) = page["items"]
    assert (item["type"], item["motivation"]) == ("Annotation", "classifying")
    assert item["detente:status"] == "rejected"
    assert [(b["type"], b["purpose"], b["value"]) for b in item["body"]] == [
        ("TextualBody", "tagging", "STATE"),
        ("TextualBody", "tagging", "quoted"),
        ("TextualBody", "tagging", "to UP"),
        ("TextualBody", "identifying", "The council (council)"),
    ]
    place, words = item["target"]["selector"]
    assert (place["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    assert words["exact"] == "If they build, we will close the river,"


def test_events_are_plover_types_only(made: Dossier) -> None:
    third = ids(made)[2]
    made.correct(third, act="THREATEN", targets=["UP", "DOWN"])
    rows = list(csv.DictReader(io.StringIO("".join(event_lines(made)))))
    assert [(r["event_type"], r["recipient"], r["quad_code"]) for r in rows] == [
        ("THREATEN", "UP", "3"),
        ("THREATEN", "DOWN", "3"),
    ]


def test_parquet(made: Dossier, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "out.parquet"
    write_parquet(made, path)
    table = pq.read_table(path)
    assert table.column("id").to_pylist() == ids(made)
    assert table.column("start").to_pylist()[0] == 0


def test_an_empty_dossier_exports(tmp_path: Path) -> None:
    empty = dossier(tmp_path)
    assert list(json_lines(empty)) == []
    assert json.loads("".join(annotation_lines(empty)))["items"] == []
    assert len("".join(csv_lines(empty)).splitlines()) == 1


def test_a_row_of_csv_tells_a_statement_whole(tmp_path: Path) -> None:
    made = dossier(tmp_path, document(date="2026-03-01"))
    first, _, third, _ = ids(made)
    said = {"condition": "they build", "consequence": "we will close the river", "kind": "threat", "sense": "unless"}  # fmt: skip
    made.correct(third, act="THREATEN", speaker="governor", via="news", targets=["UP", "DOWN"], negated=True, conditions=[said], notes=["seen"])  # fmt: skip
    plain, _, full, _ = csv.DictReader(io.StringIO("".join(csv_lines(made))))
    entry = made.statement(third)
    told = {key: value for key, value in full.items() if value}
    assert told["id"] == third
    assert (told["document"], told["date"], told["status"], told["act"]) == ("dam", "2026-03-01", "corrected", "THREATEN")  # fmt: skip
    assert {"governor", "news", "they build", "we will close the river", "threat", "unless", entry.statement.span.text} <= set(told.values())  # fmt: skip
    assert any("UP" in value and "DOWN" in value for value in told.values())
    assert plain["id"] == first
    assert not {"threat", "unless", "they build"} & set(plain.values())


def test_a_row_of_a_table_holds_every_condition(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    plain = document("They build unless we close the river if the governor agrees. We wait.")
    text = plain.text

    def condition(cue: str, first: str, by: str | None) -> Condition:
        start = text.index(first)
        return Condition(
            cue=cue,
            condition=Span(start, start + len(first), first),
            consequence=Span(0, 10, text[:10]),
            kind="threat",
            sense=cue,
            condition_by=by,
        )

    both = (
        condition("unless", "we close the river", None),
        condition("if", "the governor agrees", "governor"),
    )
    first, second = plain.statements
    made = dossier(tmp_path, replace(plain, statements=(replace(first, conditions=both), second)))
    write_parquet(made, tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(made)))))
    assert [row["id"] for row in rows] == ids(made)
    for one, none in (rows, table):
        assert one["condition_cue"] == one["condition_sense"] == "unless | if"
        assert one["condition"] == "we close the river | the governor agrees"
        assert one["consequence"] == "They build | They build"
        assert one["condition_kind"] == "threat | threat"
        assert one["condition_by"] == "? | governor"  # the first names nobody: each keeps its place
        assert not one["consequence_by"]
        assert not any(none[name] for name in none if "condition" in name or "consequence" in name)
