"""JSON of strangers: whatever is wrong with it is a ``ValueError``."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

#: A surrogate, written or as a letter.
_HALF = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def loads(text: str, *, control: bool = False) -> Any:
    r"""Return what a JSON text holds.

    ``json`` itself takes infinite numbers and halves of letters, which fail only where they are used, and
    raises ``RecursionError`` on what is nested deeply. Half a letter (``"\ud800"``) is read as U+FFFD.

    Parameters
    ----------
    text : str
    control : bool
        Take control characters in strings too, as many pages have them.

    Raises
    ------
    ValueError
        When it is no JSON, nested too deeply, or holds such a number.

    Examples
    --------
    >>> loads('{"a": [1, 2.5]}')
    {'a': [1, 2.5]}
    >>> loads("[" * 100_000)
    Traceback (most recent call last):
    ValueError: it is nested too deeply
    >>> loads("[1e999]")
    Traceback (most recent call last):
    ValueError: a number is too large: 1e999
    """
    try:
        found = json.loads(text, strict=not control, parse_constant=_refuse, parse_float=_finite)
        if not _HALF.search(text):
            return found
        whole = json.dumps(found, ensure_ascii=False).encode("utf-16", "surrogatepass")
        return json.loads(whole.decode("utf-16", "replace"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _finite(number: str) -> float:
    found = float(number)
    if math.isinf(found):
        raise ValueError(f"a number is too large: {number[:20]}")
    return found
