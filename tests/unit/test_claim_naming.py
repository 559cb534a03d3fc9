"""Who is meant in a claim, by the noun alone or by a seat of old; denials and conditions told another way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from building import conflict_of
from detente.claims.parse import read_claim
from detente.errors import InputError

WORKS = conflict_of(
    {"permit": "W", "dig": "Q", "sue": "V"},
    {"W": ["!permit"], "Q": ["dig"], "V": ["sue IFF dig"]},
    status_quo="NNN",
)
WORKS = replace(
    WORKS,
    decision_makers=tuple(
        replace(dm, name=name)
        for dm, name in zip(
            WORKS.decision_makers,
            ("Velian Ministry of Works", "Quarry firm", "Village"),
            strict=True,
        )
    ),
    options=tuple(
        replace(option, name=name)
        for option, name in zip(
            WORKS.options, ("Grant the permit", "Dig in the valley", "Sue the firm"), strict=True
        )
    ),
)


def asked(text: str) -> tuple[str, str, bool]:
    found = read_claim(WORKS, text)
    return found.kind, found.party, found.negated


@pytest.mark.parametrize(
    ("text", "kind", "party"),
    [
        ("The ministry will grant the permit.", "will", "W"),
        ("It makes no difference how the ministry feels about the village.", "depends", "W"),
        ("The outcome has nothing to do with the firm.", "depends", "Q"),
        ("Under no circumstances will the ministry grant the permit.", "never", "W"),
        ("Never again will the firm dig in the valley.", "never", "Q"),
    ],
)
def test_a_noun_that_fits_one_party_names_it(text, kind, party):
    found = asked(text)
    assert found[:2] == (kind, party)
    assert found[2] == (kind == "depends")


def test_a_noun_that_fits_two_names_nobody():
    two = replace(
        WORKS,
        decision_makers=tuple(
            replace(dm, name="Orlan Ministry of Trade") if dm.id == "Q" else dm
            for dm in WORKS.decision_makers
        ),
    )
    with pytest.raises(InputError, match="names no party"):
        read_claim(two, "The ministry will grant the permit.")


def test_without_is_a_condition_that_is_not_met():
    found = read_claim(
        WORKS, "Without a permit from the ministry, the firm will dig in the valley."
    )
    assert (found.kind, found.party, found.given) == ("will", "Q", (("permit", False),))


def test_two_sentences_are_two_claims():
    with pytest.raises(InputError, match="two things at once"):
        read_claim(WORKS, "Things cannot go on like this; the deadlock will not last.")


def test_a_seat_names_the_state_that_it_once_was_the_seat_of():
    old = replace(
        WORKS,
        decision_makers=tuple(
            replace(dm, name="Soviet Union") if dm.id == "Q" else dm for dm in WORKS.decision_makers
        ),
    )
    assert read_claim(old, "The choice lies with Moscow.").party == "Q"
