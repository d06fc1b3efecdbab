"""The head of the summary: who leads, how sure that is, and how the table below is to be read."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.exchange.books.book import Book
from scorecard.exchange.books.sheets.at_most import at_most
from scorecard.exchange.books.sheets.card_binding import binding_words
from scorecard.exchange.books.summary_plan import ANSWER_ROW, COVERAGE, SURENESS_ROW
from scorecard.exchange.formulas import Formula, constant, either, fixed, sentence
from scorecard.exchange.layout import BOTH, at
from scorecard.exchange.sheet import Sheet
from scorecard.i18n import _


def programme_label(book: Book, row: int) -> str:
    """The programme in a row of the comparison, by id and name."""
    programme = book.programme(row)
    return f"{programme.id} {programme.label}"


def write_answers(book: Book, sheet: Sheet) -> None:
    """Write the live answer, how sure the ranking was at export, and the key to the table."""
    plan = book.summary
    sheet.answer(ANSWER_ROW, _answer(book))
    grey = sheet.styles("working", font_size=8, font_color="disabled")
    changed = constant(
        _(
            "Levels or weights have been changed here since the export. How sure the ranking is was worked out "
            "for those exported."
        )
    )
    for number, line in enumerate(plan.sureness_lines):
        row = SURENESS_ROW + number
        sheet.text(row, plan.label, line, grey)
        found = Formula(at(row, plan.label, BOTH), line)
        instead = changed if number == 0 else constant("")
        live = either("chk_changed+chk_weights>0", False, instead, found)
        sheet.formula(row, 0, live, sheet.styles(valign="vcenter"))
        sheet.height(row, 13.5)
    sheet.note(plan.note_row, _explanation(book))


def _answer(book: Book) -> Formula:
    """Who leads and how many have evidence enough, following every change."""
    plan = book.summary
    comparison = book.comparison
    if not book.order:
        return constant(_("There is no programme yet."))
    leaders = [row for row in book.order if comparison.rank[row] == 1]
    best = float(comparison.score[leaders[0]]) if leaders else ""
    labels = plan.down(plan.label)
    first = "COUNTIF(sum_rank,1)"
    parts = {
        "ranked": Formula("COUNT(sum_score)", str(comparison.ranked)),
        "programmes": Formula("ROWS(sum_score)", str(len(book.order))),
        "share": fixed("threshold*100", comparison.threshold * 100, 0),
        "leader": Formula(
            f"INDEX({labels},MATCH(1,sum_rank,0))", programme_label(book, leaders[0]) if leaders else ""
        ),
        "score": fixed("MAX(sum_score)", best, 2),
        "tied": Formula(first, str(len(leaders))),
    }
    if book.rule == "weakest":
        parts |= _held_down(book, leaders, parts["score"])
    one = sentence(_leading(book), **parts)
    several = sentence(
        _(
            "Ranked: {ranked} of {programmes} programmes, those with at least {share} % coverage. "
            "{tied} of them share the first place ({score})."
        ),
        **parts,
    )
    none = sentence(
        _("No programme is ranked: none of {programmes} reaches the {share} % coverage that a score needs."),
        **parts,
    )
    ranked = either(f"{first}>1", len(leaders) > 1, several, one)
    return either("COUNT(sum_score)=0", not leaders, none, ranked)


def _leading(book: Book) -> str:
    if book.rule == "weakest":
        return _(
            "Ranked: {ranked} of {programmes} programmes, those with at least {share} % coverage. "
            "Highest: {leader} ({score}), held down by {criterion}."
        )
    return _(
        "Ranked: {ranked} of {programmes} programmes, those with at least {share} % coverage. "
        "Highest: {leader} ({score})."
    )


def _held_down(book: Book, leaders: Sequence[int], score: Formula) -> dict[str, Formula]:
    """The highest score, which is at most that where a leader lacks evidence, and what holds the first leader down."""
    plan = book.summary
    lacking = f"SUMPRODUCT((sum_rank=1)*({at_most(plan.down(COVERAGE))}))>0"
    is_at_most = bool(book.comparison.at_most()[leaders].any())
    bound = sentence(_("at most {score}"), score=score)
    criterion = f"INDEX({plan.down(plan.binding)},MATCH(1,sum_rank,0))"
    return {
        "score": either(lacking, is_at_most, bound, score),
        "criterion": Formula(criterion, binding_words(book, leaders[0]) if leaders else ""),
    }


def _explanation(book: Book) -> str:
    text = _(
        "Low and high: every criterion without a level counted as 0, then as {top}. Grey italics: coverage below "
        "the threshold, so no score or rank, only the interval."
    ).format(top=book.scale.top)
    if len(book.tabs.cards) < len(book.order):
        further = _(
            "Scorecards are included for {count} programmes; the numbers of the others are fixed at export."
        )
        text = f"{text} {further.format(count=len(book.tabs.cards))}"
    return text
