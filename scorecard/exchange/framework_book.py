"""A framework as a workbook that people can read, print, translate and send back."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.errors import Refusal
from scorecard.exchange.framework_reader import check_framework_book, read_framework_book
from scorecard.i18n import _, pgettext
from scorecard.library.framework_file import write_framework
from scorecard.library.frameworks import check_framework, read_framework
from scorecard.model.framework import NEEDS, Criterion, Framework, Section
from scorecard.model.problem import Problem
from scorecard.model.text import Text
from scorecard.safe_file import replace_safely

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from scorecard.exchange.sheet import Sheet
    from scorecard.exchange.styles import Styles

_HEAD_ROW = 2
_KEY_ROW = 3
_SMALL = 8
_LINE = 175.0
"""The characters of a page of A4 across at the print scale of the criteria."""
_PRINT_SCALE = 85


def open_framework(path: Path) -> Framework:
    """The framework in a .xlsx file, or in one of TOML. Raises `FrameworkProblems` with everything that is wrong."""
    return read_framework_book(path) if _is_book(path) else read_framework(path)


def check_file(path: Path) -> tuple[Problem, ...]:
    """Every problem of a framework in a .xlsx file, or in one of TOML; none when it can be used."""
    return check_framework_book(path) if _is_book(path) else check_framework(path)


def save_framework(framework: Framework, path: Path) -> None:
    """Write a framework to a .toml or .xlsx file, whole or not at all."""
    if _is_book(path):
        write_framework_book(framework, path)
    elif path.suffix.lower() == ".toml":
        write_framework(framework, path)
    else:
        sentence = _("“{name}” ends in neither .toml nor .xlsx. Give one of them; nothing was written.")
        raise Refusal(sentence.format(name=path.name))


def write_framework_book(framework: Framework, path: Path) -> None:
    """Write the workbook in the language in force; what is read back has to be the framework that was meant."""

    def check(temporary: Path) -> None:
        if read_framework_book(temporary) != framework:
            sentence = _(
                "“{name}” did not read back as it was written; an earlier file of that name is untouched. "
                "Try again, or choose another disk."
            )
            raise Refusal(sentence.format(name=path.name), code="damaged")

    replace_safely(path, lambda temporary: _write(temporary, _content(framework)), check)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column: what it is called for people and, in small print under that, for the program."""

    key: str
    head: str
    width: float
    choices: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Plan:
    """One sheet: its name, its columns, its rows, and how many columns stand on every printed page."""

    tab: str
    title: str
    hint: str
    columns: list[_Column]
    rows: list[list[str]] = field(default_factory=list)
    repeated: int = 0


def _is_book(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx"


def _content(framework: Framework) -> list[_Plan]:
    plans = [_framework_plan(framework), _scale_plan(framework), _section_plan(framework)]
    plans.append(_criteria_plan(framework))
    if framework.crosswalk:
        plans.append(_crosswalk_plan(framework))
    return plans


def _framework_plan(framework: Framework) -> _Plan:
    plan = _Plan(
        tab=pgettext("sheet", "Framework"),
        title=_("Framework: {name}").format(name=framework.id),
        hint=_("Change the texts and send the workbook back. The grey words and the ids stay as they are."),
        columns=[
            _Column(key="field", head=_("Field"), width=12),
            _Column(key="en", head=_("English"), width=56),
            _Column(key="es", head=_("Spanish"), width=56),
        ],
    )
    plan.rows = [["id", framework.id, ""], ["version", framework.version, ""]]
    if framework.previous:
        plan.rows.append(["previous", framework.previous, ""])
    named = (("name", framework.name), ("short", framework.short), ("note", framework.note))
    plan.rows += [[name, text.en, text.es] for name, text in named]
    return plan


def _scale_plan(framework: Framework) -> _Plan:
    needs = tuple(need for need in NEEDS if need)
    return _Plan(
        tab=pgettext("sheet", "Scale"),
        title=_("Scale, worst to best"),
        hint=_(
            "“official” asks for an official document or two items of evidence, “effect” for an item that shows one."
        ),
        columns=[
            _Column(key="code", head=_("Code"), width=8),
            *_pair("word", _("Leading word"), 20),
            *_pair("meaning", _("Meaning"), 32),
            _Column(key="needs", head=_("Proof it needs"), width=12, choices=needs),
        ],
        rows=[[step.code, *_both(step.word, step.meaning), step.needs] for step in framework.scale],
    )


def _section_plan(framework: Framework) -> _Plan:
    return _Plan(
        tab=pgettext("sheet", "Sections"),
        title=_("Sections"),
        hint=_("In the order in which they are asked."),
        columns=[
            _Column(key="id", head=_("Id"), width=9),
            _retired_column(),
            *_pair("name", _("Name"), 19),
            *_pair("short", _("Short name"), 12),
            *_pair("note", _("Note"), 21),
        ],
        rows=[
            [one.id, retired, *_both(one.name, one.short, one.note)]
            for one, retired in (*_marked(framework.sections, ""), *_marked(framework.retired, "yes"))
        ],
    )


def _criteria_plan(framework: Framework) -> _Plan:
    levels: list[_Column] = []
    for number, step in enumerate(framework.scale, start=1):
        head = _("Level {code}").format(code=step.code)
        levels += _pair(f"level {number}", head, 26)
    return _Plan(
        tab=pgettext("sheet", "Criteria"),
        title=_("Criteria, one row each"),
        hint=_("In the order in which they are asked; the first columns stand on every printed page."),
        columns=[
            _Column(key="section", head=_("Section"), width=9),
            _Column(key="id", head=_("Id"), width=9),
            _retired_column(),
            *_pair("name", _("Name"), 22),
            *_pair("question", _("Question"), 26),
            *_pair("definition", _("Definition"), 26),
            *_pair("look_for", _("Evidence to look for"), 26),
            *_pair("source", _("Source of the criterion"), 26),
            *levels,
        ],
        rows=[
            [section.id, one.code, retired, *_criterion_texts(one)]
            for section, retired in (*_marked(framework.sections, ""), *_marked(framework.retired, "yes"))
            for one in section.criteria
        ],
        repeated=2,
    )


def _crosswalk_plan(framework: Framework) -> _Plan:
    return _Plan(
        tab=pgettext("sheet", "Crosswalk"),
        title=_("What became of each criterion of version {version}").format(version=framework.previous),
        hint=_("same, renamed, merged, split, dropped or new; several ids stand with a space between them."),
        columns=[
            _Column(key="fate", head=_("Fate"), width=14),
            _Column(key="old", head=_("Criteria of the version before"), width=50),
            _Column(key="new", head=_("Criteria of this version"), width=50),
        ],
        rows=[[link.fate, _codes(link.old), _codes(link.new)] for link in framework.crosswalk],
    )


def _pair(key: str, head: str, width: float) -> list[_Column]:
    english, spanish = _("{text} (English)"), _("{text} (Spanish)")
    return [
        _Column(key=f"{key} en", head=english.format(text=head), width=width),
        _Column(key=f"{key} es", head=spanish.format(text=head), width=width),
    ]


def _retired_column() -> _Column:
    return _Column(key="retired", head=_("Retired"), width=8, choices=("yes",))


def _marked(sections: Iterable[Section], mark: str) -> list[tuple[Section, str]]:
    return [(section, mark) for section in sections]


def _criterion_texts(one: Criterion) -> list[str]:
    return _both(one.name, one.question, one.definition, one.look_for, one.source, *one.levels)


def _both(*texts: Text) -> list[str]:
    return [said for text in texts for said in (text.en, text.es)]


def _codes(ids: tuple[str, ...]) -> str:
    return " ".join(id.partition(".")[2] for id in ids)


def _write(path: Path, plans: list[_Plan]) -> None:
    from xlsxwriter.workbook import Workbook

    from scorecard.exchange.sheet import Sheet
    from scorecard.exchange.styles import FONT, Styles

    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook: Workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": FONT, **plain})
    styles = Styles(workbook)
    for plan in plans:
        _write_sheet(Sheet(workbook.add_worksheet(plan.tab), styles), styles, plan)
    workbook.set_custom_property("sc_kind", "framework", "text")
    workbook.close()
    path.write_bytes(buffer.getvalue())


def _write_sheet(sheet: Sheet, styles: Styles, plan: _Plan) -> None:
    widths = [column.width for column in plan.columns]
    sheet.widths(*widths)
    sheet.title(plan.title)
    sheet.subtitle(1, plan.hint)
    sheet.heads(_HEAD_ROW, 0, tuple(column.head for column in plan.columns), 26)
    small = styles.row(font_size=7, font_color="muted", valign="vcenter")
    for col, column in enumerate(plan.columns):
        sheet.text(_KEY_ROW, col, column.key, small)
    sheet.height(_KEY_ROW, 11)
    text = styles.cell(font_size=_SMALL, text_wrap=True)
    for row, entries in enumerate(plan.rows, start=_KEY_ROW + 1):
        for col, entry in enumerate(entries):
            sheet.text(row, col, entry, text)
        sheet.fit(row, *((entry, widths[col], _SMALL, False) for col, entry in enumerate(entries)))
    last = len(plan.columns) - 1
    for col, column in enumerate(plan.columns):
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "ignore_blank": True}
            sheet.worksheet.data_validation(_KEY_ROW + 1, col, sheet.last_row + 100, col, rule)
    sheet.worksheet.freeze_panes(_KEY_ROW + 1, plan.repeated)
    sheet.page(last, footer="", repeat=(_HEAD_ROW, _HEAD_ROW))
    if plan.repeated:
        _break_pages(sheet, widths, plan.repeated)


def _break_pages(sheet: Sheet, widths: list[float], repeated: int) -> None:
    """Print as many columns on a page as can be read, the first ones on each; both languages of a text together."""
    head = sum(widths[:repeated])
    breaks, used = [], head
    for col in range(repeated, len(widths)):
        pair = sum(widths[col : col + 2])
        if (col - repeated) % 2 == 1 and used + pair > _LINE:
            breaks.append(col)
            used = head
        used += widths[col]
    sheet.worksheet.repeat_columns(0, repeated - 1)
    sheet.worksheet.set_print_scale(_PRINT_SCALE)
    sheet.worksheet.set_v_pagebreaks(breaks)
