"""Typed fields out of the tree of a model file; every problem is noted with line and fix."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from detente.errors import InputError, did_you_mean
from detente.model.expression import Expression, composed, is_id, parse_expression
from detente.model.parsing import Node
from detente.model.problems import Problem, Severity

MAX_PROBLEMS = 200
#: Names and titles stand in sentences and tables.
LONGEST_NAME = 1_000
_RESERVED = ("if", "iff", "not", "and", "or")

_Choice = TypeVar("_Choice", bound=StrEnum)


class TooManyProblems(Exception):  # noqa: N818
    """Enough was found; more would help nobody."""


def suggest(word: str, known: Iterable[str]) -> str:
    """Suggest the closest known word; long words and lists are cut to keep this quick."""
    return did_you_mean(word[:80], list(known)[:300])


def kind_of(node: Node) -> str:
    """Say in words what a node is."""
    match node.value:
        case None:
            return "nothing"
        case bool():
            return f"the truth value {node.raw}"
        case int() | float():
            return f"the number {node.raw[:40]}"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a mapping"


class Fields:
    """Reads the fields of one model file and notes what is wrong with them.

    Attributes
    ----------
    problems : list of Problem
        What was found so far.
    lines : dict of str to int
        Where the named places stand, such as ``"status_quo"`` or ``"preferences UP"``.
    optionless : bool
        Whether the model says that there is nothing that anybody can do: then there is one state.
    scope : str
        What the names of places in a view begin with.
    width : int
        Letters of a state string: options listed, those with a faulty id too.
    state_ids : list of str
        Ids of the states, in graph form.
    merged : list of str
        Patterns that are the names of merged states.
    """

    def __init__(self, source: str | None) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self.scope = ""
        self.optionless = False
        self.dms: list[str] = []
        self.options: list[str] = []
        self.width = 0
        self.state_ids: list[str] = []
        self.merged: list[str] = []
        self.known_evidence: set[str] = set()

    def report(
        self,
        message: str,
        line: int | None,
        *,
        value: str | None = None,
        fix: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a problem; after ``MAX_PROBLEMS`` the reading stops."""
        if len(self.problems) >= MAX_PROBLEMS:
            raise TooManyProblems
        shown = value if value is None or len(value) <= 200 else value[:199] + "…"
        self.problems.append(
            Problem(
                message=message,
                source=self.source,
                line=line,
                value=shown,
                fix=fix,
                severity=severity,
            )
        )

    def wrong_type(self, node: Node, what: str, wanted: str) -> None:
        """Note that a value has the wrong type."""
        fix = f"Write {wanted}."
        if wanted.startswith("a text") and isinstance(node.value, (bool, int, float)):
            fix = f'Quote it: "{node.raw[:40]}".'
        self.report(f"{what} is {kind_of(node)}.", node.line, value=node.raw or None, fix=fix)

    def read_mapping(self, node: Node, what: str) -> dict[str, Node]:
        """Read a mapping; an empty one when it is none."""
        if isinstance(node.value, dict):
            return node.value
        self.wrong_type(node, what, "a mapping: lines of the form key: value")
        return {}

    def read_fields(self, node: Node, what: str, known: Iterable[str]) -> dict[str, Node]:
        """Read a mapping with known keys."""
        fields = self.read_mapping(node, what)
        names = list(known)
        for key in fields:
            if key not in names:
                self.report(
                    f"Unknown key {key[:80]!r} in {what}.",
                    node.lines[key],
                    value=key,
                    fix=suggest(key, names),
                )
        return fields

    def read_list(self, node: Node | None, what: str) -> list[Node]:
        """Read a list; an empty one when it is none."""
        if node is None:
            return []
        if isinstance(node.value, list):
            return node.value
        self.wrong_type(node, what, "a list")
        return []

    def read_text(self, node: Node | None, what: str) -> str | None:
        """Read a text that is not blank."""
        if node is None:
            return None
        if not isinstance(node.value, str):
            self.wrong_type(node, what, "a text")
            return None
        if not node.value.strip():
            self.report(f"{what} is empty.", node.line, value=node.value, fix="Write a text.")
            return None
        return node.value

    def read_id(self, node: Node | None, what: str) -> str | None:
        """Read a text that holds ids; equal letters are equal characters in it."""
        text = self.read_text(node, what)
        return None if text is None else composed(text)

    def read_name(self, node: Node | None, what: str) -> str | None:
        """Read a text that is short enough to stand in a sentence."""
        text = self.read_text(node, what)
        if node is not None and text is not None and len(text) > LONGEST_NAME:
            self.report(
                f"{what} has {len(text):,} characters; at most {LONGEST_NAME:,} are a name.",
                node.line,
                value=text[:40],
                fix="Name it in a few words, and keep the rest in notes.",
            )
            return None
        return text

    def read_number(self, node: Node | None, what: str, holder: Node, limit: int) -> int | None:
        """Read a whole number of at most ``limit`` either way."""
        if node is None:
            self.report(f"{what} is missing.", holder.line, fix="Write a whole number.")
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.wrong_type(node, what, "a whole number")
            return None
        if abs(node.value) > limit:
            self.report(
                f"{what} is larger than {limit:,}.",
                node.line,
                value=node.raw,
                fix="Write a smaller number.",
            )
            return None
        return node.value

    def read_choice(self, node: Node, what: str, kind: type[_Choice]) -> _Choice | None:
        """Read one of a few words."""
        # An unquoted 0 is the number; there is no other way to read it.
        text = "0" if node.value == 0 and node.value is not False else node.value
        try:
            if isinstance(text, str):
                return kind(text)
        except ValueError:
            pass
        choices = ", ".join(f'"{choice.value}"' for choice in kind)
        self.report(
            f"{what} is {node.raw[:40]!r}." if node.raw else f"{what} is {kind_of(node)}.",
            node.line,
            value=node.raw,
            fix=f"Write one of: {choices}.",
        )
        return None

    def known(self, word: str, known: list[str], what: str, line: int) -> bool:
        """Say whether a word is known, and note it when not."""
        if word in known:
            return True
        self.report(f"No {what} {word[:80]!r}.", line, value=word, fix=suggest(word, known))
        return False

    def new_id(self, fields: dict[str, Node], holder: Node, what: str, taken: list[str]) -> str:
        """Read the id of an item; problems are noted and whatever stands there is returned."""
        node = fields.get("id")
        if node is None:
            self.report(f"{what} without id.", holder.line, fix="Add id: a short word.")
            return ""
        name = self.read_id(node, f"The id of {what.lower()}")
        if name is None:
            return ""
        if not is_id(name) or name.lower() in _RESERVED:
            self.report(
                f"{name[:80]!r} cannot be an id.",
                node.line,
                value=name,
                fix="Begin with a letter, go on with letters, digits, _ or -; "
                "if, iff, not, and, or are taken.",
            )
        elif name in taken:
            self.report(
                f"The id {name!r} is used twice.", node.line, value=name, fix="Rename one of them."
            )
        else:
            taken.append(name)
        return name

    def read_sourced(self, fields: dict[str, Node]) -> tuple[tuple[str, ...], str | None]:
        """Read the evidence ids and the assumption of an item."""
        cited = []
        node = fields.get("evidence")
        for item in self.read_list(node, "evidence"):
            name = self.read_id(item, "An evidence id")
            if name is not None:
                cited.append(name)
                if name not in self.known_evidence:
                    self.known(name, sorted(self.known_evidence), "evidence", item.line)
        return tuple(cited), self.read_text(fields.get("assumption"), "assumption")

    def read_expression(self, node: Node, what: str) -> Expression | None:
        """Read an expression over the options."""
        text = self.read_id(node, what)
        if text is None or not (self.options or self.optionless):
            return None
        try:
            return parse_expression(text, self.options)
        except InputError as error:
            self.report(error.message[:400], node.line, value=text, fix=error.fix)
            return None

    def read_state(self, node: Node, what: str, letters: str = "YN") -> str | None:
        """Read a state string or, with letters YN-, a pattern."""
        ids = " ".join(self.options)
        fix = f"Write one letter of {' '.join(letters)} per option, in the order: {ids}."
        if self.state_ids:
            fix = "Write the id of a state."
        if not isinstance(node.value, str):
            self.report(
                f"{what} is {kind_of(node)}, not a text in quotation marks.",
                node.line,
                value=node.raw or None,
                fix=f"Quote it. {fix}",
            )
            return None
        text = composed(node.value)
        if self.state_ids:
            return text if self.known(text, self.state_ids, "state", node.line) else None
        if not (self.options or self.optionless):
            return None
        if text in self.merged:
            return text
        if wrong := sorted(set(text) - set(letters)):
            message = f"{what} {text[:80]!r} has the letter {wrong[0]!r}."
        elif len(text) != self.width:
            message = f"{what} {text[:80]!r} has {len(text)} letters for {self.width} options."
        else:
            return text
        self.report(message, node.line, value=text, fix=fix)
        return None
