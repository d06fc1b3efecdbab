"""Preferences: kept as they were said, and never in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.preferences import Preferences, Recent, Run

MOMENT = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


def test_what_was_said_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "preferences.toml"
    said = Preferences(path=path, language="es", theme="dark", wall="light", geometry="AAEC")
    said.remember(Recent(path=tmp_path / 'ñandú "1".scorecard', title="Ñ \\ \x7f", at=MOMENT, share=0.25))
    said.evaluators["0f"] = "aa"
    said.runs["0f/workbook"] = Run(path=tmp_path / "a.xlsx", at=MOMENT)
    said.save()
    assert Preferences.load(path) == said


@given(title=st.text(st.characters(exclude_categories=("Cs",))))
def test_any_title_survives(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("preferences") / "preferences.toml"
    said = Preferences(path=path)
    said.remember(Recent(path=Path("a"), title=title, at=MOMENT, share=1.0))
    said.save()
    assert Preferences.load(path).recents == said.recents


@pytest.mark.parametrize(
    "content", ["", "language = 3", "not toml at all [", "recent = [{path = 1}]", "\x00"]
)
def test_a_damaged_file_is_as_if_nothing_had_been_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text(content, encoding="utf-8")
    assert Preferences.load(path).recents == []


def test_a_missing_file_is_as_if_nothing_had_been_said(tmp_path: Path) -> None:
    assert Preferences.load(tmp_path / "none.toml").language == ""


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    Preferences(path=blocked / "preferences.toml").save()
    assert blocked.read_text() == ""


def test_the_latest_comes_first_once_and_four_are_kept() -> None:
    preferences = Preferences()
    for name in ("a", "b", "c", "a", "d", "e"):
        preferences.remember(Recent(path=Path(name), title=name, at=MOMENT, share=0))
    assert [recent.title for recent in preferences.recents] == ["e", "d", "a", "c"]


def test_only_their_owner_may_read_preferences(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text("language = 'es'\n")
    Preferences.load(path).save()
    assert path.stat().st_mode & 0o777 == 0o600
    assert Preferences.load(path).language == "es"
