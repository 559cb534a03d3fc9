"""What routes are given: the workspace of the application they belong to."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from detente.web.workspace import Workspace


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


Room = Annotated[Workspace, Depends(_workspace)]
