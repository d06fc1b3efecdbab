"""A generator for each way in which a package can be hostile or damaged; the sums of those that lie are right."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scorecard.exchange.merging.package_reader import MANIFEST, REVISIONS
from scorecard.model.page import Entry, hash_of_fields

if TYPE_CHECKING:
    from pathlib import Path

_FIELDS = ("id", "at", "author", "label", "kind", "target")


@dataclass(slots=True)
class Contents:
    """What a package holds: its manifest, and its revisions with their changes as JSON values."""

    manifest: dict[str, Any]
    revisions: list[tuple[dict[str, Any], list[Any]]]
    raw: bytes | None = None
    """The lines in place of the revisions."""

    @property
    def last(self) -> tuple[dict[str, Any], list[Any]]:
        """The last revision and its changes."""
        return self.revisions[-1]


def unpacked(path: Path) -> Contents:
    """The contents of a good package."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        lines = [json.loads(line) for line in archive.read(REVISIONS).splitlines()]
    revisions = []
    while lines:
        head = lines.pop(0)
        count = head["changes"]
        revisions.append((head, lines[:count]))
        del lines[:count]
    return Contents(manifest, revisions)


def packed(contents: Contents, path: Path, *, rehash: bool = True) -> None:
    """Write contents as a package whose counts and sums are right."""
    if contents.raw is None:
        lines = []
        for head, changes in contents.revisions:
            if rehash:
                entries = [Entry(*change) for change in changes]
                head["hash"] = hash_of_fields([head[name] for name in _FIELDS], entries)
                head["changes"] = len(changes)
            lines += [_line(head), *map(_line, changes)]
        contents.raw = b"".join(lines)
    digest = hashlib.sha256(contents.raw).hexdigest()
    contents.manifest["members"] = {REVISIONS: {"bytes": len(contents.raw), "sha256": digest}}
    contents.manifest["revisions"] = len(contents.revisions)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(REVISIONS, contents.raw)
        archive.writestr(MANIFEST, json.dumps(contents.manifest))


def _line(value: Any) -> bytes:
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )


Lie = Callable[[Contents], None]

LIES: dict[str, Lie] = {}
"""Packages that say what cannot be; each of them is refused."""

ODD: dict[str, Lie] = {}
"""Packages that are well formed and mean harm; taken in or refused, nothing may break on them afterwards."""


def _lie(name: str, among: dict[str, Lie] = LIES) -> Callable[[Lie], Lie]:
    def register(lie: Lie) -> Lie:
        among[name] = lie
        return lie

    return register


def _raw(name: str, make: Callable[[bytes], bytes]) -> None:
    def lie(contents: Contents) -> None:
        lines = b"".join(_line(value) for head, changes in contents.revisions for value in (head, *changes))
        contents.raw = make(lines)

    LIES[name] = lie


_raw("nothing", lambda _good: b"")
_raw("half a line", lambda good: good[:-20])
_raw("lists within lists", lambda good: good + b"[" * 200_000 + b"\n")
_raw("a number of many digits", lambda good: good + b"1" * 100_000 + b"\n")
_raw("no number", lambda good: good.replace(b'"changes":', b'"changes":NaN,"x":', 1))
_raw("bytes that are no characters", lambda good: good + b'{"id":"\xff\xfe"}\n')
_raw("half a character", lambda good: good.replace(b'"author":"', b'"author":"\\ud83d'))
_raw("zeros", lambda good: good + bytes(10_000))
_raw("two values in a line", lambda good: good.replace(b"\n", b",", 1))
_raw("a line of 9 MB", lambda good: good + b'"' + bytes(range(65, 91)) * 350_000 + b'"\n')
_raw("everything twice", lambda good: good + good)


def _changes(count: Any) -> Lie:
    def lie(contents: Contents) -> None:
        head, changes = contents.last
        entries = [Entry(*change) for change in changes]
        head["hash"] = hash_of_fields([head[name] for name in _FIELDS], entries)
        head["changes"] = count
        lines = b"".join(_line(value) for one, said in contents.revisions for value in (one, *said))
        contents.raw = lines

    return lie


for _name, _count in (
    ("more changes than there are", 10**18),
    ("fewer changes than none", -3),
    ("a truth", True),
):
    LIES[f"{_name} in a count"] = _changes(_count)


@_lie("a moment that is none")
def _moment(contents: Contents) -> None:
    contents.last[0]["at"] = "2026-13-41T99:00:00.000+00:00"


@_lie("a moment in another zone")
def _zone(contents: Contents) -> None:
    contents.last[0]["at"] = "2026-01-01T00:00:00.000+05:30"


@_lie("a moment in no zone")
def _no_zone(contents: Contents) -> None:
    contents.last[0]["at"] = "2026-01-01T00:00:00.000"


@_lie("an id that is none")
def _id(contents: Contents) -> None:
    contents.last[0]["id"] = "'; DROP TABLE revision; --"


@_lie("a kind of edit that is not known")
def _kind(contents: Contents) -> None:
    contents.last[0]["kind"] = "boom"


@_lie("a kind of record that is not known")
def _record(contents: Contents) -> None:
    contents.last[1].append(["spell", "x", None, "{}", ""])


@_lie("a record under the key of another")
def _key(contents: Contents) -> None:
    kind, _key, *rest = contents.revisions[0][1][-1]
    contents.last[1].append([kind, "a/b/c/d", *rest])


@_lie("a change of what never was")
def _unfounded(contents: Contents) -> None:
    contents.last[1].append(["score", "a/b/c/d", '{"value":"1"}', '{"value":"2"}', "0" * 32])


@_lie("another evaluation in the manifest")
def _evaluation(contents: Contents) -> None:
    contents.manifest["evaluation"]["id"] = "0" * 32


@_lie("a format from the future")
def _format(contents: Contents) -> None:
    contents.manifest["format"] = 10**30


@_lie("a manifest of no kind")
def _manifest(contents: Contents) -> None:
    contents.manifest["kind"] = ["scorecard-package"]


@_lie("a label that fills memory", ODD)
def _wide_label(contents: Contents) -> None:
    contents.last[0]["label"] = json.dumps(
        {"message": "{id:>999999999999}", "values": [["id", "x"]]}, separators=(",", ":")
    )


@_lie("a label that looks into the program", ODD)
def _curious_label(contents: Contents) -> None:
    contents.last[0]["label"] = json.dumps(
        {"message": "{id.__class__.__mro__}", "values": [["id", "x"]]}, separators=(",", ":")
    )


@_lie("a moment at the end of time")
def _end_of_time(contents: Contents) -> None:
    contents.last[0]["at"] = "9999-12-31T23:59:59.999+00:00"


@_lie("a moment at the beginning of time")
def _beginning_of_time(contents: Contents) -> None:
    contents.last[0]["at"] = "0001-01-01T00:00:00.000+00:00"


@_lie("an author who writes backwards and in many lines", ODD)
def _author(contents: Contents) -> None:
    contents.last[0]["author"] = "\u202eevil\n\x1b[2J=cmd|' /C calc'!A0"


@_lie("a name that no cell can hold", ODD)
def _unprintable(contents: Contents) -> None:
    [change] = contents.last[1]
    body = json.loads(change[3])
    body["name"] = "A\x01\x0b\ufffe\x1b[2J" + body["name"]
    change[3] = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@_lie("a name longer than any cell", ODD)
def _overlong(contents: Contents) -> None:
    [change] = contents.last[1]
    body = json.loads(change[3])
    body["name"] = "=" * 70_000
    change[3] = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Bytes:
    """What becomes of the bytes of a good package."""

    spoil: Callable[[bytes], bytes]


BYTES: dict[str, Bytes] = {
    "empty": Bytes(lambda _good: b""),
    "text": Bytes(lambda _good: b"hello"),
    "an evaluation": Bytes(lambda _good: b"SQLite format 3\0" + bytes(4_000)),
    "cut in the middle": Bytes(lambda good: good[: len(good) // 2]),
    "cut at the end": Bytes(lambda good: good[:-10]),
    "with something behind it": Bytes(lambda good: good + b"x" * 10),
    "a flipped byte": Bytes(lambda good: good[:200] + bytes([255 - good[200]]) + good[201:]),
    "a directory of 65,535 parts": Bytes(lambda good: good[:-12] + b"\xff\xff\xff\xff" + good[-8:]),
}
