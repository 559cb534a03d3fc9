#!/usr/bin/env python3
"""Learn when the act that the rules find is none, and write the weights as data.

usage: scripts/train_force.py DATA [--write] [--rules]

DATA is the ``data`` folder of a copy of PolNeAR, as for ``train_attribution.py``. ``force_labels.json``
holds acts of statements of its ``train`` part by document and place, labelled by hand, and which of the
documents are kept to measure on. Learned from are the others and the project's own passages, whose
examples keep the model from unlearning how disputes are told. With ``--write`` the weights go to
``src/detente/reading/data/``; with ``--rules`` each act is told with how often it was right.

What is written holds numbers about structure and no word of the corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np  # noqa: TID253 - a script, not the program

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from train_attribution import Example, fit_examples, smaller, write  # noqa: E402

from detente.evidence import Document, Statement  # noqa: E402
from detente.reading import read_statements, reader  # noqa: E402
from detente.reading.acts import proposed_act  # noqa: E402
from detente.reading.learned.force import LEAST, features_of  # noqa: E402
from reading_scores import load, paired  # noqa: E402

LABELS = HERE / "force_labels.json"
OWN = HERE.parent / "tests" / "data" / "reading"
SOURCE = "learned from labels of PolNeAR's train part and passages of the project's own by scripts/train_force.py; numbers about structure"
Span = tuple[int, int]


@dataclass(slots=True)
class Labelled:
    """A statement: the act that the rules propose, its features, which acts are right, its weight."""

    act: str
    row: list[str]
    right: list[str]
    weight: float = 1.0

    def is_right(self, act: str) -> bool:
        """Whether an act is one of those that are right."""
        return act in self.right


class Reader:
    """Reads texts and keeps what the rules propose for each statement, whatever the model makes of it."""

    def __init__(self) -> None:
        self._seen: dict[Span, tuple[str, list[str]]] = {}
        reader.act_of = self._propose  # the one place where the reader asks for an act

    def _propose(self, draft: Any, told: Any) -> str:
        act = proposed_act(draft, told)
        row = features_of(draft, told, act) if act != "STATE" else []
        self._seen[draft.start, draft.end] = (act, row)
        return act

    def read(self, name: str, text: str) -> list[Statement]:
        """Return the statements of a text, with the acts that the rules propose."""
        self._seen.clear()
        document = Document(id=name, source=name, text=text, language="en")
        return list(read_statements(document).statements)

    def labelled(
        self, statement: Statement, right: list[str], weight: float = 1.0
    ) -> Labelled | None:
        """Return a statement of the text just read with its label; None if its act was not asked for."""
        act, row = self._seen.get((statement.span.start, statement.span.end), ("", []))
        return Labelled(act, row, right, weight) if act == statement.act else None


def of_corpus(
    read: Reader, texts: Path, part: dict[str, Any], letters: dict[str, str]
) -> Iterator[Labelled]:
    """Give the labelled statements of the corpus; those that are read no more are left out."""
    for name, rows in part.items():
        text = (texts / f"{name}.txt").read_bytes().decode("utf-8")
        known = {(s.span.start, s.span.end): s for s in read.read(name, text)}
        for start, end, acts, weight in rows:
            statement = known.get((start, end))
            if statement is not None:
                one = read.labelled(statement, [letters[a] for a in acts], weight)
                if one is not None:
                    yield one


def of_passages(read: Reader) -> Iterator[Labelled]:
    """Give the statements of the project's own passages whose acts are told there."""
    for file in ("development.txt", "passages.json"):
        for name, gold in load(OWN / file).items():
            by_json = [(s.to_json(), s) for s in read.read(name, gold["text"])]
            for found, right in paired([a for a, _ in by_json], gold):
                statement = next(s for a, s in by_json if a is found)
                one = read.labelled(statement, right["acts"])
                if one is not None:
                    yield one
    for file in ("kinds.jsonl", "small.jsonl"):
        for line in (OWN / file).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            told = [e for e in case["expect"] if "act" in e and ("quote" in e or "span" in e)]
            statements = read.read("case", case["text"]) if told else []
            for expected in told:
                words, acts = expected.get("quote") or expected["span"], expected["act"]
                right = acts if isinstance(acts, list) else [acts]
                for s in statements:
                    if words in s.span.text and s.act in right:
                        one = read.labelled(s, right)
                        if one is not None:
                            yield one
                        break


def probability(weights: dict[str, float], one: Labelled) -> float:
    """Return how probable it is that the proposed act stands."""
    return float(1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in one.row))))


def measure(found: list[Labelled], weights: dict[str, float], least: float) -> str:
    """Say how often acts are right with a threshold; statements count as often as they stand for others.

    "force" is how many of the acts given are right, "needed" of those where to state is not right.
    """
    total: dict[str, float] = defaultdict(float)
    for one in found:
        kept = one.act != "STATE" and (not least or probability(weights, one) >= least)
        right = one.is_right(one.act if kept else "STATE")
        for name, counts in (("act", True), ("force", kept), ("needed", not one.is_right("STATE"))):
            total[name] += one.weight * counts
            total[f"{name} right"] += one.weight * (counts and right)
    shares = (
        f"{n} {total[f'{n} right'] / max(total[n], 1):.3f}" for n in ("act", "force", "needed")
    )
    return (
        f"from {least}: {', '.join(shares)}; {total['force']:.0f} of {total['act']:.0f} with force"
    )


def learn(found: list[Labelled]) -> dict[str, float]:
    """Return the weights by which a proposed act stands."""
    none: Span = (0, 0)
    examples = [
        Example(one.row, one.is_right(one.act), none, none) for one in found if one.act != "STATE"
    ]
    return smaller(fit_examples(examples, ridge=14.0, least=12), 300)


def main() -> int:
    """Learn, measure and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path, help="folder that holds train")
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--rules", action="store_true", help="tell how often each act was right")
    given = parser.parse_args()
    texts = given.data / "train" / "text"
    if not texts.is_dir():
        print(f"{given.data}: no folder train/text there", file=sys.stderr)
        return 2
    labels, read = json.loads(LABELS.read_text(encoding="utf-8")), Reader()
    train, dev = (
        list(of_corpus(read, texts, labels[p], labels["letters"])) for p in ("train", "dev")
    )
    own = list(of_passages(read))
    print(
        len(train),
        "statements of the corpus and",
        len(own),
        "of our own to learn from,",
        len(dev),
        "to measure",
    )
    weights = learn(train + own)
    for least in (0.0, 0.3, LEAST, 0.5):
        print("dev", measure(dev, weights, least))
    if given.rules:
        for act in sorted({one.act for one in dev + train} - {"STATE"}):
            same = [one for one in dev + train if one.act == act]
            print(act, sum(one.is_right(act) for one in same), "of", len(same))
    if given.write:
        write("force.json", weights, SOURCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
