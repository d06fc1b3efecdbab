"""A framework written as TOML is the same framework when it is read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from scorecard.library.completeness import gaps
from scorecard.library.framework_file import to_toml, write_framework
from scorecard.library.frameworks import built_in, built_in_framework, read_framework
from scorecard.model.framework import Framework
from scorecard.paths import resource
from tests.library.generated import generated_frameworks


@pytest.mark.parametrize("id", built_in())
def test_the_built_in_files_are_as_the_program_would_write_them(id: str) -> None:
    written = resource("frameworks", f"{id}.toml").read_text(encoding="utf-8")
    assert to_toml(built_in_framework(id)) == written


@given(generated_frameworks())
@settings(max_examples=80)
def test_whatever_is_written_reads_back_as_it_was(framework: Framework) -> None:
    assert gaps(framework) == ()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        write_framework(framework, path)
        assert read_framework(path) == framework


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    framework = built_in_framework("lnk")
    write_framework(framework, tmp_path / "own.toml")
    write_framework(framework, tmp_path / "own.toml")
    assert [one.name for one in tmp_path.iterdir()] == ["own.toml"]
