"""Of what a named course of conduct consists: "confrontation, which includes sanctions and exercises".

Where a party is asked to end something by name, and the text says what that name covers, each of these
things is something that the party does today and could leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.drafting.conduct import Conduct, Position, Positions
from detente.drafting.lexicon import normal
from detente.evidence import Document, Span, Statement

#: Several deeds as a list names them: "naval patrols", up to four small words of which the last has an s.
_THING = r"(?:[a-z][\w’'-]* ){0,3}?[a-z][\w’'-]*s\b"
#: A name, perhaps between marks, and after "which includes" or "such as" what it covers.
_COVERS = re.compile(
    r"(?P<name>[^\W\d_]{5,})[\"”’']?(?:\s*(?:[,(]|—|–|--))?\s*"
    r"(?:(?:which|that)\s(?:[^.;:!?()]{0,40}?\s)?(?:includes?|included|comprises?|consists? of|takes the form of)"
    rf"|including|such as|in the form of)\s+(?P<things>{_THING}(?:, {_THING})*,? (?:and|or|as well as) {_THING})"
)
#: One of these stands in every match of it.
_CUES = ("includ", "comprise", "consist", "takes the form of", "such as", "in the form of")
_PARTS = re.compile(r",\s*(?:(?:and|or|as well as)\s+)?|\s+(?:and|or|as well as)\s+")
#: Verbs of ending what goes on.
_ENDING = frozenset(
    {"end", "withdraw", "abandon", "drop", "leave", "lift", "renounce", "stop", "cease", "give"}
)


def elaborated(documents: Sequence[Document], found: Positions) -> Iterator[Position]:
    """Yield as deeds of today what the documents count under conduct that a party is asked to end.

    Parameters
    ----------
    documents : sequence of Document
    found : Positions
        What was found in their statements.
    """
    named: dict[str, Conduct] = {}
    for conduct in found.conducts():
        if normal(conduct.verb) in _ENDING and not conduct.negated:
            for thing in conduct.objects:
                named.setdefault(thing, conduct)
    for document in documents if named else ():
        if not any(cue in document.text for cue in _CUES):
            continue  # told much sooner than by the pattern
        for match in _COVERS.finditer(document.text):
            asked = named.get(normal(match["name"].lower()))
            if asked is None:
                continue
            yield from _deeds(document, match, _PARTS.split(match["things"]), asked)


def _deeds(
    document: Document, match: re.Match[str], things: Sequence[str], asked: Conduct
) -> Iterator[Position]:
    start, end = match.span()
    span = Span(start, end, document.text[start:end])
    statement = Statement(id=f"{document.id}.at{start}", layer="author", span=span, act="STATE")
    for thing in things:
        conduct = Conduct(
            owner=asked.owner, phrase=f"go on with {thing}", verb="keep",
            objects=frozenset(normal(word) for word in thing.split()), negated=False, ongoing=True, tone=0,
            role="part", document=document, statement=statement, toward=asked.toward,
        )  # fmt: skip
        yield Position(holder=asked.owner, kind="deed", conduct=conduct, wanted=True)
