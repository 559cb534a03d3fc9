"""Who speaks, in a language pack: the noun phrase beside a verb, and the party that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from detente.actors import Registry, slug
from detente.evidence import Mention, Span
from detente.reading.languages.pack import Pack
from detente.reading.spans import make_span

#: Marks and blanks between a quotation and the verb beside it.
MARKS = ' ,.—–-»”"“'
_LONGEST = 18
_OPENING = "„“«‚"
#: How far from a verb its subject is looked for, and how many places and times may stand between.
_NEAR, _ASIDES = 400, 5
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
#: A noun phrase, a phrase between commas, and nothing more before the verb.
_APPOSITION = re.compile(r"([^,.;:«»“”„\"\n]{2,80}), ([^,.;:«»“”„\"\n]{2,60}),?\s*$")
#: What may stand between a subject and its verb: a party in brackets, a clause between commas.
_BETWEEN = re.compile(
    r"\s*(?:\([^()]{0,40}\))?\s*(?:,[^.;:«»“”„\"\n]{2,160},|,|[^\W\d_A-Z]{3,14})?\s*$"
)


@dataclass(slots=True)
class Speakers:
    """The actors of one document, learned as it is read."""

    text: str
    pack: Pack
    last: Mention | None = None
    full: dict[str, str] = field(default_factory=dict)
    places: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Every name is found once; stretches then look their names up by place.
        named = {
            m.start(): (m.start(), m.end(), self.pack.actors[m.group(1)])
            for m in self.pack.names.finditer(self.text)
        }
        # Capitals are mostly written alike in many languages: Washington, Rabat, Ankara.
        for s in Registry.default().find_mentions(self.text):
            if s.sense == "seat":
                named.setdefault(s.start, (s.start, s.end, s.actor.id))
        self.places = sorted(named.values())

    def before(self, start: int, end: int) -> Mention | None:
        """Return the actor whose noun phrase ends a stretch, just before its verb."""
        if self.pack.inverted:
            return self._first(start, end) if end - start <= _NEAR else None
        start = max(start, end - _NEAR)
        end -= len(self.text[start:end]) - len(self.text[start:end].rstrip())
        word = self.text.rfind(" ", start, end) + 1
        if word and self.pack.denies.fullmatch(self.text, word, end):
            end = word  # "Perú no firmó": what denies the verb is no part of the name
        framed = self._with_apposition(start, end)
        if framed is not None:
            return framed
        last = None
        for match in self.pack.phrase.finditer(self.text, self._past_frame(start, end), end):
            last = match
        if last is None or self.text[last.end() : end].strip(" ,"):
            return None
        words = list(_NAME.finditer(self.text, *last.span()))[-_LONGEST:]
        return self.mention(words[0].start(), last.end()) if words else None

    def _first(self, start: int, end: int) -> Mention | None:
        """Return the actor of the one phrase that may stand before the verb, if it is the subject."""
        start = self._past_blanks(start, end)
        match = self.pack.phrase.match(self.text, start, end)
        if match is None or self.pack.frame.match(self.text, start, end):
            return None
        found = self._apposed(match.start(), match.end(), end)
        if (
            found is not None
            and found.span is not None
            and not self.text[found.span.end : end].strip()
        ):
            return found
        return found if _BETWEEN.match(self.text, match.end(), end) is not None else None

    def is_filled(self, start: int, end: int) -> bool:
        """Whether the one place before the verb is taken by a subject, known or not."""
        if end - start > _NEAR:
            return False
        start = self._past_blanks(start, end)
        match = self.pack.phrase.match(self.text, start, end)
        return (
            match is not None
            and self.pack.frame.match(self.text, start, end) is None
            and match.group().split()[0].lower() not in self.pack.oblique
            and _BETWEEN.match(self.text, match.end(), end) is not None
        )

    def pronoun(self, start: int) -> Mention | None:
        """Return the one for whom a pronoun at a place stands: who spoke or was spoken of last."""
        start = self._past_blanks(start, len(self.text))
        match = _NAME.match(self.text, start)
        if match is None or match.group().lower() not in self.pack.pronouns:
            return None
        return self.mention(*match.span())

    def _past_frame(self, start: int, end: int) -> int:
        """Return where the subject may begin: after what frames a sentence ("Later, …")."""
        start = self._past_blanks(start, end)
        frame = self.pack.frame.match(self.text, start, end)
        if frame is None:
            return start
        comma = self.text.find(",", frame.end(), end)
        return comma + 1 if comma != -1 else frame.end()

    def _past_blanks(self, start: int, end: int) -> int:
        while start < end and self.text[start] in " ,\n\t\u00a0":
            start += 1
        return start

    def _with_apposition(self, start: int, end: int) -> Mention | None:
        """Return the actor of "the president of X, Name, said": name and office in either order."""
        match = _APPOSITION.search(self.text, start, end)
        if match is None:
            return None
        head, inner = match.group(1), match.group(2)
        if not self._is_subject(match.start(1), match.end(1)):
            return None
        named = inner[:1].isupper() or self._is_office(inner)
        if named:
            return self.mention(match.start(1), match.end(2))
        # "X, por su parte, said": the phrase between is no name.
        return self.mention(*match.span(1)) if len(head.split()) <= _LONGEST else None

    def _is_subject(self, start: int, end: int) -> bool:
        """Whether a stretch may name who acts: no frame, and an office, a name or a known party."""
        start = self._past_blanks(start, end)
        if self.pack.frame.match(self.text, start, end):
            return False
        words = self.text[start:end].split()
        capitals = [word for word in words if word[:1].isupper()]
        return (
            bool(self.named(start, end))
            or self.pack.generic.search(self.text, start, end) is not None
            or words[0].lower() in self.pack.articles
            or len(capitals) > 1
            or len(words) == 1
        )

    def _is_office(self, phrase: str) -> bool:
        return self.pack.generic.search(" ".join(phrase.split()[:2])) is not None

    def after(self, start: int, end: int, *, subject: bool = False) -> Mention | None:
        """Return the actor whose noun phrase begins a stretch, just after its verb.

        A ``subject`` may stand after whom it speaks to, and after no comma.
        """
        if subject and self.text[start : start + 1] == ",":
            return None
        end = min(end, start + _NEAR)
        start = self.past_asides(start, end)
        if subject and self.pack.oblique:
            other = self.pack.phrase.match(self.text, start, end)
            if other is not None and other.group().split()[0].lower() in self.pack.oblique:
                start = self.past_asides(other.end(), end)
                again = self.pack.phrase.match(self.text, start, end)
                if again is None or again.group().split()[0].lower() in self.pack.oblique:
                    return None
        match = self.pack.phrase.match(self.text, start, end)
        return self._apposed(match.start(), match.end(), end) if match is not None else None

    def _apposed(self, start: int, stop: int, end: int) -> Mention | None:
        """Return the actor of a phrase and of what explains it after a comma.

        "el ministro, Juan Pérez" and "Juan Pérez, ministro de …": the apposition belongs to the phrase.
        """
        if self.text[stop : stop + 1] == ",":
            begin = self._past_blanks(stop, end)
            more = self.pack.phrase.match(self.text, begin, end)
            first = more.group() if more is not None else ""
            name = first[:1].isupper() and not self.pack.frame.match(self.text, begin, end)
            closed = more is None or self.text[more.end() : more.end() + 1] in (*',.;:!?»”“"\n', "")
            if more is not None and closed and (name or self._is_office(first)):
                stop = more.end()
        places = self.named(start, stop)[:2]
        if len(places) > 1 and places[0][0] == start and places[1][0] == places[0][1] + 1:
            stop = places[0][1]  # "drohte Frankreich Großbritannien": two, not one of two words
        found = make_span(self.text, start, stop, loose=True)
        words = found.text.split()
        if not words or len(words) > _LONGEST:
            return None
        small = words[0][0].islower() and not self.pack.nouns_capital
        if small and not self._names_actor(words, found):
            return None
        return self.mention(found.start, found.end)

    def past_asides(self, start: int, end: int) -> int:
        """Return where a stretch goes on after place, time and medium: "en Telegram", "am Montag"."""
        start = self._past_blanks(start, end)
        for _ in range(_ASIDES):
            match = self.pack.aside.match(self.text, start, end)
            if match is None:
                break
            start = self._past_blanks(match.end(), end)
        return start

    def _names_actor(self, words: list[str], span: Span) -> bool:
        plain = words[0].strip(",").lower()
        return (
            plain in self.pack.articles
            or plain in self.pack.pronouns
            or self.pack.generic.search(span.text) is not None
        )

    def first_party(self, start: int, end: int) -> Mention | None:
        """Return the first office, body or full name in a stretch that no preposition governs."""
        if not self.pack.nouns_capital:
            return None
        start = max(start, end - _NEAR)
        for match in self.pack.phrase.finditer(self.text, start, end):
            words = self.text[start : match.start()].split()
            governed = words and self.pack.frame.fullmatch(words[-1]) is not None
            if governed or match.group().split()[0].lower() in self.pack.oblique:
                continue
            if self.pack.frame.match(self.text, match.start(), match.end()):
                continue
            found = self.mention(*match.span(), strict=True)
            if found is not None:
                return found
        return None

    def divided(self, mention: Mention) -> tuple[Mention, Mention | None]:
        """Divide "der Präsident der Ukraine" where the verb needs one to whom: subject, addressee."""
        span = mention.span
        if span is None:
            return mention, None
        starts = [span.start + match.start() for match in self.pack.object.finditer(span.text)]
        # A state's name without an ending at the end of the phrase is no genitive: "warf Peru Chile vor".
        starts += [
            start
            for start, end, _ in self.named(span.start + 1, span.end)
            if end == span.end and self.text[start:end] in self.pack.actors
        ]
        for start in sorted(starts, reverse=True):
            to = self.addressee(start, span.end)
            before = self.text[span.start : start].split()
            rest = self.mention(span.start, start)
            if to and rest is not None and before[-1].lower() not in self.pack.prepositions:
                return rest, to
        return mention, None

    def source(self, start: int, end: int) -> tuple[Mention | None, int]:
        """Return who is a source, and where its phrase ends: a report is named by whose it is."""
        place = self.past_asides(start, end) if not self.pack.nouns_capital else start
        start = self._past_blanks(place, end)
        report = self.pack.report.match(self.text, start, end)
        if report is None:
            found = self.after(start, end)
            if found is None or found.span is None:
                aside = self.pack.aside.match(self.text, start, end)
                return None, aside.end() if aside is not None else start
            return found, found.span.end
        phrase = self.pack.phrase.match(self.text, start, end)
        owner = self._past_blanks(report.end(), end)
        whose = self.pack.phrase.match(self.text, owner, end)
        stop = max(phrase.end() if phrase is not None else 0, report.end())
        if whose is None or report.group().split()[-1].lower() not in self.pack.prepositions:
            return None, stop
        return self._apposed(*whose.span(), end), max(stop, whose.end())

    def topic(self, start: int, end: int) -> Mention | None:
        """Return the party whose phrase begins a sentence, where that is told from things."""
        if not self.pack.nouns_capital or self.pack.frame.match(self.text, start, end):
            return None
        match = self.pack.phrase.match(self.text, start, min(end, start + _NEAR))
        if match is None or match.group().split()[0].lower() in self.pack.oblique:
            return None
        return self.mention(*match.span(), strict=True)

    def addressee(self, start: int, end: int, *, asked: bool = False) -> Mention | None:
        """Return the party to whom words are said, named at the begin of a stretch.

        Whoever is ``asked`` needs no mark: "forderte die Hersteller auf".
        """
        end = min(end, start + _NEAR)
        for _ in range(_ASIDES):
            place = self._past_blanks(start, end)
            if self.pack.bare_clause and "," in self.text[start:place]:
                return None  # what is said begins
            start = place
            for pattern in (self.pack.addressee_sure, self.pack.addressee):
                match = pattern.match(self.text, start, end)
                phrase = match and self.pack.phrase.match(self.text, match.end(), end)
                if phrase:
                    sure = asked or pattern is self.pack.addressee_sure
                    party = self._spoken_to(*phrase.span(), sure=sure)
                    if party is not None:
                        return party
            aside = self.pack.aside.match(self.text, start, end)
            if aside is None:
                break
            start = aside.end()
        return None

    def toward(self, start: int, end: int) -> Mention | None:
        """Return the one to whom a sentence is said, told by a word that may stand anywhere in it."""
        match = self.pack.toward.search(self.text, start, end)
        phrase = match and self.pack.phrase.match(self.text, match.end(), end)
        return self._spoken_to(*phrase.span(), sure=True) if phrase else None

    def _spoken_to(self, start: int, end: int, *, sure: bool) -> Mention | None:
        """Return the party that a phrase names; any that it can name where an addressee is sure."""
        span = make_span(self.text, start, end, loose=True)
        if self.pack.audience.search(span.text):
            return None
        named = self.named(start, end)
        if named:
            return Mention(named[0][2], span.text, span)
        words = _NAME.findall(span.text)
        found = next((self.full[word] for word in words if word in self.full), None)
        offices = (self.pack.generic, self.pack.media)
        acronym = any(word.isupper() and len(word) > 1 for word in words)
        if found is None and (sure or acronym or any(p.search(span.text) for p in offices)):
            found = self._party(span)
        return Mention(found, span.text, span) if found is not None else None

    def mention(self, start: int, end: int, *, strict: bool = False) -> Mention | None:
        """Return the party that a noun phrase stands for; None for one that names nobody.

        ``strict`` asks for a name or the word for an office or a body: things do not act.
        """
        span = make_span(self.text, start, end, loose=True)
        if not span.text:
            return None
        party = self._party(span, strict=strict)
        if party is None:
            return None
        stands = self.last if span.text.lower() in self.pack.pronouns else None
        return Mention(party, stands.name if stands is not None else span.text, span)

    def named(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return states, organisations and seats of government named in a stretch."""
        first = bisect_left(self.places, (start, 0, ""))
        stop = bisect_left(self.places, (end, 0, ""), first)
        return [place for place in self.places[first:stop] if place[1] <= end]

    def _party(self, span: Span, *, strict: bool = False) -> str | None:
        words = [word.group() for word in _NAME.finditer(span.text)]
        plain = [word.lower() for word in words]
        if plain and plain[0] in self.pack.pronouns:
            return self.last.id if self.last is not None and len(plain) == 1 else None
        states = self.named(span.start, span.end)
        small = self.pack.articles | self.pack.prepositions
        content = [word for word in plain if word not in small]
        runs = self._runs(span.text)
        if states and self._is_state(span, states[0], plain, content):
            for run in runs:
                where = span.start + span.text.find(run)
                if " " in run and not any(
                    where < end and start < where + len(run) for start, end, _ in states
                ):
                    self.full[run.split()[-1]] = states[0][2]
            return states[0][2]
        name = max(runs, key=lambda run: run.count(" ")) if runs else ""
        key = name.split()[-1] if name else ""
        if key in self.full:
            return self.full[key]
        generic = self.pack.generic.search(span.text) is not None
        person = " " in name
        if not generic and not name and span.text[0] not in _OPENING:
            return None
        if strict and self.pack.nouns_capital and not self._acts(span.text):
            return None
        if plain and plain[0] in self.pack.own and self.last is not None:
            return self.last.id
        titled = any(
            self.pack.generic.fullmatch(one) and other == name for one, other in pairwise(words)
        )
        plain_name = not (generic or self.pack.nouns_capital)
        label = name if name and (person or titled or plain_name) else span.text
        kept = [word for word in _NAME.findall(label) if word.lower() not in small]
        party = slug(" ".join(kept))
        if name and (person or titled or not self.pack.nouns_capital):
            self.full[key] = party
        return party or None

    def _acts(self, words: str) -> bool:
        """Whether the head of a phrase is an office, a body or a name of several words."""
        parts = re.split(rf" (?:{'|'.join(self.pack.prepositions)}) ", words)
        head = parts[0]
        runs = self._runs(head)
        return (
            self.pack.generic.search(head) is not None
            or any(" " in run for run in runs)
            or any(run.isupper() and len(run) > 1 for run in runs)
        )

    def _is_state(
        self, span: Span, state: tuple[int, int, str], plain: list[str], content: list[str]
    ) -> bool:
        """Whether a phrase that names a state stands for it: its office, the bare name, several."""
        # "Chilean lawyers" are not Chile.
        word, rest = self.text[state[0] : state[1]], self.text[state[1] : span.end].strip()
        people = word in self.pack.peoples and rest != ""
        return (
            self.pack.speaks_for.search(span.text) is not None
            or len(self.text[state[0] : state[1]].split()) == len(content)
            or (state[0] == span.start and not people)
            or any(word in self.pack.joins for word in plain)
        )

    def _runs(self, words: str) -> list[str]:
        """Return the names in a phrase: capitalised words in a row, offices and articles left out."""
        runs: list[list[str]] = [[]]
        before = 0
        for match in _NAME.finditer(words):
            word = match.group()
            gap = words[before : match.start()]
            linked = gap.strip() == "" and word.lower() in self.pack.prepositions and runs[-1]
            office = self.pack.nouns_capital and self.pack.generic.fullmatch(word) is not None
            if word[0].isupper() and word.lower() not in self.pack.articles and not office:
                if gap.strip():
                    runs.append([])
                runs[-1].append(word)
            elif not (linked and not self.pack.nouns_capital):
                runs.append([])
            else:
                runs[-1].append(word)
            before = match.end()
        small = self.pack.prepositions | self.pack.articles
        for run in runs:
            while run and run[-1].lower() in small:
                run.pop()
        return [" ".join(run) for run in runs if run]

    def targets(self, start: int, end: int, speaker: Mention | None) -> tuple[str, ...]:
        """Return the parties named in a stretch, the speaker left out."""
        own = speaker.id if speaker is not None else None
        found = [actor for _, _, actor in self.named(start, end)]
        found += [
            self.full[word.group()]
            for word in _NAME.finditer(self.text, start, end)
            if word.group() in self.full
        ]
        return tuple(dict.fromkeys(actor for actor in found if actor != own))
