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
    sentence = faults.explain(ZeroDivisionError("division by zero"))
    (report,) = reports()
    assert str(report) in sentence
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: division by zero" in text
    assert f"Python {sys.version_info.major}." in text
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_only_the_owner_may_read_a_report() -> None:
    assert faults.report(ValueError()).stat().st_mode & 0o777 == 0o600
    assert (data_folder() / "reports").stat().st_mode & 0o777 == 0o700


POISON = "what the mayor said in confidence"


@pytest.mark.parametrize(
    "error",
    [
        KeyError(POISON),
        ValueError(f"not a level: {POISON}"),
        ValueError(f"not a level: '{POISON}"),
        TypeError(f"Could not convert {POISON} to numeric"),
        RuntimeError(f"{POISON!r}, “{POISON}”, «{POISON}»"),
        AttributeError(f"'str' object has no attribute '{POISON}'"),
        FileNotFoundError(2, f"not here: {POISON}", f"/home/ana/{POISON}"),
        OSError(POISON),
        AssertionError([POISON]),
        UnicodeEncodeError("ascii", POISON, 0, 1, POISON),
    ],
    ids=lambda error: type(error).__name__,
)
def test_nothing_that_was_written_gets_into_a_report_or_onto_the_terminal(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> None:
        try:
            raise error
        except Exception as cause:
            raise RuntimeError(f"while {cause} was read") from cause

    with pytest.raises(RuntimeError) as caught:
        work()
    sentence = faults.explain(caught.value)
    text = reports()[0].read_text(encoding="utf-8")
    for told in (sentence, text, *capsys.readouterr()):
        assert POISON not in told
        assert "confidence" not in told
    assert "in work" in text
    assert f"{type(error).__name__}: " in text


@pytest.mark.parametrize(
    "source",
    [
        "None.scores",
        "absent",
        "[][0]",
        "1 / 0",
        "dict()()",
        "a, b = [1]",
        "len(1, 2)",
        "(lambda a: a)()",
        "None + 1",
        "{[]: 1}",
    ],
)
def test_what_python_says_of_the_program_is_told(source: str) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        exec(source)
    text = faults.report(caught.value).read_text(encoding="utf-8")
    assert f"{type(caught.value).__name__}: {caught.value}" in text


def test_a_report_says_what_was_done_last() -> None:
    faults.note("undo")
    assert "undo" in faults.report(ValueError()).read_text(encoding="utf-8")


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
