"""What statements say about conduct: positions and conditionals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.drafting.actions import Action
from detente.drafting.names import Names
from detente.evidence import Document, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """One phrase of conduct in a statement: whose, what, and whether it is denied there.

    ``founds`` is False for a few quoted words or a variant of an utterance already read: they can
    support an option that other words name, but not make one.
    """

    owner: str
    action: Action
    phrase: str
    role: str
    document: Document
    statement: Statement
    toward: str | None
    assumed_owner: bool = False
    founds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party says of one conduct: own (threat, offer, commitment, refusal, deed) or a demand.

    ``wanted`` says whether the holder wants the conduct itself true.
    """

    holder: str
    kind: str
    conduct: Conduct
    wanted: bool
    intensity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A conditional: the holder does ``promised`` under ``conditions`` (all of them).

    ``good`` says whether the consequence is meant to please whoever holds the condition.
    """

    holder: str
    promised: Conduct
    conditions: tuple[Conduct, ...]
    sense: str
    good: bool
    intensity: int = 0


@dataclass(slots=True)
class Positions:
    """Everything that the statements of some documents say about conduct."""

    names: Names
    positions: list[Position] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    context: list[tuple[str, str]] = field(default_factory=list)
    back: list[tuple[str, str | None, Document, Statement]] = field(default_factory=list)

    def conducts(self) -> Iterator[Conduct]:
        """Yield every conduct, in the order of the statements."""
        for link in self.links:
            yield link.promised
            yield from link.conditions
        for position in self.positions:
            yield position.conduct
