"""The brief as data: what is printed, what it rests on, and where the words stand.

Order: headline, statements that carry it, the conflict, outcomes today, the attitude table, hinges,
cautions. Building it is in `building`, rendering in `terminal` and `page`; nothing here formats.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from detente.briefing.outcomes import OutcomeNames
from detente.briefing.readings import Reading
from detente.drafting import Claim
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
    """An outcome that is stable today: in words, under which concepts, and how it comes about."""

    state: str
    words: str
    change: str
    concepts: tuple[str, ...]
    starts: bool
    locked: bool
    trap: bool
    path: Path | None

    def to_json(self) -> dict[str, Any]:
        """Return the outcome as JSON data."""
        return {
            "state": self.state,
            "words": self.words,
            "change_from_status_quo": self.change,
            "concepts": list(self.concepts),
            "starts": self.starts,
            "locked_in": self.locked,
            "trap": self.trap,
            "path": self.path.to_json() if self.path else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything that a brief says.

    ``claim`` is the dependence claim found in the documents (or assumed, then ``claim.assumed``);
    ``weaker`` counts the further equilibria that only SMR or GMR hold; ``context`` lists what was
    said but not modelled, with the reason; ``words_alone`` and ``known`` say what is left without
    interpretation and assumption (``known`` is None for large models); ``links`` maps evidence ids of the model to
    (document id, start, end) where the words stand in a document at hand.
    """

    documents: tuple[Document, ...]
    evidence_documents: tuple[Document, ...]
    conflict: Conflict
    drafted: bool
    headline: tuple[str, ...]
    statements: tuple[tuple[Document, Statement], ...]
    solution: Solution
    outcomes: tuple[StandingOutcome, ...]
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
    context: tuple[tuple[str, str], ...]
    links: Mapping[str, tuple[str, int, int]]

    def names(self) -> OutcomeNames:
        """Name every outcome that the brief speaks of, traps aside: A, B, … in order.

        Today's come first, then those that some attitude starts, then those that merely hold.
        """
        standing = [outcome for outcome in self.outcomes if not outcome.trap]
        states = [o.state for o in standing if o.starts or "NASH" in o.concepts]
        if self.dependence is not None:
            rows = [row for row in self.dependence.rows if not row.restless]
            states += [state for row in rows for state in sorted(row.started)]
            states += [outcome.state for outcome in standing]
            states += [state for row in rows for state in sorted(row.sustained)]
        states += [outcome.state for outcome in standing]
        return OutcomeNames(self.conflict, states)

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

    def to_json(self) -> dict[str, Any]:
        """Return the brief as ``detente brief --json`` prints it."""
        names = self.names()
        labels = names.labels
        return {
            "source": [document.source for document in self.documents],
            "title": self.conflict.title,
            "drafted": self.drafted,
            "headline": list(self.headline),
            "documents": [document.to_json() for document in self.documents],
            "statements": [
                {"document": document.id} | statement.to_json()
                for document, statement in self.statements
            ],
            "model": self._model_json(),
            "basis": dict(self.basis),
            "outcomes": [
                {"label": labels.get(outcome.state)} | outcome.to_json()
                for outcome in self.outcomes
            ],
            "more_under_weaker_concepts": dict(self.weaker),
            "solution": self.solution.to_json(),
            "claim": self._claim_json(),
            "attitudes": self.dependence.to_json() if self.dependence else None,
            "labels": {
                label: {
                    "state": state,
                    "words": describe_state(self.conflict, state),
                    "beyond_what_all_share": names.describe(state),
                }
                for state, label in labels.items()
            },
            "shared_by_all_outcomes": names.shared(),
            "hinges": [hinge.to_json() for hinge in self.hinges],
            "on_words_alone": [item.to_json() for item in self.words_alone],
            "readings": [item.to_json() for item in self.readings],
            "only_what_was_said": self.known.to_json() if self.known else None,
            "warnings": [item.to_json() for item in self.lints],
            "cautions": list(self.cautions),
            "context": [{"text": text, "reason": reason} for text, reason in self.context],
        }

    def _claim_json(self) -> dict[str, Any] | None:
        if self.claim is None:
            return None
        verdict = self.dependence.verdict if self.dependence else None
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
