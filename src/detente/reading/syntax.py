"""Small questions about a parsed sentence; tokens are spaCy's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

#: Verbs by which somebody gets something.
GIVING = ("offer", "give", "grant", "promise")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
#: Verbs whose object is said to have done what follows "of" or "for".
ACCUSING = ("accuse", "blame", "charge", "suspect", "condemn", "criticize", "criticise", "denounce")
#: Words of whoever speaks.
OWN = ("we", "i", "our", "us", "my")
PERSONAL = ("he", "she", "him", "her", "his", "hers")


#: Words that make another verb only right behind it: "gave in", not "gave thanks in public".
_PARTICLES = ("in", "down", "out", "off", "up", "back", "away", "aside")


def child(token: Any, *deps: str) -> Any | None:
    """Return the first child with one of the dependencies."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def lemma_of(token: Any) -> str:
    """Return the lemma, with a particle or preposition that makes it another word."""
    return str(token.lemma_.lower())


def phrasal(token: Any, known: Any) -> str:
    """Return the verb with its particle or preposition when the list knows the pair."""
    lemma = lemma_of(token)
    particle = child(token, "prt")
    if particle is not None:  # "called off the talks on Monday" calls on nobody
        pair = f"{lemma}_{particle.lower_}"
        return pair if pair in known else lemma
    for c in token.children:
        if c.dep_ in ("prt", "prep", "advmod", "acomp", "dobj", "mark") and c.i > token.i:
            pair = f"{lemma}_{c.lower_}"
            apart = c.dep_ == "prep" and c.lower_ in _PARTICLES and c.i > token.i + 1
            named = lemma == "call" and child(token, "dobj", "oprd") is not None
            apart = apart or (named and c.i > token.i + 1)  # "called it a mistake on Monday"
            if pair in known and not apart:  # "gave the look of calm in public" gives in to nobody
                return pair
    if f"{lemma}_for" in known and wished_for(token) is not None:
        return f"{lemma}_for"  # "called for the plan to be scrapped"
    return lemma


def wished_for(verb: Any) -> Any | None:
    """Return what is called for in a clause: "called for the plan to be scrapped"."""
    clauses = (c for c in verb.children if c.dep_ in ("advcl", "ccomp"))
    marked = ((c, child(c, "mark")) for c in clauses)
    return next((c for c, mark in marked if mark is not None and mark.lower_ == "for"), None)


def is_negated(token: Any) -> bool:
    """Whether a verb or adjective is negated by its own words: not, never, no longer, nobody, neither side.

    Two negations cancel each other: "nobody would not sign".
    """
    return negations(token.children) % 2 == 1


def negations(children: Iterable[Any]) -> int:
    """Return how many of a verb's or adjective's dependants negate it; "neither … nor" does so once."""
    below = list(children)
    nor = any(c.lower_ == "neither" for c in below)
    return sum(_negates(c) for c in below if not (nor and c.lower_ == "nor"))


def _negates(c: Any) -> bool:
    if c.dep_ == "neg" or c.lower_ in ("never", "hardly", "nor", "neither", "nobody", "nothing"):
        return True
    if c.lower_ == "longer":
        below = any(x.lower_ == "no" and x.dep_ != "neg" for x in c.children)
        return below or (c.i > 0 and c.nbor(-1).lower_ == "no" and c.nbor(-1).head == c)
    if c.dep_ not in (*SUBJECTS, "dobj", "attr"):
        return False
    apart = ("det", "neg", "preconj")
    return c.lower_ in ("none", "no-one") or any(
        g.lower_ in ("no", "neither", "not") and g.dep_ in apart for g in c.children
    )


def subject_of(verb: Any, *, depth: int = 5) -> Any | None:
    """Return the token that acts in a verb, found through coordination and participles."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is not None and own.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return verb.head
    if own is not None or depth == 0:
        return own
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "pcomp" and head.lower_ in ("of", "for", "with"):
        accused = child(head.head, "dobj", "nsubjpass")
        if accused is not None and head.head.lemma_.lower() in ACCUSING:
            return accused  # "accused Orland of saying …"
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dep", "parataxis"):
        return subject_of(head, depth=depth - 1)
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN"):
        return head
    if verb.dep_ == "pcomp" or head.dep_ == "prep":
        return subject_of(head.head, depth=depth - 1)
    if head.pos_ == "ADP" and head.head != head:
        return subject_of(head.head, depth=depth - 1)
    return None


def is_bare(verb: Any) -> bool:
    """Whether a clause asks by its bare verb: "insists that Brask withdraw its troops"."""
    if any(c.tag_ == "MD" for c in verb.children):
        return False
    if any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children):
        return child(verb, "aux") is None  # "insisted that the dam be opened"
    subject = child(verb, "nsubj")
    one = subject is not None and subject.tag_ in ("NN", "NNP") and child(subject, "conj") is None
    plain = verb.tag_ == "VBP" and verb.lower_ == verb.lemma_.lower()
    return verb.tag_ == "VB" or (plain and one and child(verb, "aux") is None)


def trim_edges(doc: Any, first: int, last: int, *, words: tuple[str, ...] = ()) -> tuple[int, int]:
    """Cut punctuation and the given words off the edges of a stretch."""
    while first < last and (
        doc[first].is_punct or doc[first].is_space or doc[first].lower_ in words
    ):
        first += 1
    loose = ("and", "but", "or")
    while last > first and (
        doc[last].is_punct
        or doc[last].is_space
        or doc[last].dep_ == "cc"
        or doc[last].lower_ in loose
    ):
        last -= 1
    return first, last


def is_impersonal(verb: Any) -> bool:
    """Whether it is told of nobody that something is to be done: "it was agreed to lift the ban"."""
    told = child(verb, "nsubjpass") if verb.lemma_ in ("agree", "expect", "hope") else None
    return told is not None and told.lower_ == "it" and child(verb, "xcomp") is not None


_TIME_OF_SAYING = re.compile(
    r"(?:(?:late|early|earlier) )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?|yesterday|earlier|(?:earlier )?(?:this|last) (?:week|month|year)"
)


def after_time_of_saying(doc: Any, first: int, last: int) -> int:
    """Return where a reported clause begins, when the time before it tells when it was said.

    "said on Monday it would strike": parsers hang the day on the clause.
    """
    verb = doc[first - 1] if first > 0 else None
    if verb is None or verb.tag_ not in ("VBD", "VBN"):
        return first
    for start in range(first + 1, min(first + 6, last)):
        if doc[start].dep_ in SUBJECTS or doc[start].dep_ in ("det", "poss", "compound", "amod"):
            told = _TIME_OF_SAYING.fullmatch(doc[first:start].text.lower())
            if told:
                return start
    return first


def ancestors(token: Any) -> list[Any]:
    """Return the heads above a token, the nearest first."""
    return list(token.ancestors)


def means_both(noun: Any) -> bool:
    """Whether a noun stands for those who are at odds: "both sides", "the two governments", "the parties"."""
    lemma, marks = noun.lemma_.lower(), {c.lower_ for c in noun.children if c.i < noun.i}
    if noun.tag_ == "NNS" and lemma in ("side", "party", "camp") and marks == {"the"}:
        return True
    return lemma in ("side", "party", "government", "country", "camp") and bool(
        marks & {"both", "two", "all"}
    )


def first_subject(tokens: list[Any]) -> str:
    """Return the first subject of a stretch of words, in lower case."""
    return next((t.lower_ for t in tokens if t.dep_ in ("nsubj", "nsubjpass")), "")


def clause_around(cue: Any, tokens: list[Any]) -> list[Any]:
    """Return the clause in which the words of a fragment stand, the cue's own words left out."""
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[0])
    for verb in (head, *head.ancestors):
        if verb == cue:
            break
        if verb.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in verb.children):
            apart = {
                t.i for c in verb.children if c.dep_ in ("conj", "parataxis") for t in c.subtree
            }
            return [t for t in verb.subtree if t.i not in apart - inside and t != cue]
    content = next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), cue)
    beside = [*cue.children, *content.children]
    apart = {
        t.i for c in beside if c.dep_ in ("conj", "parataxis", "advcl") for t in c.subtree
    } - inside
    return [t for t in cue.subtree if t.i > cue.i and t.i not in apart]
