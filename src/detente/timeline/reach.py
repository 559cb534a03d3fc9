"""How far back drafts of a dossier reach: the newest documents up to so many statements, or all of them.

What was said long ago tells of another time, and drafting from all that a large dossier holds takes
minutes. So a model is drafted from the newest documents unless the dossier says otherwise; which ones
they are is the same for the workbench, the command line and the brief, and said wherever a draft is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from detente.store import Dossier
from detente.store.records import Info

#: A dossier's model is drafted from the newest documents that hold so many statements together.
MODEL_FROM = 2_000
#: More than any dossier holds.
ALL = sys.maxsize
_SETTING = "drafts-reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How much of a dossier is drafted from; copies and documents without a statement are not counted.

    Attributes
    ----------
    documents, statements : int
        How many are drafted from.
    of_documents, of_statements : int
        How many there are.
    """

    documents: int
    of_documents: int
    statements: int
    of_statements: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.documents == self.of_documents

    @property
    def words(self) -> str:
        """Say what a draft is made from."""
        if self.whole:
            return f"all {self.documents:,} documents, which hold {self.statements:,} statements"
        return (
            f"the newest {self.documents:,} of {self.of_documents:,} documents, "
            f"which hold {self.statements:,} of {self.of_statements:,} statements"
        )

    @property
    def note(self) -> str | None:
        """Say what a draft is made from, None where it is made from everything."""
        return None if self.whole else f"Drafted from {self.words}."

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return asdict(self) | {"whole": self.whole, "words": self.words}


def newest(counts: Iterable[int], statements: int) -> int:
    """Return how many documents hold so many statements together, by their numbers of statements, the newest first."""
    used = held = 0
    for count in counts:
        if held >= statements:
            break
        used += 1
        held += count
    return used


def reach_of(documents: Iterable[Info], statements: int) -> Reach:
    """Return how far the newest documents reach that hold so many statements, as `Dossier.newest_documents` takes them.

    Parameters
    ----------
    documents : iterable of Info
        In the order in which they were added.
    statements : int
        So many, with those of the document that reaches the number.
    """
    own = [info for info in documents if info.copy_of is None and info.statements]
    places = sorted(range(len(own)), key=lambda place: (own[place].date or "", place), reverse=True)
    counts = [own[place].statements for place in places]
    used = newest(counts, statements)
    return Reach(
        documents=used,
        of_documents=len(own),
        statements=sum(counts[:used]),
        of_statements=sum(counts),
    )


def drafts_reach(dossier: Dossier) -> int:
    """Return the number of statements up to which a dossier's model is drafted from its newest documents."""
    return ALL if dossier.meta(_SETTING) == "all" else MODEL_FROM


def set_drafts_reach(dossier: Dossier, *, whole: bool) -> None:
    """Say that a dossier's model is drafted from all its documents, or from the newest again."""
    if whole != (drafts_reach(dossier) == ALL):
        dossier.set_meta(_SETTING, "all" if whole else "newest")


def model_reach(dossier: Dossier) -> Reach:
    """Return how much of a dossier its model is drafted from."""
    return reach_of(dossier.list_documents(), drafts_reach(dossier))
