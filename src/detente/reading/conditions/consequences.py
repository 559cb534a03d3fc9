"""The clause that a condition governs."""

from __future__ import annotations

from typing import Any

from detente.reading.conditions.found import JOINS
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, after_time_of_saying, child, trim_edges


def consequence_of(
    doc: Any, position: int, condition: tuple[int, int], sentence: Any, speech: set[int]
) -> tuple[int, int] | None:
    """Return the clause that a condition governs."""
    _, last = condition
    verb = doc[position].head if doc[position].dep_ in ("mark", "prep", "advmod") else doc[position]
    if verb.i < position:
        main = verb
    else:
        main = verb.head
        while main.i in range(position, last + 1) and main.head != main:
            main = main.head
    inside = set(range(position, last + 1))
    menace = _menace_between(doc, main.i, position)
    if menace is not None:
        return menace
    while (
        main.i < position
        and main.head != main
        and (
            main.dep_ == "prep"
            or (
                main.dep_ == "relcl" and _is_over(main)
            )  # "not talk with those who cut ties unless …"
            or (
                main.dep_ == "acl" and main.tag_ in ("VBN", "VBD")
            )  # "tax the goods shipped there unless …"
            or (
                main.pos_ in ("NOUN", "PROPN", "NUM")
                and main.dep_ in ("attr", "dobj", "pobj", "conj", "oprd")
            )
        )
    ):
        main = main.head  # "there will be no deal without …": the clause, not the noun
    if (
        doc[position].lower_ == "while"
        and position > sentence.start
        and doc[position - 1].lower_ == "not"
    ):
        return position - 1, position - 1
    while (
        main.i < position
        and main.dep_ in ("ccomp", "acomp", "oprd")
        and main.head.lemma_
        in (
            "keep",
            "leave",
            "hold",
            "make",
            "let",
            "allow",
            "permit",
        )
    ):
        main = main.head  # "keep the road closed until …", "not allow them to return without …"
    while main.dep_ == "xcomp" and main.head.i not in speech and main.head.i not in inside:
        main = main.head
    if main.i < position and main.dep_ == "acomp" and main.head.lemma_ == "be":
        main = main.head  # "we are prepared to pay if …"
    twice = main.dep_ == "conj" and main.head.lemma_ == main.lemma_
    if main.i < position and twice and child(main, *SUBJECTS) is None:
        main = main.head  # "will respond, and respond hard, if …"
    if main.i in inside:
        return _by_comma(doc, position, last, sentence, speech)
    told = last
    if main.dep_ == "parataxis" and main.head.i > main.i > last >= main.right_edge.i - 5:
        told, main = main.right_edge.i, main.head  # "If they attack, he warned, we will answer"
    before = main.i < position
    if main.i in speech and not _is_deed(main):
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
        low = max(low, told + 1)
    while low < high and (
        doc[low].is_punct
        or doc[low].lower_ in JOINS
        or (doc[low].lower_ == "to" and doc[low].tag_ == "TO")
    ):
        low += 1
    while high > low and (doc[high].is_punct or doc[high].dep_ == "cc"):
        high -= 1
    if low > high or (set(range(low, high + 1)) & inside):
        return _by_comma(doc, position, last, sentence, speech)
    low, high = without_attribution(doc, low, high, speech)
    return after_time_of_saying(doc, low, high), high


def _is_deed(verb: Any) -> bool:
    """Whether a verb that may report speech tells a deed here: "put the treaty on ice", "will not negotiate"."""
    if verb.lemma_ in ("put", "hold") and child(verb, "dobj") is not None:
        return True
    talks = lexicon().cue_acts.get(verb.lemma_.lower()) == "CONSULT"
    return talks and any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def _is_over(verb: Any) -> bool:
    return verb.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had") for c in verb.children)


def _menace_between(doc: Any, main: int, position: int) -> tuple[int, int] | None:
    """Return what a participle threatens right before a condition: ", warning of sanctions if they refuse"."""
    for i in range(position - 1, main, -1):
        token = doc[i]
        if token.text == "," or (token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG"):
            return None
        act = lexicon().cue_acts.get(token.lemma_.lower())
        if (
            token.tag_ == "VBG"
            and doc[i - 1].text == ","
            and act in ("THREATEN", "COMMIT", "OFFER")
        ):
            low = i + 2 if doc[i + 1].lower_ in ("of", "with") else i + 1
            return (low, position - 1) if low < position else None
    return None


def without_attribution(doc: Any, low: int, high: int, speech: set[int]) -> tuple[int, int]:
    """Leave "the union has said," out of a consequence that it opens or ", its lawyer" that closes it."""
    for told in (i for i in range(low + 2, min(high + 10, len(doc))) if i in speech):
        said_by = next((c for c in doc[told].children if c.dep_ in SUBJECTS), None)
        if said_by is not None and low < said_by.left_edge.i - 1 <= high:
            before = said_by.left_edge.i - 1
            if doc[before].text in (",", "—", "–"):
                low, high = trim_edges(doc, low, before - 1)
                break
    verb = next((i for i in range(low, min(low + 10, high)) if i in speech), None)
    if verb is None or not any(t.dep_ in SUBJECTS and t.head.i == verb for t in doc[low:verb]):
        return low, high
    comma = next((i for i in range(verb + 1, min(verb + 8, high)) if doc[i].text == ","), None)
    return trim_edges(doc, comma + 1, high) if comma is not None else (low, high)


def _by_comma(
    doc: Any, position: int, last: int, sentence: Any, speech: set[int]
) -> tuple[int, int] | None:
    """Return what stands beside a condition, as the commas cut it."""
    if position - sentence.start <= 2:
        low, high = last + 1, sentence.end - 1
    else:
        low = max(
            (s + 1 for s in speech if sentence.start <= s < position - 1), default=sentence.start
        )
        high = position - 1
    if low > high:
        return None
    low, high = trim_edges(doc, low, high, words=JOINS)
    low, high = without_attribution(doc, low, high, speech)
    return (low, high) if high >= low and any(t.is_alpha for t in doc[low : high + 1]) else None
