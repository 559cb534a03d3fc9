"""Explaining: why a verdict holds, in words."""
