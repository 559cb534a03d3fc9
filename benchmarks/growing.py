"""Texts, dossiers and models of any size, always the same for a size: what `growth` measures with."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from detente.evidence import Document
from detente.model.conflict import Conflict
from detente.model.files import loads
from detente.reading import read_statements
from detente.store import Dossier

DAY_ONE = date(1990, 1, 1)

_PARTS = ("bar", "vel", "dor", "mar", "sen", "tal", "kir", "lon", "pra", "zem", "ost", "vin", "hul", "gar", "nor",
          "del", "fas", "rim", "cor", "wes")  # fmt: skip
_STATES = (
    "Norway",
    "Denmark",
    "Iceland",
    "Kenya",
    "Ghana",
    "Chile",
    "Peru",
    "Laos",
    "Malta",
    "Fiji",
)
_OFFICES = ("foreign minister", "president", "defence minister", "prime minister", "spokesman")
_DEEDS = ("close the {} crossing", "withdraw the ships from {}", "end the strike at {}", "build the dam at {}",
          "reopen the {} pipeline", "release the prisoners of {}", "lift the tariffs on {} timber",
          "recall the envoy from {}", "cut the supply of gas to {}", "halt the survey of {}")  # fmt: skip
_SENTENCES = (
    "“We will {deed},” said {one}'s {office} {person}.",
    "“If {two} does not {deed}, {one} will {other},” {person} warned.",
    "{one} demanded that {two} {deed}.",
    "{two} refused to {deed} and accused {one} of bad faith.",
    "{person}, the {office} of {two}, said that {two} would {deed} if {one} agreed to {other}.",
    "The talks in {place} went on for a second day without a result.",
    "{one} threatened to {deed} unless {two} stopped the exercises near {place}.",
    "Officials in {place} told reporters that the {place} accord had failed.",
    "{person} told a crowd in {place} that {one} would never {deed}.",
)


def _name(source: random.Random) -> str:
    return "".join(source.choice(_PARTS) for _ in range(source.choice((2, 2, 3)))).capitalize()


def paragraphs(seed: int = 0) -> Iterator[str]:
    """Yield paragraphs of a long report without end: few states, ever new people and places."""
    source = random.Random(seed)  # noqa: S311
    while True:
        one, two = source.sample(_STATES[:4] if source.random() < 0.8 else _STATES, 2)
        facts = {"one": one, "two": two, "person": f"{_name(source)} {_name(source)}"}
        sentences = []
        for _ in range(source.choice((2, 3, 4))):
            deed, other = (each.format(_name(source)) for each in source.sample(_DEEDS, 2))
            facts |= {"deed": deed, "other": other, "office": source.choice(_OFFICES)}
            sentences.append(source.choice(_SENTENCES).format(place=_name(source), **facts))
        yield " ".join(sentences)


def report(words: int, *, seed: int = 0) -> str:
    """Return a report of about so many words."""
    taken, count = [], 0
    for paragraph in paragraphs(seed):
        taken.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    return "\n\n".join(taken) + "\n"


def spanish_names(words: int) -> str:
    """Return a report of about so many words by people of ever new Spanish names."""
    source = random.Random(2)  # noqa: S311
    taken, count = [], 0
    while count < words:
        person = f"{_name(source)} {_name(source)} de la {_name(source)} y {_name(source)} del {_name(source)}"
        deed = source.choice(_DEEDS).format(f"San {_name(source)} de los {_name(source)}")
        taken.append(
            f"{person}, the minister of {_name(source)} de {_name(source)}, said Peru would {deed}."
        )
        count += len(taken[-1].split())
    return "\n\n".join(taken) + "\n"


def documents(count: int, *, each: int = 8, seed: int = 0) -> Iterator[Document]:
    """Yield read documents, a day apart, that hold about so many statements.

    Real readings of a few reports are told again with other names and dates: to read them all would
    take much longer than what is measured.
    """
    read = [
        read_statements(Document(id="r", source="r", text=report(60 * each, seed=n)))
        for n in range(seed, seed + 12)
    ]
    made, number = 0, 0
    while made < count:
        like = read[number % len(read)]
        day = (DAY_ONE + timedelta(days=number)).isoformat()
        name = f"report-{number}"
        text = f"{like.text}\nNo. {number}\n"
        yield replace(
            like,
            id=name,
            source=f"{name}.txt",
            date=day,
            text=text,
            statements=like.statements[:each],
        )
        made += min(each, len(like.statements))
        number += 1


def model(states: int, statements: int = 8) -> Conflict:
    """Return a model of three parties with so many states, a power of two, some moves one-way."""
    source = random.Random(states)  # noqa: S311
    count = states.bit_length() - 1
    options = [f"o{n}" for n in range(count)]
    data = {
        "detente": 1,
        "title": f"{states} states",
        "decision_makers": [{"id": f"P{n}"} for n in range(3)],
        "options": [
            {"id": o, "owner": f"P{n % 3}", "direction": "forward" if n == 1 else "both"}
            for n, o in enumerate(options)
        ],
        "preferences": {
            f"P{n}": [
                {"that": f"{source.choice(('', '!'))}{a} IF {source.choice(('', '!'))}{b}"}
                for a, b in (source.sample(options, 2) for _ in range(statements))
            ]
            for n in range(3)
        },
        "attitudes": {"P0": {"P1": "+"}, "P1": {"P2": "-"}},
        "status_quo": "N" * count,
    }
    return loads(json.dumps(data), "model.json")


def dossier(path: Path, count: int) -> None:
    """Make a dossier of about so many statements."""
    with Dossier.create(path) as made, made.batch():
        for document in documents(count):
            made.add_document(document)
