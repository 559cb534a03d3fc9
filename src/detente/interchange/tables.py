"""Tables as CSV, Markdown and LaTeX; no cell can turn into a formula or break the table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

Rows = Sequence[Sequence[str]]

#: What a spreadsheet takes for the beginning of a formula, letters of full width included (as Excel does in Japan).
_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "[": "{[}",  # after a line's end LaTeX takes [ and * for its own
    "*": "{*}",
    "−": "$-$",
    "→": r"$\to$",
}
#: Signs that LaTeX draws together with the same before: two hyphens become a dash.
_JOINED = re.compile(r"(?<=([-,'`!?]))(?=[-,'`])")
#: More rows than this are set over several pages.
_ONE_PAGE = 40


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a cell for a formula."""
    return text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_FORMULA)


def guarded(text: str) -> str:
    """Return a cell that spreadsheets read as text: what looks like a formula gets an apostrophe.

    Examples
    --------
    >>> guarded("=1+1"), guarded("NYN"), unguarded(guarded("-"))
    ("'=1+1", 'NYN', '-')
    """
    return f"'{text}" if text.startswith("'") or is_formula(text) else text


def unguarded(text: str) -> str:
    """Return the text of a cell that :func:`guarded` wrote."""
    return text.removeprefix("'")


def write_csv(head: Sequence[str], rows: Rows) -> str:
    """Return a table as CSV (RFC 4180), every cell guarded against formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([guarded(cell) for cell in head])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def read_csv(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a table that :func:`write_csv` wrote."""
    table = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    return table[0], table[1:]


def write_markdown(head: Sequence[str], rows: Rows, *, caption: str = "") -> str:
    """Return a table as Markdown."""
    lines = [f"**{_markdown(caption)}**", ""] if caption else []
    lines.append(_markdown_row(head))
    lines.append("|" + "---|" * len(head))
    lines += [_markdown_row(row) for row in rows]
    return "\n".join(lines) + "\n"


def write_latex(head: Sequence[str], rows: Rows, *, caption: str = "") -> str:
    """Return a table for LaTeX: a tabular in a table, or a longtable where it takes several pages."""
    columns = f"{{{'l' * len(head)}}}"
    titled = rf"\caption{{{_latex(caption)}}}" if caption else ""
    top = [r"\hline", _latex_row(head), r"\hline"]
    body = [*(_latex_row(row) for row in rows), r"\hline"]
    if len(rows) > _ONE_PAGE:
        lines = [
            r"% needs \usepackage{longtable}",
            rf"\begin{{longtable}}{columns}",
            *([titled + r" \\"] if titled else []),
            *top,
            r"\endhead",
            *body,
            r"\end{longtable}",
        ]
    else:
        lines = [
            r"\begin{table}",
            *([titled] if titled else []),
            rf"\begin{{tabular}}{columns}",
            *top,
            *body,
            r"\end{tabular}",
            r"\end{table}",
        ]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_markdown(cell) for cell in cells) + " |"


def _markdown(text: str) -> str:
    plain = " ".join(text.split())
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", plain)


def _latex_row(cells: Sequence[str]) -> str:
    return " & ".join(_latex(cell) for cell in cells) + r" \\"


def _latex(text: str) -> str:
    plain = " ".join(text.split())
    apart = _JOINED.sub("\0", plain)
    return "".join(_LATEX.get(letter, letter) for letter in apart).replace("\0", "{}")
