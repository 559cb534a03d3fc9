"""How the brief says things: outcomes, statements, findings, on conflicts nobody has heard of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from building import conflict_of
from detente.briefing.building import build_answer, locate
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.statements import addressees, carrying, statement_line
from detente.briefing.text import clean, quoted, shorten
from detente.briefing.wording import left_out_line
from detente.cli.brief import make_brief
from detente.drafting import Claim
from detente.drafting.types import LESS_SAID
from detente.evidence import Actor, Condition, Document, Mention, Span, Statement
from detente.model.conflict import Evidence, Statements
from detente.model.wording import with_article
from detente.render.terminal import render
from strategies import conflicts

TEXT = (
    "“If Ostmark lifts the levy, we will open the pass,” Mayor Lind of Vell said. "
    "“The choice is not ours.” He would never talk to Norra."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def statement(number: int, words: str, act: str, target: str, **more) -> Statement:
    return Statement(
        id=f"d.{number}",
        layer=more.pop("layer", "quoted"),
        span=span(words),
        act=act,
        speaker=Mention(id="V", name="Mayor Lind"),
        targets=(target,),
        **more,
    )


DOCUMENT = Document(
    id="d",
    source="/home/somebody/d.txt",
    text=TEXT,
    actors=(Actor(id="V", name="Vell"), Actor(id="O", name="Ostmark"), Actor(id="N", name="Norra")),
    statements=(
        statement(
            1,
            "“If Ostmark lifts the levy, we will open the pass,”",
            "OFFER",
            "O",
            quote=span("If Ostmark lifts the levy, we will open the pass,"),
            conditions=(
                Condition(
                    cue="If",
                    condition=span("Ostmark lifts the levy"),
                    consequence=span("we will open the pass"),
                    kind="offer",
                ),
            ),
        ),
        statement(
            2, "“The choice is not ours.”", "STATE", "O", quote=span("The choice is not ours.")
        ),
        statement(3, "He would never talk to Norra", "REJECT", "N", layer="reported"),
    ),
)


def conflict():
    made = conflict_of(
        {"lift": "O", "open": "V", "talk": "V"},
        {"V": ["!talk", "lift", "open IF lift", "open"], "O": ["!lift", "open"], "N": ["talk"]},
        one_way=["open"],
        status_quo="NNN",
    )
    ids = {"!talk": ("e3",), "open IF lift": ("e1",), "open": ("e1",)}
    items = tuple(
        replace(item, evidence=ids.get(str(item.that), ())) for item in made.preferences["V"].items
    )
    evidence = {
        f"e{n}": Evidence(id=f"e{n}", document="d.txt", start=s.span.start, end=s.span.end,
                          quote=s.span.text, layer=s.layer, speaker="V")
        for n, s in ((1, DOCUMENT.statements[0]), (3, DOCUMENT.statements[2]))
    }  # fmt: skip
    names = {"V": "Vell", "O": "Ostmark", "N": "Norra"}
    return replace(
        made,
        preferences={**made.preferences, "V": Statements(items)},
        evidence=evidence,
        decision_makers=tuple(replace(dm, name=names[dm.id]) for dm in made.decision_makers),
    )


@pytest.fixture(scope="module")
def brief():
    return build_answer(conflict(), [DOCUMENT], drafted=False, claim=Claim(party="O", toward="V"))


def finding(brief, code):
    return [item for item in brief.lints if item.code == code]


def test_a_statement_in_a_line():
    line = statement_line(DOCUMENT, DOCUMENT.statements[0])
    assert line == (
        "Mayor Lind (Vell) to Ostmark — offer: if “Ostmark lifts the levy”, then “we will open the "
        "pass” [quoted]"
    )


def test_one_door_open_another_shut():
    (line,) = addressees([DOCUMENT])
    assert line.startswith("Vell to Ostmark: offer, statement; to Norra: refusal.")
    assert line.endswith("It opens a door to Ostmark and not to Norra.")


def test_variants_and_overlaps_are_shown_once():
    twin = replace(DOCUMENT.statements[0], id="d.9", cluster="c")
    first = replace(DOCUMENT.statements[0], cluster="c")
    document = replace(DOCUMENT, statements=(first, twin, *DOCUMENT.statements[1:]))
    chosen = [s.id for _, s in carrying([document], conflict(), None, ())]
    assert len(chosen) == len(set(chosen)) == 3


def test_who_says_that_the_choice_is_not_its_own_and_yet_moves_first(brief):
    (move,) = finding(brief, "next-move")
    assert move.party == "V"
    assert "says that the choice is the other side's (“The choice is not ours.”)" in move.sentence
    assert "the next move is Vell's" in move.sentence


def test_commitments_and_refusals(brief):
    (kept,) = finding(brief, "unstopped")
    assert (kept.element, kept.evidence) == ("V: open", ("e1",))
    (refused,) = finding(brief, "refused")
    assert refused.element == "V: !talk"


def test_a_single_source_and_thin_evidence_are_told(brief):
    assert finding(brief, "single-source")
    (thin,) = finding(brief, "thin-evidence")
    assert "Ostmark (2 of 2" in thin.sentence
    assert "Vell" not in thin.sentence


def test_evidence_is_found_by_place_and_by_words():
    item = conflict().evidence["e1"]
    assert locate(item, [DOCUMENT]) == ("d", item.start, item.end)
    moved = replace(item, start=5, end=9)
    assert locate(moved, [DOCUMENT]) == ("d", item.start, item.end)
    assert locate(replace(item, quote="nowhere said"), [DOCUMENT]) is None


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(brief, width):
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    render(brief, Console(file=out, width=width, highlight=False))
    assert max(len(line) for line in out.getvalue().splitlines()) <= width


@settings(max_examples=30, deadline=None)
@given(conflicts(), st.data())
def test_any_conflict_has_a_brief(made, data):
    from io import StringIO

    from rich.console import Console

    ids = [dm.id for dm in made.decision_makers]
    claim = None
    if len(ids) > 1:
        party, toward = data.draw(st.permutations(ids))[:2]
        claim = Claim(party=party, toward=toward)
    brief = build_answer(made, [DOCUMENT], drafted=False, claim=claim)
    assert 1 <= len(brief.headline) <= 2
    names = brief.names()
    for outcome in brief.outcomes:
        # What is a trap today may come about under another attitude, and then has a letter.
        assert outcome.trap or outcome.state in names.labels
    brief.to_json()
    out = StringIO()
    render(brief, Console(file=out, width=90))
    assert "WHAT THE ANSWER TURNS ON" in out.getvalue()


def test_outcomes_share_what_they_share():
    made = conflict()
    names = OutcomeNames(made, ["NYN", "YYN"])
    assert names.labels == {"NYN": "A", "YYN": "B"}
    assert names.shared() == "Vell would do open"
    assert names.never() == "would Vell do talk"
    assert names.describe("NYN") == "Otherwise as today"
    assert names.describe("YYN") == "Ostmark would do lift"
    assert names.describe("NNN") == "Today's situation"
    assert names.named(["NYN", "NNN"]) == "A and today's situation"


def test_text_from_strangers_is_made_safe():
    assert clean("a\x1b[2Jb\u202ec\r\nd") == "a[2Jbc d"
    assert shorten("one two three four", 12) == "one two […]"
    assert quoted("“He said 'no',”", 50) == "“He said 'no'”"
    assert with_article("Dock Workers") == "the Dock Workers"
    assert with_article("The Hague") == "the Hague"


def test_the_brief_names_the_options_that_it_leaves_out(tmp_path):
    text = tmp_path / "long.txt"
    text.write_text(
        "Norway said it would cut fuel supplies to Denmark unless Denmark opens its border. "
        "Denmark vowed to raise tariffs on Norway. Norway demanded that Denmark pay damages. "
        "Denmark offered to hold talks on fishing if Norway lifts the embargo. "
        "Norway said it would send warships to the strait. Denmark said it would mobilise troops. "
        "Norway offered to sign a treaty. Denmark said it would ban ships from Norway. "
        "Norway vowed to sue Denmark. Norway said it would build a pipeline."
    )
    documents = [detente.read(str(text))]
    brief = make_brief(documents, None)
    line = left_out_line(brief)
    assert line is not None
    left = [text for text, why in brief.context if why == LESS_SAID]
    assert all(text[1:] in line for text in left)
    wider = make_brief(documents, None, max_options=len(brief.conflict.options) + len(left) + 5)
    assert left_out_line(wider) is None
