"""Who is one party in a draft although reading keeps them apart: a union and those who are in it, a firm and its board.

A report of "the workers" is rightly read as theirs; in a conflict their side is the union that speaks for
them, where the documents know exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from detente.actors.words import places_of
from detente.drafting.bargaining import (
    OTHERS,
    head_of,
    of_employers,
    of_workers,
    unites_workers,
    works,
)
from detente.drafting.common_names import (
    of_armed_groups,
    of_employing_bodies,
    of_governed,
    of_governments,
    of_groups,
    of_state_firms,
    of_towns,
)
from detente.drafting.crowds import of_crowds, of_oppositions
from detente.drafting.finding import lines_with
from detente.drafting.spokesmen import of_spokesmen
from detente.evidence import Actor, Document, Statement, renamed

_BOARD = re.compile(
    r"(?:(?:new|whole|full|entire|all|supervisory|executive|management|independent|and) )*"
    r"(?:boards?(?: of directors)?|board members|directors)",
    re.I,
)


_EDGE = re.compile(r"\b")
_UNION_BEFORE = re.compile(r"\bunion,? (?:the )?\Z")
_UNION_AFTER = re.compile(r"(?:,? (?:\(\w+\) )?union| members)\b")


def as_sides(documents: Sequence[Document]) -> list[Document]:
    """Return documents in which a side is one actor.

    Workers, members and "the union" are the union that the documents name, a board is the firm whose it
    is, "the rebels" the group that fights, an official heard only for a party is that party; where two could be meant nobody is folded.

    Parameters
    ----------
    documents : sequence of Document
        As they were read; they are left as they are.
    """
    actors: dict[str, Actor] = {}
    for document in documents:
        for actor in document.actors:
            actors.setdefault(actor.id, actor)
    text = "\n".join(document.text for document in documents)
    unions = [a for a in actors.values() if a.principal is None and _is_named_union(a, text)]
    actors |= {union.id: replace(union, kind="union") for union in unions}
    workers = of_workers(actors, unions, text)
    employers, new = of_employers(actors, text) if workers or unions else ({}, None)
    same = {
        **of_groups({i: a for i, a in actors.items() if not OTHERS.search(a.name)}),
        **workers,
        **employers,
        **_of_boards(actors, text),
        **of_armed_groups(actors, text),
        **of_governments(actors, text),
        **of_oppositions(actors, text),
        **of_governed(actors, text),
        **of_towns(actors, text),
        **of_employing_bodies(actors, text),
        **of_state_firms(actors, documents),
    }
    crowds = of_crowds(documents, actors)
    same |= {one: whole for one, whole in crowds.items() if one not in same and whole not in same}
    same |= of_spokesmen(documents, actors, same)
    folded = [_folded(document, same, actors) for document in documents]
    if new is not None:
        folded[0] = replace(folded[0], actors=(*folded[0].actors, new))
    return folded


def _is_named_union(actor: Actor, text: str) -> bool:
    """Say whether an actor is a union by name: "Unite", "the RMT", not "the union", "depot workers"."""
    if actor.kind not in ("union", "body", "community") or not actor.name[:1].isupper():
        return False
    if unites_workers(actor.name) and head_of(actor.name) != "union":
        return not OTHERS.search(actor.name)
    if actor.kind == "community" or works(actor, text):
        return False
    if actor.kind == "union":
        return True
    return _stands_beside_union(actor.name, text)


@lru_cache(maxsize=1024)  # drafts with less said in a text ask again
def _stands_beside_union(name: str, text: str) -> bool:
    """Say whether "union" or "members" stands beside a name."""
    return any(_beside_union(text, at, at + len(name)) for at in places_of(name, text))


def _beside_union(text: str, start: int, end: int) -> bool:
    """Say whether "union" or "members" stands beside a name: "the union Unite", "Unite members"."""
    before = text[max(start - len(" union, the "), 0) : start]
    named = _UNION_BEFORE.search(before) is not None and _EDGE.match(text, end) is not None
    return named or (
        _EDGE.match(text, start) is not None and _UNION_AFTER.match(text, end) is not None
    )


def _of_boards(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    bodies = [a for a in actors.values() if a.kind in ("firm", "body")]
    called = {w for a in bodies for w in (a.name, *a.aliases) if w[:1].isupper()}
    for board in actors.values():
        owner = next((w for w in called if board.name.startswith(f"{w} ")), "")
        name = board.name.removeprefix(owner).strip()  # "the Harl Foods boards"
        if board.principal is not None or not _BOARD.fullmatch(name):
            continue
        firms = [
            firm.id for firm in actors.values()
            if firm.id != board.id and firm.kind in ("firm", "body")
            and any(_owns(name, text) for name in (firm.name, *firm.aliases) if name[:1].isupper())
        ]  # fmt: skip
        if len(firms) == 1:
            found[board.id] = firms[0]
    return found


def _owns(firm: str, text: str) -> bool:
    name = re.escape(firm)
    pattern = (
        rf"\b[Bb]oards?(?: of directors)? (?:of|at) (?:the )?{name}\b|\b{name}['’]s? (?:\w+ )?boards?\b"
        rf"|\b{name} (?:supervisory |executive )?boards?\b"
    )
    told = lines_with("board", text)
    return firm in told and re.search(pattern, told) is not None


def _folded(document: Document, same: Mapping[str, str], actors: Mapping[str, Actor]) -> Document:
    kept = [actors[a.id] for a in document.actors if a.id not in same]
    kept += [
        actors[i] for i in dict.fromkeys(same.values())
        if i in actors and all(a.id != i for a in kept)
    ]  # fmt: skip
    kept = [replace(a, principal=same.get(a.principal or "", a.principal)) for a in kept]
    return replace(
        document, actors=tuple(kept),
        statements=tuple(_to_others(renamed(s, same)) for s in document.statements),
    )  # fmt: skip


def _to_others(statement: Statement) -> Statement:
    """Return a statement without its speaker among those whom it addresses."""
    own = statement.speaker.id if statement.speaker is not None else None
    targets = tuple(t for t in statement.targets if t != own)
    return statement if targets == statement.targets else replace(statement, targets=targets)
