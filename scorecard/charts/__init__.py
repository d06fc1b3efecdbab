"""Comparisons as matplotlib figures, for the window and for files."""

import logging

# It would tell people on standard error, in English, that their home is read-only or that a font lacks a weight.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
