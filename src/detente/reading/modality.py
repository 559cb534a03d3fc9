"""Whether a statement denies, and whether what it tells is done, planned, asked or conditional."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import is_negated, negations

if TYPE_CHECKING:
    from detente.reading.drafts import Draft


FUTURE = ("will", "shall", "would", "'ll", "’ll", "going")


def is_negative(tokens: list[Any]) -> bool:
    """Whether the words deny or refuse; "no reason why we cannot" does not."""
    denied = sum(
        t.dep_ == "neg" or t.lower_ in ("no", "never", "nobody", "nothing") for t in tokens
    )
    text = " ".join(t.lower_ for t in tokens)
    willing = any(phrase in text for phrase in lexicon().phrases["willing"])
    return denied > 0 and not (denied == 2 and willing)


def denies(draft: Draft) -> bool:
    """Whether a statement's main clause is negated, or its verb denies.

    A negation in a condition ("if no answer comes") or in a contrast ("to suspend, not withdraw")
    does not count, nor two that cancel each other ("cannot be ruled out").
    """
    cue = draft.cue
    if cue is not None and cue.kind == "verb":
        negated = is_negated(cue.token)
        if cue.lemma in ("deny", "rule_out", "exclude"):
            return not negated
        if negated and draft.quote is not None and cue.token.doc == draft.tokens[0].doc:
            return True
    inside = {t.i for t in draft.tokens}
    return any(
        _is_main(token, inside) and _is_denied(token, inside)
        for token in draft.tokens
        if token.pos_ in ("VERB", "AUX") or token.head.i not in inside
    )


def _is_main(token: Any, inside: set[int]) -> bool:
    """Whether a verb heads a main clause: nothing subordinates it within the statement."""
    while token.head.i in inside and token.head != token:
        if token.dep_ not in ("conj", "ccomp", "parataxis", "dep"):
            return False
        token = token.head
    return True


def _is_denied(verb: Any, inside: set[int]) -> bool:
    own = [c for c in verb.children if c.i in inside]
    denied = negations(own)
    out = verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children)
    if out or (denied == 1 and any(c.lower_ == "reason" for c in own)):
        return False
    return denied % 2 == 1 or (denied == 0 and bool(own) and verb.lower_ in ("no", "not"))


def modality_of(draft: Draft, act: str, *, negated: bool) -> str:
    """Return the modality of a statement."""
    tokens = draft.tokens
    lower = [t.lower_ for t in tokens]
    if draft.conditions:
        return "conditional"
    if act == "REJECT" and negated:
        return "denied"
    if act == "REQUEST":
        return "asked"
    ready = any(w in ("prepared", "ready", "willing") for w in lower) and "to" in lower
    if any(w in FUTURE for w in lower) or ready:
        return "planned"
    if act == "THREATEN":
        return "conditional"
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX")]
    told = verbs[0] if verbs else None
    perfect = any(w in ("have", "has", "had") for w in lower[:4])
    # "he was open to talks" tells of a present, put back by "said"
    deed = told is not None and told.tag_ in ("VBD", "VBN") and told.lemma_ != "be"
    return "done" if deed or perfect else "ongoing"
