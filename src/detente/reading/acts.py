"""Which act a statement performs, from its cue, its words and the kinds of its conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from detente.reading.deeds import deed_act
from detente.reading.lexicon import lexicon
from detente.reading.modality import FUTURE, is_negative
from detente.reading.syntax import (
    OWN,
    SUBJECTS,
    first_subject,
    is_negated,
    lemma_of,
    subject_of,
)
from detente.reading.tones import harms, tone_of

if TYPE_CHECKING:
    from detente.evidence import Condition
    from detente.reading.attribution import Cue
    from detente.reading.drafts import Draft
    from detente.reading.telling import Told

#: Acts that a negation in the first person turns into a refusal.
_YIELDING = {"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"}

#: Words that wish and bind nobody; the lemma of "hopes" is not to be relied on.
_HOPING = frozenset(("hope", "hopes", "hoped", "hoping", "wish", "wishes", "wished"))

_AHEAD = re.compile(
    r"\b(?:will|would|shall|can|could|may|might|must|won)\b|['’](?:ll|d)\b", re.IGNORECASE
)
_IN_ANOTHERS_PLACE = re.compile(r"\bif i (?:were|was) (?!to\b)")
#: Verbs of who only looks ahead; what they report binds nobody.
_LOOKING_AHEAD = ("hope", "expect", "predict", "forecast", "believe")

_BY_KIND = {
    "offer": "OFFER",
    "threat": "THREATEN",
    "warning": "THREATEN",
    "promise": "COMMIT",
    "dependence": "STATE",
    "demand": "REJECT",
    "either-or": "THREATEN",
}


def act_of(draft: Draft, told: Told) -> str:
    """Return the act of a statement: what words say is done by it, else that it states.

    Parameters
    ----------
    draft : Draft
    told : Told
        Its events and conditions.
    """
    cue, tokens = draft.cue, draft.tokens
    if draft.layer == "interpreted":
        return _interpreted_act(tokens)
    if _IN_ANOTHERS_PLACE.search(" ".join(t.lower_ for t in tokens)):
        return "STATE"  # "if I were in their shoes I would wait"
    cue_act = cue.act if cue is not None and not _only_says(cue, tokens) else None
    kinds = [c.kind for c in told.conditions if _binds(c, told)]
    if kinds:
        return _conditional_act(draft, told, kinds[0], cue_act)
    if cue_act == "REJECT" and any(event.force == "refuse" for event in told.events):
        return "REJECT"  # "dismissed the proposal as “an insult”"
    if (
        cue is not None
        and cue.lemma in lexicon().layers["naming"]
        and (draft.quote is not None or cue_act is None)
        and len(tokens) < 12
    ):
        return _evaluation(cue.lemma, tokens)
    if cue_act in (None, "STATE"):  # "delivered a message signalling openness to talks"
        return _said(draft, told)
    return _performed(draft, told, cue_act)


def _only_says(cue: Cue, tokens: list[Any]) -> bool:
    """Whether a verb that may perform an act only says or asks: "offered a reply", "asked if they would"."""
    if cue.kind != "verb":
        return False
    if cue.lemma == "ask":
        return tokens[0].lower_ in ("if", "whether") or tokens[0].tag_ in ("WP", "WRB")
    said = lexicon().events.nouns["said"]
    return any(c.dep_ == "dobj" and c.lemma_.lower() in said for c in cue.token.children)


def _binds(condition: Condition, told: Told) -> bool:
    """Whether a condition governs what somebody is going to do, and not a mere argument."""
    if condition.kind in ("dependence", "either-or"):
        return True
    if condition.consequence.text.strip(" .,").lower() in ("not", "no", "never"):
        return True  # "Not while his tanks are on the bridge."
    if condition.kind == "demand" and condition.condition_by == condition.consequence_by:
        return True  # "if they want gas, they have to pay"
    said = f" {condition.consequence.text.lower()} "
    if condition.kind == "threat" and any(phrase in said for phrase in lexicon().phrases["harm"]):
        return True  # "it will pay a heavy price"
    suffered = condition.consequent is not None and lexicon().events.is_suffered(
        told.events[condition.consequent]
    )
    if condition.kind == "threat" and suffered:
        return True  # "will lose its licence"
    if condition.consequence_by not in (None, told.speaker) and condition.kind != "warning":
        return False  # what another would do
    if condition.consequent is None:
        text = f" {condition.consequence.text.lower()} "
        menaced = any(phrase in text for phrase in lexicon().phrases["harm"])
        if condition.kind == "offer" and not set(text.split()) & {"we", "i", "our"}:
            return False  # what would only come about is no offer
        return menaced or _AHEAD.search(text) is not None
    after, clause = told.events[condition.consequent], told.clauses[condition.consequent]
    if after.modality == "conditional" and condition.consequence_by != told.speaker:
        return False  # what could come of it is no threat of the speaker's
    # "the ore stays in the ground", not "the city is exposed"
    passive = any(c.dep_ == "auxpass" for c in clause.verb.children)
    turned = clause.moved is not None and after.time == "now" and not passive
    # "the moment they fire, we fire back": what one does then
    own = clause.subject is not None and clause.subject.lower_ in ("we", "i")
    simple = own and after.time == "now" and clause.verb.tag_ in ("VBP", "VB")
    then = simple and after.predicate not in lexicon().events.stative
    return after.time == "ahead" or after.force != "state" or turned or then


def _conditional_act(draft: Draft, told: Told, kind: str, cue_act: str | None) -> str:
    first = draft.conditions[0].cue.lower()
    if kind == "either-or":
        return "STATE" if first == "whether" else "THREATEN"
    if cue_act is not None and kind == "dependence":
        return cue_act
    if cue_act in ("REJECT", "OFFER", "REQUEST", "COMMIT") and kind in (
        "demand",
        "offer",
        "promise",
    ):
        if cue_act == "COMMIT" and kind == "demand" and not is_negative(draft.tokens):
            return "COMMIT"  # "vowed to go on protesting until …"
        return cue_act if cue_act != "COMMIT" else _BY_KIND[kind]
    if kind == "demand":
        if is_negative(draft.tokens):
            return "REJECT"
        return "COMMIT" if cue_act == "COMMIT" or _is_own(told) else "REQUEST"
    return _BY_KIND[kind]


def _is_own(told: Told) -> bool:
    """Whether the main event is promised: "it would go on until they give up the hostages"."""
    return bool(told.main) and told.events[0].force == "promise"


def _performed(draft: Draft, told: Told, act: str) -> str:
    """Return the act that a verb of speech names, its negation heeded."""
    cue = draft.cue
    assert cue is not None  # noqa: S101  asked by the caller
    denied = cue.kind == "verb" and is_negated(cue.token)
    if act == "COMMIT" and cue.lemma != "decide" and harms(draft.tokens):
        return "THREATEN"  # "vowed to retaliate"
    if cue.lemma in ("refuse", "rule_out", "reject", "decline") and denied:
        # "has not ruled out", "would not refuse to talk"
        return _FORCE_ACTS.get(told.events[0].force, "STATE") if told.main else "STATE"
    if cue.lemma in ("agree", "accept", "offer") and denied:
        return "REJECT"
    if denied:
        return "REJECT" if act in _YIELDING else "STATE"
    return act


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
        return "SUPPORT"
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
        act = content_act(_clause_of(cue.token, tokens))
    return act


def _of_event(draft: Draft, told: Told, number: int) -> str:
    """Return the act that telling an event performs."""
    event, clause = told.events[number], told.clauses[number]
    speaker = draft.speaker.id if draft.speaker is not None else None
    own = event.agent is not None and event.agent == speaker
    verb = clause.verb
    deed = None if clause.noun else deed_act(verb)
    if event.force == "promise":
        if not event.polarity or lexicon().events.carrier(event.predicate) == "refuse":
            return "REJECT"  # "will not sign", "would refuse"
        if verb.lemma_.lower() in lexicon().build_up and set(event.topics) & lexicon().arms:
            return "COMMIT"  # "will expand its arsenal" menaces nobody by name
        if event.tone < 0:
            return "THREATEN"
        if deed in ("CONSULT", "MOBILIZE") and clause.aspect != "stop":
            return str(deed)
        return "COMMIT"
    if event.force in _FORCE_ACTS:
        return _FORCE_ACTS[event.force]
    now = event.time == "now" or (
        draft.layer == "reported" and any(c.lower_ == "did" for c in verb.children)
    )
    if own and not event.polarity and now and _can_refuse(verb):
        return "REJECT"  # "we do not negotiate through leaks"
    real = event.polarity and event.modality != "conditional"  # "we would have signed": not done
    if event.time in ("past", "now") and real and own and deed is not None:
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
        and event.tone <= 0
        and str(clause.subject).lower() not in OWN
    ):
        return "ACCUSE"  # "is trying to move jobs abroad"
    coming = event.time == "ahead" and event.modality == "planned" and event.agent is not None
    if other and coming and event.polarity and event.tone < 0 and draft.quote is not None:
        return "ACCUSE"  # "is going to start an all-out showdown"
    suffered = open_agent and verb.tag_ == "VBN" and any(c.lower_ == "being" for c in verb.children)
    if suffered and event.polarity and event.tone < 0:
        return "ACCUSE"  # "people are being exposed to raids"
    if other and event.polarity and verb.lemma_.lower() in lexicon().harming:
        return "ACCUSE" if event.modality != "conditional" else "STATE"
    return "STATE"


def _can_refuse(verb: Any) -> bool:
    lemma = verb.lemma_.lower()
    return lemma not in lexicon().events.stative or lemma in (
        "accept",
        "need",
        "want",
        "recognise",
        "recognize",
    )


def _menaces(tokens: list[Any]) -> bool:
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    return any(_holds(text, phrase) for phrase in lexicon().phrases["harm"])


def _judged(draft: Draft, tokens: list[Any]) -> str:
    """Return the act of a finite sentence that tells no deed: blame, refusal, readiness, or nothing.

    Only what is said *of* the subject counts: "the claim is baseless", "the door remains open".
    """
    words = lexicon()
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    if any(_holds(text, phrase) for phrase in words.phrases["willing"]):
        return "OFFER"
    if any(_holds(text, phrase) for phrase in words.phrases["closed"]):
        return "REJECT"
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
            subject = subject_of(verb)
            own = (
                subject is not None and subject.lower_ in (*OWN, "it") and draft.layer == "reported"
            )
            if "REJECT" in acts:
                return "STATE" if denied else "REJECT"
            if "ACCUSE" in acts and not own:
                return "REJECT" if denied else "ACCUSE"
    return "STATE"


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


def _clause_of(cue: Any, tokens: list[Any]) -> list[Any]:
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


def _evaluation(verb: str, tokens: list[Any]) -> str:
    """Return the act of calling something names: blame unless the words praise or refuse."""
    act = content_act(tokens)
    if act in ("REJECT", "THREATEN", "OFFER"):
        return act
    if any(t.lemma_.lower() in lexicon().layers["praise"] for t in tokens):
        return "SUPPORT"
    if verb in ("describe", "characterize", "characterise") and tone_of(tokens) >= 0:
        return "ACCUSE" if act == "ACCUSE" else "STATE"
    return "ACCUSE"


def _interpreted_act(tokens: list[Any]) -> str:
    """Return what the statement is taken to be: "seen as a demand"."""
    nouns = lexicon().nouns
    acts = [
        nouns[t.lemma_.lower()]
        for t in tokens
        if t.pos_ == "NOUN" and t.lemma_.lower() in nouns and t.head.lower_ == "as"
    ]
    return next((act for act in acts if act != "STATE"), "STATE")


def content_act(tokens: list[Any], *, reported: bool = False) -> str:
    """Return the act that words perform by themselves.

    ``reported`` says that the words are the speaker's own in the third person: "it did not bargain".
    """
    words = lexicon()
    text = " " + " ".join(t.lower_ for t in tokens) + " "
    text = text.replace(" n't", "n't").replace(" n’t", "n’t")
    has = {
        name: any(_holds(text, phrase) for phrase in phrases)
        for name, phrases in words.phrases.items()
    }
    lemmas = [lemma_of(t) for t in tokens]
    acts = [
        words.content[lemma]
        for token, lemma in zip(tokens, lemmas, strict=True)
        if lemma in words.content
        and not (words.content[lemma] == "CONCEDE" and token.pos_ != "VERB")
    ]
    own = reported or any(t.lower_ in OWN for t in tokens)
    future = any(t.lower_ in FUTURE for t in tokens)
    inside = {t.i for t in tokens}
    main = [t for t in tokens if t.dep_ == "ROOT" or t.head.i not in inside]
    if has["open"] or any(t.lower_ in _HOPING and t.pos_ == "VERB" for t in main):
        return "STATE"
    if _tells_of_both(tokens):
        return "STATE"
    if has["willing"]:
        return "OFFER"
    if own and any(lemma in words.recognition for lemma in lemmas) and not future:
        return "REQUEST"
    if (
        own
        and any(lemma in words.build_up for lemma in lemmas)
        and any(lemma in words.arms for lemma in lemmas)
    ):
        return "MOBILIZE"
    if has["harm"]:
        bound = future or own or any(t.tag_ == "MD" for t in tokens)
        return "THREATEN" if bound or not _blames(tokens, loose=True) else "ACCUSE"
    if has["refusal"]:
        if tone_of(tokens) < -1 and not own:
            return "THREATEN" if future else "ACCUSE"
        return "REJECT"
    if "MOBILIZE" in acts and (future or own):
        return "MOBILIZE"
    if has["request"] and " will have to" not in text:
        return "REQUEST"
    if "ACCUSE" in acts and _clears(tokens, own=own):
        return "REJECT"  # "neither yield nor provoke", "it had done nothing wrong"
    for act in ("REJECT", "ACCUSE"):
        if act in acts and not (future and own):
            return act
    if future and own:
        if tone_of(tokens) < 0:
            return "THREATEN"
        return "CONSULT" if "CONSULT" in acts and tone_of(tokens) > 0 else "COMMIT"
    if own and any(t.dep_ == "neg" for t in tokens) and set(acts) & _YIELDING:
        return "REJECT"  # "we do not negotiate through leaks"
    if _blames(tokens):
        return "ACCUSE"
    if (
        any(t.lower_ in ("could", "may", "might", "risk", "risks", "face", "faces") for t in tokens)
        and tone_of(tokens) < 0
    ):
        return "THREATEN"
    if set(acts) & _YIELDING and any(t.lower_ == "no" and t.head.dep_ == "attr" for t in tokens):
        return "REJECT"  # "there is no patrol to withdraw"
    for act in ("SUPPORT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"):
        if act in acts:
            return act
    if len(tokens) > 1 and tokens[0].tag_ == "VB" and tokens[0].dep_ == "ROOT":
        return "REQUEST"
    bound = (
        any(t.tag_ == "MD" for t in tokens)
        and len(tokens) > 1
        and tokens[1].lower_ in ("a", "an", "one")
    )
    if tokens and (len(tokens) < 8 or bound) and tokens[0].lower_ in ("no", "not"):
        return "REJECT"
    return "STATE"


def _tells_of_both(tokens: list[Any]) -> bool:
    """Whether words look at two sides from outside: "neither wants war", "each side thinks …"."""
    first = next((t for t in tokens if t.dep_ in ("nsubj", "nsubjpass")), None)
    if first is None or any(t.lower_ in OWN for t in tokens):
        return False
    apart = ("neither", "each", "either")
    return first.lower_ in apart or any(c.lower_ in apart for c in first.children)


def _clears(tokens: list[Any], *, own: bool) -> bool:
    """Whether blame is denied: of oneself, or that something is what it is called."""
    if any(t.lower_ in ("neither", "nor") for t in tokens):
        return True
    for t in tokens:
        if t.dep_ == "neg" or t.lower_ in ("nothing", "never"):
            verb = t.head
            if verb.lemma_ == "be" or own:
                return True
    return False


def _blames(tokens: list[Any], *, loose: bool = False) -> bool:
    """Whether somebody else is said to have done harm: "they signed and then fired".

    ``loose`` takes any verb in the present or past with an actor for its subject.
    """
    words = lexicon()
    grave = loose or tone_of(tokens) < 0
    for t in tokens:
        if t.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VBG") or t.pos_ not in ("VERB", "AUX"):
            continue
        if lemma_of(t) == "lie" and any(c.dep_ == "prt" for c in t.children):
            continue  # "lie down"
        harming = lemma_of(t) in words.harming or (grave and t.lemma_ != "be")
        if not harming or any(c.dep_ in ("auxpass", "neg") or c.tag_ == "MD" for c in t.children):
            continue
        subject = subject_of(t)
        if subject is None or subject.lower_ in (*OWN, "this", "that", "there"):
            continue
        if lemma_of(t) in words.harming or subject.lower_ in ("they", "he", "she", "you"):
            return True
        if subject.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
            return True
    return False


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase}" in text
