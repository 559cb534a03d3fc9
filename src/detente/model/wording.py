"""Names of decision makers as they read inside an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from detente.model.conflict import Conflict

#: Endings of nouns for several people or bodies; names of countries in -s have none of them.
_PLURAL = re.compile(
    r"(?:(?:[a-z]{2}(?:er|or|ist|crat|mat|man|ian|ican|ative|ant|ent|ee|al|yst)|worker|driver|doctor|nurse|pilot|rebel|force|troop|"
    r"union|group|side|compan(?:ie)|countr(?:ie)|ministr(?:ie)|part(?:ie)|agenc(?:ie)|signator(?:ie)|all(?:ie)|"
    r"firm|airline|source|power|town|village|tribe|militia|protester|owner|bank|court|sponsor|captain|scholar|judge|port|"
    r"plaintiff|organi[sz]ation|institution|association|campaign|activist|famil(?:ie)|communit(?:ie)|school)s"
    r"|(?:^|.*[a-z])(?:men|women)|people|police)$"
)
_PREPOSITIONS = frozenset(("of", "for", "in", "on", "against", "to"))


@cache
def _words(key: str) -> frozenset[str]:
    """Return a list of ``wording.toml``."""
    return frozenset(_lists()[key].split())


@cache
def _lists() -> dict[str, str]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8"))


def with_article(name: str) -> str:
    """Return a party's name as it reads inside a sentence, with ``the`` where English wants it.

    Examples
    --------
    >>> with_article("United States"), with_article("North Korea"), with_article("Dockers Union")
    ('the United States', 'North Korea', 'the Dockers Union')
    >>> with_article("Bank of England"), with_article("Chinese Taipei in exile")
    ('the Bank of England', 'Chinese Taipei in exile')
    >>> with_article("Firm"), with_article("Upper town"), with_article("Kansas City")
    ('the Firm', 'the Upper town', 'Kansas City')
    >>> with_article("Five public unions"), with_article("steel-making firm"), with_article("Sharon's Party")
    ('five public unions', 'the steel-making firm', "Sharon's Party")
    """
    words = name.split()
    if len(words) > 1 and words[0].lower() in _words("telling") and " ".join(words[1:]).islower():
        name = name[0].lower() + name[1:]
    if any(
        word[-2:] in ("'s", "’s") and word[:-2].lower() not in _words("people")
        for word in words[:-1]
    ):
        return name  # whose it is stands for the article
    if words and name.islower() and words[0] not in _words("telling"):
        return name if is_plural(name) else f"the {name}"
    if len(words) > 1 and words[0].lower() == "the":
        return f"the {' '.join(words[1:])}"
    if words and words[-1].lower() in _words("kinds") and (len(words) == 1 or words[-1].islower()):
        return f"the {name}"
    # What follows "of" or "for" only tells which one: the Bank of England, the Ministry of Defence.
    first = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
    return f"the {name}" if words and words[first - 1].lower() in _words("common") else name


def is_plural(name: str) -> bool:
    """Say whether a party's name takes a plural verb: "dockers", "Republicans", "European leaders".

    Examples
    --------
    >>> is_plural("Companies"), is_plural("European leaders"), is_plural("Hamas")
    (True, True, False)
    >>> is_plural("officials familiar with the case"), is_plural("rebel delegation loyal to Velia")
    (True, False)
    >>> is_plural("United States"), is_plural("Anna Masters"), is_plural("Philippines")
    (False, False, False)
    >>> is_plural("diplomats"), is_plural("four-man delegation"), is_plural("state news")
    (True, False, False)
    """
    words = name.split()
    if words[1:] and words[0].lower() in (
        "these",
        "those",
        "several",
        "some",
        "many",
        "two",
        "both",
    ):
        return True
    # "the officials familiar with the case"
    behind = _PREPOSITIONS | (_words("behind") if name.islower() else frozenset())
    first = next((n for n, word in enumerate(words) if n and word in behind), len(words))
    head = words[first - 1] if words else ""
    if head.islower() and head.endswith("s"):  # a common noun, not a name in -s
        return not head.endswith(("ss", "us", "is")) and head not in _words("singular")
    if _PLURAL.search(head.lower()) is None:
        return False
    # "Bernie Sanders" is one person; "European leaders" and "Dock Workers" are several.
    last = words[first - 1]
    return first == 1 or last[0].islower() or last.lower() in _words("common")


def agreeing(name: str, singular: str, plural: str) -> str:
    """Return the form of a verb that agrees with a party's name.

    Examples
    --------
    >>> agreeing("Regulators", "says", "say"), agreeing("Velia", "says", "say")
    ('say', 'says')
    """
    return plural if is_plural(name) else singular


def sets_aside(name: str, verb: str = "sets") -> str:
    """Say that a party sets its own interest aside, or with ``verb`` "set" that it did.

    Examples
    --------
    >>> sets_aside("Velia"), sets_aside("the dockers"), sets_aside("the dockers", "set")
    ('sets its own interest aside', 'set their own interest aside', 'set their own interest aside')
    """
    its = agreeing(name, "its", "their")
    return f"{agreeing(name, verb, 'set')} {its} own interest aside"


#: A name that is written small at first wherever it stands: "iPhone", "eBay".
_OWN_CAPITALS = re.compile(r"[a-z]{1,2}[A-Z]")


def sentence_case(text: str) -> str:
    """Return a text with its first letter raised.

    Examples
    --------
    >>> sentence_case("the United States can wait")
    'The United States can wait'
    >>> sentence_case("iPhone makers can wait")
    'iPhone makers can wait'
    """
    if _OWN_CAPITALS.match(text):
        return text
    return text[:1].upper() + text[1:]


def party_name(conflict: Conflict, party: str) -> str:
    """Return the display name of a decision maker."""
    return next(dm.name for dm in conflict.decision_makers if dm.id == party)


def in_sentence(conflict: Conflict, party: str) -> str:
    """Return a decision maker's name with its article."""
    return with_article(party_name(conflict, party))


def option_names(conflict: Conflict, ids: Iterable[str]) -> str:
    """List options by their names, between quotation marks."""
    wanted = set(ids)
    return ", ".join(f"“{option.name}”" for option in conflict.options if option.id in wanted)


def possessive(name: str) -> str:
    """Return a name in the possessive.

    Examples
    --------
    >>> possessive("United States"), possessive("Selm")
    ("United States'", "Selm's")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"
