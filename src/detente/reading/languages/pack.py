"""A language pack: its words, compiled; states and their capitals named by the Unicode CLDR (Babel)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

#: Speech verbs before deeds: a verb that can be both is taken for speech where words follow.
Verbs = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The words of one language; see the comments of ``es.toml``."""

    code: str
    say: Verbs
    do: Verbs
    content: tuple[tuple[str, re.Pattern[str]], ...]
    future: re.Pattern[str]
    cues: tuple[tuple[str, re.Pattern[str]], ...]
    no_cue: re.Pattern[str]
    bad: re.Pattern[str]
    good: re.Pattern[str]
    according: re.Pattern[str]
    relay: frozenset[str]
    media: re.Pattern[str]
    interpret_who: re.Pattern[str]
    interpret_verb: re.Pattern[str]
    hedge: re.Pattern[str]
    speaks_for: frozenset[str]
    generic: frozenset[str]
    stop: re.Pattern[str]
    verb: re.Pattern[str]
    names: re.Pattern[str]
    actors: Mapping[str, str]


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.toml")))


def has_pack(language: str | None) -> bool:
    """Whether documents in a language (ISO 639-1) are read by a pack."""
    return language is not None and language in available()


@lru_cache(maxsize=4)
def load(code: str) -> Pack:
    """Load the pack of a language."""
    data = tomllib.loads((Path(__file__).parent / f"{code}.toml").read_text("utf-8"))
    actor, say, do = data["actor"], _verbs(data["say"]), _verbs(data["do"])
    names = _actors(code, data)
    return Pack(
        code=code,
        say=say,
        do=do,
        content=tuple((act, _any(words)) for act, words in data["content"].items()),
        future=_any(data["future"]["words"]),
        cues=tuple((sense, _whole(words)) for sense, words in data["condition"].items()),
        no_cue=_whole(data["not"]["condition"]),
        bad=_whole(data["tone"]["bad"]),
        good=_whole(data["tone"]["good"]),
        according=_whole(actor["according"]),
        relay=frozenset(actor["relay"].split()),
        media=_whole(actor["media"]),
        interpret_who=_whole(actor["interpret_who"]),
        interpret_verb=_whole(actor["interpret_verb"]),
        hedge=_whole(actor["hedge"]),
        speaks_for=frozenset(actor["speaks_for"].split()),
        generic=frozenset(actor["generic"].split()),
        stop=_whole("|".join(_spaced(word) for word in actor["stop"].split())),
        verb=_whole("|".join(sorted({*say, *do}, key=len, reverse=True))),
        names=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b"
        ),
        actors=names,
    )


def _verbs(acts: Mapping[str, str]) -> dict[str, str]:
    return {_spaced(form): act for act, forms in acts.items() for form in forms.split()}


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _any(words: str) -> re.Pattern[str]:
    return re.compile(words.replace("\n", ""), re.IGNORECASE)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words.replace(chr(10), '')})\b", re.IGNORECASE)


def _actors(code: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Return names of states, peoples, capitals and organisations, each with its actor."""
    names: dict[str, str] = {}
    for alpha3, words in _places(code):
        names.setdefault(words, alpha3)
    for alpha3, adjective in data["demonym"].items():
        for form in _forms(adjective):
            names.setdefault(form, alpha3)
    for actor, words in data["organisation"].items():
        names |= dict.fromkeys(words.split("|"), actor)
    return names


def _places(code: str) -> Iterable[tuple[str, str]]:
    """Give states by their names in the language, and capitals that stand for governments.

    CLDR names states, and cities that give time zones their names; a city counts where the registry
    knows its English name as the seat of that very state.
    """
    import pycountry
    from babel import Locale
    from babel.core import get_global
    from babel.dates import get_timezone_location

    from detente.actors import Registry

    locale = Locale(code)
    registry = Registry.default()
    for territory, name in locale.territories.items():
        found = pycountry.countries.get(alpha_2=territory)
        if found is not None:
            yield found.alpha_3, name
    for zone, territory in get_global("zone_territories").items():
        found = pycountry.countries.get(alpha_2=territory)
        if found is None:
            continue
        english = get_timezone_location(zone, locale=Locale("en"), return_city=True)
        seats = registry.find_mentions(f"{english} said so.")
        if any(s.actor.id == found.alpha_3 and s.start == 0 and s.sense == "seat" for s in seats):
            yield found.alpha_3, get_timezone_location(zone, locale=locale, return_city=True)


def _forms(adjective: str) -> set[str]:
    """Return the genders and numbers of an adjective, Romance fashion."""
    forms = {adjective}
    if adjective.endswith("o"):
        forms |= {adjective[:-1] + ending for ending in ("a", "os", "as")}
    elif adjective.endswith(("és", "án", "ín")):
        stem = adjective[:-2] + {"é": "e", "á": "a", "í": "i"}[adjective[-2]] + adjective[-1]
        forms |= {stem + ending for ending in ("a", "es", "as")}
    elif adjective.endswith("í"):
        forms |= {f"{adjective}es", f"{adjective}s"}
    else:
        forms |= {f"{adjective}s", f"{adjective}es"}
    return forms
