"""The timeline of a dossier: day by day, what was said and what followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.outcomes import Landscape
from detente.evidence import Document
from detente.reading.attitudes import Attitude, attitudes
from detente.store import Dossier, Entry
from detente.timeline.answers import COMPARED_WITH, DRAFTED_FROM, Answers, drafted
from detente.timeline.changes import Difference, compared
from detente.timeline.relations import Relation, Said, spoken

#: Days that are shown when nobody asks for more; of a longer dossier, the last ones.
DAYS = 120
#: Statements that are drafted from at most, over all days, before answers of earlier days wait to be asked for.
_WORK = 1500
_NONE = Answers(reason="There were no documents yet.")
_UNASKED = Answers(reason="Not worked out for this day; ask for the days that you want.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One day (or the undated documents): its documents and statements, and what they changed.

    ``attitudes`` are those that this day's words show, per pair of parties.
    """

    date: str | None
    documents: tuple[str, ...]
    relations: tuple[Relation, ...]
    difference: Difference
    attitudes: tuple[Attitude, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "date": self.date,
            "documents": list(self.documents),
            "statements": [relation.to_json() for relation in self.relations],
            "answers": self.difference.to_json(),
            "attitudes": [attitude.to_json() for attitude in self.attitudes],
        }


def history(dossier: Dossier, *, max_options: int = 12, days: int | None = None) -> list[Step]:
    """Return the days of a dossier in order, undated documents first, copies left out.

    Parameters
    ----------
    dossier : Dossier
    max_options : int
        Passed on to drafting.
    days : int, optional
        The last so many days, each with its answers. When not given: the last 120 days, with
        answers for as many of them as are worked out at once.
    """
    dates = sorted({info.date or "" for info in dossier.list_documents()})
    first = dates[-(DAYS if days is None else max(days, 1)) :][:1]
    documents = dossier.newest_documents(statements=DRAFTED_FROM, since=first[0] if first else "")
    count = sum(len(document.statements) for document in documents)
    entries: dict[str, list[Entry]] = {}
    for entry in reversed(dossier.statements(order="newest", limit=count + COMPARED_WITH)):
        entries.setdefault(entry.document, []).append(entry)
    of_day = {
        day: tuple(d for d in documents if d.date == day)
        for day in dict.fromkeys(document.date for document in documents)
        if not first or (day or "") >= first[0]
    }
    own = {document.id for several in of_day.values() for document in several}
    said = Said(e for name, listed in entries.items() if name not in own for e in listed)
    waiting = 0 if days is not None else len(of_day) - _worked(of_day, documents)
    before = _NONE if first == dates[:1] else _UNASKED
    steps: list[Step] = []
    solved: list[Landscape] = []
    for number, (day, today) in enumerate(of_day.items()):
        after = _UNASKED
        if number >= waiting:
            upto = [d for d in documents if (d.date or "") <= (day or "")]
            after = drafted(upto, max_options=max_options, known=before, solved=solved)
        new = [entry for document in today for entry in entries.get(document.id, ())]
        steps.append(
            Step(
                date=day,
                documents=tuple(document.id for document in today),
                relations=tuple(said.relate(entry) for entry in spoken(new)),
                difference=compared(before, after),
                attitudes=tuple(attitudes(today)),
            )
        )
        said.add(new)
        before = after
    return steps


def _worked(
    of_day: Mapping[str | None, tuple[Document, ...]], documents: Sequence[Document]
) -> int:
    """Return for how many of the last days the answers are worked out unasked, at least one."""
    left, days = _WORK, 0
    said = sum(len(document.statements) for document in documents)
    for today in reversed(list(of_day.values())):
        left -= min(said, DRAFTED_FROM)
        if left < 0 and days:
            break
        days += 1
        said -= sum(len(document.statements) for document in today)
    return days


def model_versions(dossier: Dossier) -> list[dict[str, Any]]:
    """Return every edit of every model of the dossier, by time."""
    edits = [edit for name in dossier.models.names() for edit in dossier.models.history(name)]
    kept = ("model", "edit", "at", "who", "note", "hash")
    return [
        {name: getattr(edit, name) for name in kept} for edit in sorted(edits, key=lambda e: e.edit)
    ]
