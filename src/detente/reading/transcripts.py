"""Transcripts and statements: a label or a title tells who speaks, and marks are left out.

"PRESIDENT KOVAC: If they …" opens a turn; under "Statement by the Ministry of …" or "Open letter from
the residents …" the whole text is the speaker's own. The words count as quoted. Sentences in which nothing is done with words (no
condition, no act beyond a statement) are left to the text; questions of journalists are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.actors import Registry, slug
from detente.evidence import Mention
from detente.reading.acts import act_of
from detente.reading.attribution import Cue, find_cues
from detente.reading.drafts import Draft, Reading
from detente.reading.kinds import OWN
from detente.reading.language import Parsed
from detente.reading.lexicon import lexicon
from detente.reading.modality import FUTURE
from detente.reading.paragraphs import Paragraph
from detente.reading.spans import make_span

if TYPE_CHECKING:
    from detente.actors import Cast

#: Words of a name that are written small even in "Minister of Trade".
_SMALL = ("of", "the", "and", "for", "de", "von", "van", "al")
_WORD = rf"(?:[A-Z][\w.'’-]*|{'|'.join(_SMALL)})"
_LABEL = re.compile(rf"({_WORD}(?: {_WORD}){{0,6}})(?: \([^()\n]{{1,40}}\))?:\s+(?=\S)")
#: "Joint statement by …", "Open letter from the residents of Holm to Acme".
_OWN_TITLE = re.compile(
    r"\s*(?:[A-Z][\w-]* |[a-z]+ ){0,3}?(?:[Ss]tatement|[Dd]eclaration|[Cc]ommuniqu[eé]|[Ll]etter|[Rr]emarks|[Ss]peech"
    r"|[Aa]ddress|[Mm]essage)(?: of \d[^\n]{0,20})? (?:by|from|of) "
    r"((?:[Tt]he )?[A-Z][^\n,:;]{1,100}?)(?= (?:to|on|at|in|following|after|regarding|concerning) |[,:]|\s*$)",
    re.MULTILINE,
)
_TOLD = re.compile(r"\b(?:said|told|added|replied)\b")
#: What is said to be polite, or to be heard.
_COURTESY = re.compile(
    r"(?:thank|thanks|welcome|good (?:morning|afternoon|evening)|let me|ladies|dear)\b", re.I
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


def find_own_words(text: str, blocks: list[Paragraph]) -> list[Turn]:
    """Return the one turn of a text whose title names the speaker; none when somebody tells of it."""
    title = _OWN_TITLE.match(text)
    if title is None or _TOLD.search(text, 0, 4000):
        return []
    following = tuple(block for block in blocks if block.start >= title.end())
    return [Turn(title.span(1), following)] if following else []


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
            cues = find_cues(part)
            for sentence in part.doc.sents:
                tokens = [t for t in sentence if not t.is_space]
                if len(tokens) < 3 or tokens[-1].text == "?":
                    continue
                start, end = part.place(tokens[0].i, tokens[-1].i)
                if _COURTESY.match(reading.text, start):
                    continue
                mention = Mention(speaker.id, speaker.name, span)
                quote = (start, end)
                cue = _own_cue(reading, part, cues.get(sentence.root.i), speaker)
                draft = Draft("quoted", start, end, tokens, part, cue, quote, mention, rule="label")
                draft.notes += [INFERRED_PARTY] if inferred else []
                reading.drafts.append(draft)


def _own_cue(reading: Reading, parsed: Parsed, cue: Cue | None, speaker: Mention) -> Cue | None:
    """Return the verb by which a speaker names its own act: "we ask …", "Norland calls on …"."""
    if cue is None or cue.act is None or cue.source is None:
        return None
    if cue.source.lower_ in OWN:
        return cue
    named = reading.cast.resolve(parsed, cue.source)
    own = named is not None and (
        named.id == speaker.id or named.name.lower() in speaker.name.lower()
    )
    return cue if own else None


def drop_plain(reading: Reading, begin: int) -> None:
    """Leave out the sentences of a transcript that only state something."""
    for draft in reading.drafts[begin:]:
        draft.act = act_of(draft)
    kept = [d for d in reading.drafts[begin:] if d.conditions or d.act != "STATE"]
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
        if slug(label).split("-")[0] in lexicon().layers["asking"] or _is_outlet(cast, place):
            continue
        name = _name(label)
        party = _party(cast, name, place)
        if party is None and own[label]:
            party = own[label].most_common(1)[0][0]  # "Borduria will not withdraw"
        found[label] = Mention(party or slug(name), name), False
        _takes_its_names(cast, found[label][0])
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


def _takes_its_names(cast: Cast, speaker: Mention) -> None:
    """Let parts of a speaker's name mean the speaker: "the Ministry" under its own statement."""
    whole = speaker.name.lower()
    for body in [name for name in cast.bodies if name.lower() in whole]:
        cast.bodies[body] = speaker.id
    for name, person in list(cast.people.items()):
        if person.name.lower() in whole:
            cast.people[name] = replace(person, id=speaker.id)
    for entry in cast.subjects:
        if entry.kind == "body" and entry.mention.name.lower() in whole:
            entry.mention = replace(entry.mention, id=speaker.id)


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
    label = re.sub(r"^[Tt]he ", "", label)
    words = [w if w.lower() in _SMALL else w[:1] + w[1:].lower() for w in label.split()]
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
    known = Registry.default().person(person) or (
        cast.people[person].id if person in cast.people else None
    )
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
