"""The guided review of ``detente draft --review``: three questions, each line with its words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from detente.cli.output import say
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.drafting.review import Line, Outside, Review
    from detente.drafting.reviewing import Answer, Reviewed

_WIDTH = 110
_MOST_OUTSIDE = 12
#: Quotations of fewer words than these say little by themselves.
_FEW = 3
Item = TypeVar("Item")


class Dialogue:
    """A review on standard error and standard input; every answer is kept as it is given.

    Parameters
    ----------
    review : Review
        With the answers given before.
    record : callable
        Called with all answers after each new one.
    """

    def __init__(self, review: Review, record: Callable[[Sequence[Answer]], None]) -> None:
        self.review = review
        self.record = record
        self._over = False

    def run(self) -> Reviewed:
        """Ask the three questions and return the draft with every answer applied."""
        self._step(
            "party", "1 of 3 · Who is in it?",
            "merge 2 1 (2 is the same as 1) · rename 1 NAME · drop 3 · kind 2 KIND",
        )  # fmt: skip
        self._step(
            "option", "2 of 3 · What can each do?",
            "merge 2 1 (2 is the same as 1) · owner 1 PARTY · rename 1 WORDS · today 1 yes|no · drop 2 · add PARTY: WORDS",
        )  # fmt: skip
        self._step(
            "first",
            "3 of 3 · What does each want first?",
            "first 4 · turn 2 (the opposite) · drop 3 · want PARTY: not 1 if 2 (options by number)",
        )
        return self.review.made()

    def _step(self, step: str, title: str, how: str) -> None:
        while True:
            if step != "party":
                self.review.made()  # says why where there is no model
            lines = self.review.lines(step)
            if not lines:
                return
            open_lines = [line for line in lines if not self.review.settled(step, line)]
            if not open_lines:
                say(f"{title} As decided before ({len(lines)}).")
                return
            say(f"\n{title}")
            before = ""
            for number, line in enumerate(lines, start=1):
                mark = "" if line in open_lines else " ✓"
                before = _show(number, line.text + mark, line, unless=before)
            outside = self._outside(len(lines)) if step == "option" else []
            more = " · take 9 PARTY" if outside else ""
            if step == "first":
                say("  Options:")
                for number, option in enumerate(self.review.lines("option"), start=1):
                    say(f"  {number}  {option.text}")
            say(f"Enter if this is right; else: {how}{more} · undo")
            given = self._asked()
            if given is None:
                return
            if not given:
                for line in open_lines:
                    self._answer(step, "keep", line)
                return
            try:
                self._command(step, given, lines, outside)
            except InputError as error:
                say(f"  {error.message} {error.fix or ''}".rstrip())

    def _outside(self, count: int) -> list[Outside]:
        """Show what the gate left out, numbered on, and return it."""
        found = [e for e in self.review.outside() if e.item.kind == "option" and not e.taken]
        if found:
            say("  Left out:")
        for number, each in enumerate(found[:_MOST_OUTSIDE], start=count + 1):
            _show(number, f"{each.item.what}: {each.why}", each.line)
        return found[:_MOST_OUTSIDE]

    def _asked(self) -> str | None:
        """Return the next answer, None when there are no more: what was not answered stays as drafted."""
        if self._over:
            return None
        if sys.stdin.isatty():
            print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            self._over = True
            return None
        return line.strip()

    def _command(self, step: str, given: str, lines: list[Line], outside: list[Outside]) -> None:
        from detente.drafting.review import Line
        from detente.drafting.reviewing import ANSWERS

        verb, _, rest = given.partition(" ")
        number, _, value = rest.strip().partition(" ")
        verb, value = verb.lower(), value.strip()
        if verb == "undo":
            self.review.undo()
            self.record(self.review.answers)
            return
        if verb not in ANSWERS[step] or verb == "keep":
            known = ", ".join(word for word in ANSWERS[step] if word != "keep")
            raise InputError(
                f"{verb[:40]!r} is no answer here.", fix=f"One of {known}, undo, or Enter."
            )
        if verb in ("add", "want"):
            party, _, words = rest.partition(":")
            owner = Line(
                what="", name=party.strip(), text="", party=self.review.party(party.strip())
            )
            self._answer(step, verb, owner, words)
            return
        if verb == "take":
            self._answer(step, verb, _numbered(number, outside, len(lines) + 1).line, value)
            return
        line = _numbered(number, lines)
        if verb == "merge":
            value = _numbered(value, lines).what
        self._answer(step, verb, line, value)

    def _answer(self, step: str, do: str, line: Line, value: str = "") -> None:
        note = self.review.answer(step, do, line, value)
        self.record(self.review.answers)
        if note:
            say(f"  {note}")


def _show(number: int, text: str, line: Line, unless: str = "") -> str:
    """Show a line with the words beside it, once where the line before has the same; returns them."""
    from detente.briefing.text import clean, shorten

    say(f"  {number}  {text}")
    words = ""
    if line.quotes:
        fullest = max(line.quotes, key=len)
        first = line.quotes[0]
        said = first if len(first.split()) > _FEW else fullest
        words = shorten(clean(said).strip("“”\"‘’' "), _WIDTH)
    if words and words != unless:
        say(f"       “{words}”")
    return words


def _numbered(number: str, lines: Sequence[Item], first: int = 1) -> Item:
    if not number.isdecimal() or not first <= int(number) < first + len(lines):
        raise InputError(
            f"There is no line {number[:20]!r}.",
            fix=f"They run from {first} to {first + len(lines) - 1}."
            if lines
            else "There is none.",
        )
    return lines[int(number) - first]
