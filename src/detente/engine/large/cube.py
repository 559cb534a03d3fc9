"""A conflict in option form, not enumerated: what every large engine starts from.

States are the corners of a cube, one option per axis. *Natural order* numbers them so that the first
option is the most significant bit: the order of the state strings. Nothing here needs NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """One operation of a formula over options; gates may be shared, so formulas are circuits.

    ``operator`` is ``option`` (then ``option`` holds its number), ``!``, ``&``, ``|``, ``^``,
    ``IF`` (first holds or second does not) or ``IFF``. ``&`` without inputs is true.
    """

    operator: str
    inputs: tuple[Gate, ...] = ()
    option: int = -1


def gates_in_order(gates: Iterable[Gate]) -> tuple[Gate, ...]:
    """Return the gates and all their inputs, inputs first, each once."""
    return _in_order(tuple(gates))


@lru_cache(maxsize=512)
def _in_order(gates: tuple[Gate, ...]) -> tuple[Gate, ...]:
    order: dict[Gate, None] = {}
    stack = [(gate, False) for gate in gates]
    while stack:
        gate, ready = stack.pop()
        if gate in order:
            continue
        if ready:
            order[gate] = None
        else:
            stack.append((gate, True))
            stack.extend((part, False) for part in gate.inputs if part not in order)
    return tuple(order)


def support(gates: Iterable[Gate]) -> frozenset[int]:
    """Return the options that formulas mention."""
    return frozenset(gate.option for gate in gates_in_order(gates) if gate.operator == "option")


def operate(operator: str, parts: Sequence[Any], true: Any) -> Any:
    """Return the value of one operation (see :class:`Gate`) on the values of its inputs."""
    match operator:
        case "!":
            return ~parts[0]
        case "IF":
            return parts[0] | ~parts[1]
        case "IFF":
            return ~(parts[0] ^ parts[1])
        case "^":
            return parts[0] ^ parts[1]
        case "&":
            value = parts[0] if parts else true
            for part in parts[1:]:
                value = value & part
        case _:
            value = parts[0] if parts else ~true
            for part in parts[1:]:
                value = value | part
    return value


def evaluate(gates: Sequence[Gate], option: Callable[[int], Value], true: Value) -> list[Value]:
    """Return the value of each formula, for any values that know ``& | ^ ~``.

    Parameters
    ----------
    gates : sequence of Gate
        The formulas.
    option : callable
        Gives the value of an option by number.
    true : value
        What holds everywhere.
    """
    done: dict[Gate, Any] = {}
    for gate in gates_in_order(gates):
        if gate.operator == "option":
            done[gate] = option(gate.option)
        else:
            done[gate] = operate(gate.operator, [done[part] for part in gate.inputs], true)
    return [done[gate] for gate in gates]


def is_feasible(game: CubeGame, number: int) -> bool:
    """Whether no rule removes a state, given by natural number."""
    last = game.options - 1
    rules = evaluate(game.infeasible, lambda option: -(number >> (last - option) & 1), -1)
    return not any(rules)


def weighted(weights: Mapping[int, int]) -> tuple[Gate, ...]:
    """Return the binary digits of a weighted sum of options, most significant first.

    A sum of whole-number weights orders states exactly as its digits do lexicographically, so
    weights become statements. A negative weight counts its size where the option is not taken.
    """
    digits: list[list[Gate]] = []
    for number, weight in weights.items():
        gate = Gate("option", option=number)
        if weight < 0:
            gate = Gate("!", (gate,))
        for place in range(abs(weight).bit_length()):
            if abs(weight) >> place & 1:
                while len(digits) <= place:
                    digits.append([])
                digits[place].append(gate)
    result = []
    place = 0
    while place < len(digits):
        column = digits[place]
        while len(column) > 1:
            if len(digits) == place + 1:
                digits.append([])
            a, b = column.pop(), column.pop()
            both = Gate("^", (a, b))
            carry = Gate("&", (a, b))
            if column:
                c = column.pop()
                carry = Gate("|", (carry, Gate("&", (both, c))))
                both = Gate("^", (both, c))
            column.insert(0, both)
            digits[place + 1].append(carry)
        result.append(column[0] if column else Gate("|"))
        place += 1
    return tuple(reversed(result))


@dataclass(frozen=True, slots=True)
class Ranked:
    """Preferences given state by state: natural numbers of states, best group first."""

    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class CubeGame:
    """A game in option form.

    Attributes
    ----------
    owner : tuple of int
        The player that owns each option.
    direction : tuple of int
        0: the option changes both ways; 1: it is only taken up; -1: only given up.
    preferences : tuple
        Per player the statements, most important first, or a :class:`Ranked`.
    infeasible : tuple of Gate
        States where one of these holds do not exist.
    """

    owner: tuple[int, ...]
    direction: tuple[int, ...]
    preferences: tuple[tuple[Gate, ...] | Ranked, ...]
    infeasible: tuple[Gate, ...] = ()
    _known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def _once(self, key: Any, make: Callable[[], Value]) -> Value:
        """Return what was made for a key, making it the first time."""
        if key not in self._known:
            self._known[key] = make()
        value: Value = self._known[key]
        return value

    @property
    def options(self) -> int:
        """Number of options."""
        return len(self.owner)

    @property
    def players(self) -> range:
        """Numbers of the players."""
        return range(len(self.preferences))

    @property
    def one_way(self) -> bool:
        """Whether some option changes one way only."""
        return any(self.direction)

    def own(self, player: int) -> frozenset[int]:
        """Return the options of a player."""
        return self._once(
            ("own", player),
            lambda: frozenset(o for o, owner in enumerate(self.owner) if owner == player),
        )

    def supported(self, gate: Gate) -> frozenset[int]:
        """Return the options that a formula mentions, remembered."""
        return self._once(gate, lambda: support([gate]))

    @property
    def ruled(self) -> frozenset[int]:
        """The options that the rules of infeasibility mention."""
        return self._once("ruled", lambda: support(self.infeasible))

    def statements(self, player: int) -> tuple[Gate, ...]:
        """Return a player's statements.

        Raises
        ------
        ValueError
            When the preferences are a ranking of states.
        """
        preferences = self.preferences[player]
        if isinstance(preferences, Ranked):
            raise ValueError("preferences are a ranking of states, not statements")
        return preferences

    def mentioned(self, player: int) -> frozenset[int]:
        """Return the options that a player's preferences depend on."""
        preferences = self.preferences[player]
        if isinstance(preferences, Ranked):
            return frozenset(range(self.options))
        return self._once(("mentioned", player), lambda: support(preferences))

    def telling(self, player: int) -> tuple[Gate, ...]:
        """Return the statements that a player's own moves can change; only they matter to NASH."""
        own = self.own(player)
        return tuple(gate for gate in self.statements(player) if self.supported(gate) & own)

    def relevant(self, player: int, concept: str) -> frozenset[int]:
        """Return the options on which a player's verdicts under a concept can depend.

        Whatever else the state is, verdicts do not change with the other options, so an engine may
        work on the smaller cube; infeasible states are to be taken out afterwards.
        """
        return self._once((player, concept), lambda: self._relevant(player, concept))

    def _relevant(self, player: int, concept: str) -> frozenset[int]:
        own = self.own(player)
        if concept == "NASH":
            if isinstance(self.preferences[player], Ranked):
                return frozenset(range(self.options))
            rules = [rule for rule in self.infeasible if self.supported(rule) & own]
            return own.union(*map(self.supported, (*self.telling(player), *rules)))
        result = own | self.mentioned(player) | self.ruled
        if concept in ("GMR", "SMR"):
            return result
        while True:
            movers = {self.owner[option] for option in result} - {player}
            more = result.union(*(self.mentioned(j) for j in movers))
            if more == result:
                return result
            result = more
