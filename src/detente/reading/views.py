"""What is not said by a party: views of others, deeds as reported, the writer’s own claims."""

from __future__ import annotations

from typing import Any

from detente.actors import is_actor_noun, is_holder
from detente.reading.attribution import Cue
from detente.reading.clauses import (
    clause_edges,
    own_clause,
)
from detente.reading.deed_grammar import deadline_set
from detente.reading.deeds import deed_act, is_stoppage, spoken_act, stopped_by, workers_of
from detente.reading.drafts import Draft, Reading
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.spurning import defied
from detente.reading.syntax import child, is_negated, subject_of, trim_edges
from detente.reading.undertakings import asked_for, demands_of, undertaken

MODALS = ("will", "would", "shall", "should", "must", "can", "could", "may", "might", "'ll", "’ll")

#: Adverbs by which a writer guesses.
_GUESSING = frozenset(
    ("likely", "probably", "apparently", "presumably", "seemingly", "perhaps", "possibly")
)
_SEEMING = ("appear", "seem")


def read_interpretation(reading: Reading, parsed: Parsed, sentence: Any, held: set[int]) -> bool:
    """File "X is widely seen as Y", "some observers read X as Y"."""
    words = lexicon().layers
    doc = parsed.doc
    for token in sentence:
        if token.pos_ != "VERB" or token.lemma_.lower() not in words["perception"]:
            continue
        subject = subject_of(token)
        passive = token.tag_ == "VBN" and child(token, "auxpass") is not None
        holder = subject is not None and not passive and (is_holder(subject) or _is_some(subject))
        thing = child(token, "dobj")
        near = [*token.children, *(thing.children if thing is not None else ())]
        as_what = any(c.lower_ == "as" for c in near)
        if passive and any(c.lower_ in ("will", "would", "shall") for c in token.children):
            continue  # "will be treated as an attack": what somebody is going to do
        if passive:
            agent = child(token, "agent")
            source = child(agent, "pobj") if agent is not None else None
            if not (
                as_what or (child(token, "xcomp") is not None and token.lemma_ in words["belief"])
            ):
                continue
            if source is not None and not is_holder(source) and source.pos_ in ("PROPN", "PRON"):
                continue
            if source is None and _is_told(token):
                continue  # "Holm said a deal was expected": Holm's words
        elif holder and (as_what or child(token, "ccomp") is not None):
            source = subject
        else:
            continue
        content = child(token, "ccomp")
        if holder and not as_what and content is not None:
            first, last = clause_edges(doc, content, {}, held, None)
            if token.lemma_.lower() in words["as_verbs"]:
                first, last = trim_edges(doc, sentence.start, sentence.end - 1)
        else:
            first, last = trim_edges(doc, sentence.start, sentence.end - 1)
        if held & set(range(first, token.i)):
            auxiliary = child(token, "auxpass")
            first = auxiliary.i if auxiliary is not None else token.i
        if held & set(range(token.i, last + 1)):
            return False
        start, end = parsed.place(first, last)
        speaker = reading.cast.resolve(parsed, source) if source is not None else None
        adverb = doc[token.i - 1] if doc[token.i - 1].tag_ == "RB" else token
        reading.drafts.append(
            Draft(
                "interpreted",
                start,
                end,
                [doc[i] for i in range(first, last + 1)],
                parsed,
                Cue(token, token.lemma_.lower(), None, source),
                None,
                speaker,
                rule="perception",
                hedge=adverb.text,
            )
        )
        return True
    return False


def _is_told(verb: Any) -> bool:
    """Whether somebody says what a verb tells: it stands under a verb of speech with a subject."""
    telling = lexicon().telling
    return any(
        above.lemma_.lower() in telling and subject_of(above) is not None
        for above in verb.ancestors
        if above.pos_ == "VERB"
    )


def _is_some(subject: Any) -> bool:
    """Whether a subject names unnamed people who only have a view: "some parishioners"."""
    few = lexicon().layers["plural_only"]
    if subject.lower_ in few:
        return bool(subject.lower_ != "people")
    return subject.tag_ == "NNS" and any(
        c.lower_ in few for c in subject.children if c.dep_ in ("det", "amod")
    )


def read_deed(reading: Reading, parsed: Parsed, sentence: Any, held: set[int]) -> None:
    """File what a party is reported to have done, when the verb names an act without doubt."""
    doc = parsed.doc
    root = sentence.root
    if root.pos_ not in ("VERB", "AUX") or root.i in held:
        return
    verbs = [root, *(c for c in root.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))]
    for verb in verbs:
        act = deed_act(verb) or spoken_act(verb)
        source = subject_of(verb)
        act = "REJECT" if act is None and defied(verb) else act
        if (workers := stopped_by(verb)) is not None:
            act, source = "PROTEST", workers
        if (asking := demands_of(verb)) is not None:
            act, source = "REQUEST", asking
        ahead = undertaken(verb)
        if ahead is not None:
            act = ahead[1]
            source = workers_of(source) if source is not None and is_stoppage(source) else source
        elif asked_for(verb) and guess_in(verb) is None:
            act = "REQUEST"
        if act is None or source is None or is_negated(verb):
            continue
        if ahead is None and any(c.dep_ == "aux" and c.lower_ in MODALS for c in verb.children):
            continue
        passive = child(verb, "auxpass") is not None or child(verb, "nsubjpass") is not None
        if ahead is None and passive:
            agent = child(verb, "agent")
            source = child(agent, "pobj") if agent is not None else None
        if source is None:
            continue
        named = act != "CONSULT" and is_actor_noun(source)  # whom somebody visited may be anyone
        if not (named or is_party(reading, parsed, source)):
            continue
        first, last = own_clause(doc, verb)
        if held & set(range(first, last + 1)):
            continue
        file_deed(reading, parsed, verb, act, source, (first, last))


def file_deed(
    reading: Reading, parsed: Parsed, told: Any, act: str, source: Any, edges: tuple[int, int]
) -> None:
    """File a deed told by a verb or noun as its doer's, where it is known who that is.

    Parameters
    ----------
    reading : Reading
    parsed : Parsed
    told : token
        The verb or noun that tells the deed.
    act : str
    source : token
        Who does it.
    edges : tuple of int
        The first and the last token about it.
    """
    speaker = reading.cast.resolve(parsed, source)
    if speaker is None:
        return
    first, last = edges
    tokens = [parsed.doc[i] for i in range(first, last + 1)]
    ordered = deadline_set(told)
    whom = ordered[0] if ordered is not None else child(told, "dobj")
    cue = Cue(told, told.lemma_.lower(), act, source, kind="deed", addressee=whom)
    start, end = parsed.place(first, last)
    reading.drafts.append(
        Draft("reported", start, end, tokens, parsed, cue, None, speaker, rule="deed")
    )


def is_party(reading: Reading, parsed: Parsed, source: Any) -> bool:
    """Whether a noun names somebody who can be a party: a known name, a body, people in the plural."""
    start, end = parsed.place(source.left_edge.i, source.right_edge.i)
    if reading.cast.between(start, end):
        return True
    words = lexicon().layers
    lemma = source.lemma_.lower()
    many = words["people"] | words["collectives"] | words["workers"]
    if source.tag_ == "NNS" and (lemma in many or source.lower_ in many):
        return True  # "Prison officers", "Parents", "Villagers"
    group = words["collectives"] | words["bodies"] | words["apart"] | {"staff", "crew"}
    return source.ent_type_ in ("PERSON", "ORG", "GPE") or lemma in group


def guess_in(verb: Any) -> Any | None:
    """Return the word by which a writer guesses what somebody means to do, or None.

    "likely intends to", "is probably hoping to force", "appears to be preparing to cut", "may be trying to split".
    """
    aims = lexicon().layers["aims"]
    word = verb
    while True:
        for c in word.children:
            may = c.dep_ == "aux" and c.lower_ in ("may", "might") and word.lemma_ in aims
            if c.lower_ in _GUESSING or may:
                return c
        if word != verb and (word.lower_ in _GUESSING or word.lemma_ in _SEEMING):
            return word
        if word.dep_ != "xcomp":
            return None
        word = word.head


def read_author(
    reading: Reading, parsed: Parsed, sentence: Any, held: set[int], cues: list[Cue]
) -> None:
    """File the writer's own claim, where it says what would follow or what somebody is after."""
    words = lexicon().layers
    doc = parsed.doc
    root = sentence.root
    if any(c.kind != "noun" and guess_in(c.token) is None for c in cues):
        return
    subject = child(root, "nsubj")
    after = child(root, "xcomp") if root.lemma_ in _SEEMING else root
    aims = after is not None and after.lemma_.lower() in words["aims"]
    aim = guess_in(after) if aims and subject is not None and subject.pos_ == "PROPN" else None
    if aim is None and not reading.cast.between(*parsed.place(sentence.start, sentence.end - 1)):
        return
    hedge = aim or next(
        (t for t in sentence if t.lower_ in _GUESSING - {"perhaps", "possibly"}), None
    )
    modal = next(
        (
            c
            for c in root.children
            if c.dep_ == "aux" and c.lower_ in ("would", "could", "may", "might")
        ),
        None,
    )
    claims = root.lemma_.lower() in words["author_verbs"] and (
        modal is not None or root.lemma_ == "risk"
    )
    party = aim is not None or (subject is not None and is_party(reading, parsed, subject))
    if not claims and not (hedge is not None and party):
        return
    first, last = trim_edges(doc, sentence.start, sentence.end - 1)
    if subject is not None:
        first = subject.left_edge.i
    if any(doc[i].lower_ == "works" and i in held for i in range(first, last + 1)):
        return
    start, end = parsed.place(first, last)
    tokens = [doc[i] for i in range(first, last + 1)]
    word = hedge or modal or root
    reading.drafts.append(
        Draft(
            "author",
            start,
            end,
            tokens,
            parsed,
            None,
            None,
            None,
            rule="author",
            hedge=word.text,
            act="STATE",
        )
    )
