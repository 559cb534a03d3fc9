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

from detente.briefing.horizons import horizons, sentence_around, set_dates
from detente.briefing.lexicon import words
from detente.briefing.statements import extent
from detente.briefing.text import clean
from detente.evidence import Document, Span, Statement

#: How many remarks of one kind a brief keeps.
OF_A_KIND = 8
#: A sentence longer than this is a passage, and tells no one thing.
LONGEST = 500
#: A brief prints so much of a remark.
SHOWN = 400
#: Statements are looked up by stretches of so many characters.
_STRETCH = 1000

#: Two sentences with so many words in common tell one thing; a line of fewer words without a stop is a heading.
_ALIKE, _HEADING = 0.7, 16
_WORD = re.compile(r"[^\W\d_]{4,}")
#: How a sentence begins that only the one before it makes clear.
_POINTS_BACK = re.compile(
    r"(?:(?:But|And|While|Yet|Though|Although|However,|Furthermore,) )?(?:this|these|those|that|such|it|they)\b",
    re.IGNORECASE,
)
#: How far before what is told a word stands that makes it unreal, and such words.
_BEFORE = 70
_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|could|might|(?-i:may)|risk\w*|fear\w*|avoid\w*|prevent\w*|blamed for|wanted to|lest|would|doomed)\b",
    re.IGNORECASE,
)
#: "In order to change the law it will need a vote": what it takes, and nobody's motive.
_NEEDED = re.compile(r"\b(?:needs? to|ha(?:s|ve) to|must|(?:is|are|be) required)\b", re.IGNORECASE)
_FORCED = re.compile(r"\b(?:was|were|had|been|wanted)\b[^.;]*(?:\bor|\bto)\s*$", re.IGNORECASE)

#: What did not come about, is wished for, or is nobody's fear: "could have triggered", "would like to end in".
_PAST = re.compile(r"\b(?:close to|(?:would|could|might) (?:have|like)\b)", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied)|dismiss\w*|reject\w*|rebuff\w*|no (?:risk|danger|fear)s?)\b(?! (?:the |a |an )?(?:deal|plan|offer)\b)[^,;]*$",
    re.IGNORECASE,
)

#: Acts that are done, not said.
_DEEDS = frozenset({"PROTEST", "MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "RETREAT", "CONCEDE"})

#: What lies ahead, where a date is more than when something happened.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|must|should|expir\w*|deadline|plan(?:s|ned)?|expected|promis\w+|pledg\w+|"
    r"agreed?|runs?|renew\w*|sets?|extend\w*|keeps?|remains?|stays?|lasts?|valid|suspend\w*|due|ahead|next|coming|within|"
    r"could|may|wants?|schedul\w+|slated)\b",
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
        seen_once: set[int] = set()
        told_once: list[set[str]] = []
        for kind in KINDS:
            seen = set() if kind == "horizon" else seen_once
            told = [] if kind == "horizon" else told_once
            for span in sorted(_sentences(document, kind), key=lambda span: span.start):
                statement = speech.around(span)
                if span.start in seen or not _is_sentence(document, span):
                    continue
                if _is_refused(document, span):
                    continue
                if kind == "motive" and speech.is_own(span):
                    continue
                if kind == "consequence" and statement is not None and _is_own_threat(statement):
                    continue  # what a party would do stands among its positions
                words_ = set(_WORD.findall(span.text.lower()))
                if any(
                    len(words_ & other) >= _ALIKE * min(len(words_), len(other)) for other in told
                ):
                    continue
                told.append(words_)
                seen.add(span.start)
                whole = span if kind in ("motive", "horizon") else _whole(document, span)
                if found[kind] and found[kind][-1].span.start == whole.start < span.start:
                    found[kind].pop()  # told again, and more of it
                found[kind].append(
                    Remark(kind=kind, document=document, span=whole, statement=statement)
                )
    return tuple(remark for group in found.values() for remark in group[:OF_A_KIND])


def _is_refused(document: Document, sentence: Span) -> bool:
    """Whether a sentence tells what the analyst has rejected: nothing is said of it, by anybody."""
    least = (sentence.end - sentence.start) // 3
    return any(
        min(span.end, sentence.end) - max(span.start, sentence.start) > least
        for span in document.refused
    )


def _whole(document: Document, span: Span) -> Span:
    """Return a sentence that points back ("While these summits …") with the one before it."""
    if not _POINTS_BACK.match(span.text) or span.start < 2:
        return span
    text = document.text
    before = sentence_around(text, span.start - 2, span.start - 1)
    gap = text[before.end : span.start]
    near = (
        before.end <= span.start
        and "\n" not in gap
        and before.text.rstrip("”\"'").endswith((".", "!"))
    )
    if not near or span.end - before.start > SHOWN:
        return span
    return Span(before.start, span.end, text[before.start : span.end])


def _is_sentence(document: Document, span: Span) -> bool:
    """Whether words are a whole statement: no question, no heading."""
    end = span.text.rstrip("”\"'’)")
    line = document.text[: span.start].rstrip(" \t")[-1:] in ("", "\n")  # it begins one
    heading = line and not end.endswith((".", "!", "…")) and len(end.split()) < _HEADING
    return not end.endswith("?") and not heading and clean(span.text) != clean(document.title or "")


def _is_own_threat(statement: Statement) -> bool:
    """Whether words tell what their speaker would do to another."""
    thing = {c.cue.lower() for c in statement.conditions} & words("position", "things")
    own = statement.layer in ("quoted", "reported")
    return own and statement.act in ("THREATEN", "OFFER", "COMMIT", "REQUEST") and not thing


def _sentences(document: Document, kind: str) -> Iterator[Span]:
    text = document.text
    if kind == "horizon":
        places = (
            (span.start, span.end)
            for found in (horizons(text), set_dates(text))
            for span in found
            if _AHEAD.search(sentence_around(text, span.start, span.end).text)
        )
    else:
        places = (
            (m.start(), m.end())
            for m in _patterns()[kind].finditer(text)
            if not _unreal(kind, text, m)
        )
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


def _unreal(kind: str, text: str, match: re.Match[str]) -> bool:
    """Whether what is told did not come about, or is not feared: "to avoid a failure", "had to act or risk it"."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    before = re.split(r"[.;!?]\s", before)[-1]
    if kind == "motive" and match.group().lower().startswith("in order to"):
        after = text[match.end() : match.end() + _BEFORE]
        return _NEEDED.search(re.split(r"[.;!?]\s", after)[0]) is not None
    if kind == "attempt":
        return _HYPOTHETICAL.search(f"{before}{match.group()}") is not None
    return kind == "consequence" and (
        _FORCED.search(before) is not None
        or _PAST.search(match.group()) is not None
        or _DENIED.search(before) is not None
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    def any_of(section: str, key: str) -> str:
        longest_first = sorted(words(section, key), key=lambda phrase: (-len(phrase), phrase))
        spelt = (
            re.escape(phrase).replace(r"\ \*\ ", r"\ (?:[\w’'-]+\ ){0,4}").replace(r"\*", r"\w*")
            for phrase in longest_first
        )
        return r"\b(?:" + "|".join(spelt) + r")\b"

    # Both words stand in one clause or two: no end of a sentence, few other words between them.
    near = r"[^.!?;]{0,90}?"
    # Whose failing it is: no other clause begins in between ("complicated efforts as walls collapsed").
    close = r"(?:(?!\b(?:as|while|when|because|since|which|who|though)\b)[^.!?;]){0,70}?"
    things, failed = any_of("attempt", "things"), any_of("attempt", "failed")
    doubt, verbs = any_of("consequence", "doubt"), any_of("consequence", "verbs")
    plain = any_of("consequence", "plain")
    return {
        "motive": re.compile(any_of("motive", "cues"), re.IGNORECASE),
        "consequence": re.compile(f"{doubt}{near}{verbs}|{plain}", re.IGNORECASE),
        "attempt": re.compile(
            rf"{things}(?:,? (?:which|that)\b(?: \w+){{0,3}} |{close}){failed}|{failed}{close}{things}",
            re.IGNORECASE,
        ),
    }
