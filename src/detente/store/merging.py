"""Two analysts' versions of a dossier: compared, and merged with the conflicts listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from detente.documents.copies import sketch_of
from detente.errors import InputError, did_you_mean
from detente.evidence import Document
from detente.store.dossier import Dossier
from detente.store.rebuilding import HEADING
from detente.store.records import Decision, Entry

#: What is done where both decided differently: keep ours, take theirs, or keep ours and say so.
PREFERENCES = ("list", "ours", "theirs")
_COMPARED = (
    "speaker",
    "via",
    "targets",
    "act",
    "layer",
    "negated",
    "modality",
    "conditions",
    "span",
    "quote",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One statement that two dossiers hold differently, or what is known about a document.

    ``statement`` is then the document's id, ``ours`` and ``theirs`` the fields that differ.
    ``kind`` is ``conflict`` (both decided, with different results), ``ours`` or ``theirs`` (only
    one side decided), or ``reading`` (nobody decided; the readers differ).
    """

    statement: str
    document: str
    kind: str
    ours: Mapping[str, Any] | None
    theirs: Mapping[str, Any] | None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two dossiers.

    ``both_decided`` and ``agreed`` count the statements that both analysts judged on their own, and
    those of them that came out the same.
    """

    documents_only_ours: tuple[str, ...]
    documents_only_theirs: tuple[str, ...]
    documents_differ: tuple[str, ...]
    differences: tuple[Difference, ...]
    models_differ: tuple[str, ...]
    both_decided: int
    agreed: int

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """The statements that both decided, differently."""
        return tuple(d for d in self.differences if d.kind == "conflict")

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        values = {name: getattr(self, name) for name in self.__slots__}
        lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        return values | lists | {"differences": [d.to_json() for d in self.differences]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge did: documents and decisions taken over, conflicts left to the analyst."""

    documents: tuple[str, ...]
    decisions: tuple[Decision, ...]
    conflicts: tuple[Difference, ...]
    models: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "documents": list(self.documents),
            "decisions": [decision.to_json() for decision in self.decisions],
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
            "models": list(self.models),
        }


def compare(ours: Dossier, theirs: Dossier) -> Comparison:
    """Compare two dossiers document by document and statement by statement."""
    names = _same_documents(ours, theirs)
    mine = {info.id for info in ours.list_documents()}
    differ, differences = [], []
    both = agreed = 0
    own, other = _own_decisions(ours, theirs), _own_decisions(theirs, ours)
    for their_id, our_id in names.items():
        our_document, their_document = (
            ours.document(our_id, alone=True),
            theirs.document(their_id, alone=True),
        )
        if our_document.text != their_document.text:
            differ.append(our_id)
        if (heading := _heading_difference(our_document, their_document, own, other)) is not None:
            differences.append(heading)
        here = {e.statement.id: e for e in ours.statements(document=our_id, status="all")}
        there = {
            _renamed(e.statement.id, names): e
            for e in theirs.statements(document=their_id, status="all")
        }
        for name in dict.fromkeys((*here, *there)):
            left, right = here.get(name), there.get(name)
            we, they = _touched(left, own), _touched(right, other)
            same = _content(left, {}) == _content(right, names)
            both += we and they
            agreed += we and they and same
            if not same:
                kind = (
                    "conflict" if we and they else "ours" if we else "theirs" if they else "reading"
                )
                differences.append(
                    Difference(
                        statement=name,
                        document=our_id,
                        kind=kind,
                        ours=_content(left, {}),
                        theirs=_content(right, names),
                    )
                )
    return Comparison(
        documents_only_ours=tuple(sorted(mine - set(names.values()))),
        documents_only_theirs=tuple(
            info.id for info in theirs.list_documents() if info.id not in names
        ),
        documents_differ=tuple(differ),
        differences=tuple(differences),
        models_differ=tuple(
            name for name in theirs.models.names() if _model_differs(ours, theirs, name)
        ),
        both_decided=both,
        agreed=agreed,
    )


def merge(ours: Dossier, theirs: Dossier, *, conflicts: str = "list") -> Merged:
    """Take over another dossier's documents and decisions.

    Parameters
    ----------
    ours, theirs : Dossier
        The first is changed, in one transaction; the second is only read.
    conflicts : {"list", "ours", "theirs"}
        Where both decided differently: keep ours and list the conflict, keep ours, or let ours give
        way (they stay in the log, dropped).

    Returns
    -------
    Merged
        A second merge of the same dossier takes over nothing.
    """
    if conflicts not in PREFERENCES:
        raise InputError(
            f"{conflicts!r} is no way to merge.", fix=did_you_mean(conflicts, PREFERENCES)
        )
    with ours.batch():
        missing = compare(ours, theirs).documents_only_theirs
        added = []
        for name in missing:
            document = theirs.document(name)
            taken_source = any(i.source == document.source for i in ours.list_documents())
            document = replace(
                document,
                statements=tuple(theirs.reading(name)),
                source=f"{document.source} ({theirs.title})" if taken_source else document.source,
            )
            reader, sketch = theirs.reader_of(name), sketch_of(document.text)
            added.append(ours.add_document(document, reader=reader, sketch=sketch).id)
        comparison = compare(ours, theirs)
        names = _same_documents(ours, theirs)
        open_conflicts = comparison.conflicts
        kept_back = {d.statement for d in open_conflicts} if conflicts != "theirs" else set()
        if conflicts == "theirs":
            _give_way(ours, theirs, {d.statement for d in open_conflicts})
        taken = []
        for decision in _own_decisions(theirs, ours).values():
            moved = _renamed_decision(decision, names)
            if not kept_back & _concerned(moved):
                documents = [names.get(d, d) for d in theirs.documents_of(decision)]
                taken.append(ours.record(replace(moved, state="active"), documents))
        ours.rebuild(names.values())
        if taken:
            ours.touch()
        models = _take_models(ours, theirs)
    return Merged(
        documents=tuple(added),
        decisions=tuple(taken),
        conflicts=open_conflicts if conflicts == "list" else (),
        models=models,
    )


def _same_documents(ours: Dossier, theirs: Dossier) -> dict[str, str]:
    """Return their id of each document that both have, with ours: same text, else same source."""
    texts = {hash_: name for name, hash_ in ours.text_hashes().items()}
    sources = {info.source: info.id for info in ours.list_documents()}
    pairs: dict[str, str] = {}
    hashes = theirs.text_hashes()
    known = theirs.list_documents()
    for by_text in (True, False):
        for info in known:
            found = texts.get(hashes[info.id]) if by_text else sources.get(info.source)
            if found is not None and info.id not in pairs and found not in pairs.values():
                pairs[info.id] = found
    return pairs


def _own_decisions(one: Dossier, other: Dossier) -> dict[int, Decision]:
    """Return the active decisions of one dossier that the other does not know."""
    known = {decision.uid for decision in other.decisions()}
    return {d.id: d for d in one.decisions(state="active") if d.uid not in known}


def _give_way(ours: Dossier, theirs: Dossier, statements: set[str]) -> None:
    """Drop our decisions about some statements; what they say of other statements stays."""
    for decision in _own_decisions(ours, theirs).values():
        if decision.kind == "describe" or not statements & _concerned(decision):
            continue  # of corrections to a heading the later ones count, field by field
        ours.database.run("UPDATE decisions SET state = 'dropped' WHERE id = ?", decision.id)
        rest = tuple(name for name in decision.statements if name not in statements)
        if rest and decision.kind in ("accept", "reject"):
            ours.record(
                replace(decision, uid=f"{decision.uid}-rest", statements=rest),
                ours.documents_of(decision),
            )


def _heading_difference(
    mine: Document, other: Document, own: Mapping[int, Decision], others: Mapping[int, Decision]
) -> Difference | None:
    """Return what an analyst has corrected about a document and the other has not, or differently."""
    fields = {
        "ours": _described(mine.id, own),
        "theirs": _described(other.id, others),
    }
    left, right = ({f: getattr(each, f) for f in HEADING} for each in (mine, other))
    differ = [f for f in HEADING if left[f] != right[f] and f in fields["ours"] | fields["theirs"]]
    if not differ:
        return None
    sides = [side for side, given in fields.items() if given & set(differ)]
    return Difference(
        statement=mine.id,
        document=mine.id,
        kind="conflict" if fields["ours"] & fields["theirs"] & set(differ) else sides[-1],
        ours={f: left[f] for f in differ},
        theirs={f: right[f] for f in differ},
    )


def _described(document: str, decisions: Mapping[int, Decision]) -> set[str]:
    return {
        field
        for decision in decisions.values()
        if decision.kind == "describe" and decision.payload["document"] == document
        for field in decision.payload["changes"]
    }


def _touched(entry: Entry | None, decisions: Mapping[int, Decision]) -> bool:
    made = [decisions[number] for number in entry.decisions if number in decisions] if entry else []
    return any(decision.kind != "comment" for decision in made)


def _content(entry: Entry | None, names: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what an entry says, in ids of our dossier; None when it is not there."""
    if entry is None:
        return None
    written = entry.statement.to_json()
    status = "counts" if entry.status in ("proposed", "corrected") else entry.status
    kept = {name: written[name] for name in _COMPARED}
    for name in ("speaker", "via"):
        kept[name] = kept[name] and kept[name]["id"]
    into = entry.merged_into and _renamed(entry.merged_into, names)
    return {"status": status, "merged_into": into} | kept


def _renamed(statement: str, names: Mapping[str, str]) -> str:
    """Return a statement's id under our id of its document."""
    for theirs in sorted(names, key=len, reverse=True):
        if statement.startswith(f"{theirs}."):
            return f"{names[theirs]}.{statement[len(theirs) + 1 :]}"
    return statement


def _renamed_decision(decision: Decision, names: Mapping[str, str]) -> Decision:
    payload = dict(decision.payload)
    if "document" in payload:
        payload["document"] = names.get(payload["document"], payload["document"])
    if "anchors" in payload:
        payload["anchors"] = {_renamed(n, names): a for n, a in payload["anchors"].items()}
    statements = tuple(_renamed(name, names) for name in decision.statements)
    return replace(decision, statements=statements, payload=payload)


def _concerned(decision: Decision) -> set[str]:
    """Return what a decision concerns: statements, pieces of a split included, or a document."""
    if decision.kind == "describe":
        return {decision.payload["document"]}
    pieces = range(1, len(decision.payload.get("pieces", ())) + 1)
    return {*decision.statements, *(f"{decision.statements[0]}.{number}" for number in pieces)}


def _model_differs(ours: Dossier, theirs: Dossier, name: str) -> bool:
    mine, other = ours.models.find(name), theirs.models.find(name)
    return mine is None or other is None or mine.hash != other.hash


def _take_models(ours: Dossier, theirs: Dossier) -> tuple[str, ...]:
    """Take over their models: under the same name where we have none, else beside ours."""
    taken: list[str] = []
    hashes = {ours.models.current(name).hash for name in ours.models.names()}
    for name in theirs.models.names():
        model = theirs.models.current(name)
        if model.hash in hashes:
            continue
        new = _free(name, model.who, ours.models.names())
        base = theirs.models.base(name)
        ours.models.save(
            model.text, name=new, note=f"from {theirs.title}", who=model.who,
            draft=None if base is None else (base, 0),
        )  # fmt: skip
        taken.append(new)
    return tuple(taken)


def _free(name: str, who: str, taken: Iterable[str]) -> str:
    names, number = set(taken), 1
    if name not in names:
        return name
    while (new := f"{name} ({who}{f' {number}' if number > 1 else ''})") in names:
        number += 1
    return new
