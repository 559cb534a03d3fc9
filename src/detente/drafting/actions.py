"""Conduct as a clause tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.drafting.lexicon import words

_DONE_TO = re.compile(
    r"[\w-]+ (?:the|our|this|its) (\w+)(?: (?:to|by|into|from|over|out|in|with|hostage)\b.*)?"
)
_INSTITUTIONS = ("company", "state", "bloc", "city", "school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Conduct as a clause tells it.

    Attributes
    ----------
    subject : str or None
        The words that name who acts; None when the clause does not say.
    phrase : str
        The conduct in the infinitive, without its subject: "withdraw its policy of confrontation".
    verb, objects : str, frozenset of str
        Normal forms of the verb and of the other content words, for comparing phrases.
    negated : bool
        Whether the clause says that it is *not* done.
    lead : str
        The wrapper that was opened: ``request``, ``refuse``, ``commit``, ``say`` or nothing.
    ongoing : bool
        Whether the wording presupposes that it is going on ("keep negotiating", "stop firing").
    means : tuple of Action
        Conduct named as its means ("by respecting our status").
    passive : bool
        Whether the clause was a passive without a doer.
    """

    subject: str | None
    phrase: str
    verb: str
    objects: frozenset[str]
    negated: bool = False
    lead: str = ""
    ongoing: bool = False
    means: tuple[Action, ...] = ()
    passive: bool = False


Known = Callable[[str], bool]


def is_mutual(one: Action, two: Action) -> bool:
    """Say whether both sides would do the same: "if you take steps, we will take steps"."""
    same = (one.verb, one.objects, one.negated) == (two.verb, two.objects, two.negated)
    return same and bool(one.objects)


def is_done_to_a_body(action: Action) -> bool:
    """Say whether a passive tells what is done to a body: "the company would not be held hostage"."""
    match = _DONE_TO.fullmatch(action.phrase)
    return (
        action.passive
        and match is not None
        and any(match.group(1) in words("kinds", kind) for kind in _INSTITUTIONS)
    )
