"""What matters most of what was said, where no model says it: in order of weight, in whole words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.briefing.horizons import sentence_around
from detente.briefing.lexicon import words
from detente.briefing.positions import NOBODY, WITHOUT_POSITION, Positions
from detente.briefing.stances import (
    ASKS,
    BY_ACT,
    VAGUE,
    Entry,
    begins_with_cue,
    shows,
    to_everybody,
)
from detente.briefing.statements import BINDING, extent, named_targets, party_of
from detente.briefing.text import clean
from detente.drafting.lexicon import is_stative
from detente.evidence import Actor, Document, Span, Statement

Lead = Literal["full", "name", "none"]
#: What tells most about a party, first, and what each is worth.
WEIGHTS = {
    "threatens": 6, "demands": 6, "refuses": 6, "offers": 6, "opposes": 5, "offers not to": 5,
    "promises": 5, "announces": 5, "does": 4, "agrees": 4, "accuses": 3, "supports": 3, "says": 2,
}  # fmt: skip
#: What words are worth that tie a deed to a condition, that name whom they are for, that show what they do, that bind.
_TIED, _AIMED, _SHOWN, _BOUND = 3.0, 2.0, 1.0, 1.5
#: What it costs to be heard a second time, to point elsewhere, to be a few words, to be of doubtful origin.
_AGAIN, _VAGUE, _SCANT, _DOUBTFUL, _LATE = 3.0, 6.0, 3.0, 2.0, 2.0
#: Quoted words from which a statement tells something by itself.
TELLING = 5
#: Characters before words, among which the verb stands that reports them.
_BEFORE = 30
#: Characters up to which a condition is told with what lies between its halves.
_LONG = 220
#: What is no name of anybody: "this escalation", "another 7%", pieces of a quotation.
NO_NAME = re.compile(
    r"^(?:this|that|these|those|which|such|another)\b|[“”]|\d ?(?:%|per ?cent\b)", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:it|they|he|she|we|i|this|that|these|those)\b", re.IGNORECASE)
#: What stands before a name at the beginning of a sentence.
_BEGINS = re.compile(r"^(?:(?:the|even|also|but|and|now|however|meanwhile),? )+", re.IGNORECASE)
_OFFICE = r"(?:(?:[A-Z][\w.’'-]*|of|for|the|and) ){0,6}"
#: Words of somebody that are quoted before others are told in the same sentence.
_CLOSED = re.compile(r"[”\"]|[,.!?]['’](?=\s)")
#: A sentence within a quotation.
_SENTENCE = re.compile(r"[^\s].*?(?:(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St))(?<!\bMrs)[.!?][\"”’']?(?=\s|$)|$)", re.DOTALL)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement worth a line: whose, what it does (``says`` where its words do not show it), its words.

    ``lead`` is what stands before the words: who speaks and does what, only who, or nothing where they
    are a sentence of the document that names the speaker.
    """

    party: str
    kind: str
    document: Document
    statement: Statement
    words: Span
    lead: Lead


def weightiest(
    statements: Sequence[tuple[Document, Statement]], table: Positions, most: int
) -> tuple[Told, ...]:
    """Choose what is told first: what weighs most, each party before anybody's second.

    Parameters
    ----------
    statements : sequence of (Document, Statement)
        Among which to choose.
    table : Positions
        What positions they take.
    most : int
        How many at most.
    """
    entries: dict[tuple[str, str], list[Entry]] = {}
    for issue in table.issues:
        for entry in issue.entries:
            entries.setdefault((entry.document.id, entry.statement.id), []).append(entry)
    documents = list({document.id: document for document, _ in statements}.values())
    everything = [
        (document, statement)
        for document in documents
        for statement in document.statements
        if statement.layer not in ("author", "interpreted")
    ]
    found = [
        told
        for document, statement in everything
        for told in _told(document, statement, entries.get((document.id, statement.id), []), table)
    ]
    voices = Counter(told.party for told in found)
    weights = [_weight(told) + min(voices[told.party], 4) / 4 for told in found]
    chosen: list[Told] = []
    while len(chosen) < most and len(chosen) < len(found):
        heard = Counter(told.party for told in chosen)
        taken = [told.words for told in chosen]
        best = max(
            (
                place
                for place, told in enumerate(found)
                if not any(meets(told.words, other) for other in taken)
                and not (heard[told.party] and _only_says(told))
            ),
            key=lambda place: weights[place] - _AGAIN * heard[found[place].party],
            default=None,
        )
        if best is None:
            break
        chosen.append(found[best])
    return tuple(chosen)


def _only_says(told: Told) -> bool:
    """Whether words tell what is so, and nothing that anybody wants, blames, does or will do."""
    return told.kind == "says" and told.statement.act == "STATE"


def meets(one: Span, other: Span) -> bool:
    """Whether two stretches of one document have words in common."""
    return one.start < other.end and other.start < one.end


def _told(
    document: Document,
    statement: Statement,
    entries: Sequence[Entry],
    table: Positions,
) -> Iterator[Told]:
    """Yield a statement with what it does and its words, where a named party makes it."""
    party = entries[0].party if entries else party_of(document, statement)
    actor = next((actor for actor in document.actors if actor.id == party), None)
    if actor is None or party in (None, NOBODY) or NO_NAME.search(clean(actor.name)):
        return
    if actor.kind in WITHOUT_POSITION and table.issues and not _stands_up(actor, statement):
        return
    if actor.kind in (None, "body") and actor.id not in table.able:
        return  # "the content of the resolution" says nothing
    entry = min(entries, key=lambda e: list(WEIGHTS).index(e.kind), default=None)
    told, lead = _words(document, statement, entry)
    if _repeats(document.title, told.text) or to_everybody(told.text):
        return
    names = [clean(name).casefold() for name in (actor.name, *actor.aliases)]
    if statement.speaker is not None:
        names += [statement.speaker.name.casefold(), statement.speaker.name.casefold().split()[-1]]
    if lead == "none" and not any(name in clean(told.text).casefold() for name in names):
        lead = "name"
    if lead == "full" and statement.quote is None:
        around = sentence_around(document.text, told.start, told.end)
        if _opens_with(around.text, names) and len(around.text) <= _LONG:
            told, lead = around, "none"  # the sentence says itself who says it, and how
        elif _opens_with(told.text, names):
            told, lead = (told if _PRONOUN.match(around.text) else around), "none"
    start = told.start if lead != "full" else max(0, told.start - _BEFORE)
    with_verb = clean(document.text[start : told.end])  # "demanded that they yield"
    kinds = [entry.kind] if entry is not None else []
    # Who "would not interpret that so" refuses nothing.
    deeds = statement.act != "REJECT" or not any(
        map(is_stative, (e.predicate for e in statement.events))
    )
    kinds += [
        kind for kind in (BY_ACT.get(statement.act, ""),) if kind and deeds and lead == "full"
    ]
    yield Told(
        party=actor.id,
        kind=next((kind for kind in kinds if shows(kind, with_verb)), "says"),
        document=document,
        statement=statement,
        words=told,
        lead=lead,
    )


def _repeats(title: str | None, said: str) -> bool:
    """Whether words stand in the title, under which the page is read."""
    return bool(title) and clean(said).rstrip(".") in clean(title or "")


def _stands_up(actor: Actor, statement: Statement) -> bool:
    """Whether people who are no body take a position all the same: "residents vowed to block the road"."""
    return actor.kind == "public" and statement.act in BINDING | {"PROTEST"}


def _opens_with(said: str, names: Sequence[str]) -> bool:
    """Whether words begin with the name of who says them, which need not stand before them again.

    An office before the name goes with it: "Velian Prime Minister Ann Orl said …".
    """
    begin = _BEGINS.sub("", clean(said))
    return any(
        re.match(rf"{_OFFICE}(?i:{re.escape(_BEGINS.sub('', name))})\b", begin)
        for name in names
        if name
    )


def _words(document: Document, statement: Statement, entry: Entry | None) -> tuple[Span, Lead]:
    """Return the words of a statement, and what has to stand before them.

    Of a speech it is the sentence that tells most. What lacks its subject ("condemning the attack", a few
    quoted words) is told with its sentence, but where that begins with what somebody else is quoted as saying.
    """
    said = statement.quote or statement.span
    around = sentence_around(document.text, said.start, said.end)
    lead: Lead = "name" if _PRONOUN.match(around.text) else "none"
    if _lacks_subject(statement, said):
        if statement.quote is None and _CLOSED.search(document.text[around.start : said.start]):
            return said, "full"
        if lead == "name" and entry is not None and entry.deed and statement.quote is None:
            start = (
                entry.words.start
            )  # "He called for | the withdrawal", "it asked | to have it back"
            start -= len("to ") * document.text[:start].endswith(" to ")
            return Span(start, around.end, document.text[start : around.end]), "full"
        return around, lead
    if statement.quote is None and said.end - said.start >= len(around.text.rstrip(".")):
        return around, lead
    all_of_it = extent(document, statement)
    if statement.quote is None or statement.conditions:
        return said if len(all_of_it.text) > max(_LONG, len(said.text)) else all_of_it, "full"
    sentences = [
        Span(said.start + m.start(), said.start + m.end(), m.group())
        for m in _SENTENCE.finditer(said.text)
        if len(m.group().split()) >= TELLING
    ]
    telling = max(
        sentences,
        key=lambda s: (entry is not None and meets(s, entry.words), _tells(s.text), len(s.text)),
        default=all_of_it,
    )
    return telling, "full"


def _tells(said: str) -> bool:
    """Whether words show that somebody wants, will or will not do something."""
    return any(shows(kind, said) for kind in ("threatens", "demands", "refuses", "offers"))


def _lacks_subject(statement: Statement, said: Span) -> bool:
    """Whether words begin with their verb, tell only what is wanted, or are a few out of a sentence."""
    if len(said.text.split()) < TELLING:
        return True
    asked = any(  # "the government | to withdraw the rules": what somebody wants of another
        said.text[: event.phrase.start - said.start].endswith(" to ") and event.modality == "asked"
        for event in statement.events[:1]
    )
    if asked or said.text[:1].isupper():
        return asked
    first = said.text.split(" ", 1)[0]
    verbs = [event.predicate.removesuffix("e") for event in statement.events]
    starts = any(event.phrase.start == said.start for event in statement.events)
    inflected = first.endswith("ing") or any(verb and first.startswith(verb) for verb in verbs)
    return starts or inflected or first in words("told", "verbs") or begins_with_cue(said.text)


def _weight(told: Told) -> float:
    """Say how much a statement matters to somebody who has a minute."""
    statement, said = told.statement, told.words.text
    tied = any(c.kind != "dependence" and c.condition.text for c in statement.conditions)
    weight = WEIGHTS[told.kind] + _SHOWN * (told.kind != "says" or _tells(said))
    weight += _BOUND * (told.kind == "says" and statement.act in BINDING)
    weight += _TIED * tied + _AIMED * bool(named_targets(statement))
    weight -= _VAGUE * (VAGUE.search(said) is not None and not tied)
    weight -= _SCANT * (len(said.split()) < TELLING or "?" in said or ASKS.search(said) is not None)
    weight -= _DOUBTFUL * any("speaker" in note for note in statement.notes)
    return weight - _LATE * statement.span.start / max(len(told.document.text), 1)
