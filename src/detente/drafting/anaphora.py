"""Sentences around a span, and what a bare "it" takes up."""

from __future__ import annotations

import re

from detente.drafting.lexicon import is_party_noun, normal, words
from detente.drafting.parsing import cleaned, parsed

SENTENCE_END = re.compile(r"[.!?][\"”»']?\s+(?=[\"“«A-Z])|\n+")


def possessive(name: str) -> str:
    """Return a name in the genitive."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def has_noun(sentence: str, noun: str) -> bool:
    """Say whether a noun stands in a sentence, singular or plural."""
    return re.search(rf"\b{re.escape(noun)}s?\b", sentence, re.IGNORECASE) is not None


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, within 500 characters either side."""
    first = max(0, start - 500)
    opening = first
    for match in SENTENCE_END.finditer(text, first, start):
        opening = match.end()
    closing = SENTENCE_END.search(text, end, min(len(text), end + 500))
    return opening, closing.start() + 1 if closing else min(len(text), end + 500)


def noun_before(sentence: str, *, plural: bool = False) -> tuple[str, frozenset[str]] | None:
    """Return the noun phrase that a following "it" most likely takes up: an object or complement.

    ``plural`` asks for what "them" takes up: several things, or people that somebody acts upon, if
    there are such.
    """
    doc = parsed(cleaned(sentence))
    nouns = [
        t for t in doc
        if t.pos_ == "NOUN" and not any(c.dep_ == "poss" for c in t.children)
        and (
            t.tag_ == "NNS" and t.dep_ == "dobj" if plural
            else not is_party_noun(t.lemma_.lower()) and t.lemma_.lower() not in words("nouns", "bodies")
        )
        and t.ent_type_ not in ("DATE", "TIME")
    ]  # fmt: skip
    ranked = [
        *(t for t in nouns if t.dep_ in ("attr", "dobj")),
        *(t for t in nouns if t.dep_ in ("nsubj", "nsubjpass")),
    ]
    for token in ranked:
        if token.lemma_ not in words("anaphora", "asks"):
            subtree = list(token.subtree)
            inside = [
                t for t in subtree
                if t == token or (t.head == token and t.dep_ in ("det", "amod", "compound", "nummod", "poss"))
            ]  # fmt: skip
            phrase = "".join(t.text_with_ws for t in inside).strip()
            content = frozenset(
                normal(t.lemma_.lower()) for t in inside if t.pos_ in ("NOUN", "ADJ")
            )
            if phrase and len(phrase.split()) <= 5:
                return phrase, content
    return noun_before(sentence) if plural else None
