"""The slides of the wall."""
