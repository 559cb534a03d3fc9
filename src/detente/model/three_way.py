"""Three versions of a model made one: an old draft, the analyst's edit of it, and a new draft.

Works on the content of model files (their JSON form), element by element: what only one side changed is
taken from that side; where both changed the same thing, the analyst's stays and the conflict is listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]
_LISTS = ("decision_makers", "options", "infeasible")
_SEPARATE = (*_LISTS, "preferences", "evidence", "status_quo", "attitudes")
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Something that the analyst and the new draft both changed, by its name; the analyst's is kept."""

    element: str
    kept: str
    draft: str

    def to_json(self) -> dict[str, str]:
        """Return it as JSON data."""
        return {"element": self.element, "kept": self.kept, "draft": self.draft}


@dataclass(frozen=True, slots=True)
class Merged:
    """The model that comes of three, and what was not settled by one side alone."""

    data: Data
    conflicts: tuple[Clash, ...]


def three_way(old: Data, mine: Data, new: Data) -> Merged:
    """Return a new draft with the changes that an analyst made to the old one.

    Parameters
    ----------
    old, mine, new : dict
        Content of model files: the draft that the analyst began with, what the analyst made of it, and
        the draft as the documents now give it.
    """
    return _Merge(old, mine, _with_evidence_of(new, old, mine)).merged()


def changes(before: Data, after: Data) -> list[dict[str, str]]:
    """List what differs between two models: ``kind``, ``change`` (came, went, changed) and ``text``."""
    after = _with_evidence_of(after, before, before)
    found = []
    for kind in _LISTS:
        old, new = _keyed(before, kind), _keyed(after, kind)
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                found += [_change(kind, old.get(key), new.get(key))]
    for party in dict.fromkeys((*before.get("preferences", {}), *after.get("preferences", {}))):
        one, two = (_statements(data, party) for data in (before, after))
        if one is None or two is None:
            if before["preferences"].get(party) != after["preferences"].get(party):
                found.append({"kind": "preferences", "change": "changed", "text": party})
            continue
        for key in dict.fromkeys((*one, *two)):
            if one.get(key) != two.get(key):
                row = _change("preferences", one.get(key), two.get(key))
                found.append(row | {"text": f"{party}: {row['text']}"})
        shared = [key for key in one if key in two]
        if shared != [key for key in two if key in one]:
            found.append({"kind": "preferences", "change": "reordered", "text": party})
    quo, other = _status_quo(before), _status_quo(after)
    for option in quo.keys() & other.keys():
        if quo[option] != other[option]:
            words = f"{option}: {'taken' if other[option] == 'Y' else 'not taken'} today"
            found.append({"kind": "status_quo", "change": "changed", "text": words})
    return found


def _change(kind: str, old: Data | None, new: Data | None) -> dict[str, str]:
    change = "came" if old is None else "went" if new is None else "changed"
    return {"kind": kind, "change": change, "text": _words(new if new is not None else old)}


def _words(element: Any) -> str:
    if not isinstance(element, Mapping):
        return "nothing" if element is None else str(element)
    return str(next((element[k] for k in ("name", "that", "when", "pattern") if k in element), ""))


def _statements(data: Data, party: str) -> dict[str, Data] | None:
    given = data.get("preferences", {}).get(party, [])
    return {str(item.get("that")): item for item in given} if isinstance(given, list) else None


def _keyed(data: Data, kind: str) -> dict[str, Data]:
    if kind == "infeasible":
        return {str(r.get("when", r.get("pattern"))): r for r in data.get(kind, [])}
    return {str(item["id"]): item for item in data.get(kind, [])}


def _status_quo(data: Data) -> dict[str, str]:
    options = [str(option["id"]) for option in data.get("options", [])]
    state = str(data.get("status_quo") or "")
    return dict(zip(options, state, strict=True)) if len(state) == len(options) else {}


def _anchor(item: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(item.get(key) for key in ("document", "start", "end", "quote"))


def _with_evidence_of(new: Data, *others: Data) -> Data:
    """Return a model whose evidence bears the ids that others give to the same words."""
    known = {
        _anchor(item): name for data in others for name, item in data.get("evidence", {}).items()
    }
    taken = {name for data in others for name in data.get("evidence", {})}
    names: dict[str, str] = {}
    for name, item in new.get("evidence", {}).items():
        same = known.get(_anchor(item))
        if same is None:
            number, same = 1, name
            while same in taken:
                number, same = number + 1, f"e{len(taken) + number}"
        taken.add(same)
        names[name] = same

    def put(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {
                key: [names.get(i, i) for i in item] if key == "evidence" and isinstance(item, list) else put(item)
                for key, item in value.items()
            }  # fmt: skip
        return [put(item) for item in value] if isinstance(value, list) else value

    result = {key: put(value) for key, value in new.items() if key != "evidence"}
    if "evidence" in new:
        result["evidence"] = {names[name]: item for name, item in new["evidence"].items()}
    return result


class _Merge:
    def __init__(self, old: Data, mine: Data, new: Data) -> None:
        self.old, self.mine, self.new = old, mine, new
        self.conflicts: list[Clash] = []
        self.parties, self.options = (
            {
                str(item["id"]): str(item.get("name") or item["id"])
                for data in (old, new, mine)
                for item in data.get(kind, [])
            }
            for kind in ("decision_makers", "options")
        )

    def _party(self, party: str) -> str:
        return self.parties.get(party, party)

    def _named(self, expression: str) -> str:
        """Return an expression with options by their names."""
        return _ID.sub(
            lambda found: f"“{self.options[found[0]]}”" if found[0] in self.options else found[0],
            expression,
        )

    def _words(self, value: Any) -> str:
        """Say what one side has, by names."""
        if isinstance(value, Mapping):
            if "name" not in value and ("that" in value or "when" in value):
                return self._named(str(value.get("that", value.get("when"))))
            return _words(value)
        if isinstance(value, list):
            return f"{len(value)} citation{'s' * (len(value) != 1)}"
        return self._party(_words(value))

    def merged(self) -> Merged:
        data: Data = {}
        for key in dict.fromkeys((*self.new, *self.mine)):
            if key in _SEPARATE:
                data[key] = None  # keeps its place
                continue
            value = self._value(key, *(d.get(key) for d in (self.old, self.mine, self.new)))
            if value is not None:
                data[key] = value
        for kind in _LISTS:
            data[kind] = self._list(kind)
        parties = {str(party["id"]) for party in data["decision_makers"]}
        data["options"] = [o for o in data["options"] if o.get("owner") in parties]
        order = [str(option["id"]) for option in data["options"]]
        options = set(order)
        data["infeasible"] = [
            rule for rule in data["infeasible"] if self._fits(rule.get("when"), options, data)
        ]
        data["preferences"] = {
            str(party["id"]): self._preferences(str(party["id"]), order) for party in data["decision_makers"]
        }  # fmt: skip
        data["attitudes"] = self._rows("attitudes", parties)
        data["status_quo"] = self._today(data["options"])
        data["evidence"] = {**self.mine.get("evidence", {}), **self.new.get("evidence", {})}
        cited = set(_cited({k: v for k, v in data.items() if k != "evidence"}))
        data["evidence"] = {k: v for k, v in data["evidence"].items() if k in cited}
        always = ("decision_makers", "options", "preferences")
        data = {k: v for k, v in data.items() if k in always or v not in (None, [], {})}
        return Merged(data, tuple(self.conflicts))

    def _value(self, name: str, old: Any, mine: Any, new: Any) -> Any:
        """Return what three versions of one thing come to."""
        if mine in (old, new):
            return new
        if new == old:
            return mine
        if all(isinstance(v, Mapping) for v in (old, mine, new)):
            return {
                key: value
                for key in dict.fromkeys((*new, *mine))
                if (
                    value := self._value(
                        f"{name}, {key}", old.get(key), mine.get(key), new.get(key)
                    )
                )
                is not None
            }
        self.conflicts.append(Clash(element=name, kept=self._words(mine), draft=self._words(new)))
        return mine

    def _list(self, kind: str) -> list[Data]:
        old, mine, new = (_keyed(data, kind) for data in (self.old, self.mine, self.new))
        found = {}
        for key in (*new, *(k for k in mine if k not in new)):
            name = {
                "decision_makers": f"party {self._party(key)}",
                "options": f"option “{self.options.get(key, key)}”",
            }.get(kind) or f"what cannot be, {self._named(key)}"
            value = self._value(name, old.get(key), mine.get(key), new.get(key))
            if value is not None:
                found[key] = value
        return [found[key] for key in _order(list(old), list(mine), list(new)) if key in found]

    def _preferences(self, party: str, order: list[str]) -> Any:
        given = [data.get("preferences", {}).get(party) for data in (self.old, self.mine, self.new)]
        ids = [str(o["id"]) for o in self.mine.get("options", [])]
        if any(value is not None and not isinstance(value, list) for value in given):
            # A ranking is of the states of one list of options.
            if ids == order:
                return self._value(f"preferences of {self._party(party)}", *given)
            if given[1] != given[0]:
                self.conflicts.append(
                    Clash(
                        element=f"preferences of {self._party(party)}",
                        kept="the draft's: the options changed",
                        draft="",
                    )
                )
            return given[2] if given[2] is not None else []
        old, mine, new = (_statements(d, party) or {} for d in (self.old, self.mine, self.new))
        found = {}
        for key in (*new, *(k for k in mine if k not in new)):
            value = self._value(
                f"preference of {self._party(party)}: {self._named(key)}",
                *(each.get(key) for each in (old, mine, new)),
            )
            if value is not None and self._fits(key, set(order), None):
                found[key] = value
        return [found[key] for key in _order(list(old), list(mine), list(new)) if key in found]

    def _fits(self, expression: str | None, options: set[str], data: Data | None) -> bool:
        """Whether an expression names only options that there are; one that does not goes, and is listed."""
        if expression is None:  # a pattern: of the options as they stood
            ids = [str(o["id"]) for o in (data or {}).get("options", [])]
            return ids == [str(o["id"]) for o in self.mine.get("options", [])]
        named = set(_ID.findall(expression)) - {"IF", "IFF", "not", "and", "or"}
        if named <= options:
            return True
        gone = ", ".join(f"“{self.options.get(name, name)}”" for name in sorted(named - options))
        self.conflicts.append(
            Clash(
                element=self._named(expression),
                kept=f"left out: there is no option {gone}",
                draft="",
            )
        )
        return False

    def _rows(self, key: str, parties: set[str]) -> Data:
        sides = [d.get(key, {}) for d in (self.old, self.mine, self.new)]
        made: Data = {}
        for of in (of for of in self.parties if of in parties):
            for to in (to for to in self.parties if to in parties):
                name = f"attitude of {self._party(of)} to {self._party(to)}"
                sign = self._value(name, *(side.get(of, {}).get(to) for side in sides))
                if sign is not None:
                    made.setdefault(of, {})[to] = sign
        return made

    def _today(self, options: Sequence[Data]) -> str | None:
        if not self.mine.get("status_quo") and self.old.get("status_quo"):
            return None
        old, mine, new = (_status_quo(data) for data in (self.old, self.mine, self.new))
        return "".join(
            str(self._value(f"today, “{o.get('name', o['id'])}”", *(d.get(str(o["id"])) for d in (old, mine, new))) or "N")
            for o in options
        )  # fmt: skip


def _order(old: list[str], mine: list[str], new: list[str]) -> list[str]:
    """Return an order for all: the analyst's where the analyst changed it, else the new draft's."""
    both = [key for key in mine if key in old]
    reordered = both != [key for key in old if key in mine]
    first, second = (mine, new) if reordered else (new, mine)
    order = list(first)
    for place, key in enumerate(second):
        if key in order:
            continue
        before = next((k for k in reversed(second[:place]) if k in order), None)
        order.insert(0 if before is None else order.index(before) + 1, key)
    return order


def _cited(value: Any) -> list[str]:
    """Return the ids of evidence that a model's elements cite."""
    found: list[str] = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            found += list(item) if key == "evidence" and isinstance(item, list) else _cited(item)
    elif isinstance(value, list):
        for item in value:
            found += _cited(item)
    return found
