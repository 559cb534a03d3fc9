"""What a new document changes: statements, elements of the model, equilibria, and by which sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.evidence import Document
from detente.explain.words import describe_expression
from detente.model.conflict import Conflict, Statements
from detente.store import Dossier, Entry
from detente.timeline.answers import COMPARED_WITH, DRAFTED_FROM, Answers, Taken, aligned, drafted
from detente.timeline.relations import Relation, relate_all

#: New statements that are tried one by one for having made the difference, the surest first: many in
#: a small dossier, few in a large one, where each trial drafts and solves a large model.
_TRIED, _TRIED_IN_LARGE, _LARGE = 40, 8, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of the model that came, went or changed place."""

    kind: str
    change: str
    text: str

    def to_json(self) -> dict[str, str]:
        """Return it as JSON data."""
        return {"kind": self.kind, "change": self.change, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two answers.

    Attributes
    ----------
    gained, lost : mapping
        Outcomes in words, by concept; ``reached`` stands for those that improvements reach from the
        status quo.
    elements : tuple of Element
        What came into the model, left it, or moved in somebody's preferences.
    deciding : tuple of Entry
        New statements each of which made the difference: without it, the answers are what they were
        before (``decisive``) or at least others (``telling``).
    decisive : bool
        Whether a single sentence undoes the whole change.
    """

    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    elements: tuple[Element, ...]
    deciding: tuple[Entry, ...] = ()
    decisive: bool = False
    before: Answers
    after: Answers

    @property
    def changed(self) -> bool:
        """Whether an answer changed."""
        return bool(self.before.key() != self.after.key())

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "changed": self.changed,
            "gained": {name: list(found) for name, found in self.gained.items()},
            "lost": {name: list(found) for name, found in self.lost.items()},
            "elements": [element.to_json() for element in self.elements],
            "deciding": [
                {"statement": e.statement.id, "document": e.document, "text": e.statement.span.text}
                for e in self.deciding
            ],
            "decisive": self.decisive,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What new documents brought: how their statements stand to earlier ones, and what follows."""

    documents: tuple[str, ...]
    relations: tuple[Relation, ...]
    difference: Difference

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "documents": list(self.documents),
            "statements": [relation.to_json() for relation in self.relations],
            "answers": self.difference.to_json(),
        }


def news(dossier: Dossier, names: Sequence[str], *, max_options: int = 12) -> News:
    """Say what some documents of a dossier changed, compared with the dossier without them.

    Parameters
    ----------
    dossier : Dossier
    names : sequence of str
        The new documents' ids.
    max_options : int
        Passed on to drafting.
    """
    fresh = set(names)
    said = _said_in(dossier, fresh)
    documents = _around(dossier, fresh, said)
    kept = [document for document in documents if document.id not in fresh]
    earlier = dossier.statements(order="newest", limit=COMPARED_WITH + said)
    old = [entry for entry in reversed(earlier) if entry.document not in fresh]
    solved: list[Landscape] = []
    before = drafted(kept, max_options=max_options, solved=solved)
    return _brought(dossier, names, documents, before, old, max_options, solved)


def _said_in(dossier: Dossier, names: Iterable[str]) -> int:
    return sum(len(dossier.document(name).statements) for name in names)


def _around(dossier: Dossier, fresh: set[str], said: int) -> list[Document]:
    """Return the documents that a draft rests on with and without new ones, which say so much, by date."""
    return dossier.newest_documents(statements=DRAFTED_FROM + said, also=fresh)


def news_since(
    dossier: Dossier,
    names: Sequence[str],
    before: Answers,
    earlier: Sequence[Entry],
    *,
    max_options: int = 12,
) -> News:
    """Say what some new or changed documents brought since an earlier state of the dossier.

    Parameters
    ----------
    dossier : Dossier
    names : sequence of str
        The new or changed documents.
    before : Answers
        What the dossier answered then.
    earlier : sequence of Entry
        The statements that it held then.
    max_options : int
        Passed on to drafting.
    """
    fresh = set(names)
    documents = _around(dossier, fresh, _said_in(dossier, fresh))
    return _brought(dossier, names, documents, before, earlier, max_options, [])


def _brought(
    dossier: Dossier,
    names: Sequence[str],
    documents: list[Document],
    before: Answers,
    earlier: Sequence[Entry],
    max_options: int,
    solved: list[Landscape],
) -> News:
    fresh = set(names)
    known = {entry.statement.id for entry in earlier}
    # A document that is only a copy brings nothing of its own.
    own = [document.id for document in documents if document.id in fresh]
    new = [
        entry
        for name in own
        for entry in dossier.statements(document=name)
        if entry.statement.id not in known
    ]
    after = drafted(documents, max_options=max_options, about=fresh, known=before, solved=solved)
    difference = compared(before, after)
    if difference.changed:
        difference = _with_deciding(difference, documents, new, max_options, solved)
    return News(
        documents=tuple(names),
        relations=tuple(relate_all(new, earlier)),
        difference=difference,
    )


def in_time(documents: list[Document]) -> list[Document]:
    """Return documents by date; undated ones first, in the order in which they were added."""
    return sorted(documents, key=lambda document: document.date or "")


def compared(before: Answers, after: Answers) -> Difference:
    """Return what differs between two answers, in words."""
    after = aligned(after, before)
    gained: dict[str, tuple[str, ...]] = {}
    lost: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys((*before.equilibria, *after.equilibria, "reached")):
        old, new = _found(before, name), _found(after, name)
        if new - old:
            gained[name] = _sorted(after, new - old)
        if old - new:
            lost[name] = _sorted(before, old - new)
    return Difference(
        gained=gained,
        lost=lost,
        elements=tuple(_elements(before.conflict, after.conflict)),
        before=before,
        after=after,
    )


def _found(answers: Answers, name: str) -> frozenset[Taken]:
    return answers.reached if name == "reached" else answers.equilibria.get(name, frozenset())


def _sorted(answers: Answers, outcomes: frozenset[Taken]) -> tuple[str, ...]:
    return answers.words(sorted(outcomes, key=sorted))


def _with_deciding(
    difference: Difference,
    documents: list[Document],
    new: list[Entry],
    max_options: int,
    solved: list[Landscape],
) -> Difference:
    """Find the new statements without which the change would not be there."""
    before, after = difference.before, difference.after
    decisive: list[Entry] = []
    telling: list[Entry] = []
    said = sum(len(document.statements) for document in documents)
    most = _TRIED if said <= _LARGE else _TRIED_IN_LARGE
    about = {entry.document for entry in new}
    entries = sorted(
        (e for e in new if e.statement.layer in ("quoted", "reported")),
        key=lambda e: -e.statement.confidence,
    )[:most]
    for entry in entries:
        without = [_without(document, entry) for document in documents]
        tried = drafted(without, max_options=max_options, about=about, known=after, solved=solved)
        answers = aligned(tried, before)
        if answers.key() == before.key():
            decisive.append(entry)
        elif answers.key() != after.key():
            telling.append(entry)
    return replace(difference, deciding=tuple(decisive or telling), decisive=bool(decisive))


def _without(document: Document, entry: Entry) -> Document:
    if document.id != entry.document:
        return document
    kept = tuple(s for s in document.statements if s.id != entry.statement.id)
    return replace(document, statements=kept)


def _elements(before: Conflict | None, after: Conflict | None) -> list[Element]:
    found: list[Element] = []

    def listed(kind: str, describe: Callable[[Conflict], dict[str, str]]) -> None:
        old, new = (describe(c) if c is not None else {} for c in (before, after))
        found.extend(Element(kind=kind, change="gone", text=old[k]) for k in old if k not in new)
        found.extend(Element(kind=kind, change="new", text=new[k]) for k in new if k not in old)

    listed("party", lambda c: {dm.id: dm.name for dm in c.decision_makers})
    listed("option", lambda c: {o.id: f"{_name(c, o.owner)}: {o.name}" for o in c.options})
    listed("preference", _preferences)
    listed(
        "rule",
        lambda c: {
            str(r.when or r.pattern): r.why or str(r.when or r.pattern) for r in c.infeasible
        },
    )
    if before is not None and after is not None:
        found += _moved(before, after)
        if _quo(before) != _quo(after):
            found.append(
                Element(
                    kind="status quo",
                    change="changed",
                    text=", ".join(o.name for o in after.options if o.id in _quo(after))
                    or "nothing taken",
                )
            )
    return found


def _quo(conflict: Conflict) -> set[str]:
    state = conflict.status_quo or ""
    return {o.id for o, mark in zip(conflict.options, state, strict=False) if mark == "Y"}


def _name(conflict: Conflict, dm: str) -> str:
    return next(each.name for each in conflict.decision_makers if each.id == dm)


def _preferences(conflict: Conflict) -> dict[str, str]:
    return {
        f"{dm}: {item.that}": f"{_name(conflict, dm)}: {describe_expression(conflict, item.that, of=dm)}"
        for dm, held in conflict.preferences.items()
        if isinstance(held, Statements)
        for item in held.items
    }


def _moved(before: Conflict, after: Conflict) -> list[Element]:
    """Return the preferences whose rank among those that stayed has changed."""
    found = []
    for dm, held in before.preferences.items():
        now = after.preferences.get(dm)
        if not isinstance(held, Statements) or not isinstance(now, Statements):
            continue
        old, new = ([str(item.that) for item in side.items] for side in (held, now))
        both = [text for text in old if text in new]
        order = sorted(both, key=new.index)
        for place, text in enumerate(both):
            if order.index(text) < place:
                item = next(item for item in now.items if str(item.that) == text)
                words = f"{_name(after, dm)}: {describe_expression(after, item.that, of=dm)}"
                found.append(Element(kind="preference", change="matters more", text=words))
    return found
