"""The words by which a brief is composed, from ``data/words.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Return a list of words, or of phrases where bars part them.

    Examples
    --------
    >>> "number" in words("phrase", "heads"), "arms race" in words("consequence", "verbs")
    (True, True)
    """
    text = _lists()[section][key]
    parts = text.replace("\n", "").split("|") if "|" in text else text.split()
    return frozenset(part.strip() for part in parts if part.strip())


@cache
def _lists() -> dict[str, dict[str, str]]:
    import tomllib

    data = files("detente.briefing").joinpath("data/words.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)
