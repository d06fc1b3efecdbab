"""Asks what a new evaluation is about and where it is kept."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, language
from scorecard.model.evaluation import EvaluatorKind
from scorecard.paths import documents_folder
from ui.dialogs.evaluator import KindChoice
from ui.dialogs.sheet import Sheet
from ui.prompts import Prompts, evaluation_kinds
from ui.theme import Theme
from ui.widgets.text import label

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class NewEvaluation(Sheet):
    """After agreeing: `title`, `frameworks`, `path`, and `evaluator`, whose name is empty for nobody."""

    def __init__(self, theme: Theme, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("New evaluation"), agree=_("Make the evaluation"), width=560, parent=parent)
        self._prompts = prompts
        self._chosen: Path | None = None
        self.title_field = QLineEdit()
        self.title_field.setPlaceholderText(_("For example: Supplier programmes of Antofagasta 2026"))
        self.title_field.textChanged.connect(self._show_place)
        self.add_field(_("Title"), self.title_field)
        self._add_frameworks()
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText(_("Your name; others can be added later"))
        self.add_field(_("Who scores"), self.name_field)
        self.kinds = KindChoice(theme)
        self.body.addWidget(self.kinds)
        self._add_place()
        self._show_place()

    @property
    def title(self) -> str:
        """The title as written."""
        return self.title_field.text().strip()

    @property
    def frameworks(self) -> tuple[str | Path, ...]:
        """The ids of built-in frameworks and the paths of framework files that are ticked."""
        return tuple(source for source, box in self._boxes if box.isChecked())

    @property
    def evaluator(self) -> tuple[str, EvaluatorKind]:
        """Name and kind."""
        return self.name_field.text().strip(), self.kinds.kind

    @property
    def path(self) -> Path:
        """Where the evaluation will be: chosen, or in the documents under its title."""
        if self._chosen is not None:
            return self._chosen
        name = _FORBIDDEN.sub(" ", self.title)[:80].strip(" .") or _("Evaluation")
        path = documents_folder() / f"{name}.scorecard"
        number = 2
        while path.exists():
            path = documents_folder() / f"{name} {number}.scorecard"
            number += 1
        return path

    def agreed(self) -> None:
        if not self.title:
            self.complain(_("Give the evaluation a title."), self.title_field)
        elif not self.frameworks:
            self.complain(_("Choose at least one framework."))
        elif not self.path.parent.is_dir():
            sentence = _("There is no folder “{folder}”. Choose another place.")
            self.complain(sentence.format(folder=self.path.parent))
        else:
            self.accept()

    def _add_frameworks(self) -> None:
        from scorecard.library.frameworks import at_first, built_in, built_in_framework

        self.body.addWidget(label(self.theme, _("Frameworks"), "field"))
        self._boxes: list[tuple[str | Path, QCheckBox]] = []
        self._frameworks = QVBoxLayout()
        self._frameworks.setSpacing(6)
        self.body.addLayout(self._frameworks)
        for id in built_in():
            framework = built_in_framework(id)
            self._add_framework(id, framework.name.into(language()), ticked=id in at_first())
        more = QPushButton(_("Add a framework file…"))
        more.setProperty("kind", "link")
        more.setProperty("flush", "true")
        more.setAutoDefault(False)
        more.clicked.connect(self._add_framework_file)
        row = QHBoxLayout()
        row.addWidget(more)
        row.addStretch()
        self.body.addLayout(row)

    def _add_framework(self, source: str | Path, name: str, *, ticked: bool = True) -> None:
        box = QCheckBox(name.replace("&", "&&"))
        box.setChecked(ticked)
        self._frameworks.addWidget(box)
        self._boxes.append((source, box))

    def _add_framework_file(self) -> None:
        from scorecard.exchange.framework_book import open_framework

        path = self._prompts.open_path(self, _("Frameworks (*.toml *.xlsx)"), _("Choose a framework"))
        if path is None:
            return
        try:
            framework = open_framework(path)
        except Refusal as refusal:
            self.complain(str(refusal))
            return
        self.complain("")
        self._add_framework(path, framework.name.into(language()))

    def _add_place(self) -> None:
        self._place = label(self.theme, "", "body", ink="muted", wrap=True)
        change = QPushButton(_("Change…"))
        change.setProperty("small", "true")
        change.setAutoDefault(False)
        change.clicked.connect(self._choose_place)
        row = QHBoxLayout()
        row.addWidget(self._place, 1)
        row.addWidget(change)
        self.body.addWidget(label(self.theme, _("Kept in the file"), "field"))
        self.body.addLayout(row)

    def _choose_place(self) -> None:
        path = self._prompts.save_path(self, self.path, evaluation_kinds())
        if path is not None:
            self._chosen = path
            self._show_place()

    def _show_place(self) -> None:
        self._place.setText(str(self.path))
