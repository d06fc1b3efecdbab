"""The verbs in a terminal: data to standard output, words for people to standard error."""

from scorecard.cli.terminal import main, run

__all__ = ["main", "run"]
