"""Plain values as YAML a person likes to edit: block style, short items on one line."""

from __future__ import annotations

import re
from json import dumps

from detente.model.parsing import resolve

_WIDTH = 100
# Begins with a letter; holds nothing that means anything to YAML, in a bracket or outside.
_BARE = re.compile(r"[^\W\d_](?:[\w ().!&|/-]*[\w.)])?")
_STATE = re.compile(r"[YN-]+")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def render(top: dict[str, object]) -> str:
    """Return a mapping as YAML text."""
    return "".join(f"{line}\n" for line in _block(top, 0))


def _scalar(value: object) -> str:
    if not isinstance(value, str):
        return dumps(value)
    if (
        _BARE.fullmatch(value)
        and isinstance(resolve(value), str)
        and _STATE.fullmatch(value) is None
    ):
        return value
    if '"' in value and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    # A JSON string is a YAML string once everything unprintable is escaped.
    return _UNPRINTABLE.sub(
        lambda match: f"\\u{ord(match.group()):04x}", dumps(value, ensure_ascii=False)
    )


def _flow(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{_scalar(key)}: {_flow(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _is_flat(value: object) -> bool:
    """Say whether a collection holds no mapping and may stand on one line."""
    if isinstance(value, dict):
        return not any(isinstance(item, dict) for item in value.values())
    return isinstance(value, list) and not any(isinstance(item, dict) for item in value)


def _entry(head: str, value: object, indent: int) -> list[str]:
    """Return ``head`` (a key with its colon, or a dash) with its value behind or below it."""
    margin = " " * indent
    short = f"{margin}{head} {_flow(value)}"
    if not isinstance(value, (dict, list)):
        return _folded(head, value, indent) if len(short) > _WIDTH else [short]
    if not value or (_is_flat(value) and len(short) <= _WIDTH and indent > 0):
        return [short]
    if isinstance(value, list) and _is_flat(value) and head != "-":
        return _wrapped(head, value, indent)
    below = _block(value, indent + 2)
    if head == "-":
        return [f"{margin}- {below[0].lstrip(' ')}", *below[1:]]
    return [f"{margin}{head}", *below]


def _block(value: object, indent: int) -> list[str]:
    lines = []
    if isinstance(value, dict):
        for key, item in value.items():
            lines += _entry(f"{_scalar(key)}:", item, indent)
    elif isinstance(value, list):
        for item in value:
            lines += _entry("-", item, indent)
    return lines


def _wrapped(head: str, items: list[object], indent: int) -> list[str]:
    """Return a list in brackets over several lines."""
    lines = [f"{' ' * indent}{head} ["]
    margin = " " * (indent + 2)
    line = margin
    for number, item in enumerate(items):
        piece = _flow(item) + ("," if number < len(items) - 1 else "]")
        if line != margin and len(line) + len(piece) + 1 > _WIDTH:
            lines.append(line)
            line = margin
        line += piece if line == margin else f" {piece}"
    return [*lines, line]


def _folded(head: str, value: object, indent: int) -> list[str]:
    """Return a long text folded, where folding loses nothing; else in quotation marks."""
    if isinstance(value, str) and value.isprintable() and value == " ".join(value.split()):
        margin = " " * (indent + 2)
        lines = [margin]
        for word in value.split(" "):
            if lines[-1] != margin and len(lines[-1]) + len(word) + 1 > _WIDTH:
                lines.append(margin)
            lines[-1] += word if lines[-1] == margin else f" {word}"
        return [f"{' ' * indent}{head} >-", *lines]
    return [f"{' ' * indent}{head} {_scalar(value)}"]
