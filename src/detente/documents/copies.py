"""Near-copies: the same wire text in many outlets, recognised by MinHash (Broder 1997).

A text is the set of its runs of five words (shingles). The share of equal minima under many hash
functions estimates the Jaccard resemblance of two such sets. Everything is deterministic.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache

_WORD = re.compile(r"\w+")
_SHINGLE = 5
_HASHES = 96
#: Minima in one band; texts that share a band are compared (24 bands of 4).
BAND = 4
#: Smallest share of shingles in common of near-copies.
ALIKE = 0.6


@cache
def _coefficients() -> list[tuple[int, int]]:
    """Return the hash functions ``a·x + b mod 2⁶⁴``, fixed for good: sketches are stored."""
    found = []
    for number in range(_HASHES):
        digest = hashlib.sha256(b"detente sketch %d" % number).digest()
        odd = int.from_bytes(digest[:8], "big") | 1
        found.append((odd, int.from_bytes(digest[8:16], "big")))
    return found


def sketch_of(text: str) -> tuple[int, ...]:
    """Return the MinHash sketch of a text; empty for one too short to judge.

    Examples
    --------
    >>> a = "the ministers met in the capital on monday and agreed to share the water of the river"
    >>> resemblance(sketch_of(a), sketch_of(a.upper() + "!")) == 1.0
    True
    """
    words = _WORD.findall(text.lower())
    shingles = {
        hashlib.blake2b(" ".join(words[i : i + _SHINGLE]).encode(), digest_size=8).digest()
        for i in range(len(words) - _SHINGLE + 1)
    }
    if len(shingles) < 8:
        return ()
    import numpy as np

    values = np.frombuffer(b"".join(sorted(shingles)), dtype=">u8").astype(np.uint64)
    # High bits of a product are the well mixed ones (multiply-shift, Dietzfelbinger 1997).
    minima = [
        int(((np.uint64(a) * values + np.uint64(b)) >> np.uint64(16)).min())
        for a, b in _coefficients()
    ]
    return tuple(minima)


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate the resemblance of two texts from their sketches: 0 to 1."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def is_near_copy(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two sketches are of nearly the same text."""
    return resemblance(one, other) >= ALIKE
