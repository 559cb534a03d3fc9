"""What routes have in common: the workspace they belong to, what they are asked with."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from detente.web.workspace import NotThereError, ReadOnlyError, Workspace


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


#: What is asked for by POST and writes nothing, among routers that write.
_READS = frozenset(("/api/model/check", "/api/brief", "/api/review/draft"))


def writable(request: Request) -> None:
    """Refuse to write into somebody else's dossier, and into a file that can only be read.

    Raises
    ------
    ReadOnlyError
        Saying why, and what to do.
    """
    room = _workspace(request)
    owner, frozen = room.owner, room.dossier.database.frozen
    if request.method == "GET" or request.url.path in _READS or not (owner or frozen):
        return
    if frozen:
        raise ReadOnlyError(
            "The file of this dossier cannot be written; it is open for reading.",
            fix="Work on a copy: it can be said at the top of the page.",
        )
    raise ReadOnlyError(
        f"This dossier is {owner}’s; it is open for reading.",
        fix="Work on a copy, or in it: both can be said at the top of the page.",
    )


Room = Annotated[Workspace, Depends(_workspace)]
Filter = Annotated[str | None, Query(max_length=300)]


def know(room: Workspace, name: str) -> None:
    """Refuse what is asked of a document that is not there.

    Raises
    ------
    NotThereError
        When the dossier has none of this name.
    """
    if all(info.id != name for info in room.listed()):
        raise NotThereError(f"There is no document {name[:80]!r}.")
