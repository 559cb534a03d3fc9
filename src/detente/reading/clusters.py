"""Variants of one utterance, linked by their normalised content words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from detente.evidence import Statement

#: How many statements back a variant is looked for.
_MEMORY = 400
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "and",
        "or",
        "but",
        "with",
        "from",
        "our",
        "their",
        "its",
        "his",
        "her",
        "my",
        "your",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "as",
        "that",
        "this",
        "we",
        "they",
        "he",
        "she",
        "it",
        "i",
        "you",
        "us",
        "them",
        "will",
        "would",
        "can",
        "could",
        "shall",
        "should",
        "may",
        "might",
        "must",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "not",
        "no",
    ]
)


@lru_cache(maxsize=2048)
def content_words(text: str) -> tuple[str, ...]:
    """Return the normalised content words of an utterance, in order, insertions left out."""
    kept, depth = [], 0
    for character in text.lower():
        depth += (character == "[") - (character == "]" and depth > 0)
        kept.append(character if depth == 0 and character.isalnum() else " ")
    return tuple(_stem(word) for word in "".join(kept).split() if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def variant_of(words: str, earlier: list[str]) -> int | None:
    """Return which earlier utterance the words repeat or vary, the latest first."""
    own = content_words(words)
    if not own:
        return None
    for number in range(len(earlier) - 1, -1, -1):
        if similar(own, content_words(earlier[number])):
            return number
    return None


def similar(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one utterance repeats or varies another."""
    if not one or not other:
        return False
    short, long = sorted((set(one), set(other)), key=len)
    shared = len(short & long)
    if len(short) == 1:
        return short <= long and len(long) <= 2
    return shared >= 2 and shared >= 0.75 * len(short)


def clustered(statements: list[Statement]) -> list[Statement]:
    """Give statements that vary one utterance of one speaker the same cluster."""
    labels: list[int] = list(range(len(statements)))
    words = [content_words((s.quote or s.span).text) for s in statements]
    for j, statement in enumerate(statements):
        for i in range(max(0, j - _MEMORY), j):
            other = statements[i]
            if not statement.quote or not other.quote:
                continue
            same = statement.speaker and other.speaker and statement.speaker.id == other.speaker.id
            if same and similar(words[i], words[j]):
                labels[j] = labels[i]
                break
    counts = {label: labels.count(label) for label in labels}
    return [
        replace(s, cluster=f"c{label + 1}") if counts[label] > 1 else s
        for s, label in zip(statements, labels, strict=True)
    ]
