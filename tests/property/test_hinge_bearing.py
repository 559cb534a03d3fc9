"""What a hinge stands on, against the literal definition: take the element out, look for the hinge."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from click.testing import CliRunner
from hypothesis import given, settings

import detente
from building import conflict_of
from detente.analysis.hinge_bearing import held_up_by
from detente.analysis.hinges import Hinge, hinges
from detente.cli.hinge import command
from detente.errors import DetenteError
from detente.model.conflict import Conflict, Evidence, Ranking, Statements
from detente.model.writing import to_yaml
from strategies import conflicts

#: B arms whatever A does; A answers trade with trade. Two of A's wishes rest on the same words.
MODEL = conflict_of(
    {"trade": "A", "buy": "B", "arm": "B"},
    {"A": ["trade IF buy", "!trade IF arm"], "B": ["buy IF trade", "!arm"]},
    status_quo="NNN",
)


def cited(conflict: Conflict) -> Conflict:
    words = Evidence(id="e1", document="d.txt", start=0, end=5, quote="words", layer="quoted")
    stated = conflict.preferences["A"]
    assert isinstance(stated, Statements)
    items = tuple(replace(item, evidence=("e1",)) for item in stated.items)
    return replace(
        conflict,
        evidence={"e1": words},
        preferences={**conflict.preferences, "A": Statements(items)},
    )


def turns(hinge: Hinge | None) -> set[tuple[str, str]]:
    if hinge is None:
        return set()
    before, after = set(hinge.starts_before), set(hinge.starts_after)
    found = {("starts", s) for s in after - before} | {("stops", s) for s in before - after}
    for concept, change in hinge.changes.items():
        found |= {(f"{concept} gained", s) for s in change.gained}
        found |= {(f"{concept} lost", s) for s in change.lost}
    return found


def key(hinge: Hinge) -> tuple[str, str, str]:
    return hinge.kind, hinge.element, hinge.change


def literal(conflict: Conflict, hinge: Hinge) -> dict[str, set[tuple[str, str]]]:
    """Return what falls of a hinge, by the element taken out of the model."""
    smaller = {}
    for party, stated in conflict.preferences.items():
        for place, item in enumerate(stated.items if isinstance(stated, Statements) else ()):
            rest = Statements(stated.items[:place] + stated.items[place + 1 :])
            preferences = {**conflict.preferences, party: rest}
            smaller[f"{party}: {item.that}"] = replace(conflict, preferences=preferences)
    if not any(isinstance(stated, Ranking) for stated in conflict.preferences.values()):
        for place, rule in enumerate(conflict.infeasible):
            rules = conflict.infeasible[:place] + conflict.infeasible[place + 1 :]
            name = str(rule.when if rule.when is not None else rule.pattern)
            smaller[name] = replace(conflict, infeasible=rules)
    fallen = {}
    for name, changed in smaller.items():
        partner = f"swap with next ({name.partition(': ')[2]})" == hinge.change
        if name == hinge.element or (
            partner and name.partition(": ")[0] == hinge.party and hinge.kind == "preference"
        ):
            continue
        try:
            found = {key(other): other for other in hinges(changed)}
        except DetenteError:
            continue
        lost = turns(hinge) - turns(found.get(key(hinge)))
        if lost:
            fallen[name] = lost
    return fallen


def agree(conflict: Conflict, most: int) -> int:
    found = hinges(conflict)[:most]
    supports = held_up_by(conflict, found)
    for hinge, support in zip(found, supports, strict=True):
        single = {s.element: set(s.fallen) for s in support if s.kind != "evidence"}
        assert single == literal(conflict, hinge)
        for each in support:
            assert set(each.left) | set(each.fallen) == turns(hinge)
            assert not set(each.left) & set(each.fallen)
        weights = [each.weight for each in support]
        assert weights == sorted(weights, reverse=True)
    return sum(map(len, supports))


def test_a_hinge_stands_on_what_it_falls_without() -> None:
    assert agree(MODEL, 40) > 10


@settings(max_examples=25, deadline=None)
@given(conflicts(max_options=3, max_dms=2))
def test_on_any_model(conflict: Conflict) -> None:
    names = Counter(
        f"{party}: {item.that}"
        for party, stated in conflict.preferences.items()
        if isinstance(stated, Statements)
        for item in stated.items
    ) + Counter(str(r.when if r.when is not None else r.pattern) for r in conflict.infeasible)
    if max(names.values(), default=0) > 1:  # elements of one name are not told apart by name
        return
    agree(conflict, 3)


def test_words_take_all_that_rests_on_them_alone() -> None:
    model = cited(MODEL)
    found = hinges(model)
    supports = held_up_by(model, found)
    by_words = [s for each in supports for s in each if s.kind == "evidence"]
    assert by_words
    for support in by_words:
        assert (support.element, support.rests_on) == ("e1", "quoted words")
        assert support.removed == ("A: trade IF buy", "A: !trade IF arm")
    for hinge, each in zip(found, supports, strict=True):
        if hinge.party == "A" and hinge.kind == "preference":
            assert all(s.kind != "evidence" for s in each)


def test_the_command_says_what_holds_a_hinge_up(tmp_path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(to_yaml(MODEL))
    shown = CliRunner().invoke(command, [str(path), "--why"])
    assert shown.exit_code == 0, shown.output
    assert "held up by:" in shown.output
    assert "without it, it turns" in shown.output
    data = json.loads(CliRunner().invoke(command, [str(path), "--why", "--json"]).output)
    first = data["hinges"][0]["held_up_by"]
    expected = held_up_by(MODEL, hinges(MODEL)[:1])[0]
    assert [each["element"] for each in first] == [each.element for each in expected]
    assert [each["still_turns"] for each in first] == [bool(each.left) for each in expected]
    assert "held_up_by" not in data["hinges"][-1] or len(data["hinges"]) <= 5


def test_python_asks_the_same(tmp_path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(to_yaml(MODEL))
    model = detente.load(path)
    found = model.hinges()[:2]
    assert model.held_up_by(found) == held_up_by(model, found)
