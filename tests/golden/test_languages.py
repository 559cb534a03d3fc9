"""Language packs: scores on passages of our own, those the rules were written with and those kept aside."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.evidence import Document
from detente.reading import languages, read, read_statements
from detente.reading.languages import available, has_pack
from reading_scores import load, score

FOLDER = Path(__file__).parents[1] / "data" / "reading" / "languages"
#: Least values, measure by measure; docs/reference/languages.md has the figures.
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
GERMAN_WORDS = """wenn es sei denn dass sagte Der Minister von Ägypten warnte „ “ « " , . : ; und nicht werden wir hat angekündigt teilte mit
wie laut zufolge Angaben nach ohne bis solange Chile wirft vor der Ukraine Er sei habe"""
PACKS = {code: Path(languages.__file__).parent / f"{code}.toml" for code in available()}
RULES = [
    pytest.param(code, case, id=f"{code}-{rule['id']}-{kind}")
    for code, path in PACKS.items()
    for rule in tomllib.loads(path.read_text("utf-8"))["rule"]
    for kind, case in (("yes", rule["yes"]), ("no", rule["no"]))
]


def _read(text: str, language: str) -> Document:
    return read_statements(Document(id="x", source="x", text=text, language=language))


@pytest.mark.parametrize(("code", "case"), RULES)
def test_rules_of_a_pack(code: str, case: dict[str, str]) -> None:
    """A rule reads its example and leaves its counter-example alone."""
    statements = _read(case["text"], code).statements
    if "absent" in case:
        assert not [s for s in statements if case["absent"] in s.span.text]
        return
    found = min(
        (s for s in statements if case["says"] in s.span.text), key=lambda s: len(s.span.text)
    )
    condition = found.conditions[0] if found.conditions else None
    seen = {
        "layer": found.layer,
        "speaker": found.speaker.id if found.speaker else "",
        "name": found.speaker.name if found.speaker else "",
        "act": found.act,
        "target": found.targets[0] if found.targets else "",
        "cue": condition.cue if condition else "",
        "condition": condition.condition.text if condition else "",
        "kind": condition.kind if condition else "",
    }
    wanted = {key: value for key, value in case.items() if key in seen}
    assert {key: seen[key] for key in wanted} == wanted
    if "via_name" in case:
        assert found.via is not None
        assert case["via_name"] in found.via.name
    if "name_not" in case:
        assert case["name_not"] not in seen["name"].split()
    assert set(case) <= {"text", "says", "via_name", "name_not", *seen}


@pytest.mark.parametrize("name", ["es-written-with", "es-kept-aside", "de-kept-aside"])
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


#: Times, places and media stand around a speaker and are none.
FRAMED = [
    ("Más tarde, el Gobierno chileno dijo que no cederá.", "no cederá", "CHL", "Más"),
    ("Horas después, la Cancillería chilena dijo que no cederá.", "no cederá", "CHL", "Horas"),
    ("En Lima, el presidente chileno dijo que no cederá.", "no cederá", "CHL", "Lima"),
    ("Posteriormente, la ministra chilena dijo que no cederá.", "no cederá", "CHL", "mente"),
    ("«No cederemos», dijo en Telegram el canciller chileno.", "cederemos", "CHL", "Telegram"),
    ("«No cederemos», dijo a través de Facebook la portavoz de Chile.", "ceder", "CHL", "Facebook"),
    ("«No cederemos», dijo en una entrevista con CNN el canciller chileno.", "ceder", "CHL", "CNN"),
    ("«No cederemos», publicó en la red social X la ministra chilena.", "ceder", "CHL", "X"),
    ("«No cederemos», escribió en su cuenta de X Juan Soto.", "cederemos", "juan-soto", "X"),
    ("«No cederemos», dijo este martes el canciller chileno.", "cederemos", "CHL", "martes"),
]


@pytest.mark.parametrize(("text", "words", "speaker", "never"), FRAMED)
def test_what_stands_around_a_speaker_is_no_part_of_the_name(
    text: str, words: str, speaker: str, never: str
) -> None:
    (found,) = [s for s in _read(text, "es").statements if words in s.span.text]
    assert found.speaker is not None
    assert found.speaker.id == speaker
    assert never not in found.speaker.name


def test_bad_news_on_a_condition_said_to_a_state() -> None:
    text = "“Sería un error muy grave si cerraran el canal”, dijo la ministra de Perú, Rosa Paz, a Chile."
    (found,) = _read(text, "es").statements
    assert (found.act, found.targets) == ("THREATEN", ("CHL",))
    assert [c.kind for c in found.conditions] == ["threat"]


def test_a_document_in_german_is_read_by_its_pack(tmp_path: Path) -> None:
    path = tmp_path / "damm.txt"
    path.write_text(
        "Die Regierung von Chile sagte am Montag, dass sie das Abkommen über den Damm nicht unterzeichnen werde. "
        "„Wenn Peru die Tore öffnet, werden wir wieder verhandeln“, erklärte der chilenische Minister vor der Presse.\n",
        encoding="utf-8",
    )
    document = read(str(path))
    assert document.language == "de"
    assert [s.speaker.id for s in document.statements if s.speaker] == ["CHL", "CHL"]
    assert [s.act for s in document.statements] == ["REJECT", "OFFER"]
    assert document.statements[1].targets == ("PER",)
    assert document.statements[1].conditions[0].condition.text == "Peru die Tore öffnet"


#: What counts the lines that tests walk through (tests/walked.py): called for every line, and no work of ours.
_COUNTER = "slipcover.probe"


def _calls(text: str, language: str) -> int:
    """Count the calls that reading a text takes: the same on every machine."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += getattr(argument, "__module__", "") != _COUNTER

    sys.setprofile(called)
    try:
        _read(text, language)
    finally:
        sys.setprofile(None)
    return count


def _name(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


NEWS = {
    "es": "El ministro de Perú, Juan P{0}, dijo que no firmará. El sindicato O{0} rechazó la oferta. «No cederemos ante R{0}», dijo.",
    "de": "Der Minister von Peru, Juan P{0}, sagte, er werde bleiben. Die Gewerkschaft O{0} lehnte das ab. „Wir geben R{0} nichts“, sagte er.",
}
CHAINS = {"es": "Perú dijo que no firmará, y ", "de": "Peru sagte, es werde bleiben, und "}


@pytest.mark.parametrize("language", ["es", "de"])
@pytest.mark.parametrize("kind", ["paragraphs", "one paragraph", "one sentence"])
def test_work_grows_with_the_text_and_no_faster(language: str, kind: str) -> None:
    def text(size: int) -> str:
        if kind == "one sentence":
            return CHAINS[language] * (3 * size)
        joint = "\n\n" if kind == "paragraphs" else " "
        return joint.join(NEWS[language].format(_name(number)) for number in range(size))

    _read(text(1), language)
    # More names than the cache of compiled patterns holds: a pattern for each name is found out.
    assert _calls(text(400), language) < 5 * _calls(text(100), language)


@example("ministro dijo que")
@example("sagte , und mit sei “")
@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
    | st.lists(st.sampled_from(GERMAN_WORDS.split()), max_size=60).map(" ".join)
    | st.text(max_size=200)
)
@pytest.mark.parametrize("language", ["es", "de"])
def test_every_span_is_verbatim(language: str, text: str) -> None:
    document = _read(text, language)
    for statement in document.statements:
        spans = [statement.span, statement.quote, statement.speaker and statement.speaker.span]
        spans += [part for c in statement.conditions for part in (c.condition, c.consequence)]
        for span in spans:
            assert span is None or (span.text and text[span.start : span.end] == span.text)


def test_packs_are_found_by_their_files() -> None:
    assert available() == ("de", "es")
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


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Der Minister von Norda sagte, Talvia werde die Brücke öffnen, wenn Orsa zahle und sofern nicht Brask widerspreche.", [("if", "Orsa zahle"), ("unless", "Brask widerspreche")]),
        ("de", "„Wir öffnen die Brücke, wenn Orsa zahlt, aber nur wenn Brask zustimmt“, sagte der Minister von Norda.", [("if", "Orsa zahlt"), ("only-if", "Brask zustimmt")]),
        ("de", "„Wenn Orsa zahlt und sofern nicht Brask widerspricht, öffnen wir die Brücke“, sagte der Minister von Norda.", [("if", "Orsa zahlt"), ("unless", "Brask widerspricht")]),
        ("es", "El ministro de Norda dijo: «Abriremos el puente si Orsa paga y a menos que Brask se oponga».", [("if", "Orsa paga"), ("unless", "Brask se oponga")]),
        ("es", "El ministro de Norda dijo: «Si Orsa paga y a menos que Brask se oponga, abriremos el puente».", [("if", "Orsa paga"), ("unless", "Brask se oponga")]),
        ("es", "El ministro de Norda dijo: «Abriremos el puente si Orsa paga y firma».", [("if", "Orsa paga y firma")]),
    ],
)  # fmt: skip
def test_each_cue_of_a_pack_says_what_its_own_half_is(
    language: str, text: str, told: list[tuple[str, str]]
) -> None:
    (found,) = (s.conditions for s in _read(text, language).statements if s.conditions)
    assert [(c.sense, c.condition.text) for c in found] == told
    thens = {c.consequence.text for c in found}
    assert len(thens) == 1
    assert not any(condition in then for then in thens for _, condition in told)
