"""The frames that the parser gets, and their parses.

A *frame* is a paragraph in which every quotation that is a clause of its own is replaced by a short
clause, and the marks of the others are dropped, so that the sentence around them parses as the
sentence it is. Offsets of a frame lead back to the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.actors.lexicon import actor_words
from detente.reading.marks import Quotation
from detente.reading.paragraphs import Paragraph
from detente.reading.pipeline import parsed, pipeline
from detente.reading.repairs import repaired
from detente.reading.spans import EXPLAINED
from detente.reading.tokens import Tokens, tokens_of

#: Stands for a quotation that is a clause; the parser reads it as one.
PLACEHOLDER = "it works"
#: A quotation, then a short attribution: what follows goes on with the quotation.
_GOES_ON = re.compile(r"[,.!?][\"”’'»」]{1,2}\s[^.!?\"“”]{3,80},$")
_RUN = re.compile(r"\S{300,}")
#: A sentence of more words is cut, at a pause where there is one.
_LONGEST = 250
_STOPS, _PAUSES = frozenset(".!?"), frozenset(",;:—–")


@dataclass(frozen=True, slots=True)
class Frame:
    """Text for the parser and the way back: ``pieces`` are (frame start, document start, length)."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]
    quotes: tuple[tuple[int, int, int, bool], ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's offsets of a stretch of the frame."""
        return self._at(start, last=False), self._at(max(end - 1, start), last=True)

    def _at(self, offset: int, *, last: bool) -> int:
        number = max(bisect_left(self.pieces, (offset + 1,)) - 1, 0)
        begin, origin, length, width = self.pieces[number]
        if length != width:  # a placeholder stands for the whole quotation
            return origin + width if last else origin
        return origin + min(offset - begin, length) + (1 if last else 0)


def build_frames(
    text: str, blocks: Iterable[Paragraph], quotations: Sequence[Quotation]
) -> list[Frame]:
    """Return the frame of each paragraph, with the quotations that begin in it."""
    frames: list[Frame] = []
    following = 0
    for block in blocks:
        inside = []
        while following < len(quotations) and quotations[following].start < block.end:
            inside.append((following, quotations[following]))
            following += 1
        frames.append(_build_frame(text, block, inside))
    return frames


def _build_frame(text: str, block: Paragraph, quotations: list[tuple[int, Quotation]]) -> Frame:
    """Build the frame of a paragraph; ``quotes`` are (number, start, end, is a clause) in it."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    quotes: list[tuple[int, int, int, bool]] = []
    size = 0

    def add(words: str, origin: int, width: int) -> None:
        nonlocal size
        for shown, start, length in unbracketed(words, origin, width):
            if shown:
                parts.append(shown)
                pieces.append((size, start, len(shown), length))
                size += len(shown)

    position = block.start
    for number, quotation in quotations:
        add(text[position : quotation.start], position, quotation.start - position)
        begin = size
        if is_clause(text, quotation, block):
            stop = _stop_of(text, quotation, block)
            lead = text[block.start : quotation.start]
            first = not lead.strip() or lead.rstrip()[-1:] in ".!?"
            words = PLACEHOLDER[0].upper() + PLACEHOLDER[1:] if first else PLACEHOLDER
            add(words, quotation.start, quotation.end - quotation.start)
            quotes.append((number, begin, size, True))
            add(stop, quotation.end - 1, 0) if stop else None
        else:
            inner = text[quotation.inner_start : quotation.inner_end]
            add(inner, quotation.inner_start, len(inner))
            quotes.append((number, begin, size, False))
        position = quotation.end
    add(text[position : block.end], position, block.end - position)
    return Frame("".join(parts), tuple(pieces), tuple(quotes))


#: An editor's brackets, with the pronoun before that they explain: "[W]e", "they [the Americans]".
#: A reporter's round ones explain a pronoun alike where they name somebody: "they (the Americans)".
_BRACKETS = re.compile(
    rf"(?:\b((?i:{EXPLAINED}))\s)?(?<!\\)\[([^\[\]\n]{{0,80}})\]"
    r"|\b((?i:they|them|he|she|him|her))\s\(((?:the |[A-Z])[^()\n]{2,80})\)"
)
_ASIDES = ("sic", "laughter", "applause", "inaudible", "crosstalk")


def unbracketed(words: str, origin: int, width: int) -> Iterator[tuple[str, int, int]]:
    """Yield a stretch as the parser shall see it: (words, place in the document, length there).

    An editor's brackets are part of the words around them: "[W]e" is "We"; in "they [the Americans]"
    the gloss stands for the pronoun; what explains a name or is an aside is left out.
    """
    if len(words) != width or not ("[" in words or "(" in words):
        yield words, origin, width
        return
    at = 0
    for match in _BRACKETS.finditer(words):
        part = 2 if match.group(2) is not None else 4
        pronoun, inner = match.group(part - 1), match.group(part).strip()
        place = (origin + match.start(), len(match.group()))
        before = words[: match.start()].rstrip()
        after = words[match.end() : match.end() + 1]
        joined = after.isalnum() or words[match.start() - 1 : match.start()].isalnum()
        aside = inner.lower() in _ASIDES or not any(c.isalnum() for c in inner)
        last = before.split(" ")[-1]
        named = last[:1].isupper() and last not in actor_words()["not_first"]
        if joined and not pronoun:
            shown = inner
        elif aside or (named and not pronoun):
            shown = pronoun or ""
        else:
            shown = inner
            if pronoun:  # whom the gloss names stands where the gloss does
                place = (origin + words.index(inner, match.start(part)), len(inner))
        yield words[at : match.start()], origin + at, match.start() - at
        yield shown, *place
        at = match.end()
    yield words[at:], origin + at, len(words) - at


def is_clause(text: str, quotation: Quotation, block: Paragraph) -> bool:
    """Whether a quotation is a clause of its own and not a part of the sentence around it."""
    words = text[quotation.inner_start : quotation.inner_end]
    first = next((c for c in words if c.isalnum()), "a")
    before = text[block.start : quotation.start].rstrip()
    if quotation.continues or quotation.continued or not quotation.balanced:
        return True
    count = len(words.split())
    ends = words[-1] in ".!?…," or text[quotation.end : quotation.end + 1] == ","
    if before[-1:] == ":":
        return count > 1 or ends
    starts = not before or before[-1] in ".!?\"”’'»"
    if starts:
        return count > 3 or (ends and first.isupper())
    if first.isupper():
        return (
            count > 3 and (before[-1] == "," or ends or "," not in words) and before[-1] in ",—–-"
        ) or (count > 5 and ends)
    goes_on = _GOES_ON.search(before[-120:]) is not None
    return before[-1] == "," and ends and count > (1 if goes_on else 4)


def _stop_of(text: str, quotation: Quotation, block: Paragraph) -> str:
    """Return the stop that the placeholder needs, when the quotation's own stood inside."""
    last = text[quotation.inner_end - 1]
    rest = text[quotation.end : block.end]
    if rest[:1] in (",", ".", ";", ":", "?", "!"):
        return ""
    following = rest.lstrip()
    if following[:1] in ("―", "—", "–"):
        return " " if following == rest else ""  # “…”― Name
    if last == ",":
        return ","
    if last in ".!?…":
        if not following or following[0] in "\"“‘'«„":
            return "."
        return "," if following[0].islower() or (last in "!?…" and _attributes(following)) else "."
    return "" if following[:1].islower() else ","


def _attributes(following: str) -> bool:
    """Whether a speaker and a bare speech verb follow, as in “Is it over?” Smith asked."""
    from detente.reading.lexicon import lexicon

    stop = next((i for i, c in enumerate(following[:120]) if c in ".!?"), min(len(following), 120))
    words = following[:stop].replace(",", " ").split()
    return len(words) <= 14 and any(word.lower() in lexicon().speech_forms for word in words[:7])


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed frame or quotation."""

    doc: Tokens
    frame: Frame

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return the document's offsets of the tokens from ``first`` to ``last``, both included."""
        words = self.doc.words
        return self.frame.origin(words[first].idx, words[last].idx + len(words[last].text))

    def inside(self, start: int, end: int) -> list[Any]:
        """Return the tokens of which some text lies in a stretch of the document, and none outside.

        Frame and document run the same way but for marks that only the frame has: these are
        without text, and may be put a letter before the quotation that they follow.
        """
        every = range(len(self.doc.words))
        first = bisect_left(every, start, key=lambda i: self.place(i, i)[0])
        behind = bisect_right(every, end, key=lambda i: self.place(i, i)[1])
        places = ((i, self.place(i, i)) for i in every[first:behind])
        return [self.doc[i] for i, (begin, stop) in places if start <= begin < stop <= end]

    def tokens_of(self, begin: int, end: int) -> list[int]:
        """Return the tokens that overlap a stretch of the frame."""
        words = self.doc.words
        first = bisect_right(words, begin, key=lambda t: t.idx + len(t.text))
        return list(range(first, bisect_left(words, end, key=lambda t: t.idx)))


def plain_frame(text: str, start: int, end: int) -> Frame:
    """Return the frame of a stretch that is parsed as it stands."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    size = 0
    for shown, origin, width in unbracketed(text[start:end], start, end - start):
        if shown:
            parts.append(shown)
            pieces.append((size, origin, len(shown), width))
            size += len(shown)
    return Frame("".join(parts), tuple(pieces) or ((0, start, 0, 0),), ())


def _blank(run: re.Match[str]) -> str:
    """Blank what is no word: the tokenizer's time grows with the square of such a run."""
    return " " * len(run.group())


def _prepared(text: str) -> Any:
    """Return what the parser gets: the text, or its words where a sentence without end is cut.

    The time that a sentence takes grows with the square of its length; none is longer than `_LONGEST`.
    """
    # A line that only wraps is no pause: as a token of its own its break would part a name from its office.
    text = _RUN.sub(_blank, text.replace("’", "'").replace("\n", " "))
    if len(text) < _LONGEST or text.count(" ") < _LONGEST // 2:
        return text
    doc = pipeline().make_doc(text)
    start, pause = 0, 0
    for token in doc:
        if token.text in _STOPS:
            start = token.i + 1
        elif token.i - start >= _LONGEST:
            start = pause if pause > start + _LONGEST // 2 else token.i
            doc[start].is_sent_start = True
        if token.text in _PAUSES:
            pause = token.i + 1
    return doc


def parse(frames: Sequence[Frame]) -> list[Parsed]:
    """Parse frames in one batch; without any, nothing is loaded."""
    if not frames:
        return []
    docs = parsed(_prepared(frame.text) for frame in frames)
    return [
        Parsed(repaired(tokens_of(doc)), frame) for doc, frame in zip(docs, frames, strict=True)
    ]
