"""What is reported without marks: each verb with what it may tell is given a probability of telling it.

A logistic regression over candidates: a verb (or "according to", or a noun of saying) with one stretch
that may be its content. One saying is returned for a verb, the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from detente.reading.learned.features import (
    NOUNS,
    SUBJECTS,
    VERBS,
    Parse,
    Quoted,
    Sheet,
    Words,
    bucket,
    noun_class,
)
from detente.reading.learned.ranker import load_weights

_OBJECTS = ("dobj", "attr", "oprd")
_CLAUSES = ("ccomp", "xcomp", "around", "according", "noun")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Saying:
    """Something said: the word that says so, who said it, and the stretch that holds it.

    ``first`` and ``last`` are tokens; ``source`` is None where nobody is named; ``clause`` tells
    whether a clause or infinitive is told, not a thing.
    """

    verb: int
    source: int | None
    first: int
    last: int
    probability: float
    clause: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate: a verb, its source, what it may tell, and how that hangs on it."""

    verb: Any
    source: Any | None
    first: int
    last: int
    way: str
    head: Any


def find_sayings(
    parse: Parse, quotations: Sequence[Quoted], words: Words, *, least: float = 0.3
) -> list[Saying]:
    """Return the sayings of a paragraph whose probability is at least ``least``, in their order.

    Parameters
    ----------
    parse : Parse
        The parsed paragraph.
    quotations : sequence of Quoted
        Those of this paragraph.
    words : Words
        Verbs and nouns of telling.
    least : float, optional
        Probability from which a saying is returned.
    """
    weights = load_weights("sayings.json")
    sheet = sheet_of(parse, quotations, words)
    best: dict[int, Saying] = {}
    for told, features in tellings(sheet):
        score = sum([weights[f] for f in features if f in weights])
        probability = 1 / (1 + exp(-max(score, -50.0)))
        known = best.get(told.verb.i)
        if probability >= least and (known is None or probability > known.probability):
            source = None if told.source is None else told.source.i
            best[told.verb.i] = Saying(
                told.verb.i,
                source,
                told.first,
                told.last,
                probability,
                told.way.startswith(_CLAUSES),
            )
    return [best[verb] for verb in sorted(best)]


def sheet_of(parse: Parse, quotations: Sequence[Quoted], words: Words) -> Sheet:
    """Prepare a paragraph."""
    inside = {i: quoted for quoted in quotations for i in range(quoted.first, quoted.last + 1)}
    return Sheet(parse, words, inside)


def tellings(sheet: Sheet) -> Iterator[tuple[Told, list[str]]]:
    """Give each candidate of a paragraph with its features."""
    doc = sheet.parse.doc
    held = {i for i, quoted in sheet.quoted.items() if quoted.clause}
    for token in doc:
        if token.i in held:
            continue
        if token.lower_ == "according":
            found = list(_according(token))
        elif token.pos_ in VERBS and token.dep_ not in ("aux", "auxpass"):
            found = list(_of_verb(token))
        elif token.pos_ in NOUNS:
            found = list(_of_noun(token))
        else:
            continue
        for told in found:
            long = told.last - told.first + 1 >= _SHORTEST
            if long and not any(i in held for i in range(told.first, told.last + 1)):
                yield told, _features(sheet, told, found)


def _according(token: Any) -> Iterator[Told]:
    """Read "according to X, …": what is left of the sentence or of the clause before it."""
    to = next((c for c in token.children if c.dep_ == "prep"), None)
    if to is None and token.i + 1 < len(token.doc):
        to = token.nbor()
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if source is None:
        return
    sentence = token.sent
    low, high = sentence.start, sentence.end - 1
    right = max(source.right_edge.i, token.right_edge.i)
    if token.left_edge.i - low <= 1:
        low = right + 1
    else:
        high = token.left_edge.i - 1
    if low < high:
        first, last = trimmed(token.doc, low, high)
        yield Told(token, source, first, last, "according", token.head)
    head = token.head
    if head.pos_ in VERBS and head.i < token.i and head.left_edge.i > sentence.start:
        first, last = trimmed(token.doc, head.left_edge.i, token.left_edge.i - 1)
        if first < last:
            yield Told(token, source, first, last, "according-clause", head)


def _of_verb(verb: Any) -> Iterator[Told]:
    doc = verb.doc
    source = source_of(verb)
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp", *_OBJECTS):
            way = c.dep_
        elif c.dep_ == "prep" and c.i > verb.i:
            way = "prep"
        elif c.dep_ in ("advcl", "dep", "parataxis", "conj", "acomp") and c.i > verb.i:
            if c.pos_ not in VERBS or c.dep_ == "conj":
                continue
            way = c.dep_
        else:
            continue
        low, high = c.left_edge.i, c.right_edge.i
        if low < verb.i < high:
            high = min(high, verb.left_edge.i - 1) if c.i < verb.i else high
            low = max(low, verb.i + 1) if c.i > verb.i else low
        if source is not None and source.dep_ in SUBJECTS and source.head == verb:
            subject = (source.left_edge.i, source.right_edge.i)
            if low <= subject[0] and subject[1] <= high:
                if c.i < verb.i:
                    high = subject[0] - 1
                else:
                    low = subject[1] + 1
        if low > high:
            continue
        first, last = trimmed(doc, low, high)
        way += "" if c.i > verb.i else "<"
        yield Told(verb, source, first, last, way, c)
        if way in ("ccomp", "xcomp"):
            for cut, end in _shorter(c, last):
                yield Told(verb, source, first, end, f"{way}-{cut}", c)
            after = _going_on(verb, last)
            if after is not None:
                yield Told(verb, source, first, trimmed(doc, first, after)[1], f"{way}+", c)
    yield from _around(verb, source)


def _shorter(clause: Any, last: int) -> Iterator[tuple[str, int]]:
    """Give earlier ends of a clause: before what follows a comma, before another telling verb."""
    doc = clause.doc
    for c in clause.children:
        opens = c.left_edge.i
        if c.i < clause.i or opens > last or c.right_edge.i < last:
            continue
        if c.dep_ == "advcl" and doc[opens - 1].text == ",":
            yield "advcl", trimmed(doc, clause.left_edge.i, opens - 1)[1]
        elif c.dep_ == "conj" and c.pos_ in VERBS:
            yield "conj", trimmed(doc, clause.left_edge.i, opens - 1)[1]
        elif c.dep_ in ("ccomp", "parataxis"):
            yield "clause", trimmed(doc, clause.left_edge.i, opens - 1)[1]


def _going_on(verb: Any, last: int) -> int | None:
    """Return where a clause ends whose second half the parser hung on the verb of saying."""
    for c in verb.children:
        if (
            c.dep_ == "conj"
            and c.left_edge.i > last
            and not any(x.dep_ in SUBJECTS for x in c.children)
        ):
            return int(c.right_edge.i)
    return None


def _around(verb: Any, source: Any | None) -> Iterator[Told]:
    """Read a verb in a parenthesis: the clause around it is what it tells."""
    head, doc = verb.head, verb.doc
    if head == verb or head.pos_ not in VERBS or source is None or source.head != verb:
        return
    if verb.dep_ not in ("parataxis", "ccomp", "dep", "advcl", "conj"):
        return
    left, right = min(source.left_edge.i, verb.i), verb.i
    if left <= head.left_edge.i:
        return
    low, high = head.left_edge.i, head.right_edge.i
    if high > right and head.i > right:
        first, last = trimmed(doc, low, high)
    else:
        first, last = trimmed(doc, low, left - 1)
    if first < last:
        yield Told(verb, source, first, last, "around-" + verb.dep_, head)


def _of_noun(noun: Any) -> Iterator[Told]:
    """Read "the claim that …", "his promise to …"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        by = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")]
        owner = next((c for p in by for c in p.children if c.dep_ == "pobj"), None)
    if owner is None and noun.dep_ == "dobj":
        owner = source_of(noun.head)
    for c in noun.children:
        if c.dep_ in ("acl", "relcl", "ccomp") and c.i > noun.i and c.pos_ in VERBS:
            opens = c.left_edge.lower_
            marked = opens == "that" and any(
                x.dep_ in SUBJECTS and x.lower_ != "that" for x in c.children
            )
            if marked or (c.tag_ == "VB" and opens == "to"):
                first, last = trimmed(noun.doc, c.left_edge.i, c.right_edge.i)
                yield Told(noun, owner, first, last, "noun-" + ("that" if marked else "to"), c)


def source_of(verb: Any, depth: int = 4) -> Any | None:
    """Return who does what a verb tells, through coordination, participles and relative clauses."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        if own.dep_ == "nsubjpass":
            agent = next((c for c in verb.children if c.dep_ == "agent"), None)
            by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent else None
            return by if by is not None else own
        if own.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            return verb.head
        return own
    head = verb.head
    if depth == 0 or head == verb:
        return None
    if verb.dep_ in ("relcl", "acl"):
        return head if head.pos_ in NOUNS else None
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dep", "parataxis") and head.pos_ in VERBS:
        return source_of(head, depth - 1)
    if head.pos_ == "ADP" and head.head.pos_ in VERBS:
        return source_of(head.head, depth - 1)
    return None


def trimmed(doc: Any, first: int, last: int) -> tuple[int, int]:
    """Cut punctuation, a leading "that" and a trailing conjunction off a stretch."""
    while first < last and (
        doc[first].is_punct
        or doc[first].is_space
        or (doc[first].lower_ == "that" and doc[first].dep_ == "mark")
    ):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space or doc[last].dep_ == "cc"):
        last -= 1
    return first, last


def _features(sheet: Sheet, told: Told, all_of_verb: list[Told]) -> list[str]:
    verb, head, way, words = told.verb, told.head, told.way, sheet.words
    sort = sheet.verbs.get(verb.i) or ("N" if verb.lemma_.lower() in words.speech else "n")
    key = f"{sort} {way}"
    features = ["b:1", f"v:{sort}", f"w:{way}", f"vw:{key}"]
    has = {c.dep_ for c in verb.children}
    source = told.source
    if source is None:
        features += ["o:none", f"ow:none {key}"]
    else:
        kind = noun_class(source, words)
        own = "own" if source.head == verb else source.dep_
        features += [f"o:{kind}", f"ok:{kind} {sort}", f"ow:{own} {key}", f"oz:{kind} {way}"]
        if source.i > verb.i:
            features.append(f"inverted:{key}")
        if source.tag_ in ("NNS", "NNPS"):
            features.append(f"plural:{kind}")
    features += [f"t:{sort} {verb.tag_}", f"tw:{verb.tag_} {way}", f"vd:{sort} {verb.dep_}"]
    features.append(f"dep:{verb.dep_} {way}")
    features.append(f"above:{sheet.verbs.get(verb.head.i, 'n')} {verb.dep_}")
    for c in verb.children:
        if c.dep_ == "aux" and c.tag_ in ("MD", "TO"):
            features.append(f"aux:{c.tag_} {sort}")
        if c.dep_ == "neg":
            features.append(f"neg:{sort}")
    for dep in ("dobj", "ccomp", "xcomp", "prep", "advcl", "dative", "prt", "mark", "auxpass"):
        if dep in has and dep != way:
            features.append(f"has:{dep} {way}")
    if verb.dep_ in ("advcl", "relcl", "pcomp", "acl"):
        features.append(f"under:{verb.dep_} {sort}")
    features.append(f"others:{len({t.way for t in all_of_verb})} {way}")
    for t in all_of_verb:
        if t is not told:
            features.append(f"rival:{way} {t.way}")
    if head.pos_ in VERBS:
        inner = {c.dep_ for c in head.children}
        subject = "s" if inner & (SUBJECTS | {"expl"}) else ""
        mark = next((c for c in head.children if c.dep_ == "mark"), None)
        marked = ""
        if mark is not None:
            marked = "that" if mark.lower_ == "that" else "to" if mark.lower_ == "to" else "other"
        opens = told.verb.doc[told.first]
        wh = opens.tag_ in ("WDT", "WP", "WRB", "WP$")
        features += [f"in:{subject}{marked} {key}", f"it:{head.tag_} {way}", f"wh:{wh} {key}"]
        features.append(f"inner:{sheet.verbs.get(head.i, 'n')} {way}")
    else:
        features += [f"ip:{head.pos_} {key}", f"in:{noun_class(head, words)} {key}"]
        if head.dep_ == "prep":
            goes = next((c for c in head.children if c.dep_ in ("pobj", "pcomp")), None)
            to = noun_class(goes, words) if goes is not None and goes.dep_ == "pobj" else "pcomp"
            features.append(f"po:{to} {key}")
    gap = told.first - verb.i if told.first > verb.i else verb.i - told.last
    features.append(f"d:{bucket(gap, (1, 2, 4, 8, 16))} {way}")
    features.append(f"len:{bucket(told.last - told.first + 1, (3, 5, 8, 14, 25))} {way}")
    features.append(
        f"has verb:{any(t.pos_ in VERBS for t in verb.doc[told.first : told.last + 1])} {way}"
    )
    depth = sum(1 for _ in verb.ancestors)
    features.append(f"depth:{min(depth, 5)}")
    if verb.i in sheet.quoted:
        features.append("inside marks")
    if any(i in sheet.quoted for i in range(told.first, told.last + 1)):
        features.append(f"holds marks:{way}")
    for above in verb.ancestors:
        if sheet.verbs.get(above.i) in ("s", "a"):
            features.append(f"under saying:{sort} {way}")
            break
    return features
