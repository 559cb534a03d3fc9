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
from detente.evidence import Document, Event, Span, Statement

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
    "threatens": 0,
    "does": 1,
    "accuses": -1,
    "says": 0,
}
#: Who speaks where the text names nobody, such as the signers of a joint statement.
NOBODY, UNNAMED = "", "Nobody named"
_ORDER = tuple(STANCES)
#: What alone makes no matter: nobody wants, offers or does anything.
_OPINIONS = frozenset({"accuses", "supports", "says"})
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
        return max((_nearness(entry.topics, other.topics) for other in self.entries), default=0.0)


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
        word.lower() for actor in document.actors for word in _WORD.findall(actor.name)
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
    found = False
    for event in statement.events:
        entry = _of_event(document, statement, party, event)
        if entry is not None:
            found = True
            yield entry
    kind = _BY_ACT.get(statement.act)
    if found or statement.events or kind is None:
        return
    words = statement.quote or statement.span
    topics = frozenset(
        word
        for text in _WORD.findall(words.text)
        if (word := text.lower()) not in _EMPTY and word not in names
    )
    yield Entry(
        party=party, kind=kind, document=document, statement=statement, words=words, deed="",
        topics=topics, stance=STANCES[kind], toward=named_targets(statement),
    )  # fmt: skip


def _of_event(document: Document, statement: Statement, party: str, event: Event) -> Entry | None:
    """Return what an event puts into the table; None for what tells no position.

    What a party only conditions on (another's act, told with force ``state``) is no position of its
    own, nor is what nobody is said to do.
    """
    kind = _BY_FORCE.get(event.force)
    if kind is None:
        if event.agent is None or not event.polarity or event.modality not in ("done", "ongoing"):
            return None
        if not event.tone and statement.act not in _BY_ACT:
            return None
        kind, party = "does", event.agent
    stance = STANCES[kind] * (1 if event.polarity else -1)
    return Entry(
        party=party, kind=kind, document=document, statement=statement, words=event.phrase,
        deed=event.deed, topics=frozenset(event.topics), stance=stance,
        toward=(event.patient,) if event.patient else named_targets(statement),
    )  # fmt: skip


def _nearness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of topics have in common, 0 when too little for one matter."""
    shared = len(one & other)
    share = shared / min(len(one), len(other)) if shared else 0.0
    return share + shared if shared >= _SHARED or share >= _SHARE else 0.0


def _status(entries: Sequence[Entry]) -> str:
    by_party: dict[str, set[int]] = {}
    for entry in entries:
        by_party.setdefault(entry.party, set()).add(entry.stance)
    if len(by_party) == 1:
        return "silent"
    wanted = {e.party for e in entries if e.kind == "demands"}
    granted = {e.party for e in entries if e.kind in ("offers", "promises", "agrees")}
    against = {party for party, stances in by_party.items() if -1 in stances}
    in_favour = {party for party, stances in by_party.items() if 1 in stances}
    hostile = any(entry.kind in ("threatens", "accuses") for entry in entries)
    if hostile or (against and in_favour - against) or (wanted and not granted - wanted):
        return "contested"
    return "agreed" if len(in_favour) > 1 and not against else "open"


def _title(entries: Sequence[Entry]) -> str:
    """Name a matter by its shortest deed, or else by the words that its entries share."""
    counts = Counter(topic for entry in entries for topic in entry.topics)
    shared = [topic for topic, number in counts.most_common() if number > 1]
    deeds = [e.deed for e in entries if e.deed and (not shared or e.topics & set(shared[:2]))]
    if deeds:
        title = min(deeds, key=len)
    elif shared:
        title = ", ".join(_as_written(entries, shared[:3]))
    else:
        title = min((clean(entry.words.text) for entry in entries), key=len)
    title = shorten(title, TITLE_WIDTH).strip("\"'“”‘’,")
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
