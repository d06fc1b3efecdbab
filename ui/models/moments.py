"""Moments as people say them, in the language of the window and by the clock of this machine."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from scorecard.i18n import _, language


def day_and_time(when: datetime) -> str:
    """How people say when something was: today with its time, yesterday, or a date."""
    here = when.astimezone()
    today = datetime.now().astimezone().date()
    if here.date() == today:
        return _("today, {time}").format(time=f"{here:%H:%M}")
    if here.date() == today - timedelta(days=1):
        return _("yesterday")
    day = QDate(here.year, here.month, here.day)
    return QLocale(language()).toString(day, "d MMM" if here.year == today.year else "d MMM yyyy")
