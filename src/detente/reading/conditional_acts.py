"""Which act a statement performs by binding a deed to a condition: an offer, a threat, a refusal, or none.

Speech acts on a condition after Searle (1976, *Language in Society* 5:1): who offers or threatens binds what he
himself will do, or what the other will suffer, to what the *other* does. What one binds to a deed of one's own
is at most a promise ("if we win, we will march on"); what would only come about is a forecast.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child

if TYPE_CHECKING:
    from detente.evidence import Condition, Event
    from detente.reading.drafts import Draft
    from detente.reading.telling import Told

_AHEAD = re.compile(
    r"\b(?:will|would|shall|can|could|may|might|must|won)\b|['’](?:ll|d)\b", re.IGNORECASE
)
_WAR = re.compile(r"\bwar\W*$")
_WE = frozenset(("we", "our", "i"))
#: Forces by which the speaker undertakes what an event tells.
_UNDERTAKEN = ("promise", "offer", "threaten")


def binds(condition: Condition, told: Told) -> bool:
    """Whether a condition governs what somebody is going to do, and not a mere argument."""
    if condition.kind in ("dependence", "either-or"):
        return True
    if _is_bare_denial(condition):
        return True
    if condition.kind == "demand" and condition.condition_by == condition.consequence_by:
        return True  # "if they want gas, they have to pay"
    if condition.kind == "threat" and (_menaces(condition) or _is_suffered(condition, told)):
        return True  # "it will pay a heavy price", "will lose its licence"
    if condition.consequence_by not in (None, told.speaker) and condition.kind != "warning":
        return False  # what another would do
    if condition.consequent is None:
        text = f" {condition.consequence.text.lower()} "
        if condition.kind in ("offer", "promise", "threat") and _WE.isdisjoint(text.split()):
            # what would only come about is no offer; "you cannot be sound if you spend"
            return condition.kind == "threat" and _menaces(condition)
        return _AHEAD.search(text) is not None
    after, clause = told.events[condition.consequent], told.clauses[condition.consequent]
    subject = clause.subject if clause.moved is None and after.agent is None else None
    others = subject is not None and child(subject, "poss") is None  # not "our workers return"
    given = subject is not None and subject.lemma_.lower() in lexicon().good  # "the aid will flow"
    if condition.kind == "offer" and others and not given and after.force == "state":
        return False  # "if they win, the market will recover": nobody holds it out
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


def conditional_act(draft: Draft, told: Told, condition: Condition, cue_act: str | None) -> str:
    """Return the act of a statement with a condition that binds; ``cue_act`` is what its verb of speech names."""
    kind = condition.kind
    if kind == "either-or" and cue_act == "REJECT":
        return "REJECT"  # "rejected an ultimatum to open talks or face an attack"
    if kind == "either-or":
        return "STATE" if draft.conditions[0].cue.lower() == "whether" else "THREATEN"
    if cue_act is not None and kind == "dependence":
        return cue_act
    if cue_act == "COMMIT" and kind in ("offer", "promise"):
        return "COMMIT"  # "has promised to pay the fee if the deal fails"
    if cue_act in ("REJECT", "OFFER", "REQUEST") and kind in (
        "demand",
        "offer",
        "promise",
    ):
        return cue_act
    if kind == "demand":
        return _demanded(told, condition, cue_act)
    if kind in ("threat", "warning"):
        return "THREATEN" if cue_act == "THREATEN" else _threatened(told, condition)
    if kind == "offer":
        return _offered(told, condition)
    return "COMMIT" if kind == "promise" else "STATE"


def _demanded(told: Told, condition: Condition, cue_act: str | None) -> str:
    """Return the act of "not unless …": what is withheld, or asked for, until the other does something."""
    if cue_act == "COMMIT":
        return "COMMIT"  # "vowed to go on protesting until …"
    held = _then(told, condition)
    if held is None:
        return "REJECT" if _is_bare_denial(condition) else "REQUEST"
    if condition.consequent is not None and told.clauses[condition.consequent].imperative:
        return "REQUEST"  # "if a guest falls ill, do not touch him"
    if not held.polarity:
        own = held.force == "refuse" or _is_by_speaker(told, held) or held.tone > 0
        return "REJECT" if own and held.predicate not in lexicon().events.stative else "STATE"
    first = told.events[0].force if told.main else ""
    if first == "refuse" and _is_own(told, condition):
        return "REJECT"  # "we will not give in and will fight on until our aims are reached"
    promised = first == "promise"
    return "COMMIT" if promised else "REQUEST"  # "it would go on until they give up the hostages"


def _threatened(told: Told, condition: Condition) -> str:
    """Return the act of binding harm to a deed: a threat where the speaker does it or the other suffers it."""
    then = _then(told, condition)
    if then is None:
        return "THREATEN"
    others = condition.condition_by not in (None, told.speaker)
    could = then.modality == "conditional" and then.force == "state" and not others
    if then.time == "past" or (could and _is_by_speaker(told, then)):
        return "STATE"  # "asked what the consequences would be", "we could fall behind if we do not build"
    if _menaces(condition):
        return "THREATEN"
    harms = then.tone < 0 if then.polarity else then.tone > 0  # "would get no more money"
    if then.force in (*_UNDERTAKEN, "refuse"):
        own = condition.condition_by == told.speaker is not None
        return "COMMIT" if own and not harms else "THREATEN"
    if _is_by_speaker(told, then) and condition.consequent is not None:
        done = told.clauses[condition.consequent].moved is not None
        return (
            "THREATEN" if done or others else "STATE"
        )  # "the road will be closed", not "we will lose"
    return "THREATEN" if harms or lexicon().events.is_suffered(then) else "STATE"


def _offered(told: Told, condition: Condition) -> str:
    """Return the act of binding relief to a deed: an offer if the deed is another's, else at most a promise."""
    when, then = _when(told, condition), _then(told, condition)
    if then is not None and then.force == "offer":
        return "OFFER"  # "there is no reason we cannot talk, provided that we both stay calm"
    if not _is_own(told, condition):
        others = condition.condition_by is not None
        if others or when is None or when.tone > 0 or (then is not None and then.tone > 0):
            return "OFFER"
    return "COMMIT" if then is None or then.force in _UNDERTAKEN else "STATE"


def _is_own(told: Told, condition: Condition) -> bool:
    """Whether a condition is the speaker's own deed or fate: "if we win", "if elected"."""
    if condition.condition_by is not None:
        return condition.condition_by == told.speaker
    clause = None if condition.antecedent is None else told.clauses[condition.antecedent]
    if clause is None or clause.verb.tag_ != "VBN":
        return False
    return not any(c.dep_ in SUBJECTS for c in clause.verb.children)


def _is_by_speaker(told: Told, event: Event) -> bool:
    return event.agent is not None and event.agent == told.speaker


def _is_bare_denial(condition: Condition) -> bool:
    """Whether a consequence only denies: "Not while his tanks are on the bridge."."""
    return condition.consequence.text.strip(" .,").lower() in ("not", "no", "never")


def _menaces(condition: Condition) -> bool:
    """Whether words say that harm will come: "it will pay a heavy price", "that is war", "there will be chaos"."""
    said = f" {condition.consequence.text.lower()} "
    words = set(said.split())
    comes = "there" in words and not words.isdisjoint(lexicon().bad)
    return (
        comes or _WAR.search(said) is not None or any(p in said for p in lexicon().phrases["harm"])
    )


def _is_suffered(condition: Condition, told: Told) -> bool:
    then = _then(told, condition)
    return then is not None and lexicon().events.is_suffered(then)


def _when(told: Told, condition: Condition) -> Event | None:
    return None if condition.antecedent is None else told.events[condition.antecedent]


def _then(told: Told, condition: Condition) -> Event | None:
    return None if condition.consequent is None else told.events[condition.consequent]
