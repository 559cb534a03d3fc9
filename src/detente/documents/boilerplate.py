"""What in a text is not the article: navigation, author boxes, related links, captions, repeats."""

from __future__ import annotations

import re

#: Headings of a box; ``end``: nothing of the article follows it when it stands late in the text.
_END_BOX = re.compile(
    r"\W*(?:about the (?:authors?|writer)s?|about (?:us|me)|author bio\w*|leave a (?:comment|reply)|\d* ?comments?"
    r"|subscribe\b.*|sign up\b.*|newsletter\b.*|copyright\b.*|all rights reserved\b.*|© ?.*|terms of (?:use|service)\b.*|privacy policy\b.*"
    r"|(?:reporting|writing|editing|additional reporting) by\b.*)\W*",
    re.IGNORECASE,
)
#: Headings of a list of links: the short lines under it go with it.
_LINK_BOX = re.compile(
    r"\W*(?:related(?: (?:articles?|stories|posts|links|news|content|topics|coverage|reading))?|read (?:also|next|more)|also read"
    r"|more (?:on|from|stories|news)\b.{0,40}|you may also like|you might also like|see also|references|external links|further reading|bibliography|keep reading|continue reading|what to read next|up next|current issue|latest (?:news|stories|videos?|updates)|top stories|recommended(?: for you)?|most (?:read|popular)"
    r"|trending(?: now)?|in case you missed it|editor['’]?s['’]? (?:picks?|choice)|tags?|topics|categories|share(?: this)?(?: \w+)?|follow us\b.*)\s*:?\W*",
    re.IGNORECASE,
)
#: Single lines that are never text.
_LINE = re.compile(
    r"\W*(?:back to (?:\w+ ?){1,3}|home|menu|search|share|tweet|print|email|copy link|facebook|twitter|whatsapp|telegram|linkedin|x"
    r"|advertisement|sponsored|story continues below.*|article continues below.*|log ?in|sign in|register"
    r"|\d+ min(?:ute)?s? read|skip to .{1,40}|click here .{1,80}|read more .{1,120}|read also\b.*|also read\b.*|see also\b.*|read: .{1,160}"
    r"|read next\b.*|read (?:more|next|also) ?[:|–—►] ?.{1,160}|related: .{1,160}|follow us .{1,80}|share (?:this|on|via) .{1,40}|about me"
    # Pointers to what else there is.
    r"|(?:watch|listen|watch now|listen now|photos|in pictures|gallery|video) ?[:|►▶] ?.{1,160}|(?:watch|listen|play)(?: video| live| now)?|view gallery"
    r"|(?:for|get) (?:the )?(?:latest|more|all) .{0,80}\b(?:sign up|subscribe|check our|check out|follow|download|newsletters?|join us)\b.{0,120}"
    r"|(?:sign up|subscribe)(?: now| here| today)? (?:to|for) .{1,200}|follow .{1,60} on (?:google news|twitter|x|facebook|whatsapp|telegram|instagram)\b.{0,120}"
    r"|(?:get in touch|contact us|email us|do you have a story|got a story|have you got a story|are you affected)\b.{0,200}"
    # Furniture of players and of those who hear the page.
    r"|(?:an? )?\d+ (?:min(?:ute)?|hour|hr|day|week)s? ago|duration:? \d+:\d\d|\d{1,2}:\d\d(?::\d\d)?|skip past .{1,60}|skip advert\w*|opens in new .{1,20}"
    r"|we apologi[sz]e, but this video has failed to load|try refreshing your browser, or|tap here to see .{1,60}|loading\b.{0,20}|story saved|table of contents"
    # When and by whom.
    r"|(?:first |last )?(?:published|updated|posted|modified)\b[^.]{0,60}\d[^.]{0,60}"
    r"|(?:with )?(?:additional |extra )?(?:reporting|writing|editing) by .{1,300}|.{1,200}\bcontributed to this (?:report|story|article)\W*|our standards: .{1,80}|photograph(?:s|y)? by .{1,80}|explore further|you have (?:full )?access to this article\b.{0,80}"
    r"|(?:this (?:article|story) was )?(?:first|originally) published (?:in|by|on|at) .{1,80})\W*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W*(?:(?:file )?(?:photo|image|picture|illustration|graphic|video|caption|credit)s?(?: (?:by|credit|courtesy of))?\s*[:/–—|].*"
    r"|.{0,300}[\[(](?:file(?: photo)?|photo|image|ap photo|getty images|afp|reuters)\b[^)\]]{0,80}[\])]\W*"
    r"|.{0,300}[.,] ?(?:file|stock) (?:image|photo|picture|pic|footage)\W*"
    r"|.{0,300}(?:/|via |© )?(?:getty images|ap photo|afp photo|shutterstock|handout via reuters)\W*|©.*)",
    re.IGNORECASE,
)
#: Every caption holds one of these.
_OF_CAPTIONS = (
    "photo", "image", "pic", "illustration", "graphic", "video", "caption", "credit", "file", "afp", "reuters",
    "footage", "shutterstock", "©",
)  # fmt: skip
_FINAL = ".!?\"”’'»"
#: Longest line that can head a box.
_HEADING = 60


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every line of a text, line ends excluded."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def boilerplate_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a text that are not the article, in order, in whole lines.

    Counted are front matter, navigation and share lines, captions, repetitions of an earlier
    heading, lists of related links, and all that follows an author box or a copyright line late in
    the text. Nothing is removed: a reader skips these stretches.
    """
    lines = lines_of(text)
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    in_links = False
    front = _front_matter(text, lines)
    for number, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        if number < front:
            found.append((start, end))
        if not line or number < front:
            continue
        late = start * 3 > len(text) * 2
        if late and len(line) < 120 and _END_BOX.fullmatch(line):
            first = _box_start(text, lines, number)
            found = [span for span in found if span[0] < first]
            found.append((first, len(text)))
            break
        heads_links = len(line) <= _HEADING and _LINK_BOX.fullmatch(line) is not None
        in_links = heads_links or (in_links and _is_link(line))
        heading = _is_heading(line)
        repeated = heading and len(line) > 3 and line in seen
        if in_links or repeated or _is_furniture(line):
            found.append((start, end))
        if heading:
            seen.add(line)
    return tuple(found)


def heads_box(line: str) -> bool:
    """Whether a line is the heading of a box beside the article: related links, author, comments."""
    return len(line) <= _HEADING and any(p.fullmatch(line) for p in (_LINK_BOX, _END_BOX))


def _front_matter(text: str, lines: list[tuple[int, int]]) -> int:
    """Return how many lines the front matter of a Markdown file takes up."""
    if not text.startswith(("---\n", "+++\n")):
        return 0
    for number, (start, end) in enumerate(lines[1:60], start=1):
        if text[start:end].rstrip() == text[:3]:
            return number + 1
    return 0


def _box_start(text: str, lines: list[tuple[int, int]], number: int) -> int:
    """Return where a closing box begins: an initial that stands for a picture belongs to it."""
    while number > 0:
        start, end = lines[number - 1]
        line = text[start:end].strip()
        if len(line) > 2:
            break
        number -= 1
    return lines[number][0] if text[slice(*lines[number])].strip() else lines[number + 1][0]


def _is_heading(line: str) -> bool:
    return len(line) < 160 and line[-1] not in _FINAL


def _is_link(line: str) -> bool:
    """Whether a line under "Related articles" can be one of the links."""
    return len(line) < 140 and line[-1] not in '."”:' and line.count(". ") == 0


def _is_furniture(line: str) -> bool:
    if len(line) < 320 and line[-1] not in '"”' and _LINE.fullmatch(line):
        return True
    low = line.lower() if len(line) < 400 else ""
    return any(word in low for word in _OF_CAPTIONS) and _CAPTION.fullmatch(line) is not None
