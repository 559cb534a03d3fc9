"""Slow, literal transcriptions of the published definitions: coalitions, uncertainty, hypergames, inverse.

Plain sets of state numbers and loops in the order of the formulas; nothing shared with the engine.
A relation is given as ``better[i][s]``, the set of states that i prefers to s; moves likewise.
"""

# ruff: noqa: N803, N806 (letters as in the formulas)

from __future__ import annotations

from itertools import combinations, product

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")


def sets(tables):
    """Turn tables of bit sets into tables of sets."""
    return [[{q for q in range(len(t)) if row >> q & 1} for row in t] for t in tables]


def bitset(states):
    return sum(1 << s for s in states)


def legal(players, s):
    """R_H(s) by the inductive form of §4.2; ``players`` is a list of move tables."""
    last = {}
    for j, table in enumerate(players):
        for q in table[s]:
            last.setdefault(q, set()).add(j)
    changed = True
    while changed:
        changed = False
        for q in list(last):
            for j, table in enumerate(players):
                if last[q] != {j}:
                    for r in table[q]:
                        if j not in last.setdefault(r, set()):
                            last[r].add(j)
                            changed = True
    return set(last)


class Literal:
    """A graph model; ``moves`` and ``better`` are tables of sets."""

    def __init__(self, moves, better):
        self.R = moves
        self.W = better
        self.n = len(moves)
        self.m = len(moves[0])
        self.S = set(range(self.m))
        self.N = range(self.n)
        self._memo = {}
        self.pareto = False

    def plus(self, i):
        return [self.R[i][s] & self.W[i][s] for s in range(self.m)]

    def phi(self, i, s):
        return self.S - self.W[i][s]

    def memo(self, key, make):
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def reach(self, group, s):
        return self.memo(("R", group, s), lambda: legal([self.R[j] for j in group], s))

    def reach_plus(self, group, s):
        return self.memo(("R+", group, s), lambda: legal([self.plus(j) for j in group], s))

    # §5, kept here so that this file stands alone
    def stable(self, i, concept, s):
        others = tuple(j for j in self.N if j != i)
        for s1 in self.plus(i)[s]:
            if concept == "NASH":
                return False
            answers = (self.reach if concept in ("GMR", "SMR") else self.reach_plus)(others, s1)
            if not any(
                s2 in self.phi(i, s)
                and (concept in ("GMR", "SEQ") or self.R[i][s2] <= self.phi(i, s))
                for s2 in answers
            ):
                return False
        return True

    # §7
    def improves(self, H, q, s):
        if self.pareto:
            return all(s not in self.W[i][q] for i in H) and any(q in self.W[i][s] for i in H)
        return all(q in self.W[i][s] for i in H)

    def joint(self, H, s):
        return self.memo(
            ("R++", H, s), lambda: {q for q in self.reach(H, s) if self.improves(H, q, s)}
        )

    def phi_coalition(self, H, s, deterrence):
        if self.pareto and deterrence == "any":
            return {q for q in self.S if not self.improves(H, q, s)}
        some = any if deterrence == "any" else all
        return {q for q in self.S if some(q in self.phi(i, s) for i in H)}

    def class_joint(self, K, s):
        parts = [C for size in range(1, len(K) + 1) for C in combinations(K, size)]
        return self.memo(
            ("class", K, s),
            lambda: legal([[self.joint(C, q) for q in range(self.m)] for C in parts], s),
        )

    def punished(self, H, concept, s, s1, response="class", deterrence="any"):
        K = tuple(j for j in self.N if j not in H)
        held = self.phi_coalition(H, s, deterrence)
        if concept == "CNASH":
            return False
        if concept == "CGMR":
            return any(s2 in held for s2 in self.reach(K, s1))
        if concept == "CSMR":
            return any(s2 in held and self.reach(H, s2) <= held for s2 in self.reach(K, s1))
        answers = self.class_joint(K, s1) if response == "class" else self.reach_plus(K, s1)
        return any(s2 in held for s2 in answers)

    def coalition_stable(self, H, concept, s, **variants):
        return all(self.punished(H, concept, s, s1, **variants) for s1 in self.joint(H, s))

    def coalitions(self):
        return [H for size in range(1, self.n + 1) for H in combinations(self.N, size)]

    # §8: U[i][s] is the set of states unknown against s
    def unknown_stable(self, U, i, concept, extension, s):
        others = [j for j in self.N if j != i]
        up = [
            [{q for q in self.R[j][p] if q in self.W[j][p] or q in U[j][p]} for p in range(self.m)]
            for j in self.N
        ]
        known = {
            q for q in self.S if s in self.W[i][q] or (q not in self.W[i][s] and q not in U[i][s])
        }
        leave = up[i][s] if extension in "ac" else self.R[i][s] & self.W[i][s]
        deter = known if extension in "ab" else known | U[i][s]
        if concept == "NASH":
            return not leave
        for s1 in leave:
            tables = [up[j] if concept == "SEQ" else self.R[j] for j in others]
            if not any(
                s2 in deter and (concept != "SMR" or self.R[i][s2] <= deter)
                for s2 in legal(tables, s1)
            ):
                return False
        return True

    # §9: strong[i][s] is the set of states greatly preferred to s
    def strongly_stable(self, strong, i, concept, s):
        others = tuple(j for j in self.N if j != i)
        for s1 in self.plus(i)[s]:
            answers = self.reach_plus(others, s1) if concept == "SEQ" else self.reach(others, s1)
            if not any(
                s in strong[i][s2]
                and (concept != "SMR" or all(s in strong[i][s3] for s3 in self.R[i][s2]))
                for s2 in answers
            ):
                return False
        return True

    # §10: P(i, q, s)
    def probable_stable(self, P, i, concept, s, alpha, beta, gamma):
        others = [j for j in self.N if j != i]
        for s1 in self.R[i][s]:
            if not P(i, s1, s) > 1 - alpha:
                continue
            if concept == "NASH":
                return False
            tables = [
                [
                    {q for q in self.R[j][p] if concept != "SEQ" or P(j, q, p) > gamma}
                    for p in range(self.m)
                ]
                for j in others
            ]
            if not any(
                P(i, s2, s) <= 1 - beta
                and (concept != "SMR" or all(P(i, s3, s) <= 1 - beta for s3 in self.R[i][s2]))
                for s2 in legal(tables, s1)
            ):
                return False
        return True

    # §12: the verdict with a given W for i at s, others as they are
    def stable_with(self, i, concept, s, W):
        better = [list(rows) for rows in self.W]
        better[i] = list(better[i])
        better[i][s] = set(W)
        return Literal(self.R, better).stable(i, concept, s)


def subsets(states):
    states = sorted(states)
    return [frozenset(c) for size in range(len(states) + 1) for c in combinations(states, size)]


def completions(better, unknown):
    """The rankings of one decision maker that keep all known facts, as better tables.

    Every unknown pair is made better, worse or equal; what is a ranking with ties stays.
    """
    S = range(len(better))
    pairs = [(s, q) for s in S for q in unknown[s] if s < q]
    found = []
    for choice in product((-1, 0, 1), repeat=len(pairs)):
        table = [set(row) for row in better]
        for (s, q), sign in zip(pairs, choice, strict=True):
            if sign:
                low, high = (s, q) if sign > 0 else (q, s)
                table[low].add(high)
        # a ⪰ b unless b is better than a; complete as it stands, so a ranking when transitive
        if all(
            b in table[a] or c in table[b] or c not in table[a] for a in S for b in S for c in S
        ):
            found.append(table)
    return found


# §11: a view is (moves, better, seen), over the universal states
def seen_model(view, *, own=None):
    """Nobody moves through what is unseen in the view; or each only keeps to its own seen states."""
    moves, better, seen = view
    cut = []
    for j, table in enumerate(moves):
        kept = seen if own is None else own[j]
        cut.append(
            [{q for q in row if q in kept} if s in kept else set() for s, row in enumerate(table)]
        )
    return Literal(cut, better)


def first_level(views, concept, *, unseen="stable", sanctions="seen"):
    """Per decision maker the stable states, the equilibria, per decision maker what it expects."""
    m = len(views[0][0][0])

    def judged(i, j, s):
        own = None if sanctions == "seen" else [view[2] for view in views]
        return seen_model(views[i], own=own).stable(j, concept, s)

    players = range(len(views))
    stable = [
        {s for s in range(m) if (judged(i, i, s) if s in views[i][2] else unseen == "stable")}
        for i in players
    ]
    equilibria = {s for s in range(m) if all(s in stable[i] for i in players)}
    expected = [{s for s in views[i][2] if all(judged(i, j, s) for j in players)} for i in players]
    return stable, equilibria, expected


def second_level(views, concept, *, unseen="stable", sanctions="seen"):
    """As above; ``views[i][j]`` is what i thinks j sees."""
    m = len(views[0][0][0][0])
    players = range(len(views))

    def stable_in(i, j, s):
        view = views[i][j]
        if s not in view[2]:
            return unseen == "stable"
        own = None if sanctions == "seen" else [each[2] for each in views[i]]
        return seen_model(view, own=own).stable(j, concept, s)

    stable = [{s for s in range(m) if stable_in(i, i, s)} for i in players]
    equilibria = {s for s in range(m) if all(s in stable[i] for i in players)}
    expected = [
        {s for s in views[i][i][2] if all(stable_in(i, j, s) for j in players)} for i in players
    ]
    return stable, equilibria, expected
