"""Who speaks of whom, and what was said by one of another."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query

from detente.reading.attitudes import Attitude, Heard, stances
from detente.store import Entry
from detente.web.dependencies import Filter, Room
from detente.web.shapes.parties import PartiesShown, SaidShown
from detente.web.workspace import Workspace

router = APIRouter(prefix="/api/parties", tags=["documents"])


@router.get("", response_model=PartiesShown)
def parties(room: Room, since: Filter = None, until: Filter = None) -> dict[str, Any]:
    """Return who speaks of whom, with signs and how many statements; the pair most spoken first."""
    key = ("parties", room.dossier.evidence_revision, since, until)
    return room.keep(key, lambda: _parties(room, since, until))


@router.get("/said", response_model=SaidShown)
def said(
    room: Room,
    speaker: Filter = None,
    target: Filter = None,
    since: Filter = None,
    until: Filter = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 30,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> dict[str, Any]:
    """Return what one party says of another in order of date, a page of it, and each day's stances.

    Without a speaker and a target it is the first pair of those who speak of whom.
    """
    if speaker is None or target is None:
        first = next(iter(parties(room, since, until)["cells"]), {"from": "", "to": ""})
        speaker, target = first["from"], first["to"]
    asked = {"speaker": speaker, "target": target, "since": since, "until": until}
    heard = {one.statement: one for one in room.dossier.heard(**asked) if one.target == target}
    page = room.dossier.statements(**asked, order="date", limit=limit, offset=offset)
    days = Counter((one.date, _sign(one.value)) for one in heard.values() if one.date)
    return {
        "speaker": speaker,
        "target": target,
        "total": len(heard),
        "days": [
            {"date": date, "leaning": leaning, "count": count}
            for (date, leaning), count in sorted(days.items())
        ],
        "statements": [_short(each, heard[each.statement.id]) for each in page],
    }


def _parties(room: Workspace, since: str | None, until: str | None) -> dict[str, Any]:
    heard = list(room.dossier.heard(since=since, until=until))
    found = {(attitude.source, attitude.target): attitude for attitude in stances(heard)}
    counts = Counter((one.source, one.target) for one in heard)
    names = {actor.id: actor.name for actor in room.dossier.actors()}
    weight: Counter[str] = Counter()
    for pair, count in counts.items():
        for actor in pair:
            weight[actor] += count
    return {
        "actors": [
            {"id": actor, "name": names.get(actor, actor)}
            for actor in sorted(weight, key=lambda actor: (-weight[actor], actor))
        ],
        "cells": [
            _cell(pair, count, found.get(pair))
            for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ],
    }


def _cell(pair: tuple[str, str], count: int, attitude: Attitude | None) -> dict[str, Any]:
    values = [ground.value for ground in attitude.grounds] if attitude else []
    return {
        "from": pair[0],
        "to": pair[1],
        "sign": attitude.sign if attitude else "0",
        "friendly": sum(value > 0 for value in values),
        "hostile": sum(value < 0 for value in values),
        "statements": count,
    }


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _short(entry: Entry, heard: Heard) -> dict[str, Any]:
    statement = entry.statement
    return {
        "id": statement.id,
        "document": entry.document,
        "date": entry.date,
        "act": statement.act,
        "layer": statement.layer,
        "negated": statement.negated,
        "text": (statement.quote or statement.span).text,
        "leaning": _sign(heard.value),
    }
