"""Texts that several say together or a body resolves: joint statements, agreements, resolutions."""

from __future__ import annotations

import re

from detente.reading.opening import (
    END,
    Turn,
    first_lines,
    first_word,
    is_name,
    opens_paragraph,
    titled,
    words,
)
from detente.reading.paragraphs import Paragraph

#: "The United States of America (the “United States”)": how official texts name a party.
_DEFINED = re.compile(r"\((?:the )?[“\"]?(?:the )?([A-Z][\w.’' -]{1,40}?)[”\"]?(?:,? or [^)]*)?\)")
_PARTIES = re.compile(
    r"^\W*(?:The|Both|The two) (?:Parties|Sides|Participants|Governments|countries)\b", re.MULTILINE
)


def joint_text(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the turn of a joint statement: who signs it stands in its first words or its title.

    Without a title such a text is known by "We, the leaders of …", by a first line that only names
    two governments, or by the short names that it defines for its parties.
    """
    if not blocks:
        return []
    first = blocks[0]
    we = _we_who_sign(text, first)
    named = any(
        any(f" {title}" in f" {text[start:end].lower()}" for title in words()["joint"])
        for start, end in first_lines(text)
        if end - start < 200 and text[end - 1 : end] not in ".!?"
    )
    treaty = _agreed_by(text)
    if we is None and not named and treaty is None and not _defines_parties(text, first):
        return []
    if we is None and re.search(r"\b(?:he|she|[A-Z]\w+) (?:said|told)\b", text[:4000]):
        return []  # somebody tells of a joint statement
    body = tuple(b for b in blocks if not END.fullmatch(text, b.start, b.end))
    place = we or treaty or _signatories(text, blocks)
    return [Turn(place, body, "joint")] if place is not None and body else []


def _agreed_by(text: str) -> tuple[int, int] | None:
    """Return where the title of an agreement names those who sign it and its text says what they shall do.

    "Agreement between the Government of Norland and the Government of Velia on …", not the headline
    of an article about one: nothing "shall" be done there.
    """
    titles = re.compile(
        rf"(?:[\w-]+ ){{0,8}}?(?i:{'|'.join(sorted(words()['agreements']))}) between "
        r"((?:[Tt]he )?[^\n]{2,80}? and (?:[Tt]he )?[A-Z][^\n]{1,80}?)"
        r"(?= (?:on|for|concerning|regarding|about|relating|of \d)\b| [–—(-]|[,:]|\s*$)"
    )
    for start, end in first_lines(text):
        title = titles.match(text, start, end) if text[end - 1 : end] not in ".!?" else None
        if title is not None and is_name(title.group(1)) and re.search(r"\bshall\b", text):
            return title.span(1)
    return None


def _defines_parties(text: str, first: Paragraph) -> bool:
    """Whether a text opens with two parties as an agreement names them, and says what each will do."""
    line = text[first.start : first.end]
    short = {match.group(1).removeprefix("the ") for match in _DEFINED.finditer(line[:900])}
    if line.rstrip().endswith(",") and " and " in line and _PARTIES.search(text):
        return True
    bound = [
        n
        for n in short
        if re.search(rf"\b{re.escape(n)} (?:will|shall|commits|undertakes|intends)\b", text)
    ]
    return len(short) > 1 and (len(bound) > 0 or _PARTIES.search(text) is not None)


def _we_who_sign(text: str, block: Paragraph) -> tuple[int, int] | None:
    """Return where those are named who open a text: "We, the leaders of Orland and Velia, declare …"."""
    opens = re.match(r"\W{0,3}(?:[^.\n]{0,60}, )?[Ww]e, ", text[block.start : block.end])
    if opens is None:
        return None
    start = end = block.start + opens.end()
    for word in re.finditer(r"\S+", text[start : block.end]):
        if not is_name(word.group()):
            break
        end = start + word.end()
    return (start, len(text[:end].rstrip(" ,"))) if end - start > 8 else None


def _signatories(text: str, blocks: list[Paragraph]) -> tuple[int, int] | None:
    """Return where those who sign a joint text are named: its opening line, or its title."""
    first = blocks[0]
    line = text[first.start : first.end].rstrip()
    if line.endswith(",") and line[:1].isupper():
        return first.start, first.start + len(line) - 1
    title = titled(text)
    if title is not None:
        return title[0]
    opens = re.compile(
        r"(?:[^.\n]*?\b(?:signed|issued|agreed|made|statement) by )?((?:the )?(?:[Gg]overnments?|[A-Z]).{3,240}?)(?= (?:have|has|agreed?|reaffirm\w*|met|meet|are|held|spoke|today)\b|[*.;:]|$)",
        re.DOTALL,
    )
    signed = opens.match(text, first.start, first.end)
    if signed is not None and " and " in signed.group(1):
        return signed.span(1)
    head = first_lines(text)
    return head[0] if head else None


def resolution(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the turn of a resolution: "The Council," and then what it recalls, demands, decides."""
    for number, block in enumerate(blocks[:8]):
        line = text[block.start : block.end].strip(" *_\n")
        if not re.fullmatch(r"The [A-Z][\w ’'-]{3,80},", line):
            continue
        rest = [b for b in blocks[number + 1 :] if not END.fullmatch(text, b.start, b.end)]
        opened = [
            b
            for b in rest
            if opens_paragraph(text, b) != b.start
            or first_word(text, b) in words()["operative"] | words()["preamble"]
        ]
        if len(opened) >= 2 and any(first_word(text, b) in words()["operative"] for b in opened):
            start = text.index(line[:-1], block.start)
            return [Turn((start, start + len(line) - 1), tuple(rest), "resolution")]
    return []
