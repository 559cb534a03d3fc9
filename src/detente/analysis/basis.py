"""What a model stands on: quoted words, reports, interpretations, inference, or assumption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.model.conflict import Conflict, Evidence, Ranking, Sourced, Statements, Weights

ASSUMPTION = "an assumption"
UNSOURCED = "nothing cited"

#: Evidence layers, strongest first, with the words used in reports.
LAYER_WORDS = {
    "quoted": "quoted words",
    "reported": "reported words",
    "interpreted": "an interpretation by others",
    "author": "the author's inference",
}
CITED = "cited words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of a model as analyses name it, with what it rests on.

    Attributes
    ----------
    kind : str
        ``preference``, ``infeasible`` or ``evidence``.
    element : str
        As hinges name elements; for evidence its id.
    """

    kind: str
    element: str
    party: str | None
    rests_on: str
    evidence: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "kind": self.kind,
            "element": self.element,
            "party": self.party,
            "rests_on": self.rests_on,
            "evidence": list(self.evidence),
        }


def rests_on(sourced: Sourced, evidence: Mapping[str, Evidence]) -> str:
    """Say what one element stands on.

    An assumption sentence makes it an assumption whatever it also cites; otherwise the strongest
    layer among its evidence counts, and evidence without a layer counts as ``cited words``.
    """
    if sourced.assumption:
        return ASSUMPTION
    layers = {evidence[item].layer for item in sourced.evidence if item in evidence}
    for layer, words in LAYER_WORDS.items():
        if layer in layers:
            return words
    return CITED if layers else UNSOURCED


def elements(conflict: Conflict) -> Iterator[tuple[str, str, Sourced]]:
    """Yield (kind, name, element) for everything in a model that can cite evidence."""
    for dm in conflict.decision_makers:
        yield "decision maker", dm.id, dm
    for option in conflict.options:
        yield "option", option.id, option
    for rule in conflict.infeasible:
        yield "infeasible", str(rule.when if rule.when is not None else rule.pattern), rule
    for party, preferences in conflict.preferences.items():
        match preferences:
            case Statements(items=items):
                for item in items:
                    yield "preference", f"{party}: {item.that}", item
            case Ranking() | Weights():
                yield "preference", f"{party}: {type(preferences).__name__.lower()}", preferences


def basis_counts(conflict: Conflict, *, kinds: tuple[str, ...] = ()) -> dict[str, int]:
    """Count the elements of a model by what they stand on, strongest basis first.

    Parameters
    ----------
    conflict : Conflict
        The model.
    kinds : tuple of str, optional
        Only these kinds of element (as :func:`elements` names them); all when empty.
    """
    order = [*LAYER_WORDS.values(), CITED, ASSUMPTION, UNSOURCED]
    counts = dict.fromkeys(order, 0)
    for kind, _, element in elements(conflict):
        if not kinds or kind in kinds:
            counts[rests_on(element, conflict.evidence)] += 1
    return {words: count for words, count in counts.items() if count}
