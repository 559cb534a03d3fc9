"""What a condition amounts to: good or bad for whom, asked for or warned of.

One question, answered once: from the events of its two halves where they tell any, else from their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from detente.evidence import Event
from detente.reading.attribution import Cue
from detente.reading.lexicon import lexicon
from detente.reading.syntax import OWN, SUBJECTS, first_subject, lemma_of
from detente.reading.tones import harms, taken_back, tone_of

#: What the determiner of a deed says that is only named: "any attack will be answered".
_ANY = (
    "any",
    "every",
    "further",
    "a",
    "an",
    "another",
    "such",
    "each",
    "those",
    "whoever",
    "anyone",
    "anybody",
)
#: Cues that open what is asked for, whatever its words.
_ASKED_FOR = (
    "provid",
    "on condition",
    "on the condition",
    "on the understanding",
    "in exchange",
    "in return",
)
_WARNING = ("warn", "caution", "threaten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """A condition's two halves: their words, and their events where they tell any.

    ``said`` is the verb that reports them, ``promised`` whether a verb inside the words promises.
    """

    sense: str
    cue: str
    first: list[Any]
    then: list[Any]
    before: Event | None = None
    after: Event | None = None
    speaker: str | None = None
    said: Cue | None = None
    promised: bool = False


def kind_of(halves: Halves) -> str:
    """Return what a condition amounts to: offer, threat, promise, warning, demand, dependence, either-or."""
    if halves.sense in ("dependence", "either-or"):
        return halves.sense
    return _by_events(halves, _as_said(halves, _by_words(halves)))


def _as_said(halves: Halves, kind: str) -> str:
    """Return a kind as the verb of speech has it: who warns or threatens offers nothing."""
    said = halves.said
    if said is None:
        return kind
    if said.lemma in _WARNING and kind in ("offer", "promise"):
        kind = "threat"
    act = said.act if said.lemma != "warn" else None
    if kind in ("offer", "threat", "promise", "warning") and act in ("OFFER", "THREATEN"):
        return "offer" if act == "OFFER" else "threat"
    return kind


def _by_events(halves: Halves, kind: str) -> str:
    before, after, speaker = halves.before, halves.after, halves.speaker
    if after is None:
        text = re.sub(r"[^\w'’ ]+", " ", " ".join(t.lower_ for t in halves.then))
        words = f" {' '.join(text.split())} "
        return "threat" if any(f" {p}" in words for p in lexicon().phrases["harm"]) else kind
    acts = after.agent
    tone = after.tone if after.polarity else -after.tone
    yielded = before is not None and before.tone > 0 and before.polarity
    if halves.cue.lower().startswith(_ASKED_FOR) and yielded:
        return "offer"  # "in exchange for opening its market, it would get lower tariffs"
    if after.force == "offer":
        return "offer"
    if after.force == "demand" and (kind in ("demand", "offer") or tone > 0):
        return "demand"  # what is asked in some case is not held out
    may = after.modality == "conditional" and acts is not None and acts != speaker
    if may and before is not None and before.predicate == "want" and before.agent == acts:
        return "demand"  # "if they want peace, they can stop shooting"
    if after.predicate == "respond" and (acts is None or acts == speaker):
        return "threat"
    own_deed = before is not None and before.agent is not None and before.agent == acts
    suffers = lexicon().events.is_suffered(after) and acts != speaker and after.polarity
    if suffers and (own_deed or halves.cue.lower() in _ANY):
        return "threat"  # "any firm that ships arms will lose its licence"
    said = " ".join((*(t.lower_ for t in halves.then), halves.cue.lower()))
    if not after.polarity and any(phrase in said for phrase in lexicon().phrases["spare"]):
        return "threat"  # "will not stand by while its ships are boarded"
    if halves.sense == "unless" and after.force == "refuse" and not after.polarity and tone <= 0:
        return "demand"  # "ruled out talks unless the rebels lay down arms"
    if halves.sense in ("until", "unless", "while") and not (kind == "offer" and tone > 0):
        return kind
    if after.force == "threaten":
        return "threat"
    other = acts is not None and acts != speaker
    menacing = kind == "threat" and not (tone > 0 and after.predicate in lexicon().ending)
    own_condition = before is not None and before.agent is not None and before.agent == speaker
    harmed = before is not None and before.polarity and before.tone < 0 and not own_condition
    if menacing and harmed and not other:
        return kind  # what answers harm is meant as harm: "should the duties stay"
    promised = after.force == "promise" and halves.promised
    held_out = before is not None and not before.polarity and kind == "threat"
    held_out = held_out and not own_condition and not promised
    # "we will not attack if they do not attack" spares for being spared
    harm = before is not None and (before.tone < 0 or before.predicate == "do")
    held_out = held_out and not (harm and not after.polarity)
    if (tone > 0 or (promised and tone == 0)) and not other and not held_out:
        return "promise" if own_condition else "offer"
    traded = before is not None and before.polarity and before.tone > 0
    if traded and after.predicate in lexicon().ending:
        return kind  # "we will end the subsidy if they drop their threat" trades end for end
    if tone < 0 and kind in ("offer", "promise") and after.tone < 0 and after.polarity:
        return "warning" if other else "threat"
    return kind


def _by_words(halves: Halves) -> str:
    """Return what the words of the two halves say by themselves."""
    sense, condition, consequence = halves.sense, halves.first, halves.then
    tone = tone_of(consequence)
    if halves.cue.lower() in _ANY and tone <= 1:
        return "threat"
    negated = _is_refused(consequence)
    lean = 1 if halves.cue.lower().startswith(_ASKED_FOR) else _lean_of(condition)
    if _is_one_more(condition) and tone <= 1:
        return "threat"
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
    spared = not harms(consequence) and not any(taken_back(t) > 0 for t in consequence)
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
            not any(t.dep_ in SUBJECTS for t in consequence)
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


def _is_one_more(condition: list[Any]) -> bool:
    """Whether a condition counts what must not be done again: "one more raid", "another word"."""
    opening = " ".join(t.lower_ for t in condition[:2])
    return opening.startswith(("one more", "another ", "a single", "one single"))


def _is_refused(consequence: list[Any]) -> bool:
    """Whether a consequence is that something is not done; "guarantee no losses" refuses nothing."""
    for t in consequence:
        if t.dep_ == "neg" or t.lower_ in ("never", "nothing", "nobody"):
            return True
        if t.lower_ == "no" and t.head.lemma_ in lexicon().events.nouns["choice"]:
            continue  # "we have no choice but to act"
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
    if any(taken_back(t) > 0 for t in condition):
        return -1  # "if they pull out of the deal"
    verbs = {lemma_of(t) for t in condition if t.pos_ in ("VERB", "AUX")}
    return 1 if verbs & words.yielding else 0
