"""Who would do what the words leave without a doer: "unless the sanctions are lifted"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting.lexicon import normal, opposite, words
from detente.drafting.parties import Parties
from detente.evidence import Document, Event


@dataclass(frozen=True, slots=True)
class _Deed:
    agent: str
    verb: str
    objects: frozenset[str]


class Doers:
    """The deeds of some documents that name their doer, to find the doer of the same deed elsewhere."""

    def __init__(self, documents: Sequence[Document], parties: Parties) -> None:
        self._deeds = [
            _deed(event, event.agent)
            for document in documents
            for statement in document.statements
            for event in statement.events
            if event.agent is not None and parties.is_party(event.agent)
        ]

    def of(self, event: Event, *, besides: str | None) -> str | None:
        """Return the only one, ``besides`` aside, whose deed the same or its opposite is elsewhere.

        Both must name the same thing: "lift its sanctions" and "keep the sanctions in place", never
        two deeds that share a verb only.
        """
        asked = _deed(event, "")
        if not asked.objects:
            return None
        found = {
            deed.agent
            for deed in self._deeds
            if (
                deed.agent != besides and deed.verb in asked.objects
            )  # "lift the blockade" of those who blockade the road
            or (
                deed.agent != besides
                and 2 * len(asked.objects & deed.objects)
                >= min(len(asked.objects), len(deed.objects))
                and asked.objects & deed.objects
                and (deed.verb == asked.verb or opposite(deed.verb) == asked.verb)
            )
        }
        return found.pop() if len(found) == 1 else None


def _deed(event: Event, agent: str) -> _Deed:
    first, *rest = event.topics or (event.predicate,)
    vague = words("light", "words") | words("light", "verbs")
    things = {normal(topic.replace("_", " ")) for topic in rest} - vague
    return _Deed(agent, normal(first.replace("_", " ")), frozenset(things))
