"""The counts of an import, each of which narrows its list to what it counts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from scorecard.i18n import format_count, ngettext
from ui.models.import_rows import Part
from ui.theme import Theme
from ui.widgets.count_tile import CountTile
from ui.widgets.text import label


class ImportTiles(QWidget):
    """New, changed, waiting and wrong; `chosen` carries the part whose tile was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._tiles: dict[Part, CountTile] = {
            "new": CountTile(theme),
            "changed": CountTile(theme),
            "conflict": CountTile(theme, "warning"),
            "problem": CountTile(theme, "danger"),
        }
        for part, tile in self._tiles.items():
            tile.clicked.connect(lambda _checked, part=part: self.chosen.emit(part))
            row.addWidget(tile)
        self.same = label(theme, "", "body", ink="muted")
        self.same.setContentsMargins(8, 0, 0, 0)
        row.addWidget(self.same)
        row.addStretch()

    def __getitem__(self, part: Part) -> CountTile:
        return self._tiles[part]

    def check(self, part: Part) -> None:
        """Press the tile of a part, and no other."""
        for name, tile in self._tiles.items():
            tile.setChecked(name == part)

    def show_counts(self, counts: Mapping[str, int], *, errors: int, remarks: int) -> None:
        """Show the counts of cells by their states, and of problems; remarks count where there is no problem."""
        new, changed, waiting = counts["new"], counts["changed"], counts["conflict"]
        wrong = ngettext("problem", "problems", errors) if errors else ngettext("remark", "remarks", remarks)
        self["new"].show_count(new, ngettext("new score", "new scores", new))
        self["changed"].show_count(changed, ngettext("changed score", "changed scores", changed))
        self["conflict"].show_count(waiting, ngettext("needs you", "need you", waiting))
        self["problem"].show_count(errors or remarks, wrong)
        same = counts["same"]
        words = ngettext("{count} unchanged, left alone", "{count} unchanged, left alone", same)
        self.same.setText(words.format(count=format_count(same)) if same else "")
