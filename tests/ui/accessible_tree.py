"""What a screen reader is told: the tree of a window as text, and the parts of it that a person can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QScrollArea, QScrollBar, QWidget

_MOST_CHILDREN = 8
"""Of a list or a table the first are told; a thousand rows tell no more of how one is read."""

_ROWS = (QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree)
_QUIET = (
    QAccessible.Role.Client,
    QAccessible.Role.Border,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Pane,
)
_STATES = ("checked", "disabled", "expanded", "focusable", "readOnly", "selected", "passwordEdit")


def told(widget: QWidget) -> QAccessibleInterface:
    """What Qt tells assistive software of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def name_of(widget: QWidget) -> str:
    """The name of a widget as a screen reader reads it."""
    return told(widget).text(QAccessible.Text.Name)


def is_worded(name: str) -> bool:
    """Whether a name can be understood when it is heard: letters or digits, and not a sign or nothing."""
    return bool(re.search(r"\w", name))


def reachable(window: QWidget) -> Iterator[QWidget]:
    """The visible widgets that take the focus or a click, but for parts of composite ones and grounds that scroll."""
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisibleTo(window) or isinstance(widget, QScrollBar):
            continue
        if isinstance(widget.parent(), (QAbstractSpinBox, QComboBox)) or widget.objectName().startswith(
            "qt_"
        ):
            continue
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_focus and isinstance(widget, QScrollArea) and not widget.accessibleName():
            continue
        if takes_focus or isinstance(widget, QAbstractButton):
            yield widget


def tree(widget: QWidget, without: QWidget | None = None) -> str:
    """Role, name, description, value and states of everything that is shown, indented by depth; less one part."""
    return "\n".join(_lines(told(widget), 0, without)) + "\n"


def _lines(one: QAccessibleInterface, depth: int, without: QWidget | None) -> Iterator[str]:
    if one is None or not one.isValid() or one.state().invisible or one.object() is without is not None:
        return
    texts = (
        one.text(kind)
        for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    )
    name, description, value = (" ".join(text.split()) for text in texts)
    role = one.role()
    silent = role in _QUIET and not name
    if not silent:
        yield "  " * depth + _line(one, name, description, value)
        depth += 1
    most = _MOST_CHILDREN if role in _ROWS else one.childCount()
    shown = 0
    for place in range(one.childCount()):
        lines = list(_lines(one.child(place), depth, without))
        if lines and shown == most:
            yield "  " * depth + "…"
            return
        shown += bool(lines)
        yield from lines


def _line(one: QAccessibleInterface, name: str, description: str, value: str) -> str:
    state = one.state()
    parts = [one.role().name]
    if name:
        parts.append(f"“{name}”")
    if value and value != name:
        parts.append(f"= {value}")
    states = [state_name for state_name in _STATES if getattr(state, state_name)]
    if states:
        parts.append(f"({', '.join(states)})")
    if description and description != name:
        parts.append(f"– {description}")
    return " ".join(parts)
