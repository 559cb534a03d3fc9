"""What a view leaves of the states: those that are seen, and how they look without unseen options."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from detente.model.conflict import Conflict, Preferences, Ranking
from detente.model.states import StateSpace, matches

if TYPE_CHECKING:
    from detente.model.further import Transition, View


def seen_states(space: StateSpace, view: View) -> int:
    """Return the set of states that a view sees."""
    unseen = 0
    for pattern in view.unseen_states:
        unseen |= space.matching(pattern)
    return (1 << len(space)) - 1 & ~unseen


def seen_places(conflict: Conflict, view: View) -> list[int]:
    """Return the places of the options that a view sees."""
    return [n for n, option in enumerate(conflict.options) if option.id not in view.unseen_options]


def imagined_states(space: StateSpace, view: View) -> tuple[str, ...]:
    """Return the names of the states as a view imagines them, over the options that it sees."""
    seen = seen_states(space, view)
    names = [name for number, name in enumerate(space.names) if seen >> number & 1]
    if not view.unseen_options:
        return tuple(names)
    places = seen_places(space.conflict, view)
    return tuple(sorted({"".join(name[place] for place in places) for name in names}))


def written_out(conflict: Conflict, view: View, name: str) -> str:
    """Return an imagined state over all options; what is unseen is imagined not taken."""
    letters = ["N"] * len(conflict.options)
    for place, letter in zip(seen_places(conflict, view), name, strict=True):
        letters[place] = letter
    return "".join(letters)


def unranked(preferences: Preferences | None, states: Collection[str]) -> list[str]:
    """Return the states that a ranking should name and does not; none for other preferences."""
    if not isinstance(preferences, Ranking):
        return []
    named = {state for group in preferences.groups for state in group}
    return [state for state in states if state not in named]


def arcs(space: StateSpace, move: Transition) -> set[tuple[int, int]]:
    """Return the pairs of states that an added move joins; ``-`` in its end keeps the letter."""
    base = space.base or space
    found = set()
    for name in (move.start,) if space.conflict.states else base.names:
        if space.conflict.states:
            goal = move.end
        elif matches(move.start, name):
            letters = zip(move.end, name, strict=True)
            goal = "".join(old if new == "-" else new for new, old in letters)
        else:
            continue
        state, target = space.find(name), space.find(goal)
        if state is not None and target is not None and state != target:
            found.add((state, target))
    return found
