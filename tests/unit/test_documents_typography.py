"""Letters are folded and bytes read once, at loading; what did not arrive is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from detente.documents import load_document
from detente.documents.decoding import codec_of, decode
from detente.documents.parts import arrival_note, stated
from detente.documents.typography import plain, unwrapped

SAID = "Velia’s minister said: “We will sign if Orland pays – and not before.”"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("o\ufb03cial \ufb01ght o\ufb00er a\ufb02oat wa\ufb04e e\ufb05 e\ufb06", "official fight offer afloat waffle est est"),
        ("sub\u00adsidy thr\u200beat\u2060en\ufeff", "subsidy threaten"),
        ("5\u00a0per\u202fcent, co\u2011operate", "5\u00a0per\u202fcent, co\u2011operate"),
        ("\u200eleft\u200f to \u202aright\u202c", "left to right"),
        ("\x93We\x94 said Velia\x92s envoy \x96 no\x85", "“We” said Velia’s envoy – no…"),
        ("one\u2028two\u2029three", "one\ntwo\n\nthree"),
        ("na\u200cme, می\u200cخواهم, \U0001f468\u200d\U0001f469", "name, می\u200cخواهم, \U0001f468\u200d\U0001f469"),
        ("• Turkey\n  ▪ Egypt\n\uf0b7\tNorway\n●Jordan\n‣ It", "- Turkey\n  - Egypt\n- Norway\n- Jordan\n- It"),
        ("a • b\n·5\n– He goes.\n* no", "a • b\n·5\n– He goes.\n* no"),
        ("“Quoted” ‘it’ — … é ß", "“Quoted” ‘it’ — … é ß"),
    ],
)  # fmt: skip
def test_signs_that_hide_words_are_folded(text: str, folded: str) -> None:
    assert plain(text) == folded
    document = load_document("-", stdin=io.BytesIO(f"The union said so.\n\n{text}".encode()))
    assert document.text == f"The union said so.\n\n{folded}"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("Velia said that it would open the port of the city by the\n\nend of May.\n", "Velia said that it would open the port of the city by the\nend of May.\n", id="page end"),
        pytest.param("Velia said that it would open the harbour and the old gov-\nernment house.\n", "Velia said that it would open the harbour and the old government\nhouse.\n", id="hyphen"),
        pytest.param("Velia said that it would open the harbour and the vice-\npresident agreed.\n", "Velia said that it would open the harbour and the vice-president\nagreed.\n", id="its own hyphen"),
        pytest.param("The parties agree as follows on the port and on the ships:\n\nto free the crew\n\nto pay the debt\n", None, id="list"),
        pytest.param("Velia said that it would open the port of the city by May.\n\nend of message\n", None, id="whole sentences"),
        pytest.param("Title\n\nlower case goes on here\n\nand here\n", None, id="short lines"),
        pytest.param("One paragraph a line, " * 12 + "and\n\n" + "another in small letters, " * 12, None, id="long lines"),
    ],
)  # fmt: skip
def test_sentences_that_page_ends_divide(text: str, whole: str | None) -> None:
    assert unwrapped(text) == (whole or text)


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO8859-1", "latin1", "l1", "us-ascii", "ascii", "cp819", "windows-1252", "x-cp1252"])  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><p>{SAID}</p></body></html>'
    assert SAID in decode(page.encode("cp1252"), source="x")[0]
    assert SAID in decode(SAID.encode("cp1252"), source="x", declared=label)[0]


def test_labels_that_are_none() -> None:
    assert [codec_of(label) for label in ("rot13", "zlib", "no-such", "")] == [None] * 4
    assert codec_of("iso-8859-9") == "cp1254"


def test_short_texts_without_a_label_are_read_as_windows_1252() -> None:
    assert decode(SAID.encode("cp1252"), source="x")[0] == SAID


@pytest.mark.parametrize(
    ("arrived", "whole", "kinds", "note"),
    [
        (880, 1000, {"captions": 20, "tables": 100, "comments": 0}, "about 12 % of the words in the file were left out (tables, captions)"),
        (995, 1000, {"comments": 5}, None),
        (700, 1000, {}, "about 30 % of the words in the file were left out"),
        (10, 0, {}, None),
        (1100, 1000, {}, None),
    ],
)  # fmt: skip
def test_what_did_not_arrive_is_said(
    arrived: int, whole: int, kinds: dict[str, int], note: str | None
) -> None:
    assert arrival_note(arrived, whole, kinds) == note


def test_the_note_stands_on_the_document(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    caption = "<figure><img><figcaption>The ministry in the capital.</figcaption></figure>"
    page.write_text(f"<article><h1>Talks</h1><p>{SAID} {SAID}</p>{caption}</article>", "utf-8")
    assert any("left out (captions)" in note for note in load_document(str(page)).notes)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Ferry talks stall", True),
        ("Document on the ferry", True),
        ("Microsoft Word - ferry_v3.docx", False),
        ("untitled", False),
        ("(anonymous)", False),
        ("Document1", False),
        ("report.pdf", False),
        ("1671251", False),
        ("", False),
    ],
)
def test_what_programs_write_is_no_title(value: str, kept: bool) -> None:
    assert stated(value) == (value if kept else None)
