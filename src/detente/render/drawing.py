"""Figures as SVG and as PNG; the same bytes every time."""

from __future__ import annotations

from typing import Any, assert_never
from xml.sax.saxutils import escape, quoteattr

from detente.briefing.shapes import PALETTE, Area, Box, Figure, Shape, Stroke, Words

_SANS = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"


def render_svg(figure: Figure, *, inline: bool = False) -> str:
    """Return a figure as SVG; ``inline`` for a page that gives the colours (``--f-ink`` and so on)."""
    wide, high = f"{figure.wide:g}", f"{figure.high:g}"
    size = "" if inline else f' width="{wide}" height="{high}"'
    ground = "" if inline else f'<rect width="{wide}" height="{high}" fill="{_light("ground")}"/>'
    body = "".join(_svg(shape, inline=inline) for shape in figure.shapes)
    label = quoteattr(figure.title + ". " + figure.alt)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"{size} role="img" '
        f'aria-label={label} font-family="{_SANS}"><title>{escape(figure.title)}</title>'
        f"{ground}{body}</svg>"
    )


def _svg(shape: Shape, *, inline: bool) -> str:
    def paint(**values: str | None) -> str:
        found = {name: value for name, value in values.items() if value is not None}
        if inline:
            style = ";".join(f"{name}:var(--f-{value})" for name, value in found.items())
            return f' style="{style}"' if style else ""
        return "".join(f' {name}="{_light(value)}"' for name, value in found.items())

    match shape:
        case Box():
            edge = f' stroke-width="{shape.thick:g}"' if shape.stroke else ""
            return (
                f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.wide:g}" height="{shape.high:g}" '
                f'rx="4"{edge}{paint(fill=shape.fill, stroke=shape.stroke)}/>'
            )
        case Words():
            bold = ' font-weight="600"' if shape.bold else ""
            return (
                f'<text x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size:g}"{bold} '
                f'text-anchor="{shape.anchor}"{paint(fill=shape.fill)}>{escape(shape.text)}</text>'
            )
        case Stroke():
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            return (
                f'<polyline points="{points}" fill="none" stroke-width="{shape.thick:g}"'
                f"{paint(stroke=shape.colour)}/>"
            )
        case Area():
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            return f'<polygon points="{points}"{paint(fill=shape.fill)}/>'
        case _:
            assert_never(shape)


def _light(colour: str) -> str:
    return PALETTE[colour][0]


def palette_css() -> tuple[str, str]:
    """Return the colours as CSS variables, for light and for dark ground."""
    light = " ".join(f"--f-{name}: {pair[0]};" for name, pair in PALETTE.items())
    dark = " ".join(f"--f-{name}: {pair[1]};" for name, pair in PALETTE.items())
    return light, dark


def render_png(figure: Figure) -> bytes:
    """Return a figure as the bytes of a PNG file, at twice its size.

    Raises
    ------
    InputError
        When typst is not installed.
    """
    source = (
        f"#set page(width: {figure.wide}pt, height: {figure.high}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
    )
    data: bytes = typesetter().compile(
        source.encode(), format="png", ppi=144, sys_inputs={"svg": render_svg(figure)}
    )
    return data


def typesetter() -> Any:
    """Return the package typst, which sets PDF files and draws pictures.

    Raises
    ------
    InputError
        When it is not installed.
    """
    from detente.errors import InputError

    try:
        import typst
    except ImportError:
        raise InputError(
            "Writing PDF and PNG needs the package typst.", fix="pip install 'detente[report]'"
        ) from None
    return typst
