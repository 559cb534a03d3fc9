"""The report as a PDF file, pure Python; text that the font lacks is set in a font that has it."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from detente.briefing.content import Line, Report
from detente.render.drawing import pdf_drawing
from detente.render.fonts import face_for, pdf_fonts


def render_pdf(report: Report) -> bytes:
    """Return the report as the bytes of a PDF file.

    Raises
    ------
    InputError
        When reportlab is not installed.
    """
    from io import BytesIO

    from detente.errors import InputError

    try:
        from reportlab.lib import colors
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.lib.units import mm
        from reportlab.platypus import (
            KeepTogether,
            Paragraph,
            SimpleDocTemplate,
            Spacer,
            Table,
            TableStyle,
        )
    except ImportError:
        raise InputError(
            "Writing PDF needs the package reportlab.", fix="pip install reportlab"
        ) from None

    base, bold = pdf_fonts()
    ink, soft, rule = (
        colors.HexColor("#1b232c"),
        colors.HexColor("#525e6b"),
        colors.HexColor("#c9d0d8"),
    )

    def style(name: str, **values: Any) -> Any:
        defaults: dict[str, Any] = {
            "fontName": base,
            "fontSize": 9.5,
            "leading": 13.5,
            "textColor": ink,
        }
        return ParagraphStyle(name, **(defaults | values))

    small = style("small", fontSize=8, leading=11, spaceAfter=2)
    title = style("title", fontName=bold, fontSize=17, leading=21, spaceAfter=8)
    lead = style("lead", fontName=bold, fontSize=10.5, leading=15, spaceAfter=4)
    head = style(
        "head",
        fontName=bold,
        fontSize=11.5,
        leading=15,
        spaceBefore=11,
        spaceAfter=4,
        keepWithNext=1,
    )
    caption = style("caption", fontSize=8, leading=11, textColor=soft, spaceAfter=2)
    grid = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, rule),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ]
    )
    flow: list[Any] = [Paragraph(_set(report.title, bold), title)]
    flow += [Paragraph(_line(line, bold), lead) for line in report.summary]
    width = A4[0] - 40 * mm
    for section in report.sections:
        flow.append(Paragraph(_set(section.title, bold), head))
        if section.table is not None:
            rows = [[Paragraph(_set(cell, bold), small) for cell in section.table.heads]]
            rows += [
                [Paragraph(_set(cell, base), small) for cell in row] for row in section.table.rows
            ]
            flow += [
                Paragraph(_set(section.table.caption, base), caption),
                Table(
                    rows,
                    colWidths=column_widths(section.table.heads, section.table.rows, width),
                    style=grid,
                    repeatRows=1,
                    splitInRow=1,
                ),
                Spacer(1, 5),
            ]
        if section.figure is not None:
            flow.append(
                KeepTogether(
                    [
                        Spacer(1, 4),
                        pdf_drawing(section.figure, width),
                        Paragraph(_set(f"{section.figure.title}.", base), caption),
                        Spacer(1, 4),
                    ]
                )
            )
        for number, line in enumerate(section.lines, 1):
            mark = f"{number}." if section.numbered else "•"
            flow.append(
                Paragraph(
                    _line(line, base), style("item", leftIndent=14, spaceAfter=3), bulletText=mark
                )
            )
    methods = [Paragraph(_set(item, base), small) for item in report.methods]
    box = TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#eef1f4")),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ]
    )
    flow += [
        Paragraph("How this was made", head),
        Table([[item] for item in methods], colWidths=[width], style=box),
    ]
    if report.notes:
        flow.append(Paragraph("Sources", head))
        flow += [
            Paragraph(
                f'<a name="n{n}"/>{_set(note, base)}',
                style("note", fontSize=8, leading=11, leftIndent=18, spaceAfter=2),
                bulletText=f"{n}",
            )
            for n, note in enumerate(report.notes, 1)
        ]
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        title=report.title,
        author="detente",
        subject=report.citation,
        invariant=1,
    )

    def footer(canvas: Any, page: Any) -> None:
        canvas.setFont(base, 7.5)
        canvas.setFillColor(soft)
        canvas.drawRightString(A4[0] - 20 * mm, 10 * mm, str(page.page))

    document.build(flow, onFirstPage=footer, onLaterPages=footer)
    return buffer.getvalue()


def column_widths(
    heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: float
) -> list[float]:
    """Share the width by what the columns hold; no column is narrower than its longest word."""
    columns = [(head, *(row[n] for row in rows)) for n, head in enumerate(heads)]
    words = [
        max(len(word) for cell in column for word in [*cell.split(), ""]) for column in columns
    ]
    least = [min(5.3 * size + 9, width / 2) for size in words]
    wishes = [max(min(max(map(len, column)), 70), 4) for column in columns]
    left = max(width - sum(least), 0)
    widths = [low + left * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True)]
    return [part * width / sum(widths) for part in widths]


def _line(line: Line, font: str) -> str:
    cites = "".join(f'<super><a href="#n{n}" color="#0b5a7d">{n}</a></super> ' for n in line.notes)
    edited = " <i>(analyst’s wording)</i>" if line.edited else ""
    return f"{_set(line.text, font)}{' ' if cites else ''}{cites}{edited}"


def _set(text: str, font: str) -> str:
    """Escape a text and set stretches that the font lacks in one that has them."""
    parts, run, current = [], "", font
    for character in text:
        wanted = face_for(character, font)
        if wanted != current:
            parts.append(_tagged(run, current, font))
            run, current = "", wanted
        run += character
    parts.append(_tagged(run, current, font))
    return "".join(parts)


def _tagged(run: str, font: str, base: str) -> str:
    if not run:
        return ""
    return escape(run) if font == base else f'<font name="{font}">{escape(run)}</font>'
