"""What drafting returns: the model, what was merged into it, and what stayed outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from detente.errors import AnalysisError
from detente.evidence import Span
from detente.model.conflict import Conflict

#: How much of a draft an analyst has said to be right.
Extent = Literal["none", "part", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that the gate did not take into the model, the rule that kept it out, and its words.

    ``kind`` is one of party, option, pair, condition; ``rule`` a key of ``admission.RULES``.
    """

    kind: str
    what: str
    rule: str
    span: Span | None
    document: str | None = None
    statement: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the exclusion as JSON data."""
        return {
            "kind": self.kind,
            "what": self.what,
            "rule": self.rule,
            "span": self.span.to_json() if self.span else None,
            "document": self.document,
            "statement": self.statement,
        }


class NoModelError(AnalysisError):
    """The documents carry no model; ``left_out`` says what the gate kept out, by which rule."""

    # The default is for unpickling: what was left out is set from the error's state then.
    def __init__(self, message: str, *, left_out: tuple[LeftOut, ...] = ()) -> None:
        super().__init__(
            message,
            fix="Read the statements with `detente brief`, or write a model with `detente new`.",
        )
        self.left_out = left_out


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
    left_out : tuple of LeftOut
        What the gate did not take in, with the rule that kept it out.
    verdict : str
        ``yes`` where a condition ties the two sides together or each has two options, ``thin`` where
        the text holds less.
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
    left_out: tuple[LeftOut, ...] = ()
    verdict: str = "yes"
    warnings: tuple[str, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    status_quo_why: str = ""
