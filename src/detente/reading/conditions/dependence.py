"""What depends on what: "A depends on B", "it is up to B to do A"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.actors import is_actor_noun
from detente.reading.conditions.found import JOINS, Found, until_stop
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, trim_edges

_ASKING = ("whether", "how", "what", "who", "whom", "which", "if", "when")
_PERSONS = ("us", "them", "him", "her", "me", "you", "our", "their", "your", "his")


def dependence_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find what depends on what: "A depends on B", "it is up to B to do A"."""
    doc = sentence.doc
    for start, after in _phrases(sentence):
        cue = doc[start:after].text
        subject = _subject_of(doc[start])
        if subject is not None and subject.lower_ == "it" and cue.lower().endswith("up to"):
            order = next((t.i for t in doc[after : sentence.end] if t.tag_ == "TO"), after)
            if order > after:
                whom = trim_edges(doc, after, order - 1)
                high = until_stop(doc, order, sentence)
                yield Found(cue, "dependence", whom, trim_edges(doc, order, high))
            continue
        right = _ends(doc, after, sentence)
        if not _is_open(doc, start, cue.lower(), subject, sentence):
            continue
        if not _is_choice(doc[after : right + 1], cue.lower()):
            continue
        comma = right + 1 < sentence.end and doc[right + 1].text == ","
        if start == sentence.start and comma and cue.lower().startswith(("subject", "depend")):
            then = trim_edges(doc, right + 2, until_stop(doc, right + 2, sentence))
            if then[1] > then[0]:  # "Subject to approval by its members, the guild will …"
                yield Found(cue, "dependence", trim_edges(doc, after, right), then)
            continue
        said = max(
            (i + 1 for i in speech if sentence.start <= i < start - 1), default=sentence.start
        )
        low = said if subject is None else subject.left_edge.i
        told = doc[low:start] if start > low else ()
        if any(t.pos_ in ("NOUN", "PROPN", "PRON", "VERB") for t in told):
            end = start - 1
            while end > low and doc[end].pos_ in ("AUX", "ADV", "PUNCT"):
                end -= 1  # "the offer | was always contingent on"
            then = trim_edges(doc, low, end, words=JOINS)
            yield Found(cue, "dependence", trim_edges(doc, after, right), then)


def _phrases(sentence: Any) -> Iterator[tuple[int, int]]:
    """Yield where the words of a dependence begin and end, the longest phrases first."""
    lower = [t.lower_ for t in sentence]
    present = set(lower)
    for phrase in lexicon().dependence:
        parts = phrase.split()
        if parts[0] not in present:
            continue
        for k in range(len(lower) - len(parts)):
            stop = _match_loose(lower, k, parts) if lower[k] == parts[0] else None
            if stop is not None:
                yield sentence.start + k, sentence.start + stop


def _subject_of(head: Any) -> Any | None:
    own = child(head, *SUBJECTS)
    if own is None and head.dep_ in ("acomp", "attr", "oprd"):
        own = child(head.head, *SUBJECTS)
    return own


def _ends(doc: Any, after: int, sentence: Any) -> int:
    """Return where the words end on which something depends."""
    ends = [c.right_edge.i for c in doc[after - 1].children]
    right = max(ends, default=int(doc[after - 1].right_edge.i))
    if right < after:
        right = doc[after].right_edge.i if after < sentence.end else after
    right = min(right, sentence.end - 1)
    if right + 1 < sentence.end and doc[right + 1].tag_ == "VBG":
        verb = doc[right + 1]
        verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
        right = min(verb.right_edge.i, sentence.end - 1)  # "hinges on the bank being reconnected"
    stops = (i - 1 for i in range(after + 1, right + 1) if doc[i].text in (",", ";", "—"))
    return next(stops, right)


def _is_open(doc: Any, start: int, cue: str, subject: Any | None, sentence: Any) -> bool:
    """Whether the words tell of a dependence that is open: not "does not depend on us", "change the subject to"."""
    denied = doc[start - 1].dep_ == "neg" and start - 1 >= sentence.start
    if denied and (start - 2 < sentence.start or doc[start - 2].lower_ != "or"):
        return False
    if cue.startswith("depending"):
        return any(t.tag_ == "MD" for t in sentence)  # not "worth 43 or 55 billion, depending on"
    if not cue.startswith("subject"):
        return True
    people = subject is not None and (
        subject.pos_ == "PRON" or subject.lemma_.lower() in lexicon().layers["people"]
    )
    return doc[start].pos_ == "ADJ" and not people


def _is_choice(words: Any, cue: str) -> bool:
    """Whether something can depend on these words: somebody, or what somebody can choose."""
    root = words.root
    chosen = lexicon().conditional["choices"]
    if cue.startswith("subject"):
        return root.lemma_.lower() in chosen
    if cue.split()[-2] in ("contingent", "conditional", "predicated") or cue.startswith("hing"):
        return True  # said of nothing else
    if words[0].lower_ in _ASKING or root.pos_ in ("VERB", "AUX"):
        return True
    if any(
        (t.dep_ in ("pcomp", "ccomp") and t.head.i < words.start)
        or (t.tag_ == "VBG" and child(t, *SUBJECTS))
        for t in words
    ):
        return True
    beside = [c for c in root.children if c.dep_ in ("poss", "conj", "amod", "compound", "nmod")]
    of = (x for c in root.children if c.lower_ in ("of", "by", "from") for x in c.children)
    return any(
        (is_actor_noun(t) and t.lemma_.lower() not in lexicon().layers["portfolios"])
        or t.lemma_.lower() in chosen
        or t.lower_ in _PERSONS
        or t.lemma_.lower() in lexicon().layers["people"]
        for t in (root, *beside, *of)
    )


def _match_loose(lower: list[str], k: int, parts: list[str]) -> int | None:
    """Match a phrase, letting one adverb stand inside ("hinges entirely on")."""
    at, part, slack = k, 0, 1
    while part < len(parts):
        if at >= len(lower):
            return None
        if lower[at] == parts[part]:
            part += 1
        elif slack and part and (lower[at].endswith("ly") or lower[at] in ("now", "still", "also")):
            slack -= 1
        else:
            return None
        at += 1
    return at
