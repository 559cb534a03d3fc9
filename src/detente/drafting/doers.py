"""Who would do what the words leave without a doer: "unless the sanctions are lifted"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.drafting.lexicon import normal, opposite, words
from detente.drafting.parties import Parties
from detente.evidence import Document, Event

#: Normal forms of verbs by which what is done goes on or ends.
_LASTING = frozenset(("end", "keep"))


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
            if deed.agent != besides and (_names(asked, deed) or _is_like(asked, deed))
        }
        return found.pop() if len(found) == 1 else None


def _names(asked: _Deed, deed: _Deed) -> bool:
    """Say whether what is ended or kept up is named by its noun: "lift the blockade", "blockade the road"."""
    return asked.verb in _LASTING and deed.verb in asked.objects


def _is_like(asked: _Deed, deed: _Deed) -> bool:
    """Say whether two deeds are the same or opposites, done to the same thing."""
    both = asked.objects & deed.objects
    enough = 2 * len(both) >= min(len(asked.objects), len(deed.objects))
    return bool(both) and enough and asked.verb in (deed.verb, opposite(deed.verb))


def _deed(event: Event, agent: str) -> _Deed:
    first, *rest = event.topics or (event.predicate,)
    vague = words("light", "words") | words("light", "verbs")
    things = {normal(topic.replace("_", " ")) for topic in rest} - vague
    return _Deed(agent, normal(first.replace("_", " ")), frozenset(things))
