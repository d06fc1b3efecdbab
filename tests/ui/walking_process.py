"""Walks through the whole window in a process of its own and prints, as JSON, what each page and sheet is like.

Arguments: a folder that becomes the home, a language, a theme, and the size of the window in logical pixels.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.app import Program

_MOST_TABS = 400
_MOST_WAITS, _QUIET = 2000, 3


def walk(home: Path, language: str, theme: str, size: tuple[int, int]) -> dict[str, Any]:
    """What is found on the start page, each page, each view of Compare, and each sheet."""
    from PySide6.QtWidgets import QApplication

    from tests.ui.accessible_tree import tree
    from tests.ui.conftest import FakePrompts
    from tests.ui.every_sheet import SHEETS
    from ui import app
    from ui.actions import MENU_PAGES, RAIL_PAGES
    from ui.preferences import Preferences
    from ui.widgets.compare.compare_views import VIEWS

    application = QApplication(["walk", "-style", "fusion"])
    preferences = Preferences(path=home / "preferences.toml", language=language, theme=theme)
    program = app.Program(application, FakePrompts(), preferences)
    program.window.resize(*size)
    program.begin(None)
    settle(program)
    found = {"start": facts(program.window)}
    program.explore("workshop")
    workspace = program.session.workspace
    assert workspace is not None
    program.session.choose_evaluator(workspace.snapshot.ordered_evaluators()[0].key)
    for id in (*RAIL_PAGES, *MENU_PAGES):
        program.window.show_page(id)
        settle(program)
        if id != "compare":
            found[id] = facts(program.window, program.window.page)
            if "frame" not in found:
                found["frame"] = {"tree": tree(program.window, without=program.window.page)}
            continue
        for view in VIEWS:
            program.window.page.show_view(view)
            settle(program)
            found[f"compare-{view}"] = facts(program.window, program.window.page)
    for stage in workshop_stages(program):
        settle(program)
        found[f"workshop-{stage}"] = facts(program.window, program.window.page)
    program.window.show_page("score")
    for name, make in SHEETS.items():
        dialog = make(program, workspace, program.theme)
        dialog.show()
        dialog.activateWindow()
        settle(program)
        found[f"sheet-{name}"] = facts(dialog) | {"class": type(dialog).__name__}
        dialog.close()
        dialog.deleteLater()
    program.window.close()
    return found


def workshop_stages(program: Program) -> Iterator[str]:
    """Hold a workshop on one cell, and say at which stage it is."""
    program.window.show_page("workshop")
    workspace, acts = program.session.workspace, program.window.page.acts
    assert workspace is not None
    snapshot = workspace.snapshot
    framework, round = snapshot.evaluation.frameworks[0], snapshot.round().key
    cell = snapshot.ordered_programmes()[0].key, snapshot.framework(framework).criteria[0].id
    assert acts.begin([cell], practice=(), minutes=10, absent=())
    yield "waiting"
    (discussion,) = workspace.snapshot.discussions_in(framework, round)
    place = discussion.place
    assert acts.begin_scoring(place)
    yield "scoring"
    for one in snapshot.ordered_evaluators():
        if one.kind != "panel":
            acts.vote(place, one.key, "3")
    assert acts.reveal(place)
    yield "revealed"
    assert acts.agree(place, "3", "The road-map is dated, and everybody has read it.")
    yield "settled"


def settle(program: Program) -> None:
    """Let the window finish what it began: views fill themselves later, and workers hand over what they found."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtTest import QTest

    quiet = 0
    for _time in range(_MOST_WAITS):
        QTest.qWait(15)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        waiting = any(one.isActive() and one.isSingleShot() for one in program.window.findChildren(QTimer))
        quiet = 0 if waiting or program.busy else quiet + 1
        if quiet == _QUIET:
            return
    raise AssertionError("The window does not come to rest.")


def facts(window: QWidget, shown: QWidget | None = None) -> dict[str, Any]:
    """What can be measured of a window as it stands, with the tree of what is shown in it."""
    from tests.ui.accessible_tree import is_worded, name_of, reachable, tree

    own = sorted(described(one) for one in reachable(window) if not is_worded(name_of(one)))
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    tabbed, backwards = tab_walk(window)
    return {
        "nameless": own,
        "tree": tree(shown or window),
        "unreached": tabbed,
        "backwards": backwards,
        "clipped": sorted(clipped(window)),
        "unheard": sorted(unheard(window)),
        "least": [least.width(), least.height()],
        "size": [window.width(), window.height()],
    }


def unheard(window: QWidget) -> Iterator[str]:
    """Labels of which something else is read aloud than what is written."""
    from PySide6.QtWidgets import QLabel

    for one in window.findChildren(QLabel):
        name = one.accessibleName()
        if one.isVisible() and one.text().strip(" –") and name and _bare(one.text()) not in _bare(name):
            yield f"{described(one)}: “{one.text()}”"


def _bare(text: str) -> str:
    return " ".join(text.split("…", maxsplit=1)[0].split())


def described(widget: QWidget) -> str:
    """A widget by its class, its name and where it is in its window."""
    from tests.ui.accessible_tree import name_of

    parent = type(widget.parent()).__name__
    return f"{type(widget).__name__} “{name_of(widget)}” in {parent} at {where(widget)}"


def where(widget: QWidget) -> tuple[int, int, int, int]:
    """The rectangle of a widget in its window: left, top, right, bottom."""
    from PySide6.QtCore import QPoint

    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    return corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height()


def tab_walk(window: QWidget) -> tuple[list[str], list[str]]:
    """What Tab never comes to, and the steps that lead back up or left within one panel."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.ui.accessible_tree import reachable

    window.activateWindow()
    QApplication.processEvents()
    wanted = [one for one in reachable(window) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    wanted = [one for one in wanted if one.isEnabled() and one is not window]
    here = window.focusWidget()
    if here is None or here not in wanted:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    path: list[QWidget] = []
    while here is not None and here not in path and len(path) < _MOST_TABS:
        path.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    unreached = [one for one in wanted if one not in path and not _beside(one, path) and one.isVisible()]
    missing = [] if here is path[0] else [f"Tab does not come round, but to {here and described(here)}"]
    steps = [
        (one, other)
        for one, other in itertools.pairwise(path)
        if one.parent() is other.parent() and _goes_back(where(one), where(other))
    ]
    # Where Tab begins in the middle, it comes round once, to what stands first.
    back = [
        f"{described(one)} -> {described(other)}"
        for one, other in steps
        if any(_is_before(where(third), where(other)) for third in path)
    ]
    return sorted(map(described, unreached)) + missing, back


def _beside(one: QWidget, path: list[QWidget]) -> bool:
    """Whether arrows lead to it from a choice of its group to which Tab comes."""
    from PySide6.QtWidgets import QAbstractButton

    group = one.group() if isinstance(one, QAbstractButton) else None
    if group is not None and group.exclusive():
        return any(other in path for other in group.buttons())
    parent = one.parent()
    return bool(
        isinstance(one, QAbstractButton)
        and one.autoExclusive()
        and any(other in path for other in parent.findChildren(type(one)))
    )


def _is_before(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return (one[1], one[0]) < (other[1], other[0])


def _goes_back(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = one
    other_left, other_top, other_right, other_bottom = other
    above = other_bottom <= top + 2 and other_left < right
    before = other_right <= left and other_top < bottom and top < other_bottom and other_top <= top + 2
    return above or before


def clipped(window: QWidget) -> Iterator[str]:
    """The words of labels and buttons that do not fit where they stand; lists may cut names, and say so by a tip."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

    from ui.widgets.one_line import OneLine

    for area in window.findChildren(QScrollArea):
        inside, room = area.widget(), area.viewport().width()
        never = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.isVisible() and never and inside is not None and inside.width() > room:
            yield f"{described(area)} needs {inside.width()} pixels across, and has {room}"
    for one in [*window.findChildren(QLabel), *window.findChildren(QPushButton)]:
        if not one.isVisible() or not one.text() or isinstance(one, OneLine):
            continue
        if isinstance(one, QLabel) and one.wordWrap():
            short = one.height() + 1 < one.heightForWidth(one.width())
        elif isinstance(one, QLabel):
            short = one.width() + 1 < one.sizeHint().width() or one.height() + 1 < one.sizeHint().height()
        else:
            words = one.fontMetrics().horizontalAdvance(one.text().replace("&", ""))
            short = one.width() < words or one.height() < one.fontMetrics().height()
        if short and not (one.toolTip() and one.text().endswith("…")):
            yield f"{described(one)}: “{one.text()}” {one.sizeHint().toTuple()}"
        elif not _whole_in_view(one):
            yield f"{described(one)}: “{one.text()}” is cut off by what it stands in"


def _whole_in_view(one: QWidget) -> bool:
    """Whether no panel cuts a widget off but one that scrolls to the rest."""
    from PySide6.QtWidgets import QAbstractScrollArea, QWidget

    inside = one.rect()
    parent, child = one.parentWidget(), one
    while parent is not None and not child.isWindow():
        inside.translate(child.pos())
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return True
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(inside):
            return False
        child, parent = parent, parent.parentWidget()
        if isinstance(child, QWidget) and child.isWindow():
            return True
    return True


def main() -> None:
    home, language, theme, width, height = sys.argv[1:]
    os.environ.update(
        dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"), home)
    )
    os.environ["LOGNAME"] = "somebody"
    from scorecard.i18n import choose_language

    choose_language(language)
    found = walk(Path(home), language, theme, (int(width), int(height)))
    sys.stdout.write(json.dumps(found, ensure_ascii=False))
    sys.stdout.flush()
    # Qt has shown everything that was asked, and tears down what it holds for no one.
    os._exit(0)


if __name__ == "__main__":
    main()
