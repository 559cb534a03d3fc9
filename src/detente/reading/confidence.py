"""How sure the reader is of a statement: the rules' raw score, calibrated on held-out passages.

The raw score says how a speaker was found and an act was told. ``data/confidence.toml``, written by
``benchmarks/calibration``, turns it into the share of statements with that score whose words, speaker
and act were all right on passages that no rule was written for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources

from detente.reading.drafts import Draft

#: How the speaker was found: what the way adds or takes.
_BY_RULE = {
    "continued": 0.05,
    "deed": 0.0,
    "near": -0.1,
    "parenthesis": -0.1,
    "variant": -0.1,
    "preceding": -0.2,
    "dominant": -0.2,
    "author": -0.2,
    "weak": -0.2,
    "none": -0.4,
}
#: A learned model's probability from which nothing is taken.
_SURE = 0.9
_raw_only = False


def confidence_of(draft: Draft, act: str) -> float:
    """Return the confidence in a statement's speaker and act, between 0 and 1."""
    raw = raw_score(draft, act)
    return raw if _raw_only else _calibrated(raw)


def raw_score(draft: Draft, act: str) -> float:
    """Return the score of the rules that fired; only its order means something."""
    score = 0.75 + _BY_RULE.get(draft.rule, 0.0)
    if draft.probability is not None:
        score += min(draft.probability - _SURE, 0.0) / 2
    cue = draft.cue
    if draft.speaker is None and draft.layer in ("quoted", "reported"):
        score -= 0.4
    told = cue is not None and cue.act == act  # the reporter's verb says which act it is
    if act != "STATE" and not told:
        score -= 0.3 if act in ("CONSULT", "COOPERATE") else 0.15  # words that have other uses
    if draft.speaker is not None and len(draft.speaker.id) == 3 and draft.speaker.id.isupper():
        score += 0.05  # a state, which a text names in many ways that the registry knows
    if "unbalanced marks" in draft.notes or "garbled" in draft.notes:
        score -= 0.2
    return round(min(max(score, 0.05), 0.99), 2)


@contextmanager
def uncalibrated() -> Iterator[None]:
    """Give raw scores while the block runs, so that they can be calibrated."""
    global _raw_only
    _raw_only = True
    try:
        yield
    finally:
        _raw_only = False


def _calibrated(raw: float) -> float:
    steps = _steps()
    return next((value for start, value in reversed(steps) if start <= raw + 1e-9), steps[0][1])


@lru_cache(maxsize=1)
def _steps() -> tuple[tuple[float, float], ...]:
    data = resources.files("detente.reading").joinpath("data", "confidence.toml")
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return tuple((float(raw), float(value)) for raw, value in table["steps"])
