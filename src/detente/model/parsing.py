"""Text of a model file (YAML 1.2 or JSON) to a tree of nodes that know their lines.

The input is untrusted: depth, number of values and aliases are limited while reading, tags are
refused, and no objects are constructed. Scalars follow the YAML 1.2 core schema (``NO`` is a
string), except that octal and hexadecimal numbers stay strings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from detente.errors import InputError
from detente.model.expression import composed

MAX_DEPTH = 50
MAX_ALIASES = 100
MAX_NODES = 200_000

Scalar = str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULLS = ("", "~", "null", "Null", "NULL")
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file with its line (from 1); ``raw`` is a scalar as written.

    Mappings keep their values by key, and each key's line in ``lines``; ``weight`` counts the
    values inside, aliases expanded.
    """

    value: Scalar | list[Node] | dict[str, Node]
    line: int
    raw: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    weight: int = 1


class _SyntaxError(InputError):
    """Stops the reading of a file."""


def _stop(message: str, line: int | None, fix: str) -> _SyntaxError:
    return _SyntaxError(message, line=line, fix=fix)


def parse_text(text: str, *, json: bool = False) -> Node | None:
    """Read YAML or JSON text; None when it holds no value.

    Raises
    ------
    InputError
        On a syntax error, a duplicate key, a tag, or when a limit is passed; with the line.
    """
    if "\0" in text:
        raise _stop("The file is binary: it contains a NUL.", None, "Give a UTF-8 text file.")
    if not text.strip():
        return None
    return _Json(text).parse() if json else _parse_yaml(text)


def resolve(text: str) -> Scalar:
    """Return the value of a plain YAML scalar."""
    if text in _NULLS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if len(text) <= 300 and _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def _clean(text: str, line: int) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _stop(
            "A text holds half of a character pair (a lone surrogate).", line, "Remove it."
        ) from None
    return text


def _collect(line: int, items: list[Node]) -> Node:
    return Node(items, line, weight=1 + sum(item.weight for item in items))


def _mapping(line: int, pairs: list[tuple[str, int, Node]]) -> Node:
    values: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for given, place, node in pairs:
        key = composed(given)
        if key in values:
            raise _stop(
                f"The key {key[:80]!r} appears twice; first in line {lines[key]}.",
                place,
                "Remove or rename one of them.",
            )
        values[key] = node
        lines[key] = place
    weight = 1 + sum(node.weight + 1 for node in values.values())
    return Node(values, line, lines=lines, weight=weight)


def _too_deep(line: int) -> _SyntaxError:
    return _stop(f"Values are nested deeper than {MAX_DEPTH} levels.", line, "Flatten them.")


def _too_many(line: int) -> _SyntaxError:
    return _stop(f"The file holds more than {MAX_NODES:,} values.", line, "Split it.")


def _parse_yaml(text: str) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _Yaml(YAML(typ="safe", pure=True).parse(text)).parse()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(str(error.problem or error.context or "unreadable").split())[:200]
        raise _stop(
            f"This is not valid YAML: {what}.",
            None if mark is None else mark.line + 1,
            "Check indentation, brackets and quotation marks there.",
        ) from None
    except YAMLError as error:
        what = " ".join(str(error).split())[:200]
        raise _stop(f"This is not valid YAML: {what}.", None, "Give UTF-8 YAML.") from None
    except (
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
        AssertionError,
        NotImplementedError,
    ):
        # The scanner of ruamel.yaml trips over some malformed escapes and directives.
        raise _stop("This is not valid YAML.", None, "Check it with an editor.") from None


class _Yaml:
    """Builds the tree from parser events, so that limits hold before anything is expanded."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.anchors: dict[str, Node] = {}
        self.aliases = 0
        self.nodes = 0

    def parse(self) -> Node | None:
        """Return the one document of the stream."""
        root: Node | None = None
        documents = 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _stop(
                        "The file holds several YAML documents.",
                        event.start_mark.line + 1,
                        "Keep one model per file; remove the line ---.",
                    )
            elif kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
                root = self._node(event, 1)
        return None if root is None or (root.value is None and not root.raw) else root

    def _node(self, event: Any, depth: int) -> Node:
        line: int = event.start_mark.line + 1
        kind = type(event).__name__
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _too_many(line)
        if kind == "AliasEvent":
            return self._alias(event, line)
        if depth > MAX_DEPTH:
            raise _too_deep(line)
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("!", "tag:yaml.org,2002:str"):
            raise _stop(f"The tag {str(tag)[:80]!r} is not read.", line, "Remove the tag.")
        if kind == "ScalarEvent":
            value = _clean(event.value, line)
            plain = event.style in (None, "") and tag is None
            node = Node(resolve(value) if plain else value, line, raw=value)
        elif kind == "SequenceStartEvent":
            node = _collect(line, list(self._items(depth)))
        else:
            node = _mapping(line, list(self._pairs(depth)))
        if node.weight > MAX_NODES:
            raise _too_many(line)
        if event.anchor is not None:
            self.anchors[str(event.anchor)] = node
        return node

    def _alias(self, event: Any, line: int) -> Node:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise _stop(
                f"The file uses more than {MAX_ALIASES} aliases.", line, "Write the values out."
            )
        name = str(event.anchor)
        if name not in self.anchors:
            raise _stop(f"The alias *{name[:80]} has no anchor.", line, "Quote the text.")
        return self.anchors[name]

    def _items(self, depth: int) -> Iterator[Node]:
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[str, int, Node]]:
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = self._node(event, depth + 1)
            if isinstance(key.value, (list, dict)):
                raise _stop("A key is a list or a mapping.", key.line, "Keys are plain words.")
            # An alias used as a key stands where it is used, not where its anchor is.
            line: int = event.start_mark.line + 1
            yield key.raw, line, self._node(next(self.events), depth + 1)


class _Json:
    """A JSON reader that knows lines (RFC 8259); strings are read by the standard library."""

    _SPACE = re.compile(r"[ \t\r\n]*")
    _NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
    _WORDS = (("true", True), ("false", False), ("null", None))

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.nodes = 0
        self.counted = 0
        self.lines = 1

    def parse(self) -> Node:
        """Return the one value of the text."""
        node = self._value(1)
        if self._peek():
            raise self._wrong("More text follows the end of the document")
        return node

    def _line(self) -> int:
        self.lines += self.text.count("\n", self.counted, self.place)
        self.counted = self.place
        return self.lines

    def _wrong(self, what: str) -> _SyntaxError:
        return _stop(f"This is not valid JSON: {what}.", self._line(), "Check the text there.")

    def _peek(self) -> str:
        match = self._SPACE.match(self.text, self.place)
        if match is not None:
            self.place = match.end()
        return self.text[self.place : self.place + 1]

    def _take(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self.place += 1
        return True

    def _value(self, depth: int) -> Node:
        sign = self._peek()
        line = self._line()
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _too_many(line)
        if depth > MAX_DEPTH:
            raise _too_deep(line)
        if sign == '"':
            text = self._string()
            return Node(text, line, raw=text)
        if self._take("["):
            return _collect(line, list(self._items(depth)))
        if self._take("{"):
            return _mapping(line, list(self._pairs(depth)))
        for word, value in self._WORDS:
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return Node(value, line, raw=word)
        match = self._NUMBER.match(self.text, self.place)
        if match is None:
            raise self._wrong(f"{sign!r} starts no value" if sign else "it ends too early")
        self.place = match.end()
        return Node(resolve(match.group()), line, raw=match.group())

    def _string(self) -> str:
        from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

        if self._peek() != '"':
            raise self._wrong("a key in quotation marks is missing")
        line = self._line()
        try:
            text, self.place = scanstring(self.text, self.place + 1, True)  # noqa: FBT003
        except JSONDecodeError as error:
            raise self._wrong(error.msg) from None
        return _clean(text, line)

    def _items(self, depth: int) -> Iterator[Node]:
        if self._take("]"):
            return
        while True:
            yield self._value(depth + 1)
            if self._take("]"):
                return
            if not self._take(","):
                raise self._wrong("a comma or ] is missing")

    def _pairs(self, depth: int) -> Iterator[tuple[str, int, Node]]:
        if self._take("}"):
            return
        while True:
            key = self._string()
            line = self._line()
            if not self._take(":"):
                raise self._wrong("a colon is missing")
            yield key, line, self._value(depth + 1)
            if self._take("}"):
                return
            if not self._take(","):
                raise self._wrong("a comma or } is missing")
