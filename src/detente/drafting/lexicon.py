"""The drafter's word lists (`lexicon.toml`), loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

#: What parts words: neither letters nor digits, nor what stands within words.
_BREAK = re.compile(r"[^\w'-]|_")


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str] | str]]:
    text = resources.files("detente.drafting").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(table: str, key: str) -> frozenset[str]:
    """Return one word list."""
    return frozenset(_tables()[table][key])


@lru_cache(maxsize=1)
def _normal_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for head, members in _tables()["groups"].items():
        for word in members:
            forms.setdefault(word, head)
    return forms


def normal(lemma: str) -> str:
    """Return the normal form of a word: the head of its group of synonyms, or itself."""
    return _normal_forms().get(lemma, lemma)


@cache
def members(head: str) -> tuple[str, ...]:
    """Return the words of a group of synonyms; none when ``head`` heads no group."""
    return tuple(_tables()["groups"].get(head, ()))


@lru_cache(maxsize=1)
def _opposites() -> dict[str, str]:
    pairs = {key: str(value) for key, value in _tables()["antonyms"].items()}
    return pairs | {value: key for key, value in pairs.items()}


def opposite(group: str) -> str | None:
    """Return the group of opposite verbs, if there is one ("end" and "keep")."""
    return _opposites().get(group)


@cache
def are_exclusive(one: str, two: str) -> bool:
    """Say whether nobody does both to the same thing at once: "expand" and "close" a base."""
    return two in _tables()["exclusive"].get(one, ()) or one in _tables()["exclusive"].get(two, ())


def mentions(table: str, key: str, text: str) -> bool:
    """Say whether one of a list's words or phrases stands in a text, whole words only."""
    padded = f" {' '.join(_plain(text).split())} "
    return any(f" {word} " in padded for word in words(table, key))


def _plain(text: str) -> str:
    return _BREAK.sub(" ", text.lower().replace("’", "'"))


@cache
def is_general(verb: str) -> bool:
    """Say whether a verb says little without its object: "give", "build", "take"."""
    if verb in ("strike", "talk", "leave", "truce"):
        return False
    return verb in _tables()["groups"] or verb in words("light", "verbs")


@cache
def is_event(noun: str) -> bool:
    """Say whether a noun names something that is held, called or carried out: "strike", "talks"."""
    return any(noun in words("nouns", kind) for kind in ("hold", "call", "carry_out"))


def is_stative(verb: str) -> bool:
    """Say whether a verb tells a state, a saying or an effect rather than something done.

    Examples
    --------
    >>> is_stative("have"), is_stative("withdraw")
    (True, False)
    """
    return verb in words("stative", "verbs") or verb in ("be", "have")
