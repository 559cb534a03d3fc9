"""Drafting: from documents to a model that checks, solves and cites its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.analysis.basis import elements
from detente.claims.find import find_claim
from detente.drafting import (
    NoModelError,
    draft,
    own_documents,
    party_views,
    scenario_effects,
    to_yaml,
)
from detente.errors import AnalysisError, InputError
from detente.evidence import Document
from detente.model.files import loads
from detente.reading import read
from detente.solving.solution import solve

EXAMPLES = Path(__file__).parents[2] / "examples"

TALKS = """Acme said on Monday that it would reopen the plant if the union ends its strike.
"If Acme does not restore the bonus, we will walk out again," union leader Ann Bell said."""


def read_text(text: str, folder: Path, name: str = "article.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(str(path))


def test_the_example_report_becomes_a_model_that_solves_and_cites_its_words() -> None:
    document = read(str(EXAMPLES / "korea" / "report.txt"))
    drafted = draft([document])
    conflict = loads(to_yaml(drafted))
    assert conflict == drafted.conflict
    assert len(conflict.decision_makers) >= 2
    assert 2 <= len(conflict.options) <= 12
    for evidence in conflict.evidence.values():
        assert document.text[evidence.start : evidence.end] == evidence.quote
    for _, name, element in elements(conflict):
        assert element.evidence or (element.assumption or "").strip(), name
    assert "NASH" in solve(conflict, "NASH SEQ").equilibria


def test_a_plain_if_stays_an_if(tmp_path: Path) -> None:
    conflict = draft([read_text(TALKS, tmp_path)]).conflict
    said = [str(item.that) for dm in conflict.preferences.values() for item in dm.items]
    assert any(" IF " in text for text in said)
    assert not any(" IFF " in text for text in said)


def test_fewer_options_on_request_and_the_rest_is_reported(tmp_path: Path) -> None:
    document = read_text(TALKS, tmp_path)
    assert len(draft([document], max_options=2).conflict.options) >= 1
    left = draft([document], max_options=2).left_out
    assert [item.what for item in left if item.rule == "less said"] == ["Restore the bonus"]
    with pytest.raises(InputError):
        draft([document], max_options=0)


def test_a_text_without_statements_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoModelError) as caught:
        draft([read_text("The lake is deep. Its water is cold.", tmp_path)])
    assert isinstance(caught.value, AnalysisError)
    assert caught.value.left_out == ()


def test_a_text_that_sets_nobody_at_odds_carries_no_model_and_says_what_was_left_out(
    tmp_path: Path,
) -> None:
    text = "Peru said it would expel the miners. Analysts said Chile could close its border."
    with pytest.raises(NoModelError, match="No two parties were found at odds") as caught:
        draft([read_text(text, tmp_path)])
    assert [(item.what, item.rule) for item in caught.value.left_out] == [
        ("close its border", "view of others")
    ]


def test_a_model_is_thin_without_a_condition_between_the_two_or_two_options_each(
    tmp_path: Path,
) -> None:
    thin = (
        "Orland demanded that Velia reopen the strait. Velia said it would never reopen the strait."
    )
    assert draft([read_text(thin, tmp_path)]).verdict == "thin"
    assert draft([read_text(TALKS, tmp_path)]).verdict == "yes"


def test_a_side_may_have_nothing_to_do_and_the_draft_says_so(tmp_path: Path) -> None:
    text = (
        "Orland demanded that Velia reopen the strait. Velia said it would never reopen the strait."
    )
    drafted = draft([read_text(text, tmp_path)])
    assert {option.owner for option in drafted.conflict.options} == {"velia"}
    assert {dm.id for dm in drafted.conflict.decision_makers} == {"orland", "velia"}
    assert any("Orland" in warning for warning in drafted.warnings)
    assert not any("course" in option.name for option in drafted.conflict.options)


def test_the_share_of_evidence_counts_every_element(tmp_path: Path) -> None:
    drafted = draft([read_text(TALKS, tmp_path)])
    assert sum(drafted.evidence_share.values()) == len(list(elements(drafted.conflict)))
    assert json.dumps(dict(drafted.evidence_share))


ARTICLES = sorted((Path(__file__).parents[1] / "data" / "articles").glob("*.txt"))
_OPEN_WORDS = {"it", "them", "they", "we", "he", "she", "you", "i", "which", "what"}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article_becomes_a_sound_draft(path: Path) -> None:
    document = read(str(path))
    drafted = draft([document])
    conflict = loads(to_yaml(drafted))
    assert conflict == drafted.conflict
    assert 2 <= len(conflict.decision_makers) <= 5
    assert 2 <= len(conflict.options) <= 12
    owners = {option.owner for option in conflict.options}
    assert owners == {dm.id for dm in conflict.decision_makers}
    for evidence in conflict.evidence.values():
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.layer in ("quoted", "reported", "author")
    for _, name, element in elements(conflict):
        assert element.evidence or (element.assumption or "").strip(), name
    for option in conflict.options:
        words = option.name.lower().split()
        assert option.name[0].isupper()
        assert 1 <= len(words) <= 22
        assert not _OPEN_WORDS & set(words[1:]), option.name
        assert not words[-1].endswith(("'s", "’s", ",")), option.name
    solution = solve(conflict, "NASH SEQ")
    assert 1 <= len(solution.equilibria["NASH"]) <= 12
    assert conflict.status_quo is not None


def test_merges_are_shown_and_name_options(tmp_path: Path) -> None:
    text = (
        'The ministry said it would reopen talks if the rebels lift the siege of Dera. "The rebels '
        'must end the siege of Dera," the minister said. The rebels said they would never lift the '
        "siege of Dera."
    )
    drafted = draft([read_text(text, tmp_path)])
    siege = [option for option in drafted.conflict.options if "siege" in option.name.lower()]
    assert len(siege) == 1
    phrases = {merge.phrase for merge in drafted.merges if merge.option == siege[0].id}
    assert len(phrases) >= 2


def test_a_title_makes_the_claim(tmp_path: Path) -> None:
    text = (
        "Relations between Canada and Mexico depend on Canada's attitude\n\n"
        "Mexico said it would open its ports if Canada lifts the ban on Mexican fruit.\n"
    )
    document = read_text(text, tmp_path)
    claim = find_claim([document], draft([document]).conflict)
    assert claim is not None
    assert (claim.party, claim.toward, claim.assumed) == ("CAN", "MEX", False)


def test_without_a_claim_the_cell_is_assumed_and_says_so(tmp_path: Path) -> None:
    document = read_text(TALKS, tmp_path)
    claim = find_claim([document], draft([document]).conflict)
    assert claim is not None
    assert claim.assumed


def test_a_later_word_counts_and_the_other_is_reported(tmp_path: Path) -> None:
    first = read_text(
        "Brazil said on Monday that it would close its border with Peru. Peru said it would never "
        "expel the miners.",
        tmp_path,
        "a.txt",
    )
    second = read_text(
        "Brazil said that it would not close its border with Peru. Peru called on Brazil to "
        "send its doctors.",
        tmp_path,
        "b.txt",
    )
    from dataclasses import replace

    early, late = replace(first, date="2026-01-01"), replace(second, date="2026-02-01")
    for documents in ([early, late], [late, early]):
        drafted = draft(documents)
        said = [str(i.that) for i in drafted.conflict.preferences["BRA"].items]
        border = next(o.id for o in drafted.conflict.options if "border" in o.name.lower())
        assert f"!{border}" in said
        assert border not in said
        assert any("for and against" in warning for warning in drafted.warnings)


def test_scenarios_read_if_as_only_if_and_as_no_more_than_said() -> None:
    drafted = draft([read(str(EXAMPLES / "korea" / "report.txt"))])
    names = [scenario.name for scenario in drafted.scenarios]
    assert names[0] == "No more than was said"
    assert any("IFF" in name for name in names)
    assert all(scenario.inference in ("none", "reader", "author") for scenario in drafted.scenarios)
    effects = {effect.scenario.name: effect for effect in scenario_effects(drafted)}
    assert effects["No more than was said"].gained["NASH"]


def test_a_partys_own_document_makes_its_view(tmp_path: Path) -> None:
    own = read_text(
        "Peru will open the port if Brazil lifts the ban on Peruvian fish, Peru's ministry said. "
        "Peru said it would never expel the miners.",
        tmp_path,
        "peru.txt",
    )
    other = read_text(
        "Brazil said it would close its border if Peru expels the miners. Brazil said it would "
        "never lift the ban on Peruvian fish.",
        tmp_path,
        "brazil.txt",
    )
    assert set(own_documents([own, other])) == {"PER", "BRA"}
    views = party_views([own, other])
    joint = draft([own, other]).conflict
    assert views["PER"].options == joint.options
    assert views["PER"].preferences["PER"] == joint.preferences["PER"]
    assert len(views["PER"].preferences["BRA"].items) < len(joint.preferences["BRA"].items)


def test_a_merge_is_undone_by_keeping_a_phrase_apart(tmp_path: Path) -> None:
    text = (
        "The ministry said it would reopen talks if the rebels lift the siege of Dera. The ministry "
        "said it would release prisoners if the rebels end the siege of Dera."
    )
    document = read_text(text, tmp_path)
    together = draft([document])
    phrases = [m.phrase for m in together.merges if "siege" in m.phrase]
    assert len({m.option for m in together.merges if "siege" in m.phrase}) == 1
    split = draft([document], apart=[phrases[-1]])
    assert len({m.option for m in split.merges if "siege" in m.phrase}) == 2
