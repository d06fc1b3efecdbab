"""What is varied to find the chances of ranks: weights, missing evidence, evaluators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from scorecard.i18n import _, format_count, ngettext
from ui.theme import Theme
from ui.widgets.picker import Picker
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.sureness.robustness import Variation


class VariedPicker(Picker):
    """A field that opens a menu of what is varied; `asked` carries the `Variation` that a person wants."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", name=_("What is varied for the chances"), parent=parent)
        self._variation: Variation | None = None

    def show_variation(self, variation: Variation, rule: str) -> None:
        """Show what is varied; under the rule of the weakest criterion weights are not."""
        self._variation = variation
        words = [_("weights do not count") if rule == "weakest" else _weightings()[variation.weighting]]
        if variation.missing:
            words.append(_("missing evidence"))
        if variation.evaluators:
            words.append(_("evaluators"))
        text = _("Chances: {varied}").format(varied=", ".join(words))
        self.set_choices([(text, True)], True)
        self.setToolTip(text)

    def menu_of_choices(self) -> QMenu:
        menu = QMenu(self)
        variation = self._variation
        if variation is None:
            return menu
        self._say(menu, _("Section weights"))
        group = QActionGroup(menu)
        explained = {
            "any": _("Any weights, each weighting as likely as another"),
            "near": _("Near the weights that are set"),
            "fixed": _("Only the weights that are set"),
        }
        for weighting, words in explained.items():
            action = self._add(menu, words, weighting == variation.weighting, weighting=weighting)
            group.addAction(action)
        menu.addSeparator()
        self._say(menu, _("Drawn as well"))
        self._add(menu, _("Missing evidence: any level"), variation.missing, missing=not variation.missing)
        self._add(
            menu,
            _("Evaluators: one of them for each cell"),
            variation.evaluators,
            evaluators=not variation.evaluators,
        )
        menu.addSeparator()
        drawn = _("{draws} draws, seed {seed}: the same each time")
        self._say(menu, drawn.format(draws=format_count(variation.draws), seed=variation.seed))
        return menu

    def _add(self, menu: QMenu, words: str, checked: bool, **changes: Any) -> QAction:
        action = QAction(words, menu, checkable=True, checked=checked)
        action.triggered.connect(lambda: self.asked.emit(replace(self._variation, **changes)))  # type: ignore[type-var]
        menu.addAction(action)
        return action

    def _say(self, menu: QMenu, words: str) -> None:
        head = QWidgetAction(menu)
        shown = label(self._theme, words, "caption", ink="muted")
        shown.setContentsMargins(14, 6, 14, 2)
        head.setDefaultWidget(shown)
        head.setText(words)
        head.setEnabled(False)
        menu.addAction(head)


def draws_in_words(variation: Variation, rule: str) -> str:
    """How many rankings the chances come from."""
    count = variation.draws
    only_weights = not (variation.missing or variation.evaluators)
    if only_weights and variation.weighting != "fixed" and rule != "weakest":
        words = ngettext("{count} weighting", "{count} weightings", count)
    else:
        words = ngettext("{count} draw", "{count} draws", count)
    return words.format(count=format_count(count))


def _weightings() -> dict[str, str]:
    return {
        "any": _("any weights"),
        "near": _("weights near those set"),
        "fixed": _("the weights set"),
    }
