"""Where everything stands in a form, for the writer and the reader alike, and what a form says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from scorecard.exchange.layout import free_tab
from scorecard.i18n import _, pgettext
from scorecard.model.evaluation import Key
from scorecard.model.programme import Programme

KIND = "form"
"""What `sc_kind` is in a form."""
SCHEMA = "1"
"""What `sc_schema` is in the forms that this program writes; a reader refuses any that it does not know."""

FACTS = (
    "sc_kind",
    "sc_schema",
    "sc_form_id",
    "sc_evaluation",
    "sc_framework",
    "sc_framework_version",
    "sc_framework_sha256",
    "sc_round",
    "sc_round_key",
    "sc_evaluator",
    "sc_evaluator_key",
    "sc_language",
    "sc_exported_at",
    "sc_program_version",
)
"""What a form says about itself: custom document properties, and the same as rows of name and value in `META`.

`sc_form_id` is the key of the `Form` record, `sc_evaluation` the id of the evaluation, `sc_framework_sha256` the
`codec.fingerprint` of the framework in the version asked by; round and evaluator are ids, which may be changed
later, and keys, which stay.
"""

META = "_form"
"""The sheet of facts; very hidden, or hidden once LibreOffice has saved the file."""

HEADS = ("head_answer", "head_evidence", "head_note", "head_key")
"""Further rows of name and value in `META`: the heads of the four columns of programme sheets that are read.

The head of the key column is the one text on those sheets that is the same in both languages, `KEY_HEAD`.
"""

START_FACTS = ("start", "evidence")
"""Further rows: how the sheets Start and Evidence are called in this form."""

KEY_HEAD = "key"

META_COLUMNS = (
    "key",
    "programme",
    "programme_key",
    "criterion",
    "revision",
    "value",
    "evidence",
    "note",
    "sheet",
)
"""The heads of the table in `META`, below the rows of name and value: one row a cell that was asked.

`key` is `row_key`; `revision` is the id of the revision that last wrote the stored score, empty where there never
was one; `value`, `evidence` and `note` are as they stood in the form when it was made; `sheet` is the tab.
"""

TITLE_ROW, SUBTITLE_ROW, PROGRESS_ROW, HEAD_ROW, FIRST_ROW = range(5)
"""The rows of a programme sheet, from 0."""

LEVEL_LIST, LEVEL_CODES = "level_list", "level_codes"
"""Defined names: the entries of answer cells, and the levels among them."""

LONGEST_ANSWER = 4_000
"""The most characters that the evidence and the note of one answer take."""

NAME_CELL, DATE_CELL, FINISHED_CELL = (4, 1), (5, 1), (6, 1)
"""Row and column, from 0, of the cells of Start that are filled in by hand."""

ID, NAME, FIRST_LEVEL = range(3)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a programme sheet, from 0, for a scale of so many steps: the level texts stand in between."""

    steps: int

    @property
    def answer(self) -> int:
        """The level's code, NE or NA."""
        return FIRST_LEVEL + self.steps

    @property
    def evidence(self) -> int:
        """What the answer rests on: ids of the sheet Evidence, and free text."""
        return self.answer + 1

    @property
    def note(self) -> int:
        """The note; for NA the reason."""
        return self.answer + 2

    @property
    def check(self) -> int:
        """The cell that says whether the answer is understood."""
        return self.answer + 3

    @property
    def key(self) -> int:
        """`row_key`, by which a row is known wherever it was moved to."""
        return self.answer + 4


def answer_heads() -> tuple[str, str, str]:
    """The heads of the three columns to fill in, in the language in force."""
    return _("Answer"), _("Evidence: ids or document and page"), _("Note: reason, open question, challenge")


class RowKey(NamedTuple):
    """What a row key says: the id of a programme and the full id of a criterion."""

    programme: str
    criterion: str


def row_key(programme: str, criterion: str) -> str:
    """The key of a row, such as `CL03|ptpr.ANT1`."""
    return f"{programme}|{criterion}"


_ROW_KEY = re.compile(r"([^|\s]{1,24})\|([^|\s]{1,60}\.[^|\s]{1,60})")


def parse_row_key(text: str) -> RowKey | None:
    """The programme and criterion that a cell of the key column names; None for anything else."""
    match = _ROW_KEY.fullmatch(text.strip())
    return None if match is None else RowKey(*match.groups())


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTabs:
    """The sheets of a form: those of the programmes are called by their ids, made safe for spreadsheets."""

    start: str
    evidence: str
    programmes: Mapping[Key, str]


def form_tabs(programmes: Iterable[Programme]) -> FormTabs:
    """The tabs of a form in the language in force."""
    start, evidence = pgettext("sheet", "Start"), pgettext("sheet", "Evidence")
    taken = {name.casefold() for name in (start, evidence, META)}
    tabs = {one.key: free_tab(one.id, taken) for one in programmes}
    return FormTabs(start=start, evidence=evidence, programmes=MappingProxyType(tabs))
