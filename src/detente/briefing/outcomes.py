"""Outcomes in words: what they share, and how each differs from today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from detente.briefing.outcome_names import NOTHING, outcome_names
from detente.explain.words import (
    describe_change,
    describe_state,
    join_words,
    plain,
    sentence_case,
    with_article,
    with_lower,
)
from detente.model.conflict import Conflict

#: Longest description of an outcome that a line about something else carries.
ASIDE_WIDTH = 190


class OutcomeNames:
    """Names and descriptions of the outcomes that a brief speaks of.

    Parameters
    ----------
    conflict : Conflict
        The model.
    states : sequence of str
        The outcomes that get a short name, in order.
    agreed : collection of str
        Those in which several parties move and each gains by it.
    beyond : collection of str
        Outcomes that nothing leads to: named, but not counted for what all others share.

    Examples
    --------
    Outcomes are described by what differs from today, and what all of them share is said once, by
    :meth:`shared`.
    """

    def __init__(
        self, conflict: Conflict, states: Sequence[str], agreed: Collection[str] = (),
        beyond: Collection[str] = (),
    ) -> None:  # fmt: skip
        self.conflict = conflict
        self.states = tuple(dict.fromkeys(states))
        #: The short name of every outcome that has one.
        self.short = outcome_names(conflict, self.states, agreed=agreed)
        far = outcome_names(conflict, [*self.states, *beyond], agreed=agreed) if beyond else {}
        for state in beyond:
            self.short.setdefault(state, far[state])
        # In graph form the letters of a state are those of a word, not of options.
        columns = () if conflict.states else zip(*self.states, strict=True)
        marks = [set(column) for column in columns]
        #: Places of options on which all outcomes agree; none when there is but one outcome.
        self.common = (
            frozenset(place for place, seen in enumerate(marks) if len(seen) == 1)
            if len(self.states) > 1
            else frozenset()
        )

    def common_options(self) -> set[str]:
        """Return the options on which all outcomes agree."""
        return {o.id for place, o in enumerate(self.conflict.options) if place in self.common}

    def shared(self) -> str | None:
        """Say what all outcomes have in common and today has not; None when there is nothing."""
        today = self.conflict.status_quo
        if not self.common or today is None:
            return None
        changed = self._with(today, self.states[0], self.common)
        if changed == today:
            return None
        return sentence_case(describe_change(self.conflict, today, changed))

    def never(self) -> str | None:
        """Say which options no outcome has, party by party; None when there is no such option."""
        if not self.common:
            return None
        parts = []
        for dm in self.conflict.decision_makers:
            missing = [
                plain(option)
                for place, option in enumerate(self.conflict.options)
                if option.owner == dm.id and place in self.common and self.states[0][place] == "N"
            ]
            if missing:
                parts.append(f"{with_article(dm.name)} {join_words(missing, 'or')}")
        return f"would {join_words(parts, 'or')}" if parts else None

    def describe(self, state: str) -> str:
        """Describe an outcome by what it adds to that which all have in common."""
        today = self.conflict.status_quo
        if today is None:
            return describe_state(self.conflict, state)
        # An outcome without a name of its own may lack what the others share: then it is described whole.
        agrees = self.states and all(state[p] == self.states[0][p] for p in self.common)
        before = self._with(today, state, self.common) if agrees else today
        words = describe_change(self.conflict, before, state)
        if words == "nothing changes":
            return NOTHING if before == today else "Nothing beyond what all share"
        return sentence_case(words)

    def named(self, states: Iterable[str], *, in_full: bool = True) -> str:
        """Name outcomes inside a sentence: by short name, in words where that is short, else by number."""
        wanted = dict.fromkeys(states)  # there may be hundreds of thousands
        today = self.conflict.status_quo
        plainly = (
            today is not None and today in wanted and self.short.get(today, NOTHING) == NOTHING
        )
        if today is not None and plainly:
            del wanted[today]
        names = sorted(f"“{self.short[state]}”" for state in self.short.keys() & wanted.keys())
        others = [state for state in wanted if state not in self.short] if names else list(wanted)
        if plainly:
            names.append(NOTHING[:1].lower() + NOTHING[1:])
        # So many that their marks of quotation alone are too wide are not described.
        few = others if in_full and 2 * len(others) <= ASIDE_WIDTH else []
        words = [f"“{with_lower(self.conflict, self.describe(state))}”" for state in few]
        if words and sum(map(len, words)) <= ASIDE_WIDTH:
            names += words
        elif others:
            more = "other " if names else ("another " if len(others) == 1 else "")
            number = "" if more == "another " else f"{len(others)} "
            names.append(f"{number}{more}outcome{'s' * (len(others) > 1)}")
        return join_words(names)

    @staticmethod
    def _with(base: str, source: str, places: Iterable[int]) -> str:
        marks = list(base)
        for place in places:
            marks[place] = source[place]
        return "".join(marks)
