"""Reports: the brief for a terminal, a browser and other programs."""
