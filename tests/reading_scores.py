"""Measures of the reader, written for the project: spans, speakers, acts, layers, conditions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from reading_passages import load_passages

_EDGES = " \t\n.,;:!?\"'“”‘’«»„…—-"
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "its",
        "his",
        "her",
        "he",
        "she",
        "it",
        "some",
        "one",
        "two",
        "most",
        "minister",
        "president",
    ]
)


def load(path: Path) -> dict[str, dict[str, Any]]:
    """Load annotated documents by id."""
    if path.suffix == ".txt":
        return {document["id"]: document for document in load_passages(path)}
    data = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for document in data if isinstance(data, list) else [data]:
        if "text" not in document:
            text = (path.parent / document["text_file"]).read_text(encoding="utf-8")
            document = document | {"text": text}
        found[document["id"]] = document
    return found


def score(
    predicted: dict[str, dict[str, Any]],
    gold: dict[str, dict[str, Any]],
    errors: list[tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """Return the measures; ``errors`` collects (kind, example)."""
    log = errors if errors is not None else []
    tallies = {name: [0, 0, 0] for name in ("quote_exact", "reported", "condition", "target")}
    right: dict[str, list[bool]] = {name: [] for name in ("speaker", "act", "layer", "via")}
    verbatim: list[bool] = []
    for key, document in gold.items():
        text, own = document["text"], predicted[key]["statements"]
        for statement in own:
            for span in (statement["span"], statement["quote"]):
                if span:
                    verbatim.append(text[span["start"] : span["end"]] == span["text"])
        matched = []
        for measure, chosen, field, least in (
            (
                "quote_exact",
                lambda s: s["layer"] == "quoted" and bool(s.get("quote")),
                "quote",
                1.0,
            ),
            ("reported", lambda s: s["layer"] in ("reported", "interpreted"), "span", 0.5),
        ):
            p, g = [s for s in own if chosen(s)], [s for s in document["statements"] if chosen(s)]
            pairs = _pair(p, g, _by_overlap(text, field, least))
            matched += pairs
            _count(tallies[measure], len(pairs), len(p), len(g))
            log += [(f"extra {measure}", _short(p, key)) for p in _left(p, [a for a, _ in pairs])]
            log += [(f"missed {measure}", _short(g, key)) for g in _left(g, [b for _, b in pairs])]
        for p, g in matched:
            checks = {
                "speaker": _same(p["speaker"], g["speaker"]),
                "act": p["act"] in g["acts"],
                "layer": p["layer"] == g["layer"],
                "via": _same(p["via"], g["via"]),
            }
            for name, ok in checks.items():
                right[name].append(ok)
                if not ok:
                    log.append((f"wrong {name}", f"{p[name]} for {_short(g, key)}"))
            aims = _pair(p["targets"], g["targets"], lambda a, b: float(_same(a, b)))
            _count(tallies["target"], len(aims), len(p["targets"]), len(g["targets"]))
            if len(aims) < max(len(p["targets"]), len(g["targets"])):
                log.append(("wrong target", f"{p['targets']} for {_short(g, key)}"))
        p = [c for s in own for c in s["conditions"]]
        g = [c for s in document["statements"] for c in s.get("conditions", [])]
        pairs = _pair(p, g, partial(_both, text))
        _count(tallies["condition"], len(pairs), len(p), len(g))
        log += [
            ("extra condition", c["condition"]["text"]) for c in _left(p, [a for a, _ in pairs])
        ]
        log += [
            ("missed condition", c["condition"]["text"]) for c in _left(g, [b for _, b in pairs])
        ]
    result: dict[str, Any] = {name: _f1(*tally) for name, tally in tallies.items()}
    result |= {name: sum(values) / len(values) if values else 0.0 for name, values in right.items()}
    result["verbatim"] = sum(verbatim) / len(verbatim) if verbatim else 0.0
    return result


def judged(own: list[dict[str, Any]], gold: dict[str, Any]) -> list[tuple[float, bool]]:
    """Return the confidence of every predicted statement and whether it is right.

    Right: it matches an annotated statement, and speaker and act are right. The author's own claims
    are left out; annotators agree least on which of them count.
    """
    right = {
        id(a)
        for a, b in paired(own, gold)
        if _same(a["speaker"], b["speaker"]) and a["act"] in b["acts"]
    }
    return [(s["confidence"], id(s) in right) for s in own if s["layer"] != "author"]


def paired(
    own: list[dict[str, Any]], gold: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give each predicted statement that matches an annotated one, with that one."""
    for field, least, layers in (
        ("quote", 1.0, ("quoted",)),
        ("span", 0.5, ("reported", "interpreted")),
    ):
        p = [s for s in own if s["layer"] in layers]
        g = [s for s in gold["statements"] if s["layer"] in layers]
        yield from _pair(p, g, _by_overlap(gold["text"], field, least))


def _trim(text: str, span: dict[str, Any]) -> tuple[int, int]:
    start, end = span["start"], span["end"]
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / max(max(a[1], b[1]) - min(a[0], b[0]), 1)


def _by_overlap(text: str, field: str, least: float) -> Callable[[Any, Any], float]:
    def close(p: Any, g: Any) -> float:
        value = _overlap(_trim(text, p[field]), _trim(text, g[field]))
        return value if value >= least else 0.0

    return close


def _both(text: str, p: Any, g: Any) -> float:
    least = min(
        _overlap(_trim(text, p[part]), _trim(text, g[part]))
        for part in ("condition", "consequence")
    )
    return least if least >= 0.6 else 0.0


def _pair(p: list[Any], g: list[Any], close: Callable[[Any, Any], float]) -> list[tuple[Any, Any]]:
    ranked = sorted(
        ((close(a, b), i, j) for i, a in enumerate(p) for j, b in enumerate(g)), key=lambda x: -x[0]
    )
    used_p: set[int] = set()
    used_g: set[int] = set()
    found = []
    for value, i, j in ranked:
        if value and i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            found.append((p[i], g[j]))
    return found


def _left(everything: list[Any], used: list[Any]) -> list[Any]:
    taken = {id(item) for item in used}
    return [item for item in everything if id(item) not in taken]


def _same(p: Any, g: Any) -> bool:
    if not p or not g:
        return not p and not g
    if p["id"].lower() == g["id"].lower():
        return True
    if len(g["id"]) == 3 and g["id"].isupper():
        return False
    return bool(_words(p) & _words(g))


def _words(actor: Any) -> set[str]:
    parts = (
        actor["id"].replace("-", " "),
        actor.get("name") or "",
        (actor.get("span") or {}).get("text", ""),
    )
    return {word for part in parts for word in part.lower().split()} - _SMALL


def _count(tally: list[int], hit: int, predicted: int, gold: int) -> None:
    for place, value in enumerate((hit, predicted, gold)):
        tally[place] += value


def _f1(hit: int, predicted: int, gold: int) -> dict[str, float]:
    precision, recall = hit / max(predicted, 1), hit / max(gold, 1)
    both = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else 0.0,
        "gold": gold,
        "predicted": predicted,
    }


def _short(statement: Any, key: str) -> str:
    return f"{key}: {statement['span']['text'][:70]!r}"
