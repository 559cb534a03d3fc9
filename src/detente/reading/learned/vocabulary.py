"""The reader's word lists as both models ask for them."""

from __future__ import annotations

from functools import lru_cache

from detente.reading.learned.features import Words
from detente.reading.lexicon import lexicon

#: Lists whose nouns name people or bodies.
_PEOPLE = ("people", "titles", "collectives", "holders", "organs", "state_offices", "bodies")
#: Verbs of wishing and knowing beside those of perception.
_MIND = frozenset(["hope", "estimate", "wonder", "put", "forecast", "know", "feel", "want"])


@lru_cache(maxsize=1)
def vocabulary() -> Words:
    """Return the words of telling."""
    words = lexicon()
    lists = words.layers
    return Words(
        saying=words.neutral,
        acting=frozenset(words.cue_acts),
        believing=lists["perception"] | _MIND,
        speech=frozenset(words.nouns),
        papers=frozenset(words.papers),
        media=lists["media"],
        people=frozenset().union(*(lists[name] for name in _PEOPLE)),
    )
