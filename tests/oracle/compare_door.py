"""Random models in option form through the public door, compared with definitions from scratch.

States, moves and rankings are worked out here from the model's own words, so that reading
expressions, numbering, compiling and solving are all in question at once.
"""

from __future__ import annotations

import random
from itertools import combinations, product

from building import conflict_of
from detente.solving.solution import solve
from oracle import literal_more
from oracle.literal_single import Single

CORE = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
RELATIONAL = ("RNASH", "RGMR", "RSMR", "RSEQ")
COALITIONAL = ("CNASH", "CGMR", "CSMR", "CSEQ")


def expression(source, ids, depth=0):
    """A random expression as a tree: a name, or (operator, …)."""
    kind = source.choice(("name", "name", "!", "&", "|")) if depth < 2 else "name"
    if kind == "name":
        return source.choice(ids)
    if kind == "!":
        return ("!", expression(source, ids, depth + 1))
    return (kind, expression(source, ids, depth + 1), expression(source, ids, depth + 1))


def statement(source, ids):
    if source.random() < 0.3:
        word = source.choice(("IF", "IFF"))
        return (word, expression(source, ids, 1), expression(source, ids, 1))
    return expression(source, ids)


def written(tree):
    if isinstance(tree, str):
        return tree
    if tree[0] == "!":
        return f"!({written(tree[1])})"
    return f"({written(tree[1])}) {tree[0]} ({written(tree[2])})"


def true(tree, state):
    if isinstance(tree, str):
        return state[tree] == "Y"
    if tree[0] == "!":
        return not true(tree[1], state)
    one, other = true(tree[1], state), true(tree[2], state)
    match tree[0]:
        case "&":
            return one and other
        case "|":
            return one or other
        case "IF":
            return one or not other
        case _:
            return one == other


def compare_door(seed):
    source = random.Random(f"door {seed}")  # noqa: S311
    n, k = source.randint(2, 3), source.randint(1, 4)
    dms = ["A", "B", "C"][:n]
    ids = [f"o{place}" for place in range(k)]
    owner = [source.choice(dms) for _ in ids]
    one_way = [name for name in ids if source.random() < 0.2]
    wishes = {dm: [statement(source, ids) for _ in range(source.randint(0, 3))] for dm in dms}
    gone = [expression(source, ids) for _ in range(source.choice((0, 0, 1)))]
    signs = {(i, j): source.choice("+0-") for i in dms for j in dms if source.random() < 0.4}
    states = [
        "".join(letters)
        for letters in product("NY", repeat=k)
        if not any(true(rule, dict(zip(ids, letters, strict=True))) for rule in gone)
    ]
    if not states:
        return []
    conflict = conflict_of(
        dict(zip(ids, owner, strict=True)),
        {dm: [written(tree) for tree in trees] for dm, trees in wishes.items()},
        one_way=one_way,
        infeasible=[written(tree) for tree in gone],
        attitudes={f"{i}>{j}": sign for (i, j), sign in signs.items()},
    )

    def allowed(dm, s, q):
        return s != q and all(
            x == y or (own == dm and not (name in one_way and x == "Y"))
            for name, own, x, y in zip(ids, owner, s, q, strict=True)
        )

    def score(dm, s):
        values = dict(zip(ids, s, strict=True))
        trees = wishes[dm]
        return sum(true(t, values) << (len(trees) - 1 - place) for place, t in enumerate(trees))

    moves = [[{m for m, q in enumerate(states) if allowed(dm, s, q)} for s in states] for dm in dms]
    ranks = [[-score(dm, s) for s in states] for dm in dms]
    vectors = [tuple(int(x == "Y") for x in s) for s in states]
    single = Single(moves, ranks, vectors, [dms.index(own) for own in owner])
    better = [
        [{q for q in single.S if single.prefers(i, q, s)} for s in single.S] for i in single.N
    ]
    many = literal_more.Literal(moves, better)
    e = [
        [{"+": 1, "0": 0, "-": -1}[signs.get((i, j), "+" if i == j else "0")] for j in dms]
        for i in dms
    ]
    definitions = {name: lambda i, s, c=name: single.stable(i, c, s) for name in CORE}
    definitions["SIM"] = lambda i, s: single.sim(i, s)
    for h in (2, 3):
        definitions[f"L{h}"] = lambda i, s, h=h: single.expected_pessimistic(h, i, s) == {s}
    myopia = single.non_myopic()
    definitions["NM"] = lambda i, s: s in myopia[i]
    for name in RELATIONAL:
        definitions[name] = lambda i, s, c=name: single.relational(i, c, e, s, "strict")
    got = solve(conflict, [*definitions, *COALITIONAL], limited="pessimistic")
    wrong = []
    for name, holds in definitions.items():
        for i, dm in enumerate(dms):
            expected = tuple(q for s, q in enumerate(states) if holds(i, s))
            if got[name].stable[dm] != expected:
                wrong.append(f"{name} {dm}")
        expected = tuple(q for s, q in enumerate(states) if all(holds(i, s) for i in single.N))
        if got[name].equilibria != expected:
            wrong.append(f"{name} equilibria")
    groups = [H for size in range(1, n + 1) for H in combinations(range(n), size)]
    for name in COALITIONAL:
        expected = tuple(
            q
            for s, q in enumerate(states)
            if all(many.coalition_stable(H, name, s) for H in groups)
        )
        if got[name].equilibria != expected:
            wrong.append(f"{name} equilibria")
    return wrong


COMPARISONS = (compare_door,)
