"""Decisions about statements reach the model, and a redraft keeps what the analyst changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_dossier_commands import detente

from detente.model.files import load
from detente.model.three_way import three_way
from detente.store import Dossier
from detente.web.workspace import opened

TEXT = """Border dispute deepens

Brazil's foreign minister said on Monday that Brazil would close its border with Peru if Peru expels the
miners. "Peru must lift the ban on Brazilian beef," she said. Peru's president said that Peru would lift
the ban on Brazilian beef if Brazil withdraws its patrols from the river. He said Peru would never hand
over the archive. Brazil threatened to cut off power to Peru.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT.replace("the\nm", "the m"), encoding="utf-8")
    path = tmp_path / "case.dossier"
    detente("dossier", "create", path)
    detente("dossier", "add", path, tmp_path / "a.txt")
    detente("dossier", "model", path, "draft")
    return path


def named(case: Path, words: str) -> str:
    """Return the id of the statement that has some words."""
    with Dossier.open(case) as dossier:
        return next(
            entry.statement.id
            for entry in dossier.statements(status="all")
            if words in entry.statement.span.text
        )


def model(case: Path) -> dict[str, Any]:
    with opened(case) as room:
        found: dict[str, Any] = room.model_json(room.current())["model"]
        return found


def preferences(case: Path, party: str) -> list[str]:
    return [item["that"] for item in model(case)["preferences"][party]]


def behind(case: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(detente("dossier", "model", case, "diff", "--json"))
    return found


def test_a_fresh_draft_is_up_to_date_and_knows_what_it_rests_on(case: Path) -> None:
    found = behind(case)
    assert not found["outdated"]
    assert len(found["statements"]) >= 3
    assert "up to date" in detente("dossier", "model", case, "diff")


def test_a_corrected_act_turns_the_condition_and_the_model_round(case: Path) -> None:
    name = named(case, "would close its border")
    assert "!close_border" in preferences(case, "PER")
    detente("dossier", "correct", case, name, "act=OFFER")
    with Dossier.open(case) as dossier:
        said = dossier.statement(name).statement
    assert said.conditions[0].kind == "offer"
    assert said.events[said.conditions[0].consequent or 0].force == "offer"
    before = model(case)
    found = behind(case)
    assert found["outdated"]
    assert {"kind": "preferences", "change": "came", "text": "PER: close_border"} in found[
        "changes"
    ]
    assert model(case) == before  # shown, not done
    detente("dossier", "model", case, "draft")
    assert "close_border" in preferences(case, "PER")
    assert "expel_miners" in preferences(case, "BRA")
    detente("dossier", "undo", case)
    assert behind(case)["outdated"]
    detente("dossier", "model", case, "draft")
    assert "!close_border" in preferences(case, "PER")


def test_a_corrected_condition_kind_is_followed_by_the_act(case: Path) -> None:
    name = named(case, "would close its border")
    with Dossier.open(case) as dossier:
        condition = dossier.statement(name).statement.conditions[0].to_json() | {"kind": "offer"}
        dossier.correct(name, conditions=[condition])
        said = dossier.statement(name).statement
    assert said.act == "OFFER"
    assert (said.conditions[0].antecedent, said.conditions[0].consequent) != (None, None)
    detente("dossier", "model", case, "draft")
    assert "close_border" in preferences(case, "PER")


def test_a_corrected_addressee_owes_what_was_asked(case: Path) -> None:
    name = named(case, "must lift the ban")
    detente("dossier", "correct", case, name, "targets=CHL")
    with Dossier.open(case) as dossier:
        said = dossier.statement(name).statement
    assert {event.agent for event in said.events if event.force == "demand"} == {"CHL"}


def test_a_corrected_speaker_and_act_bring_an_option_of_that_party(case: Path) -> None:
    name = named(case, "would never")
    detente("dossier", "correct", case, name, "speaker=PER", "act=REJECT", "targets=BRA")
    detente("dossier", "model", case, "draft")
    owners = {option["id"]: option["owner"] for option in model(case)["options"]}
    assert owners["hand_over_archive"] == "PER"
    assert "!hand_over_archive" in preferences(case, "PER")
    detente("dossier", "correct", case, name, "act=COMMIT")
    detente("dossier", "model", case, "draft")
    assert "hand_over_archive" in preferences(case, "PER")
    detente("dossier", "correct", case, name, "negated=true")
    detente("dossier", "model", case, "draft")
    assert "!hand_over_archive" in preferences(case, "PER")


def test_a_statement_that_the_analyst_adds_can_carry_an_option(case: Path) -> None:
    detente("dossier", "reject", case, named(case, "would never"))
    detente("dossier", "add-statement", case, "a", "Peru would never hand\nover the archive", "speaker=PER",
            "act=REJECT", "targets=BRA")  # fmt: skip
    detente("dossier", "model", case, "draft")
    assert "!hand_over_archive" in preferences(case, "PER")


def test_a_split_leaves_each_piece_its_own_events(case: Path) -> None:
    name = named(case, "would close its border")
    with Dossier.open(case) as dossier:
        pieces = ["Brazil would close its border with Peru", "Peru expels the miners"]
        dossier.split(name, pieces)
        found = [e.statement for e in dossier.statements() if e.statement.span.text in pieces]
    assert len(found) == 2
    for piece in found:
        assert piece.events
        assert all(event.phrase.text in piece.span.text for event in piece.events)


def test_a_rejected_statement_carries_nothing_and_no_report_cites_it(
    case: Path, tmp_path: Path
) -> None:
    name = named(case, "cut off power")
    report = tmp_path / "report.md"
    detente("report", case, "-o", report)
    assert "cut off power to Peru" in report.read_text("utf-8")
    detente("dossier", "reject", case, name)
    found = behind(case)
    assert found["outdated"]
    assert {row["statement"] for row in found["rejected"]} == {name}
    # The model is as it was; the report cites the rejected words no longer.
    detente("report", case, "-o", report, "--force")
    assert "Brazil threatened" not in report.read_text("utf-8")
    detente("dossier", "model", case, "draft")
    assert "cut_off_power" not in [option["id"] for option in model(case)["options"]]
    assert not behind(case)["outdated"]


def test_a_redraft_keeps_the_analysts_edits_and_lists_conflicts(case: Path, tmp_path: Path) -> None:
    edits = [
        {"op": "rename", "what": "option", "id": "expel_miners", "name": "Send the miners home"},
        {"op": "add_option", "id": "summit", "name": "Call a summit", "owner": "PER"},
        {"op": "rename", "what": "option", "id": "cut_off_power", "name": "Switch off the power"},
        {"op": "remove_option", "id": "withdraw_patrols_river"},
        {"op": "set_attitude", "of": "BRA", "to": "PER", "attitude": "-"},
    ]
    (tmp_path / "edits.json").write_text(json.dumps(edits), encoding="utf-8")
    detente("dossier", "model", case, "edit", tmp_path / "edits.json")
    assert not behind(case)["outdated"]
    name = named(case, "would never")
    detente("dossier", "correct", case, name, "speaker=PER", "act=REJECT", "targets=BRA")
    detente("dossier", "reject", case, named(case, "cut off power"))
    found = behind(case)
    assert [row["element"] for row in found["conflicts"]] == ["option “Switch off the power”"]
    detente("dossier", "model", case, "draft")
    now = model(case)
    names = {option["id"]: option for option in now["options"]}
    assert names["expel_miners"]["name"] == "Send the miners home"
    assert {"summit", "hand_over_archive"} <= set(names)
    assert "withdraw_patrols_river" not in names
    assert now["attitudes"]["BRA"]["PER"] == "-"
    assert "evidence" not in names["cut_off_power"]  # kept as the analyst's, carried by nothing
    assert names["cut_off_power"]["assumption"]
    assert not behind(case)["rejected"]


def test_a_model_taken_over_from_another_analyst_can_be_redrafted(
    case: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.dossier"
    detente("dossier", "create", mine)
    detente("dossier", "merge-dossiers", mine, case)
    detente("dossier", "reject", mine, named(mine, "cut off power"))
    detente("dossier", "model", mine, "draft")
    assert "cut_off_power" not in [option["id"] for option in model(mine)["options"]]


def test_a_draft_of_an_earlier_version_of_the_program_is_one_too(case: Path) -> None:
    with Dossier.open(case) as dossier:
        dossier.database.run("DELETE FROM drafts")
    detente("dossier", "reject", case, named(case, "cut off power"))
    detente("dossier", "model", case, "draft")
    assert "cut_off_power" not in [option["id"] for option in model(case)["options"]]


def test_why_and_what_it_turns_on_cite_no_rejected_statement(case: Path) -> None:
    detente("dossier", "reject", case, named(case, "cut off power"))
    with opened(case) as room:
        assert all("cut off power" not in item.quote for item in room.conflict().evidence.values())
        assert any("cut off power" in i["quote"] for i in model(case)["evidence"].values())


def test_a_model_of_ones_own_is_not_overwritten_by_a_draft(case: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "detente: 1\ntitle: Mine\ndecision_makers: [{id: BRA, name: Brazil}, {id: PER, name: Peru}]\n"
        "options: [{id: talk, name: Talk, owner: PER}]\n"
        "preferences: {BRA: {ranking: [Y, N]}, PER: [{that: talk}]}\nstatus_quo: N\n",
        encoding="utf-8",
    )
    path = tmp_path / "other.dossier"
    detente("dossier", "create", path)
    detente("dossier", "add", path, tmp_path / "a.txt")
    detente("dossier", "model", path, "save", own)
    detente("dossier", "model", path, "draft")
    found = model(path)
    assert found["title"] == "Mine"
    assert "talk" in [option["id"] for option in found["options"]]


def test_three_versions_merge_by_who_changed_what(tmp_path: Path) -> None:
    from detente.model.writing import to_json

    def made(options: str, wishes: str, quo: str) -> dict[str, Any]:
        path = tmp_path / "m.yaml"
        path.write_text(
            f"{{detente: 1, title: T, decision_makers: [{{id: A}}], options: [{options}],"
            f" preferences: {{A: [{wishes}]}}, status_quo: {quo}}}",
            encoding="utf-8",
        )
        return to_json(load(str(path)))

    one, two, three = (f"{{id: {name}, owner: A}}" for name in "abc")
    old = made(f"{one}, {two}", "{that: a}, {that: b}", "NN")
    mine = made(f"{two}, {one}", "{that: b}, {that: a}", "YN")  # reordered; b is done today
    new = made(f"{one}, {two}, {three}", "{that: a}, {that: b}, {that: c}", "YNN")
    merged = three_way(old, mine, new)
    assert [option["id"] for option in merged.data["options"]] == ["b", "c", "a"]
    assert [item["that"] for item in merged.data["preferences"]["A"]] == ["b", "c", "a"]
    assert merged.data["status_quo"] == "YNY"
    assert not merged.conflicts
    assert three_way(old, old, new).data == new
    assert three_way(old, mine, old).data == mine
