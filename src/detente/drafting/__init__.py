"""Drafting: from statements to a conflict model with its evidence."""
