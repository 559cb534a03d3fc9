"""The graph of a conflict as a picture: states on a circle, moves as arrows, equilibria filled."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from pathlib import Path

from detente.engine.game import bits
from detente.errors import AnalysisError, InputError, did_you_mean
from detente.explain.words import describe_state
from detente.model.conflict import Conflict
from detente.solving.compiling import compile_conflict
from detente.solving.solution import solve

#: States that a picture can hold and still be read.
MOST_STATES = 40
#: Colour and dashes of each decision maker's arrows, so that colour alone never tells.
_STROKES = (
    ("#0b5cad", ""),
    ("#b0440c", "7 3"),
    ("#1b6e53", "2 3"),
    ("#7a3fa0", "9 3 2 3"),
    ("#8a6d00", "12 4"),
    ("#a8145f", "4 2 1 2"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that shows itself in a notebook; ``save`` writes it to a file."""

    title: str
    svg: str

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return f"<Picture: {self.title[:100]}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str) -> None:
        """Write the picture as SVG."""
        Path(path).write_text(self.svg, encoding="utf-8")


def draw_moves(conflict: Conflict, *, moves: str = "improvements") -> Picture:
    """Draw the states of a conflict and the moves between them.

    States stand on a circle, NASH equilibria filled, SEQ equilibria with a double edge, the status quo
    marked. An arrow is a move of one decision maker.

    Parameters
    ----------
    conflict : Conflict
        The model.
    moves : {"improvements", "all"}
        Whether to draw only moves to a better state or every move that can be made.

    Raises
    ------
    InputError
        For another kind of moves.
    AnalysisError
        When there are more states than a picture can hold.

    Examples
    --------
    >>> import detente
    >>> detente.load(detente.example("classic/chicken.yaml")).draw()
    <Picture: Chicken: 4 states, improvements>
    """
    if moves not in ("improvements", "all"):
        raise InputError(
            f"No kind of moves {moves!r}.", fix=did_you_mean(moves, ["improvements", "all"])
        )
    compiled = compile_conflict(conflict)
    names = compiled.space.names
    if len(names) > MOST_STATES:
        raise AnalysisError(
            f"{len(names):,} states are too many for a picture.",
            fix=f"At most {MOST_STATES} are drawn; write a .dot file with detente convert instead.",
        )
    game = compiled.game
    held = solve(conflict, "NASH SEQ").equilibria
    radius = max(150, 15 * len(names))
    middle = radius + 90
    at = [
        (
            middle + radius * sin(2 * pi * n / len(names)),
            middle - radius * cos(2 * pi * n / len(names)),
        )
        for n in range(len(names))
    ]
    half = 5 * max(map(len, names)) + 8
    arrows, legend = [], []
    for place, player in enumerate(game.players):
        colour, dash = _STROKES[place % len(_STROKES)]
        dm = compiled.players[player]
        legend.append(_key(place, 2 * middle, dm, colour, dash))
        for start in range(len(names)):
            for end in bits(game.moves[player][start]):
                if moves == "improvements" and not game.better[player][start] >> end & 1:
                    continue
                arrows.append(
                    _arrow(
                        at[start],
                        at[end],
                        half,
                        place,
                        colour,
                        dash,
                        f"{dm}: {names[start]} to {names[end]}",
                    )
                )
    nodes = [
        _node(
            at[n],
            half,
            name,
            describe_state(conflict, name),
            nash=name in held["NASH"],
            seq=name in held["SEQ"],
            today=name == conflict.status_quo,
        )
        for n, name in enumerate(names)
    ]
    title = f"{conflict.title}: {len(names)} states, {moves}"
    height = 2 * middle + 22 * (len(legend) + 1)
    heads = "".join(
        f'<marker id="a{n}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for n, (colour, _) in enumerate(_STROKES)
    )
    key = "filled: NASH equilibrium; double edge: SEQ equilibrium; *: status quo"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * middle:g} {height:g}" '
        f'width="{2 * middle:g}" height="{height:g}" role="img" font-family="system-ui, sans-serif" '
        f'font-size="14"><title>{escape(title)}</title><defs>{heads}</defs>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(arrows)}{"".join(nodes)}'
        f'{"".join(legend)}<text x="16" y="{height - 10:g}" fill="#444444" font-size="12">{key}</text></svg>'
    )
    return Picture(title, svg)


def _key(place: int, top: float, dm: str, colour: str, dash: str) -> str:
    y = top + 22 * place
    return (
        f'<path d="M16 {y:g}h44" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}" '
        f'marker-end="url(#a{place % len(_STROKES)})"/>'
        f'<text x="70" y="{y + 5:g}" fill="#111111">{escape(dm)}</text>'
    )


def _arrow(
    start: tuple[float, float],
    end: tuple[float, float],
    half: float,
    place: int,
    colour: str,
    dash: str,
    words: str,
) -> str:
    """Draw a move, bent to the left so that the move back stands beside it."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    bend = 0.12 + 0.05 * place
    cx, cy = (x0 + x1) / 2 + dy * bend, (y0 + y1) / 2 - dx * bend
    sx, sy = _edge(x0, y0, cx, cy, half)
    ex, ey = _edge(x1, y1, cx, cy, half)
    return (
        f'<path d="M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}" fill="none" '
        f'stroke="{colour}" stroke-width="1.6" stroke-dasharray="{dash}" '
        f'marker-end="url(#a{place % len(_STROKES)})"><title>{escape(words)}</title></path>'
    )


def _edge(x: float, y: float, toward_x: float, toward_y: float, half: float) -> tuple[float, float]:
    """Return where a line from a state's middle leaves its box."""
    dx, dy = toward_x - x, toward_y - y
    scale = 1 / max(abs(dx) / (half + 3), abs(dy) / 18, 1e-9)
    return x + dx * scale, y + dy * scale


def _node(
    at: tuple[float, float],
    half: float,
    name: str,
    words: str,
    *,
    nash: bool,
    seq: bool,
    today: bool,
) -> str:
    x, y = at
    fill = "#cfe6da" if nash else "#f4f4f4"
    inner = (
        f'<rect x="{x - half + 3:.1f}" y="{y - 12:.1f}" width="{2 * half - 6:g}" height="24" rx="5" '
        'fill="none" stroke="#111111"/>'
        if seq
        else ""
    )
    return (
        f"<g><title>{escape(words)}</title>"
        f'<rect x="{x - half:.1f}" y="{y - 15:.1f}" width="{2 * half:g}" height="30" rx="7" fill="{fill}" '
        f'stroke="#111111"/>{inner}<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" '
        f'fill="#111111" font-family="monospace">{escape(name)}{"*" if today else ""}</text></g>'
    )
