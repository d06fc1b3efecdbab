"""How the rule of a workbook makes scores of levels, in words beside the formulas that were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from scorecard.analysis.question import Rule
from scorecard.exchange.books.book import Book
from scorecard.exchange.books.cards import BINDING, COVERAGE, HIGH, LEVEL, LOW
from scorecard.exchange.formulas import spaced
from scorecard.exchange.layout import at, span
from scorecard.i18n import _

MethodRow: TypeAlias = tuple[str, str, str, str]
"""What, how it works, where it stands, its formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How one rule works, for a section and for a programme."""

    section: str
    low: str
    high: str
    programme: str
    bounds: str


def rules_of_scores(book: Book) -> list[MethodRow]:
    """A row for each number on the way from levels to the score of a programme, and one for the rules there are."""
    plan, section, words = book.plan, book.sections[0].id, _words(book.rule)
    too_little = _("Empty, with the words “insufficient evidence”, when coverage is under the threshold.")
    rows = [
        (
            _("Section score"),
            words.section,
            _of_sections(book, LEVEL),
            _entered(book, plan.section_score(section)),
        ),
        (
            _("Coverage"),
            _("Weight of the scored criteria ÷ weight of the criteria that apply."),
            _of_sections(book, COVERAGE),
            spaced(plan.section_coverage(section)),
        ),
        (_("Low"), words.low, _of_sections(book, LOW), _entered(book, plan.section_low(section))),
        (_("High"), words.high, _of_sections(book, HIGH), _entered(book, plan.section_high(section))),
        (
            _("Programme score"),
            f"{words.programme} {too_little}",
            _of_programme(book, LEVEL),
            _entered(book, plan.programme_score),
        ),
        (
            _("Programme low and high"),
            words.bounds,
            _of_programme(book, LOW, HIGH),
            _entered(book, plan.programme_low),
        ),
        (
            _("Programme coverage"),
            _("Weighted mean of the coverage of the sections that apply."),
            _of_programme(book, COVERAGE),
            spaced(plan.programme_coverage),
        ),
    ]
    if book.rule == "weakest":
        rows.append(_binding(book))
    rows.append((_("The three rules"), _all_rules(), "–", _("chosen before the export")))
    return rows


def _words(rule: Rule) -> _Words:
    match rule:
        case "mean":
            return _Words(
                section=_("Sum of weight × level over the scored criteria ÷ sum of their weights."),
                low=_("The same mean with every missing criterion at 0."),
                high=_("The same mean with every missing criterion at the top of the scale."),
                programme=_("Weighted mean of the sections that have a score."),
                bounds=_("The same weighted mean over the sections that apply."),
            )
        case "geometric":
            return _Words(
                section=_(
                    "Weighted geometric mean of level + 1 over the scored criteria, less 1: a low level lowers it "
                    "more than it lowers a mean, and a 0 does not make it 0."
                ),
                low=_("The same geometric mean with every missing criterion at 0."),
                high=_("The same geometric mean with every missing criterion at the top of the scale."),
                programme=_("The same geometric mean over the sections that have a score."),
                bounds=_("The same geometric mean over the sections that apply."),
            )
        case "weakest":
            return _Words(
                section=_(
                    "The lowest level of the scored criteria that have a weight. While evidence is missing the score "
                    "is at most this, shown by ≤."
                ),
                low=_("The lowest with every missing criterion at 0, so 0 as soon as one is missing."),
                high=_("The lowest with every missing criterion at the top of the scale."),
                programme=_("The lowest score of the sections that have one and a weight."),
                bounds=_("The lowest over the sections that apply and have a weight."),
            )


def _binding(book: Book) -> MethodRow:
    plan = book.plan
    first = book.sections[0].id
    return (
        _("Weakest criterion"),
        _(
            "1 beside each criterion with a weight whose level is no higher than the score of the programme: it holds "
            "the score down, is shaded, and named in the answer."
        ),
        _("Scorecard {cells}").format(
            cells=span(plan.all_rows.start, BINDING, plan.all_rows.stop - 1, BINDING)
        ),
        spaced(plan.holds(plan.section_rows.start, plan.criterion_rows[first].start)),
    )


def _all_rules() -> str:
    return _(
        "Weighted mean: a high level makes up for a low one. Weighted geometric mean: it makes up for it in part. The "
        "weakest criterion decides: nothing makes up for it, no weight but 0 makes a difference, and while evidence "
        "is missing the score is at most what is shown."
    )


def _entered(book: Book, formula: str) -> str:
    """A formula as a spreadsheet shows it: array formulas stand in braces."""
    return f"{{{spaced(formula)}}}" if book.plan.rule.is_array else spaced(formula)


def _of_sections(book: Book, col: int) -> str:
    rows = book.plan.section_rows
    return _("Scorecard {cells}").format(cells=span(rows.start, col, rows.stop - 1, col))


def _of_programme(book: Book, *cols: int) -> str:
    cells = ", ".join(at(book.plan.programme_row, col) for col in cols)
    return _("Scorecard {cells}").format(cells=cells)
