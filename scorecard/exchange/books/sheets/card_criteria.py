"""The criteria of a scorecard: a level that can be changed, what it means, and the evidence behind it."""

from __future__ import annotations

from scorecard.exchange.books import cards
from scorecard.exchange.books.book import Book, into
from scorecard.exchange.books.card_texts import CriterionTexts, criterion_texts
from scorecard.exchange.formulas import Formula, constant, either, sentence
from scorecard.exchange.layout import at
from scorecard.exchange.lettering import row_height
from scorecard.exchange.sheet import Sheet
from scorecard.exchange.styles import WHOLE, share
from scorecard.i18n import _
from scorecard.model.framework import NA, NE, Criterion

_SMALL = 8


def write_criteria_of(book: Book, sheet: Sheet, row: int) -> None:
    """Write a row a criterion for the programme in a row of the comparison."""
    heads = (
        _("Id"), _("Criterion"), _("Weight"), _("Level"), _("Lowest given"), _("Highest given"), _("Answers"),
        _("What this level means"), _("Evidence, with its place in the source"), _("Note"),
        _("Open questions"), _("Challenges"),
    )  # fmt: skip
    head_row = book.plan.head_row
    sheet.heads(head_row, 0, heads[:2], 34)
    sheet.heads(head_row, cards.WEIGHT, heads[2:7], 34, align="center")
    sheet.heads(head_row, cards.MEANING, heads[7:], 34)
    texts = criterion_texts(book, row)
    index = 0
    for section in book.sections:
        for number, at_row in enumerate(book.plan.criterion_rows[section.id]):
            criterion = section.criteria[number]
            last = number == len(section.criteria) - 1
            _write_criterion(book, sheet, row, index, at_row, texts[criterion.id], last)
            index += 1
    first, last_row = book.plan.all_rows.start, book.plan.all_rows.stop - 1
    sheet.worksheet.autofilter(head_row, 0, last_row, cards.CHALLENGES)
    refuse = {
        "validate": "list",
        "source": "=level_list",
        "error_title": _("Not a level"),
        "error_message": _("Choose an entry of the list: a level, NE (no evidence) or NA (does not apply)."),
    }
    sheet.worksheet.data_validation(first, cards.LEVEL, last_row, cards.LEVEL, refuse)


def _write_criterion(
    book: Book, sheet: Sheet, row: int, index: int, at_row: int, texts: CriterionTexts, last: bool
) -> None:
    comparison, styles = book.comparison, sheet.styles
    criterion = book.criteria[index]
    edge = {"bottom_color": "control"} if last else {}
    centred = styles.cell(align="center", **edge)
    sheet.text(at_row, cards.ID, criterion.code, styles.cell(**edge))
    sheet.text(at_row, cards.NAME, into(criterion.name), styles.cell(bold=True, text_wrap=True, **edge))
    weight = Formula(book.weight_names[criterion.code], float(comparison.criterion_weights[index]))
    sheet.formula(at_row, cards.WEIGHT, weight, styles.cell(num_format=share(), align="center", **edge))
    entry = _entry(book, row, index)
    exact = isinstance(entry, str) or entry == int(entry)
    form = "@" if book.scale.form == "named" else (WHOLE if exact else "0.0#")
    level = styles.entry(bold=True, font_size=11, align="center", num_format=form)
    sheet.shown(at_row, cards.LEVEL, entry, level)
    sheet.shown(at_row, cards.LOW, texts.lowest, centred)
    sheet.shown(at_row, cards.HIGH, texts.highest, centred)
    sheet.number(at_row, cards.COVERAGE, texts.answers, centred)
    meaning = _meaning(book, row, index, at_row)
    words = styles.cell(font_size=_SMALL, text_wrap=True, **edge)
    sheet.formula(at_row, cards.MEANING, meaning, words)
    sheet.text(at_row, cards.EVIDENCE, texts.evidence, words)
    free = styles.cell(font_size=_SMALL, text_wrap=True, locked=False, **edge)
    for col, text in (
        (cards.NOTE, texts.note),
        (cards.QUESTIONS, texts.questions),
        (cards.CHALLENGES, texts.challenges),
    ):
        sheet.text(at_row, col, text, free)
    grey = styles("working", font_size=_SMALL, font_color="disabled")
    sheet.shown(at_row, cards.EXPORTED, entry, grey)
    if book.scale.form != "positions":
        position = comparison.cell_value[row, index]
        shown = float(position) if position == position else str(entry)
        formula = Formula(book.scale.position(at(at_row, cards.LEVEL, "col")), shown)
        sheet.formula(at_row, cards.POSITION, formula, grey)
    sheet.height(at_row, _criterion_height(book, criterion, meaning, texts))


def _entry(book: Book, row: int, index: int) -> float | str:
    from scorecard.analysis.comparison import STATES

    state = STATES[int(book.comparison.cell_state[row, index])]
    match state:
        case "scored":
            return book.scale.entry(float(book.comparison.cell_value[row, index]))
        case "unscored":
            return ""
        case "NE" | "NA":
            return state


def _meaning(book: Book, row: int, index: int, at_row: int) -> Formula:
    """What the level says, looked up as it is changed."""
    plan, criterion = book.plan, book.criteria[index]
    level = plan.level(at_row)
    texts = f"INDEX(crit_levels,MATCH({at(at_row, cards.ID, 'col')},crit_id,0),INT({level})+1)"
    position = book.comparison.cell_value[row, index]
    scored = position == position
    lower = int(position) if scored else 0
    upper = min(lower + 1, book.scale.top)
    exact = Formula(texts, into(criterion.levels[lower]))
    between = sentence(
        _("Between {low} and {high}. {text}"),
        low=Formula(f"INDEX(level_codes,INT({level})+1)", book.scale.codes[lower]),
        high=Formula(f"INDEX(level_codes,INT({level})+2)", book.scale.codes[upper]),
        text=exact,
    )
    entry = _entry(book, row, index)
    wrong = constant(_("Not a level, NE or NA"))
    given = either(f"{level}=INT({level})", scored and position == lower, exact, between)
    number = either(f"OR({level}<0,{level}>scale_max)", False, wrong, given)
    not_applicable = either(f'{level}="NA"', entry == NA, constant(_("Does not apply")), wrong)
    no_evidence = either(
        f'{level}="NE"', entry == NE, constant(_("No evidence found in the sources")), not_applicable
    )
    state = either(f'{level}=""', entry == "", constant(_("Not yet scored")), no_evidence)
    return either(f"ISNUMBER({level})", scored, number, state)


def _criterion_height(book: Book, criterion: Criterion, meaning: Formula, texts: CriterionTexts) -> float:
    """Room for the longest level text, so that a level can be changed and its text still fits."""
    widths = cards.WIDTHS
    level_texts = [into(level) for level in criterion.levels] + [str(meaning.value)]
    return row_height(
        *((text, widths[cards.MEANING], _SMALL, False) for text in level_texts),
        (into(criterion.name), widths[cards.NAME], 9, True),
        (texts.evidence, widths[cards.EVIDENCE], _SMALL, False),
        (texts.note, widths[cards.NOTE], _SMALL, False),
        (texts.questions, widths[cards.QUESTIONS], _SMALL, False),
        (texts.challenges, widths[cards.CHALLENGES], _SMALL, False),
        least=26,
    )
