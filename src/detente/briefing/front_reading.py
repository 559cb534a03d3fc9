"""The front page where the text carries no model, or a thin one: who takes which position, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.briefing.page import MANY, Sentence
from detente.briefing.positions import NOBODY, Issue, Positions
from detente.briefing.result import Brief
from detente.briefing.stances import Entry
from detente.briefing.text import clean, quoted, shorten
from detente.explain.words import agreeing, join_words, sentence_case, with_article

#: What tells most about a party, first.
_WEIGHTIEST = (
    "threatens", "demands", "refuses", "offers", "promises", "announces", "opposes", "does", "agrees", "accuses",
    "supports",
)  # fmt: skip
#: Words from which a quotation tells something by itself.
_TELLING = 3
#: Plural forms of what parties do.
_PLURALS = {
    "refuses": "refuse",
    "promises": "promise",
    "accuses": "accuse",
    "announces": "announce",
    "opposes": "oppose",
    "does": "do",
}


def reading_page(brief: Brief, width: int) -> Iterator[Sentence]:
    """Yield the sentences of the page.

    Parameters
    ----------
    brief : Brief
        Without a model, or with a thin one.
    width : int
        Characters of one part at most.
    """
    documents, table = brief.documents, brief.positions
    which = "This text carries" if len(documents) == 1 else "These texts carry"
    model = "no model of a conflict that could be worked out"
    if brief.answer is not None:
        model = "only a thin model of a conflict (in the annex)"
    because = f": {_reason(brief.why, width)}" if brief.why else ""
    yield Sentence(text=f"{which} {model}{because}.")
    yield from _positions(table, width)
    for status, lead in (("contested", "Contested"), ("agreed", "Agreed")):
        found = [issue for issue in table.issues if issue.status == status]
        if found:
            yield Sentence(text=f"{lead}: {_issues(found, width)}.")
    if brief.missing:
        gap = with_small(shorten(brief.missing[0].what, 2 * width)).rstrip(".")
        gap += "”" * (gap.count("“") > gap.count("”"))
        yield Sentence(text=f"What is missing first: {gap}.")
    if len(documents) == 1:
        yield Sentence(text="Everything here comes from one text.")


def _reason(why: str, width: int) -> str:
    """Say why there is no model; where there is little room, only the first half."""
    text = with_small(clean(why).rstrip("."))
    return text if len(text) <= 2 * width else text.split(": ")[0]


def _positions(table: Positions, width: int) -> Iterator[Sentence]:
    """Yield the weightiest position of each of the first parties, in its words."""
    weightiest: dict[str, Entry] = {}
    for issue in table.issues:
        for entry in issue.entries:
            held = weightiest.get(entry.party)
            if entry.party != NOBODY and (held is None or _weight(entry) < _weight(held)):
                weightiest[entry.party] = entry
    told = [party for party in table.parties if party in weightiest]
    for party in told[:MANY]:
        entry = weightiest[party]
        name = table.parties[party]
        verb = agreeing(name, entry.kind, _PLURALS.get(entry.kind, entry.kind[:-1]))
        verb += " this" if entry.kind == "does" else ""
        words = entry.words.text
        if len(words.split()) < _TELLING:  # "retaliate": with what stands around it
            words = (entry.statement.quote or entry.statement.span).text
        yield Sentence(
            text=f"{sentence_case(with_article(name))} {verb}: {quoted(words, width)}.",
            statements=((entry.document, entry.statement),),
        )
    others = [with_article(table.parties[party]) for party in told[MANY:]]
    if others:
        more = [f"{len(others) - MANY} more"] if len(others) > MANY else []
        few = others[:MANY] if more else others
        yield Sentence(text=f"Positions are also taken by {join_words([*few, *more])}.")


def _weight(entry: Entry) -> tuple[int, int]:
    return _WEIGHTIEST.index(entry.kind) if entry.kind in _WEIGHTIEST else 99, -len(entry.words.text) // 40  # fmt: skip


def _issues(found: Sequence[Issue], width: int) -> str:
    whole_first = sorted(found, key=lambda issue: "[…]" in issue.title)
    told = [f"“{with_small(shorten(i.title, min(width, 60)))}”" for i in whole_first[:MANY]]
    more = len(found) - len(told)
    return join_words([*told, *([f"{more} more"] if more else [])])


def with_small(text: str) -> str:
    """Lower the first letter of a text unless its first word is a name or an acronym."""
    head = text.split(" ", 1)[0]
    small = {"The", "No", "Only", "By", "A", "It", "Nobody", "Nothing", "This", "What", "An"}
    return text[:1].lower() + text[1:] if head in small else text
