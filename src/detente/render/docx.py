"""The report as a DOCX file, sources as real footnotes."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from detente.briefing.content import Line, Report
from detente.briefing.shapes import Figure
from detente.render.drawing import render_png
from detente.render.pdf import column_widths

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
#: Footnote ids 0 and 1 are the separators that Word expects.
_FIRST = 2


def render_docx(report: Report) -> bytes:
    """Return the report as the bytes of a DOCX file.

    Raises
    ------
    InputError
        When python-docx is not installed.
    """
    from io import BytesIO

    from detente.errors import InputError

    try:
        import docx
        from docx.shared import Mm
    except ImportError:
        raise InputError(
            "Writing DOCX needs the package python-docx.", fix="pip install python-docx"
        ) from None

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    document.core_properties.title = report.title[:250]
    document.core_properties.author = "detente"
    document.core_properties.comments = report.citation[:250]
    document.add_heading(report.title, level=0)
    for line in report.summary:
        paragraph = document.add_paragraph()
        paragraph.add_run(line.text).bold = True
        _cite(paragraph, line)
    for section in report.sections:
        document.add_heading(section.title, level=1)
        if section.table is not None:
            _table(document, section.table.heads, section.table.rows, section.table.caption)
        if section.figure is not None:
            _figure(document, section.figure)
        for number, line in enumerate(section.lines, 1):
            style = None if section.numbered else "List Bullet"
            paragraph = document.add_paragraph(style=style)
            paragraph.add_run(f"{number}. {line.text}" if section.numbered else line.text)
            _cite(paragraph, line)
    document.add_heading("How this was made", level=1)
    box = document.add_table(rows=1, cols=1)
    box.style = "Table Grid"
    cell = box.cell(0, 0)
    for number, text in enumerate(report.methods):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(text)
    _add_footnotes(document, report.notes)
    buffer = BytesIO()
    document.save(buffer)
    return _timeless(buffer.getvalue())


def _timeless(data: bytes) -> bytes:
    """Pack a DOCX file anew without the time of writing: the same brief is the same bytes."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def _figure(document: Any, figure: Figure) -> None:
    """Add a picture as wide as the text, with its words for who does not see it."""
    from io import BytesIO

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(
        BytesIO(render_png(figure)), width=_text_width(document)
    )
    properties = picture._inline.docPr
    properties.set("descr", _plain(figure.alt))
    properties.set("title", _plain(figure.title))
    document.add_paragraph().add_run(f"{figure.title}.").italic = True


def _table(
    document: Any, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], caption: str
) -> None:
    """Add a table: columns as wide as they need, the head on every page, no row torn apart."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    title = document.add_paragraph(caption)
    title.runs[0].italic = True
    title.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    widths = column_widths(heads, rows, _text_width(document).pt)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for row in (heads, *rows):
        made = table.rows[0] if row is heads else table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(made.cells, row, widths, strict=True):
            cell.width = Pt(width)
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size = Pt(9)
            run.bold = row is heads
            paragraph.paragraph_format.keep_with_next = row is heads
    document.add_paragraph()


def _text_width(document: Any) -> Any:
    from docx.shared import Emu

    section = document.sections[0]
    return Emu(section.page_width - section.left_margin - section.right_margin)


def _cite(paragraph: Any, line: Line) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for number, note in enumerate(line.notes):
        if number:
            paragraph.add_run(", ").font.superscript = True
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(note + _FIRST - 1))
        run._r.append(reference)
    if line.edited:
        paragraph.add_run(" (analyst’s wording)").italic = True


def _add_footnotes(document: Any, notes: tuple[str, ...]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p>{mark}<w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(_plain(text))}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes, _FIRST)
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/>'
        f"</w:r></w:p></w:footnote>{body}</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, _FOOTNOTES)


def _plain(text: str) -> str:
    """Leave out characters that XML does not allow."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r"
        or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
    )
