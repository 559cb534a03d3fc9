"""Which options the preferences of a model say anything about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from detente.model.conflict import Conflict, Preferences, Statements, Weights

if TYPE_CHECKING:
    from detente.model.further import View


def mentioned_options(conflict: Conflict) -> frozenset[str]:
    """Return the options in statements, weights, unknown and probable comparisons, also as others see them.

    Rankings are left out: what they say of an option is seen only when states are compared.
    """
    found = {*_in_preferences(conflict.preferences.values()), *_in_views(conflict.views)}
    pairs = [pair.between for each in conflict.unknown.values() for pair in each.pairs]
    chances = [chance for each in conflict.probabilities.values() for chance in each]
    pairs += [(chance.better, chance.than) for chance in chances]
    for one, other in pairs:
        letters = zip(conflict.options, one, other, strict=False)
        found.update(option.id for option, a, b in letters if a != b)
    return frozenset(found)


def _in_preferences(given: Iterable[Preferences]) -> Iterator[str]:
    for preferences in given:
        if isinstance(preferences, Statements):
            for item in preferences.items:
                yield from item.that.options()
        elif isinstance(preferences, Weights):
            yield from (option for option, weight in preferences.weights.items() if weight)


def _in_views(views: Mapping[str, View]) -> Iterator[str]:
    for view in views.values():
        yield from _in_preferences(view.preferences.values())
        yield from _in_views(view.views)
