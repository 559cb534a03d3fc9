"""How the brief says things: outcomes, statements, findings, on conflicts nobody has heard of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import conflict_of
from detente.briefing.building import build_answer
from detente.briefing.composing import compose
from detente.briefing.making import brief_of_answer
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.page import WORDS
from detente.briefing.sources import locate, paragraph
from detente.briefing.statements import (
    act_noun,
    addressees,
    carrying,
    named_targets,
    statement_line,
)
from detente.briefing.text import clean, quoted, shorten
from detente.claims.types import Claim
from detente.evidence import INFERRED, Actor, Condition, Document, Event, Mention, Span, Statement
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


def test_a_condition_of_two_words_gives_way_to_the_whole_sentence():
    words = span("“If Ostmark lifts the levy, we will open the pass,”")
    for half, other in (
        ("If Ostmark", "we will open the pass"),
        ("Ostmark lifts the levy", "we will"),
    ):
        cut = Condition(cue="If", condition=span(half), consequence=span(other), kind="threat")
        line = statement_line(
            DOCUMENT, statement(9, words.text, "THREATEN", "O", quote=words, conditions=(cut,))
        )
        assert "“If Ostmark lifts the levy, we will open the pass" in line


def test_a_guessed_addressee_carries_nothing():
    old = replace(DOCUMENT.statements[0], notes=(INFERRED,))
    new = replace(DOCUMENT.statements[0], targets=(), inferred_targets=("O",))
    for guessed in (old, new):
        assert named_targets(guessed) == ()
        assert statement_line(DOCUMENT, guessed).startswith(
            "Mayor Lind (Vell) (perhaps to Ostmark)"
        )
        shown = replace(DOCUMENT, statements=(guessed, *DOCUMENT.statements[1:]))
        assert not any("Ostmark: offer" in line for line in addressees([shown]))
        said = replace(shown.statements[0], id="c")
        claiming = replace(DOCUMENT, statements=(said, *DOCUMENT.statements))
        words = span("The choice is not ours.")
        claim = Claim(party="O", toward="V", document="d", statement="c", span=words, speaker="V")
        assert build_answer(conflict(), [claiming], drafted=False, claim=claim).dependence is None


def test_a_pair_that_nobody_names_makes_no_headline(brief):
    assumed = build_answer(
        conflict(), [DOCUMENT], drafted=False, claim=Claim(party="O", toward="V", assumed=True)
    )
    assert assumed.dependence is None
    report = compose(brief_of_answer(assumed))
    assert not any("attitude" in line.text.casefold() for line in report.summary)
    assert report.summary[0].text.startswith("At issue: whether ")
    assert "attitudes" not in {section.id for section in report.sections}
    named = compose(brief_of_answer(brief))
    assert named.summary[0].text.startswith("The outcome d")
    assert "attitudes" in {section.id for section in named.sections}


def test_paragraphs_are_counted_as_a_reader_does():
    wrapped = "One line\nof two.\n  \nThe second\nparagraph.\n\n\nThe third."
    found = [paragraph(wrapped, wrapped.index(word)) for word in ("One", "two", "second", "third")]
    assert found == [1, 1, 2, 3]
    lines = "First.\nSecond.\nThird."
    assert [paragraph(lines, lines.index(word)) for word in ("First", "Second", "Third")] == [
        1,
        2,
        3,
    ]


ARTICLE = (
    "Ferry talks stall",
    "The port of Orle said on Monday that its pilots would not return before the levy is lifted, "
    "and that it had told the shipping line so in a letter of eleven pages sent last week.",
    "“We wait,” said its master.",
    "The shipping line Corda answered that the levy stays as long as one berth is closed, and that "
    "no letter of any length would change what was agreed in the spring with all three harbours.",
    "Talks go on.",
)


@pytest.mark.parametrize("gaps", [(1,), (2,), (1, 4), (1, 2, 3, 4), ()])
def test_paragraphs_of_a_pasted_text_are_its_lines_wherever_a_line_is_empty(gaps):
    text = "".join(line + "\n" * (2 if n in gaps else 1) for n, line in enumerate(ARTICLE, 1))
    assert [paragraph(text, text.index(line) + 3) for line in ARTICLE] == [1, 2, 3, 4, 5]


def test_a_brief_of_a_text_without_a_title_is_named_by_its_first_sentence_and_not_by_its_dateline():
    from detente.briefing.making import _untitled

    for text, name in (
        ("VELIA CITY, Calif. (VNA) -- About 600 carters left. More.", "About 600 carters left"),
        ("ORLE (Agency) — The port of Orle closed.", "The port of Orle closed"),
        ("The U.N. said so. Then.", "The U.N. said so"),
        (" \n", "Reading brief"),
    ):
        assert _untitled([Document(id="d", source="d.txt", text=text)]) == name


def test_lines_broken_for_want_of_room_are_no_paragraphs():
    import textwrap

    words = [textwrap.wrap(line, 72) for line in ARTICLE]
    mail = "\n\n".join("\n".join(lines) for lines in words)
    for number, lines in enumerate(words, 1):
        assert {paragraph(mail, mail.index(line)) for line in lines} == {number}
    # Two lines, the second with a capital letter: what is between empty lines is one paragraph.
    mail = "It was agreed last spring that\nOrle lifts the levy.\n\nTalks go\nOn Monday."
    assert [paragraph(mail, mail.index(w)) for w in ("agreed", "Orle", "Talks", "Monday")] == [
        1,
        1,
        2,
        2,
    ]
    # An empty line below the title only, and running text of a page in narrow lines.
    page = "Title\n\n" + "\n".join(line for lines in words[1:] for line in lines)
    found = [paragraph(page, page.index(lines[-1])) for lines in words[1:]]
    assert found == [2, 3, 4, 5]
    assert paragraph("", 0) == 1


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
    report = compose(brief_of_answer(brief))
    render(report, Console(file=out, width=width, highlight=False))
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
    answer = build_answer(made, [DOCUMENT], drafted=False, claim=claim)
    names = answer.names()
    shown = list(names.short.values())
    assert len({name.casefold() for name in shown}) == len(shown)
    for outcome in answer.outcomes:
        assert names.short[outcome.state]
    brief = brief_of_answer(answer)
    front = " ".join(brief.headline)
    assert 1 <= len(front.split()) <= WORDS
    assert not [s for s in names.short if len(s) > 2 and s in front.split()]
    brief.to_json()
    out = StringIO()
    render(compose(brief), Console(file=out, width=90))
    assert "WHAT THE ANSWER TURNS ON" in out.getvalue()


def test_outcomes_share_what_they_share():
    made = conflict()
    names = OutcomeNames(made, ["NYN", "YYN"])
    assert names.short == {"NYN": "Do open only", "YYN": "Do lift"}
    assert names.shared() == "Vell would do open"
    assert names.never() == "would Vell do talk"
    assert names.describe("NYN") == "Nothing beyond what all share"
    assert names.describe("YYN") == "Ostmark would do lift"
    assert names.describe("NNN") == "Today's situation"
    assert names.named(["NYN", "NNN"]) == "“Do open only” and today's situation"


def test_text_from_strangers_is_made_safe():
    assert clean("a\x1b[2Jb\u202ec\r\nd") == "a[2Jbc d"
    assert shorten("one two three four", 12) == "one two […]"
    assert quoted("“He said 'no',”", 50) == "“He said 'no'”"
    assert with_article("Dock Workers") == "the Dock Workers"
    assert with_article("The Hague") == "the Hague"


def test_who_denies_refuses_nothing_and_who_meets_nobody_threatens_nobody():
    words = Span(0, 4, "Spoke"[:4])
    refusing = Event(predicate="pay", phrase=words, force="refuse")
    for act, more, noun in (
        ("REJECT", {}, "rejection"),
        ("REJECT", {"events": (refusing,)}, "refusal"),
        ("THREATEN", {}, "announcement"),
        ("THREATEN", {"targets": ("B",)}, "threat"),
        ("THREATEN", {"targets": ("B",), "notes": (INFERRED,)}, "announcement"),
        ("OFFER", {}, "offer"),
    ):
        statement = Statement(id="s", layer="reported", span=words, act=act, **more)
        assert act_noun(statement) == noun
