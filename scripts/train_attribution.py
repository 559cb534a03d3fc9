#!/usr/bin/env python3
"""Learn who speaks, what is speech and what is reported from PolNeAR, and write the weights as data.

usage: scripts/train_attribution.py DATA [--write] [--folds N]

DATA is the ``data`` folder of a copy of the corpus (Newell, Schang, Margolin and Ruths, LREC 2018;
github.com/networkdynamics/PolNeAR), with ``text`` and ``attributions`` under ``train`` and ``dev``.
Weights are learned on ``train`` alone; ``dev`` is only measured; ``test`` is never opened. With ``--write``
the weights go to ``src/detente/reading/data/``; with ``--folds`` they are also measured within ``train``.

What is written holds numbers about structure and no word of the corpus. The same texts and the same
parser give the same weights.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np  # noqa: TID253 - a script, not the program

from detente.documents import boilerplate_ranges
from detente.reading.language import Parsed, build_frames, parse
from detente.reading.learned import Quoted
from detente.reading.learned.ranker import Noun, candidates, load_weights, page_of, rank_speakers
from detente.reading.learned.sayings import sheet_of, tellings
from detente.reading.learned.terms import features_of
from detente.reading.learned.vocabulary import vocabulary
from detente.reading.marks import Quotation, find_quotations
from detente.reading.paragraphs import paragraphs

OUT = Path(__file__).resolve().parents[1] / "src" / "detente" / "reading" / "data"
SOURCE = (
    "learned from PolNeAR's train part by scripts/train_attribution.py; numbers about structure"
)
Span = tuple[int, int]
#: Verbs whose attributions are sayings; the corpus also marks beliefs and intentions.
SAYING = frozenset(
    [
        "say",
        "tell",
        "add",
        "announce",
        "warn",
        "claim",
        "argue",
        "insist",
        "state",
        "declare",
        "note",
        "explain",
        "vow",
        "promise",
        "pledge",
        "threaten",
        "demand",
        "suggest",
        "admit",
        "acknowledge",
        "deny",
        "assert",
        "contend",
        "report",
        "predict",
        "confirm",
        "reply",
        "respond",
        "write",
        "tweet",
        "according",
    ]
)


@dataclass(slots=True)
class Attribution:
    """One attribution of the corpus: the spans of its source, cue and content."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """A text as the reader parses it, and what the corpus marks in it."""

    text: str
    quotations: list[Quotation]
    numbers: list[int]
    parsed: list[Parsed]
    quoted: list[Quoted]
    gold: list[Attribution]


def articles(folder: Path) -> Iterator[Article]:
    """Read the articles of a part; one whose text does not arrive unchanged is left out."""
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted((folder / "attributions").glob(glob_escape(path.stem) + "*.ann"))
        if marked:
            yield read_article(path.read_bytes().decode("utf-8"), attributions(marked[0]))


def glob_escape(name: str) -> str:
    """Return a name in which no sign is a wildcard."""
    return re.sub(r"([*?\[])", r"[\1]", name)


def attributions(path: Path) -> list[Attribution]:
    """Read one annotation file; a line that begins no record goes on with the field before it."""
    spans: dict[str, list[Span]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", key):
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))]
        elif re.fullmatch(r"E\d+", key):
            events.append(rest)
    found = []
    for event in events:
        attribution = Attribution()
        for part in event.split():
            role, _, key = part.partition(":")
            row = getattr(attribution, re.sub(r"\d+$", "", role).lower(), None)
            if row is not None:
                row += spans.get(key, [])
        found.append(attribution)
    return found


def read_article(text: str, gold: list[Attribution]) -> Article:
    """Parse a text as the reader does."""
    blocks = paragraphs(text, boilerplate_ranges(text))
    quotations = find_quotations(text, blocks)
    frames = build_frames(text, blocks, quotations)
    parsed = parse(frames)
    quoted, numbers = [], []
    for number, part in enumerate(parsed):
        for n, start, end, clause in part.frame.quotes:
            tokens = part.tokens_of(start, end)
            if tokens:
                words = text[quotations[n].inner_start : quotations[n].inner_end]
                quoted.append(Quoted(number, tokens[0], tokens[-1], words, clause))
                numbers.append(n)
    return Article(text, quotations, numbers, parsed, quoted, gold)


def shared(a: Span, b: Span) -> int:
    """Return how many characters two spans have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def likeness(a: Span, spans: list[Span]) -> float:
    """Return the intersection over union of a span and the hull of others."""
    hull = (min(s[0] for s in spans), max(s[1] for s in spans))
    return shared(a, hull) / (max(a[1], hull[1]) - min(a[0], hull[0]))


# -- speakers ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Choice:
    """One quotation: the features of its candidates, which one is right, which also name it."""

    rows: list[list[str]]
    right: int | None
    near: frozenset[int]


def source_of_quotation(article: Article, number: int) -> list[Span]:
    """Return the source that the corpus gives a quotation: that of the narrowest attribution."""
    quotation = article.quotations[article.numbers[number]]
    inner = (quotation.inner_start, quotation.inner_end)
    holding = [
        a
        for a in article.gold
        if sum(shared(span, inner) for span in a.content) * 2 > inner[1] - inner[0]
    ]
    return min(holding, key=lambda a: sum(e - s for s, e in a.content)).source if holding else []


def choices(article: Article) -> Iterator[Choice]:
    """Give the quotations of an article that have a source; who spoke before is known."""
    page = page_of(article.parsed, article.quoted, vocabulary())
    previous: list[Noun | None] = []
    for number in range(len(article.quoted)):
        nouns, rows = [], []
        for noun, features in candidates(page, article.quoted, number, previous):
            nouns.append(noun)
            rows.append([*noun.own, *features])
        spans = source_of_quotation(article, number)
        named = [
            i for i, noun in enumerate(nouns) if any(shared(place(article, noun), s) for s in spans)
        ]
        right = min(named, key=lambda i: (above(nouns, named, i), i)) if named else None
        if spans:
            yield Choice(rows, right, frozenset(named))
        previous.append(nouns[right] if right is not None else (previous[-1] if previous else None))


def place(article: Article, noun: Noun) -> Span:
    """Return where the head of a phrase stands in the text."""
    return article.parsed[noun.frame].place(noun.token.i, noun.token.i)


def above(nouns: list[Noun], named: list[int], i: int) -> int:
    """Return how many of the phrases inside a source stand above one in the parse."""
    inside = {(nouns[n].frame, nouns[n].token.i) for n in named}
    return sum((nouns[i].frame, token.i) in inside for token in nouns[i].token.ancestors)


def fit_choices(examples: Sequence[Choice], *, ridge: float, least: int) -> dict[str, float]:
    """Fit a conditional logit: the likelihood that the right candidate is picked."""
    usable = [c for c in examples if c.right is not None]
    known = vocabulary_of((row for c in usable for row in c.rows), least)
    rows, starts, right = [], [], []
    for choice in usable:
        starts.append(len(rows))
        for i, row in enumerate(choice.rows):
            if i == choice.right:
                right.append(len(rows))
            elif i in choice.near:
                continue  # another word of the same source is neither right nor wrong
            rows.append(row)
    columns, counts = encode(rows, known)
    first, group = (
        np.array(starts),
        np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)])),
    )

    def loss(weights: Any) -> tuple[float, Any]:
        scores = totals(weights[columns], counts)
        top = np.maximum.reduceat(scores, first)
        odds = np.exp(scores - top[group])
        sums = np.add.reduceat(odds, first)
        share = odds / sums[group]
        value = float((top + np.log(sums) - scores[right]).sum()) + ridge / 2 * float(
            weights @ weights
        )
        share[right] -= 1
        slope = np.bincount(columns, np.repeat(share, counts), len(known)) + ridge * weights
        return value, slope

    return dict(zip(known, minimise(loss, len(known)), strict=True))


# -- terms ---------------------------------------------------------------------------------------


def parts_of(article: Article) -> Iterator[Example]:
    """Give the quotations that are part of a sentence; right are those that the corpus holds said."""
    page = page_of(article.parsed, article.quoted, vocabulary())
    ranked = rank_speakers(page, article.quoted)
    for number, quoted in enumerate(article.quoted):
        if quoted.clause:
            continue
        quotation = article.quotations[article.numbers[number]]
        inner = (quotation.inner_start, quotation.inner_end)
        said = any(
            sum(shared(span, inner) for span in gold.content) * 2 > inner[1] - inner[0]
            for gold in article.gold
        )
        row = features_of(page.sheets[quoted.frame], quoted, ranked[number])
        yield Example(row, said, (quoted.frame, quoted.first), inner)


# -- sayings -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Example:
    """One candidate for a saying: its features, and whether the corpus has it (None: undecided)."""

    row: list[str]
    right: bool | None
    verb: tuple[int, int]
    content: Span


def examples_of(article: Article) -> Iterator[Example]:
    """Give the candidates of an article; per verb only the one nearest to the corpus is right."""
    for number, part in enumerate(article.parsed):
        own = [q for q in article.quoted if q.frame == number]
        sheet = sheet_of(part, own, vocabulary())
        found: dict[int, list[tuple[float, bool, list[str], Span]]] = defaultdict(list)
        for told, features in tellings(sheet):
            verb, content = part.place(told.verb.i, told.verb.i), part.place(told.first, told.last)
            best, saying = 0.0, False
            for gold in article.gold:
                if gold.content and any(shared(verb, span) for span in gold.cue):
                    like = likeness(content, gold.content)
                    if like > max(best, 0.5):
                        best, saying = like, is_saying(article.text, gold)
            if sheet.verbs.get(told.verb.i) in ("s", "a", "A"):
                saying = True
            found[told.verb.i].append((best, saying, features, content))
        for verb_index, row in found.items():
            top = max(best for best, *_ in row)
            for best, saying, features, content in row:
                right: bool | None = best == top if best else False
                if best and (best < top or not saying):
                    right = None
                yield Example(features, right, (number, verb_index), content)


def is_saying(text: str, gold: Attribution) -> bool:
    """Whether a cue holds a verb of saying in one of its forms."""
    words = {w.lower() for s in gold.cue for w in re.findall(r"[A-Za-z]+", text[s[0] : s[1]])}
    stems = {re.sub(r"(?:ied|ies)$", "y", w) for w in words} | words
    forms = stems | {re.sub(r"(?:e?d|e?s|ing)$", "", w) for w in words}
    bare = {re.sub(r"e$", "", verb) for verb in SAYING} | SAYING | {"said", "told", "wrote"}
    return bool(forms & bare)


def fit_examples(found: Sequence[Example], *, ridge: float, least: int) -> dict[str, float]:
    """Fit a logistic regression."""
    decided = [e for e in found if e.right is not None]
    known = vocabulary_of((e.row for e in decided), least)
    columns, counts = encode([e.row for e in decided], known)
    right = np.array([bool(e.right) for e in decided], float)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = totals(weights[columns], counts)
        share = 1 / (1 + np.exp(-scores))
        value = float((np.logaddexp(0, scores) - right * scores).sum())
        slope = np.bincount(columns, np.repeat(share - right, counts), len(known))
        return value + ridge / 2 * float(weights @ weights), slope + ridge * weights

    return dict(zip(known, minimise(loss, len(known)), strict=True))


# -- fitting -------------------------------------------------------------------------------------


def vocabulary_of(rows: Iterator[list[str]], least: int) -> list[str]:
    """Return the features that are seen often enough, in a fixed order."""
    counts = Counter(feature for row in rows for feature in row)
    return sorted(feature for feature, count in counts.items() if count >= least)


def encode(rows: Sequence[list[str]], known: list[str]) -> tuple[Any, Any]:
    """Return the columns of all rows, one after another, and how many each row has."""
    index = {feature: i for i, feature in enumerate(known)}
    kept = [[index[f] for f in row if f in index] for row in rows]
    return np.array([i for row in kept for i in row]), np.array([len(row) for row in kept])


def totals(values: Any, counts: Any) -> Any:
    """Sum consecutive values into rows; every row has at least its constant feature."""
    return np.add.reduceat(values, np.concatenate([[0], np.cumsum(counts)[:-1]]))


def minimise(
    loss: Callable[[Any], tuple[float, Any]], size: int, *, steps: int = 150, memory: int = 10
) -> Any:
    """Minimise a smooth convex function by L-BFGS (Liu and Nocedal, 1989)."""
    at = np.zeros(size)
    value, slope = loss(at)
    past: list[tuple[Any, Any]] = []
    for _ in range(steps):
        way, factors = slope.copy(), []
        for move, turn in reversed(past):
            factors.append((move @ way) / (turn @ move))
            way -= factors[-1] * turn
        if past:
            way *= (past[-1][0] @ past[-1][1]) / (past[-1][1] @ past[-1][1])
        else:
            way /= max(1.0, float(np.linalg.norm(way)))
        for (move, turn), factor in zip(past, reversed(factors), strict=True):
            way += move * (factor - (turn @ way) / (turn @ move))
        length, downhill = 1.0, float(slope @ way)
        while True:
            new = at - length * way
            new_value, new_slope = loss(new)
            if new_value <= value - 1e-4 * length * downhill or length < 1e-8:
                break
            length /= 2
        if (new - at) @ (new_slope - slope) > 1e-12:
            past = [*past[1 - memory :], (new - at, new_slope - slope)]
        done = abs(value - new_value) < 1e-7 * abs(value)
        at, value, slope = new, new_value, new_slope
        if done:
            break
    return at


def smaller(weights: dict[str, float], most: int) -> dict[str, float]:
    """Keep the heaviest weights, rounded to two decimals."""
    heavy = sorted(weights, key=lambda f: (-abs(weights[f]), f))[:most]
    kept = {feature: round(weights[feature], 2) for feature in sorted(heavy)}
    return {feature: value for feature, value in kept.items() if value}


def write(name: str, weights: dict[str, float], source: str = SOURCE) -> None:
    """Write weights, grouped by the family of their feature, and where they come from."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for feature, value in weights.items():
        family, _, rest = feature.partition(":")
        groups[family][rest] = value
    lines = ",\n".join(
        f"{json.dumps(g)}: {json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"
        for g, row in sorted(groups.items())
    )
    text = f'{{"about": {json.dumps(source)},\n"weights": {{\n{lines}}}}}\n'
    (OUT / name).write_text(text, encoding="utf-8")
    print(name, len(weights), "weights,", len(text.encode()), "bytes")


# -- measuring -----------------------------------------------------------------------------------


def measure_choices(examples: Sequence[Choice], weights: dict[str, float]) -> str:
    """Say in how many quotations the likeliest candidate stands in the source."""
    right = certain = sure = 0
    for choice in examples:
        if choice.rows:
            scores = np.array([sum(weights.get(f, 0.0) for f in row) for row in choice.rows])
            best, share = int(scores.argmax()), np.exp(scores - scores.max())
            right += best in choice.near
            if share[best] / share.sum() >= 0.7:
                sure += 1
                certain += best in choice.near
    return (
        f"{len(examples)} quotations, speaker's mention {right / max(len(examples), 1):.3f}; "
        f"from 0.7: {sure}, of which {certain / max(sure, 1):.3f}"
    )


def measure_parts(examples: Sequence[Example], weights: dict[str, float], least: float) -> str:
    """Say how many of the parts in marks that somebody says are taken for speech, and how often rightly."""
    odds = [sum(weights.get(f, 0.0) for f in e.row) for e in examples]
    taken = [
        e.right
        for e, each in zip(examples, odds, strict=True)
        if each >= np.log(least / (1 - least))
    ]
    said = sum(bool(e.right) for e in examples)
    return f"from {least}: recall {sum(map(bool, taken)) / max(said, 1):.3f} of {said}, precision {sum(map(bool, taken)) / max(len(taken), 1):.3f}"


def measure_sayings(
    read: Sequence[Article],
    found: Sequence[Sequence[Example]],
    weights: dict[str, float],
    least: float,
) -> str:
    """Say how many sayings are found, and how many of those found are attributions."""
    hits = sought = right = given = 0
    for article, examples in zip(read, found, strict=True):
        best: dict[tuple[int, int], tuple[float, Span]] = {}
        for example in examples:
            score = sum(weights.get(f, 0.0) for f in example.row)
            if score > best.get(example.verb, (np.log(least / (1 - least)),))[0]:
                best[example.verb] = (score, example.content)
        spans = [span for _, span in best.values()]
        given += len(spans)
        right += sum(
            any(shared(span, s) for gold in article.gold for s in gold.content) for span in spans
        )
        for gold in article.gold:
            words = "".join(article.text[s:e] for s, e in gold.content)
            marked = any(mark in words for mark in ("“", "”", '"', "''"))
            if gold.content and gold.cue and not marked and is_saying(article.text, gold):
                sought += 1
                hits += any(shared(span, s) for span in spans for s in gold.content)
    return f"from {least}: recall {hits / max(sought, 1):.3f} of {sought}, precision {right / max(given, 1):.3f} of {given}"


def main() -> int:
    """Learn, measure and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path, help="folder that holds train and dev")
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--folds", type=int, default=0, help="measure also within train")
    given = parser.parse_args()
    if not (given.data / "train" / "text").is_dir():
        print(f"{given.data}: no folder train/text there", file=sys.stderr)
        return 2
    train, dev = list(articles(given.data / "train")), list(articles(given.data / "dev"))
    print(len(train), "articles to learn from,", len(dev), "to measure")
    learn(train, dev, given)
    return 0


def learn(train: Sequence[Article], dev: Sequence[Article], given: argparse.Namespace) -> None:
    """Fit the three models; what is speech is learned with the speakers that the first one ranks."""
    told, seen = [list(choices(a)) for a in train], [c for a in dev for c in choices(a)]
    said, heard = [list(examples_of(a)) for a in train], [list(examples_of(a)) for a in dev]
    for fold in range(given.folds):
        rest = [row for i, row in enumerate(told) if i % given.folds != fold]
        own = [c for i, row in enumerate(told) if i % given.folds == fold for c in row]
        print("fold", fold, measure_choices(own, speakers([c for row in rest for c in row])))
        others = [e for i, row in enumerate(said) if i % given.folds != fold for e in row]
        part = range(fold, len(said), given.folds)
        score = measure_sayings(
            [train[i] for i in part], [said[i] for i in part], sayings(others), 0.3
        )
        print("fold", fold, score)
    weights = speakers([c for row in told for c in row])
    print("dev", measure_choices(seen, weights))
    if given.write:
        write("speakers.json", weights)
        load_weights.cache_clear()
    weights = terms([e for a in train for e in parts_of(a)])
    for least in (0.6, 0.85):
        print("dev", measure_parts([e for a in dev for e in parts_of(a)], weights, least))
    if given.write:
        write("terms.json", weights)
    weights = sayings([e for row in said for e in row])
    for least in (0.2, 0.3, 0.5):
        print("dev", measure_sayings(dev, heard, weights, least))
    if given.write:
        write("sayings.json", weights)


def speakers(examples: Sequence[Choice]) -> dict[str, float]:
    """Return the weights of the ranker of speakers."""
    return smaller(fit_choices(examples, ridge=3.0, least=10), 1700)


def terms(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights by which words in marks are speech."""
    return smaller(fit_examples(examples, ridge=3.0, least=15), 600)


def sayings(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the detector of sayings."""
    return smaller(fit_examples(examples, ridge=3.0, least=20), 1100)


if __name__ == "__main__":
    sys.exit(main())
