"""The guided review of ``detente draft --review``: three questions, each line with its words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.cli.output import say
from detente.errors import DetenteError, InputError

if TYPE_CHECKING:
    from detente.drafting.reviewing import Answer, Reviewed
    from detente.evidence import Document
    from detente.model.conflict import Conflict, Sourced

_WIDTH = 110
#: Rules by which something is left out that an analyst may well want in, and how much of it is shown.
_MAY_BE = ("no doer", "no exchange", "less said", "unreadable", "accusation", "past")
_SHOWN = 6
#: Words of fewer than these say little by themselves.
_FEW = 3
_YES = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a step: what it is about, how it reads, its words, what is already answered."""

    what: str
    name: str
    text: str
    quotes: tuple[str, ...]


class Review:
    """A dialogue on standard error and standard input; every answer is kept as it is given.

    Parameters
    ----------
    documents : sequence of Document
        As they were read.
    answers : list of Answer
        Those given before.
    make : callable
        Drafts from the documents with the answers applied.
    record : callable
        Called with all answers after each new one.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        answers: list[Answer],
        make: Callable[[Sequence[Answer]], Reviewed],
        record: Callable[[Sequence[Answer]], None],
    ) -> None:
        self.documents = documents
        self.answers = answers
        self.make = make
        self.record = record
        self._over = False

    def run(self) -> Reviewed:
        """Ask the three questions and return the draft with every answer applied."""
        self._step(
            "party", "1 of 3 · Who is in it?", self._parties,
            "merge 2 1 (2 is the same as 1) · rename 1 NAME · drop 3 · kind 2 KIND",
        )  # fmt: skip
        self._step(
            "option", "2 of 3 · What can each do?", self._options,
            "owner 1 PARTY · rename 1 WORDS · today 1 yes|no · drop 2 · add PARTY: WORDS",
        )  # fmt: skip
        self._step(
            "first", "3 of 3 · What does each want first?", self._wishes,
            "first 4 · turn 2 (the opposite)",
        )  # fmt: skip
        return self.make(self.answers)

    # --- the dialogue ---------------------------------------------------------------------------

    def _step(self, step: str, title: str, lines_of: Callable[[], list[_Line]], how: str) -> None:
        while True:
            lines = lines_of()
            if not lines:
                return
            open_lines = [line for line in lines if not self._settled(step, line)]
            if not open_lines:
                say(f"{title} As decided before ({len(lines)}).")
                return
            say(f"\n{title}")
            for number, line in enumerate(lines, start=1):
                mark = " ✓" if line not in open_lines else ""
                say(f"  {number}  {line.text}{mark}")
                words = _words(line)
                if words and (number == 1 or words != _words(lines[number - 2])):
                    say(f"       “{words}”")
            if step == "option":
                self._left_out()
            say(f"Enter if this is right; else: {how} · undo")
            given = self._asked()
            if given is None:
                return
            if not given:
                for line in open_lines:
                    self._answer(step, "keep", line)
                return
            try:
                self._command(step, given, lines)
            except InputError as error:
                say(f"  {error.message} {error.fix or ''}".rstrip())

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

    def _settled(self, step: str, line: _Line) -> bool:
        return any(
            a.step == step and a.what == line.what and a.do == "keep" and a.name == line.name
            for a in self.answers
        )

    def _command(self, step: str, given: str, lines: list[_Line]) -> None:
        from detente.drafting.reviewing import ANSWERS, check_kind

        verb, _, rest = given.partition(" ")
        number, _, value = rest.strip().partition(" ")
        verb, value = verb.lower(), value.strip()
        if verb == "undo":
            if not self.answers:
                raise InputError("There is nothing to undo.")
            self.answers.pop()
            self.record(self.answers)
            return
        if verb not in ANSWERS[step] or verb == "keep":
            known = ", ".join(word for word in ANSWERS[step] if word != "keep")
            raise InputError(
                f"{verb[:40]!r} is no answer here.", fix=f"One of {known}, undo, or Enter."
            )
        if verb == "add":
            party, _, words = rest.partition(":")
            if not words.strip():
                raise InputError("What can it do?", fix="Write add PARTY: WORDS.")
            self._answer(
                step, verb, _Line(self._party(party.strip()), party.strip(), "", ()), words.strip()
            )
            return
        line = _numbered(number, lines)
        if verb == "merge":
            value = _numbered(value, lines).what
            if value == line.what:
                raise InputError("A party cannot be merged into itself.", fix="Name two lines.")
        elif verb == "kind":
            value = check_kind(value)
        elif verb == "owner":
            value = self._party(value)
        elif verb == "today":
            if value.lower() not in _YES:
                raise InputError("Is it done today?", fix="Write yes or no.")
            value = _YES[value.lower()]
        elif verb == "rename" and not value:
            raise InputError("A new name is missing.", fix="Write it after the number.")
        elif verb in ("first", "turn"):
            party, _, wish = line.what.partition("|")
            self._answer(step, verb, _Line(party, line.name, line.text, line.quotes), wish)
            return
        self._answer(step, verb, line, value)

    def _answer(self, step: str, do: str, line: _Line, value: str = "") -> None:
        from detente.drafting.reviewing import Answer

        answer = Answer(
            step=step, do=do, what=line.what, name=line.name, value=value, quotes=line.quotes,
            at=_now(), who=_who(),
        )  # fmt: skip
        after = [*self.answers, answer]
        if do != "keep" and step != "party":
            made = self.make(after)
            if answer in made.lost:
                raise InputError("That cannot be done to this draft.", fix="Give another answer.")
        could = step == "party" and do != "keep" and self._conflict() is not None
        self.answers.append(answer)
        self.record(self.answers)
        if could and self._conflict() is None:
            say("  With that the text carries no model; undo takes it back.")

    def _left_out(self) -> None:
        """Show what the gate kept out, and why: the analyst may add it all the same."""
        from detente.drafting.gate import RULES

        seen = self.make(self.answers).drafted.left_out
        kept = {x.what.lower(): x for x in seen if x.kind == "option" and x.rule in _MAY_BE}
        for item in list(kept.values())[:_SHOWN]:
            say(f"  –  left out: {item.what} ({RULES[item.rule]})")

    # --- the lines ------------------------------------------------------------------------------

    def _conflict(self) -> Conflict | None:
        try:
            return self.make(self.answers).draft.conflict
        except DetenteError:
            return None

    def _parties(self) -> list[_Line]:
        from detente.drafting.parties import Parties
        from detente.drafting.reviewing import with_parties

        documents = with_parties(self.documents, self.answers)
        names = Parties(documents)
        conflict = self._conflict()
        ids = [dm.id for dm in conflict.decision_makers] if conflict is not None else []
        said: dict[str, str] = {}
        for statement in (s for document in documents for s in document.statements):
            if statement.speaker is not None and names.is_party(statement.speaker.id):
                said.setdefault(statement.speaker.id, statement.span.text)
        lines = []
        for party in dict.fromkeys((*ids, *said)):
            place = "" if party in ids else ", not in the model"
            name, kind = names.name(party), names.kind(party) or "body"
            quotes = (said[party],) if party in said else ()
            lines.append(_Line(party, name, f"{name} ({kind}{place})", quotes))
        return lines

    def _options(self) -> list[_Line]:
        made = self.make(self.answers)
        conflict, drafted = made.draft.conflict, made.drafted.conflict
        quo = conflict.status_quo or ""
        lines = []
        for place, option in enumerate(conflict.options):
            today = "done today" if quo[place : place + 1] == "Y" else "not done today"
            owner = next(dm.name for dm in conflict.decision_makers if dm.id == option.owner)
            first = next((o.name for o in drafted.options if o.id == option.id), option.name)
            text = f"{owner}: {option.name} ({today})"
            lines.append(_Line(option.id, first, text, _quotes(conflict, option)))
        return lines

    def _wishes(self) -> list[_Line]:
        from detente.explain.words import describe_expression
        from detente.model.conflict import Statements

        conflict = self.make(self.answers).draft.conflict
        lines = []
        for dm in conflict.decision_makers:
            given = conflict.preferences.get(dm.id)
            for place, item in enumerate(given.items if isinstance(given, Statements) else ()):
                words = describe_expression(conflict, item.that, of=dm.id)
                rank = "first" if place == 0 else f"then ({place + 1})"
                why = "" if item.assumption is None else " [assumed]"
                lines.append(
                    _Line(f"{dm.id}|{item.that}", dm.name, f"{dm.name}, {rank}: {words}{why}",
                          _quotes(conflict, item))
                )  # fmt: skip
        return lines

    def _party(self, words: str) -> str:
        from detente.drafting.parties import Parties
        from detente.drafting.reviewing import with_parties

        conflict = self.make(self.answers).draft.conflict
        for dm in conflict.decision_makers:
            if words.casefold() in (dm.id.casefold(), dm.name.casefold()):
                return dm.id
        # The names that the text uses stay good after a party was renamed or merged.
        spoken = Parties(with_parties(self.documents, self.answers)).named_in(words)
        ids = [dm.id for dm in conflict.decision_makers]
        if spoken and spoken[0] in ids:
            return spoken[0]
        names = ", ".join(dm.name for dm in conflict.decision_makers)
        raise InputError(f"There is no party {words[:60]!r}.", fix=f"One of {names}.")


def _numbered(number: str, lines: Sequence[_Line]) -> _Line:
    if not number.isdecimal() or not 1 <= int(number) <= len(lines):
        raise InputError(
            f"There is no line {number[:20]!r}.", fix=f"They run from 1 to {len(lines)}."
        )
    return lines[int(number) - 1]


def _words(line: _Line) -> str:
    """Return the words beside a line: the fullest that it rests on, without marks of quotation around."""
    from detente.briefing.text import clean, shorten

    fullest = max(line.quotes, key=len, default="")
    if fullest and len(fullest.split()) > len(line.quotes[0].split()) > _FEW:
        fullest = line.quotes[0]
    return shorten(clean(fullest).strip("“”\"‘’' "), _WIDTH)


def _quotes(conflict: Conflict, element: Sourced) -> tuple[str, ...]:
    return tuple(conflict.evidence[e].quote for e in element.evidence if e in conflict.evidence)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _who() -> str:
    import getpass
    import os

    try:
        return os.environ.get("DETENTE_ANALYST") or getpass.getuser()
    except (OSError, KeyError):
        return "analyst"
