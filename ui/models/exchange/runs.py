"""What the cards of Exchange made last in one evaluation, and where its forms went, on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from scorecard.i18n import ngettext
from scorecard.model.evaluation import Key
from scorecard.model.form import Form
from ui.preferences import Preferences, Run

Card = Literal[
    "forms", "import", "merge", "workbook", "charts", "tables", "minutes", "report", "data", "package"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRuns:
    """The runs of the evaluation with this id, kept in the preferences as they happen."""

    preferences: Preferences
    evaluation: Key

    def last(self, card: Card) -> Run | None:
        """The last run of a card, None before the first."""
        return self.preferences.runs.get(f"{self.evaluation}/{card}")

    def remember(self, card: Card, path: Path, **counts: int) -> None:
        """Keep what a card has made just now: a file or a folder, and how many of what `counts_in_words` knows."""
        run = Run(path=path.absolute(), at=datetime.now().astimezone(), counts=counts)
        self.preferences.runs[f"{self.evaluation}/{card}"] = run
        self.preferences.save()

    def remember_forms(self, made_at: str, folder: Path, count: int) -> None:
        """Keep into which folder the forms of one moment were written, beside the last run of their card."""
        run = Run(path=folder.absolute(), at=datetime.fromisoformat(made_at))
        self.preferences.runs[self._batch(made_at)] = run
        self.remember("forms", folder, forms=count)

    def place_of(self, form: Form) -> Path | None:
        """Where a form was written on this computer, None where that is not known or it is not there any more."""
        run = self.preferences.runs.get(self._batch(form.made_at))
        path = run.path / form.file if run is not None and form.file else None
        return path if path is not None and path.is_file() else None

    def _batch(self, made_at: str) -> str:
        return f"{self.evaluation}/forms/{made_at}"


def counts_in_words(run: Run) -> list[str]:
    """How many of what a run has made, each in a phrase, such as `12 forms`; a single file needs no count."""
    return [phrase for what, count in run.counts.items() if (phrase := _phrase(what, count))]


def _phrase(what: str, count: int) -> str:
    match what:
        case "forms":
            words = ngettext("{count} form", "{count} forms", count)
        case "files" if count != 1:
            words = ngettext("{count} file", "{count} files", count)
        case "scores":
            words = ngettext("{count} score", "{count} scores", count)
        case "programmes":
            words = ngettext("{count} programme", "{count} programmes", count)
        case "tables":
            words = ngettext("{count} table", "{count} tables", count)
        case "pictures":
            words = ngettext("{count} picture", "{count} pictures", count)
        case "conflicts" if count:
            words = ngettext("{count} conflict decided", "{count} conflicts decided", count)
        case _:
            return ""
    return words.format(count=count)
