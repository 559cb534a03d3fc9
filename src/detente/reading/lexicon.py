"""The reader's word lists (``data/*.toml``), loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from detente.actors.lexicon import actor_words
from detente.evidence import Event

#: Phrases by their first word: all words, what they say, and each word.
ByFirst = dict[str, list[tuple[str, str, tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class EventWords:
    """How words wrap deeds, and which verbs and nouns tell none (``data/events.toml``)."""

    carriers: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    inchoative: frozenset[str]
    causes: dict[str, str]
    stative: frozenset[str]
    response: frozenset[str]
    telling: frozenset[str]
    saying: frozenset[str]
    hindering: frozenset[str]
    barring: frozenset[str]
    granting: frozenset[str]
    seeking: frozenset[str]
    wishing: frozenset[str]
    listing: frozenset[str]
    repeating: frozenset[str]
    spurning: frozenset[str]
    entering: frozenset[str]
    suffered: frozenset[str]
    atoned: tuple[str, ...]
    exacted: frozenset[str]
    shells: frozenset[str]
    reports: frozenset[str]
    held: dict[str, str]
    deverbal: dict[str, str]
    deadlines: dict[str, frozenset[str]]
    aside: frozenset[str]

    def is_suffered(self, event: Event) -> bool:
        """Whether a deed is what somebody has to bear: "will lose its licence", "will pay for it"."""
        pays = event.predicate == "pay" and not self.exacted.isdisjoint(event.topics)
        atones = event.deed.lower().startswith(self.atoned)
        return pays or atones or event.predicate in self.suffered

    def carrier(self, lemma: str) -> str | None:
        """Return what a verb does with the deed that it wraps, None for a deed of its own."""
        return next((kind for kind, verbs in self.carriers.items() if lemma in verbs), None)

    def adjective(self, lemma: str) -> str | None:
        """Return what an adjective does with the deed that it wraps."""
        return next((kind for kind, words in self.adjectives.items() if lemma in words), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists as sets; an act's words map from lemma to the name of the act."""

    neutral: frozenset[str]
    cue_acts: dict[str, str]
    telling: frozenset[str]
    relay: frozenset[str]
    nouns: dict[str, str]
    papers: dict[str, str]
    voicing: frozenset[str]
    stances: dict[str, str]
    deeds: dict[str, str]
    done_to: dict[tuple[str, str], str]
    light_verbs: frozenset[str]
    stopping: frozenset[str]
    light_nouns: dict[str, str]
    law: dict[str, frozenset[str]]
    work: dict[str, frozenset[str]]
    speech_forms: frozenset[str]
    content: dict[str, str]
    bad: frozenset[str]
    stop: frozenset[str]
    release: frozenset[str]
    recognition: frozenset[str]
    build_up: frozenset[str]
    arms: frozenset[str]
    press: frozenset[str]
    yielding: frozenset[str]
    harming: frozenset[str]
    war: frozenset[str]
    good: frozenset[str]
    serving: frozenset[str]
    ending: frozenset[str]
    phrases: dict[str, tuple[str, ...]]
    layers: dict[str, frozenset[str]]
    term_cues: tuple[str, ...]
    cues: ByFirst
    before_if: frozenset[str]
    dependence: tuple[str, ...]
    events: EventWords
    conditional: dict[str, frozenset[str]]
    families: dict[str, str]
    rules: tuple[dict[str, Any], ...]
    links: ByFirst
    menaces: ByFirst
    indifferent: tuple[str, ...]
    idle: tuple[str, ...]
    idle_ends: tuple[str, ...]
    extent: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Load the word lists."""
    verbs, content, layers, conditions = (
        table(name) for name in ("verbs", "content", "layers", "conditions")
    )
    cue_acts = _by_word(verbs["act"])
    neutral = frozenset(verbs["neutral"].split())
    light = {
        key: words for key, words in verbs["light"].items() if key not in ("verbs", "stopping")
    }
    stances = {key: words for key, words in verbs["stance"].items() if key != "verbs"}
    return Lexicon(
        neutral=neutral,
        cue_acts=cue_acts,
        telling=neutral | frozenset(cue_acts),
        relay=frozenset(verbs["relay"]["verbs"].split()),
        nouns=_by_word(verbs["noun"]),
        papers=dict.fromkeys(layers["papers"].split(), "STATE"),
        voicing=frozenset(verbs["stance"]["verbs"].split()),
        stances=_by_word(stances),
        deeds=_by_word(verbs["deed"]),
        done_to={
            (verb, thing): act
            for act, groups in verbs["done_to"].items()
            for group in groups.values()
            for verb in group["verbs"].split()
            for thing in group["things"].split()
        },
        stopping=frozenset(verbs["light"]["stopping"].split()),
        light_verbs=frozenset(verbs["light"]["verbs"].split()),
        light_nouns=_by_word(light),
        work={key: frozenset(group.split()) for key, group in verbs["work"].items()},
        law={key: frozenset(group.split()) for key, group in verbs["law"].items()},
        speech_forms=frozenset(_forms(neutral | frozenset(cue_acts))),
        content=_by_word(content["act"]),
        bad=frozenset(content["tone"]["bad"].split()),
        recognition=frozenset(content["sense"]["recognition"].split()),
        build_up=frozenset(content["sense"]["build_up"].split()),
        arms=frozenset(content["sense"]["arms"].split()),
        press=frozenset(content["sense"]["press"].split()),
        yielding=frozenset(content["sense"]["yielding"].split()),
        harming=frozenset(content["sense"]["harming"].split()),
        war=frozenset(content["sense"]["war"].split()),
        stop=frozenset(content["tone"]["stop"].split()),
        release=frozenset(content["tone"]["release"].split()),
        good=frozenset(content["tone"]["good"].split()),
        serving=frozenset(content["tone"]["serving"].split()),
        ending=frozenset(
            f"{content['tone']['stop']} {content['tone']['release']} {content['tone']['end']}".split()
        ),
        phrases={key: tuple(words) for key, words in content["phrase"].items()},
        layers={
            **actor_words(),
            **{
                key: frozenset(words.split())
                for key, words in layers.items()
                if isinstance(words, str)
            },
        },
        term_cues=tuple(layers["term_cues"]),
        cues=_by_first_word(conditions["cue"]),
        before_if=frozenset(conditions["never"]["before_if"].split()),
        dependence=tuple(sorted(conditions["dependence"]["phrases"], key=len, reverse=True)),
        conditional={
            key: frozenset(words.split())
            for part in ("never", "any", "dependence")
            for key, words in conditions[part].items()
            if isinstance(words, str)
        },
        families={cue: rule["id"] for rule in conditions["rule"] for cue in rule.get("cues", ())},
        links=_by_first_word({sense: conditions["chain"][sense] for sense in ("if", "either-or")}),
        menaces=_by_first_word({"either-or": conditions["chain"]["menaces"]}),
        indifferent=tuple(conditions["chain"]["indifferent"]),
        idle=tuple(conditions["never"]["idle"]),
        idle_ends=tuple(conditions["never"]["idle_ends"]),
        extent=tuple(conditions["never"]["extent"]),
        rules=tuple(conditions["rule"]),
        events=_event_words(table("events")),
    )


def _event_words(table: dict[str, Any]) -> EventWords:
    verb, noun = table["verb"], table["noun"]
    return EventWords(
        carriers={
            kind: frozenset(group["verbs"].split()) for kind, group in table["carrier"].items()
        },
        adjectives={kind: frozenset(words.split()) for kind, words in table["adjective"].items()},
        nouns={
            kind: frozenset(words.split()) for kind, words in noun.items() if isinstance(words, str)
        },
        inchoative=frozenset(verb["inchoative"].split()),
        causes=dict(verb["causes"]),
        stative=frozenset(verb["stative"].split()),
        response=frozenset(verb["response"].split()),
        telling=frozenset(verb["telling"].split()),
        saying=frozenset(verb["saying"].split()),
        hindering=frozenset(verb["hindering"].split()),
        barring=frozenset(verb["barring"].split()),
        granting=frozenset(verb["granting"].split()),
        seeking=frozenset(verb["seeking"].split()),
        wishing=frozenset(verb["wishing"].split()),
        listing=frozenset(verb["listing"].split()),
        repeating=frozenset(verb["repeating"].split()),
        spurning=frozenset(verb["spurning"].split()),
        entering=frozenset(verb["entering"].split()),
        suffered=frozenset(verb["suffered"].split()),
        atoned=tuple(verb["atoned"]),
        exacted=frozenset(verb["exacted"].split()),
        shells=frozenset(noun["shells"].split()),
        reports=frozenset(verb["reports"].split()),
        held={word: light for light, words in noun["held"].items() for word in words.split()},
        deverbal=dict(noun["deverbal"]),
        deadlines={key: frozenset(words.split()) for key, words in table["deadline"].items()},
        aside=frozenset(table["aside"]["words"].split()),
    )


def table(name: str) -> dict[str, Any]:
    """Return the word lists of one file of ``data/``."""
    data = resources.files("detente.reading").joinpath("data", f"{name}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


def _by_word(groups: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for act, words in groups.items():
        for word in words.split():
            found.setdefault(word, act)
    return found


def _by_first_word(groups: dict[str, list[str]]) -> ByFirst:
    """Index cues by their first word, the longest first."""
    found: ByFirst = {}
    for sense, group in groups.items():
        for words in group:
            parts = tuple(words.split())
            found.setdefault(parts[0], []).append((words, sense, parts))
    return {first: sorted(cues, key=lambda c: -len(c[0])) for first, cues in found.items()}


def _forms(lemmas: frozenset[str]) -> set[str]:
    """Return the finite forms of verbs, good enough to see one after a quotation."""
    irregular = {"say": "said", "tell": "told", "write": "wrote", "think": "thought", "speak": "spoke",
                 "hold": "held", "swear": "swore", "read": "read", "go": "went", "ask": "asked"}  # fmt: skip
    found: set[str] = set()
    for lemma in lemmas:
        word = lemma.split("_")[0]
        past = (
            word + "d"
            if word.endswith("e")
            else word[:-1] + "ied"
            if word[-1:] == "y" and word[-2:-1] not in "aeo"
            else word + "ed"
        )
        third = word[:-1] + "ies" if word[-1:] == "y" and word[-2:-1] not in "aeo" else word + "s"
        found |= {irregular.get(word, past), third}
    return found
