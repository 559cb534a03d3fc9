"""Closing windows in words."""

from __future__ import annotations

from detente.analysis.windows import Vanishing, Window
from detente.explain.sentences import deed
from detente.explain.words import join_words, plain
from detente.model.conflict import Conflict
from detente.model.wording import in_sentence, sentence_case


def window_sentences(conflict: Conflict, window: Window) -> tuple[str, ...]:
    """Say a closing window in sentences made from the model's own names.

    Returns
    -------
    tuple of str
        What closes it, then one sentence for every state that vanishes.
    """
    option = next(each for each in conflict.options if each.id == window.option)
    who = in_sentence(conflict, window.party)
    origin = conflict.status_quo or window.after
    lead = (
        f"{who} has reason to {deed(conflict, origin, window.after)}, and there is no way back from "
        f"“{plain(option, conflict)}”."
    )
    return (
        sentence_case(lead),
        *(sentence_case(_vanishing(conflict, origin, item)) for item in window.vanishing),
    )


def _vanishing(conflict: Conflict, origin: str, item: Vanishing) -> str:
    kind = "outcome that could last" if item.concepts else "joint gain"
    text = f"Gone then is the {kind} in which the change from now is to {deed(conflict, origin, item.state)}"
    if item.first_movers:
        groups = [
            join_words(in_sentence(conflict, one) for one in group)
            + (" together" if len(group) > 1 else "")
            for group in item.first_movers
        ]
        text += f"; by acting first {join_words(groups, 'or')} could have it and would gain"
    else:
        text += "; nobody who would gain by it can bring it about first"
    if item.against:
        text += (
            f"; {join_words(in_sentence(conflict, one) for one in item.against)} would lose by it"
        )
    return f"{text}."
