"""Drafting: from statements to a conflict model with its evidence."""

from detente.drafting.claims import find_claim
from detente.drafting.drafter import draft
from detente.drafting.editable import to_yaml
from detente.drafting.types import Claim, Draft, Merge, Scenario

__all__ = ["Claim", "Draft", "Merge", "Scenario", "draft", "find_claim", "to_yaml"]
