"""Reference pages written from the program: command line, errors, concepts, HTTP interface."""

from __future__ import annotations

import ast
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "src" / "detente"
#: Which exit code an error of each class gives.
ERRORS = {
    "InputError": "bad input, exit code 2",
    "ModelError": "bad input, exit code 2",
    "AnalysisError": "an analysis that cannot be completed, exit code 1",
}


def pages() -> dict[str, str]:
    """Return the pages by file name."""
    from detente.cli.manual import markdown

    return {
        "cli.md": markdown(),
        "errors.md": errors(),
        "concepts.md": concepts(),
        "http-api.md": http_api(),
    }


def concepts() -> str:
    """Return what ``detente help WORD`` says, for all words."""
    from detente.explain.concepts import TEXTS, explain_word
    from detente.explain.further_concepts import NAMES

    lines = [
        "# Words and concepts",
        "",
        "What `detente help WORD` says, offline. The terms of the field stand in the [glossary](../glossary.md).",
        "",
    ]
    for word in (*TEXTS, *NAMES):
        name, text, source = explain_word(word)
        lines += [f"`{name}`", f": {text} Source: {source}.", ""]
    return "\n".join(lines)


def errors() -> str:
    """Return every error message of the program with what it advises, room by room."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ERRORS:
                continue
            text = _template(node.args[0]) if node.args else ""
            fix = next((_template(k.value) for k in node.keywords if k.arg == "fix"), "")
            entry = (text, fix, ERRORS[node.func.id])  # type: ignore[attr-defined]
            if text and entry not in found[room]:
                found[room].append(entry)
    lines = [
        "# Error messages",
        "",
        "An error says what is wrong, where, and what would be right, in one line on standard error:",
        "`detente: FILE:LINE: what is wrong. What would be right.` With `--json` it is",
        '`{"source": …, "error": {"message": …, "line": …, "fix": …}}`; in Python an `InputError` or an',
        "`AnalysisError` with `.message`, `.source`, `.line` and `.fix`. `…` stands for what differs.",
        "",
    ]
    for room, entries in sorted(found.items()):
        lines += [f"## {room}", "", "| message | what would be right | kind |", "|---|---|---|"]
        lines += [
            f"| {_cell(text)} | {_cell(fix)} | {kind} |" for text, fix, kind in sorted(entries)
        ]
        lines.append("")
    return "\n".join(lines)


def _template(node: ast.expr) -> str:
    """Return the words of a message, ``…`` for every part that is computed."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr():
            return "".join(_template(part) for part in node.values)
        case ast.FormattedValue():
            return "…"
        case ast.BinOp(op=ast.Add()):
            return _template(node.left) + _template(node.right)
        case ast.IfExp():
            return f"{_template(node.body)} / {_template(node.orelse)}"
        case ast.Call(func=ast.Name(id="did_you_mean")):
            return "Did you mean …? Known: …."
        case _:
            return ""


def _cell(text: str) -> str:
    for mark in "\\`*_<>[]|$":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())


def http_api() -> str:
    """Return the operations of the workbench's interface with what they take and give."""
    from detente.store import Dossier
    from detente.web.app import create_app
    from detente.web.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.dossier"
        workspace = Workspace(Dossier.create(path))
        try:
            described: dict[str, Any] = create_app(workspace).openapi()
        finally:
            workspace.close()
    lines = [
        "# HTTP interface",
        "",
        "The workbench's pages and scripts use the same interface; `GET /api/openapi.json` describes it in full. How to",
        "sign in, what errors look like and what long work answers: [the workbench](../reference/workbench.md).",
        "",
    ]
    by_path = described["paths"]
    for path in sorted(by_path):
        for method, operation in by_path[path].items():
            lines += [
                f"## `{method.upper()} {path}`",
                "",
                _cell(operation.get("description", "")),
                "",
            ]
            rows = [
                (f"`{each['name']}` ({each['in']})", _schema(each.get("schema", {})))
                for each in operation.get("parameters", ())
            ]
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                rows.append((f"body, `{kind}`", _schema(content.get("schema", {}))))
            for status, answer in sorted(operation.get("responses", {}).items()):
                rows.append((f"answer {status}", _cell(answer.get("description", ""))))
            lines += ["| part | holds |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows), ""]
    return "\n".join(lines)


def _schema(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema:
        return " or ".join(_schema(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_schema(schema.get('items', {}))}"
    return f"`{schema.get('type', 'any')}`"
