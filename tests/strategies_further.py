"""Hypothesis strategies: conflicts with the further keys of a model file, and in graph form."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from detente.model.conflict import (
    Chance,
    Coalesced,
    Conflict,
    DecisionMaker,
    MoveRule,
    NamedState,
    Ranking,
    Transition,
    Unknown,
    UnknownPair,
    View,
    Weights,
)
from detente.model.seeing import arcs
from detente.model.states import StateSpace
from strategies import conflicts, ids, tricky

optional_text = st.none() | tricky


def _movers(dms):
    return st.lists(st.sampled_from(dms), min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def _blurred(draw, states):
    """A pattern that matches at least one of the states."""
    state = draw(st.sampled_from(states))
    return "".join(draw(st.sampled_from([letter, "-"])) for letter in state)


probabilities = st.one_of(
    st.fractions(0, 1, max_denominator=7),
    st.floats(0, 1).map(lambda number: Fraction(repr(number))),
)


@st.composite
def _uncertainties(draw, dms, patterns):
    unknown = st.builds(
        Unknown,
        st.lists(
            st.builds(
                UnknownPair,
                between=st.tuples(patterns, patterns).filter(lambda pair: pair[0] != pair[1]),
                assumption=optional_text,
            ),
            max_size=2,
        ).map(tuple),
        st.booleans(),
    )
    chance = st.builds(Chance, better=patterns, than=patterns, probability=probabilities)
    some = st.lists(st.sampled_from(dms), unique=True)
    return {
        "unknown": {dm: draw(unknown) for dm in draw(some)},
        "probabilities": {dm: tuple(draw(st.lists(chance, max_size=2))) for dm in draw(some)},
    }


@st.composite
def extended_conflicts(draw, **sizes) -> Conflict:
    """Return a conflict in option form with moves, merged states, unknowns and views."""
    conflict = draw(conflicts(**sizes))
    conflict = replace(
        conflict,
        published={},
        preferences={
            dm: given
            for dm, given in conflict.preferences.items()
            if not isinstance(given, Ranking)
        },
    )
    states = list(StateSpace.of(conflict).names)
    dms = [dm.id for dm in conflict.decision_makers]
    if draw(st.booleans()):
        conflict = _merged(draw, conflict, states)
    blurred = _blurred(states)
    transition = st.builds(
        Transition, by=_movers(dms), start=blurred, end=blurred, why=optional_text
    )
    options = [option.id for option in conflict.options]

    def views(level):
        return st.builds(
            View,
            unseen_options=st.lists(
                st.sampled_from(options),
                max_size=0 if conflict.coalesced else len(options) - 1,
                unique=True,
            ).map(tuple),
            unseen_states=st.lists(
                st.sampled_from(states),
                max_size=0 if conflict.coalesced else len(states) - 1,
            ).map(tuple),
            views=st.just({})
            if level == 2
            else st.dictionaries(st.sampled_from(dms), views(level + 1), max_size=1),
            assumption=optional_text,
        )

    return replace(
        conflict,
        move_rule=draw(st.sampled_from(list(MoveRule))),
        moves=tuple(
            move
            for move in draw(st.lists(transition, max_size=2))
            if arcs(StateSpace.of(conflict), move)
        ),
        forbidden_moves=tuple(draw(st.lists(transition, max_size=2))),
        views=draw(st.dictionaries(st.sampled_from(dms), views(1), max_size=2)),
        **draw(_uncertainties(dms, blurred)),
    )


def _merged(draw, conflict, states):
    """Merge the states of one pattern, and rank whom this would leave undecided by hand."""
    pattern = draw(_blurred(states))
    merged = replace(conflict, coalesced=(Coalesced(pattern=pattern, why=draw(optional_text)),))
    space = StateSpace.of(merged)
    found = space.find(pattern)
    if found is None or len(space.members[found]) < 2:
        return conflict
    order = draw(st.permutations(space.names))
    return replace(
        merged,
        preferences={
            dm: Ranking(groups=tuple((name,) for name in order)) for dm in conflict.preferences
        },
        status_quo=draw(st.none() | st.sampled_from(space.names)),
    )


@st.composite
def graph_conflicts(draw) -> Conflict:
    """Return a conflict in graph form."""
    dms = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    states = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    state = st.sampled_from(states)
    transition = st.tuples(state, state).filter(lambda pair: pair[0] != pair[1])
    moves = (
        draw(st.lists(st.tuples(_movers(dms), transition, optional_text), max_size=6))
        if len(states) > 1
        else []
    )
    preferences = {}
    for dm in dms:
        match draw(st.sampled_from(["ranking", "weights", "none"])):
            case "ranking":
                order = draw(st.permutations(states))
                cut = draw(st.integers(0, len(states)))
                groups = [tuple(order[:cut]), *((name,) for name in order[cut:])]
                preferences[dm] = Ranking(groups=tuple(group for group in groups if group))
            case "weights":
                preferences[dm] = Weights(weights=draw(st.dictionaries(state, st.integers(-9, 9))))
    return Conflict(
        title=draw(tricky),
        decision_makers=tuple(DecisionMaker(id=dm, name=draw(tricky)) for dm in dms),
        options=(),
        states=tuple(NamedState(id=name, name=draw(tricky)) for name in states),
        moves=tuple(
            Transition(by=by, start=start, end=end, why=why) for by, (start, end), why in moves
        ),
        preferences=preferences,
        status_quo=draw(st.none() | state),
        **draw(_uncertainties(dms, state)),
    )
