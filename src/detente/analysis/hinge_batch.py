"""Many changed models judged together: what they have in common is worked out once.

A changed model differs from the given one in a few tables: one party's preferences, its moves, or a
row of attitudes. Others never change one's own part of a state, so their answers stay within a
*part* of the states; what they reach there depends on their tables in that part only, and many
changes leave a part as it is. So closures are kept by part and by the tables in it, and RSEQ of a
party is put together part by part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.analysis.hinge_variants import DIRECTIONS, Cell, Variant, restated
from detente.analysis.outcomes import Landscape
from detente.engine.game import bits
from detente.engine.metarational import never_leaves
from detente.engine.reach import legal_reach_from
from detente.engine.relational import worse_than
from detente.model.conflict import Attitude, Direction, Statements
from detente.solving.compiling import better_by
from detente.solving.moving import own_moves, owned_options

Table = tuple[int, ...]
Row = tuple[int, ...]


class Batch:
    """Judges changes of preferences, directions and attitudes of one model.

    Parameters
    ----------
    landscape : Landscape
        The model, with strict ties; its game must be transitive (option form, nothing unknown).
    """

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.game = landscape.compiled.game
        self._ids = landscape.compiled.players
        self._own = owned_options(landscape.conflict)
        self._better: dict[tuple[int, tuple[int, ...]], Table] = {}
        self._worse: dict[tuple[int, tuple[int, ...]], Table] = {}
        self._moves: dict[tuple[int, tuple[int, ...]], Table] = {}
        self._accepted: dict[object, tuple[int, Table]] = {}
        self._replies: dict[object, tuple[int, Table]] = {}
        self._numbers: dict[Table, int] = {}
        self._tables: list[Table] = []
        self._still: dict[int, int] = {}
        self._parts = [self._parts_of(player) for player in self.game.players]
        self._local: dict[tuple[int, int, int], int] = {}
        self._local_numbers: dict[tuple[int, ...], int] = {}
        self._closures: dict[tuple[int, int, tuple[int, ...]], dict[int, int]] = {}
        self._first: dict[tuple[int, tuple[int, ...], int, int], int] = {}
        self._tried = [[0] * self.game.size for _ in self.game.players]
        self._part_of = [self._places(parts) for parts in self._parts]
        # Whoever holds the fewest states is asked first, the others about these only.
        matrix = landscape.attitudes()
        self._order = sorted(
            self.game.players,
            key=lambda player: landscape.stable(player, "RSEQ", matrix).bit_count(),
        )
        self._walks: dict[tuple[int, ...], int] = {}

    def judge(
        self, variants: Sequence[Variant], cells: dict[Cell, Attitude]
    ) -> tuple[int, int, int]:
        """Return the RNASH and RSEQ equilibria, and what improvements reach from the status quo."""
        matrix = self.landscape.attitudes(cells)
        preferring = [
            tuple(id(v) for v in variants if v.kind == "preference" and v.party == dm)
            for dm in self._ids
        ]
        moving = [
            tuple(id(v) for v in variants if v.kind == "direction" and v.party == dm)
            for dm in self._ids
        ]
        accepted, replies = [], []
        for player, row in enumerate(matrix):
            looks = tuple((j, sign, preferring[j]) for j, sign in enumerate(row) if sign)
            if looks not in self._accepted:
                self._accepted[looks] = self._numbered(self._accept(looks, variants))
            accepted.append(self._accepted[looks][0])
            key = (player, moving[player], looks)
            if key not in self._replies:
                moves = self._moved(player, moving[player], variants)
                table = self._accepted[looks][1]
                self._replies[key] = self._numbered(
                    tuple([move & good for move, good in zip(moves, table, strict=True)])
                )
            replies.append(self._replies[key][0])
        nash = self.game.everything
        for number in replies:
            if number not in self._still:
                self._still[number] = never_leaves(self._tables[number])
            nash &= self._still[number]
        held = self.game.everything
        for player in self._order:
            others = tuple(number for j, number in enumerate(replies) if j != player)
            held = self._held(player, others, replies[player], accepted[player], held)
        return nash, held, self._reached(tuple(replies))

    def one_way(self, variants: Sequence[Variant]) -> int:
        """Return the options that are one-way after the changes, as bits in option order."""
        directed = {v.places[0]: DIRECTIONS[v.change] for v in variants if v.kind == "direction"}
        return sum(
            1 << place
            for place, option in enumerate(self.landscape.conflict.options)
            if directed.get(place, option.direction) is not Direction.BOTH
        )

    def _numbered(self, table: Table) -> tuple[int, Table]:
        """Return a table with its number; tables alike are one."""
        number = self._numbers.get(table)
        if number is None:
            number = self._numbers[table] = len(self._tables)
            self._tables.append(table)
        return number, self._tables[number]

    def _accept(
        self, looks: tuple[tuple[int, int, tuple[int, ...]], ...], variants: Sequence[Variant]
    ) -> Table:
        found: Table | None = None
        for other, sign, changes in looks:
            table = self._preferring(other, changes, variants)
            if sign < 0:
                key = (other, changes)
                if key not in self._worse:
                    self._worse[key] = worse_than(table, self.game.everything)
                table = self._worse[key]
            found = (
                table
                if found is None
                else tuple([one & more for one, more in zip(found, table, strict=True)])
            )
        return found if found is not None else (self.game.everything,) * self.game.size

    def _preferring(
        self, player: int, changes: tuple[int, ...], variants: Sequence[Variant]
    ) -> Table:
        key = (player, changes)
        if not changes:
            return self.game.better[player]
        if key not in self._better:
            dm = self._ids[player]
            given = self.landscape.conflict.preferences[dm]
            assert isinstance(given, Statements)  # noqa: S101  (only statements have such variants)
            own = [v for v in variants if id(v) in changes]
            space = self.landscape.compiled.space
            self._better[key] = better_by(space, Statements(restated(given.items, own)), dm)
        return self._better[key]

    def _moved(self, player: int, changes: tuple[int, ...], variants: Sequence[Variant]) -> Table:
        if not changes:
            return self.game.moves[player]
        key = (player, changes)
        if key not in self._moves:
            directed = {v.places[0]: DIRECTIONS[v.change] for v in variants if id(v) in changes}
            conflict = self.landscape.conflict
            changed = replace(
                conflict,
                options=tuple(
                    replace(option, direction=directed.get(n, option.direction))
                    for n, option in enumerate(conflict.options)
                ),
            )
            self._moves[key] = own_moves(changed, self.landscape.compiled.space, player)
        return self._moves[key]

    def _parts_of(self, player: int) -> list[int]:
        """Return the parts of the states that the others' moves, whatever they may be, stay in."""
        codes = self.landscape.compiled.space.codes
        fibres: list[dict[int, int]] = []
        for other, own in enumerate(self._own):
            groups: dict[int, int] = {}
            for state, code in enumerate(codes):
                groups[code & ~own] = groups.get(code & ~own, 0) | 1 << state
            if other != player:
                fibres.append(groups)
        rivals = [own for other, own in enumerate(self._own) if other != player]
        left = self.game.everything
        parts = []
        while left:
            part = rest = left & -left
            while rest:
                low = rest & -rest
                code = codes[low.bit_length() - 1]
                for own, groups in zip(rivals, fibres, strict=True):
                    fresh = groups[code & ~own] & ~part
                    part |= fresh
                    rest |= fresh
                rest ^= low
            parts.append(part)
            left &= ~part
        return parts

    def _places(self, parts: Sequence[int]) -> list[int]:
        """Return the number of the part that each state lies in."""
        found = [0] * self.game.size
        for number, part in enumerate(parts):
            for state in bits(part):
                found[state] = number
        return found

    def _held(self, player: int, others: tuple[int, ...], own: int, good: int, among: int) -> int:
        """Return the states (of some) at which every leaving move is deterred by others' replies."""
        key = (player, others, own, good)
        if among == self.game.everything and key in self._first:
            return self._first[key]
        tables = [self._tables[number] for number in others]
        leave, accepted = self._tables[own], self._tables[good]
        part_of, tried = self._part_of[player], self._tried[player]
        closures: list[dict[int, int] | None] = [None] * len(self._parts[player])
        held = among
        rest = among & ~self._still[own]
        while rest:
            bit = rest & -rest
            rest ^= bit
            state = bit.bit_length() - 1
            into, refused = leave[state], ~accepted[state] | bit
            # What was free to go to in another model mostly is in this one.
            low = into & tried[state] or into & -into
            while into:
                target = low.bit_length() - 1
                place = part_of[target]
                known = closures[place]
                if known is None:
                    local = tuple([self._local_number(player, place, n) for n in others])
                    known = self._closures.setdefault((player, place, local), {})
                    closures[place] = known
                reached = known.get(target)
                if reached is None:
                    reached = known[target] = _closed(tables, target, known)
                if not reached & refused:
                    held ^= bit
                    tried[state] = low
                    break
                into ^= low
                low = into & -into
        if among == self.game.everything:
            self._first[key] = held
        return held

    def _local_number(self, player: int, place: int, number: int) -> int:
        """Return a number for what a table is within a part; equal where tables are."""
        key = (player, place, number)
        found = self._local.get(key)
        if found is None:
            table = self._tables[number]
            inside = tuple([table[state] for state in bits(self._parts[player][place])])
            found = self._local_numbers.setdefault(inside, len(self._local_numbers))
            self._local[key] = found
        return found

    def _reached(self, replies: tuple[int, ...]) -> int:
        start = self.landscape.start
        if start is None:
            return 0
        if replies not in self._walks:
            tables = [self._tables[number] for number in replies]
            self._walks[replies] = legal_reach_from(tables, start) | 1 << start
        return self._walks[replies]


def _closed(tables: Sequence[Table], start: int, known: dict[int, int]) -> int:
    """Return what the arcs of some tables lead to from a state; what is known is not followed."""
    reached = 0
    for table in tables:
        reached |= table[start]
    rest = reached
    while rest:
        low = rest & -rest
        state = low.bit_length() - 1
        rest ^= low
        beyond = known.get(state)
        if beyond is not None:
            reached |= beyond
            rest &= ~beyond
            continue
        for table in tables:
            fresh = table[state] & ~reached
            reached |= fresh
            rest |= fresh
    return reached
