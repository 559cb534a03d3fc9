"""Sources, in a language pack: "according to X", "X reported", and the media that only relay."""

from __future__ import annotations

from detente.actors import slug
from detente.evidence import Mention
from detente.reading.languages.pack import Pack, Verb
from detente.reading.languages.speakers import MARKS, Speakers


class Sources:
    """The sources of one document; ``media`` gathers the ids of those that relay."""

    def __init__(self, text: str, pack: Pack, speakers: Speakers) -> None:
        self.text, self.pack, self.speakers = text, pack, speakers
        self.media: set[str] = set()

    def beside(self, start: int, end: int) -> Mention | None:
        """Return who is named after a quotation by a word like "according to"."""
        begin = start
        while begin < end and self.text[begin] in MARKS:
            begin += 1
        match = self.pack.according.match(self.text, begin, end)
        return self.speakers.source(match.end(), end)[0] if match else None

    def named(self, start: int, end: int) -> Mention | None:
        """Return who is named as a source anywhere in a sentence."""
        match = self.pack.according.search(self.text, start, end)
        return self.speakers.source(match.end(), end)[0] if match else None

    def place(self, start: int, end: int) -> tuple[Mention | None, int, int] | None:
        """Return who is named as the source of a sentence, and from where to where."""
        match = (
            self.pack.according.search(self.text, start, end)
            if self.pack.inverted
            else self.pack.according.match(self.text, start, end)
        )
        if match is not None:
            comma = self.text.find(",", match.end(), end)
            stop = end if self.pack.inverted else comma
            found, last = self.speakers.source(match.end(), stop) if stop != -1 else (None, 0)
            if found is not None or last > match.end() + 1:
                return found, match.start(), stop if stop == comma else last
        match = self.pack.according_after.search(self.text, start, end)
        if match is None:
            return None
        # The phrase right before the word: the last one that ends there.
        low = max(start, match.start() - 80)
        for phrase in self.pack.phrase.finditer(self.text, low, match.start()):
            if not self.text[phrase.end() : match.start()].strip():
                found, _ = self.speakers.source(*phrase.span())
                return found, phrase.start(), match.end()
        return None

    def relays(self, verb: Verb) -> bool:
        """Whether a verb is one by which media pass on what others say."""
        return self.pack.relay.fullmatch(self.text, verb.start, verb.end) is not None

    def relaying(self, verbs: list[Verb], end: int) -> Mention | None:
        """Return the medium that relays a sentence: "…, reported the agency X"."""
        for verb in verbs:
            found = self.speakers.after(verb.end, end) if self.relays(verb) else None
            if found is not None and self.pack.media.search(found.name):
                return found
        return None

    def medium(self, found: Mention) -> Mention | None:
        """Return a mention as the medium that relays, None when it names no medium."""
        if self.pack.media.search(found.name) is None:
            return None
        first = next((i for i, c in enumerate(found.name) if c.isupper()), None)
        name = slug(found.name[first:]) if first is not None else found.id
        self.media.add(name)
        return Mention(name, found.name, found.span)
