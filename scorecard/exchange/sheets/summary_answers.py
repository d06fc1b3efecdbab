"""The head of the summary: who leads, how sure that is, and how the table below is to be read."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.exchange.book import Book
from scorecard.exchange.formulas import Formula, constant, either, fixed, sentence
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.sheets.at_most import at_most
from scorecard.exchange.sheets.card_binding import binding_words
from scorecard.exchange.sheets.summary_columns import COVERAGE, LOWEST, SummaryColumns
from scorecard.i18n import _, format_number

_ANSWER_ROW, _SURENESS_ROW, _NOTE_ROW = 2, 3, 4


def programme_label(book: Book, row: int) -> str:
    """The programme in a row of the comparison, by id and name."""
    programme = book.programme(row)
    return f"{programme.id} {programme.label}"


def write_answers(book: Book, sheet: Sheet, columns: SummaryColumns) -> None:
    """Write the live answer, how sure the ranking was at export, and the key to the table. Names `sum_sure`."""
    sheet.answer(_ANSWER_ROW, _answer(book, columns))
    words = _sureness(book)
    sheet.text(_SURENESS_ROW, columns.label, words, sheet.styles(font_size=8, font_color="disabled"))
    book.define("sum_sure", sheet, _SURENESS_ROW, columns.label)
    changed = constant(
        _(
            "Levels or weights have been changed here since the export. How sure the ranking is was worked out "
            "for those exported."
        )
    )
    sureness = either("chk_changed+chk_weights>0", False, changed, Formula("sum_sure", words))
    sheet.formula(_SURENESS_ROW, 0, sureness, sheet.styles(valign="vcenter"))
    sheet.height(_SURENESS_ROW, 15)
    sheet.note(_NOTE_ROW, _explanation(book))


def _sureness(book: Book) -> str:
    """How sure the ranking is, as found by draws at export, which no formula repeats."""
    found = book.publication.study.robustness
    words = " ".join(filter(None, found.sentences()))
    if book.comparison.ranked < 2:
        return words
    sentence = _("{sentence} (Worked out at export from {draws} draws.)")
    return sentence.format(sentence=words, draws=format_number(found.variation.draws, 0))


def _answer(book: Book, columns: SummaryColumns) -> Formula:
    """Who leads and how many have evidence enough, following every change."""
    comparison = book.comparison
    if not book.order:
        return constant(_("There is no programme yet."))
    leaders = [row for row in book.order if comparison.rank[row] == 1]
    best = float(comparison.score[leaders[0]]) if leaders else ""
    labels = columns.down(columns.label)
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
        parts |= _held_down(book, columns, leaders, parts["score"])
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


def _held_down(
    book: Book, columns: SummaryColumns, leaders: Sequence[int], score: Formula
) -> dict[str, Formula]:
    """The highest score, which is at most that where a leader lacks evidence, and what holds the first leader down."""
    lacking = f"SUMPRODUCT((sum_rank=1)*({at_most(columns.down(COVERAGE))}))>0"
    is_at_most = bool(book.comparison.at_most()[leaders].any())
    bound = sentence(_("at most {score}"), score=score)
    criterion = f"INDEX({columns.down(LOWEST)},MATCH(1,sum_rank,0))"
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
