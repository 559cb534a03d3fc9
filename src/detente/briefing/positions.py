"""Positions side by side: what each party demands, offers, refuses and does on the same matter.

What negotiators fill in by hand: one row per matter, one column per party, every cell with its
words. Built from what statements tell (their events), for every text, with or without a model.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.briefing.lexicon import words
from detente.briefing.stances import ASKED, OPINIONS, STANCES, WORD, Entry, entries_of, what_of
from detente.briefing.statements import UNNAMED, party_of
from detente.briefing.text import clean, is_one_case, same_name, shorten, without_dateline
from detente.drafting.parties import Parties
from detente.evidence import Document, Statement

#: Kinds of actors that hold no position of their own.
WITHOUT_POSITION = frozenset({"outlet", "expert", "public"})
#: A name that begins so is no name ("one slide", "any delay").
_SOME = frozenset(("any", "some", "one", "no", "such", "another"))
#: The id of a speaker whom the text does not name.
NOBODY = ""
_ORDER = tuple(STANCES)
#: Verbs that do not say what a matter is about.
_GENERAL = words("matter", "general")
#: Two entries speak of one matter when they share so many of their topics.
_SHARED, _SHARE = 2, 0.5
TITLE_WIDTH = 60
#: Parties beside each other, up to which those that only speak are among them, and lines of each.
MOST, BESIDE = 4, 2
#: How a speaker begins before it comes to the matter: "But I also believe that …".
_LEAD = re.compile(
    r"^(?:(?:but|and|so|well|first|second|third|finally),? )*"
    r"(?:(?:i|we|he|she|they)(?: also| still| really| just| do not| don[’']t)? (?:believe|think|hope|feel|know|say|said|agree)"
    r"(?: that)? |it[’']s (?:my|our|his|her|their) (?:hope|view|belief) that )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One matter: its entries, and how the parties stand to each other on it.

    ``status`` is ``contested``, ``agreed``, ``open`` (several speak, nobody is for what another is
    against), ``silent`` (only one party speaks) or ``said`` (what those say who take no position).
    """

    title: str
    entries: tuple[Entry, ...]
    status: str

    def parties(self) -> tuple[str, ...]:
        """Return who speaks or acts on it."""
        return tuple(dict.fromkeys(entry.party for entry in self.entries))

    def of(self, party: str) -> tuple[Entry, ...]:
        """Return what one party says or does on it, in the order of a cell."""
        own = [entry for entry in self.entries if entry.party == party]
        return tuple(sorted(own, key=lambda entry: _ORDER.index(entry.kind)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """The matters of some documents; the parties that speak, and those only spoken to, by id.

    ``able`` are the actors that can be parties at all: no river, no day, no document.
    """

    parties: dict[str, str]
    issues: tuple[Issue, ...]
    silent: dict[str, str]
    able: frozenset[str] = frozenset()

    def to_json(self) -> list[dict[str, Any]]:
        """Return the table as JSON data."""
        return [
            {
                "issue": issue.title,
                "status": issue.status,
                "cells": {
                    party: [
                        {
                            "kind": entry.kind,
                            "document": entry.document.id,
                            "statement": entry.statement.id,
                            "words": entry.words.to_json(),
                        }
                        for entry in issue.of(party)
                    ]
                    for party in self.parties
                },
            }
            for issue in self.issues
        ]


class _Piles:
    """Entries put together by what they are about, found by the words that they share."""

    def __init__(self) -> None:
        self.piles: list[list[Entry]] = []
        self._by_word: dict[str, list[tuple[int, Entry]]] = defaultdict(list)

    def put(self, entry: Entry) -> None:
        """Put an entry on the pile that has the entry nearest to it, or on one of its own."""
        words = entry.topics - _GENERAL
        near, most = len(self.piles), 0.0
        others = {id(e): (n, e) for word in words for n, e in self._by_word.get(word, ())}
        for number, other in others.values():
            nearness = _nearness(entry, other)
            if nearness > most or (nearness == most > 0 and number < near):
                near, most = number, nearness
        if near == len(self.piles):
            self.piles.append([])
        self.piles[near].append(entry)
        for word in words:
            self._by_word[word].append((near, entry))

    def join(self, entry: Entry) -> None:
        """Put what somebody says on the pile of a matter on which another takes a position, if any."""
        near, most = None, 0.0
        for pile in self.piles:
            nearness = max(
                (_nearness(entry, e) for e in pile if e.party != entry.party and e.kind != "says"),
                default=0.0,
            )
            if nearness > max(most, _SHARED):  # two words in common at least, and a share of them
                near, most = pile, nearness
        if near is not None:
            near.append(entry)


def positions(documents: Sequence[Document]) -> Positions:
    """Lay the positions of the parties side by side.

    Parameters
    ----------
    documents : sequence of Document
        With their statements.
    """
    names: dict[str, str] = {}
    entries = [entry for document in documents for entry in _entries(document, names)]
    sorted_out = _Piles()
    for entry in entries:
        if entry.kind != "says":
            sorted_out.put(entry)
    for entry in entries:
        if entry.kind == "says":
            sorted_out.join(entry)
    issues = [
        Issue(title=_title(pile), entries=tuple(pile), status=_status(pile))
        for pile in sorted_out.piles
        if any(entry.kind not in OPINIONS for entry in pile)
    ]
    judge = Parties(documents)
    known = {actor.id: clean(actor.name) for document in documents for actor in document.actors}
    able = frozenset(actor for actor in known if judge.is_party(actor))
    order = ("contested", "agreed", "open", "silent")
    issues.sort(key=lambda i: (order.index(i.status), -len(i.parties()), -len(i.entries)))
    beside = tuple(_said_beside(entries, issues, able))
    counts = Counter(entry.party for issue in issues for entry in issue.entries)
    parties = {party: names[party] for party, _ in counts.most_common() if party}
    parties |= {NOBODY: UNNAMED} if counts[NOBODY] else {}
    parties |= {entry.party: names[entry.party] for issue in beside for entry in issue.entries}
    speaking = {party_of(d, s) for d in documents for s in d.statements if s.layer != "author"}
    silent = dict.fromkeys(
        party
        for entry in entries
        for party in entry.toward
        if party in able and party not in parties and party not in speaking
    )
    return Positions(
        parties=parties,
        issues=(*issues, *beside),
        silent={party: known[party] for party in silent},
        able=able,
    )


def _said_beside(
    entries: Sequence[Entry], issues: Sequence[Issue], able: Collection[str]
) -> Iterator[Issue]:
    """Yield one row with the words of parties that take no position, beside those of parties that do.

    Whom they blame comes before what else they say. There are no more of them than columns are left.
    """
    taking = {entry.party for issue in issues for entry in issue.entries}
    spoken: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: _ORDER.index(e.kind)):  # (stable)
        if entry.party in able and entry.party not in taking:
            spoken.setdefault(entry.party, []).append(entry)
    room = MOST - len(taking) if issues else 0
    few = [entry for party in list(spoken)[: max(room, 0)] for entry in spoken[party][:BESIDE]]
    if few:
        yield Issue(title="What others say", entries=tuple(few), status="said")


def _entries(document: Document, names: dict[str, str]) -> Iterator[Entry]:
    """Yield what each statement puts into the table; of one utterance told twice only the first."""
    known = {actor.id: actor for actor in document.actors}
    told: set[str] = set()
    halves = [
        half
        for statement in document.statements
        for condition in statement.conditions
        if condition.kind != "dependence"
        for half in (condition.condition, condition.consequence)
        if half.text
    ]
    seen: set[tuple[str, str, str]] = set()
    own_names = {
        word.lower()
        for actor in document.actors
        for name in (actor.name, *actor.aliases)
        for word in WORD.findall(name)
    } | {word.lower() for s in document.statements if s.speaker for word in WORD.findall(s.speaker.name)}  # fmt: skip
    same = _same_names(document)
    for statement in document.statements:
        party = party_of(document, statement) or NOBODY
        party = same.get(party, party)
        if statement.layer in ("author", "interpreted"):
            continue
        actor = known.get(party)
        if actor is not None and (
            actor.kind in WITHOUT_POSITION or actor.name.split(" ", 1)[0].lower() in _SOME
        ):
            continue
        if statement.cluster is not None and statement.cluster in told:
            continue
        if not statement.conditions and any(
            half.start <= statement.span.start and statement.span.end <= half.end for half in halves
        ):  # its words are half of another's condition, and are told there
            continue
        if statement.cluster is not None:
            told.add(statement.cluster)
        for entry in entries_of(document, _renamed(statement, same), party, own_names):
            key = (entry.party, entry.kind, clean(entry.words.text).casefold())
            if entry.topics and key not in seen:
                seen.add(key)
                doer = known.get(entry.party)
                name = UNNAMED if entry.party == NOBODY else doer.name if doer else entry.party
                names.setdefault(entry.party, clean(name))
                yield replace(entry, statement=statement)


def _same_names(document: Document) -> dict[str, str]:
    """Return the actors whose names differ in capitals or number only, each with the best written one."""
    first: dict[str, str] = {}
    same: dict[str, str] = {}
    for actor in sorted(document.actors, key=lambda a: is_one_case(a.name)):
        same[actor.id] = first.setdefault(same_name(actor.name), actor.id)
    return {one: other for one, other in same.items() if one != other}


def _renamed(statement: Statement, same: Mapping[str, str]) -> Statement:
    """Return a statement whose parties are known by one name each."""
    if not same:
        return statement
    speaker = statement.speaker
    return replace(
        statement,
        speaker=speaker and replace(speaker, id=same.get(speaker.id, speaker.id)),
        targets=tuple(same.get(target, target) for target in statement.targets),
        events=tuple(
            replace(e, agent=same.get(e.agent or "", e.agent), patient=same.get(e.patient or "", e.patient))
            for e in statement.events
        ),
    )  # fmt: skip


def _nearness(one: Entry, other: Entry) -> float:
    """Return how much two entries have in common, 0 when too little for one matter.

    One word in common is not enough for what one party says to two others.
    """
    mine, theirs = one.topics - _GENERAL, other.topics - _GENERAL
    shared = len(mine & theirs)
    if mine & theirs <= {one.verb} & {other.verb} and max(len(mine), len(theirs)) > _SHARED:
        return 0.0  # to engage in talks and in provocations is not one matter
    asked = (one.kind in ASKED) != (other.kind in ASKED)
    if asked and one.party == other.party and one.verb != other.verb and one.deed and other.deed:
        return 0.0  # what it asks another to do, and what it does itself
    share = shared / min(len(mine), len(theirs)) if shared else 0.0
    apart = (
        one.party == other.party
        and one.toward
        and other.toward
        and not {*one.toward} & {*other.toward}
    )
    told = bool(
        one.deed and other.deed
    )  # a whole statement has many words, and one of them tells little
    enough = shared >= _SHARED or (share >= _SHARE and not apart and told)
    return share + shared if enough else 0.0


def _status(entries: Sequence[Entry]) -> str:
    """Say how the parties stand to each other; whoever all blame is no party to the quarrel here."""
    by_party: dict[str, set[int]] = {}
    for entry in entries:
        by_party.setdefault(entry.party, set()).add(entry.stance if entry.kind != "accuses" else 0)
    if len(by_party) == 1:
        return "silent"
    granted = {
        e.party
        for e in entries
        if e.kind in ("offers", "promises", "agrees") or (e.kind == "does" and e.stance > 0)
    }
    against = {party for party, stances in by_party.items() if -1 in stances}
    in_favour = {party for party, stances in by_party.items() if 1 in stances}
    if (against and in_favour - against) or any(_aimed(e, by_party, granted) for e in entries):
        return "contested"
    blamed = any(entry.kind == "accuses" for entry in entries)
    return "agreed" if len(in_favour) > 1 and not against and not blamed else "open"


def _aimed(entry: Entry, parties: Mapping[str, Collection[int]], granted: Collection[str]) -> bool:
    """Whether an entry goes against another party of the row; a demand that is met does not."""
    if entry.kind not in ("demands", "threatens", "opposes", "accuses"):
        return False
    others = {party for party in parties if party != entry.party}
    if not entry.toward and entry.kind == "demands":  # who asks for the same is not against it
        others = {party for party in others if parties[party] != {1}}
    aimed = others & {*entry.toward} if entry.toward else others if len(others) == 1 else set()
    return bool(aimed - {*granted} if entry.kind == "demands" else aimed)


def _title(entries: Sequence[Entry]) -> str:
    """Name a matter by its shortest deed, or else by the words that its entries share."""
    counts = Counter(topic for entry in entries for topic in entry.topics)
    shared = [t for t, number in counts.most_common() if number > 1 and t not in _GENERAL]
    deeds = [
        # What is refused is the matter, not the refusing of it.
        what_of(e.kind, e.deed) if e.kind == "refuses" else e.deed
        for e in entries
        if e.deed and (not shared or e.topics & set(shared[:2]))
    ]
    if deeds:
        title = re.sub(r",(?:\s*,)+", ",", min(deeds, key=len))
    else:
        title = min(
            (
                what_of(e.kind, _LEAD.sub("", without_dateline(clean(e.words.text))))
                for e in entries
            ),
            key=len,
        )
    title = _clause(title).removeprefix("to ")
    title = re.sub(r"(?<!\b[A-Z])\.$", "", shorten(title, TITLE_WIDTH).strip("\"'“”‘’,: "))
    title = title or shorten(clean(entries[0].words.text), TITLE_WIDTH)
    return title[:1].upper() + title[1:]


def _clause(words: str) -> str:
    """Return the first clause of some words, where it tells anything by itself; a name alone does not."""
    first = re.split(r"(?<!\b[A-Z])(?<!\b(?:St|Mr|Dr|No))(?<!\bMrs)[.;:]\s|,? (?:which|who|whose|although|because)\b|, (?:as|with)\b|,? prompting\b", words)[0]  # fmt: skip
    return first if any(word[:1].islower() for word in first.split()[1:]) else words
