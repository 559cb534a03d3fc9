"""The two sides of a dispute at work: those who work, with the union that speaks for them, and who employs them.

A report keeps apart "Air Harl pilots", "the protesting pilots" and "the union", "the carrier" and "Air Harl";
in a conflict each is one side. Who employs is told by what the workers are called after ("Air Harl pilots",
"drivers for Brant Coaches"), or by its own noun ("the hospitals").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from detente.actors.lexicon import actor_words, kinds
from detente.actors.registry import Registry, slug
from detente.drafting.lexicon import words
from detente.evidence import Actor

#: Words that turn workers into others: "non-union workers", "members of parliament".
OTHERS = re.compile(
    r"\b(?:non-union|parliament|congress|senate|council|committee|cabinet|board|public|family|party)\b", re.I
)  # fmt: skip
#: What stands behind the word that says what a name names: "drivers for Brant Coaches".
_BEHIND = re.compile(
    r",? (?:of|for|in|at|from|on|with|by|who|that|which|employed|working|represented) .*", re.I
)
_SOME_OF = re.compile(
    r"^(?:[a-z]+ )?(?:one|some|many|most|several|all) of (?:the |its |their )", re.I
)
_WORD = re.compile(r"[A-Za-z]+")
_NAME = r"[A-Z][\w&.’'-]*(?: (?:(?:of|and|&) )?[A-Z][\w&.’'-]*){0,4}"
#: What only somebody who acts has behind its name, or before it.
_ACTS = (
    r"(?:['’]s?)? (?:also |[a-z]+ly )?(?:has|have|had|is|was|will|said|says|declined|refused|offered|proposed|rejected|bosses"
    r"|managers|management|officials|chief|spokes\w+)\b"
)
_PLURALS = ("staff", "crew")
#: What begins a sentence in a capital and names nobody.
_NO_NAMES = frozenset(
    ("It", "They", "He", "She", "We", "I", "You", "This", "That", "These", "Those", "There", "Some", "Many",
     "Most", "All", "Both", "Any", "Other", "No", "If", "When", "While", "But", "And", "In", "On", "At")
)  # fmt: skip
#: What stands between a name and workers who are not called after it: "Brant Union said drivers …".
_NO_TRADE = "(?:said|says|told|tells|warned|warns|wants|asked|urged|that|and|or|but|as|its|their|the|if|when|while|after)"


def _bare(name: str) -> str:
    """Return a name without what stands behind its noun, and without "one of the" before it."""
    return _BEHIND.sub("", _SOME_OF.sub("", " ".join(name.split())))


def head_of(name: str) -> str:
    """Return the noun that says what a name names, without its plural: "several lower courts"."""
    plain = _bare(name).split(" ")[-1].lower()
    if plain.endswith("ies"):
        return plain[:-3] + "y"
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") else plain


def are_workers(name: str) -> bool:
    """Say whether a name is a common noun for several who work: "500 Air Harl pilots", "crew".

    Examples
    --------
    >>> are_workers("drivers for Brant Coaches"), are_workers("a driver"), are_workers("council staff")
    (True, False, False)
    """
    plain = _bare(name)
    noun = plain.split(" ")[-1].lower()
    many = (noun.endswith("s") or noun in _PLURALS) and plain.lower() != "officials"
    return many and head_of(name) in words("parties", "workforce") and not OTHERS.search(plain)


def unites_workers(name: str) -> bool:
    """Say whether a name is that of a body of those who work: "Harl Nurses Association"."""
    head = head_of(name)
    inside = {word.lower().removesuffix("s") for word in _WORD.findall(name)}
    trades = words("parties", "workforce") - {"member", "official"} | actor_words()["trades"]
    united = head in words("parties", "associations") or name.startswith("United ")
    return united and bool(inside & trades)


def employs(name: str) -> bool:
    """Say whether a name is that of employers by its nouns: "the hospitals", "Shipping Employers Association"."""
    nouns = words("parties", "employers")
    inside = {word.lower().removesuffix("s") for word in _WORD.findall(name)}
    return head_of(name) in nouns or "employer" in inside


@cache
def _called_after() -> re.Pattern[str]:
    """Return the pattern of workers called after their employer, before or behind."""
    many = _many()
    return re.compile(
        rf"(?P<before>{_NAME}) (?:(?!{_NO_TRADE}\b)[a-z-]+ )?(?:{many})\b"
        rf"|\b(?i:{many}|members),?(?: who)?(?: (?:are|were|is))?(?: (?:employed|working|work))?"
        rf" (?:at|for|by|with)(?: the)?(?: [a-z-]+){{0,3}} (?P<behind>{_NAME})"
    )


@cache
def _with_its_own() -> re.Pattern[str]:
    """Return the pattern of those who have workers of their own, or bosses: "Brant says it will lock out its drivers"."""
    return re.compile(
        rf"(?P<before>{_NAME}) [a-z][^A-Z.;:\"“”]{{0,80}}?\b(?:its|their) (?:own )?(?:[\d,]+ )?(?:[a-z-]+ ){{0,2}}?(?:{_many()})\b"
        rf"|(?P<behind>{_NAME}) (?:management|bosses|managers)\b"
    )


def _many() -> str:
    trades = sorted(words("parties", "workforce") - {"member", "official"}, key=len, reverse=True)
    return "|".join(t if t in _PLURALS else f"{t}s" for t in trades)


@lru_cache(maxsize=2048)  # drafts share paragraphs
def of_work(text: str) -> bool:
    """Say whether some words may speak of those who work, or of those whom they work for."""
    small = text.lower()
    return any(trade in small for trade in _of_trades())


@cache
def _of_trades() -> tuple[str, ...]:
    trades = words("parties", "workforce") - {"official"} | {"management", "manager", "bosses"}
    return tuple(sorted(trades))


def employers_named(text: str, unions: Iterable[str] = ()) -> list[str]:
    """Return who employs the workers of a text, each once: "Air Harl" of "Air Harl pilots".

    After whom they are called, else who has workers or managers of its own; only names that act
    elsewhere, which no place does, and no union ("Brant Union said its drivers …").

    Parameters
    ----------
    text : str
    unions : iterable of str
        Names of unions.
    """
    return list(_employers(text, frozenset(unions)))


@lru_cache(maxsize=4)
def _employers(text: str, bodies: frozenset[str]) -> tuple[str, ...]:
    """Return the same of the texts asked about last, which drafts with less said in them share."""
    paragraphs = _of_work(text)
    for cues in (_called_after(), _with_its_own()):
        found: dict[str, None] = {}
        for match in (m for told in paragraphs for m in cues.finditer(told)):
            name = (match["before"] or match["behind"]).removeprefix("The ")
            for shown in _shorter(name):
                if shown not in bodies and _is_somebody(shown, text):
                    found.setdefault(shown)
                    break
        if found:
            return tuple(found)
    return ()


@lru_cache(maxsize=2)
def _of_work(text: str) -> list[str]:
    """Return the paragraphs of a text that may speak of work."""
    return [paragraph for paragraph in text.split("\n") if of_work(paragraph)]


def _shorter(name: str) -> Iterator[str]:
    """Yield a name and its beginnings, the longest first."""
    parts = name.split(" ")
    for end in range(len(parts), 0, -1):
        if parts[end - 1][:1].isupper():
            yield " ".join(parts[:end]).removesuffix("’s").removesuffix("'s")


def _is_somebody(name: str, text: str) -> bool:
    """Say whether workers can be called after a name: one that acts, and no place or trade."""
    known = Registry.default().find_mentions(name)
    if any(s.actor.kind == "state" and s.end - s.start == len(name) for s in known):
        return False
    if name in _NO_NAMES or re.search(rf"\b{re.escape(name.lower())}\b", text):
        return False  # "It means workers will wait"
    if head_of(name) in words("parties", "associations") or len(name) == 1:
        return False
    if any(w.lower().removesuffix("s") in words("parties", "workforce") for w in name.split()):
        return False
    if head_of(name) in words("parties", "workplaces"):
        return False
    if " " in name and head_of(name) in kinds()["firm"].heads | words("parties", "employers"):
        return True
    own = re.escape(name)
    if re.search(rf"\b(?:across|near|around) {own}\b", text):
        return False
    called = re.search(rf"\b(?:by|with|from|{_firms()}) {own}\b", text)
    return called is not None or re.search(rf"\b{own}{_ACTS}", text) is not None


@cache
def _firms() -> str:
    """Return the nouns behind which a firm's name stands: "the carrier Air Harl", "car maker Brant"."""
    return "|".join(kinds()["firm"].again | words("parties", "employers"))


def of_workers(actors: Mapping[str, Actor], unions: Iterable[Actor], text: str) -> dict[str, str]:
    """Fold those who work into the union that speaks for them, or into one group of them.

    Parameters
    ----------
    actors : dict of Actor
        By id.
    unions : iterable of Actor
        Those that are unions by name.
    text : str
    """
    named = [a for a in unions if not any(is_part(a, other) for other in unions)]
    free = [a for a in actors.values() if a.principal is None and a.kind != "state"]
    common = [a for a in free if a.kind == "union" and a not in named]
    told = [a for a in common if head_of(a.name) == "member"]
    if not named and len(told) == len(common):  # "union members", "members of the Harl union"
        named = [a for a in told if re.search(r" of (?:the )?[A-Z]", a.name)][:1] or told[:1]
    if not named and len(common) > 1:
        heads = [a for a in common if head_of(a.name) == "union" and " " in a.name]
        named = heads[:1] if len(heads) == 1 else []
    working = [a for a in free if works(a, text)]
    common = [] if named else common
    if len(named) == 1 or len(common) == 1:
        union = (named or common)[0]
        trades = {head_of(a.name) for a in working} - {"union"}  # "a player" speaks for the players
        members = (
            a for a in free if a in working or is_part(a, union) or head_of(a.name) in trades
        )
        return {a.id: union.id for a in members if a.id != union.id}
    if named:
        return {}
    return _one_group(working, [a for a in free if a not in working], text)


def _one_group(working: list[Actor], others: list[Actor], text: str) -> dict[str, str]:
    """Fold workers of one trade who are called after one employer at most: "pilots", "striking pilots".

    A single one of them, "a pilot", speaks for them.
    """
    groups: dict[str, list[Actor]] = {}
    for actor in working:
        groups.setdefault(head_of(actor.name), []).append(actor)
    same: dict[str, str] = {}
    for members in groups.values():
        called = {a.id: _proper(a.name, text) for a in members}
        if len(set(called.values()) - {""}) > 1:
            continue
        whole = next((a for a in members if called[a.id]), members[0])
        single = (a for a in others if head_of(a.name) == head_of(whole.name))
        same |= {a.id: whole.id for a in (*members, *single) if a.id != whole.id}
    return same


def _proper(name: str, text: str) -> str:
    """Return the words of a name that the text has only as a name's."""
    inside = (w for w in _bare(name).split()[:-1] if w[:1].isupper())
    return " ".join(w for w in inside if not re.search(rf"\b{re.escape(w.lower())}\b", text))


def works(actor: Actor, text: str) -> bool:
    """Say whether an actor is called by a common noun for those who work, or for their union."""
    name = " ".join(actor.name.split())
    if head_of(name) == "union":
        plain, inside = name.lower().removeprefix("trade "), name[:1].lower() + name[1:]
        called = name.lower() in text or inside in text  # "the teachers' union in Harl"
        return not OTHERS.search(name) and (called or plain == "union")
    return are_workers(name)


def is_part(actor: Actor, union: Actor) -> bool:
    """Say whether a body is called after a union: "Unite Scotland", "the RMT executive"."""
    longer = actor.id != union.id and actor.name.startswith(f"{union.name} ")
    return longer and actor.kind in ("body", "union", "community")


def of_employers(actors: Mapping[str, Actor], text: str) -> tuple[dict[str, str], Actor | None]:
    """Fold those who employ into the one employer of a text; return it too where no actor is it yet.

    Parameters
    ----------
    actors : dict of Actor
        By id.
    text : str
    """
    free = [
        a for a in actors.values()
        if a.principal is None and a.kind not in ("state", "union") and not are_workers(a.name)
    ]  # fmt: skip
    unions = (w for a in actors.values() if a.kind == "union" for w in (a.name, *a.aliases))
    named = employers_named(text, unions)
    named = [n for n in named if not any(n != other and n.startswith(other) for other in named)]
    if len(named) != 1:
        known = any((a.name[:1].isupper() and a.kind != "person") or employs(a.name) for a in free)
        return {}, None if known or named else _spoken_of(text)
    name = named[0]
    nested = [a for a in free if any(_nested(name, own) for own in (a.name, *a.aliases))]
    whole = next((a for a in nested if name == a.name), None) or next(iter(nested), None)
    new = None if whole is not None else Actor(slug(name), name, "firm")
    common = [a for a in free if employs(a.name) and not _proper(f"{a.name} ,", text)]
    employer = whole or new
    assert employer is not None  # noqa: S101  one of the two
    return {a.id: employer.id for a in (*common, *nested) if a.id != employer.id}, new


def _spoken_of(text: str) -> Actor | None:
    """Return the employer that a text only calls by its noun, where that is one: "the hospitals"."""
    nouns = sorted(words("parties", "employers"), key=len, reverse=True)
    said = re.findall(rf"\b[Tt]he (?:[a-z]+ )?((?:{'|'.join(nouns)})s?)\b", text)
    heads = {head_of(noun) for noun in said}
    if len(heads) != 1:
        return None
    name = min(said, key=len)
    return Actor(slug(name), name, "firm")


def _nested(one: str, other: str) -> bool:
    """Say whether one name begins the other: "Harl Rail", "Harl Rail North"."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")
