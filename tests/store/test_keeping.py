"""What an analyst decided stays with the words it was decided about, and is lost to nobody."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.evidence import Document, Mention, Span, Statement
from detente.store import Dossier, StaleError
from detente.store.merging import compare, merge
from store.dossiers import document, dossier, ids

_OFFER = "it would cut fares by ten per cent if the port paid"


def speech(*lines: tuple[str, str], name: str = "report") -> Document:
    """Return a document in which teams say things, a paragraph each; the words said are the statements."""
    text, statements = "Report\n", []
    for who, words in lines:
        text += f"\nTeam {who} said "
        span = Span(len(text), len(text) + len(words), words)
        text += f"{words}.\n"
        statements.append(
            Statement(
                id=f"{name}.{len(statements)}",
                layer="reported",
                span=span,
                act="OFFER",
                confidence=0.8,
                speaker=Mention(who.lower(), f"Team {who}"),
            )
        )
    return Document(id=name, source=f"{name}.txt", text=text, statements=tuple(statements))


def judged(made: Dossier) -> list[tuple[str, str, str]]:
    """Return who says what and what became of it, in order."""
    return [
        (e.statement.speaker.id if e.statement.speaker else "", e.statement.act, e.status)
        for e in made.statements(status="all")
    ]


# Equal words of different speakers


def test_a_correction_does_not_move_to_another_speaker(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alpha", _OFFER), ("Beta", _OFFER)))
    made.correct(ids(made)[0], act="COMMIT")
    made.add_document(speech(("Beta", _OFFER)))
    assert judged(made) == [("beta", "OFFER", "proposed")]
    assert [o.kind for o in made.orphans()] == ["correct"]
    made.add_document(speech(("Alpha", _OFFER), ("Beta", _OFFER)))
    assert judged(made) == [("alpha", "COMMIT", "corrected"), ("beta", "OFFER", "proposed")]
    assert made.orphans() == []


def test_decisions_follow_paragraphs_that_change_places(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alpha", "it would not sign"), ("Beta", "it would not sign")))
    made.reject(ids(made)[0])
    made.add_document(speech(("Beta", "it would not sign"), ("Alpha", "it would not sign")))
    assert judged(made) == [("beta", "OFFER", "proposed"), ("alpha", "OFFER", "rejected")]


def test_names_of_the_same_length_do_not_deceive(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alfa", _OFFER), ("Beta", _OFFER)))
    first = ids(made)[0]
    made.reject(first)
    made.add("report", {"start": 6 + 6, "end": 6 + 6 + 4}, act="STATE")
    made.add_document(speech(("Beta", _OFFER), ("Alfa", _OFFER)))
    assert [row for row in judged(made) if row[2] == "rejected"] == [("alfa", "OFFER", "rejected")]


def test_a_decision_about_the_second_stays_when_the_first_goes(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alpha", _OFFER), ("Beta", _OFFER)))
    made.reject(ids(made)[1])
    made.add_document(speech(("Beta", _OFFER)))
    assert judged(made) == [("beta", "OFFER", "rejected")]
    assert made.orphans() == []


def test_the_same_words_under_another_name_are_not_the_same_statement(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alpha", _OFFER)))
    made.reject(ids(made)[0])
    made.add_document(speech(("Beta", _OFFER)))
    assert judged(made) == [("beta", "OFFER", "proposed")]
    assert len(made.orphans()) == 1


def test_an_added_statement_stays_with_its_sentence(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alfa", _OFFER), ("Beta", _OFFER)))
    text = made.document("report").text
    place = text.index("cut fares")
    made.add("report", {"start": place, "end": place + 9}, act="COMMIT", speaker="alfa")
    made.add_document(speech(("Beta", _OFFER), ("Alfa", _OFFER)))
    (added,) = made.statements(origin="analyst")
    assert (
        made.document("report").text[: added.statement.span.start].endswith("Alfa said it would ")
    )
    made.add_document(speech(("Beta", _OFFER)))
    assert list(made.statements(origin="analyst")) == []
    assert len(made.orphans()) == 1


def test_words_added_beside_a_statement_of_the_same_words_are_another_statement(
    tmp_path: Path,
) -> None:
    made = dossier(tmp_path, document())
    before = ids(made)
    made.add("dam", made.statement(before[0]).statement.span.text, act="COMMIT")
    after = ids(made)
    assert set(before) < set(after)
    assert len(set(after)) == len(before) + 1
    assert made.statement(before[0]).statement.act == "STATE"


_TEAMS = ("Alfa", "Beta", "Gama", "Dena")


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(_TEAMS), st.permutations(_TEAMS), st.sets(st.sampled_from(_TEAMS)), st.data()
)
def test_whatever_goes_or_moves_a_decision_is_about_its_own_speaker(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[str],
    after: list[str],
    gone: set[str],
    data: st.DataObject,
) -> None:
    made = dossier(tmp_path_factory.mktemp("moved"), speech(*((team, _OFFER) for team in before)))
    chosen = data.draw(st.sampled_from(_TEAMS))
    made.reject(ids(made)[before.index(chosen)])
    left = [team for team in after if team not in gone]
    made.add_document(speech(*((team, _OFFER) for team in left)))
    rejected = [who for who, _, status in judged(made) if status == "rejected"]
    assert rejected == ([chosen.lower()] if chosen in left else [])


def test_decisions_of_an_older_program_are_anchored_before_the_text_changes(tmp_path: Path) -> None:
    made = dossier(tmp_path, speech(("Alpha", _OFFER), ("Beta", _OFFER)))
    made.reject(ids(made)[0])
    made.database.run("UPDATE decisions SET payload = '{}'")
    made.add_document(speech(("Beta", _OFFER)))
    assert judged(made) == [("beta", "OFFER", "proposed")]


def test_a_decision_on_many_holds_for_those_that_still_stand(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.accept(*ids(made))
    made.add_document(document("The minister said the dam would open in May. Then it rained."))
    assert [e.status for e in made.statements()] == ["accepted", "proposed"]
    assert len(made.orphans()) == 1


def test_a_colleagues_decision_is_about_the_speaker_that_the_colleague_saw(tmp_path: Path) -> None:
    both = speech(("Alpha", _OFFER), ("Beta", _OFFER))
    ours = dossier(tmp_path, both, name="ours.dossier")
    theirs = dossier(tmp_path, both, name="theirs.dossier")
    theirs.correct(ids(theirs)[0], act="COMMIT")
    ours.add_document(speech(("Beta", _OFFER)))
    merge(ours, theirs)
    assert judged(ours) == [("beta", "OFFER", "proposed")]


# Merged and split statements


def test_a_merged_statement_is_not_counted_by_a_later_decision(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    first, second, third, _ = ids(made)
    made.merge(first, second)
    made.split(third, ["If they build", "we will close the river"])
    for name in (second, third):
        for decide in (made.accept, made.reject):
            with pytest.raises(InputError, match="already"):
                decide(name)
    with pytest.raises(InputError, match="already"):
        made.merge(second, first)
    assert second not in ids(made)
    assert third not in ids(made)


def test_two_analysts_merging_crosswise_keep_one(tmp_path: Path) -> None:
    ours = dossier(tmp_path, document(), name="ours.dossier")
    theirs = dossier(tmp_path, document(), name="theirs.dossier")
    first, second, *_ = ids(ours)
    ours.merge(first, second)
    theirs.merge(second, first)
    merge(ours, theirs, conflicts="list")
    for decision in theirs.decisions():
        with ours.batch():
            if decision.uid not in {d.uid for d in ours.decisions()}:
                ours.record(decision, ["dam"])
                ours.rebuild(["dam"])
    assert [ours.statement(name).status for name in (first, second)].count("merged") == 1


def test_a_merge_acts_as_long_as_the_statement_that_it_keeps_still_stands(tmp_path: Path) -> None:
    alpha, beta, gamma = ("Alfa", _OFFER), ("Beta", "it would pay"), ("Gama", "it would sign")
    made = dossier(tmp_path, speech(alpha, beta, gamma))
    made.merge(*ids(made))
    made.add_document(speech(alpha, gamma))
    assert {who: status for who, _, status in judged(made)}["gama"] == "merged"
    made.add_document(speech(beta, gamma))
    assert [status for _, _, status in judged(made)] == ["proposed", "proposed"]
    assert [orphan.kind for orphan in made.orphans()] == ["merge"]


# What is known about a document


def test_a_corrected_heading_survives_rereading_and_can_be_undone(tmp_path: Path) -> None:
    given_in = replace(document(date="2026-03-01"), title="As printed", outlet="The Wire")
    made = dossier(tmp_path, given_in)
    made.set_document("dam", date="2026-03", title="The dam", outlet=None, reason="the imprint")
    made.add_document(replace(given_in, author="A. Writer"), reader="newer")
    made.add_document(replace(document("Changed words.", date="2026-04-01"), title="New"))
    back = made.document("dam")
    assert (back.title, back.date, back.author, back.outlet) == ("The dam", "2026-03", None, None)
    assert [e.date for e in made.statements()] == ["2026-03"]
    (log,) = made.decisions()
    assert (log.kind, log.who, log.reason, log.statements) == ("describe", "ann", "the imprint", ())
    made.undo()
    assert (made.document("dam").title, made.document("dam").date) == ("New", "2026-04-01")
    assert [e.date for e in made.statements()] == ["2026-04-01"]
    made.redo()
    assert made.document("dam").title == "The dam"
    assert made.set_document("dam", title="The dam") is None
    assert made.search_documents("dam")


def test_an_added_statement_has_the_corrected_date(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.add("dam", "open in May", act="COMMIT")
    made.set_document("dam", date="2026-05-02")
    assert {e.date for e in made.statements()} == {"2026-05-02"}


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-12-31"])
def test_dates_may_be_years_and_months(tmp_path: Path, date: str) -> None:
    made = dossier(tmp_path, document())
    made.set_document("dam", date=date)
    assert made.list_documents()[0].date == date
    assert len(made.statements(until=date)) == len(made.statements(since="2026")) == 4
    assert len(made.statements(until="2026")) == 4


@pytest.mark.parametrize(
    "date",
    ["", "26", "2026-13", "2026-02-30", "2026-3-1", "20260301", "2026-W10", "spring", "２０２６"],
)
def test_other_dates_are_refused_in_a_sentence(tmp_path: Path, date: str) -> None:
    made = dossier(tmp_path, document())
    with pytest.raises(InputError, match="no date"):
        made.set_document("dam", date=date)
    assert made.decisions() == []


def test_corrected_headings_of_two_analysts_are_compared_and_merged(tmp_path: Path) -> None:
    ours = dossier(tmp_path, document(), name="ours.dossier")
    theirs = dossier(tmp_path, document(), name="theirs.dossier")
    theirs.set_document("dam", title="The dam", date="2026-03")
    (difference,) = compare(ours, theirs).differences
    assert (difference.kind, difference.statement) == ("theirs", "dam")
    merge(ours, theirs)
    assert ours.document("dam").title == "The dam"
    ours.set_document("dam", title="A dam")
    theirs.set_document("dam", title="That dam")
    taken = merge(ours, theirs)
    assert [c.kind for c in taken.conflicts] == ["conflict"]
    assert ours.document("dam").title == "A dam"
    merge(ours, theirs, conflicts="theirs")
    assert ours.document("dam").title == "That dam"


# Removed documents


def test_a_removed_text_that_comes_in_under_another_document_is_no_trouble(tmp_path: Path) -> None:
    made = dossier(tmp_path, document("One text."), replace(document("Two texts.", "b")))
    made.remove_document("dam")
    assert made.add_document(document("One text.", "b")).outcome == "changed"
    assert made.add_document(document("One more text.", "b")).outcome == "changed"
    assert made.add_document(document("One text.")).outcome == "restored"
    assert [info.id for info in made.list_documents()] == ["dam", "b"]


def test_decisions_about_a_removed_document_are_orphans_until_it_is_back(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    made.accept(ids(made)[0])
    made.set_document("dam", title="The dam")
    made.remove_document("dam")
    assert len(made.orphans()) == 2
    made.restore_document("dam")
    assert made.orphans() == []
    assert made.document("dam").title == "The dam"


# Versions


def test_the_revision_grows_with_every_change(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    seen = [made.revision]
    for step in (
        lambda: made.models.save("one"),
        lambda: made.models.save("two"),
        lambda: made.models.undo(),
        lambda: made.models.redo(),
        lambda: made.set_meta("title", "Other"),
        lambda: made.accept(ids(made)[0]),
        lambda: made.undo(),
        lambda: made.set_document("dam", date="2026"),
    ):
        step()
        seen.append(made.revision)
    assert all(one < two for one, two in pairwise(seen))


def test_a_decision_on_what_was_changed_elsewhere_is_refused(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    first, second, *_ = ids(made)
    seen = made.revision
    made.reject(first)
    made.models.save("a model")
    with pytest.raises(StaleError):
        made.decide("accept", [first], seen=seen)
    made.decide("accept", [second], seen=seen)
    with pytest.raises(StaleError):
        made.undo(seen=seen)
    made.set_document("dam", title="One", seen=seen)
    with pytest.raises(StaleError):
        made.set_document("dam", title="Two", seen=seen)
    assert made.document("dam").title == "One"


def test_a_statement_added_before_it_does_not_change_a_statement(tmp_path: Path) -> None:
    made = dossier(tmp_path, document())
    last = ids(made)[-1]
    seen = made.revision
    made.add("dam", "open in May", act="COMMIT")
    made.decide("accept", [last], seen=seen)
