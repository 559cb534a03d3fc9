"""Text from strangers made safe to print: one line, no control characters, cut at words."""

from __future__ import annotations

import re

from detente.briefing.lexicon import words
from detente.filenames import file_name as name_told
from detente.filenames import shown_name

#: Control characters (a terminal would obey them) and bidirectional overrides (they reorder text).
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
_AGENCY = r"(?:\([A-Z][\w/ ]{1,20}\)|/[A-Z]\w+/\.?)"
#: "DUBAI: Egypt is willing", "ADDIS ABABA, Ethiopia (AP) — The ministry", "Velia City, July 26 (VNA) The
#: ministry", "May 3, 2009 (ORL) — The ministry".
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.’' -]{3,30}(?:, [A-Z][\w. ]{2,25})? ?(?:\([A-Z][\w/ ]{1,20}\) ?(?:[-–—:]+|, ?)?|[–—]+|(?<= )-+|-+(?= )|:)"
    rf"|[A-Z][\w.’' -]{{2,30}}, {_DAY}\.? (?:{_AGENCY} ?[-–—:]*|[-–—]+)|{_DAY} \([A-Z][A-Z.’' -]+\) ?[-–—]+)"
    r" ?(?=[A-Z“\"]\w* (?:[A-Z]\w* ){0,5}[a-z\d])"
)
#: Where a clause begins that a text can be cut before.
_CLAUSE = re.compile(
    rf"[;:]? [–—-]+ |[,;] (?!then )|,? (?=(?:{'|'.join(sorted(words('cut', 'clauses')))}) )"
)
#: Share of the room that a cut at a clause has to fill.
_KEPT = 0.6
_MARKS = "\"“”„‟«»'‘’"


def printable(text: str) -> str:
    """Return text without control characters and overrides, its lines kept; bytes that are no text shown."""
    return _CONTROLS.sub("", shown_name(text))


def clean(text: str) -> str:
    r"""Return text on one line without control characters, safe to print in a terminal.

    Examples
    --------
    >>> clean("a\x1b[31m b\n  c")
    'a[31m b c'
    """
    return " ".join(printable(text.replace("\n", " ").replace("\r", " ")).split())


def shorten(text: str, width: int) -> str:
    """Cut a text where a clause or a phrase ends, with an ellipsis in brackets that is not the source's.

    Where no clause ends in the last part, at a word; words that want another after them are never last.

    Examples
    --------
    >>> shorten("one two three", 9), shorten("they rejected a cut in the budget", 26)
    ('one two […]', 'they rejected a cut […]')
    >>> shorten("The unions have rejected the pay cut as talks with the firm go on", 48)
    'The unions have rejected the pay cut […]'
    """
    text = clean(text)
    if len(text) <= width:
        return text
    cut = text[: width + 1].rsplit(" ", 1)[0]
    clause = max((m.start() for m in _CLAUSE.finditer(cut)), default=0)
    if clause >= _KEPT * len(cut) and text[:clause].count("“") == text[:clause].count("”"):
        cut = cut[:clause]
    if cut.count("(") > cut.count(")") and cut.rfind("(") > 0:
        cut = cut[: cut.rfind("(")].rstrip()
    while " " in cut and cut.rsplit(" ", 1)[1].strip(_MARKS).lower() in words("cut", "open"):
        cut = cut.rsplit(" ", 1)[0]
    open_marks = cut.count("“") - cut.count("”")
    return cut.rstrip(",;:–—- ") + " […]" + "”" * (open_marks > 0)


def quoted(text: str, width: int) -> str:
    """Return the words of a source between quotation marks, its own outer marks left out.

    Examples
    --------
    >>> quoted('"We are ready,"', 80)
    '“We are ready”'
    """
    inner = without_dateline(clean(text).strip())
    if inner[:1] in _MARKS and inner[:1] not in inner[1:-2]:
        inner = inner[1:]
    closing = inner[-1:]
    paired = closing == "”" and inner.count("“") == inner.count("”")
    if closing and closing in _MARKS and inner.count(closing) % 2 and not paired:
        inner = inner[:-1]
    if inner.count('"') == 1:  # the other one stands outside what is quoted
        inner = inner.replace('"', "")
    elif inner.count("“") + inner.count("”") == 1:
        inner = inner.replace("“", "").replace("”", "")
    inner = inner.rstrip(",;:")
    inner += ")" * (inner.count("(") > inner.count(")"))  # the other stands outside what is quoted
    return f"“{shorten(with_single_marks(inner), width)}”"


def with_single_marks(text: str) -> str:
    """Make the quotation marks inside a quotation single ones, so that the outer pair is not taken for them.

    Examples
    --------
    >>> with_single_marks("He called it “a start”")
    'He called it ‘a start’'
    """
    return text.replace("“", "‘").replace("”", "’").replace('"', "'")


def without_dateline(text: str) -> str:
    """Leave out the place and the agency before the first sentence of a report.

    Examples
    --------
    >>> without_dateline("VELIA CITY (AP) — The envoy left."), without_dateline("VELIA (AP) A man left")
    ('The envoy left.', 'A man left')
    >>> without_dateline("Velia City, July 26 (VNA) The envoy left."), without_dateline("NATO: a view")
    ('The envoy left.', 'NATO: a view')
    >>> without_dateline("May 3, 2009 (ORL) — The envoy left."), without_dateline("MNF-FDD rebels left")
    ('The envoy left.', 'MNF-FDD rebels left')
    >>> without_dateline("VELIA CITY, Calif. (VNA) -- About 600 carters left.")
    'About 600 carters left.'
    >>> without_dateline("VELIA: Orle Foreign Minister Ada Brenn on Friday left."), without_dateline("NATO: A VIEW")
    ('Orle Foreign Minister Ada Brenn on Friday left.', 'NATO: A VIEW')
    """
    return _DATELINE.sub("", text, count=1)


def full_stop(text: str) -> str:
    """End a sentence with one stop, also where the words that it quotes have theirs.

    Examples
    --------
    >>> full_stop("“We are ready.”"), full_stop("“ready”")
    ('“We are ready.”', '“ready”.')
    """
    return text if text.rstrip("”’").endswith((".", "!", "?")) else f"{text}."


def same_name(name: str) -> str:
    """Return what names that differ in capitals or number only have in common.

    Examples
    --------
    >>> same_name("FRANCE") == same_name("France"), same_name("Union") == same_name("unions")
    (True, True)
    """
    return clean(name).casefold().removesuffix("s")


def is_one_case(name: str) -> bool:
    """Whether a name is written in capitals, or without any: "FRANCE", "the union"."""
    return name.isupper() or name.islower()


def file_name(source: str) -> str:
    r"""Return the name of a file without its folder; an address stays whole.

    Examples
    --------
    >>> file_name("/home/me/a.txt"), file_name("https://example.org/a")
    ('a.txt', 'https://example.org/a')
    >>> print(file_name(r"reports\caf\xe9.txt"))
    caf\xe9.txt
    """
    if "://" in source:
        return source
    # a backslash that shows a byte parts no folders
    name = name_told(source).replace("\\", "/").rsplit("/", 1)[-1]
    return shown_name(name)
