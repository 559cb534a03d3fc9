"""One page for every published conflict and every teaching conflict, written from its model file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
CONCEPTS = ("NASH", "SEQ", "SMR", "GMR")
KINDS = {
    "classic": (
        "Published conflicts",
        "Models of conflicts and games that others published, with where they are from, what was read there and what "
        "was only computed here. How each was verified: [published conflicts](../reference/published.md).",
    ),
    "teaching": (
        "Teaching set",
        "Small invented conflicts, one for each notion: the story, the answer worked by hand, an exercise with its "
        "solution. Every figure on these pages is checked by a test.",
    ),
}


def pages() -> dict[str, str]:
    """Return the pages by file name."""
    found = {}
    for kind, (title, intro) in KINDS.items():
        paths = sorted((EXAMPLES / kind).glob("*.yaml"))
        rows = []
        for path in paths:
            conflict, page = _page(path)
            found[f"{kind}-{path.stem}.md"] = page
            told = conflict.context[0] if kind == "teaching" else {}
            about = told.get("notion", conflict.title) if isinstance(told, dict) else conflict.title
            rows.append(f"| [`{path.stem}`]({kind}-{path.stem}.md) | {about} |")
        names = "\n".join(f"{kind}-{path.stem}" for path in paths)
        found[f"{kind}.md"] = (
            f"# {title}\n\n{intro}\n\n`detente examples NAME -o FILE` copies one.\n\n| name | about |\n|---|---|\n"
            + "\n".join(rows)
            + f"\n\n```{{toctree}}\n:hidden:\n\n{names}\n```\n"
        )
    return found


def _page(path: Path) -> tuple[Any, str]:
    from detente.api import load

    conflict = load(path)
    lines = [f"# {conflict.title}", ""]
    for item in conflict.context:
        if isinstance(item, dict) and "story" in item:
            lines += [f"**Notion:** {item['notion']}", "", str(item["story"]), ""]
    if conflict.citation:
        lines += [f"**Source:** {_line(conflict.citation)}", ""]
    if conflict.notes:
        lines += [_line(conflict.notes), ""]
    lines += [
        "## Model",
        "",
        "| decision maker | option | what it is | direction |",
        "|---|---|---|---|",
    ]
    names = {dm.id: dm.name for dm in conflict.decision_makers}
    lines += [
        f"| {names[o.owner]} (`{o.owner}`) | `{o.id}` | {o.name} | {o.direction.value} |"
        for o in conflict.options
    ]
    lines += ["", *(_rules(conflict)), *(_preferences(conflict))]
    if conflict.status_quo is not None:
        lines += [
            f"Status quo: `{conflict.status_quo}`, {conflict.describe(conflict.status_quo)}.",
            "",
        ]
    solution = conflict.solve(CONCEPTS)
    lines += ["## Equilibria", "", "| concept | computed | in print |", "|---|---|---|"]
    for concept in CONCEPTS:
        computed = list(solution.equilibria[concept])
        printed = conflict.published.get(concept)
        lines.append(
            f"| {concept} | {_states(computed)} | {'–' if printed is None else _states(printed)} |"
        )
    lines.append("")
    for item in conflict.context:
        if isinstance(item, dict) and "story" in item:
            lines += _taught(item)
    lines += [
        "## Try it",
        "",
        "```console",
        f"$ detente examples {path.stem} -o {path.stem}.yaml",
        f"$ detente solve {path.stem}.yaml",
        "```",
        "",
    ]
    return conflict, "\n".join(lines)


def _taught(item: dict[str, Any]) -> list[str]:
    return [
        *("## By hand", "", str(item["by_hand"]), ""),
        *("## Exercise", "", str(item["exercise"]), ""),
        *("```{admonition} Solution", ":class: dropdown", "", str(item["solution"]), "```", ""),
    ]


def _rules(conflict: Any) -> list[str]:
    if not conflict.infeasible:
        return []
    lines = ["Not feasible:", ""]
    for rule in conflict.infeasible:
        what = rule.pattern if rule.pattern is not None else rule.when
        why = f", since {rule.why}" if rule.why else ""
        lines.append(f"- `{what}`{why}")
    return [*lines, ""]


def _preferences(conflict: Any) -> list[str]:
    from detente.model.writing import to_json

    lines = ["Preferences, most important (or best) first:", ""]
    for dm, given in to_json(conflict)["preferences"].items():
        lines.append(f"- `{dm}`: {_preference(given)}")
    return [*lines, ""]


def _preference(given: Any) -> str:
    if isinstance(given, list):
        return "; ".join(f"`{each['that'] if isinstance(each, dict) else each}`" for each in given)
    if "ranking" in given:
        groups = [[each] if isinstance(each, str) else each for each in given["ranking"]]
        return " > ".join(f"`{' = '.join(group)}`" for group in groups)
    return ", ".join(f"`{option}` {weight:+d}" for option, weight in given["weights"].items())


def _states(states: Any) -> str:
    shown = [f"`{state}`" for state in list(states)[:12]]
    return (", ".join(shown) or "none") + (
        f" and {len(states) - 12} more" if len(states) > 12 else ""
    )


def _line(text: str) -> str:
    return " ".join(text.split())
