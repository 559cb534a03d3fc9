"""The form of a text: who speaks where no quotation marks say it.

A transcript has labels ("PRESIDENT KOVAC:", a bare "Q"), a statement a title or a lead-in line that
names its speaker, a communiqué is said by those who sign it, a resolution by the body at its head.
A text that has none of these is somebody's article, and nothing is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.reading.joint_texts import joint_text, resolution
from detente.reading.lexicon import lexicon
from detente.reading.opening import (
    END,
    SMALL,
    Turn,
    first_lines,
    is_name,
    named_in_title,
    titled,
    words,
)
from detente.reading.paragraphs import Paragraph

_WORD = rf"(?:[A-Z][\w.'’-]*|{'|'.join(SMALL)})"
_LABEL = re.compile(
    rf"\W{{0,3}}({_WORD}(?: {_WORD}){{0,6}})(?:,? \([^()\n]{{1,40}}\))?:[*_]{{0,3}}\s+(?=\S)"
)
#: "Q    Will you …", "A. We will …": a letter, and no colon.
_LETTER = re.compile(r"\W{0,3}(Q|A)(?:[.:)][*_]{0,3}\s*|[ \u00a0]{2,}|[ \u00a0]*\t\s*)(?=\S)")
_LONE_Q = re.compile(r"(Q) (?=[A-Z“\"(])")
_BOLD_QUESTION = re.compile(r"(?:\*\*|__)[^*_\n][^*_]*\?(?:\*\*|__)\W*")


_OPENS_LETTER = re.compile(r"^\W*(?:Dear|To) [A-Z][^\n]{2,120}[,:]\s*$", re.MULTILINE)
_CLOSES_LETTER = re.compile(
    r"^\W*(?:Yours (?:sincerely|faithfully|truly)|Sincerely(?: yours)?|Respectfully(?: yours)?|Signed)[,:]?\s+([A-Z][^\n]{2,160})",
    re.MULTILINE,
)
#: A line by itself, list signs and the marks of a heading left out.
_LINE = re.compile(r"^[\s#*_>]*([^\s#*_>][^\n]{8,200}?)[ *_]*$", re.MULTILINE)
_OPENING = tuple("“\"«„‘'")
#: How far into a text the first of several papers may begin.
_INTRODUCTION = 1500


@lru_cache(maxsize=1)
def _lead_in() -> tuple[re.Pattern[str], ...]:
    papers, issuing = "|".join(words()["papers"]), "|".join(words()["issuing"])
    return (
        re.compile(
            r"(?:(?:On|In|At|Earlier|Late|Today|Yesterday)\b[\w ,]{0,40}?, )?"  # "On March 3, 2018, the ministry"
            rf"(?P<who>(?!\d)[^\n]{{2,260}}?),? (?:(?:has|have|had|today|yesterday|also|on [A-Z]\w+) ){{0,3}}(?:{issuing})\b"
            rf"[^\n]{{0,120}}\b(?:{papers})s?\b[^\n]{{0,140}}:",
            re.DOTALL,
        ),
        # "The following press statement was issued today by X:", a dateline before it or none
        re.compile(
            rf"(?:[^\n:]{{0,60}} [–—-]{{1,2}} )?(?:the )?following (?:is )?[^\n:]{{0,60}}?\b(?:{papers})\b[^\n:]{{0,100}}? "
            r"by (?P<who>[^\n:]{2,160}?)(?: \([^()\n]*\))?:",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:[\w ]{{0,40}}\b)?(?:text|transcript|translation) of [^\n]{{0,80}}?\b(?:{papers})s?\b[^\n]{{0,60}}? "
            r"(?:by|from|of) (?P<who>[^\n]{2,160}?)(?:,? (?:on|in|at|as|which|issued|released)\b[^\n]{0,80})?:",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:[\w ]{{0,30}}\b)?(?:{papers})s? (?:\w+ ){{0,3}}?(?:by|from|of) (?P<who>[A-Z][^\n]{{2,160}}?)(?:,? (?:on|in|at|as|issued|reads?)\b[^\n]{{0,80}})?:",
            re.IGNORECASE,
        ),
    )


def find_turns(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the turns of a text that has speakers without marks; none for an article."""
    return (
        _labelled(text, blocks)
        or _interview(text, blocks)
        or _several(text, blocks)
        or resolution(text, blocks)
        or joint_text(text, blocks)
        or _own(text, blocks)
    )


def asks(label: str) -> bool:
    """Whether a label is that of somebody who asks or leads through a meeting."""
    return label.lower().strip(".*_ ").split(" ")[0] in words()["asking"]


# -- transcripts -------------------------------------------------------------------------------


def _labelled(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the turns of a transcript.

    One label is enough when it holds a title or says who asks and is in capitals; others need three
    of them, some twice, in most paragraphs or with fewer names than turns.
    """
    found = [
        _LETTER.match(text, b.start, b.end) or _LABEL.match(text, b.start, b.end) for b in blocks
    ]
    named = [match.group(1) for match in found if match is not None and len(match.group(1)) > 1]
    if any(_is_sure(n) for n in named) or sum(n.isupper() for n in named) * 2 > len(named) > 3:
        # "On Sudan:", or a headline, opens no turn where labels are in capitals
        found = [m if m is None or m.group(1).isupper() else None for m in found]
        found = [
            m or _LONE_Q.match(text, b.start, b.end) for m, b in zip(found, blocks, strict=True)
        ]
    numbers = [n for n, match in enumerate(found) if match]
    labels = [match.group(1) for match in found if match]
    if not numbers or not _is_transcript(labels, numbers[-1] - numbers[0] + 1):
        return []
    turns: list[Turn] = []
    for number in range(numbers[0], len(blocks)):
        block, match = blocks[number], found[number]
        if match is not None:
            opened = replace(block, start=match.end())
            turns.append(Turn(match.span(1), (opened,)))
        elif not END.fullmatch(text, block.start, block.end):
            turns[-1] = replace(turns[-1], words=(*turns[-1].words, block))
    return turns


def _is_transcript(labels: list[str], inside: int) -> bool:
    if any(_is_sure(label) for label in labels):
        return True
    different = len(set(labels))
    again = different < len(labels) or all(label.isupper() for label in labels)
    if len(labels) > 1 and different > 1 and any(asks(label) for label in labels):
        return len(labels) * 2 > inside or different * 2 <= len(labels)
    dense = len(labels) * 2 > inside or different * 2 <= len(labels)
    return len(labels) >= 3 and again and dense and different > 1


def _is_sure(label: str) -> bool:
    """Whether a label alone shows a transcript: "THE PRESIDENT", "MR. REEVE", "MODERATOR"."""
    if not label.isupper() or len(label) < 2:
        return False
    titles = lexicon().layers["titles"] | words()["asking"] | words()["answering"]
    inside = [word.lower().strip(".") for word in re.split(r"[ -]", label)]
    return any(word in titles for word in inside)


def _interview(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the turns of an interview whose questions are in bold, answers by whom the title names."""
    bold = [
        n for n, b in enumerate(blocks) if _BOLD_QUESTION.fullmatch(text[b.start : b.end].strip())
    ]
    if len(bold) < 2:
        return []
    with_whom = re.compile(
        r"[Ii]nterview(?:ed)? (?:with|of) ((?:[A-Z][\w.'’-]+ ?|of |the |and ){1,9})"
    )
    named = with_whom.search(text, 0, blocks[bold[0]].start)
    if named is None:
        return []
    turns = []
    for number, at in enumerate(bold):
        stop = bold[number + 1] if number + 1 < len(bold) else len(blocks)
        turns.append(Turn(named.span(1), tuple(blocks[at + 1 : stop])))
    return [turn for turn in turns if turn.words]


# -- statements --------------------------------------------------------------------------------


def _own(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the one turn of a text that is a speaker's own words; none when somebody tells of it."""
    place, after = (
        _led_in(text, blocks)
        or titled(text)
        or _signed(text)
        or _of_its_subject(text, blocks)
        or ((0, 0), 0)
    )
    if not after:
        return []
    following = tuple(
        b for b in blocks if b.start >= after and not END.fullmatch(text, b.start, b.end)
    )
    name = text[slice(*place)].strip(" ,")
    if not following or _is_told(text, name, following):
        return []
    return [_said(text, place, following)]


def _said(text: str, place: tuple[int, int], following: tuple[Paragraph, ...]) -> Turn:
    name = text[slice(*place)].rstrip(" ,")
    several = re.search(
        r"(?:leaders|ministers|governments|presidents|heads|members) of .+ and ", name
    )
    return Turn((place[0], place[0] + len(name)), following, "joint" if several else "own")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A letter or statement in a text that holds several: where its name stands and its words lie."""

    start: int
    name: tuple[int, int]
    words: int
    end: int | None = None


def _several(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return a turn for each of several letters or statements in one text, each with its own speaker."""
    papers = sorted(
        (*_letters(text), *_statements(text), *_led_statements(text, blocks)), key=lambda p: p.start
    )
    papers = [p for n, p in enumerate(papers) if n == 0 or p.start >= papers[n - 1].words]
    if len({text[slice(*paper.name)] for paper in papers}) < 2 or papers[0].start > _INTRODUCTION:
        return []
    turns = []
    for paper, after in zip(papers, [*papers[1:], None], strict=True):
        end = paper.end or (after.start if after is not None else len(text))
        inside = tuple(
            b
            for b in blocks
            if paper.words <= b.start < end and not END.fullmatch(text, b.start, b.end)
        )
        if not inside or _is_told(text, text[slice(*paper.name)], inside):
            return []
        turns.append(_said(text, paper.name, inside))
    return turns


def _letters(text: str) -> list[_Paper]:
    """Return the letters of a text, each from "Dear …," to the name under "Sincerely,"."""
    found: list[_Paper] = []
    for opens in _OPENS_LETTER.finditer(text):
        closes = _CLOSES_LETTER.search(text, opens.end())
        if closes is not None and not (found and closes.start() == found[-1].end):
            found.append(_Paper(opens.start(), closes.span(1), opens.end(), closes.start()))
    return found


def _statements(text: str) -> list[_Paper]:
    """Return the statements of a text, each under a title of its own."""
    found: list[_Paper] = []
    for line in _LINE.finditer(text):
        who = named_in_title(text, *line.span(1))
        if who is not None:
            found.append(_Paper(line.start(1), who, line.end(1)))
    return found


def _led_statements(text: str, blocks: list[Paragraph]) -> list[_Paper]:
    """Return the statements of a text, each behind a line that leads in to it."""
    found: list[_Paper] = []
    for number, block in enumerate(blocks[:-1]):
        who = led_by(text, block)
        opens = text[blocks[number + 1].start :].lstrip()[:1]
        if who is not None and opens not in _OPENING:
            found.append(_Paper(block.start, who, block.end))
    return found


def _led_in(text: str, blocks: list[Paragraph]) -> tuple[tuple[int, int], int] | None:
    """Return the name in "X issued the following statement on Tuesday:", and where the words begin."""
    for number, block in enumerate(blocks[:6]):
        line = text[block.start : block.end].rstrip()
        if not line.endswith(":") or len(line) > 500 or number + 1 >= len(blocks):
            continue
        opens = text[blocks[number + 1].start :].lstrip()[:1]
        if opens in _OPENING:
            continue  # marks say whose words they are
        who = led_by(text, block)
        if who is not None:
            return who, block.end
    return None


def led_by(text: str, block: Paragraph) -> tuple[int, int] | None:
    """Return the name in a lead-in line: "X issued the following statement on Tuesday:"."""
    line = text[block.start : block.end].rstrip()
    if not line.endswith(":"):
        return None
    matches = (pattern.fullmatch(line) for pattern in _lead_in())
    match = next((found for found in matches if found is not None), None)
    if match is None:
        return None
    return block.start + match.start("who"), block.start + match.end("who")


def _signed(text: str) -> tuple[tuple[int, int], int] | None:
    """Return the signature of an open letter: who stands under "Sincerely,", or alone under its last words."""
    opens, closes = _OPENS_LETTER.search(text[:2000]), _CLOSES_LETTER.search(text)
    if opens is None:
        return None
    if closes is not None and closes.start() > opens.end():
        return closes.span(1), opens.end()
    under = re.search(r"[.!?][”\"’)]?\s*\n\s*\n\W{0,3}((?:[Tt]he )?[A-Z][^\n]{2,120})\s*$", text)
    if under is None or under.start() < opens.end() or under.group(1).rstrip()[-1] in ".!?:":
        return None
    return (under.span(1), opens.end()) if is_name(under.group(1)) else None


def _of_its_subject(text: str, blocks: list[Paragraph]) -> tuple[tuple[int, int], int] | None:
    """Return who acts first under a bare "Statement": "The Government of Velia condemns …"."""
    bare = re.compile(
        r"(?:(?:press|media|official|public) )?(?:statement|declaration|release|communiqu[eé])",
        re.I,
    )
    head = next((place for place in first_lines(text) if bare.fullmatch(text, *place)), None)
    after = next((b for b in blocks if head is not None and b.start >= head[1]), None)
    if head is None or after is None:
        return None
    words_of = list(re.finditer(r"\S+", text[after.start : min(after.end, after.start + 200)]))
    size = next((n for n, m in enumerate(words_of) if not is_name(m.group())), 0)
    if size < 2 or words_of[size].group().lower() not in lexicon().speech_forms:
        return None
    return (after.start, after.start + words_of[size - 1].end()), head[1]


def _is_told(text: str, name: str, following: tuple[Paragraph, ...]) -> bool:
    """Whether the text tells what the one said whom its title names: an article, not the statement."""
    last = re.escape(name.split(",")[0].split()[-1]) if name.split(",")[0].split() else name
    said = r"(?:said|told|added|replied|noted|stressed)"
    told = re.compile(
        rf"\b{last}\b,? (?:[^.“”\"]{{0,40}} )?{said}\b|\b{said} (?:[\w.]+ ){{0,4}}{last}\b"
    )
    marks = re.compile(r"[“\"][^“”\"\n]{12,}[”\"]")
    body = text[following[0].start : following[-1].end]
    return told.search(body) is not None and marks.search(body) is not None
