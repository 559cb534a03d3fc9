"""Quotations: who utters them, or that nobody does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.actors.grammar import mention_edges
from detente.evidence import Condition, Mention
from detente.reading.attribution import Cue, author_of, is_told
from detente.reading.clauses import is_hypothetical
from detente.reading.clusters import variant_of
from detente.reading.coined import is_coined, is_title
from detente.reading.conditions import dangling_condition, find_conditions
from detente.reading.drafts import Draft, Reading, Voice
from detente.reading.language import Parsed
from detente.reading.learned import Quoted, find_speech, page_of, rank_speakers
from detente.reading.learned.features import is_first_person
from detente.reading.learned.vocabulary import vocabulary
from detente.reading.lexicon import lexicon
from detente.reading.paragraphs import Paragraph
from detente.reading.spans import make_span
from detente.reading.syntax import SUBJECTS, child, trim_edges

#: How many statements back a repeated fragment is looked for.
_MEMORY = 400
_WEAK_RULES = ("preceding", "variant", "dominant")
#: From which probability the ranker decides who speaks, nothing need be noted, it is certain.
_LIKELY, _NEAR, _CERTAIN = 0.5, 0.7, 0.9
#: From which probability a part in marks without a verb of speech is speech; below which any is a term.
_SPEECH, _TERM = 0.85, 0.6


def hear_voices(reading: Reading, frames: list[Parsed]) -> None:
    """Ask the learned ranker who speaks each quotation of a document."""
    numbers = []
    for n, parsed in enumerate(frames):
        for number, start, end, clause in parsed.frame.quotes:
            quotation, tokens = reading.quotations[number], parsed.tokens_of(start, end)
            if tokens:
                words = reading.text[quotation.inner_start : quotation.inner_end]
                reading.quoted.append(Quoted(n, tokens[0], tokens[-1], words, clause))
                numbers.append(number)
                signed = _signature(parsed, tokens[-1])
                if signed is not None:
                    reading.voices[number] = Voice(parsed, signed, 1.0)
    page = page_of(frames, reading.quoted, vocabulary())
    ranked = rank_speakers(page, reading.quoted)
    speech = find_speech(page, reading.quoted, ranked)
    reading.speech = dict(zip(numbers, speech, strict=True))
    for number, row in zip(numbers, ranked, strict=True):
        if number in reading.voices or reading.quotations[number].continued:
            continue
        if row and row[0].probability >= _LIKELY:
            parsed = frames[row[0].frame]
            reading.voices[number] = Voice(parsed, parsed.doc[row[0].token], row[0].probability)


def _signature(parsed: Parsed, last: int) -> Any | None:
    """Return the name that stands after a quotation, a dash between them, and closes its line."""
    doc = parsed.doc
    if last + 2 >= len(doc) or doc[last + 1].text.strip("-–—―"):
        return None
    stop = last + 2
    while stop < len(doc) and stop < last + 8 and doc[stop].is_title and not doc[stop].is_punct:
        stop += 1
    named = any(t.pos_ == "PROPN" for t in doc[last + 2 : stop])
    quoted = {i for _, start, end, _ in parsed.frame.quotes for i in parsed.tokens_of(start, end)}
    closes = (
        stop == len(doc) or stop in quoted or (doc[stop].text in ".,\n" and stop + 1 == len(doc))
    )
    return doc[stop - 1] if named and closes else None


def read_quotations(
    reading: Reading, block: Paragraph, parsed: Parsed, cues: dict[int, Cue]
) -> None:
    """File every quotation of a paragraph as a statement or a term."""
    for number, start, end, clause in parsed.frame.quotes:
        tokens = parsed.tokens_of(start, end)
        if tokens:
            _read(reading, block, parsed, cues, number, tokens, clause=clause)


def _read(
    reading: Reading,
    block: Paragraph,
    parsed: Parsed,
    cues: dict[int, Cue],
    number: int,
    tokens: list[int],
    *,
    clause: bool,
) -> None:
    text, quotation = reading.text, reading.quotations[number]
    spoken = {
        i: c for i, c in cues.items() if reading.can_speak(parsed, c.source) or c.kind != "verb"
    }
    cue, rule = _governing(parsed, spoken, tokens, clause=clause)
    if cue is None:
        cue, rule = _governing(parsed, cues, tokens, clause=clause)
    words = text[quotation.inner_start : quotation.inner_end]
    before = text[max(block.start, quotation.start - 60) : quotation.start]
    quoted = [draft for draft in reading.drafts[-_MEMORY:] if draft.quote]
    earlier = variant_of(words, [text[slice(*draft.quote)] for draft in quoted if draft.quote])
    repeated = earlier is not None and len(words.split()) > 1
    known = repeated or _is_claimed(reading, parsed, number, tokens, words)
    after = text[quotation.end : quotation.end + 60]
    speech = reading.speech.get(number, 1.0)
    term = is_title(words, before, after) or (
        not clause
        and (
            is_coined(words, before, parsed, tokens, cue, repeated=repeated)
            or (speech < _SPEECH and cue is None and not known and not is_first_person(words))
            or (speech < _TERM and not repeated)
        )
    )
    if term:
        reading.terms.append(make_span(text, quotation.inner_start, quotation.inner_end))
        return
    speaker = via = None
    if cue is not None:
        speaker = reading.cast.resolve(parsed, cue.source) if cue.source is not None else None
        via = reading.relayed_by(parsed, cues, cue)
        if (
            cue.kind == "according"
            and cue.source is not None
            and reading.is_outlet(parsed, cue.source)
        ):
            via = reading.cast.outlet(parsed, cue.source)
            speaker = reading.owned(speaker)
    voice = reading.voices.get(number)
    heard = _resolved(reading, voice, cues, speaker) if voice is not None else None
    if rule == "right before" and speaker is not None:
        heard = None
    said = quoted[earlier].speaker if earlier is not None else None
    if heard is not None and said is not None and said.id == heard.id and voice is not None:
        beside = voice.parsed is parsed and voice.token.sent == parsed.doc[tokens[0]].sent
        if speaker is None and not beside and not clause:
            heard = None  # a fragment of what was quoted before
    nested = (
        heard is not None and speaker is not None and heard.id != speaker.id
        and voice is not None and _reports(cues, cue, voice)
    )  # fmt: skip
    if nested:
        via, heard = heard, None
    if heard is not None and voice is not None and speaker is not None and rule == "governs":
        apart = voice.parsed is not parsed or voice.token.sent != parsed.doc[tokens[0]].sent
        if apart and voice.probability < _CERTAIN:
            heard = None  # the grammar names somebody in the sentence itself
    if voice is not None and heard is not None:
        if cue is None or cue.source != voice.token:
            rule = "learned"
            own = (
                [c for c in cues.values() if c.source == voice.token]
                if voice.parsed is parsed
                else []
            )
            kept = cue if speaker is not None and heard.id == speaker.id else None
            cue = own[0] if own else kept
        if not reading.is_outlet(voice.parsed, voice.token):
            speaker = heard
    if speaker is None:
        model = quoted[earlier] if earlier is not None else None
        speaker, rule = _nearby(reading, number, words, model, clause=clause)
    attributed = cue is not None and cue.kind == "verb"
    if speaker is None and not clause and not repeated and not attributed:
        reading.terms.append(make_span(text, quotation.inner_start, quotation.inner_end))
        return
    body = reading.spoken.get(number)
    content = list(body.doc) if body is not None else [parsed.doc[i] for i in tokens]
    draft = Draft(
        "quoted",
        quotation.start,
        quotation.end,
        content,
        body or parsed,
        cue,
        (quotation.inner_start, quotation.inner_end),
        speaker,
        via,
        rule=rule,
        nested=nested,
    )
    draft.notes += _integrity(words, balanced=quotation.balanced)
    if voice is not None and heard is not None and rule == "learned":
        draft.probability = voice.probability
    if rule in _WEAK_RULES or (draft.probability or 1.0) < _NEAR:
        draft.notes.append("speaker not named nearby")
    reading.drafts.append(draft)
    if speaker is not None and (clause or rule == "governs"):
        reading.last_speaker = speaker
    if body is not None:
        for found in find_conditions(body):
            reading.add_condition(draft, body, found)
        _join_condition(reading, draft, body)


def _reports(cues: dict[int, Cue], inner: Cue | None, voice: Voice) -> bool:
    """Whether whoever the ranker names only reports that somebody else said the words.

    "Kenya said Somalia had threatened to “seize the ships”": Somalia threatens.
    """
    if inner is None or inner.kind != "verb":
        return False
    above = set(inner.token.ancestors)
    return any(
        c.source == voice.token and c.kind == "verb" and c.token in above for c in cues.values()
    )


def _resolved(
    reading: Reading, voice: Voice, cues: dict[int, Cue], known: Mention | None
) -> Mention | None:
    """Return the actor that a phrase found by the ranker names; ``known`` is whom the rules name.

    A text or a threat speaks for its author; the phrase stays the mention.
    """
    token, parsed, words = voice.token, voice.parsed, lexicon()
    if token.lower_ in ("who", "which", "that") and token.head.dep_ == "relcl":
        meant = reading.cast.resolve(parsed, token.head.head)
        place = parsed.place(token.i, token.i)
        return replace(meant, span=make_span(reading.text, *place)) if meant is not None else None
    lemma = token.lemma_.lower()
    if is_told(token):
        return None  # "the envoy was told that “…”": who is told does not say it
    if any(c.addressee == token and c.source is None for c in cues.values()):
        return None  # "Urge Orland to “leave”": nor does who is urged
    if token.pos_ == "NOUN" and (lemma in words.nouns or lemma in words.papers):
        owner = author_of(token)
        named = reading.cast.resolve(parsed, owner) if owner is not None else known
        if named is not None:
            first, last = mention_edges(token)
            return replace(
                named, span=make_span(reading.text, *parsed.place(first, last), loose=True)
            )
        return reading.cast.resolve(parsed, token) if lemma in words.papers else None
    tells = any(c.source == token and c.act is None for c in cues.values())
    if not tells and not reading.can_speak(parsed, token):
        return None
    return reading.cast.resolve(parsed, token)


def _join_condition(reading: Reading, draft: Draft, body: Parsed) -> None:
    """Join a condition to the other half of its sentence.

    "A," he said, "but only if B"; "If B," he said, "A".
    """
    before = reading.drafts[-2] if len(reading.drafts) > 1 else None
    if draft.conditions or before is None or before.quote is None or before.speaker is None:
        return
    if draft.speaker is None or before.speaker.id != draft.speaker.id:
        return
    gap = reading.text[before.end : draft.start]
    if len(gap) > 160 or "." in gap or before.parsed.doc[-1].text in (".", "!", "?"):
        return
    trailing = dangling_condition(body)
    if trailing is not None:
        _add_joined(reading, draft, (body, trailing), before.quote)
        return
    ordered = _and_then(before.parsed, body)
    if ordered is not None:
        parsed, found = ordered
        _add_joined(reading, draft, (parsed, found), body.place(1, len(body.doc) - 1))
        return
    leading = dangling_condition(before.parsed) if before.parsed.doc is not body.doc else None
    if leading is None or before.conditions or before.quote[1] - before.quote[0] > 300:
        return
    sentence = list(next(iter(body.doc.sents), ()))
    if not any(t.dep_ in SUBJECTS for t in sentence):
        return
    last = len(sentence) - 1
    while last > 0 and sentence[last].is_punct:
        last -= 1
    words = body.place(sentence[0].i, sentence[last].i)
    _add_joined(reading, draft, (before.parsed, leading), words)
    before.act = "STATE"  # a condition by itself says nothing


def _and_then(
    before: Parsed, body: Parsed
) -> tuple[Parsed, tuple[str, str, tuple[int, int]]] | None:
    """Read "Give us the list," the widow said, "and we will go home": the order is the condition."""
    first, doc = before.doc, body.doc
    if len(first) < 2 or len(doc) < 4 or doc[0].lower_ != "and" or before.doc is doc:
        return None
    root = next(iter(first.sents)).root
    order = root.tag_ == "VB" and child(root, *SUBJECTS, "aux") is None
    promised = any(t.lower_ in ("will", "'ll", "’ll", "shall", "can") for t in doc[1:6])
    if not order or not promised or any(first[i].is_sent_start for i in range(1, len(first))):
        return None
    return before, ("and", "if", trim_edges(first, 0, len(first) - 1))


def _add_joined(
    reading: Reading,
    draft: Draft,
    condition: tuple[Parsed, tuple[str, str, tuple[int, int]]],
    place: tuple[int, int],
) -> None:
    parsed, (cue, sense, stretch) = condition
    draft.conditions.append(
        Condition(
            cue=cue,
            condition=make_span(reading.text, *parsed.place(*stretch)),
            consequence=make_span(reading.text, *place, loose=True),
            kind="",  # told with its events
            sense=sense,
        )
    )


def _governing(
    parsed: Parsed, cues: dict[int, Cue], tokens: list[int], *, clause: bool
) -> tuple[Cue | None, str]:
    """Return the cue that governs a quotation, and how it was found."""
    doc = parsed.doc
    inside = set(tokens)
    right_before = _right_before(cues, doc, tokens) if clause else None
    if right_before is not None:
        return right_before, "right before"
    outward = [i for i in tokens if doc[i].head.i not in inside or doc[i].head == doc[i]]
    start = doc[tokens[-1]] if clause else doc[outward[0] if outward else tokens[0]]
    sentence = start.sent
    weak = None
    for token in [start, *start.ancestors]:
        cue = cues.get(token.i)
        if cue is None or token.i in inside or _source_inside(cue, inside):
            continue
        if is_hypothetical(token):
            continue  # "until they accept that …": nobody has said it
        subject = child(token, *SUBJECTS)
        if subject is not None and any(
            subject.left_edge.i <= i <= subject.right_edge.i for i in inside
        ):
            continue
        if cue.act is not None and _is_unreal(token):
            continue
        if cue.source is not None or cue.relay is not None:
            return cue, "governs"
        weak = weak or cue
    near = [
        cue
        for i, cue in cues.items()
        if sentence.start <= i < sentence.end
        and cue.source is not None
        and i not in inside
        and not _source_inside(cue, inside)
    ]
    if clause and tokens[0] > 0 and doc[tokens[0] - 1].text == ":":
        told = [c for c in near if c.kind == "verb" and c.act is None and c.token.i < tokens[0]]
        held = [c for c in told if c.token.dep_ == "ccomp" and c.token.head.i in cues]
        if held:  # "Velia said Orland had told it: “…”"
            return held[-1], "governs"
    if clause:
        below = {t.i for t in start.subtree}
        for cue in near:
            if cue.token.i in below and cue.kind == "verb":
                return cue, "parenthesis"
        for kind in ("verb", "noun", "according"):
            of_kind = [cue for cue in near if cue.kind == kind]
            if of_kind:
                return min(of_kind, key=lambda c: abs(c.token.i - tokens[0])), "near"
        following = _bare_attribution(parsed, cues, sentence)
        if following is not None:
            return following, "near"
    else:
        for cue in near:
            if cue.kind == "according":
                return cue, "near"
        verbs = [cue for cue in near if cue.kind == "verb" and cue.act is None]
        if (
            verbs
            and weak is None
            and any(doc[i].tag_ in ("VBZ", "VBP", "VBD", "MD") for i in inside)
        ):
            return min(verbs, key=lambda c: abs(c.token.i - tokens[0])), "near"
    return weak, "weak"


def _right_before(cues: dict[int, Cue], doc: Any, tokens: list[int]) -> Cue | None:
    """Return the cue of "… to which Orland replied, “…”": its subject, the verb, a comma, the marks."""
    at = tokens[0] - 1
    while at > 0 and doc[at].is_punct and doc[at].text in (",", ":"):
        at -= 1
    cue = cues.get(at)
    if at == tokens[0] - 1 or cue is None or cue.kind != "verb" or cue.act is not None:
        return None
    own = cue.source is not None and cue.source.head == cue.token and cue.source.i < at
    return cue if own else None


def _is_unreal(token: Any) -> bool:
    """Whether a verb is negated, under a modal or what somebody is accused of: spoken of, not performed."""
    carriers = lexicon().events.carriers
    above = token.head.head.lemma_.lower() if token.dep_ == "pcomp" else ""
    if above in carriers["accuse"] and token.lemma_.lower() in carriers["plan"]:
        return True  # "accused Orland of planning a “massacre”"
    return any(
        c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ in ("MD", "TO")) for c in token.children
    )


def _bare_attribution(parsed: Parsed, cues: dict[int, Cue], sentence: Any) -> Cue | None:
    """Return the cue of a short sentence after the quotation that only names its speaker."""
    if sentence.end >= len(parsed.doc):
        return None
    following = parsed.doc[sentence.end].sent
    if following.end - following.start > 12:
        return None
    cue = cues.get(following.root.i)
    if cue is None or cue.kind != "verb" or cue.source is None or cue.act is not None:
        return None
    return cue if child(cue.token, "ccomp", "dobj", "xcomp") is None else None


def _source_inside(cue: Cue, inside: set[int]) -> bool:
    return cue.source is not None and cue.source.i in inside


def _nearby(
    reading: Reading, number: int, words: str, model: Draft | None, *, clause: bool
) -> tuple[Mention | None, str]:
    """Return a speaker from what stands around a quotation without attribution."""
    quotation = reading.quotations[number]
    if quotation.continued and reading.drafts and reading.drafts[-1].quote:
        return reading.drafts[-1].speaker, "continued"
    if model is not None and model.speaker is not None:
        return Mention(model.speaker.id, model.speaker.name, None), "variant"
    last = reading.last_speaker
    if clause:
        previous = reading.drafts[-1] if reading.drafts and reading.drafts[-1].quote else None
        if (
            previous is not None
            and previous.speaker is not None
            and "\n" not in reading.text[previous.end : quotation.start]
        ):
            newer = _newer_subject(reading, previous.end, quotation.start)
            if newer is not None and newer.id != previous.speaker.id:
                return newer, "preceding"
            if quotation.start - previous.end < 300:
                return previous.speaker, "continued"
        acted = reading.cast.before(quotation.start)
        since = last.span.start if last is not None and last.span is not None else -1
        if acted and acted[-1].position > since:
            return acted[-1].mention, "preceding"
        return last, "preceding"
    if last is not None and is_first_person(words):
        return Mention(last.id, last.name, None), "dominant"
    return None, "none"


def _newer_subject(reading: Reading, start: int, end: int) -> Mention | None:
    """Return who acts first in the last whole sentence between two quotations."""
    stop = reading.text.rfind(". ", start, end - 2)
    lead = reading.text[start:end].strip()
    if stop == -1 and lead[:1].isupper() and reading.text[start - 2 : start - 1] in (".", "!", "?"):
        stop = start
    if stop == -1 or not any(c.isalpha() for c in reading.text[stop:end]):
        return None
    acted = [entry for entry in reading.cast.before(end) if entry.position > stop]
    return acted[0].mention if acted else None


def _is_claimed(
    reading: Reading, parsed: Parsed, number: int, tokens: list[int], words: str
) -> bool:
    """Whether the ranker is certain of a speaker in the sentence, and the words say something."""
    voice = reading.voices.get(number)
    if voice is None or voice.probability < _CERTAIN or voice.parsed is not parsed:
        return False
    doc = parsed.doc
    inside = [doc[i] for i in tokens]
    says = len(words.split()) > 2 and any(t.pos_ in ("VERB", "AUX") for t in inside)
    return says and words[0].islower() and voice.token.sent == inside[0].sent


def _integrity(words: str, *, balanced: bool) -> list[str]:
    """Note what an auditor should check in quoted words; nothing is mended."""
    notes = ["ellipsis"] if "..." in words or "…" in words or ". . ." in words else []
    at = words.find("[")
    while at != -1:
        close = words.find("]", at, at + 80)
        if close == -1:
            break
        inserted = words[at : close + 1]
        notes.append("ellipsis" if inserted in ("[...]", "[…]") else f"insertion: {inserted}")
        at = words.find("[", close)
    if "\ufffd" in words:
        notes.append("garbled")
    if not balanced:
        notes.append("unbalanced marks")
    return list(dict.fromkeys(notes))
