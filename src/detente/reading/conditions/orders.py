"""Bargains and orders that are conditions: "No A, no B", "Do A and B", "Do A, and only then B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.consequences import without_attribution
from detente.reading.conditions.found import FUTURE, Found, until_stop
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, trim_edges


def bargain_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find "No clean-up, no ore"."""
    doc = sentence.doc
    if doc[sentence.start].lower_ != "no" or sentence.end - sentence.start > 16:
        return
    if [t.lower_ for t in sentence].count("no") > 2:
        return  # "No talks, no ransom, no exceptions": a list
    for token in doc[sentence.start + 2 : sentence.end - 1]:
        if token.text == "," and doc[token.i + 1].lower_ == "no":
            condition = trim_edges(doc, sentence.start + 1, token.i - 1)
            yield Found(
                doc[sentence.start].text,
                "unless",
                condition,
                trim_edges(doc, token.i + 1, sentence.end - 1),
            )
            return


def only_then_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find "Free the crew, and only then will we talk": what comes first is the condition.

    It may be the sentence before: "Let them free our men. Only then can there be talks."
    """
    doc = sentence.doc
    for token in doc[sentence.start : max(sentence.end - 3, sentence.start)]:
        if token.lower_ != "only" or doc[token.i + 1].lower_ != "then":
            continue
        start = token.i
        while start > sentence.start and doc[start - 1].lower_ in ("and", "but", "then", ","):
            start -= 1  # "and then, and only then"
        first, last = sentence.start, start - 1
        if start == sentence.start:
            if start == 0 or not _is_ahead(doc[token.i + 2 : token.i + 4]):
                return  # "Only then did we see the smoke."
            first, last = doc[start - 1].sent.start, start - 1
        said = [i + 1 for i in speech if first <= i < last and doc[i + 1].text != ","]
        low, high = trim_edges(doc, max(said, default=first), last, words=("first", "that"))
        low, high = without_attribution(doc, low, high, speech)
        high -= doc[high].lower_ == "first" and high > low
        stop = until_stop(doc, token.i + 2, sentence)
        then = without_attribution(doc, *trim_edges(doc, token.i + 2, stop), speech)
        if high - low > 0:
            yield Found(doc[start : token.i + 2].text, "only-if", (low, high), then)
        return


def _is_ahead(tokens: Any) -> bool:
    """Whether words open what is still to come: "only then will we", "only then do we"."""
    return any(t.lower_ in FUTURE or t.lower_ in ("do", "does") for t in tokens)


def imperative_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find orders that are conditions: "Lift the siege and we will talk", "One more raid and we leave"."""
    doc = sentence.doc
    starts = [sentence.start]
    starts += [t.i + 1 for t in sentence if t.text in (":", ";") and t.i + 1 < sentence.end]
    for start in starts:
        if not (_opens_order(doc, start, sentence) or _opens_one_more(doc, start, sentence)):
            continue
        found = _joined(doc, start, sentence)
        if found is not None:
            yield found


def _opens_order(doc: Any, start: int, sentence: Any) -> bool:
    """Whether an order opens here, with or without "you": "Lift the siege", "You stop the raids"."""
    first = doc[start]
    if first.lower_ == "you" and first.dep_ == "nsubj" and first.head.i == first.i + 1:
        return bool(first.head.tag_ in ("VBP", "VB"))
    subject = child(first, "nsubj")
    if subject is not None and subject.i < start:
        return False
    if first.tag_ in ("VB", "VBP") and first.dep_ not in SUBJECTS:
        return True
    joined = start + 1 < sentence.end and doc[start + 1].lower_ == "and"
    if not joined or first.tag_ not in ("NN", "NNP"):
        return False
    words, lemma = lexicon(), first.lemma_.lower()
    return lemma in words.cue_acts or lemma in words.deeds or lemma in words.yielding


def _opens_one_more(doc: Any, start: int, sentence: Any) -> bool:
    """Whether one more of something opens here: "One more raid", "Another word", "A single shot"."""
    opening = doc[start : start + 2].text.lower()
    if not opening.startswith(("one more", "another", "a single", "one single", "any more")):
        return False
    cut = next((t.i for t in doc[start : sentence.end] if t.lower_ == "and"), sentence.end)
    return not any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in doc[start:cut])


def _joined(doc: Any, start: int, sentence: Any) -> Found | None:
    """Return an order and what "and" joins to it as its answer."""
    for token in doc[start + 1 : max(sentence.end - 2, start + 1)]:
        if token.text in (";", ":"):
            return None
        after = doc[token.i + 1]
        if token.lower_ != "and" or after.pos_ not in ("PRON", "NOUN", "PROPN", "DET", "ADJ"):
            continue
        soon = doc[token.i + 1 : min(token.i + 6, sentence.end)]
        will = any(t.lower_ in ("will", "'ll", "’ll", "shall", "can") for t in soon)
        ours = after.lower_ in ("we", "i") and after.head.tag_ in ("VBP", "VB")
        ours = ours and after.head.lemma_.lower() not in lexicon().events.stative
        works = lexicon().events.inchoative | {"come", "go"}
        ours = ours or (  # "Pay, and the lights come back on"
            after.pos_ in ("NOUN", "DET", "PROPN", "ADJ")
            and any(
                t.dep_ == "nsubj" and t.head.tag_ in ("VBP", "VBZ") and t.head.lemma_ in works
                for t in soon
            )
        )
        over = any(
            t.lower_ in ("over", "dead", "off", "finished")
            and "be" in (t.head.lemma_, *(c.lemma_ for c in t.children))
            for t in doc[token.i + 1 : sentence.end]
        )
        if will or ours or over:
            high = until_stop(doc, token.i + 1, sentence)
            order = trim_edges(doc, start, token.i - 1)
            return Found("and", "if", order, trim_edges(doc, token.i + 1, high))
    return None
