"""Compare what Detente makes of ``.gmcr`` files with expected answers beside them.

Usage: python scripts/compare_gmcr_cases.py FOLDER

For every ``NAME.gmcr`` in the folder that has a ``NAME.expected.json``, its ``definition`` (stable
states per concept and actor, equilibria) is compared with the answers of the public interface. Where
there is no ``definition``, what the other program recorded is compared instead: NASH must be equal,
and of the other concepts it may only miss states, since its shortcuts take sanctions away. Prints
every difference and ends with 1 when there is one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.engine.coalitional import CoalitionSolver
from detente.explain.verdicts import Viewer, iter_simultaneous
from detente.interchange.gmcr import GmcrFile, read_gmcr
from detente.solving.compiling import CompiledConflict, compile_conflict
from detente.solving.misperceiving import hypergame
from detente.solving.solution import solve

ALONE = ("NASH", "GMR", "SMR", "SEQ", "SIM")
TOGETHER = {"NASH": "CNASH", "GMR": "CGMR", "SMR": "CSMR", "SEQ": "CSEQ"}


def simultaneously_stable(compiled: CompiledConflict, player: int) -> int:
    """Return the SIM-stable states where unseen states are cut out of everybody's own moves."""
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


def cut(file: GmcrFile) -> CompiledConflict:
    """Compile, with states that a decision maker does not see cut out of its own moves."""
    compiled = compile_conflict(file.conflict)
    moves = []
    for dm, table in zip(compiled.players, compiled.game.moves, strict=True):
        hidden = 0
        for expression in file.unseen.get(dm, ()):
            hidden |= compiled.space.holds(expression)
        moves.append(tuple(0 if hidden >> s & 1 else row & ~hidden for s, row in enumerate(table)))
    return replace(compiled, game=replace(compiled.game, moves=tuple(moves), transitive=False))


def answers(file: GmcrFile) -> dict[str, dict[str, set[str]]]:
    """Return concept → actor → stable states, letters in the order of the model."""
    display = {dm.id: dm.name for dm in file.conflict.decision_makers}
    found: dict[str, dict[str, set[str]]] = {}
    if file.coalitions:
        compiled = compile_conflict(file.conflict)
        solver = CoalitionSolver(compiled.game)
        for concept, name in TOGETHER.items():
            for block in file.coalitions:
                players = [compiled.players.index(dm) for dm in block]
                actor = ", ".join(display[dm] for dm in block)
                states = compiled.names(solver.stable(players, name))
                found.setdefault(concept, {})[actor] = set(states)
        return found
    if not file.unseen:
        solution = solve(file.conflict, ALONE)
        by_concept = {name: solution[name].stable for name in ALONE}
    else:
        seen = hypergame(file.conflict, ALONE[:-1], sanctions="any")
        by_concept = {name: seen[name].stable for name in ALONE[:-1]}
        compiled = cut(file)  # SIM is not applied inside views
        by_concept["SIM"] = {
            dm: compiled.names(simultaneously_stable(compiled, player))
            for player, dm in enumerate(compiled.players)
        }
    return {
        concept: {display[dm]: set(states) for dm, states in stable.items()}
        for concept, stable in by_concept.items()
    }


def differences(file: GmcrFile, expected: dict[str, Any], *, exact: bool) -> list[str]:
    """Return one line per concept and actor that differs; not ``exact``: states may be missing."""
    found = answers(file)
    lines = []
    for concept, by_actor in expected["stable"].items():
        if concept not in found:
            continue  # such as the other program's "SEQ or SIM"
        alike = exact or concept == "NASH"
        for actor, states in by_actor.items():
            odd = set(states) - found[concept][actor]
            if alike:
                odd |= found[concept][actor] - set(states)
            if odd:
                lines.append(f"{concept} {actor}: {' '.join(sorted(odd))}")
        everyone = set.intersection(*found[concept].values())
        listed = set(expected["equilibria"][concept])
        if not (everyone == listed if alike else listed <= everyone):
            lines.append(f"{concept} equilibria")
    return lines


def main(folder: str) -> int:
    """Compare every case in a folder."""
    compared = recorded = wrong = 0
    for path in sorted(Path(folder).glob("*.gmcr")):
        record = path.with_name(f"{path.stem}.expected.json")
        if not record.exists():
            continue
        answer = json.loads(record.read_text("utf-8"))
        exact = answer["definition"] is not None
        expected = answer["definition"] if exact else answer["gmcr_py"]
        lines = differences(read_gmcr(path.read_text("utf-8"), path.name), expected, exact=exact)
        compared += 1
        recorded += not exact
        wrong += bool(lines)
        for line in lines:
            print(f"{path.name}: {line}")
    print(f"{compared} models compared ({recorded} with recorded answers only), {wrong} differ")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
