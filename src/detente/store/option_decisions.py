"""The analyst's decisions about the options of a dossier's model, each a version that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from detente.errors import InputError, did_you_mean
from detente.model import option_edits
from detente.model.files import loads
from detente.model.writing import to_yaml
from detente.store.dossier import Dossier
from detente.store.modelling import DEFAULT
from detente.store.records import ModelVersion

ACTIONS = ("rename", "accept", "reject", "merge", "split")


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
    current = dossier.models.current(model)
    conflict = loads(current.text)
    first, *others = options
    if action == "rename":
        changed = option_edits.rename_option(conflict, first, name or "")
    elif action == "accept":
        changed = option_edits.accept_option(conflict, first, who=analyst)
    elif action == "reject":
        changed = option_edits.reject_option(conflict, first)
    elif action == "merge":
        changed = option_edits.merge_options(conflict, first, others)
    else:
        changed = option_edits.split_option(
            conflict, first, new or "", name or "", evidence=evidence
        )
    text = to_yaml(changed)
    loads(text)
    note = f"{action} {' '.join(options)}" + (f" → {new or name}" if new or name else "")
    return dossier.models.save(
        text,
        name=model,
        expected=current.version if expected is None else expected,
        note=note,
        who=analyst,
    )
