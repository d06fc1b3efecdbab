"""The workshop sample with every text that people write turned into one that a spreadsheet would take for a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import TYPE_CHECKING, Any

from scorecard.edits.evaluations import begin
from scorecard.library.samples import read_sample
from scorecard.model.edit import Edit
from scorecard.model.evaluation import Conflict, Evaluation, Evaluator, Round, WeightSet
from scorecard.model.framework import Criterion, Framework, Section, Step
from scorecard.model.note_sheet import Choice, Column, NoteRow, NoteSheet, Template
from scorecard.model.programme import Document, Evidence, Programme, Rating
from scorecard.model.score import Score
from scorecard.model.text import Text
from scorecard.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

MARK = "zq"
"""Stands in every poisoned text and in nothing else."""

_FORMS = cycle(
    (
        '=HYPERLINK("http://{}.example","{}")',
        "+{}+1",
        "-{}",
        "@SUM({})",
        "=cmd|' /C calc'!{}",
        "{{={}}}",
        "'={}",
        '"={}',
        "=1+1 {}",
        "=DDE(\"cmd\";\"{}\")",
        "\t={}",
        "\r={}",
        "\n={}",
        "  ={}",
        "\N{NO-BREAK SPACE}+{}",
        "＝{}",
        "＋{}",
        "－{}",
        "＠{}",
        "#N/A {}",
        "<b>={}</b>",
        "=IMPORTXML({})|a",
    )
)  # fmt: skip

_TEXTS: dict[type, tuple[str, ...]] = {
    Evaluation: ("title", "note"),
    Round: ("name",),
    Evaluator: ("name",),
    WeightSet: ("name",),
    Conflict: ("reason",),
    Programme: (
        "name", "short", "country", "region", "period", "kind", "institution", "mechanism", "note", "tags",
        "investment_code",
    ),
    Rating: ("place", "subject", "mark", "text", "footnote"),
    Document: ("title", "author", "year", "link"),
    Evidence: ("text", "place", "link"),
    NoteSheet: ("title", "note", "place"),
    NoteRow: ("place", "footnote"),
    Score: ("note", "question", "challenge"),
    Text: ("en", "es"),
}  # fmt: skip
_INTO = (Framework, Step, Section, Criterion, Template, Column, Choice, NoteSheet, Programme, Rating, Text)


class Poison:
    """Hands out texts, each with a number of its own."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(range(10**9))

    def text(self) -> str:
        """A text that no other cell has."""
        mark = self._mark()
        return next(_FORMS).format(mark, mark)

    def _mark(self) -> str:
        return f"{MARK}{next(self._numbers)}"

    def into(self, value: Any) -> Any:
        """A record with the texts in it poisoned, also those that are empty."""
        if isinstance(value, tuple):
            return tuple(map(self.into, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed: dict[str, Any] = {}
        for name in _TEXTS.get(type(value), ()):
            here = getattr(value, name)
            changed[name] = tuple(self.text() for _one in here) if isinstance(here, tuple) else self.text()
        if isinstance(value, Text):
            # A framework is read back as it is entered: without what stands around its texts.
            changed = {name: text.strip() for name, text in changed.items()}
        if isinstance(value, NoteRow):
            changed["cells"] = value.cells
        if isinstance(value, _INTO):
            for field in fields(value):
                if field.name == "short" and isinstance(value.short, Text):
                    # There is room for few characters.
                    changed["short"] = Text(en=f"={self._mark()}", es=f"+{self._mark()}")
                elif field.name not in changed:
                    changed[field.name] = self.into(getattr(value, field.name))
        return replace(value, **changed)


def poisoned(path: Path) -> None:
    """Write the workshop sample, with the note sheets of the mining one, poisoned, to a new file."""
    poison = Poison()
    sample, mining = read_sample("workshop", "en"), read_sample("mining", "en")
    snapshot = sample.snapshot
    sheets = {key: poison.into(one) for key, one in mining.snapshot.note_sheets.items()}
    documents = snapshot.documents | mining.snapshot.documents
    everywhere: dict[str, Any] = {
        name: {key: poison.into(one) for key, one in records.items()}
        for name, records in (
            ("frameworks", snapshot.frameworks),
            ("rounds", snapshot.rounds),
            ("evaluators", snapshot.evaluators),
            ("weights", snapshot.weights),
            ("conflicts", snapshot.conflicts),
            ("documents", documents),
            ("evidence", snapshot.evidence),
        )
    }
    ratings = tuple(one for other in mining.snapshot.programmes.values() for one in other.ratings)
    first = next(iter(snapshot.programmes))
    programmes = {
        key: poison.into(replace(one, ratings=ratings[:8] if key == first else one.ratings))
        for key, one in snapshot.programmes.items()
    }
    rows = {
        key: _poisoned_row(poison, one, sheets[one.sheet].template, first)
        for key, one in mining.snapshot.note_rows.items()
    }
    whole = replace(
        snapshot,
        evaluation=poison.into(snapshot.evaluation),
        programmes=programmes,
        note_sheets={
            key: replace(one, programme=first if one.programme else "") for key, one in sheets.items()
        },
        note_rows=rows,
        **everywhere,
    )
    edit: Edit = begin(whole, [poison.into(score) for score in sample.scores])
    Store.create(path, edit, author=poison.text()).close()


def _poisoned_row(poison: Poison, row: NoteRow, template: Template, programme: str) -> NoteRow:
    cells = []
    for id, value in row.cells:
        match template.column(id).kind:
            case "text" | "printed":
                value = poison.text()
            case "programme":
                value = programme
            case "choice":
                pass
        cells.append((id, value))
    return replace(poison.into(row), cells=tuple(cells))
