"""Which options a phrase may be like: found by verb and words, not by looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from detente.drafting.derivation import names_conduct
from detente.drafting.lexicon import words
from detente.drafting.likeness import PHASES, Key

if TYPE_CHECKING:
    from detente.drafting.options import Group


class Shelf:
    """The options of one owner, by verb and by word.

    Of the options of one verb, those that share no word with a phrase are all as like it, or as
    unlike, as the first of them; so the first stands for them among the candidates.
    """

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self._groups: dict[int, Group] = {}
        self._of: dict[str, list[int]] = {}
        self._bare: dict[str, list[int]] = defaultdict(list)
        self._with: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for group in groups:
            self.add(group)

    def add(self, group: Group) -> None:
        """Put an option behind the others."""
        self._groups[group.place] = group
        self._of.setdefault(group.verb, []).append(group.place)
        if not group.objects:
            self._bare[group.verb].append(group.place)
        self.learn(group, group.objects)

    def learn(self, group: Group, won: Iterable[str]) -> None:
        """File the words that an option has won."""
        held = self._with[group.verb]
        for word in won:
            held.setdefault(word, []).append(group.place)

    def remove(self, group: Group) -> None:
        """Take an option out; another one stands for its like now."""
        del self._groups[group.place]
        self._of[group.verb].remove(group.place)

    def candidates(self, key: Key) -> list[Group]:
        """Return the options that a phrase may be like, in order."""
        places: set[int] = set()
        for verb, own in self._of.items():
            if not key.may_be(verb):
                continue
            if key.verb == "talk" and not key.objects:
                places.update(own)
                continue
            held = self._with[verb]
            places.update(own[:1], self._bare[verb])
            places.update(islice((place for place in own if self._groups[place].objects), 1))
            withdrawn = words("fighting", "withdrawn") if key.verb == "leave" else frozenset()
            for word in key.objects | withdrawn:
                places.update(held.get(word, ()))
            if verb in PHASES and key.verb not in PHASES:
                for word in held:
                    if names_conduct(word, key.verb):
                        places.update(held[word])
        return [self._groups[place] for place in sorted(places) if place in self._groups]
