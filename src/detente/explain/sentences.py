"""One plain sentence for a verdict, made from the model's own option names."""

from __future__ import annotations

from collections.abc import Iterable

from detente.explain.witnesses import Answer, Explanation, Improvement, Step
from detente.explain.words import (
    describe_state,
    join_words,
    party_name,
    plain,
    sentence_case,
    with_article,
)
from detente.model.conflict import Conflict
from detente.model.wording import is_plural

_WANTED = ("SEQ", "SSEQ", "RSEQ", "CSEQ", "SIM")
_ESCAPE = ("SMR", "SSEQ", "RSMR", "CSMR")


def deed(conflict: Conflict, before: str, after: str) -> str:
    """Say a change of state as an infinitive without "to".

    Returns
    -------
    str
        Such as ``"take up “build the dam” and give up “release water”"``; ``"stay put"`` when
        nothing changes. In graph form, and where states are merged, where the conflict goes.
    """
    if before == after:
        return "stay put"
    if conflict.states or "-" in before + after:
        return f"take the conflict to “{describe_state(conflict, after)}”"
    if before != after and (conflict.states or "-" in before + after):
        return f"go to “{describe_state(conflict, after)}”"
    marks = list(zip(conflict.options, before, after, strict=True))
    up = [f"“{plain(option, conflict)}”" for option, old, new in marks if old < new]
    down = [f"“{plain(option, conflict)}”" for option, old, new in marks if old > new]
    parts = [f"take up {join_words(up)}"] if up else []
    parts += [f"give up {join_words(down)}"] if down else []
    return " and ".join(parts)


def sentence_for(conflict: Conflict, given: Explanation, *, has_moves: bool) -> str:
    """Say in one sentence why a verdict holds.

    Parameters
    ----------
    conflict : Conflict
        The model.
    given : Explanation
        The verdict with its witness.
    has_moves : bool
        Whether the focal party can move at all.
    """
    who = _names(conflict, given.focal)
    if given.foresight:
        text = _foresight(conflict, given, who)
    elif not given.improvements:
        text = _nothing_to_gain(conflict, given, who, has_moves=has_moves)
    elif given.stable:
        text = _answered(conflict, given, who)
    else:
        text = _free(conflict, given, who)
    return sentence_case(text)


def _nothing_to_gain(conflict: Conflict, given: Explanation, who: str, *, has_moves: bool) -> str:
    has, its, it, prefers = _pronouns(conflict, given)
    if not has_moves:
        return f"{who} {has} no move from here."
    if given.concept.startswith("R"):
        return f"No move of {who} is one that {its} attitudes accept."
    if len(given.focal) > 1:
        return f"{who} together can reach no state that all of them prefer."
    return f"{who} {has} no move of {its} own to a state that {it} {prefers}."


def _pronouns(conflict: Conflict, given: Explanation) -> tuple[str, str, str, str]:
    """Return "has", "its", "it" and "prefers", or what they are for several: "the workers"."""
    names = [dm.name for dm in conflict.decision_makers if dm.id in given.focal]
    if len(names) > 1 or is_plural(names[0]):
        return "have", "their", "they", "prefer"
    return "has", "its", "it", "prefers"


def _answered(conflict: Conflict, given: Explanation, who: str) -> str:
    count = len(given.improvements)
    pairs = [(one, one.answer) for one in given.improvements if one.answer is not None]
    first, answer = min(pairs, key=lambda pair: len(pair[1].steps))
    story = (
        f"if {who} were to {_moves(conflict, given.state, first)}, "
        f"{_reply(conflict, given, first, answer)}, and {_no_better(given, who)}"
    )
    if answer.blocked is not None:
        story += ", with no further move of its own to mend that"
        if len(given.focal) > 1:
            story = story.replace("of its own", "of their own")
    if count == 1:
        return f"{story}."
    return f"Each of the {count} improvements open to {who} has such an answer: {story}."


def _reply(conflict: Conflict, given: Explanation, first: Improvement, answer: Answer) -> str:
    if given.concept == "SIM":
        parts = [
            f"{_names(conflict, step.by)} at the same time might "
            f"{deed(conflict, given.state, step.to)}"
            for step in answer.steps
        ]
        return join_words(parts)
    verb = "would want to" if given.concept in _WANTED else "could"
    if given.concept == "RSEQ":
        verb = "would accept to"
    return _story(conflict, first.state, answer.steps, verb)


def _story(conflict: Conflict, start: str, steps: Iterable[Step], verb: str) -> str:
    parts = []
    before = start
    for step in steps:
        together = " together" if len(step.by) > 1 else ""
        parts.append(
            f"{_names(conflict, step.by)}{together} {verb} {deed(conflict, before, step.to)}"
        )
        before = step.to
    return ", then ".join(parts)


def _no_better(given: Explanation, who: str) -> str:
    if given.concept.startswith("R"):
        return f"{who} would be where its attitudes do not accept to be instead of here"
    if len(given.focal) > 1:
        return f"not all of {who} would be better off than now"
    return f"{who} would be no better off than now"


def _free(conflict: Conflict, given: Explanation, who: str) -> str:
    (one,) = given.improvements
    act = _moves(conflict, given.state, one)
    several = len(given.focal) > 1
    relational = given.concept.startswith("R")
    if relational:
        lead = f"The attitudes of {who} accept that it {_third(act)}"
    else:
        lead = f"{who} would rather {'together ' if several else ''}{act}"
    if given.concept in ("NASH", "RNASH", "CNASH"):
        return f"{lead}{'' if relational else ', and would be better off'}."
    if not one.reached:
        return f"{lead}, and nobody else {_can_answer(given.concept)}."
    credible = " that the others would want to give" if given.concept in _WANTED else ""
    if given.concept == "RSEQ":
        credible = " that the others' attitudes accept"
    hurt = "makes that unacceptable" if relational else "takes the gain away"
    escape = " for good" if given.concept in _ESCAPE and one.escapes else ""
    return f"{lead}, and no answer{credible} {hurt}{escape}."


def _can_answer(concept: str) -> str:
    if concept == "SIM":
        return "would want to move at the same time"
    if concept == "RSEQ":
        return "has an answer that its attitudes accept"
    return "would want to answer" if concept in _WANTED else "can answer"


def _moves(conflict: Conflict, state: str, improvement: Improvement) -> str:
    return deed(conflict, state, improvement.state)


def _third(act: str) -> str:
    return act.replace("take ", "takes ", 1).replace("give up ", "gives up ", 1)


def _foresight(conflict: Conflict, given: Explanation, who: str) -> str:
    verdict = given.foresight[0]
    has, its, it, prefers = _pronouns(conflict, given)
    ahead = f"{verdict.moves} move{'s' * (verdict.moves > 1)} ahead"
    if verdict.to is None:
        if len(given.foresight) == 1:
            return f"{who} {has} no move from here."
        expects = "expects" if has == "has" else "expect"
        return f"Looking {ahead}, {who} {expects} no move of {its} own to end in a state {it} {prefers}."
    act = deed(conflict, given.state, verdict.to)
    if verdict.final == (verdict.to,):
        return f"Looking {ahead}, {who} would {act} and expects that to stand."
    ends = deed(conflict, given.state, verdict.final[0])
    tail = f"to end where the change from now is to {ends}"
    if len(verdict.final) > 1:
        tail = f"any of the {len(verdict.final)} possible ends to be better than now"
    return f"Looking {ahead}, {who} would {act} and expects {tail}."


def _names(conflict: Conflict, ids: Iterable[str]) -> str:
    return join_words(with_article(party_name(conflict, one)) for one in ids)
