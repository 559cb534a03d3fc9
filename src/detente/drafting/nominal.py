"""Conduct that only a noun names: "talks", "any filling"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.drafting.actions import Action
from detente.drafting.lexicon import is_event, light_verb, normal, verb_of, words
from detente.drafting.phrases import (
    CONTENT,
    empty_words,
    is_left_out,
    shortened,
    texts_of,
    words_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def noun_conduct(
    noun: Token, subject: str | None, *, negated: bool, lead: str, verb: str
) -> Iterator[Action]:
    """Yield conduct that only a noun names: "talks", "the withdrawal of troops"."""
    if noun.lemma_ in words("anaphora", "words") or noun.pos_ not in ("NOUN", "PROPN", "VERB"):
        return
    lemma = noun.lemma_.lower()
    if (done := verb_of(lemma)) is not None and (thing := _object_of(noun)) is not None:
        tokens = [t for t in thing.subtree if not is_left_out(t, thing)]
        objects = {normal(t.lemma_.lower()) for t in tokens if t.pos_ in CONTENT}
        yield Action(
            subject=subject, phrase=shortened([done, *texts_of(tokens)]), verb=normal(done),
            objects=frozenset(objects - empty_words()), negated=negated, lead=lead,
        )  # fmt: skip
        return
    chosen = light_verb(lemma) or light_verb(noun.lower_) or verb
    if lead == "refuse" and lemma in words("anaphora", "asks"):
        chosen = verb = "accept"
    if noun.tag_ == "VBG" or (lemma.endswith("ing") and not chosen):
        chosen = chosen or "go ahead with"
    if not chosen:
        return
    tokens = [t for t in noun.subtree if not is_left_out(t, noun)]
    phrase = shortened([chosen, *texts_of(tokens)])
    objects = {normal(t.lemma_.lower()) for t in tokens if t.pos_ in CONTENT and t.i != noun.i}
    group = normal(lemma)
    if lead == "refuse" and lemma in words("anaphora", "asks") and group != lemma:
        group = verb  # who rejects a truce offer does not accept it; nobody gives anything
    event = is_event(lemma) or is_event(noun.lower_)
    if verb and group == lemma and group != "talk" and not event:
        objects.add(lemma)
        group = normal(verb.split(" ", maxsplit=1)[0])
    yield Action(
        subject=subject, phrase=phrase, verb=group, objects=frozenset(objects - empty_words()),
        negated=negated, lead=lead,
    )  # fmt: skip


def _object_of(noun: Token) -> Token | None:
    """Return what "the release of …" is done to."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return None if of is None else next((c for c in of.children if c.dep_ == "pobj"), None)


def from_noun_phrase(doc: Doc) -> Iterator[Action]:
    """Yield conduct in a bare noun phrase: "any filling without consent"."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.pos_ != "NOUN":
        return
    denied = any(child.lower_ == "no" for child in root.children)
    own = next((c for c in root.children if c.dep_ == "poss"), None)
    subject = None if own is None else words_of(own).removesuffix("'s").removesuffix("’s")
    yield from noun_conduct(root, subject, negated=denied, lead="", verb="")
