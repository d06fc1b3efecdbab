"""Packages, and what merging them would do."""
