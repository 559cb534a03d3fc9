"""The built pages: read, compressed and fingerprinted once, then served from memory.

The start page carries its style and its first script within itself, so that it is drawn after one
answer; the policy names the two by their hashes, and nothing else inline is run or applied.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from detente.web.guard import POLICY

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
_ASSET = re.compile(rb'(?<=")/(?:assets/[\w.-]+|icon\.svg)(?=")')
_SCRIPT = re.compile(rb'<script src="([^"]+)"></script>')
_STYLE = re.compile(rb'<link rel="stylesheet"[^>]* href="([^"]+)">')


@dataclass(frozen=True, slots=True)
class _Page:
    """A file as it is sent."""

    plain: bytes
    packed: bytes
    kind: str
    mark: str


def _page(data: bytes, suffix: str) -> _Page:
    mark = hashlib.sha256(data).hexdigest()[:16]
    kind = _TYPES.get(suffix, "application/octet-stream")
    return _Page(data, gzip.compress(data, 9, mtime=0), kind, mark)


@dataclass(frozen=True, slots=True)
class Built:
    """The built files by path, and the policy under which the start page may be shown."""

    files: dict[str, _Page]
    policy: str


@cache
def built_pages() -> Built:
    """Return the built files; the start page names the others with their fingerprints."""
    with as_file(files("detente.web").joinpath("static")) as folder:
        root = Path(folder).resolve()
        found = {
            f"/{path.relative_to(root).as_posix()}": _page(path.read_bytes(), path.suffix)
            for path in root.rglob("*")
            if path.is_file()
        }
    policy = POLICY
    if (start := found.get("/index.html")) is not None:
        html, script = _inlined(start.plain, _SCRIPT, b"script", found)
        html, style = _inlined(html, _STYLE, b"style", found)

        def marked(match: re.Match[bytes]) -> bytes:
            name = match.group().decode()
            return f"{name}?v={found[name].mark}".encode() if name in found else match.group()

        policy += f"; script-src {script}; style-src {style}"
        found["/"] = found["/index.html"] = _page(_ASSET.sub(marked, html), ".html")
    return Built(found, policy)


def _inlined(
    html: bytes, pattern: re.Pattern[bytes], tag: bytes, found: dict[str, _Page]
) -> tuple[bytes, str]:
    """Put files into a page where it names them; return it and what the policy must allow."""
    allowed = ["'self'"]

    def put(match: re.Match[bytes]) -> bytes:
        content = found[match[1].decode()].plain
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        allowed.append(f"'sha256-{digest}'")
        return b"<%b>%b</%b>" % (tag, content, tag)

    return pattern.sub(put, html), " ".join(allowed)


def pages() -> APIRouter:
    """Return the route of the built front end: only files that are there when the program starts.

    A file asked for with its fingerprint never changes and is kept by the browser; any other is
    asked for again each time, and answered in one line if it is still the same.
    """
    known = built_pages().files
    router = APIRouter()

    @router.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        found = known.get(f"/{path}")
        if found is None:
            raise HTTPException(404, "There is no such page")
        same = request.query_params.get("v") == found.mark
        headers = {
            "Cache-Control": "private, max-age=31536000, immutable" if same else "no-cache",
            "ETag": f'"{found.mark}"',
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(found.packed, media_type=found.kind, headers=headers)
        return Response(found.plain, media_type=found.kind, headers=headers)

    return router
