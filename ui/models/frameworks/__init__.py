"""A framework as a tree of texts, its versions and weights."""
