"""What can be read of a damaged evaluation becomes a new one, with an account of what could not."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import N_, _, format_count, ngettext
from scorecard.library.frameworks import built_in_framework
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.evaluation import Evaluation, Evaluator, Round
from scorecard.model.framework import Framework
from scorecard.model.page import fields_of, parts_of, record_of
from scorecard.model.programme import Programme
from scorecard.model.record import KINDS, Record, Ref, new_key, ref
from scorecard.progress import Progress, Silent
from scorecard.safe_file import flush_folder
from scorecard.storage import database
from scorecard.storage.journal import Journal
from scorecard.storage.mending.carving import Carving, Row
from scorecard.storage.mending.remains import Intact, Remains, states_after
from scorecard.storage.migrations import SCHEMA, migrate
from scorecard.storage.rows import Rows
from scorecard.storage.store import Store

_LOST = ("programme", "evaluator", "round")
"""What scores and evidence hang on, by the names of their fields, in their order in the key of a score.

Where one is lost, a stand-in keeps them together.
"""

_ROWS_UNTOLD, _EDITS_UNTOLD = 5_000, 500
"""Read or written between two steps of progress: some hundredths of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What came into the new file, and in sentences what did not."""

    edits: int
    programmes: int
    scores: int
    losses: tuple[str, ...]

    def sentence(self, out: Path) -> str:
        """What came into the file at `out`, with the verdict on it."""
        sentence = (
            _(
                "“{name}” holds what could be read. Programmes: {programmes}; scores: {scores}; edits: {edits}. "
                "Not all could be read; compare it with a backup before going on with it."
            )
            if self.losses
            else _("“{name}” holds everything. Programmes: {programmes}; scores: {scores}; edits: {edits}.")
        )
        return sentence.format(
            name=out.name,
            programmes=format_count(self.programmes),
            scores=format_count(self.scores),
            edits=format_count(self.edits),
        )


def salvage(path: Path, out: Path, progress: Progress | None = None) -> Salvaged:
    """Read what can be read of the file at `path`, which is not touched, into a new one at `out`.

    The journal is kept as far as its own sums prove it, from the first edit on; whatever is known beyond becomes one
    edit. What the tables lack comes from the journal, and the other way round. Refuses where nothing can be read.
    Neither a refusal nor cancelling leaves anything at `out`.
    """
    progress = progress or Silent()
    with database.refusing(path):
        if os.path.lexists(out):
            raise database.exists(out)
        if not out.absolute().parent.is_dir():
            raise database.no_folder(out.parent)
        progress.step(0, 0, _("Reading what can be read"))
        carving = Carving.of(_bytes_of(path))
        remains = Remains.of(_told(carving, progress))
        progress.step(0, 0, _("Putting together what was read"))
        prefix = remains.prefix()
        before = {
            ref: found
            for ref, state in states_after(prefix).items()
            if (found := record_of(ref, state.body)) is not None
        }
        after = {ref: found for ref in remains.latest if (found := _record(remains, ref)) is not None}
        if not any(ref.kind not in ("evaluation", "framework") for ref in after):
            sentence = _("Nothing of an evaluation can be read in “{name}”. It has not been changed.")
            raise Refusal(sentence.format(name=path.name), code="damaged")
        losses = list(_losses(carving, remains, prefix))
        if len(prefix) < remains.newest:
            losses += _complete(after, path.stem)
        changes = [
            Change(before=before.get(ref), after=after.get(ref))
            for ref in sorted({*before, *after}, key=_place)
            if before.get(ref) != after.get(ref)
        ]
        unnamed = out.with_name(f".{out.name}.new")
        try:
            unnamed.unlink(missing_ok=True)
            _write(unnamed, prefix, changes, progress)
            progress.step(0, 0, _("Checking the new file"))
            salvaged = _examined(unnamed, losses)
            progress.step(1, 1, _("Checking the new file"))
            unnamed.rename(out)
        finally:
            for left in (unnamed, unnamed.with_name(f"{unnamed.name}-journal")):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            flush_folder(out.absolute().parent)
        return salvaged


def _told(carving: Carving, progress: Progress) -> Iterator[Row]:
    """The rows of a file, telling of the pages from time to time."""
    for count, row in enumerate(carving.rows()):
        if count % _ROWS_UNTOLD == 0:
            progress.step(carving.at, carving.pages, _("Reading what can be read"))
        yield row


def _examined(made: Path, losses: Sequence[str]) -> Salvaged:
    """What a new file holds, which is proven before it gets its name."""
    with Store.open(made, reading=True) as store:
        return Salvaged(
            edits=len(store.history()),
            programmes=len(store.snapshot().programmes),
            scores=len(store.scores()),
            losses=(*losses, *(problem.text for problem in store.verify())),
        )


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file, after what a crash left beside it has been taken up in a copy, where that can be done."""
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        return path.read_bytes()
    with tempfile.TemporaryDirectory(prefix="scorecard-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(journal.name))
        with contextlib.suppress(sqlite3.Error):
            database.connect(copy, mode="rw").close()
        return copy.read_bytes()


def _record(remains: Remains, ref: Ref) -> Record | None:
    return record_of(ref, remains.latest[ref].body)


def _place(ref: Ref) -> tuple[int, str]:
    """In an order in which each refers only to those before it."""
    return list(KINDS).index(ref.kind), ref.key


def _losses(carving: Carving, remains: Remains, prefix: Sequence[Intact]) -> Iterator[str]:
    if carving.unreadable:
        yield ngettext(
            "{count} place in the file makes no sense.",
            "{count} places in the file make no sense.",
            carving.unreadable,
        ).format(count=carving.unreadable)
    gone = remains.newest - len(prefix)
    if gone:
        yield ngettext(
            "The history ends {count} edit early; what is known of it beyond came in as one edit.",
            "The history ends {count} edits early; what is known of it beyond came in as one edit.",
            gone,
        ).format(count=gone)
    lost = earlier = 0
    for (kind, local), number in remains.known.items():
        key = remains.key_of(kind, local)
        found = remains.latest.get(Ref(kind, key)) if key is not None else None
        lost += found is None
        earlier += found is not None and found.number < number
    if lost:
        yield ngettext("At least {count} thing is lost.", "At least {count} things are lost.", lost).format(
            count=lost
        )
    if earlier:
        yield ngettext(
            "Of {count} thing only an earlier state could be read.",
            "Of {count} things only an earlier state could be read.",
            earlier,
        ).format(count=earlier)


def _complete(after: dict[Ref, Record], name: str) -> Iterator[str]:
    """Put in what the rest cannot do without, and say so."""
    yield from _with_evaluation(after, name)
    for field in _LOST:
        there = {ref.key for ref in after if ref.kind == field}
        asked = {key for ref, one in after.items() if (key := _hangs_on(ref, one, field))} - there
        for number, key in enumerate(sorted(asked), 1):
            record = _stand_in(field, key, f"{field}-{number}")
            after[Ref(field, key)] = record
        if asked:
            sentence = _("Lost, with a stand-in in its place: {count} × {kind}.")
            yield sentence.format(count=len(asked), kind=_kind_word(field))


def _with_evaluation(after: dict[Ref, Record], name: str) -> Iterator[str]:
    found = [one for one in after.values() if isinstance(one, Evaluation)]
    asked = {ref.key.split("/")[3].partition(".")[0] for ref in after if ref.kind == "score"}
    evaluation = found[0] if found else Evaluation(id=new_key(), title=name, frameworks=tuple(sorted(asked)))
    if not found:
        yield _("What the evaluation is called is lost; it bears the name of its file.")
    have = {ref.key for ref, one in after.items() if isinstance(one, Framework)}
    kept = []
    for id in evaluation.frameworks:
        if id not in have:
            with contextlib.suppress(Refusal):
                framework = built_in_framework(id)
                after[Ref("framework", id)] = framework
                have.add(id)
                yield _(
                    "The framework “{id}” is lost; the one that comes with the program stands for it."
                ).format(id=id)
        if id in have:
            kept.append(id)
        else:
            yield _("The framework “{id}” is lost.").format(id=id)
    evaluation = replace(evaluation, frameworks=tuple(kept) or tuple(sorted(have)))
    after[ref(evaluation)] = evaluation


def _hangs_on(at: Ref, record: Record, field: str) -> str:
    """The key in a field of a record; empty for what does not hang on such a thing."""
    if at.kind == "score":
        return parts_of(at.key)[_LOST.index(field)]
    key = getattr(record, field, "")
    return key if isinstance(key, str) else ""


def _stand_in(field: str, key: str, id: str) -> Record:
    name = f"{_kind_word(field)} ({id})"
    match field:
        case "programme":
            return Programme(key=key, id=id, name=name)
        case "evaluator":
            return Evaluator(key=key, id=id, name=name, kind="independent")
        case _:
            return Round(key=key, id=id, name=name, position=0)


def _kind_word(field: str) -> str:
    match field:
        case "programme":
            return _("lost programme")
        case "evaluator":
            return _("lost evaluator")
        case _:
            return _("lost round")


def _write(path: Path, prefix: Sequence[Intact], changes: Sequence[Change], progress: Progress) -> None:
    """Make the new file, whole and on the disk on return."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.closing(database.connect(path, mode="rw")) as connection:
        connection.execute(f"PRAGMA application_id = {database.APPLICATION}")
        connection.execute("BEGIN IMMEDIATE")
        migrate(connection, 0, SCHEMA)
        rows = Rows(connection)
        _write_prefix(connection, rows, prefix, progress)
        if changes:
            label = Label(message=N_("salvaged from a damaged file"))
            edit = Edit(label=label, changes=tuple(changes))
            Journal(connection, rows).write(edit, author=_person(), kind="do", target="")
        connection.execute("COMMIT")


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _write_prefix(
    connection: sqlite3.Connection, rows: Rows, prefix: Sequence[Intact], progress: Progress
) -> None:
    """The proven edits as they were, with the numbers that they had, and what they come to."""
    numbers = {one.page.revision.id: number for number, one in enumerate(prefix, 1)}
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.executemany(
        "INSERT INTO revision (number, id, at, author, label, kind, target, hash, arrived)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, *fields_of(one.page.revision), one.page.hash, one.arrived)
            for number, one in enumerate(prefix, 1)
        ),
    )
    connection.executemany(
        "INSERT INTO change (revision, place, kind, key, before, after, supersedes) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number, place, entry.kind, rows.local_key_given(entry.kind, entry.key), *entry[2:])
            for number, one in _counted(prefix, progress)
            for place, entry in enumerate(one.page.entries)
        ),
    )
    rows.lay((*ref, state.body, numbers[state.revision]) for ref, state in states_after(prefix).items())


def _counted(prefix: Sequence[Intact], progress: Progress) -> Iterator[tuple[int, Intact]]:
    for number, one in enumerate(prefix, 1):
        if number % _EDITS_UNTOLD == 0:
            progress.step(number, len(prefix), _("Writing the new file"))
        yield number, one
