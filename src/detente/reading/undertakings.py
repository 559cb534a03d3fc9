"""What a party is told to be about to do, to be doing, or to ask for, in the reporter's words.

"Drivers will walk out on Monday", "are due to strike", "are on strike"; "the firm wants a rise of 60%".
Nobody is quoted there, and yet each tells a choice of whoever acts.
"""

from __future__ import annotations

from typing import Any

from detente.reading.deed_grammar import deadline_set
from detente.reading.deeds import (
    comes_about,
    deed_act,
    is_stoppage,
    stoppage_coming,
    stoppage_voted,
)
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, is_negated, phrasal, subject_of

#: Helpers of what will be done; a reporter's "would" and "could" tell what somebody else expects.
_WILL = ("will", "shall", "'ll", "’ll")
#: What is told of the days ahead only where it sets one against another, or ends that.
_PRESSING = frozenset(("SANCTION", "PROTEST", "COERCE", "ACCUSE"))
_YIELDING = frozenset(("CONCEDE", "RETREAT"))


def undertaken(verb: Any) -> tuple[Any, str] | None:
    """Return the verb of what somebody is about to do, and the act that its announcement is.

    Examples
    --------
    "The nurses will strike", "are due to strike", "have voted for a strike", "is to sue the council".
    """
    if stoppage_voted(verb) is not None:
        return None if is_negated(verb) else (verb, "THREATEN")
    deed = _ahead(verb)
    if deed is not None and not is_negated(verb) and _comes(verb, deed):
        return deed, "THREATEN"
    if deed is None or is_negated(verb) or is_negated(deed) or child(deed, "nsubjpass"):
        return None
    act = deed_act(deed)
    if act in _PRESSING or (act == "ASSAULT" and deed.lemma_.lower() in lexicon().light_verbs):
        return deed, "THREATEN"  # "are to resume attacks"
    return (deed, "COMMIT") if act in _YIELDING else None


def _comes(verb: Any, deed: Any) -> bool:
    """Whether a stoppage is what will come about: "the walkout is due to begin", "will go ahead"."""
    return is_stoppage(subject_of(verb)) and comes_about(deed)


def _ahead(verb: Any) -> Any | None:
    modals = {c.lower_ for c in verb.children if c.tag_ == "MD"}
    if modals:
        return verb if modals <= set(_WILL) else None
    seems = verb.lemma_ in ("be", "look", "seem", "appear")
    due = verb if verb.tag_ == "VBN" else child(verb, "acomp") if seems else None
    if due is None:
        return (
            child(verb, "xcomp") if verb.lemma_ == "be" and _has_to(child(verb, "xcomp")) else None
        )
    over = any(t.tag_ == "VBD" for t in (verb, *verb.children) if t.lemma_ == "be")
    if over or lexicon().events.adjective(due.lower_) != "plan":
        return None  # "were due to strike" tells what was planned, and not whether it still is
    if due == verb and stoppage_coming(verb) is not None:
        return verb  # "a strike by pilots is scheduled for Monday"
    steps = (c for c in (*due.children, *verb.children) if c.dep_ in ("xcomp", "ccomp"))
    return next((c for c in steps if _has_to(c)), None)


def _has_to(verb: Any | None) -> bool:
    return verb is not None and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def demands_of(verb: Any) -> Any | None:
    """Return whose demands a verb lists: "the rebels' conditions include the release of prisoners"."""
    words = lexicon().events
    listed = child(verb, "nsubj")
    if listed is None or verb.lemma_.lower() not in words.listing or is_negated(verb):
        return None
    return child(listed, "poss") if listed.lemma_.lower() in words.nouns["listed"] else None


def asked_for(verb: Any) -> bool:
    """Whether a party is told to want something that another can grant: "the union wants a 10% rise".

    Also what it wants another to do: "villagers want the council to refuse permission", "gave Velia 48 hours
    to leave".
    """
    if deadline_set(verb) is not None:
        return not is_negated(verb)
    deed = child(verb, "xcomp", "ccomp")
    if deed is not None and _seeks(verb):
        return child(deed, "nsubj", "nsubjpass") is not None and _has_to(deed)
    return favour_sought(verb) is not None


def favour_sought(verb: Any) -> Any | None:
    """Return what a party is after that another can grant: "wants a 10% rise", "asked the ministry for a permit"."""
    if not _seeks(verb) or child(verb, "xcomp", "ccomp") is not None:
        return None
    granted = lexicon().events.nouns["granted"]
    things = (child(verb, "dobj"), _behind_for(verb))
    return next((t for t in things if t is not None and t.lemma_.lower() in granted), None)


def _seeks(verb: Any) -> bool:
    seeking = lexicon().events.seeking
    if phrasal(verb, seeking) not in seeking or is_negated(verb):
        return False
    return not any(c.tag_ == "MD" for c in verb.children)


def _behind_for(verb: Any) -> Any | None:
    """Return what is asked for: "are holding out for a 5% rise", "asked the firm for a rise"."""
    whom = child(verb, "dobj", "dative")
    ends = verb.i + 2 if whom is None else whom.right_edge.i + 1
    posts = [c for c in verb.children if c.dep_ in ("prep", "prt") and c.i <= ends]
    posts += [g for c in posts for g in c.children if g.dep_ == "prep"]
    return next((child(c, "pobj") for c in posts if c.lower_ == "for"), None)
