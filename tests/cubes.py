"""Random games in option form, and the same games as explicit tables for comparison."""

from __future__ import annotations

import random

from detente.engine.game import Game, better_from_ranks
from detente.engine.large.cube import CubeGame, Gate, Ranked, evaluate, weighted


def random_gate(rng: random.Random, options: int, depth: int = 3) -> Gate:
    if depth == 0 or rng.random() < 0.3:
        return Gate("option", option=rng.randrange(options))
    operator = rng.choice(["!", "&", "|", "IF", "IFF", "^"])
    count = 1 if operator == "!" else 2
    return Gate(operator, tuple(random_gate(rng, options, depth - 1) for _ in range(count)))


def random_game(
    rng: random.Random,
    options: int,
    players: int,
    *,
    infeasible: bool,
    one_way: bool,
    rankings: bool = False,
) -> CubeGame:
    """Return a game with ties, players without options or preferences, and what is asked for."""
    rules = tuple(random_gate(rng, options) for _ in range(rng.randrange(3))) if infeasible else ()
    preferences: list[tuple[Gate, ...] | Ranked] = []
    feasible = [s for s in range(1 << options) if not any(holds(r, options, s) for r in rules)]
    for _ in range(players):
        kind = rng.choice(["statements"] * 6 + ["weights"] + ["ranking"] * rankings)
        if kind == "weights":
            preferences.append(
                weighted({o: rng.randint(-5, 5) for o in range(options) if rng.random() < 0.7})
            )
        elif kind == "ranking":
            levels: dict[int, list[int]] = {}
            for state in feasible:
                levels.setdefault(rng.randrange(6), []).append(state)
            preferences.append(Ranked(tuple(tuple(levels[n]) for n in sorted(levels))))
        else:
            preferences.append(tuple(random_gate(rng, options) for _ in range(rng.randrange(5))))
    return CubeGame(
        owner=tuple(rng.randrange(players) for _ in range(options)),
        direction=tuple(rng.choice([0, 0, 1, -1]) if one_way else 0 for _ in range(options)),
        preferences=tuple(preferences),
        infeasible=rules,
    )


def dense_game(
    rng: random.Random, options: int, players: int, *, infeasible: bool, one_way: bool
) -> CubeGame:
    """Return a game in which every party's statements together mention all options.

    Some lists are longer than 64 statements, some statements mention nothing new and some are
    constant; options of a party lie anywhere.
    """
    preferences = []
    for _ in range(players):
        count = rng.choice([1, 2, 3, 6, 10, 10, 20, 70])
        deck = rng.sample(range(options), options)
        hands = [deck[n::count] or rng.sample(deck, 2) for n in range(count)]
        statements = []
        for hand in hands:
            gate = random_gate(rng, options, 1) if rng.random() < 0.3 else Gate("&")
            for option in hand:
                literal = Gate("option", option=option)
                gate = Gate(rng.choice(["&", "|", "IF", "IFF", "^"]), (gate, literal))
            statements.append(gate)
        if rng.random() < 0.3:
            statements.insert(rng.randrange(count + 1), Gate(rng.choice("&|")))
        preferences.append(tuple(statements))
    rules = tuple(random_gate(rng, options) for _ in range(rng.randrange(3))) if infeasible else ()
    neighbours = rng.random() < 0.5
    return CubeGame(
        owner=tuple(
            o * players // options if neighbours else rng.randrange(players) for o in range(options)
        ),
        direction=tuple(rng.choice([0, 0, 1, -1]) if one_way else 0 for _ in range(options)),
        preferences=tuple(preferences),
        infeasible=rules,
    )


def holds(gate: Gate, options: int, state: int) -> bool:
    """Whether a formula holds in a state, one state at a time."""
    return bool(evaluate([gate], lambda o: state >> (options - 1 - o) & 1, 1)[0] & 1)


def explicit(cube: CubeGame) -> tuple[list[int], Game]:
    """Return the feasible states (natural numbers) and the game on them, by definition."""
    k = cube.options
    states = [s for s in range(1 << k) if not any(holds(r, k, s) for r in cube.infeasible)]
    number = {state: n for n, state in enumerate(states)}
    moves, better = [], []
    for player in cube.players:
        at = [(1 << (k - 1 - o), cube.direction[o]) for o in cube.own(player)]
        own = sum(bit for bit, _ in at)
        forward = sum(bit for bit, way in at if way > 0)
        back = sum(bit for bit, way in at if way < 0)
        moves.append(
            tuple(
                sum(
                    1 << number[t]
                    for t in states
                    if t != s and not (s ^ t) & ~own and not s & ~t & forward and not t & ~s & back
                )
                for s in states
            )
        )
        preferences = cube.preferences[player]
        if isinstance(preferences, Ranked):
            rank = {s: n for n, group in enumerate(preferences.groups) for s in group}
            ranks = [rank[s] for s in states]
        else:
            vectors = [tuple(not holds(g, k, s) for g in preferences) for s in states]
            order = {v: n for n, v in enumerate(sorted(set(vectors)))}
            ranks = [order[v] for v in vectors]
        better.append(better_from_ranks(ranks))
    return states, Game(len(states), tuple(moves), tuple(better), transitive=True)
