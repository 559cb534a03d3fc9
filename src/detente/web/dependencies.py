"""What routes are given: the workspace of the application they belong to."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from detente.web.workspace import ReadOnlyError, Workspace


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


#: What is asked for by POST and writes nothing, among routers that write.
_READS = frozenset(("/api/model/check", "/api/brief"))


def writable(request: Request) -> None:
    """Refuse to write into somebody else's dossier.

    Raises
    ------
    ReadOnlyError
        Saying whose it is, and what to do.
    """
    owner = _workspace(request).owner
    if owner is None or request.method == "GET" or request.url.path in _READS:
        return
    raise ReadOnlyError(
        f"This dossier is {owner}’s; it is open for reading.",
        fix="Work on a copy, or say on the Start page that you work in it.",
    )


Room = Annotated[Workspace, Depends(_workspace)]
