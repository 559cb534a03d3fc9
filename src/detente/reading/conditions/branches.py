"""Two branches: "either A or B", "do A or else B", "do A. Otherwise B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.reading.conditions.consequences import without_attribution
from detente.reading.conditions.found import (
    Found,
    clause_follows,
    has_subject,
    is_order,
    until_comma,
    until_stop,
)
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child, trim_edges


def either_conditions(sentence: Any, speech: set[int]) -> Iterator[Found]:
    """Find two branches: "either A or B", "whether A or B, C", "do A or else B"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ == "either" and _opens_choice(doc, token, sentence):
            other = next(
                (
                    t.i
                    for t in doc[token.i + 1 : sentence.end]
                    if t.lower_ == "or" and clause_follows(doc, t.i, sentence)
                ),
                None,
            )
            if other is not None and any(
                t.pos_ in ("VERB", "AUX") for t in doc[token.i + 1 : other]
            ):
                high = until_stop(doc, other + 1, sentence)
                alone = token.i == sentence.start or doc[token.i - 1].dep_ not in SUBJECTS
                first = token.i + 1 if alone else doc[token.i - 1].left_edge.i
                yield Found(
                    "either",
                    "either-or",
                    trim_edges(doc, first, other - 1),
                    trim_edges(doc, other + 1, high, words=("else",)),
                )
        elif token.lower_ == "whether":
            found = _either_way(doc, token, sentence)
            if found is not None:
                yield found
        elif token.lower_ in ("or", "otherwise") and _opens_branch(doc, token, sentence):
            found = _order_or(doc, token, sentence, speech)
            if found is not None:
                yield found


def _either_way(doc: Any, token: Any, sentence: Any) -> Found | None:
    """Read "whether A or B, C"; "whether A or not" and "it is all the same" say come what may."""
    if token.i > sentence.start and doc[token.i - 1].text not in (",", ":", ";", "—"):
        return None
    comma = next((t.i for t in doc[token.i : sentence.end] if t.text == ","), None)
    between = doc[token.i : token.i if comma is None else comma].text.lower()
    if comma is None or comma + 2 >= sentence.end or " or " not in between or " or not" in between:
        return None
    rest = doc[comma + 1 : sentence.end].text.lower()
    if any(words in rest for words in lexicon().indifferent):
        return None
    condition = trim_edges(doc, token.i + 1, comma - 1)
    then = trim_edges(doc, comma + 1, until_comma(doc, comma + 1, sentence))
    return Found(token.text, "either-or", condition, then)


def _opens_choice(doc: Any, either: Any, sentence: Any) -> bool:
    """Whether "either" opens two clauses: "either A or B", "you either pay or you leave"."""
    before = doc[either.i - 1] if either.i > sentence.start else None
    if before is None or before.is_punct or before.lower_ in ("that", "and", "but"):
        return True
    other = next((t.i for t in doc[either.i : sentence.end] if t.lower_ == "or"), None)
    return before.dep_ in SUBJECTS and other is not None and has_subject(doc, other + 1, sentence)


def _order_or(doc: Any, token: Any, sentence: Any, speech: set[int]) -> Found | None:
    """Read "do A or else B", "they must do A, otherwise B", "told them to do A, or B would follow"."""
    if token.i + 2 >= sentence.end:
        return None
    follows = doc[token.i + 1].lower_
    if follows == "no" and doc[token.i + 2].lemma_ == doc[token.i - 1].lemma_:
        return None  # "vote or no vote": come what may
    strong = follows in ("else", "otherwise") or token.lower_ == "otherwise"
    start = token.i + (2 if follows in ("else", "otherwise") else 1)
    if not clause_follows(doc, start - 1, sentence):
        return None
    said = [i + 1 for i in speech if sentence.start <= i < token.i - 1 and doc[i + 1].text != ","]
    low = max(said, default=sentence.start)
    words = {t.lower_ for t in doc[low : token.i]}
    if ("if" in words and follows != "else") or words & {"either", "whether"}:
        return None  # "will pay if they sign; otherwise …": see alternative_conditions
    told = _told_to(doc, sentence.start, token.i)
    ordering = is_order(doc, low, token.i) or told is not None
    if not (
        strong
        or _is_menace(doc, low, token.i, sentence)
        or (ordering and has_subject(doc, start, sentence))
    ):
        return None
    first = told.i if told is not None and not is_order(doc, low, token.i) else low
    first, last = trim_edges(doc, first, token.i - 1, words=("that",))
    high = until_stop(doc, start, sentence)
    return Found(
        doc[token.i : start].text,
        "either-or",
        without_attribution(doc, first, last, speech),
        without_attribution(doc, *trim_edges(doc, start, high), speech),
    )


def _told_to(doc: Any, low: int, at: int) -> Any | None:
    """Return the verb of what somebody is asked to do: "told the crew to leave the ship"."""
    for t in doc[low:at]:
        asked = t.head.head.lemma_.lower() if t.tag_ == "TO" and t.head.tag_ == "VB" else ""
        if lexicon().events.carrier(asked) == "ask" and low <= t.head.head.i < t.i < t.head.i < at:
            return t.head
    return None


def _opens_branch(doc: Any, token: Any, sentence: Any) -> bool:
    """Whether a second branch begins here: "it was otherwise a quiet week" has none."""
    before = doc[token.i - 1] if token.i > sentence.start else None
    if before is None:
        return False
    return token.lower_ == "or" or before.is_punct or before.lower_ in ("and", "or", "but")


def _is_menace(doc: Any, low: int, at: int, sentence: Any) -> bool:
    """Whether "or" joins two futures: "They will disarm, or the city will burn"."""

    def will(tokens: Any) -> bool:
        return any(t.lower_ in ("will", "'ll", "’ll", "shall") for t in tokens)

    apart = doc[at - 1].text == "," and any(t.dep_ in SUBJECTS for t in doc[at + 1 : at + 6])
    if apart and will(doc[low:at]) and will(doc[at : min(at + 8, sentence.end)]):
        return True
    # "They withdraw the fleet or we shoot": what they do now or we then
    first, second = (
        next((t for t in part if t.dep_ == "nsubj"), None)
        for part in (doc[low:at], doc[at + 1 : at + 3])
    )
    return (
        first is not None
        and second is not None
        and first.lower_ in ("they", "you", "he", "she")
        and second.lower_ in ("we", "i")
        and first.head.tag_ in ("VBP", "VBZ", "VB")
        and second.head.tag_ in ("VBP", "VB")
        and first.head.lemma_.lower() not in lexicon().events.stative
    )


def ultimatum_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find "do A or face B", "urged them to do A or risk B", "ordered them to do A on pain of B"."""
    doc = sentence.doc
    for token in sentence:
        start = _opens_menace(doc, token, sentence)
        if start is None:
            continue
        verbs = [t for t in doc[sentence.start : token.i] if _is_told_to(t)]
        if verbs and not any(t.tag_ in ("MD", "VBZ", "VBD") for t in doc[verbs[-1].i : token.i]):
            high = _before_aside(doc, start, until_stop(doc, start, sentence))
            order = trim_edges(doc, verbs[-1].i, token.i - 1)
            cue = "or" if token.lower_ == "or" else doc[token.i : start].text
            yield Found(cue, "either-or", order, trim_edges(doc, start, high))
            return


def _before_aside(doc: Any, start: int, high: int) -> int:
    """Return where a menace ends before what is said besides: "or face war, accusing Velia of lies"."""
    aside = (
        i
        for i in range(start, high)
        if doc[i].text == "," and doc[i + 1].tag_ == "VBG" and doc[i + 1].head.i < start
    )
    return next(aside, high + 1) - 1


def _is_told_to(verb: Any) -> bool:
    """Whether a verb is what somebody is to do: "Leave", "to leave", "demanded that Velia leave"."""
    before = verb.doc[verb.i - 1] if verb.i and not verb.is_sent_start else None
    asked = verb.dep_ == "ccomp" and verb.head.i < verb.i and child(verb, "aux") is None
    if asked and verb.tag_ in ("VB", "VBP") and child(verb, "nsubj") is not None:
        return lexicon().events.carrier(verb.head.lemma_.lower()) == "ask"
    if verb.tag_ != "VB":
        return False
    return before is None or before.lower_ in ("to", "can", "must", "should", ":", ";")


def _opens_menace(doc: Any, token: Any, sentence: Any) -> int | None:
    """Return where the menace begins after "or | face arrest", "on pain of | arrest"."""
    if token.i + 1 >= sentence.end:
        return None
    if token.lower_ == "or":
        verb, thing = doc[token.i + 1], doc[min(token.i + 2, sentence.end - 1)]
        told = verb.tag_ in ("VB", "VBP") or thing.tag_ == "VBG" or thing.pos_ in ("DET", "NOUN")
        borne = (
            told
            and thing.tag_ not in ("VBZ", "VBD", "MD")
            and verb.lemma_.lower() in lexicon().conditional["bearing"]
            and (verb.lower_ != "answer" or thing.lower_ == "for")  # not "or answer their letters"
        )
        return token.i + 1 if borne else None
    for words, _, parts in lexicon().menaces.get(token.lower_, ()):
        stop = token.i + len(parts)
        if doc[token.i : stop].text.lower() == words and stop < sentence.end:
            return int(stop)
    return None


def alternative_conditions(sentence: Any, _speech: set[int]) -> Iterator[Found]:
    """Find what follows where a condition is not met: "will pay if they sign; otherwise it will sue"."""
    doc = sentence.doc
    for token in sentence:
        if token.lower_ != "otherwise" or token.i < sentence.start + 5:
            continue
        if doc[token.i - 1].text not in (",", ";", "—", "–") and doc[token.i - 1].lower_ != "but":
            continue
        cue = next((t for t in doc[sentence.start : token.i] if t.lower_ in ("if", "unless")), None)
        if cue is None or not clause_follows(doc, token.i, sentence):
            continue
        stop = next(
            (t.i for t in doc[cue.i + 1 : token.i] if t.text in (",", ";", "—", "–")), token.i
        )
        then = trim_edges(doc, token.i + 1, until_comma(doc, token.i + 1, sentence))
        sense = "unless" if cue.lower_ == "if" else "if"
        yield Found(token.text, sense, trim_edges(doc, cue.i + 1, stop - 1), then, "alternative")
