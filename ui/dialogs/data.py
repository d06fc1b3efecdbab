"""Asks as which files the tables for analysts are written, and says what stands in them."""

from __future__ import annotations

import importlib.util
from typing import Literal

from PySide6.QtWidgets import QCheckBox, QWidget

from scorecard.analysis.evaluators.pseudonyms import pseudonyms_told
from scorecard.i18n import _
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

DataFormat = Literal["csv", "sqlite", "parquet"]
_WIDTH = 520


class DataChoice(Sheet):
    """After agreeing: `format` and `pseudonyms`. Parquet is offered where pyarrow is there to write it."""

    def __init__(self, theme: Theme, *, blind: bool, compared: bool, parent: QWidget | None = None) -> None:
        """`blind` where any round is; `compared` where the results answer what Compare answers now."""
        super().__init__(
            theme, _("Data for analysts"), agree=_("Choose the place…"), width=_WIDTH, parent=parent
        )
        self._formats: list[DataFormat] = ["csv", "sqlite"]
        names = [_("CSV files"), _("SQLite file")]
        if importlib.util.find_spec("pyarrow") is not None:
            self._formats.append("parquet")
            names.append(_("Parquet files"))
        everything = _(
            "Every table of the evaluation with its keys: programmes, evidence, scores, results, workshops, history. "
            "docs/for-analysts.md explains each column."
        )
        self.body.addWidget(label(theme, everything, "body", ink="muted", wrap=True))
        self._format = Segmented(theme, names, name=_("Format"))
        self.add_field(
            _("Format"), self._format, _("SQLite for Power BI and Metabase, CSV for anything else.")
        )
        self._pseudonyms = QCheckBox(_("Numbers in place of evaluators’ names"))
        self._pseudonyms.setToolTip(pseudonyms_told())
        self.body.addWidget(self._pseudonyms)
        asked = (
            _("Results answer the question of Compare in every round; weights only tried out do not count.")
            if compared
            else _("Results are the mean of all evaluators with equal weights, in every round.")
        )
        self.body.addWidget(label(theme, asked, "caption", ink="muted", wrap=True))
        if blind:
            sentence = _(
                "A round is blind. These tables hide nothing: whoever has them sees everybody’s scores."
            )
            self.body.addWidget(label(theme, sentence, "body", ink="warning", wrap=True))

    @property
    def format(self) -> DataFormat:
        """As which files."""
        return self._formats[self._format.current]

    @property
    def pseudonyms(self) -> bool:
        """Whether people are to have numbers in place of names."""
        return self._pseudonyms.isChecked()
