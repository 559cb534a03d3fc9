"""Drafting: one course of conduct is one option, however it is said; who is asked and who is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.analysis.basis import elements
from detente.drafting import Draft, draft, to_yaml
from detente.drafting.derivation import names_conduct
from detente.model.files import loads
from detente.reading import read
from detente.solving.solution import solve

STEEL = """Orland vowed on Monday to subsidise its steel if Karvia raised tariffs on machinery.
Karvia said it would raise tariffs on machinery unless Orland ended the steel subsidy."""
NURSES = """The Nurses' Union said it would strike if Greenfield Hospital cut the night bonus.
"If the hospital restores the night bonus, we will return to work," union leader Tom Hale said.

Greenfield Hospital said it would restore the night bonus if nurses stopped the walkout."""
DAM = """Ardania said it would fill the dam this summer. Belvia warned it would close its port to
Ardania unless Ardania halted the filling.

"If Belvia opens its port, we will stop the turbines," Ardania's water minister Lea Orn said.
Belvia demanded that Ardania shut down the turbines."""
TRUCE = """The Highland Front on Monday rejected a truce offer by the government of Lesova. "If the
government withdraws from the valley, we will make a truce," the Front's spokesman Ivo Dran said.

The government of Lesova said it would withdraw from the valley if the Front freed the prisoners.
It urged farmers to store grain."""
GAS = """Norvia's energy minister Jon Berg told reporters: "If Sudara wants cheaper gas, it has to open
its ports to our ships." Sudara, he said, would not be blackmailed by anybody.

Sudara's president Mia Lund said Sudara would close its ports unless Norvia lowered the gas price.
She urged drivers to save fuel. Lund said Sudara would never give up the Lomar islands."""
BASE = """Tarrin said it would expand its base at Cole if Ostia raised fees. Ostia said it would share
its radar data if Tarrin closed its base at Cole.

"We will resume the offensive if Ostia closes the canal," Tarrin's general Omar Vell said. Tarrin
said it would accept a truce if Ostia withdrew from Mendo."""
STEELWORKS = """Casper Steel said it would lay off 300 workers if the Metal Union walked out. The Metal
Union said it would stage a walkout unless Casper Steel halted the layoffs.

"If the union goes back to work, the company will not close the plant," Casper chief executive Dan
Low said. Low said the company would not be held hostage."""
TALKS = """The Harbour Union said it would walk out of the talks if Port Ltd hired temps. "If Port Ltd
sells the cranes, we will strike," union leader Ada Fenn said."""


def drafted(text: str, folder: Path) -> Draft:
    path = folder / "article.txt"
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return draft([read(str(path))])


def option_of(result: Draft, phrase: str) -> tuple[str, bool]:
    return next((m.option, m.negated) for m in result.merges if m.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "one", "two", "opposite"),
    [
        (STEEL, "subsidise its steel", "end the steel subsidy", True),
        (NURSES, "strike", "return to work", True),
        (DAM, "fill the dam", "halt the filling", True),
        (DAM, "stop the turbines", "shut down the turbines", False),
        (STEELWORKS, "lay off 300 workers", "halt the layoffs", True),
        (STEELWORKS, "walk out", "stage a walkout", False),
        (STEELWORKS, "stage a walkout", "go back to work", True),
        (DAM, "close its port to Ardania", "open its port", True),
    ],
)
def test_equal_and_opposite_conduct_is_one_option(
    text: str, one: str, two: str, opposite: bool, tmp_path: Path
) -> None:
    result = drafted(text, tmp_path)
    first, second = option_of(result, one), option_of(result, two)
    assert first[0] == second[0]
    assert (first[1] != second[1]) == opposite


def test_a_rejected_offer_of_a_truce_is_the_truce_that_is_made(tmp_path: Path) -> None:
    result = drafted(TRUCE, tmp_path)
    made = option_of(result, "make a truce")[0]
    rejected = next(m for m in result.merges if "truce offer" in m.phrase)
    assert (rejected.option, rejected.negated) == (made, True)


def test_leaving_the_talks_is_no_strike(tmp_path: Path) -> None:
    result = drafted(TALKS, tmp_path)
    assert option_of(result, "strike")[0] != option_of(result, "walk out of the talks")[0]


def test_conduct_that_excludes_other_conduct_gets_a_marked_rule(tmp_path: Path) -> None:
    result = drafted(BASE, tmp_path)
    pairs = {
        frozenset(rule.when.options())
        for rule in result.conflict.infeasible
        if rule.when is not None
    }
    base = {option_of(result, f"{verb} its base at Cole")[0] for verb in ("expand", "close")}
    war = {option_of(result, phrase)[0] for phrase in ("resume the offensive", "accept a truce")}
    assert pairs == {frozenset(base), frozenset(war)}
    for rule in result.conflict.infeasible:
        assert rule.why
        assert rule.evidence
        assert "posture" in (rule.assumption or "")
    conflict = loads(to_yaml(result))
    assert conflict == result.conflict
    assert solve(conflict, "NASH").equilibria["NASH"]
    assert any(kind == "infeasible" for kind, _, _ in elements(conflict))


def test_who_else_is_asked_owns_no_option(tmp_path: Path) -> None:
    for text, phrase in ((TRUCE, "grain"), (GAS, "fuel")):
        result = drafted(text, tmp_path)
        assert not any(phrase in m.phrase for m in result.merges)
        assert [item.rule for item in result.left_out if phrase in item.what] == ["no doer"]


def test_what_somebody_will_not_suffer_is_no_option(tmp_path: Path) -> None:
    assert not any("hostage" in m.phrase for m in drafted(STEELWORKS, tmp_path).merges)


def test_a_wish_in_a_condition_is_no_conduct_and_it_takes_up_its_subject(tmp_path: Path) -> None:
    result = drafted(GAS, tmp_path)
    phrases = {m.phrase for m in result.merges}
    assert "open its ports to Norvia's ships" in phrases
    assert not any("cheaper" in phrase or "blackmail" in phrase for phrase in phrases)
    ports = option_of(result, "close its ports")[0]
    owners = {option.id: option.owner for option in result.conflict.options}
    assert owners[ports] == "sudara"
    assert "!close_ports" in [str(p.that) for p in result.conflict.preferences["norvia"].items]


def test_what_is_ruled_out_is_said_no_to_first_with_its_words(tmp_path: Path) -> None:
    result = drafted(GAS, tmp_path)
    refused = option_of(result, "give up the Lomar islands")[0]
    statement = result.conflict.preferences["sudara"].items[0]
    assert str(statement.that) == f"!{refused}"
    assert statement.evidence
    assert statement.assumption is None


@pytest.mark.parametrize(
    ("noun", "verb", "same"),
    [
        ("subsidy", "subsidise", True),
        ("subsidy", "subsidize", True),
        ("filling", "fill", True),
        ("shipping", "ship", True),
        ("expulsion", "expel", False),
        ("closure", "close", True),
        ("occupation", "occupy", False),
        ("withdrawal", "withdraw", True),
        ("shelling", "attack", True),
        ("layoff", "lay off", True),
        ("steel", "subsidise", False),
        ("treaty", "treat", False),
        ("king", "k", False),
    ],
)
def test_nouns_of_action_are_known_by_their_form(noun: str, verb: str, *, same: bool) -> None:
    assert names_conduct(noun, verb) is same


def test_a_walkout_is_one_option_whoever_it_is_meant_to_press(tmp_path: Path) -> None:
    result = drafted(
        "The school could be closed if the teachers walk out, the ministry said. "
        "The teachers threatened to walk out.",
        tmp_path,
    )
    assert [o.name for o in result.conflict.options if o.owner == "teachers"] == ["Walk out"]
