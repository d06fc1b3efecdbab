"""Values as plain JSON and back: one form for the journal, the fingerprint and the exchange of files."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from scorecard.model.record import KINDS, Record

T = TypeVar("T")


class Undecodable(ValueError):
    """JSON that is not the value it claims to be; the text says where and why, for a report."""


class Unheard(Undecodable):
    """A kind of record, or a field of one, that this program knows nothing of: a newer one may."""


def encode(value: Any) -> Any:
    """A frozen value as JSON types. Fields at their default are left out: new ones need no migration."""
    if is_dataclass(value):
        return {
            field.name: encode(content)
            for field in fields(value)
            if (content := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], data: Any) -> T:
    """The value of class `kind` that `encode` wrote; every type is checked. Raises `Undecodable`."""
    try:
        value: T = _reader(kind)(data)  # type: ignore[arg-type]
    except Undecodable as error:
        place = kind.__name__ if str(error).startswith(":") else ""
        raise type(error)(f"{place}{error}") from None
    return value


def decode_record(kind: str, data: Any) -> Record:
    """The record of a kind named in `KINDS`. Raises `Undecodable`."""
    if kind not in KINDS:
        raise Unheard(f"{kind}: unknown kind of record")
    return decode(KINDS[kind], data)


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, not escaped beyond need."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(value: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


# What reads a hint is made once: asking `typing` again for each of ten thousand records takes longer than reading them.
# Each says what is wrong after its own place, and whoever called it puts the place before.
@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin is tuple:
        items = get_args(hint)
        return _reader_of_many(items[0]) if items[1:] == (Ellipsis,) else _reader_of_few(items)
    if origin is Literal:
        return _reader_of_choice(get_args(hint))
    if origin in (Union, types.UnionType):
        raise TypeError(f"{hint}: unions are not stored")
    if is_dataclass(hint):
        return _reader_of_table(hint)  # type: ignore[arg-type]

    def read(data: Any) -> Any:
        if type(data) is hint:
            return data
        if hint is float and type(data) is int:
            return float(data)
        raise Undecodable(f": expected {hint.__name__}")

    return read


def _reader_of_table(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    needed = [field.name for field in fields(kind) if field.default is MISSING]

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise Undecodable(": expected a table")
        for name in data:
            if name not in readers:
                raise Unheard(f"{name}: unknown field")
        content = {}
        for name, part in data.items():
            try:
                content[name] = readers[name](part)
            except Undecodable as error:
                raise _at(name, error) from None
        for name in needed:
            if name not in content:
                raise Undecodable(f"{name}: missing")
        return kind(**content)

    return read


def _reader_of_many(item: Any) -> Callable[[Any], Any]:
    reader = _reader(item)

    def read(data: Any) -> Any:
        if not isinstance(data, list):
            raise Undecodable(": expected a list")
        items = []
        for index, part in enumerate(data):
            try:
                items.append(reader(part))
            except Undecodable as error:
                raise _at(f"[{index}]", error) from None
        return tuple(items)

    return read


def _reader_of_few(items: tuple[Any, ...]) -> Callable[[Any], Any]:
    readers = [_reader(item) for item in items]

    def read(data: Any) -> Any:
        if not isinstance(data, list):
            raise Undecodable(": expected a list")
        if len(readers) != len(data):
            raise Undecodable(f": expected {len(readers)} entries")
        found = []
        for index, (reader, part) in enumerate(zip(readers, data, strict=True)):
            try:
                found.append(reader(part))
            except Undecodable as error:
                raise _at(f"[{index}]", error) from None
        return tuple(found)

    return read


def _reader_of_choice(allowed: tuple[Any, ...]) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if data not in allowed:
            raise Undecodable(f": {data!r} is not one of {allowed}")
        return data

    return read


def _at(place: str, error: Undecodable) -> Undecodable:
    """The same error, told one place further out."""
    text = str(error)
    return type(error)(f"{place}{text}" if text.startswith((":", "[")) else f"{place}.{text}")
