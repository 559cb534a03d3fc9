"""Short names of outcomes: from what sets them apart, each differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from building import conflict_of
from detente.briefing.outcome_names import outcome_names, short_phrase
from detente.model.conflict import Option
from detente.model.files import load, loads
from detente.model.problems import ModelError
from detente.model.states import StateSpace
from detente.model.writing import to_yaml
from strategies import conflicts

CLASSIC = Path(__file__).parents[2] / "examples" / "classic"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Release water in the dry season", "Release water"),
        ("Increase the number of nuclear weapons", "Increase nuclear weapons"),
        ("Withdraw its policy of confrontation with Norra", "Withdraw policy of confrontation"),
        ("Respect Norra's present nuclear position", "Respect nuclear position"),
        ("Air strike (else blockade)", "Air strike"),
        ("Stay at the table.", "Stay at table"),
        ("Bring the matter to the Arden Trade Court", "Bring matter to Arden Trade Court"),
        ("Accept an increase of 3.1 per cent", "Accept increase of 3.1 per cent"),
        (
            "Pay porters a regional minimum wage supplement of ten",
            "Pay porters regional minimum wage supplement",
        ),
        (
            "Send the northern fleet additional heavy coastal guns and mines",
            "Send northern fleet additional heavy coastal guns",
        ),
        ("Appeal", "Appeal"),
        ("In", "In"),
    ],
)
def test_phrases(name, short):
    assert short_phrase(Option(id="x", name=name, owner="A")) == short


def test_names_tell_what_is_taken_given_up_and_left_alone():
    made = conflict_of(
        {"go": "A", "pay": "B", "cut": "B"}, {"A": ["pay"], "B": ["go"]}, status_quo="NNY"
    )
    names = outcome_names(made, ["NNY", "YNY", "YYY", "NNN", "YYN"], agreed=["YYY"])
    assert names == {
        "NNY": "Today's situation",
        "YNY": "Do go",
        "YYY": "Deal",
        "NNN": "No longer do cut",
        "YYN": "Do go, do pay and no longer do cut",
    }


def test_what_all_share_names_an_outcome_only_where_nothing_else_does():
    made = conflict_of({"go": "A", "pay": "B"}, {"A": ["pay"], "B": ["go"]}, status_quo="NN")
    assert outcome_names(made, ["YN", "YY"]) == {"YN": "Do go only", "YY": "Do pay"}


def test_names_that_are_known_stay_and_others_are_told_in_full():
    made = conflict_of({"go": "A", "pay": "B"}, {"A": ["pay"], "B": ["go"]}, status_quo="NN")
    known = outcome_names(made, ["YN", "YY"])
    names = outcome_names(made, ["NN", "NY", "YN", "YY"], known=known)
    assert names == {**known, "NN": "Today's situation", "NY": "Do pay only"}
    assert outcome_names(made, ["NY"], known={"NN": "Calm"}) == {"NY": "Do pay"}


def test_the_same_words_of_two_parties_are_told_apart_by_whose_they_are():
    made = conflict_of({"a": "A", "b": "B"}, {"A": ["b"], "B": ["a"]}, status_quo="NN")
    options = tuple(replace(option, name="Stay silent") for option in made.options)
    names = outcome_names(replace(made, options=options), ["YN", "NY"])
    assert names == {"YN": "A: stay silent", "NY": "B: stay silent"}


def test_an_analysts_name_goes_first():
    made = conflict_of({"a": "A"}, {"A": ["a"]}, status_quo="N")
    named = replace(made, outcome_names={"Y": "Peace"})
    assert outcome_names(named, ["Y", "N"]) == {"Y": "Peace", "N": "Today's situation"}
    again = loads(to_yaml(named))
    assert again.outcome_names == {"Y": "Peace"}
    with pytest.raises(ModelError, match="letters for 1 options"):
        loads(to_yaml(named).replace('"Y": Peace', '"YY": Peace'))


@settings(max_examples=60, deadline=None)
@given(conflicts())
def test_every_outcome_has_a_name_of_its_own(made):
    states = StateSpace.of(made).names[:12]
    names = outcome_names(made, states)
    assert set(names) == set(states)
    assert all(names.values())
    assert len({name.casefold() for name in names.values()}) == len(states)


@pytest.mark.parametrize("path", sorted(CLASSIC.glob("*.yaml")), ids=lambda path: path.stem)
def test_names_of_classic_models_are_short(path):
    made = load(str(path))
    names = outcome_names(made, StateSpace.of(made).names[:6])
    assert all(len(name) < 120 for name in names.values())


def test_names_and_acronyms_keep_their_capitals_wherever_an_outcome_names_them() -> None:
    options = {
        "ships": "x", "drills": "x", "siege": "y", "phones": "y",
    }  # fmt: skip
    model = conflict_of(options, {"x": ["siege"], "y": ["drills"]}, status_quo="NNNN")
    names = ("Send ships", "NATO halts its drills", "Iran lifts the siege", "iPhone sales stop")
    model = replace(
        model, options=tuple(replace(o, name=n) for o, n in zip(model.options, names, strict=True))
    )
    states = ["YYNN", "NYYN", "YNYN", "NNYY", "YNNY", "NNNY", "YNNN"]
    told = " ".join(outcome_names(model, states).values())
    for name in ("NATO", "Iran", "iPhone"):
        assert name in told
        assert told.lower().count(name.lower()) == told.count(name), told
    assert "send ships" in told.lower()
