"""A review of a draft as it goes on: the lines of its three steps, what stayed outside, answers checked.

The terminal asks and the workbench shows; which lines there are, what they say and which answers fit is
the same for both and stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.drafting.admission import RULES
from detente.drafting.parties import NO_POSITION, Parties
from detente.drafting.reviewing import (
    ANSWERS,
    Answer,
    Ground,
    Reviewed,
    UndraftedError,
    check_kind,
    named_actors,
    on_parties,
    wish_in_words,
)
from detente.drafting.reviewing import ground as drafted_ground
from detente.drafting.types import Extent, LeftOut, NoModelError
from detente.errors import InputError
from detente.evidence import Actor, Document, Statement
from detente.model.conflict import Conflict, Evidence, Sourced, Statements

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.drafting.parties import Parties

STEPS = ("party", "option", "first")
_YES = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words on which a line rests, where they stand, whose they are and how they are told."""

    text: str
    document: str
    start: int
    end: int
    speaker: str | None = None
    layer: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return them as JSON data."""
        return {
            "text": self.text, "document": self.document, "start": self.start, "end": self.end,
            "speaker": self.speaker, "layer": self.layer,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a step.

    Attributes
    ----------
    what : str
        The id of the party or option; for a wish that of its party and the wish.
    name : str
        Its name as drafted: an answer finds its line by it.
    text : str
        The line as it reads.
    words : tuple of Words
        What it rests on.
    party : str
        The id of the party, of the option's owner, or of who has the wish.
    value : str
        The kind of a party, whether an option is taken today (``yes`` or ``no``), or the wish.
    inside : bool
        Whether it stands in the model drafted.
    assumed : bool
        Whether it is an assumption.
    """

    what: str
    name: str
    text: str
    words: tuple[Words, ...] = ()
    party: str = ""
    value: str = ""
    inside: bool = True
    assumed: bool = False

    @property
    def quotes(self) -> tuple[str, ...]:
        """Return the words on which it rests."""
        return tuple(each.text for each in self.words)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "what": self.what, "name": self.name, "text": self.text, "party": self.party,
            "value": self.value, "inside": self.inside, "assumed": self.assumed,
            "words": [each.to_json() for each in self.words],
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Something that stayed outside the draft: why, and who could own it."""

    item: LeftOut
    why: str
    taken: bool
    owner: str | None = None
    said: Words | None = None

    @property
    def line(self) -> Line:
        """Return it as the line that an answer is given to."""
        span, document = self.item.span, self.item.document or ""
        words = (
            ()
            if span is None
            else (Words(text=span.text, document=document, start=span.start, end=span.end),)
        )
        what = self.item.statement if self.item.kind == "party" else self.item.what
        return Line(what=what or self.item.what, name=self.item.what, text=self.item.what, words=words)  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        own = self.line.to_json()
        return {
            "kind": self.item.kind, "what": own["what"], "text": self.item.what, "rule": self.item.rule,
            "why": self.why, "taken": self.taken, "owner": self.owner, "words": own["words"],
            "said": None if self.said is None else self.said.to_json(),
        }  # fmt: skip


class Review:
    """The state of a review; answers are checked as they are given.

    Parameters
    ----------
    documents : sequence of Document
        As they were read.
    answers : iterable of Answer
        Those given before.
    ground : callable, optional
        Drafts from the documents with answers on parties; raises `UndraftedError` where that is still to
        be done.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        answers: Iterable[Answer] = (),
        ground: Callable[[Sequence[Answer]], Ground] | None = None,
    ) -> None:
        self.documents = documents
        self.answers = list(answers)
        self._by_id = {document.id: document for document in documents}
        self._drafts = ground or (lambda given: drafted_ground(documents, given))
        self._ground: tuple[list[Answer], Ground] | None = None
        self._made: tuple[list[Answer], Reviewed] | None = None

    def _on(self) -> Ground:
        """Return what is drafted with the answers on parties, drafted once for the same ones."""
        key = on_parties(self.answers)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, self._drafts(key))
        return self._ground[1]

    def made(self) -> Reviewed:
        """Return the draft with every answer applied.

        Raises
        ------
        NoModelError
            When the documents carry no model with these answers.
        """
        if self._made is None or self._made[0] != self.answers:
            self._made = ([*self.answers], self._on().reviewed(self.answers))
        return self._made[1]

    def conflict(self) -> Conflict | None:
        """Return the model drafted, None where there is none."""
        try:
            return self.made().draft.conflict
        except NoModelError:
            return None

    def missing(self) -> str | None:
        """Say why the documents carry no model; None when they do."""
        try:
            self.made()
        except NoModelError as error:
            return error.message
        return None

    def extent(self) -> Extent:
        """Say how much of the draft was said to be right, or put right."""
        lines = [(step, line) for step in STEPS for line in self.lines(step)]
        if lines and all(self.settled(step, line) for step, line in lines):
            return "whole"
        return "part" if self.answers else "none"

    def settled(self, step: str, line: Line) -> bool:
        """Say whether a line was said to be right."""
        return any(
            a.step == step and a.do == "keep" and (a.what, a.name) == (line.what, line.name)
            for a in self.answers
        )  # fmt: skip

    # --- lines ----------------------------------------------------------------------------------

    def lines(self, step: str) -> list[Line]:
        """Return the lines of a step as the answers so far leave them; none without a model but parties."""
        if step == "party":
            return self._parties()
        conflict = self.conflict()
        if conflict is None:
            return []
        return self._options(conflict) if step == "option" else self._wishes(conflict)

    def _parties(self) -> list[Line]:
        documents, names = self._on().documents, self._on().names
        conflict = self.conflict()
        ids = [dm.id for dm in conflict.decision_makers] if conflict is not None else []
        said: dict[str, Words] = {}
        for document in documents:
            for statement in document.statements:
                speaker = statement.speaker
                if speaker is not None and names.is_party(speaker.id):
                    said.setdefault(speaker.id, _words(document.id, statement))
        lines = []
        for party in dict.fromkeys((*ids, *said)):
            place = "" if party in ids else ", not in the model"
            name, kind = names.name(party), names.kind(party) or "body"
            lines.append(
                Line(
                    what=party, name=name, text=f"{name} ({kind}{place})", party=party, value=kind,
                    words=(said[party],) if party in said else (), inside=party in ids,
                )
            )  # fmt: skip
        return lines

    def _options(self, conflict: Conflict) -> list[Line]:
        drafted = self.made().drafted.conflict
        names = self._on().names
        quo = conflict.status_quo or ""
        lines = []
        for place, option in enumerate(conflict.options):
            today = quo[place : place + 1] == "Y"
            owner = next(dm.name for dm in conflict.decision_makers if dm.id == option.owner)
            first = next((o.name for o in drafted.options if o.id == option.id), option.name)
            lines.append(
                Line(
                    what=option.id, name=first, party=option.owner, value="yes" if today else "no",
                    text=f"{owner}: {option.name} ({'done today' if today else 'not done today'})",
                    words=_cited(conflict, option, names), assumed=option.assumption is not None,
                )
            )  # fmt: skip
        return lines

    def _wishes(self, conflict: Conflict) -> list[Line]:
        from detente.explain.words import describe_expression

        names = self._on().names
        lines = []
        for dm in conflict.decision_makers:
            given = conflict.preferences.get(dm.id)
            for place, item in enumerate(given.items if isinstance(given, Statements) else ()):
                said = describe_expression(conflict, item.that, of=dm.id)
                rank = "first" if place == 0 else f"then ({place + 1})"
                why = "" if item.assumption is None else " [assumed]"
                lines.append(
                    Line(
                        what=f"{dm.id}|{item.that}", name=dm.name, text=f"{dm.name}, {rank}: {said}{why}", party=dm.id,
                        value=str(item.that), words=_cited(conflict, item, names),
                        assumed=item.assumption is not None,
                    )
                )  # fmt: skip
        return lines

    def outside(self) -> list[Outside]:
        """Return what stayed outside the draft, each deed once, with the reason."""
        try:
            left = self.made().drafted.left_out
        except NoModelError as error:
            left = error.left_out
        taken = {(a.what, a.quotes) for a in self.answers if a.do == "take"}
        conflict = self.conflict()
        makers = [dm.id for dm in conflict.decision_makers] if conflict is not None else []
        found: dict[str, Outside] = {}
        for item in left:
            quotes = (item.span.text,) if item.span is not None else ()
            statement = self._statement(item)
            found.setdefault(
                item.what.casefold(),
                Outside(
                    item=item, why=RULES.get(item.rule, item.rule), taken=(item.what, quotes) in taken,
                    owner=self._doer(item, statement, makers),
                    said=_words(str(item.document), statement) if statement else None,
                ),
            )  # fmt: skip
        return [*self._no_parties(), *found.values()]

    def _no_parties(self) -> list[Outside]:
        """Return who speaks and holds no position: an outlet, an expert, who was dropped."""
        documents, names = self._on().documents, self._on().names
        found: dict[str, Outside] = {}
        for document in documents:
            kinds = {actor.id: actor for actor in named_actors(document)}
            for statement in document.statements:
                who = statement.speaker
                if who is None or who.id in found or names.is_party(who.id):
                    continue
                actor = kinds[who.id]
                if actor.principal is not None:
                    continue  # speaks for a party
                item = LeftOut(
                    kind="party", what=names.name(who.id), rule="no party", span=statement.span,
                    document=document.id, statement=who.id,
                )  # fmt: skip
                said = _words(document.id, statement)
                found[who.id] = Outside(
                    item=item, why=self._why_no_party(actor), taken=False, said=said
                )
        return list(found.values())

    def _why_no_party(self, actor: Actor) -> str:
        """Say why somebody is no party: as it was answered, else as it was read."""
        answered = [a for a in self.answers if a.what == actor.id and a.do in ("drop", "kind")]
        if not answered and actor.kind in NO_POSITION:
            return f"taken to hold no position of its own: {actor.kind}"
        if not answered:
            return "its name does not tell somebody who could act"
        last = answered[-1]
        said = "no party" if last.do == "drop" else f"one of this kind: {actor.kind}"
        return f"said to be {said}, by {last.who or 'the analyst'}"

    def _doer(
        self, item: LeftOut, statement: Statement | None, makers: Sequence[str]
    ) -> str | None:
        """Return the decision maker who would most likely do what was left out."""
        if statement is None:
            return None
        speaker = statement.speaker.id if statement.speaker is not None else None
        foretold = item.rule == "another's forecast"
        if speaker in makers and not foretold:
            return speaker
        names = self._on().names
        named = names.named_in(statement.span.text)
        others = [maker for maker in makers if maker != speaker]
        return next(
            (party for party in named if party in others),
            next(iter(others), None) if foretold else None,
        )

    def _statement(self, item: LeftOut) -> Statement | None:
        document = self._by_id.get(item.document or "")
        said = document.statements if document is not None else ()
        return next((each for each in said if each.id == item.statement), None)

    # --- answers --------------------------------------------------------------------------------

    def answer(
        self, step: str, do: str, line: Line, value: str = "", *, who: str = ""
    ) -> str | None:
        """Give an answer to a line; returns what to mind about it, if anything.

        Raises
        ------
        InputError
            When it makes no sense, or finds nothing to act on; it is not kept then.
        """
        value = self._checked(step, do, line, value)
        answer = Answer(
            step=step, do=do, what=line.party if _about_party(step, do) else line.what, name=line.name,
            value=value, quotes=line.quotes,
            at=_now(), who=who or _who(),
        )  # fmt: skip
        before = self.conflict()
        self.answers.append(answer)
        try:
            found = self.made()
        except NoModelError:
            if do != "keep" and before is not None and step == "party":
                return "With that the text carries no model; undo takes it back."
            if do != "keep" and step != "party":
                self.answers.pop()
                raise InputError(
                    "That cannot be done to this draft.", fix="Give another answer."
                ) from None
            return None
        except UndraftedError:
            return "The documents are drafted from anew with that."
        if answer in found.lost:
            self.answers.pop()
            raise InputError("That cannot be done to this draft.", fix="Give another answer.")
        return None

    def undo(self, place: int = -1) -> Answer:
        """Take an answer back, the last one by default.

        Raises
        ------
        InputError
            When there is none.
        """
        if not -len(self.answers) <= place < len(self.answers):
            raise InputError("There is nothing to undo.")
        return self.answers.pop(place)

    def _checked(self, step: str, do: str, line: Line, value: str) -> str:
        """Return the value of an answer as it is kept."""
        if step not in ANSWERS or do not in ANSWERS[step]:
            known = ", ".join(word for word in ANSWERS.get(step, ()) if word != "keep")
            raise InputError(
                f"{do[:40]!r} is no answer here.", fix=f"One of {known}, undo, or Enter."
            )
        if do == "merge":
            if value == line.what:
                raise InputError("Nothing can be merged into itself.", fix="Name two lines.")
            into = next((each for each in self.lines(step) if each.what == value), None)
            if into is None:
                raise InputError(f"There is no {step} {value[:60]!r}.", fix="Name another line.")
            if step == "option" and into.party != line.party:
                raise InputError(
                    "Two parties cannot share an option.",
                    fix="Change the owner of one first, or name two options of one party.",
                )
        elif do == "kind":
            return check_kind(value)
        elif do in ("owner", "take"):
            return self.party(value)
        elif do == "today":
            if value.lower() not in _YES:
                raise InputError("Is it done today?", fix="Write yes or no.")
            return _YES[value.lower()]
        elif do == "rename" and not value.strip():
            raise InputError("A new name is missing.", fix="Write it after the number.")
        elif do == "add" and not value.strip():
            raise InputError("What can it do?", fix="Give the words of the new option.")
        elif do == "want":
            return wish_in_words(self.made().draft.conflict, value)
        elif step == "first" and do in ("first", "turn", "drop"):
            return line.value
        value = value.strip()
        return value[:1].upper() + value[1:] if do == "add" else value  # as options are named

    def party(self, words: str) -> str:
        """Return the id of the decision maker that some words name.

        Raises
        ------
        InputError
            When there is none.
        """
        conflict = self.made().draft.conflict
        for dm in conflict.decision_makers:
            if words.casefold() in (dm.id.casefold(), dm.name.casefold()):
                return dm.id
        # The names that the text uses stay good after a party was renamed or merged.
        spoken = self._on().names.named_in(words)
        ids = [dm.id for dm in conflict.decision_makers]
        if spoken and spoken[0] in ids:
            return spoken[0]
        names = ", ".join(dm.name for dm in conflict.decision_makers)
        raise InputError(f"There is no party {words[:60]!r}.", fix=f"One of {names}.")


def _words(document: str, statement: Statement) -> Words:
    span, speaker = statement.span, statement.speaker
    return Words(
        text=span.text, document=document, start=span.start, end=span.end,
        speaker=None if speaker is None else speaker.name, layer=statement.layer,
    )  # fmt: skip


def _cited(conflict: Conflict, element: Sourced, names: Parties) -> tuple[Words, ...]:
    found: list[Evidence] = [
        conflict.evidence[e] for e in element.evidence if e in conflict.evidence
    ]
    return tuple(
        Words(
            text=each.quote, document=each.document, start=each.start, end=each.end,
            speaker=None if each.speaker is None else names.name(each.speaker), layer=each.layer,
        )
        for each in found
    )  # fmt: skip


def _about_party(step: str, do: str) -> bool:
    """Whether an answer names the party concerned, and not the line: what it wants, or can also do."""
    return do == "add" or (step == "first" and do != "keep")


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
