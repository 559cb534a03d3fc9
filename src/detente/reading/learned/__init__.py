"""What is learned and not written as rules: who speaks, what is speech, what is reported, what has force.

All are sums of weights over features of structure (place, role, path, kind of noun); the weights are
data, written by ``scripts/train_attribution.py`` and ``scripts/train_force.py``, and hold no word of the
texts they were learned from.
"""

from detente.reading.learned.features import Parse, Quoted, Words
from detente.reading.learned.force import stands
from detente.reading.learned.ranker import Candidate, page_of, rank_speakers
from detente.reading.learned.sayings import Saying, find_sayings
from detente.reading.learned.terms import find_speech

__all__ = [
    "Candidate",
    "Parse",
    "Quoted",
    "Saying",
    "Words",
    "find_sayings",
    "find_speech",
    "page_of",
    "rank_speakers",
    "stands",
]
