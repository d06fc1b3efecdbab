"""The right of the Frameworks page: what is open of a version, as texts, as a form, with its versions and weights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from scorecard.i18n import _, ngettext
from scorecard.library.completeness import Gap
from scorecard.model.framework import Framework, Step
from ui.models.frameworks.commands import gap_in_words
from ui.models.frameworks.texts import fields_of
from ui.models.frameworks.tree import Place
from ui.models.frameworks.versions import Version
from ui.theme import Theme
from ui.widgets.frameworks.form import FrameworkForm
from ui.widgets.frameworks.preview import FrameworkPreview
from ui.widgets.frameworks.scale import FrameworkScale
from ui.widgets.frameworks.versions import FrameworkVersions
from ui.widgets.frameworks.weights_panel import WeightsPanel
from ui.widgets.icon_button import IconButton
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

TEXTS, FORM, VERSIONS, WEIGHTS = range(4)

_MOST_GAPS = 24
"""Of what is missing, the lines that the menu shows at once."""


class FrameworkSheet(QWidget):
    """Four views of one version, and the commands on it as a whole.

    `began`, `adopted`, `discarded` and `exported` ask for what they say; `gap_chosen` carries a `Gap`, `filled`
    the language whose texts are to stand where those of the other are missing; `turned` says that another view
    is wanted.
    """

    turned = Signal()
    began = Signal()
    adopted = Signal()
    discarded = Signal()
    exported = Signal()
    gap_chosen = Signal(object)
    filled = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gaps: Sequence[Gap] = ()
        self._framework: Framework | None = None
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 10, 0)
        column.setSpacing(10)
        column.addLayout(self._commands())
        column.addLayout(self._head())
        self.form = FrameworkForm(theme)
        self.scale = FrameworkScale(theme)
        self.preview = FrameworkPreview(theme)
        self.versions = FrameworkVersions(theme)
        self.weights = WeightsPanel(theme)
        self._stack = QStackedWidget()
        for view in (self.form, self.scale, self.preview, self.versions, self.weights):
            self._stack.addWidget(view)
        column.addWidget(self._stack, 1)

    @property
    def tab(self) -> int:
        """Which view is shown: `TEXTS`, `FORM`, `VERSIONS` or `WEIGHTS`."""
        return self.tabs.current

    def show_tab(self, tab: int) -> None:
        """Show another view."""
        self.tabs.set_current(tab)
        self.turned.emit()

    def show_state(self, version: Version, gaps: Sequence[Gap], *, has_draft: bool, may_write: bool) -> None:
        """Offer what can be done with a version; `gaps` are what is missing in a draft."""
        is_draft = version.state == "draft"
        self._gaps, self._framework = gaps, version.framework
        self._discard.setVisible(is_draft)
        self._discard.setEnabled(may_write)
        self._export.setEnabled(bool(version.framework.sections))
        self._main.setText(self._main_words(is_draft, has_draft))
        self._main.setEnabled(may_write or (has_draft and not is_draft))
        self._gap_button.setVisible(bool(gaps))
        words = ngettext("{count} text missing", "{count} texts missing", len(gaps))
        self._gap_button.setText(words.format(count=len(gaps)))

    def show_place(
        self,
        title: str,
        framework: Framework,
        place: Place,
        *,
        editable: bool,
        ready: tuple[tuple[Step, ...], ...],
    ) -> None:
        """Show what is open, in the view that is chosen."""
        self._title.setText(title)
        if self.tab == TEXTS and place.kind == "scale":
            self._stack.setCurrentWidget(self.scale)
            self.scale.show_scale(framework, editable=editable, ready=ready)
        elif self.tab == TEXTS:
            self._stack.setCurrentWidget(self.form)
            fields = fields_of(framework, place)
            self.form.show_fields(framework, place, fields, editable=editable and place.kind != "retired")
        elif self.tab == FORM:
            self._stack.setCurrentWidget(self.preview)
            self.preview.show_place(framework, place)
        else:
            self._stack.setCurrentWidget(self.versions if self.tab == VERSIONS else self.weights)

    def store(self) -> None:
        """Have what is still being typed stored now."""
        self.form.store()
        self.scale.store()
        self.weights.store()

    def write(self, place: Place, field: str = "", tongue: str = "") -> None:
        """Take the caret to a text of what is open."""
        if place.kind == "scale":
            self.scale.write(int(field) if field.isdecimal() else 0, tongue)
        else:
            self.form.write(field, tongue)

    def _commands(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(8)
        words = (_("Texts"), _("Form"), _("Versions"), _("Weights"))
        self.tabs = Segmented(self._theme, words, name=_("View of the framework"))
        self.tabs.changed.connect(lambda _index: self.turned.emit())
        row.addWidget(self.tabs)
        row.addStretch()
        self._main = QPushButton()
        self._main.setProperty("kind", "primary")
        self._main.clicked.connect(self._pressed)
        widest = max(
            self._main.fontMetrics().horizontalAdvance(words)
            for words in (
                self._main_words(True, True),
                self._main_words(False, True),
                self._main_words(False, False),
            )
        )
        self._main.setMinimumWidth(widest + 28)
        row.addWidget(self._main)
        return row

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 14, 0)
        row.setSpacing(12)
        self._title = label(self._theme, "", "title", wrap=True)
        self._title.setMinimumHeight(28)
        row.addWidget(self._title, 1)
        self._gap_button = IconButton(self._theme, "alert", _("texts missing"), kind="quiet", small=True)
        self._gap_button.setAccessibleName(_("What is missing"))
        self._gap_button.clicked.connect(self._open_gaps)
        row.addWidget(self._gap_button)
        self._export = IconButton(self._theme, "download", _("Export…"), kind="link", small=True)
        self._export.setAccessibleName(_("Export this version"))
        self._export.clicked.connect(self.exported)
        row.addWidget(self._export)
        self._discard = IconButton(self._theme, "trash", _("Discard the draft"), kind="link", small=True)
        self._discard.clicked.connect(self.discarded)
        row.addWidget(self._discard)
        return row

    def _main_words(self, is_draft: bool, has_draft: bool) -> str:
        if is_draft:
            return _("Put in force…")
        return _("Go to the draft") if has_draft else _("Start a new version")

    def _pressed(self) -> None:
        if self._main.text() == self._main_words(True, True):
            self.adopted.emit()
        else:
            self.began.emit()

    def _open_gaps(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for gap in self._gaps[:_MOST_GAPS]:
            words = gap_in_words(self._framework, gap) if self._framework is not None else gap.text()
            menu.addAction(words.replace("&", "&&"), lambda gap=gap: self.gap_chosen.emit(gap))
        rest = len(self._gaps) - _MOST_GAPS
        if rest > 0:
            more = menu.addAction(_("and {count} more").format(count=rest))
            more.setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("Use the English text where the Spanish is missing"), lambda: self.filled.emit("en"))
        menu.addAction(_("Use the Spanish text where the English is missing"), lambda: self.filled.emit("es"))
        menu.popup(self._gap_button.mapToGlobal(QPoint(0, self._gap_button.height() + 4)))
