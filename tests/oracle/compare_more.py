"""Random models for the further notions, and their comparison with the literal transcriptions.

Each ``compare_…(seed)`` returns a list of differences, empty when engine and definition agree.
"""

# ruff: noqa: N806 (letters as in the formulas)

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

from detente.engine import coalitional, completions, hypergame, individual, inverse, uncertain
from detente.engine.game import Game, better_from_ranks, bits
from oracle import literal_more as literal


def seeded(words):
    """A source of random choices, the same for the same words."""
    return random.Random(words)  # noqa: S311


def random_game(source, *, most_players=4, most_states=16, tied=True):
    """A random model: option form (one-way options, infeasible states) or an arbitrary graph."""
    n = source.randint(2, most_players)
    if source.random() < 0.5:
        states, moves = _option_form(source, n, most_states)
        transitive = True
    else:
        states = source.randint(1, most_states)
        density = source.choice((0.1, 0.25, 0.5)) * min(1.0, 6 / states)
        moves = tuple(
            tuple(
                sum(1 << q for q in range(states) if q != s and source.random() < density)
                for s in range(states)
            )
            for _ in range(n)
        )
        transitive = False
    better = tuple(random_ranking(source, states, tied=tied) for _ in range(n))
    return Game(states, moves, better, transitive)


def _option_form(source, n, most_states):
    count = source.randint(1, most_states.bit_length() - 1)
    owner = [source.randrange(n) for _ in range(count)]
    way = [source.choice("bbbfr") for _ in range(count)]
    bad = source.choice((0, 0, 0.2, 0.4))
    vectors = [v for v in product((0, 1), repeat=count) if source.random() >= bad]
    vectors = vectors or [(0,) * count]

    def allowed(i, v, w):
        return v != w and all(
            a == b or (owner[o] == i and way[o] != ("r" if b else "f"))
            for o, (a, b) in enumerate(zip(v, w, strict=True))
        )

    moves = tuple(
        tuple(sum(1 << q for q, w in enumerate(vectors) if allowed(i, v, w)) for v in vectors)
        for i in range(n)
    )
    return len(vectors), moves


def random_ranking(source, states, *, tied=True):
    top = source.choice((2, 3, states, 3 * states)) if tied else None
    if top is None:
        ranks = list(range(states))
        source.shuffle(ranks)
    else:
        ranks = [source.randrange(max(1, top)) for _ in range(states)]
    return better_from_ranks(ranks)


def of_game(game):
    return literal.Literal(literal.sets(game.moves), literal.sets(game.better))


def relation(source, states, *, transitive):
    """A random better and unknown table; transitive ones come from a ranking with pairs hidden."""
    better = list(random_ranking(source, states))
    hidden = source.choice((0.0, 0.1, 0.3, 0.6, 1.0))
    unknown = [0] * states
    for s in range(states):
        for q in range(s):
            if source.random() < hidden:
                unknown[s] |= 1 << q
                unknown[q] |= 1 << s
            elif not transitive and source.random() < 0.2:
                better[s] ^= 1 << q
    for s in range(states):
        better[s] &= ~unknown[s]
        for q in bits(better[s]):
            if better[q] >> s & 1:
                better[q] ^= 1 << s
    return tuple(better), tuple(unknown)


def compare_coalitions(seed):
    source = seeded(f"coalitions {seed}")
    game = random_game(source)
    model = of_game(game)
    variants = {
        "response": source.choice(("class", "individual")),
        "deterrence": source.choice(("any", "any", "all")),
    }
    model.pareto = source.random() < 0.3
    joint = "pareto" if model.pareto else "strict"
    solver = coalitional.CoalitionSolver(game, joint=joint, **variants)
    wrong = []
    for concept in coalitional.CONCEPTS:
        stable = {}
        for H in model.coalitions():
            stable[H] = literal.bitset(
                s for s in range(model.m) if model.coalition_stable(H, concept, s, **variants)
            )
            if solver.stable(H, concept) != stable[H]:
                wrong.append(f"{concept} {H} {variants}")
        universal = game.everything
        for states in stable.values():
            universal &= states
        if solver.universally_stable(concept) != universal:
            wrong.append(f"{concept} universal {variants}")
        for s, upsets in enumerate(solver.upsets(concept)):
            free = {
                H: {
                    s1
                    for s1 in model.joint(H, s)
                    if not model.punished(H, concept, s, s1, **variants)
                }
                for H in model.coalitions()
                if not stable[H] >> s & 1
            }
            if [(u.coalition, set(bits(u.improvements))) for u in upsets] != sorted(
                free.items(), key=lambda item: (len(item[0]), sum(1 << i for i in item[0]))
            ):
                wrong.append(f"{concept} upsets of {s} {variants}")
            if any(
                bool(solver.deterring_answers(H, concept, s, s1)) == (s1 in free.get(H, ()))
                for H in model.coalitions()
                for s1 in model.joint(H, s)
            ):
                wrong.append(f"{concept} answers at {s} {variants}")
        blocks = _random_blocks(source, model.n)
        structure = game.everything
        for block in blocks:
            structure &= stable[tuple(sorted(block))]
        if solver.stable_in_structure(blocks, concept) != structure:
            wrong.append(f"{concept} structure {blocks} {variants}")
    return wrong


def _random_blocks(source, n):
    blocks = {}
    for player in range(n):
        blocks.setdefault(source.randrange(n), []).append(player)
    return list(blocks.values())


def compare_uncertain(seed):
    source = seeded(f"uncertain {seed}")
    game = random_game(source)
    pairs = [relation(source, game.size, transitive=source.random() < 0.5) for _ in game.players]
    known = Game(game.size, game.moves, tuple(b for b, _ in pairs), transitive=False)
    unknown = tuple(u for _, u in pairs)
    model, U = of_game(known), literal.sets(unknown)
    wrong = []
    for i in game.players:
        for concept in uncertain.CONCEPTS:
            for extension in uncertain.EXTENSIONS:
                expected = literal.bitset(
                    s for s in range(model.m) if model.unknown_stable(U, i, concept, extension, s)
                )
                if uncertain.stable_unknown(known, unknown, i, concept, extension) != expected:
                    wrong.append(f"{concept}_{extension} {i}")
    return wrong + _compare_strength(source, game) + _compare_probable(source, game)


def _compare_strength(source, game):
    much = tuple(
        tuple(sum(1 << q for q in bits(row) if source.random() < 0.5) for row in table)
        for table in game.better
    )
    model, strong = of_game(game), literal.sets(much)
    wrong = []
    for i in game.players:
        for concept in uncertain.STRENGTH_CONCEPTS:
            strongly = literal.bitset(
                s for s in range(model.m) if model.strongly_stable(strong, i, concept, s)
            )
            stable = literal.bitset(s for s in range(model.m) if model.stable(i, concept, s))
            if uncertain.stable_strength(game, much, i, f"STRONG_{concept}") != strongly:
                wrong.append(f"STRONG_{concept} {i}")
            if uncertain.stable_strength(game, much, i, f"WEAK_{concept}") != stable & ~strongly:
                wrong.append(f"WEAK_{concept} {i}")
    return wrong


def _compare_probable(source, game):
    size = range(game.size)
    P = [[[Fraction(source.randint(0, 10), 10) for _ in size] for _ in size] for _ in game.players]
    model = of_game(game)
    alpha, beta, gamma = (Fraction(source.randint(0, 10), 10) for _ in range(3))
    wrong = []
    for i in game.players:
        for concept in uncertain.CONCEPTS:
            expected = literal.bitset(
                s
                for s in size
                if model.probable_stable(
                    lambda j, q, p: P[j][p][q], i, concept, s, alpha, beta, gamma
                )
            )
            # Floats on purpose: they must be read as the decimals they print as.
            floats = [[[float(x) for x in row] for row in table] for table in P]
            got = uncertain.stable_probable(
                game,
                floats,
                i,
                concept,
                alpha=float(alpha),
                beta=float(beta),
                gamma=float(gamma),
            )
            if got != expected:
                wrong.append(f"probable {concept} {i} {alpha} {beta} {gamma}")
    return wrong


def _few_unknown(source, states, most):
    """A better and unknown table with at most so many unknown pairs, near one another if ranked."""
    better = random_ranking(source, states)
    rank = [row.bit_count() for row in better]
    pairs = [(s, q) for s in range(states) for q in range(s)]
    source.shuffle(pairs)
    if source.random() < 0.7:
        pairs.sort(key=lambda pair: abs(rank[pair[0]] - rank[pair[1]]))
    unknown = [0] * states
    for s, q in pairs[: source.randint(0, most)]:
        unknown[s] |= 1 << q
        unknown[q] |= 1 << s
    return tuple(b & ~u for b, u in zip(better, unknown, strict=True)), tuple(unknown)


def compare_completions(seed):
    """Against all completions, on models with so few unknown pairs that all can be listed."""
    source = seeded(f"completions {seed}")
    game = random_game(source, most_players=3, most_states=8)
    left = 6
    pairs = []
    for _ in game.players:
        pairs.append(_few_unknown(source, game.size, source.randint(0, left)))
        left -= sum(map(int.bit_count, pairs[-1][1])) // 2
    known = Game(game.size, game.moves, tuple(b for b, _ in pairs), game.transitive)
    unknown = tuple(u for _, u in pairs)
    model = of_game(known)
    rankings = [
        literal.completions(b, u)
        for b, u in zip(literal.sets(known.better), literal.sets(unknown), strict=True)
    ]
    solver = completions.CompletionSolver(known, unknown, limit=100_000)
    concepts = [source.choice(completions.CONCEPTS) for _ in game.players]
    always = [set(model.S) for _ in game.players]
    sometimes = [set() for _ in game.players]
    always_all, sometimes_all = set(model.S), set()
    for better in product(*rankings):
        complete = literal.Literal(model.R, list(better))
        stable = [
            {s for s in model.S if complete.stable(i, concept, s)}
            for i, concept in enumerate(concepts)
        ]
        for i, states in enumerate(stable):
            always[i] &= states
            sometimes[i] |= states
        equilibria = set.intersection(*stable)
        always_all &= equilibria
        sometimes_all |= equilibria
    wrong = []
    for i, concept in enumerate(concepts):
        wrong += _differs(solver.necessary(i, concept), always[i], game, f"necessary {concept} {i}")
        wrong += _differs(
            solver.possible(i, concept), sometimes[i], game, f"possible {concept} {i}"
        )
    wrong += _differs(
        solver.necessary_equilibria(concepts), always_all, game, f"necessary {concepts}"
    )
    wrong += _differs(
        solver.possible_equilibria(concepts), sometimes_all, game, f"possible {concepts}"
    )
    return wrong


def _differs(answers, expected, game, words):
    yes = literal.bitset(expected)
    if answers != completions.Answers(yes, game.everything & ~yes, 0):
        return [f"{words}: {answers}, expected yes {yes:b}"]
    return []


def compare_hypergames(seed):
    source = seeded(f"hypergames {seed}")
    game = random_game(source, most_players=3, most_states=8)
    concept = source.choice(literal.CONCEPTS)
    unseen = source.choice(("stable", "unstable"))
    sanctions = source.choice(("seen", "any"))

    def judge(seen, player):
        return individual.stable(seen, player, concept)

    def view():
        better = tuple(
            table if source.random() < 0.7 else random_ranking(source, game.size)
            for table in game.better
        )
        hidden = source.choice((0, 0.2, 0.5))
        seen = sum(1 << s for s in range(game.size) if source.random() >= hidden)
        return hypergame.View(Game(game.size, game.moves, better, game.transitive), seen)

    def plain(each):
        return (
            literal.sets(each.game.moves),
            literal.sets(each.game.better),
            set(bits(each.seen)),
        )

    views = [view() for _ in game.players]
    got = hypergame.analyse(views, judge, size=game.size, unseen=unseen, sanctions=sanctions)
    expected = literal.first_level(
        [plain(each) for each in views], concept, unseen=unseen, sanctions=sanctions
    )
    wrong = _hypergame_differs(got, expected, f"first level {concept} {unseen} {sanctions}")
    second = [[view() for _ in game.players] for _ in game.players]
    got = hypergame.analyse(second, judge, size=game.size, unseen=unseen, sanctions=sanctions)
    expected = literal.second_level(
        [[plain(each) for each in row] for row in second],
        concept,
        unseen=unseen,
        sanctions=sanctions,
    )
    words = f"second level {concept} {unseen} {sanctions}"
    return wrong + _hypergame_differs(got, expected, words)


def _hypergame_differs(got, expected, words):
    stable, equilibria, expectations = expected
    same = (
        got.stable == tuple(map(literal.bitset, stable))
        and got.equilibria == literal.bitset(equilibria)
        and got.expected == tuple(map(literal.bitset, expectations))
    )
    return [] if same else [words]


def compare_inverse(seed):
    """Against the verdicts for every set W, on models small enough to list them."""
    source = seeded(f"inverse {seed}")
    game = random_game(source, most_states=8)
    model = of_game(game)
    i = source.randrange(model.n)
    s = source.randrange(model.m)
    wrong = []
    for concept in inverse.CONCEPTS:
        verdicts = {W: model.stable_with(i, concept, s, W) for W in literal.subsets(model.S - {s})}
        unstable = {W for W, good in verdicts.items() if not good}
        stable = {W for W, good in verdicts.items() if good}
        least = {W for W in unstable if not any(V < W for V in unstable)}
        most = {W for W in stable if not any(V > W for V in stable)}
        if {
            frozenset(bits(W)) for W in inverse.minimal_unstable_sets(game, i, s, concept)
        } != least:
            wrong.append(f"minimal unstable {concept} {i} {s}")
        if {frozenset(bits(W)) for W in inverse.maximal_stable_sets(game, i, s, concept)} != most:
            wrong.append(f"maximal stable {concept} {i} {s}")
        wanted = inverse.conditions(game, i, s, concept)
        if any((not inverse.unmet(wanted, literal.bitset(W))) != v for W, v in verdicts.items()):
            wrong.append(f"conditions {concept} {i} {s}")
        above = source.choice(sorted(verdicts, key=sorted))
        repairs = [R for R in literal.subsets(above) if verdicts[above - R]]
        size = min(map(len, repairs))
        got = inverse.smallest_repairs(wanted, literal.bitset(above))
        if {frozenset(bits(R)) for R in got} != {R for R in repairs if len(R) == size}:
            wrong.append(f"repairs {concept} {i} {s}")
    return wrong


COMPARISONS = (
    compare_coalitions,
    compare_uncertain,
    compare_completions,
    compare_hypergames,
    compare_inverse,
)
