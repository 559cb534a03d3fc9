"""Acts that stand once they are done, and things asked for that only another can grant."""

from __future__ import annotations

from dataclasses import replace

from detente.drafting.lexicon import words
from detente.evidence import Event, Statement

#: Acts whose deeds last once they are done: what is reported of them is still so.
_LASTING = frozenset(("SANCTION", "COERCE", "MOBILIZE", "PROTEST"))


def stands(statement: Statement, event: Event) -> bool:
    """Say whether a speaker's own deed still holds once it is done.

    Sanctions, sieges, call-ups and stoppages go on until they are ended; a suit stands until it is
    withdrawn or judged, an offer until it is withdrawn or answered. What was attacked, said or
    signed is over.
    """
    if not event.polarity or event.time == "ahead":
        return False
    if statement.act in _LASTING:
        return True
    if event.force != "state":
        return False
    return is_suit(event) or (
        statement.act == "OFFER" and event.predicate in words("standing", "offering")
    )


def is_suit(event: Event) -> bool:
    """Say whether a deed goes to law: "file a lawsuit", "take the company to court"."""
    if event.predicate == "sue":
        return True
    suing = event.predicate in words("standing", "suing")
    return suing and bool(set(event.topics[1:]) & words("standing", "suits"))


def grant_of(event: Event, owner: str) -> Event | None:
    """Return "demand a pay rise" as what the one who is asked would do: "grant a pay rise"."""
    if event.predicate not in words("sought", "verbs"):
        return None
    if not set(event.topics[1:]) & words("sought", "nouns"):
        return None
    thing = event.deed.partition(" ")[2].partition(" from ")[0]
    if not thing or thing.startswith("to "):
        return None
    return replace(
        event, agent=owner, predicate="grant", deed=f"grant {thing}", force="demand",
        topics=("grant", *event.topics[1:]), time="ahead", tone=1,
    )  # fmt: skip
