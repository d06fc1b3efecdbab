"""Two hundred generated workbooks and both samples, by every rule, through LibreOffice, by `make soak`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scorecard.analysis.question import RULES
from tests.exchange.publications import publication_of, random_case, sample_publication, write
from tests.exchange.recalculation import differences, needs_libreoffice, recalculate, spoil

if TYPE_CHECKING:
    from pathlib import Path

BATCH = 25


@needs_libreoffice
@pytest.mark.parametrize("batch", range(8))
def test_two_hundred_generated_workbooks_recalculate_to_what_they_hold(tmp_path: Path, batch: int) -> None:
    language = ("en", "es")[batch % 2]
    seeds = range(1_000 + batch * BATCH, 1_000 + (batch + 1) * BATCH)
    paths = [
        write(publication_of(random_case(seed)), tmp_path / f"case{seed}.xlsx", language) for seed in seeds
    ]
    assert differences_of(paths, tmp_path, language) == []


@needs_libreoffice
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_samples_recalculate_to_what_they_hold(tmp_path: Path, language: str, rule: str) -> None:
    paths = [
        write(
            sample_publication(id, framework, language, rule=rule),
            tmp_path / f"{id}-{framework}.xlsx",
            language,
        )
        for id in ("mining", "workshop")
        for framework in ("ptpr", "lnk")
    ]
    assert differences_of(paths, tmp_path, language) == []


def differences_of(paths: list[Path], folder: Path, language: str) -> list[str]:
    """The formulas whose cached results are not the recalculated ones."""
    whole = folder / "whole"
    whole.mkdir()
    for path in paths:
        (whole / path.name).write_bytes(path.read_bytes())
        assert spoil(path) > 0
    again = recalculate(paths, folder, language)
    return [
        wrong
        for path, other in zip(paths, again, strict=True)
        for wrong in differences(whole / path.name, other)[1]
    ]
