"""Names for statements that survive re-reading, and what tells equal words apart.

A name depends on the document and the verbatim words alone; the second of two equal stretches is
known by its number. Because a number may come to stand for another stretch when a text is shortened
or its parts change places, a decision keeps an *anchor* beside the name: what stood around the words,
and who was read to say them. Where no stretch fits the anchor, the decision finds nothing: it is never
moved to a look-alike.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.evidence import Mention, Span, Statement

#: Hashes of what surrounds a stretch, the closest fit first.
Keys = tuple[str | None, ...]


def name_of(document: str, words: str, quote: str | None, number: int = 1) -> str:
    """Return the name of the ``number``-th statement of a document with these words.

    Examples
    --------
    >>> name_of("dam", '"No," she said.', "No,"), name_of("dam", '"No," she said.', "No,", 2)
    ('dam.ac68c6ff40', 'dam.ac68c6ff40-2')
    """
    content = words if quote is None else f"{words}\0{quote}"
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{document}.{digest}" + (f"-{number}" if number > 1 else "")


def named(document: str, statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements of a document under their stable names, in order."""
    seen: Counter[str] = Counter()
    result = []
    for statement in statements:
        quote = statement.quote.text if statement.quote else None
        name = name_of(document, statement.span.text, quote)
        seen[name] += 1
        name = name_of(document, statement.span.text, quote, seen[name])
        result.append(replace(statement, id=name))
    return result


@dataclass(frozen=True, slots=True)
class Stretch:
    """Verbatim words of a text, and who says them as far as the reader knows.

    ``own`` says that they are the writer's, who is the same in every version of a text.
    """

    span: Span
    speaker: str | None = None
    own: bool = False

    @classmethod
    def of(cls, statement: Statement) -> Stretch:
        """Return the stretch of a statement as it was read."""
        speaker: Mention | None = statement.speaker
        own = speaker is None and statement.layer == "author"
        return cls(statement.span, speaker.id if speaker is not None else None, own)


def anchor_of(text: str, alike: Sequence[Stretch], number: int) -> dict[str, Any]:
    """Return what tells a stretch from the others with the same words.

    Parameters
    ----------
    text : str
        The document's text.
    alike : sequence of Stretch
        All stretches with these words, in order.
    number : int
        Which of them is meant, from 0.

    Returns
    -------
    dict
        Where it starts, hashes of what surrounds it from the closest to the widest fit, and the how
        many-th of how many fits it was: it says nothing of the words themselves.
    """
    keys = surroundings(text, alike)
    mine = keys[number]
    places = []
    for level, key in enumerate(mine):
        same = [n for n, each in enumerate(keys) if each[level] == key]
        places.append([same.index(number), len(same)])
    return {"start": alike[number].span.start, "around": list(mine), "places": places}


def surroundings(text: str, alike: Iterable[Stretch]) -> list[Keys]:
    """Return what surrounds each of the stretches with the same words, for :func:`anchored`."""
    return [_keys(text, each) for each in alike]


def anchored(
    alike: Sequence[Stretch], around: Sequence[Keys], anchor: Mapping[str, Any]
) -> int | None:
    """Return which of the stretches with the same words an anchor means, or None.

    A stretch in the same place between the same sentences is it. Otherwise what surrounds it decides,
    the closest fit first, and only where as many stretches fit as did when the anchor was made.
    """
    for number, (each, key) in enumerate(zip(alike, around, strict=True)):
        if each.span.start == anchor["start"] and key[0] == anchor["around"][0]:
            return number
    for level, (key, (place, count)) in enumerate(
        zip(anchor["around"], anchor["places"], strict=True)
    ):
        fits = [n for n, each in enumerate(around) if key is not None and each[level] == key]
        if len(fits) == count and place < count:
            return fits[int(place)]
    return None


#: Where a sentence ends: at a line's end, or at a mark, with what closes around it, before a blank.
_END = re.compile(r"\n|[.!?…]+[\"'”’»)\]]*(?=\s|$)")


def _keys(text: str, stretch: Stretch) -> Keys:
    """Return hashes of what surrounds a stretch, the closest fit first.

    The sentence around it, with the sentences before and after; with the one before and the speaker;
    with the one after and the speaker; with the speaker alone; at last only the speaker.
    """
    before, head = _sentences(text[: stretch.span.start][-2000:])
    tail, after = _following(text, stretch.span.end)
    who = "\0the writer" if stretch.own else stretch.speaker
    said = who or "\0nobody named"
    # The beginning and the end of a text tell nothing apart; and where nobody is named, the rest of
    # the sentence is all that says whose words they are.
    fits = (
        (before, head, tail, after),
        (before, head, tail, said) if before else None,
        (head, tail, after, said) if after else None,
        (head, tail, said),
        (said,) if who is not None or not head + tail else None,
    )
    return tuple(None if parts is None else _hash("\0".join(parts)) for parts in fits)


def _sentences(text: str) -> tuple[str, str]:
    """Return the last whole sentence of a text that leads up to a stretch, and what follows it."""
    ends = [match.end() for match in _END.finditer(text)]
    head = text[ends[-1] :] if ends else text
    whole = text[: ends[-1]] if ends else ""
    earlier = [end for end in ends if whole[end:].strip()]
    return _plain(whole[earlier[-1] :] if earlier else whole), _plain(head)


def _following(text: str, end: int) -> tuple[str, str]:
    """Return the rest of the sentence in which a stretch ends, and the sentence after it."""
    if _END.search(text[max(0, end - 3) : end]) is not None and not text[end : end + 1].strip():
        tail, start = "", end
    else:
        match = _END.search(text, end)
        start = match.end() if match is not None else len(text)
        tail = text[end:start]
    rest = text[start : start + 2000].lstrip()
    match = _END.search(rest)
    return _plain(tail), _plain(rest[: match.end()] if match is not None else rest)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def occurrences(text: str, words: str) -> list[Stretch]:
    """Return every place of a text where words stand."""
    found, start = [], text.find(words)
    while start != -1:
        found.append(Stretch(Span(start, start + len(words), words)))
        start = text.find(words, start + 1)
    return found


def find_again(text: str, old: Span, anchor: Mapping[str, Any] | None = None) -> Span | None:
    """Return where a verbatim stretch stands in a text: where its anchor says, or where it occurs once."""
    found = occurrences(text, old.text)
    if anchor is not None:
        number = anchored(found, surroundings(text, found), anchor)
        return None if number is None else found[number].span
    if text[old.start : old.end] == old.text:
        return old
    return found[0].span if len(found) == 1 else None
