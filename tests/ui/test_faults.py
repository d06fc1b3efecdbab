"""Faults: a person gets a sentence, whoever mends it gets a report, and no text of an evaluation gets into it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.errors import Refusal
from scorecard.paths import data_folder
from ui import faults

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def reports() -> list[Path]:
    return sorted((data_folder() / "reports").glob("*.txt"))


def test_a_refusal_speaks_for_itself_and_leaves_no_report() -> None:
    assert faults.explain(Refusal("The disk is full.")) == "The disk is full."
    assert not (data_folder() / "reports").exists()


def test_a_mistake_of_the_program_leaves_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = faults.explain(ZeroDivisionError("by zero"))
    (report,) = reports()
    assert str(report) in sentence
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: by zero" in text
    assert f"Python {sys.version_info.major}." in text
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_only_the_owner_may_read_a_report() -> None:
    assert faults.report(ValueError()).stat().st_mode & 0o777 == 0o600
    assert (data_folder() / "reports").stat().st_mode & 0o777 == 0o700


def test_a_report_says_what_was_done_and_nothing_that_was_written() -> None:
    def work() -> None:
        said = {"note": "what the mayor said in confidence"}
        try:
            raise KeyError(said["note"])
        except KeyError as error:
            raise ValueError(f"not a level: {said['note']!r}, in “{said['note']}”") from error

    faults.note("undo")
    with pytest.raises(ValueError, match="not a level") as caught:
        work()
    text = faults.report(caught.value).read_text(encoding="utf-8")
    assert "undo" in text
    assert "in work" in text
    assert "KeyError: “…”" in text
    assert "ValueError: not a level: “…”, in “…”" in text
    assert "mayor said in confidence" not in text.replace('said = {"note": "what the mayor', "")


def test_nobody_catches_it_and_yet_there_is_a_notice(capsys: pytest.CaptureFixture[str]) -> None:
    notices: list[str] = []
    faults.watch(notices.append)
    error = ValueError("odd")
    sys.excepthook(ValueError, error, None)
    assert len(notices) == 1
    assert "what was saved is safe" in notices[0]


def test_only_the_last_reports_are_kept() -> None:
    written = [faults.report(ValueError("again")) for _number in range(13)]
    assert reports() == written[-10:]


def test_the_next_start_tells_of_a_report_once() -> None:
    assert faults.untold_folder() is None
    faults.report(ValueError("again"))
    assert faults.untold_folder() == data_folder() / "reports"
    assert faults.untold_folder() is None


CRASH = """
import sys
from ui import faults
faults.watch_for_crashes()
if sys.argv[1:]:
    import ctypes
    ctypes.string_at(0)
"""


@pytest.mark.parametrize("crashes", [True, False])
def test_a_process_that_ends_at_once_leaves_a_report_and_one_that_ends_well_none(crashes: bool) -> None:
    command = [sys.executable, "-c", CRASH, *(["now"] if crashes else [])]
    run = subprocess.run(command, cwd=ROOT, env=os.environ, check=False, capture_output=True)
    assert (run.returncode != 0) == crashes
    assert len(reports()) == crashes
    assert (faults.untold_folder() is not None) == crashes
    assert all("Fatal" in one.read_text(encoding="utf-8") for one in reports())


def test_a_process_that_is_killed_is_no_crash() -> None:
    killed = CRASH + "\nimport os\nos.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", killed], cwd=ROOT, env=os.environ, check=False)
    assert len(reports()) == 1
    assert faults.untold_folder() is None
    assert reports() == []
