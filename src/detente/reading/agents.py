"""Who must do what, and who then does what: the parties behind a condition and its consequence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from detente.actors import is_actor_noun
from detente.evidence import Condition
from detente.reading.drafts import Draft, Reading
from detente.reading.lexicon import lexicon
from detente.reading.syntax import child
from detente.reading.targets import acting_body, named_in

_OWN = ("we", "i", "us", "our", "my")
#: Where the one spoken to controls the condition and the speaker the consequence.
_BETWEEN_TWO = ("offer", "threat", "demand")


def with_agents(reading: Reading, draft: Draft, targets: tuple[str, ...]) -> tuple[Condition, ...]:
    """Return the conditions of a statement with the parties that must act and then act.

    A named subject comes first, then "we" (the speaker) and "you" or "they" (the one addressed);
    where a clause names nobody, as "once the ban is lifted", an offer, threat or demand leaves the
    condition to the one addressed and the consequence to the speaker. Else the party stays open.
    """
    speaker = draft.speaker.id if draft.speaker is not None else None
    addressed = targets[0] if len(targets) == 1 else None
    found = []
    for condition, (must, then) in zip(draft.conditions, draft.agents, strict=True):
        between = condition.kind in _BETWEEN_TWO
        first = _agent(reading, draft, must, speaker, addressed, condition=True)
        second = _agent(reading, draft, then, speaker, addressed, condition=False)
        if first is None and between and not _is_another(must):
            first = addressed
        if second is None and (between or condition.kind == "promise") and not _is_pronoun(then):
            second = speaker
        found.append(replace(condition, condition_by=first, consequence_by=second))
    return tuple(found)


def _is_pronoun(token: Any | None) -> bool:
    return token is not None and token.pos_ == "PRON"


def _is_another(token: Any | None) -> bool:
    """Whether a clause tells by itself that it is not the one addressed who must act.

    A pronoun, what no party does alone ("if fighting resumes"), people without an article ("if
    observers take our place").
    """
    if token is None:
        return False
    words = lexicon().layers
    people = token.tag_ == "NNS" and token.left_edge == token and is_actor_noun(token)
    officers = words["titles"] | words["spoken_for"] | words["collectives"]
    others = people and token.lemma_.lower() not in officers
    return token.pos_ == "PRON" or token.lower_ in words["mutual"] or others


def _agent(
    reading: Reading,
    draft: Draft,
    token: Any | None,
    speaker: str | None,
    addressed: str | None,
    *,
    condition: bool,
) -> str | None:
    if token is None:
        return None
    word = token.lower_
    if word in _OWN or any(c.lower_ in _OWN and c.dep_ == "poss" for c in token.children):
        return speaker
    if word in ("you", "your"):
        return addressed
    if token.pos_ == "PRON":
        if word not in ("it", "they", "he", "she"):
            return None
        if draft.layer == "quoted":
            return addressed if condition else None
        if not condition:
            return speaker
        meant = reading.cast.pronoun(
            word, reading.parsed_of(token, draft).place(token.i, token.i)[0]
        )
        return reading.same.get(meant.id, meant.id) if meant is not None else None
    title = child(token, "appos")
    parsed = reading.parsed_of(token, draft)
    start, end = parsed.place(token.left_edge.i, token.i)
    named = named_in(reading, start, end, set())
    if title is not None and title.pos_ == "PROPN":  # "the insurer, Acme, agrees"
        named = named_in(reading, *parsed.place(title.left_edge.i, title.i), set()) or named
    return named[0] if named else acting_body(reading, token, draft)
