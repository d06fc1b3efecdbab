"""A disk whose power is cut: SQLite works through it, and every moment can be found as a power cut would leave it.

What a store says to SQLite is written down and said again through a file system of `apsw`, which carries a SQLite of
its own. That file system notes every write, and what of it was made durable when. A power cut then keeps what was
synchronised and any part of the rest, as a real disk does.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import apsw

from scorecard.errors import Refusal
from scorecard.storage import database
from scorecard.storage.store import Store
from tests.storage.evaluations import put, score_at
from tests.storage.scoring_process import cells_of

if TYPE_CHECKING:
    from tests.experiments import Counted

SECTOR = 512
"""What a disk writes whole or not at all, in bytes."""

Said = list[str | int]
"""The SQL of a store in order; a number among it is what was acknowledged by then."""


@dataclass(slots=True)
class Disk:
    """What is in one folder, what of it is durable, and what the power may yet take away."""

    names: dict[str, int] = field(default_factory=dict)
    durable: dict[int, bytes] = field(default_factory=dict)
    unsynchronised: dict[int, list[tuple[int, bytes | None]]] = field(default_factory=dict)
    """By file the writes (place, bytes) and cuts (size, None) since it was last synchronised."""
    pending: list[tuple[str, int | None]] = field(default_factory=list)
    """Names given (a file) and taken away (None) since the folder was last synchronised."""

    def found(self, chance: random.Random) -> dict[str, bytes]:
        """The files that may be found once there is power again."""
        names = dict(self.names)
        for name, file in self.pending[: chance.randint(0, len(self.pending))]:
            if file is None:
                names.pop(name, None)
            else:
                names[name] = file
        return {name: self._contents(file, chance) for name, file in names.items()}

    def written(self) -> dict[str, bytes]:
        """The files as they stand when only the program dies."""
        names = dict(self.names)
        for name, file in self.pending:
            if file is None:
                names.pop(name, None)
            else:
                names[name] = file
        return {name: self._contents(file, None) for name, file in names.items()}

    def _contents(self, file: int, chance: random.Random | None) -> bytes:
        contents = bytearray(self.durable.get(file, b""))
        share = 1.0 if chance is None else chance.choice((0.0, 0.5, 0.9, 1.0))
        for place, data in self.unsynchronised.get(file, ()):
            for begin, piece in _sectors(place, data):
                if chance is not None and chance.random() >= share:
                    continue
                if piece is None:
                    del contents[begin:]
                    continue
                contents.extend(bytes(max(0, begin - len(contents))))
                contents[begin : begin + len(piece)] = piece
        return bytes(contents)

    def synchronise(self, file: int) -> None:
        """What `fsync` does; SQLite synchronises the folder along with a file that it has just made."""
        self.durable[file] = self._contents(file, None)
        self.unsynchronised.pop(file, None)
        if any(made == file for _name, made in self.pending):
            self.synchronise_folder()

    def synchronise_folder(self) -> None:
        """Make every name durable."""
        for name, file in self.pending:
            if file is None:
                self.names.pop(name, None)
            else:
                self.names[name] = file
        self.pending.clear()


def _sectors(place: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    if data is None:
        yield place, None
        return
    while data:
        size = SECTOR - place % SECTOR
        yield place, data[:size]
        place, data = place + size, data[size:]


Event: TypeAlias = Callable[[Disk], None] | int
"""Something that happens to a disk; a number is what was acknowledged."""


class _Files(apsw.VFS):
    """Passes everything on to the real file system and notes it; the real disk need not synchronise anything."""

    def __init__(self, name: str, events: list[Event]) -> None:
        self.events = events
        self.files: dict[str, int] = {}
        self.count = 0
        super().__init__(name, "")

    def file(self, path: str) -> int:
        """The number of the file that has a name now; a new one where there was none."""
        if path not in self.files:
            self.count += 1
            file = self.files[path] = self.count
            name = path.rpartition("/")[2]
            self.events.append(lambda disk: disk.pending.append((name, file)))
        return self.files[path]

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        opened = _File("", name, flags)
        opened.note, opened.number = self.events.append, self.file(path)
        return opened

    def xDelete(self, path: str, synchronised: bool) -> None:  # noqa: N802
        super().xDelete(path, False)
        name = path.rpartition("/")[2]
        self.files.pop(path, None)
        self.events.append(lambda disk: disk.pending.append((name, None)))
        if synchronised:
            self.events.append(Disk.synchronise_folder)


class _File(apsw.VFSFile):
    note: Callable[[Event], None]
    number: int

    def xWrite(self, data: bytes, place: int) -> None:  # noqa: N802
        super().xWrite(data, place)
        number, kept = self.number, bytes(data)
        self.note(lambda disk: disk.unsynchronised.setdefault(number, []).append((place, kept)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        number = self.number
        self.note(lambda disk: disk.unsynchronised.setdefault(number, []).append((size, None)))

    def xSync(self, _flags: int) -> None:  # noqa: N802
        number = self.number
        self.note(lambda disk: disk.synchronise(number))


def scored(path: Path, commits: int) -> Said:
    """Score so many times in a file and write down what the store said to SQLite, and what it acknowledged."""
    said: Said = []
    with Store.open(path) as store:
        cells = cells_of(store)
        store._connection.set_trace_callback(said.append)
        for number in range(commits):
            put(store, score_at(cells[number % len(cells)], str(number % 5), note=str(number)))
            said.append(number)
        store._connection.set_trace_callback(None)
    return said


@dataclass(frozen=True, slots=True)
class Recording:
    """What one file was asked for, in order, and what it held before."""

    name: str
    file: int
    before: bytes
    events: list[Event]

    def moments(self) -> Iterator[tuple[Disk, int]]:
        """The disk at each moment, the same one all the time, with the number acknowledged last, or -1."""
        disk = Disk(names={self.name: self.file}, durable={self.file: self.before})
        acknowledged = -1
        yield disk, acknowledged
        for event in self.events:
            if isinstance(event, int):
                acknowledged = event
            else:
                event(disk)
            yield disk, acknowledged


def recorded(path: Path, said: Said, pragmas: Sequence[str] = ()) -> Recording:
    """Say all of it again to a copy of the file at `path`; `pragmas` come after those of the store."""
    copy = Path(shutil.copyfile(path, path.with_name(f"again-{path.name}")))
    events: list[Event] = []
    files = _Files("power", events)
    file = files.file(str(copy))
    events.clear()
    with closing(apsw.Connection(str(copy), vfs="power")) as connection:
        for pragma in (*database._PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        for one in said:
            if isinstance(one, int):
                events.append(one)
            else:
                connection.execute(one).fetchall()
    files.unregister()
    return Recording(name=copy.name, file=file, before=path.read_bytes(), events=events)


@dataclass(slots=True)
class Toll:
    """What power cuts came to. `restored` counts the images in which a commit that was cut off had to be undone."""

    images: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0
    restored: int = 0

    def count(self, counted: Counted) -> None:
        """Hand on what was counted."""
        counted(
            "R2",
            images=self.images,
            undoing_a_commit=self.restored,
            acknowledged=self.acknowledged,
            lost=self.lost,
            corrupt=self.corrupt,
        )


def cut_power(path: Path, *, commits: int, images: int, seed: int, pragmas: Sequence[str] = ()) -> Toll:
    """Score in a copy of the file at `path`, cut the power at so many moments, and count what is found afterwards."""
    chance, toll = random.Random(seed), Toll()
    said = scored(Path(shutil.copyfile(path, path.with_name(f"first-{path.name}"))), commits)
    recording = recorded(path, said, pragmas)
    chosen = Counter(chance.choices(range(len(recording.events) + 1), k=images))
    for number, (disk, acknowledged) in enumerate(recording.moments()):
        for _image in range(chosen[number]):
            _look(disk.found(chance), acknowledged, path.with_name("image"), recording.name, toll)
    return toll


def _look(found: dict[str, bytes], acknowledged: int, folder: Path, name: str, toll: Toll) -> None:
    folder.mkdir(exist_ok=True)
    for file, contents in found.items():
        (folder / file).write_bytes(contents)
    toll.images += 1
    toll.acknowledged += acknowledged + 1
    toll.restored += f"{name}-journal" in found
    try:
        with Store.open(folder / name) as store:
            notes = {score.cell: int(score.note) for score in store.scores()}
            cells = cells_of(store)
            toll.lost += sum(
                notes.get(cells[number % len(cells)], -1) < number for number in range(acknowledged + 1)
            )
            toll.corrupt += bool(store.verify())
    except Refusal:
        toll.corrupt += 1
    shutil.rmtree(folder)
