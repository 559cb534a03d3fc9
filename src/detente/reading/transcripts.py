"""Transcripts: who speaks is told by a label before the words, "PRESIDENT KOVAC: If they …".

The words of a turn are quoted without marks. Sentences in which nothing is done with words (no
condition, no act beyond a statement) are left to the text; questions of journalists are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.evidence import Mention
from detente.reading.acts import act_of
from detente.reading.drafts import Draft, Reading
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.modality import FUTURE
from detente.reading.nouns import slug
from detente.reading.paragraphs import Paragraph
from detente.reading.parties import party_of_person
from detente.reading.spans import make_span

if TYPE_CHECKING:
    from detente.reading.cast import Cast

_LABEL = re.compile(r"((?:[A-Z][\w.'’-]*|of|the|and|for|de|von|van|al)(?: (?:[A-Z][\w.'’-]*|of|the|and|for|de|von|van|al)){0,6})(?: \([^()\n]{1,40}\))?:\s+(?=\S)")  # fmt: skip
#: What is said to be polite, or to be heard.
_COURTESY = re.compile(
    r"(?:thank|thanks|welcome|good (?:morning|afternoon|evening)|let me|ladies|dear)\b", re.I
)
_ASKING = frozenset(
    "q question reporter journalist interviewer moderator host operator audience anchor".split()  # noqa: SIM905
)
#: Noted where the party of a label follows only from what the two speakers say.
INFERRED_PARTY = "speaker's party inferred"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says: where the label stands, and the paragraphs that follow it."""

    label: tuple[int, int]
    words: tuple[Paragraph, ...]


def find_turns(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the turns of a transcript; none when the text is no transcript.

    A text is one when labels open at least three paragraphs, and more than half of those that
    stand between the first and the last, and some label comes again or all are in capitals.
    """
    found = [_LABEL.match(text, block.start, block.end) for block in blocks]
    labels = [text[slice(*match.span(1))] for match in found if match]
    if len(labels) < 3:
        return []
    numbers = [n for n, match in enumerate(found) if match]
    inside = numbers[-1] - numbers[0] + 1
    again = len(set(labels)) < len(labels) or all(label.isupper() for label in labels)
    if not again or len(labels) * 2 <= inside or len(set(labels)) < 2:
        return []
    turns: list[Turn] = []
    for number in range(numbers[0], len(blocks)):
        block, match = blocks[number], found[number]
        if match is not None:
            opened = replace(block, start=match.end())
            turns.append(Turn(match.span(1), (opened,)))
        else:
            turns[-1] = replace(turns[-1], words=(*turns[-1].words, block))
    return turns


def read_turns(reading: Reading, turns: list[Turn], parsed: list[list[Parsed]]) -> None:
    """File what the speakers of a transcript say; conditions are attached by the caller."""
    speakers = _speakers(reading, turns, parsed)
    for turn, parts in zip(turns, parsed, strict=True):
        found = speakers.get(reading.text[slice(*turn.label)])
        if found is None:
            continue
        speaker, inferred = found
        span = make_span(reading.text, *turn.label)
        for part in parts:
            for sentence in part.doc.sents:
                tokens = [t for t in sentence if not t.is_space]
                if len(tokens) < 3 or tokens[-1].text == "?":
                    continue
                start, end = part.place(tokens[0].i, tokens[-1].i)
                if _COURTESY.match(reading.text, start):
                    continue
                mention = Mention(speaker.id, speaker.name, span)
                quote = (start, end)
                draft = Draft(
                    "quoted", start, end, tokens, part, None, quote, mention, rule="label"
                )
                draft.notes += [INFERRED_PARTY] if inferred else []
                reading.drafts.append(draft)


def drop_plain(reading: Reading, begin: int) -> None:
    """Leave out the sentences of a transcript that only state something."""
    kept = [d for d in reading.drafts[begin:] if d.conditions or act_of(d) != "STATE"]
    reading.drafts[begin:] = kept


def _speakers(
    reading: Reading, turns: list[Turn], parsed: list[list[Parsed]]
) -> dict[str, tuple[Mention, bool]]:
    """Return whom each label names, and whether that had to be inferred."""
    text, cast = reading.text, reading.cast
    labels: dict[str, tuple[int, int]] = {}
    for turn in turns:
        labels.setdefault(text[slice(*turn.label)], turn.label)
    own: dict[str, Counter[str]] = {label: Counter() for label in labels}
    asked: dict[str, Counter[str]] = {label: Counter() for label in labels}
    for turn, parts in zip(turns, parsed, strict=True):
        for part in parts:
            for name, intends in _named_subjects(cast, part):
                (own if intends else asked)[text[slice(*turn.label)]][name] += 1
    found: dict[str, tuple[Mention, bool]] = {}
    for label, place in labels.items():
        if slug(label).split("-")[0] in _ASKING or _is_outlet(cast, place):
            continue
        name = _name(label)
        party = _party(cast, name, place)
        if party is None and own[label]:
            party = own[label].most_common(1)[0][0]  # "Borduria will not withdraw"
        found[label] = Mention(party or slug(name), name), False
    if len(found) == 2:
        (one, (first, _)), (two, (second, _)) = found.items()
        for label, mention, other in ((one, first, second), (two, second, first)):
            opposite = two if label == one else one
            named = [n for n in asked[opposite] if n not in (other.id, mention.id)]
            if (
                mention.id == slug(mention.name)
                and other.id != slug(other.name)
                and len(named) == 1
            ):
                found[label] = Mention(named[0], mention.name), True
    return found


def _named_subjects(cast: Cast, parsed: Parsed) -> list[tuple[str, bool]]:
    """Return the bodies that act in a turn, and whether the speaker tells what they intend."""
    found = []
    for token in parsed.doc:
        if token.dep_ != "nsubj" or token.pos_ != "PROPN":
            continue
        start, end = parsed.place(token.left_edge.i, token.i)
        known = [s.actor.id for s in cast.between(start, end)]
        words = cast.text[start:end].removeprefix("the ").removeprefix("The ")
        party = known[0] if known else cast.bodies.get(words, slug(words))
        verb = token.head
        main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        found.append((party, main and any(c.lower_ in FUTURE for c in verb.children)))
    return found


def _is_outlet(cast: Cast, place: tuple[int, int]) -> bool:
    return any(s.actor.kind == "outlet" for s in cast.between(*place))


def _name(label: str) -> str:
    """Return a label in the case of names: "PRESIDENT KOVAC" is President Kovac."""
    small = ("of", "the", "and", "for", "de", "von", "van", "al")
    words = [w if w.lower() in small else w[:1] + w[1:].lower() for w in label.split()]
    return " ".join(words) if label.isupper() else label


def _party(cast: Cast, name: str, place: tuple[int, int]) -> str | None:
    """Return the party of a label: a body it names, a known person, or what the text says of one."""
    sighted = cast.between(*place)
    if sighted:
        return sighted[0].actor.id
    titles = lexicon().layers["titles"]
    person = " ".join(w for w in name.split() if w.lower().strip(".") not in titles)
    if not person:
        return None
    known = party_of_person(person) or (cast.people[person].id if person in cast.people else None)
    if known is not None and known != slug(person):
        return known
    last = re.escape(person.split()[-1])
    for pattern in (
        rf"\b(?i:{last}) of (?:the )?([A-Z][\w-]+)",
        rf"\b([A-Z][\w-]+)['’]s (?:\w+ ){{1,4}}(?:[A-Z][\w-]+ )?(?i:{last})\b",
    ):
        said = re.search(pattern, cast.text)
        if said is not None:
            named = cast.between(*said.span(1))
            return named[0].actor.id if named else slug(said.group(1))
    return None
