"""Attitudes read from statements: who stands how towards whom, when, and on which words.

Method. Every statement of a party (quoted or reported, never an analyst's or the author's) that is
aimed at another party counts with the value of its act, between −1 (force) and +1 (aid), in the order
of Goldstein's conflict–cooperation scale (Goldstein 1992, *J. Conflict Resolution* 36:369) put on
PLOVER's categories; the numbers stand in ``data/attitudes.toml``. What is said on a condition counts
half: it is not yet the attitude, it tells what the attitude would become. Each value is weighted by
the statement's confidence; variants of one utterance (one cluster) count once, by the surest of them.
The score of a cell is the weighted mean, drawn towards 0 by half a statement's weight so that a single
doubtful sentence decides nothing. ``+`` from 0.15 up, ``-`` from −0.15 down, else ``0``.

This is what parties *say*. It is evidence for an attitude matrix (Inohara, Hipel and Walker 2007),
not a measurement of what they feel; the cells are meant to be looked at together with their words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from detente.evidence import Document

#: The layers in which a party itself speaks or acts.
_OWN = ("quoted", "reported")
#: From this score up an attitude is positive; below its negative, negative.
THRESHOLD = 0.15


class Heard(NamedTuple):
    """What a party says of another, as far as it tells how it stands towards it."""

    document: str
    statement: str
    source: str
    target: str
    act: str
    layer: str
    conditional: bool
    cluster: str | None
    confidence: float
    date: str | None
    text: str = ""

    @property
    def value(self) -> float:
        """What it adds, −1 to 1; nothing where a third voice tells it of the party."""
        if self.layer not in _OWN:
            return 0.0
        value = _values()[self.act]
        return value / 2 if self.conditional else value


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement behind an attitude: where it stands, what it adds (−1 to 1), its weight."""

    document: str
    statement: str
    act: str
    value: float
    weight: float
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the ground as JSON data."""
        return {
            "document": self.document,
            "statement": self.statement,
            "act": self.act,
            "value": round(self.value, 3),
            "weight": round(self.weight, 3),
            "text": self.text,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """How a party stands towards another: ``sign`` is ``+``, ``0`` or ``-``.

    ``mixed`` says that words of both signs carry weight. ``date`` is None over all dates.
    """

    source: str
    target: str
    sign: str
    score: float
    grounds: tuple[Ground, ...]
    date: str | None = None
    mixed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the attitude and its grounds as JSON data."""
        return {
            "source": self.source,
            "target": self.target,
            "date": self.date,
            "sign": self.sign,
            "score": round(self.score, 3),
            "mixed": self.mixed,
            "grounds": [ground.to_json() for ground in self.grounds],
        }


def attitudes(documents: Iterable[Document]) -> list[Attitude]:
    """Return one attitude per (speaker, target) over all documents, by source and target.

    Examples
    --------
    >>> from detente.reading import read_statements
    >>> text = 'Norway thanked Denmark. Denmark accused Iceland of theft.'
    >>> found = attitudes([read_statements(Document(id="d", source="d", text=text))])
    >>> [(a.source, a.target, a.sign) for a in found]
    [('DNK', 'ISL', '-'), ('NOR', 'DNK', '+')]
    """
    return stances(heard for document in documents for heard in heard_in(document))


def stances(heard: Iterable[Heard]) -> list[Attitude]:
    """Return one attitude per (speaker, target), by source and target."""
    cells: dict[tuple[str, str], list[Ground]] = {}
    for pair, ground in _grounds(heard):
        cells.setdefault(pair, []).append(ground)
    return [_attitude(*pair, grounds) for pair, grounds in sorted(cells.items())]


def timeline(documents: Iterable[Document]) -> list[Attitude]:
    """Return one attitude per (speaker, target) and date; undated documents come last."""
    cells: dict[tuple[str, str, str], list[Ground]] = {}
    for document in documents:
        date = (document.date or "")[:10]
        for (source, target), ground in _grounds(heard_in(document)):
            cells.setdefault((source, target, date), []).append(ground)
    ordered = sorted(cells.items(), key=lambda c: (c[0][0], c[0][1], c[0][2] or "~"))
    return [_attitude(s, t, grounds, date or None) for (s, t, date), grounds in ordered]


def matrix(
    documents: Iterable[Document], parties: Iterable[str]
) -> dict[str, dict[str, Attitude | None]]:
    """Return the attitude of every party towards every other; None where nothing was said.

    A solver takes ``0`` for None, and ``+`` for the attitude to oneself.
    """
    known = {(a.source, a.target): a for a in attitudes(documents)}
    chosen = list(parties)
    return {i: {j: known.get((i, j)) for j in chosen if j != i} for i in chosen}


def heard_in(document: Document) -> Iterator[Heard]:
    """Yield what parties say of each other in a document, once for each who is spoken of."""
    for said in document.statements:
        for target in said.targets:
            if said.speaker is not None and target != said.speaker.id:
                yield Heard(
                    document.id, said.id, said.speaker.id, target, said.act, said.layer,
                    bool(said.conditions), said.cluster, said.confidence, document.date,
                    (said.quote or said.span).text,
                )  # fmt: skip


def _grounds(heard: Iterable[Heard]) -> list[tuple[tuple[str, str], Ground]]:
    """Return what is heard of each pair; of the variants of one utterance the surest counts."""
    best: dict[tuple[str, str, str, str], Heard] = {}
    for one in heard:
        if one.layer not in _OWN:
            continue
        key = (one.document, one.source, one.target, one.cluster or one.statement)
        if key not in best or best[key].confidence < one.confidence:
            best[key] = one
    return [
        (
            (one.source, one.target),
            Ground(one.document, one.statement, one.act, one.value, one.confidence, one.text),
        )
        for one in best.values()
    ]


def _attitude(source: str, target: str, grounds: list[Ground], date: str | None = None) -> Attitude:
    total = sum(ground.weight * ground.value for ground in grounds)
    score = total / (sum(ground.weight for ground in grounds) + 0.5)
    sign = "+" if score >= THRESHOLD else "-" if score <= -THRESHOLD else "0"
    for_it = sum(g.weight for g in grounds if g.value > 0)
    against = sum(g.weight for g in grounds if g.value < 0)
    return Attitude(
        source=source,
        target=target,
        sign=sign,
        score=score,
        grounds=tuple(sorted(grounds, key=lambda g: -abs(g.value * g.weight))),
        date=date,
        mixed=min(for_it, against) >= 0.3 * max(for_it, against) > 0,
    )


@lru_cache(maxsize=1)
def _values() -> Mapping[str, float]:
    data = resources.files("detente.reading").joinpath("data", "attitudes.toml")
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return {act: float(value) for act, value in table["value"].items()}
