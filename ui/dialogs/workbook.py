"""Asks what a workbook holds: the question, its programmes and sheets, or all of them as they were kept before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from PySide6.QtWidgets import QLineEdit, QWidget

from scorecard.exchange.contents import (
    ALWAYS,
    MOST_SCORECARDS,
    SCORECARD_CHOICES,
    SHEETS,
    Contents,
    sheets_named,
)
from scorecard.exchange.layout import name_tabs
from scorecard.i18n import _, format_count
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import Snapshot
from ui.dialogs.export import ExportChoice
from ui.models.compare.compared_programmes import ComparedProgrammes
from ui.models.exchange.workbook_presets import WorkbookPresets
from ui.preferences import Choices
from ui.session import Session
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.compare.compared_picker import ComparedPicker
from ui.widgets.picker import Picker
from ui.widgets.text import label

_WIDTH = 860
_ROWS = 7
_TWO_LINES = 34


class WorkbookChoice(ExportChoice):
    """After agreeing: `framework`, `changes` and `language` as of `ExportChoice`, and `contents`.

    It begins with what was chosen last, and with the question that is being compared. What is chosen is kept when the
    person agrees, under a name if one is given.
    """

    def __init__(
        self,
        session: Session,
        snapshot: Snapshot,
        theme: Theme,
        presets: WorkbookPresets,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, snapshot, theme, _("Export workbook"), _("Choose the file…"), parent)
        self.setMinimumWidth(_WIDTH)
        self._presets = presets
        self.begin_column()
        self._kept = Picker(theme, "", name=_("Choices kept"))
        self._kept.changed.connect(self._take_kept)
        self._kept.add_command(_("Forget these choices"), self._forget)
        if presets.names:
            self.add_choice(_("Choices kept"), self._kept)
        self._programmes = ComparedProgrammes(self)
        self._picker = ComparedPicker(theme, self._programmes)
        self._programmes.offer(snapshot.ordered_programmes(), None)
        self._programmes.chosen_changed.connect(self._count_programmes)
        self._scorecards = Picker(theme, "", name=_("Scorecards"))
        self.add_row((None, self._picker), (_("Scorecards of"), self._scorecards))
        self.sheets = ChoiceList(theme, _("Sheets"), rows=_ROWS)
        self.add_wide(self.sheets)
        always = _("Cover, weights and checks are always there; sheets with nothing to show stay away.")
        caption = label(theme, always, "caption", ink="muted", wrap=True)
        caption.setMinimumHeight(_TWO_LINES)
        self.add_wide(caption)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("A name, to choose the same again"))
        self.name.setAccessibleName(_("Keep these choices as"))
        self.name.setMaxLength(60)
        self.name.setMinimumWidth(360)
        self.add_choice(_("Keep these choices as"), self.name)
        self._offer_sheets(frozenset(SHEETS))
        self._count_programmes()
        self._offer_kept("")
        self._take_kept("")

    @property
    def changes(self) -> dict[str, Any]:
        """What is asked, the programmes compared among it."""
        return {**super().changes, "programmes": self._programmes.chosen}

    @property
    def contents(self) -> Contents:
        """The sheets, and which programmes get a scorecard."""
        return Contents(sheets=sheets_named(self.sheets.chosen) | ALWAYS, scorecards=self._scorecards.value)

    def agreed(self) -> None:
        """Keep what was chosen, and go on."""
        self._presets.keep(self._choices(), self.name.text().strip())
        super().agreed()

    def _choices(self) -> Choices:
        asked = self.changes
        weights = "" if asked.get("tried") or asked.get("without") else asked["weights"]
        return {
            **{name: str(asked[name]) for name in ("view", "rule", "average")},
            "weights": weights or "",
            "framework": self.framework,
            "language": self.language,
            "programmes": list(asked["programmes"] or ()),
            "scorecards": self._scorecards.value,
            "sheets": list(self.sheets.chosen),
            "pseudonyms": "yes" if self.pseudonyms else "",
        }

    def _take(self, choices: Choices) -> None:
        """Choose as before, as far as what was chosen is still there."""
        self.take(choices)
        programmes = cast("list[Key]", choices.get("programmes", []))
        self._choose_programmes(programmes)
        if choices.get("scorecards") in SCORECARD_CHOICES:
            self._scorecards.set_value(choices["scorecards"])
        if "sheets" in choices:
            self._offer_sheets(frozenset(choices["sheets"]))

    def _choose_programmes(self, keys: Collection[Key]) -> None:
        """Compare those of these programmes that are still there; all of them where none is."""
        there = self._snapshot.ordered_programmes()
        known = [one.key for one in there if one.key in keys]
        self._programmes.offer(there, known or None)
        self._count_programmes()

    def _take_kept(self, name: str) -> None:
        """Choose as was kept under a name, or as last time and as is being compared."""
        self._take(self._presets.kept(name))
        if not name and self._compared is not None:
            self.take_compared()
            self._choose_programmes(self._compared.programmes or ())
        self.name.setText(name)

    def _offer_kept(self, current: str) -> None:
        self._kept.set_choices(
            [(name, name) for name in self._presets.names],
            current,
            nothing=_("as compared now") if self._compared is not None else _("as last time"),
        )

    def _forget(self) -> None:
        if self._kept.value:
            self._presets.forget(self._kept.value)
            self.name.clear()
            self._offer_kept("")

    def _offer_sheets(self, chosen: frozenset[str]) -> None:
        tabs = name_tabs(())
        words = {"scorecards": _("Scorecards, one a programme")}
        names = [(one, words.get(one) or tabs.named(one)) for one in SHEETS if one not in ALWAYS]
        self.sheets.set_choices(names, chosen)

    def _count_programmes(self) -> None:
        """Say how many programmes are compared, and offer scorecards of as many."""
        total = len(self._snapshot.programmes)
        chosen = self._programmes.chosen
        count = total if chosen is None else len(chosen)
        self._picker.show_count(count, total)
        everyone = _("all programmes ({count})").format(count=format_count(count))
        choices = [(everyone, "first")]
        if count > MOST_SCORECARDS:
            first = _("the first {count} by rank").format(count=MOST_SCORECARDS)
            choices = [(first, "first"), (_("{all}; it takes longer").format(all=everyone), "all")]
        choices.insert(1, (_("those with a rank"), "ranked"))
        values = [value for _text, value in choices]
        current = self._scorecards.value
        self._scorecards.set_choices(choices, current if current in values else "first")
