"""Packages from elsewhere are looked through line by line, and believed only where everything in them holds."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, NoReturn

from scorecard.errors import Refusal, reason_of
from scorecard.exchange.merging.packed_pages import PackedPages
from scorecard.i18n import _
from scorecard.model.codec import Undecodable, Unheard, decode_record, encode
from scorecard.model.evaluation import Evaluation, Key
from scorecard.model.lineage import Told, states_of, unfounded
from scorecard.model.page import (
    Entry,
    Page,
    Written,
    check_fields,
    hash_of_fields,
    record_of,
)
from scorecard.model.record import Ref, ref
from scorecard.model.score import Cell, blank_score

KIND = "scorecard-package"
FORMAT = 1
"""The number of the form of packages that is written here; a greater one is of a newer program."""

MANIFEST = "manifest.json"
REVISIONS = "revisions.jsonl"

_MOST_BYTES = 600_000_000
_MOST_RATIO = 100
_RATIO_COUNTS_FROM = 5_000_000
_LONGEST_LINE = 8_000_000
_LONGEST_MANIFEST = 100_000
_LARGEST_DIRECTORY = 10_000
_CHUNK = 1 << 18
_SHORT = 100
_FEW = 4096
_END = struct.Struct("<4s8xI4xH")
_MEMBER_SIGNATURE, _MEMBER_HEAD = b"PK\x03\x04", 30
_END_SIGNATURE, _LONG_END_SIGNATURE = b"PK\x05\x06", b"PK\x06\x07"
_LONG_END_LENGTH = 20
_ID = re.compile(r"[0-9a-f]{32}")
_IDS = re.compile(r"(?:[0-9a-f]{32}(?: [0-9a-f]{32})*)?")
_HEAD = {"id", "at", "author", "label", "kind", "target", "changes", "hash"}
_TEXTS = itemgetter("id", "at", "author", "label", "kind", "target", "hash")
_SOME_CELL = encode(blank_score(Cell("p", "e", "r", "c")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a package holds: of which evaluation, and every edit, each after those that it supersedes.

    Under `pseudonyms` people have numbers in place of names, and nothing has the key that it has elsewhere.
    """

    file: str
    evaluation: Key
    title: str
    program: str
    pages: Sequence[Page]
    pseudonyms: bool = False


def read_package(path: Path) -> Package:
    """The package at `path`. Refuses what is none, newer, damaged, or larger than any evaluation would be."""
    name = path.name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_a_package(name)
        with path.open("rb") as file:
            _check_directory(name, file)
            with zipfile.ZipFile(file) as archive:
                return _read(name, archive)
    # ValueError is what json, the codec, unreadable characters and overlong numbers raise.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged(name) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # A zip that points to before its own beginning.
            raise _damaged(name) from error
        sentence = _("“{name}” could not be read ({reason}). Nothing has changed.")
        raise Refusal(sentence.format(name=name, reason=reason_of(error)), code="unknown") from error


def _check_directory(name: str, file: IO[bytes]) -> None:
    """Refuse a zip with more than a package's few members before its directory is read as a whole."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _END.size - _LONG_END_LENGTH))
    tail = file.read()
    if len(tail) < _END.size:
        raise _not_a_package(name)
    signature, length, comment = _END.unpack(tail[-_END.size :])
    if signature != _END_SIGNATURE and _begins_as_package(file):
        # Cut off on its way, as mail does.
        raise _damaged(name)
    if signature != _END_SIGNATURE or tail.startswith(_LONG_END_SIGNATURE):
        raise _not_a_package(name)
    if comment or length > _LARGEST_DIRECTORY:
        raise _not_a_package(name)


def _begins_as_package(file: IO[bytes]) -> bool:
    file.seek(0)
    head = file.read(_MEMBER_HEAD + len(REVISIONS))
    return head.startswith(_MEMBER_SIGNATURE) and head[_MEMBER_HEAD:] == REVISIONS.encode()


def _read(name: str, archive: zipfile.ZipFile) -> Package:
    members = {member.filename: member for member in archive.infolist()}
    if MANIFEST not in members:
        raise _not_a_package(name)
    if len(members) != len(archive.infolist()) or any(one.flag_bits & 1 for one in members.values()):
        raise _damaged(name)
    with archive.open(MANIFEST) as stream:
        text = stream.read(_LONGEST_MANIFEST + 1)
    if len(text) > _LONGEST_MANIFEST:
        raise _too_large(name)
    manifest = _parsed(text.decode())
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise _not_a_package(name)
    program = str(manifest.get("program", ""))[:40]
    form = manifest.get("format")
    if type(form) is int and form > FORMAT:
        raise _newer(name, program)
    if form != FORMAT or members.keys() != {MANIFEST, REVISIONS}:
        raise _damaged(name)
    sums = _table(manifest, "members", REVISIONS)
    if _size_and_sum(name, archive, members[REVISIONS]) != (sums.get("bytes"), sums.get("sha256")):
        raise _damaged(name)
    try:
        with archive.open(REVISIONS) as stream:
            reader = _Reader()
            pages = PackedPages(reader.pages(stream))
    except Unheard as error:
        raise _newer(name, program) from error
    reader.check_lineage()
    evaluation = record_of(Ref("evaluation", ""), reader.evaluation)
    if not isinstance(evaluation, Evaluation):
        raise Undecodable("no evaluation")
    if len(pages) != manifest.get("revisions") or _table(manifest, "evaluation").get("id") != evaluation.id:
        raise _damaged(name)
    return Package(
        file=name,
        evaluation=evaluation.id,
        title=evaluation.title,
        program=program,
        pages=pages,
        pseudonyms=manifest.get("pseudonyms") is True,
    )


def _table(manifest: dict[str, Any], *path: str) -> dict[str, Any]:
    found: Any = manifest
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _size_and_sum(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, str]:
    """What a member really holds, measured before any of it is kept; refuses a flood."""
    digest, size, line = hashlib.sha256(), 0, 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            last = chunk.rfind(b"\n")
            line = line + len(chunk) if last < 0 else len(chunk) - last
            flood = size > _RATIO_COUNTS_FROM and size > _MOST_RATIO * max(1, member.compress_size)
            if flood or size > _MOST_BYTES or line > _LONGEST_LINE:
                raise _too_large(name)
            digest.update(chunk)
    return size, digest.hexdigest()


class _Reader:
    """Goes through the lines of a package once, believing nothing.

    `evaluation` is the last that is said of the evaluation, by then written down.
    """

    def __init__(self) -> None:
        self.evaluation: str | None = None
        self._told: dict[tuple[str, str], list[Told]] = {}
        self._alone: dict[tuple[str, str], Told] = {}
        self._same: dict[str, str] = {}
        self._checked: set[str] = set()

    def pages(self, stream: IO[bytes]) -> Iterator[Written]:
        """Every revision with its changes. Raises `ValueError` where one is not as it was written."""
        lines = _lines(stream)
        seen: set[Key] = set()
        for head in lines:
            if not isinstance(head, dict) or head.keys() != _HEAD or type(head["changes"]) is not int:
                raise Undecodable("a revision that is none")
            *fields, hash = texts = _TEXTS(head)
            if set(map(type, texts)) != {str}:
                raise Undecodable("a revision without its texts")
            id = fields[0]
            entries = tuple(map(self._entry, islice(lines, max(0, head["changes"]))))
            check_fields(fields)
            if not _ID.fullmatch(id) or id in seen:
                raise Undecodable(f"{id}: not a revision")
            if len(entries) != head["changes"] or hash_of_fields(fields, entries) != hash:
                raise Undecodable(f"{id}: not as it was written")
            if len(entries) > 1 and len({entry[:2] for entry in entries}) != len(entries):
                raise Undecodable(f"{id}: changes something twice")
            seen.add(id)
            for entry in entries:
                self._note(id, entry)
            yield Written(tuple(map(self._shared, fields)), entries, hash)

    def _shared(self, text: str) -> str:
        """One object for each text: most of what edits are called and who made them comes again and again."""
        return self._same.setdefault(text, text)

    def _note(self, id: Key, entry: Entry) -> None:
        told = Told(id, False, entry)
        first = self._alone.setdefault(entry[:2], told)
        if first is not told:
            self._told.setdefault(entry[:2], [first]).append(told)
        if entry.kind == "evaluation":
            self.evaluation = entry.after

    def _entry(self, line: Any) -> Entry:
        if not isinstance(line, list) or len(line) != len(Entry._fields):
            raise Undecodable("a change that is none")
        kind, key, before, after, supersedes = line
        if type(kind) is not str or type(key) is not str or type(supersedes) is not str:
            raise Undecodable("a change without its place")
        if supersedes and not _IDS.fullmatch(supersedes):
            raise Undecodable(f"{supersedes}: not the ids of revisions")
        if kind != "score":
            for body in (before, after):
                if body is not None:
                    _check_body(kind, key, body)
        else:
            if key.count("/") != 3 or not all(key.split("/")):
                raise Undecodable(f"{key}: not the place of a score")
            for body in (before, after):
                if body is None:
                    continue
                if type(body) is not str:
                    raise Undecodable(f"{key}: not as a record is written down")
                # Most scores are a value alone, so that a few texts stand for hundreds of thousands.
                if body not in self._checked:
                    _check_said(body)
                    if len(body) <= _SHORT and len(self._checked) < _FEW:
                        self._checked.add(body)
        return Entry._make(line)

    def check_lineage(self) -> None:
        """Refuse histories in which something does not follow from what was there, or is left in conflict."""
        for place, told in self._alone.items():
            several = self._told.get(place)
            if several is None:
                if told.entry.before is None and not told.entry.supersedes:
                    continue
                several = [told]
            if any(unfounded(several)) or len(states_of(several)) > 1:
                raise Undecodable(f"{place[1]}: cannot have become this")


def _lines(stream: IO[bytes]) -> Iterator[Any]:
    """The values of the lines, parsed many at once."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from _values(lines)
    if rest:
        yield from _values([rest])


def _values(lines: list[bytes]) -> list[Any]:
    values = _parsed((b"[" + b",".join(lines) + b"]").decode())
    if not isinstance(values, list) or len(values) != len(lines):
        raise Undecodable("a line that is not one value")
    return values


def _check_body(kind: str, key: str, body: str) -> None:
    """Refuse what is not exactly how a record of this key is written down."""
    if type(body) is not str:
        raise Undecodable(f"{key}: not as a record is written down")
    record = decode_record(kind, _parsed(body))
    if ref(record) != Ref(kind, key) or _text(encode(record)) != body:
        raise Undecodable(f"{key}: not as a record is written down")


def _check_said(body: str) -> None:
    said = _parsed(body)
    if not isinstance(said, dict) or said.keys() & _SOME_CELL.keys():
        raise Undecodable("a score that is none")
    again = encode(decode_record("score", said | _SOME_CELL))
    if _text({name: part for name, part in again.items() if name not in _SOME_CELL}) != body:
        raise Undecodable("a score that is not as one is written down")


def _parsed(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(text: str) -> NoReturn:
    raise Undecodable(f"{text}: not a number")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _not_a_package(name: str) -> Refusal:
    sentence = _(
        "“{name}” is not a package of this program. Ask for one made by “Make a package” on the page Exchange, or by "
        "“package” in the terminal; nothing has changed."
    )
    return Refusal(sentence.format(name=name), code="not-ours")


def _damaged(name: str) -> Refusal:
    sentence = _(
        "“{name}” is not whole: what it holds is not what was packed. Ask for it to be sent again; nothing has changed."
    )
    return Refusal(sentence.format(name=name), code="damaged")


def _newer(name: str, program: str) -> Refusal:
    sentence = _(
        "“{name}” was made by a newer version of this program ({version}). Update the program to take it in; "
        "nothing has changed."
    )
    return Refusal(sentence.format(name=name, version=program or "?"), code="newer")


def _too_large(name: str) -> Refusal:
    sentence = _("“{name}” is larger than any evaluation would be, and was not read. Nothing has changed.")
    return Refusal(sentence.format(name=name), code="too-large")
