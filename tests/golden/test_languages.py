"""Language packs: scores on passages of our own, those the rules were written with and those kept aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.evidence import Document
from detente.reading import read, read_statements
from detente.reading.languages import available, has_pack
from reading_scores import load, score

FOLDER = Path(__file__).parents[1] / "data" / "reading" / "languages"
#: Least values, measure by measure; docs/languages.md has the figures.
LEAST = {"speaker": 0.9, "act": 0.75, "layer": 0.9, "verbatim": 1.0}
LEAST_F1 = {"quote_exact": 0.95, "reported": 0.85, "condition": 0.85}
WORDS = [
    "si",
    "a",
    "menos",
    "que",
    "dijo",
    "El",
    "ministro",
    "de",
    "Egipto",
    "advirtió",
    "«",
    "»",
    "“",
    "”",
    '"',
    ",",
    ".",
    ":",
    "\n",
    "no",
    "firmaremos",
    "rechazó",
    "la",
    "propuesta",
    "según",
    "la",
    "agencia",
    "sin",
    "Y",
    "depende",
    "de",
]


@pytest.mark.parametrize("name", ["es-written-with", "es-kept-aside"])
def test_scores(name: str) -> None:
    gold = load(FOLDER / f"{name}.txt")
    predicted: dict[str, dict[str, Any]] = {}
    for key, passage in gold.items():
        document = Document(id=key, source=key, text=passage["text"], language=name[:2])
        found = read_statements(document)
        predicted[key] = {"text": found.text, "statements": [s.to_json() for s in found.statements]}
    result = score(predicted, gold)
    for measure, least in LEAST.items():
        assert result[measure] >= least, measure
    for measure, least in LEAST_F1.items():
        assert result[measure]["f1"] >= least, measure


def test_a_document_in_spanish_is_read_by_its_pack(tmp_path: Path) -> None:
    path = tmp_path / "presa.txt"
    path.write_text(
        "El Gobierno de Egipto dijo que no firmará el acuerdo de la presa. «Si Etiopía abre las compuertas, "
        "volveremos a negociar», señaló el ministro egipcio en una rueda de prensa en El Cairo.\n",
        encoding="utf-8",
    )
    document = read(str(path))
    assert document.language == "es"
    assert [s.speaker.id for s in document.statements if s.speaker] == ["EGY", "EGY"]
    assert document.statements[1].conditions[0].kind == "offer"
    assert document.statements[1].targets == ("ETH",)
    assert {a.id: a.name for a in document.actors}["EGY"] == "Egypt"


def test_appositions_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text(
        "5 de marzo de 2026\n\nEl presidente de Colombia, Darío Rueda, advirtió este martes que su país romperá el tratado. "
        "“Si no hay un acuerdo, cerraremos la frontera”, afirmó durante un acto. Perú, por su parte, llamó a la calma.\n\n"
        "«No aceptaremos presiones», insistió Rueda.\n",
        encoding="utf-8",
    )
    document = read(str(path))
    assert document.date == "2026-03-05"
    assert [(s.speaker.id, s.act) for s in document.statements if s.speaker] == [
        ("COL", "THREATEN"),
        ("COL", "THREATEN"),
        ("PER", "REQUEST"),
        ("COL", "REJECT"),
    ]
    assert document.statements[1].conditions[0].condition.text == "no hay un acuerdo"


@example("ministro dijo que")
@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=200))
def test_every_span_is_verbatim(text: str) -> None:
    document = read_statements(Document(id="x", source="x", text=text, language="es"))
    for statement in document.statements:
        spans = [statement.span, statement.quote, statement.speaker and statement.speaker.span]
        spans += [part for c in statement.conditions for part in (c.condition, c.consequence)]
        for span in spans:
            assert span is None or (span.text and text[span.start : span.end] == span.text)


def test_packs_are_found_by_their_files() -> None:
    assert "es" in available()
    assert has_pack("es")
    assert not has_pack("xx")
    assert not has_pack(None)


def test_no_model_is_made_up_from_words_that_drafting_cannot_read() -> None:
    from detente.drafting import draft
    from detente.errors import InputError

    spanish = read_statements(
        Document(id="p", source="p", text="Egipto amenazó con cerrar el canal.", language="es")
    )
    with pytest.raises(InputError, match="English documents only"):
        draft([spanish])
    words = '"If Ethiopia fills the dam, we will close the canal," Egypt\'s foreign ministry said.'
    english = read_statements(Document(id="e", source="e", text=words, language="en"))
    assert "not in English: p" in draft([english, spanish]).warnings[-1]
