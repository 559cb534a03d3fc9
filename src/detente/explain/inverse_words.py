"""Inverse answers in words: conditions on preferences, and the edits that would meet them."""

from __future__ import annotations

from typing import Any

from detente.analysis.edits import AttitudeEdit, PreferenceEdit
from detente.analysis.inverse_edits import Inverse, PartyConditions, states_of
from detente.engine.inverse import Condition, FewestEdits
from detente.explain.sentences import deed
from detente.explain.words import (
    attitude_word,
    describe_expression,
    describe_state,
    join_words,
    party_name,
    possessive,
    sentence_case,
    with_article,
)
from detente.model.conflict import Conflict
from detente.model.expression import Expression

#: Alternatives of one condition, and states of one alternative, that a sentence lists.
_SHOWN = 3


def condition_sentence(answer: Inverse, party: str, condition: Condition) -> str:
    """Say one condition on a party's preferences in words."""
    conflict, names = answer.conflict, answer.compiled.space.names
    who = with_article(party_name(conflict, party))

    def place(number: int) -> str:
        return deed(conflict, answer.state, names[number])

    lead = f"{who} must not prefer to {place(condition.move)}"
    if not condition.holds:
        return sentence_case(f"{lead}.")
    ways = []
    for hold in condition.holds[:_SHOWN]:
        states = [number for number in range(len(names)) if hold >> number & 1]
        ends = [f"“{_world(answer, number)}”" for number in states[:_SHOWN]]
        more = f" or any of {len(states) - _SHOWN} more" if len(states) > _SHOWN else ""
        ways.append(f"{join_words(ends, 'nor')}{more}")
    rest = len(condition.holds) - _SHOWN
    tail = f"; or one of {rest} more such answers" if rest > 0 else ""
    listed = "; or not ".join(ways)
    return sentence_case(f"{lead}; or else, fearing the answer, must not prefer {listed}{tail}.")


def _world(answer: Inverse, number: int) -> str:
    return describe_state(answer.conflict, answer.compiled.space.names[number])


def edit_sentence(conflict: Conflict, edit: PreferenceEdit | AttitudeEdit) -> str:
    """Say one edit in words."""
    if isinstance(edit, AttitudeEdit):
        whom = "itself" if edit.to == edit.of else with_article(party_name(conflict, edit.to))
        who = possessive(with_article(party_name(conflict, edit.of)))
        before, after = attitude_word(edit.before), attitude_word(edit.after)
        return sentence_case(f"{who} attitude to {whom} turns from {before} to {after}.")
    who = sentence_case(with_article(party_name(conflict, edit.party)))
    wish = describe_expression(conflict, edit.statement, of=edit.party)
    if edit.kind == "drop":
        return f"{who} no longer cares about: {wish}."
    if edit.other is None:
        return f"{who} changes: {wish}."
    if edit.kind == "swap":
        other = describe_expression(conflict, edit.other, of=edit.party)
        return f"{who} exchanges two wishes: {other} (moves up), and {wish} (moves down)."
    conditional = Expression("IF", (edit.statement, edit.other))
    wish = describe_expression(conflict, conditional, of=edit.party)
    return f"{who} makes a wish conditional: {wish}."


def inverse_json(answer: Inverse) -> dict[str, Any]:
    """Return an inverse answer as JSON data, sentences included."""
    conflict = answer.conflict
    return {
        "source": conflict.source,
        "title": conflict.title,
        "state": answer.state,
        "description": describe_state(conflict, answer.state),
        "concept": answer.concept,
        "for": list(answer.parties),
        "holds_now": all(party.stable for party in answer.by_party),
        "parties": [_party(answer, party) for party in answer.by_party],
        "preference_edits": _edits(conflict, answer.preferences),
        "attitude_edits": None
        if answer.attitudes is None
        else {"concept": f"R{answer.concept}"} | _edits(conflict, answer.attitudes),
    }


def _party(answer: Inverse, party: PartyConditions) -> dict[str, Any]:
    return {
        "party": party.party,
        "stable_now": party.stable,
        "conditions": [
            {
                "move": answer.compiled.space.names[condition.move],
                "met": met,
                "alternatives": [
                    list(states_of(answer.compiled, hold)) for hold in condition.holds
                ],
                "sentence": condition_sentence(answer, party.party, condition),
            }
            for condition, met in party.conditions
        ],
        "repairs": None if party.repairs is None else [list(repair) for repair in party.repairs],
    }


def _edits(conflict: Conflict, found: FewestEdits[Any]) -> dict[str, Any]:
    return {
        "size": found.size if found.found else None,
        "found": [
            [edit.to_json() | {"sentence": edit_sentence(conflict, edit)} for edit in edits]
            for edits in found.found
        ],
        "tried": found.tried,
        "tried_up_to": found.size,
        "complete": found.complete,
    }
