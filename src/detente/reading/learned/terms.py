"""Whether a part of a sentence in marks is somebody's words, or a term, a name, irony: a probability.

A logistic regression over what stands around the marks, in them, and how sure a speaker is; no feature
is a word. A quotation that is a clause of its own is always somebody's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from typing import Any

from detente.reading.learned.features import (
    NOUNS,
    SUBJECTS,
    VERBS,
    Quoted,
    Sheet,
    bucket,
    is_first_person,
    noun_class,
)
from detente.reading.learned.ranker import Candidate, Page, load_weights


def find_speech(
    page: Page, quotations: Sequence[Quoted], ranked: Sequence[Sequence[Candidate]]
) -> list[float]:
    """Return how probable it is that each quotation is somebody's words; 1 for a clause.

    Parameters
    ----------
    page : Page
        The document.
    quotations : sequence of Quoted
        In the order of the text.
    ranked : sequence of sequence of Candidate
        Who may speak each of them, the likeliest first.
    """
    weights = load_weights("terms.json")
    found = []
    for quoted, row in zip(quotations, ranked, strict=True):
        if quoted.clause:
            found.append(1.0)
            continue
        features = features_of(page.sheets[quoted.frame], quoted, row)
        score = sum([weights[f] for f in features if f in weights])
        found.append(1 / (1 + exp(-max(score, -50.0))))
    return found


def features_of(sheet: Sheet, quoted: Quoted, row: Sequence[Candidate]) -> list[str]:
    """Return the features of a quotation that is a part of the sentence around it."""
    doc = sheet.parse.doc
    inside = [doc[i] for i in range(quoted.first, quoted.last + 1)]
    features = ["b:1", *_words(quoted, inside), *_around(sheet, quoted, inside)]
    features += _governed(sheet, quoted, inside)
    best = row[0] if row else None
    size = bucket(len(quoted.words.split()), (1, 2, 3, 5, 8, 14))
    if best is None:
        features.append("who:none")
    else:
        sure = bucket(round(best.probability * 100), (30, 50, 70, 90, 97))
        same = best.frame == quoted.frame
        beside = same and sheet.sentence[best.token] == sheet.sentence[quoted.first]
        place = "s" if beside else "p" if same else "x"
        features += [f"who:{sure}", f"whp:{sure} {place}", f"whs:{place} {size}"]
        if beside:
            token = doc[best.token]
            kind = sheet.verbs.get(token.head.i, "n")
            features += [f"whr:{token.dep_} {kind}", f"whk:{noun_class(token, sheet.words)}"]
    return features


def _words(quoted: Quoted, inside: list[Any]) -> Iterator[str]:
    """Tell of the words between the marks."""
    words = quoted.words.split()
    size = bucket(len(words), (1, 2, 3, 5, 8, 14))
    yield f"len:{size}"
    first = next((c for c in quoted.words if c.isalnum()), "a")
    long = [w for w in words if len(w) > 3]
    capital = sum(w[:1].isupper() for w in long)
    titled = "all" if long and capital == len(long) else "some" if capital else "no"
    yield f"cap:{titled} {size}"
    yield f"up:{first.isupper()} {size}"
    last = quoted.words[-1:]
    yield f"end:{last if last in '.,?!;:' else 'x'} {size}"
    verbal = any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in inside)
    subject = any(t.dep_ in SUBJECTS for t in inside)
    yield f"vs:{verbal} {subject}"
    yield f"pos:{inside[0].pos_} {inside[-1].pos_}"
    if len(inside) == 1:
        yield f"one:{inside[0].tag_} {inside[0].dep_}"
    if is_first_person(quoted.words):
        yield "me:1"
    if any(t.lower_ in ("you", "your", "n't", "not") for t in inside):
        yield "you:1"


def _around(sheet: Sheet, quoted: Quoted, inside: list[Any]) -> Iterator[str]:
    """Tell of what stands before and behind the marks."""
    doc = sheet.parse.doc
    before = doc[quoted.first - 1] if quoted.first else None
    after = doc[quoted.last + 1] if quoted.last + 1 < len(doc) else None
    size = bucket(len(inside), (1, 2, 4, 8))
    left = "^" if before is None else sheet.verbs.get(before.i) or before.dep_
    right = "$" if after is None else after.pos_ if not after.is_punct else after.text[:1]
    yield f"l:{left} {size}"
    yield f"lp:{before.pos_ if before is not None else '^'}"
    yield f"r:{right} {size}"
    yield f"lr:{left} {right}"
    if before is not None and before.pos_ in NOUNS:
        yield f"ln:{noun_class(before, sheet.words)}"
    if before is not None and quoted.first > 1 and before.pos_ in ("DET", "ADP", "PRON"):
        second = doc[quoted.first - 2]
        yield f"ll:{before.dep_} {sheet.verbs.get(second.i) or second.pos_}"
    last = inside[-1]
    outside = last.head.i > quoted.last and last.head.pos_ in NOUNS
    yield f"mod:{outside} {left}"
    others = sum(1 for q in {id(q): q for q in sheet.quoted.values()}.values() if q is not quoted)
    clauses = any(q.clause for q in sheet.quoted.values())
    yield f"oth:{min(others, 3)} {clauses}"
    yield f"sh:{bucket(round(10 * len(inside) / len(doc)), (0, 1, 3, 6))}"


def _governed(sheet: Sheet, quoted: Quoted, inside: list[Any]) -> Iterator[str]:
    """Tell of the verbs above the words, and whether somebody tells something in the sentence."""
    span = range(quoted.first, quoted.last + 1)
    token = next((t for t in inside if t.head.i not in span or t.head is t), inside[0])
    yield f"dep:{token.dep_} {token.pos_}"
    way, steps, telling = "", 0, ""
    over = token
    while over.head is not over and steps < 6:
        kind = sheet.verbs.get(over.head.i, "n")
        if steps < 2:
            way += f"{over.dep_}^{kind} "
        if kind in ("s", "a", "A", "b") and over.head.i not in span and not telling:
            side = "<" if over.head.i > quoted.last else ">"
            negated = any(c.dep_ == "neg" for c in over.head.children)
            telling = f"{kind}{min(steps, 3)}{side}{'-' if negated else ''} {over.dep_}"
        over = over.head
        steps += 1
    yield f"way:{way}"
    yield f"tell:{telling or 'none'}"
    yield f"tl:{telling[:2] or 'none'} {bucket(len(inside), (1, 2, 4, 8))}"
    number = sheet.sentence[quoted.first]
    kinds = {k for i, k in sheet.verbs.items() if sheet.sentence[i] == number and i not in span}
    yield f"sv:{''.join(sorted(kinds & {'s', 'a', 'A', 'b'})) or 'none'}"
    earlier = {k for i, k in sheet.verbs.items() if sheet.sentence[i] == number - 1}
    yield f"ev:{''.join(sorted(earlier & {'s', 'A'})) or 'none'}"
    doc = sheet.parse.doc
    nouns = any(
        doc[i].lemma_.lower() in sheet.words.speech | sheet.words.papers
        for i in range(max(0, quoted.first - 6), quoted.first)
    )
    yield f"sn:{nouns}"
    if not any(t.pos_ in VERBS for t in inside):
        yield "bare:1"
