"""Names of the concepts by family, apart from the solvers: reading a name imports none of them."""

from __future__ import annotations

INDIVIDUAL = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
SIMULTANEOUS = ("SIM",)
RELATIONAL = ("RNASH", "RGMR", "RSMR", "RSEQ")
COALITIONAL = ("CNASH", "CGMR", "CSMR", "CSEQ")
#: With unknown or probable preferences, and the readings of what is unknown.
UNCERTAIN = ("NASH", "GMR", "SMR", "SEQ")
EXTENSIONS = ("a", "b", "c", "d")
#: With two strengths of preference.
STRENGTH = ("GMR", "SMR", "SEQ")
