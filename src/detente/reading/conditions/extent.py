"""Where the clause or noun phrase ends that a cue opens."""

from __future__ import annotations

from typing import Any

from detente.reading.conditions.consequences import without_attribution
from detente.reading.syntax import SUBJECTS, child, trim_edges


def to_its_comma(
    doc: Any, condition: tuple[int, int] | None, sentence: Any
) -> tuple[int, int] | None:
    """Take in the object that a parser gave to what follows: "if Orland attacks | Velia, the president …"."""
    if condition is None:
        return None
    first, last = condition
    ends = doc[last]
    if ends.pos_ != "VERB" or last + 1 >= sentence.end or doc[last + 1].is_punct:
        return condition
    stop = last + 1
    while stop < min(last + 6, sentence.end) and doc[stop].pos_ in (
        "PROPN",
        "NOUN",
        "DET",
        "ADJ",
        "NUM",
    ):
        stop += 1
    taken = stop < sentence.end and stop > last + 1 and doc[stop].text in (",", "—", ".")
    return (first, stop - 1) if taken else condition


def condition_clause(doc: Any, position: int, after: int, sentence: Any) -> tuple[int, int] | None:
    """Return the stretch of the clause or noun phrase that a cue opens; None where no word of it follows."""
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
    if (
        verb is not None
        and verb.pos_ in ("NOUN", "PROPN")
        and verb.dep_ == "pobj"
        and last_cue.lower_ in ("until", "till", "unless", "once", "if")
    ):
        stop = next(
            (t.i for t in doc[after : sentence.end] if t.text in (",", ";", ":", ".", "—")),
            sentence.end,
        )
        if any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in doc[verb.i + 1 : stop]):
            return trim_edges(doc, after, stop - 1)
    if verb is None:
        # The parse is of no help: up to the next comma or the end.
        stop = next(
            (t.i for t in doc[after : sentence.end] if t.text in (",", ";", ":", ".", "—")),
            sentence.end,
        )
        return trim_edges(doc, after, stop - 1) if stop > after else None
    right = verb.right_edge.i
    that = right + 1
    if (
        that + 1 < sentence.end
        and doc[that].lower_ == "that"
        and doc[that].dep_ == "mark"
        and doc[right].pos_ == "VERB"
    ):  # "refuse to accept" that …: the clause was hung elsewhere
        stop = (t.i for t in doc[that : sentence.end] if t.text in (",", ";", ":", "—"))
        right = next(stop, sentence.end) - 1
    if (
        mark.i == sentence.start
        or doc[position - 1].is_punct
        or doc[position - 1].lower_ in ("that", "and", "but")
    ):
        right = _clause_comma(doc, verb, right)
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
    if verb.dep_ == "pobj" and right + 1 < sentence.end and doc[right + 1].lower_ == "and":
        joined = next(
            (c for c in doc[right + 1].head.children if c.dep_ == "conj" and c.i > right), None
        )
        if joined is not None and joined.pos_ == "NOUN" and joined.left_edge.i == right + 2:
            right = joined.right_edge.i  # "for an end to the war and a full withdrawal"
    right = min(right, sentence.end - 1)
    apart = (
        i
        for i in range(after + 1, right)
        if doc[i].text == ","
        and (
            doc[i + 1].lower_ == "not"
            or (doc[i + 1].lower_ == "and" and doc[min(i + 2, right)].lower_ == "not")
        )
    )
    right = next(apart, right + 1) - 1  # "…, not a minute earlier"
    for i in range(after, right):
        # "…€40m. Delta …": a sentence end that the parser did not see.
        if (
            len(doc[i].text) > 1
            and doc[i].text[-1] == "."
            and not doc[i].text[0].isupper()
            and doc[i + 1].is_title
        ):
            right = i
            break
    return trim_edges(doc, after, right)


def before_attribution(
    doc: Any, condition: tuple[int, int] | None, speech: set[int]
) -> tuple[int, int] | None:
    """Cut "…, the paper reported" off a condition; the parser often takes it in."""
    if condition is None:
        return None
    first, last = condition
    beyond = min(last + 3, len(doc))
    verb = next((i for i in range(first + 2, beyond) if i in speech), None)
    if verb is None:
        return condition
    comma = next((i for i in range(verb - 1, first, -1) if doc[i].text in (",", "—", "–")), None)
    if comma is None or any(
        doc[i].tag_ in ("VBZ", "VBP", "VBD", "MD")
        and i not in speech
        and doc[i].dep_ not in ("aux", "auxpass")
        for i in range(comma + 1, verb)
    ):
        return condition
    return trim_edges(doc, first, comma - 1) if comma > first else condition


def _clause_comma(doc: Any, verb: Any, right: int) -> int:
    """Return where a clause before its main clause ends: a comma that its own words do not need."""
    main = verb.head
    if main.i > verb.i and main != verb:
        begin: int = min(
            (
                c.left_edge.i
                for c in main.children
                if c.dep_ in (*SUBJECTS, "aux", "expl", "neg") and c.i > verb.i
            ),
            default=main.i,
        )
        commas = [t.i for t in doc[verb.i : begin] if t.text in (",", "—", "–", ";")]
        if commas:
            return min(right, commas[-1] - 1) if commas[-1] <= right else right
        return min(right, begin - 1)
    return right


_NOMINATIVE = ("i", "we", "he", "she", "it", "they", "you")


def turned_about(
    doc: Any, position: int, after: int, sentence: Any, speech: set[int]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return both halves where the main clause is turned about, or cleft: what parsers lose their way in.

    "Only after the law is repealed will they return", "It is not until they leave that we will talk".
    """
    before = doc[position - 1] if position > sentence.start else None
    barred = before is not None and before.lower_ in ("not", "only")
    first = position - 1 if barred else position
    cleft = (
        first - 2 >= sentence.start
        and doc[first - 2].lower_ == "it"
        and doc[first - 1].lemma_ in ("be", "'")
    )
    fronted = first == sentence.start and (barred or doc[position].lower_ == "only")
    if not (cleft or fronted):
        return None
    for i in range(after + 1, sentence.end - 2):
        token, follows = doc[i], doc[i + 1]
        if token.text in (";", ":"):
            return None
        if cleft:
            turned = token.lower_ == "that" and follows.pos_ in ("PRON", "PROPN", "NOUN", "DET")
        else:
            turned = token.lower_ in ("will", "would", "can", "could", "shall", "do", "does") and (
                follows.pos_ in ("PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM")
                and doc[i - 1].lower_ not in _NOMINATIVE
            )
        if turned:
            stop = (t.i - 1 for t in doc[i : sentence.end] if t.text in (";", ":", "—", "."))
            high = next(stop, sentence.end - 1)
            then = trim_edges(doc, i + 1, high)
            return trim_edges(doc, after, i - 1), without_attribution(doc, *then, speech)
    return None


def without_its_comma(
    doc: Any, condition: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Part a condition from a main clause that no comma parts: "If they want talks | it must hand over …"."""
    first, last = condition
    modal = next((t for t in doc[first : last + 1] if t.tag_ == "MD"), None)
    subject = child(modal.head, "nsubj", "nsubjpass") if modal is not None else None
    main = subject.left_edge.i if subject is not None else first
    if main > first + 1 and not any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in doc[first:main]):
        # "in the event of a leak | the firm would shut the plant"
        return trim_edges(doc, first, main - 1), trim_edges(doc, main, last)
    for i in range(first + 2, last):
        before, token, follows = doc[i - 1], doc[i], doc[i + 1]
        acts = token.lower_ in _NOMINATIVE and follows.tag_ == "MD"
        if acts and before.pos_ not in ("ADP", "SCONJ", "CCONJ", "PUNCT") and before.tag_ != "WDT":
            return trim_edges(doc, first, i - 1), trim_edges(doc, i, last)
    return None
