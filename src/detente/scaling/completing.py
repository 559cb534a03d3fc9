"""Completions of partly known preferences as a dimension of a grid: all of them, or a sample.

A completion here is a complete ranking in which only what is known to be equal is tied; see
`detente.engine.completions`. Every scenario is made from its number alone, so that a part of a grid
can be solved anywhere and at any time.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from detente.engine.linear_completions import LinearCompletions
from detente.engine.partial_ranking import Drawing, PartialRanking
from detente.errors import InputError
from detente.model.conflict import Conflict, Ranking
from detente.solving.compiling import compile_conflict

#: Most completions of one decision maker that are numbered, and most that are sampled.
MAX_COMPLETIONS = 10**9


class Numbers(Sequence[str]):
    """The numbers from 1 to a count, as text; nothing is stored."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        found = range(1, self._count + 1)[place]
        return str(found) if isinstance(found, int) else tuple(map(str, found))


class Completing:
    """What is known of every decision maker's preferences, and the rankings that keep it.

    Parameters
    ----------
    conflict : Conflict
        A model whose key ``unknown`` says what is not known.

    Raises
    ------
    InputError
        When what is known contradicts itself.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict

    @cached_property
    def _known(self) -> dict[str, PartialRanking]:
        compiled = compile_conflict(self.conflict)
        try:
            return {
                dm: PartialRanking.of_facts(better, unknown)
                for dm, better, unknown in zip(
                    compiled.players, compiled.game.better, compiled.unknown, strict=True
                )
            }
        except ValueError as error:
            raise InputError(
                f"No complete ranking keeps what is known: {error}.",
                source=self.conflict.source,
                fix="Correct the unknown comparisons.",
            ) from None

    @cached_property
    def _drawing(self) -> dict[str, Drawing]:
        return {dm: Drawing(known) for dm, known in self._known.items()}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return compile_conflict(self.conflict).space.names

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The decision makers of whom some comparison is unknown."""
        return tuple(
            dm
            for dm, known in self._known.items()
            if any(known.open(state) for state in range(len(known.level)))
        )

    def check(self, dm: str) -> None:
        """Refuse a decision maker whose preferences leave nothing unknown."""
        if dm not in self.open:
            raise InputError(
                f"Nothing is unknown of the preferences of {dm}.",
                source=self.conflict.source,
                fix="Mark what is unknown in the model, or add --unsaid unknown.",
            )

    def listed(self, dm: str) -> LinearCompletions:
        """Return all completions of a decision maker's preferences, numbered.

        Raises
        ------
        InputError
            When there are too many.
        """
        self.check(dm)
        try:
            found = LinearCompletions(self._known[dm])
        except OverflowError:
            found = None
        if found is None or found.count > MAX_COMPLETIONS:
            raise InputError(
                f"The preferences of {dm} have more than {MAX_COMPLETIONS:,} completions, or too "
                "many to be numbered.",
                source=self.conflict.source,
                fix=f"Sample them: completion:{dm}:1000.",
            )
        return found

    def complete(self, conflict: Conflict, rankings: dict[str, Ranking]) -> Conflict:
        """Return a model with the preferences of some decision makers settled."""
        return replace(
            conflict,
            preferences={**conflict.preferences, **rankings},
            unknown={dm: given for dm, given in conflict.unknown.items() if dm not in rankings},
        )

    def ranking(self, groups: Sequence[Sequence[int]]) -> Ranking:
        """Return states by number, best first, as a ranking of the model."""
        return Ranking(
            groups=tuple(tuple(self._names[state] for state in group) for group in groups),
            assumption="One completion of what is known.",
        )

    def drawn(self, dm: str, number: int, seed: int) -> Ranking:
        """Return a random completion, the same for the same number and seed.

        The law is that of `detente.engine.completions.CompletionSolver.shares`.
        """
        source = random.Random(f"{seed}/{dm}/{number}")  # noqa: S311  (a simulation, no secret)
        groups: dict[int, list[int]] = {}
        for state, rank in enumerate(self._drawing[dm].ranks(source)):
            groups.setdefault(rank, []).append(state)
        return self.ranking([groups[rank] for rank in sorted(groups)])
