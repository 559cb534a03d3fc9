"""The tree of a model file to a conflict, gathering every problem of form on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from detente.model.conflict import (
    Attitude,
    Conflict,
    DecisionMaker,
    Direction,
    Evidence,
    Infeasible,
    Option,
    Preference,
    Preferences,
    Ranking,
    Statements,
    Weights,
)
from detente.model.extending import KEYS as FURTHER
from detente.model.extending import SOURCED as _SOURCED
from detente.model.extending import Extensions
from detente.model.fields import TooManyProblems, kind_of
from detente.model.parsing import Node

if TYPE_CHECKING:
    from detente.model.further import NamedState

VERSION = 1
REQUIRED = ("detente", "title", "decision_makers", "options", "preferences")
KEYS = (
    *REQUIRED,
    *("infeasible", "attitudes", "status_quo", "evidence"),
    *("source", "notes", "published", "outcome_names", "context"),
    *FURTHER,
)
_MAX_ITEMS = {"decision_makers": 200, "options": 1_000}
_MAX_STATES = 5_000
_MAX_WEIGHT = 10**9

_Item = TypeVar("_Item")


class Builder(Extensions):
    """Builds one conflict out of a tree."""

    def build(self, root: Node | None, *, origin: str | None = None) -> Conflict | None:
        """Return the conflict, with ``origin`` as its text, or None when there is an error of form."""
        try:
            conflict = self._model(root, origin)
        except TooManyProblems:
            return None
        failed = any(problem.severity == "error" for problem in self.problems)
        return None if failed else conflict

    def _model(self, root: Node | None, origin: str | None) -> Conflict | None:
        if root is None:
            self.report("The file is empty.", None, fix="Begin with detente: 1 and a title.")
            return None
        if not isinstance(root.value, dict):
            self.wrong_type(root, "The file", "a mapping with the keys detente, title and so on")
            return None
        top = self.read_fields(root, "the model", KEYS)
        for key in REQUIRED:
            if key == "options" and "states" in top:
                if key in top:
                    self.report(
                        "The model has both options and states.",
                        root.lines["states"],
                        fix="Give options, or in graph form states and moves.",
                    )
            elif key not in top:
                fix = f"Add detente: {VERSION}." if key == "detente" else f"Add {key}: …"
                self.report(f"The key {key!r} is missing.", root.line, value=key, fix=fix)
        self.lines.update(root.lines)
        version = top.get("detente")
        if version is not None and (version.value != VERSION or version.value is True):
            self.report(
                f"This is format version {version.raw[:40] or kind_of(version)!r}; "
                f"version {VERSION} is read.",
                version.line,
                value=version.raw,
                fix=f"Write detente: {VERSION}.",
            )
        evidence_node = top.get("evidence")
        if evidence_node is not None:
            self.known_evidence = set(self.read_mapping(evidence_node, "evidence"))
        title = self.read_name(top.get("title"), "title")
        dms = self._each(top.get("decision_makers"), "decision_makers", self._decision_maker)
        options = self._each(top.get("options"), "options", self._option)
        self.width = len(options)
        states = self._each(top.get("states"), "states", self.read_named_state)
        listed = top.get("options")
        self.optionless = listed is not None and listed.value == [] and "states" not in top
        if top.get("states") is not None and not options:
            self._graph_form(root, states)
        rules = self._each(top.get("infeasible"), "infeasible", self._rule)
        coalesced = self._each(top.get("coalesced"), "coalesced", self.read_coalesced)
        status_quo = top.get("status_quo")
        context = self.read_list(top.get("context"), "context")
        return Conflict(
            title=title or "",
            decision_makers=tuple(dms),
            options=tuple(options),
            infeasible=tuple(rules),
            preferences=self._by_dm(top.get("preferences"), "preferences", self._preferences),
            attitudes=self._by_dm(top.get("attitudes"), "attitudes", self._attitudes),
            status_quo=None if status_quo is None else self.read_state(status_quo, "status_quo"),
            evidence=self._evidence(evidence_node),
            citation=self.read_text(top.get("source"), "source"),
            notes=self.read_text(top.get("notes"), "notes"),
            published=self._published(top.get("published")),
            outcome_names=self._outcome_names(top.get("outcome_names")),
            context=tuple(plain(node) for node in context),
            states=tuple(states),
            move_rule=self.read_rule(top.get("move_rule")),
            moves=tuple(self._each(top.get("moves"), "moves", self.read_transition)),
            forbidden_moves=tuple(
                self._each(top.get("forbidden_moves"), "forbidden_moves", self.read_transition)
            ),
            coalesced=tuple(coalesced),
            unknown=self._by_dm(top.get("unknown"), "unknown", self.read_unknown),
            probabilities=self._by_dm(top.get("probabilities"), "probabilities", self.read_chances),
            views=self._by_dm(
                top.get("views"),
                "views",
                lambda node, dm: self.read_view(node, dm, self._preferences),
            ),
            source=self.source,
            origin=origin,
        )

    def _graph_form(self, root: Node, states: list[NamedState]) -> None:
        """Note what a model in graph form lacks or cannot have."""
        if not states:
            self.report("states is empty.", root.lines["states"], fix="List at least one.")
        if len(states) > _MAX_STATES:
            self.report(
                f"states has {len(states):,} items; at most {_MAX_STATES:,} are read.",
                root.lines["states"],
                fix="Larger models are not read (docs/reference/model-file.md, Limits).",
            )
        for key in ("infeasible", "coalesced", "move_rule", "forbidden_moves"):
            if key in root.lines:
                self.report(
                    f"A model in graph form has no {key}.",
                    root.lines[key],
                    value=key,
                    fix="List just the states and moves that there are.",
                )

    def _each(
        self, node: Node | None, key: str, read: Callable[[Node], _Item | None]
    ) -> list[_Item]:
        items = self.read_list(node, key)
        # Without an option there is one state, in which nothing can be done.
        needed = key in REQUIRED and key != "options"
        if node is not None and not items and isinstance(node.value, list) and needed:
            self.report(f"{key} is empty.", node.line, fix="List at least one.")
        most = _MAX_ITEMS.get(key, len(items))
        if len(items) > most:
            self.report(
                f"{key} has {len(items):,} items; at most {most:,} are read.",
                items[most].line,
                fix="Larger models are not read (docs/reference/model-file.md, Limits).",
            )
        return [item for item in map(read, items[:most]) if item is not None]

    def _by_dm(
        self, node: Node | None, key: str, read: Callable[[Node, str], _Item | None]
    ) -> dict[str, _Item]:
        result: dict[str, _Item] = {}
        if node is None:
            return result
        for dm, item in self.read_mapping(node, key).items():
            if self.dms:
                self.known(dm, self.dms, "decision maker", node.lines[dm])
            self.lines[f"{key} {dm}"] = node.lines[dm]
            value = read(item, dm)
            if value is not None:
                result[dm] = value
        return result

    def _decision_maker(self, node: Node) -> DecisionMaker | None:
        fields = self.read_fields(node, "a decision maker", ("id", "name", *_SOURCED))
        if not isinstance(node.value, dict):
            return None
        name = self.new_id(fields, node, "A decision maker", self.dms)
        evidence, assumption = self.read_sourced(fields)
        return DecisionMaker(
            id=name,
            name=self.read_name(fields.get("name"), f"The name of {name[:80]}") or name,
            evidence=evidence,
            assumption=assumption,
        )

    def _option(self, node: Node) -> Option | None:
        fields = self.read_fields(
            node, "an option", ("id", "name", "owner", "direction", *_SOURCED)
        )
        if not isinstance(node.value, dict):
            return None
        name = self.new_id(fields, node, "An option", self.options)
        self.lines.setdefault(f"option {name}", node.line)
        owner = self.read_id(fields.get("owner"), f"The owner of {name[:80]}")
        if "owner" not in fields:
            self.report(
                f"The option {name[:80]!r} has no owner.",
                node.line,
                value=name,
                fix=f"Add owner: one of {', '.join(self.dms[:12])}.",
            )
        elif owner is not None and self.dms:
            self.known(owner, self.dms, "decision maker", fields["owner"].line)
        direction = fields.get("direction")
        evidence, assumption = self.read_sourced(fields)
        return Option(
            id=name,
            name=self.read_name(fields.get("name"), f"The name of {name[:80]}") or name,
            owner=owner or "",
            direction=Direction.BOTH
            if direction is None
            else self.read_choice(direction, "direction", Direction) or Direction.BOTH,
            evidence=evidence,
            assumption=assumption,
        )

    def _rule(self, node: Node) -> Infeasible | None:
        fields = self.read_fields(node, "an infeasible rule", ("when", "pattern", "why", *_SOURCED))
        if not isinstance(node.value, dict):
            return None
        when, pattern = fields.get("when"), fields.get("pattern")
        if (when is None) == (pattern is None):
            self.report(
                "An infeasible rule has neither when nor pattern."
                if when is None
                else "An infeasible rule has both when and pattern.",
                node.line,
                fix='Write when: an expression, or pattern: such as "Y-N"; two rules for two.',
            )
        evidence, assumption = self.read_sourced(fields)
        return Infeasible(
            when=None if when is None else self.read_expression(when, "when"),
            pattern=None if pattern is None else self.read_state(pattern, "The pattern", "YN-"),
            why=self.read_text(fields.get("why"), "why"),
            evidence=evidence,
            assumption=assumption,
        )

    def _preferences(self, node: Node, dm: str) -> Preferences | None:
        if isinstance(node.value, list) and node.value and self.state_ids:
            self.report(
                f"The preferences of {dm[:80]} are statements, but the model has no options.",
                node.line,
                fix="Give a ranking: of states, or weights: as payoffs of states.",
            )
            return None
        if isinstance(node.value, list):
            items = (self._statement(item) for item in node.value)
            return Statements(tuple(item for item in items if item is not None))
        if not isinstance(node.value, dict):
            self.wrong_type(
                node, f"The preferences of {dm[:80]}", "a list of statements, a ranking or weights"
            )
            return None
        what = f"the preferences of {dm[:80]}"
        fields = self.read_fields(node, what, ("ranking", "weights", *_SOURCED))
        ranking, weights = fields.get("ranking"), fields.get("weights")
        evidence, assumption = self.read_sourced(fields)
        if (ranking is None) == (weights is None):
            self.report(
                f"For {what} give either ranking or weights.",
                node.line,
                fix="Statements are written as a list of - that: …",
            )
        elif ranking is not None:
            self.lines[f"{self.scope}ranking {dm}"] = ranking.line
            groups = tuple(self._group(item) for item in self.read_list(ranking, "ranking"))
            return Ranking(groups=groups, evidence=evidence, assumption=assumption)
        elif weights is not None:
            return Weights(weights=self._weights(weights), evidence=evidence, assumption=assumption)
        return None

    def _statement(self, node: Node) -> Preference | None:
        fields = self.read_fields(node, "a preference statement", ("that", "strength", *_SOURCED))
        if not isinstance(node.value, dict):
            return None
        that = fields.get("that")
        strength = fields.get("strength")
        if strength is not None and strength.value not in ("strong", "normal"):
            self.report(
                f"strength is {strength.raw[:40]!r}.",
                strength.line,
                value=strength.raw,
                fix="Write strength: strong, or leave it out.",
            )
        evidence, assumption = self.read_sourced(fields)
        if that is None:
            self.report("A preference statement without that.", node.line, fix="Add that: …")
            return None
        expression = self.read_expression(that, "that")
        if expression is None:
            return None
        return Preference(
            that=expression,
            strong=strength is not None and strength.value == "strong",
            evidence=evidence,
            assumption=assumption,
        )

    def _group(self, node: Node) -> tuple[str, ...]:
        items = node.value if isinstance(node.value, list) else [node]
        if not items:
            self.report("A tie in a ranking is empty.", node.line, fix="Remove it.")
        states = (self.read_state(item, "The state") for item in items)
        return tuple(state for state in states if state is not None)

    def _weights(self, node: Node) -> dict[str, int]:
        result = {}
        for option, item in self.read_mapping(node, "weights").items():
            if self.state_ids:
                self.known(option, self.state_ids, "state", node.lines[option])
            elif self.options or self.optionless:
                self.known(option, self.options, "option", node.lines[option])
            weight = self.read_number(item, f"The weight of {option[:80]}", node, _MAX_WEIGHT)
            if weight is not None:
                result[option] = weight
        return result

    def _attitudes(self, node: Node, dm: str) -> dict[str, Attitude] | None:
        result = {}
        for other, item in self.read_mapping(node, f"The attitudes of {dm[:80]}").items():
            if self.dms:
                self.known(other, self.dms, "decision maker", node.lines[other])
            attitude = self.read_choice(item, f"The attitude {dm[:80]}>{other[:80]}", Attitude)
            if attitude is not None:
                result[other] = attitude
        return result

    def _evidence(self, node: Node | None) -> dict[str, Evidence]:
        result: dict[str, Evidence] = {}
        if node is None or not isinstance(node.value, dict):
            return result
        optional = ("speaker", "layer", "via", "date")
        for name, item in node.value.items():
            what = f"evidence {name[:80]}"
            fields = self.read_fields(item, what, ("document", "start", "end", "quote", *optional))
            if not isinstance(item.value, dict):
                continue
            texts = {key: self.read_text(fields.get(key), f"{key} of {what}") for key in optional}
            for key in ("document", "quote"):
                if key not in fields:
                    self.report(f"{key} of {what} is missing.", item.line, fix=f"Add {key}: …")
            start = self.read_number(fields.get("start"), f"start of {what}", item, _MAX_WEIGHT)
            end = self.read_number(fields.get("end"), f"end of {what}", item, _MAX_WEIGHT)
            quote = self.read_text(fields.get("quote"), f"quote of {what}")
            document = self.read_text(fields.get("document"), f"document of {what}")
            if start is None or end is None or quote is None or document is None:
                continue
            if not 0 <= start <= end:
                self.report(
                    f"The span of {what} runs from {start} to {end}.",
                    item.line,
                    value=f"{start}-{end}",
                    fix="Give 0 <= start <= end, in characters of the document.",
                )
            elif end - start != len(quote):
                self.report(
                    f"The quote of {what} has {len(quote)} characters, its span {end - start}.",
                    item.line,
                    value=quote,
                    fix="The quote must be the text from start to end, letter by letter.",
                    severity="warning",
                )
            result[name] = Evidence(
                id=name, document=document, start=start, end=end, quote=quote, **texts
            )
        return result

    def _published(self, node: Node | None) -> dict[str, tuple[str, ...]]:
        if node is None:
            return {}
        result = {}
        for concept, item in self.read_mapping(node, "published").items():
            what = f"A published state of {concept[:80]}"
            states = (self.read_state(state, what) for state in self.read_list(item, what))
            result[concept] = tuple(state for state in states if state is not None)
        return result

    def _outcome_names(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        result = {}
        for state, item in self.read_mapping(node, "outcome_names").items():
            line = node.lines[state]
            known = self.read_state(Node(state, line), "A state under outcome_names")
            name = self.read_text(item, f"The name of {state[:80]}")
            if known is not None and name is not None:
                result[known] = name
        return result


def plain(node: Node) -> object:
    """Return a node as plain Python values."""
    match node.value:
        case list(items):
            return [plain(item) for item in items]
        case dict(items):
            return {key: plain(item) for key, item in items.items()}
        case value:
            return value
