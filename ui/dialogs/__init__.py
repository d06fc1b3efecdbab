"""Dialogs: the few questions that need a sheet of their own."""
