"""Files and folders that are to be taken in, each read as what it is: a form, a long table, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from scorecard.errors import Refusal, reason_of
from scorecard.exchange.container import Container, check_container
from scorecard.exchange.forms.facts import facts_of, looks_like_form, properties, saved_at
from scorecard.exchange.forms.layout import META
from scorecard.exchange.forms.reader import Library, read_form
from scorecard.exchange.grid import Cells, sheets_of, table_of
from scorecard.exchange.imports.long_columns import REQUIRED, LongField
from scorecard.exchange.imports.long_reader import head_matcher, read_long, read_table
from scorecard.exchange.parts import sheets_by_part
from scorecard.exchange.reading import Reading, refused_file
from scorecard.i18n import _
from scorecard.model.snapshot import Snapshot
from scorecard.progress import Progress, Silent

KINDS = (".xlsx", ".csv")


def files_of(sources: Iterable[Path]) -> tuple[Path, ...]:
    """The files that are meant: of a folder its workbooks and tables by name, each file once.

    What spreadsheets leave beside an open file, and what is hidden, is passed over in folders. Refused where a folder
    holds nothing to take in.
    """
    found: dict[Path, Path] = {}
    for source in sources:
        files = [source]
        try:
            if source.is_dir():
                files = sorted(one for one in source.iterdir() if _is_meant(one))
        except OSError as error:
            sentence = _("“{name}” could not be read ({reason}). Nothing has changed.")
            raise Refusal(
                sentence.format(name=source.name, reason=reason_of(error)), code="unknown"
            ) from error
        if not files:
            sentence = _("The folder “{name}” holds no .xlsx or .csv file. Nothing has changed.")
            raise Refusal(sentence.format(name=source.name), code="unknown")
        for one in files:
            found.setdefault(one.absolute(), one)
    return tuple(found.values())


def read_sources(
    files: Sequence[Path],
    snapshot: Snapshot,
    *,
    create: bool = False,
    columns: Mapping[LongField, str] | None = None,
    progress: Progress | None = None,
) -> tuple[Reading, ...]:
    """What each file says; one that cannot be read is a reading with its refusal.

    `create` and `columns` are as in `read_long`. Files of one name are told apart by their folders.
    """
    progress = progress or Silent()
    library = Library(snapshot)
    names = Counter(file.name for file in files)
    readings = []
    for place, file in enumerate(files):
        progress.step(place, len(files), _("Reading {name}").format(name=file.name))
        name = file.name if names[file.name] == 1 else f"{file.parent.name}/{file.name}"
        try:
            reading = read_file(file, library, create=create, columns=columns)
        except Refusal as refusal:
            reading = refused_file(name, refusal)
        readings.append(called(reading, name))
    return tuple(readings)


def read_file(
    file: Path, library: Library, *, create: bool = False, columns: Mapping[LongField, str] | None = None
) -> Reading:
    """What one file says; refused where it is neither a form nor a long table that we can read."""
    if file.suffix.lower() != ".xlsx":
        return read_long(file, library.snapshot, create=create, columns=columns)
    container = check_container(file)
    custom = properties(container)
    saved = saved_at(container) or datetime.fromtimestamp(file.stat().st_mtime, UTC)
    names = sheets_by_part(container)
    if looks_like_form(custom, tuple(names.values())):
        sheets = sheets_of(file)
        meta = next((one.rows for one in sheets if one.sheet == META), None)
        return read_form(
            file.name,
            facts_of(file.name, custom, meta),
            [one for one in sheets if one.sheet != META],
            valueless=_by_sheet(container, names, sheets),
            library=library,
            said_at=saved,
        )
    grid = table_of(file, head_matcher(columns), REQUIRED)
    return read_table(grid, library.snapshot, create, saved)


def _is_meant(file: Path) -> bool:
    hidden = file.name.startswith((".", "~$"))
    return file.suffix.lower() in KINDS and not hidden and file.is_file()


def _by_sheet(container: Container, names: Mapping[str, str], sheets: Iterable[Cells]) -> dict[str, set[str]]:
    there = {one.sheet for one in sheets}
    return {names[part]: places for part, places in container.valueless.items() if names.get(part) in there}


def called(reading: Reading, name: str) -> Reading:
    """A reading under the name that its file has among others."""
    if reading.file == name:
        return reading
    faults = tuple(replace(one, problem=replace(one.problem, file=name)) for one in reading.faults)
    return replace(reading, file=name, faults=faults)
