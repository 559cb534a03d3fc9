"""What reads as a sentence: messages, assumptions and lines of answers are held to it."""

from __future__ import annotations


def is_sentence(text: str) -> bool:
    """Say whether a message reads as one: a capital or a mark, small letters, an end."""
    ends = text.rstrip("”’'\")")[-1:] in (".", "?", "…")
    return bool(text) and not text[0].islower() and ends and any(c.islower() for c in text)
