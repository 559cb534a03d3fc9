"""Names that stand over or under a quotation: attribution by layout, without a verb.

“We will close the border.” — Ann Wafula, Kenya's minister. Or a line before the quotation:
"And from Somalia's envoy, Omar Jama:".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from detente.evidence import Mention
from detente.reading.drafts import Reading
from detente.reading.forms import led_by
from detente.reading.language import Frame, Parsed, plain_frame
from detente.reading.lexicon import lexicon
from detente.reading.marks import Quotation
from detente.reading.paragraphs import Paragraph
from detente.reading.spans import make_span
from detente.reading.turn_speakers import party_of_name

_UNDER = re.compile(
    r"[.,]?[^\S\n]*(?:\n\s*)?(?:—|–|--|―|-)[^\S\n]?([A-Z][^\n.!?“”\":;]{2,120}?)[^\S\n]*\.?[^\S\n]*(?=\n|$)"
)
_OVER = re.compile(
    r"\W{0,3}(?:(?:And|Or|Then|Also|Next|This)[, ]+)?(?:[Ff]rom |[Bb]y )?([A-Z][^\n!?“”\"]{2,160}?):\W{0,3}"
)
#: How sure a speaker must be found otherwise for the layout not to decide.
_WEAK = ("preceding", "variant", "dominant", "clause", "learned")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who stands over or under a quotation: where the name stands, and the quotation's number."""

    name: tuple[int, int]
    quotation: int

    def frame(self, text: str) -> Frame:
        """Return the name for the parser."""
        return plain_frame(text, *self.name)


def find_bylines(
    text: str, blocks: list[Paragraph], quotations: list[Quotation]
) -> tuple[list[Byline], list[Paragraph]]:
    """Return the names over and under quotations, and the paragraphs without them."""
    found: list[Byline] = []
    kept: list[Paragraph] = []
    number = 0
    for at, block in enumerate(blocks):
        first = number
        while number < len(quotations) and quotations[number].start < block.end:
            number += 1
        if first == number:
            whose = _over(text, block) if at + 1 < len(blocks) else None
            opens = number < len(quotations) and whose is not None
            if opens and not text[blocks[at + 1].start : quotations[number].start].strip():
                assert whose is not None  # noqa: S101
                found += [Byline(whose, n) for n in _run(quotations, number)]
                continue
            kept.append(block)
            continue
        last = quotations[number - 1]
        under = _UNDER.match(text, last.end)
        alone = not text[block.start : quotations[first].start].strip()
        if under is not None and alone and _names_somebody(under.group(1)):
            found += [Byline(under.span(1), n) for n in range(first, number)]
            block = replace(block, end=min(block.end, last.end))
        kept.append(block)
    return found, kept


def _run(quotations: list[Quotation], number: int) -> list[int]:
    """Return a quotation and those that go on with it in the paragraphs after."""
    stop = number + 1
    while stop < len(quotations) and quotations[stop].continued:
        stop += 1
    return list(range(number, stop))


def _over(text: str, block: Paragraph) -> tuple[int, int] | None:
    """Return the name in a line such as "Transport minister Ole Berg of Norland:"."""
    led = led_by(text, block)
    if led is not None:
        return led
    match = _OVER.fullmatch(text[block.start : block.end].strip())
    if match is None or not _names_somebody(match.group(1)):
        return None
    start = text.index(match.group(1), block.start)
    return start, start + len(match.group(1))


def _names_somebody(words: str) -> bool:
    """Whether a line is a name with its office, and no sentence: nothing is said or done in it."""
    own = [word.strip(",.").lower() for word in words.split()]
    told = lexicon().speech_forms | {"is", "are", "was", "were", "has", "have", "had", "will"}
    return 1 < len(own) < 22 and not any(word in told for word in own)


def sign(reading: Reading, bylines: list[Byline], parsed: list[Parsed]) -> None:
    """Give quotations that have no speaker of their own the one that the layout names."""
    for line, name in zip(bylines, parsed, strict=True):
        quotation = reading.quotations[line.quotation]
        for draft in reading.drafts:
            own = draft.quote is not None and draft.quote[0] == quotation.inner_start
            if not own or (draft.speaker is not None and draft.rule not in _WEAK):
                continue
            span = make_span(reading.text, *line.name)
            parts = [part.strip() for part in span.text.split(",")]
            named = all(word[:1].isupper() for word in parts[-1].split())
            who = parts[-1] if named and " " in parts[-1] else parts[0]
            party = party_of_name(reading.cast, span.text, line.name, name)
            draft.speaker = Mention(party, who, span)
            draft.rule = "byline"
            draft.notes = [note for note in draft.notes if note != "speaker not named nearby"]
