"""Edits of a dossier's model, and decisions about its options: each a version that can be undone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from detente.errors import InputError, did_you_mean
from detente.model.edits import Edit, apply
from detente.model.files import check_text, loads
from detente.model.writing import to_json, to_yaml
from detente.store.dossier import Dossier
from detente.store.modelling import DEFAULT
from detente.store.records import ModelVersion

ACTIONS = ("rename", "accept", "reject", "merge", "split")
#: Longest model that is stored, in characters.
LONGEST = 5_000_000


def edit_model(
    dossier: Dossier,
    edits: Sequence[Edit],
    *,
    model: str = DEFAULT,
    expected: int | None = None,
    note: str | None = None,
    who: str | None = None,
) -> tuple[ModelVersion, list[str | None]]:
    """Make edits to a dossier's model and save the result as its next version.

    Parameters
    ----------
    dossier : Dossier
    edits : sequence of mappings
        Commands; see :mod:`detente.model.edits`.
    model : str
        Which of the dossier's models.
    expected : int, optional
        The version that was looked at; see :meth:`detente.store.modelling.Models.save`.
    note, who : str, optional
        What was done, and by whom.

    Returns
    -------
    tuple
        The version saved, and for each edit the id of what it has made, if anything.

    Raises
    ------
    StaleError
        When the model was changed meanwhile.
    InputError
        When there is no such model, or an edit makes no sense; nothing is saved.
    """
    with dossier.batch():
        current = dossier.models.current(model)
        dossier.models.expect(model, expected)
        data, made = apply(model_data(current.text), edits)
        said = note or ", ".join(dict.fromkeys(str(edit["op"]).replace("_", " ") for edit in edits))
        version = dossier.models.save(
            model_text(data, like=current.text),
            name=model,
            note=said,
            who=who,
        )
    return version, made


def model_data(text: str) -> dict[str, Any]:
    """Return a stored model as data, also one that has errors.

    Raises
    ------
    InputError
        When it cannot be read at all.
    """
    plain = text.lstrip()[:1] == "{"
    conflict, _ = check_text(text, "model.json" if plain else "model.yaml")
    if conflict is not None:
        return to_json(conflict)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise InputError("The stored model cannot be read.", fix="Bring an earlier version back.")
    return data


def model_text(data: dict[str, Any], *, like: str | None = None) -> str:
    """Return a model's text as it is stored: JSON, or YAML where ``like`` is and it has no errors.

    Raises
    ------
    InputError
        When it holds what is no text, or is too large.
    """
    try:
        text = json.dumps(data, ensure_ascii=False, indent=1)
        text.encode()
    except (ValueError, RecursionError) as error:
        raise InputError(
            "The model holds characters that are no text.", fix="Retype them."
        ) from error
    if like is not None and like.lstrip()[:1] != "{":
        conflict, _ = check_text(text, "model.json")
        text = to_yaml(conflict) if conflict is not None else text
    if len(text) > LONGEST:
        raise InputError("The model is too large.", fix="Model files are small.")
    return text


def decide_option(
    dossier: Dossier,
    action: str,
    options: Sequence[str],
    *,
    name: str | None = None,
    new: str | None = None,
    evidence: Sequence[str] = (),
    model: str = DEFAULT,
    expected: int | None = None,
    who: str | None = None,
) -> ModelVersion:
    """Decide about options of a dossier's model and save the result as its next version.

    Parameters
    ----------
    dossier : Dossier
    action : str
        One of ``ACTIONS``; ``reject`` treats an option as never taken, ``merge`` keeps the first.
    options : sequence of str
        Option ids; exactly one except for ``merge``.
    name, new, evidence
        ``rename``: the name; ``split``: name and id of the new option and the evidence it takes.
    model : str
        Which of the dossier's models.
    expected : int, optional
        The version that was looked at; see :meth:`detente.store.modelling.Models.save`.
    who : str, optional
        Who decides; the dossier's analyst otherwise.

    Raises
    ------
    StaleError
        When the model was changed meanwhile.
    InputError
        When there is no such model or option, or the edit makes no sense.
    """
    if action not in ACTIONS:
        raise InputError(f"{action!r} is no decision.", fix=did_you_mean(action, ACTIONS))
    if action != "merge" and len(options) != 1:
        raise InputError(f"To {action} takes one option.", fix="Name one.")
    if action == "merge" and len(options) < 2:
        raise InputError("A merge needs two options.", fix="Name the one to keep first.")
    analyst = who or dossier.who
    first, *others = options
    edits: dict[str, Edit] = {
        "rename": {"op": "rename", "what": "option", "id": first, "name": name or ""},
        "accept": {"op": "accept_option", "id": first, "who": analyst},
        "reject": {"op": "remove_option", "id": first},
        "merge": {"op": "merge_options", "keep": first, "others": others},
        "split": {
            "op": "split_option", "id": first, "new": new or "", "name": name, "evidence": evidence,
        },
    }  # fmt: skip
    note = f"{action} {' '.join(options)}" + (f" → {new or name}" if new or name else "")
    with dossier.batch():
        version, _ = edit_model(
            dossier, [edits[action]], model=model, expected=expected, note=note, who=analyst
        )
        loads(version.text, "model.json" if version.text[:1] == "{" else None)
    return version
