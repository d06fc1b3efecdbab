"""The page on what is stored where says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorecard.storage.keeping.ages import ALWAYS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "what-is-stored-where.md").read_text(
    encoding="utf-8"
)


def test_the_folders_are_those_that_the_library_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs.macos import MacOS
    from platformdirs.unix import Unix

    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    for system, home, name in ((Unix, "/home/ana", "Linux"), (MacOS, "/Users/ana", "macOS")):
        monkeypatch.setenv("HOME", home)
        folders = system("Scorecard", appauthor=False)
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
        told = re.findall("`([^`]+)`", row)
        assert list(dict.fromkeys((folders.user_config_dir, folders.user_data_dir))) == told


def test_names_and_numbers_are_those_of_the_code() -> None:
    from scorecard.storage.lock import lock_path
    from ui import faults, preferences

    assert lock_path(Path("NAME.scorecard")).name == ".NAME.scorecard.lock"
    assert "`.NAME.scorecard.lock`" in PAGE
    assert preferences._MOST_RECENT == 4
    assert "the last four evaluations" in PAGE
    assert faults._MOST_REPORTS == 10
    assert "the newest ten" in PAGE
    assert ALWAYS == 10
    assert "the last ten always stay" in PAGE


def test_every_verb_that_the_page_names_has_the_option() -> None:
    from scorecard.cli.grammar import Shown
    from scorecard.cli.parser import parser

    listed = re.search(r"`--pseudonyms` after (.*?), and `frames", " ".join(PAGE.split()))
    assert listed
    verbs = re.findall("`([a-z]+)`", listed[1])
    assert len(verbs) == 6
    for verb in verbs:
        with pytest.raises(Shown, match="--pseudonyms"):
            parser().parse_args([verb, "--help"])
