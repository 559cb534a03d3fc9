"""An analyst's review of a draft: answers on parties, options and first wishes, kept and applied again.

Answers on parties change what the drafter reads (who is one, who is none); answers on options and
wishes change the model drafted. Each names what it is about by its words, so that it finds its place
when the text is read and drafted anew; one that finds none is kept and reported, never moved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from detente import strict_json
from detente.drafting.citing import document_name
from detente.drafting.drafter import draft
from detente.drafting.parties import Parties
from detente.drafting.preferring import negation
from detente.drafting.types import Draft, NoModelError
from detente.errors import DetenteError, InputError
from detente.evidence import ACTOR_KINDS, Actor, Document, Mention, Statement, renamed
from detente.model.conflict import Conflict, Option, Preference, Statements
from detente.model.edits import edited
from detente.model.expression import parse_expression

#: The kind of who is left out: it speaks, but holds no position.
OUTSIDE = "expert"
#: Models with answers applied that are at hand for the next answer.
_HELD = 8
TURNED = "Turned by the analyst in the review."
ADDED = "Added by the analyst in the review."
#: A wish by the numbers of options.
_WISH = re.compile(r"(?P<never>not )?(?P<own>\d+)(?: if (?P<unless>not )?(?P<other>\d+))?")
#: What can be decided at each step; ``keep`` says that the line is right.
ANSWERS = {
    "party": ("keep", "merge", "rename", "drop", "kind"),
    "option": ("keep", "merge", "owner", "rename", "today", "drop", "take", "add"),
    "first": ("keep", "first", "turn", "drop", "want"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a review.

    Attributes
    ----------
    step : str
        ``party``, ``option`` or ``first``.
    do : str
        One of ``ANSWERS[step]``.
    what : str
        The id of the party or option concerned, as drafted; for ``add``, of the new option's owner;
        for ``want``, of who wants it.
    name : str
        Its name, as drafted.
    value : str
        The new name, kind or owner, the party or option merged into, ``yes`` or ``no``, the words of a
        new option, the wish that is first, dropped, turned into its opposite or new; for ``take``, of what the gate
        left out, who could do it.
    quotes : tuple of str
        The words on which it rested.
    at, who : str
        When, and by whom.
    """

    step: str
    do: str
    what: str
    name: str = ""
    value: str = ""
    quotes: tuple[str, ...] = ()
    at: str = ""
    who: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "step": self.step, "do": self.do, "what": self.what, "name": self.name, "value": self.value,
            "quotes": list(self.quotes), "at": self.at, "who": self.who,
        }  # fmt: skip


@dataclass(slots=True)
class Reviewed:
    """A draft with a review applied.

    ``drafted`` is the draft with the answers on parties only, ``lost`` holds the answers that found
    nothing to act on.
    """

    draft: Draft
    drafted: Draft
    lost: list[Answer] = field(default_factory=list)


class UndraftedError(InputError):
    """Drafting from the documents takes long, and is still to be done."""


@dataclass(frozen=True)
class Ground:
    """What documents draft when parties are who a review says they are: every other answer is applied to it.

    Attributes
    ----------
    documents : tuple of Document
        With their parties as reviewed.
    drafted : Draft, NoModelError or InputError
        Their draft, or why there is none.
    lost : tuple of Answer
        Answers on parties that found nothing to act on.
    """

    documents: tuple[Document, ...]
    drafted: Draft | NoModelError | InputError
    lost: tuple[Answer, ...] = ()
    _held: dict[tuple[Answer, ...], tuple[Conflict, tuple[Answer, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def names(self) -> Parties:
        """The parties of the documents."""
        return Parties(self.documents)

    def reviewed(self, answers: Sequence[Answer]) -> Reviewed:
        """Apply the answers on options and wishes; what earlier ones have made is used again.

        Raises
        ------
        NoModelError
            When the documents carry no model.
        InputError
            When none of them is in a language that is drafted from.
        """
        drafted = self.drafted
        if not isinstance(drafted, Draft):
            raise drafted
        given = tuple(a for a in answers if a.step != "party" and a.do != "keep")
        conflict, lost = self._with(drafted, given)
        made = drafted
        if conflict is not drafted.conflict:
            from detente.analysis.basis import basis_counts

            made = replace(drafted, conflict=conflict, evidence_share=basis_counts(conflict))
            if (
                conflict.options != drafted.conflict.options
                or conflict.status_quo != drafted.conflict.status_quo
            ):
                made = replace(made, status_quo_why="")  # it spoke of what was drafted
            made = replace(made, verdict=_verdict(conflict, drafted.verdict))
        return Reviewed(made, drafted, [*self.lost, *lost])

    def _with(
        self, drafted: Draft, answers: tuple[Answer, ...]
    ) -> tuple[Conflict, tuple[Answer, ...]]:
        """Return the model with answers applied, and those of them that are lost."""
        # A review goes on by one answer at a time: what stood before it is at hand.
        held = self._held.copy()
        known = next((n for n in range(len(answers), 0, -1) if answers[:n] in held), 0)
        conflict, lost = held[answers[:known]] if known else (drafted.conflict, ())
        for answer in answers[known:]:
            if answer.do == "take":
                after = _taken_in(conflict, drafted, self.documents, answer)
            else:
                after = _applied(conflict, drafted.conflict, answer)
            conflict, lost = (after, lost) if after is not None else (conflict, (*lost, answer))
        self._held[answers] = (conflict, lost)
        for old in list(self._held)[:-_HELD]:
            self._held.pop(old, None)
        return conflict, lost


def answers_from(text: str, source: str) -> list[Answer]:
    """Read the answers of a decisions file.

    Raises
    ------
    InputError
        When it is none.
    """
    try:
        data = strict_json.loads(text)
        answers = [
            Answer(**{**item, "quotes": tuple(item.get("quotes", ()))}) for item in data["answers"]
        ]
        if any(answer.do not in ANSWERS[answer.step] for answer in answers):
            raise ValueError
    except (ValueError, TypeError, KeyError, AttributeError):
        raise InputError(
            "This is no file of review decisions.", source=source, fix="Move it away to begin anew."
        ) from None
    return answers


def answers_text(answers: Sequence[Answer]) -> str:
    """Return answers as the text of a decisions file."""
    data = {"detente_review": 1, "answers": [answer.to_json() for answer in answers]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def ground(
    documents: Sequence[Document],
    answers: Sequence[Answer] = (),
    *,
    max_options: int = 12,
    apart: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Ground:
    """Draft from documents with the answers on parties; the others are of no account."""
    lost: list[Answer] = []
    changed = tuple(with_parties(documents, answers, lost))
    drafted: Draft | NoModelError | InputError
    try:
        drafted = draft(changed, max_options=max_options, apart=apart, progress=progress)
    except (NoModelError, InputError) as error:
        drafted = error
    return Ground(changed, drafted, tuple(lost))


def on_parties(answers: Iterable[Answer]) -> list[Answer]:
    """Return the answers that change what is drafted from; the others change the draft."""
    return [answer for answer in answers if answer.step == "party" and answer.do != "keep"]


def _verdict(conflict: Conflict, before: str) -> str:
    """Return the verdict of a draft once answers have changed it: the analyst may add what was missing, or drop it."""
    sides = [
        {option.id for option in conflict.options if option.owner == dm.id}
        for dm in conflict.decision_makers[:2]
    ]
    each = min(map(len, sides), default=0)
    tied = any(
        isinstance(given, Statements)
        and any(all(side & {*item.that.options()} for side in sides) for item in given.items)
        for given in conflict.preferences.values()
    )
    if not each:
        return "thin"
    return "yes" if each > 1 or tied else before


def option_of(conflict: Conflict, answer: Answer) -> Option | None:
    """Return the option of a draft that an answer is about: by id, else by the words it rests on."""
    named = [o for o in conflict.options if o.id == answer.what]
    quoted = [
        o
        for o in conflict.options
        if any(conflict.evidence[e].quote in answer.quotes for e in o.evidence if e in conflict.evidence)
    ]  # fmt: skip
    both = [o for o in named if o in quoted or not answer.quotes]
    named_alike = [o for o in quoted if o.name == answer.name]
    found = both or named_alike or (quoted if len(quoted) == 1 else [])
    return found[0] if found else None


def _applied(conflict: Conflict, drafted: Conflict, answer: Answer) -> Conflict | None:
    """Return the model with an answer applied, None when there is nothing that it fits."""
    if answer.step == "first":
        apply = {"first": _first, "turn": _turned, "drop": _unwanted, "want": _also_wanted}[
            answer.do
        ]
        return apply(conflict, answer)
    if answer.do == "add":
        return _edited(conflict, {"op": "add_option", "owner": answer.what, "name": answer.value})
    # What was taken in from outside is no option of the draft itself.
    known = {o.id for o in drafted.options}
    own = next((o for o in conflict.options if o.id == answer.what and o.id not in known), None)
    option = own or option_of(drafted, answer)
    if option is None or all(o.id != option.id for o in conflict.options):
        return None
    edits: dict[str, Mapping[str, Any]] = {
        "rename": {"op": "rename", "what": "option", "id": option.id, "name": answer.value},
        "drop": {"op": "remove_option", "id": option.id},
        "merge": {"op": "merge_options", "keep": answer.value, "others": [option.id]},
        "owner": {"op": "set_owner", "id": option.id, "owner": answer.value},
        "today": {"op": "set_status_quo", "take": {option.id: answer.value == "yes"}},
    }
    return _edited(conflict, edits[answer.do])


def _edited(conflict: Conflict, *edits: Mapping[str, Any]) -> Conflict | None:
    try:
        return edited(conflict, edits)
    except DetenteError:
        return None


def _taken_in(
    conflict: Conflict, drafted: Draft, documents: Sequence[Document], answer: Answer
) -> Conflict | None:
    """Return the model with something that the gate left out as an option; its words are cited."""
    item = next(
        (
            each for each in drafted.left_out
            if each.what == answer.what and each.span is not None and each.span.text in answer.quotes
        ),
        None,
    )  # fmt: skip
    document = next((d for d in documents if item is not None and d.id == item.document), None)
    if item is None or item.span is None or document is None:
        return None
    said = next((s for s in document.statements if s.id == item.statement), None)
    quotation: dict[str, Any] = {
        "document": document_name(document), "start": item.span.start, "end": item.span.end,
        "quote": item.span.text,
    }  # fmt: skip
    if said is not None:
        quotation |= {"speaker": said.speaker.id if said.speaker else None, "layer": said.layer}
    name = item.what[:1].upper() + item.what[1:]
    add = {"op": "add_option", "owner": answer.value, "name": name, "assumption": None}
    with_it = _edited(conflict, add)
    if with_it is None:
        return None
    option = next(o.id for o in with_it.options if all(o.id != c.id for c in conflict.options))
    return _edited(with_it, {"op": "cite", "what": "option", "id": option, "quotation": quotation})


def _turned(conflict: Conflict, answer: Answer) -> Conflict | None:
    """Return the model in which a party wants the opposite of what was drafted."""
    given = conflict.preferences.get(answer.what)
    if not isinstance(given, Statements):
        return None
    if all(str(item.that) != answer.value for item in given.items):
        return None
    items = tuple(
        replace(item, that=negation(item.that), evidence=(), assumption=TURNED)
        if str(item.that) == answer.value
        else item
        for item in given.items
    )
    return replace(
        conflict, preferences={**conflict.preferences, answer.what: replace(given, items=items)}
    )


def _unwanted(conflict: Conflict, answer: Answer) -> Conflict | None:
    """Return the model in which a party does not want what was drafted, nor its opposite."""
    given = conflict.preferences.get(answer.what)
    if not isinstance(given, Statements):
        return None
    items = tuple(item for item in given.items if str(item.that) != answer.value)
    if len(items) == len(given.items):
        return None
    return replace(
        conflict, preferences={**conflict.preferences, answer.what: replace(given, items=items)}
    )


def _also_wanted(conflict: Conflict, answer: Answer) -> Conflict | None:
    """Return the model in which a party wants one thing more, last of all."""
    given = conflict.preferences.get(answer.what, Statements())
    if not isinstance(given, Statements):
        return None
    try:
        that = parse_expression(answer.value, [option.id for option in conflict.options])
    except DetenteError:
        return None  # an option of it is gone
    if any(str(item.that) == str(that) for item in given.items):
        return None
    items = (*given.items, Preference(that=that, assumption=ADDED))
    return replace(
        conflict, preferences={**conflict.preferences, answer.what: replace(given, items=items)}
    )


def wish_in_words(conflict: Conflict, words: str) -> str:
    """Return the preference statement that words tell by the numbers of options: "not 2 if 3".

    Parameters
    ----------
    conflict : Conflict
        Whose options are numbered from 1, in their order.
    words : str
        ``[not] NUMBER [if [not] NUMBER]``.

    Raises
    ------
    InputError
        When they tell none.
    """
    found = _WISH.fullmatch(" ".join(words.lower().split()))
    numbers = [] if found is None else [n for n in (found["own"], found["other"]) if n]
    if found is None or not all(1 <= int(n) <= len(conflict.options) for n in numbers):
        raise InputError(
            "What does it want?",
            fix=f"Say it by the numbers of options, from 1 to {len(conflict.options)}: “not 2”, “1 if 3”, “1 if not 3”.",
        )
    ids = [conflict.options[int(number) - 1].id for number in numbers]
    wanted = f"{'!' * bool(found['never'])}{ids[0]}"
    return f"{wanted} IF {'!' * bool(found['unless'])}{ids[1]}" if len(ids) > 1 else wanted


def _first(conflict: Conflict, answer: Answer) -> Conflict | None:
    """Return the model in which a wish of a party comes first."""
    given = conflict.preferences.get(answer.what)
    if not isinstance(given, Statements):
        return None
    wished = [item for item in given.items if str(item.that) == answer.value]
    if not wished:
        return None
    items = (*wished, *(item for item in given.items if item not in wished))
    return replace(
        conflict, preferences={**conflict.preferences, answer.what: replace(given, items=items)}
    )


# Parties


def with_parties(
    documents: Sequence[Document], answers: Sequence[Answer], lost: list[Answer] | None = None
) -> list[Document]:
    """Return documents in which parties are who a review says they are."""
    result = list(documents)
    for answer in on_parties(answers):
        known = {actor.id for document in result for actor in named_actors(document)}
        needed = {answer.what} | ({answer.value} if answer.do == "merge" else set())
        if not needed <= known:
            if lost is not None:
                lost.append(answer)
            continue
        result = [_with_party(document, answer) for document in result]
    return result


def named_actors(document: Document) -> list[Actor]:
    """Return the actors of a document, those that only speak in it with them."""
    found = {actor.id: actor for actor in document.actors}
    for statement in document.statements:
        if statement.speaker is not None:
            found.setdefault(
                statement.speaker.id, Actor(statement.speaker.id, statement.speaker.name)
            )
    return list(found.values())


def _with_party(document: Document, answer: Answer) -> Document:
    actors = {actor.id: actor for actor in named_actors(document)}
    actor = actors.get(answer.what)
    if actor is None:
        return document
    if answer.do == "rename":
        aliases = tuple(dict.fromkeys((*actor.aliases, actor.name)))
        actors[actor.id] = replace(actor, name=answer.value, aliases=aliases)
    elif answer.do in ("drop", "kind"):
        kind = OUTSIDE if answer.do == "drop" else answer.value
        # Who is given a kind of its own speaks for itself.
        actors[actor.id] = replace(actor, kind=kind, principal=None)
    else:
        del actors[actor.id]
        into = actors.get(answer.value) or replace(actor, id=answer.value)
        aliases = tuple(dict.fromkeys((*into.aliases, actor.name, *actor.aliases)))
        actors[into.id] = replace(into, aliases=aliases)
        actors = {
            key: replace(a, principal=into.id) if a.principal == actor.id else a
            for key, a in actors.items()
        }
        statements = tuple(_merged(s, actor.id, into) for s in document.statements)
        document = replace(document, statements=statements)
    return replace(document, actors=tuple(actors.values()))


def _merged(statement: Statement, old: str, new: Actor) -> Statement:
    """Return a statement in which one actor is another, by id and by name."""

    def named(who: Mention | None) -> Mention | None:
        return who if who is None or who.id != old else replace(who, name=new.name)

    told = replace(statement, speaker=named(statement.speaker), via=named(statement.via))
    return renamed(told, {old: new.id})


def check_kind(kind: str) -> str:
    """Return a kind of actors as it is written.

    Raises
    ------
    InputError
        When there is no such kind.
    """
    written = kind.strip().lower().replace(" ", "-")
    if written not in ACTOR_KINDS:
        raise InputError(f"{kind!r} is no kind.", fix=f"One of {', '.join(ACTOR_KINDS)}.")
    return written
