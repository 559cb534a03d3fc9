"""The application behind the guard: routes, one error shape, the built pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from detente import __version__
from detente.errors import AnalysisError, DetenteError
from detente.model.problems import ModelError
from detente.store import StaleError
from detente.web.dependencies import writable
from detente.web.guard import Guard
from detente.web.pages import built_pages, pages
from detente.web.routes import (
    answers,
    dependence,
    documents,
    dossiers,
    models,
    parties,
    reports,
    review,
    statements,
    tableau,
    work,
)
from detente.web.shapes.common import ErrorShown
from detente.web.warming import Waking, Warming
from detente.web.workspace import NotThereError, ReadOnlyError, Workspace

#: The preference (RFC 7240) of who wants errors as data: status 200, the status in the body.
AS_DATA = "error-as-data"


def create_app(workspace: Workspace) -> FastAPI:
    """Return the application of a workspace, without a guard; tests fuzz it.

    Parameters
    ----------
    workspace : Workspace
        What the routes work on.
    """
    warming = Warming(workspace)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        warming.start()
        yield
        warming.stop()

    app = FastAPI(
        title="Detente workbench",
        version=__version__,
        description="From what parties to a conflict say to what follows. The same JSON as the command line.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
        responses={
            400: {"description": "Bad input", "model": ErrorShown},
            404: {"description": "Not there", "model": ErrorShown},
        },
    )
    app.state.workspace = workspace
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=4)
    app.add_middleware(Waking, warming=warming)
    for module in (documents, statements, review, models, reports):
        app.include_router(module.router, dependencies=[Depends(writable)])
    for module in (dossiers, parties, answers, tableau, dependence, work):
        app.include_router(module.router)
    _errors(app)
    app.include_router(pages())
    return app


def guarded(workspace: Workspace, *, token: str, port: int) -> Guard:
    """Return the application of a workspace behind its guard."""
    return Guard(create_app(workspace), token=token, port=port, policy=built_pages().policy)


def _errors(app: FastAPI) -> None:
    @app.exception_handler(DetenteError)
    async def user_error(request: Request, error: DetenteError) -> JSONResponse:
        body: dict[str, Any] = {"error": error.to_json()}
        if isinstance(error, ModelError):
            body["problems"] = [problem.to_json() for problem in error.problems]
        if isinstance(error, StaleError):
            body["current"] = error.current
        return _answer(request, _status(error), body)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first.get("loc", ()))[:200]
        message = f"The request is not valid at {place}: {str(first.get('msg'))[:200]}."
        return _answer(request, 422, _body(message, "See /api/openapi.json."))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        answer = _answer(request, error.status_code, _body(f"{error.detail}.", None))
        answer.headers.update(error.headers or {})
        return answer


def _status(error: DetenteError) -> int:
    if isinstance(error, NotThereError):
        return 404
    if isinstance(error, ReadOnlyError):
        return 403
    if isinstance(error, StaleError):
        return 409
    return 422 if isinstance(error, AnalysisError) else 400


def _body(message: str, fix: str | None) -> dict[str, Any]:
    return {
        "error": {"message": message.encode("utf-8", "replace").decode(), "line": None, "fix": fix}
    }


def _answer(request: Request, status: int, body: dict[str, Any]) -> JSONResponse:
    """Return an error; as data to who prefers that, because a browser logs every other status."""
    if request.headers.get("prefer") == AS_DATA:
        body = {**body, "status": status}
        return JSONResponse(body, headers={"Preference-Applied": AS_DATA})
    return JSONResponse(body, status_code=status)
