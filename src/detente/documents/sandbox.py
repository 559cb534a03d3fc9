"""Risky formats are parsed in a child process with limits on memory and time.

A file made to exhaust or crash its parser takes the child down, not the run: the parent reports
one line and goes on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from detente.documents.limits import LIMITS, Limits
from detente.documents.parsers import PARSERS
from detente.documents.parts import Part, Refused
from detente.errors import InputError

_FIX = "Save the text as a plain text or HTML file."
#: Missing parts of the installation, told apart from bad files.
_MISSING = "missing"


def parse(name: str, data: bytes, *, source: str, limits: Limits = LIMITS) -> list[Part]:
    """Parse a file in a child process.

    Parameters
    ----------
    name : str
        One of ``PARSERS``.
    data : bytes
    source : str
        Named in errors.
    limits : Limits
        ``parse_memory`` and ``parse_seconds`` bound the child.

    Raises
    ------
    InputError
        When the file is refused, cannot be parsed, or takes too much memory or time.
    """
    command = [
        sys.executable,
        "-I",
        "-c",
        _child_code(),
        name,
        str(limits.parse_memory),
        str(limits.parse_seconds),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            command, input=data, capture_output=True, timeout=limits.parse_seconds + 15, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"The {name} file takes too long to parse.", source=source, fix=_FIX
        ) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout.decode("utf-8", "replace"))
    except ValueError:
        raise InputError(
            f"The {name} file takes too much memory or time to parse.", source=source, fix=_FIX
        ) from None
    if _MISSING in answer:
        raise InputError(
            f"Reading {name} needs the package {answer[_MISSING]}.",
            source=source,
            fix="Install detente anew, with everything it depends on.",
        )
    if "error" in answer:
        raise InputError(answer["error"], source=source, fix=_FIX)
    return [Part(**part) for part in answer["parts"]]


def _child_code() -> str:
    """Return what the child runs: it finds detente where the parent did."""
    return f"import sys; sys.path[:] = {sys.path!r}; from detente.documents.sandbox import child; child()"


def child() -> None:
    """Run in the child: limits first, then the parser; the answer is JSON on standard output."""
    name, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _limit(memory, seconds)
    output = sys.stdout.buffer
    # Whatever a parser prints must not mix with the answer.
    sys.stdout = sys.stderr
    answer: dict[str, Any]
    try:
        parts = PARSERS[name](sys.stdin.buffer.read())
        answer = {"parts": [part.to_json() for part in parts]}
    except Refused as refusal:
        answer = {"error": str(refusal)}
    except ImportError as error:
        answer = {_MISSING: error.name or "of its parser"}
    except MemoryError:
        answer = {"error": f"The {name} file takes too much memory to parse."}
    except Exception as error:  # noqa: BLE001 - third-party parsers raise anything on damaged files
        answer = {"error": f"The {name} file cannot be parsed: {type(error).__name__}."}
    output.write(json.dumps(answer).encode())
    output.flush()


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
