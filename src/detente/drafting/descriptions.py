"""What the name of a party tells: a person, an office, a common noun, a kind of body."""

from __future__ import annotations

import re

from detente.drafting.lexicon import words
from detente.evidence import Actor, Document

NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+)(?: (?:[A-ZÀ-Þ][\w’'.-]*|al-|de|van|von|bin|ibn))* [A-ZÀ-Þ][\w’'-]+"
)


KINDS = ("company", "labour", "state", "armed", "bloc", "people", "city", "school")


SUFFIXES = frozenset({"plc", "inc", "ltd", "corp", "co", "ag", "sa", "group", "holdings"})


def is_short_for(short: str, full: str) -> bool:
    """Say whether one word of a name stands for the whole: its head, or all but "Plc"."""
    tokens = full.lower().replace(".", "").split()
    if len(tokens) < 2:
        return False
    return tokens[-1] == short.lower() or (
        tokens[0] == short.lower() and all(t in SUFFIXES for t in tokens[1:])
    )


def is_body(actor: Actor) -> bool:
    """Say whether an actor is a body rather than a person."""
    return actor.kind in ("state", "organisation", "group") and not is_titled(actor.name)


def is_titled(name: str) -> bool:
    """Say whether a name is a person with an office: "President Ann Bell"."""
    tokens = name.split()
    if len(tokens) < 3 or "of" in tokens or "for" in tokens or "’s" in name or "'s" in name:
        return False
    office = [t.lower() for t in tokens[:-2]]
    person = NAME.fullmatch(" ".join(tokens[-2:])) is not None
    return person and any(
        t in words("offices", "heads") or t in ("professor", "dr") for t in office
    )


def untitled(name: str) -> str:
    """Return a name without the office before it."""
    tokens = name.split()
    return " ".join(tokens[-2:]) if is_titled(name) else name


def is_office(name: str) -> bool:
    """Say whether a name is that of an office only: "foreign minister"."""
    tokens = [t.strip("'’s,.").lower() for t in name.split()]
    return any(t in words("offices", "heads") for t in tokens) and not NAME.fullmatch(name)


def stems_of(name: str) -> frozenset[str]:
    """Return the longer words of a name, singular, lower case."""
    tokens = re.findall(r"[a-z]+", name.lower().replace("’", "'").replace("'s", ""))
    return frozenset(t.removesuffix("s") for t in tokens if len(t) > 3)


def before_place(name: str) -> str:
    """Return a name without its place or number: "around 200 farmers in the basin" → farmers."""
    before = re.split(r"\b(?:of|in|at|from)\b", name)[0]
    return re.sub(r"\b(?:[Aa]round|[Aa]bout|[Ss]ome|[Tt]he|[Mm]ore than|[0-9,]+)\b", "", before)


def is_bare(name: str) -> bool:
    """Say whether a name is one common noun."""
    before = before_place(name).lower()
    return len(re.findall(r"[a-z]+", before.replace("the ", "").replace("ruling ", ""))) == 1


def kind_of(actor: Actor) -> str | None:
    """Return the kind of body that a name tells, or None."""
    if actor.kind in ("state", "organisation"):
        return "state" if actor.kind == "state" else "bloc"
    tokens = re.findall(r"[a-z]+", actor.name.lower())
    for token in reversed(tokens):
        for kind in KINDS:
            if token in words("kinds", kind) or token.removesuffix("s") in words("kinds", kind):
                return kind
    return None


def is_common(document: Document, actor: Actor) -> bool:
    """Say whether an actor is named by a common noun only: its words stand in lower case."""
    if actor.kind != "group":
        return False
    tokens = re.findall(r"[\w’'-]+", before_place(actor.name))
    plain = [
        t for t in tokens if t.lower() not in ("the", "of", "a", "and", "around", "some", "in")
    ]
    title = re.escape(actor.name.title())
    if not plain or re.search(
        rf"(?:^|[\s(])[a-z]\w*,? (?:the )?{title}\b(?!['’]?s? [A-Z])", document.text
    ):
        return False
    return all(
        re.search(rf"(?<![\w-]){re.escape(t.lower())}(?![\w-])", document.text) or t.isdigit()
        for t in plain
    )


def slug_of(name: str) -> str:
    """Return a name as an actor id."""
    from detente.actors import slug

    return slug(name)
