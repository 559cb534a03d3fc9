"""Compare what Detente makes of ``.gmcr`` files with expected answers beside them.

Usage: python scripts/compare_gmcr_cases.py FOLDER

For every ``NAME.gmcr`` in the folder that has a ``NAME.expected.json``, its ``definition`` (stable
states per concept and actor, equilibria) is compared with the engine; prints every difference and
ends with 1 when there is one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.engine import individual
from detente.engine.coalitional import CoalitionSolver
from detente.explain.verdicts import Viewer, iter_simultaneous
from detente.interchange.gmcr import GmcrFile, read_gmcr
from detente.solving.compiling import CompiledConflict, compile_conflict

ALONE = ("NASH", "GMR", "SMR", "SEQ", "SIM")
TOGETHER = {"NASH": "CNASH", "GMR": "CGMR", "SMR": "CSMR", "SEQ": "CSEQ"}


def compiled_file(file: GmcrFile) -> CompiledConflict:
    """Compile, with states that a decision maker does not see cut out of its own moves."""
    compiled = compile_conflict(file.conflict)
    game = compiled.game
    moves = []
    for dm, table in zip(compiled.players, game.moves, strict=True):
        hidden = 0
        for expression in file.unseen.get(dm, ()):
            hidden |= compiled.space.holds(expression)
        moves.append(tuple(0 if hidden >> s & 1 else row & ~hidden for s, row in enumerate(table)))
    return replace(compiled, game=replace(game, moves=tuple(moves), transitive=not file.unseen))


def simultaneously_stable(compiled: CompiledConflict, player: int) -> int:
    """Return the SIM-stable states."""
    viewer = Viewer(compiled, ())
    game = compiled.game
    improvements = game.improvements(player)
    stable = 0
    for state in range(game.size):
        better = game.better[player][state]
        if all(
            any(
                not better >> end & 1 for end, _ in iter_simultaneous(viewer, player, state, target)
            )
            for target in range(game.size)
            if improvements[state] >> target & 1
        ):
            stable |= 1 << state
    return stable


def answers(file: GmcrFile) -> dict[str, dict[str, set[str]]]:
    """Return concept → actor → stable states, letters in the order of the model."""
    compiled = compiled_file(file)

    def named(states: int) -> set[str]:
        return set(compiled.names(states))

    display = {dm.id: dm.name for dm in file.conflict.decision_makers}
    found: dict[str, dict[str, set[str]]] = {}
    if file.coalitions:
        solver = CoalitionSolver(compiled.game)
        for concept, name in TOGETHER.items():
            for block in file.coalitions:
                players = [compiled.players.index(dm) for dm in block]
                actor = ", ".join(display[dm] for dm in block)
                found.setdefault(concept, {})[actor] = named(solver.stable(players, name))
        return found
    for concept in ALONE:
        for player, dm in enumerate(compiled.players):
            if concept == "SIM":
                states = simultaneously_stable(compiled, player)
            else:
                states = individual.stable(compiled.game, player, concept)
            found.setdefault(concept, {})[display[dm]] = named(states)
    return found


def differences(file: GmcrFile, expected: dict[str, Any]) -> list[str]:
    """Return one line per concept and actor that differs."""
    found = answers(file)
    lines = []
    for concept, by_actor in expected["stable"].items():
        for actor, states in by_actor.items():
            odd = found[concept][actor] ^ set(states)
            if odd:
                lines.append(f"{concept} {actor}: {' '.join(sorted(odd))}")
        everyone = set.intersection(*found[concept].values())
        if everyone != set(expected["equilibria"][concept]):
            lines.append(f"{concept} equilibria")
    return lines


def main(folder: str) -> int:
    """Compare every case in a folder."""
    compared = wrong = left = 0
    for path in sorted(Path(folder).glob("*.gmcr")):
        record = path.with_name(f"{path.stem}.expected.json")
        if not record.exists():
            continue
        expected = json.loads(record.read_text("utf-8"))["definition"]
        if expected is None:
            left += 1
            continue
        lines = differences(read_gmcr(path.read_text("utf-8"), path.name), expected)
        compared += 1
        wrong += bool(lines)
        for line in lines:
            print(f"{path.name}: {line}")
    print(f"{compared} models compared, {wrong} differ, {left} without a definition to compare")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
