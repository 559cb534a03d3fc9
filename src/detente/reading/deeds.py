"""Deeds: which act a verb of doing performs, its object considered."""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, phrasal

#: Acts that press on somebody; to stop them is to concede.
PRESSURE = (
    "SANCTION",
    "PROTEST",
    "MOBILIZE",
    "ASSAULT",
    "COERCE",
    "THREATEN",
    "ACCUSE",
    "REJECT",
    "REQUEST",
)
#: What is begun or held as workers do: "began a strike", "called a strike"; not "launched a strike".
_STOPPAGE = ("begin", "start", "stage", "hold", "call", "announce", "continue", "resume", "declare")
#: Verbs by which a stoppage goes on.
_GOING_ON = ("continue", "go_on", "enter", "drag_on", "last", "remain")


def spoken_act(verb: Any) -> str | None:
    """Return the act of "delivered a message", "issued a warning"."""
    words = lexicon()
    thing = child(verb, "dobj")
    if thing is None or verb.lemma_.lower() not in words.light_verbs:
        return None
    return words.nouns.get(thing.lemma_.lower())


def deed_act(verb: Any) -> str | None:
    """Return the act that a verb of doing performs, its object considered."""
    words = lexicon()
    lemma = phrasal(verb, words.deeds)
    if lemma in words.stopping:
        thing = child(verb, "dobj", "nsubjpass")
        stopped = words.light_nouns.get(thing.lemma_.lower()) if thing is not None else None
        if thing is None or (stopped is None and lemma not in ("cancel", "suspend", "halt")):
            return words.deeds.get(lemma)
        return "CONCEDE" if stopped in PRESSURE else "SANCTION"
    if lemma in words.light_verbs or lemma == "impose_on":
        thing = child(verb, "dobj")
        if thing is not None and lemma in _STOPPAGE and _is_stoppage(thing):
            return "PROTEST"
        if thing is not None and thing.lemma_.lower() in words.light_nouns:
            return words.light_nouns[thing.lemma_.lower()]
    if lemma in ("go", "stay", "remain") and any(
        _is_stoppage(child(c, "pobj")) for c in verb.children if c.lower_ == "on"
    ):
        return "PROTEST"  # "went on strike", "remain on strike"
    thing = child(verb, "dobj")
    if (
        lemma == "block"
        and thing is not None
        and thing.lemma_ in ("road", "street", "highway", "bridge", "traffic")
    ):
        return "PROTEST"
    act: str | None = words.deeds.get(lemma)
    if (
        lemma == "release"
        and thing is not None
        and thing.lemma_.lower() in words.papers | words.nouns
    ):
        return None  # "released a report"
    joint = child(verb, "dobj") is not None or any(c.lower_ == "with" for c in verb.children)
    if lemma in ("meet", "confer", "negotiate") and not joint:
        return None  # "the committee meets on Tuesday"
    if (
        act in ("SANCTION", "COERCE", "ASSAULT", "AID", "CONCEDE")
        and child(verb, "dobj", "nsubjpass", "prep") is None
    ):
        return None
    return act


def stopped_by(verb: Any) -> Any | None:
    """Return whose stoppage it is that goes on: "the nurses' strike goes on", "the teacher strike entered its fourth week"."""
    strike = child(verb, "nsubj")
    if strike is None or strike.lemma_.lower() not in ("strike", "walkout", "stoppage"):
        return None
    if phrasal(verb, _GOING_ON) not in _GOING_ON:
        return None
    return child(strike, "poss") or child(strike, "compound")


def _is_stoppage(thing: Any | None) -> bool:
    """Whether a strike is one of work: nothing says that it flies or whom it hits."""
    if thing is None or thing.lower_ != "strike":
        return False
    hits = any(
        c.lower_ in ("on", "against", "at")
        and (goal := child(c, "pobj"))
        and goal.ent_type_ not in ("DATE", "TIME")
        for c in thing.children
    )
    arms = lexicon().arms | {"air", "rocket", "military", "retaliatory", "pre-emptive", "cyber"}
    return not hits and not any(c.lemma_.lower() in arms for c in thing.children)
