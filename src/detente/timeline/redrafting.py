"""Whether a dossier's model still says what its documents say, and how it is drafted anew.

A model rests on statements. Once one of them is rejected or corrected, or a document comes in, the model
is out of date: :func:`outdated` says by what and shows what a redraft would change, :func:`redraft` makes
it, keeping what the analyst changed since the last draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.drafting.reviewing import Answer, Ground
from detente.errors import DetenteError
from detente.evidence import Document
from detente.model.conflict import Conflict, Statements
from detente.model.three_way import Clash, Merged, changes, three_way
from detente.store import Dossier, Entry
from detente.store.model_edits import model_data, model_text
from detente.store.modelling import DEFAULT
from detente.store.records import ModelVersion
from detente.timeline.reach import Reach, drafts_reach, model_reach
from detente.timeline.since import remember, review_answers

#: Stands as the assumption of an element whose words the analyst has rejected.
REJECTED = "The statement that it rested on was rejected."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """How far a model is behind its documents.

    Attributes
    ----------
    outdated : bool
        Whether a redraft would change something, or the model cites what was rejected.
    statements : tuple of str
        The statements that the model rests on.
    rejected : tuple of (element, statement id)
        Elements that cite a rejected statement.
    changes : tuple of mappings
        What a redraft would change in the model as it stands: ``kind``, ``change``, ``text``.
    conflicts : tuple of Clash
        What both the analyst and the documents changed; the analyst's would stay.
    reach : Reach
        How much of the dossier a redraft is made from.
    why_not : str or None
        Why no redraft can be made.
    made : Redrafted or None
        The redraft itself.
    """

    outdated: bool
    reach: Reach
    statements: tuple[str, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()
    changes: tuple[Mapping[str, str], ...] = ()
    conflicts: tuple[Clash, ...] = ()
    why_not: str | None = None
    made: Redrafted | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "outdated": self.outdated,
            "statements": list(self.statements),
            "rejected": [{"element": e, "statement": s} for e, s in self.rejected],
            "changes": [dict(change) for change in self.changes],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "reach": self.reach.to_json(),
            "why_not": self.why_not,
        }


@dataclass(frozen=True, slots=True)
class Drafted:
    """A drafted model as YAML, the answers of its review applied: its verdict, what to mind about it."""

    text: str
    verdict: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrafted:
    """A new draft with the analyst's edits, ready to be saved with :func:`keep`."""

    text: str
    draft: str
    evidence: int
    verdict: str
    changes: tuple[Mapping[str, str], ...]
    conflicts: tuple[Clash, ...]
    warnings: tuple[str, ...]


def sources(dossier: Dossier) -> list[Document]:
    """Return the documents from which a dossier's model is drafted, by date; `model_reach` counts them."""
    return dossier.newest_documents(statements=drafts_reach(dossier))


def drafted_text(on: Ground, answers: Sequence[Answer] = ()) -> Drafted:
    """Return the model that documents draft, the answers of its review applied.

    Raises
    ------
    NoModelError
        When the documents carry no model.
    """
    from detente.drafting import to_yaml

    made = on.reviewed(answers)
    lost = [
        f"A review answer finds nothing now: {a.do} {a.name or a.what} {a.value}".rstrip() + "."
        for a in made.lost
    ]
    return Drafted(to_yaml(made.draft), made.draft.verdict, (*made.draft.warnings, *lost))


def redraft(dossier: Dossier, *, name: str = DEFAULT, on: Ground | None = None) -> Redrafted:
    """Draft a dossier's model anew, keeping what the analyst changed since the last draft.

    Parameters
    ----------
    dossier : Dossier
    name : str
        Which of its models.
    on : Ground, optional
        What :func:`sources` draft with the answers on parties, when it is made already.

    Raises
    ------
    NoModelError
        When the documents carry no model.
    """
    from detente.drafting.reviewing import ground

    answers = review_answers(dossier)
    drafted = drafted_text(on or ground(sources(dossier), answers), answers)
    reach = model_reach(dossier)
    text = drafted.text
    now = dossier.models.find(name)
    merged = Merged(model_data(text), ())
    result = text
    if now is not None:
        mine, base = model_data(now.text), dossier.models.base(name)
        # A model that no draft began is wholly the analyst's: all of it is kept.
        old = model_data(base) if base is not None else {}
        if mine != old:
            merged = three_way(old, mine, model_data(text))
            data = _without(merged.data, _rejected_evidence(dossier, merged.data))
            result = model_text(data, like=text)
        found = tuple(changes(mine, model_data(result)))
    else:
        found = ()
    return Redrafted(
        text=result, draft=text, evidence=dossier.evidence_revision,
        verdict=drafted.verdict, changes=found,
        conflicts=merged.conflicts, warnings=(*filter(None, [reach.note]), *drafted.warnings),
    )  # fmt: skip


def keep(
    dossier: Dossier,
    made: Redrafted,
    *,
    name: str = DEFAULT,
    expected: int | None = None,
    note: str | None = None,
) -> ModelVersion:
    """Save a redraft as the model's next version."""
    said = note or "drafted from the documents"
    with dossier.batch():
        version = dossier.models.save(
            made.text, name=name, expected=expected, note=said, draft=(made.draft, made.evidence)
        )
        remember(dossier, version.edit, made.verdict, name=name)
    return version


def outdated(dossier: Dossier, *, name: str = DEFAULT, on: Ground | None = None) -> Outdated:
    """Say whether a dossier's model is behind its documents, and what a redraft would change.

    Parameters
    ----------
    dossier : Dossier
    name : str
        Which of its models.
    on : Ground, optional
        As :func:`redraft` takes it.

    Raises
    ------
    InputError
        When there is no such model.
    """
    data = model_data(dossier.models.current(name).text)
    statements, gone = [], []
    for element, entry in _resting(dossier, data):
        statements.append(entry.statement.id)
        if entry.status == "rejected":
            gone.append((element, entry.statement.id))
    made, why_not = None, None
    try:
        made = redraft(dossier, name=name, on=on)
    except DetenteError as error:
        why_not = error.message
    found = made.changes if made is not None else ()
    return Outdated(
        outdated=bool(gone or found),
        reach=model_reach(dossier),
        statements=tuple(dict.fromkeys(statements)),
        rejected=tuple(dict.fromkeys(gone)),
        changes=found,
        conflicts=made.conflicts if made is not None else (),
        why_not=why_not,
        made=made,
    )


def without_rejected(dossier: Dossier, conflict: Conflict) -> Conflict:
    """Return a model none of whose elements cites a statement that was rejected in a dossier."""
    items = {name: (e.document, e.start, e.end) for name, e in conflict.evidence.items()}
    gone = _rejected(dossier, items)
    if not gone:
        return conflict
    from detente.model.files import loads
    from detente.model.writing import to_json

    data = _without(to_json(conflict), gone)
    return replace(loads(model_text(data), "model.json"), source=conflict.source)


def _places(data: Mapping[str, Any]) -> dict[str, tuple[str, int, int]]:
    return {
        name: (str(item.get("document")), item["start"], item["end"])
        for name, item in data.get("evidence", {}).items()
        if "start" in item and "end" in item
    }


def _rejected_evidence(dossier: Dossier, data: Mapping[str, Any]) -> set[str]:
    return _rejected(dossier, _places(data))


def _rejected(dossier: Dossier, items: Mapping[str, tuple[str, int, int]]) -> set[str]:
    """Return the evidence whose words are those of rejected statements, and of no other."""
    found = _entries(dossier, items)
    return {
        name
        for name, entries in found.items()
        if entries and all(entry.status == "rejected" for entry in entries)
    }


def cited_as(document: str, source: str) -> set[str]:
    """Return the names under which a model may cite a document, by its id and its source."""
    return {document, source, source.rstrip("/").rsplit("/", 1)[-1]}


def _entries(dossier: Dossier, items: Mapping[str, tuple[str, int, int]]) -> dict[str, list[Entry]]:
    names: dict[str, list[str]] = {}
    for info in dossier.list_documents():
        for name in cited_as(info.id, info.source):
            names.setdefault(name, []).append(info.id)
    at: dict[tuple[str, int, int], list[Entry]] = {}
    for document in {d for place in items.values() for d in names.get(place[0], ())}:
        for entry in dossier.statements(document=document, status="all"):
            for span in (entry.statement.span, entry.statement.quote):
                if span is not None:
                    here = at.setdefault((document, span.start, span.end), [])
                    if entry not in here:
                        here.append(entry)
    return {
        name: [entry for d in names.get(document, ()) for entry in at.get((d, start, end), ())]
        for name, (document, start, end) in items.items()
    }


def _resting(dossier: Dossier, data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Yield each element of a model with each statement whose words it cites."""
    entries = _entries(dossier, _places(data))
    for name, element in _elements(data):
        for cited in element.get("evidence", ()):
            for entry in entries.get(cited, ()):
                yield name, entry


def _elements(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in ("decision_makers", "options", "infeasible"):
        for element in data.get(kind, ()):
            label = element.get("name") or element.get("when") or element.get("id") or kind
            yield str(label), element
    words = _wishes_in_words(data)
    for party, given in data.get("preferences", {}).items():
        for place, element in enumerate(given if isinstance(given, list) else ()):
            yield words.get((party, place), f"{party}: {element.get('that')}"), element


def _wishes_in_words(data: Mapping[str, Any]) -> dict[tuple[str, int], str]:
    """Return each wish in words, by its party and place; none of a model that cannot be loaded yet."""
    from detente.explain.words import describe_expression
    from detente.model.files import loads

    try:
        conflict = loads(model_text(dict(data)), "model.json")
    except DetenteError:
        return {}
    return {
        (dm.id, place): f"{dm.name}: {describe_expression(conflict, item.that, of=dm.id)}"
        for dm in conflict.decision_makers
        if isinstance(given := conflict.preferences.get(dm.id), Statements)
        for place, item in enumerate(given.items)
    }


def _without(data: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """Return a model without some of its evidence; what rested on nothing else is an assumption."""
    import copy

    if not gone:
        return data
    result = copy.deepcopy(data)
    for _, element in _elements(result):
        cited = element.get("evidence")
        if not cited or not gone & set(cited):
            continue
        left = [name for name in cited if name not in gone]
        if left:
            element["evidence"] = left
        else:
            del element["evidence"]
            element.setdefault("assumption", REJECTED)
    kept = {k: v for k, v in result.get("evidence", {}).items() if k not in gone}
    result.pop("evidence", None)
    return result | ({"evidence": kept} if kept else {})
