"""Random games for the engine benchmarks: contiguous options per party, statements of 1 to 4 options."""

from __future__ import annotations

import random

from detente.engine.large.cube import CubeGame, Gate


def game(
    options: int,
    players: int,
    *,
    seed: int = 1,
    statements: int = 10,
    infeasible: int = 0,
    dense: bool = False,
    one_way: int = 0,
) -> CubeGame:
    """Return a random game.

    ``dense`` deals all options over each party's statements, so that every party's preferences depend
    on every option; otherwise each statement mentions 1 to 4 options of anybody.
    """
    rng = random.Random(seed)  # noqa: S311 (the same games on every run)
    owner = tuple(option * players // options for option in range(options))

    def literal(option: int) -> Gate:
        gate = Gate("option", option=option)
        return gate if rng.random() < 0.5 else Gate("!", (gate,))

    def statement(mentioned: list[int]) -> Gate:
        result = literal(mentioned[0])
        for option in mentioned[1:]:
            result = Gate(rng.choice(["&", "|", "IF", "IFF"]), (result, literal(option)))
        return result

    preferences = []
    for player in range(players):
        hands = []
        if dense:
            deck = rng.sample(range(options), options)
            own = [option for option in range(options) if owner[option] == player]
            hands = [[*deck[n::statements], rng.choice(own)] for n in range(statements)]
        else:
            hands = [
                rng.sample(range(options), rng.choice([1, 2, 2, 3, 4])) for _ in range(statements)
            ]
        preferences.append(tuple(statement(hand) for hand in hands))
    rules = tuple(
        Gate("&", tuple(literal(option) for option in rng.sample(range(options), 3)))
        for _ in range(infeasible)
    )
    forward = set(rng.sample(range(options), one_way))
    direction = tuple(int(option in forward) for option in range(options))
    return CubeGame(owner, direction, tuple(preferences), rules)


def coupled(
    options: int, players: int, *, statements: int = 10, far: int = 1, seed: int = 1
) -> CubeGame:
    """Return a random game in which each statement joins an own option with ``far`` of the others'."""
    rng = random.Random(f"coupled/{seed}")  # noqa: S311 (the same games on every run)
    owner = tuple(option * players // options for option in range(options))

    def literal(option: int) -> Gate:
        gate = Gate("option", option=option)
        return gate if rng.random() < 0.5 else Gate("!", (gate,))

    preferences = []
    for player in range(players):
        own = [option for option in range(options) if owner[option] == player]
        others = [option for option in range(options) if owner[option] != player]
        wants = []
        for _ in range(statements):
            result = literal(rng.choice(own))
            for option in rng.sample(others, far):
                result = Gate(rng.choice(["&", "|", "IF", "IFF"]), (result, literal(option)))
            wants.append(result)
        preferences.append(tuple(wants))
    return CubeGame(owner, (0,) * options, tuple(preferences))
