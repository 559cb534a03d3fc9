"""Closing windows: outcomes that vanish with a party's next one-way move, and who gains by acting first.

A *window* is a one-way option that its owner would use next: from the status quo, some improvement
of the owner uses it. Whatever needs the option unused is gone afterwards. Of that we report

* **outcomes**: equilibria that moves could still bring about from the status quo;
* **joint gains**: states that a group could bring about now and all its members prefer to the status
  quo, none of them beaten for the whole group by another.

Somebody *gains by acting first* who can bring such a state about now, alone or in a group, and
prefers it to what comes once the window has closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from detente.analysis.outcomes import LEADING, Cells, Landscape
from detente.engine.game import bits
from detente.engine.reach import legal_reach_from
from detente.model.conflict import Direction

#: With more decision makers only groups of two are looked at, besides each alone.
_MAX_DMS_FOR_ALL_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Vanishing:
    """A state that is gone once the window has closed.

    Attributes
    ----------
    state : str
        The state.
    concepts : tuple of str
        Concepts under which it is an equilibrium; empty for a mere joint gain.
    first_movers : tuple of tuple of str
        Smallest groups that can bring it about now and all prefer it to what comes otherwise.
    against : tuple of str
        Decision makers who like it less than what comes otherwise.
    """

    state: str
    concepts: tuple[str, ...]
    first_movers: tuple[tuple[str, ...], ...]
    against: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON data."""
        return {
            "state": self.state,
            "concepts": list(self.concepts),
            "first_movers": ["+".join(group) for group in self.first_movers],
            "against": list(self.against),
        }


@dataclass(frozen=True, slots=True)
class Window:
    """A window that closes with one party's next one-way move.

    Attributes
    ----------
    party, option : str
        Who closes it, with which one-way option.
    after : str
        Where the party's best improvement that uses the option leads.
    vanishing : tuple of Vanishing
        What is gone then; equilibria first.
    left : mapping of str to tuple of str
        Per group that could gain jointly before (``A+B``): its unbeaten joint gains afterwards.
    """

    party: str
    option: str
    after: str
    vanishing: tuple[Vanishing, ...]
    left: dict[str, tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """Return the window as JSON data."""
        return {
            "party": self.party,
            "option": self.option,
            "after": self.after,
            "vanishing": [item.to_json() for item in self.vanishing],
            "left": {group: list(states) for group, states in self.left.items()},
        }


def closing_windows(landscape: Landscape, changed: Cells | None = None) -> tuple[Window, ...]:
    """Find the windows that close with somebody's next one-way move.

    Parameters
    ----------
    landscape : Landscape
        The prepared conflict.
    changed : mapping, optional
        Attitude cells that differ from the model's.

    Returns
    -------
    tuple of Window
        In option order; none when the model has no status quo or merges states, or nothing vanishes.
    """
    start = landscape.start
    if start is None or landscape.conflict.coalesced:
        return ()
    found = []
    for place, option in enumerate(landscape.conflict.options):
        used = option.direction is Direction.FORWARD
        unused_now = bool(landscape.compiled.space.codes[start] >> place & 1) is not used
        if option.direction is Direction.BOTH or not unused_now:
            continue
        window = _window(landscape, start, place, changed)
        if window is not None and window.vanishing:
            found.append(window)
    return tuple(found)


def _window(landscape: Landscape, start: int, place: int, changed: Cells | None) -> Window | None:
    compiled = landscape.compiled
    codes, names = compiled.space.codes, compiled.space.names
    owner = landscape.conflict.options[place].owner
    player = compiled.players.index(owner)
    now = codes[start] >> place & 1
    using = [
        target
        for target in bits(landscape.replies(changed)[player][start])
        if codes[target] >> place & 1 != now
    ]
    if not using:
        return None
    better = compiled.game.better
    after = min(using, key=lambda target: (better[player][target].bit_count(), target))
    open_now = sum(1 << s for s, code in enumerate(codes) if code >> place & 1 == now)
    groups = list(_groups(len(compiled.players)))
    reach = {
        group: legal_reach_from([compiled.game.moves[member] for member in group], start)
        for group in groups
    }
    everybody = legal_reach_from(compiled.game.moves, start) & ~(1 << start)
    attitudes = landscape.attitudes(changed)
    holding = {
        concept: landscape.equilibria(concept, attitudes) & everybody & open_now
        for concept in LEADING
    }
    gains: dict[tuple[int, ...], int] = {}
    for group in groups:
        unbeaten = _unbeaten(landscape, group, reach[group], start)
        if unbeaten & open_now:
            gains[group] = unbeaten & open_now
    vanishing = 0
    for states in (*holding.values(), *gains.values()):
        vanishing |= states
    items = []
    for state in bits(vanishing):
        able = [
            group
            for group in groups
            if reach[group] >> state & 1 and all(better[m][after] >> state & 1 for m in group)
        ]
        smallest = [g for g in able if not any(set(o) < set(g) for o in able)]
        items.append(
            Vanishing(
                state=names[state],
                concepts=tuple(c for c, states in holding.items() if states >> state & 1),
                first_movers=tuple(tuple(compiled.players[m] for m in g) for g in smallest),
                against=tuple(
                    compiled.players[m]
                    for m in compiled.game.players
                    if better[m][state] >> after & 1
                ),
            )
        )
    left = {}
    for group in gains:
        reached = legal_reach_from([compiled.game.moves[m] for m in group], after)
        key = "+".join(compiled.players[m] for m in group)
        left[key] = compiled.names(_unbeaten(landscape, group, reached, after))
    items.sort(key=lambda item: (-len(item.concepts), not item.first_movers, item.state))
    option = landscape.conflict.options[place].id
    return Window(owner, option, names[after], tuple(items), left)


def _groups(count: int) -> Iterator[tuple[int, ...]]:
    """Yield groups of players, smallest first; all when there are few players."""
    largest = count if count <= _MAX_DMS_FOR_ALL_GROUPS else 2
    for size in range(1, largest + 1):
        yield from combinations(range(count), size)


def _unbeaten(landscape: Landscape, group: tuple[int, ...], reached: int, origin: int) -> int:
    """Return the joint gains over a state that no other one beats for the whole group.

    One beats another when no member likes it less and some member likes it more. Groups of one
    have improvements, not joint gains.
    """
    if len(group) < 2:
        return 0
    better = landscape.compiled.game.better
    gains = reached
    for member in group:
        gains &= better[member][origin]
    result = 0
    for state in bits(gains):
        rivals = gains
        for member in group:
            rivals &= ~_worse_than(landscape, member, state, gains)
        if not any(any(better[m][state] >> rival & 1 for m in group) for rival in bits(rivals)):
            result |= 1 << state
    return result


def _worse_than(landscape: Landscape, member: int, state: int, among: int) -> int:
    """Return the states among some that a player likes less than a state."""
    better = landscape.compiled.game.better[member]
    return sum(1 << other for other in bits(among) if better[other] >> state & 1)
