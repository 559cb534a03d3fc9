"""What a brief needs beside the model: motives, feared consequences, failed attempts, dates.

Each is a sentence of a document, cited and kept apart from the model: no option or preference rests
on it. Motives are as others read them; a party's own words about itself are no such reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.briefing.horizons import horizons, sentence_around
from detente.briefing.lexicon import words
from detente.briefing.statements import extent
from detente.evidence import Document, Span, Statement

#: How many remarks of one kind a brief keeps.
OF_A_KIND = 8
#: A sentence longer than this is a passage, and tells no one thing.
LONGEST = 500
#: Statements are looked up by stretches of so many characters.
_STRETCH = 1000

#: Acts that are done, not said.
_DEEDS = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "RETREAT", "CONCEDE"})

#: What lies ahead, where a date is more than when something happened.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|must|should|until|till|expir\w*|deadline|plan(?:s|ned)?|expected|promis\w+|pledg\w+|"
    r"agreed?|runs?|renew\w*|sets?|extend\w*|due|ahead|next|coming|within|could|may|wants?)\b",
    re.IGNORECASE,
)

#: The kinds in the order in which a brief lists them, and their headings.
KINDS: Mapping[str, str] = {
    "motive": "Motives, as others read them",
    "consequence": "What the text says could follow",
    "attempt": "What was tried before and failed",
    "horizon": "Dates and deadlines",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One sentence of a document beside the model, and whose words it is in (None: the author's)."""

    kind: str
    document: Document
    span: Span
    statement: Statement | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the remark as JSON data."""
        speaker = self.statement.speaker if self.statement else None
        return {
            "kind": self.kind,
            "document": self.document.id,
            "span": self.span.to_json(),
            "statement": self.statement.id if self.statement else None,
            "speaker": speaker.name if speaker else None,
        }


def remarks(documents: Sequence[Document]) -> tuple[Remark, ...]:
    """Find what documents say beside positions, in the order of `KINDS`."""
    found: dict[str, list[Remark]] = {kind: [] for kind in KINDS}
    for document in documents:
        speech = _Speech(document)
        for kind in KINDS:
            seen: set[int] = set()
            for span in _sentences(document, kind):
                statement = speech.around(span)
                if span.start in seen or span.text.rstrip("”\"'’)").endswith("?"):
                    continue
                if kind == "motive" and speech.is_own(span):
                    continue
                seen.add(span.start)
                found[kind].append(
                    Remark(kind=kind, document=document, span=span, statement=statement)
                )
    return tuple(remark for group in found.values() for remark in group[:OF_A_KIND])


def _sentences(document: Document, kind: str) -> Iterator[Span]:
    text = document.text
    if kind == "horizon":
        places = (
            (span.start, span.end)
            for span in horizons(text)
            if _AHEAD.search(sentence_around(text, span.start, span.end).text)
        )
    else:
        places = ((m.start(), m.end()) for m in _patterns()[kind].finditer(text))
    for start, end in places:
        sentence = sentence_around(text, start, end)
        if sentence.end - sentence.start <= LONGEST:
            yield sentence


class _Speech:
    """What is said in a document, by place; what is reported of deeds is told by the author."""

    def __init__(self, document: Document) -> None:
        self._by_stretch: dict[int, list[tuple[int, Span, Statement]]] = defaultdict(list)
        for number, statement in enumerate(document.statements):
            if statement.layer == "reported" and statement.act in _DEEDS:
                continue
            span = extent(document, statement)
            for stretch in _stretches(span):
                self._by_stretch[stretch].append((number, span, statement))

    def is_own(self, sentence: Span) -> bool:
        """Whether a sentence tells what somebody says: a motive that a party gives is no reading of it."""
        return any(
            statement.layer in ("quoted", "reported")
            and statement.act not in _DEEDS
            and span.start < sentence.end
            and sentence.start < span.end
            for span, statement in self._near(sentence).values()
        )

    def around(self, sentence: Span) -> Statement | None:
        """Return the speech that fills most of a sentence; None for the author's own words."""
        best, most = None, (sentence.end - sentence.start) // 3
        for _, (span, statement) in sorted(self._near(sentence).items()):
            common = min(span.end, sentence.end) - max(span.start, sentence.start)
            if common > most:
                best, most = statement, common
        return best

    def _near(self, sentence: Span) -> dict[int, tuple[Span, Statement]]:
        return {
            number: (span, statement)
            for stretch in _stretches(sentence)
            for number, span, statement in self._by_stretch.get(stretch, ())
        }


def _stretches(span: Span) -> range:
    return range(span.start // _STRETCH, span.end // _STRETCH + 1)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    def any_of(section: str, key: str) -> str:
        longest_first = sorted(words(section, key), key=lambda phrase: (-len(phrase), phrase))
        return r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"

    # Both words stand in one clause or two: no end of a sentence, few other words between them.
    near = r"[^.!?;]{0,90}?"
    # Whose failing it is: no other clause begins in between ("complicated efforts as walls collapsed").
    close = r"(?:(?!\b(?:as|while|when|because|since|which|who|though)\b)[^.!?;]){0,70}?"
    things, failed = any_of("attempt", "things"), any_of("attempt", "failed")
    doubt, verbs = any_of("consequence", "doubt"), any_of("consequence", "verbs")
    return {
        "motive": re.compile(any_of("motive", "cues"), re.IGNORECASE),
        "consequence": re.compile(doubt + near + verbs, re.IGNORECASE),
        "attempt": re.compile(f"{things}{close}{failed}|{failed}{close}{things}", re.IGNORECASE),
    }
