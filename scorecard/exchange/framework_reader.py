"""A framework read from a workbook, or every problem of it at once, each with its sheet and cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from scorecard.errors import Refusal
from scorecard.exchange.grid import Cells, Entry, read_cells
from scorecard.exchange.layout import at
from scorecard.i18n import _
from scorecard.library.frameworks import MOST_CRITERIA, FrameworkProblems, framework_in
from scorecard.model.framework import Framework
from scorecard.model.problem import Problem

_MOST_ROWS = 2 * MOST_CRITERIA
_HEADS_WITHIN = 20
_YES = ("yes", "si", "sí", "x", "1", "true")

_FRAMEWORK = ("field", "en", "es")
_SCALE = ("code", "word en", "word es")
_SECTIONS = ("id", "short en", "short es")
_CRITERIA = ("section", "id", "name en", "name es")
_CROSSWALK = ("fate", "old", "new")

Row = dict[str, str]


def read_framework_book(path: Path) -> Framework:
    """The framework in a workbook. Raises `FrameworkProblems`, or `Refusal` where it is none."""
    framework, problems = _read(path)
    if problems:
        raise FrameworkProblems(path.name, problems)
    return framework


def check_framework_book(path: Path) -> tuple[Problem, ...]:
    """Every problem of a framework in a workbook at once; none when it can be used."""
    return _read(path)[1]


def _read(path: Path) -> tuple[Framework, tuple[Problem, ...]]:
    book = _Book(path.name, read_cells(path))
    framework, problems = framework_in(book.content(), path.name)
    found = (*book.problems, *(book.placed(problem) for problem in problems))
    return framework, tuple(dict.fromkeys(found))


class _Table:
    """A sheet as rows by the small grey keys over its columns; columns and rows may have been moved or added."""

    def __init__(self, cells: Cells, head: int) -> None:
        self.sheet = cells.sheet
        self.columns: dict[str, int] = {}
        for col, entry in enumerate(cells.rows[head]):
            self.columns.setdefault(_text_of(entry).casefold(), col)
        self.rows: list[tuple[int, Row]] = []
        for number, row in enumerate(cells.rows[head + 1 :], start=head + 1):
            texts = {key: _text_of(row[col]) for key, col in self.columns.items() if key and col < len(row)}
            if any(texts.values()):
                self.rows.append((number, texts))

    def place(self, row: int, *keys: str) -> str:
        """The cells of a row under these keys, such as `D6:E6`; nothing where no column has them."""
        columns = [self.columns[key] for key in keys if key in self.columns]
        if not columns:
            return ""
        first, last = at(row, min(columns)), at(row, max(columns))
        return first if first == last else f"{first}:{last}"


class _Book:
    """The sheets put together to what a framework file in TOML would hold, remembering where everything stood."""

    def __init__(self, file: str, sheets: tuple[Cells, ...]) -> None:
        self._file = file
        self._sheets = sheets
        self._places: dict[str, tuple[str, str]] = {}
        self.problems: list[Problem] = []

    def content(self) -> dict[str, Any]:
        """The tables of a framework file. Refused where the workbook lacks the sheets of a framework."""
        content = self._head(self._table(_FRAMEWORK))
        content["scale"] = self._scale(self._table(_SCALE))
        sections = self._sections(self._table(_SECTIONS))
        self._criteria(self._table(_CRITERIA), len(content["scale"]), sections)
        content["section"] = [section for (_id, retired), section in sections.items() if not retired]
        kept = [section for (_id, retired), section in sections.items() if retired]
        if kept:
            content["retired"] = kept
        if self._found(_CROSSWALK) is not None:
            content["crosswalk"] = self._crosswalk(self._table(_CROSSWALK))
        return content

    def placed(self, problem: Problem) -> Problem:
        """The problem with the sheet and the cells where it can be mended."""
        place = problem.cell
        while place not in self._places and ", " in place:
            place = place.rpartition(", ")[0]
        if place not in self._places:
            return problem
        sheet, cells = self._places[place]
        left = problem.cell[len(place) :].removeprefix(", ")
        text = _("{problem} ({place})").format(problem=problem.text, place=left) if left else problem.text
        return replace(problem, sheet=sheet, cell=cells, text=text)

    def _found(self, keys: tuple[str, ...]) -> _Table | None:
        for cells in self._sheets:
            for head, row in enumerate(cells.rows[:_HEADS_WITHIN]):
                there = {_text_of(entry).casefold() for entry in row}
                if there.issuperset(keys):
                    return _Table(cells, head)
        return None

    def _table(self, keys: tuple[str, ...]) -> _Table:
        table = self._found(keys)
        if table is None:
            sentence = _(
                "“{name}” has no sheet with the columns {columns}, so it is not a framework. Export one to have the "
                "form; nothing has changed."
            )
            raise Refusal(sentence.format(name=self._file, columns=", ".join(keys)), code="not-ours")
        if len(table.rows) > _MOST_ROWS:
            sentence = _("The sheet “{sheet}” of “{name}” has more than {count} rows. Nothing has changed.")
            raise Refusal(
                sentence.format(sheet=table.sheet, name=self._file, count=_MOST_ROWS), code="too-large"
            )
        return table

    def _note(self, table: _Table, row: int, place: str, *keys: str) -> None:
        cells = table.place(row, *keys)
        if cells:
            self._places.setdefault(place, (table.sheet, cells))

    def _texts(self, table: _Table, number: int, row: Row, place: str, *names: str) -> dict[str, Any]:
        """The texts of these names whose columns are there, in both languages."""
        found = {}
        for name in names:
            english, spanish = f"{name} en", f"{name} es"
            if english in table.columns and spanish in table.columns:
                self._note(table, number, f"{place}, {name}", english, spanish)
                found[name] = {"en": row.get(english, ""), "es": row.get(spanish, "")}
        return found

    def _head(self, table: _Table) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for number, row in table.rows:
            name, english = row.get("field", "").casefold(), row.get("en", "")
            self._note(table, number, name, "en", "es")
            if name in ("id", "version", "previous"):
                content[name] = english
            elif name in ("name", "short", "note"):
                content[name] = {"en": english, "es": row.get("es", "")}
            elif name:
                self._problem(table, number, "field", _("this entry is not known here"))
        return content

    def _scale(self, table: _Table) -> list[dict[str, Any]]:
        steps = []
        for number, row in table.rows:
            code = row.get("code", "")
            place = f"{_('step')} {code}"
            self._note(table, number, place, *table.columns)
            self._note(table, number, f"{place}, code", "code")
            self._note(table, number, f"{place}, needs", "needs")
            texts = self._texts(table, number, row, place, "word", "meaning")
            steps.append({"code": code, "needs": row.get("needs", "").casefold(), **texts})
        self._note(table, 0, "scale", "code")
        return steps

    def _sections(self, table: _Table) -> dict[tuple[str, bool], dict[str, Any]]:
        sections: dict[tuple[str, bool], dict[str, Any]] = {}
        for number, row in table.rows:
            id, retired = row.get("id", ""), self._is_retired(table, number, row)
            place = f"{_('retired section') if retired else _('section')} {id}"
            if (id, retired) in sections:
                text = _("the {what} “{id}” stands more than once").format(what=_("section"), id=id)
                self._problem(table, number, "id", text)
                continue
            self._note(table, number, place, "id")
            self._note(table, number, f"{place}, id", "id")
            texts = self._texts(table, number, row, place, "name", "short", "note")
            sections[id, retired] = {"id": id, **texts, "criterion": []}
        return sections

    def _criteria(self, table: _Table, steps: int, sections: dict[tuple[str, bool], dict[str, Any]]) -> None:
        seen: set[str] = set()
        for number, row in table.rows:
            section, code = row.get("section", ""), row.get("id", "")
            retired = self._is_retired(table, number, row)
            if retired and (section, False) in sections:
                empty = {**sections[section, False], "criterion": []}
                sections.setdefault((section, True), empty)
            if (section, retired) not in sections:
                self._problem(
                    table, number, "section", _("the id “{id}” is not known").format(id=section[:40])
                )
                continue
            if code in seen:
                text = _("the {what} “{id}” stands more than once").format(what=_("criterion"), id=code[:40])
                self._problem(table, number, "id", text)
                continue
            seen.add(code)
            home = _("retired section") if retired else _("section")
            place = f"{home} {section}, {_('criterion')} {code}"
            self._note(table, number, place, "id")
            self._note(table, number, f"{place}, id", "id")
            names = ("name", "question", "definition", "look_for", "source")
            sections[section, retired]["criterion"].append(
                {
                    "id": code,
                    **self._texts(table, number, row, place, *names),
                    "levels": self._levels(table, number, row, place, steps),
                }
            )

    def _levels(self, table: _Table, number: int, row: Row, place: str, steps: int) -> list[dict[str, str]]:
        """The level texts under the numbered columns; empty ones beyond the last step of the scale are none."""
        levels: list[dict[str, str]] = []
        columns = 0
        while f"level {columns + 1} en" in table.columns:
            columns += 1
            english, spanish = f"level {columns} en", f"level {columns} es"
            self._note(table, number, f"{place}, levels {columns}", english, spanish)
            levels.append({"en": row.get(english, ""), "es": row.get(spanish, "")})
        while len(levels) > steps and not any(levels[-1].values()):
            levels.pop()
        self._note(table, number, f"{place}, levels", "level 1 en", f"level {max(1, len(levels))} es")
        return levels

    def _crosswalk(self, table: _Table) -> list[dict[str, Any]]:
        links = []
        for place, (number, row) in enumerate(table.rows, start=1):
            where = f"{_('line of the crosswalk')} {place}"
            self._note(table, number, where, "fate", "old", "new")
            old, new = row.get("old", "").split(), row.get("new", "").split()
            links.append({"fate": row.get("fate", "").casefold(), "old": old, "new": new})
        return links

    def _is_retired(self, table: _Table, number: int, row: Row) -> bool:
        said = row.get("retired", "").casefold()
        if said and said not in _YES and said != "no":
            self._problem(table, number, "retired", _("“yes” or nothing is expected"))
        return said in _YES

    def _problem(self, table: _Table, number: int, key: str, text: str) -> None:
        place = table.place(number, key)
        self.problems.append(
            Problem(severity="error", text=text, file=self._file, sheet=table.sheet, cell=place)
        )


def _text_of(entry: Entry | None) -> str:
    """What a cell holds as text; a whole number without its point, since spreadsheets make 3 of "3"."""
    match entry:
        case None:
            return ""
        case bool():
            return str(entry).casefold()
        case float() if entry.is_integer() and abs(entry) < 1e15:
            return str(int(entry))
        case date():
            return entry.isoformat()
        case _:
            return str(entry).strip()
