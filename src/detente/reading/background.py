"""What parties are told to have done in passing: "…, after Orland closed the border", "Velia's seizure of its ships"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.clauses import is_hypothetical, own_clause
from detente.reading.deeds import deed_act
from detente.reading.drafts import Reading
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child, is_negated
from detente.reading.views import file_deed

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
        if named or reading.cast.between(*parsed.place(source.left_edge.i, source.i)):
            file_deed(reading, parsed, head, act, source, (first, last))


#: A word that tells a deed, its act, who did it, and the first and last word about it.
_Told = tuple[Any, str, Any, int, int]


def _clauses(sentence: Any) -> Iterator[_Told]:
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.dep_ not in ("advcl", "relcl") or is_negated(verb):
            continue
        mark, source = child(verb, "mark", "advmod"), child(verb, "nsubj")
        if source is None or child(verb, "nsubjpass", "auxpass") is not None:
            continue
        has = any(c.lower_ in ("has", "have", "had") for c in verb.children if c.dep_ == "aux")
        if not (verb.tag_ == "VBD" or (has and verb.tag_ == "VBN")):
            continue
        first = source.left_edge.i
        if verb.dep_ == "relcl":
            if source.lower_ not in ("which", "who"):
                continue
            first, source = verb.left_edge.i, verb.head
        elif mark is None or mark.lower_ not in _MARKS or is_hypothetical(verb):
            continue
        act = deed_act(verb)
        cut_off = any(
            c.dep_ == "prep" and child(c, "pobj", "pcomp") is None for c in verb.subtree
        )  # "who severed relations with two weeks ago"
        if act in _LASTING and not cut_off:
            yield verb, str(act), source, first, own_clause(verb.doc, verb)[1]


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
