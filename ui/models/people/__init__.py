"""Evaluators and assignments."""
