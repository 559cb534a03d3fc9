"""The pictures of a brief: the attitude map, the moves of a small model, who said what when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from detente.briefing.result import Brief
from detente.briefing.shapes import (
    PENS,
    Area,
    Box,
    Figure,
    Shape,
    Stroke,
    Words,
    curve,
    fitted,
    tip,
)
from detente.briefing.text import clean
from detente.briefing.wording import attitude_cells, attitude_question
from detente.model.conflict import Conflict

WIDE = 640
#: A model with more states has no picture of its moves in the brief.
STATES = 32
#: Pairs of a timeline, and outcomes named in a cell of the map.
PAIRS = 8
NAMED = 9


def figures(brief: Brief) -> dict[str, Figure]:
    """Return the pictures that the brief can have, by id."""
    feasible = brief.solution.to_json()["feasible_states"]
    found = (
        attitude_map(brief),
        moves(brief.conflict, brief.names().labels) if 1 < feasible <= STATES else None,
        timeline(brief),
    )
    return {figure.id: figure for figure in found if figure is not None}


def attitude_map(brief: Brief) -> Figure | None:
    """Draw the attitude table as a map: strong where other outcomes start than as modelled."""
    tested = brief.dependence
    if tested is None:
        return None
    names = brief.names()
    letters = names.labels
    columns, rows = attitude_cells(names, tested)
    table = [(tested.rows[n], tested.rows[3 + n]) for n in (2, 1, 0)]
    now = next((row for row in tested.rows if row.as_in_model), None)
    left, top, wide, high = 150.0, 40.0, 240.0, 66.0
    shapes: list[Shape] = []
    told = []
    for n, column in enumerate(columns):
        shapes.append(Words(x=left + (n + 0.5) * (wide + 6), y=28, text=column, anchor="middle"))
    for r, (cells, (heading, _texts, _place)) in enumerate(zip(table, rows[:3], strict=True)):
        y = top + r * (high + 6)
        shapes.append(Words(x=left - 12, y=y + high / 2 + 5, text=heading, anchor="end", bold=True))
        for c, cell in enumerate(cells):
            x = left + c * (wide + 6)
            other = now is not None and not cell.restless and cell.started != now.started
            fill = "sunken" if cell.restless else "strong" if other else "pale"
            ink = "soft" if cell.restless else "on-strong" if other else "ink"
            shapes.append(
                Box(x=x, y=y, wide=wide, high=high, fill=fill, stroke="ink" if cell is now else None, thick=3)
            )  # fmt: skip
            first, second = _cell(cell, letters)
            shapes.append(Words(x=x + 12, y=y + 29, text=first, fill=ink, bold=True))
            shapes.append(Words(x=x + 12, y=y + 49, text=second, fill=ink))
            here = " (as modelled)" if cell is now else ""
            told.append(f"{heading}, {columns[c]}{here}: {first}; {second}".rstrip("; "))
    bottom = top + 3 * (high + 6)
    note = "Dark: other outcomes start than as modelled (outlined). Letters as in this report."
    shapes.append(Words(x=left, y=bottom + 16, text=note, size=11, fill="soft"))
    title = attitude_question(brief.conflict, tested)
    return Figure(
        id="attitudes", title=clean(f"Attitude map: {title}"), alt=clean(". ".join(told) + "."),
        wide=WIDE, high=bottom + 28, shapes=tuple(shapes),
    )  # fmt: skip


def _cell(row: Any, letters: dict[str, str]) -> tuple[str, str]:
    if row.restless:
        return "tests nothing", "any move would do"
    starts = sorted(letters.get(state, "–") for state in row.started)
    holds = sorted(letters.get(state, "–") for state in row.sustained - row.started)
    return (
        f"starts: {_list(starts)}" if starts else "nothing starts",
        f"holds: {_list(holds)}" if holds else "nothing else holds",
    )


def _list(found: list[str]) -> str:
    more = f" +{len(found) - NAMED}" if len(found) > NAMED else ""
    return ", ".join(sorted(found, key=lambda x: (len(x), x))[:NAMED]) + more


def moves(conflict: Conflict, labels: dict[str, str]) -> Figure | None:
    """Draw the moves that are improvements, for a model of few states; ``labels`` name outcomes."""
    from detente.analysis.outcomes import Landscape
    from detente.briefing.moves import move_graph
    from detente.model.conflict import Attitude

    ids = [dm.id for dm in conflict.decision_makers]
    cells = {(a, b): Attitude.POSITIVE if a == b else Attitude.NEUTRAL for a in ids for b in ids}
    graph = move_graph(Landscape(conflict), cells)
    if not graph["whole"] or not graph["edges"]:
        return None
    columns: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for node in graph["nodes"]:
        columns[10**6 if node["depth"] is None else node["depth"]].append(node)
    stacks = [
        nodes[n : n + 8] for _, nodes in sorted(columns.items()) for n in range(0, len(nodes), 8)
    ]
    box = max(len(node["state"]) for node in graph["nodes"]) * 7.4 + 42
    gap = max(46.0, min(120.0, (WIDE - 66 - box) / max(len(stacks) - 1, 1) - box))
    step, high, top = 46.0, 30.0, 34.0 + 16 * (len(ids) > 3)
    places = {
        node["state"]: (10 + x * (box + gap), top + y * step)
        for x, nodes in enumerate(stacks)
        for y, node in enumerate(nodes)
    }
    shapes: list[Shape] = []
    at = 10.0
    for n, party in enumerate(graph["parties"]):
        colour, dashes = PENS[n % len(PENS)]
        name = fitted(clean(party["name"]), 190, 11)
        shapes.append(
            Stroke(points=((at, 12), (at + 30, 12)), colour=colour, dashes=dashes, thick=2)
        )
        shapes.append(Words(x=at + 36, y=16, text=name, size=11))
        at += 60 + 6.6 * len(name)
    players = {party["id"]: n for n, party in enumerate(graph["parties"])}
    for edge in graph["edges"]:
        n = players[edge["by"]]
        colour, dashes = PENS[n % len(PENS)]
        points = _arc(places[edge["from"]], places[edge["to"]], box, high, 6 + 5 * (n % 4))
        shapes += [
            Stroke(points=points, colour=colour, dashes=dashes, thick=1.2),
            tip(points, colour),
        ]
    for node in graph["nodes"]:
        x, y = places[node["state"]]
        label = labels.get(node["state"], "")
        stable = node["equilibrium"]
        shapes.append(
            Box(
                x=x, y=y, wide=box, high=high, fill="good-soft" if stable else "ground",
                stroke="good" if stable else "soft", thick=3 if node["status_quo"] else 1,
            )
        )  # fmt: skip
        text = f"{label} {node['state']}".strip()
        shapes.append(
            Words(x=x + box / 2, y=y + 19.5, text=text, size=12, bold=stable, anchor="middle")
        )
    high = top + max(len(nodes) for nodes in stacks) * step
    note = "Green and bold: no party gains by moving (Nash). Thick frame: today. Letters as in this report."
    shapes.append(Words(x=10, y=high + 6, text=note, size=11, fill="soft"))
    wide = max(WIDE, 66 + len(stacks) * (box + gap) - gap, at)
    names = {party["id"]: party["name"] for party in graph["parties"]}
    told = "; ".join(f"{names[e['by']]} from {e['from']} to {e['to']}" for e in graph["edges"][:60])
    more = len(graph["edges"]) - 60
    stable_states = [node["state"] for node in graph["nodes"] if node["equilibrium"]]
    alt = (
        f"Moves that are improvements between {len(graph['nodes'])} states. Stable (Nash): "
        f"{', '.join(stable_states) or 'none'}. Today: {conflict.status_quo or 'not given'}. "
        f"Moves: {told}{f'; and {more} more' if more > 0 else ''}."
    )
    return Figure(
        id="moves", title="Moves that are improvements", alt=clean(alt),
        wide=wide, high=high + 18, shapes=tuple(shapes),
    )  # fmt: skip


def _arc(
    start: tuple[float, float], end: tuple[float, float], box: float, high: float, shift: float
) -> tuple[tuple[float, float], ...]:
    """Return the line of a move between two boxes."""
    y0, y1 = start[1] + min(shift, high - 4), end[1] + min(shift, high - 4)
    if end[0] > start[0]:
        a, b = (start[0] + box, y0), (end[0] - 1, y1)
        return curve(a, (a[0] + 40, y0), (b[0] - 40, y1), b)
    if end[0] < start[0]:
        a, b = (start[0], y0), (end[0] + box + 1, y1)
        return curve(a, (a[0] - 40, y0 + 14), (b[0] + 40, y1 + 14), b)
    a, b = (start[0] + box, y0), (end[0] + box + 1, y1)
    out = 18 + min(26, abs(y1 - y0) / 5)
    return curve(a, (a[0] + out, y0), (b[0] + out, y1), b)


def timeline(brief: Brief) -> Figure | None:
    """Draw who spoke how of whom on which day, when the documents have different dates."""
    from detente.reading.attitudes import timeline as dated

    found = [
        (_day(item.date), item) for item in dated(brief.documents) if item.date and item.grounds
    ]
    points = [(day, item) for day, item in found if day is not None]
    days = sorted({day for day, _ in points})
    if len(days) < 2:
        return None
    names = {actor.id: actor.name for d in brief.documents for actor in d.actors}
    names |= {dm.id: dm.name for dm in brief.conflict.decision_makers}
    weight: dict[tuple[str, str], int] = defaultdict(int)
    for _, item in points:
        weight[item.source, item.target] += len(item.grounds)
    pairs = sorted(weight, key=lambda pair: (-weight[pair], pair))[:PAIRS]
    left, right, top, step = 236.0, WIDE - 20.0, 34.0, 30.0
    span = max((days[-1] - days[0]).days, 1)
    shapes: list[Shape] = []
    told = []
    for n, pair in enumerate(pairs):
        y = top + n * step
        text = clean(f"{names.get(pair[0], pair[0])} of {names.get(pair[1], pair[1])}")
        shapes.append(
            Words(x=left - 12, y=y + 4, text=fitted(text, left - 18, 12), size=12, anchor="end")
        )
        shapes.append(Stroke(points=((left, y), (right, y)), colour="rule", thick=1))
        marks = []
        for day, item in points:
            if (item.source, item.target) != pair:
                continue
            x = round(left + 10 + (day - days[0]).days / span * (right - left - 20), 2)
            shapes.append(_mark(x, y, item.sign))
            marks.append(f"{item.date} {_SIGNS[item.sign]}")
        told.append(f"{text}: {', '.join(marks)}")
    bottom = top + len(pairs) * step
    shapes += [
        Words(x=left, y=bottom + 8, text=days[0].isoformat(), size=11, fill="soft"),
        Words(x=right, y=bottom + 8, text=days[-1].isoformat(), size=11, fill="soft", anchor="end"),
        Words(x=10, y=14, text="▲ friendly   ■ mixed or neutral   ▼ hostile", size=11, fill="soft"),
    ]
    return Figure(
        id="timeline", title="Who spoke how of whom, over time", alt=clean("; ".join(told) + "."),
        wide=WIDE, high=bottom + 20, shapes=tuple(shapes),
    )  # fmt: skip


_SIGNS = {"+": "friendly", "-": "hostile", "0": "mixed or neutral"}


def _mark(x: float, y: float, sign: str) -> Shape:
    if sign == "+":
        return Area(points=((x, y - 8), (x - 7, y + 6), (x + 7, y + 6)), fill="good")
    if sign == "-":
        return Area(points=((x, y + 8), (x - 7, y - 6), (x + 7, y - 6)), fill="bad")
    return Box(x=x - 5, y=y - 5, wide=10, high=10, fill="soft")


def _day(text: str) -> date | None:
    """Return the first day of a date that may lack its day or month."""
    parts = text.split("-")
    try:
        year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
        return date(year, month, day)
    except ValueError:
        return None
