"""Sets of worlds as numbers, one bit a world, and as rows of 64-bit words; sums of bits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def row_of(mask: int, words: int) -> Array:
    """Return a mask as words."""
    return np.frombuffer(mask.to_bytes(8 * words, "little"), np.uint64).copy()


def spread(ordered: Sequence[int]) -> Array:
    """Return the sums of bits, by number: the last bit given counts least."""
    found = np.zeros(1, np.int64)
    for bit in reversed(ordered):
        found = np.concatenate([found, found + bit])
    return found
