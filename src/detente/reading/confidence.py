"""How sure the reader is of a statement, from the rules that fired."""

from __future__ import annotations

from detente.reading.drafts import Draft

#: Rough shares of right speakers and acts where the rule fired, judged on passages that were not
#: looked at while the rules were written, and rounded down.
_BY_RULE = {
    "governs": 0.9,
    "parenthesis": 0.9,
    "clause": 0.75,
    "near": 0.75,
    "continued": 0.85,
    "perception": 0.75,
    "deed": 0.6,
    "variant": 0.7,
    "preceding": 0.6,
    "dominant": 0.6,
    "author": 0.5,
    "weak": 0.5,
    "none": 0.3,
}


def confidence_of(draft: Draft, act: str) -> float:
    """Return the confidence in a statement's speaker and act, between 0 and 1."""
    score = _BY_RULE.get(draft.rule, 0.5)
    if draft.speaker is None and draft.layer in ("quoted", "reported"):
        score -= 0.3
    if act == "STATE":
        score -= 0.05
    if "unbalanced marks" in draft.notes or "garbled" in draft.notes:
        score -= 0.2
    return min(max(score, 0.05), 0.99)
