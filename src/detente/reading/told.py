"""What words tell that somebody else has found: a statement that an analyst adds by hand."""

from __future__ import annotations

from dataclasses import replace

from detente.evidence import Condition, Document, Event, Mention, Span
from detente.reading.reader import read_statements


def told(
    words: str, speaker: Mention, start: int = 0
) -> tuple[tuple[Event, ...], tuple[Condition, ...]]:
    """Return the events and conditions that words tell when a speaker says them.

    Parameters
    ----------
    words : str
        Verbatim, of one statement.
    speaker : Mention
        Who says them.
    start : int
        Where they begin in their document; every span returned is one of that document.
    """
    lead = f"{speaker.name} said that "
    text = f"{lead}{words.rstrip(' .')}."
    read = read_statements(Document(id="told", source="told", text=text, language="en"))
    shift = start - len(lead)

    def moved(span: Span) -> Span:
        return Span(span.start + shift, span.end + shift, span.text)

    for statement in read.statements:
        named = statement.speaker.id if statement.speaker is not None else None

        def put(actor: str | None, named: str | None = named) -> str | None:
            return speaker.id if actor is not None and actor == named else actor

        # "Said that" itself is none of the words.
        if any(event.phrase.start < len(lead) for event in statement.events):
            continue
        events = tuple(
            replace(e, phrase=moved(e.phrase), agent=put(e.agent), patient=put(e.patient))
            for e in statement.events
        )
        conditions = tuple(
            replace(
                c,
                condition=moved(c.condition),
                consequence=moved(c.consequence),
                condition_by=put(c.condition_by),
                consequence_by=put(c.consequence_by),
            )
            for c in statement.conditions
            if min(c.condition.start, c.consequence.start) >= len(lead)
        )
        return events, conditions
    return (), ()
