"""Rankings brought together with the states that there are, after a rule has come, changed or gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import InputError
from detente.model.edit_effects import outline
from detente.model.edit_elements import find
from detente.model.edit_states import Data, mapping

if TYPE_CHECKING:
    from detente.model.further import View
    from detente.model.states import StateSpace

#: What a ranking rests on for the states that it was given by fitting.
FITTED = "States that were not ranked were put last, as equals."


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A ranking that does not name the states that there are.

    Attributes
    ----------
    party : str
        Whose it is.
    held : dict
        The ranking as the file holds it.
    gone : tuple of str
        States that it names and that do not exist.
    missing : tuple of str
        States that exist and that it does not name.
    """

    party: str
    held: Data
    gone: tuple[str, ...]
    missing: tuple[str, ...]


def misfits(data: Data) -> list[Misfit]:
    """Return the rankings of a model's content, those of views too, that do not fit its states.

    None where the states themselves cannot be told: their rules have errors, or rule out all of them.
    """
    from detente.errors import DetenteError
    from detente.model.states import StateSpace

    form = ("states", "moves") if data.get("states") else ("coalesced",)
    conflict = outline(data, *form, "views") or outline(data, *form)
    if conflict is None:
        return []
    try:
        space = StateSpace.of(conflict)
    except DetenteError:
        return []
    found = [*_misfits(mapping(data, "preferences"), set(space.names), space.names)]
    return [*found, *_of_views(mapping(data, "views"), conflict.views, space)]


def _of_views(
    held: Mapping[str, Any], views: Mapping[str, View], space: StateSpace
) -> Iterator[Misfit]:
    from detente.model.seeing import imagined_states

    for viewer, view in views.items():
        imagined = imagined_states(space, view)
        # A state that is not seen may be ranked all the same, not what does not exist.
        known = set(imagined if view.unseen_options else space.names)
        yield from _misfits(mapping(held[viewer], "preferences"), known, imagined)
        yield from _of_views(mapping(held[viewer], "views"), view.views, space)


def _misfits(
    preferences: Mapping[str, Any], known: set[str], wanted: tuple[str, ...]
) -> Iterator[Misfit]:
    for party, held in preferences.items():
        if not ranks(held):
            continue
        ranked = dict.fromkeys(state for group in groups(held) for state in group)
        gone = tuple(state for state in ranked if state not in known)
        missing = tuple(state for state in wanted if state not in ranked)
        if gone or missing:
            yield Misfit(party=party, held=held, gone=gone, missing=missing)


def ranks(held: Any) -> bool:
    """Whether preferences are a ranking that can be read."""
    ranking = held.get("ranking") if isinstance(held, dict) else None
    return isinstance(ranking, list) and all(
        isinstance(state, str)
        for group in ranking
        for state in (group if isinstance(group, list) else [group])
    )


def groups(held: Data) -> list[list[str]]:
    """Return a ranking's states, the best first, those that are tied together."""
    return [[each] if isinstance(each, str) else list(each) for each in held["ranking"]]


def fit_ranking(data: Data, *, party: str | None = None) -> None:
    """Fit a party's ranking, or all, to the states there are: those that are gone leave it, others come last.

    What comes is tied and said to be assumed. States that were merged, or taken apart, keep a place that
    they share. A ranking of the party in somebody's view is fitted too.
    """
    if party is not None:
        find(data, "decision_makers", party)
        held = mapping(data, "preferences").get(party)
        if not ranks(held):
            raise InputError(f"{party} has no ranking.", fix="Name a party that ranks states.")
    for misfit in misfits(data):
        if party not in (None, misfit.party):
            continue
        fitted = groups(misfit.held)
        last = [state for state in misfit.missing if not _takes_place(state, fitted, misfit.gone)]
        fitted = [[s for s in group if s not in misfit.gone] for group in [*fitted, last]]
        left = [group for group in fitted if group]
        misfit.held["ranking"] = [group[0] if len(group) == 1 else group for group in left]
        if last:
            misfit.held.setdefault("assumption", FITTED)


def _takes_place(state: str, ranked: list[list[str]], gone: Collection[str]) -> bool:
    """Put a merged state in the one place of its members, or a member in that of what was merged."""
    from detente.model.states import matches

    places = [
        group
        for group in ranked
        if any(old in gone and (matches(old, state) or matches(state, old)) for old in group)
    ]
    if len(places) == 1:
        places[0].append(state)
    return len(places) == 1


COMMANDS = (fit_ranking,)
