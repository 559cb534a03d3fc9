"""The text of a PDF: sentences whole over lines, columns and pages; heads, marks and notes apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from detente.briefing.sources import where
from detente.documents import load_document
from detente.documents.parts import Refused
from detente.documents.pdf import parse_pdf

LEFT = (
    "Velia said it would open the port on", "condition that Orland freed the crew", "by the end of the month and paid the",
    "debt that it owes to the banks of the", "north. The talks went on for hours and", "will be taken up again on Monday.",
)  # fmt: skip
RIGHT = (
    "Denmark warned it would leave the pact", "if Norway paid the port before spring", "and did not tell the others of it, and",
    "Sweden said that it would never take", "part unless the books were opened to", "all of the members of the pact.",
)  # fmt: skip


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    return out.getvalue()


def text_of(draw: Callable[[Canvas], None]) -> str:
    return parse_pdf(drawn(draw))[0].text or ""


def by_column(canvas: Canvas) -> None:
    for x, lines in ((60, LEFT), (310, RIGHT)):
        for number, line in enumerate(lines):
            canvas.drawString(x, 700 - 14 * number, line)


def by_row(canvas: Canvas) -> None:
    for number, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
        for x, line in zip((60, 310), pair, strict=True):
            canvas.drawString(x, 700 - 14 * number, line)


def by_row_in_one_object(canvas: Canvas) -> None:
    text = canvas.beginText()
    text.setFont("Helvetica", 10)
    for number, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
        for x, line in zip((60, 310), pair, strict=True):
            text.setTextOrigin(x, 700 - 14 * number)
            text.textOut(line)
    canvas.drawText(text)


def by_word(canvas: Canvas) -> None:
    for number, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
        for start, line in zip((60.0, 310.0), pair, strict=True):
            x = start
            for word in line.split():
                canvas.drawString(x, 700 - 14 * number, word)
                x += canvas.stringWidth(word + " ", "Helvetica", 12)


def by_spaces(canvas: Canvas) -> None:
    canvas.setFont("Courier", 8)
    for number, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True)):
        canvas.drawString(60, 700 - 14 * number, f"{one:<44}{other}")


@pytest.mark.parametrize("draw", [by_column, by_row, by_row_in_one_object, by_word, by_spaces])
def test_columns_are_read_one_after_the_other(draw: Callable[[Canvas], None]) -> None:
    assert text_of(draw) == " ".join(LEFT) + "\n\n" + " ".join(RIGHT)


def test_rows_of_a_table_stay_rows() -> None:
    rows = [("Country", "Position"), ("Finland", "It would sign if Sweden left."), ("Latvia", "It would pay."), ("Norway", "It stays.")]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for number, cells in enumerate(rows):
            for x, cell in zip((60, 220), cells, strict=True):
                canvas.drawString(x, 700 - 18 * number, cell)

    assert text_of(draw) == "\n\n".join("\t".join(cells) for cells in rows)


def test_sentences_go_on_over_pages_and_notes_stand_at_the_end() -> None:
    def draw(canvas: Canvas) -> None:
        for number, lines in enumerate(
            (
                ("Velia said it would open the port on con-", "dition that Orland freed the crew by the"),
                ("end of the month and paid the debt.1 Orland said it", "would free the crew if the ships of the"),
                ("Orland line were let go, and not otherwise.",),
            ),
            start=1,
        ):  # fmt: skip
            canvas.setFont("Helvetica", 9)
            canvas.drawString(60, 820, "Fjord Review, vol. 3")
            canvas.drawString(60, 30, f"Page {number} of 3")
            canvas.setFont("Helvetica", 12)
            for place, line in enumerate(lines):
                canvas.drawString(60, 760 - 14 * place, line)
            if number == 2:
                canvas.setFont("Helvetica", 8)
                canvas.drawString(60, 70, "1 Orland denies that there is")
                canvas.drawString(60, 60, "a debt.")
            canvas.showPage()

    part = parse_pdf(drawn(draw))[0]
    assert part.text == (
        "Velia said it would open the port on condition that Orland freed the crew by the end of the month and paid the debt. "
        "Orland said it would free the crew if the ships of the Orland line were let go, and not otherwise.\n\n"
        "Orland denies that there is a debt."
    )
    assert part.letters - sum(map(str.isalnum, part.text)) == pytest.approx(
        part.left_out["running heads and page numbers"], abs=2
    )


def test_raised_marks_go_and_exponents_stay() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        for piece, size, rise in (
            ("The levy fell on 5 km", 12, 0), ("2", 7, 5), (" of land.", 12, 0), ("3", 7, 5), (" It will not rise.", 12, 0),
        ):  # fmt: skip
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(piece)
        canvas.drawText(text)

    assert text_of(draw) == "The levy fell on 5 km2 of land. It will not rise."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("The vice-", "president spoke."), "The vice-president spoke."),
        (("The prom-", "ise was kept."), "The promise was kept."),
        (("It fell to 4-", "5 per cent."), "It fell to 4-5 per cent."),
        (("A Franco-", "German plan."), "A Franco-German plan."),
        (("A well-known first-rate state-", "of-the-art plan."), "A well-known first-rate state-of-the-art plan."),
        (("Peace talks and peace-", "talks fatigue, that is all."), "Peace talks and peace-talks fatigue, that is all."),
    ],
)  # fmt: skip
def test_words_over_line_ends(lines: tuple[str, str], text: str) -> None:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(60, 700 - 14 * number, line)

    assert text_of(draw) == text


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_encrypted_without_a_password_opens_and_with_one_is_refused(algorithm: str) -> None:
    for password, refused in (("", False), ("secret", True)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(by_column)))
        writer.encrypt(password, "owner", algorithm=algorithm)
        out = io.BytesIO()
        writer.write(out)
        if refused:
            with pytest.raises(Refused, match="locked by a password"):
                parse_pdf(out.getvalue())
        else:
            assert "Velia said it would open" in str(parse_pdf(out.getvalue())[0].text)


def test_pages_of_pictures_are_named() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "The minister will sign.")
        canvas.showPage()
        canvas.rect(60, 60, 200, 200)
        canvas.showPage()

    assert parse_pdf(drawn(draw))[0].notes == ["1 of 2 pages hold no text (pictures are not read)"]


def test_a_page_is_known_by_its_place_and_cited(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for lines in (("Velia said it would close the port if the talks are de-",), ("layed again.",),
                      (), ("Orland refused to pay the debt of its line.",)):  # fmt: skip
            for place, line in enumerate(lines):
                canvas.drawString(60, 760 - 14 * place, line)
            canvas.showPage()

    path = tmp_path / "report.pdf"
    path.write_bytes(drawn(draw))
    document = load_document(str(path))
    assert [document.text[start:][:5] for start in document.pages] == [
        "Velia",
        "layed",
        "Orlan",
        "Orlan",
    ]
    assert where(document, document.text.index("again")) == "page 2"
    assert where(document, document.text.index("debt")) == "page 4"
    assert where(replace(document, pages=()), document.text.index("debt")).startswith("paragraph")


def on_two_pages(canvas: Canvas, *, second: str) -> None:
    canvas.drawString(60, 790, "Report on the strait")
    canvas.drawString(
        60, 740, "Velia said it would free the two pilots whom its coast guard had taken in"
    )
    canvas.showPage()
    canvas.drawString(60, 790, second)
    canvas.drawString(60, 740, "May if Orland paid for the boat.")
    canvas.showPage()


def test_the_second_of_two_pages_repeats_a_running_head() -> None:
    text = text_of(lambda canvas: on_two_pages(canvas, second="Report on the strait"))
    assert "had taken in May if Orland paid" in text
    assert text.startswith("Report on the strait")  # the first page keeps it: it may be the title


def test_the_second_of_two_pages_keeps_a_heading_of_its_own() -> None:
    text = text_of(lambda canvas: on_two_pages(canvas, second="Report on the lake"))
    assert "Report on the lake" in text
