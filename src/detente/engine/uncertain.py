"""Stability when preferences are partly unknown, of two strengths, or probable.

* Unknown preference in four extensions a to d: Li, Hipel, Kilgour & Fang (2004).
* Strength of preference: Hamouda, Kilgour & Hipel (2004, 2006).
* Probabilistic thresholds: Rêgo & dos Santos (2015).

Last movers are always kept: neither unknown nor probable preference need be transitive, and an
unknown state can tempt and deter at once, so that coming back to it matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from detente.engine import names
from detente.engine.game import Game, bits
from detente.engine.metarational import deterred, inescapably_deterred, never_leaves
from detente.engine.reach import legal_reach

CONCEPTS = names.UNCERTAIN
EXTENSIONS = names.EXTENSIONS
STRENGTH_CONCEPTS = names.STRENGTH

Tables = Sequence[Sequence[int]]
Number = int | float | Fraction


def check_unknown(game: Game, unknown: Tables) -> None:
    """Raise ValueError unless the unknown relations fit the game.

    Each must be symmetric, must leave out s itself, and must not meet the better relation.
    """
    if len(unknown) != len(game.moves):
        raise ValueError("one unknown table per decision maker is needed")
    for player, (table, better) in enumerate(zip(unknown, game.better, strict=True)):
        if len(table) != game.size:
            raise ValueError(f"unknown table of decision maker {player} needs {game.size} rows")
        for state, others in enumerate(table):
            if others >> game.size or others >> state & 1 or others & better[state]:
                raise ValueError(f"unknown row {state} of decision maker {player} does not fit")
            if any(not table[other] >> state & 1 for other in bits(others)):
                raise ValueError(f"unknown row {state} of decision maker {player}: not symmetric")


def stable_unknown(game: Game, unknown: Tables, player: int, concept: str, extension: str) -> int:
    """Return the states that are stable for a decision maker whose preferences are partly unknown.

    Parameters
    ----------
    game : Game
        ``game.better`` holds what is known.
    unknown : table per decision maker
        ``unknown[i][s]``: the states whose comparison with s by i is unknown; symmetric.
    player : int
        The decision maker.
    concept : str
        One of ``CONCEPTS``.
    extension : {"a", "b", "c", "d"}
        Leaves for better or unknown states and is deterred by known facts only (a); leaves and is
        deterred by known facts (b); unknown both tempts and deters (c); leaves for better states
        only and is deterred by the unknown too (d). Sanctioners may always use unknown moves.

    Raises
    ------
    ValueError
        For an unknown concept or extension, or tables that do not fit.
    """
    if extension not in EXTENSIONS:
        raise ValueError(f"extension must be one of a, b, c, d, not {extension!r}")
    check_unknown(game, unknown)
    tempted = extension in ("a", "c")
    deterring = extension in ("c", "d")
    everything = game.everything
    better, own = game.better[player], unknown[player]
    leave = tuple(
        moves & (above | (open_ if tempted else 0))
        for moves, above, open_ in zip(game.moves[player], better, own, strict=True)
    )
    deter = tuple(
        everything & ~(above if deterring else above | open_)
        for above, open_ in zip(better, own, strict=True)
    )
    tables = [
        _restricted(game.moves[j], [b | u for b, u in zip(game.better[j], unknown[j], strict=True)])
        for j in game.players
    ]
    return _judge(game, player, concept, leave, deter, tables)


def stable_strength(game: Game, much_better: Tables, player: int, concept: str) -> int:
    """Return the states that are strongly or weakly stable for a decision maker.

    Parameters
    ----------
    game : Game
        ``game.better`` holds preference of either strength.
    much_better : table per decision maker
        ``much_better[i][s]``: the states that i greatly prefers to s, among the better ones. With
        more than two degrees: the states preferred at the degree in question or above.
    player : int
        The decision maker.
    concept : str
        ``"STRONG_"`` or ``"WEAK_"`` before one of ``STRENGTH_CONCEPTS``. Strongly stable: every
        improvement can be answered by something much worse than s (for SMR, and every escape from
        it is much worse too). Weakly stable: stable, not strongly.

    Raises
    ------
    ValueError
        For an unknown concept, or a much better state that is not better.
    """
    strength, _, name = concept.partition("_")
    if strength not in ("STRONG", "WEAK") or name not in STRENGTH_CONCEPTS:
        raise ValueError(f"no concept of strength {concept!r}")
    for strong, better in zip(much_better[player], game.better[player], strict=True):
        if strong & ~better:
            raise ValueError("a much better state must be better")
    leave = game.improvements(player)
    much_worse = _transposed(much_better[player])
    tables = [game.improvements(j) for j in game.players]
    strongly = _judge(game, player, name, leave, much_worse, tables)
    if strength == "STRONG":
        return strongly
    not_better = tuple(game.everything & ~better for better in game.better[player])
    return _judge(game, player, name, leave, not_better, tables) & ~strongly


def stable_probable(
    game: Game,
    probability: Sequence[Sequence[Sequence[Number]]],
    player: int,
    concept: str,
    *,
    alpha: Number,
    beta: Number = 1,
    gamma: Number = 0,
) -> int:
    """Return the states that are stable for a decision maker under probable preferences.

    Parameters
    ----------
    game : Game
        Only its moves are used.
    probability : nested sequences
        ``probability[i][s][q]``: the probability that i prefers q to s, 0 for q = s. Floats are
        taken as the decimal numbers they print as, so that 0.1 is not above a threshold of 1 - 0.9.
    player : int
        The decision maker.
    concept : str
        One of ``CONCEPTS``: α-Nash, (α,β)-metarational, (α,β)-symmetric metarational,
        (α,β,γ)-sequential.
    alpha, beta, gamma : number
        It leaves s for q when P(q, s) > 1 - α, is deterred by q when P(q, s) <= 1 - β, and others
        move when P > γ. Between 0 and 1.

    Raises
    ------
    ValueError
        For an unknown concept, or a threshold or probability outside 0 to 1.
    """
    leaving, deterring, moving = 1 - _exact(alpha), 1 - _exact(beta), _exact(gamma)
    own = _above(probability[player], leaving)
    feared = _above(probability[player], deterring)
    deter = tuple(game.everything & ~states for states in feared)
    tables = [_restricted(game.moves[j], _above(probability[j], moving)) for j in game.players]
    leave = _restricted(game.moves[player], own)
    return _judge(game, player, concept, leave, deter, tables)


def _judge(
    game: Game,
    player: int,
    concept: str,
    leave: Sequence[int],
    deter: Sequence[int],
    credible: Tables,
) -> int:
    """Apply a concept: the others use any move under GMR and SMR, credible ones under SEQ."""
    if concept not in CONCEPTS:
        raise ValueError(f"no concept {concept!r} here; known: {', '.join(CONCEPTS)}")
    if concept == "NASH":
        return never_leaves(leave)
    used = credible if concept == "SEQ" else game.moves
    tables = [used[j] for j in game.players if j != player]
    reach = legal_reach(tables, transitive=False) or (0,) * game.size
    if concept == "SMR":
        return inescapably_deterred(leave, reach, deter, game.moves[player])
    return deterred(leave, reach, deter)


def _restricted(moves: Sequence[int], allowed: Sequence[int]) -> tuple[int, ...]:
    return tuple(move & states for move, states in zip(moves, allowed, strict=True))


def _transposed(table: Sequence[int]) -> tuple[int, ...]:
    columns = [0] * len(table)
    for state, row in enumerate(table):
        for other in bits(row):
            columns[other] |= 1 << state
    return tuple(columns)


@lru_cache(maxsize=4096)
def _exact(number: Number) -> Fraction:
    value = Fraction(repr(number)) if isinstance(number, float) else Fraction(number)
    if not 0 <= value <= 1:
        raise ValueError(f"{number} is not between 0 and 1")
    return value


def _above(rows: Sequence[Sequence[Number]], threshold: Fraction) -> tuple[int, ...]:
    """Return, for every s, the states whose probability against s is above a threshold."""
    return tuple(
        sum(1 << state for state, chance in enumerate(row) if _exact(chance) > threshold)
        for row in rows
    )
