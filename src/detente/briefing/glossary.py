"""What the words of a brief mean: a glossary of those that occur in it, and where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.briefing.content import Line, Section

#: The id of the section, and what its lines' ids begin with.
GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that a brief uses in a sense of its own; a ``code`` stands for something longer."""

    word: str
    seen: re.Pattern[str]
    means: str
    code: bool

    @property
    def line(self) -> str:
        """The id of the line that explains it."""
        return f"{GLOSSARY}.{self.word.replace(' ', '-')}"


@cache
def terms() -> tuple[Term, ...]:
    """Return every term, in the order in which a brief explains them.

    Examples
    --------
    >>> [term.word for term in terms() if term.code][1:3]
    ['NASH', 'SEQ']
    """
    data = files("detente.briefing").joinpath("data/glossary.toml").read_text(encoding="utf-8")
    return tuple(
        Term(
            word=entry["word"],
            seen=re.compile(entry["seen"]),
            means=entry["means"],
            code=entry.get("kind") == "code",
        )
        for entry in tomllib.loads(data)["term"]
    )


def glossary_section(sections: Iterable[Section]) -> Section:
    """Explain the terms that occur in some sections.

    Parameters
    ----------
    sections : iterable of Section
        The brief without its front page, which has no terms.
    """
    text = "\n".join(part for section in sections for part in _texts(section))
    return Section(
        id=GLOSSARY,
        title="What the words mean",
        role="annex",
        lines=tuple(
            Line(id=term.line, text=f"{term.word}: {term.means}", role="annex")
            for term in terms()
            if term.seen.search(text)
        ),
    )


def parts(text: str) -> Iterator[tuple[str, Term | None]]:
    """Cut a text into stretches, each with the code that it is; the others with None.

    Examples
    --------
    >>> [(part, term and term.word) for part, term in parts("NASH, SEQ")]
    [('NASH', 'NASH'), (', ', None), ('SEQ', 'SEQ')]
    """
    found = sorted(
        ((m.start(), m.end(), term) for term in terms() if term.code for m in term.seen.finditer(text)),
        key=lambda each: each[:2],
    )  # fmt: skip
    at = 0
    for start, end, term in found:
        if start < at:
            continue
        if start > at:
            yield text[at:start], None
        yield text[start:end], term
        at = end
    if at < len(text):
        yield text[at:], None


def _texts(section: Section) -> Iterator[str]:
    yield section.title
    for line in section.all_lines():
        yield from (line.text, line.mark, line.group)
