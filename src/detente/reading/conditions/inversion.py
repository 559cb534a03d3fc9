"""Conditions by word order: "Should they …", "Were they to …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.found import JOINS, Found, until_stop
from detente.reading.syntax import SUBJECTS, trim_edges


def inverted_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions by inversion: "Should they …", "Were they to …", "…, should they …"."""
    doc = sentence.doc
    if doc[sentence.end - 1].text == "?":
        return
    for token in sentence:
        if token.lower_ not in ("should", "were", "had") or token.i + 2 >= sentence.end:
            continue
        opens = (
            token.i == sentence.start
            or doc[token.i - 1].text in (",", ":", ";", "—")
            or doc[token.i - 1].lower_ in ("that", "and", "but")
        )
        if not _is_turned(doc, token, sentence, opens=opens):
            continue
        comma = next((t.i for t in doc[token.i : sentence.end] if t.text in (",", "—")), None)
        stop = sentence.end if comma is None else comma
        condition = trim_edges(doc, token.i + 1, stop - 1)
        before = [t for t in doc[sentence.start : token.i] if t.is_alpha]
        leads = opens and comma is not None and comma + 2 < sentence.end
        if leads and not (
            len(before) > 3
            and doc[token.i - 1].text == ","
            and _is_told(doc, comma, sentence, speech)
        ):
            high = until_stop(doc, comma + 1, sentence) if comma is not None else stop
            told = next((i for i in sorted(speech) if stop + 1 < i <= high), None)
            if told is not None:  # "…, its minister warned"
                commas = [i for i in range(stop + 2, told) if doc[i].text == ","]
                high = commas[-1] - 1 if commas else high
            yield Found(token.text, "if", condition, trim_edges(doc, stop + 1, high))
        elif len(before) > 1:
            said = (i + 1 for i in speech if sentence.start <= i < token.i - 2)
            low = max(said, default=sentence.start)
            low, high = trim_edges(doc, low, token.i - 1, words=JOINS)
            yield Found(token.text, "if", condition, (low, high))


def _is_turned(doc: Any, token: Any, sentence: Any, *, opens: bool) -> bool:
    """Whether an auxiliary stands before its subject: "should Orland arm", "had they known"."""
    follows = doc[token.i + 1]
    if follows.pos_ not in ("PRON", "NOUN", "PROPN", "DET", "ADJ", "NUM"):
        return False
    if token.lower_ == "were" and _would_were(doc, token, sentence):
        return True
    subjects = [t for t in token.head.children if t.dep_ in ("nsubj", "nsubjpass", "expl")]
    if any(sentence.start <= t.i < token.i for t in subjects):
        return False
    ahead = doc[token.i + 1 : min(token.i + 12, sentence.end)]
    stop = next((t.i for t in ahead if t.text in (",", ";", "—")), ahead.end)
    ahead = doc[token.i + 1 : stop]
    if token.lower_ == "were":
        return opens and any(t.lower_ == "to" for t in ahead)
    if token.lower_ == "had":
        return opens and token.dep_ in ("aux", "auxpass") and any(t.tag_ == "VBN" for t in ahead)
    verb = any(t.tag_ in ("VB", "VBN", "VBP") and t.i > token.i + 1 for t in ahead)
    verb = verb or (token.dep_ == "aux" and token.i + 1 < token.head.i < stop)
    before = doc[token.i - 1] if token.i > sentence.start else None
    subject = before is not None and before.pos_ in ("PRON", "PROPN") and before.dep_ in SUBJECTS
    return verb and (opens or token.dep_ == "aux") and not subject


def _would_were(doc: Any, token: Any, sentence: Any) -> bool:
    """Whether "were" comes behind what would be: "it would reopen the port were Orland to pay"."""
    before, ahead = doc[sentence.start : token.i], doc[token.i + 1 : min(token.i + 8, sentence.end)]
    to = next((t for t in ahead if t.tag_ == "TO"), None)
    named = to is not None and any(
        t.pos_ in ("PROPN", "NOUN", "PRON") for t in doc[token.i + 1 : to.i]
    )
    would = any(t.lower_ in ("would", "could", "might") for t in before)
    return would and named and not any(c.dep_ == "nsubj" and c.i < token.i for c in token.children)


def _is_told(doc: Any, comma: int | None, sentence: Any, speech: set[int]) -> bool:
    """Whether what follows a comma only tells who said it, or is a participle: ", calling on …"."""
    if comma is None or comma + 1 >= sentence.end:
        return True
    after = doc[comma + 1 : sentence.end]
    return after[0].tag_ == "VBG" or any(t.i in speech for t in after[:6])
