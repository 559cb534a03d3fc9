"""Words in marks that nobody says: terms, names of works and programmes, headings."""

from __future__ import annotations

import re

from detente.reading.attribution import Cue
from detente.reading.language import Parsed
from detente.reading.learned.features import is_first_person
from detente.reading.lexicon import lexicon

#: Words up to this length stay small in a title.
_SMALL_WORD = 3
#: What follows the name of a work: its kind, or whoever made it.
_KIND_AFTER = re.compile(r",? (?:an?|the|his|her|their|its)(?: [a-z-]+){0,2}? ([a-z]+)\b")
_MAKER_AFTER = re.compile(r",? by [A-Z][\w’'-]+ [A-Z]")
#: What stands before the name of a programme: "on CBS’s “…”", "an episode of “…”", "on “…”".
_SHOWN_ON = re.compile(
    r"(?:\b[A-Z][\w.]*['’]s?|\b(?:episode|edition|broadcast) of|\b[Oo]n(?: the)?) [\"“‘']{0,2}$"
)


def is_coined(
    words: str, before: str, parsed: Parsed, tokens: list[int], cue: Cue | None, *, repeated: bool
) -> bool:
    """Whether words in marks are plainly a term: after "so-called", before the noun that they modify."""
    lead = before.rstrip().lower().rstrip(",:(")
    names = lexicon()
    spoken = cue is not None and cue.source is not None and cue.kind == "verb"
    short = len(words.split()) <= 4
    if short and lead.endswith(names.term_cues):
        calling = lead.endswith(("called", "labelled", "labeled", "termed", "dubbed"))
        return not (spoken and calling) and not repeated
    modifies = short and _is_modifier(parsed, tokens)
    return modifies and not repeated and not is_first_person(words)


def is_title(words: str, before: str, after: str) -> bool:
    """Whether words in marks name a work: "the book “Failure to Adapt”"; not "the report “is false”".

    What stands around them tells: "the film “…”", "author of “…”", "“…,” a film about", "“…” by Ane Lie".
    """
    lead = before.rstrip().lower().rstrip(",:(").split()[-2:]
    long = [word for word in words.split() if len(word) > _SMALL_WORD]
    capitals = sum(word[:1].isupper() for word in long)
    nouns = lexicon().layers["title_nouns"]
    named = bool(lead) and (lead[-1] in nouns or lead in (["author", "of"], ["writer", "of"]))
    follows = _KIND_AFTER.match(after)
    strict = len(words.split()) > 1 and capitals == len(long)
    named = named or (strict and follows is not None and follows.group(1).lower() in nouns)
    written = bool(lead) and lead[-1] in ("wrote", "authored", "penned")
    named = named or (strict and written and len(long) > 1 and not words.isupper())
    named = named or (strict and _MAKER_AFTER.match(after) is not None)
    named = named or (strict and _SHOWN_ON.search(before) is not None)
    heading = strict and len(long) > 1 and not before.strip() and not after.split("\n")[0].strip()
    named = named or heading
    return named and words[:1].isupper() and 2 * capitals >= len(long)


def _is_modifier(parsed: Parsed, tokens: list[int]) -> bool:
    """Whether the words only modify a noun that follows: the "sunshine" policy."""
    doc = parsed.doc
    first, last = doc[tokens[0]], doc[tokens[-1]]
    article = first.i > 0 and doc[first.i - 1].lower_ in (
        "the",
        "this",
        "these",
        "its",
        "their",
        "his",
        "her",
    )
    outside = last.head.i > last.i and last.head.pos_ in ("NOUN", "PROPN")
    return article and outside and not any(t.pos_ == "VERB" for t in doc[first.i : last.i + 1])
