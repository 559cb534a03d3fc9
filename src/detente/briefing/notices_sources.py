"""Findings on the words: what they leave open, until when they hold, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analysis.basis import rests_on
from detente.analysis.lints import Lint
from detente.briefing.findings import OF_A_KIND, Findings, own
from detente.briefing.horizons import horizons, planned_horizons, sentence_around
from detente.briefing.statements import speaker_label
from detente.briefing.text import clean, quoted, shorten
from detente.documents.mentioned import mentioned_articles
from detente.evidence import INFERRED, Document, Span, Statement
from detente.explain.words import (
    join_words,
    plain,
    possessive,
    sentence_case,
)
from detente.model.expression import Expression

#: Acts by which a speaker binds itself.
_BINDING = frozenset({"COMMIT", "OFFER", "THREATEN", "AGREE", "CONCEDE", "RETREAT", "REJECT"})


def only_if(at: Findings) -> Iterator[Lint]:
    """Say where the model reads "only if" into an "if", and whose reading that is."""
    for party in at.landscape.compiled.players:
        items = list(own(at, party))
        said = {
            (str(item.that.operands[0]), part)
            for item in items
            if item.that.operator == "IF" and not item.assumption
            for part in item.that.operands[1].options()
        }
        stronger = [
            item
            for item in items
            if _is_stronger(item.that, said)
            and rests_on(item, at.conflict.evidence)
            not in ("quoted words", "reported words", "cited words")
        ]
        if stronger:
            bases = dict.fromkeys(rests_on(item, at.conflict.evidence) for item in stronger)
            options = {option.id: option for option in at.conflict.options}
            deeds = join_words(
                dict.fromkeys(
                    f"“{plain(options[name])}”"
                    for item in stronger
                    for name in item.that.operands[0].options()
                )
            )
            yield Lint(
                "only-if",
                party,
                f"{sentence_case(possessive(at.name(party)))} words say “if”: that it would {deeds} only if "
                f"its condition is met rests on {join_words(bases)}.",
                f"{party}: {stronger[0].that}",
                tuple(dict.fromkeys(e for item in stronger for e in item.evidence)),
            )


def _is_stronger(that: Expression, said: set[tuple[str, str]]) -> bool:
    """Whether a wish says "only if": IFF, or the converse of an IF that was said."""
    if that.operator == "IFF":
        return True
    if that.operator != "IF" or that.operands[0].operator != "!":
        return False
    deed = str(that.operands[0].operands[0])
    return any((deed, part) in said for part in that.operands[1].options())


def thin(at: Findings) -> Iterator[Lint]:
    """Say of which parties the documents hardly tell what they want."""
    thin = []
    for party in at.landscape.compiled.players:
        items = list(own(at, party))
        weak = sum(
            rests_on(item, at.conflict.evidence) in ("an assumption", "nothing cited")
            for item in items
        )
        if items and weak * 2 > len(items):
            thin.append(f"{at.name(party)} ({weak} of {len(items)} wishes assumed or not sourced)")
    if thin:
        yield Lint(
            "thin-evidence",
            None,
            f"The sources tell little of what matters most to {join_words(thin)}.",
            "",
        )


def single_source(documents: Sequence[Document]) -> Iterator[Lint]:
    """Say that all comes from one document, and by way of whom."""
    if len(documents) != 1:
        return
    (document,) = documents
    relays = list(
        dict.fromkeys(clean(s.via.name) for s in document.statements if s.via is not None)
    )
    via = f", partly by way of {join_words(relays)}" if relays else ""
    yield Lint(
        "single-source",
        None,
        f"Single source: everything attributed to anybody reaches us through one document{via}.",
        document.id,
    )


def check_original(documents: Sequence[Document]) -> Iterator[Lint]:
    """Say how many quotations should be compared with the original, and why."""
    kinds: dict[str, int] = {}
    for document in documents:
        for statement in document.statements:
            for note in statement.notes:
                kind = note.split(":", 1)[0]
                if statement.quote is not None and kind not in (
                    "speaker not named nearby",
                    INFERRED,
                ):
                    kinds[kind] = kinds.get(kind, 0) + 1
    if kinds:
        listed = join_words(f"{number} with {clean(kind)}" for kind, number in kinds.items())
        yield Lint("check-original", None, f"Check quotations against the original: {listed}.", "")


def until_when(at: Findings) -> Iterator[Lint]:
    """Say until when commitments hold, where the words say so, and what that is counted from.

    A horizon stands in the statement's own sentence; one that the document gives to plans elsewhere
    is told apart. No date is worked out.
    """
    found = [(d, *each) for d in at.documents for each in _bound(d)]
    for document, statement, horizon in found[:OF_A_KIND]:
        words = statement.quote.text if statement.quote else statement.span.text
        name = speaker_label(document, statement) if statement.speaker else "the speaker"
        yield _horizon(
            at,
            document,
            sentence_around(document.text, horizon.start, horizon.end),
            f"{sentence_case(possessive(name))} words ({quoted(words, 80)}) say until when: "
            f"{quoted(horizon.text, 80)}",
        )
    if found:
        return
    for document in at.documents:
        for clause in planned_horizons(document.text)[:1]:
            if any(s.act in _BINDING for s in document.statements):
                yield _horizon(
                    at,
                    document,
                    clause,
                    f"No commitment says until when it holds; the document gives plans a horizon "
                    f"({quoted(clause.text, 120)})",
                )


def _bound(document: Document) -> Iterator[tuple[Statement, Span]]:
    """Yield each horizon with the statement to whose words, or else to whose sentence, it belongs."""
    best: dict[int, tuple[tuple[bool, int], Statement, Span]] = {}
    for statement in document.statements:
        if statement.act not in _BINDING or statement.speaker is None:
            continue
        span = statement.span
        sentence = sentence_around(document.text, span.start, span.end)
        for horizon in horizons(document.text, sentence):
            inside = span.start <= horizon.start and horizon.end <= span.end
            rank = (not inside, span.end - span.start)
            if horizon.start not in best or rank < best[horizon.start][0]:
                best[horizon.start] = (rank, statement, horizon)
    for _, (_, statement, horizon) in sorted(best.items()):
        yield statement, horizon


def _horizon(at: Findings, document: Document, where: Span, lead: str) -> Lint:
    several = len(at.documents) > 1 and document.title
    which = f"“{shorten(clean(document.title or ''), 60)}”" if several else "the document"
    dated = (
        f"{which} is dated {clean(document.date)}" if document.date else f"{which} gives no date"
    )
    evidence = tuple(
        item.id
        for item in at.conflict.evidence.values()
        if item.start < where.end
        and where.start < item.end
        and document.text[item.start : item.end] == item.quote
    )
    return Lint("horizon", None, f"{lead}; {dated}.", document.id, evidence)


def mentioned(documents: Sequence[Document]) -> Iterator[Lint]:
    """List the articles that the documents point to and that are not among them."""
    read = {clean(d.title).casefold() for d in documents if d.title}
    titles: dict[str, str] = {}
    cited = False
    for document in documents:
        for span in mentioned_articles(document.text):
            cited = cited or any(
                s.span.start < span.end and span.start < s.span.end for s in document.statements
            )
            title = clean(span.text)
            if title.casefold() not in read:
                titles.setdefault(title.casefold(), title)
    if titles:
        listed = "; ".join(f"“{shorten(title, 120)}”" for title in titles.values())
        them = "it" if len(titles) == 1 else "them"
        nothing = "" if cited else f" Nothing is quoted from {them}."
        yield Lint("mentioned-not-read", None, f"Mentioned, not read: {listed}.{nothing}", "")
