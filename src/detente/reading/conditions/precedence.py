"""What must come first: "They must leave before we talk", "We will not talk before they leave"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.conditions.consequences import consequence_of
from detente.reading.conditions.extent import before_attribution, condition_clause
from detente.reading.conditions.found import Found, is_order
from detente.reading.lexicon import lexicon
from detente.reading.syntax import OWN, SUBJECTS, child, is_negated, trim_edges

_JUST = ("just", "shortly", "long", "even", "soon", "right", "until", "well", "once")
_AHEAD = ("will", "would", "can", "could", "shall", "wo", "ca", "'ll", "’ll")


def before_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find what must be done before something else: the condition is what comes first, or is not to be waited for."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ != "before" or token.dep_ not in ("mark", "prep"):
            continue
        if token.i > sentence.start and _is_timed(doc[token.i - 1]):
            continue
        clause = condition_clause(doc, token.i, token.i + 1, sentence)
        clause = before_attribution(doc, clause, speech)
        if clause is None or not _is_deed(doc, clause, noun=token.dep_ == "prep"):
            continue
        verb = token.head.head if token.dep_ == "mark" else token.head
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        main = consequence_of(doc, token.i, clause, sentence, speech)
        if main is None or main[1] >= token.i or verb.i > token.i:
            continue
        if _is_barred(verb):
            yield Found(token.text, "until", clause, main)
        elif (first := _owed(doc, verb, main)) is not None and _follows(doc, clause):
            yield Found(token.text, "only-if", first, clause)


def _is_timed(before: Any) -> bool:
    """Whether it is said how long before: "just before", "two days before"."""
    timed = before.lemma_.lower() in lexicon().conditional["times"] or before.is_punct
    return timed or before.ent_type_ in ("DATE", "TIME") or before.lower_ in _JUST


def _is_deed(doc: Any, clause: tuple[int, int], *, noun: bool) -> bool:
    """Whether a clause names what somebody does, and no mere time: "before they leave", not "before it is dark"."""
    words = doc[clause[0] : clause[1] + 1]
    if any(t.ent_type_ in ("DATE", "TIME") for t in words[:3]):
        return False
    if noun:
        return words.root.lemma_.lower() in lexicon().nouns.keys() | lexicon().light_nouns.keys()
    subject = next((t for t in words if t.dep_ in SUBJECTS), None)
    if subject is None or subject.lemma_.lower() in lexicon().conditional["times"]:
        return False
    return not (subject.lower_ == "it" and subject.head.lemma_ in ("be", "become"))


def _is_barred(verb: Any) -> bool:
    """Whether a main clause is ruled out as long as nothing comes first: "will not talk", "there can be no talks"."""
    whole = verb
    while whole.dep_ == "xcomp":
        whole = whole.head
    helpers = [c.lower_ for v in (verb, whole) for c in v.children]
    return (is_negated(verb) or is_negated(whole)) and any(w in _AHEAD for w in helpers)


def _owed(doc: Any, verb: Any, main: tuple[int, int]) -> tuple[int, int] | None:
    """Return what somebody must do: "must leave", "would have to leave", "an apology" of "demands an apology"."""
    whole = verb
    while whole.dep_ == "xcomp":
        whole = whole.head
    duty = doc[main[0]].i == doc[main[0]].sent.start or doc[main[0] - 1].tag_ != "TO"
    if (duty and is_order(doc, main[0], main[1] + 1)) or any(
        v.lemma_ in ("have", "need") and child(v, "xcomp") is not None for v in (verb, whole)
    ):
        return main
    if whole.dep_ == "ccomp" and whole.head.i < whole.i and _asks(whole.head):
        # "demanded that the army clear out of the town before talks can take place"
        return trim_edges(doc, whole.left_edge.i, main[1])
    asked = _asks(whole)
    on = next((c for c in whole.children if c.lower_ in ("on", "for") and c.dep_ == "prep"), None)
    thing = child(whole, "dobj", "ccomp") or (child(on, "pobj") if on is not None else None)
    if not asked or thing is None or whole.lemma_ == "ask" or is_actor_noun(thing):
        return None
    return trim_edges(doc, thing.left_edge.i, min(thing.right_edge.i, main[1]))


def _asks(verb: Any) -> bool:
    return lexicon().events.carrier(verb.lemma_.lower()) == "ask" and not is_negated(verb)


def _follows(doc: Any, clause: tuple[int, int]) -> bool:
    """Whether a clause is something held out: "before we go back", "before any talks can begin"."""
    words = lexicon()
    return any(
        t.tag_ == "MD"
        or (t.dep_ in SUBJECTS and t.lower_ in OWN)
        or t.lemma_.lower() in words.yielding | words.good | words.release
        for t in doc[clause[0] : clause[1] + 1]
    )
