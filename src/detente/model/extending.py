"""The keys of a model file beyond options and preferences: moves, merged states, what is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from detente.model.conflict import MoveRule, Preferences
from detente.model.fields import Fields
from detente.model.parsing import Node

if TYPE_CHECKING:
    from detente.model.further import (
        Chance,
        Coalesced,
        NamedState,
        Transition,
        Unknown,
        UnknownPair,
        View,
    )

SOURCED = ("evidence", "assumption")
KEYS = (
    *("states", "move_rule", "moves", "forbidden_moves", "coalesced"),
    *("unknown", "probabilities", "views"),
)
#: Views within views are read to this depth.
MAX_LEVELS = 4
_PROBABILITY = r"(?:[0-9]{1,200}/[0-9]{1,200}|[0-9]?\.?[0-9]{1,30}(?:[eE]-[0-9]{1,3})?)"

ReadPreferences = Callable[[Node, str], Preferences | None]


class Extensions(Fields):
    """Reads the further keys of a model file."""

    def read_named_state(self, node: Node) -> NamedState | None:
        """Read a state of a model in graph form."""
        from detente.model.further import NamedState

        fields = self.read_fields(node, "a state", ("id", "name", *SOURCED))
        if not isinstance(node.value, dict):
            return None
        name = self.new_id(fields, node, "A state", self.state_ids)
        evidence, assumption = self.read_sourced(fields)
        return NamedState(
            id=name,
            name=self.read_text(fields.get("name"), f"The name of {name[:80]}") or name,
            evidence=evidence,
            assumption=assumption,
        )

    def read_coalesced(self, node: Node) -> Coalesced | None:
        """Read which states are merged."""
        from detente.model.further import Coalesced

        fields = self.read_fields(node, "coalesced", ("pattern", "why", *SOURCED))
        pattern = self.read_part(fields, node, "pattern", "The pattern", "YN-")
        evidence, assumption = self.read_sourced(fields)
        if pattern is None:
            return None
        if pattern in self.merged or "-" not in pattern:
            self.report(
                f"The pattern {pattern!r} is listed twice."
                if pattern in self.merged
                else f"The pattern {pattern!r} holds a single state.",
                node.line,
                value=pattern,
                fix="Remove it.",
            )
            return None
        self.merged.append(pattern)
        self.lines[f"coalesced {pattern}"] = node.line
        why = self.read_text(fields.get("why"), "why")
        return Coalesced(pattern=pattern, why=why, evidence=evidence, assumption=assumption)

    def read_rule(self, node: Node | None) -> MoveRule:
        """Read what may change in one move."""
        if node is None:
            return MoveRule.TOGETHER
        return self.read_choice(node, "move_rule", MoveRule) or MoveRule.TOGETHER

    def read_transition(self, node: Node) -> Transition | None:
        """Read a move that is added or forbidden."""
        from detente.model.further import Transition

        fields = self.read_fields(node, "a move", ("by", "from", "to", "why", *SOURCED))
        if not isinstance(node.value, dict):
            return None
        start = self.read_part(fields, node, "from", "The state to move from", "YN-")
        end = self.read_part(fields, node, "to", "The state to move to", "YN-")
        evidence, assumption = self.read_sourced(fields)
        why = self.read_text(fields.get("why"), "why")
        by = self._movers(fields.get("by"), node)
        if start is None or end is None or not by:
            return None
        self.lines.setdefault(f"move {','.join(by)} {start} {end}", node.line)
        return Transition(
            by=by, start=start, end=end, why=why, evidence=evidence, assumption=assumption
        )

    def _movers(self, node: Node | None, holder: Node) -> tuple[str, ...]:
        if node is None:
            self.report(
                "A move does not say by whom.", holder.line, fix="Add by: an id, or a list."
            )
            return ()
        items = node.value if isinstance(node.value, list) else [node]
        names = [self.read_id(item, "A mover") for item in items]
        found = [name for name in names if name is not None]
        for name in found:
            if self.dms:
                self.known(name, self.dms, "decision maker", node.line)
        return tuple(dict.fromkeys(found))

    def read_part(
        self, fields: Mapping[str, Node], holder: Node, key: str, what: str, letters: str
    ) -> str | None:
        """Read a state or pattern that must be there."""
        node = fields.get(key)
        if node is None:
            self.report(f"{what} is missing.", holder.line, fix=f"Add {key}: …")
            return None
        return self.read_state(node, what, letters)

    def read_unknown(self, node: Node, dm: str) -> Unknown | None:
        """Read what is not known of the preferences of a decision maker: rest, or pairs."""
        from detente.model.further import Unknown

        items = node.value if isinstance(node.value, list) else [node]
        pairs, rest = [], False
        for item in items:
            if item.value == "rest":
                rest = True
            elif isinstance(item.value, dict):
                pair = self._unknown_pair(item, dm)
                if pair is not None:
                    pairs.append(pair)
            else:
                self.wrong_type(
                    item,
                    f"What is unknown of {dm[:80]}",
                    'the word rest, or pairs such as - between: ["YN", "NN"]',
                )
        return Unknown(tuple(pairs), rest)

    def _unknown_pair(self, node: Node, dm: str) -> UnknownPair | None:
        from detente.model.further import UnknownPair

        fields = self.read_fields(node, f"what is unknown of {dm[:80]}", ("between", *SOURCED))
        evidence, assumption = self.read_sourced(fields)
        between = fields.get("between")
        items = [] if between is None else self.read_list(between, "between")
        if len(items) != 2:
            self.report(
                f"An unknown comparison of {dm[:80]} does not name two states.",
                node.line,
                fix='Write between: ["…", "…"], two states or patterns.',
            )
            return None
        one, other = (self.read_state(item, "The state", "YN-") for item in items)
        if one is None or other is None:
            return None
        if one == other and (self.state_ids or "-" not in one):
            self.report(
                f"An unknown comparison of {dm[:80]} compares {one!r} with itself.",
                node.line,
                value=one,
                fix="Name two states.",
            )
            return None
        return UnknownPair(between=(one, other), evidence=evidence, assumption=assumption)

    def read_chances(self, node: Node, dm: str) -> tuple[Chance, ...]:
        """Read the probable preferences of a decision maker."""
        what = f"The probable preferences of {dm[:80]}"
        found = [self._chance(item, dm) for item in self.read_list(node, what)]
        return tuple(chance for chance in found if chance is not None)

    def _chance(self, node: Node, dm: str) -> Chance | None:
        from detente.model.further import Chance

        keys = ("better", "than", "probability")
        fields = self.read_fields(node, f"a probable preference of {dm[:80]}", (*keys, *SOURCED))
        if not isinstance(node.value, dict):
            return None
        better = self.read_part(fields, node, "better", "The better state", "YN-")
        than = self.read_part(fields, node, "than", "The other state", "YN-")
        evidence, assumption = self.read_sourced(fields)
        given = fields.get("probability")
        number = None
        if given is not None and re.fullmatch(_PROBABILITY, given.raw):
            from fractions import Fraction

            top, _, bottom = given.raw.partition("/")
            number = Fraction(top) / Fraction(bottom or "1") if int(bottom or "1") else None
        if number is None or not 0 <= number <= 1:
            raw = "" if given is None else given.raw
            self.report(
                f"The probability is {raw[:40]!r}." if raw else "The probability is missing.",
                node.line,
                value=raw or None,
                fix='Write a number from 0 to 1, such as 0.7 or "2/3".',
            )
            return None
        if better is None or than is None:
            return None
        return Chance(
            better=better, than=than, probability=number, evidence=evidence, assumption=assumption
        )

    def read_view(self, node: Node, dm: str, read: ReadPreferences, level: int = 1) -> View | None:
        """Read how a decision maker sees the conflict; ``read`` reads preferences."""
        from detente.model.further import View

        what = f"the view of {dm[:80]}"
        known = ("unseen_options", "unseen_states", "preferences", "views", *SOURCED)
        fields = self.read_fields(node, what, known)
        if not isinstance(node.value, dict):
            return None
        evidence, assumption = self.read_sourced(fields)
        options = []
        for item in self.read_list(fields.get("unseen_options"), f"unseen_options of {what}"):
            name = self.read_id(item, "An unseen option")
            if name is not None and self.known(name, self.options, "option", item.line):
                options.append(name)
        if options and len(set(options)) == len(self.options):
            self.report(
                f"In {what} no option is seen.", node.line, fix="Leave at least one to be seen."
            )
        patterns = self.read_list(fields.get("unseen_states"), f"unseen_states of {what}")
        states = [self.read_state(item, "An unseen state", "YN-") for item in patterns]
        everything = self.options, self.width, self.scope
        self.scope += f"view {dm} "
        self.lines[self.scope] = node.line
        self.options = [name for name in self.options if name not in options]
        self.width -= len(set(options))
        preferences = self._inner(fields.get("preferences"), f"preferences in {what}", read)
        self.options, self.width = everything[:2]
        inner = self._inner_views(fields.get("views"), what, read, level)
        self.scope = everything[2]
        return View(
            unseen_options=tuple(dict.fromkeys(options)),
            unseen_states=tuple(state for state in states if state is not None),
            preferences=preferences,
            views=inner,
            evidence=evidence,
            assumption=assumption,
        )

    def _inner(self, node: Node | None, what: str, read: ReadPreferences) -> dict[str, Preferences]:
        found: dict[str, Preferences] = {}
        for dm, item in ({} if node is None else self.read_mapping(node, what)).items():
            assert node is not None  # noqa: S101  (it had items)
            self.known(dm, self.dms, "decision maker", node.lines[dm])
            self.lines[f"{self.scope}preferences {dm}"] = node.lines[dm]
            value = read(item, dm)
            if value is not None:
                found[dm] = value
        return found

    def _inner_views(
        self, node: Node | None, what: str, read: ReadPreferences, level: int
    ) -> dict[str, View]:
        if node is None:
            return {}
        if level == MAX_LEVELS:
            self.report(
                f"Views within views go deeper than {MAX_LEVELS} levels.",
                node.line,
                fix="Drop the innermost.",
            )
            return {}
        found = {}
        for dm, item in self.read_mapping(node, f"views in {what}").items():
            self.known(dm, self.dms, "decision maker", node.lines[dm])
            view = self.read_view(item, dm, read, level + 1)
            if view is not None:
                found[dm] = view
        return found
