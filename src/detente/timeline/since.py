"""What was decided since a dossier's model was drafted, and the answers of its review.

A draft remembers what it was made of: how many decisions, which documents, which review answers. What
differs now is what a redraft would take in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.drafting.reviewing import Answer, answers_from, answers_text
from detente.store import Decision, Dossier
from detente.store.base import put_meta
from detente.store.modelling import DEFAULT
from detente.timeline.reach import drafts_reach, reach_of

_ANSWERS = "review-answers"
_MADE_OF = "drafted-from"
#: Drafts of which it is remembered what they were made of.
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What came since a model was drafted.

    Attributes
    ----------
    decisions : int
        Decisions made, or taken back.
    documents : int
        Documents that came or went.
    answers : int
        Answers of the review given, or taken back.
    reach : bool
        Whether it was drafted from all documents and would now be from the newest, or the other way round.
    drafted : bool
        Whether a draft began the model at all.
    """

    decisions: int = 0
    documents: int = 0
    answers: int = 0
    reach: bool = False
    drafted: bool = True

    @property
    def total(self) -> int:
        """How many things came."""
        return self.decisions + self.documents + self.answers + self.reach

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "decisions": self.decisions, "documents": self.documents, "answers": self.answers,
            "reach": self.reach, "drafted": self.drafted, "total": self.total,
        }  # fmt: skip


def review_answers(dossier: Dossier) -> list[Answer]:
    """Return the answers of a dossier's review."""
    held = dossier.meta(_ANSWERS)
    return answers_from(held, str(dossier.path)) if held else []


def keep_answers(dossier: Dossier, answers: Sequence[Answer]) -> None:
    """Keep the answers of a dossier's review."""
    dossier.set_meta(_ANSWERS, answers_text(answers))


def since_draft(dossier: Dossier, *, name: str = DEFAULT) -> Since | None:
    """Return what came since a dossier's model was drafted; None when it has none."""
    if dossier.models.find(name) is None:
        return None
    edit = dossier.models.base_edit(name)
    held = _held(dossier).get(f"{name} {edit}")
    if held is None:
        return _since_edit(dossier, name, edit)
    active = _active(dossier)
    now = _made_of(dossier, active)
    early = sum(d.id <= held["last"] for d in active)
    late = now["count"] - early
    given, was = now["answers"], held["answers"]
    differ = max(1, abs(given[0] - was[0])) if given != was else 0
    return Since(
        decisions=late + held["count"] - early,
        documents=len(set(now["documents"]) ^ set(held["documents"])),
        answers=differ,
        # Drafts that do not know it were made from everything.
        reach=now["whole"] != held.get("whole", True),
        drafted=edit is not None,
    )


def verdict_of_draft(dossier: Dossier, *, name: str = DEFAULT) -> str | None:
    """Return the verdict of the draft that a model stands on; None where none is known."""
    held = _held(dossier).get(f"{name} {dossier.models.base_edit(name)}", {})
    verdict: str | None = held.get("verdict")
    return verdict


def _since_edit(dossier: Dossier, name: str, edit: int | None) -> Since:
    """Return what came since a model of which it is not known what it was made of, by the time."""
    history = dossier.models.history(name)
    first = next((item for item in history if item.edit == edit), history[0])
    return Since(
        decisions=sum(d.at > first.at for d in _active(dossier)),
        answers=len(review_answers(dossier)),
        drafted=edit is not None,
    )


def remember(dossier: Dossier, edit: int, verdict: str, *, name: str = DEFAULT) -> None:
    """Remember what a draft, the newest edit of a model, was made of, and whether it is a thin one."""
    held = _held(dossier)
    held[f"{name} {edit}"] = _made_of(dossier, _active(dossier)) | {"verdict": verdict}
    kept = dict(list(held.items())[-_MOST:])
    with dossier.batch():
        put_meta(dossier.database, _MADE_OF, json.dumps(kept))


def _held(dossier: Dossier) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dossier.meta(_MADE_OF) or "{}")
    return found


def _made_of(dossier: Dossier, active: Sequence[Decision]) -> dict[str, Any]:
    held = dossier.meta(_ANSWERS) or ""
    infos = dossier.list_documents()
    return {
        "last": max((d.id for d in active), default=0),
        "count": len(active),
        "documents": sorted(info.id for info in infos),
        "whole": reach_of(infos, drafts_reach(dossier)).whole,
        "answers": [len(review_answers(dossier)), hashlib.sha256(held.encode()).hexdigest()[:16]]
        if held
        else [0, ""],
    }


def _active(dossier: Dossier) -> list[Decision]:
    return [d for d in dossier.decisions(state="active") if d.kind != "comment"]
