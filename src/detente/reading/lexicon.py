"""The reader's word lists (``data/*.toml``), loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from detente.actors.lexicon import actor_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists as sets; an act's words map from lemma to the name of the act."""

    neutral: frozenset[str]
    cue_acts: dict[str, str]
    relay: frozenset[str]
    nouns: dict[str, str]
    papers: dict[str, str]
    deeds: dict[str, str]
    light_verbs: frozenset[str]
    stopping: frozenset[str]
    light_nouns: dict[str, str]
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
    phrases: dict[str, tuple[str, ...]]
    layers: dict[str, frozenset[str]]
    term_cues: tuple[str, ...]
    cues: dict[str, list[tuple[str, str, tuple[str, ...]]]]
    before_if: frozenset[str]
    dependence: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Load the word lists."""
    verbs, content, layers, conditions = (
        _table(name) for name in ("verbs", "content", "layers", "conditions")
    )
    cue_acts = _by_word(verbs["act"])
    neutral = frozenset(verbs["neutral"].split())
    light = {
        key: words for key, words in verbs["light"].items() if key not in ("verbs", "stopping")
    }
    return Lexicon(
        neutral=neutral,
        cue_acts=cue_acts,
        relay=frozenset(verbs["relay"]["verbs"].split()),
        nouns=_by_word(verbs["noun"]),
        papers=dict.fromkeys(layers["papers"].split(), "STATE"),
        deeds=_by_word(verbs["deed"]),
        stopping=frozenset(verbs["light"]["stopping"].split()),
        light_verbs=frozenset(verbs["light"]["verbs"].split()),
        light_nouns=_by_word(light),
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
    )


def _table(name: str) -> dict[str, Any]:
    data = resources.files("detente.reading").joinpath("data", f"{name}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


def _by_word(groups: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for act, words in groups.items():
        for word in words.split():
            found.setdefault(word, act)
    return found


def _by_first_word(
    groups: dict[str, list[str]],
) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """Index cues by their first word, the longest first."""
    found: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
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
