"""Actors that users add: people, parties, firms, courts, unions, in a small YAML file.

The file is a list::

    - id: locomotive-union
      name: Locomotive Union
      kind: union                     # one of the kinds of actors; body when it is left out
      aliases: [LU, the drivers' union]
      titles: [union president]       # offices that speak for it
    - name: Marta Olsen
      kind: person
      belongs_to: locomotive-union    # the party a person speaks for, or the state of an outlet
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import InputError, did_you_mean
from detente.evidence import ACTOR_KINDS, Actor

if TYPE_CHECKING:
    from detente.actors.registry import Registry
    from detente.model.parsing import Node

_KEYS = ("id", "name", "kind", "aliases", "belongs_to", "titles")
#: Kinds by which older files name a body.
_FORMER = {"organisation": "intergovernmental", "group": "body"}
_MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class _Addition:
    actor: Actor
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    belongs_to: str | None
    line: int


def load_additions(registry: Registry, path: str) -> Registry:
    """Return a registry with the actors of a file added.

    Raises
    ------
    InputError
        When the file cannot be read or an entry is wrong; file and line are named.
    """
    from detente.actors.registry import Registry as Result
    from detente.actors.registry import extended
    from detente.model.parsing import parse_text

    try:
        tree = parse_text(_text(path))
    except InputError as error:
        raise InputError(error.message, source=path, line=error.line, fix=error.fix) from error
    entries = tree.value if tree is not None else []
    if not isinstance(entries, list):
        raise _wrong(path, 1, "The file is not a list of actors.", "Begin each actor with a dash.")
    additions = [_addition(entry, path) for entry in entries]
    actors: dict[str, Actor] = {}
    aliases: dict[str, str] = {}
    owners: dict[str, str] = {}
    people: dict[str, str] = {}
    offices: dict[str, str] = {}
    known = {*registry.names.actors, *(a.actor.id for a in additions)}
    for addition in additions:
        party = addition.belongs_to
        if party is not None and party not in known:
            raise _wrong(
                path, addition.line, f"belongs_to names no known actor: {party!r}.", "Use an id."
            )
        if addition.actor.kind == "person" and party is not None:
            people.update(dict.fromkeys((addition.actor.name, *addition.aliases), party))
            continue
        actors[addition.actor.id] = addition.actor
        for name in (addition.actor.name, *addition.aliases):
            if aliases.setdefault(name, addition.actor.id) != addition.actor.id:
                raise _wrong(
                    path,
                    addition.line,
                    f"The name {name!r} is given to two actors.",
                    "Give each its own.",
                )
        offices.update(
            dict.fromkeys((title.lower() for title in addition.titles), addition.actor.id)
        )
        if party is not None:
            owners[addition.actor.id] = party
    names = extended(registry.names, actors, aliases, owners=owners, people=people, offices=offices)
    return Result(names)


def _text(path: str) -> str:
    try:
        if Path(path).stat().st_size > _MAX_BYTES:
            raise InputError(
                "The file of actors is larger than 5 MB.", source=path, fix="List fewer actors."
            )
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            "The file is not UTF-8 text.", source=path, fix="Save it as UTF-8."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"The file cannot be read: {reason}.", source=path, fix="Check the path."
        ) from error


def _addition(node: Node, path: str) -> _Addition:
    from detente.actors.registry import slug

    if not isinstance(node.value, dict):
        raise _wrong(
            path, node.line, "An actor is a mapping of keys.", f"Keys: {', '.join(_KEYS)}."
        )
    for key in node.value:
        if key not in _KEYS:
            raise _wrong(
                path,
                node.lines.get(key, node.line),
                f"Unknown key {key!r}.",
                did_you_mean(key, _KEYS),
            )
    name = _string(node, "name", path)
    if not name:
        raise _wrong(
            path, node.line, "An actor has no name.", "Add name: with the name as texts write it."
        )
    kind = _string(node, "kind", path) or "body"
    kind = _FORMER.get(kind, kind)
    if kind not in ACTOR_KINDS:
        raise _wrong(
            path,
            node.lines.get("kind", node.line),
            f"Unknown kind {kind!r}.",
            did_you_mean(kind, ACTOR_KINDS),
        )
    actor = Actor(_string(node, "id", path) or slug(name), name, kind)
    return _Addition(
        actor,
        _strings(node, "aliases", path),
        _strings(node, "titles", path),
        _string(node, "belongs_to", path),
        node.line,
    )


def _string(node: Node, key: str, path: str) -> str | None:
    child = node.value.get(key) if isinstance(node.value, dict) else None
    if child is None or child.value is None:
        return None
    if not isinstance(child.value, str) or not child.value.strip():
        raise _wrong(path, child.line, f"{key} is not text.", f"Write {key}: followed by a name.")
    return child.value.strip()


def _strings(node: Node, key: str, path: str) -> tuple[str, ...]:
    child = node.value.get(key) if isinstance(node.value, dict) else None
    if child is None or child.value is None:
        return ()
    if not isinstance(child.value, list) or not all(
        isinstance(item.value, str) and item.value for item in child.value
    ):
        raise _wrong(
            path, child.line, f"{key} is not a list of names.", f"Write {key}: [one, two]."
        )
    return tuple(str(item.value).strip() for item in child.value)


def _wrong(path: str, line: int, message: str, fix: str) -> InputError:
    return InputError(message, source=path, line=line, fix=fix)
