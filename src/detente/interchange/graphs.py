"""Move graphs as GraphML and DOT."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class Node:
    """A state of a move graph, with what it is called and under what it is an equilibrium."""

    state: str
    description: str
    equilibria: tuple[str, ...]
    status_quo: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A move: by whom, from where to where, and whether the mover strictly prefers the result."""

    by: str
    origin: str
    target: str
    improves: bool


@dataclass(frozen=True, slots=True)
class MoveGraph:
    """States and the moves between them."""

    title: str
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]


_KEYS = (
    ("node", "description", "string"),
    ("node", "equilibria", "string"),
    ("node", "status_quo", "boolean"),
    ("edge", "by", "string"),
    ("edge", "improves", "boolean"),
)


def write_graphml(graph: MoveGraph) -> str:
    """Return a move graph as GraphML: one edge per move, with the mover and whether it improves."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(
            f'  <key id="{name}" for="{on}" attr.name="{name}" attr.type="{kind}"/>'
            for on, name, kind in _KEYS
        ),
        '  <graph edgedefault="directed">',
        f"    <desc>{escape(_legal(graph.title))}</desc>",
    ]
    for node in graph.nodes:
        lines += [
            f"    <node id={quoteattr(node.state)}>",
            f'      <data key="description">{escape(_legal(node.description))}</data>',
            f'      <data key="equilibria">{escape(" ".join(node.equilibria))}</data>',
            f'      <data key="status_quo">{str(node.status_quo).lower()}</data>',
            "    </node>",
        ]
    for number, arc in enumerate(graph.arcs):
        ends = f"source={quoteattr(arc.origin)} target={quoteattr(arc.target)}"
        lines += [
            f'    <edge id="m{number}" {ends}>',
            f'      <data key="by">{escape(_legal(arc.by))}</data>',
            f'      <data key="improves">{str(arc.improves).lower()}</data>',
            "    </edge>",
        ]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def write_dot(graph: MoveGraph) -> str:
    """Return a move graph in DOT (Graphviz): improvements solid, other moves dotted."""
    lines = [f"digraph {_dot(graph.title)} {{", "  node [shape=box];"]
    for node in graph.nodes:
        parts = [node.state, *([" ".join(node.equilibria)] if node.equilibria else [])]
        marks = [f"label={_dot(chr(10).join(parts))}", f"tooltip={_dot(node.description)}"]
        marks += ["peripheries=2"] if node.equilibria else []
        marks += ["style=bold"] if node.status_quo else []
        lines.append(f"  {_dot(node.state)} [{', '.join(marks)}];")
    for arc in graph.arcs:
        style = "solid" if arc.improves else "dotted"
        ends = f"{_dot(arc.origin)} -> {_dot(arc.target)}"
        lines.append(f"  {ends} [label={_dot(arc.by)}, style={style}];")
    return "\n".join([*lines, "}", ""])


def _dot(text: str) -> str:
    """Return a quoted DOT string; line breaks are written as escapes."""
    plain = _legal(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"\r\n?|\n", r"\\n", plain) + '"'


def _legal(text: str) -> str:
    """Replace characters that XML forbids."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
