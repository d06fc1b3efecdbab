"""A workshop as it stands, as numbers and in words."""
