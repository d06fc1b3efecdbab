"""The workbook for ministries: every number live, with the evidence behind it and the engine's result beside it."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import assert_never

from scorecard.exchange.books.book import Book
from scorecard.exchange.books.cards import plan_of
from scorecard.exchange.books.gathering import gather
from scorecard.exchange.books.named_styles import NamedWorkbook
from scorecard.exchange.books.sheets.agreement import write_agreement
from scorecard.exchange.books.sheets.card import write_card
from scorecard.exchange.books.sheets.checks import write_checks
from scorecard.exchange.books.sheets.cover import write_cover
from scorecard.exchange.books.sheets.criteria import write_criteria
from scorecard.exchange.books.sheets.data import write_data
from scorecard.exchange.books.sheets.disagreements import write_disagreements
from scorecard.exchange.books.sheets.matrix import write_matrix
from scorecard.exchange.books.sheets.method import write_method
from scorecard.exchange.books.sheets.source import write_source
from scorecard.exchange.books.sheets.summary import write_summary
from scorecard.exchange.books.sheets.weights import write_weights
from scorecard.exchange.books.verification import Tally, check_workbook
from scorecard.exchange.contents import SHEETS, Contents, SheetName
from scorecard.exchange.layout import name_tabs
from scorecard.exchange.publication import Publication
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import FONT, Styles, style_names
from scorecard.i18n import _, speaking
from scorecard.i18n import language as language_in_force
from scorecard.model.codec import fingerprint
from scorecard.progress import Progress
from scorecard.safe_file import replace_safely

_WRITTEN_LATE = ("checks",)
"""It counts what Data lists."""


def write_workbook(
    publication: Publication,
    path: Path,
    *,
    language: str,
    progress: Progress,
    contents: Contents | None = None,
) -> None:
    """Write the workbook in a language, `en` or `es`, whatever is spoken otherwise; the file appears whole or not.

    Without `contents` it has every sheet that has something to say, and scorecards of a hundred programmes at most.
    """
    tallies: dict[str, Tally] = {}
    contents = contents or Contents()
    work = _Work(progress)

    def write(target: Path) -> None:
        with speaking(language):
            content, counted = _build(publication, language, work, contents)
        tallies.update(counted)
        target.write_bytes(content)

    def check(target: Path) -> None:
        check_workbook(target, tallies, path.name, work.check)

    replace_safely(path, write, check)


class _Work:
    """How far the work is: every sheet counts once when it is written and once when it is read back.

    It is said in the language in force when the work began, whatever the workbook speaks.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._sheets = 1
        self._written = 0
        self._language = language_in_force()

    def begin(self, sheets: int) -> None:
        """There will be so many sheets."""
        self._sheets = sheets

    def write(self, name: str) -> None:
        """The next sheet is being written."""
        self.go_on(name)
        self._written += 1

    def go_on(self, name: str) -> None:
        """A long sheet is still being written; where nobody wants it any more, the work ends here."""
        with speaking(self._language):
            words = _("Writing the sheet {sheet}").format(sheet=name)
        self._progress.step(self._written, 2 * self._sheets, words)

    def write_file(self) -> None:
        """All sheets are there and become a file."""
        with speaking(self._language):
            words = _("Writing the file")
        self._progress.step(self._sheets, 2 * self._sheets, words)

    def check(self, sheets: int) -> None:
        """So many sheets have been read back."""
        self._progress.step(self._sheets + sheets, 2 * self._sheets, _("Checking the file"))


def _build(
    publication: Publication, language: str, work: _Work, contents: Contents
) -> tuple[bytes, dict[str, Tally]]:
    comparison = publication.comparison
    wanted = contents.rows(comparison)
    buffer = io.BytesIO()
    workbook = NamedWorkbook(
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
        gathered=gather(publication, contents),
    )
    _describe(book, language)
    _write_sheets(book, wanted, work)
    work.write_file()
    workbook.name_styles(book.styles, style_names())
    workbook.close()
    tallies = {
        name: Tally(filled=sheet.filled, total=math.fsum(sheet.numbers))
        for name, sheet in book.sheets.items()
    }
    return buffer.getvalue(), tallies


def _write_sheets(book: Book, wanted: list[int], work: _Work) -> None:
    """Write all sheets; those that say what stands on others come after them, whatever the order of the tabs."""
    present = book.gathered.present
    tabs = {name: book.tabs.named(name) for name in SHEETS if name in present and name != "scorecards"}
    work.begin(len(tabs) + len(wanted))
    for tab in (*tabs.values(), *book.tabs.cards.values()):
        book.add_sheet(tab)
    for name in sorted(tabs, key=_WRITTEN_LATE.count):
        if name != "cover":
            work.write(tabs[name])
            _write_sheet(book, name, book.sheets[tabs[name]], work)
    for row in wanted:
        tab = book.tabs.cards[book.programme(row).key]
        work.write(tab)
        write_card(book, book.sheets[tab], row)
    cover = book.sheets[book.tabs.cover]
    work.write(book.tabs.cover)
    write_cover(book, cover)
    cover.worksheet.activate()


def _write_sheet(book: Book, name: SheetName, sheet: Sheet, work: _Work) -> None:
    match name:
        case "summary":
            write_summary(book, sheet)
        case "matrix":
            write_matrix(book, sheet)
        case "ptpr" | "synthesis" | "inventory" | "industries" | "regions":
            write_source(book, sheet, book.gathered.sources[name])
        case "agreement":
            write_agreement(book, sheet)
        case "disagreements":
            write_disagreements(book, sheet)
        case "criteria":
            write_criteria(book, sheet)
        case "weights":
            write_weights(book, sheet)
        case "method":
            write_method(book, sheet)
        case "checks":
            write_checks(book, sheet)
        case "data":
            write_data(book, sheet, lambda: work.go_on(sheet.name))
        case "cover" | "scorecards":
            raise ValueError(name)
        case _:
            assert_never(name)


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
