"""Slow, literal transcriptions of the published definitions (path form): one decision maker.

Plain sets of state numbers. ``R[i][s]`` are the moves of i from s, ``rank[i][s]`` its place in i's
ranking, lower is better. Nothing is shared with the engine or with the other transcriptions.
"""

# ruff: noqa: N806 (letters as in the formulas)

from __future__ import annotations

from itertools import product


def paths(tables, s):
    """R_H(s) by the path form: walk over (state, last mover), nobody twice running."""
    todo = [(q, j) for j, table in tables.items() for q in table[s]]
    visited = set(todo)
    while todo:
        p, last = todo.pop()
        for j, table in tables.items():
            if j != last:
                for q in table[p]:
                    if (q, j) not in visited:
                        visited.add((q, j))
                        todo.append((q, j))
    return {q for q, _ in visited}


class Single:
    """A graph model with complete rankings."""

    def __init__(self, moves, ranks, vectors=None, owner=None):
        self.R = moves
        self.rank = ranks
        self.N = range(len(moves))
        self.S = range(len(ranks[0]))
        self.memo = {}
        self.vectors = vectors
        self.owner = owner
        self.plus = [
            [{q for q in self.R[i][s] if self.prefers(i, q, s)} for s in self.S] for i in self.N
        ]

    def prefers(self, i, q, s):
        return self.rank[i][q] < self.rank[i][s]

    def others(self, i, tables):
        return {j: tables[j] for j in self.N if j != i}

    # §5
    def stable(self, i, concept, s):
        if concept == "NASH":
            return not self.plus[i][s]
        tables = self.plus if concept in ("SEQ", "SSEQ") else self.R
        for s1 in self.plus[i][s]:
            punished = False
            for s2 in paths(self.others(i, tables), s1):
                if self.prefers(i, s2, s):
                    continue
                if concept in ("SMR", "SSEQ") and any(self.prefers(i, q, s) for q in self.R[i][s2]):
                    continue
                punished = True
            if not punished:
                return False
        return True

    def answered(self, tables, s1, answers):
        if answers == "legal":
            return paths(tables, s1)
        if answers == "single":
            return {q for table in tables.values() for q in table[s1]}
        found, todo = set(), [(s1, frozenset())]
        while todo:
            p, moved = todo.pop()
            for j, table in tables.items():
                if j not in moved:
                    todo += [(q, moved | {j}) for q in table[p]]
                    found |= table[p]
        return found

    def stable_by(self, i, concept, s, answers, deterring, returning, escapes):
        """§0's questions answered otherwise."""
        tables = self.plus if concept in ("SEQ", "SSEQ") else self.R
        for s1 in self.plus[i][s]:
            punished = False
            for s2 in self.answered(self.others(i, tables), s1, answers):
                fails = (
                    self.prefers(i, s2, s)
                    if deterring == "not_better"
                    else not self.prefers(i, s, s2)
                )
                if fails or (returning == "ignored" and s2 == s):
                    continue
                out = self.R[i][s2] if escapes == "moves" else self.plus[i][s2]
                if concept in ("SMR", "SSEQ") and any(self.prefers(i, q, s) for q in out):
                    continue
                punished = True
            if not punished:
                return False
        return True

    def sim(self, i, s, movers="any"):
        others = [j for j in self.N if j != i]
        for s1 in self.plus[i][s]:
            punished = False
            for choice in product(*([None, *sorted(self.plus[j][s])] for j in others)):
                if all(q is None for q in choice):
                    continue
                if movers == "all" and any(
                    q is None and self.plus[j][s] for j, q in zip(others, choice, strict=True)
                ):
                    continue
                c = list(self.vectors[s])
                for o, j in enumerate(self.owner):
                    if j == i:
                        c[o] = self.vectors[s1][o]
                    else:
                        q = choice[others.index(j)]
                        c[o] = self.vectors[s if q is None else q][o]
                if tuple(c) in self.vectors:
                    punished |= not self.prefers(i, self.vectors.index(tuple(c)), s)
            if not punished:
                return False
        return True

    def sim_correction(self, i, s):
        unstable = [j for j in self.N if not self.stable(j, "SEQ", s)]
        if i not in unstable:
            return True
        return len(unstable) >= 2 and self.sim(i, s)

    def expected(self, h, i, s):
        """G_h(i, s), two decision makers, no ties."""
        if h == 0 or not self.R[i][s]:
            return s
        j = 1 - i
        v = min((self.expected(h - 1, j, s1) for s1 in self.R[i][s]), key=self.rank[i].__getitem__)
        return v if self.prefers(i, v, s) else s

    def expected_pessimistic(self, h, i, s, memo=None):
        memo = {} if memo is None else memo
        if (h, i, s) not in memo:
            memo[h, i, s] = self._expected_pessimistic(h, i, s, memo)
        return memo[h, i, s]

    def _expected_pessimistic(self, h, i, s, memo):
        if h == 0:
            return {s}
        D, worst = {}, {}
        for s1 in self.R[i][s]:
            D[s1] = set()
            for j in self.N:
                if j != i:
                    D[s1] |= self.expected_pessimistic(h - 1, j, s1, memo)
            D[s1] = D[s1] - {s1} or {s1}
            worst[s1] = max(self.rank[i][q] for q in D[s1])
        if not any(worst[s1] < self.rank[i][s] for s1 in D):
            return {s}
        return set().union(*(D[s1] for s1 in D if worst[s1] == min(worst.values())))

    def non_myopic(self):
        """NM-stable states per decision maker, by comparing whole tables for a repeat."""
        memo, tables = {}, []
        while True:
            h = len(tables)
            table = [[self.expected_pessimistic(h, i, s, memo) for s in self.S] for i in self.N]
            if table in tables:
                period = tables[tables.index(table) :]
                return [
                    {s for s in self.S if all(each[i][s] == {s} for each in period)} for i in self.N
                ]
            tables.append(table)

    # §6: e[i][j] is +1, 0 or -1
    def demand(self, i, j, e, t, s, ties):
        if e[i][j] == 0:
            return True
        if e[i][j] > 0:
            return self.prefers(j, t, s) if ties == "strict" else not self.prefers(j, s, t)
        return self.prefers(j, s, t) if ties == "strict" else not self.prefers(j, t, s)

    def trp(self, i, e, t, s, ties):
        return all(self.demand(i, j, e, t, s, ties) for j in self.N)

    def trr(self, i, e, ties):
        key = (i, tuple(e[i]), ties)
        if key not in self.memo:
            self.memo[key] = [
                {t for t in self.R[i][s] if self.trp(i, e, t, s, ties)} for s in self.S
            ]
        return self.memo[key]

    def relational(self, i, concept, e, s, ties):
        replies = [self.trr(j, e, ties) for j in self.N]
        phi = {t for t in self.S if not self.trp(i, e, t, s, ties)} | {s}
        if concept == "RNASH":
            return not replies[i][s]
        tables = replies if concept == "RSEQ" else self.R
        return all(
            any(
                s2 in phi and (concept != "RSMR" or self.R[i][s2] <= phi)
                for s2 in paths(self.others(i, tables), s1)
            )
            for s1 in replies[i][s]
        )
