"""A sweep as a picture: outcomes by attitude profiles, as SVG and as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from detente.analysis.outcomes import Landscape
from detente.analysis.sweeping import Profile, Sweep
from detente.analysis.together import reached_together
from detente.errors import InputError, did_you_mean

#: Profiles drawn one by one; of more, how often an outcome comes out by value of each cell.
MAX_COLUMNS = 81
MAX_ROWS = 24
_VALUES = ("-", "0", "+")
#: Marks of a profile: holds and starts, holds, is reached by a coalition only, is a trap, does not hold.
_MARKS = {"starts": "●", "holds": "○", "together": "◇", "trap": "×", "": "·"}
_MEANING = "● holds and starts   ○ holds   {}× trap   · does not hold"
_TOGETHER = "◇ reached by a coalition only   "
_SHADES = " ░▒▓█"
_FILL = {
    "starts": "#1b6e53",
    "holds": "#8fc9b0",
    "together": "#c9dbe8",
    "trap": "#c9a08f",
    "": "#f2f2f2",
}
_INK = {
    "starts": "#ffffff",
    "holds": "#10382b",
    "together": "#12303f",
    "trap": "#3b1f12",
    "": "#767676",
}
_NOTES = {"": "does not hold", "together": "reached by a coalition only"}


@dataclass(frozen=True, slots=True)
class SweepPlot:
    """A drawn sweep; prints as ``text``, and shows itself as ``svg`` in a notebook."""

    text: str
    svg: str

    def __str__(self) -> str:
        return self.text

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True, slots=True)
class _Grid:
    """Column heads (one line per cell), row names, and per row one (mark, note) per column."""

    title: str
    legend: str
    heads: list[tuple[str, list[str]]]
    rows: list[tuple[str, list[tuple[str, str, str]]]]


def draw(
    sweep: Sweep, concept: str | None = None, names: Mapping[str, str] | None = None
) -> SweepPlot:
    """Draw a sweep; ``names`` are what outcomes are called in place of their state strings.

    Up to ``MAX_COLUMNS`` profiles are columns, one each; a longer sweep is drawn by the values of each
    cell, with the share of profiles in which an outcome holds. At most ``MAX_ROWS`` outcomes are
    drawn, those that hold most often.

    Raises
    ------
    InputError
        For a concept that was not solved.
    """
    solved = tuple(sweep.profiles[0].equilibria)
    name = solved[0] if concept is None else concept.strip().upper()
    if name not in solved:
        raise InputError(f"{name[:40]!r} was not solved.", fix=did_you_mean(name, solved))
    counts: dict[str, int] = {}
    for profile in sweep:
        for state in profile.equilibria[name]:
            counts[state] = counts.get(state, 0) + 1
    states = sorted(counts, key=lambda state: (-counts[state], state))[:MAX_ROWS]
    left = len(counts) - len(states)
    title = f"{name} equilibria of {sweep.conflict.title}"
    if left:
        title += f" (the {len(states)} most frequent of {len(counts)})"
    few = len(sweep.profiles) <= MAX_COLUMNS
    grid = _by_profile(sweep, name, states, title) if few else _by_value(sweep, name, states, title)
    if names is not None:
        grid = replace(grid, rows=[(names.get(state, state), marks) for state, marks in grid.rows])
    return SweepPlot(_text(grid), _svg(grid))


def _by_profile(sweep: Sweep, concept: str, states: list[str], title: str) -> _Grid:
    landscape = Landscape(sweep.conflict)

    def kinds_of(profile: Profile) -> dict[str, str]:
        """Return what becomes of every outcome; who goes there together is asked only of traps."""
        kinds = {
            o.state: "trap" if o.trap else "starts" if o.starts else "holds"
            for o in profile.outcomes
            if o.state in profile.equilibria[concept]
        }
        if "trap" in kinds.values():
            together = reached_together(landscape, profile.attitudes)
            kinds |= {
                s: "together" for s, kind in kinds.items() if kind == "trap" and s in together
            }
        return kinds

    judged = [kinds_of(profile) for profile in sweep]
    heads = [
        (f"{of}>{to}", [profile.attitudes[of, to].value for profile in sweep])
        for of, to in sweep.varied
    ]
    rows = []
    for state in states:
        kinds = [each.get(state, "") for each in judged]
        rows.append((state, [(each, _MARKS[each], _NOTES.get(each, each)) for each in kinds]))
    joint = any("together" in each.values() for each in judged)
    return _Grid(title, _MEANING.format(_TOGETHER * joint), heads, rows)


def _by_value(sweep: Sweep, concept: str, states: list[str], title: str) -> _Grid:
    names: list[str] = []
    values: list[str] = []
    for of, to in sweep.varied:
        names += [f"{of}>{to}"] + [""] * 2
        values += _VALUES
    rows = []
    for state in states:
        marks = []
        for cell in sweep.varied:
            for value in _VALUES:
                chosen = [p for p in sweep if p.attitudes[cell].value == value]
                share = sum(state in p.equilibria[concept] for p in chosen) / len(chosen)
                shade = _SHADES[min(4, round(share * 4 + 0.499)) if share else 0]
                marks.append((f"{share:.3f}", shade, f"{share:.0%}"))
        rows.append((state, marks))
    legend = "share of profiles in which it holds, by the value of each cell: " + " ".join(
        f"{shade or ' '} {share}"
        for shade, share in zip(_SHADES[1:], ("≤25%", "≤50%", "≤75%", "≤100%"), strict=True)
    )
    # Cells stand one after the other: a line of names over a line of values.
    return _Grid(
        title, legend, [(name, [value]) for name, value in zip(names, values, strict=True)], rows
    )


def _text(grid: _Grid) -> str:
    width = max([len(name) for name, _ in (*grid.rows, *grid.heads)] + [0])
    lines = [grid.title]
    if any(len(values) == 1 for _, values in grid.heads) and len(grid.heads) > 1:
        cells = [name for name, _ in grid.heads if name]
        lines.append(f"{'':{width}}  columns - 0 + of: {', '.join(cells)}")
        lines.append(f"{'':{width}}  {''.join(values[0] for _, values in grid.heads)}")
    else:
        lines += [f"{name:>{width}}  {''.join(values)}" for name, values in grid.heads]
    lines += [
        f"{state:>{width}}  {''.join(mark for _, mark, _ in marks)}" for state, marks in grid.rows
    ]
    return "\n".join([*lines, grid.legend])


def _svg(grid: _Grid) -> str:
    size, left, top = 18, 0, 44
    labels = [name for name, _ in (*grid.rows, *grid.heads)]
    left = 16 + 8 * max([len(label) for label in labels] + [4])
    by_value = len(grid.heads) > 1 and len(grid.heads[0][1]) == 1
    columns = len(grid.heads) if by_value else len(grid.heads[0][1])
    head_lines = 2 if by_value else len(grid.heads)
    body = top + size * head_lines + 6
    width = max(left + size * columns + 16, 8 * len(grid.title) + 32, 7 * len(grid.legend) + 32)
    height = body + size * len(grid.rows) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="monospace" font-size="12">',
        f"<title>{escape(grid.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _label(16, 24, grid.title, "start", "#111111"),
    ]
    for line, (name, values) in enumerate(grid.heads):
        if by_value:
            x = left + size * line
            if name:
                parts.append(_label(x, top + size - 6, name, "start", "#444444", 7))
            parts.append(_label(x + size // 2, top + 2 * size - 5, values[0], "middle", "#444444"))
            continue
        y = top + size * line + size - 5
        parts.append(_label(left - 8, y, name, "end", "#444444"))
        parts += [
            _label(left + size * column + size // 2, y, value, "middle", "#444444")
            for column, value in enumerate(values)
        ]
    for row, (state, marks) in enumerate(grid.rows):
        y = body + size * row
        parts.append(_label(left - 8, y + size - 5, state, "end", "#111111"))
        for column, (kind, mark, note) in enumerate(marks):
            x = left + size * column
            fill, ink = _colours(kind)
            parts.append(
                f'<rect x="{x}" y="{y}" width="{size - 1}" height="{size - 1}" fill="{fill}">'
                f"<title>{escape(state)}: {escape(note)}</title></rect>"
            )
            if not by_value:
                parts.append(_label(x + size // 2, y + size - 5, mark, "middle", ink))
    legend = grid.legend
    if by_value:
        legend = f"{legend.partition(':')[0]}: the darker, the more often"
    parts.append(_label(16, height - 14, legend, "start", "#444444"))
    return "".join([*parts, "</svg>"])


def _colours(kind: str) -> tuple[str, str]:
    if kind in _FILL:
        return _FILL[kind], _INK[kind]
    share = float(kind)
    low, high = (0xF2, 0xF2, 0xF2), (0x1B, 0x6E, 0x53)
    mixed = (round(a + (b - a) * share) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed), "#111111"


def _label(x: int, y: int, text: str, anchor: str, fill: str, size: int = 12) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{fill}" font-size="{size}">'
        f"{escape(text)}</text>"
    )
