"""Values as plain JSON and back: one form for the journal, the fingerprint and the exchange of files."""

from __future__ import annotations

import hashlib
import json
import types
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


def decode(kind: type[T], data: Any, place: str = "") -> T:
    """The value of class `kind` that `encode` wrote; every type is checked. Raises `Undecodable`."""
    if not isinstance(data, dict):
        raise Undecodable(f"{place or kind.__name__}: expected a table")
    hints = _hints(kind)  # type: ignore[arg-type]
    for name in data:
        if name not in hints:
            raise Unheard(f"{place}{name}: unknown field")
    content = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in data:
            content[field.name] = _decode(hints[field.name], data[field.name], f"{place}{field.name}")
        elif field.default is MISSING:
            raise Undecodable(f"{place}{field.name}: missing")
    return kind(**content)


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


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(hint: Any, data: Any, place: str) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        return _decode_tuple(get_args(hint), data, place)
    if origin is Literal:
        if data not in get_args(hint):
            raise Undecodable(f"{place}: {data!r} is not one of {get_args(hint)}")
        return data
    if origin in (Union, types.UnionType):
        raise TypeError(f"{place}: unions are not stored")
    if is_dataclass(hint):
        return decode(hint, data, f"{place}.")  # type: ignore[arg-type]
    if hint is float and type(data) is int:
        return float(data)
    if type(data) is not hint:
        raise Undecodable(f"{place}: expected {hint.__name__}")
    return data


def _decode_tuple(items: tuple[Any, ...], data: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise Undecodable(f"{place}: expected a list")
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(_decode(items[0], item, f"{place}[{index}]") for index, item in enumerate(data))
    if len(items) != len(data):
        raise Undecodable(f"{place}: expected {len(items)} entries")
    return tuple(
        _decode(hint, item, f"{place}[{index}]")
        for index, (hint, item) in enumerate(zip(items, data, strict=True))
    )
