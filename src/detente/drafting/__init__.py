"""Drafting: from statements to a conflict model with its evidence."""

from detente.drafting.admission import RULES
from detente.drafting.drafter import draft
from detente.drafting.editable import to_yaml
from detente.drafting.scenarios import Effect, scenario_effects
from detente.drafting.types import Draft, LeftOut, Merge, NoModelError, Scenario
from detente.drafting.views import own_documents, party_views

__all__ = [
    "RULES",
    "Draft",
    "Effect",
    "LeftOut",
    "Merge",
    "NoModelError",
    "Scenario",
    "draft",
    "own_documents",
    "party_views",
    "scenario_effects",
    "to_yaml",
]
