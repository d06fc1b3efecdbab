"""Backups as rows: when each was made, why, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.i18n import _, format_count
from scorecard.storage.keeping.description import Backup
from ui.models.columns import Column


def backup_columns() -> tuple[Column, ...]:
    """When, why, and the counts."""
    return (
        Column(kind="id", title=_("When"), least=146),
        Column(kind="name", title=_("Why"), least=150, stretch=1),
        Column(kind="figure", title=_("Programmes"), least=84),
        Column(kind="figure", title=_("Scores"), least=64),
        Column(kind="figure", title=_("Edits"), least=56),
    )


def backup_rows(kept: Sequence[Backup]) -> list[tuple[tuple[str, ...], Backup]]:
    """A row for each, newest first as they come; nothing is known of the contents of a damaged file."""
    return [
        (
            (
                f"{one.made_at.astimezone():%Y-%m-%d %H:%M:%S}",
                one.why,
                *(
                    format_count(number) if one.whole else "–"
                    for number in (one.programmes, one.scores, one.edits)
                ),
            ),
            one,
        )
        for one in kept
    ]
