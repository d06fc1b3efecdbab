"""Faults: a person gets a sentence, whoever mends it gets a report."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.paths import data_folder
from ui import faults


@pytest.fixture(autouse=True)
def _hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def test_a_refusal_speaks_for_itself_and_leaves_no_report() -> None:
    assert faults.explain(Refusal("The disk is full.")) == "The disk is full."
    assert not (data_folder() / "reports").exists()


def test_a_mistake_of_the_program_leaves_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = faults.explain(ZeroDivisionError("by zero"))
    reports = list((data_folder() / "reports").iterdir())
    assert len(reports) == 1
    assert str(reports[0]) in sentence
    assert "ZeroDivisionError: by zero" in reports[0].read_text(encoding="utf-8")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_nobody_catches_it_and_yet_there_is_a_notice(capsys: pytest.CaptureFixture[str]) -> None:
    notices: list[str] = []
    faults.watch(notices.append)
    error = ValueError("odd")
    sys.excepthook(ValueError, error, None)
    assert len(notices) == 1
    assert "what was saved is safe" in notices[0]


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    for _number in range(23):
        faults.report(ValueError("again"))
    assert len(list((data_folder() / "reports").iterdir())) == 20
