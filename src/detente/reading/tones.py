"""What a deed is to whom it meets: harm, relief, or neither."""

from __future__ import annotations

from typing import Any

from detente.reading.deed_words import is_response, words_of
from detente.reading.events import Clause, particle_lemma
from detente.reading.lexicon import Lexicon, lexicon

#: Verbs that take somebody out of what is shared, and verbs by which something goes on or comes back.
_LEAVING = ("leave", "quit", "exit", "walk")
_CONTINUING = (
    "resume",
    "restore",
    "reinstate",
    "renew",
    "restart",
    "keep",
    "maintain",
    "continue",
    "extend",
)


def tone_of_clause(clause: Clause) -> int:
    """Return -1 for a deed that harms, 1 for one that relieves or helps, 0 where words leave it open.

    To end what harms is relief, to end what helps is harm; a negation of the clause does not count:
    the tone is that of the deed itself.
    """
    words = lexicon()
    if is_response(clause):
        return -1
    text = " " + " ".join(t.lower_ for t in words_of(clause)) + " "
    if any(f" {phrase}" in text for phrase in words.phrases["spare"]):
        return 1  # who stands idly by spares the other
    if any(f" {phrase}" in text for phrase in words.phrases["harm"]):
        return -1
    near = _near(clause)
    things = [
        t for t in words_of(clause)
        if t != clause.verb and t.pos_ in ("NOUN", "VERB", "ADJ") and t.i in near
    ]  # fmt: skip
    verb = particle_lemma(clause.verb)
    worth = _of_deed(words, verb, clause.verb, things)
    return -worth if clause.aspect == "stop" else worth


def _near(clause: Clause) -> set[int]:
    """Return the places of a deed's objects, what a preposition adds to it, and their own epithets."""
    heads = [t for t in (clause.moved, clause.verb if clause.noun else None) if t is not None]
    for c in clause.verb.children:
        if c.dep_ == "prep":
            heads += [x for x in c.children if x.dep_ in ("pobj", "pcomp")]
        elif c.dep_ not in ("advcl", "relcl", "conj", "nsubj"):
            heads.append(c)
    joined = [c for h in heads for c in h.children if c.dep_ == "conj"]
    of = [x for h in heads for c in h.children if c.lower_ in ("of", "on") for x in c.children]
    close = [*heads, *joined, *of]
    epithets = [c for h in close for c in h.children if c.dep_ in ("amod", "compound", "acomp")]
    return {t.i for t in (*close, *epithets)}


def _of_deed(words: Lexicon, verb: str, token: Any, things: list[Any]) -> int:
    object_worth = next((w for t in things if (w := _of_word(words, t))), 0)
    bare = verb.split("_")[0]
    if verb in words.ending or (bare in words.ending and "_" not in verb):
        if object_worth:
            return -object_worth
        # What is stopped may be anything; only what presses is lifted, dropped or called off.
        presses = bare in words.release or (bare not in words.stop and bool(things))
        return int(presses)
    if token.pos_ in ("NOUN", "PROPN"):
        return _of_word(words, token) or object_worth
    if verb in words.harming or verb in words.war or bare in words.war:
        return -1
    if bare in ("hold", "cease") and any(t.lemma_.lower() == "fire" for t in things):
        return 1
    common = words.layers["common"]
    if bare in _LEAVING and any(t.lemma_.lower() in common for t in things):
        return -1  # the table, the talks, a treaty
    if bare == "pay" and any(t.lemma_.lower() in ("price", "toll") for t in things):
        return -1
    if bare in _CONTINUING and object_worth:
        return object_worth  # "resume the offensive", "keep the port closed"
    if verb == "commit" and any(t.dep_ == "dobj" for t in things):
        return object_worth  # "commit a crime", "commit genocide": no promise
    if verb in words.good or verb in words.yielding:
        return 1
    if verb in words.bad:
        return -1
    return object_worth


def _of_word(words: Lexicon, token: Any) -> int:
    lemma = token.lemma_.lower()
    if lemma in words.serving or lemma in words.good:
        return 1
    if lemma in words.bad or lemma in words.harming or lemma in words.war:
        return -1
    return 0
