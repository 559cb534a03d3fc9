"""Expressions over options: ``!``/``not``, ``&``/``and``, ``|``/``or``, brackets, ``IF``, ``IFF``.

``A IF B`` is material: it holds wherever B is false (Fang, Hipel, Kilgour & Peng 2003). Truth is
computed for all option combinations at once: a *truth table* is an integer with one bit per
combination, bit ``c`` for the combination whose option ``o`` is taken when bit ``o`` of ``c`` is 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKEN = re.compile(r"\s*(?:(?P<word>[^\s!&|()~]+)|(?P<sign>[!&|()~]))")
_WORDS = {"not": "!", "and": "&", "or": "|", "~": "!"}
#: Every option of the largest model several times over; what costs is not length but nesting.
_MAX_TOKENS = 20_000
_MAX_DEPTH = 50


def is_id(text: str) -> bool:
    """Say whether a text can be an id: a letter, then letters and their marks, digits, _ or -.

    Letters of every script are letters.
    """
    return bool(text) and _odd_place(text, first=str.isalpha) is None


def composed(text: str) -> str:
    """Return a text in which equal letters are equal characters (Unicode NFC), as ids are kept."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _odd_place(text: str, *, first: Callable[[str], bool]) -> int | None:
    """Return where a text has what no word of an expression has, or None."""
    for place, mark in enumerate(text):
        if mark.isalnum() if place else first(mark):
            continue
        if place and (mark in "_-" or (mark > "\x7f" and _is_mark(mark))):
            continue
        return place
    return None


def _is_mark(character: str) -> bool:
    from unicodedata import category

    return category(character).startswith("M")


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: an operator with its operands, or an option id.

    ``operator`` is one of ``option`` (then ``name`` is set), ``!``, ``&``, ``|``, ``IF``, ``IFF``.
    """

    operator: str
    operands: tuple[Expression, ...] = ()
    name: str = ""

    def __str__(self) -> str:
        if self.operator == "option":
            return self.name
        if self.operator == "!":
            return f"!{self._wrapped(self.operands[0])}"
        return f" {self.operator} ".join(self._wrapped(operand) for operand in self.operands)

    def _wrapped(self, operand: Expression) -> str:
        binding = {"option": 4, "!": 4, "&": 3, "|": 2, "IF": 1, "IFF": 1}
        outer, inner = binding[self.operator], binding[operand.operator]
        # Brackets in a & (b & c) stay, so that what is read back is the same expression.
        bare = inner > outer or (inner == outer and self.operator == "!")
        return str(operand) if bare else f"({operand})"

    def options(self) -> Iterator[str]:
        """Yield the option ids mentioned, in order of appearance, repeats included."""
        if self.operator == "option":
            yield self.name
        for operand in self.operands:
            yield from operand.options()

    def truth(self, tables: dict[str, int], everything: int) -> int:
        """Return the truth table of the expression.

        Parameters
        ----------
        tables : dict of str to int
            The truth table of each option.
        everything : int
            The table that holds everywhere.
        """
        if self.operator == "option":
            return tables[self.name]
        parts = [operand.truth(tables, everything) for operand in self.operands]
        if self.operator == "!":
            return everything & ~parts[0]
        if self.operator == "IF":
            return parts[0] | (everything & ~parts[1])
        if self.operator == "IFF":
            return everything & ~(parts[0] ^ parts[1])
        result = parts[0]
        for part in parts[1:]:
            result = result & part if self.operator == "&" else result | part
        return result

    def holds(self, taken: frozenset[str] | set[str]) -> bool:
        """Say whether the expression is true when exactly the options in ``taken`` are taken."""
        names = set(self.options())
        return bool(self.truth({name: int(name in taken) for name in names}, 1))


def parse_expression(text: str, options: Sequence[str]) -> Expression:
    """Read an expression over the given option ids.

    Raises
    ------
    InputError
        When the text is no expression or names an unknown option.

    Examples
    --------
    >>> str(parse_expression("not a and (b or c) IF d", ["a", "b", "c", "d"]))
    '!a & (b | c) IF d'
    """
    return _Parser(text, options).parse()


class _Parser:
    def __init__(self, text: str, options: Sequence[str]) -> None:
        self.text = composed(text)
        self.options = options
        self.known = frozenset(options)
        self.tokens = self._tokens()
        self.place = 0
        self.depth = 0

    def _tokens(self) -> list[str]:
        known = self.known
        tokens: list[str] = []
        place = 0
        text = self.text.rstrip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                raise self._unreadable(place)
            token = match.group("word") or match.group("sign")
            odd = _odd_place(match.group("word") or "", first=str.isalnum)
            if odd is not None:
                raise self._unreadable(match.start("word") + odd)
            if token not in known:
                if token.upper() in ("IF", "IFF"):
                    token = token.upper()
                token = _WORDS.get(token.lower(), token)
            tokens.append(token)
            place = match.end()
        if len(tokens) > _MAX_TOKENS:
            raise InputError(
                f"The expression has {len(tokens):,} parts; at most {_MAX_TOKENS:,} are read.",
                fix="Write the same condition with fewer parts.",
            )
        return tokens

    def _unreadable(self, place: int) -> InputError:
        return InputError(
            f"Cannot read {self.text[place:].strip()[:20]!r} in the expression {self.text[:200]!r}.",
            fix="Use option ids with ! & | ( ) IF IFF.",
        )

    def _peek(self) -> str | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _next(self) -> str:
        token = self._peek()
        if token is None:
            raise InputError(
                f"The expression {self.text[:200]!r} ends too early.",
                fix="An option id or a bracket is missing at its end.",
            )
        self.place += 1
        return token

    def parse(self) -> Expression:
        result = self._conditional()
        extra = self._peek()
        if extra is not None:
            if extra in ("IF", "IFF"):
                fix = "Only one IF or IFF may stand in a statement; use brackets or two statements."
            else:
                fix = "Join the parts with & or |."
            raise InputError(
                f"Unexpected {extra!r} in the expression {self.text[:200]!r}.", fix=fix
            )
        return result

    def _conditional(self) -> Expression:
        left = self._chain("|")
        if self._peek() in ("IF", "IFF"):
            operator = self._next()
            return Expression(operator, (left, self._chain("|")))
        return left

    def _chain(self, operator: str) -> Expression:
        parts = [self._link(operator)]
        while self._peek() == operator:
            self._next()
            parts.append(self._link(operator))
        return parts[0] if len(parts) == 1 else Expression(operator, tuple(parts))

    def _link(self, operator: str) -> Expression:
        return self._chain("&") if operator == "|" else self._negation()

    def _negation(self) -> Expression:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise InputError(
                f"The expression {self.text[:40]!r}… is nested deeper than {_MAX_DEPTH} levels.",
                fix="Write the same condition with fewer brackets inside one another.",
            )
        try:
            token = self._next()
            if token == "!":
                return Expression("!", (self._negation(),))
            if token == "(":
                inner = self._conditional()
                if self._peek() != ")":
                    raise InputError(
                        f"A bracket is not closed in the expression {self.text[:200]!r}.",
                        fix="Add the missing ).",
                    )
                self._next()
                return inner
            if token in self.known:
                return Expression("option", name=token)
            if token in ("&", "|", ")", "IF", "IFF"):
                raise InputError(
                    f"Unexpected {token!r} in the expression {self.text[:200]!r}.",
                    fix="An option id is missing before it.",
                )
            raise InputError(f"No option {token!r}.", fix=did_you_mean(token, self.options))
        finally:
            self.depth -= 1
