"""Many changed models judged at once: each is a world, and what is true in some worlds is a bit set.

A changed model differs from the given one in little: a party's statements, a rule, the direction of
an option, cells of attitudes. So the moves, preferences and answers of all worlds are worked out
together: for a state, or a pair of states, the *mask* of the worlds in which something holds, one
bit a world. Where worlds agree, and they mostly do, one operation on masks answers for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.analysis.hinge_differences import Differences, World
from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.model.conflict import Ranking, Statements
from detente.model.states import StateSpace
from detente.solving.moving import owned_options

#: The first worlds, which change no element of the model.
_GIVEN = 0b11
#: A party's attitude to another is looked at apart when it minds in fewer than one of so many worlds.
_SELDOM = 8


class _Wants(dict[int, int]):
    """In which worlds a party strictly prefers a state to another, by which statements differ.

    The key holds the statements that only the other state makes true (high half) and that only the
    first one does (low half). A party's *stands* are its different lists of statements.
    """

    def __init__(self, stands: Sequence[Sequence[int | None]], masks: Sequence[int]) -> None:
        self.width = 1 + max((n for each in stands for n in each if n is not None), default=-1)
        self._masks = masks
        self._all = (1 << len(stands)) - 1
        self._worlds = {0: 0, self._all: sum(masks)}
        # By place in the list: a bit per statement that stands there, in which stands.
        places: list[dict[int, int]] = [{} for _ in range(max(map(len, stands), default=0))]
        for number, each in enumerate(stands):
            for place, statement in enumerate(each):
                if statement is not None:
                    at = places[place]
                    at[1 << statement] = at.get(1 << statement, 0) | 1 << number
        self._places = [(sum(at), tuple(at.items())) for at in places]

    def __missing__(self, key: int) -> int:
        only, less = key >> self.width, key & (1 << self.width) - 1
        either = only | less
        found, left = 0, self._all
        for concerned, statements in self._places:
            if concerned & either:
                up = down = 0
                for bit, stands in statements:
                    if only & bit:
                        up |= stands
                    elif less & bit:
                        down |= stands
                found |= left & up
                left &= ~(up | down)
                if not left:
                    break
        worlds = self._worlds.get(found)
        if worlds is None:
            worlds = self._worlds[found] = sum(self._masks[number] for number in bits(found))
        self[key] = worlds
        return worlds


class _Refuses(dict[int, int]):
    """In which worlds a party's attitude to another forbids it to go from a state to another.

    The key is that of the other's `_Wants`; ``minding`` are the worlds in which the party is not
    indifferent to the other, ``facts`` by state which of the other's statements are true.
    """

    def __init__(self, wants: _Wants, facts: Sequence[int], friendly: int, hostile: int) -> None:
        self._wants, self.facts, self.width = wants, facts, wants.width
        self._friendly, self._hostile = friendly, hostile
        self.minding = friendly | hostile

    def __missing__(self, key: int) -> int:
        width = self.width
        may = 0
        if self._friendly:
            may = self._friendly & self._wants[key]
        if self._hostile:
            may |= self._hostile & self._wants[key >> width | (key & (1 << width) - 1) << width]
        found = self[key] = self.minding ^ may
        return found


class _Refusals(dict[int, int]):
    """By state, the worlds in which some of a party's attitudes forbid it to go there from a given one."""

    def __init__(self, looks: Sequence[_Refuses], state: int) -> None:
        self._looks = [(each, each.facts, each.width, each.facts[state]) for each in looks]

    def __missing__(self, target: int) -> int:
        found = 0
        for refuses, facts, width, one in self._looks:
            other = facts[target]
            worlds = refuses[(other & ~one) << width | one & ~other]
            found = found | worlds if found else worlds
        self[target] = found
        return found


class _View:
    """How a party looks at the others: at whom it minds in many worlds, and at whom in few of them."""

    def __init__(self, looks: Sequence[_Refuses], everything: int) -> None:
        many = everything.bit_count() // _SELDOM
        self._many = [each for each in looks if each.minding.bit_count() > many]
        self._few = [each for each in looks if each.minding.bit_count() <= many]
        #: Worlds about which the few are to be asked.
        self.few = 0
        for each in self._few:
            self.few |= each.minding

    def of(self, state: int) -> tuple[_Refusals, _Refusals]:
        """Return what the party refuses to leave a state for: by the many, and by the few."""
        return _Refusals(self._many, state), _Refusals(self._few, state)


class _Arcs:
    """Where a party would go from a state, and in which worlds: in a model as given, then in others."""

    __slots__ = ("given", "others", "somewhere", "there")

    def __init__(self, arcs: Iterable[tuple[int, int]]) -> None:
        self.given: list[tuple[int, int]] = []
        self.others: list[tuple[int, int]] = []
        #: Worlds of any arc, and of the others.
        self.somewhere = self.there = 0
        for target, worlds in arcs:
            if worlds & _GIVEN:
                self.given.append((target, worlds))
            else:
                self.others.append((target, worlds))
                self.there |= worlds
            self.somewhere |= worlds


class Worlds:
    """The equilibria of many changed models of one conflict, and what starts, as masks of worlds.

    Parameters
    ----------
    landscape : Landscape
        The model, in option form with nothing unknown, under the strict reading of ties.
    worlds : sequence of World
        The changed models. The first two change no more than attitudes.
    spaces : mapping
        The states by the rules dropped (their places), for all that the worlds drop.

    Attributes
    ----------
    names : tuple of str
        The states of all worlds together, sorted.
    nash, held, reached, trapped : tuple of int
        Per state the worlds in which it is an RNASH and an RSEQ equilibrium, in which improvements
        lead to it from the status quo, and in which it would be a trap.
    """

    def __init__(
        self,
        landscape: Landscape,
        worlds: Sequence[World],
        spaces: Mapping[tuple[int, ...], StateSpace],
    ) -> None:
        self._landscape = landscape
        self._conflict = landscape.conflict
        self._differ = Differences(self._conflict, worlds)
        self.everything = self._differ.everything
        space = StateSpace.together(self._conflict, list(spaces.values()))
        self.names, self._codes = space.names, space.codes
        self._space = space
        self._players = range(len(self._conflict.decision_makers))
        self._own = owned_options(self._conflict)
        self._there = self._feasible(spaces)
        self._views = self._preferring()
        self._leaving = [self._replies(player) for player in self._players]
        self.nash = self._still()
        self.held = self._deterred()
        self.reached = self._walked()
        self.trapped = self._trapping()

    def _feasible(self, spaces: Mapping[tuple[int, ...], StateSpace]) -> list[int]:
        place = {name: number for number, name in enumerate(self.names)}
        there = [0] * len(place)
        for rules, mask in self._differ.dropped().items():
            for name in spaces[rules].names:
                there[place[name]] |= mask
        return there

    def _preferring(self) -> list[_View]:
        """Return, per party, how it looks at each whom it is not always indifferent to."""
        wanting = [self._wants(dm) for dm in self._landscape.compiled.players]
        return [
            _View(
                [_Refuses(*wanting[other], friend, foe) for other, friend, foe in looks],
                self.everything,
            )
            for looks in self._differ.looks()
        ]

    def _wants(self, dm: str) -> tuple[_Wants, list[int]]:
        """Return a party's preferences in all worlds, and by state which statements are true."""
        given = self._conflict.preferences.get(dm)
        facts = [0] * len(self.names)
        if not isinstance(given, Statements):
            # What no world changes: a rank is as good as one statement for every rank passed.
            space = self._landscape.compiled.space if isinstance(given, Ranking) else self._space
            ranks = space.ranks_by(given, dm)
            top = max(ranks)
            facts = [(1 << top - rank) - 1 for rank in ranks]
            return _Wants([range(top)], [self.everything]), facts
        numbers, lists = self._differ.stands(dm, given)
        for expression, number in numbers.items():
            for state in bits(self._space.holds(expression)):
                facts[state] |= 1 << number
        return _Wants([each for each, _ in lists], [mask for _, mask in lists]), facts

    def _replies(self, player: int) -> list[_Arcs]:
        """Return, by state, where a party would go and in which worlds."""
        own, view = self._own[player], self._views[player]
        bound = self._differ.bound()
        groups: dict[int, list[tuple[int, int]]] = {}
        for state, code in enumerate(self._codes):
            groups.setdefault(code & ~own, []).append((state, code))
        allowed: dict[int, int] = {}
        shift = own.bit_length()
        found = []
        for state, code in enumerate(self._codes):
            there = self._there[state]
            many, few = view.of(state)
            leaving = []
            for target, other in groups[code & ~own]:
                if target == state:
                    continue
                # What is taken up stands above what is given up.
                change = (other & ~code) << shift | code & ~other
                may = allowed.get(change)
                if may is None:
                    may = self.everything
                    for taken, options in ((True, other & ~code), (False, code & ~other)):
                        for option in bits(options):
                            may &= ~bound.get((option, taken), 0)
                    allowed[change] = may
                may &= there & self._there[target]
                if may:
                    may &= ~many[target]
                    if may & view.few:
                        may &= ~few[target]
                    if may:
                        leaving.append((target, may))
            found.append(_Arcs(leaving))
        return found

    def _still(self) -> tuple[int, ...]:
        still = list(self._there)
        for leaving in self._leaving:
            for state, arcs in enumerate(leaving):
                still[state] &= ~arcs.somewhere
        return tuple(still)

    def _deterred(self) -> tuple[int, ...]:
        """Return, by state, the worlds in which every leaving move of everybody is deterred."""
        others = [
            [(j, self._leaving[j]) for j in self._players if j != player]
            for player in self._players
        ]
        # Moves with few answers are soon told, and are the least likely to be deterred.
        answers = [
            [
                sum(len(arcs[state].given) + len(arcs[state].others) / 8 for _, arcs in group)
                for state in range(len(self.names))
            ]
            for group in others
        ]
        held = []
        for state, left in enumerate(self._there):
            refused = [view.of(state) for view in self._views]
            for given in (True, False):
                moves = sorted(
                    (answers[player][target], player, target, worlds)
                    for player in self._players
                    for arcs in (self._leaving[player][state],)
                    for target, worlds in (arcs.given if given else arcs.others)
                )
                for _, player, target, worlds in moves:
                    need = worlds & left
                    if need:
                        few = self._views[player].few
                        left &= ~_free(target, need, others[player], *refused[player], few)
            held.append(left)
        return tuple(held)

    def _walked(self) -> tuple[int, ...]:
        start = self._landscape.start
        if start is None:
            return (0,) * len(self.names)
        first = self.names.index(self._landscape.compiled.space.names[start])
        found = _followed(self._leaving, first, self.everything)
        found[first] = self.everything
        return tuple(found.get(state, 0) for state in range(len(self.names)))

    def _trapping(self) -> tuple[int, ...]:
        """Return the worlds in which a state lies behind a one-way option that no path ever takes."""
        start = self._landscape.start
        if start is None:
            return (0,) * len(self.names)
        today = self._landscape.compiled.space.codes[start]
        taken: dict[int, int] = {}
        for code, mask in zip(self._codes, self.reached, strict=True):
            for option in bits(code ^ today) if mask else ():
                taken[option] = taken.get(option, 0) | mask
        untaken = {
            option: worlds & ~taken.get(option, 0)
            for option, worlds in self._differ.one_way().items()
        }
        found = []
        for code, mask in zip(self._codes, self.reached, strict=True):
            behind = 0
            for option in bits(code ^ today):
                behind |= untaken[option]
            found.append(behind & ~mask)
        return tuple(found)


def _free(
    target: int,
    need: int,
    others: Sequence[tuple[int, Sequence[_Arcs]]],
    refused: _Refusals,
    seldom: _Refusals,
    few: int,
) -> int:
    """Return those of some worlds in which no answers of others to a move deter from it.

    The others' replies are followed from the target until a state is met that the mover's attitudes
    refuse for its own. Moves are transitive, and strict replies never lead back, so that nobody needs
    to move twice in a row, and following arcs is all: what it adds is a return to the target itself,
    which never deters.
    """
    found: dict[int, int] = {}
    known = found.get
    waiting = [(target, need, -1)]
    while waiting:
        at, worlds, last = waiting.pop()
        for other, table in others:
            if other == last:
                continue
            arcs = table[at]
            here = worlds & need & arcs.somewhere
            for part in (arcs.given, arcs.others):
                for answer, arc in part if here else ():
                    fresh = here & arc
                    if not fresh:
                        continue
                    before = known(answer)
                    if before is None:
                        found[answer] = fresh
                    else:
                        fresh &= ~before
                        if not fresh:
                            continue
                        found[answer] = before | fresh
                    met = fresh & refused[answer]
                    if fresh & few:
                        met |= fresh & seldom[answer]
                    if met:
                        need &= ~met
                        if not need:
                            return 0
                        fresh &= ~met
                        here &= need
                    if fresh:
                        waiting.append((answer, fresh, other))
                    if not here:
                        break
                here &= arcs.there
    return need


def _followed(tables: Sequence[Sequence[_Arcs]], start: int, worlds: int) -> dict[int, int]:
    """Return the states that arcs lead to from a state, each with the worlds in which they do."""
    found: dict[int, int] = {}
    waiting = {start: worlds}
    while waiting:
        state = next(iter(waiting))
        mask = waiting.pop(state)
        for table in tables:
            arcs = table[state]
            for target, arc in (*arcs.given, *arcs.others) if mask & arcs.somewhere else ():
                fresh = mask & arc
                if fresh:
                    known = found.get(target)
                    if known is None:
                        found[target] = fresh
                    else:
                        fresh &= ~known
                        if not fresh:
                            continue
                        found[target] = known | fresh
                    waiting[target] = waiting.get(target, 0) | fresh
    return found
