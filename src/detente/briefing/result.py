"""What a brief says, as data: what the documents hold, and what follows from a model of them.

Building it is in `building` and `making`; `composing` turns it into sections and lines.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.basis import rests_on
from detente.analysis.dependence import Dependence, Leaning
from detente.analysis.hinges import Hinge
from detente.analysis.known import Known
from detente.analysis.lints import Lint
from detente.analysis.paths import Path
from detente.analysis.shapley import FairShares
from detente.analysis.words_alone import WordsAlone
from detente.briefing.beyond import Remark
from detente.briefing.missing import Missing
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.positions import Positions
from detente.briefing.readings import Reading
from detente.claims.testing import DENIED
from detente.claims.types import Claim
from detente.drafting import LeftOut
from detente.drafting.types import Extent
from detente.evidence import Document, Statement
from detente.explain.words import describe_expression, describe_state
from detente.model.conflict import Conflict, Sourced, Statements
from detente.solving.solution import Solution

#: Concepts in the order in which they are shown: those that inform most lead, GMR never does.
SHOWN = ("NASH", "SSEQ", "SEQ", "SMR", "GMR")
#: Concepts whose equilibria make the list of outcomes; SMR and GMR alone hold too much to inform.
LEADING = ("NASH", "SSEQ", "SEQ")


@dataclass(frozen=True, slots=True)
class StandingOutcome:
    """An outcome that is stable today: in words, under which concepts, and how it comes about.

    ``together`` is the smallest coalition that goes there from today where nobody alone does; what has
    one is no trap.
    """

    state: str
    words: str
    change: str
    concepts: tuple[str, ...]
    starts: bool
    locked: bool
    trap: bool
    path: Path | None
    together: tuple[str, ...] = ()

    def to_json(self, names: Mapping[str, str]) -> dict[str, Any]:
        """Return the outcome as JSON data, with its short name."""
        return {
            "state": self.state,
            "name": names.get(self.state),
            "words": self.words,
            "change_from_status_quo": self.change,
            "concepts": list(self.concepts),
            "starts": self.starts,
            "locked_in": self.locked,
            "trap": self.trap,
            "together": list(self.together),
            "path": self.path.to_json() if self.path else None,
        }


def names_of(
    conflict: Conflict,
    outcomes: Sequence[StandingOutcome],
    agreed: Collection[str],
    tested: Dependence | None = None,
) -> OutcomeNames:
    """Name outcomes as a brief does, traps aside, in order.

    Today's come first, then those that some attitude starts, then those that merely hold.
    """
    standing = [outcome for outcome in outcomes if not outcome.trap]
    states = [o.state for o in standing if o.starts or "NASH" in o.concepts]
    if tested is not None:
        rows = [row for row in tested.rows if not row.restless]
        states += [state for row in rows for state in sorted(row.started)]
        states += [outcome.state for outcome in standing]
        states += [state for row in rows for state in sorted(row.sustained)]
    states += [outcome.state for outcome in standing]
    traps = [outcome.state for outcome in outcomes if outcome.trap]
    return OutcomeNames(conflict, states, agreed, traps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What follows from a model.

    ``claim`` is the dependence claim that the documents make in words; ``weaker`` counts the
    further equilibria that only SMR or GMR hold; ``agreed`` are the outcomes in which several
    parties move and each gains by it; ``words_alone`` and ``known`` say what is left without
    interpretation and assumption (``known`` is None for large models); ``links`` maps evidence ids
    of the model to (document id, start, end) where the words stand in a document at hand; ``reviewed``
    says how much of a draft an analyst has looked over.
    """

    documents: tuple[Document, ...]
    evidence_documents: tuple[Document, ...]
    conflict: Conflict
    drafted: bool
    solution: Solution
    outcomes: tuple[StandingOutcome, ...]
    agreed: frozenset[str]
    weaker: Mapping[str, int]
    claim: Claim | None
    dependence: Dependence | None
    leaning: tuple[Leaning, ...] | None
    shares: tuple[FairShares, ...]
    hinges: tuple[Hinge, ...]
    words_alone: tuple[WordsAlone, ...]
    known: Known | None
    readings: tuple[Reading, ...]
    lints: tuple[Lint, ...]
    basis: Mapping[str, int]
    cautions: tuple[str, ...]
    links: Mapping[str, tuple[str, int, int]]
    reviewed: Extent = "none"

    def names(self) -> OutcomeNames:
        """Name every outcome that the brief speaks of; see :func:`names_of`."""
        return names_of(self.conflict, self.outcomes, self.agreed, self.dependence)

    def prizes(self) -> frozenset[str]:
        """Return the outcomes that some attitude of the table starts and today's do not."""
        if self.dependence is None:
            return frozenset()
        rows = [row for row in self.dependence.rows if not row.restless]
        now = {outcome.state for outcome in self.outcomes if outcome.starts}
        return frozenset(state for row in rows for state in row.started) - now

    def source(self, element: Sourced) -> dict[str, Any]:
        """Return what an element rests on, as JSON data."""
        return {
            "rests_on": rests_on(element, self.conflict.evidence),
            "evidence": list(element.evidence),
            "assumption": element.assumption,
        }

    def lasting(self) -> tuple[str, ...]:
        """Return the outcomes that last today or under some attitude of the table."""
        found = [outcome.state for outcome in self.outcomes if not outcome.trap]
        if self.dependence is not None:
            rows = [row for row in self.dependence.rows if not row.restless]
            found += [state for row in rows for state in sorted(row.sustained)]
        return tuple(dict.fromkeys(found))

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON data."""
        names = self.names()
        return {
            "drafted": self.drafted,
            "model": self._model_json(),
            "basis": dict(self.basis),
            "outcomes": [outcome.to_json(names.short) for outcome in self.outcomes],
            "more_under_weaker_concepts": dict(self.weaker),
            "solution": self.solution.to_json(),
            "claim": self._claim_json(),
            "attitudes": self.dependence.to_json() if self.dependence else None,
            "names": {
                name: {
                    "state": state,
                    "words": describe_state(self.conflict, state),
                    "beyond_what_all_share": names.describe(state),
                }
                for state, name in names.short.items()
            },
            "shared_by_all_outcomes": names.shared(),
            "hinges": [hinge.to_json() for hinge in self.hinges],
            "on_words_alone": [item.to_json() for item in self.words_alone],
            "readings": [item.to_json() for item in self.readings],
            "only_what_was_said": self.known.to_json() if self.known else None,
            "warnings": [item.to_json() for item in self.lints],
        }

    def _claim_json(self) -> dict[str, Any] | None:
        if self.claim is None:
            return None
        verdict = self.dependence.verdict if self.dependence else None
        if verdict is not None and self.claim.negated:
            verdict = DENIED[verdict]
        return self.claim.to_json() | {
            "verdict": verdict,
            "leans_on": [item.to_json() for item in self.leaning or ()],
            "shares": [item.to_json() for item in self.shares],
        }

    def _model_json(self) -> dict[str, Any]:
        conflict = self.conflict
        return {
            "decision_makers": [
                {"id": dm.id, "name": dm.name} | self.source(dm) for dm in conflict.decision_makers
            ],
            "options": [
                {
                    "id": option.id,
                    "name": option.name,
                    "owner": option.owner,
                    "direction": option.direction.value,
                }
                | self.source(option)
                for option in conflict.options
            ],
            "preferences": {
                party: [
                    {
                        "that": str(item.that),
                        "words": describe_expression(conflict, item.that, of=party),
                    }
                    | self.source(item)
                    for item in preferences.items
                ]
                for party, preferences in conflict.preferences.items()
                if isinstance(preferences, Statements)
            },
            "status_quo": conflict.status_quo,
            "evidence": {
                item.id: {
                    "document": item.document,
                    "start": item.start,
                    "end": item.end,
                    "quote": item.quote,
                    "speaker": item.speaker,
                    "layer": item.layer,
                    "via": item.via,
                    "found_at": list(self.links[item.id]) if item.id in self.links else None,
                }
                for item in conflict.evidence.values()
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything that a brief says.

    ``verdict`` is ``model``, ``thin`` (a model on little, as `why` says) or ``reading`` (none:
    ``answer`` is then None). ``statements`` are those that carry the brief. ``extent`` says of what the
    documents are a part, where they are not all that there is: "the newest 20 of 90 documents".
    """

    verdict: str
    why: str
    title: str
    documents: tuple[Document, ...]
    statements: tuple[tuple[Document, Statement], ...]
    positions: Positions
    missing: tuple[Missing, ...]
    beyond: tuple[Remark, ...]
    left_out: tuple[LeftOut, ...]
    headline: tuple[str, ...]
    cautions: tuple[str, ...] = ()
    answer: Answer | None = None
    extent: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the brief as ``detente brief --json`` prints it."""
        solved = self.answer.to_json() if self.answer is not None else _NO_ANSWER
        return {
            "source": [document.source for document in self.documents],
            "extent": self.extent,
            "title": self.title,
            "answer": self.verdict,
            "why": self.why or None,
            "headline": list(self.headline) if self.answer is not None else None,
            "documents": [document.to_json() for document in self.documents],
            "statements": [
                {"document": document.id} | statement.to_json()
                for document, statement in self.statements
            ],
            "positions": self.positions.to_json(),
            "missing": [item.to_json() for item in self.missing],
            "beyond_the_model": [item.to_json() for item in self.beyond],
            "left_out": [item.to_json() for item in self.left_out],
            "cautions": list(self.cautions),
        } | solved


#: The keys of an answer where there is none.
_NO_ANSWER: dict[str, Any] = {
    "drafted": True,
    "model": None,
    "basis": {},
    "outcomes": [],
    "solution": None,
    "claim": None,
    "attitudes": None,
    "names": {},
    "hinges": [],
    "warnings": [],
}
