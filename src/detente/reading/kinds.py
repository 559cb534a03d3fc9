"""What a condition amounts to: good or bad for whom, asked for or warned of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.reading.constructions import Found
from detente.reading.deeds import PRESSURE
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, lemma_of

#: Verbs that take back what they name, and the acts of what is missed when it is taken back.
_TAKING_BACK = ("withdraw", "recall", "pull")
_SERVING = ("AID", "OFFER", "COOPERATE", "CONSULT", "AGREE", "SUPPORT")
OWN = ("we", "i", "our", "us", "my")


def tone_of(tokens: Iterable[Any]) -> int:
    """Return above 0 for what is good for those who meet it, below for bad, 0 when open."""
    words = lexicon()
    tokens = list(tokens)
    text = " ".join(t.lower_ for t in tokens)
    lemmas = ["" if _is_date(t) else lemma_of(t) for t in tokens]
    flip = 1
    score = 0
    for token, lemma in zip(tokens, lemmas, strict=True):
        if token.dep_ == "neg" or token.lower_ in ("no", "never", "nobody", "nothing", "without"):
            flip = -1
        elif lemma in words.stop or lemma in words.release:
            continue
        elif worth := _taken_back(token):
            score -= flip * worth
        elif _leaves_a_place(token):
            continue
        elif lemma in words.good:
            score += flip
        elif lemma in words.bad:
            score -= flip
    if any(lemma in words.release for lemma in lemmas):
        score = abs(score) + 1
    elif any(lemma in words.stop for lemma in lemmas):
        score = -score if score else -flip
    if any(phrase in text for phrase in words.phrases["willing"]):
        attacking = any(
            t.pos_ == "VERB" and t.dep_ == "xcomp" and harms([t]) for t in tokens
        )  # "ready to storm the camps"
        score = min(score, 0) - 2 if attacking else max(score, 0) + 2
    if any(phrase in text for phrase in words.phrases["harm"]):
        score -= 2
    return score


def _is_date(token: Any) -> bool:
    """Whether an end is that of a month or year: "by the end of June"."""
    return bool(
        token.lower_ == "end"
        and token.dep_ == "pobj"
        and token.head.lower_ in ("at", "by", "before")
    )


def _taken_back(verb: Any) -> int:
    """Return what something withdrawn was to the others: 2 a good, -2 a burden, 0 when open.

    "Withdraw its ambassador" takes a good away, "withdraw its sanctions" a burden. Its own word counts
    beside it in the tone, hence two.
    """
    if lemma_of(verb) not in _TAKING_BACK:
        return 0
    words = lexicon()
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    leaves = not things
    if leaves:
        things = [p for c in verb.children if c.lower_ == "from" for p in c.children]
    for thing in things:
        noun = thing.lemma_.lower()
        act = words.light_nouns.get(noun)
        if noun in words.serving or act in _SERVING:
            return 2
        if not leaves and (noun in words.arms or act in PRESSURE):
            return -2
    return 0


def _leaves_a_place(verb: Any) -> bool:
    """Whether somebody leaves a place, which is open, not the table or a treaty, which is bad."""
    if verb.pos_ != "VERB" or verb.lemma_ != "leave":
        return False
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return thing is not None and thing.lemma_.lower() not in lexicon().layers["common"]


def condition_kind(
    found: Found, condition: list[Any], consequence: list[Any], *, bare: bool
) -> str:
    """Return what a condition amounts to: who controls what, good or bad for whom.

    ``bare`` says that the consequence has no subject of its own, as after "threatened to".
    """
    sense = found.sense
    if sense == "dependence":
        return "dependence"
    if sense == "either-or":
        return "either-or"
    tone = tone_of(consequence)
    if found.cue.lower() in ("any", "every", "further", "a", "an", "another", "such") and tone <= 1:
        return "threat"
    negated = _is_refused(consequence)
    lean = _lean_of(condition)
    if sense == "if" and lean < 0 and tone < 2:
        return "threat"
    holding_out = any(lemma_of(t) in ("refuse", "reject", "fail", "ignore") for t in condition)
    if sense == "while" and holding_out and tone <= 0 and not negated:
        return "threat"  # "will fly drones as long as they refuse"
    if (
        sense == "if"
        and tone == 0
        and lean == 0
        and (tone_of(condition) < 0 or _mirrors(condition, consequence))
    ):
        return "threat"
    spared = not harms(consequence) and not any(_taken_back(t) > 0 for t in consequence)
    if sense in ("if", "only-if", "iff") and lean > 0 and tone < 0 and spared:
        return "offer"
    bound = any(t.lower_ in ("must", "has", "have", "should") for t in consequence[:4])
    if bound and first_subject(consequence) not in ("we", "i") and tone >= 0:
        return "demand"  # "if they want trade, they have to open their market"
    own_condition = first_subject(condition) in ("we", "i")
    if sense == "until" or (sense == "while" and negated):
        return "demand"
    if sense == "unless":
        blocked = any(
            t.lower_ in ("no", "nobody", "nothing", "not") and t.dep_ in ("det", *SUBJECTS)
            for t in consequence[:2]
        )
        return "demand" if negated and not blocked and not harms(consequence) else "threat"
    if tone < 0:
        first = first_subject(consequence)
        passive = any(t.dep_ == "auxpass" for t in consequence)
        own = (
            bare
            or passive
            or first in ("we", "i", "he", "she", "it", "they", "who")
            or any(t.lower_ in OWN for t in consequence)
            or any(t.lower_ in ("will", "would") for t in consequence)
        )
        return "threat" if own else "warning"
    if own_condition:
        return "promise"
    if negated and tone <= 0:
        return "demand"
    return "offer"


def _is_refused(consequence: list[Any]) -> bool:
    """Whether a consequence is that something is not done; "guarantee no losses" refuses nothing."""
    for t in consequence:
        if t.dep_ == "neg" or t.lower_ in ("never", "nothing", "nobody"):
            return True
        if t.lower_ == "no" and t.head.head.lemma_ not in (
            "guarantee",
            "ensure",
            "promise",
            "assure",
        ):
            return True
    return False


def _mirrors(condition: list[Any], consequence: list[Any]) -> bool:
    """Whether like is returned for like: "if they act, we act"."""
    verbs = {t.lemma_ for t in condition if t.pos_ == "VERB" and t.lemma_ not in lexicon().yielding}
    return any(t.pos_ == "VERB" and t.lemma_ in verbs for t in consequence)


def harms(tokens: list[Any]) -> bool:
    """Whether words name a deed that harms."""
    words = lexicon()
    return any(lemma_of(t) in words.harming or lemma_of(t) in words.war for t in tokens)


def _lean_of(condition: list[Any]) -> int:
    """Return 1 when a condition asks to yield, -1 when it names what must not be done or go on."""
    words = lexicon()
    text = " ".join(t.lower_ for t in condition)
    denied = (t for t in condition if t.dep_ == "neg" or t.lower_ in ("no", "not"))
    if any(t.lower_ == "no" or t.head.pos_ in ("VERB", "AUX") for t in denied):
        return -1
    if any(phrase in text for phrase in words.phrases["press"]):
        return -1
    lemmas = {lemma_of(t) for t in condition if t.pos_ != "ADJ"}  # "the last soldier"
    if lemmas & words.press:
        return -1
    if lemmas & words.stop:  # to stop what harms is asked for, to stop what is due is not
        return 1 if tone_of(condition) > 0 else -1
    verbs = {lemma_of(t) for t in condition if t.pos_ in ("VERB", "AUX")}
    return 1 if verbs & words.yielding else 0


def first_subject(tokens: list[Any]) -> str:
    """Return the first subject of a stretch of words, in lower case."""
    return next((t.lower_ for t in tokens if t.dep_ in ("nsubj", "nsubjpass")), "")
