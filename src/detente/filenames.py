"""Names of files as they can be shown and kept: not every one is text."""

from __future__ import annotations

import re


def shown_name(name: str) -> str:
    r"""Return a file's name with bytes that are no UTF-8 as ``\xNN``.

    Examples
    --------
    >>> shown_name("caf\udce9.txt") == r"caf\xe9.txt"
    True
    """
    if name.isascii():
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode()


def file_name(shown: str) -> str:
    """Return the name of the file that is shown so; see :func:`shown_name`."""
    return re.sub(r"\\x([89a-f][0-9a-f])", lambda match: chr(0xDC00 + int(match[1], 16)), shown)
