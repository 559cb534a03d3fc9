"""How a text is laid out, in a language pack: its sentences, clauses and quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from detente.documents import boilerplate_ranges
from detente.reading.languages.pack import Pack, Verb
from detente.reading.marks import Quotation, find_quotations
from detente.reading.paragraphs import paragraphs

_STOP = re.compile(r"(?:[.!?…]+[»”\"’“]*|;)\s+(?=[\w«“„\"¿¡])")
#: How far from a place what belongs to it is looked for, so that long texts cost no more.
_NEAR = 300


class Layout:
    """The paragraphs and quotations of a text; sentences and clauses are cut as they are asked for."""

    def __init__(self, text: str, pack: Pack) -> None:
        self.text, self.pack = text, pack
        self.blocks = paragraphs(text, boilerplate_ranges(text))
        self.quotations = find_quotations(text, self.blocks)
        self.opened = [quotation.start for quotation in self.quotations]

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a paragraph at its stops, those inside quotation marks left alone."""
        found, begin = [], start
        for match in _STOP.finditer(self.text, start, end):
            at, following = match.start(), self.text[match.end()]
            small = following.islower() or following.isdigit()
            if (small and self.text[at] != ";") or self.is_quoted(at):
                continue
            if self.pack.no_stop.search(self.text, max(begin, at - 12), at + 1):
                continue
            found.append((begin, match.end()))
            begin = match.end()
        return [*found, (begin, end)]

    def is_quoted(self, at: int) -> bool:
        """Whether a place stands between quotation marks."""
        number = bisect_right(self.opened, at) - 1
        return number >= 0 and at < self.quotations[number].end - 1

    def quoted(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations that begin in a stretch."""
        low, high = bisect_left(self.opened, start), bisect_left(self.opened, end)
        return self.quotations[low:high]

    def names_thing(self, quotation: Quotation, verb: Verb | None, start: int) -> bool:
        """Whether words between marks are a title or a name inside a sentence: "the ship “Star”".

        ``verb`` is the one before them in their sentence, which ``start`` begins.
        """
        words = self.text[quotation.inner_start : quotation.inner_end]
        low = max(start, quotation.start - _NEAR)
        lead = self.text[low : quotation.start].rstrip()
        parts = words.split()
        if not lead or lead[-1] in ":," or len(parts) > 6 or words[-1] in ",.!?…":
            return False
        told = verb is not None and verb.stop == low + len(lead)
        if told or not words[0].isupper():
            return False
        capitals, before = sum(not part[0].islower() for part in parts), lead.split()[-1]
        if before[0].isupper() and before[-1].isalnum() and len(lead) > len(before):
            return 2 * capitals >= len(parts)
        # "in the “Times”" is a name, "a “Coup”" a word of somebody's.
        small = before.lower() in self.pack.articles | self.pack.prepositions
        definite = small and not before.lower().startswith(self.pack.indefinite)
        return capitals == len(parts) and (definite or len(parts) > 1)

    def words_said(self, verb: Verb, head: int, end: int) -> int | None:
        """Return where the words begin that a verb of speech reports, None where none follow."""
        for place in (verb.stop, head):
            that = self.pack.that.match(self.text, place, end)
            if that is not None:
                return that.end()
        # "advirtió a Islandia que …": the addressee stands between.
        later = self.pack.that_later.match(self.text, verb.end, end)
        if later is not None:
            return later.end()
        if not self.pack.bare_clause:
            return None
        comma = self.text.find(",", max(verb.stop, head), min(end, head + _NEAR))
        between = self.text[max(verb.stop, head) : comma] if comma != -1 else ""
        if comma == -1 or len(between.split()) > 8 or any(c in between for c in ".;:"):
            return None
        few = len(self.text[comma : min(end, comma + _NEAR)].split()) < 3
        return None if few or self.pack.not_said.match(self.text, comma + 1) else comma + 1

    def clause_start(self, begin: int, before: int, verb: int, *, first: bool) -> int:
        """Return where the clause of a verb begins: after a conjunction that joins two verbs, or a stop.

        Only what follows the verb before it is looked at, so that long sentences cost no more.
        """
        cut = begin
        for match in self.pack.joint.finditer(self.text, before, verb):
            if self._is_name(match.start()):
                continue
            bare = not self.text[match.end() : verb].strip()
            # A comma right before the verb closes an apposition: "the president, Name, said".
            if bare and match.group().strip() == ",":
                continue
            if bare or not first:
                cut = match.end()
        return cut

    def _is_name(self, at: int) -> bool:
        """Whether a mark closes a few words, as those of a newspaper's name, and no clause."""
        number = bisect_right(self.opened, at) - 1
        if number < 0 or at != self.quotations[number].end - 1:
            return False
        quotation = self.quotations[number]
        return len(self.text[quotation.start : quotation.end].split()) < 4

    def clause_end(self, begin: int, end: int, limit: int) -> int:
        """Return where a clause ends: before the next verb's conjunction, else at the sentence's end."""
        stop = end
        if limit < end:
            joint = max(self.text.rfind(word, begin, limit) for word in self.pack.clause_joints)
            stop = joint if joint > begin else limit
        return begin + len(self.text[begin:stop].rstrip(" \n.,;:"))
