"""Quotation marks: which stretches of a paragraph stand between marks.

A state machine over the marks of one paragraph. Marks close in their own paragraph; a quotation
that runs over paragraphs opens its marks again in each of them. What stays open is repaired at the
end of its sentence, so a stray mark never swallows the rest of a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.reading.paragraphs import Paragraph

_CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "'": "'",
    "`": "'’",
    "``": "''\"",
    "''": "''",
    "‘‘": "’’",
}
#: Marks of two characters: what some printers set for double ones.
_PAIRS = ("``", "''", "‘‘")
_DOUBLE = set('“„‟"«»‹「『') | set(_PAIRS)
_ELISIONS = ("em", "tis", "twas", "til", "cause", "n", "round", "bout")
_MAX_SINGLE = 800
_SENTENCE_END = ".!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: ``start``/``end`` with marks, ``inner`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    balanced: bool = True
    continues: bool = False
    continued: bool = False
    nested: tuple[tuple[int, int], ...] = ()


def find_quotations(text: str, blocks: list[Paragraph]) -> list[Quotation]:
    """Return the outermost quotations of a text in order."""
    found: list[Quotation] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        opens_next = ""
        if after is not None and after.follows:
            opens_next = text[after.start : after.end].lstrip()[:2]
        quotations = list(_in_paragraph(text, block, opens_next))
        if found and found[-1].continues and quotations and block.follows:
            first = quotations[0]
            if not text[block.start : first.start].strip():
                quotations[0] = replace(first, continued=True)
        found += quotations
    return found


def _in_paragraph(text: str, block: Paragraph, opens_next: str) -> Iterator[Quotation]:
    position, end = block.start, block.end
    while position < end:
        mark = _opening(text, position, block)
        if mark is None:
            if _is_stray_close(text, position, block):
                start = _sentence_start(text, position, block.start)
                yield Quotation(start, position + 1, start, position, balanced=False)
            position += 1
            continue
        close, nested = _closing(text, position, mark, block)
        if close is not None:
            quotation = _trimmed(text, position, close, len(mark))
            position = quotation.end
            if quotation.inner_end > quotation.inner_start:
                yield replace(quotation, nested=nested)
            continue
        if mark not in _DOUBLE:
            position += 1
            continue
        inner = position + len(mark)
        first = next((c for c in text[inner:end] if c.isalnum()), "a")
        if opens_next.startswith(mark) and not first.islower():
            yield Quotation(position, end, inner, _cut(text, inner, end), continues=True)
            return
        stop = _sentence_stop(text, inner, end)
        if text[inner:stop].strip():
            yield Quotation(position, stop, inner, _cut(text, inner, stop), balanced=False)
        position = max(stop, position + 1)


def _opening(text: str, at: int, block: Paragraph) -> str | None:
    """Return the opening mark at a place, if one stands there."""
    character = text[at]
    if character not in _CLOSERS:
        return None
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    pair = text[at : min(at + 2, block.end)]
    if pair in _PAIRS:
        first = text[at + 2] if at + 2 < block.end else " "
        if character == "`":
            return pair
        return None if first.isspace() or before.isalnum() or before in ".,!?…" else pair
    if character == "`":
        return None
    if character in "“„‟«‹「『":
        return character
    if character == "»":
        # Reversed guillemets open only where a word follows and none precedes.
        return "»" if after.isalnum() and not before.isalnum() and before not in ".,!?" else None
    if after.isspace() or before.isalnum():
        return None
    if character == '"':
        return None if before in ".,!?…" else character
    if character in "'‘":
        if before == character:
            return None  # half of a doubled mark
        word = _word_at(text, at + 1, block.end)
        if word.lower() in _ELISIONS or (word[:2].isdigit() and word[2:] in ("s", "")):
            return None
        if character == "'" and before in ".,!?…":
            return None
        return character
    return None


def _closing(
    text: str, at: int, mark: str, block: Paragraph
) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    """Return where the closing mark stands (its last character), and the quotations inside."""
    closers = _CLOSERS[mark]
    nested: list[tuple[int, int]] = []
    if mark in "'‘":
        return _single_close(text, at, block, curly=mark == "‘"), ()
    position = at + len(mark)
    inner_open: list[tuple[str, int]] = []
    while position < block.end:
        character = text[position]
        if mark in _PAIRS:
            if mark == "``" and character == '"':
                return position, tuple(nested)
            ends = (
                character == '"'
                and text[position - 1] in ".,!?…"
                and _may_close(text, position, block)
            )
            if mark == "''" and ends and '"' not in text[at:position]:
                return position, tuple(nested)  # opened by two single marks, closed by a double one
            pair = _CLOSERS[mark][:2]
            if text.startswith(pair, position) and not text[position + 2 : position + 3].isalnum():
                # Of three marks the last two close this quotation, the first one in it.
                return position + 1 + text.startswith(pair, position + 1), tuple(nested)
        elif (
            inner_open
            and character in _CLOSERS[inner_open[-1][0]]
            and _may_close(text, position, block)
        ):
            _, start = inner_open.pop()
            nested.append((start, position + 1))
        elif character in closers and _may_close(text, position, block):
            return position, tuple(nested)
        elif (character == mark and mark not in '"»') or (mark == '"' and character == "“"):
            # The same mark opens again: nesting, or the first one was never closed.
            if text.find(closers[0], position, block.end) == -1:
                return None, ()
            second = text.find(
                closers[0], text.find(closers[0], position, block.end) + 1, block.end
            )
            again = text.find(mark, position + 1, block.end)
            if second == -1 or (again != -1 and again < second):
                return None, ()
            inner_open.append((character, position))
        elif character == '"' and mark == '"':
            # An opening mark inside an open quotation: nested when the marks left over pair up.
            left = text.count('"', position + 1, block.end)
            if left % 2 == 0:
                inner_open.append(('"', position))
            else:
                return None, ()
        position += 1
    return None, ()


def _may_close(text: str, at: int, block: Paragraph) -> bool:
    if text[at] not in '"“':
        return True
    before = text[at - 1]
    after = text[at + 1] if at + 1 < block.end else " "
    return not (before.isspace() and not after.isspace()) and not (
        after.isalnum() and not before.isalnum() and before not in ".,!?…'’"
    )


def _single_close(text: str, at: int, block: Paragraph, *, curly: bool) -> int | None:
    """Return the mark that closes single marks, apostrophes told apart."""
    limit = min(block.end, at + _MAX_SINGLE)
    closer = "’" if curly else "'"
    candidates: list[int] = []
    position = at + 1
    while position < limit:
        character = text[position]
        if character == "‘" and curly:
            break
        if character == closer or (curly and character == "'"):
            before = text[position - 1]
            after = text[position + 1] if position + 1 < block.end else " "
            if not after.isalnum() and not before.isspace():
                if before in ".,!?…;:" or not _is_possessive(text, position, block.end):
                    return position
                candidates.append(position)
        position += 1
    return candidates[-1] if candidates else None


def _is_possessive(text: str, at: int, end: int) -> bool:
    """Whether a mark after an s is the apostrophe of a plural ("workers' party")."""
    return (
        text[at - 1] == "s"
        and text[at + 1 : at + 2] == " "
        and text[at + 2 : at + 3].isalpha()
        and at + 2 < end
    )


def _is_stray_close(text: str, at: int, block: Paragraph) -> bool:
    """Whether a closing mark stands where nothing is open: the opening one is missing."""
    if text[at] not in '"”' or at == block.start:
        return False
    before = text[at - 1]
    after = text[at + 1] if at + 1 < block.end else " "
    return before in ",.!?…" and after.isspace() and len(text[block.start : at].split()) > 2


def _trimmed(text: str, at: int, close: int, width: int) -> Quotation:
    start, end = at + width, close
    if text[close] in "'’" and width == 2:
        end = close - 1
    while start < end and text[start].isspace():
        start += 1
    return Quotation(at, close + 1, start, _cut(text, start, end))


def _cut(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _word_at(text: str, start: int, end: int) -> str:
    stop = start
    while stop < end and text[stop].isalnum() and stop - start < 12:
        stop += 1
    return text[start:stop]


def _sentence_stop(text: str, start: int, end: int) -> int:
    """Return where the sentence that holds a place ends, its stop included."""
    for position in range(start, end):
        if text[position] in _SENTENCE_END and (
            position + 1 >= end or text[position + 1].isspace()
        ):
            return position + 1
    return end


def _sentence_start(text: str, at: int, low: int) -> int:
    for position in range(at - 2, low, -1):
        if text[position].isspace() and text[position - 1] in _SENTENCE_END + '"”':
            return position + 1
    return low
