"""Answers that are kept: made once, however many ask at once, and forgotten when others were looked at since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")

#: Answers that are kept for models and attitudes that were just looked at.
_MOST = 64


class Kept:
    """The last answers by their keys, for many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._last: tuple[Hashable, bytes] | None = None
        self._lock = threading.Lock()
        self._doing: dict[Hashable, threading.Lock] = {}

    def keep(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the answer for a key, made once; the same question asked twice at once waits."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                answer: Answer = self._kept[key]
                return answer
            gate = self._doing.setdefault(key, threading.Lock())
        with gate:
            with self._lock:
                kept: Answer | None = self._kept.get(key)
                if kept is not None:
                    return kept
            try:
                answer = make()
            finally:
                with self._lock:
                    self._doing.pop(key, None)
            with self._lock:
                self._kept[key] = answer
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
            return answer

    def keep_last(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the answer for a key; of these, which are large, only the last one is kept."""
        held = self._last
        if held is None or held[0] != key:
            held = self._last = (key, make())
        return held[1]

    def find(self, key: Hashable) -> Any:
        """Return an answer that has been made already, or None."""
        with self._lock:
            return self._kept.get(key)
