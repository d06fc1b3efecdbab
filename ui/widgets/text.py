"""Labels in the sizes and inks of the look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme

SIZES: dict[str, tuple[float, int]] = {
    "count": (11, 400),
    "caption": (12, 400),
    "field": (12, 500),
    "body": (12.5, 400),
    "strong": (12.5, 600),
    "head": (13, 600),
    "question": (15, 400),
    "card": (15, 600),
    "answer": (18, 600),
    "title": (20, 600),
    "start": (28, 600),
}
"""Pixels and weight of each kind of text."""


def label(
    theme: Theme,
    text: str,
    kind: str = "body",
    *,
    ink: str = "",
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A label of a kind in `SIZES`; `ink` is `muted`, `link`, `positive`, `warning`, `danger` or `info`."""
    px, weight = SIZES[kind]
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(px, weight))
    made.setWordWrap(wrap)
    if ink:
        made.setProperty("ink", ink)
    return made
