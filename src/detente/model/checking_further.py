"""What only shows in the whole model of its further keys: moves that lead nowhere, odd merges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.model.conflict import Conflict, Ranking
from detente.model.fields import Fields
from detente.model.seeing import arcs, imagined_states, seen_states, unranked, written_out
from detente.model.states import StateSpace

if TYPE_CHECKING:
    from detente.model.further import View

SHOWN = 8


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
        return [name for name in self.space.names if name not in ranked][:SHOWN]


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
    for move in conflict.moves:
        if space.matching(move.start) and space.matching(move.end) and not arcs(space, move):
            fields.report(
                f"The added move from {move.start} to {move.end} joins no two feasible states.",
                fields.lines.get(f"move {','.join(move.by)} {move.start} {move.end}"),
                fix="Correct the states, or drop the move.",
            )
    for dm, unknown in conflict.unknown.items():
        for pair in unknown.pairs:
            line = fields.lines.get(f"unknown {dm}")
            _check_patterns(pair.between, f"of an unknown comparison of {dm}", space, fields, line)
    for dm, chances in conflict.probabilities.items():
        for chance in chances:
            line = fields.lines.get(f"probabilities {dm}")
            what = f"of a probable preference of {dm}"
            _check_patterns((chance.better, chance.than), what, space, fields, line)
    _check_views(conflict.views, "", "", space, fields)
    return Listed(space)


def _check_views(
    views: Mapping[str, View], scope: str, within: str, space: StateSpace, fields: Fields
) -> None:
    """Note what would keep the views from being solved; ``scope`` is where their lines are kept."""
    for dm, view in views.items():
        what = f"the view of {dm}{within}"
        inner = f"{scope}view {dm} "
        line = fields.lines.get(inner)
        for pattern in view.unseen_states:
            _check_patterns((pattern,), f"unseen in {what}", space, fields, line)
        if view.unseen_options and (space.conflict.states or space.conflict.coalesced):
            fields.report(
                f"In {what} options are unseen, but the model "
                f"{'merges states' if space.conflict.coalesced else 'has no options'}.",
                line,
                fix="Name unseen states instead.",
            )
        elif not seen_states(space, view):
            fields.report(
                f"In {what} no state is seen.", line, fix="Leave at least one to be seen."
            )
        else:
            _check_view(dm, view, what, inner, space, fields)
        _check_views(view.views, inner, f" within {what}", space, fields)


def _check_view(
    viewer: str, view: View, what: str, scope: str, space: StateSpace, fields: Fields
) -> None:
    conflict = space.conflict
    imagined = imagined_states(space, view)
    for dm, preferences in view.preferences.items():
        line = fields.lines.get(f"{scope}preferences {dm}")
        if isinstance(preferences, Ranking):
            # A state that is not seen may be ranked all the same, not what does not exist.
            known = set(imagined) if view.unseen_options else set(space.names)
            report_ranking(
                f"The ranking of {dm} in {what}",
                preferences,
                gone=lambda state, known=known: state not in known,  # type: ignore[misc]
                missing=unranked(preferences, imagined),
                fields=fields,
                line=fields.lines.get(f"{scope}ranking {dm}", line),
            )
        elif conflict.coalesced:
            try:
                space.ranks_by(preferences, dm)
            except DetenteError as error:
                fields.report(f"In {what}: {error.message}", line, fix=error.fix)
    if not view.unseen_options:
        return
    for dm, preferences in conflict.preferences.items():
        full = [written_out(conflict, view, name) for name in imagined]
        missing = [] if dm in view.preferences else unranked(preferences, full)
        if missing:
            fields.report(
                f"The ranking of {dm} does not tell how {viewer}, who does not see all options, "
                f"imagines it: {missing[0]} is not ranked.",
                fields.lines.get(scope),
                value=missing[0],
                fix=f"Add preferences of {dm} to {what}.",
            )


def report_ranking(
    what: str,
    ranking: Ranking,
    *,
    gone: Callable[[str], bool],
    missing: Sequence[str],
    fields: Fields,
    line: int | None,
    count: int | None = None,
) -> None:
    """Note what a ranking repeats, names without need, or leaves out.

    Parameters
    ----------
    what : str
        The ranking, as the subject of a sentence.
    ranking : Ranking
        What is given.
    gone : callable
        Whether a state does not exist.
    missing : sequence of str
        States that it leaves out; the first few, when ``count`` says how many there are.
    fields : Fields
        Where problems are noted.
    line : int or None
        Where it stands.
    count : int, optional
        How many states it leaves out.
    """
    counts = Counter(state for group in ranking.groups for state in group)
    repeated = [state for state, number in counts.items() if number > 1]
    if repeated:
        fields.report(
            f"{what} repeats {listing(repeated)}.",
            line,
            value=repeated[0],
            fix="Name each state once.",
        )
    strange = [state for state in counts if gone(state)]
    if strange:
        fields.report(
            f"{what} names infeasible states: {listing(strange)}.",
            line,
            value=strange[0],
            fix="Remove them (the edit fit_ranking does), or the infeasible rule.",
        )
    number = len(missing) if count is None else count
    if number:
        fields.report(
            f"{what} misses {number:,} feasible state{'s' * (number > 1)}.",
            line,
            fix=f"Add {listing(missing[:SHOWN])}{', …' * (number > SHOWN)}.",
        )


def listing(states: Sequence[str]) -> str:
    """Return the first states of a list in words."""
    return ", ".join(states[:SHOWN]) + (", …" if len(states) > SHOWN else "")


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
