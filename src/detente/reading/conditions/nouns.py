"""Conditions in noun phrases: "Any attempt to … will be …", "will resist any offer that …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.found import Found
from detente.reading.deed_grammar import names_deed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, is_negated, trim_edges

_ANY_MODALS = ("will", "would", "shall", "can", "could", "may", "might", "'ll", "’ll")


#: Articles of a deed that is only a condition where it is said how it would be answered.
_ONE_SUCH = frozenset(("a", "an", "another", "such"))


_WILL = ("will", "'ll", "’ll", "wo")


def any_noun_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions in a noun phrase: "Any attempt to … will be …", "will resist any offer that …"."""
    doc, words = sentence.doc, lexicon().conditional
    for token in sentence:
        if token.lower_ not in words["determiners"] | _ONE_SUCH:
            continue
        noun = token.head if token.dep_ in ("det", "amod", "predet") else token
        if token.lower_ == "whoever" and (found := _whoever(doc, token)) is not None:
            yield found
            continue
        alone = noun == token and token.lower_ not in ("whoever", "anyone", "anybody")
        if alone or noun.left_edge.i != token.i:
            continue
        found = (
            _any_subject(doc, token, noun, speech)
            if noun.dep_ in ("nsubj", "nsubjpass")
            else _any_object(doc, token, noun, sentence)
        )
        if found is not None:
            yield found


def _whoever(doc: Any, token: Any) -> Found | None:
    """Read "whoever opens the gate will lose his job"."""
    clause = token.head
    main = clause.head
    will = next((c for c in main.children if c.lower_ in _ANY_MODALS and c.dep_ == "aux"), None)
    if clause.dep_ not in ("csubj", "nsubj") or will is None or will.i < clause.i:
        return None
    condition = trim_edges(doc, token.i, min(clause.right_edge.i, will.i - 1))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, main.right_edge.i))


def _any_subject(doc: Any, token: Any, noun: Any, speech: set[int]) -> Found | None:
    verb = noun.head
    will = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in _ANY_MODALS), None)
    if will is None or (is_negated(verb) and token.lower_ == "anyone"):
        return None
    if verb.dep_ == "ccomp" and verb.head.lemma_ in ("doubt", "deny", "question"):
        return None
    deed = noun.lemma_.lower() in lexicon().conditional["deeds"]
    if token.lower_ in _ONE_SUCH and not (deed and _follows_from(verb, will)):
        return None
    if will.lower_ in ("can", "could", "may", "might") and not deed:
        return None  # "any headway could be wiped out": a forecast
    high = verb.right_edge.i
    for c in verb.children:
        if c.dep_ == "conj" and (child(c, *SUBJECTS) is not None or c.i in speech):
            high = min(high, c.left_edge.i - 1)
    condition = trim_edges(doc, noun.left_edge.i, min(noun.right_edge.i, will.i - 1))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, high))


def _follows_from(verb: Any, will: Any) -> bool:
    """Whether a verb says what follows on a deed: "a new strike would be met with a lockout", "would force us to sue"."""
    if will.lower_ in ("can", "could", "may", "might"):
        return False
    words, lemma = lexicon(), verb.lemma_.lower()
    if child(verb, "auxpass") is not None:
        return lemma in words.events.response | {"punish", "repel", "counter"}
    return lemma in words.conditional["leading"]


def _any_object(doc: Any, token: Any, noun: Any, sentence: Any) -> Found | None:
    """Read "Velia will respond to any attack": what is answered is the condition."""
    if token.lower_ not in ("any", "every", "each"):
        return None
    verb = noun.head
    while verb.dep_ in ("prep", "pobj", "dobj", "dative", "conj") and verb.pos_ != "VERB":
        if verb.head == verb:
            return None
        verb = verb.head
    whole = verb
    while whole.dep_ in ("xcomp", "pcomp") and whole.head.i >= sentence.start:
        whole = whole.head  # "stand ready to consider"
    # "any ship that enters the strait", not "any help that it has"
    meets = any(
        c.dep_ == "relcl"
        and any(t.dep_ == "nsubj" and t.lower_ in ("that", "who", "which") for t in c.children)
        for c in noun.children
    )
    answers = verb.lemma_.lower() in lexicon().conditional["answering"]
    if verb.i > noun.i or not (answers or meets):
        return None
    ready = whole != verb or any(c.lower_ in ("ready", "prepared") for c in whole.children)
    will = any(
        c.dep_ == "aux" and (c.lower_ in _WILL or c.lower_ in ("would", "shall"))
        for c in (*verb.children, *whole.children)
    )
    if not (will or ready):
        return None
    words = lexicon().conditional
    deed = noun.lemma_.lower() in words["deeds"]
    deed = deed or (verb.lemma_.lower() in words["meeting"] and names_deed(noun))
    bound = any(c.dep_ in ("relcl", "acl") for c in noun.children)
    if not deed and not bound:
        return None  # "will give any help": no condition
    subject = child(whole, *SUBJECTS)
    low = subject.left_edge.i if subject is not None else max(whole.left_edge.i, sentence.start)
    condition = trim_edges(doc, noun.left_edge.i, _ends_before_comma(doc, noun, sentence))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, low, token.i - 1))


def _ends_before_comma(doc: Any, noun: Any, sentence: Any) -> int:
    """Return where a noun phrase ends: its own means ("with its own") and asides left out."""
    right: int = min(noun.right_edge.i, sentence.end - 1)
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ == "with" and c.i > noun.i:
            right = min(right, c.i - 1)
    after = doc[right + 1] if right + 1 < sentence.end else None
    if (
        after is not None
        and after.lower_ in ("by", "from", "against", "on")
        and child(after, "pobj")
    ):
        right = min(after.right_edge.i, sentence.end - 1)  # "any levy | by Lima"
    stop = next(
        (i for i in range(noun.i + 1, right + 1) if doc[i].text in (",", ";", "—", ":")), right + 1
    )
    return stop - 1
