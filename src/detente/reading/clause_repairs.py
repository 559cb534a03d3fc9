"""Clauses whose conjunction the small parser takes for something else are put right.

See :mod:`detente.reading.repairs`: only heads and labels change.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from detente.reading.syntax import SUBJECTS, child

_FINITE = ("VBZ", "VBP", "VBD", "MD")
#: What may stand between "provided" and its verb beside the subject.
_KNOWN = ("clear", "plain", "known")


def repair_clause(token: Any) -> None:
    """Give a clause its verb, its subject and its conjunction where the parser tore them apart."""
    if token.lower_ in ("provided", "providing"):
        _provided(token)
    if token.lower_ in _KNOWN and token.dep_ == "ccomp" and token.head.lemma_ == "make":
        _made_clear(token)


def _provided(word: Any) -> None:
    """Let a bare "provided" open a condition: "ready for a truce provided the army ends its attacks".

    Not "the aid provided by Orland", "has provided arms that kill".
    """
    doc = word.doc
    if child(word, *SUBJECTS, "aux", "auxpass", "mark", "agent") is not None or word.dep_ == "mark":
        return
    behind = list(
        takewhile(lambda t: not t.is_punct and t.tag_ not in ("WDT", "WP"), doc[word.i + 1 :])
    )
    verb = next((t for t in behind if t.tag_ in _FINITE), None)
    if verb is not None and verb.tag_ == "MD":
        verb = verb.head
    if verb is None or verb.i <= word.i + 1 or behind[0].tag_ == "IN":
        return
    main = next((t for t in word.ancestors if t != verb and t.pos_ in ("VERB", "AUX")), None)
    if main is None or main.i > word.i:
        return
    between = [t for t in behind if t.i < verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
    subject = next((t for t in between if t.head in (word, verb) and t.dep_ != "poss"), None)
    if subject is None:
        return
    for torn in [
        c for c in verb.children if c.i < word.i
    ]:  # "for a truce provided Orland's forces end"
        if torn.dep_ == "mark" and torn.lower_ == "for":
            doc.hang(torn, child(main, "acomp") or main, "prep")
        elif torn.dep_ in SUBJECTS:
            post = doc[torn.left_edge.i - 1]
            doc.hang(
                torn,
                post if post.lower_ == "for" else main,
                "pobj" if post.lower_ == "for" else "dobj",
            )
    doc.hang(verb, main, "advcl")
    doc.hang(word, verb, "mark")
    doc.hang(subject, verb, "nsubjpass" if child(verb, "auxpass") is not None else "nsubj")


def _made_clear(adjective: Any) -> None:
    """Let "made it clear on Monday that …" tell what follows "that", as "made clear that …" does."""
    verb, doc = adjective.head, adjective.doc
    it = child(adjective, "nsubj")
    told = child(adjective, "advcl", "ccomp")
    mark = child(told, "mark") if told is not None else None
    if it is None or it.lower_ != "it" or told is None or mark is None or mark.lower_ != "that":
        return
    doc.hang(told, verb, "ccomp")
    doc.hang(it, verb, "expl")
    for c in [c for c in adjective.children if c.i > adjective.i]:
        doc.hang(c, verb, c.dep_)
    adjective.dep_ = "acomp"
