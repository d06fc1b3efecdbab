"""A framework to read and to write, with its versions and weights."""
