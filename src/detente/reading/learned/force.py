"""Whether words really do what the rules take them for: a learned doubt about the act of a statement.

A logistic regression over what the rules found, how the words are told and what stands in them; no feature is
a word of a text. It only takes force away, never gives it: an act that is none is worse than one not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import TYPE_CHECKING, Any

from detente.reading.deeds import is_stoppage
from detente.reading.learned.features import NOUNS, SUBJECTS, VERBS, bucket, noun_class
from detente.reading.learned.ranker import load_weights
from detente.reading.learned.vocabulary import vocabulary
from detente.reading.lexicon import lexicon

if TYPE_CHECKING:
    from detente.evidence import Event
    from detente.reading.drafts import Draft
    from detente.reading.telling import Told

_FINITE = ("VBZ", "VBP", "VBD", "MD")
_PEOPLE = ("PERSON", "ORG", "NORP", "GPE")
#: Modal verbs by what they do.
_MODALS = {
    "will": "will", "wo": "will", "'ll": "will", "’ll": "will", "shall": "will", "would": "would",
    "'d": "would", "’d": "would", "can": "can", "ca": "can", "could": "could", "may": "could",
    "might": "could", "must": "must", "should": "should", "ought": "should",
}  # fmt: skip


#: A probability below which an act that the rules found is none.
LEAST = 0.4


def stands(draft: Draft, told: Told, act: str) -> bool:
    """Whether a statement performs an act that the rules found, as far as is known of its kind.

    Words that nobody reports (a turn of a transcript, the author's own) are left to the rules: none such
    were learned from.
    """
    if draft.layer == "author" or draft.rule == "label":
        return True
    if draft.cue is not None and draft.cue.kind == "deed" and any(map(is_stoppage, draft.tokens)):
        return True  # "staff have been on strike": the noun says what is done
    if told.conditions and draft.quote is None:
        return True  # a reported "would … if": the heart of an offer or threat, and rare in what was learned from
    weights = load_weights("force.json")
    score = sum([weights[f] for f in features_of(draft, told, act) if f in weights])
    return 1 / (1 + exp(-max(score, -50.0))) >= LEAST


def features_of(draft: Draft, told: Told, act: str) -> list[str]:
    """Return the features of a statement that the rules take for an act."""
    found = ["b:1", f"a:{act}"]
    for feature in (
        *_telling(draft, act),
        *_deeds(told),
        *_words(draft),
        *_terms(told),
    ):
        found += [feature, f"{feature}|{act}"]
    return found


def _telling(draft: Draft, act: str) -> Iterator[str]:
    """Tell of the verb that reports, who speaks, and how the words are marked."""
    cue, words = draft.cue, vocabulary()
    yield f"layer:{draft.layer}"
    whole = draft.quote is None or draft.tokens[0].is_sent_start or len(draft.tokens) > 8
    yield f"marks:{draft.quote is not None} {whole}"
    yield f"who:{_party(draft)}"
    if cue is None:
        yield "cue:none"
        return
    outside = cue.token not in draft.tokens
    named = "same" if cue.act == act else "other" if cue.act not in (None, "STATE") else "none"
    yield f"cue:{cue.kind} {named} {'out' if outside else 'in'}"
    yield f"tag:{named} {cue.token.tag_}"
    yield f"dep:{named} {cue.token.dep_}"
    yield f"clause:{named} {_complement(cue.token)}"
    source = cue.source
    if source is not None and source.doc == cue.token.doc:
        side = "<" if source.i > cue.token.i else ">"
        yield f"src:{named} {noun_class(source, words)}"
        yield f"side:{named} {source.dep_} {side}"
    yield f"verb:{named} {_sort(cue.lemma)}"
    denied = any(c.dep_ == "neg" for c in cue.token.children)
    if denied:
        yield f"denied:{named}"


def _party(draft: Draft) -> str:
    speaker = draft.speaker
    if speaker is None:
        return "none"
    state = len(speaker.id) == 3 and speaker.id.isupper()
    return "state" if state else "other"


def _complement(verb: Any) -> str:
    """Return what a verb of speech takes."""
    for c in verb.children:
        if c.dep_ in ("ccomp", "xcomp"):
            return f"{c.dep_} {c.tag_ if c.tag_ in ('VBG', 'VB') else ''}"
    for c in verb.children:
        if c.dep_ in ("dobj", "prep"):
            kind = "someone" if c.ent_type_ in _PEOPLE else c.pos_
            return f"{c.dep_} {kind if c.dep_ == 'dobj' else ''}"
    return "bare"


def _deeds(told: Told) -> Iterator[str]:
    """Tell of the first deed that the words tell, and of the first that has force."""
    if not told.main:
        yield "deed:none"
        return
    number = next((n for n in range(told.main) if told.events[n].force != "state"), 0)
    event, clause = told.events[number], told.clauses[number]
    agent = "none" if event.agent is None else "self" if event.agent == told.speaker else "other"
    yield f"deed:{event.force} {agent}"
    yield f"when:{event.time} {event.modality}"
    yield f"pol:{event.polarity} {event.tone}"
    yield f"met:{_met(event, told)}"
    yield f"rank:{min(number, 2)} {min(told.main, 3)}"
    yield f"sort:{_sort(clause.verb.lemma_.lower())}"
    yield f"form:{clause.verb.tag_} {'noun' if clause.noun else ''}"
    subject = clause.subject
    kind = "none" if subject is None else noun_class(subject, vocabulary())
    yield f"subj:{kind}"
    if clause.imperative:
        yield "imperative:1"
    if clause.asked_by_modal:
        yield "modal:1"
    if clause.by is not None:
        yield "by:1"
    if clause.aspect:
        yield f"aspect:{clause.aspect}"


def _met(event: Event, told: Told) -> str:
    if event.patient is None:
        return "none"
    return "self" if event.patient == told.speaker else "other"


def _sort(lemma: str) -> str:
    """Return what our word lists say of a verb."""
    words = lexicon()
    if lemma in words.events.stative:
        return "stative"
    if lemma in words.harming:
        return "harming"
    if (carried := words.events.carrier(lemma)) is not None:
        return carried
    if lemma in words.deeds:
        return "deed"
    if lemma in words.neutral or lemma in words.cue_acts:
        return "saying"
    return "be" if lemma == "be" else "other"


def _words(draft: Draft) -> Iterator[str]:
    """Tell of the words themselves."""
    tokens = draft.tokens
    yield f"len:{bucket(len(tokens), (2, 4, 8, 14, 25, 45))}"
    finite = any(t.tag_ in _FINITE for t in tokens)
    yield f"finite:{finite} {draft.quote is not None}"
    for modal in sorted({m for t in tokens if t.tag_ == "MD" and (m := _MODALS.get(t.lower_))}):
        yield f"md:{modal}"
    if tokens[-1].text == "?" or any(t.text == "?" for t in tokens):
        yield "asks:1"
    if any(t.dep_ == "neg" for t in tokens):
        yield "neg:1"
    lower = {t.lower_ for t in tokens}
    for name, group in (
        ("I", ("i", "me", "my")),
        ("we", ("we", "us", "our")),
        ("you", ("you", "your")),
    ):
        if lower.intersection(group):
            yield f"says:{name}"
    quoted = draft.quote is not None  # in a report "would" may only be "will" told
    if quoted and any(t.lower_ in ("would", "'d", "’d", "were") for t in tokens) and "if" in lower:
        yield "unreal:1"
    root = next((t for t in tokens if t.head == t or t.head not in tokens), tokens[0])
    yield f"root:{root.tag_ if root.pos_ in VERBS else 'N' if root.pos_ in NOUNS else root.pos_}"
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    yield f"rs:{noun_class(subject, vocabulary()) if subject is not None else 'none'}"
    if any(t.ent_type_ in ("PERCENT", "CARDINAL") for t in tokens[:6]):
        yield "counts:1"


def _terms(told: Told) -> Iterator[str]:
    """Tell of conditions."""
    if not told.conditions:
        yield "if:none"
        return
    first = told.conditions[0]
    whose = [
        "none" if by is None else "self" if by == told.speaker else "other"
        for by in (first.condition_by, first.consequence_by)
    ]
    yield f"if:{first.kind}"
    yield f"ifby:{whose[0]} {whose[1]}"
    yield f"ifs:{first.kind} {first.sense}"
