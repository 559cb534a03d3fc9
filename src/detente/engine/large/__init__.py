"""Engines for models too large for explicit bit sets: folds, bit-sliced, slices, symbolic."""
