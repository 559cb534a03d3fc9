"""Hypothesis strategies: well-formed conflicts of every kind that a model file can hold."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

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
from detente.model.expression import Expression, parse_expression

RESERVED = {"if", "iff", "not", "and", "or"}

ids = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,7}", fullmatch=True).filter(
    lambda word: word.lower() not in RESERVED
)
#: Any text that is not blank: quotation marks, colons, line breaks, control characters, emoji.
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))
#: Whatever a free text may look like to YAML.
tricky = st.one_of(
    texts, st.sampled_from(["no", "null", "1", "- a", "#", "a: b", "a #b", "'", "2024-01-01"])
)


def expressions(names: list[str]) -> st.SearchStrategy[Expression]:
    """Return expressions over the options, as the parser reads them."""
    wholes = st.recursive(
        st.sampled_from(names),
        lambda inner: st.one_of(
            inner.map(lambda text: f"!({text})"),
            st.tuples(inner, st.sampled_from(["&", "|", "IF", "IFF"]), inner).map(
                lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
            ),
            st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(names)).map(
                " & ".join
            ),
        ),
        max_leaves=6,
    )
    return wholes.map(lambda text: parse_expression(text, names))


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def conflicts(draw: st.DrawFn, *, max_options: int = 4, max_dms: int = 3) -> Conflict:
    """Return a conflict that has at least one feasible state and passes every check."""
    dms = draw(st.lists(ids, min_size=1, max_size=max_dms, unique=True))
    options = draw(st.lists(ids, min_size=1, max_size=max_options, unique=True))
    width = len(options)
    evidence = {
        name: draw(_evidences(name)) for name in draw(st.lists(tricky, max_size=3, unique=True))
    }

    def sourced() -> dict[str, Any]:
        cited = draw(st.lists(st.sampled_from(sorted(evidence)), max_size=2)) if evidence else []
        return {"evidence": tuple(cited), "assumption": draw(_optional(tricky))}

    # One state is kept: rules that would remove it are dropped.
    kept = "".join(draw(st.lists(st.sampled_from("YN"), min_size=width, max_size=width)))
    taken = {name for name, mark in zip(options, kept, strict=True) if mark == "Y"}
    rules = []
    for _ in range(draw(st.integers(0, 2))):
        if draw(st.booleans()):
            when = draw(expressions(options))
            if not when.holds(taken):
                rules.append(Infeasible(when=when, why=draw(_optional(tricky)), **sourced()))
        else:
            marks = draw(st.lists(st.sampled_from("YN-"), min_size=width, max_size=width))
            if not all(mark in ("-", letter) for mark, letter in zip(marks, kept, strict=True)):
                rules.append(Infeasible(pattern="".join(marks), **sourced()))
    states = _feasible(options, rules)
    preferences: dict[str, Preferences] = {}
    for dm in dms:
        match draw(st.sampled_from(["statements", "ranking", "weights", "none"])):
            case "statements":
                preferences[dm] = Statements(
                    tuple(
                        Preference(that=that, strong=draw(st.booleans()), **sourced())
                        for that in draw(st.lists(expressions(options), max_size=3))
                    )
                )
            case "ranking":
                groups: list[list[str]] = []
                for state in draw(st.permutations(states)):
                    if groups and draw(st.booleans()):
                        groups[-1].append(state)
                    else:
                        groups.append([state])
                preferences[dm] = Ranking(groups=tuple(map(tuple, groups)), **sourced())
            case "weights":
                preferences[dm] = Weights(
                    weights=draw(st.dictionaries(st.sampled_from(options), st.integers(-9, 9))),
                    **sourced(),
                )
    cells = st.dictionaries(st.sampled_from(dms), st.sampled_from(list(Attitude)))
    return Conflict(
        title=draw(tricky),
        decision_makers=tuple(DecisionMaker(id=dm, name=draw(tricky), **sourced()) for dm in dms),
        options=tuple(
            Option(
                id=option,
                name=draw(tricky),
                owner=draw(st.sampled_from(dms)),
                direction=draw(st.sampled_from(list(Direction))),
                **sourced(),
            )
            for option in options
        ),
        preferences=preferences,
        infeasible=tuple(rules),
        attitudes=draw(st.dictionaries(st.sampled_from(dms), cells)),
        status_quo=draw(_optional(st.sampled_from(states))),
        evidence=evidence,
        citation=draw(_optional(tricky)),
        notes=draw(_optional(tricky)),
        published=draw(
            st.dictionaries(
                st.sampled_from(["NASH", "SEQ"]),
                st.lists(st.sampled_from(states), unique=True).map(tuple),
            )
        ),
        context=tuple(draw(st.lists(_free, max_size=2))),
    )


_free = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | tricky,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(tricky, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def _evidences(draw: st.DrawFn, name: str) -> Evidence:
    quote = draw(tricky)
    start = draw(st.integers(0, 1000))
    return Evidence(
        id=name,
        document=draw(tricky),
        start=start,
        end=start + len(quote),
        quote=quote,
        speaker=draw(_optional(tricky)),
        layer=draw(_optional(st.sampled_from(["quoted", "reported"]))),
        via=draw(_optional(tricky)),
        date=draw(_optional(st.just("2024-05-01"))),
    )


def _feasible(options: list[str], rules: list[Infeasible]) -> list[str]:
    """Enumerate the feasible states by definition."""
    states = []
    for code in range(1 << len(options)):
        state = "".join("Y" if code >> place & 1 else "N" for place in range(len(options)))
        taken = {name for name, mark in zip(options, state, strict=True) if mark == "Y"}
        removed = any(
            rule.when.holds(taken)
            if rule.when is not None
            else all(m in ("-", s) for m, s in zip(rule.pattern or "", state, strict=True))
            for rule in rules
        )
        if not removed:
            states.append(state)
    return states
