"""Interchange: other programs' formats, in and out."""
