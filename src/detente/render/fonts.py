"""Fonts for files: what the system has, or what comes with reportlab."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

#: Where systems keep a font with Latin, Greek and Cyrillic; the bundled Vera has Latin only.
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_WIDE = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "arial.ttf")
#: Adobe's standard fonts for East Asian text; every reader has substitutes for them.
_EAST = (
    (re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]"), "HYSMyeongJo-Medium"),
    (re.compile("[\u3040-\u30ff]"), "HeiseiMin-W3"),
    (
        re.compile("[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"),
        "STSong-Light",
    ),
)


def face_for(character: str, base: str) -> str:
    """Return the name of a registered font for a character: the base, or one with East Asian signs."""
    if ord(character) < 0x250 or 0x2010 <= ord(character) <= 0x2044:
        return base
    for pattern, name in _EAST:
        if pattern.match(character):
            _register_east(name)
            return name
    return base


@cache
def _register_east(name: str) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(name))


@cache
def font_files() -> tuple[str, str]:
    """Return the files of a font and its bold face: the system's if it has a wide one, else Vera."""
    for folder in map(Path, _FOLDERS):
        for wanted in _WIDE if folder.is_dir() else ():
            for path in sorted(folder.rglob(wanted))[:1]:
                heavy = path.with_name(
                    wanted.replace("-Regular", "-Bold")
                    if "-" in wanted
                    else wanted.replace(".ttf", "-Bold.ttf")
                )
                if _usable(path):
                    return str(path), str(heavy if heavy.is_file() and _usable(heavy) else path)
    import reportlab

    own = Path(reportlab.__file__).parent / "fonts"
    return str(own / "Vera.ttf"), str(own / "VeraBd.ttf")


def _usable(path: Path) -> bool:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        TTFontFile(str(path))
    except (TTFError, OSError):
        return False
    return True


@cache
def pdf_fonts() -> tuple[str, str]:
    """Register the font and its bold face with reportlab, and return their names there."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    regular, bold = font_files()
    pdfmetrics.registerFont(TTFont("report", regular))
    pdfmetrics.registerFont(TTFont("report-bold", bold))
    pdfmetrics.registerFontFamily(
        "report", normal="report", bold="report-bold", italic="report", boldItalic="report-bold"
    )
    return "report", "report-bold"
