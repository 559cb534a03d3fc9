"""Detente: from what parties to a conflict say to what follows."""

__version__ = "0.1.0"
