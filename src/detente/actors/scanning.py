"""Finding known names in a text: the longest name wins, doubtful ones are decided by the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.actors.names import NameEntry, Names, Sense, Token, tokenise
from detente.actors.words import (
    ADJECTIVAL,
    CALENDAR,
    FIRST_OF_NAMES,
    NAMES_OF_THINGS,
    OFFICES,
    PERSONAL,
    STATES_CALLED,
)
from detente.evidence import Actor

_BEFORE = frozenset(["anti", "pro", "non", "ex", "post", "pre", "mid", "trans", "inter", "sub"])
_PLACE = frozenset(
    ["in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "within"]
)
_GOES_ON = re.compile("[a-z,]")
_EDGE = re.compile(r"\b")
_SENTENCE_END = re.compile(r"(?:^|[.!?:\n])[\"'”’»)\]]*\s*(?:[\"'“‘«(\[]\s*)*$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known name in a text.

    Parameters
    ----------
    start, end : int
        Code points, end exclusive.
    actor : Actor
    owner : str, optional
        The state that an outlet belongs to.
    sense : str
        How the actor is named: ``name``, ``people`` (adjectives and peoples), ``seat``, or ``half``
        ("the North").
    is_place : bool
        Whether the name says where something is ("in Muscat") rather than who acts.
    note : str, optional
        Why a name of several actors was read so.
    """

    start: int
    end: int
    actor: Actor
    owner: str | None = None
    sense: str = "name"
    is_place: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that may mean several actors, and the document does not say which."""

    start: int
    end: int
    name: str
    candidates: tuple[str, ...]


#: Words in capitals that may open a report.
_OPENING = 4


def scan(
    text: str, names: Names, *, surroundings: Surroundings | None = None
) -> tuple[list[Sighting], list[OpenName]]:
    """Return the known names of a text and those left open, both in order.

    One pass over the words finds names; those that could mean several actors, or nobody, are then
    decided by what the text, or the document that ``surroundings`` tell of, names beyond doubt.
    """
    tokens = _opened_in_capitals(text, tokenise(text), names)
    found: list[Sighting] = []
    doubtful: list[tuple[NameEntry, int]] = []
    position = 0
    while position < len(tokens):
        entry = names.match(tokens, position)
        if entry is None:
            position += 1
            continue
        stop = position + len(entry.words)
        if entry.senses and not _is_part(text, tokens, position, stop, entry, names):
            first = entry.senses[0]
            if len(entry.senses) > 1 or first.mark or entry.name in names.ambiguities:
                doubtful.append((entry, position))
            else:
                found.append(_sighting(names, tokens, position, stop, first))
        position = stop
    around = surroundings or Surroundings.of(text, tokens, found)
    around = around.with_dateline(tokens, names)
    opened: list[OpenName] = []
    for entry, position in doubtful:
        stop = position + len(entry.words)
        decided = _decide(entry, names, around)
        if isinstance(decided, Sense):
            sighting = _sighting(names, tokens, position, stop, decided)
            others = len(entry.senses) > 1 or entry.name in names.ambiguities
            note = f"“{entry.name}” read as {sighting.actor.name}" if others else None
            found.append(replace(sighting, note=note))
        elif decided:
            opened.append(
                OpenName(tokens[position].start, tokens[stop - 1].end, entry.name, decided)
            )
    found += _halves(tokens, found)
    return sorted(found, key=lambda s: s.start), opened


def _opened_in_capitals(text: str, tokens: list[Token], names: Names) -> list[Token]:
    """Return the words with known names as they are written elsewhere where a line opens in capitals.

    Papers print the first words of a report so: "BELARUS boycotted the summit".
    """
    for at, token in enumerate(tokens):
        if not (token.text.isupper() and (token.start == 0 or text[token.start - 1] == "\n")):
            continue
        ahead = range(at, min(at + _OPENING + 1, len(tokens)))
        stop = next((n for n in ahead if not tokens[n].text.isupper()), None)
        for n in range(at, stop) if stop is not None and tokens[stop].text.islower() else ():
            if tokens[n].text not in names.entries:
                tokens[n] = tokens[n]._replace(text=tokens[n].text.title())
    return tokens


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document says beyond doubt: the actors it names, and its words."""

    certain: frozenset[str]
    words: frozenset[str]
    text: str

    @classmethod
    def of(cls, text: str, tokens: Iterable[Token], found: Iterable[Sighting]) -> Surroundings:
        """Gather them from a text, its words and the names found in it."""
        return cls(frozenset(s.actor.id for s in found), frozenset(t.text for t in tokens), text)

    def with_dateline(self, tokens: list[Token], names: Names) -> Surroundings:
        """Count the capital that a dateline names ("TBILISI —") among what is beyond doubt."""
        for token in tokens[:4]:
            entries = names.entries.get(token.text.title(), ()) if token.text.isupper() else ()
            senses = [e.senses for e in entries if len(e.words) == 1 and len(e.senses) == 1]
            if senses and senses[0][0].kind == "seat" and not senses[0][0].mark:
                return replace(self, certain=self.certain | {senses[0][0].actor})
        return self

    def holds(self, clue: str) -> bool:
        """Whether a word or phrase stands in the document."""
        return clue in self.words if clue.isalnum() else clue in self.text


def _decide(entry: NameEntry, names: Names, around: Surroundings) -> Sense | tuple[str, ...] | None:
    """Return the sense meant, the candidates when that is open, None when no party is meant."""
    ambiguity = names.ambiguities.get(entry.name)
    if ambiguity is None:
        named = [
            sense for sense in entry.senses if sense.mark != "?" or sense.actor in around.certain
        ]
        if len(named) == 1:
            return named[0]
        return tuple(sense.actor for sense in entry.senses) if named else None
    scores = {
        actor: sum(map(around.holds, clues)) + 2 * (actor in around.certain)
        for actor, clues in ambiguity.meanings.items()
    }
    best = max(scores.values())
    leading = [actor for actor, score in scores.items() if score == best]
    choice = leading[0] if best and len(leading) == 1 else ambiguity.default
    if choice == "-":
        return None
    if choice is None or choice not in names.actors:
        return tuple(actor for actor in scores if actor != "-")
    return next((sense for sense in entry.senses if sense.actor == choice), Sense(choice, "seat"))


def _sighting(
    names: Names, tokens: list[Token], position: int, stop: int, sense: Sense
) -> Sighting:
    is_place = sense.kind != "people" and _is_place(tokens, position, stop)
    return Sighting(
        tokens[position].start,
        tokens[stop - 1].end,
        names.actors[sense.actor],
        names.owners.get(sense.actor),
        sense.kind,
        is_place,
    )


def _is_place(tokens: list[Token], position: int, stop: int) -> bool:
    """Whether a preposition of place governs a name: "in Muscat", "near the Iraqi capital"."""
    if stop < len(tokens) and tokens[stop].gap == "'":
        return False
    for back in range(1, 3):
        if position - back < 0 or tokens[position - back + 1].gap != " ":
            return False
        word = tokens[position - back].text.lower()
        if word in _PLACE:
            return True
        if word != "the":
            return False
    return False


def _is_part(
    text: str, tokens: list[Token], position: int, stop: int, entry: NameEntry, names: Names
) -> bool:
    """Whether a name only helps to name or describe something else: "Iran-backed", "Paris Hilton"."""
    before = tokens[position - 1] if position else None
    after = tokens[stop] if stop < len(tokens) else None
    gap = tokens[position].gap
    if before is not None and gap == "-" and before.text.lower() in _BEFORE:
        return True
    if after is not None and after.gap == "-" and after.text[0].islower():
        return True
    if after is not None and after.gap == " " and after.text in NAMES_OF_THINGS:
        return True
    single = len(entry.words) == 1 and entry.senses[0].kind != "people"
    if not single or _is_short(entry.name) or entry.name in names.owners:
        return False
    organisation = names.actors[entry.senses[0].actor].kind != "state"
    if organisation and entry.name not in names.ambiguities:
        return False
    if is_title_case(text, tokens[position].start):
        return False
    if after is not None and after.gap == " " and _is_name_word(after, names):
        return not _leads_to_minister(tokens, stop)
    if before is None or text[before.end : tokens[position].start] != " ":
        return False  # a line of its own is no part of the name above it
    borne = entry.senses[0].kind == "seat" or entry.name in PERSONAL
    # "Communist Velia", "Mainland China": told what it is like, and not called otherwise
    told = before.text in STATES_CALLED or (before.text.endswith(ADJECTIVAL) and not borne)
    if before.text not in FIRST_OF_NAMES and (told or not _is_name_word(before, names)):
        return False
    own = text[before.start : tokens[stop - 1].end]
    begins = _SENTENCE_END.search(text, max(0, before.start - 6), before.start)
    return not begins or _within_sentence(own, text)


def _within_sentence(words: str, text: str) -> bool:
    """Whether words stand behind others somewhere in a text, so that their first capital is their own."""
    at = text.find(f" {words}", 1)
    while at >= 0:
        end = at + 1 + len(words)
        if _GOES_ON.match(text, at - 1) and _EDGE.match(text, end):
            return True
        at = text.find(f" {words}", at + 1)
    return False


def _is_name_word(token: Token, names: Names) -> bool:
    """Whether a word beside a name makes another name of it, rather than an office or a date."""
    word = token.text
    return (
        word[0].isupper()
        and word.lower() not in OFFICES
        and word not in CALENDAR
        and len(word.rstrip(".")) > 1
        and not any(
            names.actors[s.actor].kind == "state"
            for e in names.entries.get(word, ())
            for s in e.senses
        )
    )


def _leads_to_minister(tokens: list[Token], start: int) -> bool:
    """Whether capitals that follow a country say of what its minister is: "Kenya Irrigation Minister"."""
    for token in tokens[start : start + 4]:
        if token.gap != " " or not (token.text[0].isupper() or token.text == "and"):
            return False
        if token.text in ("Minister", "Ministry", "Ministers"):
            return True
    return False


def _is_short(name: str) -> bool:
    return name.isupper() or "." in name


def is_title_case(text: str, position: int) -> bool:
    """Whether the line of a position is a heading that capitalises its words."""
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    line = text[start : end if end != -1 else len(text)]
    if len(line) > 200 or line.rstrip()[-1:] in ".!":
        return False
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) * 10 >= len(words) * 8


def _halves(tokens: list[Token], found: list[Sighting]) -> list[Sighting]:
    """Return "the North" and "the South" where exactly one state of that kind is spoken of."""
    named: dict[str, dict[str, Actor]] = {}
    for sighting in found:
        half, _, rest = sighting.actor.name.partition(" ")
        if rest and half in ("North", "South", "East", "West") and sighting.actor.kind == "state":
            named.setdefault(half, {})[sighting.actor.id] = sighting.actor
    taken = {sighting.start for sighting in found}
    halves = []
    for number in range(1, len(tokens)):
        token, article = tokens[number], tokens[number - 1]
        meant = named.get(token.text, {})
        if (
            len(meant) != 1
            or token.start in taken
            or token.gap != " "
            or article.text.lower() != "the"
        ):
            continue
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if after is None or after.gap not in (" ", "-") or after.text[0].islower():
            (actor,) = meant.values()
            halves.append(Sighting(token.start, token.end, actor, sense="half"))
    return halves
