"""The parts of the campaign, in the order in which they run."""

from __future__ import annotations

from campaign import comparing, fuzzing, kills, load, measuring, rewording, threats
from campaign.running import Part

PARTS: tuple[Part, ...] = (
    Part("fuzz", "Random and damaged input", 3, fuzzing.step),
    Part("kills", "Kills, and places where writing fails", 3, kills.step),
    Part("rewording", "Rewordings", 2, rewording.step),
    Part("comparing", "The same by different ways", 2, comparing.step),
    Part("threats", "Threats", 2, threats.step),
    Part("load", "Readers and writers at once", 5.2, load.step),
    Part("coverage", "Coverage", 1, measuring.coverage_step, whole=True),
    Part("mutation", "Mutants", 2, measuring.mutation_step),
)
