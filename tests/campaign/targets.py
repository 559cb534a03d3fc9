"""What is fuzzed: functions of bytes that may raise nothing but an error for a person, and examples to begin with."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.errors import DetenteError, InputError
from serially import working_here

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Target:
    """A function of bytes, examples of good input, and words that mean something in it."""

    run: Callable[[bytes], object]
    examples: Callable[[], list[bytes]]
    words: tuple[str, ...] = ()
    #: Whether it runs in a child process in earnest, where any error of it costs one line.
    contained: bool = False


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _expression(data: bytes) -> object:
    from detente.model.expression import parse_expression

    found = parse_expression(_text(data), ("a", "b", "strike", "öl"))
    return parse_expression(str(found), ("a", "b", "strike", "öl"))


def _model(data: bytes) -> object:
    from detente.model import files, writing

    text = _text(data)
    json_found, problems = files.check_text(text, "fuzz.json")
    found, more = files.check_text(text, "fuzz.yaml")
    for each in (*problems, *more):
        str(each)
    conflict = found or json_found
    if conflict is None:
        return None
    again = files.loads(json.dumps(writing.to_json(conflict)), "again.json")
    if replace(again, source=None) != replace(conflict, source=None):
        raise AssertionError("what is written is not what was read")
    return again


def _gmcr(data: bytes) -> object:
    from detente.interchange.gmcr import read_gmcr
    from detente.model import writing

    return writing.to_json(read_gmcr(_text(data), "fuzz.gmcr").conflict)


def _page(data: bytes) -> object:
    from detente.documents.loading import documents_of

    return documents_of(b"<!doctype html><html>" + data, "fuzz.html")


def _parser(name: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        from detente.documents.parsers import PARSERS

        return PARSERS[name](data)

    return run


def _read(data: bytes) -> object:
    from detente.evidence import Document
    from detente.reading import read_statements

    text = _text(data)
    if not text.strip():
        return None
    document = read_statements(Document(id="fuzz", source="fuzz", text=text))
    for statement in document.statements:
        span = statement.span
        if span.text != document.text[span.start : span.end]:
            raise AssertionError(f"not verbatim: {span}")
    return document


def _actors(data: bytes) -> object:
    from detente.actors.registry import Registry
    from detente.actors.userfile import load_additions

    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(data)
        file.flush()
        return load_additions(Registry.default(), file.name)


@lru_cache(maxsize=1)
def _grid_folder() -> tuple[Any, Path]:
    from detente.model.files import loads
    from detente.scaling import running
    from detente.scaling.work import Job

    folder = Path(tempfile.mkdtemp(prefix="detente-campaign-grid-"))
    text = (
        "detente: 1\ntitle: Grid\ndecision_makers: [{id: A, name: A}, {id: B, name: B}]\n"
        "options: [{id: a, name: A, owner: A}, {id: b, name: B, owner: B}]\n"
        "preferences: {A: [{that: '!b', assumption: x}], B: [{that: '!a', assumption: x}]}\n"
    )
    job = Job.of(loads(text), "A>B,B>A", "RNASH")
    with working_here():
        running.run(job, folder, size=4)
    return job, folder


def _grid(data: bytes) -> object:
    """The first byte says which file of a grid folder is replaced by the rest."""
    from detente.scaling import running

    job, whole = _grid_folder()
    with tempfile.TemporaryDirectory(prefix="detente-campaign-") as place:
        folder = Path(place) / "grid"
        shutil.copytree(whole, folder)
        names = sorted(path.name for path in folder.iterdir())
        (folder / names[data[0] % len(names) if data else 0]).write_bytes(data[1:])
        with working_here():
            return running.run(job, folder, size=4).table().to_pylist()


def _grid_examples() -> list[bytes]:
    _, folder = _grid_folder()
    files = sorted(folder.iterdir())
    return [bytes([number]) + path.read_bytes() for number, path in enumerate(files)]


def _files(*patterns: str, least: int = 1) -> Callable[[], list[bytes]]:
    def read() -> list[bytes]:
        found = [path.read_bytes() for pattern in patterns for path in sorted(ROOT.glob(pattern))]
        assert len(found) >= least, patterns
        return [data for data in found if len(data) < 20_000][:12]

    return read


def _docx() -> list[bytes]:
    import docx

    made = docx.Document()
    made.add_heading("Ferry talks", 1)
    made.add_paragraph("The ministry said it would keep the subsidy if fares fall.")
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Finland said it would sign."
    buffer = io.BytesIO()
    made.save(buffer)
    # Stored, not packed, so that what is changed reaches the XML.
    plain = io.BytesIO()
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(plain, "w") as stored:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            stored.writestr(name, packed.read(name))
    return [plain.getvalue()]


def _pdf() -> list[bytes]:
    stream = b"BT /F1 12 Tf 20 100 Td (Velia said it would sign if Orland paid.) Tj ET"
    drawn = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%%%EOF" % (len(stream), stream)
    )
    return [drawn]


_RSS = (
    b'<rss version="2.0"><channel><title>Wire</title><item><title>One</title><guid>g1</guid><link>https://n.example/1'
    b"</link><pubDate>Mon, 03 Feb 2025 10:00:00 GMT</pubDate><description>Orland said it would sign."
    b"</description></item></channel></rss>"
)
_JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [{"id": "1", "content_text": "It would sign."}]}'
_MAIL = (
    b"From: a@b.example\r\nSubject: =?utf-8?q?One?=\r\nDate: Mon, 03 Feb 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    b"Orland said it would sign.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Orland said it would sign.</p>\r\n--x--\r\n"
)
_ACTORS = b"- {id: harl, name: Harl Dockers' League, kind: union, aliases: [HDL]}\n- {id: anna, name: Anna Holm, belongs_to: harl}\n"
_SAYINGS = (
    "“We will sign if Velia pays,” Orland's minister, Anna Till, said. Velia would wait until",
    "''If they attack,'' he said, ''we will strike unless'' — [the union] added: “‘No,’ she said.”",
    "• Turkey would send observers if both sides agreed; otherwise, it said, not. Q: Will you? A: Till then.",
)

TARGETS: dict[str, Target] = {
    "expressions": Target(
        _expression,
        lambda: [b"a IF !b", b"(a & b) | !strike", "öl iff not a and b".encode(), b"a|b&!a"],
        ("IF", "IFF", "!", "&", "|", "(", ")", "not", "and", "or", "a", "öl"),
    ),
    "model files": Target(
        _model,
        _files("examples/classic/*.yaml", "examples/templates/*.yaml"),
        ("preferences:", "options:", "infeasible:", "views:", "unknown:", "- ", "{", "&x", "*x", '"', "ranking:"),
    ),
    ".gmcr files": Target(_gmcr, _files("tests/data/gmcr/*.gmcr"), ('"', "[", "]", "{", "}", "null", "-1", "1e9")),
    "HTML pages": Target(
        _page,
        lambda: [
            b"<head><title>Ferry talks</title></head><body><article><p>The port said: <q>We will raise dues.</q></p>"
            b"<table><tr><td>Finland</td><td>Finland said it would sign.</td></tr></table></article></body></html>"
        ],
        ("<p>", "</p>", "<br>", "<q>", "<table>", "<td>", "<!--", "-->", "<script>", "&#0;", "<ul><li>", "<del>"),
    ),
    "PDF files": Target(_parser("PDF"), _pdf, ("obj", "endobj", "stream", "/Kids", "/Length", "<<", ">>", "0 R"), contained=True),
    "DOCX files": Target(_parser("DOCX"), _docx, ("<w:p>", "<w:t>", "<w:ins>", "<w:sdt>", "PK", "<!ENTITY"), contained=True),
    "feeds": Target(_parser("RSS or Atom"), lambda: [_RSS], ("<item>", "<guid>", "<entry>", "]]>", "<![CDATA["), contained=True),
    "JSON feeds": Target(_parser("JSON"), lambda: [_JSON_FEED], ('"items"', "[", "{", "null", '"id"'), contained=True),
    "mail": Target(_parser("mail"), lambda: [_MAIL, b"From a@b Mon\n" + _MAIL], ("\nFrom ", "boundary=", "charset=", "--x"), contained=True),
    "actors files": Target(_actors, lambda: [_ACTORS], ("kind:", "aliases:", "- ", "id:", "{", "&a", "*a")),
    "grid folders": Target(_grid, _grid_examples, ("PAR1", '"size"', '"job"')),
    "texts read": Target(
        _read,
        lambda: [text.encode() for text in _SAYINGS],
        ("“", "”", "''", "’s", " said", " if ", " unless ", " until", "Till", "\n\n", "[", "]", "—", "• ", "Orland", "Velia"),
    ),
}  # fmt: skip


def is_for_a_person(error: BaseException, target: Target) -> bool:
    """Tell whether an error is one line for a person (or stays in the child that parses)."""
    if isinstance(error, InputError | DetenteError):
        return True
    return target.contained and isinstance(error, Exception)
