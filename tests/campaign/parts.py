"""The parts of the campaign, in the order in which they run, and their shares of the time: of twenty minutes about one each.

Readers and writers come first, as their five minutes are fixed.
"""

from __future__ import annotations

from campaign import comparing, fuzzing, kills, load, measuring, rewording, threats
from campaign.running import Part

PARTS: tuple[Part, ...] = (
    Part("load", "Readers and writers at once", 5.2, load.step),
    Part("fuzz", "Random and damaged input", 4, fuzzing.step),
    Part("kills", "Kills, and places where writing fails", 3, kills.step),
    Part("rewording", "Rewordings", 0.7, rewording.step),
    Part("comparing", "The same by different ways", 1.5, comparing.step, lasting=True),
    Part("threats", "Threats", 3.2, threats.step),
    Part("coverage", "Coverage", 0.1, measuring.coverage_step),
    Part("mutation", "Mutants", 2.3, measuring.mutation_step, lasting=True),
)
