"""Conditions: which words are the condition, which the consequence, and what joins them."""

from detente.reading.conditions.cues import joins_another, sense_of
from detente.reading.conditions.finding import LONGEST, find_conditions, finders
from detente.reading.conditions.found import Found
from detente.reading.conditions.subordinate import dangling_condition

__all__ = [
    "LONGEST",
    "Found",
    "dangling_condition",
    "find_conditions",
    "finders",
    "joins_another",
    "sense_of",
]
