"""Every experiment on reliability stands where the register says, and counts come to its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.experiments import EXPERIMENTS, PROPERTY, summary

ROOT = Path(__file__).resolve().parents[1]


def test_there_is_an_experiment_for_each_promise() -> None:
    assert list(EXPERIMENTS) == [*(f"R{number}" for number in range(1, 23)), "laws"]


@pytest.mark.parametrize("place", sorted({place for one in EXPERIMENTS.values() for place in one.places}))
def test_an_experiment_stands_where_the_register_says(place: str) -> None:
    file, _colons, name = place.partition("::")
    text = (ROOT / file).read_text("utf-8")
    assert f"def {name or 'test_'}" in text or "TestCase" in text


def test_make_soak_runs_every_one_of_them() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\nsoak:")[2].partition("\n\n")[0].split()
    for experiment in EXPERIMENTS.values():
        for place in experiment.places:
            file = Path(place.partition("::")[0])
            assert {file.as_posix(), *(one.as_posix() for one in file.parents)} & set(recipe), place


def test_the_diary_tells_of_every_experiment() -> None:
    diary = (ROOT / "docs" / "fault-diary.md").read_text("utf-8")
    for id, experiment in EXPERIMENTS.items():
        assert f"| {id} |" in diary
        assert any(place.partition("::")[0] in diary for place in experiment.places)


@dataclass
class Report:
    nodeid: str
    user_properties: list[tuple[str, object]] = field(default_factory=list)


def test_counts_of_several_tests_are_added_up() -> None:
    reports = [
        Report("tests/storage/test_crash.py::one", [(PROPERTY, ("R1", {"kills": 20, "lost": 0}))]),
        Report("tests/soak/test_storage_soak.py::two", [(PROPERTY, ("R1", {"kills": 1_200, "lost": 0}))]),
    ]
    (line,) = summary({"passed": reports})
    assert line == "  R1  kill -9 during writes. 2 passed: 1,220 kills, 0 lost"
