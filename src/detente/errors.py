"""Errors that a person can act on: what is wrong, where, and what would be right.

``DetenteError``
    ``InputError``     bad input or usage; the command line exits with 2
    ``AnalysisError``  an analysis that cannot be completed; exits with 1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


class DetenteError(Exception):
    """Base of all errors shown to users.

    Parameters
    ----------
    message : str
        What is wrong, in one sentence.
    source : str, optional
        The file or input concerned.
    line : int, optional
        Line in that file, counted from 1.
    fix : str, optional
        What would be right, in one sentence.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        line: int | None = None,
        fix: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line
        self.fix = fix

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} {self.fix}" if self.fix else text

    def to_json(self) -> dict[str, Any]:
        """Return the error as the contract writes it."""
        return {"message": self.message, "line": self.line, "fix": self.fix}


class InputError(DetenteError):
    """Bad input or usage."""


class AnalysisError(DetenteError):
    """An analysis that cannot be completed, for example because it would not fit in memory."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the closest known word, and list what is known.

    Examples
    --------
    >>> did_you_mean("Unioyal", ["MoE", "Uniroyal"])
    "Did you mean 'Uniroyal'? Known: MoE, Uniroyal."
    """
    from difflib import get_close_matches

    names = list(known)
    close = get_close_matches(word, names, n=1)
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    listing = f"Known: {shown}." if names else "None are defined."
    return f"Did you mean {close[0]!r}? {listing}" if close else listing
