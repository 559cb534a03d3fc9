"""Reading the ``.gmcr`` files of GMCR+ (JSON; fields as described in docs/reference/interchange.md)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from detente import strict_json
from detente.errors import InputError
from detente.interchange.normal_forms import alternatives
from detente.model.conflict import (
    Conflict,
    DecisionMaker,
    Direction,
    Infeasible,
    Option,
    Preference,
    Preferences,
    Ranking,
    Statements,
    View,
)
from detente.model.expression import Expression
from detente.model.states import StateSpace

_DIRECTIONS = {"both": Direction.BOTH, "fwd": Direction.FORWARD, "back": Direction.BACK}
_RESERVED = {"if", "iff", "not", "and", "or", "none", "nothing"}


@dataclass(frozen=True, slots=True)
class GmcrFile:
    """What a ``.gmcr`` file holds.

    Attributes
    ----------
    conflict : Conflict
        The model; options regrouped by decision maker, as GMCR+ writes states and counts them.
    coalitions : tuple of tuple of str
        The coalition structure, when some block has several members; else empty.
    unseen : mapping of str to tuple of Expression
        Per decision maker, expressions for the states that it does not see.
    notices : tuple of str
        What was read otherwise than it may look.
    """

    conflict: Conflict
    coalitions: tuple[tuple[str, ...], ...]
    unseen: dict[str, tuple[Expression, ...]]
    notices: tuple[str, ...]


def read_gmcr(text: str, source: str | None = None) -> GmcrFile:
    """Read a ``.gmcr`` file.

    Parameters
    ----------
    text : str
        The file's text.
    source : str, optional
        Its name, for errors and the title.

    Raises
    ------
    InputError
        Naming the place in the file, when it is not such a file.
    """
    return _Reader(source).read(text)


class _Reader:
    def __init__(self, source: str | None) -> None:
        self.source = source
        self.notices: list[str] = []
        self.option_ids: list[str] = []

    def fail(self, message: str, fix: str | None = None, line: int | None = None) -> NoReturn:
        raise InputError(message, source=self.source, line=line, fix=fix)

    def read(self, text: str) -> GmcrFile:
        try:
            data = strict_json.loads(text.removeprefix("\ufeff"))
        except ValueError as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            line = error.lineno if isinstance(error, json.JSONDecodeError) else None
            self.fail(f"This is no JSON: {what}.", "A .gmcr file is JSON of a few levels.", line)
        top = self.mapping(data, "the file")
        for key in ("options", "decisionMakers"):
            if key not in top:
                self.fail(f"The key {key!r} is missing.", "Is this a .gmcr file?")
        options = [
            self.mapping(item, f"options[{n}]")
            for n, item in enumerate(self.items(top["options"], "options"))
        ]
        dms = [
            self.mapping(item, f"decisionMakers[{n}]")
            for n, item in enumerate(self.items(top["decisionMakers"], "decisionMakers"))
        ]
        if not dms or not options:
            self.fail("The model has no decision makers or no options.", "Add some in GMCR+.")
        names = [self.text(o.get("name"), f"options[{n}].name") for n, o in enumerate(options)]
        self.option_ids = _unique_ids(names, "option")
        dm_names = [
            self.text(d.get("name"), f"decisionMakers[{n}].name") for n, d in enumerate(dms)
        ]
        dm_ids = _unique_ids(dm_names, "dm")
        owned = [
            self.places(dm.get("options", []), f"decisionMakers[{n}].options", len(options))
            for n, dm in enumerate(dms)
        ]
        conflict = Conflict(
            title=_title(self.source),
            decision_makers=tuple(
                DecisionMaker(id=i, name=name or i)
                for i, name in zip(dm_ids, dm_names, strict=True)
            ),
            options=self.options(options, names, dm_ids, owned),
            preferences={},
            infeasible=self.infeasible(top.get("infeasibles", [])),
            source=self.source,
        )
        unseen = {}
        for n, (dm, i) in enumerate(zip(dms, dm_ids, strict=True)):
            where = f"decisionMakers[{n}].misperceptions"
            items = self.items(dm.get("misperceptions", []), where)
            read = [self.condition(item, f"{where}[{k}]") for k, item in enumerate(items)]
            if any(each is not None for each in read):
                unseen[i] = tuple(each for each in read if each is not None)
        return GmcrFile(
            conflict=replace(
                conflict,
                preferences=self.preferences(top, dms, dm_ids, conflict),
                views=self.views(unseen, conflict),
            ),
            coalitions=self.coalitions(top.get("coalitions"), dm_ids),
            unseen=unseen,
            notices=tuple(self.notices),
        )

    def options(
        self,
        options: list[dict[str, Any]],
        names: list[str],
        dm_ids: list[str],
        owned: list[list[int]],
    ) -> tuple[Option, ...]:
        owner: dict[int, str] = {}
        for i, places in zip(dm_ids, owned, strict=True):
            for place in places:
                if place in owner:
                    self.fail(
                        f"The option {names[place]!r} belongs to two decision makers.",
                        "Give it to one.",
                    )
                owner[place] = i
        found = []
        for place in (*owner, *(set(range(len(options))) - set(owner))):
            option = options[place]
            if place not in owner:
                self.fail(
                    f"The option {names[place]!r} belongs to no decision maker.",
                    "List it in one decision maker's options.",
                )
            given = option.get("permittedDirection", "both")
            if not isinstance(given, str) or given not in _DIRECTIONS:
                self.notices.append(
                    f"options[{place}].permittedDirection is {given!r}: read as both, as GMCR+ does."
                )
                given = "both"
            found.append(
                Option(
                    id=self.option_ids[place],
                    name=names[place] or self.option_ids[place],
                    owner=owner[place],
                    direction=_DIRECTIONS[given],
                )
            )
        return tuple(found)

    def infeasible(self, given: Any) -> tuple[Infeasible, ...]:
        rules = []
        for n, item in enumerate(self.items(given, "infeasibles")):
            when = self.condition(item, f"infeasibles[{n}]")
            if when is None:
                self.fail(f"infeasibles[{n}] is empty: it removes every state.", "Remove it.")
            rules.append(Infeasible(when=when))
        return tuple(rules)

    def preferences(
        self,
        top: dict[str, Any],
        dms: list[dict[str, Any]],
        ids: list[str],
        conflict: Conflict,
    ) -> dict[str, Preferences]:
        manual = top.get("useManualPreferenceRanking", top.get("useManualPreferenceVectors"))
        if not isinstance(manual, bool):
            self.fail(
                "useManualPreferenceRanking is missing or neither true nor false.",
                "Write true when rankings count, false when statements do.",
            )
        if not manual:
            return {
                i: self.statements(dm, n) for n, (i, dm) in enumerate(zip(ids, dms, strict=True))
            }
        numbered = numbered_states(conflict, range(len(conflict.options)))
        return {
            i: self.ranking(dm, n, numbered) for n, (i, dm) in enumerate(zip(ids, dms, strict=True))
        }

    def statements(self, dm: dict[str, Any], number: int) -> Statements:
        where = f"decisionMakers[{number}].preferences"
        found: dict[str, Preference] = {}
        for n, item in enumerate(self.items(dm.get("preferences", []), where)):
            that = self.condition(item, f"{where}[{n}]")
            if that is None:
                self.notices.append(f"{where}[{n}] is empty and holds everywhere: left out.")
            elif str(that) in found:
                self.notices.append(f"{where}[{n}] repeats an earlier statement: left out.")
            else:
                found[str(that)] = Preference(that=that)
        return Statements(tuple(found.values()))

    def ranking(self, dm: dict[str, Any], number: int, states: tuple[str, ...]) -> Ranking:
        where = f"decisionMakers[{number}].preferenceRanking"
        given = dm.get("preferenceRanking", dm.get("preferenceVector"))
        if given is None:
            self.fail(f"{where} is missing.", "Rankings are said to count.")
        groups = []
        seen: set[int] = set()
        for item in self.items(given, where):
            group = item if isinstance(item, list) else [item]
            for state in group:
                if type(state) is not int or not 1 <= state <= len(states) or state in seen:
                    self.fail(
                        f"{where} has {str(state)[:40]!r}.",
                        f"It is a number from 1 to {len(states)}, each once.",
                    )
                seen.add(state)
            if group:
                groups.append(tuple(states[state - 1] for state in group))
        if len(seen) != len(states):
            missing = min(set(range(1, len(states) + 1)) - seen)
            self.fail(f"{where} leaves out state {missing}.", "Rank every feasible state.")
        return Ranking(groups=tuple(groups))

    def coalitions(self, given: Any, ids: list[str]) -> tuple[tuple[str, ...], ...]:
        if given is None:
            return ()
        blocks = [
            self.places(item if isinstance(item, list) else [item], "coalitions", len(ids))
            for item in self.items(given, "coalitions")
        ]
        if sorted(place for block in blocks for place in block) != list(range(len(ids))):
            self.notices.append("coalitions do not hold every decision maker once: each alone.")
            return ()
        if all(len(block) == 1 for block in blocks):
            return ()
        return tuple(tuple(ids[place] for place in block) for block in blocks)

    def views(
        self, unseen: dict[str, tuple[Expression, ...]], conflict: Conflict
    ) -> dict[str, View]:
        """Return what each decision maker does not see, as patterns that match a feasible state."""
        states = StateSpace.of(conflict)
        views = {}
        for dm, expressions in unseen.items():
            patterns = [
                "".join(
                    "-" if (taken := part.get(option.id)) is None else "Y" if taken else "N"
                    for option in conflict.options
                )
                for expression in expressions
                for part in alternatives(expression)
            ]
            views[dm] = View(unseen_states=tuple(p for p in patterns if states.matching(p)))
        return {dm: view for dm, view in views.items() if view.unseen_states}

    def condition(self, given: Any, where: str) -> Expression | None:
        """Read a condition; None for the empty one, which holds everywhere."""
        if isinstance(given, dict):
            if given.get("compound") is not True:
                self.fail(f"{where} is a mapping without compound: true.", _CONDITION)
            members = self.items(given.get("members"), f"{where}.members")
            if not members:
                self.fail(f"{where} has no members: it holds nowhere.", "Remove it.")
            parts = [self.condition(m, f"{where}.members[{n}]") for n, m in enumerate(members)]
            if any(part is None for part in parts):
                return None
            return _joined("|", [part for part in parts if part is not None])
        literals = []
        for n, item in enumerate(self.items(given, where)):
            if not (isinstance(item, list) and len(item) == 2 and item[1] in ("Y", "N")):
                self.fail(f"{where}[{n}] is {json.dumps(item)[:40]}.", _CONDITION)
            (place,) = self.places([item[0]], f"{where}[{n}]", len(self.option_ids))
            option = Expression("option", name=self.option_ids[place])
            literals.append(option if item[1] == "Y" else Expression("!", (option,)))
        return _joined("&", literals) if literals else None

    def mapping(self, given: Any, where: str) -> dict[str, Any]:
        if not isinstance(given, dict):
            self.fail(f"{where} is not a mapping.", "Is this a .gmcr file?")
        return given

    def items(self, given: Any, where: str) -> list[Any]:
        if not isinstance(given, list):
            self.fail(f"{where} is not a list.", "Is this a .gmcr file?")
        return given

    def text(self, given: Any, where: str) -> str:
        if not isinstance(given, str):
            self.fail(f"{where} is missing or not a text.", "Every one has a name.")
        return given

    def places(self, given: Any, where: str, count: int) -> list[int]:
        places = self.items(given, where)
        for place in places:
            if type(place) is not int or not 0 <= place < count:
                self.fail(
                    f"{where} has {str(place)[:40]!r}.", f"It is a number from 0 to {count - 1}."
                )
        return places


_CONDITION = 'A condition is a list such as [[0, "Y"], [2, "N"]], or compound with members.'


def numbered_states(conflict: Conflict, order: Iterable[int]) -> tuple[str, ...]:
    """Return the feasible states in the order of GMCR+'s numbers.

    Parameters
    ----------
    conflict : Conflict
        The model.
    order : iterable of int
        Places of the options, regrouped by decision maker; the first counts least.
    """
    places = list(order)
    names = StateSpace.of(conflict).names
    return tuple(sorted(names, key=lambda s: [s[place] for place in reversed(places)]))


def _joined(operator: str, parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Expression(operator, tuple(parts))


def _unique_ids(names: list[str], kind: str) -> list[str]:
    """Make ids out of names: letters, digits and underscores, each once."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        base = re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:40].strip("_")
        if kind == "option":
            base = base.lower()
        if not base or not base[0].isalpha() or base.lower() in _RESERVED:
            base = f"{kind}_{base or number}"
        candidate, again = base, 2
        while candidate.lower() in {each.lower() for each in found}:
            candidate, again = f"{base}_{again}", again + 1
        found.append(candidate)
    return found


def _title(source: str | None) -> str:
    if source is None:
        return "Imported from GMCR+"
    return re.split(r"[\\/]", source)[-1].removesuffix(".gmcr") or "Imported from GMCR+"
