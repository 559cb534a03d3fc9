"""Drafting: from statements to a conflict model with its evidence."""

from detente.drafting.types import Claim, Draft, Merge, Scenario

__all__ = ["Claim", "Draft", "Merge", "Scenario"]
