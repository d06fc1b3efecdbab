"""The thin lines between the parts of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame


def upright_rule() -> QFrame:
    """A line between what stands side by side."""
    rule = QFrame()
    rule.setProperty("line", True)
    rule.setFixedWidth(1)
    return rule


def level_rule() -> QFrame:
    """A line between what stands one below the other."""
    rule = QFrame()
    rule.setProperty("line", True)
    rule.setFixedHeight(1)
    return rule
