"""What the words that wrap a deed have settled on the way down to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class State:
    """What the wrappers passed on the way down have settled."""

    subject: Any | None = None
    denied: bool = False
    force: str = ""
    modality: str = ""
    time: str = ""
    aspect: str = ""
    told_by: Any | None = None
    by: Any | None = None
    asked: bool = False
    attempt: bool = False
    depth: int = 0


#: A word that tells a deed, or leads on to one, and what the wrappers before it have settled.
Step = tuple[Any, State]
