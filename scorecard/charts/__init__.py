"""Comparisons as matplotlib figures, for the window and for files."""
