"""What a deed, or mere words, are to whom they meet: harm, relief, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.reading.deed_grammar import particle_lemma
from detente.reading.deed_words import Deed, is_response
from detente.reading.deeds import PRESSURE, act_by_object
from detente.reading.events import Clause
from detente.reading.lexicon import Lexicon, lexicon
from detente.reading.syntax import child, lemma_of

#: Verbs that take back what they name, and the acts of what is missed when it is taken back.
_TAKING_BACK = ("withdraw", "recall", "pull")
_SERVING = ("AID", "OFFER", "COOPERATE", "CONSULT", "AGREE", "SUPPORT")
#: Verbs that take somebody out of what is shared, and verbs by which something goes on or comes back.
_LEAVING = ("leave", "quit", "exit", "walk")
#: Verbs by which somebody comes by what another grants, or loses it.
_GETTING = {"get": 1, "receive": 1, "lose": -1, "forfeit": -1}
_CONTINUING = (
    "resume",
    "restore",
    "reinstate",
    "renew",
    "restart",
    "keep",
    "maintain",
    "continue",
    "extend",
)


def tone_of_deed(deed: Deed) -> int:
    """Return -1 for a deed that harms, 1 for one that relieves or helps, 0 where words leave it open.

    To end what harms is relief, to end what helps is harm; a negation of the clause does not count:
    the tone is that of the deed itself.
    """
    words, clause = lexicon(), deed.clause
    if is_response(clause):
        return -1
    own = deed.words()
    text = " " + " ".join(t.lower_ for t in own) + " "
    if any(f" {phrase}" in text for phrase in words.phrases["spare"]):
        return 1  # who stands idly by spares the other
    if any(f" {phrase}" in text for phrase in words.phrases["harm"]):
        return -1
    near = _near(clause)
    things = [
        t for t in own
        if t != clause.verb and t.pos_ in ("NOUN", "VERB", "ADJ") and t.i in near
    ]  # fmt: skip
    things.sort(key=lambda t: t.dep_ in ("compound", "amod"))  # an overtime ban is a ban
    verb = particle_lemma(clause.verb)
    turned = words.events.deverbal.get(verb) if clause.noun else None
    if turned is not None:  # "the expulsion of two envoys" is what expelling them is
        verb = turned.replace(" ", "_")
    worth = _of_deed(words, verb, clause.verb, things, named=clause.noun and turned is None)
    return -worth if clause.aspect == "stop" else worth


def _near(clause: Clause) -> set[int]:
    """Return the places of a deed's objects, what a preposition adds to it, and their own epithets."""
    heads = [t for t in (clause.moved, clause.verb if clause.noun else None) if t is not None]
    for c in clause.verb.children:
        if c.dep_ == "prep":
            dated = c.lower_ in ("at", "by", "before", "until")  # "at the end of its term"
            heads += [
                x
                for x in c.children
                if x.dep_ in ("pobj", "pcomp") and not (dated and x.lemma_ == "end")
            ]
        elif c.dep_ not in ("advcl", "relcl", "conj", "nsubj"):
            heads.append(c)
    joined = [c for h in heads for c in h.children if c.dep_ == "conj"]
    of = [x for h in heads for c in h.children if c.lower_ in ("of", "on") for x in c.children]
    close = [*heads, *joined, *of]
    epithets = [c for h in close for c in h.children if c.dep_ in ("amod", "compound", "acomp")]
    return {t.i for t in (*close, *epithets)}


def _of_deed(words: Lexicon, verb: str, token: Any, things: list[Any], *, named: bool) -> int:
    if _leaves_what_binds(words, token):
        return -1
    object_worth = next((w for t in things if (w := _of_word(words, t))), 0)
    bare = verb.split("_")[0]
    if (brought := _brought_to(words, token)) is not None:
        worth = next((w for t in things if t != brought and (w := _of_word(words, t))), 0)
        return -worth or -1  # "bring the talks to a halt", "bring the war to an end"
    if verb in words.ending or (bare in words.ending and "_" not in verb):
        if object_worth:
            return -object_worth
        if any(t.lemma_.lower() in words.layers["binding"] and t.dep_ == "dobj" for t in things):
            return -1  # "scrap the treaty"
        # What is stopped may be anything; only what presses is lifted, dropped or called off.
        presses = bare in words.release or (bare not in words.stop and bool(things))
        return int(presses)
    if worth := taken_back(token):
        return -1 if worth > 0 else 1  # "withdraw its ambassador", "withdraw the tariffs"
    if act_by_object(token) in _SERVING:
        return 1  # "strike a deal"
    if named or token.pos_ == "PROPN":
        return _of_word(words, token) or object_worth
    if verb in words.harming or verb in words.war or bare in words.war:
        return -1
    if bare in ("hold", "cease") and any(t.lemma_.lower() == "fire" for t in things):
        return 1
    common = words.layers["common"]
    if bare in _LEAVING and any(t.lemma_.lower() in common for t in things):
        return -1  # the table, the talks, a treaty
    if bare in ("send", "dispatch") and any(t.lemma_.lower() in words.arms for t in things):
        return -1
    if bare == "pay" and any(t.lemma_.lower() in ("price", "toll") for t in things):
        return -1
    if bare in _GETTING and any(t.lemma_.lower() in words.events.nouns["granted"] for t in things):
        return _GETTING[bare]
    if bare in _CONTINUING and object_worth:
        return object_worth  # "resume the offensive", "keep the port closed"
    if verb == "commit" and any(t.dep_ == "dobj" for t in things):
        return object_worth  # "commit a crime", "commit genocide": no promise
    if verb in words.good or verb in words.yielding:
        return 1
    if verb in words.bad:
        return -1
    people = any(t.lemma_.lower() in words.layers["served_by"] for t in things)
    return 0 if people and bare not in words.light_verbs else object_worth


def _brought_to(words: Lexicon, verb: Any) -> Any | None:
    """Return the end or halt to which a verb brings something: "would bring the talks to a standstill"."""
    for c in verb.children:
        end = next((x for x in c.children if x.dep_ == "pobj"), None) if c.dep_ == "prep" else None
        led = end is not None and c.lower_ in ("to", "into") and _leads_to(words, end)
        if led and any(x.dep_ in ("dobj", "nsubjpass") for x in verb.children):
            return end
    return None


def _leads_to(words: Lexicon, end: Any) -> bool:
    lemma = end.lemma_.lower()
    return lemma in words.stop | words.layers["stalled"]


def _of_word(words: Lexicon, token: Any) -> int:
    lemma = token.lemma_.lower()
    if lemma in words.serving or lemma in words.good:
        return 1
    if lemma in words.bad or lemma in words.harming or lemma in words.war:
        return -1
    return 0


# --- words that tell no deed --------------------------------------------------------------------


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
        elif worth := taken_back(token):
            score -= flip * worth
        elif _leaves_a_place(token):
            continue
        elif _lies_ready(token):
            score -= flip
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


def taken_back(verb: Any) -> int:
    """Return what something withdrawn was to the others: 2 a good, -2 a burden, 0 when open.

    "Withdraw its ambassador" takes a good away, "withdraw its sanctions" a burden. Its own word counts
    beside it in the tone, hence two.
    """
    words = lexicon()
    if _leaves_what_binds(words, verb):
        return 2
    if lemma_of(verb) not in _TAKING_BACK:
        return 0
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    leaves = not things
    if leaves:
        things = [p for c in verb.children if c.lower_ == "from" for p in c.children]
    for thing in things:
        noun = thing.lemma_.lower()
        act = words.light_nouns.get(noun)
        if noun in words.serving or act in _SERVING:
            return 2
        burden = noun in words.arms or noun in words.layers["present"] or act in PRESSURE
        if not leaves and burden:
            return -2
    return 0


def _leaves_what_binds(words: Lexicon, verb: Any) -> bool:
    """Whether somebody withdraws from, pulls out of or walks away from what both are bound by, or sit at."""
    if lemma_of(verb).split("_")[0] not in (*_TAKING_BACK, "walk", "back", "drop"):
        return False
    posts = [c for c in verb.subtree if c.lower_ in ("from", "of") and c.dep_ == "prep"]
    left = (
        child(c, "pobj")
        for c in posts
        if c.head == verb or c.head.dep_ in ("prep", "advmod", "prt")
    )
    return any(t is not None and t.lemma_.lower() in words.layers["binding"] for t in left)


def _leaves_a_place(verb: Any) -> bool:
    """Whether somebody leaves a place, which is open, not the table or a treaty, which is bad."""
    if verb.pos_ != "VERB" or verb.lemma_ != "leave":
        return False
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return thing is not None and thing.lemma_.lower() not in lexicon().layers["common"]


def _lies_ready(table: Any) -> bool:
    """Whether something other than an offer is "on the table": a threat to use it."""
    on = table.head
    if table.lemma_ != "table" or table.dep_ != "pobj" or on.lower_ != "on":
        return False
    thing = child(on.head, "nsubj", "nsubjpass")
    if thing is not None and thing.tag_ in ("WDT", "WP") and on.head.dep_ in ("relcl", "ccomp"):
        # "it is those capabilities that are on the table"
        thing = child(on.head.head, "attr") if on.head.dep_ == "ccomp" else on.head.head
    words = lexicon()
    if on.head.lemma_ not in ("be", "remain", "stay", "put", "keep") or thing is None:
        return False
    return thing.pos_ == "NOUN" and not (
        thing.lemma_.lower() in words.good or words.nouns.get(thing.lemma_.lower()) == "OFFER"
    )


def harms(tokens: list[Any]) -> bool:
    """Whether words name a deed that harms."""
    words = lexicon()
    return any(lemma_of(t) in words.harming or lemma_of(t) in words.war for t in tokens)
