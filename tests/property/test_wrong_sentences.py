"""Sentences that a brief must never print, whatever the model and whatever the statement."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.outcomes import Landscape
from detente.briefing.composing import compose
from detente.briefing.making import brief_of_model
from detente.briefing.page import WORDS
from detente.briefing.statements import statement_line, statement_words
from detente.evidence import ACTS, CONDITION_KINDS, SENSES, Condition, Document, Mention, Span
from detente.evidence import Statement as Said
from detente.model.conflict import Conflict, Statements
from detente.model.states import StateSpace
from detente.render.terminal import as_text
from strategies import conflicts

#: Codes that no front page holds: names of tests, state strings.
_CODES = re.compile(r"\b(?:R?NASH|R?SEQ|SSEQ|GMR|SMR|[YN]{4,})\b")


def plain_names(conflict: Conflict) -> bool:
    """Whether no name of the model itself looks like a code."""
    names = [option.name for option in conflict.options]
    names += [dm.name for dm in conflict.decision_makers]
    names += [rule.why or "" for rule in conflict.infeasible]
    return not any(_CODES.search(name) for name in names)


@settings(max_examples=25, deadline=None)
@given(conflict=conflicts(max_options=3))
def test_no_model_makes_a_brief_say_what_is_not_so(conflict: Conflict) -> None:
    brief = brief_of_model(conflict)
    report = compose(brief)
    text = as_text(report)
    assert "Nobody in the text" not in text  # there is no text
    assert "(negated)" not in text
    assert "otherwise as today" not in text
    page = " ".join(line.text for line in report.summary)
    assert "The outcome depends" not in page  # no pair is named
    assert "does not depend" not in page
    assert len(page.split()) <= WORDS
    if plain_names(conflict):
        assert not _CODES.search(page)
    numbers = {note for line in report.lines() for note in line.notes}
    assert numbers <= set(range(1, len(report.notes) + 1))
    assert all(note.about for note in report.notes)
    assert brief.answer is not None
    for item in brief.answer.lints:
        if item.code == "unmentioned-option":
            assert_same_to_everybody(conflict, item.element)


def assert_same_to_everybody(conflict: Conflict, option: str) -> None:
    """Check that no ranking tells states apart that differ in one option only."""
    space = StateSpace.of(conflict)
    place = [each.id for each in conflict.options].index(option)
    for dm in conflict.decision_makers:
        if isinstance(conflict.preferences.get(dm.id), Statements):
            continue
        ranks = space.ranks(dm.id)
        for state in space.names:
            other = state[:place] + ("N" if state[place] == "Y" else "Y") + state[place + 1 :]
            twin = space.find(other)
            if twin is not None:
                assert ranks[space.index(state)] == ranks[twin]


words = st.lists(st.sampled_from(["we", "will", "lift", "the", "ban", "now", "pay", "them"]),
                 min_size=1, max_size=7).map(" ".join)  # fmt: skip


@given(
    first=words, second=words, act=st.sampled_from(ACTS), kind=st.sampled_from(CONDITION_KINDS),
    sense=st.sampled_from(SENSES), negated=st.booleans(), layer=st.sampled_from(["quoted", "reported"]),
)  # fmt: skip
def test_no_conditional_is_cut_to_two_words_of_its_condition(
    first: str, second: str, act: str, kind: str, sense: str, negated: bool, layer: str
) -> None:
    text = f"If {first}, {second}."
    condition, consequence = (
        Span(3, 3 + len(first), first),
        Span(5 + len(first), 5 + len(first) + len(second), second),
    )
    whole = Span(0, len(text) - 1, text[:-1])
    statement = Said(
        id="s1", layer=layer, span=whole, quote=whole if layer == "quoted" else None, act=act,
        speaker=Mention("V", "Velia"), negated=negated,
        conditions=(
            Condition(cue="If", condition=condition, consequence=consequence, kind=kind, sense=sense),
        ),
    )  # fmt: skip
    document = Document(id="d", source="d.txt", text=text, statements=(statement,))
    line = statement_line(document, statement)
    assert "negated" not in line
    assert "REJECT" not in line
    told = statement_words(statement)
    if ", then " in told:
        halves = [half.strip("“” ") for half in told.partition(" ")[2].split(", then ")]
        assert all(len(half.split()) > 2 for half in halves)
    assert first in told or len(first.split()) <= 2
    # Where a half is short, the whole is told.
    assert first in told
    if kind != "dependence" or len(first.split()) <= 2:
        assert second in told


@settings(max_examples=30, deadline=None)
@given(conflict=conflicts(max_options=3))
def test_what_is_said_to_come_about_comes_about(conflict: Conflict) -> None:
    """Today's situation is said to last only where it does, and a deal lists no step that is not in it."""
    brief = brief_of_model(conflict)
    answer = brief.answer
    assert answer is not None
    page = " ".join(brief.headline)
    starts = {outcome.state for outcome in answer.outcomes if outcome.starts}
    if "so today's situation lasts" in page:
        assert starts == {conflict.status_quo}
        landscape = Landscape(conflict)
        assert landscape.start is not None
    names = answer.names()
    for state, name in names.short.items():
        if name == "Deal":
            assert state in answer.agreed
            movers = {
                option.owner
                for option, old, new in zip(
                    conflict.options, conflict.status_quo or state, state, strict=True
                )
                if old != new
            }
            assert len(movers) > 1
