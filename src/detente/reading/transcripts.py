"""What speakers say in texts without marks: transcripts, statements, communiqués, resolutions.

:mod:`detente.reading.forms` finds whose words stand where; here every sentence that says something of
the matter becomes a statement of its speaker, as if quoted. Questions, greetings and what keeps a
meeting going are left to the text. What a speaker reports of others by name is theirs. A communiqué
is said by those who sign it together, a sentence in it by the one that is its subject.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from detente.actors import is_actor_noun, slug
from detente.evidence import Mention
from detente.reading.acts import act_of
from detente.reading.attribution import Cue, find_cues
from detente.reading.drafts import Draft, Reading
from detente.reading.language import Frame, Parsed, plain_frame
from detente.reading.lexicon import lexicon
from detente.reading.opening import Turn, opens_paragraph, words
from detente.reading.paragraphs import Paragraph
from detente.reading.reporting import read_reports
from detente.reading.syntax import OWN, SUBJECTS
from detente.reading.telling import tell
from detente.reading.turn_speakers import cased, speakers_of

#: Noted where the party of a label follows only from what the two speakers say.
INFERRED_PARTY = "speaker's party inferred"
#: Words of the longest sentence that may be a greeting or thanks and nothing else.
_BRIEF = 26
#: What a resolution's paragraphs lack: "[The Council] demands that …".
_SUBJECT = "It "


def frames_of(text: str, turn: Turn) -> list[Frame]:
    """Return what the parser is given of a turn: its label as a name, then its paragraphs."""
    label = text[slice(*turn.label)]
    named = Frame(cased(label), ((0, turn.label[0], len(label), len(label)),), ())
    if turn.form == "resolution":
        return [named, *(_operative(text, block) for block in turn.words)]
    numbered = turn.form == "joint"
    starts = (opens_paragraph(text, b) if numbered else b.start for b in turn.words)
    return [named, *(plain_frame(text, s, b.end) for s, b in zip(starts, turn.words, strict=True))]


def _operative(text: str, block: Paragraph) -> Frame:
    """Return the frame of a resolution's paragraph, its subject put in front for the parser."""
    start = opens_paragraph(text, block)
    said = text[start : block.end]
    if said.split(" ")[0].lower() not in words()["operative"]:
        return plain_frame(text, start, block.end)
    size = len(_SUBJECT)
    pieces = ((0, start, size, 0), (size, start, len(said), len(said)))
    return Frame(_SUBJECT + said[:1].lower() + said[1:], pieces, ())


def read_turns(reading: Reading, turns: list[Turn], parsed: list[list[Parsed]]) -> None:
    """File what the speakers of a transcript say; conditions are attached by the caller.

    Parameters
    ----------
    turns, parsed : list
        The turns, and for each what came of its :func:`frames_of`.
    """
    speakers = speakers_of(reading, turns, parsed)
    for turn, (_, *parts) in zip(turns, parsed, strict=True):
        found = speakers.get(reading.text[slice(*turn.label)])
        if found is None:
            continue
        speaker, inferred = found
        signed = _signed_by(reading, turn) if turn.form == "joint" else {}
        if turn.form == "joint" and len(signed) < 2:
            signed |= _bound(reading, parts)
        for part in parts:
            cues = find_cues(part)
            others = _reported(
                reading, part, cues, speaker, signed if turn.form == "joint" else None
            )
            for sentence in part.doc.sents:
                tokens = [t for t in sentence if not t.is_space]
                if not _is_said(tokens) or _filed(others, part, tokens):
                    continue
                start, end = part.place(tokens[0].i, tokens[-1].i)
                who = _signatory(reading, part, sentence, signed) or speaker
                cue = _own_cue(reading, part, cues.get(sentence.root.i), who, turn.form)
                draft = Draft(
                    "quoted", start, end, tokens, part, cue, (start, end), who, rule="label"
                )
                draft.notes += [INFERRED_PARTY] if inferred else []
                reading.drafts.append(draft)


def _is_said(tokens: list[Any]) -> bool:
    """Whether a sentence says something: no question, no greeting, no stage direction."""
    if len([t for t in tokens if t.is_alpha]) < 3 or tokens[-1].text == "?":
        return False
    if not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    if tokens[0].text in "([" and tokens[-1].text in ")].":
        return False
    if len(tokens) > _BRIEF:
        return True
    doc = tokens[0].doc
    return _housekeeping().match(doc[tokens[0].i : tokens[-1].i + 1].text) is None


@lru_cache(maxsize=1)
def _housekeeping() -> re.Pattern[str]:
    opens = r"(?:\W|(?:and|so|well|okay|ok|yes|no|but|again|look|all right),? )*"
    return re.compile(rf"{opens}(?:{'|'.join(words()['housekeeping'])})", re.IGNORECASE)


def _reported(
    reading: Reading,
    parsed: Parsed,
    cues: dict[int, Cue],
    speaker: Mention,
    signed: dict[str, str] | None,
) -> list[Draft]:
    """File what a speaker reports of others by name, and leave out the rest of what is reported.

    "Orland's commander said that they would …" in Velia's statement are Orland's words.
    """
    begin = len(reading.drafts)
    read_reports(reading, parsed, cues, begin)
    kept = [
        draft
        for draft in reading.drafts[begin:]
        if draft.layer == "reported"
        and draft.speaker is not None
        and draft.speaker.id not in (speaker.id, *(signed or ()))
        and draft.speaker.name.lower() not in speaker.name.lower()
        and draft.cue is not None
        and draft.cue.source is not None
        and draft.cue.source.pos_ != "PRON"
        and not any(c.dep_ == "poss" and c.lower_ in OWN for c in draft.cue.source.children)
        and not (signed is not None and draft.cue.source.lower_ in words()["together"])
        and (
            draft.cue.token.i not in {t.i for t in draft.tokens}
            or draft.cue.lemma.split("_")[0] in words()["announcing"]
        )
    ]
    reading.drafts[begin:] = kept
    return kept


def _filed(others: list[Draft], parsed: Parsed, tokens: list[Any]) -> bool:
    """Whether a sentence has been filed as what somebody else said: its main verb, or most of it."""
    place, root = {t.i for t in tokens}, tokens[0].sent.root.i
    return any(
        draft.parsed is parsed
        and (
            (draft.cue is not None and draft.cue.token.i == root)
            or len(place & {t.i for t in draft.tokens}) * 2 > len(place)
        )
        for draft in others
    )


def _own_cue(
    reading: Reading, parsed: Parsed, cue: Cue | None, speaker: Mention, form: str
) -> Cue | None:
    """Return the verb by which a speaker names its own act: "we ask …", "Norland calls on …"."""
    if cue is None or cue.act is None or cue.source is None:
        return None
    source = cue.source.lower_
    if source in OWN or (form == "resolution" and source == "it"):
        return cue
    if form == "joint" and source in words()["together"]:
        return cue
    named = reading.cast.resolve(parsed, cue.source)
    own = named is not None and (
        named.id == speaker.id or named.name.lower() in speaker.name.lower()
    )
    return cue if own else None


def drop_plain(reading: Reading, begin: int) -> None:
    """Leave out the sentences of a turn that say nothing of the matter: "The weather is fine."."""
    kept = []
    for draft in reading.drafts[begin:]:
        if draft.rule != "label":
            kept.append(draft)
            continue
        draft.act = act_of(draft, tell(reading, draft, None))
        if draft.conditions or draft.act != "STATE" or _is_of_the_matter(reading, draft):
            kept.append(draft)
    reading.drafts[begin:] = kept


def _is_of_the_matter(reading: Reading, draft: Draft) -> bool:
    """Whether a plain sentence takes a position: it names somebody, or tells what ought to be."""
    if draft.tokens[0].lower_ in words()["preamble"]:
        return False
    if reading.cast.between(draft.start, draft.end):
        return True
    layers = lexicon().layers
    people = layers["people"] | layers["bodies"] | layers["stand_alone"]
    return any(
        t.lower_ in OWN
        or t.lower_ in ("must", "should", "ought", "nobody", "one", "they", "them")
        or (
            t.pos_ == "PROPN"
            and is_actor_noun(t)
            and (t.dep_ in SUBJECTS or t.i > draft.tokens[0].i)
        )
        or t.lemma_.lower() in people
        for t in draft.tokens
    )


def _signed_by(reading: Reading, turn: Turn) -> dict[str, str]:
    """Return who signs a joint text: the ids of those that its first words or title name."""
    cast, text = reading.cast, reading.text
    start, end = turn.label
    title = text.rfind("\n", 0, start) + 1
    named = {s.actor.id: s.actor.name for s in cast.between(title, end)}
    for match in re.finditer(
        r"(?:^|\b(?:of|between|by|and|with) )(?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)(?=,| and\b|$)",
        text[start:end],
    ):
        if not cast.between(start + match.start(1), start + match.end(1)):
            named.setdefault(slug(match.group(1)), match.group(1))
    if not named:
        named = {s.actor.id: s.actor.name for s in cast.between(0, start)}
    return named


def _bound(reading: Reading, parts: list[Parsed]) -> dict[str, str]:
    """Return the two or more of whom a joint text that names no two signers says what each shall do."""
    found = {}
    for part in parts:
        for verb in (sentence.root for sentence in part.doc.sents):
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            bound = any(c.lower_ in ("shall", "will") for c in verb.children)
            if not bound or subject is None or subject.pos_ != "PROPN":
                continue
            named = reading.cast.resolve(part, subject)
            if named is not None:
                found[named.id] = named.name
    return found if len(found) > 1 else {}


def _signatory(
    reading: Reading, parsed: Parsed, sentence: Any, signed: dict[str, str]
) -> Mention | None:
    """Return the one that signs and is the subject of a sentence: "Canada will suspend …"."""
    subject = next((c for c in sentence.root.children if c.dep_ in SUBJECTS), None)
    if not signed or subject is None or subject.dep_ != "nsubj" or subject.pos_ == "PRON":
        return None
    if subject.lower_ in words()["together"] or any(c.dep_ == "conj" for c in subject.children):
        return None
    named = reading.cast.resolve(parsed, subject)
    return named if named is not None and named.id in signed else None
