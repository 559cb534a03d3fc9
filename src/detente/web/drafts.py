"""What the documents of a workspace draft: made once for the answers on parties, in a process apart where it takes long."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.evidence import Document
from detente.solving.limits import tell

if TYPE_CHECKING:
    from detente.drafting.review import Review
    from detente.drafting.reviewing import Answer, Ground
    from detente.drafting.types import Draft, NoModelError
    from detente.timeline.reach import Reach
    from detente.web.workspace import Workspace

#: Statements that are drafted from at once, within a second or two, and how long one takes, in seconds,
#: where there are more: that is a job.
MOST_AT_ONCE = 3_000
_SECONDS = 0.0006
#: A job drafts from so few statements in the process of the pages: to hand them over takes longer.
_HERE = 200


class Drafts:
    """The drafts of a workspace; all are kept by it.

    Parameters
    ----------
    room : Workspace
        Whose open dossier is drafted from.
    """

    def __init__(self, room: Workspace) -> None:
        self._room = room

    def reach(self) -> Reach:
        """Return how much of the dossier its model is drafted from."""
        from detente.timeline.reach import reach_of

        key = self.key()
        return self._room.keep(("reach", *key), lambda: reach_of(self._room.listed(), key[1]))

    def key(self) -> tuple[int, int]:
        """Return what a draft depends on but for answers: the documents' revision, how far it reaches."""
        from detente.timeline.reach import drafts_reach

        return self._room.dossier.evidence_revision, drafts_reach(self._room.dossier)

    def sources(self) -> tuple[Document, ...]:
        """Return the documents from which the model is drafted."""
        from detente.timeline.redrafting import sources

        dossier = self._room.dossier
        return self._room.keep(("sources", *self.key()), lambda: tuple(sources(dossier)))

    def review(self, answers: Sequence[Answer]) -> Review:
        """Return the review of the dossier; what its documents draft is made once for all questions about it."""
        from detente.drafting.review import Review

        return Review(self.sources(), answers, self.ground)

    def made(self, answers: Iterable[Answer]) -> Ground | None:
        """Return what the documents draft with the answers on parties, where it is made already."""
        found: Ground | None = self._room.kept(self._ground_key(answers))
        return found

    def pending(self, answers: Iterable[Answer]) -> bool:
        """Whether what the documents draft takes long and has still to be made, by a job."""
        return self.reach().statements > MOST_AT_ONCE and self.made(answers) is None

    def ground(self, answers: Sequence[Answer]) -> Ground:
        """Return what the documents draft with the answers on parties; made once for them.

        Raises
        ------
        UndraftedError
            When it takes long and is not made yet.
        """
        from detente.drafting.reviewing import UndraftedError, ground

        if self.pending(answers):
            raise UndraftedError(
                "The draft from so many documents is not made yet.",
                fix="Open the Review, which makes it, or draft from the newest documents.",
            )
        return self._room.keep(self._ground_key(answers), lambda: ground(self.sources(), answers))

    def make(
        self,
        answers: Sequence[Answer],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool] | None,
    ) -> Ground:
        """Return what the documents draft: the work of a job, in a process apart."""
        from detente.drafting.reviewing import Ground, on_parties, with_parties

        many = self.reach().statements
        if many <= _HERE or self.made(answers) is not None:
            return self.ground(answers)
        if many > MOST_AT_ONCE:
            tell(f"Drafting takes about {round(many * _SECONDS):,} s.")
        given = on_parties(answers)

        def make() -> Ground:
            drafted = self._room.apart.do(
                partial(_drafted, str(self._room.dossier.path), *self.key(), given),
                cancelled=cancelled,
                progress=progress,
            )
            lost: list[Answer] = []
            documents = with_parties(self.sources(), given, lost)
            made = Ground(tuple(documents), drafted, tuple(lost))
            _ = made.names  # looked up here, not while a page waits
            return made

        return self._room.keep(self._ground_key(answers), make)

    def _ground_key(self, answers: Iterable[Answer]) -> Hashable:
        from detente.drafting.reviewing import on_parties

        return ("ground", *self.key(), mark_of(on_parties(answers)))


def _drafted(
    path: str,
    revision: int,
    reach: int,
    answers: Sequence[Answer],
    *,
    progress: Callable[[int, int], None],
) -> Draft | NoModelError | InputError:
    """Draft from a dossier's file: its documents would take longer to hand over than to look up."""
    from detente.drafting.reviewing import ground
    from detente.store import Dossier

    with Dossier.open(path) as dossier:
        documents = dossier.newest_documents(statements=reach)
        if dossier.evidence_revision != revision:
            raise InputError("The dossier was changed while it was drafted from.", fix="Try again.")
    return ground(documents, answers, progress=progress).drafted


def mark_of(answers: Sequence[Answer]) -> str:
    """Return a mark that tells answers of a review from others."""
    from detente.drafting.reviewing import answers_text

    return hashlib.sha256(answers_text(answers).encode()).hexdigest()[:16]
