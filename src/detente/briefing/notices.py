"""Warnings and findings that hold of any conflict: what a reader should know before relying on it.

Each rule looks at the model, its solution and the documents; none knows a particular conflict. The
rules on how a model can mislead are in `detente.analysis.lints`.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.lints import Lint
from detente.briefing.findings import Findings
from detente.briefing.notices_moves import commitments, first_step, next_move
from detente.briefing.notices_sources import (
    check_original,
    mentioned,
    only_if,
    single_source,
    thin,
    until_when,
)
from detente.briefing.notices_threats import carried_out, fronts, misread, windows
from detente.evidence import Document

__all__ = ["ON_SOURCES", "Findings", "notices", "on_sources"]

#: Codes of findings that hold of the documents, whatever the model.
ON_SOURCES = frozenset(
    {"horizon", "only-if", "thin-evidence", "single-source", "check-original", "mentioned-not-read"}
)


def notices(findings: Findings) -> tuple[Lint, ...]:
    """List the findings, most useful first.

    Codes: ``next-move`` (who gains by moving first), ``first-step-costs``, ``unstopped``
    (a commitment that stands in every lasting outcome), ``refused`` (a refusal that does), ``threat``
    and ``offer`` (whether carrying it out would pay), ``window`` (what a
    next one-way move closes), ``misreading`` (a threat taken for a bluff),
    ``front`` (what solidarity blocks), ``only-if`` (the stronger reading of a
    condition, and whose it is), ``thin-evidence``, ``single-source``, ``check-original``,
    ``horizon`` (until when commitments hold), ``mentioned-not-read``.
    """
    found = [
        *next_move(findings),
        *first_step(findings),
        *until_when(findings),
        *carried_out(findings),
        *windows(findings),
        *commitments(findings),
        *only_if(findings),
        *misread(findings),
        *fronts(findings),
        *thin(findings),
        *single_source(findings.documents),
        *check_original(findings.documents),
        *mentioned(findings.documents),
    ]
    return tuple(found)


def on_sources(documents: Sequence[Document]) -> tuple[Lint, ...]:
    """List the findings on documents alone, where there is no model."""
    return (*single_source(documents), *check_original(documents), *mentioned(documents))
