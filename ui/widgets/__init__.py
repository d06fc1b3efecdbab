"""Widgets that know the look and nothing of pages."""
