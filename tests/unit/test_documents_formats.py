"""PDF, DOCX, feeds and mail become documents; files made to exhaust a parser become one line."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from detente.documents import Limits, expand_sources, load_document, load_documents
from detente.documents.copies import is_near_copy, resemblance, sketch_of
from detente.documents.parsers import PARSERS
from detente.errors import InputError
from detente.store import Dossier

SENTENCE = "The minister said that the talks would go on if the other side agrees to the terms."
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Daily</title>
<item><title>Dam talks stall</title><link>https://example.org/news/dam-talks</link>
<pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;The minister said &lt;b&gt;no&lt;/b&gt;.&lt;/p&gt;
&lt;p&gt;Talks may resume.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Strike ends</title><guid>tag:example.org,2026:2</guid><description>The union agreed.</description></item>
</channel></rss>"""
MAIL = """From: Jane Roe <jane@example.org>
Subject: =?utf-8?q?Caf=C3=A9_talks?=
Date: Wed, 04 Mar 2026 09:00:00 +0000
Message-ID: <17@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The minister said that the talks would go on.
"""


def write(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def pdf(*streams: bytes, packed: bool = False) -> bytes:
    """Return a small PDF, one page per content stream."""
    pages = len(streams)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(pages))
    objects += [b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)]
    objects += [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for number, stream in enumerate(streams):
        filters = b" /Filter /FlateDecode" if packed else b""
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        ]
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
    return out.getvalue()


def lines(*texts: str) -> bytes:
    shown = "".join(f"({text}) Tj 0 -14 Td " for text in texts)
    return f"BT /F1 11 Tf 72 720 Td {shown}ET".encode("latin-1")


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    pages = [
        lines(
            "The Daily, page heading",
            f"Page {n}: The minister said in the capital on Monday that the talks would go on if the other",
            "side agrees to the terms and that the govern-",
            "ment stands by its offer.",
            str(n),
        )
        for n in (1, 2, 3)
    ]
    document = load_document(write(tmp_path, "talks.pdf", pdf(*pages)))
    assert document.text.split("\n\n")[0] == (
        "Page 1: The minister said in the capital on Monday that the talks would go on if the other "
        "side agrees to the terms and that the government stands by its offer."
    )
    assert "page heading" not in document.text
    assert len(document.text.split("\n\n")) == 3


def test_docx(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    made.core_properties.title = "Dam talks stall"
    made.core_properties.author = "Jane Roe"
    made.add_paragraph("3 March 2026")
    made.add_paragraph(SENTENCE)
    made.add_table(rows=1, cols=2).rows[0].cells[1].text = "share of water"
    made.add_paragraph("“We will not sign.”")
    made.save(str(tmp_path / "a.docx"))
    document = load_document(str(tmp_path / "a.docx"))
    assert document.text.split("\n\n")[1:] == [SENTENCE, "share of water", "“We will not sign.”"]
    assert (document.title, document.author, document.date) == (
        "Dam talks stall",
        "Jane Roe",
        "2026-03-03",
    )


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    source = write(tmp_path, "feed.xml", FEED)
    first, second = load_documents(source)
    assert first.source == f"{source}#https://example.org/news/dam-talks"
    assert (first.id, first.title, first.date, first.outlet) == (
        "dam-talks", "Dam talks stall", "2026-03-03", "The Daily",
    )  # fmt: skip
    assert first.text == "Dam talks stall\n\nThe minister said no.\n\nTalks may resume."
    assert second.date is None
    with pytest.raises(InputError, match="holds 2 documents"):
        load_document(source)


def test_mail_and_mailboxes(tmp_path: Path) -> None:
    document = load_document(write(tmp_path, "a.eml", MAIL))
    assert document.text == "The minister said that the talks would go on.\n"
    assert (document.title, document.author, document.date) == (
        "Café talks",
        "Jane Roe",
        "2026-03-04",
    )
    box = (
        "From jane Wed Mar  4 09:00:00 2026\n"
        + MAIL
        + "\nFrom jim Wed Mar  4 09:00:00 2026\n"
        + MAIL.replace("<17@", "<18@")
    )
    found = load_documents(write(tmp_path, "b.mbox", box))
    assert [d.id for d in found] == ["17-example.org", "18-example.org"]


def test_a_saved_page(tmp_path: Path) -> None:
    paragraphs = f"<p>{SENTENCE} {SENTENCE}</p>" * 3
    page = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a/dam\n"
        "Subject: Dam talks\nDate: Wed, 4 Mar 2026 09:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        "--B\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"<html><head><title>Dam talks</title></head><body><article><h1>Dam talks</h1>{paragraphs}</article></body></html>\n"
        "--B--\n"
    )
    document = load_document(write(tmp_path, "dam.mhtml", page))
    assert SENTENCE in document.text
    assert document.title == "Dam talks"
    # The day on which a page was saved is not the day of the article.
    assert document.date is None


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    return out.getvalue()


ENTITIES = (
    "<!DOCTYPE rss ["
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    + ']><rss version="2.0"><channel><item><title>&a9;</title></item></channel></rss>'
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.docx", zip_bomb(), "unpacks to too much", id="zip bomb"),
        pytest.param("a.rss", ENTITIES, "entities of its own", id="entity bomb"),
        pytest.param(
            "a.pdf",
            pdf(zlib.compress(b"(" + b"a" * 300_000_000 + b") Tj", 9), packed=True),
            "The PDF",
            id="pdf bomb",
        ),
        pytest.param("a.pdf", pdf(b""), "no text", id="empty page"),
        pytest.param(
            "a.pdf", b"%PDF-1.4\n" + b"\xff<<[(" * 5000, "cannot be parsed", id="broken pdf"
        ),
        pytest.param(
            "a.eml", "MIME-Version: 1.0\nContent-Type: image/png\n\nxx", "no message", id="no text"
        ),
    ],
)
def test_bombs_and_broken_files_are_one_line(
    tmp_path: Path, name: str, data: bytes | str, words: str
) -> None:
    limits = Limits(parse_memory=600_000_000, parse_seconds=10)
    with pytest.raises(InputError, match=words) as caught:
        load_document(write(tmp_path, name, data), limits=limits)
    assert "\n" not in str(caught.value)


def test_a_parser_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="too much memory"):
        load_document(
            write(tmp_path, "a.eml", MAIL * 40_000), limits=Limits(parse_memory=1_000_000)
        )


def test_every_format_with_a_parser_is_found_in_folders(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.docx", "c.rss", "d.eml", "e.txt", "f.exe", "g.mhtml"):
        write(tmp_path, name, "x")
    names = [Path(source).name for source in expand_sources([str(tmp_path)])]
    assert names == ["a.pdf", "b.docx", "c.rss", "d.eml", "e.txt", "g.mhtml"]
    assert set(PARSERS) == {"PDF", "DOCX", "RSS or Atom", "JSON", "mail"}


def test_wire_copies_are_recognised() -> None:
    story = " ".join(f"On day {n} the {w} said that {n * 7} of the {w}s had left." for n, w in enumerate(
        ["minister", "council", "union", "envoy", "farmer", "judge", "pilot", "nurse", "mayor", "clerk"] * 4
    ))  # fmt: skip
    wire = "LAGOS (Agency) -- " + story + " Additional reporting by J. Roe."
    cut = story[: int(len(story) * 0.8)]
    other = story.replace("said", "denied").replace("had left", "would stay put")
    assert is_near_copy(sketch_of(story), sketch_of(wire))
    assert is_near_copy(sketch_of(story), sketch_of(cut))
    assert not is_near_copy(sketch_of(story), sketch_of(other))
    assert sketch_of("Too short to judge.") == ()
    assert resemblance((), ()) == 0.0


@pytest.mark.parametrize("name", ["case.dossier", "case", "case.txt"])
def test_a_dossier_given_as_a_text_is_named_with_what_asks_it(tmp_path: Path, name: str) -> None:
    Dossier.create(tmp_path / name).close()
    with pytest.raises(InputError, match="Database files are not read") as caught:
        load_document(str(tmp_path / name))
    assert "detente report" in (caught.value.fix or "")
