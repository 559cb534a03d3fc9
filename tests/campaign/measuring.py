"""How much of every room the suite walks through, branch by branch, and which small mistakes it notices."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

from campaign.environment import python
from campaign.running import Step, finished
from walked import BRANCHES, rooms, stamp

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".campaign"
#: Share of mutants to be killed, in percent.
KILLED = 85


def coverage_step(seed: int, work: Path) -> Step:
    """The shares of lines and of branches of every room that the suite walked through when `./test` last ran, on these sources. Loops that are compiled, and processes that are no tests, are left out."""
    del seed, work
    done = Step(last=True)
    folder = STATE / "walked"
    if not _is_of_now(folder):
        done.left = "`./test` has not run on these sources"
        return done
    for room, (lines, branches) in rooms(folder).items():
        done.figures[f"{room}: lines and branches, percent"] = f"{lines:.1f} and {branches:.1f}"
        if branches < BRANCHES:
            done.fail(f"only {branches:.1f} % of the branches of {room} are walked through")
    return done


def _is_of_now(folder: Path) -> bool:
    """Say whether what a folder holds was made of the sources and tests as they are."""
    mark = folder / "stamp"
    return mark.exists() and mark.read_text(encoding="utf-8") == stamp()


#: What is mutated, by name, the quickest first: the files, and the tests that should notice, none of which parses much.
MUTATED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "preferences": (
        ("src/detente/drafting/preferring.py", "src/detente/model/expression.py"),
        ("tests/unit/test_preferences.py", "tests/unit/test_expression.py"),
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
                "gate", "gate_rules", "drafting_gate", "preferences", "denials", "drafting",
                "drafting_alike", "drafting_crowds", "drafting_deeds", "drafting_holders",
                "drafting_merges", "drafting_opponents", "drafting_rivals", "drafting_verdicts",
                "drafting_work", "exchanges", "exchanges_states", "undertakings",
            )
        ),
    ),
    "claims": (
        ("src/detente/claims/*",),
        (
            "tests/unit/test_claim_answers.py",
            "tests/unit/test_claim_naming.py",
            "tests/unit/test_claim_tables.py",
            "tests/unit/test_claims_found.py",
            "tests/unit/test_claim_wordings.py",
            "tests/unit/test_claims.py",
        ),
    ),
    "store": (
        ("src/detente/store/*",),
        (
            "tests/unit/test_option_edits.py",
            *(
                f"tests/store/test_{name}.py"
                for name in (
                    "asking", "comments", "damage", "dossier", "exports", "files", "following", "held_words",
                    "editing", "identity", "ingesting", "keeping", "merging", "refusals", "what_follows",
                    "whole_records",
                )
            ),
        ),
    ),
}  # fmt: skip
#: Mutants of a step, and what is said where its time was over before they were all tried.
_AT_ONCE, _OVER = 12, "over its time"
#: Changes of a line in letters' case only that mean the same: words of SQL without a value, columns, encodings.
_CASELESS = re.compile(
    r"\"\s*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|COMMIT|ROLLBACK|FROM|WHERE|ORDER|VALUES|AND|OR|ON|DO)\b[^'\"]*\""
    r"|\bsql = f\"SELECT|columns: str = \"s\.\*\"|require\(\"[^'\"]*\"|(?:row|_document\(\w+\))\[\"\w+\"\]|\"utf-8\""
)
_COPIED = ("src", "tests", "examples", "docs", "requirements", "pyproject.toml", "README.md")


def mutation_step(seed: int, work: Path) -> Step:
    """Small mistakes are made in the store, in claims, in the gate of drafting and in preferences (mutmut, a sample of all that are possible); the share that the tests of the room notice. A campaign has time for a dozen or two: samples add up over campaigns until the sources change."""
    del work
    done = Step()
    tool = python()
    if tool is None:
        done.figures["mutants"] = "not made: mutmut cannot be installed"
        done.last = True
        return done
    now = stamp()
    # the room of which least is known
    name = min(MUTATED, key=lambda name: len(_tried(_home(name))))
    home = _home(name)
    if not _is_of_now(home):
        _prepare(home, now, *MUTATED[name])
    codes = _codes(home)
    if not codes:  # an argument that names nothing: only made, none run
        if _mutmut(tool, home, "no such mutant") == _OVER:
            done.left = f"{name}: the making of mutants"
            return done
        codes = _codes(home)
    left = [mutant for mutant, code in codes.items() if code is None]
    luck = random.Random(f"{now} {seed}")  # noqa: S311 - another sample of other sources
    chosen = luck.sample(left, min(_AT_ONCE, len(left)))
    done.last = not chosen
    if chosen:
        output = _mutmut(tool, home, *chosen)
        codes = _codes(home)
        done.left = f"{name}: mutants of step {seed + 1}" if output == _OVER else ""
        if not done.left and all(codes[mutant] is None for mutant in chosen):
            done.fail(f"{name}: mutmut did nothing: {output[-800:]}")
    tried = _tried(home)
    survivors = sorted(mutant for mutant, code in tried.items() if code in (0, 5, 33))
    same = [mutant for mutant in survivors if _means_the_same(tool, home, mutant)]
    if counted := len(tried) - len(same):
        killed = len(tried) - len(survivors)
        share = 100 * killed / counted
        told = f"{share:.1f} ({killed} of {counted} tried, {len(codes):,} possible)"
        if same:
            told += f"; {len(same)} left out, as SQL and encodings know no case"
        (home / "told").write_text(told)
        left_alive = [mutant for mutant in survivors if mutant not in same]
        (home / "survivors.txt").write_text("\n".join(left_alive) + "\n")
        if counted >= 100 and share < KILLED:
            done.fail(
                f"{name}: only {share:.0f} % of {counted} mutants are killed; see {home.relative_to(ROOT)}/survivors.txt"
            )
    for each in MUTATED:
        known = _is_of_now(_home(each)) and (_home(each) / "told").exists()
        done.figures[f"{each}: mutants killed, percent"] = (
            (_home(each) / "told").read_text() if known else "none tried of these sources"
        )
    return done


def _home(name: str) -> Path:
    return STATE / "mutants" / name.replace(" ", "-")


def _tried(home: Path) -> dict[str, int]:
    """Return the exit code of the tests by mutant that was tried; nothing of other sources."""
    codes = _codes(home) if _is_of_now(home) else {}
    return {mutant: code for mutant, code in codes.items() if code is not None}


def _prepare(home: Path, made_of: str, files: tuple[str, ...], tests: tuple[str, ...]) -> None:
    """Copy what is needed, with mutmut's settings; the stamp last, so that half a copy counts for none."""
    shutil.rmtree(home, ignore_errors=True)
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
    (home / "stamp").write_text(made_of, encoding="utf-8")


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
