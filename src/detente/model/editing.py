"""Changed copies of conflicts."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.errors import InputError, did_you_mean
from detente.model.conflict import Attitude, Conflict
from detente.model.expression import composed

_CELL = re.compile(r"\s*([^>=\s]+)\s*>\s*([^>=\s]+)\s*=\s*(\S+)\s*")
_WHOLE = ("model", "none")
# Word processors turn the hyphen into a minus sign or an en dash.
_DASHES = str.maketrans({"−": "-", "–": "-", "＋": "+"})


def with_attitudes(conflict: Conflict, spec: str) -> Conflict:
    """Return a copy with attitude cells set.

    Parameters
    ----------
    conflict : Conflict
    spec : str
        Such as ``"USA>PRK=+,USA>USA=0"``; cells that are not named keep their value. ``model`` keeps
        every cell, ``none`` sets none: everybody is ``+`` to itself and ``0`` to others.

    Raises
    ------
    InputError
        When the text is no such list, names an unknown decision maker, or sets a cell twice.
    """
    if spec.strip().lower() in _WHOLE:
        return conflict if spec.strip().lower() == "model" else replace(conflict, attitudes={})
    names = [dm.id for dm in conflict.decision_makers]
    rows = {dm: dict(row) for dm, row in conflict.attitudes.items()}
    cells: set[tuple[str, str]] = set()
    for part in composed(spec).split(","):
        match = _CELL.fullmatch(part)
        if match is None:
            raise InputError(
                f"Cannot read the attitude {part.strip()[:80]!r}.",
                fix="Write I>J=+, I>J=0 or I>J=-, separated by commas, such as "
                f"{names[0]}>{names[-1]}=+; or model, or none.",
            )
        of, to, sign = match.groups()
        for name in (of, to):
            if name not in names:
                raise InputError(
                    f"No decision maker {name[:80]!r}.", fix=did_you_mean(name[:80], names)
                )
        try:
            attitude = Attitude(sign.translate(_DASHES))
        except ValueError:
            raise InputError(
                f"{sign[:80]!r} is no attitude.",
                fix="Write + (devoting), 0 (indifferent) or - (aggressive).",
            ) from None
        if (of, to) in cells:
            raise InputError(f"The attitude {of}>{to} is set twice.", fix="Name each cell once.")
        cells.add((of, to))
        rows.setdefault(of, {})[to] = attitude
    return replace(conflict, attitudes=rows)
