"""What only shows in the whole model of its further keys: moves that lead nowhere, odd merges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.model.conflict import Conflict, Ranking
from detente.model.fields import Fields
from detente.model.states import StateSpace

if TYPE_CHECKING:
    from detente.model.further import View

_SHOWN = 8


class Listed:
    """The states of a model, merged ones as one, by name."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self.count: int | None = len(space)
        self._names = set(space.names)

    def holds(self, state: str) -> bool:
        """Say whether a state exists, as a state or as the member of one."""
        return self.space.find(state) is not None

    def ranks(self, state: str) -> bool:
        """Say whether a ranking is to name a state; a merged one goes by its pattern."""
        return state in self._names

    def missing(self, ranked: set[str]) -> list[str]:
        """Return the first states that are not ranked."""
        return [name for name in self.space.names if name not in ranked][:_SHOWN]


def check_further(conflict: Conflict, fields: Fields) -> Listed | None:
    """Note problems of the further keys; return the states, or None when they cannot be told."""
    try:
        space = StateSpace.of(conflict)
    except DetenteError as error:
        fields.report(error.message, fields.lines.get("coalesced"), fix=error.fix)
        return None
    for merged in conflict.coalesced:
        found = space.find(merged.pattern)
        if found is None or len(space.members[found]) < 2:
            fields.report(
                f"The pattern {merged.pattern!r} does not hold two feasible states.",
                fields.lines.get(f"coalesced {merged.pattern}"),
                value=merged.pattern,
                fix="Correct the pattern, or remove it.",
            )
    if conflict.coalesced:
        for dm, preferences in conflict.preferences.items():
            try:
                if not isinstance(preferences, Ranking):
                    space.ranks(dm)
            except DetenteError as error:
                fields.report(error.message, fields.lines.get(f"preferences {dm}"), fix=error.fix)
    for move in (*conflict.moves, *conflict.forbidden_moves):
        line = fields.lines.get(f"move {','.join(move.by)} {move.start} {move.end}")
        _check_patterns((move.start, move.end), "of a move", space, fields, line)
    for dm, unknown in conflict.unknown.items():
        for pair in unknown.pairs:
            line = fields.lines.get(f"unknown {dm}")
            _check_patterns(pair.between, f"of an unknown comparison of {dm}", space, fields, line)
    for dm, chances in conflict.probabilities.items():
        for chance in chances:
            line = fields.lines.get(f"probabilities {dm}")
            what = f"of a probable preference of {dm}"
            _check_patterns((chance.better, chance.than), what, space, fields, line)
    for dm, view in conflict.views.items():
        _check_view(view, f"the view of {dm}", space, fields, fields.lines.get(f"views {dm}"))
    return Listed(space)


def _check_view(view: View, what: str, space: StateSpace, fields: Fields, line: int | None) -> None:
    for pattern in view.unseen_states:
        _check_patterns((pattern,), f"unseen in {what}", space, fields, line)
    unseen = 0
    for pattern in view.unseen_states:
        unseen |= space.matching(pattern)
    if unseen == (1 << len(space)) - 1:
        fields.report(f"In {what} no state is seen.", line, fix="Leave at least one to be seen.")
    for dm, inner in view.views.items():
        _check_view(inner, f"the view of {dm} within {what}", space, fields, line)


def _check_patterns(
    patterns: Iterable[str], what: str, space: StateSpace, fields: Fields, line: int | None
) -> None:
    for pattern in patterns:
        if not space.matching(pattern):
            fields.report(
                f"No feasible state matches {pattern!r} {what}.",
                line,
                value=pattern,
                fix="Correct it, or the infeasible rules.",
            )
