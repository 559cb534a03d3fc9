"""What a brief gives beside the model: motives, feared consequences, failed attempts, dates."""

from __future__ import annotations

import pytest

from detente.briefing.beyond import remarks
from detente.briefing.horizons import set_dates
from detente.documents import load_document
from detente.evidence import Document, Mention, Span, Statement
from detente.reading import read_statements
from detente.store.dossier import Dossier

CASES = (
    ("motive", "By standing firm the minister helps to legitimise her rule.", True),
    ("motive", "Domestically, she needs a success before the vote.", True),
    ("motive", "The two stayed on because they feared that the gains would be lost.", True),
    ("motive", "Neither side has a strong political incentive to yield.", True),
    ("motive", "Domestically produced grain is cheaper than what comes by sea.", False),
    ("motive", "The attack hurt the legitimacy of the guild.", False),
    ("consequence", "A larger fleet could set off an arms race in the strait.", True),
    ("consequence", "The rupture closes avenues for trade and for visits between families.", True),
    ("consequence", "A longer blockade risks perpetuating a cycle of reprisals.", True),
    ("consequence", "The plan would have seen the depot, close to shops, torn down.", False),
    ("consequence", "The leaders were forced to act at once or risk escalation.", False),
    ("attempt", "The talks, which collapsed in April, are likely to resume.", True),
    ("attempt", "The two ended their summit up the coast without a deal.", True),
    ("attempt", "Neither wanted to be blamed for the failure of the talks.", False),
    ("attempt", "Crews complicated rescue efforts as walls collapsed.", False),
    ("horizon", "The guild will go on strike on Tuesday, July 6th.", True),
    ("horizon", "The ban runs until 2031.", True),
    ("horizon", "The war led to a freeze in relations until 1978.", False),
    ("horizon", "Norra would never yield, it said on Friday.", False),
)


@pytest.mark.parametrize(("kind", "sentence", "found"), CASES)
def test_each_kind_is_told_by_its_words(kind: str, sentence: str, found: bool) -> None:
    document = Document(id="d", source="d.txt", text=f"A quarrel over a strait\n\n{sentence}\n")
    kinds = {remark.kind: remark.span.text for remark in remarks([document])}
    assert (kinds.get(kind) == sentence) is found


def test_no_sentence_is_told_twice_and_no_heading() -> None:
    text = (
        "Breakdown of talks over the strait\n\n"
        "The failure of the talks over the strait is a grim portent for the whole coast.\n\n"
        "The failure of the talks over the strait is a grim portent for the coast.\n"
    )
    document = Document(
        id="d", source="d.txt", text=text, title="Breakdown of talks over the strait"
    )
    assert len(remarks([document])) == 1


def test_what_a_party_threatens_is_no_consequence_that_is_feared() -> None:
    text = "If Norra sails, Velia could trigger the mines."
    said = Statement(
        id="s1", layer="reported", span=Span(0, len(text), text), act="THREATEN",
        speaker=Mention(id="V", name="Velia"),
    )  # fmt: skip
    assert not remarks([Document(id="d", source="d.txt", text=text, statements=(said,))])


def test_days_for_which_something_is_set() -> None:
    assert [s.text for s in set_dates("A march is planned for 10 December.")] == ["for 10 December"]
    assert not set_dates("He said on Monday’s talks that all was well.")


def test_what_the_analyst_rejected_is_nobody_s_remark(tmp_path):
    text = "The minister of Velia said it will impose tariffs on Norran steel by 3 May 2027."
    (tmp_path / "a.txt").write_text(text + "\n", encoding="utf-8")
    document = read_statements(load_document(str(tmp_path / "a.txt")))
    assert [r.kind for r in remarks([document])] == ["horizon"]
    with Dossier.create(tmp_path / "d.dossier") as dossier:
        dossier.add_document(document)
        (entry,) = [e for e in dossier.statements() if e.statement.layer != "author"]
        dossier.reject(entry.statement.id)
        assert not remarks(list(dossier.documents()))
