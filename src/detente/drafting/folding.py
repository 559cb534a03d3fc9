"""Who is one party in a draft although reading keeps them apart: a union and those who are in it, a firm and its board.

A report of "the workers" is rightly read as theirs; in a conflict their side is the union that speaks for
them, where the documents know exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.drafting.common_names import of_armed_groups, of_governments, of_groups
from detente.drafting.lexicon import words
from detente.evidence import Actor, Document, Statement, renamed

#: Words that turn workers into others: "non-union workers", "members of parliament".
_OTHERS = re.compile(
    r"\b(?:non-union|parliament|congress|senate|council|committee|cabinet|board|public|family|party)\b", re.I
)  # fmt: skip
_BOARD = re.compile(
    r"(?:new |whole |full |entire )?(?:board(?: of directors)?|board members|directors)", re.I
)


_EDGE = re.compile(r"\b")
_UNION_BEFORE = re.compile(r"\bunion,? (?:the )?\Z")
_UNION_AFTER = re.compile(r"(?:,? (?:\(\w+\) )?union| members)\b")


def as_sides(documents: Sequence[Document]) -> list[Document]:
    """Return documents in which a side is one actor.

    Workers, members and "the union" are the union that the documents name, a board is the firm whose it
    is, "the rebels" the group that fights; where two could be meant nobody is folded.

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
    same = {
        **of_groups({i: a for i, a in actors.items() if not _OTHERS.search(a.name)}),
        **_of_unions(actors, unions, text),
        **_of_boards(actors, text),
        **of_armed_groups(actors),
        **of_governments(actors, text),
    }
    return [_folded(document, same, actors) for document in documents]


def _of_unions(actors: Mapping[str, Actor], unions: Sequence[Actor], text: str) -> dict[str, str]:
    named = [a for a in unions if not any(_is_part(a, other) for other in unions)]
    others = [
        a for a in actors.values() if a.kind == "union" and a.id not in {u.id for u in unions}
    ]
    common = [a for a in others if a.principal is None]
    if not named and len(common) > 1:
        heads = [a for a in common if _head(a.name) == "union" and " " in a.name]
        named = heads[:1] if len(heads) == 1 else []
    if len(named) != 1:
        return {}
    union = named[0]
    return {
        a.id: union.id for a in actors.values()
        if a.id != union.id and a.principal is None and (_works(a, text) or _is_part(a, union))
    }  # fmt: skip


def _is_named_union(actor: Actor, text: str) -> bool:
    """Say whether an actor is a union by name: "Unite", "the RMT", not "the union", "depot workers"."""
    if actor.kind not in ("union", "body") or _works(actor, text) or not actor.name[:1].isupper():
        return False
    if actor.kind == "union":
        return True
    return any(_beside_union(text, at, at + len(actor.name)) for at in _places(actor.name, text))


def _places(name: str, text: str) -> Iterator[int]:
    """Yield where a name stands in a text: much faster than a search for the words beside it."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _beside_union(text: str, start: int, end: int) -> bool:
    """Say whether "union" or "members" stands beside a name: "the union Unite", "Unite members"."""
    before = text[max(start - len(" union, the "), 0) : start]
    named = _UNION_BEFORE.search(before) is not None and _EDGE.match(text, end) is not None
    return named or (
        _EDGE.match(text, start) is not None and _UNION_AFTER.match(text, end) is not None
    )


def _works(actor: Actor, text: str) -> bool:
    """Say whether a name is a common noun for those who work, or for their union."""
    name = " ".join(actor.name.split())
    if actor.kind not in ("union", "body", "public", "person", "community") or _OTHERS.search(name):
        return False
    plain = re.sub(r" (?:of|for|in|at|from) .*", "", name)
    head = _head(plain)
    if head == "union":
        return name.lower() in text or name.lower().removeprefix("trade ") == "union"
    single = not plain.lower().endswith("s") and head not in ("staff", "crew")
    return head in words("parties", "workforce") and not single


def _head(name: str) -> str:
    last = name.split()[-1].lower() if name.split() else ""
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


def _is_part(actor: Actor, union: Actor) -> bool:
    """Say whether a body is called after a union: "Unite Scotland", "the RMT executive"."""
    longer = actor.id != union.id and actor.name.startswith(f"{union.name} ")
    return longer and actor.kind in ("body", "union", "community")


def _of_boards(actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for board in actors.values():
        if board.principal is not None or not _BOARD.fullmatch(board.name):
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
    pattern = rf"\b[Bb]oard(?: of directors)? (?:of|at) (?:the )?{name}\b|\b{name}['’]s? (?:\w+ )?board\b|\b{name} board\b"
    return re.search(pattern, text) is not None


def _folded(document: Document, same: Mapping[str, str], actors: Mapping[str, Actor]) -> Document:
    kept = [actors[a.id] for a in document.actors if a.id not in same]
    kept += [actors[i] for i in dict.fromkeys(same.values()) if all(a.id != i for a in kept)]
    kept = [replace(a, principal=same.get(a.principal or "", a.principal)) for a in kept]
    return replace(
        document, actors=tuple(kept),
        statements=tuple(_to_others(renamed(s, same)) for s in document.statements),
    )  # fmt: skip


def _to_others(statement: Statement) -> Statement:
    """Return a statement without its speaker among those whom it addresses."""
    own = statement.speaker.id if statement.speaker is not None else None
    return replace(statement, targets=tuple(t for t in statement.targets if t != own))
