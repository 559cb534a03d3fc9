"""What a text lacks for a model, and which statements would supply it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.briefing.positions import Positions
from detente.briefing.stances import Entry
from detente.briefing.text import quoted
from detente.evidence import Document, Statement
from detente.explain.words import agreeing, possessive, sentence_case, with_article
from detente.model.conflict import Conflict

#: How many gaps are worth a reader's time, and of one kind.
SHOWN, UNANSWERED = 4, 2
_NOUNS = {"demands": "demand", "offers": "offer", "threatens": "threat"}
_ACTS = frozenset(
    {"offers", "threatens", "promises", "announces", "refuses", "does", "demands", "agrees"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A gap: what is not said, and what statement would fill it; ``statement`` is what asks for it."""

    what: str
    needed: str
    party: str | None = None
    document: Document | None = None
    statement: Statement | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the gap as JSON data."""
        return {
            "what": self.what,
            "needed": self.needed,
            "party": self.party,
            "statement": self.statement.id if self.statement else None,
        }


def missing(
    documents: Sequence[Document], table: Positions, conflict: Conflict | None = None
) -> tuple[Missing, ...]:
    """List what the documents lack for a model, what matters most first.

    Parameters
    ----------
    documents : sequence of Document
        With their statements.
    table : Positions
        Their positions side by side.
    conflict : Conflict, optional
        The thin model that they carry.
    """
    names = {actor.id: actor.name for document in documents for actor in document.actors}
    names |= table.parties
    found: list[Missing] = []
    acting = {e.party for issue in table.issues for e in issue.entries if e.kind in _ACTS}
    if len(acting) < 2:
        only = next(iter(acting), None)
        who = f"Only {with_article(names[only])}" if only else "No party"
        said = (
            agreeing(names[only], "says what it wants", "say what they want")
            if only
            else "says what it wants"
        )
        of = "another party: what it offers" if only else "two parties at least: what each offers"
        found.append(
            Missing(
                what=f"{who} {said} or would do.",
                needed=f"Statements of {of}, threatens, demands or refuses.",
            )
        )
    texts = "text names" if len(documents) < 2 else "texts name"
    options = conflict.options if conflict is not None else ()
    for dm in conflict.decision_makers if conflict is not None else ():
        own = [option for option in options if option.owner == dm.id and option.evidence]
        if len(own) < 2:
            name = with_article(dm.name)
            found.append(
                Missing(
                    what=f"The {texts} {'only one thing' if own else 'nothing'} that {name} could do.",
                    needed=f"What {'else ' * bool(own)}{name} {_does(dm.name)} or {agreeing(dm.name, 'has', 'have')} announced.",
                    party=dm.id,
                )
            )
    asked = [e for e in _asked(table) if e.toward and e.toward[0] in table.able]
    for entry in asked[:UNANSWERED]:
        other = with_article(names.get(entry.toward[0], entry.toward[0]))
        whose = possessive(with_article(names[entry.party])) if entry.party else "the"
        noun = f"{whose} {_NOUNS[entry.kind]}"
        found.append(
            Missing(
                what=f"No answer of {other} to {noun} {quoted(entry.words.text, 90)}.",
                needed=f"The answer of {other}: yes, no, or on which condition.",
                party=entry.toward[0],
                document=entry.document,
                statement=entry.statement,
            )
        )
    if not any(statement.conditions for d in documents for statement in d.statements):
        found.append(
            Missing(
                what="No statement says what one side would do if the other acted.",
                needed="A threat or an offer with its condition (“if …, then …”, “unless …”).",
            )
        )
    for party, name in table.parties.items():
        if party and party not in acting and party not in {gap.party for gap in found}:
            found.append(
                Missing(
                    what=f"{sentence_case(with_article(name))} {agreeing(name, 'says', 'say')} nothing of own steps.",
                    needed=f"What {with_article(name)} {_does(name)} or {agreeing(name, 'does', 'do')}.",
                    party=party,
                )
            )
    return tuple(found[:SHOWN])


def _does(name: str) -> str:
    """Return what a party is asked about, in the form that agrees with its name."""
    return agreeing(name, "offers, threatens, refuses", "offer, threaten, refuse")


def _asked(table: Positions) -> list[Entry]:
    """Return demands, offers and threats to which the one they are made to says nothing."""
    return [
        entry
        for issue in table.issues
        for entry in issue.entries
        if entry.kind in _NOUNS and not set(entry.toward) & set(issue.parties())
    ]
