"""Patterns of ours take no very long time, whatever the text (ReDoS): none can divide it in very many ways."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Patterns that repeat what repeats, without a sign between, and why that takes no time.
_FEW_LETTERS = {
    r"\b(?:any|no) (": "nothing follows what repeats, so that nothing is tried twice",
}

#: Letters of every kind that our patterns tell apart.
_LETTERS = [chr(n) for n in (*range(0x180), *range(0x2010, 0x2030), 0x3A9, 0x416, 0x660, 0x4E2D)]


def patterns() -> Iterator[tuple[str, str]]:
    """Give every pattern that the source writes out, with its place."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if "import re\n" in text else ():
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re")),
                    args=[ast.Constant(value=str(pattern)), *_],
                ):
                    yield f"{path.name}:{node.lineno}", pattern


def letters_of(item: tuple[Any, Any]) -> frozenset[str]:
    """Return which of some letters one item of a parsed pattern takes."""
    state = _parser.State()
    one = _compiler.compile(_parser.SubPattern(state, [item]))
    return frozenset(letter for letter in _LETTERS if one.fullmatch(letter))


def repeats_what_repeats(parsed: Any) -> bool:
    """Say whether a pattern can divide one text among its repeats in very many ways.

    A repeat in a repeat is harmless where each turn begins or ends with one letter that the inner one cannot take.
    """
    for name, value in parsed:
        if name in (code.MAX_REPEAT, code.MIN_REPEAT):
            body = value[2]
            if value[1] == code.MAXREPEAT and any(
                not _parted(list(body), inner) for inner in _endless(body)
            ):
                return True
            if repeats_what_repeats(body):
                return True
        elif (
            (name is code.SUBPATTERN and repeats_what_repeats(value[3]))
            or (name is code.BRANCH and any(repeats_what_repeats(each) for each in value[1]))
            or (name in (code.ASSERT, code.ASSERT_NOT) and repeats_what_repeats(value[1]))
        ):
            return True
    return False


def _endless(parsed: Any) -> Iterator[Any]:
    """Give the bodies of endless repeats in a pattern."""
    for name, value in parsed:
        if name in (code.MAX_REPEAT, code.MIN_REPEAT):
            if value[1] == code.MAXREPEAT:
                yield value[2]
            yield from _endless(value[2])
        elif name is code.SUBPATTERN:
            yield from _endless(value[3])
        elif name is code.BRANCH:
            for each in value[1]:
                yield from _endless(each)


def _parted(body: list[tuple[Any, Any]], inner: Any) -> bool:
    """Say whether a turn has one letter at its beginning or end that the inner repeat cannot take."""
    single = (code.LITERAL, code.NOT_LITERAL, code.IN, code.ANY)
    while len(body) == 1 and body[0][0] is code.SUBPATTERN:
        body = list(body[0][1][3])
    if len(inner) != 1 or inner[0][0] not in single:
        return False
    taken = letters_of(inner[0])
    ends = [item for item in (body[0], body[-1]) if item[0] in single]
    return any(not letters_of(item) & taken for item in ends)


def test_no_pattern_takes_very_long() -> None:
    found = dict(patterns())
    assert len(found) > 200
    bad = {
        place: pattern
        for place, pattern in found.items()
        if repeats_what_repeats(_parser.parse(pattern))
    }
    assert [p for p in bad.items() if not any(known in p[1] for known in _FEW_LETTERS)] == []


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        ("(a+)+b", True),
        ("(a*)*", True),
        (r"(\w+\s?)+$", True),
        ("(a|b+)+c", True),
        (r"\w+(-\w+)*", False),
        ("(a+b)+", False),
    ],
)
def test_patterns_that_take_very_long_are_known(pattern: str, bad: bool) -> None:
    assert repeats_what_repeats(_parser.parse(pattern)) is bad
