"""Which act a statement performs, from its cue, its words and the kinds of its conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from detente.reading.attribution import stance_of
from detente.reading.conditional_acts import binds, conditional_act
from detente.reading.content_acts import YIELDING, content_act, holds
from detente.reading.deed_grammar import has_to_do, particle_lemma
from detente.reading.deeds import deed_act
from detente.reading.learned import stands
from detente.reading.lexicon import lexicon
from detente.reading.syntax import (
    OWN,
    child,
    clause_around,
    first_subject,
    is_negated,
    phrasal,
    subject_of,
)
from detente.reading.tones import harms, tone_of

if TYPE_CHECKING:
    from detente.reading.attribution import Cue
    from detente.reading.drafts import Draft
    from detente.reading.events import Clause
    from detente.reading.telling import Told

#: Acts that who speaks performs by the very verb.
_SAID_TO_DO = {"SUPPORT", "CONCEDE", "REJECT", "ACCUSE"}
#: Verbs that ask by being said; to order or to press one may do without asking anybody.
_ASKING = ("demand", "urge", "call_for")

#: Verbs of promising by which one also says that something is so.
_ASSURING = ("assure", "guarantee", "promise", "swear")

_AHEAD = re.compile(
    r"\b(?:will|would|shall|can|could|may|might|must|won)\b|['’](?:ll|d)\b", re.IGNORECASE
)
_IN_ANOTHERS_PLACE = re.compile(r"\bif i (?:were|was) (?!to\b)")
#: Verbs of who only looks ahead; what they report binds nobody.
_LOOKING_AHEAD = ("hope", "expect", "predict", "forecast", "believe")


def act_of(draft: Draft, told: Told) -> str:
    """Return the act of a statement: what words say is done by it, else that it states.

    Rules propose; a learned model of how often they are right may take the force away, never give it.

    Parameters
    ----------
    draft : Draft
    told : Told
        Its events and conditions.
    """
    act = proposed_act(draft, told)
    return act if act == "STATE" or stands(draft, told, act) else "STATE"


def proposed_act(draft: Draft, told: Told) -> str:
    """Return the act of a statement as the rules alone have it."""
    cue, tokens = draft.cue, draft.tokens
    if draft.layer == "interpreted":
        return _interpreted_act(tokens)
    if _IN_ANOTHERS_PLACE.search(" ".join(t.lower_ for t in tokens)):
        return "STATE"  # "if I were in their shoes I would wait"
    if draft.asks or _is_question(draft):
        return "STATE"  # "asked whether they would sign"
    cue_act = cue.act if cue is not None and not _only_says(cue, tokens) else None
    bound = next((c for c in told.conditions if binds(c, told)), None)
    if bound is not None:
        return conditional_act(draft, told, bound, cue_act)
    if cue_act == "REJECT" and any(event.force == "refuse" for event in told.events):
        return "REJECT"  # "dismissed the proposal as “an insult”"
    if (
        cue is not None
        and cue.lemma in lexicon().layers["naming"]
        and (draft.quote is not None or cue_act is None)
        and len(tokens) < 12
    ):
        if any(c.dep_ == "dobj" and c.lower_ == "what" for c in cue.token.children):
            return "STATE"  # "impose what it called its “last, best offer”": a name for it
        found = _evaluation(tokens)
        # a verb that blames does so whatever its words: "denounced “self-rule”"
        return "ACCUSE" if found == "STATE" and cue_act == "ACCUSE" else found
    if cue_act in (None, "STATE"):  # "delivered a message signalling openness to talks"
        return _said(draft, told)
    return _performed(draft, told, cue_act)


def _is_question(draft: Draft) -> bool:
    """Whether words are one question, which claims and undertakes nothing: "Who is going to pay?"."""
    tokens = draft.tokens
    if draft.quote is None:
        return bool(tokens) and tokens[-1].sent.text.rstrip().endswith("?")
    return tokens[-1].text == "?" and not any(t.text in (".", "!", "?") for t in tokens[:-1])


def _only_says(cue: Cue, tokens: list[Any]) -> bool:
    """Whether a verb that may perform an act only says or asks: "offered a reply", "asked why they left"."""
    if cue.kind != "verb":
        return False
    if cue.lemma == "ask":
        return tokens[0].tag_ in ("WP", "WRB")
    if cue.lemma == "protest":
        return child(cue.token, "ccomp") is not None  # "protested that aides were rude"
    if cue.act == "REJECT":
        return False  # "rejected criticism" does more than say something
    said = lexicon().events.nouns["said"]
    return any(c.dep_ == "dobj" and c.lemma_.lower() in said for c in cue.token.children)


def _performed(draft: Draft, told: Told, act: str) -> str:
    """Return the act that a verb of speech names, its negation heeded."""
    cue = draft.cue
    assert cue is not None  # noqa: S101  asked by the caller
    denied = cue.kind == "verb" and is_negated(cue.token)
    refused = cue.lemma in ("vote", "decide") and any(
        lexicon().events.carrier(c.lemma_.lower()) == "refuse"
        for c in cue.token.children
        if c.dep_ == "xcomp"
    )
    clause = child(cue.token, "ccomp") if cue.lemma in (*_ASSURING, "decide") else None
    if clause is not None and clause.left_edge.tag_ in ("WP", "WRB", "WDT"):
        return "STATE"  # "must decide what it will ask for"
    assured = clause is not None and clause.tag_ != "VBG"  # but "promised that he is staying"
    if act == "COMMIT" and assured and all(e.time != "ahead" for e in told.events[: told.main]):
        return "STATE"  # "assured them that the dam was safe"
    if act == "COMMIT" and refused and not denied:
        return "REJECT"  # "voted to deny the application"
    if act == "COMMIT" and cue.lemma != "decide" and _menacing(draft, told):
        return "THREATEN"  # "vowed to retaliate"
    if cue.lemma in ("refuse", "rule_out", "reject", "decline") and denied:
        # "has not ruled out", "would not refuse to talk"
        return _FORCE_ACTS.get(told.events[0].force, "STATE") if told.main else "STATE"
    advises = told.main and told.clauses[0].asked_by_modal and told.events[0].force == "demand"
    advises = advises and not has_to_do(told.clauses[0].verb.head)  # "schools will have to suffer"
    if act == "THREATEN" and cue.lemma in ("warn", "caution") and advises:
        return "REQUEST"  # "warned that Orland should leave"
    held_out = told.main and told.events[0].force in ("offer", "promise")
    if cue.lemma == "deny" and held_out and told.events[0].polarity:
        return "STATE"  # "denied it would refuse to talk" refuses nothing
    if cue.lemma in ("agree", "accept", "offer") and denied:
        return "REJECT"
    if denied:
        left = act == "SUPPORT" and any(
            c.lemma_ == "have" or c.lower_ == "did" for c in cue.token.children
        )
        return "REJECT" if act in YIELDING and not left else "STATE"  # "has not endorsed anybody"
    return act


def _menacing(draft: Draft, told: Told) -> bool:
    """Whether what is promised harms: "to retaliate", not "to hold talks to end the strike"."""
    deeds = told.events[: told.main]
    return harms(draft.tokens) and (not deeds or any(event.tone < 0 for event in deeds))


_FORCE_ACTS = {
    "offer": "OFFER", "threaten": "THREATEN", "refuse": "REJECT", "demand": "REQUEST",
    "accuse": "ACCUSE",
}  # fmt: skip


def _said(draft: Draft, told: Told) -> str:
    """Return the act of words that a neutral verb, or none, reports."""
    cue, tokens = draft.cue, draft.tokens
    outside = cue is not None and cue.token not in tokens
    if cue is not None and outside and cue.lemma in _LOOKING_AHEAD:
        return "STATE"
    spliced = cue is not None and draft.quote is not None and cue.token.doc == tokens[0].doc
    if spliced and cue is not None and is_negated(cue.token):
        return "REJECT"  # "no longer considers them “friends”"
    if len(tokens) < 4 and any(t.lemma_.lower() in lexicon().layers["praise"] for t in tokens):
        return "SUPPORT" if not any(t.dep_ == "neg" for t in tokens) else "STATE"
    acts = [_of_event(draft, told, number) for number in range(told.main)]
    telling = [act for act in acts if act != "STATE"]
    if telling:
        return telling[0]
    if any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in tokens):
        return _judged(draft, tokens)
    act = content_act(tokens, reported=_speaks_of_itself(draft))
    if (
        act == "STATE"
        and spliced
        and cue is not None
        and not any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in tokens)
    ):
        # A part of a sentence: the clause it stands in decides.
        act = content_act(clause_around(cue.token, tokens))
    return act


def _of_event(draft: Draft, told: Told, number: int) -> str:
    """Return the act that telling an event performs."""
    event, clause = told.events[number], told.clauses[number]
    speaker = draft.speaker.id if draft.speaker is not None else None
    own = event.agent is not None and event.agent == speaker
    verb = clause.verb
    deed = None if clause.noun else deed_act(verb)
    if clause.imperative and verb.lemma_.lower() in lexicon().layers["attention"]:
        return "STATE"
    ending = clause.aspect == "stop" or event.predicate in lexicon().ending
    spares = not event.polarity and event.tone < 0 and not ending  # not "will not end the subsidy"
    if event.force in ("promise", "refuse") and spares:
        return "COMMIT"  # "will not attack", "has no intention of breaking the truce"
    if event.force == "promise":
        if not event.polarity or lexicon().events.carrier(event.predicate) == "refuse":
            return "REJECT"  # "will not sign", "would refuse"
        if verb.lemma_.lower() in lexicon().build_up and set(event.topics) & lexicon().arms:
            return "COMMIT"  # "will expand its arsenal" menaces nobody by name
        fights_on = verb.lemma_.lower() in ("fight", "defend") and event.patient is None
        if event.tone < 0 and not fights_on:  # "will fight all the way to the end" menaces nobody
            return "THREATEN"
        if deed in ("CONSULT", "MOBILIZE") and clause.aspect != "stop":
            return str(deed)
        return "COMMIT"
    if event.force in _FORCE_ACTS:
        return _FORCE_ACTS[event.force]
    now = event.time == "now" or (
        draft.layer == "reported" and any(c.lower_ == "did" for c in verb.children)
    )
    if own and event.time == "now" and (performed := _performative(verb)) is not None:
        if event.polarity:
            return performed
        return "REJECT" if performed in YIELDING else "STATE"
    if own and not event.polarity and now and _can_refuse(verb, deed, event.tone):
        return "REJECT"  # "we do not negotiate through leaks"
    real = event.polarity and event.modality != "conditional"  # "we would have signed": not done
    # "has done all it can to reach a deal" has reached none
    if event.time in ("past", "now") and real and own and deed is not None and not clause.attempt:
        return deed
    open_agent = clause.subject is None and clause.moved is not None
    if open_agent and event.polarity and event.time == "ahead" and _menaces(draft.tokens):
        return "THREATEN"  # "such boardings would be answered"
    passive = open_agent and any(c.dep_ == "auxpass" for c in verb.children)
    if passive and not event.polarity and event.time == "ahead" and event.tone > 0:
        return "REJECT"  # "not a cent will be paid"
    other = clause.subject is not None and not own
    if (
        other
        and event.polarity
        and clause.attempt
        and not told.conditions  # "if they get the papers, they mean to search them"
        and event.tone <= 0
        and _is_at_it(clause)
        and str(clause.subject).lower() not in OWN
    ):
        return "ACCUSE"  # "is trying to move jobs abroad"
    coming = event.time == "ahead" and event.modality == "planned" and event.agent is not None
    coming = coming and clause.by is None  # "we expect the firm to respond" blames nobody
    alone = draft.quote is not None and not told.conditions  # what comes of another's deed
    if other and coming and event.polarity and event.tone < 0 and alone:
        return "ACCUSE"  # "is going to start an all-out showdown"
    suffered = open_agent and verb.tag_ == "VBN" and any(c.lower_ == "being" for c in verb.children)
    suffered = suffered and verb.lemma_.lower() not in lexicon().events.carriers["plan"]
    if suffered and event.polarity and event.tone < 0:
        return "ACCUSE"  # "people are being exposed to raids"
    if (
        other
        and event.polarity
        and verb.lemma_.lower() in lexicon().harming
        and event.tone <= 0  # not "broke through the deadlock"
        and _is_somebody(clause)
    ):
        return "ACCUSE" if event.modality != "conditional" else "STATE"
    return "STATE"


def _performative(verb: Any) -> str | None:
    """Return what is done by saying a verb of oneself: "we welcome the release", "I apologise"."""
    words = lexicon()
    if verb.lemma_.lower() in words.voicing and (stance := stance_of(verb)) is not None:
        return stance
    if phrasal(verb, words.cue_acts) in _ASKING:
        return "REQUEST"  # "the League demands respect for its envoys", whatever deed that is
    act = words.cue_acts.get(verb.lemma_.lower())
    return act if act in _SAID_TO_DO else None


def _is_at_it(clause: Clause) -> bool:
    """Whether somebody is just about a deed: "is trying to split us", "was planning to cut pensions".

    Or was, against who speaks: "tried to put us away". Not "tries to do the right thing", "worked to get it
    passed", "plans to vote", "is trying to understand it".
    """
    verb, tried = clause.verb, clause.verb.head
    if clause.goal is not None and clause.goal.lower_ in ("us", "me"):
        return tried.lemma_.lower() in ("try", "attempt")
    if verb.dep_ == "conj":
        tried = verb.head.head  # "is trying to move jobs and trim benefits"
    return (
        tried.tag_ == "VBG"
        and tried.lemma_.lower() in ("try", "attempt", "plan", "prepare", "seek")
        and verb.lemma_.lower() not in lexicon().events.stative | {"do", "make", "get"}
    )


def _is_somebody(clause: Clause) -> bool:
    """Whether a subject can be blamed: "everything has burned down" blames nobody."""
    subject = clause.subject
    return subject is not None and not (
        subject.pos_ == "PRON" and subject.lower_ in lexicon().layers["nobody"]
    )


def _can_refuse(verb: Any, deed: str | None, tone: int) -> bool:
    """Whether not doing something yields nothing to others: "do not negotiate", not "do not get fees"."""
    lemma = verb.lemma_.lower()
    if lemma in ("accept", "need", "want", "recognise", "recognize", "condone"):
        return True
    if particle_lemma(verb) in lexicon().yielding:
        return True  # "not giving up"
    yields = YIELDING & {deed, lexicon().content.get(lemma), lexicon().cue_acts.get(lemma)}
    return lemma not in lexicon().events.stative and (bool(yields) or tone > 0)


def _menaces(tokens: list[Any]) -> bool:
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    return any(holds(text, phrase) for phrase in lexicon().phrases["harm"])


def _judged(draft: Draft, tokens: list[Any]) -> str:
    """Return the act of a finite sentence that tells no deed: blame, refusal, readiness, or nothing.

    Only what is said *of* the subject counts: "the claim is baseless", "the door remains open".
    """
    words = lexicon()
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    if _is_willing(draft, tokens, text):
        return "OFFER"
    if any(holds(text, phrase) for phrase in words.phrases["closed"]):
        return "REJECT"
    if any(holds(text, phrase) for phrase in words.phrases["answered"]):
        return "THREATEN"
    inside = {t.i for t in tokens}
    for root in (t for t in tokens if t.head == t or t.head.i not in inside):
        verbs = [root, *(c for c in root.children if c.dep_ == "conj")]
        for verb in verbs:
            if words.content.get(verb.lemma_.lower()) == "REJECT" and verb.tag_ in ("VBZ", "VBP"):
                others = subject_of(verb)
                if others is None or others.lower_ not in OWN:
                    return "STATE" if is_negated(verb) else "REJECT"  # "undervalues the company"
            if _wants_a_deed(verb):
                return "REQUEST"
            told = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
            found = [
                t for c in told for t in (c, *c.children) if words.content.get(t.lemma_.lower())
            ]
            acts = [words.content[t.lemma_.lower()] for t in found]
            denied = is_negated(verb) or any(t.lower_ == "no" for c in told for t in c.children)
            denied = denied and not any(t.lower_ == "more" for c in told for t in c.children)
            subject = subject_of(verb)
            own = (
                subject is not None and subject.lower_ in (*OWN, "it") and draft.layer == "reported"
            )
            if "REJECT" in acts:
                return "STATE" if denied else "REJECT"
            if "ACCUSE" in acts and not own:
                if denied and (subject is None or subject.dep_ == "expl"):
                    return "STATE"  # "there is nothing wrong with asking"
                return "REJECT" if denied else "ACCUSE"
    return "STATE"


def _is_willing(draft: Draft, tokens: list[Any], text: str) -> bool:
    """Whether words say that the speaker is ready, and not that others are: "our members are ready to march"."""
    phrases = lexicon().phrases["willing"]
    if not any(holds(text, phrase) for phrase in phrases):
        return False
    adjectives = [t for t in tokens if lexicon().events.adjective(t.lower_) == "offer"]
    if any(is_negated(t) for t in adjectives):
        return False  # "neither ready nor willing to sign"
    kept = [p for p in phrases if not any(p.startswith(f"{t.lower_} ") for t in adjectives)]
    if any(holds(text, phrase) for phrase in kept):
        return True
    doers = [subject_of(t if t.dep_ == "ROOT" else t.head) for t in adjectives]
    third = ("it", "he", "she", "they") if draft.layer == "reported" else ()
    return any(doer is None or doer.lower_ in (*OWN, *third, "door") for doer in doers)


def _wants_a_deed(verb: Any) -> bool:
    """Whether somebody wants what another is to do: "we want the lifting of the ban"."""
    subject = subject_of(verb)
    if verb.lemma_.lower() not in ("want", "need", "require") or subject is None:
        return False
    deeds = lexicon().events.deverbal.keys() | lexicon().conditional["granted"]
    wanted = any(c.dep_ == "dobj" and c.lemma_.lower() in deeds for c in verb.children)
    return wanted and subject.lower_ in (*OWN, "they", "it") and not is_negated(verb)


def _speaks_of_itself(draft: Draft) -> bool:
    """Whether a report's subject is a pronoun, which means the speaker: "it did not bargain"."""
    if draft.layer != "reported" or draft.cue is None or draft.cue.kind != "verb":
        return False
    return first_subject(draft.tokens[:6]) in ("it", "he", "she", "they")


def _evaluation(tokens: list[Any]) -> str:
    """Return the act of calling something names: what the words do, marked or not."""
    act = content_act(tokens)
    if act in ("REJECT", "THREATEN", "OFFER"):
        return act
    if any(t.lemma_.lower() in lexicon().layers["praise"] for t in tokens):
        return "SUPPORT"
    return "ACCUSE" if act == "ACCUSE" or tone_of(tokens) < 0 else "STATE"


def _interpreted_act(tokens: list[Any]) -> str:
    """Return what the statement is taken to be: "seen as a demand"."""
    nouns = lexicon().nouns
    acts = [
        nouns[t.lemma_.lower()]
        for t in tokens
        if t.pos_ == "NOUN" and t.lemma_.lower() in nouns and t.head.lower_ == "as"
    ]
    return next((act for act in acts if act != "STATE"), "STATE")
