"""Frozen values that say what an evaluation is; the standard library only."""
