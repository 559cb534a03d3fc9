"""Strategic games for Gambit: ``.nfg`` files, outcomes first, then one outcome per profile."""

from __future__ import annotations

from itertools import product

from detente.errors import AnalysisError, InputError
from detente.interchange.shapes import refuse_shape
from detente.model.conflict import Conflict, Direction
from detente.model.states import StateSpace

#: Profiles beyond which no file is written.
MAX_PROFILES = 1 << 16


def write_nfg(conflict: Conflict, *, lossy: bool = False) -> str:
    """Return the conflict as a strategic game in Gambit's ``.nfg`` format.

    A decision maker's strategies are the combinations of its own options; payoffs are places in
    its ranking, higher is better. Combinations that are no state pay everybody less than any
    state, the less the more decision makers must change for a state to come about, so that none
    is an equilibrium. The pure Nash equilibria are then exactly the NASH equilibria of the model.

    Parameters
    ----------
    conflict : Conflict
        The model; attitudes, the status quo and evidence are left out.
    lossy : bool
        Whether to write one-way options as reversible ones.

    Raises
    ------
    InputError
        When options are one-way and ``lossy`` is false: a strategic game has no such thing.
    AnalysisError
        When there would be more than ``MAX_PROFILES`` profiles.
    """
    refuse_shape(conflict, ".nfg")
    one_way = [o.id for o in conflict.options if o.direction is not Direction.BOTH]
    if one_way and not lossy:
        raise InputError(
            f"A .nfg file cannot hold one-way options ({', '.join(one_way[:6])}).",
            source=conflict.source,
            fix="Add --lossy to write them as reversible.",
        )
    if 1 << len(conflict.options) > MAX_PROFILES:
        raise AnalysisError(
            f"{len(conflict.options)} options make {1 << len(conflict.options):,} profiles; "
            f"at most {MAX_PROFILES:,} are written.",
            source=conflict.source,
            fix="Ask for the pure equilibria here: detente solve --concepts NASH.",
        )
    space = StateSpace.of(conflict)
    owned = [
        [place for place, option in enumerate(conflict.options) if option.owner == dm.id]
        for dm in conflict.decision_makers
    ]
    strategies = [["".join(marks) for marks in product("NY", repeat=len(own))] for own in owned]
    ranks = [space.ranks(dm.id) for dm in conflict.decision_makers]
    distance = _distances(space, owned)
    outcomes, profiles = [], []
    number_of: dict[str, int] = {}
    for state, number in zip(space.names, range(len(space)), strict=True):
        payoffs = [str(max(rank) - rank[number] + 1) for rank in ranks]
        outcomes.append(f"{{ {_quoted(state)} {', '.join(payoffs)} }}")
        number_of[state] = len(outcomes)
    for far in sorted(set(distance.values()) - {0}):
        outcomes.append(f'{{ "no state ({far})" {", ".join([str(-far)] * len(owned))} }}')
        number_of[str(far)] = len(outcomes)
    # The first player's strategy varies fastest.
    for chosen in product(*reversed(strategies)):
        marks = ["N"] * len(conflict.options)
        for own, strategy in zip(owned, reversed(chosen), strict=True):
            for place, mark in zip(own, strategy, strict=True):
                marks[place] = mark
        state = "".join(marks)
        profiles.append(str(number_of.get(state) or number_of[str(distance[state])]))
    labels = _labels(conflict)
    players = " ".join(_quoted(label) for label in labels)
    sets = " ".join(
        "{ " + " ".join(_quoted(name or "-") for name in names) + " }" for names in strategies
    )
    ids = " ".join(option.id for option in conflict.options)
    renamed = "; ".join(
        f"{label} is {dm.id}"
        for label, dm in zip(labels, conflict.decision_makers, strict=True)
        if label != dm.id
    )
    comment = f"Outcomes are states, one letter per option: {ids}" + (
        f"; {renamed}" if renamed else ""
    )
    return (
        f"NFG 1 R {_quoted(conflict.title)} {{ {players} }}\n\n{{ {sets} }}\n"
        f"{_quoted(comment)}\n\n"
        "{\n" + "\n".join(outcomes) + "\n}\n" + " ".join(profiles) + "\n"
    )


def _distances(space: StateSpace, owned: list[list[int]]) -> dict[str, int]:
    """Return, for every combination, how many decision makers must change to make it a state."""
    found = dict.fromkeys(space.names, 0)
    level = list(space.names)
    far = 0
    while level:
        far += 1
        fresh = []
        for state in level:
            for own in owned:
                for choice in product("NY", repeat=len(own)):
                    marks = list(state)
                    for place, mark in zip(own, choice, strict=True):
                        marks[place] = mark
                    other = "".join(marks)
                    if other not in found:
                        found[other] = far
                        fresh.append(other)
        level = fresh
    return found


def _quoted(text: str) -> str:
    """Return a text as Gambit reads it: a quotation mark is all that can be escaped.

    A backslash has no form that Gambit gives back in every place, so it is written as a slash; what
    does not print is left out.
    """
    printing = "".join(
        mark for mark in text.replace("\\", "/") if mark.isprintable() or mark.isspace()
    )
    return '"' + " ".join(printing.split()).replace('"', '\\"') + '"'


def _labels(conflict: Conflict) -> list[str]:
    """Return the players' labels: their ids, or numbers where an id is not ASCII (Gambit 16)."""
    ids = [dm.id for dm in conflict.decision_makers]
    labels = []
    for number, name in enumerate(ids, start=1):
        label = name if name.isascii() else f"P{number}"
        while label in labels or (label != name and label in ids):
            label += "_"
        labels.append(label)
    return labels
