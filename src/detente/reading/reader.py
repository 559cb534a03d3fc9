"""From a document's text to its attributed statements."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from detente.documents import boilerplate_ranges
from detente.evidence import Condition, Document, Mention, Span, Statement
from detente.reading.acts import act_of, condition_kind, modality_of
from detente.reading.attribution import Cue, find_cues
from detente.reading.cast import Cast, is_holder
from detente.reading.clusters import clustered, variant_of
from detente.reading.conditions import find_conditions
from detente.reading.language import Frame, Parsed, build_frame, parse, plain_frame
from detente.reading.lexicon import lexicon
from detente.reading.marks import Quotation, find_quotations
from detente.reading.paragraphs import Paragraph, paragraphs
from detente.reading.spans import make_span
from detente.reading.syntax import SUBJECTS, child, is_negated, subject_of, trim_edges


@dataclass(slots=True)
class Draft:
    """A statement while it is being read."""

    layer: str
    start: int
    end: int
    tokens: list[Any]
    parsed: Parsed
    cue: Cue | None = None
    quote: tuple[int, int] | None = None
    speaker: Mention | None = None
    via: Mention | None = None
    conditions: list[Condition] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rule: str = "near"
    hedge: str | None = None
    cluster: str | None = None


def read_statements(document: Document) -> Document:
    """Return the document with its statements, terms and actors.

    Every span is verbatim: ``span.text == document.text[span.start:span.end]``.
    """
    text = document.text
    blocks = paragraphs(text, boilerplate_ranges(text))
    quotations = find_quotations(text, blocks)
    frames: list[Frame] = []
    for block in blocks:
        inside = [(n, q) for n, q in enumerate(quotations) if block.start <= q.start < block.end]
        frames.append(build_frame(text, block, inside))
    clauses = {number: None for frame in frames for number, _, _, clause in frame.quotes if clause}
    bodies = [
        plain_frame(text, quotations[n].inner_start, quotations[n].inner_end) for n in clauses
    ]
    parsed = parse(frames + bodies)
    spoken = dict(zip(clauses, parsed[len(frames) :], strict=True))
    reading = _Reading(document, quotations, spoken)
    for part in parsed[: len(blocks)]:
        reading.cast.learn(part)
    for block, part in zip(blocks, parsed, strict=False):
        reading.read_block(block, part)
    return reading.finish()


class _Reading:
    """The state of reading one document."""

    def __init__(
        self, document: Document, quotations: list[Quotation], spoken: dict[int, Parsed]
    ) -> None:
        self.document = document
        self.text = document.text
        self.quotations = quotations
        self.spoken = spoken
        self.cast = Cast(document.text)
        self.drafts: list[Draft] = []
        self.terms: list[Span] = []
        self.last_speaker: Mention | None = None

    def read_block(self, block: Paragraph, parsed: Parsed) -> None:
        cues = find_cues(parsed)
        used: set[int] = set()
        begin = len(self.drafts)
        for number, start, end, clause in parsed.frame.quotes:
            self._quote(block, parsed, cues, used, number, start, end, clause=clause)
        self._reported(parsed, cues, used, begin)
        self._conditions(parsed, cues, begin)

    # -- quotations ------------------------------------------------------------------------------

    def _quote(
        self,
        block: Paragraph,
        parsed: Parsed,
        cues: dict[int, Cue],
        used: set[int],
        number: int,
        start: int,
        end: int,
        *,
        clause: bool,
    ) -> None:
        quotation = self.quotations[number]
        tokens = parsed.tokens_of(start, end)
        if not tokens:
            return
        cue, rule = _governing(parsed, cues, tokens, clause=clause)
        words = self.text[quotation.inner_start : quotation.inner_end]
        before = self.text[max(block.start, quotation.start - 60) : quotation.start]
        earlier = variant_of(words, [self.text[slice(*d.quote)] for d in self.drafts if d.quote])
        if not clause and _is_term(
            words, before, self.text[quotation.end : quotation.end + 30], cue, earlier is not None
        ):
            self.terms.append(make_span(self.text, quotation.inner_start, quotation.inner_end))
            return
        speaker = (
            self.cast.resolve(parsed, cue.source)
            if cue is not None and cue.source is not None
            else None
        )
        via = None
        if cue is not None:
            used.add(cue.token.i)
            via = self._via(parsed, cues, cue)
        notes = []
        if speaker is None:
            speaker, rule = self._speaker_nearby(
                parsed, cues, quotation, tokens, clause, earlier, words
            )
            notes.append("speaker not named nearby")
        if speaker is None and not clause and earlier is None and not _first_person(words):
            self.terms.append(make_span(self.text, quotation.inner_start, quotation.inner_end))
            return
        body = self.spoken.get(number)
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
            notes=notes,
        )
        if "..." in words or "…" in words:
            draft.notes.append("ellipsis")
        for inserted in _insertions(words):
            draft.notes.append(f"insertion: {inserted}")
        if not quotation.balanced:
            draft.notes.append("unbalanced marks")
        self.drafts.append(draft)
        if speaker is not None and clause:
            self.last_speaker = speaker
        if body is not None:
            for found in find_conditions(body):
                self._add_condition(draft, body, found)

    def _via(self, parsed: Parsed, cues: dict[int, Cue], cue: Cue) -> Mention | None:
        if cue.relay is not None:
            return self.cast.resolve(parsed, cue.relay)
        sentence = cue.token.sent
        for other in cues.values():
            if (
                other.kind == "according"
                and other.token.sent.start == sentence.start
                and other is not cue
            ):
                return self.cast.resolve(parsed, other.source)
        for token in sentence:
            if (
                token.lemma_
                in ("carry", "publish", "broadcast", "report", "quote", "relay", "cite")
                and token.tag_ == "VBN"
                and token.i != cue.token.i
            ):
                agent = child(token, "agent", "prep")
                by = child(agent, "pobj") if agent is not None and agent.lower_ == "by" else None
                if by is not None:
                    return self.cast.resolve(parsed, by)
            if (
                token.dep_ == "pobj"
                and token.lower_
                in ("television", "tv", "radio", "newspaper", "agency", "media", "broadcaster")
                and token.head.lower_ in ("on", "by", "to", "via", "in")
            ):
                return self.cast.resolve(parsed, token)
        return None

    def _speaker_nearby(
        self,
        parsed: Parsed,
        cues: dict[int, Cue],
        quotation: Quotation,
        tokens: list[int],
        clause: bool,
        earlier: int | None,
        words: str,
    ) -> tuple[Mention | None, str]:
        if quotation.continued and self.drafts and self.drafts[-1].quote:
            return self.drafts[-1].speaker, "continued"
        quoted = [d for d in self.drafts if d.quote]
        if earlier is not None and quoted[earlier].speaker is not None:
            known = quoted[earlier].speaker
            assert known is not None  # noqa: S101
            return Mention(known.id, known.name, None), "variant"
        if clause:
            before = [entry for entry in self.cast.subjects if entry.position < quotation.start]
            if before and (
                self.last_speaker is None
                or before[-1].position
                > (self.last_speaker.span.start if self.last_speaker.span else -1)
            ):
                return before[-1].mention, "preceding"
            return self.last_speaker, "preceding"
        if _first_person(words) and self.last_speaker is not None:
            return Mention(self.last_speaker.id, self.last_speaker.name, None), "dominant"
        return None, "none"

    # -- indirect speech -------------------------------------------------------------------------

    def _reported(self, parsed: Parsed, cues: dict[int, Cue], used: set[int], begin: int) -> None:
        doc = parsed.doc
        held: set[int] = set()
        for number, start, end, clause in parsed.frame.quotes:
            if clause or any(
                d.quote and d.quote[0] == self.quotations[number].inner_start
                for d in self.drafts[begin:]
            ):
                held |= set(parsed.tokens_of(start, end))
        for sentence in doc.sents:
            if self._interpreted(parsed, sentence, cues, held):
                continue
            local = [cue for cue in cues.values() if sentence.start <= cue.token.i < sentence.end]
            verbs = [cue for cue in local if cue.kind == "verb"]
            for cue in verbs:
                self._from_verb(parsed, cue, cues, held)
            if not verbs:
                for cue in local:
                    if cue.kind == "according":
                        self._according(parsed, cue, sentence, held)

    def _from_verb(self, parsed: Parsed, cue: Cue, cues: dict[int, Cue], held: set[int]) -> None:
        doc, verb = parsed.doc, cue.token
        if cue.source is None and cue.relay is None:
            return
        content = child(verb, "ccomp")
        if content is not None and content.i in held and content.lower_ == "works":
            content = None
        if cue.act is None or (
            cue.act in ("THREATEN", "COMMIT", "REQUEST", "ACCUSE") and content is not None
        ):
            if content is None:
                return
            if is_negated(verb) or content.left_edge.lower_ in ("what", "how", "who"):
                return
            for clause in _coordinated(content):
                first, last = _clause_edges(doc, clause, verb)
                if set(range(first, last + 1)) & held:
                    continue
                self._report(parsed, cue, cues, first, last)
            return
        if child(verb, "dobj", "xcomp", "ccomp", "prep", "nsubjpass") is None:
            return
        subject = child(verb, *SUBJECTS)
        leaving = [
            c
            for c in verb.children
            if c.dep_ in ("conj", "cc", "advcl", "parataxis", "ccomp")
            and c.i > verb.i
            and (c.dep_ != "ccomp" or c.lower_ == "works")
            and not _is_condition(c)
        ]
        low = subject.left_edge.i if subject is not None else verb.left_edge.i
        high = verb.right_edge.i
        for c in leaving:
            high = min(high, c.left_edge.i - 1)
        if subject is None:
            low = max(low, verb.sent.start)
        first, last = trim_edges(doc, low, high, words=("and", "but", "that"))
        if set(range(first, last + 1)) & held:
            return
        self._report(parsed, cue, cues, first, last)

    def _report(
        self,
        parsed: Parsed,
        cue: Cue,
        cues: dict[int, Cue],
        first: int,
        last: int,
        layer: str = "reported",
    ) -> None:
        speaker = self.cast.resolve(parsed, cue.source) if cue.source is not None else None
        if cue.source is not None and is_holder(cue.source):
            layer = "interpreted"
        start, end = parsed.place(first, last)
        draft = Draft(
            layer,
            start,
            end,
            [parsed.doc[i] for i in range(first, last + 1)],
            parsed,
            cue,
            None,
            speaker,
            self._via(parsed, cues, cue),
            rule="clause",
        )
        self.drafts.append(draft)

    def _according(self, parsed: Parsed, cue: Cue, sentence: Any, held: set[int]) -> None:
        low, high = sentence.start, sentence.end - 1
        edges = cue.token.left_edge.i, max(cue.source.right_edge.i, cue.token.right_edge.i)
        if edges[0] - low <= 1:
            low = edges[1] + 1
        else:
            high = edges[0] - 1
        if low >= high:
            return
        first, last = trim_edges(parsed.doc, low, high)
        if set(range(first, last + 1)) & held:
            return
        self._report(parsed, cue, {}, first, last)

    def _interpreted(
        self, parsed: Parsed, sentence: Any, cues: dict[int, Cue], held: set[int]
    ) -> bool:
        words = lexicon().layers
        doc = parsed.doc
        for token in sentence:
            if token.pos_ != "VERB" or token.lemma_.lower() not in words["perception"]:
                continue
            passive = token.tag_ == "VBN" and child(token, "auxpass") is not None
            subject = subject_of(token)
            holder = subject is not None and not passive and is_holder(subject)
            as_child = any(c.lower_ == "as" for c in token.children)
            if (passive and (as_child or child(token, "xcomp") is not None)) or (
                holder and (as_child or child(token, "ccomp") is not None)
            ):
                low, high = sentence.start, sentence.end - 1
                first, last = trim_edges(doc, low, high)
                inside = sorted(set(range(first, token.i)) & held)
                if inside:
                    aux = child(token, "auxpass")
                    first = aux.i if aux is not None else token.i
                agent = child(token, "agent")
                source = (
                    subject if holder else (child(agent, "pobj") if agent is not None else None)
                )
                cue = Cue(token, token.lemma_, None, source)
                start, end = parsed.place(first, last)
                speaker = self.cast.resolve(parsed, source) if source is not None else None
                hedge = doc[token.i - 1].text if doc[token.i - 1].tag_ == "RB" else token.text
                self.drafts.append(
                    Draft(
                        "interpreted",
                        start,
                        end,
                        [doc[i] for i in range(first, last + 1)],
                        parsed,
                        cue,
                        None,
                        speaker,
                        rule="perception",
                        hedge=hedge,
                    )
                )
                return True
        return False

    # -- conditions ------------------------------------------------------------------------------

    def _conditions(self, parsed: Parsed, cues: dict[int, Cue], begin: int) -> None:
        speech = {i: cue for i, cue in cues.items() if cue.kind == "verb"}
        for found in find_conditions(parsed, speech):
            low = parsed.place(*found.condition)
            high = parsed.place(*found.consequence)
            best, most = None, 0
            for draft in self.drafts[begin:]:
                if draft.parsed is not parsed:
                    continue
                shared = _overlap((draft.start, draft.end), high) * 2 + _overlap(
                    (draft.start, draft.end), low
                )
                if shared > most:
                    best, most = draft, shared
            if best is not None:
                self._add_condition(best, parsed, found)

    def _add_condition(self, draft: Draft, parsed: Parsed, found: Any) -> None:
        doc = parsed.doc
        condition = [doc[i] for i in range(found.condition[0], found.condition[1] + 1)]
        consequence = [doc[i] for i in range(found.consequence[0], found.consequence[1] + 1)]
        bare = not any(t.dep_ in SUBJECTS for t in consequence)
        kind = condition_kind(found.sense, condition, consequence, bare=bare)
        draft.conditions.append(
            Condition(
                cue=found.cue,
                condition=self._with_marks(parsed.place(*found.condition)),
                consequence=self._with_marks(parsed.place(*found.consequence)),
                kind=kind,
                sense=found.sense,
            )
        )

    def _with_marks(self, place: tuple[int, int]) -> Span:
        """Take in the marks of a quotation that a stretch holds as a whole."""
        start, end = place
        for quotation in self.quotations:
            if (
                start <= quotation.inner_start
                and quotation.inner_end - 2 <= end
                and quotation.start <= end
            ):
                if start == quotation.inner_start:
                    start = quotation.start
                if (
                    quotation.start >= start
                    and end >= quotation.inner_end - 2
                    and end < quotation.end
                ):
                    end = quotation.end
        return make_span(self.text, start, end)

    # -- the end ---------------------------------------------------------------------------------

    def finish(self) -> Document:
        self.drafts.sort(key=lambda d: (d.start, d.end))
        statements = []
        for number, draft in enumerate(self.drafts, 1):
            cue = draft.cue
            act = act_of(
                cue.act if cue else None,
                cue.lemma if cue else "",
                draft.tokens,
                [c.kind for c in draft.conditions],
            )
            negated = any(
                t.dep_ == "neg" or t.lower_ in ("no", "never", "nobody") for t in draft.tokens
            )
            quote = make_span(self.text, *draft.quote) if draft.quote else None
            statements.append(
                Statement(
                    id=f"{self.document.id}.{number}",
                    layer=draft.layer,
                    span=make_span(self.text, draft.start, draft.end, loose=draft.quote is None),
                    act=act,
                    speaker=draft.speaker,
                    via=draft.via,
                    quote=quote,
                    targets=(),
                    conditions=tuple(draft.conditions),
                    negated=negated,
                    modality=modality_of(
                        act, draft.tokens, conditional=bool(draft.conditions), negated=negated
                    ),
                    hedge=draft.hedge,
                    notes=tuple(draft.notes),
                )
            )
        statements = clustered(statements)
        return replace(
            self.document,
            statements=tuple(statements),
            terms=tuple(self.terms),
            actors=tuple(self.cast.actors.values()),
        )


def _governing(
    parsed: Parsed, cues: dict[int, Cue], tokens: list[int], *, clause: bool
) -> tuple[Cue | None, str]:
    """Return the cue that governs a quotation."""
    doc = parsed.doc
    inside = set(tokens)
    roots = [i for i in tokens if doc[i].head.i not in inside or doc[i].head == doc[i]]
    start = doc[roots[0] if roots else tokens[0]]
    if clause:
        start = doc[tokens[-1]]
    sentence = start.sent
    weak = None
    for token in [start, *start.ancestors]:
        cue = cues.get(token.i)
        if cue is None or token.i in inside:
            continue
        subject = child(token, *SUBJECTS)
        if subject is not None and any(
            subject.left_edge.i <= i <= subject.right_edge.i for i in inside
        ):
            continue
        if cue.source is not None or cue.relay is not None:
            return cue, "governs"
        weak = weak or cue
    if clause:
        for c in start.subtree:
            cue = cues.get(c.i)
            if (
                cue is not None
                and cue.source is not None
                and c.i not in inside
                and cue.kind != "noun"
            ):
                return cue, "parenthesis"
        near = [
            c
            for i, c in cues.items()
            if sentence.start <= i < sentence.end
            and c.source is not None
            and i not in inside
            and c.kind == "verb"
        ]
        if near:
            return min(near, key=lambda c: abs(c.token.i - tokens[0])), "near"
        near = [
            c
            for i, c in cues.items()
            if sentence.start <= i < sentence.end and c.source is not None and c.kind == "noun"
        ]
        if near:
            return near[0], "near"
    return weak, "weak"


def _is_term(words: str, before: str, after: str, cue: Cue | None, varies: bool) -> bool:
    """Whether words in marks are a term, a title or irony and nobody's speech."""
    lead = before.rstrip().lower()
    names = lexicon()
    last = lead.split()[-1].strip(",:;(") if lead.split() else ""
    if last in names.layers["title_nouns"] and words[:1].isupper():
        return True
    count = len(words.split())
    if (
        count <= 4
        and any(lead.endswith(cue_words) for cue_words in names.term_cues)
        and not (
            cue is not None
            and cue.source is not None
            and lead.endswith(("called", "labelled", "labeled", "termed", "dubbed"))
        )
    ):
        return not (varies and count > 1)
    if cue is None:
        return not (varies and count > 1) and not _first_person(words)
    return False


def _first_person(words: str) -> bool:
    return any(
        w in ("we", "our", "us", "my", "i", "ours", "ourselves")
        for w in words.lower().replace("'", " ").replace("’", " ").split()
    )


def _insertions(words: str) -> list[str]:
    found = []
    at = words.find("[")
    while at != -1:
        close = words.find("]", at, at + 80)
        if close == -1:
            break
        found.append(words[at : close + 1])
        at = words.find("[", close)
    return found


def _coordinated(clause: Any) -> list[Any]:
    found = [clause]
    for c in clause.children:
        if c.dep_ == "conj" and child(c, *SUBJECTS) is not None:
            found += _coordinated(c)
    return found


def _clause_edges(doc: Any, clause: Any, verb: Any) -> tuple[int, int]:
    low, high = clause.left_edge.i, clause.right_edge.i
    for c in clause.children:
        if c.dep_ == "conj" and child(c, *SUBJECTS) is not None and c.i > clause.i:
            high = min(high, c.left_edge.i - 1)
    while high > low and doc[high].dep_ == "cc":
        high -= 1
    return trim_edges(doc, low, high, words=("that", "and", "but"))


def _is_condition(token: Any) -> bool:
    mark = child(token, "mark", "advmod")
    return mark is not None and mark.lower_ in (
        "if",
        "unless",
        "until",
        "once",
        "when",
        "as",
        "while",
    )


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
