"""Solving: a conflict model turned into a game, and its solution in the model's words."""
