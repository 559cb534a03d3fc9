"""An independent verifier of witnesses: it re-reads every claim from the model, without a solver.

Moves, preferences and the published formulas are written out on state strings; nothing is shared
with the engine, the compiler or the explainer. ``check`` raises AssertionError on a false witness.
"""

from __future__ import annotations

from itertools import combinations, product

from detente.model.conflict import Attitude, Direction, Ranking, Statements, Weights


class Facts:
    """Feasible states, moves and preference of a conflict, by definition."""

    def __init__(self, conflict):
        self.conflict = conflict
        self.ids = [dm.id for dm in conflict.decision_makers]
        marks = product("NY", repeat=len(conflict.options))
        self.states = [s for s in map("".join, marks) if self._feasible(s)]
        if conflict.states:  # graph form
            self.states = sorted(state.id for state in conflict.states)
        self.known = set(self.states)
        self.scores = {i: {s: self._score(i, s) for s in self.states} for i in self.ids}
        self._moves = {}
        self._joint = {}

    def _taken(self, s):
        return {o.id for o, mark in zip(self.conflict.options, s, strict=True) if mark == "Y"}

    def _feasible(self, s):
        for rule in self.conflict.infeasible:
            if rule.when is not None and rule.when.holds(self._taken(s)):
                return False
            if rule.pattern is not None and all(
                p in ("-", mark) for p, mark in zip(rule.pattern, s, strict=True)
            ):
                return False
        return True

    def _score(self, i, s):
        """Higher is better."""
        match self.conflict.preferences.get(i):
            case Statements(items=items):
                return [int(item.that.holds(self._taken(s))) for item in items]
            case Ranking(groups=groups):
                return [-next(n for n, group in enumerate(groups) if s in group)]
            case Weights(weights=weights):
                return [sum(weights.get(name, 0) for name in self._taken(s))]
        return []

    def better(self, i, q, s):
        return self.scores[i][q] > self.scores[i][s]

    def can_move(self, i, s, q):
        if s == q or q not in self.known:
            return False
        if self.conflict.states:
            return any(i in m.by and (m.start, m.end) == (s, q) for m in self.conflict.moves)
        for option, old, new in zip(self.conflict.options, s, q, strict=True):
            if old != new and option.owner != i:
                return False
            if old > new and option.direction is Direction.FORWARD:
                return False
            if old < new and option.direction is Direction.BACK:
                return False
        return True

    def moves(self, i, s):
        if (i, s) not in self._moves:
            self._moves[i, s] = [q for q in self.states if self.can_move(i, s, q)]
        return self._moves[i, s]

    def reach(self, players, step, s):
        """States that legal sequences reach; ``step(player, state)`` lists what a player may do."""
        arrived, todo = set(), [(s, None)]
        while todo:
            state, last = todo.pop()
            for player in players:
                if player != last:
                    for q in step(player, state):
                        if (q, player) not in arrived:
                            arrived.add((q, player))
                            todo.append((q, player))
        return {q for q, _ in arrived}

    def all_prefer(self, members, q, s):
        return all(self.better(i, q, s) for i in members)

    def joint(self, members, s):
        if (members, s) not in self._joint:
            reached = self.reach(members, self.moves, s)
            self._joint[members, s] = {q for q in reached if self.all_prefer(members, q, s)}
        return self._joint[members, s]

    def accepts(self, i, q, s, ties):
        for j in self.ids:
            attitude = self.conflict.attitude(i, j)
            up, down = self.better(j, q, s), self.better(j, s, q)
            if attitude is Attitude.POSITIVE and not (up if ties == "strict" else not down):
                return False
            if attitude is Attitude.NEGATIVE and not (down if ties == "strict" else not up):
                return False
        return True


def rules(facts, concept, focal, ties):
    """Return leave(s), the answering players, step(player, s), deters(q, s), escapes(q)."""
    others = [j for j in facts.ids if j not in focal]
    name = concept[1:] if concept[0] in "RC" else concept
    if concept[0] == "R":
        (i,) = focal

        def leave(s):
            return {q for q in facts.moves(i, s) if facts.accepts(i, q, s, ties)}

        def deters(q, s):
            return q == s or not facts.accepts(i, q, s, ties)

        def wanted(j, s):
            return [q for q in facts.moves(j, s) if facts.accepts(j, q, s, ties)]

    else:

        def leave(s):
            return facts.joint(focal, s)

        def deters(q, s):
            return not facts.all_prefer(focal, q, s)

        def wanted(j, s):
            return [q for q in facts.moves(j, s) if facts.better(j, q, s)]

    players, step = [(j,) for j in others], lambda c, s: facts.moves(c[0], s)
    if name == "NASH":
        players = []
    elif concept == "CSEQ":
        sizes = range(1, len(others) + 1)
        players = [c for size in sizes for c in combinations(others, size)]
        step = facts.joint
    elif name in ("SEQ", "SSEQ"):
        step = lambda c, s: wanted(c[0], s)  # noqa: E731
    return leave, players, step, deters, name in ("SMR", "SSEQ")


def check(facts, data, *, ties="strict"):
    """Check one explanation, given as its JSON data."""
    focal, concept, s = tuple(data["dm"].split("+")), data["concept"], data["state"]
    assert s in facts.known
    assert data["sentence"].endswith(".")
    if "foresight" in data:
        return _foresight(facts, data, focal[0])
    if concept == "SIM":
        return _simultaneous(facts, data, focal[0])
    leave, players, step, deters, escaping = rules(facts, concept, focal, ties)
    improvements = data["improvements"]
    targets = [one["to"] for one in improvements]
    assert len(set(targets)) == len(targets)
    if data["stable"]:
        assert set(targets) == set(leave(s))
    else:
        assert len(targets) == 1
        assert targets[0] in leave(s)
    for one in improvements:
        _walk(facts, one["steps"], s, one["to"], focal, lambda c, at: facts.moves(c[0], at))
        if data["stable"]:
            answer = one["answer"]
            assert deters(answer["state"], s)
            assert answer["steps"]
            _walk(facts, answer["steps"], one["to"], answer["state"], None, step, players)
            assert ("blocked" in answer) == escaping
            if escaping:
                own = facts.reach(focal, facts.moves, answer["state"]) - {answer["state"]}
                assert set(answer["blocked"]) == own
                assert all(deters(q, s) for q in own)
            continue
        assert one["answer"] is None
        assert set(one["reached"]) == facts.reach(players, step, one["to"])
        held = {q for q in one["reached"] if deters(q, s)}
        assert set(one["escapes"]) == held
        assert escaping or not held
        for at, to in one["escapes"].items():
            assert to in facts.reach(focal, facts.moves, at)
            assert not deters(to, s)
    return None


def _walk(facts, steps, start, end, members, step, players=None):
    """Check that steps are legal moves from start to end."""
    at, last = start, None
    for one in steps:
        by = tuple(one["by"].split("+"))
        assert by != last
        assert by in players if players is not None else (len(by) == 1 and by[0] in members)
        assert one["to"] in step(by, at)
        if len(by) > 1:
            _walk(facts, one["via"], at, one["to"], by, lambda c, s: facts.moves(c[0], s))
        at, last = one["to"], by
    assert at == end


def _simultaneous(facts, data, i):
    s = data["state"]
    leave = {q for q in facts.moves(i, s) if facts.better(i, q, s)}
    targets = {one["to"] for one in data["improvements"]}
    assert targets == leave if data["stable"] else len(targets & leave) == 1 == len(targets)
    choices = [
        [s, *(q for q in facts.moves(j, s) if facts.better(j, q, s))] for j in facts.ids if j != i
    ]

    def joined(*moves):
        return "".join(
            next((m for m in marks if m != o), o) for o, *marks in zip(s, *moves, strict=True)
        )

    for one in data["improvements"]:
        if data["stable"]:
            moved = one["answer"]["steps"]
            assert moved
            assert len({step["by"] for step in moved} - {i}) == len(moved)
            for step in moved:
                assert facts.can_move(step["by"], s, step["to"])
                assert facts.better(step["by"], step["to"], s)
            end = joined(one["to"], *(step["to"] for step in moved))
            assert end == one["answer"]["state"] in facts.known
            assert not facts.better(i, end, s)
        else:
            ends = {joined(one["to"], *c) for c in product(*choices) if any(q != s for q in c)}
            ends &= facts.known
            assert set(one["reached"]) == ends
            assert all(facts.better(i, q, s) for q in ends)


def _foresight(facts, data, i):
    table = {
        (f["moves"], f["dm"], f["state"]): (f["to"], set(f["final"])) for f in data["foresight"]
    }
    first = data["foresight"][0]
    assert (first["dm"], first["state"]) == (i, data["state"])
    assert data["concept"] == f"L{first['moves']}"
    assert data["stable"] == (first["to"] is None)
    for (h, mover, s), (chosen, final) in table.items():
        place = {q: facts.scores[mover][q] for q in facts.states}

        def ends(s1, h=h, mover=mover):
            found = set()
            for j in facts.ids:
                if j != mover:
                    found |= {s1} if h == 1 else table[h - 1, j, s1][1]
            return found - {s1} or {s1}

        worst = {s1: min(place[q] for q in ends(s1)) for s1 in facts.moves(mover, s)}
        good = {s1: value for s1, value in worst.items() if value > place[s]}
        if not good:
            assert chosen is None
            assert final == {s}
            continue
        best = {s1 for s1, value in good.items() if value == max(good.values())}
        assert chosen in best
        assert final == set().union(*(ends(s1) for s1 in best))
