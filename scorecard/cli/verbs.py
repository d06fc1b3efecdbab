"""The verbs by name, so that the entry can tell a verb from a file and name the nearest one."""

from __future__ import annotations

import difflib

VERBS = (
    "new",
    "info",
    "history",
    "changes",
    "revert",
    "undo",
    "redo",
    "verify",
    "backup",
    "backups",
    "restore",
    "salvage",
    "frameworks",
    "check",
    "framework",
    "weights",
    "programme",
    "evaluator",
    "submit",
    "approve",
    "reopen",
    "owing",
    "round",
    "score",
    "no-evidence",
    "carry-over",
    "evidence",
    "document",
    "proof",
    "results",
    "over-time",
    "gap",
    "agreement",
    "agenda",
    "agree",
    "dissent",
    "workshop",
    "robustness",
    "choices",
    "groups",
    "table",
    "notes",
    "charts",
    "export",
    "minutes",
    "report",
    "form",
    "forms",
    "import",
    "package",
    "merge",
    "selfcheck",
)


def nearest(word: str) -> str:
    """The verb that looks most like a word; there always is one."""
    return difflib.get_close_matches(word.casefold(), VERBS, n=1, cutoff=0.0)[0]
