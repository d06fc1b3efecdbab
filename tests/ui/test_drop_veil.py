"""Files dragged over a page: a veil says what dropping them begins, and only files of this computer count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import Theme
from ui.widgets.drop_veil import DropVeil

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HERE = QPoint(40, 40)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    return page


@pytest.fixture
def veil(page: QWidget, theme: Theme) -> DropVeil:
    return DropVeil(theme, page, lambda paths: f"{len(paths)} files")


def files(*urls: str) -> QMimeData:
    contents = QMimeData()
    contents.setUrls([QUrl(one) for one in urls])
    return contents


def drag(page: QWidget, contents: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        HERE, Qt.DropAction.CopyAction, contents, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(page, event)
    return event


def drop(page: QWidget, contents: QMimeData) -> QDropEvent:
    event = QDropEvent(
        QPointF(HERE),
        Qt.DropAction.CopyAction,
        contents,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(page, event)
    return event


def test_files_over_the_page_are_covered_by_what_they_would_do(page: QWidget, veil: DropVeil) -> None:
    contents = files("file:///a.xlsx", "file:///b.xlsx")
    assert drag(page, contents).isAccepted()
    assert veil.isVisible()
    assert veil.geometry() == page.rect()
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not veil.isVisible()


def test_dropped_files_are_told_once_the_other_program_is_free(
    page: QWidget, veil: DropVeil, qtbot: QtBot
) -> None:
    told: list[list[Path]] = []
    veil.dropped.connect(told.append)
    contents = files("file:///a.xlsx")
    drag(page, contents)
    assert drop(page, contents).isAccepted()
    assert told == []
    assert not veil.isVisible()
    qtbot.waitUntil(lambda: told == [[Path("/a.xlsx")]])


def test_what_is_no_file_of_this_computer_is_left_alone(page: QWidget, veil: DropVeil, qtbot: QtBot) -> None:
    for contents in (files("https://example.org/a.xlsx"), QMimeData()):
        assert not drag(page, contents).isAccepted()
        assert not veil.isVisible()
        assert not drop(page, contents).isAccepted()


def test_other_events_of_the_page_go_on(page: QWidget, veil: DropVeil) -> None:
    assert not veil.eventFilter(page, QEvent(QEvent.Type.Resize))
