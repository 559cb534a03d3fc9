"""Where the clause of a report begins and ends."""

from __future__ import annotations

from typing import Any

from detente.reading.attribution import Cue
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, after_time_of_saying, child, is_negated, trim_edges

_CONDITIONAL = (
    "if",
    "unless",
    "until",
    "once",
    "when",
    "while",
    "as",
    "whenever",
    "provided",
    "should",
)


def is_hypothetical(verb: Any) -> bool:
    """Whether a verb stands in a condition, a comparison or a question and reports nothing.

    What is asked, doubted or not confirmed is not said: "would not say whether it had agreed".
    """
    for token in [verb, *verb.ancestors]:
        if token.dep_ in ("ccomp", "xcomp", "acl", "advcl", "csubj") and _is_unasserted(token):
            return True
        mark = child(token, "mark")
        if token.tag_ == "VB" and mark is not None and mark.lower_ == "for":
            return True  # "it is wrong for Orland to say that …"
        if token.dep_ == "advcl":
            mark = child(token, "mark", "advmod")
            if mark is not None and mark.lower_ in ("if", "unless", "until", "once", "provided"):
                return True
            lasting = (
                mark is not None and mark.lower_ == "as" and token.head.lower_ in ("long", "soon")
            )
            coming = mark is not None and mark.lower_ == "when" and not is_past(token)
            if lasting or coming:
                return True
        if token.dep_ == "ROOT":
            break
    return False


def _is_unasserted(clause: Any) -> bool:
    """Whether a clause is a question, or hangs on a saying that is denied."""
    mark = child(clause, "mark")
    if mark is not None and mark.lower_ == "whether":
        return True
    head = clause.head
    asked = mark is not None and mark.lower_ == "if"
    telling = head.lemma_.lower() in lexicon().events.telling
    if asked and telling and clause.i > head.i and clause.dep_ == "ccomp":
        return True
    if clause.dep_ != "ccomp" or not telling:
        return False
    above = head.head if head.dep_ == "xcomp" else head
    return is_negated(head) or (above != head and above.lemma_ in ("decline", "refuse"))


def own_clause(doc: Any, verb: Any) -> tuple[int, int]:
    """Return a verb's clause without what is coordinated with it or merely accompanies it."""
    subject = child(verb, *SUBJECTS)
    low = subject.left_edge.i if subject is not None else verb.left_edge.i
    high = verb.right_edge.i
    for c in verb.children:
        if c.i < verb.i:
            continue
        apart = c.dep_ in ("conj", "parataxis") or (c.dep_ == "cc")
        aside = c.dep_ == "advcl" and not _opens_condition(c)
        apart = apart or (aside and not any(x.lower_ == "to" for x in c.children))
        apart = apart or (c.dep_ in ("ccomp", "dep") and c.lower_ == "works")
        if apart:
            high = min(high, c.left_edge.i - 1)
    for i in range(verb.i, high):
        if doc[i].text == "," and doc[i + 1].tag_ == "VBG" and doc[i + 1].dep_ == "advcl":
            high = i - 1
            break
    return trim_edges(doc, low, high, words=("and", "but", "that"))


def _opens_condition(token: Any) -> bool:
    mark = child(token, "mark", "advmod")
    return mark is not None and mark.lower_ in _CONDITIONAL


def is_past(verb: Any) -> bool:
    """Whether a verb tells of the past or of what has been done."""
    return verb.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had") for c in verb.children)


def coordinated(clause: Any) -> list[Any]:
    """Return a clause and the clauses joined to it that have subjects of their own."""
    found = [clause]
    for c in clause.children:
        if c.dep_ == "conj" and child(c, *SUBJECTS) is not None:
            found += coordinated(c)
    return found


def clause_edges(
    doc: Any, clause: Any, cues: dict[int, Cue], held: set[int], source: Any
) -> tuple[int, int]:
    """Return a clause without coordinated clauses that are reports of their own."""
    low, high = clause.left_edge.i, clause.right_edge.i
    for c in clause.children:
        if c.i <= clause.i:
            continue
        act = cues[c.i].act if c.i in cues else None
        apart = c.dep_ == "conj" and (
            child(c, *SUBJECTS) is not None or (act is not None and is_past(c))
        )
        reports = act is not None or (c.i in cues and child(c, "ccomp") is not None)
        meanwhile = c.dep_ == "advcl" and reports and is_past(c) and _sets_beside(c)
        if apart or meanwhile or (c.i in held and c.lower_ == "works"):
            high = min(high, c.left_edge.i - 1)
    if source is not None and low < source.left_edge.i <= high and source.i > clause.i:
        high = source.left_edge.i - 1
    for i in range(low, high):
        if doc[i].text == ":" and held & set(range(i, high + 1)):
            high = i - 1
            break
    while high > low and doc[high].dep_ == "cc":
        high -= 1
    first, last = trim_edges(doc, low, high, words=("that", "and", "but"))
    return after_time_of_saying(doc, first, last), last


def _sets_beside(clause: Any) -> bool:
    """Whether a clause tells what another does meanwhile or all the same: "…, while Mexico vowed to tax metals"."""
    mark = child(clause, "mark")
    beside = mark is not None and mark.lower_ in ("while", "whereas", "although", "though")
    return beside and child(clause, *SUBJECTS) is not None


def before_held(clause: Any, first: int, last: int, held: set[int]) -> tuple[int, int]:
    """Leave a subordinate clause out of a report when its words are quoted: they stand apart."""
    doc = clause.doc
    for c in clause.children:
        low, high = c.left_edge.i, c.right_edge.i
        clausal = c.dep_ == "advcl" or (c.dep_ == "advmod" and child(c, "advcl") is not None)
        if not clausal or low <= clause.i or last > high or held & set(range(first, low)):
            continue
        quoted = next((i for i in range(low, high + 1) if i in held), None)
        if quoted is not None:
            dash = doc[quoted - 1].text in ("—", "–", "-", ":")
            return trim_edges(doc, first, (quoted if dash else low) - 1)
    return first, last
