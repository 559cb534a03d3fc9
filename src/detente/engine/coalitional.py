"""Coalitional stability: CNASH, CGMR, CSMR, CSEQ.

A coalition H leaves a state by a joint improvement, a legal sequence of its members' moves to a
state that every member prefers, and is deterred by an answer of the outsiders that is no better
for some member.

Sources: Kilgour, Hipel, Fang & Peng (2001); Inohara & Hipel (2008a, 2008b).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from detente.engine import names
from detente.engine.closure import closure
from detente.engine.game import Game, bits
from detente.engine.metarational import (
    Inescapable,
    deterred,
    inescapably_deterred,
    never_leaves,
)
from detente.engine.reach import legal_reach

CONCEPTS = names.COALITIONAL


@dataclass(frozen=True, slots=True)
class Upset:
    """A coalition that a state is not stable for.

    Attributes
    ----------
    coalition : tuple of int
        Its members, ascending.
    improvements : int
        The joint improvements from the state that nothing deters.
    """

    coalition: tuple[int, ...]
    improvements: int


class CoalitionSolver:
    """Answers coalitional questions about one game, remembering work across coalitions.

    Parameters
    ----------
    game : Game
        The game.
    response : {"class", "individual"}
        Under CSEQ the outsiders answer by joint improvements of any of their sub-coalitions, the
        same one not twice running, or each by its own improvements.
    deterrence : {"any", "all"}
        An answer deters when it is no better for at least one member, or for all of them.
    joint : {"strict", "pareto"}
        A joint improvement is strictly better for every member, or no worse for any and better for
        some (Zhu, Kilgour & Hipel 2020); then with ``deterrence="any"`` what is no such improvement
        deters.
    limit : int
        At most so many coalitions are looked at where all must be.

    Notes
    -----
    Coalitions whose members prefer no state in common are skipped together with all that contain
    them. Memory: up to four sets per state and coalition are kept, some 400 MB for 10 decision
    makers and 1,000 states; plain closure (``game.transitive``) then takes seconds, last movers
    take far longer.
    """

    def __init__(
        self,
        game: Game,
        *,
        response: str = "class",
        deterrence: str = "any",
        joint: str = "strict",
        limit: int = 1 << 14,
    ) -> None:
        if response not in ("class", "individual"):
            raise ValueError(f"response must be 'class' or 'individual', not {response!r}")
        if deterrence not in ("any", "all"):
            raise ValueError(f"deterrence must be 'any' or 'all', not {deterrence!r}")
        if joint not in ("strict", "pareto"):
            raise ValueError(f"joint must be 'strict' or 'pareto', not {joint!r}")
        self.game = game
        self.pareto = joint == "pareto"
        self.response = response
        self.deterrence = deterrence
        self.limit = limit
        self._all = (1 << len(game.moves)) - 1
        self._nothing = (0,) * game.size
        self._own = [game.improvements(player) for player in game.players]
        self._preferred: dict[int, tuple[int, ...]] = {}
        self._moves: dict[int, tuple[int, ...]] = {}
        self._joint: dict[int, tuple[int, ...]] = {}
        self._classes: dict[int, tuple[int, ...]] = {}
        self._individual: dict[int, tuple[int, ...]] = {}
        self._arcs: dict[int, tuple[int, ...]] | None = None

    def improvements(self, coalition: Collection[int]) -> tuple[int, ...]:
        """Return R_H⁺⁺(s) for every s: states that H can reach and all of H strictly prefer."""
        return self._improvements(self._mask(coalition))

    def stable(self, coalition: Collection[int], concept: str) -> int:
        """Return the states that are stable for a coalition.

        Parameters
        ----------
        coalition : collection of int
            Its members, at least one.
        concept : str
            One of ``CONCEPTS``.

        Raises
        ------
        ValueError
            For an unknown concept, an empty coalition, or unknown members.
        """
        _check(concept)
        return self._stable(self._mask(coalition), concept)

    def stable_in_structure(self, blocks: Sequence[Collection[int]], concept: str) -> int:
        """Return the states that are stable for every block of a coalition structure.

        Raises
        ------
        ValueError
            When the blocks do not divide the decision makers among them, or for an unknown concept.
        """
        _check(concept)
        masks = [self._mask(block) for block in blocks]
        if sum(masks) != self._all or sum(map(int.bit_count, masks)) != len(self.game.moves):
            raise ValueError("the blocks must divide the decision makers among them")
        result = self.game.everything
        for mask in masks:
            result &= self._stable(mask, concept)
        return result

    def universally_stable(self, concept: str) -> int:
        """Return the states that are stable for every non-empty coalition.

        Raises
        ------
        ValueError
            For an unknown concept, or more coalitions than the limit.
        """
        _check(concept)
        result = self.game.everything
        for mask in self._tempted():
            result &= self._stable(mask, concept)
        return result

    def upsets(self, concept: str, states: int | None = None) -> tuple[tuple[Upset, ...], ...]:
        """Return, for every state, the coalitions that upset it, smallest first.

        Parameters
        ----------
        concept : str
            One of ``CONCEPTS``.
        states : int, optional
            Only these states are looked at; the others get an empty tuple.

        Raises
        ------
        ValueError
            For an unknown concept, or more coalitions than the limit.
        """
        _check(concept)
        return self._upsets(concept, self._tempted(), states)

    def upsets_by(
        self, coalitions: Sequence[Collection[int]], concept: str, states: int | None = None
    ) -> tuple[tuple[Upset, ...], ...]:
        """Return, for every state, which of the given coalitions upset it, smallest first.

        Raises
        ------
        ValueError
            For an unknown concept, an empty coalition or unknown members.
        """
        _check(concept)
        return self._upsets(concept, [self._mask(each) for each in coalitions], states)

    def _upsets(
        self, concept: str, masks: Sequence[int], states: int | None
    ) -> tuple[tuple[Upset, ...], ...]:
        wanted = self.game.everything if states is None else states
        result: list[list[Upset]] = [[] for _ in range(self.game.size)]
        for mask in sorted(masks, key=lambda each: (each.bit_count(), each)):
            unstable = wanted & ~self._stable(mask, concept)
            if not unstable:
                continue
            leave = self._improvements(mask)
            reach, deter = self._answers(mask, concept), self._deterring(mask)
            moves = self._moved(mask) if concept == "CSMR" else self._nothing
            for state in bits(unstable):
                held = deter[state]
                look = Inescapable(moves, held)
                free = 0
                for target in bits(leave[state]):
                    if not look.any_of(reach[target] & held):
                        free |= 1 << target
                result[state].append(Upset(tuple(bits(mask)), free))
        return tuple(map(tuple, result))

    def deterring_answers(
        self, coalition: Collection[int], concept: str, state: int, improvement: int
    ) -> int:
        """Return the answers of the outsiders that deter a coalition from a joint improvement.

        Parameters
        ----------
        coalition : collection of int
            Its members, at least one.
        concept : str
            One of ``CONCEPTS``; under CNASH nothing deters.
        state, improvement : int
            Where the coalition is, and what it would go for.

        Raises
        ------
        ValueError
            For an unknown concept, an empty coalition, unknown members, or a state that is no joint
            improvement.
        """
        _check(concept)
        mask = self._mask(coalition)
        if not self._improvements(mask)[state] >> improvement & 1:
            raise ValueError(f"{improvement} is no joint improvement from {state}")
        held = self._deterring(mask)[state]
        answers = self._answers(mask, concept)[improvement] & held
        if concept != "CSMR":
            return answers
        moves = self._moved(mask)
        return sum(1 << answer for answer in bits(answers) if not moves[answer] & ~held)

    def _mask(self, coalition: Collection[int]) -> int:
        mask = 0
        for player in coalition:
            if player not in self.game.players:
                raise ValueError(f"no decision maker {player}")
            mask |= 1 << player
        if not mask:
            raise ValueError("a coalition has at least one member")
        return mask

    def _tempted(self) -> list[int]:
        """Return the coalitions with a joint improvement somewhere."""
        found = []
        looked_at = 0
        pending = [1 << player for player in self.game.players]
        while pending:
            mask = pending.pop()
            looked_at += 1
            if looked_at > self.limit:
                raise ValueError(f"more than {self.limit} coalitions; raise the limit")
            if not self.pareto and not any(self._preferred_by(mask)):
                continue
            if any(self._improvements(mask)):
                found.append(mask)
            pending += (mask | 1 << player for player in range(mask.bit_length(), len(self._own)))
        return found

    def _preferred_by(self, mask: int) -> tuple[int, ...]:
        """Return, for every s, the states that all members of a coalition prefer to s."""
        if self.pareto:
            return self._pareto_preferred_by(mask)
        if mask not in self._preferred:
            top = mask.bit_length() - 1
            rest = mask ^ 1 << top
            table = self.game.better[top]
            if rest:
                table = tuple(a & b for a, b in zip(self._preferred_by(rest), table, strict=True))
            self._preferred[mask] = table
        return self._preferred[mask]

    def _pareto_preferred_by(self, mask: int) -> tuple[int, ...]:
        """Return, for every s, the states no worse for any member and better for some."""
        if mask not in self._preferred:
            better = [0] * self.game.size
            worse = [0] * self.game.size
            for player in bits(mask):
                for state, above in enumerate(self.game.better[player]):
                    better[state] |= above
                    for other in bits(above):
                        worse[other] |= 1 << state
            self._preferred[mask] = tuple(b & ~w for b, w in zip(better, worse, strict=True))
        return self._preferred[mask]

    def _moved(self, mask: int) -> tuple[int, ...]:
        """Return R_H(s) for every s; the empty coalition does not move."""
        if mask not in self._moves:
            self._moves[mask] = self._reach(self.game.moves, mask, self._moved)
        return self._moves[mask]

    def _reach(
        self,
        tables: Sequence[tuple[int, ...]],
        mask: int,
        known: Callable[[int], tuple[int, ...]],
    ) -> tuple[int, ...]:
        """Return what a group reaches by legal sequences; ``known`` gives it for smaller groups."""
        if not self.game.transitive:
            group = [tables[player] for player in bits(mask)]
            return legal_reach(group, transitive=False) or self._nothing
        if not mask:
            return self._nothing
        top = mask.bit_length() - 1
        rest = mask ^ 1 << top
        if not rest:
            return tables[top]
        if not any(tables[top]):
            return known(rest)
        return closure([a | b for a, b in zip(known(rest), tables[top], strict=True)])

    def _improvements(self, mask: int) -> tuple[int, ...]:
        if mask not in self._joint:
            preferred = self._preferred_by(mask)
            if any(preferred):
                moved = self._moved(mask)
                preferred = tuple(a and a & b for a, b in zip(preferred, moved, strict=True))
            self._joint[mask] = preferred if any(preferred) else self._nothing
        return self._joint[mask]

    def _deterring(self, mask: int) -> tuple[int, ...]:
        everything = self.game.everything
        if self.deterrence == "any":
            return tuple(everything & ~preferred for preferred in self._preferred_by(mask))
        result = [everything] * self.game.size
        for player in bits(mask):
            table = self.game.better[player]
            result = [held & ~better for held, better in zip(result, table, strict=True)]
        return tuple(result)

    def _stable(self, mask: int, concept: str) -> int:
        leave = self._improvements(mask)
        if leave is self._nothing:
            return self.game.everything
        if concept == "CNASH" or mask == self._all:
            return never_leaves(leave)
        reach, deter = self._answers(mask, concept), self._deterring(mask)
        if concept == "CSMR":
            return inescapably_deterred(leave, reach, deter, self._moved(mask))
        return deterred(leave, reach, deter)

    def _answers(self, mask: int, concept: str) -> tuple[int, ...]:
        """Return, for every s, the states that the outsiders may answer with."""
        outside = self._all & ~mask
        if concept == "CNASH" or not outside:
            return self._nothing
        if concept != "CSEQ":
            return self._moved(outside)
        return self._class(outside) if self.response == "class" else self._improved(outside)

    def _improved(self, mask: int) -> tuple[int, ...]:
        """Return R_H⁺(s) for every s: legal sequences of the members' own improvements."""
        if mask not in self._individual:
            self._individual[mask] = self._reach(self._own, mask, self._improved)
        return self._individual[mask]

    def _class(self, mask: int) -> tuple[int, ...]:
        """Return the class joint improvements of a group: its sub-coalitions are the players."""
        if mask not in self._classes:
            if self.game.transitive:
                # Joint improvements are transitive as well, so all players make one move graph.
                self._classes[mask] = closure(self._class_arcs()[mask])
            else:
                tables = [self._improvements(part) for part in _parts(mask)]
                tables = [table for table in tables if table is not self._nothing]
                self._classes[mask] = legal_reach(tables, transitive=False) or self._nothing
        return self._classes[mask]

    def _class_arcs(self) -> dict[int, tuple[int, ...]]:
        """Return, for every group, the union of its sub-coalitions' joint improvements."""
        if self._arcs is None:
            if self._all > self.limit:
                raise ValueError(f"more than {self.limit} coalitions; raise the limit")
            tempted = set(self._tempted())
            arcs = {
                mask: self._joint[mask] if mask in tempted else self._nothing
                for mask in range(self._all + 1)
            }
            for player in self.game.players:
                for mask in range(self._all + 1):
                    if mask >> player & 1:
                        arcs[mask] = self._union(arcs[mask], arcs[mask ^ 1 << player])
            self._arcs = arcs
        return self._arcs

    def _union(self, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
        if other is self._nothing:
            return one
        if one is self._nothing:
            return other
        # Where one set is empty the other object is shared instead of copied.
        return tuple(a | b if a and b else a or b for a, b in zip(one, other, strict=True))


def _parts(mask: int) -> Iterator[int]:
    """Yield the non-empty parts of a group."""
    part = mask
    while part:
        yield part
        part = (part - 1) & mask


def _check(concept: str) -> None:
    if concept not in CONCEPTS:
        raise ValueError(f"no coalitional concept {concept!r}")
