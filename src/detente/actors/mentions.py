"""What is told of a mention: whom it means, by which rule, and who has acted so far."""

from __future__ import annotations

from dataclasses import dataclass

from detente.evidence import Mention


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a mention means: the mention, the kind of actor, and the rule that told it.

    ``is_person`` tells a human being from a body: pronouns ask for it. ``office`` holds the words of a
    person's office.
    """

    mention: Mention
    kind: str
    rule: str
    is_person: bool = False
    is_telling: bool = False
    office: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Whom an office speaks for: ``party`` is None where nothing names it."""

    kind: str
    party: str | None = None


@dataclass(slots=True)
class Entry:
    """Somebody who acted: where, whether a person, as whom; ``many`` says that a plural noun names it."""

    position: int
    kind: str
    mention: Mention
    clause: tuple[int, bool] = (0, True)
    actor_kind: str = "body"
    is_speaking: bool = False
    office: str = ""
    many: bool = False

    @property
    def is_main(self) -> bool:
        """Whether the entry acts in a main clause."""
        return self.clause[1]
