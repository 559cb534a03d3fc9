"""Problems of a model file: what is wrong, where, what was seen, what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from detente.errors import InputError

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding about a model file.

    Attributes
    ----------
    message : str
        What is wrong, in one sentence.
    source : str or None
        The file.
    line : int or None
        Line in it, counted from 1.
    value : str or None
        What stands there.
    fix : str or None
        What would be right.
    severity : {"error", "warning", "notice"}
        A model with errors is not loaded; warnings and notices are advice.
    """

    message: str
    source: str | None = None
    line: int | None = None
    value: str | None = None
    fix: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line) if part is not None)
        mark = "" if self.severity == "error" else f"{self.severity}: "
        text = f"{place}: {mark}{self.message}" if place else f"{mark}{self.message}"
        return f"{text} {self.fix}" if self.fix else text

    def to_json(self) -> dict[str, Any]:
        """Return the problem as a JSON object."""
        return {
            "severity": self.severity,
            "message": self.message,
            "source": self.source,
            "line": self.line,
            "value": self.value,
            "fix": self.fix,
        }


class ModelError(InputError):
    """A model file that cannot be loaded; ``problems`` holds everything that was found.

    Parameters
    ----------
    problems : sequence of Problem
        At least one of them an error; the first error gives message, line and fix.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        errors = [problem for problem in problems if problem.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(first.message + more, source=first.source, line=first.line, fix=first.fix)
        self.problems = tuple(problems)
