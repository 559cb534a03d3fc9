"""What only shows in the whole model: states that exist, rankings that are complete, oversights."""

from __future__ import annotations

from collections import Counter

from detente.model.checking_further import SHOWN, Listed, check_further, listing, report_ranking
from detente.model.conflict import Conflict, Infeasible, Ranking, Statements
from detente.model.fields import Fields, TooManyProblems
from detente.model.mentioning import mentioned_options
from detente.model.states import MAX_OPTIONS, name_of, number_of, option_tables, pattern_truth


def check_conflict(conflict: Conflict, fields: Fields) -> None:
    """Note every problem of a well-formed conflict in ``fields.problems``."""
    try:
        _check_states(conflict, fields)
        _check_preferences(conflict, fields)
    except TooManyProblems:
        return


class _Feasible:
    """Which states exist; up to ``MAX_OPTIONS`` options all are known, beyond it one by one."""

    def __init__(self, conflict: Conflict) -> None:
        self.ids = [option.id for option in conflict.options]
        self.rules = conflict.infeasible
        self.count: int | None = None
        if len(self.ids) > MAX_OPTIONS:
            return
        everything = (1 << (1 << len(self.ids))) - 1
        # The first option is the most significant bit, so places are in the order of the strings.
        tables = dict(zip(self.ids, reversed(option_tables(len(self.ids))), strict=True))
        table = everything
        for rule in self.rules:
            if rule.when is not None:
                table &= ~rule.when.truth(tables, everything)
            if rule.pattern is not None:
                table &= ~pattern_truth(rule.pattern, conflict, tables, everything)
        self.count = table.bit_count()
        self.bits = table.to_bytes((1 << len(self.ids)) // 8 + 1, "little")

    def holds(self, state: str) -> bool:
        """Say whether a state exists."""
        if self.count is None:
            return not any(self._matches(rule, state) for rule in self.rules)
        place = number_of(state)
        return bool(self.bits[place >> 3] >> (place & 7) & 1)

    def ranks(self, state: str) -> bool:
        """Say whether a ranking is to name a state."""
        return self.holds(state)

    def _matches(self, rule: Infeasible, state: str) -> bool:
        if rule.pattern is not None:
            return all(
                mark in ("-", letter) for mark, letter in zip(rule.pattern, state, strict=True)
            )
        taken = {name for name, letter in zip(self.ids, state, strict=True) if letter == "Y"}
        return rule.when is not None and rule.when.holds(taken)

    def missing(self, ranked: set[str]) -> list[str]:
        """Return the first existing states that are not ranked."""
        found: list[str] = []
        width = len(self.ids)
        for place in range(1 << width):
            if self.bits[place >> 3] >> (place & 7) & 1:
                state = name_of(place, width)
                if state not in ranked:
                    found.append(state)
                    if len(found) == SHOWN:
                        break
        return found


def _check_states(conflict: Conflict, fields: Fields) -> None:
    feasible: _Feasible | Listed = _Feasible(conflict)
    if feasible.count != 0 and conflict.further_keys() and len(conflict.options) <= MAX_OPTIONS:
        listed = check_further(conflict, fields)
        if listed is None:
            return
        feasible = listed
    if feasible.count == 0:
        fields.report(
            "The infeasible rules remove every state.",
            fields.lines.get("infeasible"),
            fix="Drop or narrow a rule.",
        )
        return
    quo = conflict.status_quo
    if quo is not None and not feasible.holds(quo):
        fields.report(
            f"The status quo {quo!r} is infeasible.",
            fields.lines.get("status_quo"),
            value=quo,
            fix="Give a state that no infeasible rule removes.",
        )
    for dm, preferences in conflict.preferences.items():
        if isinstance(preferences, Ranking):
            _check_ranking(dm, preferences, feasible, fields)
    for concept, states in conflict.published.items():
        gone = [state for state in states if not feasible.holds(state)]
        if gone:
            fields.report(
                f"Published states under {concept[:80]} are infeasible here: {listing(gone)}.",
                fields.lines.get("published"),
                value=gone[0],
                fix="Compare the infeasible rules with the source.",
                severity="warning",
            )


def _check_ranking(dm: str, ranking: Ranking, feasible: _Feasible | Listed, fields: Fields) -> None:
    line = fields.lines.get(f"ranking {dm}")
    named = {state for group in ranking.groups for state in group}
    number = 0
    if feasible.count is None:
        fields.report(
            f"The ranking of {dm} cannot name every state of {fields.width} options.",
            line,
            fix="Use preference statements or weights.",
        )
    else:
        number = feasible.count - sum(map(feasible.ranks, named))
    report_ranking(
        f"The ranking of {dm}",
        ranking,
        gone=lambda state: not feasible.ranks(state),
        missing=feasible.missing(named) if number else (),
        fields=fields,
        line=line,
        count=number,
    )


def _check_preferences(conflict: Conflict, fields: Fields) -> None:
    for dm in conflict.decision_makers:
        preferences = conflict.preferences.get(dm.id)
        place = f"preferences {dm.id}"
        line = fields.lines.get(place, fields.lines.get("preferences"))
        if preferences is None or preferences == Statements():
            fields.report(
                f"{dm.id} has no preferences and counts as indifferent to everything.",
                line,
                value=dm.id,
                fix=f"Add statements under preferences: {dm.id}.",
                severity="warning",
            )
        elif isinstance(preferences, Statements):
            counts = Counter(str(item.that) for item in preferences.items)
            for text, count in counts.items():
                if count > 1:
                    fields.report(
                        f"{dm.id} states {text[:200]!r} {count} times; only the first counts.",
                        line,
                        value=text,
                        fix="Remove the repetition.",
                        severity="notice",
                    )
    if any(isinstance(given, Ranking) for given in conflict.preferences.values()):
        return
    mentioned = mentioned_options(conflict)
    for option in conflict.options:
        if option.id not in mentioned:
            fields.report(
                f"The option {option.id!r} is in nobody's preferences.",
                fields.lines.get(f"option {option.id}"),
                value=option.id,
                fix="Say who cares about it, or drop it.",
                severity="notice",
            )
