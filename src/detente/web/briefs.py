"""The brief of a workspace, made in a process apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from detente.evidence import Document

if TYPE_CHECKING:
    from detente.briefing.deciding import Decision
    from detente.briefing.result import Brief
    from detente.model.conflict import Conflict
    from detente.web.workspace import Workspace

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool] | None


def make_brief(room: Workspace, progress: Progress, cancelled: Cancelled) -> Brief:
    """Analyse the current model of a workspace and its documents.

    Raises
    ------
    ModelError
        When the model has errors.
    Cancelled
        When ``cancelled`` says so.
    """
    from detente.timeline.since import verdict_of_draft

    found = room.dossier.models.find()
    conflict = None if found is None else room.conflict()
    draft = found.text if found is not None and room.dossier.models.is_draft() else None
    verdict = None if draft is None else verdict_of_draft(room.dossier)
    decision = None
    if found is None or draft is not None:
        decision = _decision(room, draft, progress, cancelled)
    documents, extent = _documents(room, conflict)
    work = partial(
        _made, drafted=draft is not None, decision=decision, verdict=verdict or "yes",
        extent=extent,
    )  # fmt: skip
    return room.apart.do(work, conflict, documents, cancelled=cancelled, progress=progress)


def _decision(
    room: Workspace, text: str | None, progress: Progress, cancelled: Cancelled
) -> Decision | None:
    """Return what the documents draft, None where a model's text is given and is not that."""
    from detente.briefing.deciding import decided
    from detente.drafting import to_yaml
    from detente.drafting.types import Draft

    drafted = room.drafts.make((), progress, cancelled).drafted
    same = isinstance(drafted, Draft) and to_yaml(drafted) == text
    return decided(drafted) if text is None or same else None


def _documents(room: Workspace, conflict: Conflict | None) -> tuple[list[Document], str | None]:
    """Return the documents of the brief, and which they are where they are not all.

    They are those drafted from, and those that the model cites besides.
    """
    from detente.timeline.changes import in_time
    from detente.timeline.redrafting import cited_as

    if room.drafts.reach().whole:
        return room.documents(), None
    names = {e.document for e in conflict.evidence.values()} if conflict is not None else set()
    have = {document.id for document in room.drafts.sources()}
    cited = [
        room.dossier.document(info.id)
        for info in room.listed()
        if info.id not in have and not names.isdisjoint(cited_as(info.id, info.source))
    ]
    extent = room.drafts.reach().words
    if cited:
        extent += f", and {len(cited):,} more that the model cites"
    return in_time([*cited, *room.drafts.sources()]), extent


def _made(
    conflict: Conflict | None,
    documents: list[Document],
    *,
    drafted: bool,
    decision: Decision | None,
    verdict: str,
    extent: str | None,
    progress: Progress,
) -> Brief:
    """Make a brief: the work of a process that may need the parser.

    ``drafted`` says that nobody has edited what was drafted, ``verdict`` what was found of that. Where the
    model is what the documents give, ``decision``, so is the brief, as anywhere else; a thin draft is called
    one. ``extent`` says which documents of the dossier they are.
    """
    from detente.briefing.deciding import why_thin
    from detente.briefing.making import brief_of, brief_of_model

    if conflict is None or decision is not None:
        made = brief_of(documents, decision=decision, progress=progress)
    else:
        thin = why_thin(verdict, conflict)
        made = brief_of_model(conflict, documents, drafted=drafted, thin=thin, progress=progress)
    return replace(made, extent=extent)
