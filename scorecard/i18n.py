"""The language people are spoken to: gettext catalogues, and numbers as that language writes them."""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from scorecard.paths import resource

if TYPE_CHECKING:
    from decimal import Context, Decimal

LANGUAGES = ("en", "es")

_DECIMAL_MARK = {"en": ".", "es": ","}

_chosen = "en"
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("scorecard", str(resource("i18n")), languages=[language])


def language() -> str:
    """The language in force: that of the enclosing `speaking`, or else the one chosen for the process."""
    return _spoken.get() or _chosen


def choose_language(language: str) -> None:
    """Set the language of the process, one of `LANGUAGES`."""
    global _chosen
    _chosen = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while, in this thread only: a Spanish workbook from an English window."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language_of_machine() -> str:
    """The language of the operating system if it is one of ours, or else English."""
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if not name:
        # Windows has no such variables. Imported here because it takes time before the first paint.
        import locale

        name = locale.getlocale()[0] or ""
    return "es" if name.lower().startswith(("es", "spanish")) else "en"


def _(message: str) -> str:
    """The message in the language in force."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for a count, in the language in force; fill `{count}` afterwards."""
    return _catalogue(language()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message in a context that tells two meanings of one English word apart."""
    return _catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 (the name by which gettext's tools know it)
    """Mark a message for the catalogues without translating it yet."""
    return message


def format_number(value: float, places: int) -> str:
    """A number with a fixed count of decimals, in the decimal mark of the language in force.

    Halves round up on 15 significant digits, as spreadsheets do, so that the window and a workbook agree.
    """
    significant, unit = _rounding(places)
    rounded = significant.create_decimal(repr(float(value))).quantize(unit, context=significant)
    text = f"{rounded:f}"
    if rounded.is_zero():
        text = text.removeprefix("-")
    return text.replace(".", _DECIMAL_MARK[language()])


@cache
def _rounding(places: int) -> tuple[Context, Decimal]:
    # Decimal is imported with the first number, not with the first word: the window is painted before.
    from decimal import ROUND_HALF_UP, Context, Decimal

    return Context(prec=15, rounding=ROUND_HALF_UP), Decimal(1).scaleb(-places)


def format_difference(difference: float, places: int) -> str:
    """A difference with its sign, such as `+0.40` or `−0.20`; one that rounds to nothing has none."""
    text = format_number(abs(difference), places)
    if not text.strip("0.,"):
        return text
    return f"+{text}" if difference > 0 else f"\N{MINUS SIGN}{text}"


def format_count(count: int) -> str:
    """A whole number in groups of three, such as `10,000`; in Spanish `10 000`, four digits undivided."""
    if language() == "en":
        return f"{count:,}"
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}") if count > 9_999 else str(count)


def format_share(share: float) -> str:
    """A share between 0 and 1 as whole per cent, such as `66 %` with a no-break space."""
    return f"{format_number(share * 100, 0)}\N{NO-BREAK SPACE}%"
