"""What a noun's place in the sentence tells: whether it names an actor, acts, or belongs to a thing."""

from __future__ import annotations

from typing import Any

from detente.actors.lexicon import actor_words, body_heads
from detente.actors.phrases import is_office
from detente.actors.registry import Registry


def is_actor_noun(token: Any) -> bool:
    """Whether a noun can name somebody who speaks or acts."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "LAW")
    return token.lemma_.lower() in actor_words()["speaking"]


def is_holder(source: Any) -> bool:
    """Whether a noun names people who comment and are no party."""
    return source.lemma_.lower() in actor_words()["holders"]


def ends_name(token: Any) -> bool:
    """Whether a capitalised word is the last of its run."""
    if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or (
        not (following.text[:1].isupper() and following.is_alpha and following.sent == token.sent)
        and not (following.text in ("-", "‑") and not token.whitespace_)
    )


def is_beside_office(doc: Any, token: Any) -> bool:
    """Whether an office stands right before a run of capitals or after it and a comma."""
    low = token.i
    while (
        low > 0
        and doc[low - 1].text[:1].isupper()
        and doc[low - 1].is_alpha
        and not is_office(doc[low - 1])
    ):
        low -= 1
    if low > 0 and (
        is_office(doc[low - 1])
        or (doc[low - 1].text in (",", ".") and low > 1 and is_office(doc[low - 2]))
    ):
        return True
    after = doc[token.i + 1 : token.i + 8]
    if not len(after) or after[0].text != ",":
        return False
    return any(is_office(t) or t.lower_ in actor_words()["public"] | {"who"} for t in after[1:])


def is_main(token: Any) -> bool:
    """Whether a subject acts in a main clause, or one reported before who said it."""
    verb = token.head
    for step in (verb, *list(verb.ancestors)[:4]):
        if step.dep_ in ("advcl", "relcl", "acl", "csubj", "pcomp"):
            return False
        if any(
            c.lower_ in ("should", "were", "had")
            and c.dep_.startswith("aux")
            and c.i < token.left_edge.i
            for c in step.children
        ):
            return False  # "should the commission come …"
        if any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "until", "when", "once")
            for c in step.children
        ):
            return False
    while (
        verb.dep_ in ("ccomp", "parataxis") and verb.i < verb.head.i and verb.head.dep_ == "ccomp"
    ):
        verb = verb.head  # "A will do this if …; otherwise it will do that, its minister said"
    if verb.dep_ in ("ROOT", "conj"):
        return True
    return bool(
        verb.dep_ in ("ccomp", "parataxis")
        and verb.head.dep_ == "ROOT"
        and (verb.i < verb.head.i or verb.dep_ == "parataxis")
    )


def is_whom_a_subject_is(token: Any) -> bool:
    """Whether a person's name says who acts: "the harbour master, Tove Lind, said"."""
    head = token.head
    told = token.dep_ == "appos" and head.dep_ in ("nsubj", "nsubjpass")
    return told and token.ent_type_ == "PERSON" and not is_actor_noun(head)


def is_source(token: Any) -> bool:
    """Whether a noun names whose words are spoken of: "remarks by Senator Marsh"."""
    by = token.head
    return bool(
        token.dep_ == "pobj"
        and by.lower_ in ("by", "from")
        and by.head.pos_ == "NOUN"
        and by.head.lemma_.lower()
        in (
            "remark",
            "statement",
            "comment",
            "warning",
            "threat",
            "speech",
            "letter",
            "criticism",
            "complaint",
            "demand",
            "call",
            "offer",
        )
    )


def is_titled(entity: Any) -> bool:
    """Whether a name that was taken for an organisation is a person's: "the chair, Dr Holm"."""
    root, titles = entity.root, actor_words()["titles"]
    if root.dep_ == "appos" and root.head.lemma_.lower() in titles:
        return True
    before = entity.doc[entity.start - 1] if entity.start else root
    if before.lower_ in titles and before.head == root and before.dep_ == "compound":
        return True  # "spokeswoman Maria Holt"
    first = entity[0].lower_.rstrip(".")
    return (
        first in actor_words()["honorifics"] or Registry.default().person(entity.text) is not None
    )


def is_product(name: Any) -> bool:
    """Whether a name belongs to a thing: "its cancer drug Remora", "the tanker Aurora"."""
    before = name.doc[name.left_edge.i - 1] if name.left_edge.i else None
    if name.dep_ == "appos":
        close = before is not None and before == name.head
        before = name.head if close else None
    elif before is not None and before.head != name:
        before = None
    if before is None or before.tag_ != "NN" or is_actor_noun(before):
        return False
    words = actor_words()
    known = words["titles"] | words["people"] | words["media"] | words["own_bodies"] | body_heads()
    return before.lemma_.lower() not in known
