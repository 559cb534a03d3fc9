"""Conditions: which words are the condition, which the consequence, and what joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, is_negated, trim_edges

_FUTURE = (
    "will",
    "would",
    "shall",
    "'ll",
    "’ll",
    "can",
    "could",
    "may",
    "might",
    "'d",
    "’d",
    "must",
    "is",
    "are",
)
_JOINS = ("that", "and", "but", "then", "so", "because", "as", "while", "yet", "which")


@dataclass(frozen=True, slots=True)
class Found:
    """A condition as stretches of tokens, both ends included."""

    cue: str
    sense: str
    condition: tuple[int, int]
    consequence: tuple[int, int]


def find_conditions(parsed: Parsed, speech: set[int] | None = None) -> list[Found]:
    """Return the conditions of a frame or quotation in order.

    ``speech`` holds the indices of verbs that report speech: their clause is no consequence.
    """
    found: list[Found] = []
    taken: set[int] = set()
    speech = speech or set()
    for sentence in parsed.doc.sents:
        for finder in (_dependence, _either, _inverted, _any, _bargain, _subordinate, _imperative):
            for condition in finder(sentence, speech):
                first, last = condition.condition
                if first > last or condition.consequence[0] > condition.consequence[1]:
                    continue
                if taken & set(range(first, last + 1)):
                    continue
                taken |= set(range(first, last + 1))
                found.append(condition)
    return sorted(found, key=lambda c: c.condition)


def dangling_condition(parsed: Parsed) -> tuple[str, str, tuple[int, int]] | None:
    """Return cue, sense and condition of words that are a condition alone: "but only if …"."""
    doc = parsed.doc
    sentence = next(iter(doc.sents), None)
    if sentence is None:
        return None
    position = sentence.start
    while position < sentence.end - 2 and doc[position].lower_ in ("but", "and", "–", "—"):
        position += 1
    cue = _cue_at(doc, position, sentence)
    if cue is None or any(t.text == "," for t in doc[position : sentence.end - 1]):
        return None
    words, sense, size = cue
    if not words.startswith(("only", "if", "unless", "provided", "as long", "so long", "on condition", "once", "until")):
        return None
    return doc[position : position + size].text, sense, trim_edges(doc, position + size, sentence.end - 1)


def _subordinate(sentence: Any, speech: set[int]) -> Iterator[Found]:
    doc = sentence.doc
    position = sentence.start
    while position < sentence.end:
        cue = _cue_at(doc, position, sentence)
        if cue is None:
            position += 1
            continue
        words, sense, size = cue
        after = position + size
        condition = _condition_clause(doc, position, after, sentence)
        if condition is not None and _applies(doc, position, words, sentence, condition):
            consequence = _consequence(doc, position, condition, sentence, speech)
            if consequence is not None:
                yield Found(doc[position:after].text, sense, condition, consequence)
        position = after


def _cue_at(doc: Any, position: int, sentence: Any) -> tuple[str, str, int] | None:
    first = doc[position].lower_
    for words, sense in lexicon().cues:
        parts = words.split()
        if parts[0] != first or position + len(parts) > sentence.end:
            continue
        if all(doc[position + k].lower_ == part for k, part in enumerate(parts)):
            return words, sense, len(parts)
    if first == "while" and position > sentence.start and doc[position - 1].lower_ == "not":
        return "while", "while", 1
    return None


def _applies(
    doc: Any, position: int, words: str, sentence: Any, condition: tuple[int, int]
) -> bool:
    """Whether the words are used as a condition here."""
    before = doc[position - 1] if position > sentence.start else None
    if before is not None and before.lower_ in ("even", "as"):
        return False
    if (
        words in ("if", "whether")
        and before is not None
        and before.lemma_.lower() in lexicon().before_if
    ):
        return False
    token = doc[position]
    if words == "once":
        return (
            token.dep_ in ("mark", "advmod")
            and any(t.dep_ in SUBJECTS for t in doc[condition[0] : condition[1] + 1])
            and doc[position + 1].pos_ != "PUNCT"
        )
    if words in ("provided", "providing", "assuming", "supposing", "failing", "absent"):
        if any(
            c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass")
            for c in token.children
            if c.i < position
        ):
            return False
        return (
            before is None
            or before.is_punct
            or before.lower_ in ("only", "and")
            or token.dep_ in ("mark", "prep", "advcl", "prep")
        )
    if words in ("the moment", "the minute", "the day"):
        return any(t.dep_ in SUBJECTS for t in doc[condition[0] : condition[1] + 1])
    if condition[0] == condition[1] and doc[condition[0]].pos_ in ("ADJ", "ADV"):
        return False  # "if necessary"
    if words == "without":
        main = [t.lower_ for t in sentence]
        negative = any(t in main for t in ("no", "not", "never", "n't", "n’t", "cannot", "nothing"))
        if position > sentence.start and not negative:
            return False
        return any(w in main for w in ("will", "would", "cannot", "no", "never", "wo", "ca", "can"))
    if words in ("until", "till"):
        return any(t.dep_ in SUBJECTS for t in doc[condition[0] : condition[1] + 1])
    if words in ("in exchange for", "in return for"):
        return not any(t.dep_ == "neg" for t in doc[sentence.start : position])
    return True


def _condition_clause(doc: Any, position: int, after: int, sentence: Any) -> tuple[int, int] | None:
    """Return the stretch of the clause or noun phrase that a cue opens."""
    if after >= sentence.end:
        return None
    mark = doc[position]
    heads = [doc[i] for i in range(position, after)]
    verb = None
    for token in heads:
        if token.dep_ in ("mark", "advmod") and token.head.i >= after:
            verb = token.head
    last_cue = doc[after - 1]
    if verb is None:
        inside = child(last_cue, "pobj", "pcomp", "ccomp", "advcl", "xcomp")
        if inside is not None and inside.left_edge.i <= after <= inside.right_edge.i:
            verb = inside
    if verb is None:
        # The parse is of no help: up to the next comma or the end.
        stop = next(
            (t.i for t in doc[after : sentence.end] if t.text in (",", ";", ":", ".", "—")),
            sentence.end,
        )
        return trim_edges(doc, after, stop - 1)
    right = verb.right_edge.i
    if (
        mark.i == sentence.start
        or doc[position - 1].is_punct
        or doc[position - 1].lower_ in ("that", "and", "but")
    ):
        right = _clause_comma(doc, verb, after, right, sentence)
    for c in verb.children:
        if (
            c.dep_ == "conj"
            and child(c, *SUBJECTS) is not None
            and c.i > verb.i
            and c.left_edge.i > after
        ):
            cut = c.left_edge.i - 1
            while cut > verb.i and (doc[cut].is_punct or doc[cut].dep_ == "cc"):
                cut -= 1
            if doc[cut + 1].text == ",":
                right = min(right, cut)
    return trim_edges(doc, after, min(right, sentence.end - 1))


def _clause_comma(doc: Any, verb: Any, after: int, right: int, sentence: Any) -> int:
    """Return where a clause before its main clause ends: a comma that its own words do not need."""
    main = verb.head
    if main.i > verb.i and main != verb:
        begin = min(
            (
                c.left_edge.i
                for c in main.children
                if c.dep_ in SUBJECTS + ("aux", "expl", "neg") and c.i > verb.i
            ),
            default=main.i,
        )
        commas = [t.i for t in doc[verb.i : begin] if t.text in (",", "—", "–", ";")]
        if commas:
            return min(right, commas[-1] - 1) if commas[-1] <= right else right
        return min(right, begin - 1)
    return right


def _consequence(
    doc: Any, position: int, condition: tuple[int, int], sentence: Any, speech: set[int]
) -> tuple[int, int] | None:
    """Return the clause that a condition governs."""
    first, last = condition
    verb = doc[position].head if doc[position].dep_ in ("mark", "prep", "advmod") else doc[position]
    if verb.i < position:
        main = verb
    else:
        main = verb.head
        while main.i in range(position, last + 1) and main.head != main:
            main = main.head
    inside = set(range(position, last + 1))
    if doc[position].lower_ == "while" and position > sentence.start and doc[position - 1].lower_ == "not":
        return position - 1, position - 1
    while main.dep_ == "xcomp" and main.head.i not in speech and main.head.i not in inside:
        main = main.head
    if main.i in inside:
        return _by_comma(doc, position, last, sentence, speech)
    before = main.i < position
    if main.i in speech:
        inner = child(main, "ccomp", "xcomp")
        if (
            inner is not None
            and inner.i not in inside
            and (inner.i > last) == (main.i > last or inner.i > last)
        ) or (inner is not None and inner.i not in inside):
            main = inner
        else:
            return _by_comma(doc, position, last, sentence, speech)
        before = main.i < position
    low, high = main.left_edge.i, main.right_edge.i
    for c in main.children:
        if c.i in inside or (
            c.dep_ in ("advcl", "prep", "mark", "advmod")
            and c.left_edge.i >= position
            and c.right_edge.i <= last
        ):
            continue
        if (
            c.dep_ in ("conj", "parataxis", "ccomp")
            and child(c, *SUBJECTS) is not None
            and (c.i in speech or c.dep_ == "conj")
        ):
            if c.i > main.i:
                high = min(high, c.left_edge.i - 1)
            elif c.i in speech:
                low = max(low, c.right_edge.i + 1)
        if c.dep_ == "advcl" and c.i > main.i and c.i > last and c.i in speech:
            high = min(high, c.left_edge.i - 1)
    low = max((s + 1 for s in speech if low <= s < main.i), default=low)
    if before:
        high = min(high, position - 1)
        while high > low and doc[high].lower_ in ("only", "and", "not"):
            high -= 1
    else:
        low = max(low, last + 1)
    while low < high and (
        doc[low].is_punct
        or doc[low].lower_ in _JOINS
        or (doc[low].lower_ == "to" and doc[low].tag_ == "TO")
    ):
        low += 1
    while high > low and (doc[high].is_punct or doc[high].dep_ == "cc"):
        high -= 1
    if low > high or (set(range(low, high + 1)) & inside):
        return _by_comma(doc, position, last, sentence, speech)
    return low, high


def _by_comma(doc: Any, position: int, last: int, sentence: Any, speech: set[int]) -> tuple[int, int] | None:
    """Return what stands beside a condition, as the commas cut it."""
    if position - sentence.start <= 2:
        low, high = last + 1, sentence.end - 1
    else:
        low = max((s + 1 for s in speech if sentence.start <= s < position - 1), default=sentence.start)
        high = position - 1
    if low > high:
        return None
    low, high = trim_edges(doc, low, high, words=_JOINS)
    return (low, high) if high >= low and any(t.is_alpha for t in doc[low : high + 1]) else None


def _dependence(sentence: Any, speech: set[int]) -> Iterator[Found]:
    doc = sentence.doc
    lower = [t.lower_ for t in sentence]
    for phrase in lexicon().dependence:
        parts = phrase.split()
        for k in range(len(lower) - len(parts)):
            if lower[k] != parts[0]:
                continue
            stop = _match_loose(lower, k, parts)
            if stop is None:
                continue
            start, after = sentence.start + k, sentence.start + stop
            head = doc[start]
            right = max(
                (c.right_edge.i for c in doc[after - 1].children),
                default=doc[after - 1].right_edge.i,
            )
            if right < after:
                right = doc[after].right_edge.i if after < sentence.end else after
            right = min(right, sentence.end - 1)
            comma = next(
                (i for i in range(after + 1, right + 1) if doc[i].text in (",", ";", "—")), None
            )
            if comma is not None:
                right = comma - 1
            subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
            if subject is None:
                low = sentence.start
            else:
                low = subject.left_edge.i
            low, high = (
                trim_edges(doc, low, start - 1, words=_JOINS) if start > low else (start, start - 1)
            )
            if low <= high:
                yield Found(
                    doc[start:after].text, "dependence", trim_edges(doc, after, right), (low, high)
                )


def _match_loose(lower: list[str], k: int, parts: list[str]) -> int | None:
    """Match a phrase, letting one adverb stand inside ("hinges entirely on")."""
    at, part, slack = k, 0, 1
    while part < len(parts):
        if at >= len(lower):
            return None
        if lower[at] == parts[part]:
            part += 1
        elif slack and part and lower[at].endswith("ly"):
            slack -= 1
        else:
            return None
        at += 1
    return at


def _either(sentence: Any, speech: set[int]) -> Iterator[Found]:
    doc = sentence.doc
    for token in sentence:
        if token.lower_ == "either" and (
            token.i == sentence.start
            or doc[token.i - 1].is_punct
            or doc[token.i - 1].lower_ in ("that", "and", "but")
        ):
            other = next(
                (
                    t.i
                    for t in doc[token.i + 1 : sentence.end]
                    if t.lower_ == "or" and _clause_follows(doc, t.i, sentence)
                ),
                None,
            )
            if other is not None:
                high = _until_stop(doc, other + 1, sentence)
                yield Found(
                    "either",
                    "either-or",
                    trim_edges(doc, token.i + 1, other - 1),
                    trim_edges(doc, other + 1, high, words=("else",)),
                )
        elif token.lower_ == "whether" and (
            token.i == sentence.start or doc[token.i - 1].text in (",", ":", ";", "—")
        ):
            if any(t.lower_ == "or" for t in doc[token.i : sentence.end]):
                comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
                if comma is not None and comma + 2 < sentence.end:
                    high = _until_comma(doc, comma + 1, sentence)
                    yield Found(
                        token.text,
                        "either-or",
                        trim_edges(doc, token.i + 1, comma - 1),
                        trim_edges(doc, comma + 1, high),
                    )
        elif token.lower_ in ("or", "otherwise") and token.i > sentence.start:
            follows = doc[token.i + 1] if token.i + 1 < sentence.end else None
            if follows is None:
                continue
            strong = follows.lower_ in ("else", "otherwise") or token.lower_ == "otherwise"
            start = token.i + (2 if follows.lower_ in ("else", "otherwise") else 1)
            if not _clause_follows(doc, start - 1, sentence):
                continue
            low = sentence.start
            ordering = _is_order(doc, low, token.i)
            if strong or ordering:
                if "either" in [t.lower_ for t in doc[low : token.i]] or "whether" in [
                    t.lower_ for t in doc[low : token.i]
                ]:
                    continue
                yield Found(
                    doc[token.i : start].text,
                    "either-or",
                    trim_edges(doc, low, token.i - 1),
                    trim_edges(doc, start, _until_stop(doc, start, sentence)),
                )


def _is_order(doc: Any, low: int, high: int) -> bool:
    first = doc[low]
    words = [t.lower_ for t in doc[low:high]]
    return (first.tag_ in ("VB", "VBP") and first.dep_ not in SUBJECTS) or any(
        w in words for w in ("must", "should", "has", "have")
    )


def _clause_follows(doc: Any, at: int, sentence: Any) -> bool:
    """Whether a clause with a finite verb follows soon."""
    return any(
        t.lower_ in _FUTURE or t.tag_ in ("VBZ", "VBP", "VBD", "MD")
        for t in doc[at + 1 : min(at + 9, sentence.end)]
    )


def _until_stop(doc: Any, start: int, sentence: Any) -> int:
    return next(
        (t.i - 1 for t in doc[start : sentence.end] if t.text in (";", ":", "—", ".")),
        sentence.end - 1,
    )


def _until_comma(doc: Any, start: int, sentence: Any) -> int:
    return next(
        (t.i - 1 for t in doc[start : sentence.end] if t.text in (";", ":", "—", ".", ",")),
        sentence.end - 1,
    )


def _inverted(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """ "Should they …, we will …", "Were they to …", "Had they done …"."""
    doc = sentence.doc
    if doc[sentence.end - 1].text == "?":
        return
    for token in sentence:
        if token.lower_ not in ("should", "were", "had"):
            continue
        opens = (
            token.i == sentence.start
            or doc[token.i - 1].text in (",", ":", ";", "—")
            or doc[token.i - 1].lower_ in ("that", "and", "but")
        )
        if (
            not opens
            or token.i + 2 >= sentence.end
            or doc[token.i + 1].pos_ not in ("PRON", "NOUN", "PROPN", "DET", "ADJ", "NUM")
        ):
            continue
        if any(
            t.dep_ in SUBJECTS and t.head.i > token.i and t.head == token.head
            for t in doc[sentence.start : token.i]
        ):
            continue
        comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
        if (
            token.lower_ != "should"
            and "to" not in [t.lower_ for t in doc[token.i : comma or sentence.end]]
            and token.lower_ == "were"
        ):
            continue
        if comma is None or comma + 2 >= sentence.end:
            low = sentence.start
            if token.i > low + 2 and comma is None:
                low, high = trim_edges(doc, low, token.i - 1, words=_JOINS)
                yield Found(
                    token.text, "if", trim_edges(doc, token.i + 1, sentence.end - 1), (low, high)
                )
            continue
        yield Found(
            token.text,
            "if",
            trim_edges(doc, token.i + 1, comma - 1),
            trim_edges(doc, comma + 1, _until_stop(doc, comma + 1, sentence)),
        )


def _any(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """ "Any attempt to … will be considered …": the condition is a noun phrase."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ not in ("any", "every", "further", "whoever", "anyone"):
            continue
        noun = token.head if token.dep_ in ("det", "amod") else token
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.left_edge.i != token.i:
            continue
        verb = noun.head
        will = next(
            (
                c
                for c in verb.children
                if c.dep_ == "aux"
                and c.lower_ in ("will", "would", "shall", "can", "could", "may", "must", "'ll")
            ),
            None,
        )
        if will is None or (is_negated(verb) and token.lower_ == "anyone"):
            continue
        high = verb.right_edge.i
        for c in verb.children:
            if c.dep_ == "conj" and (child(c, *SUBJECTS) is not None or c.i in speech):
                high = min(high, c.left_edge.i - 1)
        condition = trim_edges(doc, noun.left_edge.i, min(noun.right_edge.i, will.i - 1))
        yield Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, high))


def _bargain(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find "No clean-up, no ore"."""
    doc = sentence.doc
    if doc[sentence.start].lower_ != "no" or sentence.end - sentence.start > 16:
        return
    for token in doc[sentence.start + 2 : sentence.end - 1]:
        if token.text == "," and doc[token.i + 1].lower_ == "no":
            condition = trim_edges(doc, sentence.start + 1, token.i - 1)
            yield Found(doc[sentence.start].text, "unless", condition, trim_edges(doc, token.i + 1, sentence.end - 1))
            return


def _imperative(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """ "Lift the siege and we will talk": an order that is a condition."""
    doc = sentence.doc
    root = doc[sentence.start]
    if (
        root.tag_ not in ("VB", "VBP")
        or root.dep_ in SUBJECTS
        or (
            child(root, "nsubj") is not None
            and root.dep_ == "ROOT"
            and child(root, "nsubj").i < root.i
        )
    ):
        return
    for token in doc[sentence.start + 1 : sentence.end - 2]:
        if token.lower_ == "and" and any(
            t.lower_ in ("will", "'ll", "’ll", "shall", "can")
            for t in doc[token.i + 1 : min(token.i + 6, sentence.end)]
        ):
            if doc[token.i + 1].pos_ in ("PRON", "NOUN", "PROPN", "DET"):
                yield Found(
                    "and",
                    "if",
                    trim_edges(doc, sentence.start, token.i - 1),
                    trim_edges(doc, token.i + 1, _until_stop(doc, token.i + 1, sentence)),
                )
                return
