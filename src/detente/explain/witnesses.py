"""Witnesses: what makes a verdict checkable by hand, without a solver.

A state is *stable* when every improvement on it has an answer that deters: the witness lists every
improvement with the answer's moves and, where the concept asks for it, the escapes that do not
help. It is *not stable* when some improvement has no such answer: the witness is one such
improvement with everything that the others could answer with, and the escape from each answer
that would deter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A move by one decision maker, or by several together (``via`` lists their single moves)."""

    by: tuple[str, ...]
    to: str
    via: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the step as JSON data."""
        data: dict[str, Any] = {"by": "+".join(self.by), "to": self.to}
        return data | ({"via": [step.to_json() for step in self.via]} if self.via else {})


@dataclass(frozen=True, slots=True)
class Answer:
    """A deterring answer of the others.

    Attributes
    ----------
    steps : tuple of Step
        The answer's moves; under SIM the others' own moves from the state left, made at once.
    state : str
        Where it ends: no better (for a coalition: for some member) than the state left.
    blocked : tuple of str or None
        All further own moves from there, none to a better state; None where not asked for.
    """

    steps: tuple[Step, ...]
    state: str
    blocked: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON data."""
        data: dict[str, Any] = {"steps": [s.to_json() for s in self.steps], "state": self.state}
        return data | ({} if self.blocked is None else {"blocked": list(self.blocked)})


@dataclass(frozen=True, slots=True)
class Improvement:
    """One improvement on the state, and what may follow.

    Attributes
    ----------
    steps : tuple of Step
        The moves that make it; one for a single decision maker.
    state : str
        The improved state.
    answer : Answer or None
        The answer that deters; None when nothing does.
    reached : tuple of str
        When nothing deters: every state the others could answer with.
    escapes : mapping of str to str
        When nothing deters: for each of those no better than the state left, a further own move
        to a better one.
    """

    steps: tuple[Step, ...]
    state: str
    answer: Answer | None = None
    reached: tuple[str, ...] = ()
    escapes: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the improvement as JSON data."""
        data: dict[str, Any] = {"to": self.state, "steps": [s.to_json() for s in self.steps]}
        if self.answer is not None:
            return data | {"answer": self.answer.to_json()}
        return data | {"answer": None, "reached": list(self.reached), "escapes": dict(self.escapes)}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a decision maker expects at a state with so many moves ahead (limited-move stability).

    Attributes
    ----------
    moves : int
        How many moves are foreseen.
    dm, state : str
        Who has the move, and where.
    to : str or None
        The move that promises most (one of them); None when staying is best.
    final : tuple of str
        Where it may end: one state but for ties and more than two decision makers.
    """

    moves: int
    dm: str
    state: str
    to: str | None
    final: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the expectation as JSON data."""
        return {
            "moves": self.moves,
            "dm": self.dm,
            "state": self.state,
            "to": self.to,
            "final": list(self.final),
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a state is, or is not, stable for a decision maker (or coalition) under a concept.

    Attributes
    ----------
    state, concept : str
        The state and the concept.
    focal : tuple of str
        The decision maker, or the members of the coalition.
    stable : bool
        The verdict.
    improvements : tuple of Improvement
        All of them when stable, one that nothing deters when not.
    foresight : tuple of Foreseen
        For limited-move concepts: every expectation the verdict rests on.
    sentence : str
        The same in one plain sentence.
    """

    state: str
    focal: tuple[str, ...]
    concept: str
    stable: bool
    improvements: tuple[Improvement, ...]
    foresight: tuple[Foreseen, ...] = ()
    sentence: str = ""

    def __repr__(self) -> str:
        """Say what it is in one line."""
        verdict = "stable" if self.stable else "not stable"
        return f"<Explanation {self.state}, {self.concept}, {'+'.join(self.focal)}: {verdict}>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p>{escape(repr(self)[1:-1])}. {escape(self.sentence)}</p>"

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as JSON data."""
        data: dict[str, Any] = {
            "state": self.state,
            "dm": "+".join(self.focal),
            "concept": self.concept,
            "stable": self.stable,
            "sentence": self.sentence,
        }
        if self.foresight:
            return data | {"foresight": [item.to_json() for item in self.foresight]}
        return data | {"improvements": [item.to_json() for item in self.improvements]}
