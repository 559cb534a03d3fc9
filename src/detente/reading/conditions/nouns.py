"""Conditions in noun phrases: "Any attempt to … will be …", "will resist any offer that …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.conditions.found import Found
from detente.reading.deed_grammar import names_deed, treated_as
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, is_negated, trim_edges
from detente.reading.tones import tone_of

_ANY_MODALS = ("will", "would", "shall", "can", "could", "may", "might", "'ll", "’ll")


#: Articles of a deed that is only a condition where it is said how it would be answered.
_ONE_SUCH = frozenset(("a", "an", "another", "such", "new", "further"))


_WILL = ("will", "'ll", "’ll", "wo")
_LEADS = ("will", "would", "shall", "'ll", "’ll", "'d", "’d")


def any_noun_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find conditions in a noun phrase: "Any attempt to … will be …", "will resist any offer that …"."""
    doc, words = sentence.doc, lexicon().conditional
    last = -1
    for token in sentence:
        if token.i <= last:
            continue
        if token.lower_ in words["determiners"] | _ONE_SUCH | {"those"}:
            found = _named(doc, token, sentence, speech)
        else:
            found = _bare(doc, token, speech)
        if found is not None:
            last = found.condition[1]  # "any candidate of any party" is one
            yield found


def _named(doc: Any, token: Any, sentence: Any, speech: set[int]) -> Found | None:
    noun = token.head if token.dep_ in ("det", "amod", "predet") else token
    if token.lower_ == "those":
        return _those_who(doc, token)
    if token.lower_ == "whoever" and (found := _whoever(doc, token)) is not None:
        return found
    alone = noun == token and token.lower_ not in ("whoever", "anyone", "anybody")
    if alone or noun.left_edge.i != token.i:
        return None
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return _any_subject(doc, token, noun, speech)
    return _any_object(doc, token, noun, sentence)


def _bare(doc: Any, noun: Any, speech: set[int]) -> Found | None:
    """Read "attacks on our ships will be met with force": deeds in the plural, whoever does them."""
    if noun.tag_ != "NNS" or noun.dep_ != "nsubjpass" or child(noun, "det", "poss") is not None:
        return None
    if noun.lemma_.lower() not in lexicon().conditional["deeds"]:
        return None
    will = next((c for c in noun.head.children if c.lower_ in _LEADS and c.dep_ == "aux"), None)
    if will is None or not _follows_from(noun.head, will):
        return None
    found = _any_subject(doc, noun, noun, speech)
    return replace(found, cue="any") if found is not None else None


def _those_who(doc: Any, token: Any) -> Found | None:
    """Read "those who arm the rebels will face us": a deed that is still done, and harm for it."""
    verb, clause = token.head, child(token, "relcl")
    if token.dep_ not in ("nsubj", "nsubjpass") or clause is None:
        return None
    will = next(
        (c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("will", "shall")), None
    )
    done = clause.tag_ in ("VBP", "VBZ", "VB") and child(clause, "aux") is None
    if will is None or not done or is_negated(verb):
        return None
    then = doc[will.i : verb.right_edge.i + 1]
    if verb.lemma_.lower() not in lexicon().conditional["bearing"] and tone_of(then) >= 0:
        return None
    return Found(
        token.text.lower(), "if", trim_edges(doc, token.i, will.i - 1), (will.i, then.end - 1)
    )


def _whoever(doc: Any, token: Any) -> Found | None:
    """Read "whoever opens the gate will lose his job"."""
    clause = token.head
    main = clause.head
    will = next((c for c in main.children if c.lower_ in _ANY_MODALS and c.dep_ == "aux"), None)
    if clause.dep_ not in ("csubj", "nsubj") or will is None or will.i < clause.i:
        return None
    condition = trim_edges(doc, token.i, min(clause.right_edge.i, will.i - 1))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, main.right_edge.i))


def _any_subject(doc: Any, token: Any, noun: Any, speech: set[int]) -> Found | None:
    verb = noun.head
    will = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in _ANY_MODALS), None)
    if will is None or (is_negated(verb) and token.lower_ == "anyone"):
        return None
    if verb.dep_ == "ccomp" and verb.head.lemma_ in ("doubt", "deny", "question"):
        return None
    deed = noun.lemma_.lower() in lexicon().conditional["deeds"]
    if token.lower_ in _ONE_SUCH and not (deed and _follows_from(verb, will)):
        return None
    known = lexicon().layers["people"] | lexicon().conditional["anybody"]
    people = is_actor_noun(noun) or noun.lemma_.lower() in known
    if people and not any(c.dep_ in ("relcl", "acl", "prep") for c in noun.children):
        return None  # "any sensible person would agree"
    if verb.lemma_ == "be" and any(
        t.lower_ in ("first", "last", "only") or t.tag_ in ("JJS", "RBS")
        for c in verb.children
        if c.dep_ in ("attr", "acomp")
        for t in (c, *c.children)
    ):
        return None  # "any new law would be the first in years": describes it
    if will.lower_ in ("can", "could", "may", "might") and not deed:
        return None  # "any headway could be wiped out": a forecast
    high = verb.right_edge.i
    for c in verb.children:
        if c.dep_ == "conj" and (child(c, *SUBJECTS) is not None or c.i in speech):
            high = min(high, c.left_edge.i - 1)
    condition = trim_edges(doc, noun.left_edge.i, min(noun.right_edge.i, will.i - 1))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, will.i, high))


def _follows_from(verb: Any, will: Any) -> bool:
    """Whether a verb says what follows on a deed: "a new strike would be met with a lockout", "would force us to sue"."""
    if will.lower_ in ("can", "could", "may", "might"):
        return False
    words, lemma = lexicon(), verb.lemma_.lower()
    if child(verb, "auxpass") is not None:
        return lemma in words.events.response | {"punish", "repel", "counter"}
    return lemma in words.conditional["leading"]


def _any_object(doc: Any, token: Any, noun: Any, sentence: Any) -> Found | None:
    """Read "Velia will respond to any attack": what is answered is the condition."""
    if token.lower_ not in ("any", "every", "each"):
        return None
    verb = noun.head
    while verb.dep_ in ("prep", "pobj", "dobj", "dative", "conj") and verb.pos_ != "VERB":
        if verb.head == verb:
            return None
        verb = verb.head
    whole = verb
    while whole.dep_ in ("xcomp", "pcomp") and whole.head.i >= sentence.start:
        whole = whole.head  # "stand ready to consider"
    # "any ship that enters the strait", not "any help that it has"
    meets = any(
        c.dep_ == "relcl"
        and any(t.dep_ == "nsubj" and t.lower_ in ("that", "who", "which") for t in c.children)
        for c in noun.children
    )
    answers = verb.lemma_.lower() in lexicon().conditional["answering"]
    if verb.i > noun.i or not (answers or meets):
        return None
    above = verb
    while above.dep_ in ("xcomp", "acomp") and above.lemma_ != "hesitate" and not is_negated(above):
        above = above.head
    if is_negated(above) and not meets and above.lemma_ != "hesitate":
        return None  # "not willing to accept any concessions": none, whatever comes
    ready = whole != verb or any(c.lower_ in ("ready", "prepared") for c in whole.children)
    will = any(
        c.dep_ == "aux" and (c.lower_ in _WILL or c.lower_ in ("would", "shall"))
        for c in (*verb.children, *whole.children)
    )
    if not (will or ready):
        return None
    words = lexicon().conditional
    deed = noun.lemma_.lower() in words["deeds"]
    deed = deed or (verb.lemma_.lower() in words["meeting"] and names_deed(noun))
    treated = treated_as(verb) is not None and not is_actor_noun(noun)  # "… as an act of war"
    bound = any(c.dep_ in ("relcl", "acl") for c in noun.children)
    if not deed and not bound and not treated:
        return None  # "will give any help": no condition
    subject = child(whole, *SUBJECTS)
    low = subject.left_edge.i if subject is not None else max(whole.left_edge.i, sentence.start)
    condition = trim_edges(doc, noun.left_edge.i, _ends_before_comma(doc, noun, sentence))
    return Found(token.text.lower(), "if", condition, trim_edges(doc, low, token.i - 1))


def _ends_before_comma(doc: Any, noun: Any, sentence: Any) -> int:
    """Return where a noun phrase ends: its own means ("with its own") and asides left out."""
    right: int = min(noun.right_edge.i, sentence.end - 1)
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ == "with" and c.i > noun.i:
            right = min(right, c.i - 1)
    after = doc[right + 1] if right + 1 < sentence.end else None
    if (
        after is not None
        and after.lower_ in ("by", "from", "against", "on", "at", "over")
        and child(after, "pobj")
    ):
        right = min(after.right_edge.i, sentence.end - 1)  # "any levy | by Lima"
    stop = next(
        (i for i in range(noun.i + 1, right + 1) if doc[i].text in (",", ";", "—", ":")), right + 1
    )
    return stop - 1


def price_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find "The price of peace is a withdrawal", "The price of silence will be war"."""
    doc = sentence.doc
    for price in sentence:
        if price.lemma_.lower() not in ("price", "cost") or price.dep_ != "nsubj":
            continue
        be, of = price.head, next((c for c in price.children if c.lower_ in ("of", "for")), None)
        thing, named = (
            child(of, "pobj", "pcomp") if of is not None else None,
            child(be, "attr", "xcomp", "ccomp"),
        )
        if of is None or thing is None or named is None or be.lemma_ != "be" or is_negated(be):
            continue
        lemma, words = named.lemma_.lower(), lexicon()
        chosen = words.conditional["choices"] | words.yielding | words.war
        deeds = words.events.deverbal.keys() | words.events.held.keys() | words.light_nouns.keys()
        if named.pos_ != "VERB" and lemma not in chosen | deeds:
            continue  # "the price of bread is a scandal"
        bought = trim_edges(doc, thing.left_edge.i, thing.right_edge.i)
        paid = trim_edges(doc, named.left_edge.i, min(named.right_edge.i, sentence.end - 1))
        # what is bought must be paid for first; what is threatened follows on it
        harmful = lemma in words.war | words.bad
        if harmful:
            yield Found(doc[price.i : of.i + 1].text, "if", bought, paid)
        else:
            yield Found(doc[price.i : of.i + 1].text, "only-if", paid, bought)


def leading_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find a deed and what it would bring: "Closing the plant would mean war", "Arming them will have consequences"."""
    doc, words = sentence.doc, lexicon()
    for verb in sentence:
        deed = child(verb, "csubj")
        will = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in _LEADS), None)
        if deed is None or will is None or deed.tag_ != "VBG" or is_negated(verb):
            continue
        thing = child(verb, "dobj", "attr")
        brought = (
            {t.lemma_.lower() for t in (thing, *thing.children)} if thing is not None else set()
        )
        harm = words.bad | words.war | words.events.nouns["borne"] | words.events.nouns["hostile"]
        if verb.lemma_.lower() in words.conditional["bringing"] and brought & harm:
            condition = trim_edges(doc, deed.left_edge.i, will.i - 1)
            yield Found("would", "if", condition, trim_edges(doc, will.i, verb.right_edge.i))
