"""Reading with a language pack: quotations, speakers, acts and conditions without a parser.

Sentences are cut at stops outside quotation marks. A quotation's speaker stands beside a speech verb
in its sentence, else is the one who spoke last; a clause after "that" (or, where the language allows
it, after a mere comma, or before the verb) is reported speech; a verb of doing with its subject is a
deed. What no rule covers is left out: a wrong statement is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from detente.evidence import Actor, Document, Mention, Span, Statement
from detente.reading.clusters import clustered
from detente.reading.languages.conditions import conditions_in
from detente.reading.languages.layout import Layout
from detente.reading.languages.pack import Pack, Verb, load
from detente.reading.languages.sources import Sources
from detente.reading.languages.speakers import MARKS, Speakers
from detente.reading.marks import Quotation
from detente.reading.spans import make_span

#: A sentence longer than this is a list or worse: only what stands beside its verbs is read.
_LONG = 1500
#: Shares of right speakers and acts, rounded down, on passages kept aside and (last) on the German corpus's train part.
_SURE = {"beside": 0.75, "last": 0.4, "clause": 0.7, "deed": 0.65, "interpreted": 0.6, "none": 0.3}


def read_with_pack(document: Document) -> Document:
    """Return a document with the statements that the pack of its language finds."""
    return _Reader(document, load(str(document.language))).read()


#: Acts that are aimed at those whom their words name.
_AIMED = ("ACCUSE", "REQUEST", "THREATEN", "REJECT")


class _Reader:
    def __init__(self, document: Document, pack: Pack) -> None:
        self.document, self.text, self.pack = document, document.text, pack
        self.layout = Layout(self.text, pack)
        self.speakers = Speakers(self.text, pack)
        self.statements: list[Statement] = []
        self.terms: list[Span] = []
        self.sources = Sources(self.text, pack, self.speakers)
        self.toward: Mention | None = None  # to whom the sentence at hand is said

    def read(self) -> Document:
        for block in self.layout.blocks:
            for start, end in self.layout.sentences(block.start, block.end):
                self._sentence(start, end)
        ordered = sorted(self.statements, key=lambda s: (s.span.start, s.span.end))
        named = [
            replace(s, id=f"{self.document.id}.{number}")
            for number, s in enumerate(ordered, start=1)
        ]
        statements = clustered(named)
        return replace(
            self.document,
            statements=tuple(statements),
            terms=tuple(self.terms),
            actors=tuple(self._actors(statements)),
        )

    def _sentence(self, start: int, end: int) -> None:
        quoted = self.layout.quoted(start, end)
        if not quoted and (
            self._interpreted(start, end) or self._according_to(start, end, first=True)
        ):
            return
        verbs = [
            verb
            for verb in self.pack.verbs.find(self.text, start, end)
            if not self.layout.is_quoted(verb.start)
        ]
        source = self.sources.named(start, end) or self.sources.relaying(verbs, end)
        self.toward = self.speakers.toward(start, end)
        said = len(self.statements)
        used = self._quotes(quoted, verbs, start, end, source)
        begin = before = start
        for number, verb in enumerate(verbs):
            begin = self.layout.clause_start(begin, before, verb.start, first=number == 0)
            before = verb.stop
            if verb.start not in used:
                later = [other.start for other in verbs[number + 1 : number + 5]]
                alone = len(self.statements) == said
                self._report(verb, (start, begin, end), later, source, alone=alone)
        reported = any(s.layer == "reported" for s in self.statements[said:])
        brief = all(len(self.text[q.start : q.end].split()) < 4 for q in quoted)
        if brief and not reported:
            reported = self._according_to(start, end)
        if not reported and not used:
            self._goes_on(start, end)
        if len(self.statements) == said:
            self.speakers.last = self.speakers.topic(start, end) or self.speakers.last

    def _quotes(
        self,
        quoted: list[Quotation],
        verbs: list[Verb],
        start: int,
        end: int,
        source: Mention | None,
    ) -> set[int]:
        """File the quotations of a sentence; return where the verbs stand that govern them."""
        used: set[int] = set()
        starts = [verb.start for verb in verbs]
        for quotation in quoted:
            words = self.text[quotation.inner_start : quotation.inner_end]
            place = bisect_left(starts, quotation.start)
            earlier = verbs[place - 1] if place else None
            if self.layout.names_thing(quotation, earlier, start):
                self.terms.append(make_span(self.text, quotation.inner_start, quotation.inner_end))
                continue
            place = bisect_left(starts, quotation.end)
            later = verbs[place] if place < len(verbs) else None
            verb, speaker, addressed = self._governing(quotation, earlier, later, start, end)
            via: Mention | None = None
            speaker = speaker or self.sources.beside(quotation.end, end)
            if verb is None and speaker is None and source is not None:
                speaker = None if self.pack.media.search(source.name) else source
            clause = len(words.split()) > 3
            if verb is not None:
                used.add(verb.start)
                if addressed and self.text[verb.start : verb.end].lower() in self.pack.quoting:
                    via, speaker, addressed = speaker, addressed, None
            if verb is None and speaker is None:
                speaker = self._named_before(start, quotation.start)
                speaker = speaker or self._subject_around(quotation, earlier, used, start)
                clause = clause or speaker is not None
            rule = "beside" if speaker is not None else "none"
            if speaker is None and (verb is not None or clause):
                speaker = self.speakers.topic(start, quotation.start) or self.speakers.last
                rule = "last" if speaker else "none"
            if verb is None and not clause:
                self.terms.append(make_span(self.text, quotation.inner_start, quotation.inner_end))
                continue
            act = (verb.say if verb is not None else None) or "STATE"
            self._add(
                quotation.start,
                quotation.end,
                act,
                speaker,
                rule,
                quotation=quotation,
                via=via,
                addressed=addressed,
            )
        return used

    def _governing(
        self,
        quotation: Quotation,
        before: Verb | None,
        after: Verb | None,
        start: int,
        end: int,
    ) -> tuple[Verb | None, Mention | None, Mention | None]:
        """Return the speech verb beside a quotation, who speaks and to whom.

        The verb stands after the quotation, or before it with a colon, a comma or nothing between.
        """
        words = self.text[quotation.inner_start : quotation.inner_end]
        gap = self.text[quotation.end - 2 : after.start] if after is not None else ""
        # "“The Times” said": a short quotation without a stop is who speaks, not what is said.
        told = len(words.split()) > 3 or any(c in gap + words[-1] for c in ",.!?…")
        if after is not None and after.say and told and not gap[2:].strip(MARKS):
            speaker = self.speakers.after(after.end, end, subject=True)
            if speaker is not None and speaker.span is not None:
                return after, speaker, self.speakers.addressee(speaker.span.end, end)
            speaker = self.speakers.before(quotation.end, after.start)
            return after, speaker, self.speakers.addressee(after.end, end)
        if before is not None and before.say and before.stop <= quotation.start:
            gap = self.text[before.stop : quotation.start]
            near = not gap.strip(" ,") or self.pack.that.fullmatch(gap.rstrip(" :")) is not None
            if near or gap.strip().endswith(":"):
                return before, *self._subject(before, start, quotation.start)
        return None, None, None

    def _named_before(self, start: int, end: int) -> Mention | None:
        """Return who is named right before a quotation and a colon: "The minister: “…”"."""
        stop = len(self.text[start:end].rstrip()) + start - 1 if end - start < _LONG else start
        if stop <= start or self.text[stop] != ":":
            return None
        named = self.speakers.before(start, stop) if stop - start < 80 else None
        return named or self.speakers.first_party(start, stop)

    def _subject_around(
        self, quotation: Quotation, verb: Verb | None, used: set[int], start: int
    ) -> Mention | None:
        """Return the subject of the verb before words that are a part of what it tells."""
        if not self.pack.nouns_capital or verb is None or verb.start in used:
            return None
        return self._subject(verb, start, quotation.start)[0]

    def _subject(self, verb: Verb, begin: int, end: int) -> tuple[Mention | None, Mention | None]:
        """Return the subject of a verb, before it or (where words may turn) after it, and the addressee."""
        subject = self.speakers.pronoun(verb.end) if self.pack.inverted else None
        subject = subject or self.speakers.before(begin, verb.start)
        inner = verb.inner if verb.inner > verb.end else end
        if subject is None and not (
            self.pack.inverted and self.speakers.is_filled(begin, verb.start)
        ):
            subject = self.speakers.after(verb.end, inner, subject=True)
            if subject is not None and subject.span is not None:
                return self._to_whom(verb, subject, end)
        return subject, self.speakers.addressee(verb.end, end)

    def _to_whom(self, verb: Verb, subject: Mention, end: int) -> tuple[Mention, Mention | None]:
        """Return the subject after a verb and whom it speaks to."""
        if subject.span is None:
            return subject, None
        addressed = self.speakers.addressee(subject.span.end, end)
        if not addressed and self.text[verb.start : verb.end].lower() in self.pack.to:
            return self.speakers.divided(subject)
        return subject, addressed

    def _according_to(self, start: int, end: int, *, first: bool = False) -> bool:
        """File "according to X, …": X is a medium that relays, or the speaker."""
        place = self.sources.place(start, end)
        if place is None or (first and self.text[start : place[1]].strip()):
            return False
        source, low, high = place
        medium = self.sources.medium(source) if source is not None else None
        speaker = source if medium is None else None
        lead, rest = self.text[start:low].strip(" ,"), self.text[high:end].strip(" ,.\n")
        begin, stop = (high, end) if not lead else (start, low) if not rest else (start, end)
        self._add(begin, stop, "STATE", speaker, "clause" if speaker else "none", via=medium)
        return True

    def _interpreted(self, start: int, end: int) -> bool:
        who = self.pack.interpret_who.search(self.text, start, min(end, start + 60))
        verb = self.pack.interpret_verb.search(self.text, who.end(), end) if who else None
        if who is None or verb is None or verb.start() - who.end() > 40:
            return False
        speaker = self.speakers.mention(start, verb.start()) or Mention(
            "analysts", who.group(), make_span(self.text, *who.span())
        )
        hedge = self.pack.hedge.search(self.text, verb.end(), end)
        word = hedge.group() if hedge is not None else None
        self._add(start, end, "STATE", speaker, "interpreted", layer="interpreted", hedge=word)
        return True

    def _goes_on(self, start: int, end: int) -> None:
        """File a sentence whose mood marks it as what the last speaker goes on to say."""
        last = self.statements[-1] if self.statements else None
        speaker = self.speakers.last
        if speaker is None:
            return
        near = last is not None and not self.text[last.span.end : start].strip(MARKS + "\n")
        mood = self.pack.mood.search(self.text, start, end)
        if mood is None and near:
            mood = self.pack.mood_near.search(self.text, start, end)
        if mood is not None and not self.layout.is_quoted(mood.start()):
            self._add(start, end, "STATE", speaker, "last")

    def _report(
        self,
        verb: Verb,
        places: tuple[int, int, int],
        later: list[int],
        source: Mention | None,
        *,
        alone: bool,
    ) -> None:
        """File what a verb reports: the words after it or before it, or the deed that it tells."""
        start, begin, end = places
        limit = later[0] if later else end
        via = self.sources.medium(source) if source is not None else None
        if via is not None and not alone and self.sources.relays(verb):
            return
        turned = self.speakers.pronoun(verb.end) if self.pack.inverted else None
        subject = turned or self.speakers.before(begin, verb.start)
        plain = subject is not None and self.layout.words_said(verb, verb.stop, end) is not None
        if verb.say is not None and (
            self._as_said(verb, start, begin, end, via)
            or (not plain and self._turned(verb, start, end, via))
        ):
            return
        subject = subject or self._shared(begin, verb.start)
        asked = verb.say in ("REQUEST", "ACCUSE") and verb.inner > verb.end
        head, addressed = verb.end, self.speakers.addressee(verb.end, end, asked=asked)
        if turned is not None and addressed is None:
            addressed = self.speakers.addressee(begin, verb.start, asked=asked)
        filled = not self.pack.inverted or self.speakers.is_filled(begin, verb.start)
        if subject is None and not filled:
            inner = verb.inner if verb.inner > verb.end else limit
            subject = self.speakers.after(verb.end, inner, subject=True)
            if subject is not None and subject.span is not None:
                head = subject.span.end
                subject, addressed = self._to_whom(verb, subject, end)
        if subject is None:
            return
        if via is None and self.sources.relays(verb):
            via = self.sources.medium(subject)
        speaker = None if via is not None and subject.span == via.span else subject
        opened = self.layout.words_said(verb, head, end)
        if opened is not None and verb.say is not None:
            ahead = next((start for start in later if start > opened), end)
            stop = self.layout.clause_end(opened, end, ahead)
            whole = verb.say == "REQUEST"
            self._add(
                begin if whole else opened,
                stop,
                verb.say,
                speaker,
                "clause" if speaker else "none",
                via=via,
                addressed=addressed,
            )
        elif verb.do is not None and self.pack.that.match(self.text, verb.stop) is None:
            self._deed(verb, subject, (begin, limit, end), via)

    def _as_said(self, verb: Verb, start: int, begin: int, end: int, via: Mention | None) -> bool:
        """File "as X said, …" and "…, as X said": what is said stands around the clause."""
        if verb.start - start > _LONG:
            return False
        last = self.pack.as_clause.match(self.text, begin, verb.start)
        for match in self.pack.as_clause.finditer(self.text, begin, verb.start):
            if match.group().startswith(","):
                last = match
        if last is None:
            return False
        subject = self.speakers.after(last.end(), verb.start)
        if subject is None and not self.pack.inverted:
            subject = self.speakers.after(verb.end, end)
        if self.text[start : last.start()].strip(" ,"):
            return self._file(verb, (start, last.start(), verb.stop, end), subject, via)
        comma = self.text.find(",", verb.stop, end)
        return comma != -1 and self._file(verb, (comma + 1, end, verb.stop, end), subject, via)

    def _turned(self, verb: Verb, start: int, end: int, via: Mention | None) -> bool:
        """File "…, said X": what is said stands before the verb, or goes on after its subject."""
        if end - start > _LONG:
            return False
        before = self.text[start : verb.start].rstrip()
        if not before.endswith(",") or self.layout.is_quoted(len(before) + start):
            return False
        inner = verb.inner if verb.inner > verb.end else end
        subject = self.speakers.after(verb.end, inner, subject=True)
        stop = max(verb.stop, subject.span.end) if subject and subject.span else verb.stop
        framed = self.pack.frame.match(before.lstrip()) and not self.pack.mood.search(before)
        if framed and self.layout.words_said(verb, stop, end) is not None:
            return False  # "In a message that was shown at night, X said, they would …"
        comma = self.text.find(",", stop, end)
        goes_on = comma != -1 and len(self.text[comma:end].split()) > 6
        high = end if goes_on else start + len(before) - 1
        return self._file(verb, (start, high, stop, end), subject, via)

    def _file(
        self,
        verb: Verb,
        places: tuple[int, int, int, int],
        subject: Mention | None,
        via: Mention | None,
    ) -> bool:
        """File words said by the subject of a verb; False where they are too few or nobody's."""
        low, high, stop, end = places
        if subject is None or len(self.text[low:high].split()) < 3:
            return False
        told = self.statements[-1].span if self.statements else None
        if told is not None and told.start >= low and 2 * len(told.text) > high - low:
            return True  # told already: a deed is its doer's
        speaker = None if via is not None and subject.span == via.span else subject
        self._add(
            low,
            high,
            verb.say or "STATE",
            speaker,
            "clause" if speaker else "none",
            via=via,
            addressed=self.speakers.addressee(stop, end),
        )
        return True

    def _deed(
        self,
        verb: Verb,
        subject: Mention,
        places: tuple[int, int, int],
        via: Mention | None,
    ) -> None:
        begin, limit, end = places
        span = subject.span
        if span is None or self.speakers.mention(span.start, span.end, strict=True) is None:
            return
        stop = max(self.layout.clause_end(verb.end, end, limit), verb.stop)
        from_here = span.start if begin <= span.start < verb.start else verb.start
        inside = any(quotation.start < stop for quotation in self.layout.quoted(verb.end, stop))
        if self.text[verb.end : stop].strip(" .,;") and not inside:
            before = self.text.rfind(" ", 0, verb.start - 1) + 1
            denied = self.pack.denies.fullmatch(self.text, before, verb.start - 1) or (
                self.pack.inverted and self.pack.denies.search(self.text, verb.end, stop)
            )
            act = "STATE" if denied else verb.do or "STATE"
            self._add(from_here, stop, act, subject, "deed", via=via)

    def _shared(self, begin: int, verb: int) -> Mention | None:
        """Return the subject that a verb after "and" shares with the clause before it."""
        lead = self.text[begin:verb].strip(" ,").lower()
        return self.speakers.last if lead in self.pack.joins else None

    def _add(
        self,
        start: int,
        end: int,
        act: str,
        speaker: Mention | None,
        rule: str,
        *,
        quotation: Quotation | None = None,
        layer: str = "reported",
        via: Mention | None = None,
        hedge: str | None = None,
        addressed: Mention | None = None,
    ) -> None:
        span = make_span(self.text, start, end, loose=quotation is None)
        if quotation is None:
            span = make_span(self.text, span.start, span.end - (span.text.endswith(".")))
        quote = None
        if quotation is not None:
            layer = "quoted"
            quote = make_span(self.text, quotation.inner_start, quotation.inner_end)
        inner = quote or span
        if not any(character.isalnum() for character in inner.text):
            return
        conditions = conditions_in(self.text, inner.start, inner.end, self.pack)
        if rule in ("beside", "last", "clause"):
            act = self._act(inner.text, act, [c.kind for c in conditions])
        own = speaker.id if speaker is not None else None
        # What is stated, promised or offered is aimed at nobody whom it only mentions.
        aimed = rule == "deed" or act in _AIMED
        places = [inner] if aimed else [condition.condition for condition in conditions]
        named = tuple(
            party
            for place in places
            for party in self.speakers.targets(place.start, place.end, speaker)
        )
        outside = self.toward is None or not (
            self.toward.span and start <= self.toward.span.start < end
        )
        if addressed is None and outside and rule in ("beside", "clause"):
            addressed = self.toward
        told = self.sources.medium(addressed) if addressed is not None else None
        if told is None and addressed is not None and addressed.id != own:
            named = (addressed.id, *named)
        self.statements.append(
            Statement(
                id="",
                layer=layer,
                span=span,
                quote=quote,
                act=act,
                speaker=speaker,
                via=via or told,
                targets=tuple(dict.fromkeys(named)),
                conditions=conditions,
                negated=self.pack.negation.match(inner.text) is not None,
                modality=self._modality(act, inner.text, rule, conditional=bool(conditions)),
                confidence=_SURE[rule],
                hedge=hedge,
                notes=("unbalanced marks",) if quotation and not quotation.balanced else (),
            )
        )
        if speaker is not None and layer != "interpreted":
            self.speakers.last = speaker

    def _act(self, words: str, act: str, kinds: list[str]) -> str:
        if "offer" in kinds or "promise" in kinds:
            return "OFFER"
        if "threat" in kinds:
            return "THREATEN"
        found = next((name for name, pattern in self.pack.content if pattern.search(words)), None)
        if act == "STATE":
            if found is None and self._plans(words):
                return "COMMIT"
            return found or "STATE"
        return "REJECT" if act == "THREATEN" and found == "REJECT" else act

    def _plans(self, words: str) -> bool:
        """Whether reported words say what whoever speaks is going to do: it is their subject, or they have none."""
        ahead = self.pack.future.search(words)
        first = words.strip(MARKS).split()
        own = bool(first) and first[0].lower() in self.pack.pronouns
        return ahead is not None and (own or not words[: ahead.start()].strip(MARKS))

    def _modality(self, act: str, words: str, rule: str, *, conditional: bool) -> str:
        if conditional:
            return "conditional"
        if act == "REQUEST":
            return "asked"
        if rule == "deed":
            return "done"
        return "planned" if self.pack.future.search(words) else "ongoing"

    def _actors(self, statements: list[Statement]) -> list[Actor]:
        found: dict[str, Actor] = {}
        for statement in statements:
            for mention in (statement.speaker, statement.via):
                if mention is not None:
                    found.setdefault(mention.id, self._actor(mention.id, mention.name))
            for target in statement.targets:
                found.setdefault(target, self._actor(target, target))
        return list(found.values())

    def _actor(self, actor: str, name: str) -> Actor:
        from detente.actors import Registry

        known = Registry.default().actor(actor)
        if known is not None:
            return known
        return Actor(actor, name, "outlet" if actor in self.sources.media else "group")
