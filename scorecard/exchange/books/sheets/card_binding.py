"""What holds a score down under the rule `weakest`: named in the answer of a scorecard, and shaded in its criteria."""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.sheets.at_most import at_most
from scorecard.exchange.formulas import Formula, constant, either, sentence
from scorecard.exchange.layout import BOTH, at
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _

_LONGEST_ALONE, _LONGEST_BESIDE = 42, 30
"""How much of a name finds room in the column of the summary: alone, and beside the number of others."""


def binding_words(book: Book, row: int, *, cut: bool = False) -> str:
    """The first criterion that holds the score down and how many more do; empty where there is no score.

    Where it is `cut`, the name of the criterion is no longer than a column of the summary bears.
    """
    return str(_binding(book, row, cut).value)


def binding_cell(book: Book, *, cut: bool = False) -> str:
    """Where a scorecard says the same, live."""
    return at(book.plan.programme_row, cards.BINDING_CUT if cut else cards.BINDING, BOTH)


def write_binding(book: Book, sheet: Sheet, row: int) -> None:
    """Write which criteria hold the score down, right of the printed page, and shade them."""
    plan, comparison = book.plan, book.comparison
    grey = sheet.styles("working", font_size=8, font_color="disabled")
    sheet.text(plan.head_row, cards.BINDING, _("Weakest"), grey)
    sheet.formula(plan.programme_row, cards.BINDING, _binding(book, row, False), grey)
    sheet.formula(plan.programme_row, cards.BINDING_CUT, _binding(book, row, True), grey)
    held = {criterion.id for criterion in comparison.binding(row)}
    for section_row, section in zip(plan.section_rows, book.sections, strict=True):
        for at_row, criterion in zip(plan.criterion_rows[section.id], section.criteria, strict=True):
            holds = Formula(plan.holds(section_row, at_row), 1.0 if criterion.id in held else "")
            sheet.formula(at_row, cards.BINDING, holds, grey)
    first = plan.all_rows.start
    rule = {
        "type": "formula",
        "criteria": f"={at(first, cards.BINDING, 'col')}=1",
        "format": sheet.styles.condition(bg_color="warning-soft"),
    }
    sheet.worksheet.conditional_format(first, cards.ID, plan.all_rows.stop - 1, cards.WEIGHT, rule)


def weakest_answer(book: Book, row: int, numbers: dict[str, Formula]) -> Formula:
    """The score with what holds it down, and that it is at most that while evidence is missing."""
    plan = book.plan
    parts = {**numbers, "criterion": Formula(binding_cell(book), binding_words(book, row))}
    known = sentence(
        _(
            "Score {score} of {top}, held down by {criterion}; coverage {coverage} %; rank {rank} of {ranked}."
        ),
        **parts,
    )
    bound = sentence(
        _(
            "Score at most {score} of {top}, held down by {criterion}; coverage {coverage} %; "
            "rank {rank} of {ranked}."
        ),
        **parts,
    )
    is_bound = bool(book.comparison.at_most()[row])
    return either(at_most(plan.result(cards.COVERAGE)), is_bound, bound, known)


def _binding(book: Book, row: int, cut: bool) -> Formula:
    plan = book.plan
    criteria = book.comparison.binding(row)
    count = f"SUM({plan.holding})"
    first = criteria[0] if criteria else None
    name = Formula(plan.first_holding(cards.NAME), into(first.name) if first else "")
    id = Formula(plan.first_holding(cards.ID), first.code if first else "")
    alone = sentence("{id} {name}", id=id, name=_shortened(name, _LONGEST_ALONE) if cut else name)
    beside = sentence("{id} {name}", id=id, name=_shortened(name, _LONGEST_BESIDE) if cut else name)
    more = Formula(f"{count}-1", str(len(criteria) - 1))
    several = sentence(_("{criterion} and {count} more"), criterion=beside, count=more)
    found = either(f"{count}>1", len(criteria) > 1, several, alone)
    return either(f"{count}=0", not criteria, constant(""), found)


def _shortened(name: Formula, longest: int) -> Formula:
    text, shown = name.text, str(name.value)
    cut = Formula(f'LEFT({text},{longest - 1})&"…"', shown[: longest - 1] + "…")
    return either(f"LEN({text})>{longest}", len(shown) > longest, cut, name)
