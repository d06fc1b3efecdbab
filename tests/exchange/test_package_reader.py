"""Whatever calls itself a package is read rightly or refused with a reason, quickly and in little memory."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import MANIFEST, REVISIONS, read_package
from scorecard.model.page import Entry, Page, hash_of
from tests.exchange.merging import Copies, cell, said
from tests.storage.evaluations import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT_SECONDS = 5
LIMIT_BYTES = 500_000_000


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good package."""
    folder = tmp_path_factory.mktemp("good")
    with Copies(folder) as copies:
        copies.found(said("A1", "1"))
        workspace = copies.copy("here")
        workspace.set_value(cell("A2"), "3")
        workspace.set_value(cell("A2"), "4")
        workspace.package(folder / "good.scorepack")
    return (folder / "good.scorepack").read_bytes()


def members(package: bytes) -> tuple[dict[str, Any], list[Any]]:
    """The manifest and the lines of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        return manifest, [json.loads(line) for line in archive.read(REVISIONS).splitlines()]


def written(path: Path, manifest: dict[str, Any], lines: bytes | list[Any], **more: bytes) -> Path:
    """A package of these members, with the right sums."""
    if isinstance(lines, list):
        lines = b"".join(compact(line) + b"\n" for line in lines)
    sums = {"bytes": len(lines), "sha256": hashlib.sha256(lines).hexdigest()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(REVISIONS, lines)
        archive.writestr(MANIFEST, compact(manifest | {"members": {REVISIONS: sums}}))
        for name, contents in more.items():
            archive.writestr(name, contents)
    return path


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sealed(lines: list[Any]) -> list[Any]:
    """The lines with the hashes that their contents have, as a forger would make them."""
    from scorecard.model.page import revision_of

    lines = json.loads(json.dumps(lines))
    place = 0
    while place < len(lines):
        head = lines[place]
        fields = [head[name] for name in ("id", "at", "author", "label", "kind", "target")]
        entries = [Entry(*line) for line in lines[place + 1 : place + 1 + head["changes"]]]
        head["hash"] = hash_of(revision_of(fields), entries)
        place += 1 + head["changes"]
    return lines


def pages_or_refusal(path: Path) -> tuple[Page, ...] | Refusal:
    """What a package holds, or why it is refused; anything else that is raised is a fault."""
    try:
        return read_package(path).pages
    except Refusal as refusal:
        return refusal


def refused(path: Path) -> Refusal:
    """The refusal of a package."""
    with pytest.raises(Refusal) as refusal:
        read_package(path)
    assert path.name in str(refusal.value)
    return refusal.value


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b"", "not-ours"),
        (b"SQLite format 3\0" + bytes(200), "not-ours"),
        (b"PK\x05\x06" + bytes(18), "not-ours"),
        (b"PK\x03\x04 and no more", "not-ours"),
        (os.urandom(5_000), "not-ours"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, contents: bytes, code: str) -> None:
    path = tmp_path / "other.scorepack"
    path.write_bytes(contents)
    assert refused(path).code == code


def test_a_folder_a_missing_file_and_another_zip_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "not-ours"
    assert refused(tmp_path / "missing.scorepack").code == "unknown"
    other = tmp_path / "other.scorepack"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<xml/>")
    assert refused(other).code == "not-ours"


def test_a_package_that_was_cut_off_on_its_way_is_called_damaged(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "cut.scorepack"
    for length in (len(good) // 2, len(good) - 5):
        path.write_bytes(good[:length])
        assert refused(path).code == "damaged"


def test_a_package_of_a_newer_program_is_refused_as_such(tmp_path: Path, good: bytes) -> None:
    manifest, lines = members(good)
    newer = written(tmp_path / "newer.scorepack", manifest | {"format": 2, "program": "9.1"}, lines)
    assert refused(newer).code == "newer"
    assert "9.1" in str(refused(newer))


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.__setitem__(0, "hologram"),
        lambda line: line.__setitem__(3, line[3].replace('"value"', '"verdict"')),
    ],
)
def test_records_of_a_newer_program_are_refused_as_such(
    tmp_path: Path, good: bytes, change: Callable[[list[Any]], None]
) -> None:
    manifest, lines = members(good)
    change(lines[-1])
    assert refused(written(tmp_path / "newer.scorepack", manifest, sealed(lines))).code == "newer"


def _second_of_one_id(lines: list[Any]) -> None:
    lines += lines[-2:]


def _another_cell(lines: list[Any]) -> None:
    lines[-1][1] = "/".join(lines[-1][1].split("/")[:3])


CHANGES: dict[str, Callable[[list[Any]], Any]] = {
    "a value that does not follow": lambda lines: lines[-1].__setitem__(2, '{"value":"0"}'),
    "an unknown revision superseded": lambda lines: lines[-1].__setitem__(4, "f" * 32),
    "no revision superseded": lambda lines: lines[-1].__setitem__(4, ""),
    "a word superseded": lambda lines: lines[-1].__setitem__(4, "everything"),
    "a body that is no record": lambda lines: lines[-1].__setitem__(3, "[]"),
    "a body of wrong types": lambda lines: lines[-1].__setitem__(3, '{"value":4}'),
    "a body in another form": lambda lines: lines[-1].__setitem__(3, '{ "value": "4" }'),
    "a body that is infinite": lambda lines: lines[1].__setitem__(
        3, lines[1][3].replace("}", ',"threshold":1e999}', 1)
    ),
    "a body that is no number": lambda lines: lines[1].__setitem__(
        3, lines[1][3].replace("}", ',"threshold":NaN}', 1)
    ),
    "a key of another record": lambda lines: lines[3].__setitem__(1, "0" * 32),
    "a place of three parts": _another_cell,
    "a revision twice": _second_of_one_id,
    "a moment in another form": lambda lines: lines[-2].__setitem__("at", "2026-11-22"),
    "a kind of edit": lambda lines: lines[-2].__setitem__("kind", "guess"),
    "an id that is none": lambda lines: lines[-2].__setitem__("id", "x"),
    "fewer changes": lambda lines: lines[-2].__setitem__("changes", 2),
    "half a character": lambda lines: lines[-2].__setitem__("author", "\ud800"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_cannot_have_happened_is_refused_even_with_the_right_sums(
    tmp_path: Path, good: bytes, name: str
) -> None:
    manifest, lines = members(good)
    CHANGES[name](lines)
    try:
        lines = sealed(lines)
    except (UnicodeEncodeError, ValueError, TypeError):
        lines = [{**line} if isinstance(line, dict) else line for line in lines]
    path = tmp_path / "forged.scorepack"
    if name == "half a character":
        text = b"".join(json.dumps(line, sort_keys=True).encode() + b"\n" for line in lines)
        assert refused(written(path, manifest, text)).code == "damaged"
        return
    assert refused(written(path, manifest, lines)).code == "damaged"


def test_a_changed_value_with_the_old_hash_is_refused(tmp_path: Path, good: bytes) -> None:
    manifest, lines = members(good)
    lines[-1][3] = '{"value":"0"}'
    assert refused(written(tmp_path / "forged.scorepack", manifest, lines)).code == "damaged"


def test_wrong_sums_missing_members_and_more_of_them_are_refused(tmp_path: Path, good: bytes) -> None:
    manifest, lines = members(good)
    path = written(tmp_path / "one.scorepack", manifest, lines)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(REVISIONS, b"{}\n")
    assert refused(path).code == "damaged"
    assert (
        refused(written(tmp_path / "two.scorepack", manifest, lines, **{"more.txt": b"?"})).code == "damaged"
    )
    assert (
        refused(written(tmp_path / "three.scorepack", manifest | {"revisions": 9}, lines)).code == "damaged"
    )
    other = manifest | {"evaluation": {"id": "0" * 32, "title": "Another"}}
    assert refused(written(tmp_path / "four.scorepack", other, lines)).code == "damaged"
    assert refused(written(tmp_path / "five.scorepack", manifest, [])).code == "damaged"


HOSTILE: dict[str, Callable[[Path, dict[str, Any]], object]] = {
    "a flood of nothing": lambda path, manifest: written(path, manifest, bytes(400_000_000)),
    "a line without end": lambda path, manifest: written(
        path, manifest, b'["' + b"a1b2c3" * 5_000_000 + b'"]'
    ),
    "brackets without end": lambda path, manifest: written(path, manifest, b"[" * 7_000_000 + b"\n"),
    "a great many lists": lambda path, manifest: written(
        path, manifest, b"[" + b"[]," * 2_000_000 + b"[]]\n"
    ),
    "a number of a million digits": lambda path, manifest: written(path, manifest, b"9" * 1_000_000 + b"\n"),
    "a great many members": lambda path, manifest: written(
        path, manifest, b"", **{f"m{number}": b"" for number in range(20_000)}
    ),
    "a long manifest": lambda path, manifest: written(path, manifest | {"title": "x" * 5_000_000}, b""),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_packages_are_refused_in_little_time_and_memory(
    tmp_path: Path, good: bytes, name: str
) -> None:
    path = tmp_path / "hostile.scorepack"
    HOSTILE[name](path, members(good)[0])
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from scorecard.errors import Refusal\n"
        "from scorecard.exchange.merging.package_reader import read_package\n"
        "try:\n    read_package(Path(sys.argv[1]))\n"
        "except Refusal as refusal:\n    print(refusal.code)\n"
        # The greatest memory of a process counts that of the one it was forked from; this counts from its own start.
        "status = Path('/proc/self/status').read_text().splitlines()\n"
        "print(*(int(line.split()[1]) * 1024 for line in status if line.startswith('VmHWM')))\n"
        "print(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=20 * LIMIT_SECONDS,
    )
    code, memory, seconds = done.stdout.split()
    assert code in ("too-large", "damaged", "not-ours")
    assert int(memory) < LIMIT_BYTES
    assert float(seconds) < LIMIT_SECONDS


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_flipped_cut_or_added_bytes_are_refused_or_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, good: bytes, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("mutated") / "mutated.scorepack"
    changed = bytearray(good)
    for _change in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(changed) - 1))
        match data.draw(st.sampled_from(["flip", "cut", "add"])):
            case "flip":
                changed[place] ^= 1 << data.draw(st.integers(0, 7))
            case "cut":
                del changed[place : place + data.draw(st.integers(1, 50))]
            case "add":
                changed[place:place] = data.draw(st.binary(min_size=1, max_size=20))
        if not changed:
            break
    path.write_bytes(changed)
    original = path.with_name("original.scorepack")
    original.write_bytes(good)
    found = pages_or_refusal(path)
    if isinstance(found, Refusal):
        assert found.code in ("damaged", "not-ours", "newer", "too-large")
    else:
        assert found == read_package(original).pages


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_line_replaced_by_anything_is_refused(
    tmp_path_factory: pytest.TempPathFactory, good: bytes, data: st.DataObject
) -> None:
    manifest, lines = members(good)
    place = data.draw(st.integers(0, len(lines) - 1))
    thing = data.draw(junk)
    if isinstance(lines[place], dict) and data.draw(st.booleans()):
        lines[place][data.draw(st.sampled_from(sorted(lines[place])))] = thing
    elif isinstance(lines[place], list) and data.draw(st.booleans()):
        lines[place][data.draw(st.integers(0, 4))] = thing
    else:
        lines[place] = thing
    path = tmp_path_factory.mktemp("junk") / "junk.scorepack"
    text = b"".join(json.dumps(line, sort_keys=True).encode() + b"\n" for line in lines)
    _manifest, before = members(good)
    found = pages_or_refusal(written(path, manifest, text))
    if isinstance(found, Refusal):
        assert found.code in ("damaged", "newer")
    else:
        assert lines == before


def test_pages_are_values(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.scorepack"
    path.write_bytes(good)
    package = read_package(path)
    assert all(isinstance(page, Page) and isinstance(page.entries, tuple) for page in package.pages)
