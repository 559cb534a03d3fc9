"""What a verb asks of whom: "urged Velia to leave", "gave it 48 hours to leave", "its demands include …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.reading.deed_grammar import (
    blow_warned_of,
    can_act,
    deadline_set,
    demand_made,
    doer_behind,
    names_deed,
    particle_lemma,
)
from detente.reading.lexicon import lexicon
from detente.reading.steps import SUBJECTS, State, Step
from detente.reading.syntax import child, is_bare, wished_for
from detente.reading.undertakings import demands_of, favour_sought


def order_in(verb: Any, inside: set[int], state: State) -> list[Step] | None:
    """Return what is asked without a verb of asking, by when or in a list; None where nothing is.

    Parameters
    ----------
    verb : spacy.tokens.Token
    inside : set of int
        The places of the words that are read.
    state : State
    """
    ahead = replace(state, depth=state.depth + 1, by=state.subject, force="demand",
                    modality="asked", time="ahead", denied=False)  # fmt: skip
    if (told := deadline_set(verb)) is not None:
        whom, deed = told
        return [(deed, replace(ahead, subject=whom))] if deed.i in inside else []
    if (owner := demands_of(verb)) is not None and (thing := child(verb, "dobj")) is not None:
        listed = names_deed(thing) and thing.i in inside
        return [(thing, replace(ahead, subject=None, by=owner))] if listed else []
    if (favour := favour_sought(verb)) is not None:
        return (
            [(favour, replace(ahead, subject=_granter(verb, favour)))] if favour.i in inside else []
        )
    if (demand := demand_made(verb, inside)) is not None:
        below = replace(state, depth=state.depth + 1, by=state.subject)
        return [(demand, replace(below, subject=child(verb, "dative")))]
    return None


def asked(verb: Any, inner: Any | None, inside: set[int], state: State) -> Iterator[Step]:
    """Yield what a verb of asking asks, of whom."""
    if verb.lemma_ == "ask" and inner is not None and _is_question(inner):
        return  # "asked her what she did"
    wishes = verb.lemma_ in lexicon().events.wishing
    if state.denied and not wishes:
        return  # "will not call on them to leave" asks nothing
    if verb.lemma_ in ("like", "love", "prefer") and not any(c.tag_ == "MD" for c in verb.children):
        return  # "I like what he said" asks for nothing, "would like them to leave" does
    if state.force == "offer":
        return  # "offered to invite inspectors to prove it" offers, and asks nobody
    whom = child(verb, "dobj", "dative", "nsubjpass")
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("on", "upon", "from", "to", "with"):
            named = child(prep, "pobj")
            timed = named is not None and named.ent_type_ in ("DATE", "TIME")
            whom = whom if named is None or timed else named  # "on Thursday, Orland urged …"
    orders = verb.lemma_ in ("order", "authorise", "authorize") and inner is None
    thing = whom if whom is not None and whom.dep_ == "dobj" and whom.i in inside else None
    if orders and thing is not None and thing.lemma_.lower() in lexicon().events.deverbal:
        yield thing, replace(state, depth=state.depth + 1)  # "ordered the expulsion of two envoys"
        return
    passive = child(verb, "nsubjpass", "auxpass") is not None
    by = state.by if state.by is not None else state.subject
    if passive:
        by = doer_behind(verb)
    if passive and by is None and state.time != "ahead":
        return  # "were told to leave": nobody asks here
    down = replace(
        state,
        depth=state.depth + 1,
        force="demand",
        modality="asked",
        time="ahead",
        aspect="",
        by=by,
    )
    if wishes and inner is not None and whom is None:
        own = child(inner, *SUBJECTS)
        if own is None or _only_wished(inner, own):  # "we want to pay", "we want it to work"
            force = state.force or "hope"
            yield (inner, replace(down, subject=own or down.subject, force=force,
                                  modality=state.modality, time=state.time))  # fmt: skip
            return
        yield (inner, replace(down, subject=own))
        return
    if inner is None:
        whom, inner = _asked_to(verb, whom)
    if inner is None and (wish := wished_for(verb)) is not None and wish.i in inside:
        yield wish, replace(down, subject=child(wish, *SUBJECTS))
        return
    if inner is None and (blow := blow_warned_of(verb)) is not None and blow.i in inside:
        yield (blow, replace(state, depth=state.depth + 1, force="threaten", subject=by, by=by,
                             modality="planned", time="ahead"))  # fmt: skip
        return
    if inner is not None:
        own = child(inner, *SUBJECTS)
        if inner.dep_ == "pcomp" and inner.head.lower_ == "against":
            down = replace(down, denied=not down.denied)  # "warned them against striking"
        modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in inner.children)
        told = inner.dep_ == "ccomp" and (modal or child(inner, "mark") is not None)
        if (
            told
            and verb.lemma_ in ("insist", "warn", "tell", "expect")
            and (modal or not is_bare(inner))
        ):
            state_in = State(told_by=by or state.told_by, depth=state.depth + 1)
            yield (inner, state_in)
            return
        yield (inner, replace(down, subject=own or whom))
        return
    thing = _thing_asked(verb)
    if thing is not None and thing.i in inside and names_deed(thing):
        asked = whom if whom is not thing else None
        yield (thing, replace(down, subject=asked))


def _granter(verb: Any, favour: Any) -> Any | None:
    """Return of whom a favour is asked: "asked the ministry for a rise", "seeks compensation from the firm"."""
    whom = child(verb, "dative", "dobj")
    if whom is not None and whom != favour:
        return whom
    posts = (c for t in (verb, favour) for c in t.children if c.dep_ == "prep")
    return next(
        (child(c, "pobj") for c in posts if c.lower_ in ("from", "of") and c.i > verb.i), None
    )


def _is_question(clause: Any) -> bool:
    """Whether a clause under "ask" is a question: "what she did", "whether they left", not "to leave"."""
    if any(c.tag_ == "TO" for c in clause.children):
        return False
    first = clause.left_edge
    return first.tag_ in ("WP", "WRB", "WDT", "WP$") or first.lower_ in ("if", "whether")


def _only_wished(deed: Any, subject: Any) -> bool:
    """Whether what is wanted is that a thing fares somehow: "wants the ceasefire to work", not "to end"."""
    lexical = particle_lemma(deed) not in lexicon().events.inchoative
    return lexical and not can_act(subject) and child(deed, "nsubjpass", "auxpass", "dobj") is None


def _asked_to(verb: Any, whom: Any | None) -> tuple[Any | None, Any | None]:
    """Return who is asked to do what by "called for X to intervene"."""
    posts = ("for", "on", "to", "with") if verb.lemma_ in ("appeal", "plead") else ("for", "on")
    for prep in verb.children:
        thing = child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in posts else None
        if thing is None:
            continue
        last = thing
        while (joined := child(last, "conj")) is not None:
            last = joined
        for holder in (last, thing, verb):
            for c in holder.children:
                to = (
                    c.pos_ == "VERB" and c.i > thing.i and any(x.lower_ == "to" for x in c.children)
                )
                if to and c.dep_ in ("acl", "relcl", "advcl", "xcomp", "ccomp"):
                    return thing, c
    return whom, None


def _thing_asked(verb: Any) -> Any | None:
    wanted = verb.lemma_ in ("demand", "require", "request", "need")
    if wanted and (thing := child(verb, "dobj")) is not None:
        return thing  # "demanded money for the release of the crew"
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("for", "on"):
            thing = child(prep, "pobj")
            if thing is not None and (prep.lower_ == "for" or verb.lemma_ == "insist"):
                return thing
    return None
