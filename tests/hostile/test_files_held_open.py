"""Excel holds the file that is to be replaced: the old one stays whole, and another name or a second try helps: R10.

Windows says so by a PermissionError from the renaming, which `failing_process` raises here. Not run on Windows.
"""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.hostile.failing import FailingDisk, verbs
from tests.hostile.test_failing_disk import disk

if TYPE_CHECKING:
    from tests.experiments import Counted

__all__ = ["disk"]


@pytest.mark.parametrize("name", ["table csv", "package", "framework toml"])
def test_a_file_held_open_stays_as_it_was_until_it_is_closed_or_another_name_is_given(
    disk: FailingDisk, counted: Counted, name: str
) -> None:
    verb = verbs(disk.folder)[name]
    (out,) = verb.writes
    disk.lay(verb)
    good = disk.call(verb)
    renaming = 1 + next(
        place
        for place, touch in enumerate(good["touches"])
        if touch.startswith("os.rename") and touch.endswith(out)
    )
    disk.lay(verb)
    told = disk.call(verb, renaming, errno.EACCES, lasting=True)
    assert (told["end"], told["code"]) == ("refused", "read-only")
    assert "Close it there and try again, or choose another name" in told["text"]
    assert (disk.folder / out).read_bytes() == disk.old(out)
    elsewhere = replace(
        verb, arguments=tuple(one.replace(f"/{out}", f"/other-{out}") for one in verb.arguments)
    )
    assert disk.call(elsewhere)["end"] == "done"
    assert (disk.folder / out).read_bytes() == disk.old(out)
    assert disk.call(verb)["end"] == "done"
    assert (disk.folder / out).read_bytes() != disk.old(out)
    counted("R10", files_held_open=1, changed=0)


@pytest.mark.parametrize("name", ["merge", "import"])
def test_an_evaluation_that_is_held_for_a_moment_is_replaced_all_the_same_and_otherwise_whole(
    disk: FailingDisk, counted: Counted, name: str
) -> None:
    """A virus scanner reads the file just when the merged copy takes its place."""
    verb = verbs(disk.folder)[name]
    disk.lay(verb)
    before = disk.edits()
    good = disk.call(verb)
    renaming = [
        place
        for place, touch in enumerate(good["touches"], 1)
        if ".working" in touch and touch.startswith("os.rename")
    ]
    assert len(renaming) == 1
    disk.lay(verb)
    assert disk.call(verb, renaming[0], errno.EACCES)["end"] == "done"
    assert disk.edits() > before
    disk.lay(verb)
    told = disk.call(verb, renaming[0], errno.EACCES, lasting=True)
    assert told["end"] == "refused"
    assert disk.edits() == before
    assert not list(disk.folder.glob(".*.working"))
    counted("R10", files_held_open=2, changed=0)
