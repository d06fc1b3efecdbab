"""A file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.progress import Cancelled
from scorecard.safe_file import replace_safely, save_bytes

ROOT = Path(__file__).resolve().parents[1]


def good_check(_path: Path) -> None:
    """Nothing to complain of."""


def write_new(path: Path) -> None:
    path.write_bytes(b"new")


def test_a_new_file_appears_and_an_old_one_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    for _time in range(2):
        replace_safely(path, write_new, good_check)
        assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("raised", "expected", "words"),
    [
        (Cancelled("stop"), Cancelled, "stop"),
        (Refusal("no"), Refusal, "no"),
        (PermissionError(errno.EACCES, "denied"), Refusal, "open in another program"),
        (OSError(errno.ENOSPC, "No space left on device"), Refusal, "disk is full"),
        (OSError(errno.EIO, "Input/output error"), Refusal, "the disk failed"),
    ],
)
@pytest.mark.parametrize("where", ["writing", "checking"])
def test_whatever_goes_wrong_the_old_file_stays_byte_for_byte(
    tmp_path: Path, raised: Exception, expected: type[Exception], words: str, where: str
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")

    def fail(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise raised

    write, check = (fail, good_check) if where == "writing" else (write_new, fail)
    with pytest.raises(expected, match=words):
        replace_safely(path, write, check)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_and_a_folder_as_target_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no folder"):
        replace_safely(tmp_path / "none" / "out.xlsx", write_new, good_check)
    with pytest.raises(Refusal, match="is a folder"):
        replace_safely(tmp_path, write_new, good_check)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_protected_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(Refusal, match="protected"):
        replace_safely(path, write_new, good_check)


def test_the_permissions_and_the_link_of_the_old_file_are_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "out.xlsx", tmp_path / "link.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    replace_safely(link, write_new, good_check)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_disk_that_really_is_full_leaves_the_old_workbook(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from scorecard.errors import Refusal\n"
        "from tests.exchange.publications import sample_publication, write\n"
        "publication = sample_publication('workshop', 'lnk')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try: write(publication, Path(sys.argv[1]))\n"
        "except Refusal as refusal: print(refusal.code)\n"
    )
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"old")
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "disk"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right of its own on Windows")
def test_links_in_a_circle_are_a_refusal(tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(Refusal):
        replace_safely(one, write_new, good_check)
    assert sorted(tmp_path.iterdir()) == [one, other]


def test_bytes_are_saved_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    save_bytes(path, b"whole")
    assert path.read_bytes() == b"whole"
    with pytest.raises(Refusal, match="no folder"):
        save_bytes(tmp_path / "none" / "out.png", b"whole")


def test_a_private_file_is_its_owners_and_an_old_one_stays_as_it_was(tmp_path: Path) -> None:
    new, old = tmp_path / "new.scorepack", tmp_path / "old.scorepack"
    save_bytes(new, b"said in confidence", private=True)
    assert new.stat().st_mode & 0o777 == 0o600
    old.write_bytes(b"before")
    old.chmod(0o640)
    save_bytes(old, b"after", private=True)
    assert old.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("held_for", [1, 3, 100])
def test_a_file_that_another_program_holds_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held_for: int
) -> None:
    path, attempts = tmp_path / "out.xlsx", []
    path.write_bytes(b"old")
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        attempts.append(self)
        if len(attempts) <= held_for:
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    if held_for < 4:
        save_bytes(path, b"new")
        assert path.read_bytes() == b"new"
    else:
        with pytest.raises(Refusal, match="choose another name; the old file is untouched"):
            save_bytes(path, b"new")
        assert path.read_bytes() == b"old"
        assert len(attempts) == 5
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_crash_left_of_an_earlier_attempt_goes_once_nobody_can_be_at_it(tmp_path: Path) -> None:
    left, at_work, other = (
        tmp_path / name for name in (".a-0123abcd.txt", ".a-89abcdef.txt", ".ab-0123abcd.txt")
    )
    for one in (left, at_work, other):
        one.write_bytes(b"a part")
    for one in (left, other):
        os.utime(one, (0, 0))
    save_bytes(tmp_path / "a.txt", b"whole")
    assert {one.name for one in tmp_path.iterdir()} == {"a.txt", at_work.name, other.name}
