"""Jobs: what runs, how far it is, cancelling it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from detente.web.dependencies import Room
from detente.web.shapes.common import JobOf, JobShown

router = APIRouter(prefix="/api/jobs", tags=["jobs"])

Key = Annotated[str, Path(max_length=20)]
_OPEN = ("waiting", "running")


@router.get("", response_model=list[JobShown])
def jobs(room: Room) -> list[dict[str, Any]]:
    """List the jobs of this run, without their results."""
    return [job.to_json(result=False) for job in room.jobs.all()]


@router.get("/{key}", response_model=JobOf[Any])
def job(room: Room, key: Key) -> dict[str, Any]:
    """Return a job with its result."""
    return room.jobs.get(key).to_json()


@router.get("/{key}/events", response_class=StreamingResponse)
def events(room: Room, key: Key) -> StreamingResponse:
    """Follow a job as server-sent events until it ends."""
    found = room.jobs.get(key)

    async def stream() -> AsyncIterator[str]:
        last = None
        while True:
            now = found.to_json(result=False)
            if (now["state"], now["done"], now["total"]) != last:
                last = (now["state"], now["done"], now["total"])
                yield f"data: {json.dumps(now, ensure_ascii=False)}\n\n"
            if now["state"] not in _OPEN:
                return
            await asyncio.sleep(0.1)

    return StreamingResponse(stream(), media_type="text/event-stream")


@router.delete("/{key}", response_model=JobShown)
def cancel(room: Room, key: Key) -> dict[str, Any]:
    """Cancel a job; what it has finished is kept."""
    return room.jobs.cancel(key).to_json(result=False)
