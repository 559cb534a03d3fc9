"""What follows from a correction: kinds of conditions, and the events that drafting reads.

A statement's act, its conditions and its events tell the same thing in three ways. Whoever corrects one
of them means the others too: a threat that was none becomes an offer in its condition and in the deed
that it announces, and a demand on one party becomes a demand on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from detente.evidence import Condition, Event, Span, Statement

#: The force of the deed that a statement of an act is about (Searle 1976); any other act states.
_FORCES = {
    "OFFER": "offer", "THREATEN": "threaten", "REQUEST": "demand", "REJECT": "refuse",
    "COMMIT": "promise", "CONCEDE": "promise", "AGREE": "promise", "ACCUSE": "accuse",
}  # fmt: skip
_KINDS = {
    "OFFER": "offer", "THREATEN": "threat", "REQUEST": "demand", "REJECT": "demand",
    "COMMIT": "promise", "CONCEDE": "promise", "AGREE": "promise", "STATE": "warning",
}  # fmt: skip
_ACTS = {
    "offer": "OFFER", "threat": "THREATEN", "warning": "THREATEN", "promise": "COMMIT", "demand": "REQUEST",
}  # fmt: skip
#: Forces with which a speaker speaks of what it does itself.
_OWN = ("offer", "threaten", "promise", "refuse")
_TIMES = {
    "done": "past", "ongoing": "now", "planned": "ahead", "conditional": "ahead", "asked": "ahead",
}  # fmt: skip


def narrowed(statement: Statement, span: Span) -> Statement:
    """Return a statement with the events and conditions that its words, cut to a span, still hold."""
    places: dict[int, int] = {}
    events: list[Event] = []
    for number, event in enumerate(statement.events):
        if span.start <= event.phrase.start and event.phrase.end <= span.end:
            places[number] = len(events)
            events.append(event)
    conditions = tuple(
        replace(c, antecedent=_at(places, c.antecedent), consequent=_at(places, c.consequent))
        for c in statement.conditions
        if span.start <= min(c.condition.start, c.consequence.start)
        and max(c.condition.end, c.consequence.end) <= span.end
    )
    return replace(statement, events=tuple(events), conditions=conditions)


def _at(places: dict[int, int], number: int | None) -> int | None:
    return None if number is None else places.get(number)


def bound(statement: Statement, condition: Condition) -> Condition:
    """Return a condition with the events that its two halves name, and who does them."""
    antecedent = _inside(statement, condition.condition)
    consequent = _inside(statement, condition.consequence)
    return replace(
        condition,
        antecedent=antecedent,
        consequent=consequent,
        condition_by=condition.condition_by or _agent(statement, antecedent),
        consequence_by=condition.consequence_by or _agent(statement, consequent),
    )


def _inside(statement: Statement, span: Span) -> int | None:
    return next(
        (
            number
            for number, event in enumerate(statement.events)
            if span.start <= event.phrase.start < span.end
        ),
        None,
    )


def _agent(statement: Statement, number: int | None) -> str | None:
    return None if number is None else statement.events[number].agent


def follow(before: Statement, after: Statement, changed: Collection[str]) -> Statement:
    """Return a corrected statement with all that follows from what was changed in it.

    Parameters
    ----------
    before, after : Statement
        As it was read, and with the changed fields only.
    changed : collection of str
        Names of those fields.
    """
    result = after
    if "span" in changed:
        kept = narrowed(result, after.span)
        # Conditions that the analyst gives are kept as given.
        result = kept if "conditions" not in changed else replace(kept, conditions=after.conditions)
    if "speaker" in changed:
        result = _spoken(before, result)
    if "targets" in changed:
        result = _addressed(before, result)
    if "act" in changed:
        result = _acting(before, result, kinds="conditions" not in changed)
    elif "conditions" in changed and result.conditions:
        result = _told_by_kinds(before, result)
    if "negated" in changed and result.act != "REJECT":
        result = _denied(result)
    if "modality" in changed:
        time = _TIMES.get(result.modality)
        result = _main(
            result,
            lambda e: replace(e, modality=result.modality, time=time or e.time),
            first=True,
        )
    return result


def _main_places(statement: Statement) -> list[int]:
    """Return the places of the events that a statement is about, those that its conditions ask left out."""
    asked = {c.antecedent for c in statement.conditions}
    free = [n for n in range(len(statement.events)) if n not in asked]
    then = [n for n in free if any(c.consequent == n for c in statement.conditions)]
    lead = then or free
    if not lead:
        return []
    force = statement.events[lead[0]].force
    return [n for n in free if statement.events[n].force == force]


def _main(
    statement: Statement, change: Callable[[Event], Event], *, first: bool = False
) -> Statement:
    places = _main_places(statement)[: 1 if first else None]
    return replace(
        statement,
        events=tuple(change(e) if n in places else e for n, e in enumerate(statement.events)),
    )


def _named_anew(statement: Statement, old: Collection[str], new: str | None) -> Statement:
    """Return a statement in which another party does, or suffers, what was ascribed to the old ones."""

    def put(actor: str | None) -> str | None:
        return new if actor in old else actor

    return replace(
        statement,
        events=tuple(replace(e, agent=put(e.agent), patient=put(e.patient)) for e in statement.events),
        conditions=tuple(
            replace(c, condition_by=put(c.condition_by), consequence_by=put(c.consequence_by))
            for c in statement.conditions
        ),
    )  # fmt: skip


def _spoken(before: Statement, result: Statement) -> Statement:
    new = result.speaker.id if result.speaker is not None else None
    if before.speaker is not None:
        return _named_anew(result, {before.speaker.id}, new)
    return _main(
        result, lambda e: replace(e, agent=new) if e.agent is None and e.force in _OWN else e
    )


def _addressed(before: Statement, result: Statement) -> Statement:
    result = replace(result, inferred_targets=())
    old = {*before.targets, *before.inferred_targets} - {*result.targets}
    new = result.targets[0] if result.targets else None
    speaker = result.speaker.id if result.speaker is not None else None
    result = _named_anew(result, old - {speaker or ""}, new)

    def asked(event: Event) -> Event:
        return (
            replace(event, agent=new) if event.agent is None and event.force == "demand" else event
        )

    return replace(
        result,
        events=tuple(map(asked, result.events)),
        conditions=tuple(
            replace(c, condition_by=new) if c.condition_by is None else c for c in result.conditions
        ),
    )  # fmt: skip


def _told_by_kinds(before: Statement, result: Statement) -> Statement:
    """Let what each condition promises follow its corrected kind, and the act follow that of the first.

    A statement may hold several conditions ("if you pay, we lift the ban; if not, we seize ships"): the
    one that was corrected moves its own consequence, and no other.
    """
    old = {(c.condition.start, c.consequence.start): c.kind for c in before.conditions}
    for n, condition in enumerate(result.conditions):
        kind = condition.kind
        known = before.conditions[n].kind if n < len(before.conditions) else None
        if kind not in _ACTS or kind == old.get((condition.condition.start, condition.consequence.start), known):  # fmt: skip
            continue
        others = [c for m, c in enumerate(result.conditions) if m != n]
        first = n == 0 or all(c.kind == kind for c in others)
        theirs = {c.consequent for c in others if c.kind != kind}
        places = set(_main_places(result)) - theirs if first else set()
        if condition.consequent is not None:
            places.add(condition.consequent)
        told = _acting(before, replace(result, act=_ACTS[kind]), kinds=False, places=places)
        result = told if first else replace(told, act=result.act)
    return result


def _acting(
    before: Statement, result: Statement, *, kinds: bool, places: Collection[int] | None = None
) -> Statement:
    """Let the main events, or those given, and the kinds of the conditions follow a corrected act."""
    force = _FORCES.get(result.act, "state")
    speaker = result.speaker.id if result.speaker is not None else None
    others = [*result.targets, *result.inferred_targets]
    was_refused = before.act == "REJECT"

    def told(event: Event) -> Event:
        polarity = event.polarity
        if force == "refuse":
            polarity = False
        elif was_refused or (event.force == "refuse" and not polarity):
            polarity = True  # what was taken for a refusal speaks of the deed itself
        agent, patient = event.agent, event.patient
        if force in _OWN and speaker is not None and agent != speaker:
            agent, patient = speaker, agent if agent is not None else patient
        elif force in ("demand", "accuse") and agent in (None, speaker):
            agent = next((other for other in others if other != speaker), agent)
        time, modality = event.time, event.modality
        if force in (*_OWN, "demand"):
            time, modality = "ahead", "asked" if force == "demand" else "planned"
        return replace(
            event, force=force, polarity=polarity, agent=agent, patient=patient, time=time,
            modality=modality,
        )  # fmt: skip

    followed = set(_main_places(result) if places is None else places)
    # What an offer is made for does its maker no harm.
    wished = {c.antecedent for c in result.conditions if c.consequent in followed}
    wished = wished - followed if force == "offer" else set()
    events = (told(e) if n in followed else e for n, e in enumerate(result.events))
    result = replace(
        result,
        events=tuple(
            replace(e, tone=max(e.tone, 0)) if n in wished else e for n, e in enumerate(events)
        ),
    )
    if kinds and result.act in _KINDS:
        kind = _KINDS[result.act]
        result = replace(
            result,
            conditions=tuple(
                c if c.kind in ("dependence", "either-or") else replace(c, kind=kind)
                for c in result.conditions
            ),
        )
    return replace(
        result,
        conditions=tuple(
            replace(c, consequence_by=result.events[c.consequent].agent)
            if c.consequent in followed and c.consequent is not None
            else c
            for c in result.conditions
        ),
    )


def _denied(result: Statement) -> Statement:
    """Let the main events be denied where the statement is, and affirmed where it is not."""

    def told(event: Event) -> Event:
        polarity = not result.negated
        force = event.force
        if force in ("promise", "offer") and not polarity:
            force = "refuse"
        elif force == "refuse" and polarity:
            force = "promise"
        return replace(event, polarity=polarity, force=force)

    return _main(result, told)
