"""Small questions about a noun phrase: does it name an actor, by which words."""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import POSSESSIVES


def is_actor_noun(token: Any) -> bool:
    """Whether a noun can name somebody who speaks or acts."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "LAW")
    words = lexicon().layers
    lemma = token.lemma_.lower()
    if lemma in words["organs"]:
        return True
    return (
        lemma in words["titles"]
        or lemma in words["collectives"]
        or lemma in words["holders"]
        or lemma in words["state_offices"]
    )


def proper_tail(source: Any, first: int) -> str | None:
    """Return the proper name at the end of a noun phrase, titles left out."""
    titles = lexicon().layers["titles"]
    glued = (
        source.i > first + 1
        and source.nbor(-1).text in ("-", "‑")
        and not source.nbor(-1).whitespace_
    )
    if (source.pos_ != "PROPN" and not glued) or source.lower_.strip(
        "."
    ) in titles | lexicon().layers["state_offices"]:
        return None
    doc = source.doc
    start = source.i
    own = next((c for c in source.children if c.dep_ == "poss"), None)
    if own is not None and own.is_title and own.tag_ in ("NNS", "NNPS", "NNP"):
        plural = own.text.endswith("s") and doc[own.i + 1].text in ("'", "’")
        if plural and source.lower_ in lexicon().layers["bodies"]:
            return str(doc[own.left_edge.i : source.i + 1].text).removeprefix("the ")
    while start > first:
        before = doc[start - 1]
        hyphened = before.text in ("-", "‑", "–") and not doc[start - 2].whitespace_
        if hyphened and not before.whitespace_ and start - 1 > first:
            start -= 2
        elif before.pos_ == "PROPN" and before.lower_.strip(".") not in titles:
            start -= 1
        elif before.pos_ == "PROPN" and source.lower_ in lexicon().layers["offices"]:
            start -= 1  # "the State Department"
        else:
            break
    if doc[source.i].ent_type_ == "PERSON":
        while start < source.i and doc[start].ent_type_ in ("ORG", "NORP", "GPE"):
            start += 1
    return str(doc[start : source.i + 1].text)


def label_of(source: Any, first: int, last: int) -> str:
    """Return the words of a mention without its article and possessor."""
    doc = source.doc
    for i in range(first, last):
        possessor = doc[i] if doc[i].dep_ == "poss" else doc[i].head
        marks = doc[i].lower_ in ("'s", "’s") or doc[i].lower_ in POSSESSIVES
        if marks and possessor.head == source:
            first = i + 1
    while first < last and doc[first].lower_ in ("the", "a", "an"):
        first += 1
    return str(doc[first : last + 1].text)


def slug(name: str) -> str:
    """Return a name as an identifier: lower case, hyphens."""
    plain = name.lower().replace("’s", "").replace("'s", "")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    parts = [
        w
        for w in words
        if not w.isdigit()
        and w
        not in (
            "the",
            "a",
            "an",
            "some",
            "one",
            "two",
            "three",
            "four",
            "five",
            "many",
            "most",
            "several",
            "about",
            "around",
            "nearly",
            "more",
            "than",
            "over",
            "hundreds",
            "thousands",
            "dozens",
        )
    ]
    return "-".join(parts[-4:]) or "unknown"


def is_holder(source: Any) -> bool:
    """Whether a noun names people who comment and are no party."""
    return source.lemma_.lower() in lexicon().layers["holders"]
