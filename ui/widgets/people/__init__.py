"""Evaluators, rounds and assignments."""
