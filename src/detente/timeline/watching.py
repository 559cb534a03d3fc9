"""Watching folders and feeds: what is new is read, and each answer that changes gives one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.documents import expand_sources
from detente.errors import DetenteError
from detente.model.conflict import Conflict
from detente.reading.attitudes import Attitude
from detente.store import Dossier, Entry
from detente.store.ingesting import Ingested, ingest
from detente.timeline.answers import DRAFTED_FROM, Answers, drafted
from detente.timeline.attitude_wires import (
    AttitudeTrip,
    Pair,
    attitude_trips,
    attitudes_held,
    wires_of,
)
from detente.timeline.changes import News, news_since
from detente.timeline.relations import RELATIONS
from detente.timeline.tripwires import Trip, trips, tripwires

_WIDTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One look at the sources: what came, what failed, what it changed."""

    results: tuple[Ingested, ...]
    news: News | None = None
    trips: tuple[Trip, ...] = ()
    attitudes: tuple[AttitudeTrip, ...] = ()

    def lines(self) -> list[str]:
        """Return one line for each answer that changed and each tripwire set off, or that none did."""
        return list(dict.fromkeys(self._lines()))

    def _lines(self) -> Iterator[str]:
        if self.news is None:
            return
        names = ", ".join(self.news.documents[:5]) + (" …" if len(self.news.documents) > 5 else "")
        difference = self.news.difference
        because = ""
        if difference.deciding:
            entry = difference.deciding[0]
            speaker = entry.statement.speaker
            who = f"{speaker.name}: " if speaker else ""
            because = (
                f" – because of: {who}“{_short(entry.statement.span.text)}” ({entry.document})"
            )
        if difference.after.conflict is None:
            yield f"{names}: no answer yet: {difference.after.reason}"
            return
        groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for concept in dict.fromkeys((*difference.lost, *difference.gained)):
            change = (difference.lost.get(concept, ()), difference.gained.get(concept, ()))
            groups.setdefault(change, []).append(_name(concept))
        for (gone, come), concepts in groups.items():
            parts = [f"no longer: {_listed(gone)}"] if gone else []
            parts += [f"now: {_listed(come)}"] if come else []
            yield f"{names}: {', '.join(concepts)}: {'; '.join(parts)}{because}"
        for trip in self.trips:
            earlier = trip.relation.earlier
            said = (
                f"“{_short(earlier.statement.span.text)}” ({earlier.document})" if earlier else ""
            )
            verb = "contradicts" if trip.relation.kind == "reversed" else "softens"
            new = f"“{_short(trip.relation.entry.statement.span.text)}” ({trip.relation.entry.document})"
            effect = trip.change or "no answer changes"
            yield f"{new} {verb} {said}; {effect}"
        yield from (trip.line() for trip in self.attitudes)
        if not groups:
            kinds = [relation.kind for relation in self.news.relations]
            counts = [f"{kinds.count(kind)} {kind}" for kind in RELATIONS if kind in kinds]
            yield f"{names}: no answer changes ({', '.join(counts) or 'no statement by a party'})"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "documents": list(self.news.documents) if self.news else [],
            "lines": self.lines(),
            "news": self.news.to_json() if self.news else None,
            "trips": [trip.to_json() for trip in self.trips],
            "attitudes": [trip.to_json() for trip in self.attitudes],
            "errors": [
                {"source": result.source, "error": result.error.to_json()}
                for result in self.results
                if result.error is not None
            ],
        }


class Watcher:
    """Looks at sources again and again; remembers what the dossier answered last.

    Parameters
    ----------
    dossier : Dossier
    sources : sequence of str
        Folders, files, patterns, feeds.
    jobs : int
        Processes that read.
    max_options : int
        Passed on to drafting.
    """

    def __init__(
        self, dossier: Dossier, sources: Sequence[str], *, jobs: int = 1, max_options: int = 12
    ) -> None:
        self.dossier = dossier
        self.sources = tuple(sources)
        self.jobs = jobs
        self.max_options = max_options
        self._answers: Answers | None = None
        self._entries: Sequence[Entry] = ()
        self._read: dict[Pair, Attitude] = {}
        self._revision = -1

    def look(self) -> Round:
        """Read what is new or changed, and say what it changed."""
        if self._answers is None or self._revision != self.dossier.revision:
            self._remember()
        before, earlier, read = self._answers, self._entries, self._read
        assert before is not None  # noqa: S101 - remembered above
        results = tuple(
            ingest(self.dossier, expand_sources(self.sources), jobs=self.jobs, restore=False)
        )
        names = [
            added.id
            for result in results
            for added in result.added
            if added.outcome in ("new", "changed")
        ]
        if not names:
            return Round(results=results)
        found = news_since(self.dossier, names, before, earlier, max_options=self.max_options)
        conflict = watched_model(self.dossier) or before.conflict
        wires = tripwires(conflict) if conflict is not None else []
        now = attitudes_held(self.dossier)
        turned = attitude_trips(wires_of(conflict, read), now, names) if conflict and read else []
        self._answers, self._read = found.difference.after, now
        self._entries = self.dossier.statements(order="date")
        self._revision = self.dossier.revision
        self.dossier.runs.record("news", found.to_json(), parameters={"documents": names})
        return Round(
            results=results,
            news=found,
            trips=tuple(trips(wires, found.relations, document_names(self.dossier))),
            attitudes=tuple(turned),
        )

    def _remember(self) -> None:
        documents = self.dossier.newest_documents(statements=DRAFTED_FROM)
        self._answers = drafted(documents, max_options=self.max_options)
        self._read = attitudes_held(self.dossier)
        self._entries = self.dossier.statements(order="date")
        self._revision = self.dossier.revision


def document_names(dossier: Dossier) -> dict[str, str]:
    """Return the ids of documents by the names under which models cite them: id, source, file name."""
    names: dict[str, str] = {}
    for info in dossier.list_documents():
        for name in (info.source.rsplit("/", 1)[-1], info.source, info.id):
            names[name] = info.id
    return names


def watched_model(dossier: Dossier) -> Conflict | None:
    """Return the analyst's own model of a dossier, where there is one that is valid."""
    from detente.model.files import loads

    saved = dossier.models.find()
    if saved is None:
        return None
    try:
        return loads(saved.text)
    except DetenteError:
        return None


def _name(concept: str) -> str:
    return "reached from the status quo" if concept == "reached" else concept


def _listed(outcomes: Sequence[str]) -> str:
    shown = " | ".join(outcomes[:2])
    return shown + (f" | and {len(outcomes) - 2} more" if len(outcomes) > 2 else "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH].rsplit(' ', 1)[0]} […]"
