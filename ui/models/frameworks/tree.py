"""A version of a framework as a list to walk through: what it is, its scale, its sections and their criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from scorecard.i18n import N_, _, language, ngettext
from scorecard.model.framework import Fate, Framework, Section

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which the painter finds the whole `Row`."""

Kind = Literal["about", "scale", "section", "criterion", "heading", "retired"]


class Place(NamedTuple):
    """What can be open: the framework itself, its scale, a section by id, a criterion in force or retired."""

    kind: Kind
    id: str = ""


ABOUT = Place("about")
SCALE = Place("scale")

FATES: Mapping[Fate, str] = {
    "same": N_("as before"),
    "renamed": N_("renamed"),
    "merged": N_("merged"),
    "split": N_("split"),
    "dropped": N_("retired"),
    "new": N_("new"),
}
"""What became of a criterion, as a marked message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: `code` stands before the name, `mark` after it; `missing` texts are counted."""

    place: Place
    name: str
    code: str = ""
    mark: str = ""
    section: int = -1
    missing: int = 0


def tree_rows(
    framework: Framework, missing: Mapping[Place, int], fates: Mapping[str, Fate]
) -> tuple[Row, ...]:
    """The rows of a version; `missing` counts texts by place, `fates` says what is new by full criterion id."""
    steps = ngettext("{count} level", "{count} levels", len(framework.scale))
    rows = [
        Row(place=ABOUT, name=_("About the framework"), missing=missing.get(ABOUT, 0)),
        Row(
            place=SCALE,
            name=_("Scale"),
            mark=steps.format(count=len(framework.scale)),
            missing=missing.get(SCALE, 0),
        ),
    ]
    for number, section in enumerate(framework.sections):
        rows += _section_rows(section, number, missing, fates)
    if framework.retired:
        rows.append(Row(place=Place("heading", "retired"), name=_("Retired")))
        known = {section.id: number for number, section in enumerate(framework.sections)}
        for section in framework.retired:
            rows += [
                Row(
                    place=Place("retired", criterion.id),
                    name=name_of(criterion.name.into(language()), criterion.code),
                    code=criterion.code,
                    section=known.get(section.id, -1),
                )
                for criterion in section.criteria
            ]
    return tuple(rows)


def name_of(name: str, id: str) -> str:
    """A name to show; one that is not written yet gives way to the id."""
    return name or _("{id}, without a name").format(id=id)


def _section_rows(
    section: Section, number: int, missing: Mapping[Place, int], fates: Mapping[str, Fate]
) -> list[Row]:
    place = Place("section", section.id)
    rows = [
        Row(
            place=place,
            name=name_of(section.name.into(language()), section.id),
            code=section.id,
            mark=str(len(section.criteria)),
            section=number,
            missing=missing.get(place, 0),
        )
    ]
    for criterion in section.criteria:
        place = Place("criterion", criterion.id)
        fate = fates.get(criterion.id, "same")
        rows.append(
            Row(
                place=place,
                name=name_of(criterion.name.into(language()), criterion.code),
                code=criterion.code,
                mark="" if fate == "same" else _(FATES[fate]),
                section=number,
                missing=missing.get(place, 0),
            )
        )
    return rows


class FrameworkTree(QAbstractListModel):
    """The rows of the version that is shown. Where only texts differ, the rows stay and are painted again."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in order."""
        return self._rows

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        if rows == self._rows:
            return
        if [row.place for row in rows] == [row.place for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place_at(self, index: Index) -> Place | None:
        """What can be opened at an index."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()].place

    def index_of(self, place: Place) -> QModelIndex:
        """The index of a place, invalid where it is not shown."""
        for number, row in enumerate(self._rows):
            if row.place == place:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.code} {row.name}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
            case _ if role == ROW:
                return row
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        place = self.place_at(index)
        if place is None or place.kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | leaf


def _spoken(row: Row) -> str:
    parts = [f"{row.code} {row.name}".strip()]
    if row.place.kind == "retired":
        parts.append(_("retired"))
    elif row.mark:
        parts.append(row.mark)
    if row.missing:
        text = ngettext("{count} text missing", "{count} texts missing", row.missing)
        parts.append(text.format(count=row.missing))
    return ", ".join(parts)
