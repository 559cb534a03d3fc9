"""Which known names in a text stand for themselves, and which only name or describe something else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from detente.actors.lexicon import actor_words
from detente.actors.registry import slug
from detente.actors.scanning import Sighting
from detente.actors.words import CALENDAR
from detente.evidence import Actor


def without_owners(text: str, sightings: list[Sighting], names: list[str]) -> list[str]:
    """Cut known possessors off names: "Taipei's Mainland Affairs Council"."""
    known = {text[s.start : s.end] for s in sightings}
    found = []
    for name in names:
        owner, mark, rest = name.replace("’s ", "'s ").partition("'s ")
        cut = bool(mark) and owner.removeprefix("The ") in known
        bare = name[len(owner) + len(mark) :] if cut else name
        if not cut or len(rest.split()) > 1:
            found.append(bare)
    return list(dict.fromkeys(found))


def standing(text: str, sightings: list[Sighting], names: list[str]) -> list[Sighting]:
    """Return the known names that stand for themselves in a text.

    States are told from bodies that bear their name, and a state's chambers from the state:
    "Bank of England" is no state, nor is the country in "the Japanese owner". Where one state at
    most is spoken of, its parliament holds a position of its own.
    """
    alone = len({s.actor.id for s in sightings if s.actor.kind == "state"}) <= 1
    kept = []
    for s in sightings:
        words = text[s.start : s.end]
        if _is_attribute(text, s) or (s.actor.kind == "state" and _only_names(text, s, names)):
            continue
        if alone and s.sense == "seat" and words.split()[-1].lower() in actor_words()["chambers"]:
            s = replace(s, actor=Actor(slug(words), words, "body"), sense="name")
        kept.append(s)
    return kept


def _only_names(text: str, s: Sighting, names: list[str]) -> bool:
    """Whether a known name is part of a body's: "Shipyard Workers of America"."""
    words = text[s.start : s.end]
    for name in names:
        at = name.find(words)
        if at == -1 or len(name) == len(words) or not text.startswith(name, s.start - at):
            continue
        if not {w.lower() for w in name.split()} & actor_words()["state_organs"]:
            return True
    return False


def _is_attribute(text: str, s: Sighting) -> bool:
    """Whether a nationality only describes somebody else: "the Japanese owner", "a Canadian rival"."""
    short = text[s.start : s.end].replace(".", "").isupper()
    if s.actor.kind != "state" or not (s.sense == "people" or short):
        return False
    after = re.findall(r"[\w’'.-]+", text[s.end : s.end + 40])[:3]
    if not text[s.end : s.end + 1].isspace() or not after or not after[0].islower():
        return False
    words = actor_words()
    apart = (words["own_bodies"] | words["experts"] | words["public"]) - words["state_people"]
    for word in after:
        if word in apart:
            return True
        if word in words["prepositions"] or word in words["state_people"] | words["state_organs"]:
            return False
    return False


@lru_cache(maxsize=1)
def _beside_things() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a name right before and right behind a word for a thing."""
    nouns = "|".join(sorted(actor_words()["things"], key=len, reverse=True))
    name = r"([A-Z][\w-]{2,30})"
    return (
        re.compile(rf"\b{name} (?:[a-z]+ ){{0,1}}(?:{nouns})\b"),
        re.compile(rf"\b(?=\w)(?:{nouns})s? (?:called |named |dubbed |known as )?{name}"),
    )


def things(text: str) -> frozenset[str]:
    """Return the last words of names that the text gives to things: "the Oreshnik missile", "exercise Venom"."""
    before_thing, behind_thing = _beside_things()
    found = set()
    for match in before_thing.finditer(text):
        before = text[max(0, match.start() - 5) : match.start()]
        if before.endswith(("the ", "The ", "its ")) and match.group(1) not in CALENDAR:
            found.add(match.group(1))
    found.update(behind_thing.findall(text))
    plain = {
        w
        for w in found
        if re.search(rf"\b{re.escape(w)}(?:['’]s|,? who|,? (?:said|told|warned|announced))\b", text)
    }
    return frozenset(found - plain)
