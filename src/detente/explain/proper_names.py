"""Which words keep their capital inside a sentence: names, as far as the model or a registry tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.conflict import Conflict

#: Words that a name may have.
_LONGEST = 5
_WORD = re.compile(r"[^\W\d_]+")
#: A capital after a word, comma or semicolon is none that a sentence begins with.
_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_]+")


def begins_with_name(text: str, conflict: Conflict | None = None) -> bool:
    """Say whether a text begins with a proper name.

    Names are those of a registry (states, capitals, institutions, people and so on), the model's
    decision makers, and words that the model's own texts write with a capital within a sentence and
    never without.

    Parameters
    ----------
    text : str
        Such as the name of an option.
    conflict : Conflict, optional
        The model that it stands in.

    Examples
    --------
    >>> begins_with_name("Iran halts enrichment"), begins_with_name("Lift the embargo on Iran")
    (True, False)
    """
    words = text.split()[:_LONGEST]
    known = _registry()
    for count in range(len(words), 0, -1):
        name = re.sub(r"['’]s?$|[,;:.]$", "", " ".join(words[:count]))
        if name in known:
            return True
        if conflict is not None and any(
            name in (dm.name, dm.id) for dm in conflict.decision_makers
        ):
            return True
    first = _WORD.match(text)
    return conflict is not None and first is not None and first.group() in _written_large(conflict)


def _written_large(conflict: Conflict) -> frozenset[str]:
    """Return words that a model's texts write with a capital within a sentence, and never without."""
    texts = [item.quote for item in conflict.evidence.values()]
    texts += [option.name for option in conflict.options]
    texts += [dm.name for dm in conflict.decision_makers]
    texts += [rule.why for rule in conflict.infeasible if rule.why]
    texts += [text for text in (conflict.title, conflict.notes) if text]
    return _large(tuple(texts))  # variants of a model have the same texts


@lru_cache(maxsize=8)
def _large(texts: tuple[str, ...]) -> frozenset[str]:
    large: set[str] = set()
    small: set[str] = set()
    for text in texts:
        large.update(word for word in _INSIDE.findall(text) if word[0].isupper())
        small.update(word for word in _WORD.findall(text) if word[0].islower())
    return frozenset(word for word in large if word.lower() not in small)


@lru_cache(maxsize=1)
def _registry() -> frozenset[str]:
    """Return the names that reading knows, without what only reading needs."""
    import json
    import os

    # Not by detente.reading, whose import takes longer than solving a small model.
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    folder = os.path.join(package, "actors", "data")  # noqa: PTH118
    with open(os.path.join(folder, "names.json"), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        data = json.load(file)
    people = (person for group in data["people"].values() for person in group)
    return frozenset((*data["names"], *data["no_party"], *people))
