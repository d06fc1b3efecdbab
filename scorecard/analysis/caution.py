"""The label of caution that goes wherever scores of an evaluation show."""

from __future__ import annotations

from scorecard.i18n import _
from scorecard.model.snapshot import Snapshot


def caution_label(snapshot: Snapshot) -> str:
    """The label that goes wherever scores of this evaluation show; empty where none is needed."""
    match snapshot.evaluation.caution:
        case "illustrative":
            return _("Illustrative scores, not an official assessment")
        case "invented":
            return _("Invented scores, not an official assessment")
        case _:
            return ""
