"""The heat map of a comparison, painted."""
