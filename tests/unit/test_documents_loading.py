"""Files, folders and standard input become documents, or one clear error."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from detente.documents import Limits, expand_sources, load_document, with_unique_ids
from detente.errors import InputError

PROSE = "The minister said that the talks would go on if the other side agrees to the terms.\n"
PAGE = """<!doctype html><html><head><title>Dam talks stall | The Daily</title>
<meta property="article:published_time" content="2026-03-04T10:00:00Z"><meta name="author" content="Jane Roe">
<meta property="og:site_name" content="The Daily"></head><body>
<nav><a href="/">Home</a> <a href="/p">Politics</a></nav><article><h1>Dam talks stall</h1>
<p>The minister said: “We will not sign unless the water is shared.” He left the room shortly afterwards,
officials told reporters in the capital.</p><h2>What comes next</h2>
<p>Talks may resume in April if both sides agree, according to two diplomats who asked not to be named.</p>
</article><div class="related"><h3>Read also</h3><ul><li><a href="/y">Other story</a></li></ul></div>
<footer>© 2026 The Daily</footer></body></html>"""


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return str(path)


def message(source: str, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        load_document(source, **options)  # type: ignore[arg-type]
    error = caught.value
    assert error.source == source
    assert error.fix
    assert "\n" not in str(error)
    return error


def test_plain_text_is_kept_exactly(tmp_path: Path) -> None:
    content = "Title\n\n  “Quoted” cafe\u0301, e\u0301 – … \t\n\n\nEnd " + PROSE + "\n"
    document = load_document(write(tmp_path, "dev-labour.txt", content))
    assert document.text == content
    assert document.id == "dev-labour"
    assert document.title == "Title"


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        pytest.param(b"\xef\xbb\xbf" + PROSE.encode(), PROSE, False, id="utf-8 mark"),
        pytest.param(PROSE.encode("utf-16"), PROSE, True, id="utf-16 mark"),
        pytest.param(PROSE.encode("utf-16-le"), PROSE, True, id="utf-16 without mark"),
        pytest.param(PROSE.encode("utf-32"), PROSE, True, id="utf-32 mark"),
        pytest.param(b"One\r\ntwo\rthree\n", "One\ntwo\nthree\n", False, id="line ends"),
        pytest.param(
            ("“Café” — " + PROSE * 5).encode("cp1252"), "“Café” — " + PROSE * 5, True, id="cp1252"
        ),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str, noted: bool) -> None:
    document = load_document(write(tmp_path, "a.txt", data))
    assert document.text == text
    assert any("encoding" in note for note in document.notes) is noted


def test_a_few_broken_bytes_are_shown_and_noted(tmp_path: Path) -> None:
    data = ("“Quoted” " + PROSE).encode() * 50 + b"\xff"
    document = load_document(write(tmp_path, "a.txt", data))
    assert document.text.count("\ufffd") == 1
    assert any("not valid UTF-8" in note for note in document.notes)


def test_a_page_declares_its_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace(
        "Dam talks", "Плотина: talks"
    )
    page = page.replace("“", "«").replace("”", "»")
    document = load_document(write(tmp_path, "a.html", page.encode("cp1251")))
    assert "Плотина" in document.text
    assert "encoding windows-1251 as the page declares" in document.notes


def test_a_page_gives_main_text_and_metadata(tmp_path: Path) -> None:
    document = load_document(write(tmp_path, "dam.html", PAGE))
    assert document.text.split("\n\n")[0] == "Dam talks stall"
    assert "\n\nWhat comes next\n\n" in document.text
    assert "Read also" not in document.text
    assert "Politics" not in document.text
    assert (document.title, document.date, document.author, document.outlet) == (
        "Dam talks stall",
        "2026-03-04",
        "Jane Roe",
        "The Daily",
    )
    assert document.language == "en"


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    page = PAGE.replace("2026-03-04T10:00:00Z", "").replace("in April", "in April 2027")
    document = load_document(write(tmp_path, "dam.html", page))
    assert document.date is None
    assert "no date given" in document.notes


def test_html_is_known_without_its_ending(tmp_path: Path) -> None:
    assert load_document(write(tmp_path, "page", PAGE)).outlet == "The Daily"


def test_standard_input() -> None:
    document = load_document("-", stdin=io.BytesIO(PROSE.encode()))
    assert (document.id, document.source, document.text) == ("stdin", "-", PROSE)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\n", "empty"),
        ("a.txt", b"abc\0\0\1def", "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", "\x01\x02\x03 abc", "binary"),
        ("a.txt", "… — !!\n", "no text"),
        ("a.html", "<html><body><nav><a href=x>Home</a></nav></body></html>", "no article text"),
        ("a.html", "<html></html>", "no article text"),
        ("a.pdf", b"%PDF-1.7 ...", "The PDF file cannot be parsed"),
        ("a.txt", b"%PDF-1.7 ...", "The PDF file cannot be parsed"),
        (
            "a.docx",
            b"PK\x03\x04" + b"\x14" * 26 + b"[Content_Types].xml",
            "The DOCX file cannot be parsed",
        ),
        (
            "feed.xml",
            '<?xml version="1.0"?><rss version="2.0"></rss>',
            "The feed holds no entry",
        ),
        (
            "a.mbox",
            "From a@b.org Tue Mar  3 10:00:00 2026\nSubject: x\n",
            "no message with text",
        ),
        ("a.png", b"\x89PNG\r\n", "picture files are not read"),
    ],
)
def test_bad_content_is_one_clear_error(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    assert words in message(write(tmp_path, name, content)).message


def test_missing_file_folder_and_device(tmp_path: Path) -> None:
    assert "no such file" in message(str(tmp_path / "absent.txt")).message
    assert "no document that can be read" in message(str(tmp_path)).message
    assert "no such file" in message("a\0b").message
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in message(str(tmp_path / "pipe")).message


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: only its size is real
    assert "50 MB; at most 20 MB" in message(str(path)).message


def test_limits_hold_for_standard_input() -> None:
    limits = Limits(file_bytes=100)
    assert "too large" in message("-", stdin=io.BytesIO(b"word " * 100), limits=limits).message


@pytest.mark.parametrize(
    "bomb", ["<div>" * 5000, "<b><i>" * 40_000, "<p>a" * 100_000, "<!-- " * 100_000]
)
def test_html_bombs_end_quickly(tmp_path: Path, bomb: str) -> None:
    error = message(write(tmp_path, "bomb.html", f"<html><body>{bomb}</body></html>"))
    assert "elements" in error.message or "no article text" in error.message


def test_embedded_data_and_scripts_do_not_count_as_page(tmp_path: Path) -> None:
    noise = (
        f'<img src="data:image/png;base64,{"A" * 4_000_000}"><script>{"x<y;" * 100_000}</script>'
    )
    document = load_document(
        write(tmp_path, "a.html", PAGE.replace("<article>", noise + "<article>"))
    )
    assert document.title == "Dam talks stall"


def test_sources_expand_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "sub/c.html", "picture.png", ".hidden/d.txt"):
        write(tmp_path, name, PROSE)
    folder = [str(tmp_path / name) for name in ("a.md", "b.txt", "sub/c.html")]
    assert expand_sources([str(tmp_path)]) == folder
    assert expand_sources([str(tmp_path / "*.txt"), str(tmp_path)]) == [
        folder[1],
        folder[0],
        folder[2],
    ]
    assert expand_sources([str(tmp_path / "**/*.html")]) == [folder[2]]
    kept = ["-", "https://example.org/*", str(tmp_path / "none*.txt"), str(tmp_path / "absent")]
    assert expand_sources(kept) == kept


def test_ids_are_unique_within_a_run(tmp_path: Path) -> None:
    documents = [load_document("-", stdin=io.BytesIO(PROSE.encode())) for _ in range(3)]
    assert [d.id for d in with_unique_ids(documents)] == ["stdin", "stdin-2", "stdin-3"]
