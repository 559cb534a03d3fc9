"""Figures as SVG, as PNG, and as a drawing in a PDF file; the same bytes every time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, assert_never
from xml.sax.saxutils import escape, quoteattr

from detente.briefing.shapes import PALETTE, Area, Box, Figure, Shape, Stroke, Words
from detente.render.fonts import face_for, font_files, pdf_fonts

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
            dashes = " ".join(f"{dash:g}" for dash in shape.dashes)
            dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
            return (
                f'<polyline points="{points}" fill="none" stroke-width="{shape.thick:g}"{dashed}'
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


def render_png(figure: Figure, *, scale: int = 2) -> bytes:
    """Return a figure as the bytes of a PNG file, drawn at twice its size.

    Raises
    ------
    InputError
        When Pillow is not installed.
    """
    from io import BytesIO

    from detente.errors import InputError

    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError:
        raise InputError(
            "Drawing PNG needs the package pillow.", fix="pip install pillow"
        ) from None

    # Drawn larger and made smaller: smooth lines from plain ones.
    fine = scale * 2
    size = (round(figure.wide * fine), round(figure.high * fine))
    image = Image.new("RGB", size, _light("ground"))
    draw = ImageDraw.Draw(image)
    regular, bold = font_files()

    def scaled(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(x * fine, y * fine) for x, y in points]

    for shape in figure.shapes:
        match shape:
            case Box():
                corners = (shape.x, shape.y), (shape.x + shape.wide, shape.y + shape.high)
                draw.rounded_rectangle(
                    scaled(corners),
                    radius=4 * fine,
                    fill=_light(shape.fill),
                    outline=_light(shape.stroke) if shape.stroke else None,
                    width=round(shape.thick * fine) if shape.stroke else 0,
                )
            case Words():
                font = ImageFont.truetype(bold if shape.bold else regular, round(shape.size * fine))
                anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
                place = (shape.x * fine, shape.y * fine)
                draw.text(place, shape.text, fill=_light(shape.fill), font=font, anchor=anchor)
            case Stroke():
                width = max(round(shape.thick * fine), 1)
                for piece in _pieces(shape.points, shape.dashes):
                    draw.line(scaled(piece), fill=_light(shape.colour), width=width, joint="curve")
            case Area():
                draw.polygon(scaled(shape.points), fill=_light(shape.fill))
            case _:
                assert_never(shape)
    small = image.resize((size[0] // 2, size[1] // 2), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    small.quantize(128, dither=Image.Dither.NONE).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def _pieces(
    points: tuple[tuple[float, float], ...], dashes: tuple[float, ...]
) -> list[tuple[tuple[float, float], ...]]:
    """Cut a line into its dashes."""
    if not dashes:
        return [points]
    pieces: list[tuple[tuple[float, float], ...]] = []
    drawn: list[tuple[float, float]] = [points[0]]
    number, left = 0, dashes[0]
    for (x0, y0), (x1, y1) in pairwise(points):
        length, gone = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 0.0
        while length - gone > left:
            gone += left
            place = (x0 + (x1 - x0) * gone / length, y0 + (y1 - y0) * gone / length)
            if number % 2 == 0:
                pieces.append((*drawn, place))
            drawn = [place]
            number += 1
            left = dashes[number % len(dashes)]
        left -= length - gone
        drawn.append((x1, y1))
    if number % 2 == 0 and len(drawn) > 1:
        pieces.append(tuple(drawn))
    return pieces


def pdf_drawing(figure: Figure, width: float) -> Any:
    """Return a figure as a drawing for reportlab, scaled down to a width."""
    from reportlab.graphics.shapes import Drawing, Group, Polygon, PolyLine, Rect, String
    from reportlab.lib.colors import HexColor

    scale = min(width / figure.wide, 0.8)
    group = Group(transform=(scale, 0, 0, -scale, 0, figure.high * scale))
    regular, bold = pdf_fonts()

    def colour(name: str) -> Any:
        return HexColor(_light(name))

    for shape in figure.shapes:
        match shape:
            case Box():
                stroke = colour(shape.stroke) if shape.stroke else None
                group.add(
                    Rect(
                        shape.x,
                        shape.y,
                        shape.wide,
                        shape.high,
                        rx=4,
                        ry=4,
                        strokeWidth=shape.thick,
                        fillColor=colour(shape.fill),
                        strokeColor=stroke,
                    )
                )
            case Words():
                base = bold if shape.bold else regular
                face = next((f for c in shape.text if (f := face_for(c, base)) != base), base)
                text = String(
                    0,
                    0,
                    shape.text,
                    fontName=face,
                    fontSize=shape.size,
                    fillColor=colour(shape.fill),
                    textAnchor=shape.anchor,
                )
                # The group runs downwards; letters stand upright.
                group.add(Group(text, transform=(1, 0, 0, -1, shape.x, shape.y)))
            case Stroke():
                flat = [value for point in shape.points for value in point]
                group.add(
                    PolyLine(
                        flat,
                        strokeColor=colour(shape.colour),
                        strokeWidth=shape.thick,
                        strokeDashArray=list(shape.dashes) or None,
                    )
                )
            case Area():
                flat = [value for point in shape.points for value in point]
                group.add(Polygon(flat, fillColor=colour(shape.fill), strokeColor=None))
            case _:
                assert_never(shape)
    drawing = Drawing(figure.wide * scale, figure.high * scale)
    drawing.add(group)
    return drawing
