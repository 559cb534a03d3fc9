"""Positions side by side: what each party demands, offers, refuses and does on the same matter.

What negotiators fill in by hand: one row per matter, one column per party, every cell with its
words. Built from what statements tell (their events), for every text, with or without a model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.briefing.statements import named_targets, party_of
from detente.briefing.text import clean, shorten
from detente.drafting.conduct import conduct_of
from detente.drafting.phrasing import is_option
from detente.evidence import Condition, Document, Event, Span, Statement

#: Kinds of actors that hold no position of their own.
WITHOUT_POSITION = frozenset({"outlet", "expert", "public"})
#: What a party does by saying something, by the force of the event that it tells.
_BY_FORCE = {
    "offer": "offers",
    "threaten": "threatens",
    "demand": "demands",
    "ask": "demands",
    "refuse": "refuses",
    "promise": "promises",
    "accuse": "accuses",
}
#: The same by the act of the statement, where it tells no event.
_BY_ACT = {
    "OFFER": "offers",
    "THREATEN": "threatens",
    "REQUEST": "demands",
    "REJECT": "refuses",
    "COMMIT": "promises",
    "AGREE": "agrees",
    "CONCEDE": "agrees",
    "ACCUSE": "accuses",
    "SUPPORT": "supports",
} | dict.fromkeys(
    ("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "AID", "COOPERATE", "PROTEST", "RETREAT"),
    "does",
)
#: In which order a cell lists them, and whether the party is for the matter (1) or against it (-1).
STANCES = {
    "demands": 1,
    "offers": 1,
    "promises": 1,
    "agrees": 1,
    "supports": 1,
    "refuses": -1,
    "opposes": -1,
    "threatens": 0,
    "does": 0,
    "accuses": -1,
    "says": 0,
}
#: Who speaks where the text names nobody, such as the signers of a joint statement.
NOBODY, UNNAMED = "", "Nobody named"
_ORDER = tuple(STANCES)
#: What alone makes no matter: nobody wants, offers or does anything.
_OPINIONS = frozenset({"accuses", "supports", "says"})
#: What tells no position.
_NONE = ("", 0)
#: Verbs that do not say what a matter is about.
_GENERAL = frozenset(
    [
        "end",
        "stop",
        "keep",
        "continue",
        "go",
        "give",
        "do",
        "make",
        "take",
        "have",
        "get",
        "begin",
        "start",
        "accept",
        "refuse",
        "reject",
        "hold",
        "carry",
    ]
)
#: Two entries speak of one matter when they share so many of their topics.
_SHARED, _SHARE = 2, 0.5
TITLE_WIDTH = 44
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Words that tell nothing about a matter; only where statements tell no events.
_EMPTY = frozenset(
    [
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "although",
        "among",
        "and",
        "another",
        "any",
        "anything",
        "are",
        "around",
        "away",
        "back",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "came",
        "can",
        "cannot",
        "come",
        "could",
        "did",
        "does",
        "doing",
        "done",
        "down",
        "during",
        "each",
        "even",
        "ever",
        "every",
        "everything",
        "few",
        "first",
        "for",
        "from",
        "further",
        "get",
        "give",
        "gave",
        "given",
        "going",
        "gone",
        "good",
        "had",
        "has",
        "have",
        "having",
        "here",
        "hers",
        "his",
        "how",
        "however",
        "including",
        "into",
        "its",
        "itself",
        "just",
        "keep",
        "last",
        "least",
        "less",
        "like",
        "made",
        "make",
        "makes",
        "many",
        "may",
        "might",
        "more",
        "most",
        "much",
        "must",
        "need",
        "never",
        "new",
        "next",
        "none",
        "not",
        "nothing",
        "now",
        "off",
        "once",
        "one",
        "only",
        "other",
        "others",
        "our",
        "out",
        "over",
        "own",
        "part",
        "people",
        "put",
        "said",
        "same",
        "say",
        "says",
        "see",
        "several",
        "she",
        "should",
        "since",
        "some",
        "something",
        "still",
        "such",
        "take",
        "taken",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "this",
        "those",
        "though",
        "three",
        "through",
        "time",
        "today",
        "together",
        "told",
        "too",
        "took",
        "toward",
        "towards",
        "two",
        "under",
        "until",
        "upon",
        "very",
        "want",
        "was",
        "way",
        "week",
        "well",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whole",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "year",
        "years",
        "yesterday",
        "yet",
        "you",
        "your",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one party does about a matter in one statement, with its words."""

    party: str
    kind: str
    document: Document
    statement: Statement
    words: Span
    deed: str
    topics: frozenset[str]
    stance: int
    toward: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One matter: its entries, and how the parties stand to each other on it.

    ``status`` is ``contested``, ``agreed``, ``open`` (several speak, nobody is for what another is
    against) or ``silent`` (only one party speaks).
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
    """The matters of some documents; the parties that speak, and those only spoken to, by id."""

    parties: dict[str, str]
    issues: tuple[Issue, ...]
    silent: dict[str, str]

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


@dataclass(slots=True)
class _Pile:
    entries: list[Entry] = field(default_factory=list)

    def nearness(self, entry: Entry) -> float:
        return max((_nearness(entry, other) for other in self.entries), default=0.0)


def positions(documents: Sequence[Document]) -> Positions:
    """Lay the positions of the parties side by side.

    Parameters
    ----------
    documents : sequence of Document
        With their statements.
    """
    names: dict[str, str] = {}
    entries = [entry for document in documents for entry in _entries(document, names)]
    piles: list[_Pile] = []
    for entry in entries:
        near = max(piles, key=lambda pile: pile.nearness(entry), default=None)
        if near is not None and near.nearness(entry) > 0:
            near.entries.append(entry)
        else:
            piles.append(_Pile([entry]))
    counts = Counter(entry.party for entry in entries)
    issues = [
        Issue(title=_title(pile.entries), entries=tuple(pile.entries), status=_status(pile.entries))
        for pile in piles
        if any(entry.kind not in _OPINIONS for entry in pile.entries)
    ]
    order = ("contested", "agreed", "open", "silent")
    issues.sort(key=lambda i: (order.index(i.status), -len(i.parties()), -len(i.entries)))
    parties = {party: names[party] for party, _ in counts.most_common() if party}
    parties |= {NOBODY: UNNAMED} if counts[NOBODY] else {}
    known = {actor.id: clean(actor.name) for document in documents for actor in document.actors}
    silent = dict.fromkeys(
        party
        for entry in entries
        for party in entry.toward
        if party in known and party not in parties
    )
    return Positions(
        parties=parties, issues=tuple(issues), silent={party: known[party] for party in silent}
    )


def _entries(document: Document, names: dict[str, str]) -> Iterator[Entry]:
    """Yield what each statement puts into the table; of one utterance told twice only the first."""
    known = {actor.id: actor for actor in document.actors}
    told: set[str] = set()
    seen: set[tuple[str, str, str]] = set()
    own_names = {
        word.lower()
        for actor in document.actors
        for name in (actor.name, *actor.aliases)
        for word in _WORD.findall(name)
    } | {word.lower() for s in document.statements if s.speaker for word in _WORD.findall(s.speaker.name)}  # fmt: skip
    for statement in document.statements:
        party = party_of(document, statement) or NOBODY
        if statement.layer in ("author", "interpreted"):
            continue
        actor = known.get(party)
        if actor is not None and actor.kind in WITHOUT_POSITION:
            continue
        if statement.cluster is not None and statement.cluster in told:
            continue
        if statement.cluster is not None:
            told.add(statement.cluster)
        for entry in _of_statement(document, statement, party, own_names):
            key = (entry.party, entry.kind, clean(entry.words.text).casefold())
            if entry.topics and key not in seen:
                seen.add(key)
                doer = known.get(entry.party)
                name = UNNAMED if entry.party == NOBODY else doer.name if doer else entry.party
                names.setdefault(entry.party, clean(name))
                yield entry


def _of_statement(
    document: Document, statement: Statement, party: str, names: set[str]
) -> Iterator[Entry]:
    entries = list(_from_events(document, statement, party, names))
    yield from entries
    kind = _BY_ACT.get(statement.act)
    unread = not any(event.deed for event in statement.events) or kind not in _OPINIONS
    if entries or kind is None or not unread:
        return
    words = statement.quote or statement.span
    told = {topic for event in statement.events for topic in event.topics}
    topics = (told or {word.lower() for word in _WORD.findall(words.text)}) - _EMPTY - names
    yield Entry(
        party=party, kind=kind, document=document, statement=statement, words=words, deed="",
        topics=frozenset(filter(_tells, topics)), stance=STANCES[kind],
        toward=named_targets(statement),
    )  # fmt: skip


def _from_events(
    document: Document, statement: Statement, party: str, names: set[str]
) -> Iterator[Entry]:
    """Yield what the events of a statement put into the table, those of its conditions first.

    Whoever says "if you do this, we will do that" takes two positions: one on each half.
    """
    roles: dict[int, tuple[str, int]] = {}
    for condition in statement.conditions:
        roles |= _of_condition(statement, condition, party)
    for number, event in enumerate(statement.events):
        kind, stance = roles.get(number) or _of_event(statement, event, number, party)
        if not kind or not is_option(event.deed):
            continue
        known = conduct_of(event, party, kind, document, statement, None)
        topics = {known.verb, *known.objects} - names - _EMPTY
        yield Entry(
            party=party, kind=kind, document=document, statement=statement, words=event.phrase,
            deed=event.deed, topics=frozenset(filter(_tells, topics)), stance=stance,
            toward=_toward(event, kind, party) or named_targets(statement),
        )  # fmt: skip


def _tells(topic: str) -> bool:
    """Whether a topic is a word, and not a mark or a single letter."""
    return len(topic) > 1 and topic[0].isalpha()


def _of_condition(
    statement: Statement, condition: Condition, party: str
) -> dict[int, tuple[str, int]]:
    """Return what the halves of a condition are to its speaker, by the number of their event.

    The kind goes by the words ("opposes: the deal does not close"), the stance by the matter itself.
    """
    if condition.kind == "dependence":
        return {}
    before, after = condition.antecedent, condition.consequent
    roles: dict[int, tuple[str, int]] = {}
    good = condition.kind in ("offer", "promise")
    if after is not None:
        told = statement.events[after]
        if condition.kind in ("demand", "either-or"):
            good = (told.tone if told.polarity else -told.tone) > 0
        own = told.agent in (None, party, statement.speaker and statement.speaker.id)
        kind = "offers" if good else "threatens"
        roles[after] = (kind, STANCES[kind]) if own else _NONE
    if before is not None:
        asked = statement.events[before]
        wanted = good ^ (condition.sense in ("unless", "until", "either-or"))
        own = asked.agent is not None and asked.agent == party
        kind = "demands" if wanted else "opposes"
        roles[before] = _NONE if own else (kind, 1 if wanted is asked.polarity else -1)
    return roles


def _of_event(statement: Statement, event: Event, number: int, party: str) -> tuple[str, int]:
    """Return what an event outside conditions is to its speaker, and the stance on the matter."""
    own = event.agent in (party, statement.speaker and statement.speaker.id)
    kind = _BY_FORCE.get(event.force, "")
    if kind == "promises" and (event.tone < 0 or statement.act == "THREATEN"):
        kind = "threatens"
    if kind in ("promises", "offers", "threatens"):
        kind = kind if event.polarity else "refuses"
        return (kind, STANCES[kind]) if own else _NONE
    if kind:
        return kind, -1 if kind == "demands" and not event.polarity else STANCES[kind]
    if statement.act == "ACCUSE":
        return ("accuses", -1) if event.agent is not None and not own else _NONE
    if number or event.time == "ahead" or not event.polarity or not own:
        return _NONE
    said = _BY_ACT.get(statement.act, "")
    if said == "does":
        return said, max(event.tone, 0)
    return (said, STANCES[said]) if said in ("refuses", "agrees") else _NONE


def _toward(event: Event, kind: str, party: str) -> tuple[str, ...]:
    """Return to whom an entry speaks: who is to act, else whom the act meets."""
    other = event.agent if kind in ("demands", "opposes", "accuses") else event.patient
    return (other,) if other is not None and other != party else ()


def _nearness(one: Entry, other: Entry) -> float:
    """Return how much two entries have in common, 0 when too little for one matter.

    One word in common is not enough for what one party says to two others.
    """
    mine, theirs = one.topics - _GENERAL, other.topics - _GENERAL
    shared = len(mine & theirs)
    share = shared / min(len(mine), len(theirs)) if shared else 0.0
    apart = (
        one.party == other.party
        and one.toward
        and other.toward
        and not {*one.toward} & {*other.toward}
    )
    enough = shared >= _SHARED or (share >= _SHARE and not apart)
    return share + shared if enough else 0.0


def _status(entries: Sequence[Entry]) -> str:
    by_party: dict[str, set[int]] = {}
    for entry in entries:
        by_party.setdefault(entry.party, set()).add(entry.stance)
    if len(by_party) == 1:
        return "silent"
    wanted = {e.party for e in entries if e.kind == "demands"}
    granted = {
        e.party
        for e in entries
        if e.kind in ("offers", "promises", "agrees") or (e.kind == "does" and e.stance > 0)
    }
    against = {party for party, stances in by_party.items() if -1 in stances}
    in_favour = {party for party, stances in by_party.items() if 1 in stances}
    hostile = any(entry.kind in ("threatens", "accuses", "opposes") for entry in entries)
    if hostile or (against and in_favour - against) or (wanted and not granted - wanted):
        return "contested"
    return "agreed" if len(in_favour) > 1 and not against else "open"


def _title(entries: Sequence[Entry]) -> str:
    """Name a matter by its shortest deed, or else by the words that its entries share."""
    counts = Counter(topic for entry in entries for topic in entry.topics)
    shared = [t for t, number in counts.most_common() if number > 1 and t not in _GENERAL]
    deeds = [e.deed for e in entries if e.deed and (not shared or e.topics & set(shared[:2]))]
    if deeds:
        title = min(deeds, key=len)
    elif shared:
        title = ", ".join(_as_written(entries, shared[:3]))
    else:
        title = min((clean(entry.words.text) for entry in entries), key=len)
    title = shorten(title, TITLE_WIDTH).strip("\"'“”‘’,")
    title = title or shorten(clean(entries[0].words.text), TITLE_WIDTH)
    return title[:1].upper() + title[1:]


def _as_written(entries: Iterable[Entry], topics: Sequence[str]) -> Iterator[str]:
    """Yield topics as the words spell them, so that names keep their capital."""
    spelt: dict[str, str] = {}
    for entry in entries:
        for word in _WORD.findall(entry.words.text):
            spelt.setdefault(word.lower(), word)
    for topic in topics:
        word = spelt.get(topic, topic)
        yield word if word.isupper() else word.lower() if word[:1].islower() else word
