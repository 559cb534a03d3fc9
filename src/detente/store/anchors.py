"""Names for statements that survive re-reading: they depend on the verbatim words alone.

A decision holds to such a name. When a document is read again, by a newer reader or in a newer
version, a statement with the same words in the same document keeps its name, whatever stands before
it. A statement with other words has another name: nothing is ever moved to a look-alike.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from detente.evidence import Span, Statement


def name_of(document: str, words: str, quote: str | None, number: int = 1) -> str:
    """Return the name of the ``number``-th statement of a document with these words.

    Examples
    --------
    >>> name_of("dam", '"No," she said.', "No,"), name_of("dam", '"No," she said.', "No,", 2)
    ('dam.83e2b0eeed', 'dam.83e2b0eeed-2')
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


def find_again(text: str, old: Span) -> Span | None:
    """Return where a verbatim stretch stands in a text: in its place, or where it occurs once."""
    words = old.text
    if text[old.start : old.end] == words:
        return old
    first = text.find(words)
    if first == -1 or text.find(words, first + 1) != -1:
        return None
    return Span(first, first + len(words), words)
