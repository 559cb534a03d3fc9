"""Statements in which one actor stands for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.evidence.types import Condition, Event, Mention, Statement


def renamed(statement: Statement, same: Mapping[str, str]) -> Statement:
    """Return a statement that knows actors by other ids; the names that its words use stay.

    Parameters
    ----------
    statement : Statement
    same : mapping of str to str
        The id of who stands for an actor, by the actor's own.
    """

    def one(actor: str | None) -> str | None:
        return None if actor is None else same.get(actor, actor)

    def mention(who: Mention | None) -> Mention | None:
        return who if who is None or who.id not in same else replace(who, id=same[who.id])

    def each(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(same.get(actor, actor) for actor in ids))

    def event(of: Event) -> Event:
        if same.keys().isdisjoint((of.agent, of.patient, of.nested_in)):
            return of
        return replace(
            of, agent=one(of.agent), patient=one(of.patient), nested_in=one(of.nested_in)
        )

    def condition(of: Condition) -> Condition:
        if same.keys().isdisjoint((of.condition_by, of.consequence_by)):
            return of
        return replace(of, condition_by=one(of.condition_by), consequence_by=one(of.consequence_by))

    return replace(
        statement,
        speaker=mention(statement.speaker),
        via=mention(statement.via),
        targets=each(statement.targets),
        inferred_targets=each(statement.inferred_targets),
        events=tuple(map(event, statement.events)),
        conditions=tuple(map(condition, statement.conditions)),
    )
