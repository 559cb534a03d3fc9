"""Events: what a statement tells that somebody does, did, will do or is asked to do.

A clause is read from its verb outwards. Verbs and adjectives that only wrap a deed ("threatened to
close", "is not ready to talk", "refused to rule out striking") are opened on the way down, each
turning polarity or force as its table says; passives and things without a will are turned to whoever
brings them about ("the siege was lifted" is *lift the siege*). Nothing is guessed here: who acts stays
open where the words leave it open. Names of forces after Searle (1976), modality after TimeML
(Pustejovsky et al. 2003).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from detente.reading.deed_grammar import (
    asks_for_deed,
    belongs,
    can_act,
    held_deed,
    hinders,
    is_run,
    joins_deed,
    keeper_of,
    maker_of,
    names_deed,
    only_happens,
    particle_lemma,
    tells_deed,
    tense_of,
)
from detente.reading.deeds import is_stoppage, stoppage_coming, stoppage_in, stopped_by, workers_of
from detente.reading.lexicon import lexicon
from detente.reading.predicates import adjective
from detente.reading.steps import SUBJECTS, State
from detente.reading.syntax import OWN, child, is_bare, is_impersonal, is_negated
from detente.reading.wrappers import opened, tells_nothing

_DEPTH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A deed as the grammar tells it.

    ``verb`` heads its phrase; ``subject`` is the noun phrase that acts, ``moved`` the one acted upon
    that stands before the verb (of a passive, or of "the strike ends"), ``goal`` whom it meets.
    ``aspect`` is "stop", "keep" or nothing. ``force`` is one of ``evidence.FORCES``; ``by`` is who
    threatens, offers or asks, where a verb inside the words says so, ``told_by`` who reports it there.
    ``noun`` says that only a noun names the deed, ``attempt`` that it is only tried.
    """

    verb: Any
    subject: Any | None = None
    moved: Any | None = None
    goal: Any | None = None
    denied: bool = False
    force: str = "state"
    modality: str = "ongoing"
    time: str = "now"
    aspect: str = ""
    told_by: Any | None = None
    by: Any | None = None
    noun: bool = False
    asked_by_modal: bool = False
    imperative: bool = False
    attempt: bool = False


def clauses_in(tokens: list[Any]) -> list[Clause]:
    """Return the deeds that a stretch of a parse tells of, main clauses first.

    Parameters
    ----------
    tokens : list of spacy.tokens.Token
        A clause, a fragment of one, or several sentences.
    """
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head == t or t.head.i not in inside]
    #: A quotation may begin after the "was" on which its "not" hangs: was “not willing to talk”.
    negated = {t.head.i for t in roots if t.dep_ == "neg"}
    found: list[Clause] = []
    for root in roots:
        if root.is_punct or root.dep_ in ("det", "cc", "mark", "punct", "advmod", "prep", "neg"):
            continue
        for clause in _from(root, inside, State(denied=root.head.i in negated)):
            if all(c.verb != clause.verb for c in found):
                found.append(clause)
    return found


def _from(root: Any, inside: set[int], state: State) -> Iterator[Clause]:
    if root.pos_ in ("VERB", "AUX"):
        yield from _verb(root, inside, state)
    elif root.pos_ == "ADJ":
        for token, below in adjective(root, inside, state):
            yield from _from(token, inside, below)
    elif root.pos_ in ("NOUN", "PROPN") and (
        state.depth or tells_deed(root) or asks_for_deed(root, inside)
    ):
        yield from _noun(root, inside, state)


def _verb(verb: Any, inside: set[int], state: State) -> Iterator[Clause]:
    if state.depth > _DEPTH:
        return
    state = _settled(verb, state)
    if tells_nothing(verb, inside, state):
        return
    steps, wraps = opened(verb, inside, state)
    found = [clause for token, below in steps for clause in _from(token, inside, below)]
    yield from found
    if not found and not wraps:
        if only_happens(verb, state.subject):
            yield from _noun(state.subject, inside, replace(state, subject=None))
        elif (plain := _plain(verb, state)) is not None:
            yield plain
    yield from _joined(verb, inside, state)


def _joined(verb: Any, inside: set[int], state: State) -> Iterator[Clause]:
    """Yield the verbs joined to a verb; one without a subject of its own shares the first one's."""
    for prep in verb.children:  # "by respecting our status": the means are a deed beside it
        means = (
            child(prep, "pcomp") if prep.dep_ == "prep" and prep.lower_ in ("by", "after") else None
        )
        if means is not None and prep.lower_ == "after":  # "struck after rejecting the final offer"
            means = means if lexicon().events.carrier(particle_lemma(means)) == "refuse" else None
        if means is not None and means.i in inside and means.pos_ == "VERB":
            yield from _verb(means, inside, replace(state, depth=state.depth + 1))
    for beside in _told_beside(verb, inside):
        yield from _verb(beside, inside, State(told_by=state.told_by, depth=state.depth + 1))
    for other in verb.children:
        if other.dep_ != "conj" or other.i not in inside or other.pos_ not in ("VERB", "AUX"):
            continue
        own = child(other, *SUBJECTS, "nsubjpass", "expl")
        helped = child(other, "aux", "auxpass") is not None
        passed = state if own is None else State(told_by=state.told_by, depth=state.depth)
        if own is None and helped:  # "will not agree and will fight on", "has never … and does not"
            passed = replace(passed, modality="", time="", denied=False)
        elif own is None and any(
            c.dep_ == "cc" and c.lower_ in ("but", "not") for c in verb.children
        ):
            passed = replace(passed, denied=False)
        if own is None and any(
            c.lower_ == "than" and verb.i < c.i < other.i for c in verb.children
        ):
            passed = replace(passed, denied=not state.denied)  # "talk rather than build a wall"
        yield from _verb(other, inside, replace(passed, depth=state.depth + 1))


def _told_beside(verb: Any, inside: set[int]) -> Iterator[Any]:
    """Yield the deeds that a side clause with a subject of its own tells.

    "Talks collapsed after the rebels refused to release the crew": what came before is told as a refusal.
    "Called a strike, during which we will also block the port": what goes along is one's own undertaking.
    """
    posts = [p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubj", "attr")]
    below = [c for t in (*things, *posts) for c in t.children if c.dep_ == "relcl"]
    for clause in (*(c for c in verb.children if c.dep_ == "advcl"), *below):
        subject = child(clause, "nsubj")
        if clause.i not in inside or clause.pos_ != "VERB" or subject is None:
            continue
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ in ("after", "because", "since"):
            if lexicon().events.carrier(particle_lemma(clause)) == "refuse":
                yield clause
        elif subject.lower_ in OWN and any(
            c.lower_ in ("will", "'ll", "’ll") for c in clause.children
        ):
            opens = [c for c in clause.children if c.dep_ == "prep" and c.i < subject.i]
            if any(g.lower_ == "which" for c in opens for g in c.children):
                yield clause


def _settled(verb: Any, state: State) -> State:
    """Return the state after a verb's own subject, negation and auxiliaries."""
    own = child(verb, *SUBJECTS)
    subject = state.subject if own is None or own.lower_ in ("who", "which", "that") else own
    if own is not None and own.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        subject = verb.head
    if is_impersonal(verb):
        subject = None
    denied = state.denied ^ is_negated(verb)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    modality, time, asked = state.modality, state.time, state.asked
    if not modality:
        modality, time, asked = tense_of(verb, helpers)
    if own is not None and any(
        c.lower_ == "should" and c.i < own.left_edge.i for c in verb.children
    ):
        modality, time, asked = "conditional", "ahead", False  # "should the walkout last"
    return replace(
        state,
        subject=subject,
        denied=denied,
        modality=modality,
        time=time,
        asked=asked or state.asked,
    )


def _plain(verb: Any, state: State) -> Clause | None:
    """Return a plain verb's deed: passives turned, what a thing does turned to who makes it do so."""
    if verb.tag_ == "MD":
        return None  # "but we will": what is meant stands elsewhere
    subject, moved = state.subject, None
    passive = child(verb, "nsubjpass")
    goal = child(verb, "dobj", "dative")
    workers = stopped_by(verb)
    if workers is not None:
        subject, moved, goal = workers, stoppage_in(verb), None
    elif passive is not None or child(verb, "auxpass") is not None:
        moved = passive
        agent = child(verb, "agent")
        by = child(agent, "pobj") if agent is not None else None
        timed = by is not None and by.ent_type_ in ("DATE", "TIME", "CARDINAL")
        subject = maker_of(by) if by is not None and not timed else None
        subject = subject or keeper_of(particle_lemma(verb), moved)
        if passive is not None and state.force == "refuse" and is_bare(verb):
            subject = subject or state.by  # "dismissed demands that the dam be opened"
    elif subject is not None and (not can_act(subject) or is_run(subject, verb, goal)):
        lemma = particle_lemma(verb)
        owner = child(subject, "poss")
        if lemma in lexicon().events.inchoative and goal is None:
            moved, subject = subject, owner or keeper_of(lemma, subject)
        else:
            subject = owner if owner is not None and belongs(subject) else subject
    if subject is None and moved is not None and is_stoppage(moved):
        subject = workers_of(moved)
        if stoppage_coming(verb) is not None and state.time == "now":
            state = replace(state, modality="planned", time="ahead", force="promise")
    imperative = (
        verb.tag_ == "VB"
        and state.subject is None
        and state.modality == "asked"
        and not state.force
    )
    force = state.force or ("demand" if imperative or state.asked else "state")
    if moved is None and force == "refuse" and child(verb, "auxpass") is not None:
        moved, force = state.subject, "demand"  # "objected to being moved": others are to leave it
    if force == "refuse" and not state.denied:
        force = "promise"  # "there is no way we will not answer"
    if force == "state" and state.denied and state.time == "ahead" and hinders(verb):
        force = "offer"  # "would not stand in the way of a merger"
    return Clause(
        verb=verb, subject=subject, moved=moved, goal=goal, denied=state.denied, force=force,
        modality=state.modality or "ongoing", time=state.time or "now", aspect=state.aspect,
        told_by=state.told_by, by=state.by, asked_by_modal=state.asked, imperative=imperative,
        attempt=state.attempt,
    )  # fmt: skip


def _noun(noun: Any, inside: set[int], state: State) -> Iterator[Clause]:
    """Yield the deed that only a noun names: "talks", "the withdrawal of troops", "any attack"."""
    lemma = noun.lemma_.lower()
    # "rejected the offer of Velia to mediate": it is the offer that is not taken
    spurned = state.force == "refuse" and lemma in lexicon().events.nouns["offered"]
    owner = child(noun, "poss")
    posts = [c for c in noun.children if c.dep_ == "prep"]
    deverbal = lexicon().events.deverbal.get(lemma, "")
    makers = (
        ("by",) if deverbal else ("by", "from")
    )  # "the withdrawal from Orland" is no deed of Orland
    by = next((child(c, "pobj") for c in posts if c.lower_ in makers), None)
    if by is None:  # "the arrest of two men by Orland"
        things = [thing for c in posts if c.lower_ == "of" and (thing := child(c, "pobj"))]
        by = next((child(c, "pobj") for t in things for c in t.children if c.lower_ == "by"), None)
    if by is None and owner is None and lemma in lexicon().events.shells:
        # "any Orlandese attempt to divert the river"
        by = next((c for c in noun.children if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)
    ended = next((child(c, "pobj") for c in posts if c.lower_ in joins_deed(lemma)), None)
    subject = state.subject
    if not spurned:  # who makes an offer does not refuse it: "to throw out the firm's offer"
        subject = subject or by or owner or keeper_of(deverbal, ended)
    refused, demand = state.force == "refuse", lexicon().nouns.get(lemma) == "REQUEST"
    held = lexicon().events.held.get(noun.lemma_.lower())
    if owner is not None and refused and not demand and held not in ("accept", "make"):
        subject = owner  # "rebuffed the agency's attempt to …"
    counted = noun.dep_ in (
        *SUBJECTS,
        "dobj",
        "attr",
    )  # as its verb's own: "there will be no talks"
    shell = lemma in lexicon().events.shells
    forbidden = refused and shell and not spurned
    part = _shelled(noun, by, inside) if shell and not spurned else None
    if part is not None and part.dep_ == "relcl" and forbidden and by is None and held == "accept":
        part = None  # "rejected all proposals that would protect Orland": it is they that would
    if by is not None and forbidden and part is not None:
        # "rejected an attempt by two owners to buy it": they are not to do so
        subject, state = (
            by,
            replace(state, force="demand", by=state.subject, modality="asked", time="ahead"),
        )
    denied = state.denied ^ any(
        c.lower_ in ("no", "without") and not counted
        for c in noun.children
        if c.dep_ in ("det", "neg")
    )
    force = _NAMED_FORCES.get(lexicon().nouns.get(lemma, ""))
    if force == "threaten" and owner is None and state.subject is None:
        force = None  # "the threat of a bridgehead": a danger, and nobody's words
    if willing := lemma in lexicon().events.nouns["willing"]:
        pointing = (
            owner is None or owner.tag_ == "PRP$"
        )  # "our members have shown their willingness"
        force, owner = "offer", state.subject if pointing else owner
    if lemma in lexicon().events.nouns["projects"]:
        force = "promise"
    held = held_deed(noun, inside) if force is not None else None
    if willing and held is None:
        return
    if force == "promise" and held is not None and refused:
        # "rejected Velia's decision to build it": another is not to do so
        of = (child(c, "pobj") for c in posts if c.lower_ == "of")
        whose = owner or by or next((o for o in of if o is not None and can_act(o)), None)
        who = state.subject if state.force == "refuse" else state.by
        below = replace(state, subject=whose, force="demand", by=who, modality="asked",
                        time="ahead", denied=True, depth=state.depth + 1)  # fmt: skip
        yield from _from(held, inside, below)
        return
    if force == "demand" and held is not None and state.force == "offer":
        return  # "did not reject the demand to leave": whether it will is left open
    if demand and refused:
        force = None  # it is not met; what it asks, nobody does
    if force is not None and held is not None and not spurned:
        doer = state.subject if force == "demand" else owner
        if force == "demand" and doer is None:  # "its call for Orland to withdraw"
            asked = (child(c, "pobj") for c in posts if c.lower_ in ("for", "on") and c.i < held.i)
            doer = next((whom for whom in asked if whom is not None), None)
        by = state.by if force == "demand" and owner is None else owner
        below = replace(state, subject=doer, force=force, by=by, modality="planned", time="ahead",
                        denied=force == "refuse", depth=state.depth + 1)  # fmt: skip
        yield from _from(held, inside, below)
        return
    if part is not None:
        below = replace(state, subject=subject, denied=denied, depth=state.depth + 1)
        for clause in _verb(part, inside | {t.i for t in part.subtree}, below):
            relative = clause.subject is not None and clause.subject.lower_ in ("that", "which")
            yield replace(clause, subject=subject) if relative or part.dep_ == "relcl" else clause
        return
    yield Clause(
        verb=noun, subject=subject, denied=denied, force=state.force or "state",
        modality=state.modality or "ongoing", time=state.time or "now", aspect=state.aspect,
        told_by=state.told_by, by=state.by, noun=True,
    )  # fmt: skip
    other = child(noun, "conj")
    if (
        state.force == "demand"
        and other is not None
        and other.pos_ == "NOUN"
        and names_deed(other)
        and other.i in inside
    ):
        yield from _noun(other, inside, state)  # "the lifting of the siege and an end to the raids"


def _shelled(noun: Any, by: Any | None, inside: set[int]) -> Any | None:
    """Return the deed in "any step that would shut the canal", "proposals from X to restructure"."""
    holders = [h for h in (noun, by) if h is not None]
    for c in (c for h in holders for c in h.children):
        if c.dep_ in ("acl", "relcl") and c.i in inside and c.pos_ == "VERB":
            return c
    after = noun.right_edge.i + 1
    if after < len(noun.doc) and noun.doc[after].tag_ == "TO":
        verb = noun.doc[after].head
        return verb if verb.pos_ == "VERB" else None
    return None


#: Nouns for what is said, by the act they name, and the force of the deed that follows them.
_NAMED_FORCES = {
    "REQUEST": "demand", "THREATEN": "threaten", "OFFER": "offer", "COMMIT": "promise", "REJECT": "refuse",
}  # fmt: skip
