"""Where the small parser goes wrong in a known way, the parse is put right once, before anything reads it.

Each repair is a rule with its example; the tokens stay what they are, only heads and labels change.
"""

from __future__ import annotations

import re
from typing import Any

from detente.actors.bodies import listed_names
from detente.actors.lexicon import actor_words
from detente.actors.registry import Registry
from detente.reading.clause_repairs import repair_clause
from detente.reading.lexicon import lexicon
from detente.reading.syntax import SUBJECTS, child
from detente.reading.telling_repairs import repair_telling
from detente.reading.tokens import Tokens

#: A verb of one syllable that doubles its last letter before an ending: "hop", "hopped".
_DOUBLING = re.compile(r"[b-df-hj-np-tv-z]+[aeiou][bdgklmnprtv]")
_BLAMING = ("accuse", "suspect", "convict", "acquit")
#: Places in a sentence that a clause with a conjunction of its own is given.
_CLAUSES = ("advcl", "ROOT", "dobj")
_OPENERS = ("if", "unless", "once", "when", "until", "till", "should", "after", "before", "while")


def repaired(doc: Tokens) -> Tokens:
    """Return a parse with known misreadings put right."""
    for start, end in listed_names(doc.text):
        _listed_name(doc, start, end)
    for token in doc:
        if token.tag_ in ("NN", "NNS") and token.is_title:
            _name_taken_for_noun(token)
        if token.lower_ == "and" and 0 < token.i < len(doc) - 1:
            _one_name(token)
        if token.pos_ == "VERB" and (lemma := _lemma_with_e(token)) is not None:
            token.lemma_ = lemma
        if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in _BLAMING:
            _blamed_for(token)
        if token.ent_type_ == "DATE" and token.dep_ == "compound":
            _day_taken_for_name(token)
        if token.dep_ == "mark" and token.lower_ in _OPENERS:
            _verb_taken_for_noun(doc, token)
        repair_clause(token)
        if token.dep_ == "prep" and token.lower_ in ("until", "till"):
            _verb_behind_until(token)
        if token.dep_ in ("nsubj", "nsubjpass"):
            _object_before_comma(doc, token)
            _kind_before_name(token)
            _kind_before_comma(token)
            _asked_together(token)
            _object_of_relation(token)
        elif token.dep_ in ("advmod", "npadvmod") and token.pos_ == "PROPN":
            _name_before_verb(token)
        else:
            repair_telling(token)
        if token.pos_ == "PROPN" and token.dep_ in (
            "npadvmod",
            "dobj",
            "nsubj",
            "appos",
            "xcomp",
        ):
            _name_of_relation(token)
    return doc


def _listed_name(doc: Tokens, start: int, end: int) -> None:
    """Let a list within a name be one name: "the Bakery, Tobacco and Grain Millers Union said", not four who say.

    What the words say of any part is said of the whole: of its last word, or of the first of "the
    Ministry of Health, Labour and Welfare".
    """
    inside = [t for t in doc if start <= t.idx < end]
    if len(inside) < 2 or inside[0].sent is not inside[-1].sent:
        return
    first, last = inside[0].i, inside[-1].i
    of = doc[first + 1] if doc[first + 1].lower_ in ("of", "for") else None
    head = doc[first] if of is not None else doc[last]
    top = doc[first : last + 1].root
    above, label = (top.head, top.dep_) if top.head is not top else (head, "ROOT")
    doc.hang(head, above, label)
    for token in inside:
        if token is not head and token is not of:
            token.pos_, token.tag_, token.ent_type_ = "PROPN", "NNP", "ORG"
            doc.hang(token, doc[last], "compound")
        for c in [c for c in token.children if not first <= c.i <= last]:
            doc.hang(c, head, c.dep_)
    if of is not None:
        doc.hang(of, head, "prep")
        doc.hang(doc[last], of, "pobj")
    head.pos_, head.tag_, head.ent_type_ = "PROPN", "NNP", "ORG"


def _name_taken_for_noun(noun: Any) -> None:
    """Let a party's name be one, though it looks like a plural: "Barbados called on it to …", "puzzled Mears"."""
    named = noun.ent_type_ in ("ORG", "PRODUCT", "PERSON", "GPE") and not noun.n_lefts
    if named and noun.tag_ == "NNS" and not noun.is_sent_start:
        noun.tag_, noun.pos_, noun.lemma_ = "NNP", "PROPN", noun.text
        return
    known = Registry.default().names.entries.get(noun.text, ())
    senses = [sense for entry in known if len(entry.words) == 1 for sense in entry.senses]
    if any(sense.kind == "name" and not sense.mark for sense in senses):
        noun.tag_, noun.pos_, noun.lemma_ = "NNP", "PROPN", noun.text


def _one_name(joint: Any) -> None:
    """Let two words that name one country be one name: "Trinidad and Tobago's minister", not two who speak."""
    first, last = joint.doc[joint.i - 1], joint.doc[joint.i + 1]
    known = Registry.default().names.entries.get(first.text, ())
    if not any(entry.words == (first.text, joint.text, last.text) for entry in known):
        return
    whole = last
    while whole.head.i > first.i and whole.head is not whole and whole.dep_ != "conj":
        whole = whole.head  # "… Tobago's | minister"
    if whole.dep_ != "conj" or whole.head is not first:
        return
    joint.doc.hang(whole, first.head if first.dep_ != "ROOT" else whole, first.dep_)
    joint.doc.hang(first, last, "compound")
    joint.doc.hang(joint, last, "compound")


def _lemma_with_e(verb: Any) -> str | None:
    """Return "hope" for "hoped", which a lemmatizer takes for a form of "hop": that is "hopped"."""
    lemma, form = verb.lemma_, verb.lower_
    if not _DOUBLING.fullmatch(lemma) or form == lemma:
        return None
    ending = form.removeprefix(lemma)
    return f"{lemma}e" if ending in ("ed", "ing", "es") else None


def _day_taken_for_name(day: Any) -> None:
    """Give a sentence its subject back: "On Monday Orland said", not "on Monday's Orland"."""
    name = day.head
    before = day.doc[day.i - 1] if day.i else day
    if before.dep_ == "prep" and name.dep_ in ("nsubj", "nsubjpass") and not before.n_rights:
        day.doc.hang(day, before, "pobj")  # the name is the subject already
        return
    post = name.head
    if post.dep_ != "prep" or name.dep_ != "pobj" or name.i != day.i + 1 or name.pos_ != "PROPN":
        return
    verb = post.head
    told = child(verb, "nsubj", "nsubjpass", "csubj", "expl") is not None
    if told or verb.i < name.i or verb.tag_ not in ("VBD", "VBZ", "VBP", "VB", "VBN"):
        return
    day.doc.hang(day, post, "pobj")
    passive = child(verb, "auxpass") is not None
    day.doc.hang(name, verb, "nsubjpass" if passive else "nsubj")


def _verb_taken_for_noun(doc: Any, mark: Any) -> None:
    """Give a short clause the verb that was taken for a plural: "If Orland attacks, we will answer".

    Not "if, after the attacks, we …": a name stands right before the word, and a comma after it.
    """
    main = mark.head
    if main.tag_ in ("NNS", "VBZ") and main.dep_ in _CLAUSES:  # it is the clause already
        verb, after = main, main.i + 1
        main = main.head
    else:
        ends = main.i if main.i > mark.i else len(doc)  # before the main clause, or behind it
        comma = next((t for t in doc[mark.i + 1 : ends] if t.is_punct), None)
        if comma is None or (ends < len(doc) and comma.text != ","):
            return
        verb, after = doc[comma.i - 1], comma.i
    name = doc[verb.i - 1]
    if after + 1 < len(doc) and doc[after + 1].tag_ in ("VBN", "VBG"):
        return  # "If Orland's forces, backed by …"
    if name.i <= mark.i or (
        after < len(doc) and not doc[after].is_punct and doc[after].dep_ != "prep"
    ):
        return
    # Told to be a verb, but one without a subject: the name is a part of it.
    tagged = verb.tag_ == "VBZ" and name.dep_ in ("compound", "amod", "nmod")
    if verb.tag_ != "NNS" and not tagged:
        return
    people = name.pos_ == "ADJ" and name.ent_type_ == "NORP"  # "if Russian attacks, …"
    title = name.is_title and name.pos_ in ("NOUN", "ADJ") and not people
    named = name.pos_ == "PROPN" or title
    if not named or name.head != verb or any(
        t.pos_ in ("VERB", "AUX") for t in doc[mark.i + 1 : verb.i]
    ):  # fmt: skip
        return
    verb.pos_, verb.tag_ = "VERB", "VBZ"
    if verb != main:
        doc.hang(verb, main, "advcl")
    name.pos_, name.tag_, name.dep_ = "PROPN", "NNP", "nsubj"
    doc.hang(mark, verb, mark.dep_)


def _verb_behind_until(until: Any) -> None:
    """Give "till Velia desists from …" the verb that was taken for a plural behind a name."""
    verb = child(until, "pobj")
    name = until.doc[verb.i - 1] if verb is not None else None
    if verb is None or name is None or verb.tag_ != "NNS" or name.i != until.i + 1:
        return
    if name.pos_ != "PROPN" or name.head != verb or name.dep_ != "compound":
        return
    verb.pos_, verb.tag_ = "VERB", "VBZ"
    verb.lemma_ = verb.lower_.removesuffix("s")
    until.doc.hang(verb, until.head, "advcl")
    name.dep_ = "nsubj"
    until.doc.hang(until, verb, "mark")


def _blamed_for(noun: Any) -> None:
    """Hang on the verb what somebody is blamed for: "accused the Union of sabotage".

    The parser takes it for a part of the name. Not "accused the Ministry of Justice of theft".
    """
    verb = noun.head
    of = next((c for c in verb.children if c.lower_ == "of" and c.i > verb.i), None)
    if of is not None:
        _doing_blamed(of)
        return
    inside = [t for t in noun.subtree if t.lower_ == "of" and t.i > max(noun.i, verb.i)]
    if inside and all(t.dep_ == "prep" for t in inside):
        last = inside[-1]
        verb.doc.hang(last, verb, "prep")


def _doing_blamed(of: Any) -> None:
    """Let what somebody is blamed for doing be done: "accused it of breaching terms", no "breaching" terms."""
    thing = child(of, "pobj")
    doing = child(thing, "amod") if thing is not None else None
    if thing is None or doing is None or doing.tag_ != "VBG" or thing.tag_ != "NNS":
        return
    harms = doing.lemma_.lower() in lexicon().harming | lexicon().deeds.keys()
    if doing.i == of.i + 1 and harms:  # not "accused it of alarming reports"
        doing.pos_ = "VERB"
        of.doc.hang(doing, of, "pcomp")
        of.doc.hang(thing, doing, "dobj")


def _name_before_verb(name: Any) -> None:
    """Let a name that opens a sentence before its verb act: "Tarvia ordered Morland to leave"."""
    verb = name.head
    opens = name.left_edge.is_sent_start and verb.i == name.i + 1
    if opens and verb.tag_ in ("VBD", "VBZ") and child(verb, "nsubj", "nsubjpass", "expl") is None:
        name.dep_ = "nsubj"


def _kind_before_name(name: Any) -> None:
    """Hang a kind on the name after it: "The charity Open Hands said", not two who say."""
    kind = child(name.head, "nsubj", "nsubjpass")
    if kind is None or kind is name or kind.pos_ != "NOUN" or name.pos_ != "PROPN":
        return
    if kind.i + 1 == name.left_edge.i and kind.left_edge.lower_ in ("the", "a", "an"):
        name.doc.hang(kind, name, "compound")


def _kind_before_comma(kind: Any) -> None:
    """Let the name act that a description stands before: "World football's body, FIFA warned that …".

    Half of an apposition; with a comma on either side the parser reads it well.
    """
    verb, doc, at = kind.head, kind.doc, kind.right_edge.i + 1
    at -= doc[at - 1].text == ","  # the parser hangs it on either side
    if kind.pos_ != "NOUN" or kind.i > verb.i or at + 1 >= verb.i or doc[at].text != ",":
        return
    name = next(
        (t for t in doc[at + 1 : verb.i] if t.left_edge.i == at + 1 and t.head in (verb, kind)),
        None,
    )
    if name is None or name.dep_ not in ("npadvmod", "appos", "dep", "nsubj"):
        return
    lettered = name.text.isupper() and len(name.text) > 1
    named = name.pos_ == "PROPN" and name.ent_type_ in ("ORG", "GPE", "NORP")
    if not (named or lettered) or any(t.text == "," for t in doc[name.i : verb.i]):
        return
    name.pos_, name.tag_ = "PROPN", "NNP"
    label = kind.dep_
    doc.hang(name, verb, label)
    doc.hang(kind, name, "compound")


def _name_of_relation(name: Any) -> None:
    """Join a name to what its bearer is to somebody: "told its neighbour Talvia", "its rival Velia".

    Whichever spelling, and whether the parser knows the name or not; the noun stands for its bearer. Not
    "told its neighbour that Talvia …".
    """
    relations = actor_words()["relations"]
    part: Any = next(
        (c for c in name.children if c.dep_ in ("compound", "amod") and c.lower_ in relations), None
    )
    start = name.left_edge.i
    noun = part if part is not None else name.doc[start - 1] if start else name
    owner = name.doc[start if part is not None else noun.left_edge.i]
    if noun.lower_ not in relations or owner.tag_ != "PRP$" or owner.i >= noun.i:
        return
    if part is not None:  # taken for a part of the name
        name.doc.hang(part, name.head, name.dep_)
        for c in [c for c in name.children if c.i < part.i]:
            c.doc.hang(c, part, c.dep_)
    said = name.head
    if said.dep_ == "ROOT" and said.i > name.i and noun.head.i < noun.i:
        subject = child(said, "nsubj")  # "told its neighbour Talvia / it would close the port"
        if subject is not None and subject.left_edge.i == name.i + 1:
            name.doc.hang(said, noun.head, "ccomp")
            name.doc.hang(name, noun, "appos")
    if noun.dep_ not in ("dobj", "dative", "pobj", "npadvmod") or name.head not in (
        noun,
        noun.head,
    ):
        return
    noun.pos_, noun.tag_ = "NOUN", "NN"
    if name.dep_ != "appos":
        name.doc.hang(name, noun, "appos")


def _object_of_relation(thing: Any) -> None:
    """Give a noun its main verb back: "any boat that crosses the line will be sunk", not "crosses the line is sunk".

    What stands between the verb of a relative clause and "will" was taken for the subject of a clause
    inside it.
    """
    verb, doc = thing.head, thing.doc
    relative = verb.head
    noun = relative.head
    after = doc[thing.right_edge.i + 1] if thing.right_edge.i + 1 < len(doc) else thing
    if verb.dep_ != "ccomp" or relative.dep_ != "relcl" or not noun.i < relative.i < thing.i:
        return
    if noun.dep_ in SUBJECTS and noun.head.i > verb.i:
        return  # "the man who fears the dam will break has left"
    if relative.lower_ in lexicon().speech_forms:
        return
    who = child(relative, "nsubj")
    if who is None or who.lower_ not in ("that", "who", "which") or after.tag_ != "MD":
        return
    if after.head != verb or child(relative, "dobj") is not None or child(verb, "mark") is not None:
        return
    above, place, passive = noun.head, noun.dep_, thing.dep_ == "nsubjpass"
    doc.hang(thing, relative, "dobj")
    if above == noun:
        doc.hang(verb, verb, "ROOT")
    else:
        doc.hang(verb, above, "ccomp" if place in ("dep", "dobj", "nsubj") else place)
    doc.hang(noun, verb, "nsubjpass" if passive else "nsubj")


def _asked_together(noun: Any) -> None:
    """Join the last of several who are asked: "called for A, B, and C to intervene".

    The parser takes "C to intervene" for a clause of its own. Not "called, and C came to help".
    """
    verb = noun.head
    asking = verb.head
    to_do = verb.tag_ == "VB" and any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)
    last = noun.left_edge.i > 0 and noun.doc[noun.left_edge.i - 1].dep_ == "cc"
    if not to_do or asking.i > noun.i or not (verb.dep_ == "conj" or last):
        return
    post = next((c for c in asking.children if c.lower_ in ("for", "on") and c.i < noun.i), None)
    first = child(post, "pobj") if post is not None else None
    if post is None or first is None:
        return
    for c in [c for c in first.children if c.dep_ == "appos"]:
        c.dep_ = "conj"
    for c in [c for c in asking.children if c.dep_ in ("cc", "punct") and post.i < c.i < noun.i]:
        c.doc.hang(c, first, c.dep_)
    noun.doc.hang(noun, first, "conj")
    noun.doc.hang(verb, first, "relcl")


def _object_before_comma(doc: Any, noun: Any) -> None:
    """Give a fronted clause the object that was taken for the subject of the main clause.

    "If Russia invades Ukraine, the United States would respond": *Ukraine* is invaded and does not
    respond. Not "If it rains, Ukraine, the United States and Canada would respond".
    """
    main, left = noun.head, noun.left_edge.i
    verb = doc[left - 1] if left else None
    if verb is None or verb.pos_ != "VERB" or verb.dep_ != "advcl" or verb.head != main:
        return
    mark = child(verb, "mark", "advmod")
    if mark is None or mark.lower_ not in _OPENERS or child(verb, "dobj") is not None:
        return
    if noun.i + 1 >= len(doc) or doc[noun.i + 1].text != ",":
        return
    actor = next(
        (c for c in noun.children if c.dep_ in ("appos", "conj") and c.i > noun.i + 1), None
    )
    if actor is None:
        return
    label = noun.dep_
    for mark in [c for c in noun.children if c.i > noun.i and c.is_punct]:
        doc.hang(mark, main, mark.dep_)
    doc.hang(actor, main, label)
    doc.hang(noun, verb, "dobj")
