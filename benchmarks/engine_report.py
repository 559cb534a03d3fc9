"""Writes the tables and the growth plot of benchmarks/README.md from the results of benchmarks/run."""

from __future__ import annotations

import math
from pathlib import Path

INTRODUCTION = """# Benchmarks of the engines

`benchmarks/run` reruns everything below in under 15 minutes and rewrites this page, `engine_results.json` and
the plot. Other scripts in this folder measure other things (each says what it does with `--help`).

**Method.** Random games of `engine_models.py`: each party owns neighbouring options and has 10 statements. *Sparse*:
each statement mentions 1 to 4 options of anybody. *Dense*: all options are dealt over each party's statements, so that
nothing can be left out. Every case runs in a process of its own; times are medians of up to three repeats and
include the truth of the statements and the counting of equilibria. **L** is reading an int16 rank array once per party
(2^26 states, measured in the same process, best of seven), scaled to the size. Memory is the peak of the process (VmHWM),
the interpreter included, and includes nothing of the measurement of L.
"""

TARGETS = """
## Targets

{rows}

The targets are those set for this engine: ratios to L, wall time on two quiet processors. The CPU ratio counts the time of
all threads; on a busy machine it is the fairer figure, on a quiet one wall time is about half of it for the threaded
engines.
"""


def write(readme: Path, facts: dict, results: dict) -> None:
    """Rewrite the page and its plot."""
    parts = [INTRODUCTION, _machine(facts)]
    parts.append(TARGETS.format(rows=_targets(results)))
    parts.append("\n## Enumerating engines\n\n" + _enumerating(results))
    (readme.parent / "engine_growth.svg").write_text(_plot(results))
    parts.append(
        "\n## Growth\n\nTime per state, NASH to SSEQ by folds (two one-way options, sparse) and SEQ by slices "
        "(4 infeasible patterns), 4 parties; medians over five models. Sparse models leave out more options the "
        "larger they are, so their time per state falls.\n\n![Time per state](engine_growth.svg)\n\n"
        + _growth(results)
    )
    parts.append("\n## Symbolic engine and answer sets\n\n" + _symbolic(results))
    parts.append("\n## Attitudes: all 19,683 profiles, four concepts, three parties\n\n" + _simple(
        ["options", "states", "wall s", "CPU s", "peak MB"],
        [[a[0], 2 ** a[0], r.get("wall"), r.get("cpu"), r.get("memory")] for a, r in results["attitudes"]],
    ))  # fmt: skip
    parts.append("\n## `detente sweep`: RNASH and RSEQ, three parties, with what starts from today\n\n" + _simple(
        ["states", "varied", "profiles", "profile by profile, CPU s", "by tables, wall s", "CPU s"],
        [[2 ** a[0], a[1], r.get("profiles"), r.get("bitsets"), r.get("wall"), r.get("cpu")]
         for a, r in results.get("sweeps", [])],
    ))  # fmt: skip
    parts.append("\n## pygambit, pure NASH, two parties\n\n" + _simple(
        ["options", "folds s", "pygambit s", "pygambit, building the game s", "equilibria"],
        [[a[0], r.get("wall"), r.get("gambit"), r.get("gambit_build"), r.get("equilibria")]
         for a, r in results["gambit"]],
    ))  # fmt: skip
    parts.append(
        "\nBoth give the same number of equilibria. pygambit needs the payoff tables; folds start from "
        "statements and are timed with building the scores.\n"
    )
    parts.append("\n## Whole processes\n\n" + _simple(
        ["what", "`detente --version` s", "`detente solve` s", "above s", "CPU above s"],
        [[a[0], r.get("start"), r.get("wall"), r.get("above"), r.get("cpu_above")]
         for a, r in results["whole"]],
    ))  # fmt: skip
    literal = results["literal"][0][1]
    if "times" in literal:
        parts.append(
            f"\nThe literal definitions of the tests need {literal['literal']:.1f} s of CPU for five "
            f"concepts on {literal['states']:,} states of 3 parties; the engines "
            f"{literal['cpu'] * 1000:.1f} ms: {literal['times']:,.0f} times.\n"
        )
    readme.write_text("".join(parts))


def _machine(facts: dict) -> str:
    return (
        f"\n**Machine.** {facts['processor']}, {facts['processors']} processors, Python "
        f"{facts['python']}; load average during the run {facts['load']:.1f}"
        + (" (**busy**: wall times are too long, CPU times are nearer the truth)" if
           facts["load"] > facts["processors"] + 0.5 else "")
        + f"; {facts['minutes']:.1f} minutes in all.\n"
    )  # fmt: skip


def _number(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
    if isinstance(value, int):
        return f"{value:,}" if value < 10**15 else f"{value:.3g}"
    return str(value)


def _simple(head: list[str], rows: list[list]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_number(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _find(results: dict, kind: str, options: int, concepts: str, **more: object) -> dict:
    for arguments, result in results.get(kind, []):
        if arguments[0] == options and arguments[2] == concepts:
            held = {"infeasible": 0, "dense": False, "one_way": 0, **arguments[3]}
            if all(held[name] == value for name, value in more.items()):
                return result
    return {}


def _targets(results: dict) -> str:
    def ratio(result: dict) -> tuple:
        return result.get("ratio"), result.get("cpu_ratio")

    rows = []
    for words, target, result in (
        ("NASH, 2^26 × 4, sparse", "≤ 3 L", _find(results, "bitsliced", 26, "NASH", dense=False)),
        ("NASH, 2^26 × 4, dense", "≤ 3 L", _find(results, "bitsliced", 26, "NASH", dense=True)),
        ("NASH+GMR+SMR, 2^26 × 4, sparse", "≤ 10 L", _find(results, "bitsliced", 26, "NASH GMR SMR", dense=False)),
        ("NASH+GMR+SMR, 2^26 × 4, dense", "≤ 10 L", _find(results, "bitsliced", 26, "NASH GMR SMR", dense=True)),
        ("GMR+SMR, 4 patterns, 2^24 × 4, sparse", "≤ 100 L", _find(results, "slices", 24, "GMR SMR", infeasible=4, dense=False)),
        ("GMR+SMR, 4 patterns, 2^24 × 4, dense", "≤ 100 L", _find(results, "slices", 24, "GMR SMR", infeasible=4, dense=True)),
        ("SEQ, 2^24 × 4, sparse", "≤ 300 L", _find(results, "slices", 24, "SEQ", infeasible=0, dense=False)),
        ("SEQ, 2^24 × 4, dense", "≤ 300 L", _find(results, "slices", 24, "SEQ", infeasible=0, dense=True)),
        ("SSEQ, 2^24 × 4, sparse", "≤ 600 L", _find(results, "slices", 24, "SSEQ", infeasible=0, dense=False)),
        ("SSEQ, 2^24 × 4, dense", "≤ 600 L", _find(results, "slices", 24, "SSEQ", infeasible=0, dense=True)),
    ):  # fmt: skip
        rows.append([words, target, *ratio(result)])
    return _simple(["what", "target", "wall / L", "CPU / L"], rows)


def _enumerating(results: dict) -> str:
    rows = []
    for kind in ("bitsliced", "slices"):
        for (options, players, concepts, more), r in results.get(kind, []):
            rows.append(
                [
                    kind,
                    f"2^{options} × {players}",
                    concepts.replace(" ", "+"),
                    "dense" if more.get("dense") else "sparse",
                    more.get("infeasible", 0),
                    r.get("error") or r.get("wall"),
                    r.get("cpu"),
                    r.get("ratio"),
                    r.get("cpu_ratio"),
                    r.get("memory"),
                ]
            )
    head = ["engine", "states × parties", "concepts", "statements", "patterns", "wall s", "CPU s",
            "wall / L", "CPU / L", "peak MB"]  # fmt: skip
    return _simple(head, rows)


def _curves(results: dict) -> dict[str, list[tuple[int, float]]]:
    return {
        name: [
            (arguments[0], r["cpu"] / 2 ** arguments[0] * 1e9)
            for arguments, r in results.get(kind, [])
            if "cpu" in r
        ]
        for name, kind in (
            ("slices, SEQ, sparse", "growth"),
            ("slices, SEQ, dense", "growth_dense"),
            ("folds, five concepts", "fold_growth"),
        )
    }


def _growth(results: dict) -> str:
    rows = [
        [name, f"2^{options}", nanoseconds]
        for name, points in _curves(results).items()
        for options, nanoseconds in points
    ]
    return _simple(["engine", "states", "CPU ns per state"], rows)


def _symbolic(results: dict) -> str:
    rows = []
    for (options, players, concept, more), r in results.get("symbolic", []):
        count = r.get("equilibria", [None])[0]
        words = f"{options} options, {players} parties" + (
            f", {more['one_way']} one-way" if more.get("one_way") else ""
        )
        rows.append(
            ["diagrams", words, more.get("statements", 10), concept, r.get("error") or r.get("wall"),
             r.get("cpu"), count]
        )  # fmt: skip
    for (options, players, statements), r in results.get("answers", []):
        rows.append(
            ["answer sets", f"{options} options, {players} parties", statements,
             "NASH, the first", r.get("error") or r.get("wall"), r.get("cpu"), r.get("found")]
        )  # fmt: skip
    head = ["by", "model", "statements", "concept", "wall s", "CPU s", "equilibria"]
    return _simple(head, rows) + (
        "\nDiagrams by oxidd, variables ordered by coupling (FORCE); answer sets by clingo. An error is what the command prints: never a partial answer. Other libraries on the same formulas: `solvers.md`.\n"
    )


def _plot(results: dict) -> str:
    """Draw time per state against size, both logarithmic."""
    curves = {name: points for name, points in _curves(results).items() if points}
    width, height, left, bottom = 640, 320, 60, 40
    every = [point for points in curves.values() for point in points] or [(10, 1.0)]
    low, high = min(x for x, _ in every), max(x for x, _ in every) + 1
    floor = math.floor(math.log10(min(y for _, y in every)))
    top = math.ceil(math.log10(max(y for _, y in every))) or 1

    def place(x: float, y: float) -> tuple[float, float]:
        across = left + (x - low) / (high - low) * (width - left - 150)
        up = (math.log10(y) - floor) / max(top - floor, 1)
        return across, height - bottom - up * (height - bottom - 20)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="sans-serif" font-size="12">',
        "<title>CPU nanoseconds per state against the number of states</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for power in range(floor, top + 1):
        _, y = place(low, 10.0**power)
        lines.append(f'<path d="M{left} {y:.1f}H{width - 150}" stroke="#ddd"/>')
        lines.append(
            f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} ns</text>'
        )
    for options in range(low, high, 2):
        x, _ = place(options, 10.0**floor)
        lines.append(f'<text x="{x:.1f}" y="{height - 18}" text-anchor="middle">2^{options}</text>')
    marks = (
        ("#0b5fa5", ""),
        ("#3d7a1f", ' stroke-dasharray="2 3"'),
        ("#a5460b", ' stroke-dasharray="6 3"'),
    )
    for (name, points), (colour, dash) in zip(curves.items(), marks, strict=False):
        spots = [place(*point) for point in points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        lines.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        x, y = spots[-1]
        lines.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"
