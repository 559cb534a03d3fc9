"""In which changed models, each a world, what is different: as masks, one bit a world."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.analysis.hinge_variants import DIRECTIONS, Cell, Variant, placed
from detente.model.conflict import Attitude, Conflict, Direction, Statements
from detente.model.expression import Expression
from detente.solving.judging import attitude_signs

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class World:
    """One changed model: the changes made, and the attitude cells set."""

    changes: tuple[Variant, ...]
    cells: Mapping[Cell, Attitude]


class Differences:
    """Tells what differs in the changed models of a conflict.

    Attributes
    ----------
    everything : int
        The mask of all worlds.
    """

    def __init__(self, conflict: Conflict, worlds: Sequence[World]) -> None:
        self._conflict = conflict
        self._worlds = worlds
        self.everything = (1 << len(worlds)) - 1

    def _mask(self, numbers: Iterable[int]) -> int:
        found = bytearray(len(self._worlds) // 8 + 1)
        for number in numbers:
            found[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(found, "little")

    def _grouped(self, keys: Iterable[Key]) -> dict[Key, int]:
        """Return the mask of the worlds of each key, given one key a world."""
        groups: dict[Key, list[int]] = {}
        for number, key in enumerate(keys):
            groups.setdefault(key, []).append(number)
        return {key: self._mask(numbers) for key, numbers in groups.items()}

    def dropped(self) -> dict[tuple[int, ...], int]:
        """Return the worlds by the rules that they drop."""
        return self._grouped(dropped_rules(world.changes) for world in self._worlds)

    def looks(self) -> list[list[tuple[int, int, int]]]:
        """Return, per party, at whom it looks, and in which worlds as a friend and as a foe."""
        profiles = [attitude_signs(self._conflict, world.cells) for world in self._worlds]
        players = range(len(self._conflict.decision_makers))
        found = []
        for player in players:
            looks = []
            for other in players:
                signs = self._grouped(profile[player][other] for profile in profiles)
                if signs.get(0, 0) != self.everything:
                    looks.append((other, signs.get(1, 0), signs.get(-1, 0)))
            found.append(looks)
        return found

    def stands(
        self, dm: str, given: Statements
    ) -> tuple[dict[Expression, int], list[tuple[list[int | None], int]]]:
        """Return a party's statements in all worlds, numbered, and its different lists of them.

        A list has None in the place of a statement that is dropped; with it come its worlds.
        """
        stands = self._grouped(
            tuple(id(v) for v in world.changes if v.kind == "preference" and v.party == dm)
            for world in self._worlds
        )
        known = {id(v): v for world in self._worlds for v in world.changes}
        numbers: dict[Expression, int] = {}
        lists = []
        for changes, mask in stands.items():
            items = placed(given.items, [known[each] for each in changes])
            lists.append((
                [
                    None if item is None else numbers.setdefault(item.that, len(numbers))
                    for item in items
                ],
                mask,
            ))  # fmt: skip
        return numbers, lists

    def bound(self) -> dict[tuple[int, bool], int]:
        """Return the worlds in which an option cannot be taken up (True), or given up (False)."""
        found = {}
        for place, direction in self._directed().items():
            if Direction.BACK in direction:
                found[place, True] = direction[Direction.BACK]
            if Direction.FORWARD in direction:
                found[place, False] = direction[Direction.FORWARD]
        return found

    def one_way(self) -> dict[int, int]:
        """Return, by option, the worlds in which it is one-way."""
        return {
            place: self.everything & ~directions.get(Direction.BOTH, 0)
            for place, directions in self._directed().items()
        }

    def _directed(self) -> dict[int, dict[Direction, int]]:
        """Return, by option, the worlds by its direction."""
        changed: dict[tuple[int, Direction], list[int]] = {}
        for number, world in enumerate(self._worlds):
            for variant in world.changes:
                if variant.kind == "direction":
                    key = variant.places[0], DIRECTIONS[variant.change]
                    changed.setdefault(key, []).append(number)
        found = {}
        for place, option in enumerate(self._conflict.options):
            masks = {d: self._mask(changed.get((place, d), ())) for d in Direction}
            masks[option.direction] |= self.everything & ~sum(masks.values())
            found[place] = {d: mask for d, mask in masks.items() if mask}
        return found


def dropped_rules(changes: Iterable[Variant]) -> tuple[int, ...]:
    """Return the places of the rules that changes drop."""
    return tuple(sorted(v.places[0] for v in changes if v.kind == "infeasible"))
