"""The timeline of a dossier: day by day, what was said and what followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.reading.attitudes import Attitude, attitudes
from detente.store import Dossier
from detente.timeline.answers import Answers, drafted
from detente.timeline.changes import Difference, compared, in_time
from detente.timeline.relations import Relation, relate_all

#: Days for which the answers are worked out; of a longer dossier, the last ones.
_DAYS = 120


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


def history(dossier: Dossier, *, max_options: int = 12) -> list[Step]:
    """Return the days of a dossier in order, undated documents first, copies left out."""
    documents = in_time(list(dossier.documents(copies=False)))
    entries = dossier.statements(order="date")
    days = list(dict.fromkeys(document.date for document in documents))
    steps: list[Step] = []
    before = Answers(reason="There were no documents yet.")
    for day in days:
        upto = [d for d in documents if (d.date or "") <= (day or "")]
        own = {d.id for d in upto if d.date == day}
        past = {d.id for d in upto} - own
        # Answers of the earliest days of a very long dossier are not worked out.
        after = (
            drafted(upto, max_options=max_options)
            if len(days) - days.index(day) <= _DAYS
            else before
        )
        steps.append(
            Step(
                date=day,
                documents=tuple(d.id for d in upto if d.date == day),
                relations=tuple(
                    relate_all(
                        [e for e in entries if e.document in own],
                        [e for e in entries if e.document in past],
                    )
                ),
                difference=compared(before, after),
                attitudes=tuple(attitudes([d for d in upto if d.id in own])),
            )
        )
        before = after
    return steps


def model_versions(dossier: Dossier) -> list[dict[str, Any]]:
    """Return every edit of every model of the dossier, by time."""
    edits = [edit for name in dossier.models.names() for edit in dossier.models.history(name)]
    kept = ("model", "edit", "at", "who", "note", "hash")
    return [
        {name: getattr(edit, name) for name in kept} for edit in sorted(edits, key=lambda e: e.edit)
    ]
