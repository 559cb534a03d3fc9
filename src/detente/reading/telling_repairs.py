"""Who tells what is put right where the small parser tears a verb of saying from its subject or its words.

See :mod:`detente.reading.repairs`: only heads and labels change.
"""

from __future__ import annotations

from typing import Any

from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child

_DASHES = ("-", "–", "—", "--")


def repair_telling(token: Any) -> None:
    """Give a verb of saying its subject, and the clause that it tells."""
    if token.dep_ == "ccomp" and token.i < token.head.i:
        _speaker_after_comma(token)
        _speaker_after_and(token)
        _told_after_dashes(token)
    elif token.dep_ == "advcl":
        _told_last(token)
        _subject_torn_off(token)
    elif token.dep_ == "ccomp":
        _subject_torn_off(token)
        _subject_taken_for_object(token)
        _aside_before_told(token)
    elif (
        token.dep_ == "conj" and token.tag_ == "VBD" and token.lemma_ in lexicon().layers["turned"]
    ):
        _speaker_behind_verb(token)


def _tell(verb: Any, told: Any) -> None:
    """Let a verb that hung on a clause tell it, and lead the sentence."""
    verb.doc.hang(verb, verb, "ROOT")
    verb.doc.hang(told, verb, "ccomp")


def _speaker_behind_verb(verb: Any) -> None:
    """Let who stands behind a verb of saying say it: "It will close the port, warned a senior official".

    The parser joins the verb to what is said and makes its speaker an object. Not "rose and warned them",
    "fired, then warned the crew".
    """
    whom = child(verb, "dobj")
    comma = verb.doc[verb.i - 1] if verb.i else verb
    if whom is None or comma.text != "," or whom.left_edge.i != verb.i + 1:
        return
    if child(verb, "nsubj", "ccomp", "xcomp") is not None or any(
        c.dep_ == "cc" and c.i > verb.head.i for c in verb.head.children
    ):
        return
    ahead = any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.head.children)
    told = verb.head
    if ahead and told.head == told and whom.pos_ in ("NOUN", "PROPN"):
        whom.dep_ = "nsubj"
        _tell(verb, told)


def _speaker_after_comma(told: Any) -> None:
    """Give "…, the firm's director, Alan Voss, said" its subject, hung as an object on what is told."""
    verb, doc = told.head, told.doc
    if child(verb, "nsubj", "nsubjpass", "csubj") is not None:
        return
    for noun in told.children:
        left = noun.left_edge.i
        if noun.dep_ not in ("dobj", "attr", "npadvmod", "appos", "dep") or left <= told.i:
            continue
        ends = noun.right_edge.i + 1
        if noun.pos_ in ("NOUN", "PROPN") and doc[left - 1].text == "," and ends == verb.i:
            doc.hang(noun, verb, "nsubj")
            return


def _speaker_after_and(told: Any) -> None:
    """Give a verb of speech the subject that was joined to a noun of the clause before it.

    "Crews resumed work on the line and the developer said the system could open": who says it is no
    second line.
    """
    verb, doc = told.head, told.doc
    known = child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None
    if (
        known
        or verb.lemma_.lower() not in lexicon().telling
        or verb.tag_ not in ("VBD", "VBZ", "VBP")
    ):
        return
    for noun in doc[told.i + 1 : verb.i]:
        joined = noun.dep_ == "conj" and noun.pos_ in ("NOUN", "PROPN") and noun.head.i < noun.i
        before = doc[noun.left_edge.i - 1]
        if joined and noun.right_edge.i + 1 == verb.i and before.dep_ == "cc":
            if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
                doc.hang(noun, verb, "nsubj")
            return


def _told_after_dashes(verb: Any) -> None:
    """Let a verb of speech tell what follows an aside: "Orland warned – twice – it would leave".

    The parser takes what stands before the second dash for what is told by the verb behind it.
    """
    told, doc = verb.head, verb.doc
    source, subject = child(verb, "nsubj", "nsubjpass"), child(told, "nsubj", "nsubjpass", "expl")
    if source is None or subject is None or source.i > verb.i or subject.i < verb.i:
        return
    closes = subject.left_edge.i - 1
    mark = child(told, "mark")
    if mark is not None and mark.i < subject.i:
        closes = mark.i - 1
    aside = doc[verb.i + 1 : closes]
    if doc[closes].text not in _DASHES or not any(t.text in _DASHES for t in aside):
        return
    if verb.lemma_.lower() not in lexicon().telling or any(t.pos_ == "VERB" for t in aside):
        return
    over, label = told.head, told.dep_
    doc.hang(verb, verb if over is told else over, label)
    doc.hang(told, verb, "ccomp")


def _told_last(told: Any) -> None:
    """Let who announces a whole sentence tell it: "Velia is ready to talk if they leave, the envoy said, turning away".

    Not "they left, as the envoy said", "after the envoy said so".
    """
    main, doc = told.head, told.doc
    speaker = child(told, *SUBJECTS)
    if (
        told.tag_ not in ("VBD", "VBZ")
        or told.lemma_.lower() not in lexicon().telling
        or main.dep_ != "ROOT"
        or speaker is None
        or main.i > told.left_edge.i
        or child(told, "mark", "advmod", "ccomp", "dobj") is not None
    ):
        return
    comma = speaker.left_edge.i - 1
    if comma <= main.i or doc[comma].text != ",":
        return
    before = [c for c in told.children if c.i < comma]
    if all(c.dep_ in ("advcl", "prep", "punct") for c in before):
        for c in before:
            doc.hang(c, main, c.dep_)
        _tell(told, main)


def _aside_before_told(told: Any) -> None:
    """Hang an aside on the verb of speech: "said – again – it would strike" tells nothing again."""
    verb, doc = told.head, told.doc
    opens = verb.i + 1
    if doc[opens].text not in _DASHES:
        return
    closes = next((i for i in range(opens + 1, told.i) if doc[i].text in _DASHES), None)
    if closes is None or any(t.pos_ in ("VERB", "AUX") for t in doc[opens:closes]):
        return
    for word in [c for c in told.children if opens <= c.i <= closes]:
        doc.hang(word, verb, word.dep_)


def _subject_taken_for_object(told: Any) -> None:
    """Let "announced Velia on Friday will tax metals" tell what Velia will do: a finite verb has a subject.

    Not "told Velia it would tax metals", which has one.
    """
    verb = told.head
    modal = any(c.tag_ == "MD" and c.i < told.i for c in told.children)
    thing = child(verb, "dobj")
    if not modal or thing is None or not verb.i < thing.i < told.i:
        return
    if child(told, "nsubj", "nsubjpass", "csubj", "expl") is not None:
        return
    if child(thing, "relcl") is not None or thing.pos_ == "PRON":
        return
    passive = child(told, "auxpass") is not None
    told.doc.hang(thing, told, "nsubjpass" if passive else "nsubj")


def _subject_torn_off(told: Any) -> None:
    """Let "argued the stadium is a bad investment" tell what the stadium is: nobody argues a stadium.

    A finite verb without subject or conjunction, right behind the object of a verb of saying.
    """
    helping = (c.i for c in told.children if c.dep_ in ("aux", "auxpass") and c.i < told.i)
    first = min((told.i, *helping))
    before = told.doc[first - 1] if first else told
    thing = next((t for t in (before, *before.ancestors) if t.dep_ == "dobj"), None)
    if thing is None or thing.pos_ == "PRON" or told.tag_ not in ("VBZ", "VBD", "VBP"):
        return
    verb = thing.head
    behind = verb.i < thing.i and thing.right_edge.i + 1 == first
    if not behind or verb.lemma_.lower() not in lexicon().neutral or told.doc[first].is_punct:
        return
    if child(told, "mark", "advmod") is not None:
        return
    torn = child(told, "nsubj", "nsubjpass", "csubj", "expl")
    if torn is not None and (torn.i > verb.i or told.head.i > verb.i or told.head is told):
        return
    if torn is not None:  # "was one of several who argued the stadium is …"
        told.doc.hang(torn, told.head, "attr")
    passive = child(told, "auxpass") is not None
    told.doc.hang(thing, told, "nsubjpass" if passive else "nsubj")
    told.doc.hang(told, verb, "ccomp")
