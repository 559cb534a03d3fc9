"""Reading with a language pack: quotations, speakers, acts and conditions without a parser.

Sentences are cut at stops outside quotation marks. A quotation's speaker stands beside a speech verb
in its sentence, else is the one who spoke last; a clause after "that" is reported speech; a verb of
doing with its subject is a deed. What no rule covers is left out: a wrong statement is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from detente.actors import slug
from detente.documents import boilerplate_ranges
from detente.evidence import Actor, Document, Mention, Span, Statement
from detente.reading.clusters import clustered
from detente.reading.languages.conditions import conditions_in
from detente.reading.languages.pack import Pack, load
from detente.reading.languages.speakers import Speakers
from detente.reading.marks import Quotation, find_quotations
from detente.reading.paragraphs import paragraphs
from detente.reading.spans import make_span

_THAT = re.compile(r"\s*,?\s*(?:que|qu['’])\s*", re.IGNORECASE)
#: Where one clause of a sentence ends and another begins.
_JOINT = re.compile(r"(?:,|;|:|»|”|\")\s*(?:y|e|pero)?\s*|\s(?:y|pero)\s(?=\w+[óa]n?\b)")
_NEGATED = re.compile(r"\W*(?:\w+\s){0,2}?(?:no|nunca|jamás|ni)\b", re.IGNORECASE)
#: Shares of right speakers and acts on passages kept aside, rounded down (docs/languages.md).
_SURE = {"beside": 0.75, "last": 0.55, "clause": 0.7, "deed": 0.65, "interpreted": 0.6, "none": 0.3}


def read_with_pack(document: Document) -> Document:
    """Return a document with the statements that the pack of its language finds."""
    return _Reader(document, load(str(document.language))).read()


class _Reader:
    def __init__(self, document: Document, pack: Pack) -> None:
        self.document, self.text, self.pack = document, document.text, pack
        self.blocks = paragraphs(self.text, boilerplate_ranges(self.text))
        self.quotations = find_quotations(self.text, self.blocks)
        self.speakers = Speakers(self.text, pack)
        self.statements: list[Statement] = []
        self.terms: list[Span] = []
        self.media: set[str] = set()

    def read(self) -> Document:
        for block in self.blocks:
            for start, end in self._sentences(block.start, block.end):
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

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a paragraph at its stops, those inside quotation marks left alone."""
        found, begin = [], start
        for match in re.compile(r"[.!?…]+[»”\"’]*\s+(?=[«“\"¿¡A-ZÁÉÍÓÚÑ])").finditer(
            self.text, start, end
        ):
            at = match.start()
            inside = any(q.start <= at < q.end - 1 for q in self.quotations if q.end > begin)
            if not inside:
                found.append((begin, match.end()))
                begin = match.end()
        return [*found, (begin, end)]

    def _sentence(self, start: int, end: int) -> None:
        quoted = [q for q in self.quotations if start <= q.start < end]
        if not quoted and self._interpreted(start, end):
            return
        if not quoted and self._according_to(start, end):
            return
        verbs = [
            m for m in self.pack.verb.finditer(self.text, start, end) if not _in(m.start(), quoted)
        ]
        used = self._quotes(quoted, verbs, start, end)
        for number, verb in enumerate(verbs):
            if verb.start() not in used:
                limit = verbs[number + 1].start() if number + 1 < len(verbs) else end
                self._report(verb, start, end, limit, quoted)

    def _quotes(self, quoted: list[Quotation], verbs: list[Any], start: int, end: int) -> set[int]:
        """File the quotations of a sentence; return where the verbs stand that govern them."""
        used: set[int] = set()
        for quotation in quoted:
            words = self.text[quotation.inner_start : quotation.inner_end]
            verb, speaker = self._governing(quotation, verbs, start, end)
            clause = len(words.split()) > 3
            if verb is not None:
                used.add(verb.start())
            rule = "beside" if speaker is not None else "none"
            if speaker is None and (verb is not None or clause):
                speaker, rule = self.speakers.last, "last" if self.speakers.last else "none"
            if verb is None and not clause:
                self.terms.append(make_span(self.text, quotation.inner_start, quotation.inner_end))
                continue
            act = self.pack.say.get(verb.group().lower(), "STATE") if verb is not None else "STATE"
            self._add(quotation.start, quotation.end, act, speaker, rule, quotation=quotation)
        return used

    def _governing(
        self, quotation: Quotation, verbs: list[Any], start: int, end: int
    ) -> tuple[Any, Mention | None]:
        """Return the speech verb beside a quotation and who speaks: after it, before it, or colon."""
        says = [v for v in verbs if v.group().lower() in self.pack.say]
        after = next((v for v in says if v.start() >= quotation.end), None)
        if after is not None and not self.text[quotation.end : after.start()].strip(' ,.—–-»”"'):
            speaker = self.speakers.after(after.end(), end)
            return after, speaker or self.speakers.before(quotation.end, after.start())
        before = next((v for v in reversed(says) if v.end() <= quotation.start), None)
        if before is not None:
            gap = self.text[before.end() : quotation.start]
            if gap.strip().endswith(":") or not gap.strip(" ,") or gap.strip() in ("que", "que:"):
                subject = self.speakers.before(start, before.start())
                return before, subject or self.speakers.after(before.end(), quotation.start)
        return None, self._according(start, end)

    def _according(self, start: int, end: int) -> Mention | None:
        match = self.pack.according.search(self.text, start, end)
        if match is None:
            return None
        found = self.speakers.after(match.end() + 1, end)
        return None if found is None or self.pack.media.search(found.name) else found

    def _according_to(self, start: int, end: int) -> bool:
        """File "according to X, …": X is a medium that relays, or the speaker."""
        match = self.pack.according.match(self.text, start)
        comma = self.text.find(",", match.end(), end) if match else -1
        if match is None or comma == -1:
            return False
        source = self.speakers.after(match.end() + 1, comma)
        if source is None:
            return False
        medium = self._medium(source)
        speaker = source if medium is None else None
        self._add(comma + 1, end, "STATE", speaker, "clause" if speaker else "none", via=medium)
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
        self._add(start, end, "STATE", speaker, "interpreted", layer="interpreted", hedge=hedge)
        return True

    def _report(self, verb: Any, start: int, end: int, limit: int, quoted: list[Quotation]) -> None:
        form = verb.group().lower()
        that = _THAT.match(self.text, verb.end())
        begin = self._clause_start(start, verb.start())
        via = self._via(start, end, verb)
        if form in self.pack.relay and via is not None:
            return
        subject = self.speakers.before(begin, verb.start()) or self._shared(begin, verb.start())
        if that is None and form in self.pack.say:
            # "advirtió a Islandia que …": the addressee stands between.
            later = re.compile(r"[^,.;:]{0,60}?\sque\s").match(self.text, verb.end())
            that = later if later is not None else None
        act = self.pack.say.get(form, "STATE")
        if that is not None and subject is not None and form in self.pack.say:
            if form in ("negó", "negaron"):
                act = "REJECT"
            stop = self._clause_end(that.end(), end, limit)
            if act in ("REQUEST",):
                self._add(begin, stop, act, subject, "clause", via=via)
            else:
                self._add(
                    that.end(),
                    stop,
                    act,
                    subject,
                    "clause",
                    via=via,
                    addressed=(verb.end(), that.start() + 1),
                )
            return
        act = self.pack.do.get(form, "")
        if act and subject is not None and that is None:
            stop = self._clause_end(verb.end(), end, limit)
            from_here = (
                subject.span.start if subject.span and subject.span.start >= begin else verb.start()
            )
            if self.text[verb.end() : stop].strip(" .,;") and not any(
                verb.end() <= q.start < stop for q in quoted
            ):
                self._add(from_here, stop, act, subject, "deed", via=via)

    def _shared(self, begin: int, verb: int) -> Mention | None:
        """Return the subject that a verb after "and" shares with the clause before it."""
        lead = self.text[begin:verb].strip(" ,")
        return self.speakers.last if lead in ("", "y", "e", "pero") else None

    def _via(self, start: int, end: int, verb: Any) -> Mention | None:
        match = self.pack.according.search(self.text, start, end)
        found = self.speakers.after(match.end() + 1, end) if match else None
        if found is None and verb.group().lower() in self.pack.relay:
            found = self.speakers.after(verb.end(), end)
        return self._medium(found) if found is not None else None

    def _medium(self, found: Mention) -> Mention | None:
        """Return a mention as the medium that relays, None when it names no medium."""
        if self.pack.media.search(found.name) is None:
            return None
        proper = re.sub(r"^.*?(?=[A-ZÁÉÍÓÚÑ])", "", found.name)
        name = slug(proper) if proper else found.id
        self.media.add(name)
        return Mention(name, found.name, found.span)

    def _clause_start(self, start: int, verb: int) -> int:
        """Return where the clause of a verb begins: after a conjunction that joins two verbs, or a stop."""
        cut = start
        for match in _JOINT.finditer(self.text, start, verb):
            bare = not self.text[match.end() : verb].strip()
            # A comma right before the verb closes an apposition: "the president, Name, said".
            if bare and match.group().strip() == ",":
                continue
            if bare or self.pack.verb.search(self.text, start, match.start()) is not None:
                cut = match.end()
        return cut

    def _clause_end(self, begin: int, end: int, limit: int) -> int:
        """Return where a clause ends: before the next verb's conjunction, else at the sentence's end."""
        stop = end
        if limit < end:
            joint = max(self.text.rfind(word, begin, limit) for word in (" y ", ", ", " e ", "; "))
            stop = joint if joint > begin else limit
        return begin + len(self.text[begin:stop].rstrip(" \n.,;:"))

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
        hedge: Any = None,
        addressed: tuple[int, int] | None = None,
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
        targets = self.speakers.targets(inner.start, inner.end, speaker)
        if addressed is not None:
            targets = (*self.speakers.targets(*addressed, speaker), *targets)
        negated = _NEGATED.match(inner.text) is not None
        notes = ("unbalanced marks",) if quotation is not None and not quotation.balanced else ()
        self.statements.append(
            Statement(
                id="",
                layer=layer,
                span=span,
                quote=quote,
                act=act,
                speaker=speaker,
                via=via,
                targets=tuple(dict.fromkeys(targets)),
                conditions=conditions,
                negated=negated,
                modality=self._modality(act, inner.text, rule, conditional=bool(conditions)),
                confidence=_SURE[rule],
                hedge=hedge.group() if hedge is not None else None,
                notes=notes,
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
            if found is None and self.pack.future.search(words):
                return "COMMIT"
            return found or "STATE"
        return "REJECT" if act == "THREATEN" and found == "REJECT" else act

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
        return Actor(actor, name, "outlet" if actor in self.media else "group")


def _in(position: int, quoted: list[Quotation]) -> bool:
    return any(q.start <= position < q.end for q in quoted)
