"""Who speaks, in a language pack: the noun phrase beside a verb, and the party that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.actors import Registry, slug
from detente.evidence import Mention, Span
from detente.reading.languages.pack import Pack
from detente.reading.spans import make_span

_LONGEST = 12
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
#: A noun phrase, a phrase between commas, and nothing more before the verb.
_APPOSITION = re.compile(r"([^,.;:«»“”\"\n]{2,80}), ([^,.;:«»“”\"\n]{2,60}),?\s*$")
_PERSON = re.compile(r"\b[A-ZÁÉÍÓÚÑ]\w+(?: [A-ZÁÉÍÓÚÑ]\w+){1,2}")
_ARTICLES = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "su",
        "sus",
        "este",
        "esta",
        "estos",
        "estas",
        "le",
        "les",
        "l",
        "un",
        "une",
        "des",
        "son",
        "sa",
        "ses",
        "o",
        "a",
        "os",
        "as",
    ]
)
_PREPOSITIONS = frozenset(["de", "del", "des", "du", "da", "do", "d"])


@dataclass(slots=True)
class Speakers:
    """The actors of one document, learned as it is read."""

    text: str
    pack: Pack
    last: Mention | None = None
    full: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Capitals are mostly written alike in many languages: Washington, Rabat, Ankara.
        found = Registry.default().find_mentions(self.text)
        self.seats = {
            self.text[s.start : s.end]: s.actor.id
            for s in found
            if s.sense == "seat" and self.text[s.start : s.end] not in self.pack.actors
        }

    def before(self, start: int, end: int) -> Mention | None:
        """Return the actor whose noun phrase ends a stretch, just before its verb."""
        words = list(_NAME.finditer(self.text, start, end))
        framed = self._with_apposition(start, end)
        if framed is not None:
            return framed
        if not words or self.text[words[-1].end() : end].strip(" ,"):
            return None
        first = len(words) - 1
        for number in range(len(words) - 1, max(-1, len(words) - 1 - _LONGEST), -1):
            gap = (
                self.text[words[number].end() : words[number + 1].start()]
                if number + 1 < len(words)
                else " "
            )
            if gap.strip() or self.pack.stop.fullmatch(words[number].group()):
                break
            first = number
        return self.mention(words[first].start(), words[-1].end())

    def _with_apposition(self, start: int, end: int) -> Mention | None:
        """Return the actor of "the president of X, Name, said": name and office in either order."""
        match = _APPOSITION.search(self.text, start, end)
        if match is None:
            return None
        head, inner = match.group(1), match.group(2)
        named = inner[:1].isupper() or any(
            word.lower() in self.pack.generic for word in inner.split()[:2]
        )
        if named:
            return self.mention(match.start(1), match.end(2))
        # "X, por su parte, said": the phrase between is no name.
        return self.mention(*match.span(1)) if len(head.split()) <= _LONGEST else None

    def after(self, start: int, end: int) -> Mention | None:
        """Return the actor whose noun phrase begins a stretch, just after its verb."""
        stretch = self.text[start:end]
        stop = self.pack.stop.search(stretch)
        cut = re.search(r"[.;:()«»“”\"\n—–]", stretch)
        limit = min([m.start() for m in (stop, cut) if m is not None], default=len(stretch))
        phrase = stretch[:limit]
        head, comma, rest = phrase.partition(",")
        # "el ministro, Juan Pérez" and "Juan Pérez, ministro de …": the apposition belongs to the phrase.
        first = rest.split(",")[0]
        office = any(word.lower() in self.pack.generic for word in first.split()[:2])
        if comma and (first.strip()[:1].isupper() or office):
            head = f"{head},{first}"
        found = make_span(self.text, start, start + len(head), loose=True)
        words = found.text.split()
        if (
            not words
            or len(words) > _LONGEST
            or (words[0].islower() and not self._names_actor(words))
        ):
            return None
        return self.mention(found.start, found.end)

    def _names_actor(self, words: list[str]) -> bool:
        plain = [word.strip(",").lower() for word in words]
        return plain[0] in _ARTICLES or any(word in self.pack.generic for word in plain)

    def mention(self, start: int, end: int) -> Mention | None:
        """Return the party that a noun phrase stands for; None for one that names nobody."""
        span = make_span(self.text, start, end, loose=True)
        if not span.text:
            return None
        party = self._party(span)
        return Mention(party, span.text, span) if party is not None else None

    def _party(self, span: Span) -> str | None:
        states = list(self.pack.names.finditer(span.text))
        words = [word.group() for word in _NAME.finditer(span.text)]
        plain = [word.lower() for word in words]
        office = any(word in self.pack.speaks_for for word in plain)
        content = [w for w in plain if w not in _ARTICLES and w not in _PREPOSITIONS]
        if states and (
            office
            or len(states[0].group().split()) == len(content)
            or states[0].start() == 0
            or "y" in plain
        ):
            party = self.pack.actors[states[0].group()]
            for person in _PERSON.finditer(span.text):
                if not any(person.start() < m.end() and m.start() < person.end() for m in states):
                    self.full[person.group().split()[-1]] = party
            return party
        if span.text in self.seats:
            return self.seats[span.text]
        proper = re.search(r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ’'-]+(?: del? | de la | y )?\s?)+", span.text)
        name = proper.group().strip() if proper is not None else ""
        name = re.sub(r"^(?:El|La|Los|Las|Un|Una|Su)\b\s*", "", name)
        if name and name.lower() not in _ARTICLES:
            key = name.split()[-1]
            if key in self.full:
                return self.full[key]
        if not any(word in self.pack.generic for word in plain) and not name:
            return None
        if plain and plain[0] in ("su", "sus") and self.last is not None:
            return self.last.id
        generic = any(word in self.pack.generic for word in plain)
        has_person = _PERSON.search(name) is not None
        label = name if name and (has_person or not generic) else span.text
        label = " ".join(w for w in _NAME.findall(label) if w.lower() not in _ARTICLES)
        party = slug(" ".join(w for w in label.split() if w.lower() not in _PREPOSITIONS))
        if name:
            self.full[name.split()[-1]] = party
        return party

    def targets(self, start: int, end: int, speaker: Mention | None) -> tuple[str, ...]:
        """Return the parties named in a stretch, the speaker left out."""
        own = speaker.id if speaker is not None else None
        found = [
            self.pack.actors[m.group()] for m in self.pack.names.finditer(self.text, start, end)
        ]
        for name, party in (*self.seats.items(), *self.full.items()):
            if re.search(rf"\b{re.escape(name)}\b", self.text[start:end]):
                found.append(party)
        return tuple(dict.fromkeys(actor for actor in found if actor != own))
