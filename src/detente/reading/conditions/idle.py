"""Conditions that bind nobody: thoughts about oneself, what never was, asked-for numbers."""

from __future__ import annotations

from typing import Any

from detente.actors import is_actor_noun
from detente.reading.conditions.found import Found
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child


def is_idle(doc: Any, found: Found, *, direct: bool) -> bool:
    """Whether a condition binds nobody: a thought about oneself, an extent, an asked-for number.

    ``direct`` says that nobody reports it, so that its past is one.
    """
    clause = doc[found.condition[0] : found.condition[1] + 1]
    then = doc[found.consequence[0] : found.consequence[1] + 1]
    if not any(t.is_alpha for t in clause) or not any(t.is_alpha for t in then):
        return True
    if not any(t.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "PRON", "ADJ", "NUM") for t in clause):
        return True  # "if not now, when?"
    if clause[-1].tag_ == "MD" and len(clause) < 4:
        return True  # "as long as you can"
    said = f"{clause.text.lower()} "
    for idle in lexicon().idle if found.sense == "if" else ():
        if said.startswith(f"{idle} ") and len(said.split()) <= len(idle.split()) + 1:
            return True  # "if memory serves", "if I had to guess"
    if clause.text.lower().endswith(lexicon().idle_ends):
        return True  # "if past talks are any guide"
    if _is_unreal(doc, clause, then, direct=direct):
        return True
    relative = doc[max(found.condition[0] - 3, 0) : found.condition[0]]
    if len(clause) == 1 and any(t.tag_ in ("WDT", "WP") for t in relative):
        return True  # "rules which, if implemented, would …": describes them
    if found.rule == "once" and not _binds_somebody(clause, then):
        return True
    if any(
        t.dep_ == "acomp" and t.lemma_.lower() in lexicon().conditional["feelings"] for t in then
    ):
        return True  # "we are sorry if anyone was hurt"
    asked = then[0].lower_ in ("how", "what", "why", "who", "where") and len(then) > 1
    return (
        asked and found.cue.lower() == "if" and then[0].dep_ in ("advmod", "attr", "dobj", "pobj")
    )


def is_reported(doc: Any, at: int, speech: set[int]) -> bool:
    """Whether a verb of speech stands above a word: its tenses are put back."""
    return bool(speech) and any(t.i in speech for t in doc[at].ancestors)


def _is_unreal(doc: Any, clause: Any, then: Any, *, direct: bool) -> bool:
    """Whether a condition tells what never was: "if I were a gambler", "if they had come, we would …"."""
    single = ("i", "he", "she", "it", "this", "that")
    for t in clause:
        if t.lower_ != "were" or t.i == clause.start or doc[t.i - 1].lower_ not in single:
            continue
        follows = doc[t.i + 1] if t.i + 1 < len(doc) else t
        if follows.tag_ not in ("TO", "VBN", "VBG"):
            return True  # not "if it were to end", "if he were freed"
    modals = ("would", "could", "might", "'d", "’d")
    if any(t.lower_ in modals for t in then) and _puts_oneself(clause):
        return True
    past = any(t.lower_ in ("had", "were", "'d", "’d") for t in clause)
    missed = any(
        t.lower_ == "have" and t.i and doc[t.i - 1].lower_ in (*modals, "not", "n't", "never")
        for t in then
    )
    verbless = not any(
        t.pos_ in ("VERB", "AUX") for t in clause
    )  # "without the strike we would have …"
    if missed and (past or verbless or clause.root.tag_ in ("VBD", "VBN")):
        return True
    perfect = any(
        t.lower_ in ("had", "'d", "’d") and t.dep_ == "aux" and t.head.tag_ == "VBN" for t in clause
    )
    return direct and perfect and any(t.lower_ in modals for t in then)


def _puts_oneself(clause: Any) -> bool:
    """Whether who speaks is thought of as somebody else: "if I was the mayor", not "if I was asked"."""
    for t in clause:
        if t.lower_ == "was" and t.i > clause.start and t.nbor(-1).lower_ == "i":
            return child(t, "attr") is not None
    said = str(clause.text).lower()
    return said.startswith(("it was up to me", "it were up to me"))


def _binds_somebody(clause: Any, then: Any) -> bool:
    """Whether somebody acts: "once the system runs, there is no need to worry" binds nobody."""
    if any(t.dep_ == "nsubjpass" for t in clause):
        return True  # "once the turbine is sent back": somebody sends it
    if any(t.dep_ == "nsubj" and t.head.lemma_ in lexicon().events.inchoative for t in then):
        return True  # "the crossing opens": somebody opens it
    return any(
        t.lower_ in ("we", "i", "they", "he", "she", "it", "you")
        or is_actor_noun(t)
        or t.lemma_.lower() in lexicon().layers["people"]
        for part in (clause, then)
        for t in part
        if t.dep_ in ("nsubj", "nsubjpass", "agent", "pobj")
        and (t.dep_ != "pobj" or t.head.lower_ == "by")
    )
