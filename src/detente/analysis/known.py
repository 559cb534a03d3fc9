"""Only what was said: equilibria that are necessary, and possible, on the evidenced preferences.

What no document says stays unknown instead of being filled in. A state is a *necessary* equilibrium
when it is one under every ranking that keeps what is known, and a *possible* one when it is under
some ranking (after the necessary and possible winners of Konczak & Lang 2005; see
`detente.engine.completions`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.words_alone import stands_on_own_words
from detente.engine.completions import CompletionSolver
from detente.engine.game import Game
from detente.errors import AnalysisError
from detente.model.conflict import Conflict, Preference, Statements
from detente.solving.compiling import compile_conflict

#: Larger models would need a table of every pair of states.
MOST_STATES = 1024
#: SEQ needs a search; beyond this size only the concepts that need none are answered.
MOST_SEARCHED = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What holds whatever the unsaid preferences are.

    Attributes
    ----------
    statements : mapping of str to tuple of str
        Per decision maker, the statements taken as known, in their order.
    unknown_share : float
        Share of the pairs of states, over all decision makers, whose comparison is open.
    necessary, possible, undecided : mapping of str to tuple of str
        States by concept; ``undecided`` holds those for which the search was cut short.
    """

    statements: Mapping[str, tuple[str, ...]]
    unknown_share: float
    necessary: Mapping[str, tuple[str, ...]]
    possible: Mapping[str, tuple[str, ...]]
    undecided: Mapping[str, tuple[str, ...]]

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON data."""
        return {
            "statements": {dm: list(items) for dm, items in self.statements.items()},
            "unknown_share": round(self.unknown_share, 3),
            "necessary": {c: list(states) for c, states in self.necessary.items()},
            "possible": {c: list(states) for c, states in self.possible.items()},
            "undecided": {c: list(states) for c, states in self.undecided.items()},
        }


def known_statements(conflict: Conflict, party: str) -> tuple[Preference, ...]:
    """Return the preference statements of a party that rest on its own words, without assumption."""
    given = conflict.preferences.get(party, Statements())
    if not isinstance(given, Statements):
        return ()
    return tuple(
        item
        for item in given.items
        if not item.assumption and stands_on_own_words(item, conflict.evidence, party)
    )


def known_preference(
    conflict: Conflict, *, ordered: bool = True
) -> tuple[Game, tuple[tuple[int, ...], ...], dict[str, tuple[str, ...]]]:
    """Return the game with only the known preferences, and what is unknown.

    Parameters
    ----------
    conflict : Conflict
        At most `MOST_STATES` feasible states.
    ordered : bool
        True: the order of the evidenced statements is taken as given (it is the drafter's stated
        rule), so the first evidenced statement on which two states differ decides; states that no
        evidenced statement tells apart stay unknown. False: the order is open too, so a state is
        better only when it meets every evidenced statement that the other meets, and one more.

    Returns
    -------
    tuple
        The game (`better` holds what is known), the table of unknown pairs per decision maker, and
        the statements used.

    Raises
    ------
    AnalysisError
        When the model has too many states.
    """
    compiled = compile_conflict(conflict)
    game = compiled.game
    if game.size > MOST_STATES:
        raise AnalysisError(
            f"{game.size} states are too many to ask what is known (at most {MOST_STATES}).",
            fix="Draft with fewer options: --max-options 10.",
        )
    options = [option.id for option in conflict.options]
    taken = [
        frozenset(name for name, letter in zip(options, state, strict=True) if letter == "Y")
        for state in compiled.space.names
    ]
    better: list[tuple[int, ...]] = []
    unknown: list[tuple[int, ...]] = []
    used: dict[str, tuple[str, ...]] = {}
    for dm in compiled.players:
        items = known_statements(conflict, dm)
        used[dm] = tuple(str(item.that) for item in items)
        profiles = [tuple(item.that.holds(state) for item in items) for state in taken]
        above, open_ = _compared(profiles, ordered=ordered)
        better.append(above)
        unknown.append(open_)
    known = Game(game.size, game.moves, tuple(better), transitive=game.transitive)
    return known, tuple(unknown), used


def _compared(
    profiles: Sequence[tuple[bool, ...]], *, ordered: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return, per state, the states known to be better and those of unknown standing."""
    sets: dict[tuple[bool, ...], int] = {}
    for number, profile in enumerate(profiles):
        sets[profile] = sets.get(profile, 0) | 1 << number
    above: dict[tuple[bool, ...], int] = {}
    open_: dict[tuple[bool, ...], int] = {}
    for profile in sets:
        above[profile] = open_[profile] = 0
        for other, states in sets.items():
            if other == profile:
                open_[profile] |= states
            elif ordered:
                above[profile] |= states if other > profile else 0
            elif all(o >= p for o, p in zip(other, profile, strict=True)):
                above[profile] |= states
            elif not all(o <= p for o, p in zip(other, profile, strict=True)):
                open_[profile] |= states
    return (
        tuple(above[profile] for profile in profiles),
        tuple(open_[profile] & ~(1 << number) for number, profile in enumerate(profiles)),
    )


def only_what_was_said(
    conflict: Conflict, *, ordered: bool = True, concepts: Sequence[str] = ("NASH", "SEQ")
) -> Known:
    """Return the equilibria that are necessary and possible on the evidenced preferences.

    Parameters
    ----------
    conflict : Conflict
    ordered : bool
        Whether the order of the evidenced statements counts as known; see `known_preference`.
    concepts : sequence of str
        Among NASH, GMR, SMR, SEQ, SSEQ. SEQ and SSEQ are answered up to `MOST_SEARCHED` states.

    Raises
    ------
    AnalysisError
        When the model has more than `MOST_STATES` states.
    """
    game, unknown, used = known_preference(conflict, ordered=ordered)
    names = compile_conflict(conflict).names
    solver = CompletionSolver(game, unknown, limit=60)
    necessary: dict[str, tuple[str, ...]] = {}
    possible: dict[str, tuple[str, ...]] = {}
    undecided: dict[str, tuple[str, ...]] = {}
    for concept in concepts:
        if concept in ("SEQ", "SSEQ") and game.size > MOST_SEARCHED:
            continue
        sure = solver.necessary_equilibria([concept] * len(unknown))
        may = solver.possible_equilibria([concept] * len(unknown))
        necessary[concept] = names(sure.yes)
        possible[concept] = names(may.yes)
        undecided[concept] = names(sure.undecided | may.undecided)
    pairs = len(unknown) * game.size * max(game.size - 1, 1)
    open_pairs = sum(states.bit_count() for table in unknown for states in table)
    return Known(
        statements=used, unknown_share=open_pairs / pairs, necessary=necessary, possible=possible,
        undecided=undecided,
    )  # fmt: skip
