"""Random models for the concepts of one decision maker, compared with the literal transcriptions.

Each ``compare_…(seed)`` returns a list of differences, empty when engine and definition agree.
"""

from __future__ import annotations

import random
from itertools import product

from detente.engine import individual, limited, relational, simultaneous
from detente.engine.game import Game, better_from_ranks
from oracle.literal_single import Single


class Model:
    """One random model in both notations: ``game`` for the engine, ``literal`` for the definitions."""

    def __init__(self, source, *, most_players=4, most_options=4, form=None, tied=None):
        n = source.randint(2, most_players)
        self.form = form or source.choice(("option", "graph"))
        vectors = owner = None
        if self.form == "option":
            count = source.choice((1, 2, 3, 3, 4, 4))
            count = min(count, most_options)
            owner = [source.randrange(n) for _ in range(count)]
            way = [source.choice("bbbfr") for _ in range(count)]
            gone = source.choice((0, 0, 0.2, 0.4))
            vectors = [v for v in product((0, 1), repeat=count) if source.random() >= gone]
            vectors = vectors or [(1,) * count]

            def allowed(i, v, w):
                return v != w and all(
                    a == b or (owner[o] == i and way[o] != ("r" if b else "f"))
                    for o, (a, b) in enumerate(zip(v, w, strict=True))
                )

            moves = [
                [{q for q, w in enumerate(vectors) if allowed(i, v, w)} for v in vectors]
                for i in range(n)
            ]
            size = len(vectors)
        else:
            size = source.randint(1, 10)
            density = source.choice((0.1, 0.2, 0.4))
            moves = [
                [
                    {q for q in range(size) if q != s and source.random() < density}
                    for s in range(size)
                ]
                for _ in range(n)
            ]
        tied = source.random() < 0.6 if tied is None else tied
        ranks = []
        for _ in range(n):
            levels = source.choice((1, 2, 3, size))
            row = [source.randrange(levels) for _ in range(size)] if tied else list(range(size))
            source.shuffle(row)
            ranks.append(row)
        self.literal = Single(moves, ranks, vectors, owner)
        self.game = Game(
            size,
            tuple(tuple(sum(1 << q for q in row) for row in table) for table in moves),
            tuple(better_from_ranks(row) for row in ranks),
            transitive=self.form == "option",
        )
        if vectors is not None:
            self.parts = [
                [
                    sum(
                        1 << q
                        for q, w in enumerate(vectors)
                        if all(w[o] == v[o] for o in range(len(v)) if owner[o] == i)
                    )
                    for v in vectors
                ]
                for i in range(n)
            ]

    def collect(self, holds):
        return sum(1 << s for s in range(self.game.size) if holds(s))


def seeded(words):
    """A source of random choices, the same for the same words."""
    return random.Random(words)  # noqa: S311


def compare_individual(seed):
    model = Model(seeded(f"individual {seed}"))
    return [
        f"{concept} {i}"
        for i in model.game.players
        for concept in individual.CONCEPTS
        if individual.stable(model.game, i, concept)
        != model.collect(lambda s, i=i, c=concept: model.literal.stable(i, c, s))
    ]


def compare_rules(seed):
    source = seeded(f"rules {seed}")
    model = Model(source)
    chosen = [
        source.choice(each)
        for each in (
            individual.ANSWERS,
            individual.DETERRING,
            individual.RETURNING,
            individual.ESCAPES,
        )
    ]
    rules = individual.Rules(*chosen)
    return [
        f"{concept} {i} {rules}"
        for i in model.game.players
        for concept in individual.CONCEPTS[1:]
        if individual.stable(model.game, i, concept, rules)
        != model.collect(lambda s, i=i, c=concept: model.literal.stable_by(i, c, s, *chosen))
    ]


def compare_simultaneous(seed):
    model = Model(seeded(f"simultaneous {seed}"), form="option")
    wrong = []
    for i in model.game.players:
        for movers in simultaneous.MOVERS:
            got = simultaneous.stable(model.game, model.parts, i, movers=movers)
            if got != model.collect(lambda s, i=i, m=movers: model.literal.sim(i, s, m)):
                wrong.append(f"SIM {i} {movers}")
        got = simultaneous.stable(model.game, model.parts, i, scope="correction")
        if got != model.collect(lambda s, i=i: model.literal.sim_correction(i, s)):
            wrong.append(f"SIM {i} correction")
    return wrong


def compare_limited(seed):
    source = seeded(f"limited {seed}")
    standard = source.random() < 0.4
    model = Model(
        source, most_players=2 if standard else 3, most_options=3, tied=False if standard else None
    )
    solver = limited.LimitedSolver(model.game)
    literal, wrong, memo = model.literal, [], {}
    for i in model.game.players:
        for h in range(1, 6):
            got = solver.expectations(i, h)
            if standard and any(
                got[s] != 1 << literal.expected(h, i, s) for s in range(model.game.size)
            ):
                wrong.append(f"G_{h} {i}")
            if any(
                got[s] != sum(1 << q for q in literal.expected_pessimistic(h, i, s, memo))
                for s in range(model.game.size)
            ):
                wrong.append(f"pessimistic G_{h} {i}")
            stable = model.collect(lambda s, got=got: got[s] == 1 << s)
            if solver.stable(i, h) != stable:
                wrong.append(f"L_{h} {i}")
    for i, states in enumerate(literal.non_myopic()):
        if solver.non_myopic(i) != sum(1 << s for s in states):
            wrong.append(f"NM {i}")
    return wrong


def compare_relational(seed):
    source = seeded(f"relational {seed}")
    model = Model(source)
    wrong = []
    n = len(model.game.moves)
    e = [[source.choice((-1, 0, 1)) for _ in range(n)] for _ in range(n)]
    if source.random() < 0.3:
        e = [[int(i == j) for j in range(n)] for i in range(n)]
    for ties in (source.choice(("strict", "weak")),):
        solver = relational.RelationalSolver(model.game, ties=ties)
        wrong += [
            f"{concept} {i} {ties} {e}"
            for i in model.game.players
            for concept in relational.CONCEPTS
            if solver.stable(i, concept, e)
            != model.collect(
                lambda s, i=i, c=concept, t=ties: model.literal.relational(i, c, e, s, t)
            )
        ]
    return wrong


COMPARISONS = (
    compare_individual,
    compare_rules,
    compare_simultaneous,
    compare_limited,
    compare_relational,
)
