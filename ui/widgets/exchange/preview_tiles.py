"""The counts of an import or a merge, each of which narrows its list to what it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.exchange.preview_rows import Part
from ui.theme import Theme
from ui.widgets.count_tile import CountTile
from ui.widgets.text import label

_ROLES: dict[Part, str] = {"conflict": "warning", "problem": "danger"}


class PreviewTiles(QWidget):
    """A tile a part, and beside them what is left alone; `chosen` carries the part whose tile was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parts: Iterable[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._tiles = {part: CountTile(theme, _ROLES.get(part, "")) for part in parts}
        for part, tile in self._tiles.items():
            tile.clicked.connect(lambda _checked, part=part: self.chosen.emit(part))
            row.addWidget(tile)
        self.same = label(theme, "", "body", ink="muted", wrap=True)
        self.same.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self.same, 1)

    def __getitem__(self, part: Part) -> CountTile:
        return self._tiles[part]

    def check(self, part: Part) -> None:
        """Press the tile of a part, and no other."""
        for name, tile in self._tiles.items():
            tile.setChecked(name == part)

    def show_counts(self, counts: Mapping[Part, tuple[int, str]], same: str) -> None:
        """Show a count with its word for each part, and how much is left alone."""
        for part, (count, word) in counts.items():
            self._tiles[part].show_count(count, word)
        self.same.setText(same)
