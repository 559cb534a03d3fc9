"""Coalitions in a model's words: which are asked about, and which upset which equilibrium.

Definitions: Kilgour, Hipel, Fang & Peng (2001); Inohara & Hipel (2008)
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.engine.game import bits
from detente.engine.reach import legal_reach_from
from detente.errors import AnalysisError, InputError
from detente.solving.compiling import CompiledConflict
from detente.solving.concepts import Concept, parse_concept
from detente.solving.judging import Judge
from detente.solving.limits import check_memory

Coalition = tuple[int, ...]

#: Longer questions about all coalitions are refused; those of so few cases are not timed.
MAX_SECONDS = 600
_QUICK = 5_000


@dataclass(frozen=True, slots=True)
class Scope:
    """Which coalitions a state must be stable for.

    Attributes
    ----------
    kind : {"all", "named", "structure"}
        Every coalition, those named, or the blocks of a coalition structure.
    coalitions : tuple of tuple of int
        The named coalitions or the blocks; empty for ``"all"``.
    """

    kind: str = "all"
    coalitions: tuple[Coalition, ...] = ()


@dataclass(frozen=True, slots=True)
class UpsetBy:
    """A coalition that upsets a state, and the joint improvements that nothing deters."""

    coalition: tuple[str, ...]
    improvements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoalitionReport:
    """Per coalitional concept, the individual equilibria that coalitions upset, and which do.

    Attributes
    ----------
    scope : str
        ``"all"``, ``"named"`` or ``"structure"``.
    coalitions : tuple of tuple of str
        The coalitions asked about; empty when all are.
    upsets : mapping
        Concept → state → coalitions that upset it, smallest first. The states are those stable for
        every decision maker alone under the concept without its C.
    """

    scope: str
    coalitions: tuple[tuple[str, ...], ...]
    upsets: Mapping[str, Mapping[str, tuple[UpsetBy, ...]]]

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {
            "scope": self.scope,
            "coalitions": [list(members) for members in self.coalitions],
            "upsets": {
                concept: {
                    state: [
                        {"coalition": list(u.coalition), "improvements": list(u.improvements)}
                        for u in upsets
                    ]
                    for state, upsets in by_state.items()
                }
                for concept, by_state in self.upsets.items()
            },
        }


def parse_scope(
    compiled: CompiledConflict, *, coalition: str | None, structure: str | None
) -> Scope:
    """Read which coalitions are asked about: ``USA+PRK``, several separated by commas.

    Raises
    ------
    InputError
        For an unknown member, an empty coalition, both kinds at once, or a structure that does not
        divide all decision makers among its blocks.
    """
    if coalition is not None and structure is not None:
        raise InputError("Both a coalition and a structure are given.", fix="Give one of them.")
    if coalition is not None:
        return Scope("named", _parse(compiled, coalition))
    if structure is None:
        return Scope()
    blocks = _parse(compiled, structure)
    named = [player for block in blocks for player in block]
    missing = [dm for player, dm in enumerate(compiled.players) if player not in named]
    if missing or len(named) != len(compiled.players):
        twice = [dm for player, dm in enumerate(compiled.players) if named.count(player) > 1]
        what = f"misses {', '.join(missing)}" if missing else f"names {', '.join(twice)} twice"
        raise InputError(
            f"The coalition structure {structure[:80]!r} {what}.",
            fix="Name every decision maker once, such as A+B,C.",
        )
    return Scope("structure", blocks)


def _parse(compiled: CompiledConflict, text: str) -> tuple[Coalition, ...]:
    found = []
    for part in text.split(","):
        names = [name.strip() for name in part.split("+")]
        if not all(names):
            raise InputError(
                f"Cannot read the coalition {part.strip()[:80]!r}.",
                fix="Write members joined by +, coalitions separated by commas, such as A+B,C.",
            )
        members = [compiled.player(name) for name in names]
        if len(set(members)) < len(members):
            raise InputError(
                f"The coalition {part.strip()[:80]!r} names a member twice.",
                fix="Name each member once.",
            )
        found.append(tuple(sorted(members)))
    return tuple(dict.fromkeys(found))


def label(compiled: CompiledConflict, coalition: Coalition) -> str:
    """Return the name of a coalition: its members joined by +."""
    return "+".join(compiled.players[player] for player in coalition)


def stable_by_coalition(judge: Judge, concept: Concept, scope: Scope) -> dict[str, int]:
    """Return the stable states of each coalition asked about; of each party alone when all are."""
    coalitions = scope.coalitions or tuple((player,) for player in judge.game.players)
    return {
        label(judge.compiled, members): judge.coalitions.stable(members, concept.name)
        for members in coalitions
    }


def coalition_equilibria(judge: Judge, concept: Concept, scope: Scope) -> int:
    """Return the states that are stable for every coalition asked about."""
    if scope.kind == "all":
        check_size(judge)
        return judge.equilibria(concept)
    result = judge.game.everything
    for states in stable_by_coalition(judge, concept, scope).values():
        result &= states
    return result


def report_upsets(judge: Judge, concepts: tuple[Concept, ...], scope: Scope) -> CoalitionReport:
    """Find which coalitions upset which individual equilibria, and by which joint improvements."""
    compiled = judge.compiled
    upsets: dict[str, dict[str, tuple[UpsetBy, ...]]] = {}
    if scope.kind == "all":
        check_size(judge)
    for concept in concepts:
        if concept.family != "coalitional":
            continue
        alone = judge.equilibria(parse_concept(concept.name.removeprefix("C")))
        if scope.kind == "all":
            by_state = judge.coalitions.upsets(concept.name, alone)
        else:
            by_state = judge.coalitions.upsets_by(scope.coalitions, concept.name, alone)
        upsets[concept.name] = {
            compiled.space.names[state]: tuple(
                UpsetBy(
                    tuple(compiled.players[player] for player in upset.coalition),
                    compiled.names(upset.improvements),
                )
                for upset in by_state[state]
            )
            for state in bits(alone)
            if by_state[state]
        }
    members = tuple(tuple(compiled.players[p] for p in each) for each in scope.coalitions)
    return CoalitionReport(scope.kind, members, upsets)


def check_size(judge: Judge) -> None:
    """Refuse a question about all coalitions that would not fit into memory or ten minutes.

    Without transitive moves every coalition is followed from every state; one is timed.
    """
    game, size, count = judge.game, judge.game.size, 1 << len(judge.game.moves)
    source = judge.compiled.conflict.source
    fix = "Name a coalition or a structure instead of asking about all."
    what = f"{count - 1:,} coalitions over {size:,} states"
    check_memory(3 * count * size * (size // 8 + 40), what, source=source, fix=fix)
    if game.transitive or count * size < _QUICK:
        return
    started = time.perf_counter()
    for state in range(min(size, 3)):
        legal_reach_from(game.moves, state)
    seconds = (time.perf_counter() - started) / min(size, 3) * size * count
    if seconds > MAX_SECONDS:
        raise AnalysisError(
            f"{what} would take some {seconds / 60:,.0f} minutes.", source=source, fix=fix
        )
