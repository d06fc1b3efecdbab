"""What the cards of Exchange made last, and where forms went: kept by evaluation, told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.model.form import Form
from ui.models.exchange.runs import ExchangeRuns, counts_in_words
from ui.preferences import Preferences

MOMENT = "2026-11-22T14:32:00+00:00"


def form(file: str = "form-f-r1-ana.xlsx", made_at: str = MOMENT) -> Form:
    return Form(
        key="k",
        evaluator="ana",
        round="r",
        framework="f",
        version="1",
        programmes=("p",),
        language="en",
        made_at=made_at,
        file=file,
    )


@pytest.fixture
def runs(preferences: Preferences) -> ExchangeRuns:
    return ExchangeRuns(preferences=preferences, evaluation="e")


def test_the_last_run_of_a_card_survives_the_program(runs: ExchangeRuns, tmp_path: Path) -> None:
    runs.remember("import", tmp_path, files=6, scores=412)
    again = ExchangeRuns(preferences=Preferences.load(runs.preferences.path), evaluation="e")
    run = again.last("import")
    assert run is not None
    assert run.path == tmp_path
    assert counts_in_words(run) == ["6 files", "412 scores"]


def test_the_runs_of_another_evaluation_are_not_ours(runs: ExchangeRuns, tmp_path: Path) -> None:
    runs.remember("charts", tmp_path, pictures=9)
    assert ExchangeRuns(preferences=runs.preferences, evaluation="other").last("charts") is None
    assert runs.last("workbook") is None


def test_a_form_is_found_in_the_folder_of_its_own_moment(runs: ExchangeRuns, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / form().file).write_text("x")
    later = "2026-11-23T09:00:00+00:00"
    runs.remember_forms(MOMENT, first, 1)
    runs.remember_forms(later, second, 1)
    assert runs.place_of(form()) == first / form().file
    assert runs.place_of(form(made_at=later)) == second / form().file


def test_a_form_that_was_moved_or_made_elsewhere_has_no_place(runs: ExchangeRuns, tmp_path: Path) -> None:
    assert runs.place_of(form()) is None
    runs.remember_forms(MOMENT, tmp_path, 1)
    assert runs.place_of(form()) is None
    assert runs.place_of(form(file="")) is None


def test_counts_that_a_newer_program_kept_are_passed_over(runs: ExchangeRuns, tmp_path: Path) -> None:
    runs.remember("forms", tmp_path, forms=1, moons=2)
    run = runs.last("forms")
    assert run is not None
    assert counts_in_words(run) == ["1 form"]


def test_a_merge_of_one_package_without_conflicts_counts_nothing(runs: ExchangeRuns, tmp_path: Path) -> None:
    runs.remember("merge", tmp_path / "a.scorepack", files=1, conflicts=0)
    run = runs.last("merge")
    assert run is not None
    assert counts_in_words(run) == []
