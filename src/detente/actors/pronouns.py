"""Whom a pronoun means: people by gender, bodies by whether they act, the nearest who fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from detente.actors.grammar import PRONOUNS, Parse, child, says
from detente.actors.known import Known
from detente.actors.lexicon import actor_words
from detente.actors.mentions import Entry
from detente.actors.registry import Registry

#: How far back somebody who is only named can be meant.
_NEARBY = 400
#: The start of a paragraph, with a short title: "Gov. ".
_OPENING = re.compile(r"(?:^|\n)(?:[A-Z][\w.]* ){0,2}$")
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


def antecedent(cast: Known, parsed: Parse, token: Any, word: str) -> Entry | None:
    """Return whom a pronoun means where it stands."""
    begin = token.sent.start
    content = child(token.head, "ccomp") if says(token) else None
    told = None
    if content is not None and content.i < token.i:
        told = parsed.place(content.left_edge.i, content.i)
        plans = any(c.lower_ in actor_words()["intending"] for c in content.children)
        told = None if plans and PRONOUNS.get(word) == "body" else told
    return entry_of(
        cast,
        word,
        parsed.place(token.i, token.i)[0],
        sentence=parsed.place(begin, begin)[0],
        speaks=says(token),
        told=told,
    )


def entry_of(
    cast: Known,
    word: str,
    position: int,
    *,
    sentence: int | None = None,
    speaks: bool = False,
    told: tuple[int, int] | None = None,
) -> Entry | None:
    """Return the actor that a pronoun at a place means.

    ``sentence`` is where the pronoun's sentence begins, ``speaks`` whether it reports speech, ``told``
    where what it reports stands before it. "Wor had died, he said": he is not Wor.

    People by gender, bodies by whether they act in a main clause; one who speaks is preferred
    for a pronoun that speaks. Who only acts in a condition is never meant while somebody else can be.
    """
    wanted, gender = PRONOUNS.get(word), _GENDERS.get(word)
    fitting = []
    for entry in reversed(cast.before(position)):
        fits = entry.kind == wanted or (wanted == "they" and entry.kind == "body")
        if not fits or (gender and cast.gender_of(entry.mention.name) not in (gender, None)):
            continue
        if wanted == "body" and (entry.many or entry.actor_kind in ("public", "expert")):
            continue
        if wanted == "person" and told is not None and told[0] <= entry.position < told[1]:
            continue
        fitting.append(entry)
        if len(fitting) > 8:
            break
    if wanted == "person" and (named := _only_mentioned(cast, gender, position)):
        at = named[0].position
        told_apart = any(gender == cast.gender_of(e.mention.name) for e in fitting if gender)
        taken = told_apart or _is_taken_up(cast, gender, fitting, at)
        if not taken or (_opens(cast, at) and fitting[0].position < at):
            fitting = named
    if not fitting:
        return None
    if wanted == "person":
        known = Registry.default().surname
        sure = [
            e for e in fitting
            if " " in e.mention.name or e.mention.name in cast.people or known(e.mention.name)
        ]  # fmt: skip
        fitting = sure or fitting  # a bare word that nobody presents may be a country
        main = [e for e in fitting if e.is_main and position - e.position < 900]
        return _by_gender(main or fitting, gender, cast.gender_of)
    if wanted == "body":
        main = [e for e in fitting if e.is_main]
        if speaks:
            said = [e for e in fitting if e.is_speaking and position - e.position < 1500]
            own = [e for e in main if e.clause[0] == sentence]
            if told is not None and said:  # "The army has lied, it said": whoever spoke before
                own = [e for e in own if not told[0] <= e.position < told[1] or e in said]
            return (own or said or main or fitting)[0]
        return (main or fitting)[0]
    return fitting[0]


def _only_mentioned(cast: Known, gender: str | None, position: int) -> list[Entry]:
    """Return the one of a gender who is named just before without acting: "met Mark Tranter".

    Where none is known to be of it, the only one whose name does not tell: "met Kari Moe".
    """
    open_ones: dict[str, Entry] = {}
    for found in reversed(cast.mentioned):
        span = found.mention.span
        if span is None or not 0 < position - span.start < _NEARBY:
            continue
        entry = Entry(span.start, "person", found.mention, actor_kind=found.kind)
        known = cast.gender_of(found.mention.name)
        if gender is not None and known == gender:
            return [entry]
        if gender is not None and known is None and found.rule == "office":
            open_ones.setdefault(found.mention.name, entry)
    return list(open_ones.values()) if len(open_ones) == 1 else []


def _opens(cast: Known, position: int) -> bool:
    """Whether a paragraph opens with a name, and so is about it: "Mayor Carl Moe, who …, ran, but he …"."""
    return _OPENING.search(cast.text[max(0, position - 40) : position]) is not None


def _is_taken_up(cast: Known, gender: str | None, acting: list[Entry], position: int) -> bool:
    """Whether somebody who acts is nearer than a mention, or called "he" before it: "He urged Carl Moe to go"."""
    if not acting or acting[0].position > position:
        return bool(acting)
    word = {"m": "he", "f": "she"}.get(gender or "")
    between = cast.text[acting[0].position : position]
    return word is not None and re.search(rf"\b{word}\b", between, re.IGNORECASE) is not None


def _by_gender(
    fitting: list[Entry], gender: str | None, known: Callable[[str], str | None]
) -> Entry:
    """Return the nearest who can be meant; one who must be, close by, before one who may be."""
    first = fitting[0]
    if known(first.mention.name) == gender:
        return first
    sure = [e for e in fitting[:4] if known(e.mention.name) == gender]
    given, _, surname = first.mention.name.partition(" ")
    unlikely = gender == "m" and bool(surname) and given.endswith("a")  # not "Mandela" alone
    return sure[0] if sure and unlikely else first
