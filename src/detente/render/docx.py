"""The brief as a DOCX file: real headings, lists and tables, sources as real footnotes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from detente.briefing.abridging import two_pages
from detente.briefing.content import Line, Report, Section, Table
from detente.briefing.shapes import Figure
from detente.render.drawing import render_png
from detente.render.html import grouped
from detente.render.tables import shares

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
#: Footnote ids 0 and 1 are the separators that Word expects.
_FIRST = 2
#: Width and height of the paper, in millimetres.
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


def render_docx(report: Report, *, paper: str = "a4", short: bool = False) -> bytes:
    """Return the brief as the bytes of a DOCX file; the same brief is the same bytes.

    Raises
    ------
    InputError
        When python-docx is not installed.
    """
    from detente.errors import InputError

    try:
        import docx
        from docx.shared import Mm, Pt
    except ImportError:
        raise InputError(
            "Writing DOCX needs the package python-docx.", fix="pip install 'detente[report]'"
        ) from None
    shown = two_pages(report, 1) if short else report
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(size) for size in PAPERS[paper])
    page.left_margin = page.right_margin = Mm(18 if short else 25)
    page.top_margin = page.bottom_margin = Mm(15 if short else 22)
    document.styles["Normal"].font.size = Pt(9 if short else 10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(2 if short else 4)
    properties = document.core_properties
    properties.title, properties.author = shown.title[:250], shown.analyst[:250] or "detente"
    properties.comments = shown.citation[:250]
    if shown.marking:
        page.header.paragraphs[0].add_run(shown.marking).bold = True
    writer = _Writer(document, shown)
    writer.front()
    for section in shown.sections:
        writer.section(section)
    document.add_heading("How this was made", level=1)
    for text in shown.methods:
        document.add_paragraph(_plain(text), style="List Bullet")
    _add_footnotes(document, shown)
    buffer = BytesIO()
    document.save(buffer)
    return _timeless(buffer.getvalue())


class _Writer:
    def __init__(self, document: Any, report: Report) -> None:
        self.document = document
        self.report = report
        #: Bookmarks of sources that have their footnote already: later ones refer back to it.
        self.cited: dict[int, str] = {}

    def front(self) -> None:
        self.document.add_heading(_plain(self.report.title), level=0)
        under = " · ".join(part for part in (self.report.byline, self.report.about) if part)
        self.document.add_paragraph(_plain(under), style="Subtitle")
        for line in self.report.summary:
            self.words(self.document.add_paragraph(), line, bold=True)

    def section(self, section: Section) -> None:
        self.document.add_heading(_plain(section.title), level=1)
        for line in section.lead:
            paragraph = self.document.add_paragraph()
            # A heading with its first words alone would end a page.
            paragraph.paragraph_format.keep_with_next = bool(section.table or section.lines)
            self.words(paragraph, line)
        if section.table is not None:
            self.table(section.table)
        if section.figure is not None:
            self.figure(section.figure)
        for name, lines in grouped(section.lines):
            if name:
                self.document.add_heading(_plain(name), level=2)
            number = self.numbering() if section.numbered else None
            for line in lines:
                style = "List Number" if section.numbered else "List Bullet"
                paragraph = self.document.add_paragraph(style=style)
                if number is not None:
                    _restart(paragraph, number)
                self.words(paragraph, line)

    def numbering(self) -> int:
        """Return the id of a new list that counts from one, like the style's own."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        own = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
        first = next(n for n in numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == own)
        abstract = first.find(qn("w:abstractNumId")).get(qn("w:val"))
        made = numbering.add_num(int(abstract))
        override = OxmlElement("w:lvlOverride")
        override.set(qn("w:ilvl"), "0")
        start = OxmlElement("w:startOverride")
        start.set(qn("w:val"), "1")
        override.append(start)
        made.append(override)
        return int(made.numId)

    def words(self, paragraph: Any, line: Line, *, bold: bool = False) -> None:
        """Add a line to a paragraph: words, what they rest on, sources."""
        paragraph.add_run(_plain(line.text)).bold = bold or None
        if line.mark:
            paragraph.add_run(f" ({_plain(line.mark)})").italic = True
        for place, number in enumerate(line.notes):
            if place:
                paragraph.add_run(", ").font.superscript = True
            self.cite(paragraph, number)
        if line.edited:
            paragraph.add_run(" (analyst’s wording)").italic = True

    def cite(self, paragraph: Any, number: int) -> None:
        """Cite a source: its footnote the first time, afterwards a reference to that footnote."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        def element(tag: str, **values: str) -> Any:
            made = OxmlElement(tag)
            for key, value in values.items():
                made.set(qn(f"w:{key}"), value)
            return made

        if number in self.cited:
            field = element("w:fldSimple", instr=f" NOTEREF {self.cited[number]} \\f \\h ")
            run = paragraph.add_run(str(number))
            run.font.superscript = True
            field.append(run._r)
            paragraph._p.append(field)
            return
        name = f"source{number}"
        self.cited[number] = name
        paragraph._p.append(element("w:bookmarkStart", id=str(number), name=name))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(element("w:footnoteReference", id=str(number + _FIRST - 1)))
        paragraph._p.append(element("w:bookmarkEnd", id=str(number)))

    def table(self, table: Table) -> None:
        """Add a table: columns as wide as they need, the head on every page, no row torn apart."""
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        if table.caption:
            title = self.document.add_paragraph(_plain(table.caption), style="Caption")
            title.paragraph_format.keep_with_next = True
        made = self.document.add_table(rows=1, cols=len(table.heads))
        made.style, made.autofit = "Table Grid", False
        width = _text_width(self.document)
        widths = [Pt(share * width.pt) for share in shares(table)]
        for column, size in zip(made.columns, widths, strict=True):
            column.width = size
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(made.rows[0].cells, table.heads, strict=True):
            run = cell.paragraphs[0].add_run(_plain(text))
            run.bold, run.font.size = True, Pt(8.5)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        for row in table.rows:
            added = made.add_row()
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, content, size in zip(added.cells, row, widths, strict=True):
                cell.width = size
                for place, line in enumerate(content.lines):
                    paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                    self.words(paragraph, line)
                    for run in paragraph.runs:
                        run.font.size = Pt(8.5)
        self.document.add_paragraph()

    def figure(self, figure: Figure) -> None:
        """Add a picture as wide as the text, with its words for who does not see it."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(
            BytesIO(render_png(figure)), width=_text_width(self.document)
        )
        properties = picture._inline.docPr
        properties.set("descr", _plain(figure.alt))
        properties.set("title", _plain(figure.title))
        self.document.add_paragraph(f"{_plain(figure.title)}.", style="Caption")


def _restart(paragraph: Any, number: int) -> None:
    """Put a paragraph into a numbered list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _timeless(data: bytes) -> bytes:
    """Pack a DOCX file anew without the time of writing: the same brief is the same bytes."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def _text_width(document: Any) -> Any:
    from docx.shared import Emu

    section = document.sections[0]
    return Emu(section.page_width - section.left_margin - section.right_margin)


def _add_footnotes(document: Any, report: Report) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    size = 14 if report.short else 17
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p>{mark}<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(_plain(note.text))}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(report.notes, _FIRST)
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
