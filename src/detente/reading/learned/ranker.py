"""Who speaks: every noun phrase near a quotation is given a probability of naming its speaker.

A conditional logit over the candidates of one quotation (McFadden, 1974): the score of a candidate is
the sum of the weights of its features, and its probability is its share of all exponentials.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp
from typing import Any

from detente.reading.learned.features import (
    SUBJECTS,
    Parse,
    Quoted,
    Sheet,
    Words,
    bucket,
    can_be_source,
    is_first_person,
    noun_class,
    role_of,
)

#: Paragraphs before and after a quotation in which its speaker is looked for.
BEFORE, AFTER = 2, 1
#: Candidates on either side of a quotation at most, the nearest: a paragraph may be as long as a book.
NEAREST = 120
_ARTICLES = {"the": "d", "a": "i", "an": "i"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name who speaks: its paragraph, head, place in the text and probability."""

    frame: int
    token: int
    start: int
    end: int
    probability: float


@dataclass(slots=True)
class Noun:
    """A noun phrase and what is true of it whatever is quoted."""

    frame: int
    token: Any
    kind: str
    role: str
    name: str
    own: tuple[str, ...]
    source: bool
    place: tuple[int, int]
    weight: float | None = None


@dataclass(slots=True)
class Page:
    """A document: its paragraphs, the nouns in each, and how often each name stands in it."""

    sheets: list[Sheet]
    nouns: list[list[Noun]]
    counts: dict[str, int]


def page_of(frames: Sequence[Parse], quotations: Sequence[Quoted], words: Words) -> Page:
    """Prepare a document for ranking."""
    inside: list[dict[int, Quoted]] = [{} for _ in frames]
    for quoted in quotations:
        for i in range(quoted.first, quoted.last + 1):
            inside[quoted.frame][i] = quoted
    sheets = [Sheet(frame, words, held) for frame, held in zip(frames, inside, strict=True)]
    nouns = [list(_nouns(number, sheet)) for number, sheet in enumerate(sheets)]
    counts: dict[str, int] = {}
    for noun in (noun for row in nouns for noun in row):
        if noun.name:
            counts[noun.name] = counts.get(noun.name, 0) + 1
    return Page(sheets, nouns, counts)


def rank_speakers(page: Page, quotations: Sequence[Quoted]) -> list[list[Candidate]]:
    """Return the candidates for the speaker of each quotation, the likeliest first.

    Parameters
    ----------
    page : Page
        The document, from :func:`page_of`.
    quotations : sequence of Quoted
        In the order of the text.

    Returns
    -------
    list of list of Candidate
        One list for each quotation; their probabilities sum to 1. Empty where nobody is named near.
    """
    weights = load_weights("speakers.json")
    ranked: list[list[Candidate]] = []
    previous: list[Noun | None] = []
    for number in range(len(quotations)):
        nouns, scores = [], []
        for noun, features in candidates(page, quotations, number, previous):
            if noun.weight is None:  # the same for every quotation
                noun.weight = sum([weights[f] for f in noun.own if f in weights])
            nouns.append(noun)
            scores.append(noun.weight + sum([weights[f] for f in features if f in weights]))
        order = sorted(range(len(nouns)), key=lambda i: (-scores[i], i))
        total = sum(exp(score - scores[order[0]]) for score in scores) if order else 1.0
        ranked.append(
            [
                Candidate(
                    nouns[i].frame,
                    nouns[i].token.i,
                    *nouns[i].place,
                    exp(scores[i] - scores[order[0]]) / total,
                )
                for i in order
            ]
        )
        previous.append(nouns[order[0]] if order else None)
    return ranked


@lru_cache(maxsize=4)
def load_weights(name: str) -> Mapping[str, float]:
    """Return the weights in a data file, by feature."""
    data = resources.files("detente.reading").joinpath("data", name)
    loaded: dict[str, dict[str, float]] = json.loads(data.read_text(encoding="utf-8"))["weights"]
    return {f"{group}:{key}": value for group, row in loaded.items() for key, value in row.items()}


def _nouns(number: int, sheet: Sheet) -> Iterator[Noun]:
    doc, words, verbs = sheet.parse.doc, sheet.words, sheet.verbs
    depth = 0
    for token in doc:
        depth += (token.text == "(") - (token.text == ")")
        if token.i in sheet.quoted or not can_be_source(token):
            continue
        kind, role = noun_class(token, words), role_of(token, verbs)
        own = ["b:1", f"k:{kind}", f"r:{role}", f"kr:{kind} {role}"]
        if depth > 0:
            own.append("in:brackets")
        head = token.head
        if token.dep_ in SUBJECTS:
            own += _clause(head, verbs)
        else:
            own.append(f"hd:{token.dep_} {head.dep_}")
        if not kind.startswith("="):
            first = token.left_edge
            opens = _ARTICLES.get(first.lower_, first.dep_ if first.dep_ in ("det", "poss") else "")
            number_of = "+" if token.tag_ in ("NNS", "NNPS") else ""
            own.append(f"art:{kind} {opens}{number_of}")
            own.append(f"len:{bucket(token.i - first.i, (0, 1, 3, 6))}")
            if any(c.dep_ == "appos" for c in token.children):
                own.append(f"has:appos {kind}")
            if any(c.dep_ == "relcl" for c in token.children):
                own.append("has:relcl")
        telling = role.split("/")[-1].split("-")[-1]
        source = telling in ("s", "a", "A") and (
            token.dep_ in SUBJECTS or role.startswith(("pobj/A", "by/", "conj-", "appos-"))
        )
        name = token.lower_ if token.pos_ == "PROPN" else ""
        place = sheet.parse.place(token.i, token.i)
        yield Noun(number, token, kind, role, name, tuple(own), source, place)


def _clause(verb: Any, verbs: dict[int, str]) -> Iterator[str]:
    """Tell of the clause whose subject a candidate is."""
    sort = verbs.get(verb.i, "n")
    has = {c.dep_ for c in verb.children}
    yield f"cl:{sort} {verb.dep_}"
    yield f"tag:{sort} {verb.tag_}"
    for dep in ("ccomp", "dobj", "xcomp", "prep", "neg", "dative", "advcl", "prt", "attr", "acomp"):
        if dep in has:
            yield f"vc:{sort} {dep}"
    if not has & {"ccomp", "dobj", "xcomp", "prep", "attr", "acomp"}:
        yield f"vc:{sort} alone"
    for c in verb.children:
        if c.dep_ == "aux" and c.tag_ in ("MD", "TO"):
            yield f"vc:{sort} {c.tag_}"


def candidates(
    page: Page, quotations: Sequence[Quoted], number: int, previous: Sequence[Noun | None]
) -> Iterator[tuple[Noun, list[str]]]:
    """Give each candidate of a quotation with its features, beside those of its ``own``.

    ``previous`` holds who spoke the quotations before it.
    """
    quoted = quotations[number]
    here = quoted.frame
    sheet = page.sheets[here]
    context = _context(sheet, quoted)
    in_words = {word.strip(".,!?;:\"“”()[]’'") for word in quoted.words.lower().split()}
    first_person = is_first_person(quoted.words)
    last = previous[-1] if previous else None
    last_quoted = quotations[number - 1] if number else None
    together = last_quoted is not None and last_quoted.frame == here
    ups = _ups(sheet, quoted)
    low, high = max(0, here - BEFORE), min(len(page.nouns), here + AFTER + 1)
    rows = list(_around(page, low, high, quoted))
    if last is not None and not any(noun is last for noun in rows):
        rows.insert(0, last)
    sources = _nearest_sources(rows, here, quoted)
    ranks = _ranks(rows, here, quoted)
    subject_ranks = _ranks([n for n in rows if n.token.dep_ in SUBJECTS], here, quoted)
    between = _between(quotations, number, rows)
    for noun in rows:
        token, kind, role = noun.token, noun.kind, noun.role
        place = _place(sheet, quoted, noun)
        sort = role if token.dep_ in SUBJECTS or noun.source else token.dep_
        features = [
            f"p:{place}",
            f"pr:{place} {role}",
            f"pk:{place} {kind}",
            f"px:{place} {context[0]}",
        ]
        features += [f"pc{n}:{place} {value}" for n, value in enumerate(context[1:])]
        features += [f"sx:{place} {sort} {context[0]}"]
        features += [f"s{n}:{place[:1]} {sort} {value}" for n, value in enumerate(context[1:])]
        rank = ranks[id(noun)]
        features += [f"n:{rank}", f"nk:{rank} {kind}"]
        if id(noun) in subject_ranks:
            rank = subject_ranks[id(noun)]
            features += [f"ns:{rank}", f"nsx:{rank} {context[0]}"]
        features.append(f"q:{between[id(noun)]} {place[:1]}")
        if noun.frame == here:
            gap = token.i - quoted.last if token.i > quoted.last else quoted.first - token.i
            features.append(f"d:{place[:2]} {bucket(gap, (1, 2, 3, 5, 8, 13, 21, 40))}")
            left, right = _neighbours(sheet, token)
            features += [f"al:{left} {place[1:2]}", f"ar:{right} {place[1:2]}"]
            features.append(f"alr:{left} {right} {place[1:2]} {context[0]}")
            if bucket(gap, (1, 2, 3)) != "+":
                features.append(f"at:{place[1:2]} {context[3 if place[1:2] == '+' else 2]} {gap}")
        if place[0] == "s":
            path = _path(ups, token, sheet.verbs)
            features += [f"w:{path}", f"wx:{path} {context[0]}"]
        nearest = sources.get(id(noun))
        features.append(f"src:{nearest or (noun.source and '-')} {place}")
        if nearest:
            features.append(f"srx:{nearest} {context[0]} {context[4]}")
        if first_person:
            features.append(f"me:{kind} {token.tag_ in ('NNS', 'NNPS')}")
        if noun.name and noun.name in in_words:
            features.append("named:inside")
        if noun.name:
            features.append(f"c:{bucket(page.counts[noun.name], (1, 2, 4, 8))} {kind}")
        if last is not None:
            features += _after(noun, last, place, together=together, kind=context[0])
        elif not previous:
            features.append(f"first:{place} {kind}")
        yield noun, features


def _around(page: Page, low: int, high: int, quoted: Quoted) -> Iterator[Noun]:
    """Give the nouns of some paragraphs that stand nearest to a quotation, in order."""
    rows = [noun for row in page.nouns[low : quoted.frame] for noun in row[-NEAREST:]]
    here = page.nouns[quoted.frame]
    at = bisect_left(here, quoted.first, key=lambda noun: noun.token.i)
    rows += here[max(at - NEAREST, 0) : at]
    yield from rows[-NEAREST:]
    rows = here[at : at + NEAREST]
    rows += [noun for row in page.nouns[quoted.frame + 1 : high] for noun in row[:NEAREST]]
    yield from rows[:NEAREST]


def _context(sheet: Sheet, quoted: Quoted) -> tuple[str, ...]:
    """Tell of a quotation: clause or part, how it ends, what stands before and after it."""
    doc = sheet.parse.doc
    sort = "c" if quoted.clause else "p"
    end = quoted.words[-1:] if quoted.words[-1:] in ".,?!" else "x"
    before = _mark(doc, quoted.first - 1)
    after = _mark(doc, quoted.last + 1)
    if after in (",", ".") and quoted.last + 2 < len(doc):
        after += _mark(doc, quoted.last + 2)[:1]
    others = sheet.quoted.values()
    earlier = any(q.first < quoted.first for q in others)
    later = any(q.first > quoted.last for q in others)
    around = f"{'<' if earlier else ''}{'>' if later else ''}"
    size = bucket(len(quoted.words.split()), (1, 3, 8, 20))
    return sort, end, before, after, end + after, around + size


def _mark(doc: Any, at: int) -> str:
    if at < 0:
        return "^"
    if at >= len(doc):
        return "$"
    token = doc[at]
    if not token.is_punct:
        return "A" if token.is_title else "a"
    return token.text if token.text in (".", ",", ":", "?", "!", ";") else "-"


def _neighbours(sheet: Sheet, token: Any) -> tuple[str, str]:
    """Return what stands before and after the words of a candidate, a quotation being "Q"."""
    doc = sheet.parse.doc
    before, after = token.left_edge.i - 1, token.i + 1
    left = "Q" if before in sheet.quoted else _mark(doc, before)
    right = "Q" if after in sheet.quoted else _mark(doc, after)
    if left == "-" and before - 1 in sheet.quoted:
        left = "Q-"
    if right in ("-", ":", ",") and after + 1 in sheet.quoted:
        right += "Q"
    return left, right


def _place(sheet: Sheet, quoted: Quoted, noun: Noun) -> str:
    """Return where a candidate stands: sentence, paragraph, and on which side."""
    away = noun.frame - quoted.frame
    if away:
        return f"P{max(away, -3)}"
    side = "-" if noun.token.i < quoted.first else "+"
    own, its = sheet.sentence[noun.token.i], sheet.sentence[quoted.first]
    if own == its or own == sheet.sentence[quoted.last]:
        return "s" + side
    return f"p{side}{min(abs(own - its), 2)}"


def _ups(sheet: Sheet, quoted: Quoted) -> list[tuple[int, str]]:
    """Return the tokens above a quotation, each with the way up to it."""
    doc = sheet.parse.doc
    inside = range(quoted.first, quoted.last + 1)
    token = next((doc[i] for i in inside if doc[i].head.i not in inside), doc[quoted.first])
    for i in inside:
        if doc[i].head == doc[i]:
            token = doc[i]
    found, way = [(token.i, "")], ""
    while token.head != token and len(found) < 5:
        way += f"{token.dep_}^{sheet.verbs.get(token.head.i, 'n')} "
        token = token.head
        found.append((token.i, way))
    return found


def _path(ups: list[tuple[int, str]], token: Any, verbs: dict[int, str]) -> str:
    """Return the way from a quotation up and down to a candidate."""
    above = dict(ups)
    way, steps = "", 0
    while steps < 4:
        if token.i in above:
            return above[token.i] + way
        if token.head == token:
            return "none"
        way = f"{verbs.get(token.head.i, 'n')}v{token.dep_} " + way
        token = token.head
        steps += 1
    return "far"


def _ranks(rows: list[Noun], here: int, quoted: Quoted) -> dict[int, str]:
    """Return for each candidate how many stand between it and the quotation on its side."""
    before = [n for n in rows if (n.frame, n.token.i) < (here, quoted.first)]
    after = [n for n in rows if (n.frame, n.token.i) > (here, quoted.last)]
    limits = (0, 1, 2, 4, 8, 16)
    found = {id(n): "-" + bucket(i, limits) for i, n in enumerate(reversed(before))}
    return found | {id(n): "+" + bucket(i, limits) for i, n in enumerate(after)}


def _nearest_sources(rows: list[Noun], here: int, quoted: Quoted) -> dict[int, str]:
    """Return the candidates that a verb of saying gives a voice, by how near they stand."""
    telling = [n for n in rows if n.source]
    found = {}
    before = [n for n in telling if (n.frame, n.token.i) < (here, quoted.first)]
    after = [n for n in telling if (n.frame, n.token.i) > (here, quoted.last)]
    for sign, row in (("-", before[::-1]), ("+", after)):
        for i, noun in enumerate(row[:3]):
            found[id(noun)] = f"{sign}{i}"
    return found


def _between(quotations: Sequence[Quoted], number: int, rows: list[Noun]) -> dict[int, str]:
    """Return how many other quotations stand between a candidate and the quotation."""
    places = [(q.frame, q.first) for q in quotations[max(0, number - 12) : number + 12]]
    own = (quotations[number].frame, quotations[number].first)
    found = {}
    for noun in rows:
        at = (noun.frame, noun.token.i)
        low, high = (at, own) if at < own else (own, at)
        count = sum(low < place < high for place in places)
        found[id(noun)] = ("-" if at < own else "+") + bucket(count, (0, 1, 2))
    return found


def _after(noun: Noun, last: Noun, place: str, *, together: bool, kind: str) -> list[str]:
    """Tell how a candidate stands to who spoke before."""
    near = f"{'=' if together else '/'}{kind}"
    if noun is last:
        return [f"l:same {near}", f"lp:same {place} {near}"]
    if noun.name and noun.name == last.name:
        return [f"l:name {near}", f"lp:name {place} {near}"]
    at, then = (noun.frame, noun.token.i), (last.frame, last.token.i)
    pair = f"{noun.kind} {last.kind}" if noun.kind.startswith("=") else "x"
    side = "<" if at < then else ">"
    return [f"l:{side} {near}", f"lk:{side} {pair} {near}", f"lp:{side} {place} {near}"]
