"""The words by which actors are told (``data/words.toml``, ``data/kinds.toml``), loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """How bodies of a kind are named: last words of full names, the nouns that return to one."""

    kind: str
    heads: frozenset[str]
    again: frozenset[str]
    own: frozenset[str] = frozenset()

    def meant_by(self, noun: str) -> frozenset[str]:
        """Return the last words of the names to which a noun returns: "the club" to a club, "the union" to any."""
        if noun not in self.again:
            return frozenset()
        return frozenset((noun,)) if noun in self.own else self.heads


@lru_cache(maxsize=1)
def actor_words() -> dict[str, frozenset[str]]:
    """Return the word lists by name.

    ``posts`` are titles that name who holds them alone: not "trade", "former"; ``speaking`` are all who can
    speak or act.
    """
    words = {key: frozenset(words.split()) for key, words in _read("words").items()}
    words["posts"] = words["titles"] - words["portfolios"] - words["former"]
    lists = ("organs", "institutions", "posts", "collectives", "holders", "state_offices", "experts", "public")  # fmt: skip
    words["speaking"] = frozenset().union(*(words[name] for name in lists))
    return words


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Return the kinds of bodies by name."""
    return {
        name: Kind(
            words["kind"],
            *(frozenset(words.get(key, "").split()) for key in ("heads", "again", "own")),
        )
        for name, words in _read("kinds").items()
    }


@lru_cache(maxsize=1)
def body_heads() -> frozenset[str]:
    """Return the words that end the full name of a body, whatever its kind."""
    return frozenset().union(*(kind.heads for kind in kinds().values()))


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return common given names and whose they are: ``m`` or ``f``."""
    return {
        name: gender
        for gender, key in (("f", "given_f"), ("m", "given_m"))
        for name in actor_words()[key]
    }


def _read(name: str) -> dict[str, Any]:
    data = resources.files("detente.actors").joinpath("data", f"{name}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))
