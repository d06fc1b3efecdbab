"""The table of programmes and the rows of a pasted list."""
