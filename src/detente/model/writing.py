"""Conflicts to JSON objects, to YAML text and to files."""

from __future__ import annotations

import os
from os import PathLike
from typing import Any

from detente.errors import InputError
from detente.model.conflict import (
    Conflict,
    Direction,
    Evidence,
    Infeasible,
    Preference,
    Preferences,
    Ranking,
    Statements,
)
from detente.model.writing_further import further, sourced


def to_json(conflict: Conflict) -> dict[str, Any]:
    """Return the model as the JSON object of its file format; only what is set.

    Examples
    --------
    >>> from detente.model.files import loads
    >>> model = "{detente: 1, title: T, decision_makers: [{id: A}], options: [{id: a, owner: A}]"
    >>> to_json(loads(model + ", preferences: {A: [{that: a}]}}"))["preferences"]
    {'A': [{'that': 'a'}]}
    """
    top: dict[str, Any] = {
        "detente": 1,
        "title": conflict.title,
        "source": conflict.citation,
        "notes": conflict.notes,
        "decision_makers": [
            {"id": dm.id, "name": dm.name, **sourced(dm)} for dm in conflict.decision_makers
        ],
        "options": [
            {
                "id": option.id,
                "name": option.name,
                "owner": option.owner,
                **(
                    {}
                    if option.direction == Direction.BOTH
                    else {"direction": option.direction.value}
                ),
                **sourced(option),
            }
            for option in conflict.options
        ],
        "infeasible": [_rule(rule) for rule in conflict.infeasible],
        "preferences": {dm: _preferences(given) for dm, given in conflict.preferences.items()},
        "attitudes": {
            dm: {other: attitude.value for other, attitude in row.items()}
            for dm, row in conflict.attitudes.items()
        },
        **further(conflict, _preferences),
        "status_quo": conflict.status_quo,
        "published": {concept: list(states) for concept, states in conflict.published.items()},
        "outcome_names": dict(conflict.outcome_names),
        "context": list(conflict.context),
        "evidence": {name: _evidence(item) for name, item in conflict.evidence.items()},
    }
    always = ("decision_makers", "preferences", "states" if conflict.states else "options")
    return {
        key: value for key, value in top.items() if key in always or value not in (None, [], {})
    }


def fingerprint(conflict: Conflict) -> str:
    """Return a short fingerprint of a model's content, the same wherever it is stored."""
    from hashlib import sha256
    from json import dumps

    content = dumps(to_json(conflict), sort_keys=True, ensure_ascii=False)
    return sha256(content.encode()).hexdigest()[:16]


def to_yaml(conflict: Conflict) -> str:
    """Return the model as YAML; comments of a file it was loaded from are in ``origin`` only."""
    from detente.model.yamltext import render

    return render(_grouped(to_json(conflict)))


def save(conflict: Conflict, path: str | PathLike[str], *, overwrite: bool = False) -> None:
    """Write a model file, YAML or (ending ``.json``) JSON, whole or not at all.

    A conflict that is unchanged since it was loaded from YAML is written as it stood, comments
    and all.

    Raises
    ------
    InputError
        When the file exists and ``overwrite`` is not set, or when it cannot be written.
    """
    from pathlib import Path
    from tempfile import NamedTemporaryFile

    target = Path(path)
    text = _text(conflict, json=target.name.lower().endswith(".json"))
    made: Path | None = None
    try:
        if target.exists() and not overwrite:
            raise InputError(
                "The file exists already.", source=str(path), fix="Give another name or overwrite."
            )
        # A link is followed: its target is replaced, not the link.
        target = target.resolve()
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=target.parent, prefix=".detente-", delete=False
        ) as file:
            made = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        made.replace(target)
        made = None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "not a file name").lower()
        raise InputError(
            f"The file cannot be written: {reason}.",
            source=str(path),
            fix="Check the folder and its permissions.",
        ) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _umask() -> int:
    # The umask can only be read by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _text(conflict: Conflict, *, json: bool) -> str:
    if json:
        from json import dumps

        return dumps(to_json(conflict), ensure_ascii=False, indent=2) + "\n"
    if conflict.origin is not None:
        from detente.model.files import loads

        try:
            unchanged = to_json(loads(conflict.origin)) == to_json(conflict)
        except InputError:
            unchanged = False
        if unchanged:
            return conflict.origin
    return to_yaml(conflict)


def _rule(rule: Infeasible) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if rule.when is not None:
        result["when"] = str(rule.when)
    if rule.pattern is not None:
        result["pattern"] = rule.pattern
    if rule.why is not None:
        result["why"] = rule.why
    return result | sourced(rule)


def _preferences(given: Preferences) -> object:
    if isinstance(given, Statements):
        return [_statement(item) for item in given.items]
    if isinstance(given, Ranking):
        return {"ranking": [list(group) for group in given.groups], **sourced(given)}
    return {"weights": dict(given.weights), **sourced(given)}


def _statement(item: Preference) -> dict[str, Any]:
    strength = {"strength": "strong"} if item.strong else {}
    return {"that": str(item.that), **strength, **sourced(item)}


def _evidence(item: Evidence) -> dict[str, Any]:
    result: dict[str, Any] = {
        "document": item.document,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
    }
    for key in ("speaker", "layer", "via", "date"):
        value = getattr(item, key)
        if value is not None:
            result[key] = value
    return result


def _grouped(top: dict[str, Any]) -> dict[str, Any]:
    """Write states that tie with none as plain strings; people read that more easily."""
    for given in top["preferences"].values():
        if isinstance(given, dict) and "ranking" in given:
            given["ranking"] = [
                group[0] if len(group) == 1 else group for group in given["ranking"]
            ]
    return top
