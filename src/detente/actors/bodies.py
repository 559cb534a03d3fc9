"""Bodies that a document names in full: firms, unions, courts, fronts, with their short forms."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.actors.lexicon import actor_words, body_heads, given_names, kinds
from detente.actors.registry import Registry
from detente.actors.scanning import is_title_case
from detente.actors.words import CALENDAR

_WORD = r"[A-Z][\w&.’'-]*[\w.&’']|&|[A-Z]"
#: Last words of names that are also plain nouns: "coalition partners", "the press".
_COMMON = ("press", "group", "partners")
#: A short form: in brackets, or after "known as" or "or".
_SHORT = re.compile(
    r"(?: [a-z]+)?\s?(?:\((?:the )?[\"“]?([A-Z][A-Za-z&.-]{1,11})[\"”]?\)"
    r"|,? (?:also |better |commonly )?(?:known as|called|or) (?:the )?[\"“]?([A-Z][A-Z&.-]{1,11}[A-Z])\b)"
)

#: A short form that the full name explains in brackets: "the PCU (Port Crews' Union)".
_GLOSSED = re.compile(r"\b([A-Z][A-Z&.-]{1,11}) \((?:the )?$")

#: What only says where a firm is listed or whose it is: "London-listed", "Orland-backed".
_DESCRIBING = re.compile(r"[A-Z][\w.]*-[a-z]*ed")


def full_names(text: str) -> list[str]:
    """Return the names that end in a word for a kind of body, or that hold an ampersand.

    Examples
    --------
    >>> full_names("The Harbour and Dock Employers’ Association met Acme Foods and Bolt Foods.")
    ['Harbour and Dock Employers’ Association', 'Acme Foods', 'Bolt Foods']
    >>> full_names("Carla Mendes leads and speaks for the Shipyard Workers of America.")
    ['Shipyard Workers of America']
    """
    found = []
    listed = listed_names(text)
    found += [text[start:end] for start, end in listed]
    for match in _lettered().finditer(text):
        found += _before_letters(match.group(1), match.group(2))
    for match in _run().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in listed):
            continue
        run = _without_holder(text, match.start(), match.group())
        names = [_with_list(text, match.start(), name) for name in _names_in(run)]
        heading = is_title_case(
            text, match.start()
        )  # "Velian Farmers Reject Mining Company Payout"
        found += [name for name in names if not heading or text.count(name) > 1]
    return list(dict.fromkeys(found))


def listed_names(text: str) -> list[tuple[int, int]]:
    """Return where a body's name goes through a list, which is one name and not several.

    A list of fields or trades with a kind of body behind it or before it, or of partners.

    Examples
    --------
    >>> text = "The Bakery, Tobacco and Grain Millers Union met Harker, Dole & Pym LLP."
    >>> [text[start:end] for start, end in listed_names(text)]
    ['Bakery, Tobacco and Grain Millers Union', 'Harker, Dole & Pym LLP']
    >>> listed_names("The Teamsters, Unite and Harl Dockers Union met Kestrel, Marlow and Dale Foods.")
    []
    """
    found = []
    for match in _list().finditer(text) if "," in text else ():
        start, end = match.span()
        lead, run = match.group(1) or "", match.group(2)
        if run.startswith("The "):
            start, run = start + 4, run[4:]
        *items, last = re.split(r",? (?:and|&) |, ", run)
        if is_title_case(text, start):
            continue
        if " & " in run or last.split()[-1].lower().strip(".") == "llp":
            named = all(len(item.split()) == 1 for item in items) and len(last.split()) < 3
            known = any(Registry.default().scan(item)[0] for item in items)
            if not lead and named and not known:
                found.append((start, end))
            continue
        words = last.split()
        if lead and all(map(_is_field, items)):
            fields = [n for n, word in enumerate(words) if _is_field(word)]
            if fields:
                end = match.start(2) + run.rindex(last) + len(" ".join(words[: fields[-1] + 1]))
                found.append((start, end))
        elif not lead and _plain(words[-1]) in body_heads() and len(words) > 1:
            articled = text[max(0, start - 4) : start].lower() == "the "
            if articled and all(map(_is_field, items)):
                found.append((start, end))
    return found


def _is_field(item: str) -> bool:
    """Whether words name a field of work or those who work in it: "Iron Ship Builders", "Energy"."""
    word = _plain(item.split()[-1])
    words = actor_words()
    trade = len(word) > 5 and word.endswith(("ers", "ors", "smiths", "wrights", "men", "ists"))
    kinds_of_work = {"workers", "energy", "water", "steel", "oil", "gas"}
    if word in words["media"] | (body_heads() - kinds_of_work):
        return word in words["fields"] | words["portfolios"]
    return trade or word in words["fields"] | words["portfolios"] | words["trades"]


@lru_cache(maxsize=1)
def _list() -> re.Pattern[str]:
    item = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
    heads = "Ministry|Department|Office|Secretariat|Directorate|Bureau|Agency|Committee|Council"
    heads += "|Minister|Secretary|Commission|Brotherhood|Federation|Union|Association|Confederation|Alliance|Guild"
    return re.compile(
        rf"\b((?:{heads}) (?:of|for) )?({item}(?:, {item}){{1,6}},? (?:and|&) {item})"
    )


def _without_holder(text: str, start: int, run: str) -> str:
    """Cut a person off a run behind an office: "finance chief Oda Lien of Nordvik Shipping"."""
    before = text[max(0, start - 40) : start].split()[-1:]
    holder, of, body = run.partition(" of ")
    words = holder.split()
    presented = bool(before) and before[0].islower() and before[0] in actor_words()["spoken_for"]
    person = len(words) in (2, 3) and not {_plain(w) for w in words} & body_heads()
    return body if presented and of and person else run


def _before_letters(run: str, short: str) -> list[str]:
    """Return the end of a run of words whose initials stand in brackets behind it, whatever its kind."""
    words = run.split()
    for start in range(len(words)):
        name = " ".join(words[start:])
        plain = words[start][:1].isupper() and words[start] not in actor_words()["not_first"]
        fits = is_short_form(short, name, introduced=False) or _is_turned(short, name)
        if plain and start < len(words) - 1 and fits:
            return [name]
    return []


@lru_cache(maxsize=1)
def _lettered() -> re.Pattern[str]:
    return re.compile(
        rf"\b((?:(?:{_WORD}),? (?:(?:of|for|and|the|on|to) ){{0,2}}){{1,9}}(?:{_WORD})) \(([A-Z]{{2,8}})\)"
    )


def short_forms(text: str, names: list[str]) -> dict[str, str]:
    """Return the short forms that a text introduces for full names: "(HDL)", "known as ISF".

    The letters must be initials of the name, in order; in brackets behind it a letter may be of a
    word that the text leaves out: "the Nurses Organisation union (NZNO)".
    """
    found: dict[str, str] = {}
    for name in names:
        at = text.find(name)
        while at != -1:
            match = _SHORT.match(text, at + len(name))
            if match is not None:
                short = match.group(1) or match.group(2)
                headed = any(_plain(w) in body_heads() for w in name.split())
                foreign = _is_turned(short, name) or (headed and _is_foreign(short, text))
                close = match.group(1) is not None and (_is_close(short, name) or foreign)
                if is_short_form(short, name) or close:
                    found.setdefault(short, name)
            glossed = _GLOSSED.search(text[max(0, at - 20) : at])
            if glossed is not None and text[at + len(name) : at + len(name) + 1] == ")":
                short = glossed.group(1)
                if is_short_form(short, name):
                    found.setdefault(short, name)
            at = text.find(name, at + 1)
    long = [name for name in names if " " in name]
    for short in _letters_in(text) if long else ():
        fitting = [name for name in long if is_short_form(short, name, introduced=False)]
        if len(fitting) == 1:  # used without being introduced
            found.setdefault(short, fitting[0])
    return found


@lru_cache(maxsize=1)
def _letters_in(text: str) -> tuple[str, ...]:
    """Return the words in capitals of a text, kept while its bodies are asked one by one."""
    return tuple(dict.fromkeys(re.findall(r"\b[A-Z]{2,6}\b", text)))


def is_short_form(short: str, name: str, *, introduced: bool = True) -> bool:
    """Whether letters are the initials of a name; one that a text introduces may hold one more.

    Examples
    --------
    >>> is_short_form("FTC", "Federal Trade Commission"), is_short_form("OIP", "Harl Dockers’ League")
    (True, False)
    """
    letters = [c for c in short.lower() if c.isalpha()]
    words = re.findall(r"[A-Za-z]+", name.replace("’s", "").replace("'s", ""))
    initials = [w[0].lower() for w in words if w[0].isupper() or w not in ("of", "the", "and")]
    capitals = [w[0].lower() for w in words if w[0].isupper()]
    head = capitals[:-1] if len(capitals) > 3 and words[-1].lower() in body_heads() else capitals
    return letters in (initials, capitals, head) or (
        introduced
        and len(letters) > 2
        and len(letters) == len(capitals) + 1
        and letters[0] == capitals[0]
    )


def _is_close(short: str, name: str) -> bool:
    """Whether the initials of a name all stand in a short form, in order."""
    letters = iter(c for c in short.lower() if c.isalpha())
    capitals = [w[0].lower() for w in re.findall(r"[A-Z]\w+", name)]
    return len(capitals) > 1 and short.isupper() and all(c in letters for c in capitals)


def _is_turned(short: str, name: str) -> bool:
    """Whether letters are the initials of a name in the order of another language: "FDLR" for Democratic Forces …"."""
    capitals = [w[0].lower() for w in re.findall(r"[A-Z]\w+", name)]
    return len(short) > 2 and sorted(short.lower()) == sorted(capitals)


def _is_foreign(short: str, text: str) -> bool:
    """Whether letters right behind a name are its own in another language: used again, and no name that is known."""
    again = len(re.findall(rf"\b{re.escape(short)}\b", text)) > 1
    return again and short.isupper() and len(short) > 2 and not Registry.default().scan(short)[0]


def behind_kind(name: str) -> str:
    """Return a name without what it is said to be before it.

    Examples
    --------
    >>> behind_kind("London turnaround specialist Brant Foods plc"), behind_kind("Bank of Harl")
    ('Brant Foods plc', 'Bank of Harl')
    """
    words, small = name.split(), actor_words()["small"] | actor_words()["legal_forms"]
    kinds = [n for n, w in enumerate(words[:-1]) if n and w.islower() and w not in small]
    named = bool(kinds) and words[kinds[-1] + 1][:1].isupper()
    return " ".join(words[kinds[-1] + 1 :]) if named else name


def kind_of_body(name: str) -> str | None:
    """Return the kind of a body by the words of its name.

    Examples
    --------
    >>> kind_of_body("Bargemen's Federation of Great Britain"), kind_of_body("Orbell Pharma")
    ('union', 'firm')
    """
    words = [w.lower().strip(".") for w in re.findall(r"[\w&.]+", name)]
    if words[-1:] == ["group"] and set(words) & actor_words()["causes"]:
        return "community"
    stop = words.index("of") if "of" in words[1:] else len(words)
    for word in (*reversed(words[:stop]), *words[stop:]):
        for kind in kinds().values():
            if word in kind.heads and not (word in _COMMON and name.islower()):
                return kind.kind
    return "firm" if "&" in name else None


def _with_list(text: str, start: int, name: str) -> str:
    """Return "Rail, Maritime and Transport Union" for its last part, where the letters in brackets say so."""
    at = text.find(name, start)
    before = re.search(r"(?:[A-Z]\w+, ){1,3}$", text[max(0, at - 60) : at]) if at > 0 else None
    short = _SHORT.match(text, at + len(name)) if before is not None else None
    if before is None or short is None or short.group(1) is None:
        return name
    whole = f"{before.group()}{name}"
    return whole if is_short_form(short.group(1), whole) else name


def kind_of_noun(noun: str) -> str | None:
    """Return the kind of body to which a common noun returns: "carmaker" is a firm."""
    if noun in actor_words()["makers"]:
        return "firm"
    return next((k.kind for k in kinds().values() if noun in k.again and noun not in k.heads), None)


def is_body_noun(noun: str) -> bool:
    """Whether a common noun names a kind of body, so that a name beside it is that body's: "the carrier Aera"."""
    words = actor_words()
    lists = ("collectives", "makers", "stand_alone", "own_bodies")
    if noun == "body" or any(noun in words[name] for name in lists):
        return True
    return noun in body_heads() or kind_of_noun(noun) is not None


def _names_in(run: str) -> list[str]:
    """Cut a run of capitalised words into the bodies it names."""
    words = run.split()
    while words and (
        words[0] in actor_words()["not_first"]
        or words[0].strip(".,") in CALENDAR
        or _DESCRIBING.fullmatch(words[0])
    ):
        words = words[1:]
    heads = body_heads()
    for i in range(len(words) - 2, 0, -1):  # "Ruth Adeyemi of the Federation": a person before it
        held = {_plain(w) for w in words[:i]}
        organs = {"ministry", "department", "office", "house", "friends", "doctors", "institute"}
        person = words[0].lower() in actor_words()["experts"] or words[0].lower() in given_names()
        if words[i] == "of" and (words[i + 1] == "the" or person) and not held & (heads | organs):
            words = words[i + 2 :]
            break
    last = max((i for i, w in enumerate(words) if _plain(w) in heads or w == "&"), default=None)
    if last is None or len(words) < 2 or words[0] in ("Radio", "TV", "News", "Television"):
        return []
    for i, word in enumerate(words):  # "Acme Foods and Bolt Foods" are two
        if word == "and" and 1 < i < last and _plain(words[i - 1]) in heads:
            left, right = " ".join(words[:i]), " ".join(words[i + 1 :])
            return _names_in(left) + _names_in(right)
    end = len(words)
    if _plain(words[last]) in heads and words[last] != "&":
        following = words[last + 1 : last + 2]
        over = _plain(words[last]) in actor_words()["legal_forms"]  # "Acme Foods Inc. of Harl"
        if over or not following or following[0] not in ("of", "for", "&"):
            end = last + 1
    words = words[:end]
    while words and words[-1] in ("of", "and", "for", "the", "&"):
        words = words[:-1]
    name = re.sub(r"['’]s?$", "", " ".join(words)).rstrip(".,")
    first = words[0].lower().rstrip(".") if words else ""
    offices = actor_words()["titles"] | actor_words()["state_posts"]
    if len(words) < 2 or first in offices - {"trade", "labor", "labour", "home", "justice"}:
        return []
    return [name]


def _plain(word: str) -> str:
    return word.lower().strip(".,").removesuffix("'s").removesuffix("’s").rstrip("'’")


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    join = r"(?: (?:of|for|and|of the|for the|&))?"
    return re.compile(rf"\b(?:{_WORD})(?:{join} (?:{_WORD}))+")
