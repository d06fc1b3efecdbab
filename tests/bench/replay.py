"""What is done to a workbook of XlsxWriter, written down as it happens and done again by a bare script."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

_CHUNK = 20_000
Call = tuple[Any, ...]


class Recorder:
    """What is called on workbook, sheets and charts, in order, with formats and charts by their numbers."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.known: dict[int, tuple[str, int]] = {}
        self.counts = {"format": 0, "sheet": 0, "chart": 0}

    def made(self, kind: str, thing: object, *how: object) -> None:
        """Something was made that later calls may name."""
        self.known[id(thing)] = (kind, self.counts[kind])
        self.counts[kind] += 1
        self.calls.append(("make", kind, self.packed(how)))

    def packed(self, value: Any) -> Any:
        """A value with the things in it by their numbers."""
        if isinstance(value, _Watched):
            return _Named(*value.place)
        if isinstance(value, Format):
            return _Named(*self.known[id(value)])
        if isinstance(value, dict):
            return {key: self.packed(one) for key, one in value.items()}
        if isinstance(value, list | tuple) and type(value) in (list, tuple):
            return type(value)(map(self.packed, value))
        return value


class _Named(tuple[str, int]):
    """A format, sheet or chart by its number."""

    def __new__(cls, kind: str, number: int) -> _Named:
        return super().__new__(cls, (kind, number))

    def __getnewargs__(self) -> tuple[str, int]:
        return self[0], self[1]


class _Watched:
    """A sheet or a chart whose public methods are written down as they are called."""

    def __init__(self, recorder: Recorder, thing: Any, place: tuple[str, int]) -> None:
        self.recorder, self.thing, self.place = recorder, thing, place

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.thing, name)
        if not callable(found) or name.startswith("get_"):
            return found

        def call(*args: Any, **options: Any) -> Any:
            packed = self.recorder.packed
            self.recorder.calls.append((self.place, name, packed(args), packed(options)))
            bare = [one.thing if isinstance(one, _Watched) else one for one in args]
            return found(*bare, **options)

        return call


made: list[Recorder] = []


class Watched(Workbook):
    """A workbook that writes down what is done to it."""

    recorder: Recorder | None = None

    def __init__(self, target: object, options: dict[str, Any]) -> None:
        super().__init__(target, options)
        self.recorder = Recorder()
        made.append(self.recorder)
        self.recorder.calls.append(("begin", options))

    def add_format(self, properties: dict[str, Any] | None = None) -> Format:
        made = super().add_format(properties)
        if self.recorder is not None:
            self.recorder.made("format", made, properties)
        return made

    def add_worksheet(self, name: str, _of_ours: object = None) -> Any:
        return self._watched("sheet", super().add_worksheet(name), name)

    def add_chart(self, options: dict[str, Any]) -> Any:
        return self._watched("chart", super().add_chart(options), options)

    def _watched(self, kind: str, thing: Any, *how: object) -> _Watched:
        assert self.recorder is not None
        self.recorder.made(kind, thing, *how)
        return _Watched(self.recorder, thing, self.recorder.known[id(thing)])

    def name_styles(self, *_of_ours: object) -> None:
        """The rival has no named styles."""

    def define_name(self, *args: str) -> None:
        self.recorder.calls.append((None, "define_name", args, {}))
        super().define_name(*args)

    def set_properties(self, properties: dict[str, Any]) -> None:
        self.recorder.calls.append((None, "set_properties", (properties,), {}))
        super().set_properties(properties)

    def set_custom_property(self, *args: str) -> None:
        self.recorder.calls.append((None, "set_custom_property", args, {}))
        super().set_custom_property(*args)


def keep(calls: list[Call], path: Path) -> None:
    """Write a record in pieces."""
    with path.open("wb") as file:
        for start in range(0, len(calls), _CHUNK):
            pickle.dump(calls[start : start + _CHUNK], file)


def recorded(path: Path) -> Iterator[list[Call]]:
    """The pieces of a record."""
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


class Rival:
    """A bare script: what was recorded is done again, on a workbook of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._workbook: Any = None
        self._things: dict[str, list[Any]] = {"format": [], "sheet": [], "chart": []}

    def make(self, call: Call) -> None:
        """Make the workbook, or a format, sheet or chart of it."""
        if call[0] == "begin":
            self._workbook = Workbook(str(self._path), call[1])
        else:
            kind, how = call[1], call[2]
            method = {"format": "add_format", "sheet": "add_worksheet", "chart": "add_chart"}[kind]
            self._things[kind].append(getattr(self._workbook, method)(*how))

    def bound(self, call: Call) -> tuple[Callable[..., object], Any, Any]:
        """A call on a thing as it is made, with all its arguments ready."""
        place, name, args, options = call
        thing = self._workbook if place is None else self._things[place[0]][place[1]]
        return getattr(thing, name), self._unpacked(args), self._unpacked(options)

    def close(self) -> None:
        """Write the file."""
        self._workbook.close()

    def _unpacked(self, value: Any) -> Any:
        if isinstance(value, _Named):
            return self._things[value[0]][value[1]]
        if isinstance(value, dict):
            return {key: self._unpacked(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(map(self._unpacked, value))
        return value


def makes(call: Call) -> bool:
    """Whether it makes something that later calls name."""
    return call[0] in ("begin", "make")
