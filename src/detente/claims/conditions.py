"""A claim with a condition, split into what is supposed and what is said to follow from it.

"Unless", "until" and "only if" are told apart by what is turned round: "unless X does it, Y will" says
what Y does where X does not; "only if X does it will Y" says that Y does not where X does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Words that join a condition to what follows from it, longest first.
_CUES = (
    "on the condition that|on condition that|in the event that|provided that|providing that|"
    "assuming that|as long as|so long as|as soon as|provided|assuming|in case|unless|until|whenever|"
    "the (?:very )?(?:moment|minute|instant|day)(?: that)?|(?:every|each|any) time(?: that)?|"
    "once(?! again| more)|after|when|if"
)
#: Cues after which the claim speaks of the case in which the condition is not met.
_TURNED = frozenset({"unless", "until"})
_LEAD = re.compile(rf"^(?P<only>only |not |even |and )?(?P<cue>{_CUES})\s+", re.IGNORECASE)
_INNER = re.compile(
    rf",?\s(?P<only>only |but only |even )?(?P<cue>{_CUES})\s+(?=\S)", re.IGNORECASE
)
#: "Without concessions from Ana, Ben will close the gate", "Ben will close it without a ransom": what is not done.
_WITHOUT = re.compile(
    r"^(?:without|absent|failing)\s+(?P<what>[^,]+?),\s+(?P<said>.+)$", re.IGNORECASE
)
_WITHOUT_LAST = re.compile(
    r"^(?P<said>.+?),?\s+(?:without|absent|failing)\s+(?P<what>(?!\w+ing\b)(?:an?|any|some|further|more|new|prior)\s.+)$",
    re.IGNORECASE,
)
#: "With a mediator in place, Ben will pay".
_WITH = re.compile(
    r"^(?:with|given)\s+(?P<what>[^,]+?)(?:\s(?:in place|at work|under way|in force|there))?(?:,\s+|(?<= in place)\s+)(?P<said>.+)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^(?P<what>.+?)\s+(?:from|by|on the part of)\s+(?P<who>.+)$", re.IGNORECASE)
#: What makes a claim firmer, and denies nothing.
_SURELY = re.compile(
    r",?\s(?:without (?:fail|doubt|question|(?:any |further )?(?:hesitation|delay|ado))|no doubt|beyond doubt)\b",
    re.IGNORECASE,
)
#: "A strike would mean a lock-out": one deed brings another.
_BRINGS = re.compile(
    r"^(?P<one>(?:(?!\b(?:that|which|who)\b).)+?)\s+(?:will|would|can only|could only)\s+(?P<not>not |never )?"
    r"(?:mean|trigger|spark|provoke|prompt|cause|bring(?: about| on)?|lead to|result in|entail|"
    r"be (?:met|answered|followed|countered) (?:with|by))\s+(?P<two>.+)$",
    re.IGNORECASE,
)
#: "Under no circumstances will Ana open the gate".
_FRONTED = re.compile(
    r"^(?:under no circumstances|in no case|at no time|on no account|never|by no means|in no way)(?:,? (?:again|ever))?\s+"
    r"(?P<modal>will|would|can|could|shall)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"^(?P<verb>should|were|had)\s+(?P<rest>.+)$", re.IGNORECASE)
_BOTH_WAYS = re.compile(r"\bif,? and only if\b|\bjust in case\b|\bwhether\b.*\bor\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:will|would|shall|can|cannot|can't|won't|wouldn't|could|is going to|are going to|depends?|hinges?|rests?)\b",
    re.IGNORECASE,
)
#: Words of a subject before a modal at most, and what one begins with.
_SUBJECT = 4
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those"))
_THEN = re.compile(r",?\s+then\b,?\s*|,\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A claim in two halves.

    Attributes
    ----------
    supposed, said : str
        The condition and what is said to follow, as they are written.
    unmet : bool
        True when the claim is about the case in which the condition is not met.
    reversed : bool
        True when the opposite of ``said`` is claimed for it: "only if".
    """

    supposed: str
    said: str
    unmet: bool = False
    reversed: bool = False


def split_condition(text: str) -> Split | None:
    """Split a claim into its condition and what is said to follow; None where it has no condition.

    Parameters
    ----------
    text : str
        One sentence.

    Examples
    --------
    >>> split_condition("If Ana opens the gate, Ben will pay").said
    'Ben will pay'
    >>> split_condition("Ben will pay only if Ana opens the gate").reversed
    True
    """
    text = " ".join(text.split()).rstrip(".!")
    lead = _LEAD.match(text)
    if lead is not None:
        halves = _halves(text[lead.end() :])
        return _split(lead, *halves) if halves else None
    without = _WITHOUT.match(text) or (_WITHOUT_LAST.match(text) if _MODAL.search(text) else None)
    if without is None and re.match(r"(?:without|absent|failing)\s", text, re.IGNORECASE):
        halves = _halves(text.split(" ", 1)[1])  # no comma: "Without a ransom Ben will …"
        return (
            Split(supposed=_deed_first(halves[0]), said=halves[1], unmet=True) if halves else None
        )
    if without is not None:
        return Split(supposed=_deed_first(without["what"]), said=without["said"], unmet=True)
    given = _WITH.match(text)
    if given is not None:
        return Split(supposed=_deed_first(given["what"]), said=given["said"])
    inverted = _INVERTED.match(text)
    if inverted is not None:
        halves = _halves(inverted["rest"])
        return Split(supposed=halves[0], said=halves[1]) if halves else None
    inner = _INNER.search(text)
    if inner is None or not text[inner.end() :].strip():
        return None
    return _split(inner, text[inner.end() :], text[: inner.start()])


def _deed_first(what: str) -> str:
    """Return a deed that is told by a noun with its doer before it: "concessions from Ana"."""
    found = _FROM.match(what.strip())
    if found is None:
        return what.strip()
    return f"{found['who']} {found['what'][:1].lower()}{found['what'][1:]}"


def firm(text: str) -> str:
    """Return a claim without what only makes it firmer.

    Examples
    --------
    >>> firm("Ana will open the gate without fail")
    'Ana will open the gate'
    """
    return _SURELY.sub("", text)


def brings(text: str) -> tuple[str, str, bool] | None:
    """Return two deeds of which a claim says that one brings the other, or (True) does not.

    Examples
    --------
    >>> brings("A strike would mean a lock-out by the firm")
    ('A strike', 'the firm a lock-out', False)
    """
    found = _BRINGS.match(" ".join(text.split()).rstrip(".!"))
    if found is None:
        return None
    return _deed_first(found["one"]), _deed_first(found["two"]), found["not"] is not None


def goes_both_ways(text: str) -> bool:
    """Whether a claim says two things at once: "if and only if", "whether … or …", two sentences."""
    return _BOTH_WAYS.search(text) is not None or re.search(r"\w\s*;\s+\w", text) is not None


def fronted_denial(text: str) -> tuple[str, str] | None:
    """Return the modal and the rest of a claim that begins with its denial.

    Examples
    --------
    >>> fronted_denial("Under no circumstances will Ana open the gate")
    ('will', 'Ana open the gate')
    """
    found = _FRONTED.match(text)
    return (found["modal"], found["rest"]) if found is not None else None


def _split(found: re.Match[str], supposed: str, said: str) -> Split | None:
    cue, before = found["cue"].lower(), (found["only"] or "").strip().lower()
    only = before in ("only", "but only", "not")
    if cue == "after" and not only:  # tells when, and makes nothing depend on it
        return None
    return Split(
        supposed=supposed.strip(" ,"), said=said.strip(" ,"),
        unmet=only or cue in _TURNED, reversed=only,
    )  # fmt: skip


def _halves(text: str) -> tuple[str, str] | None:
    """Part "X does this, Y will do that": at a comma, at "then", else before the last modal's subject."""
    marks = [m for m in _THEN.finditer(text) if m.start() and text[m.end() :].strip()]
    marks.sort(key=lambda m: _MODAL.search(text[m.end() :]) is None)
    if marks:
        return text[: marks[0].start()], text[marks[0].end() :]
    modals = list(_MODAL.finditer(text))
    if not modals:
        return None
    place = modals[-1].start()
    # The subject: the words before the modal, back to the last that is written small and is no article.
    words = list(re.finditer(r"\S+", text[:place]))
    start = place
    for word in reversed(words):
        if not (word.group()[:1].isupper() or word.group().lower() in ("the", "it", "they", "we")):
            break
        start = word.start()
    behind = text[modals[-1].end() :].split()[:1]
    turned = any(w[:1].isupper() or w.lower() in _DETERMINERS for w in behind)  # "… will Ben pay"
    if start == place and not turned:  # "the ferry company will": back to what a noun begins with
        begins = [w.start() for w in words[-_SUBJECT:] if w.group().lower() in _DETERMINERS]
        start = begins[-1] if begins else start
    return (text[:start], text[start:]) if text[:start].strip() else None
