"""From a document's text to its attributed statements."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace

from detente.actors import Cast, Registry, is_actor_noun
from detente.actors.describing import actors_of
from detente.actors.merging import aliases
from detente.documents import boilerplate_ranges
from detente.documents.typography import alike
from detente.evidence import Document, Statement
from detente.reading.acts import act_of
from detente.reading.attribution import Cue, find_cues
from detente.reading.bylines import find_bylines, sign
from detente.reading.clusters import clustered
from detente.reading.conditions import LONGEST, Found, find_conditions
from detente.reading.confidence import confidence_of
from detente.reading.drafts import Draft, Reading
from detente.reading.forms import find_turns
from detente.reading.language import Frame, Parsed, build_frames, parse, plain_frame
from detente.reading.lexicon import lexicon
from detente.reading.marks import find_quotations
from detente.reading.modality import denies, modality_of
from detente.reading.opening import Turn
from detente.reading.paragraphs import Paragraph, paragraphs
from detente.reading.parts import in_parts
from detente.reading.pipeline import collecting
from detente.reading.quoting import hear_voices, read_quotations
from detente.reading.reporting import closes_with_relay, read_reports, read_sayings
from detente.reading.spans import in_letters_of, make_span
from detente.reading.syntax import OWN, SUBJECTS, child, trim_edges
from detente.reading.targets import Addressees
from detente.reading.telling import Told, tell
from detente.reading.transcripts import drop_plain, frames_of, read_turns
from detente.reading.turn_speakers import host_of

#: A mark that opens words inside a quotation.
#: Where a sentence can end.
_STOPS = re.compile(r"[.!?…][\"”’')\]]*\s|\n\s*\n")
_INNER_MARKS = re.compile(r"(?<=[\s,:])[‘'](?=[A-Z])")


def read_statements(document: Document) -> Document:
    """Return the document with its statements, terms and actors.

    Every span is verbatim: ``span.text == document.text[span.start:span.end]``.
    """
    return read_together([document])[0]


def read_together(documents: Sequence[Document]) -> list[Document]:
    """Read several documents, parsed in one go; see :func:`read_statements`."""
    with collecting.seldom():
        return _together(documents)


def _together(documents: Sequence[Document]) -> list[Document]:
    steps = [_read(document) for document in documents]
    asked = [next(step) for step in steps]
    parsed = iter(parse([frame for frames in asked for frame in frames]))
    found = []
    for step, frames in zip(steps, asked, strict=True):
        try:
            step.send([next(parsed) for _ in frames])
        except StopIteration as end:
            found.append(end.value)
    return found


def _read(document: Document) -> Generator[list[Frame], list[Parsed], Document]:
    """Read a document, asking once for the parse of its frames."""
    folded = alike(document.text)
    if folded != document.text:
        read = yield from _read(replace(document, text=folded))
        return in_letters_of(document.text, read)
    text = document.text
    blocks = paragraphs(text, boilerplate_ranges(text))
    turns = find_turns(text, blocks)
    spoken_in = {block.start for turn in turns for block in turn.words}
    if turns:
        blocks = [block for block in blocks if _stands_before(block, turns[0], spoken_in)]
    quotations = find_quotations(text, blocks)
    bylines, blocks = find_bylines(text, blocks, quotations)
    frames = build_frames(text, blocks, quotations)
    clauses = [number for frame in frames for number, _, _, clause in frame.quotes if clause]
    bodies = [
        plain_frame(text, quotations[n].inner_start, quotations[n].inner_end) for n in clauses
    ]
    turned = [frames_of(text, turn) for turn in turns]
    names = [line.frame(text) for line in bylines]
    parsed = yield frames + bodies + [frame for parts in turned for frame in parts] + names
    heard = iter(parsed[len(frames) + len(bodies) :])
    told = [[next(heard) for _ in parts] for parts in turned]
    signed = list(heard)
    spoken = dict(zip(clauses, parsed[len(frames) : len(frames) + len(bodies)], strict=True))
    reading = Reading(text, quotations, spoken, Cast(text), {id(part.doc): part for part in parsed})
    reading.cast.host = host_of(reading.cast, turns)
    for part in (*parsed[: len(frames)], *(part for parts in told for part in parts[1:])):
        reading.cast.learn(part)
    for part in spoken.values():
        reading.cast.learn(part, quoted=True)
    hear_voices(reading, parsed[: len(frames)])
    for number, (block, part) in enumerate(zip(blocks, parsed[: len(frames)], strict=True)):
        cues = find_cues(part)
        begin = len(reading.drafts)
        read_quotations(reading, block, part, cues)
        read_reports(reading, part, cues, begin)
        read_sayings(reading, part, number, begin)
        _conditions(reading, part, cues, begin)
    sign(reading, bylines, signed)
    begin = len(reading.drafts)
    read_turns(reading, turns, told)
    for part in (part for parts in told for part in parts[1:]):
        _conditions(reading, part, find_cues(part), begin)
    drop_plain(reading, begin)
    statements = _statements(document, reading)
    return replace(
        document,
        statements=tuple(statements),
        terms=tuple(reading.terms),
        notes=tuple(dict.fromkeys((*document.notes, *_endless(text), *_open_names(reading)))),
        actors=actors_of(reading.cast, statements, reading.same),
    )


def _endless(text: str) -> tuple[str, ...]:
    """Return a note where a sentence is so long that the parser cannot keep it together."""
    longest = max((len(part.split()) for part in _STOPS.split(text)), default=0)
    if longest <= LONGEST:
        return ()
    return (f"a sentence of {longest} words is read in parts; a condition in it may be missed",)


def _stands_before(block: Paragraph, first: Turn, spoken: set[int]) -> bool:
    """Whether a paragraph stands before the first turn, which may begin in its lead-in line."""
    own = block.start <= first.label[0] < block.end
    return block.start < first.words[0].start and block.start not in spoken and not own


def _conditions(reading: Reading, parsed: Parsed, cues: dict[int, Cue], begin: int) -> None:
    """Attach the conditions of a frame to the statements that carry them."""
    naming, loose = lexicon().layers["naming"], lexicon().layers["loose"]
    speech = {
        i
        for i, cue in cues.items()
        if cue.kind == "verb"
        and not (cue.act and any(c.tag_ in ("MD", "TO") for c in cue.token.children))
        and cue.lemma != "vote"
        and (cue.lemma not in loose or child(cue.token, "ccomp") is not None)
        and (cue.lemma not in naming or child(cue.token, "ccomp", "oprd") is not None)
        and (cue.act is None or child(cue.token, "ccomp", "xcomp") is not None)
    }
    for found in find_conditions(parsed, speech):
        condition, consequence = parsed.place(*found.condition), parsed.place(*found.consequence)
        best, most = None, 0
        for draft in reading.drafts[begin:]:
            own = (draft.start, draft.end)
            if draft.parsed is not parsed or (draft.layer == "author" and not draft.conditions):
                continue
            shared = _overlap(own, consequence) * 2 + _overlap(own, condition)
            if shared > most:
                best, most = draft, shared
        if best is None and _is_authors_own(reading, parsed, found, begin):
            sentence = parsed.doc[found.condition[0]].sent
            place = parsed.place(*trim_edges(parsed.doc, sentence.start, sentence.end - 1))
            best = Draft("author", *place, list(sentence), parsed)
            reading.drafts.append(best)
        if best is not None:
            reading.add_condition(best, parsed, found)


def _is_authors_own(reading: Reading, parsed: Parsed, found: Found, begin: int) -> bool:
    """Whether the writer says a condition that binds somebody, in a sentence that is nobody's statement."""
    sentence = parsed.doc[found.condition[0]].sent
    place = parsed.place(sentence.start, sentence.end - 1)
    filed = any(_overlap((d.start, d.end), place) for d in reading.drafts[begin:])
    named = reading.cast.between(*place) or any(
        t.dep_ in SUBJECTS and (is_actor_noun(t) or (t.is_title and t.i > sentence.start))
        for t in sentence
    )
    own = any(t.lower_ in OWN for t in sentence)
    return (
        bool(named)
        and not own
        and not filed
        and sentence.text.strip()[-1:] != "?"
        and len(sentence) > 5
    )


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _statements(document: Document, reading: Reading) -> list[Statement]:
    drafts = sorted(reading.drafts, key=lambda d: (d.start, d.end))
    _unify(reading, drafts)
    drafts = in_parts(reading, drafts)
    addressees = Addressees(reading)
    statements = []
    for number, draft in enumerate(drafts):
        told = tell(reading, draft, addressees.addressed(draft))
        if _passes_on(reading, draft, told):
            told = tell(reading, draft, addressees.addressed(draft))
        conditional = bool(draft.conditions) and draft.layer == "reported"
        act = draft.act if draft.act and not conditional else act_of(draft, told)
        negated = _negates(draft, told, act)
        targets = addressees.of(draft, told, act)
        statements.append(
            Statement(
                id=f"{document.id}.{number + 1}",
                layer=draft.layer,
                span=make_span(reading.text, draft.start, draft.end, loose=draft.quote is None),
                act=act,
                speaker=draft.speaker,
                via=draft.via,
                quote=make_span(reading.text, *draft.quote) if draft.quote else None,
                targets=targets,
                inferred_targets=() if targets else addressees.inferred(draft),
                events=tuple(told.events),
                conditions=told.conditions,
                negated=negated,
                modality=modality_of(draft, act, negated=negated),
                confidence=confidence_of(draft, act),
                hedge=draft.hedge,
                notes=tuple(dict.fromkeys(draft.notes)),
            )
        )
    return clustered(statements)


def _negates(draft: Draft, told: Told, act: str) -> bool:
    """Whether what an act turns on is denied: of an offer or threat, the deed that it holds out."""
    if act in ("OFFER", "THREATEN") and draft.layer in ("quoted", "reported"):
        held = [c.consequent for c in told.conditions if c.consequent is not None][:1]
        forces = ("offer", "threaten")
        held = held or [n for n in range(told.main) if told.events[n].force in forces][:1]
        if held:
            return not told.events[held[0]].polarity
    return denies(draft)


def _passes_on(reading: Reading, draft: Draft, told: Told) -> bool:
    """Let a report within a report be said by whom it reports: "Kenya said Somalia had threatened …".

    Returns whether the speaker changed; the one who tells it becomes the relay.
    """
    cue, outer = draft.cue, draft.speaker
    if not told.main or cue is None or cue.act is not None or outer is None:
        return False
    if cue.kind != "verb" or not (draft.layer == "reported" or _quotes_another(reading, draft)):
        return False
    clause = told.clauses[0]
    inner = next(
        (who for who in (clause.told_by, clause.by, draft.performer) if who is not None), None
    )
    if inner is None or inner.pos_ not in ("NOUN", "PROPN"):
        return False
    meant = reading.cast.resolve(draft.parsed, inner)
    if meant is None or reading.same.get(meant.id, meant.id) == outer.id:
        return False
    draft.speaker = replace(meant, id=reading.same.get(meant.id, meant.id))
    whom = child(inner.head, "dobj", "dative")  # "… that Somalia had told Ethiopia …"
    named = whom if whom is not None and whom.pos_ != "PRON" else None
    draft.cue = replace(cue, source=inner, addressee=named)
    draft.via = draft.via or outer
    relays = closes_with_relay(reading, draft.parsed, cue.token.sent, cue)
    draft.nested = (
        not relays
    )  # "Orland threatened to …, the Harl Courier reported": not at the paper
    return True


def _quotes_another(reading: Reading, draft: Draft) -> bool:
    """Whether quoted words hold marks of their own: “Orland told us, ‘We will pay,’ …”."""
    return draft.quote is not None and bool(
        _INNER_MARKS.search(reading.text, draft.start + 1, draft.end)
    )


def _unify(reading: Reading, drafts: list[Draft]) -> None:
    """Give one party one id, whatever the document calls it."""
    speakers = [draft.speaker.id for draft in drafts if draft.speaker is not None]
    reading.same = aliases(reading.cast, [*speakers, *reading.cast.bodies.values()])
    for sighting in reading.cast.sightings:  # a ruling party speaks for its state
        owner = Registry.default().owner(sighting.actor.id)
        if owner is not None and sighting.actor.kind != "outlet":
            reading.same[sighting.actor.id] = owner
    for draft in drafts:
        if draft.speaker is not None and draft.speaker.id in reading.same:
            same = reading.same[draft.speaker.id]
            draft.speaker = replace(draft.speaker, id=same)


def _open_names(reading: Reading) -> list[str]:
    """Return a note for each name that may mean several actors, where the text does not say which."""
    return [
        f"open name: “{name.name}” may mean {' or '.join(name.candidates)}, or no party"
        for name in reading.cast.opened
    ]
