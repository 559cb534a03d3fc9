"""The words that join condition and consequence, and what they say."""

from __future__ import annotations

import re
from typing import Any

from detente.reading.lexicon import lexicon

#: What the cues of constructions say; those of clauses stand in the word lists.
_SENSES_BESIDE = {
    "should": "if", "were": "if", "had": "if", "any": "if", "every": "if", "each": "if", "and": "if",
    "as": "if", "a": "if", "an": "if", "another": "if", "such": "if", "whoever": "if", "anyone": "if", "anybody": "if", "or": "either-or", "or else": "either-or",
    "otherwise": "either-or", "either": "either-or", "whether": "either-or", "and only then": "only-if", "before": "until",
    "those": "if", "would": "if", "new": "if", "further": "if",
    "only then": "only-if",
}  # fmt: skip


def sense_of(cue: str, before: str = "") -> str | None:
    """Return what a cue says, such as ``unless``; None for words that are no cue.

    Parameters
    ----------
    cue : str
        The words that join condition and consequence.
    before : str, optional
        The words before: "only" makes of "if" another cue.

    Examples
    --------
    >>> sense_of("if"), sense_of("if", "we will come only"), sense_of("unless")
    ('if', 'only-if', 'unless')
    """
    said = cue.lower().split()
    earlier = before.lower().split()[-3:]
    for start in range(len(earlier) + 1):
        words = " ".join((*earlier[start:], *said))
        for known, sense, _ in lexicon().cues.get(words.split(" ")[0], ()):
            if words == known:
                return sense
        if words in lexicon().dependence:
            return "dependence"
    linked = lexicon().links.get(said[0], ()) if said else ()
    senses = (sense for _, sense, parts in linked if list(parts) == said)
    return next(senses, None) or _SENSES_BESIDE.get(" ".join(said))


_JOINS = re.compile(r"\b(?:and|or|but)\b,?\s+", re.IGNORECASE)


def joins_another(condition: str, sense: str) -> bool:
    """Whether something is joined to the words of a condition by a cue that says something else.

    Examples
    --------
    >>> joins_another("they pay and unless we object", "if"), joins_another("they pay and go", "if")
    (True, False)
    """
    for joint in _JOINS.finditer(condition):
        words = f"{condition[joint.end() :].lower()} "
        cues = lexicon().cues.get(words.split(" ")[0], ())
        said = next((says for cue, says, _ in cues if words.startswith(f"{cue} ")), sense)
        if said != sense:
            return True
    return False


def cue_at(doc: Any, position: int, sentence: Any) -> tuple[str, str, int] | None:
    """Return the words of the cue that begins here, what it says and how many words it takes."""
    first = doc[position].lower_
    if first not in lexicon().cues:
        return None
    if doc[position].pos_ == "PROPN" and position > sentence.start and doc[position].is_title:
        return None  # "Marcus Till"
    for words, sense, parts in lexicon().cues.get(first, ()):
        size = _length_of(doc, position, parts, sentence)
        if size is not None:
            return words, sense, size
    return None


def _length_of(doc: Any, position: int, parts: tuple[str, ...], sentence: Any) -> int | None:
    """Return how many words a cue takes here, None where it is not the cue.

    One adjective or adverb may stand inside a long one: "on the sole condition that", "provided only that".
    """
    at, slack = position, len(parts) > 2 or parts[-1] == "that"
    if parts[0] == "the" and doc[position : position + 2].text.lower() == "the very":
        at, parts = position + 2, parts[1:]
    for number, part in enumerate(parts):
        if slack and number and doc[at : at + 2].text.lower() == "of course":
            at, slack = at + 2, False
        inside = number and at < sentence.end and doc[at].lower_ != part
        if slack and inside and doc[at].pos_ in ("ADJ", "ADV"):
            at, slack = at + 1, False
        if at >= sentence.end or doc[at].lower_ != part:
            return None
        at += 1
    return at - position
