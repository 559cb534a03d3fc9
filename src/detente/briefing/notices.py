"""Warnings and findings that hold of any conflict: what a reader should know before relying on it.

Each rule looks at the model, its solution and the documents; none knows a particular conflict. The
rules on how a model can mislead are in `detente.analysis.lints`.
"""

from __future__ import annotations

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

__all__ = ["Findings", "notices"]


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
        *single_source(findings),
        *check_original(findings),
        *mentioned(findings),
    ]
    return tuple(found)
