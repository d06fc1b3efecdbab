"""Entries of note sheets and rows of the tables of the sources."""
