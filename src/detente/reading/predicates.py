"""What is said of somebody by "be", an adjective or a noun: "is ready to talk", "there is no question of it".

Each leads on to the word that tells the deed, as the wrappers of :mod:`detente.reading.wrappers` do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.reading.deed_grammar import inner_of, names_deed
from detente.reading.lexicon import lexicon
from detente.reading.steps import SUBJECTS, State, Step
from detente.reading.syntax import child, is_negated


def copula(verb: Any, inside: set[int], state: State) -> Iterator[Step]:
    """Yield what "be" leads on to: "it is up to Orland to move", "the plan is to leave", "there is no deal"."""
    down = replace(state, depth=state.depth + 1)
    predicate = child(verb, "acomp", "attr", "oprd")
    thing = child(verb, *SUBJECTS)
    if thing is not None and names_deed(thing) and _on_the_table(verb):
        force = "refuse" if state.denied else "offer"
        yield (thing, replace(down, subject=None, force=force, time="ahead",
                                                modality="conditional", denied=False))  # fmt: skip
        return
    if (
        thing is not None
        and names_deed(thing)
        and predicate is not None
        and _is_possible(predicate)
    ):
        denied = state.denied ^ (predicate.lower_ in ("impossible", "unthinkable"))
        force = "refuse" if denied else "offer"
        yield (thing, replace(down, subject=None, force=force, time="ahead",
                                                modality="conditional", denied=denied))  # fmt: skip
        return
    if predicate is None:
        inner = inner_of(verb, inside)
        up = next((c for c in verb.children if c.lower_ == "up"), None)
        if inner is not None and up is not None:  # "it is up to Orland to move"
            to = child(up, "prep") or child(verb, "prep")
            whose = child(to, "pobj") if to is not None else None
            yield (inner, State(subject=whose, time="ahead", modality="planned",
                                                   force="state", depth=state.depth + 1))  # fmt: skip
            return
        if inner is not None and inner.lemma_ == "blame":
            return  # "Orland is to blame": nothing that it is going to do
        if inner is not None:  # "is to leave", "the plan is to leave"
            told = inner.dep_ == "ccomp"  # "my guess is that it can …"
            ahead = ("", "") if told else ("planned", "ahead")
            yield (inner, replace(down, modality=ahead[0], time=ahead[1]))
        return
    words = lexicon().events
    lemma = predicate.lemma_.lower()
    if lemma in words.nouns["reason"]:
        clause = child(predicate, "relcl", "acl")
        if clause is not None:
            force = "offer" if state.denied else ""
            yield (clause, replace(down, subject=None, force=force, modality="", time=""))
        return
    wished = next((c for c in (*predicate.children, *verb.children)
                   if c.dep_ in ("acl", "relcl", "ccomp") and c.pos_ == "VERB"), None)  # fmt: skip
    if lemma in ("hope", "wish") and wished is not None and wished.i in inside:
        by = child(predicate, "poss")  # "it is our hope that both will return"
        yield (wished, State(force="hope", modality="planned", time="ahead",
                                                by=by, depth=state.depth + 1))  # fmt: skip
        return
    planned = lemma in words.nouns["plan"] or (down.denied and lemma in words.nouns["mooted"])
    if planned and child(verb, "expl") is not None:
        yield from of_plan(predicate, inside, down)
        return
    if predicate.pos_ == "ADJ" or predicate.tag_ == "VBN":
        yield from adjective(predicate, inside, down)
        return
    borne = lemma in words.nouns["borne"] and not state.denied
    there = _there(verb) is not None and predicate.pos_ == "NOUN"
    if there and (borne or names_deed(predicate)):
        if down.denied and _lies_ahead(verb) and _takes_two(predicate):
            down = replace(down, force="refuse", modality="denied", time="ahead")
        yield (predicate, down)


def _going(verb: Any) -> Any | None:
    """Return the "going" of "is going to be"."""
    return verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "go" else None


def _there(verb: Any) -> Any | None:
    """Return the "there" of "there is no deal", "there is not going to be a deal"."""
    going = _going(verb)
    return child(verb, "expl") or (child(going, "expl") if going is not None else None)


def _lies_ahead(verb: Any) -> bool:
    """Whether "there" tells of what is to come: "there will be no deal", not "there is no deal yet"."""
    return _going(verb) is not None or any(c.tag_ == "MD" for c in verb.children)


def _takes_two(noun: Any) -> bool:
    """Whether what a noun names needs both sides, so that who says there will be none refuses it."""
    light = lexicon().events.held.get(noun.lemma_.lower())
    return light in ("hold", "make") or noun.lemma_.lower() in ("ceasefire", "mediation")


def _is_possible(predicate: Any) -> bool:
    """Whether something is said to be possible or not: "talks are impossible", "a truce is possible"."""
    known = ("possible", "impossible", "conceivable", "unthinkable")
    return bool(predicate.lower_ in known)


def _on_the_table(verb: Any) -> bool:
    """Whether something is held ready: "sanctions are on the table", "talks are not on the table"."""
    on = next((c for c in verb.children if c.lower_ == "on"), None)
    table = child(on, "pobj") if on is not None else None
    return table is not None and table.lemma_ == "table"


def of_plan(noun: Any, inside: set[int], state: State) -> Iterator[Step]:
    """Yield what there is no question of."""
    force = "refuse" if state.denied else "promise"
    below = replace(state, force=force, modality="planned", time="ahead")
    for c in noun.children:
        if c.i not in inside:
            continue
        if c.dep_ in ("acl", "relcl", "ccomp", "xcomp"):
            yield (c, below)
        elif c.dep_ == "prep":
            done = child(c, "pcomp", "pobj")
            if done is not None:
                yield (done, below)


def adjective(word: Any, inside: set[int], state: State) -> Iterator[Step]:
    """Yield what an adjective leads on to: "ready to talk", "opposed to the sale"."""
    last = _last_joined(word)
    kind = _kind(word) if last == word or _kind(last) != "refuse" else "refuse"
    if kind is None or any(c.lower_ == "too" and c.dep_ == "advmod" for c in word.children):
        return  # "is too ready to use force" judges, and tells nothing that is to come
    denied = state.denied ^ is_negated(last if kind == "refuse" else word) ^ (kind == "refuse")
    below = replace(state, denied=denied, depth=state.depth + 1)
    if kind in ("offer", "promise", "plan"):
        force = "refuse" if denied else {"plan": "promise"}.get(kind, kind)
        below = replace(below, force=force, modality="planned", time="ahead")
    elif kind == "refuse":
        below = replace(
            below, force="refuse" if denied else "offer", modality="planned", time="ahead"
        )
    elif kind == "able" and state.time == "ahead":
        # "will be able to file" promises nothing, "they must be able to fly" asks them for nothing
        below = replace(below, modality="conditional", asked=False)
    for c in (*last.children, *word.children, *word.head.children):
        if c.i not in inside or c.i < word.i:
            continue
        if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB":
            yield (c, below)
            return
    for c in last.children:
        if c.dep_ == "prep" and c.lower_ in ("to", "for"):
            done = child(c, "pcomp", "pobj")
            if done is not None and _stands_already(done):
                return
            if done is not None and done.i in inside and (done.pos_ == "VERB" or names_deed(done)):
                yield (done, below)
                return


def _kind(word: Any) -> str | None:
    words = lexicon().events
    return words.adjective(word.lemma_.lower()) or words.adjective(word.lower_)


def _last_joined(word: Any) -> Any:
    """Return the last of joined adjectives, which leads on to the deed: "ready, willing and able to pay"."""
    joined = child(word, "conj")
    known = joined is not None and joined.pos_ == "ADJ" and _kind(joined) is not None
    return _last_joined(joined) if known else word


def _stands_already(thing: Any) -> bool:
    """Whether a noun names a bargain that is made: "committed to the truce", not "open to a truce"."""
    article = child(thing, "det")
    made = lexicon().events.held.get(thing.lemma_.lower()) == "make"
    return made and article is not None and article.lower_ in ("the", "this")
