"""Demands that somebody turns down: "dismissed Orland's call to open the port", "defied pressure to leave".

Who turns down what is asked of it will not do it. Where a third is asked, or the asker asks to be let in,
the words tell only that the demand is not met.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.reading.deed_grammar import doer_behind, held_deed, is_infinitive, names_deed
from detente.reading.lexicon import lexicon
from detente.reading.steps import SUBJECTS, State, Step
from detente.reading.syntax import child, phrasal


def spurned(verb: Any) -> Any | None:
    """Return the demand that a verb turns down, None where it turns down something else, or nothing."""
    words = lexicon().events
    turning = words.carriers["refuse"] | words.spurning
    if phrasal(verb, turning) not in turning:
        return None
    posts = (child(c, "pobj") for c in verb.children if c.dep_ in ("prep", "advmod"))
    things = (child(verb, "dobj", "nsubjpass"), *posts)
    return next((t for t in things if t is not None and asks(t)), None)


def asks(noun: Any) -> bool:
    """Whether a noun names what is asked of somebody: "call", "ultimatum", "pressure"."""
    lemma = noun.lemma_.lower()
    pressing = lexicon().events.nouns["pressing"]
    return lexicon().nouns.get(lemma) == "REQUEST" or lemma in pressing


def turned_down(verb: Any, inside: set[int], state: State) -> Step | None:
    """Return the deed that somebody will not do, or not have done, as it turns down the demand for it.

    Parameters
    ----------
    verb : spacy.tokens.Token
    inside : set of int
        The places of the words that are read.
    state : State
    """
    demand = spurned(verb)
    deed = _asked_for(verb, demand, inside) if demand is not None else None
    if demand is None or deed is None:
        return None
    who = doer_behind(verb) or state.subject
    asked, own = _asked(verb, demand, deed), child(deed, *SUBJECTS, "nsubjpass")
    if own is None and (child(deed, "auxpass") is not None or _enters(deed)):
        return None
    return deed, replace(state, depth=state.depth + 1, subject=asked or who, by=who, force="refuse",
                         modality="planned", time="ahead", denied=True)  # fmt: skip


def defied(verb: Any) -> bool:
    """Whether a verb tells that somebody does not do what is asked of it: "has ignored calls to pay"."""
    demand = spurned(verb)
    if demand is None or phrasal(verb, lexicon().events.spurning) not in lexicon().events.spurning:
        return False
    return _asked_for(verb, demand, {t.i for t in verb.subtree}) is not None


def _asked_for(verb: Any, demand: Any, inside: set[int]) -> Any | None:
    """Return what a demand asks: behind it, or where the parser hung it on the verb that turns it down."""
    held = held_deed(demand, inside)
    if held is not None:
        return held
    hung = [
        c for holder in (demand, verb) for c in holder.children if c.i > demand.i and c.i in inside
    ]
    steps = (c for c in hung if c.dep_ in ("advcl", "xcomp", "ccomp") and c.tag_ == "VB")
    if (step := next((c for c in steps if is_infinitive(c)), None)) is not None:
        return step
    things = (child(c, "pobj") for c in hung if c.lower_ == "for")
    return next((t for t in things if t is not None and _is_held(t)), None)


def _is_held(thing: Any) -> bool:
    """Whether a noun names what two hold, make or accept: "rejected calls for talks", "for a ceasefire"."""
    return thing.lemma_.lower() in lexicon().events.held and names_deed(thing)


def _asked(verb: Any, demand: Any, deed: Any) -> Any | None:
    """Return of whom something is asked by name: "a call for Orland to leave", not "a call for it to leave"."""
    hung = (c for holder in (demand, verb) for c in holder.children if demand.i < c.i < deed.i)
    things = (child(c, "pobj") for c in hung if c.lower_ in ("for", "on", "to"))
    named = next((t for t in things if t is not None and t.i < deed.i), None)
    return named if named is not None and named.lower_ not in ("it", "them") else None


def _enters(deed: Any) -> bool:
    """Whether the asker asks to do something itself: "turned down Orland's request to join"."""
    return deed.lemma_.lower() in lexicon().events.entering
