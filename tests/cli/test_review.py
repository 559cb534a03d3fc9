"""``detente draft --review``: three questions, answers that are kept, and a model that follows them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from test_dossier_commands import detente

from detente.errors import InputError
from detente.model.files import load

TEXT = (
    "Brazil's foreign minister said on Monday that Brazil would close its border with Peru if Peru expels "
    'the miners. "Peru must lift the ban on Brazilian beef," she said. Peru\'s president said that Peru '
    "would lift the ban on Brazilian beef if Brazil withdraws its patrols from the river. Brazil threatened "
    "to cut off power to Peru.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def review(case: Path, answers: str, *more: str, code: int = 0) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(answers))
        detente(
            "draft", case / "a.txt", "-o", case / "m.yaml", "--force", "--review", *more, code=code
        )
    return load(str(case / "m.yaml"))


def kept(case: Path) -> list[dict[str, Any]]:
    data = json.loads((case / "m.yaml.decisions.json").read_text("utf-8"))
    found: list[dict[str, Any]] = data["answers"]
    return found


def again(case: Path) -> Any:
    """Draft anew, without a review."""
    detente("draft", case / "a.txt", "-o", case / "m.yaml", "--force")
    return load(str(case / "m.yaml"))


def test_enter_three_times_accepts_the_draft_and_records_it(case: Path) -> None:
    detente("draft", case / "a.txt", "-o", case / "plain.yaml")
    made = review(case, "\n\n\n")
    assert made.options == load(str(case / "plain.yaml")).options
    assert {answer["do"] for answer in kept(case)} == {"keep"}
    assert {answer["step"] for answer in kept(case)} == {"party", "option", "first"}
    assert all(answer["at"] and answer["who"] for answer in kept(case))


def test_every_line_is_shown_with_its_words(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["detente", "draft", str(case / "a.txt"), "--review",
                                    "-o", str(case / "m.yaml")])  # fmt: skip
        patch.setattr(sys, "stdin", io.StringIO("\n\n\n"))
        from detente.cli.main import main

        with pytest.raises(SystemExit):
            main()
    shown = capsys.readouterr().err
    for words in ("1 of 3", "2 of 3", "3 of 3", "Brazil (state)", "“Brazil threatened to cut off power to Peru”",
                  "not done today"):  # fmt: skip
        assert words in shown


def test_answers_reach_the_model_and_survive_a_new_draft(case: Path) -> None:
    made = review(
        case,
        "rename 1 Republic of Brazil\n\n"
        "rename 1 Shut the frontier\ntoday 4 yes\nowner 4 Peru\ndrop 5\n\n"
        "first 3\n\n",
    )
    for now in (made, again(case), review(case, "")):
        options = {option.id: option for option in now.options}
        assert next(dm.name for dm in now.decision_makers if dm.id == "BRA") == "Republic of Brazil"
        assert options["close_border"].name == "Shut the frontier"
        assert "cut_off_power" not in options
        moved = options["withdraw_patrols_river"]
        assert moved.owner == "PER"
        assert now.status_quo[list(options).index("withdraw_patrols_river")] == "Y"
        assert str(now.preferences["BRA"].items[0].that) == "lift_ban_brazilian"
    # New words before it change nothing in what was decided about the others.
    (case / "a.txt").write_text("Brazil recalled its envoy from Peru. " + TEXT, encoding="utf-8")
    assert (
        next(o.name for o in again(case).options if o.id == "close_border") == "Shut the frontier"
    )


def test_parties_are_merged_and_dropped(case: Path) -> None:
    (case / "a.txt").write_text(
        TEXT + "The River Guard threatened to attack Peru.\n", encoding="utf-8"
    )
    review(case, "\n\n\n")
    names = [answer["name"] for answer in kept(case) if answer["step"] == "party"]
    guard = next(n for n, name in enumerate(names, start=1) if "Guard" in name)
    (case / "m.yaml.decisions.json").unlink()
    assert not any("attack" in o.id and o.owner == "BRA" for o in again(case).options)
    merged = review(case, f"merge {guard} 1\n\n\n\n")
    assert any("attack" in o.id and o.owner == "BRA" for o in merged.options)
    (case / "m.yaml.decisions.json").unlink()
    dropped = review(case, f"drop {guard}\n\n\n\n")
    assert not any("attack" in o.id for o in dropped.options)


def test_options_are_merged_and_wishes_dropped_and_both_survive_a_new_draft(case: Path) -> None:
    before = review(case, "\n\n\n")
    kept_id, gone = [option.id for option in before.options if option.owner == "BRA"][:2]
    wished = {dm: [str(i.that) for i in p.items] for dm, p in before.preferences.items()}
    places = {option.id: n for n, option in enumerate(before.options, start=1)}
    (case / "m.yaml.decisions.json").unlink()
    made = review(case, f"\nmerge {places[gone]} {places[kept_id]}\n\ndrop 1\n\n")
    for now in (made, again(case)):
        assert [o.id for o in now.options] == [o.id for o in before.options if o.id != gone]
        joined = next(o for o in now.options if o.id == kept_id)
        both = [o.evidence for o in before.options if o.id in (kept_id, gone)]
        assert len(joined.evidence) == len({e for cited in both for e in cited})
        mine = [str(item.that) for item in now.preferences["BRA"].items]
        assert len(mine) < len(wished["BRA"])
    assert [a["do"] for a in kept(case) if a["do"] != "keep"] == ["merge", "drop"]


def test_options_of_two_parties_are_not_merged(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = review(case, "\n\n\n")
    capsys.readouterr()
    (case / "m.yaml.decisions.json").unlink()
    one = next(n for n, o in enumerate(before.options, start=1) if o.owner == "BRA")
    other = next(n for n, o in enumerate(before.options, start=1) if o.owner == "PER")
    made = review(case, f"\nmerge {one} {other}\nmerge {one} {one}\nmerge {one} 99\n\n\n")
    assert made.options == before.options
    assert {a["do"] for a in kept(case)} == {"keep"}


def test_a_wrong_answer_is_explained_and_asked_again(case: Path) -> None:
    made = review(case, "dance 1\nrename 9 X\nkind 1 unicorn\n\nowner 1 Chile\ntoday 1 maybe\n\n\n")
    assert {answer["do"] for answer in kept(case)} == {"keep"}
    assert len(made.options) == 5


def test_undo_takes_the_last_answer_back(case: Path) -> None:
    made = review(case, "drop 1\nundo\n\n\n\n")
    assert [dm.id for dm in made.decision_makers] == ["BRA", "PER"]
    assert "drop" not in {answer["do"] for answer in kept(case)}


def test_an_answer_whose_words_are_gone_is_kept_and_moves_nowhere(case: Path) -> None:
    review(case, "\nrename 5 Switch off the grid\n\n\n")
    (case / "a.txt").write_text(
        TEXT.replace("cut off power to", "arrest traders from"), encoding="utf-8"
    )
    now = again(case)
    assert "Switch off the grid" not in [option.name for option in now.options]
    assert "rename" in {answer["do"] for answer in kept(case)}


def test_a_review_needs_a_place_for_its_answers(case: Path) -> None:
    assert "--decisions" in detente("draft", case / "a.txt", "--review", code=2)
    (case / "m.yaml.decisions.json").write_text("[]", encoding="utf-8")
    assert "no file of review decisions" in detente(
        "draft", case / "a.txt", "-o", case / "m.yaml", code=2
    )
    with pytest.raises(InputError):
        load(str(case / "m.yaml"))


def test_what_was_left_out_is_shown_with_its_reason_and_taken_in(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = (
        "Brazil said that Peru could close the port. Experts said that Brazil might invade Peru.\n"
    )
    (case / "a.txt").write_text(TEXT.strip() + " " + more, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO("\ntake 6 Peru\ntake 99 Peru\n\n\n"))
        patch.setattr(sys, "argv", ["detente", "draft", str(case / "a.txt"), "--review",
                                    "-o", str(case / "m.yaml")])  # fmt: skip
        from detente.cli.main import main

        with pytest.raises(SystemExit):
            main()
    shown = capsys.readouterr().err
    assert "Left out:" in shown
    assert "somebody tells what another will do" in shown
    assert "They run from 7" in shown
    made = load(str(case / "m.yaml"))
    option = next(o for o in made.options if o.id == "close_the_port")
    assert option.owner == "PER"
    assert [made.evidence[e].quote for e in option.evidence] == ["close the port"]
    assert any(o.id == "close_the_port" for o in again(case).options)


def test_an_option_is_added_and_a_wish_turned_and_both_survive(case: Path) -> None:
    made = review(case, "\nadd Peru: Recall its envoy\nadd Chile: Watch\ntoday 6 yes\n\nturn 1\n\n")
    first = made.preferences["BRA"].items[0]
    for now in (made, again(case), review(case, "")):
        added = [o for o in now.options if o.name == "Recall its envoy"]
        assert [o.owner for o in added] == ["PER"]
        assert now.preferences["BRA"].items[0] == first
    assert first.assumption is not None
    assert [a["do"] for a in kept(case)].count("add") == 1


def test_the_review_shows_what_was_left_out_and_words_once(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (case / "a.txt").write_text(TEXT + "A deal should be signed, Peru said.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["detente", "draft", str(case / "a.txt"), "--review",
                                    "-o", str(case / "m.yaml")])  # fmt: skip
        patch.setattr(sys, "stdin", io.StringIO("\n\n\n"))
        from detente.cli.main import main

        with pytest.raises(SystemExit):
            main()
    shown = capsys.readouterr().err
    assert "sign a deal: the words do not say who would do it" in shown
    assert "““" not in shown


def test_a_new_option_is_wanted_by_somebody_on_a_condition(case: Path) -> None:
    made = review(
        case,
        "\nadd Peru: Cut the water of the river\n\nwant Peru: 1 if 9\nwant Peru: not 4 if not 1\n\n",
    )
    new = next(o for o in made.options if o.name == "Cut the water of the river")
    assert new.owner == "PER"
    wishes = [
        item
        for item in made.preferences["PER"].items
        if item.assumption and "analyst" in item.assumption
    ]
    ids = [option.id for option in made.options]
    assert [str(item.that) for item in wishes] == [f"!{ids[3]} IF !{ids[0]}"]
    assert {a["do"] for a in kept(case) if a["step"] == "first"} >= {"want"}
    assert again(case).preferences["PER"] == made.preferences["PER"]


def test_what_was_drafted_of_today_is_not_said_of_what_the_analyst_says(case: Path) -> None:
    review(case, "\ntoday 1 yes\n\n\n")
    assert "# Status quo." not in (case / "m.yaml").read_text("utf-8")
