"""Backups: made between two key presses, kept by age, looked at and restored."""
