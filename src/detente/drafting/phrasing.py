"""Whether a phrase can name an option, and how it reads best."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from detente.actors.registry import Registry
from detente.drafting.lexicon import words
from detente.reading.deed_words import DANGLING

_RELATIVE = re.compile(r"\bwhat (?:he|she|it|they) (?:calls?|called|describes? as|described as) ")
_QUOTED_DATE = re.compile(
    r",? (?:by|on|until|before|from|in) (?:the \d+\w*|\d+ \w+|\w+ \d+|\w+day)$"
)
_SEASON = re.compile(
    r" (?:this|next|later this) (?:spring|summer|autumn|fall|winter|season|week|month|year)$"
)
_SENTENCES = re.compile(
    r"[;:]|, (?:and|but|or|in|as|with) | should (?:it|they|he|she|we|you|this|that|any|the|[A-Z]\w+|\w+s) "
    r"| (?:if|provided|unless|until|as long as|so long as|as soon as|when"
    r"|whenever|because|although|though|even if|despite|in protest|in response|in (?:tit-for-tat )?retaliation"
    r"|after (?:last|this|the latest|months|weeks|years)|over a (?:\S+ )?(?:\w+ )?dispute) "
)


_POINTING = re.compile(
    r" (?:to|at|on|by|in|from|of|for|with|after|before) (?:that|this|these|those|such)(?: \w+)?$"
)
#: What points to words that were cut: "in a way [that …]", "above and beyond [that]".
_CUT_OFF = re.compile(
    r" (?:in (?:a|any|such a|the) (?:way|manner|fashion|form)|to the (?:point|extent)|above and beyond"
    r"|for as long(?: as (?:it takes|necessary|needed))?|for the (?:sake|purpose)|at (?:a|the) (?:time|moment|point))$"
)
#: A clause about a noun that points elsewhere itself: "to people who play it on consoles".
_TOLD_BY_PRONOUN = re.compile(
    r"(?<=\w) (?:who|that|which) (?:\w+ ){1,4}(?:it|them|him|her|they|he|she|we|you|i|us)\b.*$",
    re.I,
)
#: "the towns they have captured": what is told of a thing right behind it.
_TOLD_OF_IT = re.compile(
    r"(\b(?:the|its|all|any|no) (?:\w+ ){0,2}\w+) (?:they|it|he|she) (?:have|has|had|now|still|already|\w+ed)\b.*$"
)
#: What is told of a thing behind it and does not say which: "expected to take effect", "about 60 miles north".
_ASIDE = re.compile(
    r"(?<=\w),? (?:(?:expected|due|set|scheduled) to (?:take|come|go|start|begin|be) .*|proposing to .*|with .* being .*|which (?:has|have|had|is|are|was|were) .*|, (?:about|some|nearly) \d.*)$"
)
#: A list that lost its last part: "detect, surveil".
_CUT_LIST = re.compile(r"^(.*\w), \w[\w’'-]*$")
#: "any attacks carried out by Orland", "no hostages held there": the noun before what is told of it.
_TOLD_OF = re.compile(
    r" (?=\w+(?:ed|en|eld|ade) (?:out|off|by|in|there|on|at|against)\b|\w+(?:ed|en)$)"
)
#: "let the convoys through" has at least so many words.
_LET = 4
#: Words that the last part of a list has at most.
_SHORT = 6


_DETERMINER = re.compile(
    r"(?<!guarantee )(?<!ensure )(?<!promise )\b(?:any|no) ((?:(?!(?:of|to|for|with|in|on|from|by|at|as|and)\b)[\w’'-]+ ?)+)"
)


def _with_article(match: re.Match[str]) -> str:
    """Say "a deal" for "any deal" and "talks" for "no talks"."""
    rest = match.group(1)
    named = re.split(r" (?:that|who|which)\b", rest.strip())[
        0
    ]  # "any country that imposes tariffs"
    noun = _TOLD_OF.split(named, 1)[0].split()[-1].lower()
    if noun.endswith("s") or noun in words("phrases", "mass"):
        return rest
    return f"{'an' if rest[0].lower() in 'aeiou' else 'a'} {rest}"


@cache
def _anybody() -> re.Pattern[str]:
    """Match whoever it may be that a deed would meet: "retaliate against any country that …"."""
    whoever = "|".join(words("phrases", "anybody"))
    return re.compile(rf" (?:against|on|upon) (?:{whoever})(?: (?:that|which|who)\b.*)?$")


#: A verb that carries a deed's noun, and the noun phrase behind it.
_CARRIED = re.compile(
    r"(carry out|make|reach|sign|accept|hold|stage) ((?:[a-z][\w’'-]*)(?: (?!(?:of|to|for|with|in|on|into|onto|from|by|at|as|and|or|against|over|that|who|which)\b)[a-z][\w’'-]*){0,2})(?= (?:of|to|for|with|in|on|from|by|at|as|and|or|against|over)\b|$)"
)
_DETERMINED = re.compile(
    r"(?:an?|the|into|onto|off|on|with|in|to|for|over|from|by|its|their|his|her|our|my|your|some|any|no|each|every|both|all|more|less|another|other|such|"
    r"two|three|four|five|several|many|few|further|additional|new|up|firm|sure|good|clear|it|them|way|use|do|do with)\b"
)


def _with_missing_article(text: str) -> str:
    """Say "carry out an attack" for "carry out attack", where one noun that can be counted stands bare."""
    match = _CARRIED.match(text)
    if match is None or _DETERMINED.match(match.group(2)):
        return text
    verb, noun = match.groups()
    head = noun.split()[-1]
    if head.endswith(("s", "ly", "ing")) or head in words("phrases", "mass"):
        return text
    article = "an" if noun[0] in "aeiou" else "a"
    return f"{verb} {article} {noun}{text[match.end() :]}"


@lru_cache(maxsize=4096)
def readable(phrase: str) -> str:
    """Return a phrase without fillers, dates and asides, with capitals only where a name has them."""
    text = _RELATIVE.sub("", " ".join(phrase.split()))
    text = _first_part(re.sub(r",(?: ?,)+", "", text))
    text = _SEASON.sub("", _QUOTED_DATE.sub("", text))
    text = re.sub(r"\b(\w+) \1\b", r"\1", text)
    text = _pointing_cut(text)
    text = re.sub(
        r"\b(?:this|these|those) (?=[a-z]{3,})(?!the\b|its\b|their\b|his\b|her\b|our\b)",
        "the ",
        text,
    )
    text = re.sub(r" as well$", "", re.sub(r"^carry out (?:only|just) ", "carry out ", text))
    text = "hold talks" if text.lower() == "talk" else text
    text = re.sub(r",? (?:at |in )?any ?(?:time|place|where|moment)\b.*$", "", text)
    text = re.sub(r",? in (?:the|a) (?:latest|newest|most recent)\b.*$", "", text)
    text = _CUT_OFF.sub("", _TOLD_BY_PRONOUN.sub("", _ASIDE.sub("", text)))
    text = _TOLD_OF_IT.sub(r"\1", text)
    if " and " not in text and " or " not in text:
        text = _CUT_LIST.sub(r"\1", text)
    text = _with_missing_article(_DETERMINER.sub(_with_article, text))
    text = _anybody().sub("", text)
    tokens = text.split()
    particles = tokens[0].lower() in words("phrases", "particles") if tokens else False
    while len(tokens) > 1 and (
        (last := tokens[-1].lower().strip(",.")) in words("phrases", "loose")
        or (last in DANGLING and not (particles or len(tokens) == 2))
    ):
        if tokens[0] == "put" and last == "first":
            break
        tokens.pop()
    while len(tokens) > 1 and tokens[0].lower() in words("phrases", "loose"):
        tokens.pop(0)
    tokens = [t.lower() if n and t in ("The", "A", "An") else t for n, t in enumerate(tokens)]
    return " ".join(tokens).strip(" ,;:.–—-")


@lru_cache(maxsize=4096)
def is_option(phrase: str) -> bool:
    """Say whether a phrase names conduct that a stranger to the text would understand.

    Examples
    --------
    >>> is_option("withdraw its troops from the border"), is_option("destroy it"), is_option("rule out")
    (True, False, False)
    """
    text = readable(phrase)
    tokens = [token.strip(",.").lower() for token in text.split()]
    if not tokens or not text[0].isalpha():
        return False
    if len(tokens) == 1 or text.lower() in words("phrases", "alone"):
        return text.lower() in words("phrases", "alone")
    shown = [token.strip(",.") for token in text.split()]
    if any(
        token in words("phrases", "open")
        and shown[place] != "US"
        and not (token in ("who", "that", "which") and place < len(tokens) - 1)
        for place, token in enumerate(tokens[1:], start=1)
    ):
        return False
    if text.lower() in words("phrases", "idioms") or text.lower().startswith("accept plans"):
        return False
    if " ".join(tokens).startswith(tuple(words("phrases", "courtesies"))) or _is_garbled(text):
        return False
    if _is_pale(tokens):
        return False
    if tokens[0] in ("continue", "keep", "end", "stop", "drop") and set(tokens[1:3]) & words(
        "phrases", "attitudes"
    ):
        return False
    first = "" if tokens[0] == "call" else tokens[0]
    if first in words("stative", "verbs") and tokens[1] not in words("phrases", "turning"):
        return False
    if first in words("standing", "staying") and tokens[1] not in words("standing", "staying_in"):
        return False  # "remain open", "stay the company's focus": a state
    if first in words("wrappers", "ready") - {"open", "set", "free"}:
        return False
    if " ".join(tokens[:2]) in words("stative", "verbs") or tokens[1] == "not":
        return False
    if first == "let" and (len(tokens) < _LET or tokens[1] in ("us", "'s", "’s", "go")):
        return False
    noun = first.endswith(("ness", "tion", "ment")) and first not in words("phrases", "like_nouns")
    if noun or tokens[-1].endswith(("'s", "’s")):
        return False
    if first in words("phrases", "open") or first in ("be", "do"):
        return False
    adverbs = {token for token in tokens if token.endswith("ly")} - words("phrases", "ly_nouns")
    if words("phrases", "manners") | adverbs >= set(tokens[1:]):
        return False  # "rule out", "work hard", "implement the rapidly": no matter is named
    return not (len(tokens) == 2 and tokens[1] in words("light", "words"))


def _pointing_cut(text: str) -> str:
    """Cut what points elsewhere off the end of a phrase, not where only a verb is left: "commit to this deal"."""
    cut = _POINTING.sub("", text)
    here = re.search(r" (?:this|these) \w+$", text) is not None  # "jump to that conclusion" is none
    return text if here and " " not in cut else cut


def _first_part(text: str) -> str:
    """Return a phrase up to its first clause or aside; a list of three goes on to its end."""
    part = _SENTENCES.split(text)[0]
    rest = text[len(part) :]
    if "," in part and rest.startswith((", and ", ", or ")):
        last = _SENTENCES.split(rest[1:])[0]
        if len(last.split()) <= _SHORT:
            return f"{part}{last}"
    return part


def _is_garbled(text: str) -> bool:
    """Say whether pieces of words or of an address show that the text was not read right."""
    return bool(re.search(r"\w(?:['’](?:ve|re|ll|m|d)\b)|-(?: |$)|https?:|[\[\]{}|<>@]", text))


def _is_pale(tokens: list[str]) -> bool:
    """Say whether a verb that says little takes a noun that says less: "carry out another option"."""
    rest = [t for t in tokens[1:] if t not in words("phrases", "pale_beside")]
    light = tokens[0] in words("light", "verbs") or tokens[0] in ("carry", "pursue", "use")
    if tokens[0] == "carry" and rest[:1] == ["out"]:
        rest = rest[1:]
        if not rest:
            return True
        if rest[:1] in (["option"], ["options"]):
            return True  # "all options, including military, are on the table"
    nothing = [t for t in rest if t.removesuffix("s") in words("phrases", "pale")]
    alone = len(rest) == len(nothing) <= 1
    return alone and (
        light or tokens[0] in ("complicate", "handle", "address", "solve", "consider")
    )


def as_own(deed: str, name: str, state: str | None) -> str:
    """Return a deed in which what is its doer's is "its": "withdraw Velia's troops", "withdraw Velian troops".

    Parameters
    ----------
    deed : str
    name : str
        The doer's.
    state : str or None
        The doer's id, where it is a state: then its adjective counts, too.
    """
    own = re.sub(rf"\b(?:[Tt]he )?{re.escape(name)}['’](?:s\b)?", "its", deed)
    if state is None:
        return own
    for mention in reversed(Registry.default().find_mentions(own)):
        before, called, after = (
            own[: mention.start],
            own[mention.start : mention.end],
            own[mention.end :],
        )
        describes = mention.actor.id == state and mention.sense == "people" and called[0].isupper()
        bare = not before.endswith(("the ", "a ", "an ", "-"))
        if describes and bare and re.match(r" [a-z]", after):
            own = f"{before}its{after}"
    return own
