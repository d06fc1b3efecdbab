"""The workbook for ministries: every number live, with the evidence behind it and the engine's result beside it."""

from __future__ import annotations

import io
import math
from collections.abc import Collection
from pathlib import Path

from xlsxwriter.workbook import Workbook

from scorecard.exchange.book import Book
from scorecard.exchange.cards import plan_of
from scorecard.exchange.layout import name_tabs
from scorecard.exchange.publication import Publication
from scorecard.exchange.sheets.card import write_card
from scorecard.exchange.sheets.checks import write_checks
from scorecard.exchange.sheets.cover import write_cover
from scorecard.exchange.sheets.criteria import write_criteria
from scorecard.exchange.sheets.data import data_rows, write_data
from scorecard.exchange.sheets.matrix import write_matrix
from scorecard.exchange.sheets.method import write_method
from scorecard.exchange.sheets.summary import write_summary
from scorecard.exchange.sheets.weights import write_weights
from scorecard.exchange.styles import FONT, Styles
from scorecard.exchange.verification import Tally, check_workbook
from scorecard.i18n import _, speaking
from scorecard.i18n import language as language_in_force
from scorecard.model.codec import fingerprint
from scorecard.model.evaluation import Key
from scorecard.progress import Progress
from scorecard.safe_file import replace_safely

MOST_SCORECARDS = 100
"""How many programmes get a scorecard sheet of their own unless more are asked for."""

_FIXED_SHEETS = 8


def write_workbook(
    publication: Publication,
    path: Path,
    *,
    language: str,
    progress: Progress,
    scorecards: Collection[Key] | None = None,
) -> None:
    """Write the workbook in a language, `en` or `es`, whatever is spoken otherwise; the file appears whole or not.

    `scorecards` are the programmes that get a sheet of their own: by default all, or the first
    `MOST_SCORECARDS` in the order of ranks. All programmes stand on the other sheets.
    """
    tallies: dict[str, Tally] = {}
    wanted = _included(publication, scorecards)
    work = _Work(progress, len(wanted))

    def write(target: Path) -> None:
        with speaking(language):
            content, counted = _build(publication, language, work, wanted)
        tallies.update(counted)
        target.write_bytes(content)

    def check(target: Path) -> None:
        check_workbook(target, tallies, path.name, work.check)

    replace_safely(path, write, check)


class _Work:
    """How far the work is: every sheet counts once when it is written and once when it is read back.

    It is said in the language in force when the work began, whatever the workbook speaks.
    """

    def __init__(self, progress: Progress, scorecards: int) -> None:
        self._progress = progress
        self._sheets = _FIXED_SHEETS + scorecards
        self._language = language_in_force()

    def write(self, sheet: int, name: str) -> None:
        """The sheet with this number, counted from 0, is being written."""
        with speaking(self._language):
            words = _("Writing the sheet {sheet}").format(sheet=name)
        self._progress.step(sheet, 2 * self._sheets, words)

    def write_file(self) -> None:
        """All sheets are there and become a file."""
        with speaking(self._language):
            words = _("Writing the file")
        self._progress.step(self._sheets, 2 * self._sheets, words)

    def check(self, sheets: int) -> None:
        """So many sheets have been read back."""
        self._progress.step(self._sheets + sheets, 2 * self._sheets, _("Checking the file"))


def _build(
    publication: Publication, language: str, work: _Work, wanted: list[int]
) -> tuple[bytes, dict[str, Tally]]:
    comparison = publication.comparison
    buffer = io.BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": FONT,
        },
    )
    plan = plan_of(comparison)
    book = Book(
        publication=publication,
        workbook=workbook,
        styles=Styles(workbook),
        tabs=name_tabs(comparison.programmes[row] for row in wanted),
        scale=plan.scale,
        plan=plan,
        order=tuple(comparison.ranking()),
        sheets={},
    )
    _describe(book, language)
    _write_sheets(book, wanted, work)
    work.write_file()
    workbook.close()
    tallies = {
        name: Tally(filled=sheet.filled, total=math.fsum(sheet.numbers))
        for name, sheet in book.sheets.items()
    }
    return buffer.getvalue(), tallies


def _included(publication: Publication, scorecards: Collection[Key] | None) -> list[int]:
    """The rows of the comparison that get a scorecard, by id."""
    comparison = publication.comparison
    if scorecards is None:
        return sorted(comparison.ranking()[:MOST_SCORECARDS])
    return [row for row, programme in enumerate(comparison.programmes) if programme.key in scorecards]


def _write_sheets(book: Book, wanted: list[int], work: _Work) -> None:
    tabs = book.tabs
    fixed = (
        tabs.cover, tabs.summary, tabs.matrix, tabs.criteria, tabs.weights, tabs.method, tabs.checks, tabs.data,
    )  # fmt: skip
    for tab in (*fixed, *tabs.cards.values()):
        book.add_sheet(tab)
    sheets = book.sheets
    work.write(0, tabs.summary)
    write_summary(book, sheets[tabs.summary])
    write_matrix(book, sheets[tabs.matrix])
    work.write(2, tabs.criteria)
    write_criteria(book, sheets[tabs.criteria])
    write_weights(book, sheets[tabs.weights])
    write_method(book, sheets[tabs.method])
    rows = data_rows(book)
    write_data(book, sheets[tabs.data], rows, lambda: work.write(5, tabs.data))
    verdict = write_checks(book, sheets[tabs.checks], len(rows))
    write_cover(book, sheets[tabs.cover], verdict)
    for done, row in enumerate(wanted):
        tab = tabs.cards[book.programme(row).key]
        work.write(_FIXED_SHEETS + done, tab)
        write_card(book, sheets[tab], row)
    sheets[tabs.cover].worksheet.activate()


def _describe(book: Book, language: str) -> None:
    """What the file is, for people and for programs that read it back."""
    publication, framework = book.publication, book.framework
    evaluation = publication.snapshot.evaluation
    book.workbook.set_properties(
        {
            "title": evaluation.title,
            "subject": book.title,
            "comments": book.caution,
            "created": publication.made_at.replace(tzinfo=None),
        }
    )
    facts = {
        "sc_kind": "workbook",
        "sc_schema": "1",
        "sc_evaluation": evaluation.id,
        "sc_framework": framework.id,
        "sc_framework_version": framework.version,
        "sc_framework_sha256": fingerprint(framework),
        "sc_round": book.comparison.round.id,
        "sc_language": language,
        "sc_exported_at": publication.made_at.isoformat(),
        "sc_fingerprint": publication.fingerprint,
    }
    for name, fact in facts.items():
        if fact:
            book.workbook.set_custom_property(name, fact, "text")
