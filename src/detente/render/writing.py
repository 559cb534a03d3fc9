"""Which renderer writes which kind of file."""

from __future__ import annotations

from collections.abc import Callable

from detente.briefing.abridging import two_pages
from detente.briefing.content import Report

#: Endings of report files and what they are on the web.
KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}


def render_file(report: Report, kind: str, *, paper: str = "a4", short: bool = False) -> bytes:
    """Return a brief as the bytes of a file.

    Parameters
    ----------
    report : Report
        The whole brief.
    kind : str
        One of `KINDS`.
    paper : str
        ``a4`` or ``letter``.
    short : bool
        Whether to keep to two pages.
    """
    return _RENDERERS[kind](report, paper, short)


def _html(report: Report, _paper: str, short: bool) -> bytes:  # noqa: FBT001
    from detente.render.html import render_html

    return render_html(two_pages(report) if short else report).encode()


def _markdown(report: Report, _paper: str, short: bool) -> bytes:  # noqa: FBT001
    from detente.render.markdown import render_markdown

    return render_markdown(two_pages(report) if short else report).encode()


def _pdf(report: Report, paper: str, short: bool) -> bytes:  # noqa: FBT001
    from detente.render.pdf import render_pdf

    return render_pdf(report, paper=paper, short=short)


def _docx(report: Report, paper: str, short: bool) -> bytes:  # noqa: FBT001
    from detente.render.docx import render_docx

    return render_docx(report, paper=paper, short=short)


_RENDERERS: dict[str, Callable[[Report, str, bool], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "md": _markdown,
}
