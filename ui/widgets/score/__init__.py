"""The columns of the Score page."""
