"""A language pack: its words, compiled; states and their capitals named by the Unicode CLDR (Babel)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

#: How far the second part of a verb ("teilte … mit") may stand from the first.
_BRACKET = 300


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying or doing in a text.

    ``stop`` is the end of its second part where it has one ("teilte … mit"), else ``end``; ``inner``
    is where that second part begins. ``say`` and ``do`` are its acts, None where it is not of the kind.
    """

    start: int
    end: int
    inner: int
    stop: int
    say: str | None
    do: str | None


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of a language: forms of one word, and forms of two that stand apart."""

    first: re.Pattern[str]
    say: Mapping[str, str]
    do: Mapping[str, str]
    second: Mapping[str, re.Pattern[str]]

    def find(self, text: str, start: int, end: int) -> Iterator[Verb]:
        """Yield the verbs in a stretch, in order."""
        for match in self.first.finditer(text, start, end):
            form, low, high = _plain(match.group()), *match.span()
            pattern = self.second.get(form)
            later = pattern.search(text, high, min(end, high + _BRACKET)) if pattern else None
            if later is not None:
                form = f"{form}+{_plain(later.group())}"
                yield Verb(low, high, *later.span(), self.say.get(form), self.do.get(form))
            elif form in self.say or form in self.do:
                yield Verb(low, high, high, high, self.say.get(form), self.do.get(form))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The words of one language; see the comments of ``es.toml`` and ``de.toml``."""

    code: str
    verbs: Verbs
    content: tuple[tuple[str, re.Pattern[str]], ...]
    future: re.Pattern[str]
    mood: re.Pattern[str]
    mood_near: re.Pattern[str]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    no_cue: re.Pattern[str]
    main: re.Pattern[str]
    after_dependence: re.Pattern[str]
    bad: re.Pattern[str]
    good: re.Pattern[str]
    harm: re.Pattern[str]
    that: re.Pattern[str]
    that_later: re.Pattern[str]
    joint: re.Pattern[str]
    joins: frozenset[str]
    clause_joints: tuple[str, ...]
    negation: re.Pattern[str]
    denies: re.Pattern[str]
    we: re.Pattern[str]
    no_stop: re.Pattern[str]
    bare_clause: bool
    not_said: re.Pattern[str]
    inverted: bool
    nouns_capital: bool
    articles: frozenset[str]
    indefinite: str
    prepositions: frozenset[str]
    oblique: frozenset[str]
    own: frozenset[str]
    pronouns: frozenset[str]
    phrase: re.Pattern[str]
    frame: re.Pattern[str]
    aside: re.Pattern[str]
    addressee: re.Pattern[str]
    addressee_sure: re.Pattern[str]
    according: re.Pattern[str]
    according_after: re.Pattern[str]
    report: re.Pattern[str]
    to: frozenset[str]
    object: re.Pattern[str]
    toward: re.Pattern[str]
    audience: re.Pattern[str]
    quoting: frozenset[str]
    as_clause: re.Pattern[str]
    relay: re.Pattern[str]
    media: re.Pattern[str]
    interpret_who: re.Pattern[str]
    interpret_verb: re.Pattern[str]
    hedge: re.Pattern[str]
    speaks_for: re.Pattern[str]
    generic: re.Pattern[str]
    names: re.Pattern[str]
    actors: Mapping[str, str]
    peoples: frozenset[str]


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.toml")))


def has_pack(language: str | None) -> bool:
    """Whether documents in a language (ISO 639-1) are read by a pack."""
    return language is not None and language in available()


@lru_cache(maxsize=4)
def _data(code: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{code}.toml").read_text("utf-8"))


@lru_cache(maxsize=4)
def load(code: str) -> Pack:
    """Load the pack of a language."""
    data = _data(code)
    actor, grammar = data["actor"], data["grammar"]
    names, phrases = _actors(code, data), _phrases(data["phrase"])
    endings = grammar["name_endings"]
    ends = grammar["and"].split("|")
    return Pack(
        code=code,
        verbs=_verbs(data["say"], data["do"], grammar["auxiliaries"].split()),
        content=tuple((act, _any(words)) for act, words in data["content"].items()),
        future=_any(data["future"]["words"]),
        # Nouns are not verbs: case counts.
        mood=re.compile(_whole(grammar["mood"]).pattern),
        mood_near=re.compile(_whole(grammar["mood_near"]).pattern),
        cues=tuple((sense, _whole(words)) for sense, words in data["condition"].items()),
        no_cue=_whole(data["not"]["condition"]),
        main=_whole(grammar["main_after_without"]),
        after_dependence=_any(rf"\s(?:{grammar['after_dependence'] or '(?!)'})$"),
        bad=_whole(data["tone"]["bad"]),
        good=_whole(data["tone"]["good"]),
        harm=_whole(data["tone"]["harm"]),
        that=_any(rf"\s*,?\s*(?:{grammar['that']})\s*"),
        that_later=_any(rf"[^,.;:]{{0,60}}?,?\s(?:{grammar['that']})\s"),
        joint=_any(
            rf"(?:,|;|:|»|”|“|\")\s*(?:(?:{grammar['and']})\b)?\s*"
            rf"|\s(?:{grammar['and']})\s(?={grammar['joined_verb']}\b)"
        ),
        joins=frozenset(("", *ends)),
        clause_joints=(", ", "; ", *(f" {word} " for word in ends)),
        negation=_any(rf"\W*(?:\w+\s){{0,2}}?(?:{grammar['negation']})\b"),
        denies=_whole(grammar["negation"]),
        we=_whole(grammar["we"]),
        no_stop=_any(rf"(?:\b(?:{grammar['no_stop']}))\.$"),
        bare_clause=grammar["bare_clause"],
        not_said=re.compile(rf"\s*{_whole(grammar['not_said']).pattern}"),
        inverted=grammar["inverted"],
        nouns_capital=grammar["nouns_capital"],
        articles=frozenset(grammar["articles"].split()),
        indefinite=grammar["indefinite"],
        prepositions=frozenset(grammar["prepositions"].split()),
        oblique=frozenset(grammar["oblique"].split()),
        own=frozenset(grammar["own"].split()),
        pronouns=frozenset(grammar["pronouns"].split()),
        phrase=re.compile(phrases["phrase"]),
        frame=_any(rf"(?:{_flat(actor['frame'])})\b"),
        aside=re.compile(phrases["aside"]),
        addressee=_any(rf"(?:{_flat(actor['addressee'])})\s*\b"),
        addressee_sure=_any(rf"(?:{actor['addressee_sure'] or '(?!)'})\s+"),
        according=_whole(actor["according"]),
        according_after=_whole(actor["according_after"]),
        report=_whole(actor["report"]),
        to=frozenset(actor["to"].split()),
        object=_any(rf"(?<= )(?:{actor['object'] or '(?!)'}) (?=\S)"),
        toward=_any(rf"\b(?:{actor['toward'] or '(?!)'})\s+(?=\S)"),
        audience=_whole(actor["audience"]),
        quoting=frozenset(actor["quoting"].split()),
        as_clause=_any(rf"[\s,]*\b(?:{actor['as']})\s"),
        relay=_whole(actor["relay"]),
        media=_whole(actor["media"]),
        interpret_who=_whole(actor["interpret_who"]),
        interpret_verb=_whole(actor["interpret_verb"]),
        hedge=_whole(actor["hedge"]),
        speaks_for=_whole(actor["speaks_for"]),
        generic=_whole(actor["generic"]),
        names=re.compile(
            rf"\b({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
            rf"(?:{endings})?\b"
        ),
        actors=names,
        peoples=frozenset(_peoples(data)),
    )


def _phrases(parts: Mapping[str, str]) -> dict[str, str]:
    """Return the patterns of phrases; later ones name earlier ones in braces."""
    known: dict[str, str] = {}
    for name, pattern in parts.items():
        flat = _flat(pattern)
        for earlier, words in known.items():
            flat = flat.replace(f"{{{earlier}}}", f"(?:{words})")
        known[name] = flat
    return known


def _verbs(say: Mapping[str, str], do: Mapping[str, str], auxiliaries: list[str]) -> Verbs:
    """Compile verbs: "a_b" is a phrase, "a+b" stands apart, "+b" follows any auxiliary."""
    tables: list[dict[str, str]] = []
    second: dict[str, set[str]] = {}
    firsts: set[str] = set()
    for acts in (say, do):
        table: dict[str, str] = {}
        for act, forms in acts.items():
            for form in forms.split():
                for one in [a + form for a in auxiliaries] if form.startswith("+") else [form]:
                    spaced = one.replace("_", " ").lower()
                    table.setdefault(spaced, act)
                    first, _, last = spaced.partition("+")
                    firsts.add(first)
                    if last:
                        second.setdefault(first, set()).add(last)
        tables.append(table)
    return Verbs(
        first=re.compile(rf"\b(?:{_longest(firsts)})\b", re.IGNORECASE),
        say=tables[0],
        do=tables[1],
        second={
            first: re.compile(rf"\b(?:{_longest(lasts)})\b", re.IGNORECASE)
            for first, lasts in second.items()
        },
    )


def _longest(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _flat(words: str) -> str:
    return words.replace("\n", "")


def _any(words: str) -> re.Pattern[str]:
    return re.compile(_flat(words), re.IGNORECASE)


def _whole(words: str) -> re.Pattern[str]:
    """Compile alternatives that stand as whole words; none given, nothing is found."""
    return re.compile(rf"\b(?:{_flat(words)})\b" if words else r"(?!)", re.IGNORECASE)


def _actors(code: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Return names of states, peoples, capitals and organisations, each with its actor."""
    names: dict[str, str] = {}
    for alpha3, words in _places(code):
        names.setdefault(words, alpha3)
    for form, alpha3 in _peoples(data).items():
        names.setdefault(form, alpha3)
    for actor, words in data["organisation"].items():
        names |= dict.fromkeys(words.split("|"), actor)
    return names


def _peoples(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the forms of adjectives and nouns of peoples, each with its state."""
    endings = data["grammar"]["demonym_endings"]
    return {
        case: alpha3
        for alpha3, words in data["demonym"].items()
        for word in words.split()
        for form in _forms(word, endings)
        for case in (form, form[:1].upper() + form[1:])
    }


def _places(code: str) -> Iterable[tuple[str, str]]:
    """Give states by their names in the language, and capitals that stand for governments.

    CLDR names states, and cities that give time zones their names; a city counts where the registry
    knows its English name as the seat of that very state.
    """
    from babel import Locale
    from babel.core import get_global
    from babel.dates import get_timezone_location

    from detente.actors import Registry

    locale = Locale(code)
    registry = Registry.default()
    states = _states()
    for territory, name in locale.territories.items():
        if territory in states:
            yield states[territory], name
    for zone, territory in get_global("zone_territories").items():
        if territory not in states:
            continue
        english = get_timezone_location(zone, locale=Locale("en"), return_city=True)
        seats = registry.find_mentions(f"{english} said so.")
        if any(
            s.actor.id == states[territory] and s.start == 0 and s.sense == "seat" for s in seats
        ):
            yield states[territory], get_timezone_location(zone, locale=locale, return_city=True)


def _states() -> dict[str, str]:
    """Return the registry's id of each territory of CLDR, which lists codes of three letters as aliases.

    Former states stay aliases of what they are part of: the one that has the territory's name counts.
    """
    from babel import Locale
    from babel.core import get_global

    from detente.actors import Registry

    names = Locale("en").territories
    actors = Registry.default().names.actors
    found: dict[str, str] = {}
    for alias, territories in get_global("territory_aliases").items():
        if len(alias) != 3 or alias not in actors or len(territories) != 1:
            continue
        (territory,) = territories
        if territory not in found or actors[alias].name == names[territory]:
            found[territory] = alias
    return found


def _forms(word: str, endings: Mapping[str, str]) -> set[str]:
    """Return the forms of an adjective or a noun of a people: the longest ending that fits counts."""
    old = next(e for e in sorted(endings, key=len, reverse=True) if word.endswith(e))
    stem = word[: len(word) - len(old)]
    return {word, *(stem + new for new in endings[old].split())}
