"""Asks with which others a criterion becomes one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, language
from scorecard.model.framework import Criterion, Framework
from ui.dialogs.sheet import Sheet
from ui.theme import Theme
from ui.widgets.choice_list import ChoiceList
from ui.widgets.text import label

_ROWS = 10


class MergeDialog(Sheet):
    """`attempt` takes the ids of all that become one and raises `Refusal` where they cannot."""

    def __init__(
        self,
        theme: Theme,
        framework: Framework,
        criterion: Criterion,
        attempt: Callable[[tuple[str, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Merge criteria"), agree=_("Merge"), width=560, parent=parent)
        self._criterion = criterion
        self._attempt = attempt
        said = _(
            "{criterion} becomes one with those you tick. The new criterion begins with the texts of the first of "
            "them; the others are retired, and their scores are kept."
        )
        named = f"{criterion.code} {criterion.name.into(language())}".strip()
        self.body.addWidget(label(theme, said.format(criterion=named), "body", ink="muted", wrap=True))
        self.choices = ChoiceList(theme, _("Criteria"), rows=_ROWS)
        section = framework.section_of(criterion.id)
        near = [one for one in section.criteria if one != criterion]
        far = [one for one in framework.criteria if one not in section.criteria]
        choices = [(one.id, f"{one.code}  {one.name.into(language())}") for one in (*near, *far)]
        self.choices.set_choices(choices, ())
        self.body.addWidget(self.choices)

    def agreed(self) -> None:
        try:
            self._attempt((self._criterion.id, *self.choices.chosen))
        except Refusal as refusal:
            self.complain(str(refusal))
        else:
            self.accept()
