"""The parts of the campaign, in the order in which they run."""

from __future__ import annotations

from campaign import fuzzing, kills
from campaign.running import Part

PARTS: tuple[Part, ...] = (
    Part("fuzz", "Random and damaged input", 4, fuzzing.step),
    Part("kills", "Kills, full disks, read-only folders, two writers", 3, kills.step),
)
