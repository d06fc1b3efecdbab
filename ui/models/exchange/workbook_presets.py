"""Choices for a workbook that come again: those of the last one, and those that a person kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

from ui.preferences import Choices, Preferences

_LAST = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookPresets:
    """The choices of one evaluation, in the preferences of this person on this computer."""

    preferences: Preferences
    evaluation: str

    @property
    def names(self) -> list[str]:
        """The names under which choices are kept, in the order of the alphabet."""
        before = self._key(_LAST)
        kept = (key.removeprefix(before) for key in self.preferences.choices if key.startswith(before))
        return sorted(filter(None, kept), key=str.casefold)

    def last(self) -> Choices:
        """What was chosen last; nothing where nothing was."""
        return self.preferences.choices.get(self._key(_LAST), {})

    def kept(self, name: str) -> Choices:
        """What is kept under a name."""
        return self.preferences.choices.get(self._key(name), {})

    def keep(self, choices: Choices, name: str) -> None:
        """Keep what was chosen, as the last choice and, unless it is empty, under a name."""
        for one in {_LAST, name}:
            self.preferences.choices[self._key(one)] = choices
        self.preferences.save()

    def forget(self, name: str) -> None:
        """Keep nothing under a name any more."""
        self.preferences.choices.pop(self._key(name), None)
        self.preferences.save()

    def _key(self, name: str) -> str:
        return f"{self.evaluation}/workbook/{name}"
