"""Writes the tables of docs/for-analysts.md from their declarations: python -m tools.frames_page."""

from __future__ import annotations

from pathlib import Path

from scorecard.frames.columns import DTYPES
from scorecard.frames.tables import TABLES
from scorecard.storage.analysis_file import Column, Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "for-analysts.md"
HEADING = "### evaluation\n"


def tables_in_words() -> str:
    """The part of the page that begins with the first table."""
    return "\n".join(_table(table) for table in TABLES)


def main() -> None:
    """Bring the page up to date."""
    page = PAGE.read_text(encoding="utf-8")
    before, _heading, _rest = page.partition(HEADING)
    PAGE.write_text(before.rstrip() + "\n\n" + tables_in_words(), encoding="utf-8")


def _table(table: Table) -> str:
    lines = [f"### {table.name}", "", f"{_sentence(table.note)}", ""]
    lines += ["| Column | dtype | What it holds |", "|---|---|---|"]
    lines += [f"| {_name(table, one)} | `{DTYPES[one.kind]}` | {one.note} |" for one in table.columns]
    joins = [f"{', '.join(f'`{name}`' for name in one.columns)} → {one.table}" for one in table.references]
    if joins:
        lines += ["", f"Refers to: {'; '.join(joins)}."]
    return "\n".join(lines) + "\n"


def _name(table: Table, column: Column) -> str:
    name = f"`{column.name}`"
    if column.name in table.key:
        return f"**{name}**"
    return f"{name} *" if column.required else name


def _sentence(note: str) -> str:
    return f"{note[0].upper()}{note[1:]}."


if __name__ == "__main__":
    main()
