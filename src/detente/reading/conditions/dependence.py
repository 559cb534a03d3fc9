"""What depends on what: "A depends on B", "it is up to B to do A"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.conditions.found import JOINS, Found, until_stop
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, trim_edges


def dependence_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find what depends on what: "A depends on B", "it is up to B to do A"."""
    doc = sentence.doc
    lower = [t.lower_ for t in sentence]
    present = set(lower)
    for phrase in lexicon().dependence:
        parts = phrase.split()
        if parts[0] not in present:
            continue
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
            if right + 1 < sentence.end and doc[right + 1].tag_ == "VBG":
                verb = doc[right + 1]
                verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
                right = min(
                    verb.right_edge.i, sentence.end - 1
                )  # "hinges on the bank being reconnected"
            comma = next(
                (i for i in range(after + 1, right + 1) if doc[i].text in (",", ";", "—")), None
            )
            if comma is not None:
                right = comma - 1
            if any(t.dep_ == "neg" for t in doc[max(start - 2, sentence.start) : start]) and (
                doc[start - 1].dep_ == "neg" and doc[start - 2].lower_ != "or"
            ):
                continue  # "does not depend on us"
            subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
            if subject is not None and subject.lower_ == "it" and "up" in parts:
                order = next(
                    (t for t in doc[after : sentence.end] if t.lower_ == "to" and t.tag_ == "TO"),
                    None,
                )
                if order is not None and order.i > after:
                    high = until_stop(doc, order.i, sentence)
                    whom = trim_edges(doc, after, order.i - 1)
                    yield Found(
                        doc[start:after].text, "dependence", whom, trim_edges(doc, order.i, high)
                    )
                continue
            if subject is None:
                low = sentence.start
            else:
                low = subject.left_edge.i
            low, high = (
                trim_edges(doc, low, start - 1, words=JOINS) if start > low else (start, start - 1)
            )
            if low <= high and _is_choice(doc, after, right):
                yield Found(
                    doc[start:after].text, "dependence", trim_edges(doc, after, right), (low, high)
                )


def _is_choice(doc: Any, first: int, last: int) -> bool:
    """Whether something can depend on these words: somebody, or what somebody can choose."""
    chosen = lexicon().conditional["choices"]
    return any(
        (is_actor_noun(t) and t.lemma_.lower() not in lexicon().layers["portfolios"])
        or t.lemma_.lower() in chosen
        or (t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "compound", "relcl", "acl"))
        or t.lower_
        in (
            "whether",
            "how",
            "what",
            "who",
            "whom",
            "us",
            "them",
            "him",
            "her",
            "me",
            "you",
            "our",
            "their",
            "your",
        )
        or t.lemma_.lower() in lexicon().layers["people"]
        for t in doc[first : last + 1]
    )


def _match_loose(lower: list[str], k: int, parts: list[str]) -> int | None:
    """Match a phrase, letting one adverb stand inside ("hinges entirely on")."""
    at, part, slack = k, 0, 1
    while part < len(parts):
        if at >= len(lower):
            return None
        if lower[at] == parts[part]:
            part += 1
        elif slack and part and (lower[at].endswith("ly") or lower[at] in ("now", "still", "also")):
            slack -= 1
        else:
            return None
        at += 1
    return at
