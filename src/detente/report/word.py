"""The report as a DOCX file, sources as real footnotes."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from detente.report.composing import Line, Report

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
    except ImportError:
        raise InputError(
            "Writing DOCX needs the package python-docx.", fix="pip install python-docx"
        ) from None

    document = docx.Document()
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
    return buffer.getvalue()


def _table(
    document: Any, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], caption: str
) -> None:
    document.add_paragraph(caption).runs[0].italic = True
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text)
    document.add_paragraph()


def _cite(paragraph: Any, line: Line) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for note in line.notes:
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
