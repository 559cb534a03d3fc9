"""How much of every room the suite walks through, branch by branch, and which small mistakes it notices."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

from campaign.environment import python
from campaign.running import Step, finished
from walked import BRANCHES, rooms

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".campaign"
#: Folders of tests, what walks through most in a second first.
_ORDER = ("unit", "store", "cli", "golden", "web", "api", "property", "docs")
#: Share of mutants to be killed, in percent.
KILLED = 85


def coverage_step(seed: int, work: Path) -> Step:
    """The suite is run file by file; the shares of lines and of branches walked through, by room. Loops that are compiled, and processes that are no tests, are left out."""
    del work
    done = Step()
    files = [path for name in _ORDER for path in sorted((ROOT / "tests" / name).glob("test_*.py"))]
    folder = STATE / "walked"
    if seed == 0:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    run = finished(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(files[seed].relative_to(ROOT)),
        ],
        cwd=ROOT, env=os.environ | {"DETENTE_WALKED": str(folder)},
    )  # fmt: skip
    done.counts["files of tests run"] += 1
    done.last = seed + 1 == len(files)
    if run.returncode not in (0, 5):
        done.fail(f"{files[seed].name}: {run.stdout[-1500:]}")
    done.figures["files of tests, of all"] = f"{seed + 1} of {len(files)}"
    if done.last:
        for room, (lines, branches) in rooms(folder).items():
            done.figures[f"{room}: lines and branches, percent"] = f"{lines:.1f} and {branches:.1f}"
            if branches < BRANCHES:
                done.fail(f"only {branches:.1f} % of the branches of {room} are walked through")
    return done


#: What is mutated, by name: the files, and the tests that should notice, none of which parses much.
MUTATED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "store": (
        ("src/detente/store/*",),
        tuple(
            f"tests/store/test_{name}.py"
            for name in (
                "comments", "damage", "dossier", "exports", "files", "following", "identity",
                "ingesting", "keeping", "merging", "refusals", "whole_records",
            )
        ),
    ),
    "claims": (
        ("src/detente/claims/*",),
        (
            "tests/unit/test_claim_answers.py",
            "tests/unit/test_claims_found.py",
            "tests/unit/test_claims.py",
        ),
    ),
    "the gate": (
        (
            "src/detente/drafting/gate.py",
            "src/detente/drafting/conditions.py",
            "src/detente/drafting/admission.py",
        ),
        tuple(
            f"tests/unit/test_{name}.py"
            for name in (
                "gate", "gate_rules", "drafting_gate", "preferences", "denials", "drafting_deeds",
                "drafting_opponents", "drafting_rivals", "drafting_work", "exchanges",
                "exchanges_states", "undertakings",
            )
        ),
    ),
    "preferences": (
        ("src/detente/drafting/preferring.py", "src/detente/model/expression.py"),
        ("tests/unit/test_preferences.py", "tests/unit/test_expression.py"),
    ),
}  # fmt: skip
#: Mutants of a step, and what is said where its time was over before they were all tried.
_AT_ONCE, _OVER = 12, "over its time"
#: Changes of a line in letters' case only that mean the same: words of SQL without a value, columns, encodings.
_CASELESS = re.compile(
    r"\"\s*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|COMMIT|ROLLBACK|FROM|WHERE|ORDER|VALUES|AND|OR|ON|DO)\b[^'\"]*\""
    r"|require\(\"[^'\"]*\"|row\[\"\w+\"\]|\"utf-8\""
)
_COPIED = ("src", "tests", "examples", "docs", "requirements", "pyproject.toml", "README.md")


def mutation_step(seed: int, work: Path) -> Step:
    """Small mistakes are made in the store, in claims, in the gate of drafting and in preferences (mutmut, a sample of all that are possible); the share that the tests of the room notice."""
    del work
    done = Step()
    tool = python()
    name = list(MUTATED)[seed % len(MUTATED)]
    if tool is None:
        done.figures["mutants"] = "not made: mutmut cannot be installed"
        done.last = True
        return done
    home = STATE / "mutants" / name.replace(" ", "-")
    if not home.exists():
        _prepare(home, *MUTATED[name])
    codes = _codes(home)
    if not codes:  # an argument that names nothing: only made, none run
        if _mutmut(tool, home, "no such mutant") == _OVER:
            done.left = f"{name}: the making of mutants"
            return done
        codes = _codes(home)
    left = [mutant for mutant, code in codes.items() if code is None]
    chosen = random.Random(seed).sample(left, min(_AT_ONCE, len(left)))  # noqa: S311
    if chosen:
        output = _mutmut(tool, home, *chosen)
        now = _codes(home)
        done.left = f"{name}: mutants of step {seed + 1}" if output == _OVER else ""
        if not done.left and all(now.get(mutant) is None for mutant in chosen):
            done.fail(f"{name}: mutmut did nothing: {output[-800:]}")
        done.counts["mutants tried"] += sum(now.get(mutant) is not None for mutant in chosen)
        codes = now
    tried = {mutant: code for mutant, code in codes.items() if code is not None}
    survivors = sorted(mutant for mutant, code in tried.items() if code in (0, 5, 33))
    same = [mutant for mutant in survivors if _means_the_same(tool, home, mutant)]
    if counted := len(tried) - len(same):
        killed = len(tried) - len(survivors)
        share = 100 * killed / counted
        done.figures[f"{name}: mutants killed, percent"] = (
            f"{share:.1f} ({killed} of {counted} tried, {len(codes):,} possible)"
        )
        if same:
            done.figures[f"{name}: left out, as SQL and encodings know no case"] = str(len(same))
        left_alive = [mutant for mutant in survivors if mutant not in same]
        (home / "survivors.txt").write_text("\n".join(left_alive) + "\n")
        if counted >= 100 and share < KILLED:
            done.fail(
                f"{name}: only {share:.0f} % of {counted} mutants are killed; see {home.relative_to(ROOT)}/survivors.txt"
            )
    return done


def _prepare(home: Path, files: tuple[str, ...], tests: tuple[str, ...]) -> None:
    """Copy what is needed, with mutmut's settings."""
    home.mkdir(parents=True)
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, home / name, ignore=shutil.ignore_patterns("__pycache__", "static")
            )
        else:
            shutil.copy(source, home / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": list(files),
        "pytest_add_cli_args_test_selection": list(tests),
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-x", "--assert=plain", "--tb=no"],
        "also_copy": [name for name in _COPIED if name != "src"],
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    with (home / "pyproject.toml").open("a") as file:
        file.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def _mutmut(tool: str, home: Path, *mutants: str) -> str:
    """Run mutants; returns what was said, without the wheel that turns."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    try:
        run = finished(
            [tool, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1), *mutants],
            cwd=home,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        return _OVER
    return re.sub(r"[⠀-⣿][^⠀-⣿\n]*|\n(?=\n)", "", run.stdout + run.stderr)


def _means_the_same(tool: str, home: Path, mutant: str) -> bool:
    """Say whether a mutant differs in letters' case only, where that means nothing."""
    shown = subprocess.run(
        [tool, "-m", "mutmut", "show", mutant], cwd=home, capture_output=True, text=True
    )
    lines = [line for line in shown.stdout.splitlines() if line[:1] in ("-", "+")]
    changed = [line[1:] for line in lines if not line.startswith(("---", "+++"))]
    if len(changed) != 2 or changed[0].lower() != changed[1].lower():
        return False
    return _CASELESS.search(changed[0]) is not None


def _codes(home: Path) -> dict[str, int | None]:
    """Return the exit code of the tests by mutant; None for those not tried."""
    found: dict[str, int | None] = {}
    for path in sorted((home / "mutants").rglob("*.meta")):
        found |= json.loads(path.read_text())["exit_code_by_key"]
    return found
