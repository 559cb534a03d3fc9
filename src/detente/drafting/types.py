"""What drafting returns: the model, what was merged into it, and what stayed outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.evidence import Span
from detente.model.conflict import Conflict

#: Why an option is left out that a larger model would hold (``Draft.context``).
LESS_SAID = "an option about which less is said; see --max-options"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The claim that the outcome depends on one party's attitude toward another.

    Attributes
    ----------
    party, toward : str
        The attitude cell: the attitude of ``party`` toward ``toward``.
    assumed : bool
        True when the documents make no such claim; the cell is then the one whose party holds most
        of the conditions that others name.
    document, statement : str or None
        Document id and statement id of the claim (no statement when a title makes it).
    span : Span or None
        The words that make the claim.
    speaker : str or None
        Who makes it, when it is somebody's statement.
    cue : str or None
        The words that join the two sides: "hinges on".
    """

    party: str
    toward: str
    assumed: bool = False
    document: str | None = None
    statement: str | None = None
    span: Span | None = None
    speaker: str | None = None
    cue: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the claim as JSON data."""
        return {
            "party": self.party,
            "toward": self.toward,
            "assumed": self.assumed,
            "document": self.document,
            "statement": self.statement,
            "span": self.span.to_json() if self.span else None,
            "speaker": self.speaker,
            "cue": self.cue,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One phrase that was merged into an option; splitting the option undoes it.

    ``negated`` says that the phrase speaks of the option's opposite ("continued confrontation" in an
    option "withdraw the policy of confrontation"). ``role`` is why the phrase counts as conduct:
    condition, consequence, demand, threat, offer, commitment, refusal, deed.
    """

    option: str
    phrase: str
    negated: bool
    role: str
    document: str
    statement: str

    def to_json(self) -> dict[str, Any]:
        """Return the merge as JSON data."""
        return {
            "option": self.option,
            "phrase": self.phrase,
            "negated": self.negated,
            "role": self.role,
            "document": self.document,
            "statement": self.statement,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A variant of the draft under one further assumption, to be compared with it.

    ``inference`` names whose reading the assumption is: ``reader`` or ``author`` for a stronger
    reading, ``none`` for one that assumes less than the draft.
    """

    name: str
    why: str
    conflict: Conflict
    inference: str = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted conflict and how it came about.

    Attributes
    ----------
    conflict : Conflict
        The model; every element has evidence ids or an assumption.
    merges : tuple of Merge
        Every phrase behind every option.
    evidence_share : mapping of str to int
        Elements (decision makers, options, infeasible rules, preference statements) by what they
        rest on: ``quoted``, ``reported``, ``interpreted``, ``author``, ``assumption``. An element
        with an assumption sentence counts as an assumption whatever it also cites.
    claim : Claim or None
        The dependence claim, if any.
    context : tuple of (text, reason)
        Statements that are not modelled.
    warnings : tuple of str
        What the analyst should look at.
    scenarios : tuple of Scenario
        Variants under stronger readings.
    status_quo_why : str
        How the status quo was chosen, sentence by sentence.
    """

    conflict: Conflict
    merges: tuple[Merge, ...] = ()
    evidence_share: Mapping[str, int]
    claim: Claim | None = None
    context: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    status_quo_why: str = ""
