"""What parties are told to have done in passing: "…, after Orland closed the border", "Velia's seizure of its ships"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.clauses import is_hypothetical, own_clause
from detente.reading.deeds import deed_act
from detente.reading.drafts import Reading
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, is_negated, phrasal
from detente.reading.undertakings import undertaken
from detente.reading.views import file_deed, is_party

#: Acts that last once they are done, so that they matter wherever they are told.
_LASTING = ("SANCTION", "COERCE", "MOBILIZE")
#: Words before a clause that tells what has happened.
_MARKS = ("after", "as", "since", "when", "while", "because")


def read_background(
    reading: Reading, parsed: Parsed, sentence: Any, held: set[int], begin: int
) -> None:
    """File the deeds that a sentence tells beside what somebody says in it.

    ``begin`` is where the statements of its paragraph start.
    """
    own = [draft for draft in reading.drafts[begin:] if draft.parsed is parsed]
    taken = held | {token.i for draft in own if draft.rule == "deed" for token in draft.tokens}
    cues = {draft.cue.token.i for draft in own if draft.cue is not None}
    for head, act, source, first, last in (*_clauses(sentence), *_nouns(sentence)):
        if taken & set(range(first, last + 1)):
            continue
        if head.pos_ == "NOUN" and head.dep_ == "dobj" and head.head.i in cues:
            continue  # "condemned Velia's blockade": who condemns it tells it
        named = source.pos_ == "PROPN"
        if named or is_party(reading, parsed, source):
            file_deed(reading, parsed, head, act, source, (first, last))


#: A word that tells a deed, its act, who did it, and the first and last word about it.
_Told = tuple[Any, str, Any, int, int]


def _clauses(sentence: Any) -> Iterator[_Told]:
    for verb in sentence:
        clause = (
            verb.head if verb.dep_ == "conj" else verb
        )  # "as it has refused it and plans to strike"
        if verb.pos_ != "VERB" or clause.dep_ not in ("advcl", "relcl") or is_negated(verb):
            continue
        mark, source = (
            child(clause, "mark", "advmod"),
            child(verb, "nsubj") or child(clause, "nsubj"),
        )
        if source is None or child(verb, "nsubjpass", "auxpass") is not None:
            continue
        first = source.left_edge.i
        if clause.dep_ == "relcl":
            if source.lower_ not in ("which", "who") or clause != verb:
                continue
            first, source = verb.left_edge.i, verb.head
        elif mark is None or mark.lower_ not in _MARKS or is_hypothetical(verb):
            continue
        cut_off = any(
            c.dep_ == "prep" and child(c, "pobj", "pcomp") is None for c in verb.subtree
        )  # "who severed relations with two weeks ago"
        act = _act_told(verb, work=clause.dep_ == "advcl")
        if act is not None and not cut_off:
            first = first if clause == verb else verb.i
            yield verb, act, source, first, own_clause(verb.doc, verb)[1]


def _act_told(verb: Any, *, work: bool) -> str | None:
    """Return the act of a deed that lasts, of an offer that was refused, or where ``work`` of workers about to stop."""
    has = any(c.lower_ in ("has", "have", "had") for c in verb.children if c.dep_ == "aux")
    act = deed_act(verb)
    if verb.tag_ == "VBD" or (has and verb.tag_ == "VBN"):
        events, thing = lexicon().events, child(verb, "dobj")
        offers = events.nouns["offered"] | events.nouns["drafted"] | events.nouns["conceded"]
        refused = phrasal(verb, events.carriers["refuse"]) in events.carriers["refuse"]
        if refused and thing is not None and thing.lemma_.lower() in offers:
            return "REJECT"
        return act if act in _LASTING else None
    ahead = undertaken(verb) if work else None
    if ahead is not None and deed_act(ahead[0]) == "PROTEST":
        return ahead[1]
    now = verb.tag_ in ("VBZ", "VBP", "VBG") and not any(c.tag_ == "MD" for c in verb.children)
    source = child(verb, "nsubj")  # "as the workers walk out" are some that were told of before
    known = source is not None and any(c.lower_ == "the" for c in source.children)
    return "PROTEST" if work and now and not known and act == "PROTEST" else None


def _nouns(sentence: Any) -> Iterator[_Told]:
    """Yield deeds that a noun names with whose they are and whom they meet: "Velia's expulsion of two envoys"."""
    for noun in sentence:
        if noun.pos_ != "NOUN":
            continue
        source = child(noun, "poss")
        posts = (
            c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "against")
        )
        thing = next((child(c, "pobj") for c in posts), None)
        if source is None or source.pos_ != "PROPN" or thing is None:
            continue
        words = lexicon()
        verb = words.events.deverbal.get(noun.lemma_.lower(), "")
        act = words.deeds.get(verb) or words.light_nouns.get(noun.lemma_.lower())
        act = words.done_to.get((verb, thing.lemma_.lower()), act)
        if act in _LASTING:
            yield noun, str(act), source, noun.left_edge.i, noun.right_edge.i
