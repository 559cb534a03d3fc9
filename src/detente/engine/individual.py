"""Individual stability under simple preference: NASH, GMR, SMR, SEQ, SSEQ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.engine import names
from detente.engine.game import Game, bits
from detente.engine.metarational import deterred, inescapably_deterred, never_leaves
from detente.engine.reach import legal_reach, once_each, single_steps

CONCEPTS = names.INDIVIDUAL


ANSWERS = ("legal", "once", "single")
DETERRING = ("not_better", "worse")
RETURNING = ("deters", "ignored")
ESCAPES = ("moves", "improvements")


@dataclass(frozen=True, slots=True)
class Rules:
    """Where programs and sources differ from the definitions, which are the defaults.

    Attributes
    ----------
    answers : {"legal", "once", "single"}
        How the others answer: by legal sequences, each moving at most once, or one by one move.
    deterring : {"not_better", "worse"}
        Whether an equally preferred state deters.
    returning : {"deters", "ignored"}
        Whether coming back to the very state that was left deters; the matrix form ignores it.
    escapes : {"moves", "improvements"}
        SMR and SSEQ: whether one escapes by any move or by improvements on the sanctioned state.
    """

    answers: str = "legal"
    deterring: str = "not_better"
    returning: str = "deters"
    escapes: str = "moves"

    def __post_init__(self) -> None:
        for value, known in (
            (self.answers, ANSWERS),
            (self.deterring, DETERRING),
            (self.returning, RETURNING),
            (self.escapes, ESCAPES),
        ):
            if value not in known:
                raise ValueError(f"must be one of {', '.join(known)}, not {value!r}")


def stable(game: Game, player: int, concept: str, rules: Rules = Rules()) -> int:
    """Return the set of states that are stable for a decision maker.

    Parameters
    ----------
    game : Game
        The game.
    player : int
        Number of the decision maker.
    concept : str
        One of ``CONCEPTS``: Nash (1950); general and symmetric metarationality (Howard 1971);
        sequential stability (Fraser & Hipel 1979); symmetric sequential stability
        (Rêgo & Vieira 2017).
    rules : Rules
        Departures from the definitions.

    Raises
    ------
    ValueError
        For an unknown concept.
    """
    leave = game.improvements(player)
    if concept == "NASH":
        return never_leaves(leave)
    if concept not in CONCEPTS:
        raise ValueError(f"no individual concept {concept!r}")
    others = [j for j in game.players if j != player]
    tables = [game.improvements(j) if concept in ("SEQ", "SSEQ") else game.moves[j] for j in others]
    reach = _answers(tables, rules, transitive=game.transitive) or (0,) * game.size
    not_better = tuple(game.everything & ~better for better in game.better[player])
    deter = not_better
    if rules.deterring == "worse":
        deter = _worse(game.better[player])
    if rules.returning == "ignored":
        deter = tuple(states & ~(1 << state) for state, states in enumerate(deter))
    if concept in ("GMR", "SEQ"):
        return deterred(leave, reach, deter)
    escapes = leave if rules.escapes == "improvements" else game.moves[player]
    return inescapably_deterred(leave, reach, deter, escapes, not_better)


def _answers(tables: Sequence[Sequence[int]], rules: Rules, *, transitive: bool) -> tuple[int, ...]:
    if rules.answers == "single":
        return single_steps(tables)
    if rules.answers == "once":
        return once_each(tables)
    return legal_reach(tables, transitive=transitive)


def _worse(better: Sequence[int]) -> tuple[int, ...]:
    columns = [0] * len(better)
    for state, above in enumerate(better):
        for other in bits(above):
            columns[other] |= 1 << state
    return tuple(columns)
