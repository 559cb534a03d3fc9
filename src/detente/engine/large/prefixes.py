"""Lists of statements folded over a cube, every intermediate no larger than the options met so far.

What a fold knows after some statements depends only on the options that these mention. Options
outside a block (*far* ones) are therefore taken in the order of their first mention: blocks that
agree on the first of them share everything up to the statement that mentions the next one. Inside a
block the same is left to broadcasting. When every statement brings new options, all that precedes
the last few statements costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from detente.engine.large.cube import Gate, gates_in_order, operate
from detente.engine.large.threads import workers

Value = Any
State = Any

#: Bytes of a truth of which one is kept per setting of the far options that it depends on.
_SMALL = 1 << 15
_VARIANTS = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """Formulas, and what to do once their truths are known: old state and truths give the new state."""

    gates: tuple[Gate, ...]
    step: Callable[[State, list[Value]], State]
    #: The gates of each formula, inputs first.
    orders: tuple[tuple[Gate, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "orders", tuple(gates_in_order([root]) for root in self.gates))


def by_mention(stages: Sequence[Stage], options: Sequence[int]) -> list[int]:
    """Return options in the order in which stages first mention them, the unmentioned ones last."""
    first: dict[int, int] = {}
    for stage in stages:
        for gate in chain.from_iterable(stage.orders):
            if gate.operator == "option":
                first.setdefault(gate.option, len(first))
    return sorted(options, key=lambda option: first.get(option, len(first)))


class _Truths:
    """Truths of formulas, remembered while the far options that they depend on stay the same."""

    def __init__(self, parts: Prefixes) -> None:
        self._parts = parts
        self._known: dict[Gate, dict[int, Value]] = {gate: {} for gate in parts.masks}

    def __call__(self, root: Gate, turn: int) -> Value:
        masks = self._parts.masks
        found = self._known[root].get(turn & masks[root])
        if found is not None:
            return found
        for gate in self._parts.order[root]:
            known, key = self._known[gate], turn & masks[gate]
            if key in known:
                continue
            inputs = [self._known[part][turn & masks[part]] for part in gate.inputs]
            if gate.operator == "option":
                value = self._parts.option(gate.option, turn)
            else:
                value = operate(gate.operator, inputs, self._parts.true)
            if value.nbytes > _SMALL or len(known) >= _VARIANTS:
                known.clear()
            known[key] = value
        return self._known[root][turn & masks[root]]


class Prefixes:
    """Stages folded for every setting of some far options.

    Parameters
    ----------
    stages : sequence of Stage
        In order; a stage's state may only depend on the options it and earlier ones mention.
    far : sequence of int
        The options that are constant in a block, best :func:`by_mention`: the bits of a turn, the
        first the highest.
    near : mapping
        The values of the other options, which broadcast to a block.
    true : array scalar
        What holds everywhere.
    """

    def __init__(
        self, stages: Sequence[Stage], far: Sequence[int], near: Mapping[int, Value], true: Value
    ) -> None:
        self.stages = stages
        self.far = tuple(far)
        self.near = near
        self.true = true
        self._bits = {option: 1 << n for n, option in enumerate(reversed(self.far))}
        self.masks: dict[Gate, int] = {}
        self.order: dict[Gate, tuple[Gate, ...]] = {}
        self._reach = [0]
        for stage in stages:
            reach = self._reach[-1]
            for root, order in zip(stage.gates, stage.orders, strict=True):
                self.order[root] = order
                for gate in self.order[root]:
                    if gate not in self.masks:
                        mask = self._bits.get(gate.option, 0)
                        for part in gate.inputs:
                            mask |= self.masks[part]
                        self.masks[gate] = mask
                reach |= self.masks[root]
            self._reach.append(reach)

    def option(self, option: int, turn: int) -> Value:
        """Return the value of an option in a turn."""
        if option in self._bits:
            return self.true if turn & self._bits[option] else ~self.true
        return self.near[option]

    def states(self, turns: range) -> Iterator[tuple[int, State]]:
        """Yield turns and the states after all stages; states are not to be changed in place."""
        truth = _Truths(self)
        kept: list[tuple[int, State]] = [(0, None)]
        last = turns.start
        state = None
        for turn in turns:
            while self._reach[kept[-1][0]] & (turn ^ last):
                kept.pop()
            start, state_before = kept[-1]
            if turn == last or self._reach[-1] & (turn ^ last):
                state = state_before
                for n in range(start, len(self.stages)):
                    if self._reach[n + 1] != self._reach[n] and n != kept[-1][0]:
                        kept.append((n, state))
                    stage = self.stages[n]
                    state = stage.step(state, [truth(gate, turn) for gate in stage.gates])
            last = turn
            yield turn, state

    def each(self, store: Callable[[int, State], None]) -> None:
        """Hand every turn's state to ``store``, on several threads where there is enough to do."""
        total = 1 << len(self.far)
        parts = min(workers(), total)

        def run(turns: range) -> None:
            for turn, state in self.states(turns):
                store(turn, state)

        if parts == 1:
            run(range(total))
            return
        with ThreadPoolExecutor(parts) as pool:
            list(
                pool.map(
                    run, [range(total * n // parts, total * (n + 1) // parts) for n in range(parts)]
                )
            )
