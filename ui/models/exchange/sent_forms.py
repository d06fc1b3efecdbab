"""The forms that were sent as a table: to whom, about what, whether they came back, and how much is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from scorecard.analysis.record.sent_forms import SentForm, answers_here, sent_forms
from scorecard.i18n import _
from scorecard.model.evaluation import Key
from scorecard.model.snapshot import natural
from scorecard.model.text import folded
from ui.models.columns import CELL_ROLE, KEY_ROLE, Column, ColumnedTable
from ui.models.moments import day_and_time
from ui.models.people.words import local_moment

if TYPE_CHECKING:
    from scorecard.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

State = Literal["waiting", "back", "replaced"]
Filter = Literal["all", "waiting", "back"]
FILTERS: tuple[Filter, ...] = ("all", "waiting", "back")

EVALUATOR, PROGRAMMES, ROUND, SENT, BACK, ANSWERED, FILE = range(7)

_FEW = 3
"""Programmes that are named; of more the first ones are, and how many others there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form with its state, and of the `asked` criteria of its programmes how many are `answered` here by now.

    A form is `replaced` where it did not come back and a later one asks the same evaluator about all it asks.
    """

    sent: SentForm
    state: State
    answered: int
    asked: int

    @property
    def key(self) -> Key:
        """The key of the form."""
        return self.sent.form.key

    @property
    def is_owed(self) -> bool:
        """Whether answers are still awaited from it."""
        return self.state == "waiting" and self.answered < self.asked


def form_rows(workspace: Workspace) -> list[FormRow]:
    """The forms of an evaluation, the last ones first."""
    sent = sent_forms(workspace.snapshot)
    counts = _answers(workspace, sent)
    rows: list[FormRow] = []
    asked_later: dict[tuple[Key, Key, str], set[Key]] = {}
    for one in sent:
        form = one.form
        later = asked_later.setdefault((form.evaluator, form.round, form.framework), set())
        replaced = not form.returned_at and later.issuperset(form.programmes)
        later.update(form.programmes)
        state: State = "back" if form.returned_at else "replaced" if replaced else "waiting"
        answered, asked = counts.get(form.key, (0, 0))
        rows.append(FormRow(sent=one, state=state, answered=answered, asked=asked))
    return rows


def _answers(workspace: Workspace, sent: Sequence[SentForm]) -> dict[Key, tuple[int, int]]:
    """Answered and asked by the key of each form; nothing is asked by a framework that was removed."""
    groups: dict[tuple[str, Key], list[SentForm]] = {}
    for one in sent:
        if one.form.framework in workspace.snapshot.frameworks:
            groups.setdefault((one.form.framework, one.form.round), []).append(one)
    counts: dict[Key, tuple[int, int]] = {}
    for (framework, round), forms in groups.items():
        counts |= answers_here(forms, workspace.cube(framework, round))
    return counts


class FormTable(ColumnedTable):
    """Rows of forms; `CELL_ROLE` gives the row, `KEY_ROLE` the key of its form."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = (
            Column(kind="name", title=_("Evaluator"), least=150, stretch=3),
            Column(kind="text", title=_("Programmes"), least=130, stretch=3),
            Column(kind="text", title=_("Round"), least=76, stretch=1),
            Column(kind="text", title=_("Sent"), least=100),
            Column(kind="text", title=_("Came back"), least=124),
            Column(
                kind="progress",
                title=_("Answered"),
                tip=_("Criteria of its programmes that are answered here by now, whichever way they came"),
                least=136,
            ),
            Column(kind="text", title=_("File"), least=110, stretch=3),
        )
        self._rows: list[FormRow] = []

    def show(self, rows: Sequence[FormRow]) -> None:
        """Show these rows; where they are the same forms, only what they say is announced."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """All rows, whatever is looked for."""
        return tuple(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = _said_programmes(row.sent) if column == PROGRAMMES else _text(row, column)
                return f"{self.columns[column].title}: {said}"
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(row, column)
            case _ if role == CELL_ROLE:
                return row
            case _ if role == KEY_ROLE:
                return row.key
        return None

    def sort_key(self, place: int, column: int) -> Any:
        """What a row is sorted by in a column."""
        row = self._rows[place]
        match column:
            case n if n == PROGRAMMES:
                return (len(row.sent.programmes), natural(_text(row, column)))
            case n if n == SENT:
                return row.sent.form.made_at
            case n if n == BACK:
                form = row.sent.form
                return (row.state != "waiting", row.state != "replaced", form.returned_at, form.made_at)
            case n if n == ANSWERED:
                return (row.answered / row.asked if row.asked else 0.0, row.answered)
        return natural(folded(_text(row, column)))


class FoundForms(QSortFilterProxyModel):
    """The forms in a state in which every word looked for occurs, sorted by a column."""

    def __init__(self, source: FormTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = source
        self._words: tuple[str, ...] = ()
        self._state: Filter = "all"
        self.setSourceModel(source)

    def find(self, text: str, state: Filter) -> None:
        """Keep the forms in this state that hold all these words."""
        self._words, self._state = tuple(folded(text).split()), state
        self.invalidate()

    def shown(self) -> list[FormRow]:
        """The rows that are shown, in their order."""
        return [self.index(place, 0).data(CELL_ROLE) for place in range(self.rowCount())]

    def place_of(self, key: Key) -> int:
        """The place of a form, -1 where it is not shown."""
        return next((place for place, row in enumerate(self.shown()) if row.key == key), -1)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self._table.rows[source_row]
        if self._state != "all" and row.state != self._state:
            return False
        return all(word in _held(row) for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        table, column = self._table, left.column()
        return bool(table.sort_key(left.row(), column) < table.sort_key(right.row(), column))


def counts(rows: Sequence[FormRow]) -> dict[Filter, int]:
    """How many forms each filter keeps."""
    return {one: sum(one in ("all", row.state) for row in rows) for one in FILTERS}


def reminder(title: str, rows: Sequence[FormRow]) -> str:
    """A text for a mail that says who owes what, a paragraph a form; empty where nobody owes anything."""
    owed = [row for row in rows if row.is_owed]
    if not owed:
        return ""
    head = _("Answers still awaited for “{title}”:").format(title=title)
    return "\n".join((head, "", *(_reminded(row) for row in owed)))


def answered_in_words(row: FormRow) -> str:
    """How much of a form is answered, such as `12 of 96`; a dash where nothing of it is asked any more."""
    return "–" if not row.asked else _("{done} of {count}").format(done=row.answered, count=row.asked)


def _reminded(row: FormRow) -> str:
    sentence = _("- {evaluator}: {file}, {round}, sent {day}; {answered} answered; programmes: {programmes}")
    return sentence.format(
        evaluator=row.sent.evaluator.name,
        file=row.sent.form.file,
        round=row.sent.round.name,
        day=local_moment(row.sent.form.made_at)[:10],
        answered=answered_in_words(row),
        programmes=_said_programmes(row.sent),
    )


def _said_programmes(sent: SentForm) -> str:
    return ", ".join(one.id for one in sent.programmes)


def _text(row: FormRow, column: int) -> str:
    sent = row.sent
    match column:
        case n if n == EVALUATOR:
            return sent.evaluator.name
        case n if n == PROGRAMMES:
            return _few_programmes(sent)
        case n if n == ROUND:
            return sent.round.name
        case n if n == SENT:
            return day_and_time(datetime.fromisoformat(sent.form.made_at))
        case n if n == BACK:
            return _state_in_words(row)
        case n if n == ANSWERED:
            return answered_in_words(row)
    return sent.form.file


def _few_programmes(sent: SentForm) -> str:
    ids = [one.id for one in sent.programmes]
    if len(ids) == 1:
        return f"{ids[0]} {sent.programmes[0].label}"
    if len(ids) <= _FEW:
        return ", ".join(ids)
    return _("{ids} +{count}").format(ids=", ".join(ids[:_FEW]), count=len(ids) - _FEW)


def _state_in_words(row: FormRow) -> str:
    match row.state:
        case "back":
            return day_and_time(datetime.fromisoformat(row.sent.form.returned_at))
        case "replaced":
            return _("sent again")
        case "waiting":
            return _("not yet")


def _tip(row: FormRow, column: int) -> str:
    sent = row.sent
    match column:
        case n if n == SENT:
            return local_moment(sent.form.made_at)
        case n if n == BACK and row.state == "back":
            return local_moment(sent.form.returned_at)
        case n if n == PROGRAMMES:
            return "\n".join(f"{one.id} {one.label}" for one in sent.programmes)
        case n if n == BACK and row.state == "replaced":
            return _("A later form asks about the same; whichever comes back is taken in.")
        case n if n == FILE:
            return _("{file}, marked {label}").format(file=sent.form.file, label=sent.form.label)
    return _text(row, column)


def _held(row: FormRow) -> str:
    """Everything of a form that one may look for."""
    names = (f"{one.id} {one.label}" for one in row.sent.programmes)
    parts = (row.sent.evaluator.name, row.sent.round.name, row.sent.form.file, row.sent.form.label, *names)
    return folded(" ".join(parts))
