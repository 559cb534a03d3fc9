"""Inverse analysis: what would have to change for a desired state to be stable.

Three answers for a state and a concept (Kinsara, Kilgour & Hipel 2015):

* *conditions* on one party's preferences, exact and independent of how they are written down;
* the *fewest edits* of preference statements: swap two, drop one, make one conditional (add IF);
* the fewest changes of *attitude cells*, under the relational concept of the same name.

An edit set is searched by size, so that what is found is smallest; a search that ends early says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, overload

from detente.analysis.edits import (
    AttitudeEdit,
    PreferenceEdit,
    apply_edits,
    edited_order,
    preference_edits,
)
from detente.analysis.outcomes import Cells, Landscape
from detente.engine import inverse
from detente.engine.game import bits
from detente.engine.inverse import Condition, FewestEdits
from detente.engine.reach import legal_reach_from
from detente.errors import InputError, did_you_mean
from detente.model.conflict import Attitude, Conflict, Preference, Statements
from detente.model.expression import Expression, composed
from detente.showing import Tabular
from detente.solving.compiling import CompiledConflict, better_by, compile_conflict
from detente.solving.limits import say_solving

#: The relational concept of each ordinary one; SSEQ has none.
RELATIONAL = {"NASH": "RNASH", "GMR": "RGMR", "SMR": "RSMR", "SEQ": "RSEQ"}
#: Concepts under which a party's verdict does not depend on the others' preferences.
_SPLIT = ("NASH", "GMR", "SMR")

#: Product of joint edit sets and states that one search tries, but at least so many sets.
_JOINT_WORK = 500_000
_LEAST_TRIED = 300
#: Ways to meet all broken conditions beyond which the smallest repairs are not listed.
_MOST_WAYS = 20_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PartyConditions:
    """What one party's preferences must be like for a state to be stable for it.

    Attributes
    ----------
    party : str
        The decision maker.
    stable : bool
        Whether all conditions are met now.
    conditions : tuple of (Condition, bool)
        Each with whether it is met; state numbers are those of ``compiled``.
    repairs : tuple of tuple of str, or None
        The smallest sets of states that must stop being better than the desired one; None when
        there are too many to list.
    """

    party: str
    stable: bool
    conditions: tuple[tuple[Condition, bool], ...]
    repairs: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Inverse(Tabular):
    """The answer to an inverse question; ``attitudes`` is None where no such concept exists."""

    conflict: Conflict
    compiled: CompiledConflict
    state: str
    concept: str
    parties: tuple[str, ...]
    by_party: tuple[PartyConditions, ...]
    preferences: FewestEdits[PreferenceEdit]
    attitudes: FewestEdits[AttitudeEdit] | None

    def __repr__(self) -> str:
        """Say what it is in one line."""
        return (
            f"<Inverse of {self.state} under {self.concept}: "
            f"{len(self.preferences.found)} smallest edits of {self.preferences.size} statements>"
        )

    @property
    def caption(self) -> str:
        """What the table is of."""
        return f"What would make {self.state} stable under {self.concept}"

    def table(self) -> list[dict[str, Any]]:
        """Return one row per smallest set of edits, of statements and of attitudes."""
        found: list[tuple[str, Sequence[PreferenceEdit | AttitudeEdit]]] = [
            ("statements", edits) for edits in self.preferences.found
        ]
        found += [
            ("attitudes", edits) for edits in (self.attitudes.found if self.attitudes else ())
        ]
        return [
            {"edits of": kind, "number": len(edits), "edits": "; ".join(map(str, edits))}
            for kind, edits in found
        ]


def invert(
    conflict: Conflict,
    /,
    state: str,
    concept: str = "NASH",
    *,
    parties: Iterable[str] = (),
    largest: int = 3,
    limit: int = 30_000,
    progress: Progress | None = None,
) -> Inverse:
    """Find what would make a state stable for some parties, or an equilibrium.

    Parameters
    ----------
    conflict : Conflict
        The model.
    state : str
        The desired state, a state string.
    concept : {"NASH", "GMR", "SMR", "SEQ", "SSEQ"}
        In any case.
    parties : iterable of str
        For whom it shall be stable, and whose statements and attitudes may be edited; all, that
        is an equilibrium, when none is named.
    largest : int
        Largest number of edits tried for one party (for SEQ and SSEQ: in all).
    limit : int
        At most so many edit sets are tried in one search.
    progress : callable, optional
        Called with (done, total) while edits are tried.

    Raises
    ------
    InputError
        For an unknown concept, party or state.
    """
    name = concept.strip().upper()
    if name not in inverse.CONCEPTS:
        raise InputError(
            f"No inverse question under {concept[:40]!r}.", fix=did_you_mean(name, inverse.CONCEPTS)
        )
    compiled = compile_conflict(conflict)
    parties = tuple(map(composed, parties))
    for party in parties:
        if party not in compiled.players:
            raise InputError(
                f"No decision maker {party[:80]!r}.", fix=did_you_mean(party, compiled.players)
            )
    chosen = tuple(dict.fromkeys(parties)) or compiled.players
    number = compiled.space.index(state)
    size = compiled.game.size
    # The others' improvements are closed, and anew for every change of what they prefer.
    say_solving(
        20 if name in ("SEQ", "SSEQ") else 4,
        size,
        len(compiled.players),
        f"Looking for changes that make one of {size:,} states stable under {name}",
        fix="Ask for fewer changes at once (--largest), or rule out states that cannot be.",
    )
    desired = _Desired(conflict, compiled, number, name, chosen)
    return Inverse(
        conflict=conflict,
        compiled=compiled,
        state=state,
        concept=name,
        parties=chosen,
        by_party=tuple(desired.conditions_of(party) for party in chosen),
        preferences=desired.fewest_edits(largest=largest, limit=limit, progress=progress),
        attitudes=_fewest_attitudes(conflict, number, name, chosen, limit=limit, largest=largest),
    )


class _Desired:
    """A state that shall be stable under a concept for some parties."""

    def __init__(
        self,
        conflict: Conflict,
        compiled: CompiledConflict,
        state: int,
        concept: str,
        parties: tuple[str, ...],
    ) -> None:
        self.conflict = conflict
        self.compiled = compiled
        self.state = state
        self.concept = concept
        self.parties = parties
        self._conditions = {
            party: inverse.conditions(compiled.game, self._player(party), state, concept)
            for party in parties
        }
        self._truths: dict[tuple[str, int, Expression | None], int] = {}
        self._better: dict[tuple[PreferenceEdit, ...], tuple[int, ...]] = {}

    def _player(self, party: str) -> int:
        return self.compiled.players.index(party)

    def conditions_of(self, party: str) -> PartyConditions:
        above = self.compiled.game.better[self._player(party)][self.state]
        wanted = self._conditions[party]
        repairs: tuple[tuple[str, ...], ...] | None
        ways = 1
        for condition in inverse.unmet(wanted, above):
            ways *= 1 + len(condition.holds)
        if ways > _MOST_WAYS:
            repairs = None
        else:
            found = inverse.smallest_repairs(wanted, above, limit=_MOST_WAYS)
            repairs = tuple(sorted(self.compiled.names(repair) for repair in found))
        return PartyConditions(
            party=party,
            stable=not inverse.unmet(wanted, above),
            conditions=tuple((condition, condition.is_met(above)) for condition in wanted),
            repairs=repairs,
        )

    def fewest_edits(
        self, *, largest: int, limit: int, progress: Progress | None
    ) -> FewestEdits[PreferenceEdit]:
        if self.concept in _SPLIT or len(self.parties) == 1:
            # The others' preferences stay or do not matter: one search per party.
            return _combined(
                [
                    inverse.fewest_edits(
                        _reporting(self._works_alone(party), limit, progress),
                        preference_edits(self.conflict, party),
                        largest=largest,
                        limit=limit,
                    )
                    for party in self.parties
                ]
            )
        edits = [edit for party in self.parties for edit in preference_edits(self.conflict, party)]
        # One set costs about as much as there are states, and a search shall stay within a minute.
        few = min(limit, max(_LEAST_TRIED, _JOINT_WORK // self.compiled.game.size))
        return inverse.fewest_edits(
            _reporting(self._works_together, few, progress), edits, largest=largest, limit=few
        )

    def _works_alone(self, party: str) -> Callable[[tuple[PreferenceEdit, ...]], bool]:
        wanted = self._conditions[party]
        given = self.conflict.preferences.get(party)
        if not isinstance(given, Statements):
            above = self.compiled.game.better[self._player(party)][self.state]
            return lambda _edits: not inverse.unmet(wanted, above)
        items = given.items

        def works(edits: tuple[PreferenceEdit, ...]) -> bool:
            order = edited_order(edits, len(items))
            return order is not None and not inverse.unmet(wanted, self._above(party, items, order))

        return works

    def _above(
        self,
        party: str,
        items: tuple[Preference, ...],
        order: Iterable[tuple[int, Expression | None]],
    ) -> int:
        """Return the states that lexicographic comparison puts above the desired one."""
        above, level, alone = 0, self.compiled.game.everything, 1 << self.state
        for place, condition in order:
            key = (party, place, condition)
            if key not in self._truths:
                that = items[place].that
                if condition is not None:
                    that = Expression("IF", (that, condition))
                self._truths[key] = self.compiled.space.holds(that)
            truth = self._truths[key]
            if truth >> self.state & 1:
                level &= truth
            else:
                above |= level & truth
                level &= ~truth
            if level == alone:  # what follows tells nothing more apart from it
                break
        return above

    def _works_together(self, edits: tuple[PreferenceEdit, ...]) -> bool:
        game = self.compiled.game
        better = list(game.better)
        for party in dict.fromkeys(edit.party for edit in edits):
            own = tuple(edit for edit in edits if edit.party == party)
            if own not in self._better:
                changed = apply_edits(self.conflict, own)
                if changed is None:
                    return False
                given, space = changed.preferences.get(party), self.compiled.space
                self._better[own] = better_by(space, given, party)
            better[self._player(party)] = self._better[own]
        return all(self._holds(better, self._player(party)) for party in self.parties)

    def _holds(self, better: Sequence[Sequence[int]], player: int) -> bool:
        """Tell whether the state is SEQ- or SSEQ-stable for a player under changed preferences."""
        game = self.compiled.game
        above = better[player][self.state]
        targets = game.moves[player][self.state] & above
        if not targets:
            return True
        others = [j for j in game.players if j != player]
        tables = [_Improving(game.moves[j], better[j]) for j in others]
        for target in bits(targets):
            answers = legal_reach_from(tables, target) & ~above if others else 0
            if self.concept == "SSEQ":
                answers = sum(
                    1 << answer
                    for answer in bits(answers)
                    if not game.moves[player][answer] & above
                )
            if not answers:
                return False
        return True


class _Improving(Sequence[int]):
    """A player's improvements, worked out for the states that are asked about."""

    def __init__(self, moves: Sequence[int], better: Sequence[int]) -> None:
        self._moves = moves
        self._better = better

    @overload
    def __getitem__(self, state: int) -> int: ...

    @overload
    def __getitem__(self, state: slice) -> Sequence[int]: ...

    def __getitem__(self, state: int | slice) -> int | Sequence[int]:
        if isinstance(state, slice):
            return [self[each] for each in range(*state.indices(len(self)))]
        return self._moves[state] & self._better[state]

    def __len__(self) -> int:
        return len(self._moves)


def _reporting(
    works: Callable[[tuple[PreferenceEdit, ...]], bool], limit: int, progress: Progress | None
) -> Callable[[tuple[PreferenceEdit, ...]], bool]:
    if progress is None:
        return works
    done = 0

    def reporting(edits: tuple[PreferenceEdit, ...]) -> bool:
        nonlocal done
        done += 1
        if done % 50 == 0:
            progress(min(done, limit), limit)
        return works(edits)

    return reporting


#: Combined edit sets listed at most.
_MAX_COMBINED = 1000


def _combined(parts: Sequence[FewestEdits[Any]]) -> FewestEdits[Any]:
    """Join independent searches: one edit set of each."""
    tried = sum(part.tried for part in parts)
    complete = all(part.complete for part in parts)
    failed = [part for part in parts if not part.found]
    if failed:
        return FewestEdits((), min(part.size for part in failed), tried, complete)
    found: list[tuple[Any, ...]] = []
    for choice in product(*(part.found for part in parts)):
        if len(found) == _MAX_COMBINED:
            complete = False
            break
        found.append(tuple(edit for edits in choice for edit in edits))
    return FewestEdits(tuple(found), sum(part.size for part in parts), tried, complete)


def _fewest_attitudes(
    conflict: Conflict,
    state: int,
    concept: str,
    parties: tuple[str, ...],
    *,
    limit: int,
    largest: int,
) -> FewestEdits[AttitudeEdit] | None:
    relational = RELATIONAL.get(concept)
    if relational is None:
        return None
    landscape = Landscape(conflict)
    ids = landscape.compiled.players

    def edits_of(party: str) -> list[AttitudeEdit]:
        return [
            AttitudeEdit(party, to, conflict.attitude(party, to), value)
            for to in ids
            for value in Attitude
            if value is not conflict.attitude(party, to)
        ]

    def works_for(wanted: Sequence[str]) -> Callable[[tuple[AttitudeEdit, ...]], bool]:
        players = [ids.index(party) for party in wanted]

        def works(edits: tuple[AttitudeEdit, ...]) -> bool:
            cells = {(edit.of, edit.to): edit.after for edit in edits}
            if len(cells) < len(edits):
                return False
            matrix = landscape.attitudes(cells)
            return all(
                landscape.stable(player, relational, matrix) >> state & 1 for player in players
            )

        return works

    if concept in _SPLIT or len(parties) == 1:
        return _combined(
            [
                inverse.fewest_edits(works_for([party]), edits_of(party), limit=limit)
                for party in parties
            ]
        )

    def work_together(edits: tuple[AttitudeEdit, ...]) -> bool:
        cells = {(edit.of, edit.to): edit.after for edit in edits}
        return len(cells) == len(edits) and all(
            _holds_relational(landscape, ids.index(party), state, cells) for party in parties
        )

    edits = [edit for party in parties for edit in edits_of(party)]
    few = min(limit, max(_LEAST_TRIED, _JOINT_WORK // landscape.compiled.game.size))
    return inverse.fewest_edits(work_together, edits, largest=largest, limit=few)


def _holds_relational(landscape: Landscape, player: int, state: int, cells: Cells) -> bool:
    """Tell whether one state is RSEQ-stable for one player; the others' states are not judged."""
    replies = landscape.replies(cells)
    refused = ~landscape.accepted(cells)[player][state] | 1 << state
    tables = [table for other, table in enumerate(replies) if other != player]
    return all(
        tables and legal_reach_from(tables, target) & refused
        for target in bits(replies[player][state])
    )


def states_of(compiled: CompiledConflict, states: int) -> tuple[str, ...]:
    """Return the state strings of a set, in order."""
    return tuple(compiled.space.names[number] for number in bits(states))
