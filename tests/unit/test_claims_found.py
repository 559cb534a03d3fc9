"""Claims in documents: who is said to hold the outcome in hand, toward whom, in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from building import conflict_of
from detente.claims.find import find_claim
from detente.claims.types import Claim
from detente.model.conflict import Conflict, Ranking
from told import On, Say, told

THREE = conflict_of(
    {"lift": "orland", "free": "velia", "mediate": "sudria"},
    {"orland": ["lift IF free", "free"], "velia": ["lift"], "sudria": ["free"]},
)


def hangs(text: str, on: str, what: str, by: str | None = "orland", **more: str) -> Say:
    """Return a statement by which one thing hangs on another."""
    tie = On(antecedent=on, consequent=what, kind="dependence", sense="dependence")
    return Say(by=by, text=text, on=[tie], **more)


def found(*sayings: Say, title: str | None = None, conflict: Conflict = THREE) -> Claim:
    document = told(*sayings, title=title)
    claim = find_claim([document], conflict)
    assert claim is not None
    if claim.span is not None:
        assert document.text[claim.span.start : claim.span.end] == claim.span.text
    return claim


HANGS = hangs("Peace depends on Velia.", "Velia", "Peace")
OURS = Say(by="orland", text="The choice is not ours.", to=["sudria"])
COURT = Say(by="orland", text="The ball is now in Velia’s court.")

#: What is said; the party, toward whom, by whom, denied or not.
SAID = {
    "a dependence": (HANGS, "velia", "orland", "orland", False),
    "a dependence denied": (hangs("Nothing depends on Velia.", "Velia", "Nothing"), "velia", "orland", "orland", True),
    "a dependence on the speaker, toward whom it names": (
        hangs("Relations with Sudria depend on Orland.", "Orland", "Relations with Sudria"), "orland", "sudria", "orland", False,
    ),
    "a dependence on the speaker, toward another": (hangs("Peace depends on Orland.", "Orland", "Peace"), "orland", "velia", "orland", False),
    "a dependence told by nobody": (hangs("Velia’s peace depends on Sudria.", "Sudria", "Velia’s peace", by=None), "sudria", "velia", None, False),
    "a dependence of what names the same": (hangs("Velia’s peace depends on Velia.", "on Velia", "Velia’s peace", by=None), "velia", "orland", None, False),
    "a court": (COURT, "velia", "orland", "orland", False),
    "a court denied": (Say(by="orland", text="It is not true that the ball is in Velia's court."), "velia", "orland", "orland", True),
    "a court of the first party named": (Say(by="sudria", text="The ball is in Orland and Velia’s court."), "orland", "sudria", "sudria", False),
    "not ours": (OURS, "sudria", "orland", "orland", False),
    "not ours, with the second named": (Say(by="orland", text="It is up to them.", to=["orland", "velia"]), "velia", "orland", "orland", False),
    "not ours, with nobody named": (Say(by="orland", text="It is up to them."), "velia", "orland", "orland", False),
    "not ours, with a stranger named": (Say(by="velia", text="It is up to them.", to=["nowhere"]), "orland", "velia", "velia", False),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_a_statement_says_on_whom_it_hangs_and_toward_whom(name: str) -> None:
    said, party, toward, speaker, negated = SAID[name]
    claim = found(said)
    assert (claim.party, claim.toward, claim.speaker, claim.negated) == (
        party, toward, speaker, negated,
    )  # fmt: skip
    assert (claim.assumed, claim.document, claim.statement) == (False, "d1", "s1")
    assert claim.span is not None
    told_as = claim.to_json()
    assert told_as["span"] == claim.span.to_json()
    assert {told_as[key] for key in ("party", "toward", "speaker")} == {party, toward, speaker}
    assert (told_as["negated"], told_as["assumed"], told_as["cue"]) == (negated, False, claim.cue)
    assert (told_as["document"], told_as["statement"]) == ("d1", "s1")


def test_the_words_that_are_shown_are_those_that_tie() -> None:
    claim = found(Say(by="orland", text="It rains."), hangs("He said peace, at last, rests on Velia today.", "Velia", "peace"))  # fmt: skip
    assert claim.span is not None
    assert claim.span.text == "peace, at last, rests on Velia"
    turned = found(hangs("On Velia hangs peace now.", "Velia", "peace"))
    assert turned.span is not None
    assert turned.span.text == "Velia hangs peace"
    for said, cue in ((HANGS, "dependence"), (OURS, "choice is not ours")):
        assert found(said).cue == cue
    assert found(COURT).cue


def test_a_denial_counts_in_its_own_sentence_only() -> None:
    for before, negated in (
        ("It is not true! ", False), ("Nothing new. ", False), ("Is nothing new? ", False),
        ("Nothing new\n", False), ("Nothing: \"", False), ("“", False), ("Hardly, “", False), ("Hardly ", True),
    ):  # fmt: skip
        said = hangs(f"{before}peace depends on Velia.", "Velia", "peace")
        assert found(said).negated is negated, before


def test_who_names_the_party_goes_before_titles_and_these_before_who_points_to_it() -> None:
    title = "Peace hinges on Sudria"
    assert found(OURS, HANGS, title=title).party == "velia"
    assert found(OURS, title=title).party == "sudria"
    assert found(OURS).party == "sudria"
    vague = hangs("Peace depends on them and Velia.", "them and Velia", "Peace")
    assert found(vague, title=title).party == "sudria"
    assert found(vague).party == "velia"
    assert found(HANGS, hangs("Peace depends on Sudria.", "Sudria", "Peace")).party == "velia"


@pytest.mark.parametrize(
    ("title", "party", "toward", "cue", "negated"),
    [
        ("Peace hinges on Sudria", "sudria", "orland", "hinges on", False),
        ("Orland’s peace depends entirely on Velia", "velia", "orland", "depends entirely on", False),
        ("Velia’s peace now rests only upon Sudria, not Orland", "sudria", "velia", "rests only upon", False),
        ("Peace no longer depends on Velia", "velia", "orland", "depends on", True),
        ("It is up to Velia", "velia", "orland", "is up to", False),
        ("PEACE DEPENDS ON Velia", "velia", "orland", "DEPENDS ON", False),
        ("Velia’s peace depends on Velia", "velia", "orland", "depends on", False),
    ],
)  # fmt: skip
def test_a_title_claims_too(
    title: str, party: str, toward: str, cue: str, *, negated: bool
) -> None:
    claim = found(Say(by="orland", text="It rains."), title=title)
    assert (claim.party, claim.toward, claim.cue, claim.negated) == (party, toward, cue, negated)
    assert (claim.assumed, claim.document, claim.statement) == (False, "d1", None)
    assert claim.span is None
    within = found(Say(by="orland", text=f"Today: {title}"), title=title)
    assert within.span is not None
    assert (within.span.text, within.span.start) == (title, 7)
    assert found(Say(by="orland", text=title), title=title).span is not None


@pytest.mark.parametrize("title", ["Peace hinges on the weather", "It rains on Velia", "Peace hinges on rain, says Velia", None])  # fmt: skip
def test_where_nobody_claims_it_is_assumed_of_whom_most_depends(title: str | None) -> None:
    claim = found(Say(by="orland", text="It rains."), title=title)
    assert claim == Claim(party="velia", toward="orland", assumed=True)
    assert claim.to_json()["span"] is None
    assert claim.to_json()["assumed"] is True


def test_what_is_assumed_counts_conditions_twice_and_own_deeds_not_at_all() -> None:
    rain = told(Say(by="orland", text="It rains."))
    options = {"lift": "orland", "free": "velia", "mediate": "sudria"}
    for preferences, cell in (
        ({"orland": ["lift"], "velia": ["free"], "sudria": []}, ("orland", "velia")),
        ({"orland": ["mediate", "lift IF free"], "velia": [], "sudria": []}, ("velia", "orland")),
        ({"orland": ["mediate"], "velia": ["mediate", "lift"], "sudria": ["lift"]}, ("sudria", "orland")),
        ({"orland": ["free"], "velia": ["lift"], "sudria": ["free & free"]}, ("velia", "sudria")),
        ({"orland": ["free IFF mediate"], "velia": [], "sudria": []}, ("sudria", "orland")),
    ):  # fmt: skip
        claim = find_claim([rain], conflict_of(options, preferences))
        assert claim == Claim(party=cell[0], toward=cell[1], assumed=True)
    ranked = conflict_of(options, {"orland": [], "velia": [], "sudria": ["free"]})
    ranked.preferences["orland"] = Ranking(groups=(("NNN",),))  # type: ignore[index]
    assert find_claim([rain], ranked) == Claim(party="velia", toward="sudria", assumed=True)
    alone = conflict_of({"lift": "orland"}, {"orland": ["lift"]})
    assert find_claim([rain], alone) is None


def test_parties_are_found_by_ids_and_names_that_are_written_alike() -> None:
    renamed = conflict_of({"a": "Or-land", "b": "B"}, {"Or-land": ["a"], "B": ["b"]})
    first, second = renamed.decision_makers
    named = replace(renamed, decision_makers=(first, replace(second, name="VELIA")))
    claim = find_claim([told(HANGS)], named)
    assert claim is not None
    assert (claim.party, claim.toward) == ("B", "Or-land")
    stranger = find_claim([told(hangs("Peace depends on Sudria.", "Sudria", "Peace"))], named)
    assert stranger is not None
    assert stranger.assumed
