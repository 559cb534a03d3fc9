"""How a statement stands to what the same speaker said before.

Two statements are about the same thing when they share most of their content words, names of
parties aside. The later one is then

* ``reversed``: one of them denies what the other says, or a friendly act became a hostile one;
* ``hardened`` / ``softened``: the act lies lower or higher on the scale below, an offer gained or lost
  a condition, or a threat or refusal lost or gained one; a threat that is carried out is hardened;
* ``repeated``: the same act in nearly the same words.

Whatever is about nothing said before is ``new``. The scale orders PLOVER's categories from material
conflict to material cooperation, as Goldstein (1992) orders events; only the order is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from detente.evidence import Statement
from detente.reading.clusters import content_words
from detente.store.records import Entry

#: From the most hostile act (below 0) to the most friendly one; 0 takes no side.
SCALE = {
    "ASSAULT": -6, "COERCE": -5, "MOBILIZE": -4, "SANCTION": -4, "THREATEN": -3, "PROTEST": -2, "REJECT": -2,
    "ACCUSE": -2, "REQUEST": -1, "STATE": 0, "COMMIT": 0, "CONSULT": 1, "SUPPORT": 2, "OFFER": 2, "AGREE": 3,
    "COOPERATE": 3, "CONCEDE": 4, "RETREAT": 4, "AID": 4,
}  # fmt: skip
RELATIONS = ("new", "repeated", "softened", "hardened", "reversed")
#: Least shares of shared content words: about the same thing, and nearly the same words.
_ABOUT, _SAME = 0.5, 0.75
_FRIENDLY = ("OFFER", "AGREE", "COMMIT", "CONCEDE", "COOPERATE", "SUPPORT", "CONSULT")
#: Acts by which a threat is carried out, whatever their place on the scale.
_CARRIED_OUT = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
_HOSTILE = ("THREATEN", "REJECT", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE")

#: The content words of a statement, and those of the names in it.
Words = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One statement beside what its speaker said before.

    ``earlier`` is the statement that it repeats, softens, hardens or reverses; None for new ones.
    ``why`` says what was compared.
    """

    kind: str
    entry: Entry
    earlier: Entry | None = None
    why: str = "nothing said before is about this"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "kind": self.kind,
            "statement": self.entry.statement.id,
            "document": self.entry.document,
            "date": self.entry.date,
            "speaker": _speaker(self.entry.statement),
            "text": self.entry.statement.span.text,
            "earlier": self.earlier.statement.id if self.earlier else None,
            "earlier_text": self.earlier.statement.span.text if self.earlier else None,
            "earlier_date": self.earlier.date if self.earlier else None,
            "why": self.why,
        }


class Said:
    """What was said before, by speaker and word, so that a statement is compared with its like alone."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: list[tuple[Entry, Words]] = []
        self._with: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add statements behind the others."""
        for entry in entries:
            speaker = _speaker(entry.statement)
            if speaker is None or entry.statement.layer not in ("quoted", "reported"):
                continue
            words = _words(entry.statement)
            for word in words[0]:
                self._with[speaker, word].append(len(self._entries))
            self._entries.append((entry, words))

    def relate(self, entry: Entry) -> Relation:
        """Compare a statement with its speaker's earlier ones; the closest in words decides."""
        speaker = _speaker(entry.statement)
        if speaker is None:
            return Relation(kind="new", entry=entry, why="nobody is named as its speaker")
        words = _words(entry.statement)
        near = Counter(
            chain.from_iterable(self._with.get((speaker, word), ()) for word in words[0])
        )
        best, most = None, 0.0
        for number in sorted(near):
            other, said = self._entries[number]
            alike = entry.statement.act == other.statement.act
            if near[number] == 1 and not alike:
                continue  # as `_shared` says, told without looking at the words
            share = _shared(words, said, alike)
            if share >= max(most, _ABOUT):
                best, most = other, share
        if best is None:
            return Relation(kind="new", entry=entry)
        kind, why = _compared(best.statement, entry.statement, most)
        return Relation(kind=kind, entry=entry, earlier=best if kind != "new" else None, why=why)


def relate(entry: Entry, earlier: Iterable[Entry]) -> Relation:
    """Compare a statement with its speaker's earlier ones; the closest in words decides."""
    return Said(earlier).relate(entry)


def spoken(entries: Iterable[Entry]) -> list[Entry]:
    """Return what actors say or are reported to say, as far as it counts."""
    return [e for e in entries if e.counts and e.statement.layer in ("quoted", "reported")]


def relate_all(entries: Sequence[Entry], earlier: Sequence[Entry]) -> list[Relation]:
    """Compare what actors say in new documents with all that was said before."""
    said = Said(earlier)
    return [said.relate(entry) for entry in spoken(entries)]


def likeness(one: Statement, other: Statement) -> float:
    """Return the share of content words that two statements have in common, names of parties aside."""
    return _shared(_words(one), _words(other), one.act == other.act)


def _shared(one: Words, other: Words, alike: bool) -> float:  # noqa: FBT001
    """Return the share of words in common; of a single one only where the acts are alike."""
    (left, mine), (right, theirs) = one, other
    names = mine | theirs
    shared = len((left & right) - names)
    if not shared or (shared == 1 and not alike):
        return 0.0
    least = min(len(left - names), len(right - names))
    return shared / least if shared > 1 or least == 1 else 0.0


def _words(statement: Statement) -> Words:
    """Return the content words of a statement, and those of the names in it."""
    mention = statement.speaker
    names = [mention.name, mention.id] if mention else []
    return _content(_core(statement)), _content(" ".join((*names, *statement.targets)))


@lru_cache(maxsize=1 << 14)
def _content(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


def _core(statement: Statement) -> str:
    """Return the words that carry a statement: the quote, and what a condition leads to."""
    if statement.conditions:
        return statement.conditions[0].consequence.text
    return (statement.quote or statement.span).text


def _compared(before: Statement, after: Statement, share: float) -> tuple[str, str]:
    old, new = SCALE[before.act], SCALE[after.act]
    acts = f"{before.act}, then {after.act}"
    if share >= _ABOUT and ((old >= 1 and new <= -2) or (old <= -2 and new >= 2)):
        return "reversed", acts
    if before.negated != after.negated and share >= 0.6 and before.act == after.act:
        return "reversed", "one denies what the other says"
    if before.act == "THREATEN" and after.act in _CARRIED_OUT and not after.negated:
        if after.modality in ("done", "ongoing"):
            return "hardened", "the threat was carried out"
        if after.modality == "planned" and not after.conditions:
            return "hardened", "what was threatened is announced"
    had, has = bool(before.conditions), bool(after.conditions)
    if had != has and before.act == after.act:
        if after.act in _FRIENDLY:
            return (
                ("hardened", "a condition came with it")
                if has
                else ("softened", "the condition fell away")
            )
        if after.act in _HOSTILE:
            return (
                ("softened", "it now has a condition")
                if has
                else ("hardened", "the condition fell away")
            )
    if new != old and share >= _ABOUT:
        return ("softened" if new > old else "hardened"), acts
    if share >= _SAME:
        return "repeated", f"{round(share * 100)} % of the words are the same"
    return "new", "nothing said before is about this"


def _speaker(statement: Statement) -> str | None:
    return statement.speaker.id if statement.speaker else None
