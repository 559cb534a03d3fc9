"""The claim that the outcome depends on one party's attitude toward another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from detente.claims.parse import is_denied
from detente.claims.types import Claim
from detente.drafting.lexicon import mentions, words
from detente.drafting.parties import Parties, fits
from detente.evidence import Document, Span, Statement
from detente.model.conflict import Conflict, Statements
from detente.model.expression import Expression

_COURT = re.compile(
    r"\bball is (?:now |firmly |squarely )*in (.{2,40}?)(?:['’]s?)? court\b", re.IGNORECASE
)
_NEXT_CLAUSE = re.compile(r"[,;:.!?]")


def find_claim(documents: Sequence[Document], conflict: Conflict) -> Claim | None:
    """Find the claim that the outcome depends on somebody's attitude, or assume the likeliest.

    Statements come first ("relations hinge on X's approach", "the choice is not ours"), then titles.
    When nobody makes such a claim, the cell is that of the party that holds most of the conditions
    which others name in the model, toward the party that names most of them; ``assumed`` says so.

    Parameters
    ----------
    documents : sequence of Document
    conflict : Conflict
        Its decision makers are the parties that a claim can be about.

    Returns
    -------
    Claim or None
        None when the model has fewer than two decision makers.
    """
    names = Parties(documents)
    known = _Known(conflict)
    if len(conflict.decision_makers) < 2:
        return None
    plain, weaker = _in_statements(documents, names, known)
    # A title that names the party says more than "the other side", whose party must be guessed.
    found = [*plain, *_in_titles(documents, names, known), *weaker]
    if found:
        return found[0]
    return assumed_claim(conflict)


class _Known:
    """The decision makers of a model, found by the ids that documents use."""

    def __init__(self, conflict: Conflict) -> None:
        self._ids = [dm.id for dm in conflict.decision_makers]
        self._names = {dm.name: dm.id for dm in conflict.decision_makers}

    def of(self, actor: str | None, name: str = "") -> str | None:
        if actor is None:
            return None
        if actor in self._ids:
            return actor
        by_id = fits(actor, self._ids)
        if by_id is not None:
            return by_id
        written = fits(name, self._names) if name else None
        return None if written is None else self._names[written]

    def another(self, *not_these: str | None) -> str:
        return next(dm for dm in self._ids if dm not in not_these)

    def pair(self) -> list[str]:
        return self._ids


def _in_statements(
    documents: Sequence[Document], names: Parties, known: _Known
) -> tuple[list[Claim], list[Claim]]:
    """Return claims made in statements: those that name the party, then "theirs to choose"."""
    plain: list[Claim] = []
    weaker: list[Claim] = []
    for document in documents:
        for statement in document.statements:
            speaker = statement.speaker.id if statement.speaker else None
            mine = known.of(speaker, names.name(speaker)) if speaker else None
            for condition in statement.conditions:
                if "dependence" not in (condition.kind, condition.sense):
                    continue
                party = _named(condition.condition.text, names, known, not_this=None)
                claim = _claim(document, statement, party, condition.consequence.text, mine, names,
                               known, span=_around(document, condition.condition, condition.consequence),
                               cue=condition.cue)  # fmt: skip
                if claim is not None:
                    vague = mentions("claim", "vague", condition.condition.text)
                    (weaker if vague else plain).append(claim)
            text = statement.span.text
            court = _COURT.search(text)
            if court is not None:
                party = _named(court.group(1), names, known, not_this=None)
                claim = _claim(document, statement, party, text, mine, names, known,
                               span=statement.span, cue="ball is in the court")  # fmt: skip
                if claim is not None:
                    plain.append(claim)
            elif mine is not None and mentions("claim", "theirs", text):
                other = next(
                    (o for t in statement.targets if (o := known.of(t, names.name(t))) not in (None, mine)),
                    known.another(mine),
                )  # fmt: skip
                weaker.append(
                    Claim(
                        party=other or known.another(mine), toward=mine, document=document.id,
                        statement=statement.id, span=statement.span, speaker=speaker,
                        cue=_theirs(text),
                    )
                )  # fmt: skip
    return plain, weaker


def _theirs(text: str) -> str | None:
    padded = " ".join(text.lower().replace("’", "'").split())
    return next((w for w in sorted(words("claim", "theirs")) if w in padded), None)


def _claim(
    document: Document, statement: Statement, party: str | None, about: str, speaker: str | None,
    names: Parties, known: _Known, *, span: Span, cue: str | None,
) -> Claim | None:  # fmt: skip
    if party is None:
        return None
    # The clause that binds the two sides says whether it asserts the dependence or denies it.
    negated = is_denied(_sentence_around(document, span))
    toward = speaker if speaker != party else None
    if toward is None:
        toward = _named(about, names, known, not_this=party) or known.another(party)
    return Claim(
        party=party, toward=toward, document=document.id, statement=statement.id, span=span,
        speaker=statement.speaker.id if statement.speaker else None, cue=cue, negated=negated,
    )  # fmt: skip


def _sentence_around(document: Document, span: Span) -> str:
    """Return the sentence in which a span begins, its subject included ("Nothing depends …")."""
    before = max(
        document.text.rfind(mark, 0, span.start) for mark in (". ", "! ", "? ", "\n", "“", ': "')
    )
    return document.text[before + 1 : span.end].strip(' "“”')


def _around(document: Document, one: Span, two: Span) -> Span:
    start, end = min(one.start, two.start), max(one.end, two.end)
    return Span(start, end, document.text[start:end])


def _named(text: str, names: Parties, known: _Known, *, not_this: str | None) -> str | None:
    for actor in names.named_in(text):
        party = known.of(actor, names.name(actor))
        if party is not None and party != not_this:
            return party
    return None


def _in_titles(documents: Sequence[Document], names: Parties, known: _Known) -> Iterator[Claim]:
    for document in documents:
        title = document.title
        if not title:
            continue
        for cue in sorted(words("claim", "depends"), key=len, reverse=True):
            match = re.search(rf"\b{re.escape(cue)}\b(?: up)?(?: entirely| only)? (?:on|upon|to)\b", title,
                              re.IGNORECASE)  # fmt: skip
            if match is None:
                continue
            after = _NEXT_CLAUSE.split(title[match.end() :])[0]
            party = _named(after, names, known, not_this=None)
            if party is None:
                continue
            toward = _named(title[: match.start()], names, known, not_this=party)
            start = document.text.find(title)
            span = None if start < 0 else Span(start, start + len(title), title)
            yield Claim(
                party=party, toward=toward or known.another(party), document=document.id, span=span,
                cue=match.group(), negated=is_denied(title),
            )  # fmt: skip
            break


def assumed_claim(conflict: Conflict) -> Claim | None:
    """Return the cell of the party that holds most of the conditions that others name."""
    owner = {option.id: option.owner for option in conflict.options}
    asked: Counter[tuple[str, str]] = Counter()
    for holder, preferences in conflict.preferences.items():
        if not isinstance(preferences, Statements):
            continue
        for item in preferences.items:
            for option in _conditions(item.that):
                if owner[option] != holder:
                    asked[owner[option], holder] += 1
    if not asked:
        ids = [dm.id for dm in conflict.decision_makers]
        return Claim(party=ids[0], toward=ids[1], assumed=True) if len(ids) > 1 else None
    totals: Counter[str] = Counter()
    for (party, _), count in asked.items():
        totals[party] += count
    party = max(totals, key=lambda p: totals[p])
    toward = max((pair for pair in asked if pair[0] == party), key=lambda pair: asked[pair])[1]
    return Claim(party=party, toward=toward, assumed=True)


def _conditions(expression: Expression) -> Iterator[str]:
    """Yield the options named: those of the condition, twice as telling, and any other."""
    yield from expression.options()
    if expression.operator in ("IF", "IFF"):
        yield from expression.operands[1].options()
