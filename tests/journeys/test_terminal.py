"""Whole ways through the program from a real terminal: processes, bytes, locales, signals."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, str(ROOT / "main.py")]


def scorecard(*arguments: object, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """One call of the program in a folder, its output as bytes."""
    command = [*COMMAND, *(str(argument) for argument in arguments)]
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, check=False, timeout=120
    )


def test_from_the_real_programmes_to_results_pictures_and_a_workbook(tmp_path: Path) -> None:
    made = scorecard("new", "demo.scorecard", "--sample", "mining", folder=tmp_path)
    assert (made.returncode, made.stdout) == (0, b"")
    results = json.loads(scorecard("results", "demo.scorecard", "--json", folder=tmp_path).stdout)
    assert (results["framework"], len(results["programmes"])) == ("lnk", 30)
    charts = scorecard("charts", "demo.scorecard", "pictures", folder=tmp_path)
    assert charts.returncode == 0
    assert all((tmp_path / line).is_file() for line in charts.stdout.decode().splitlines())
    export = scorecard("export", "demo.scorecard", "out.xlsx", "--language", "es", folder=tmp_path)
    assert (export.returncode, export.stdout.decode().strip()) == (0, "out.xlsx")
    assert scorecard("verify", "demo.scorecard", folder=tmp_path).returncode == 0


def test_from_an_empty_evaluation_to_a_rank(tmp_path: Path) -> None:
    file = "región.scorecard"
    assert scorecard("new", file, "--framework", "lnk", folder=tmp_path).returncode == 0
    for name in ("Ñandú", "Zorro"):
        assert scorecard("programme", "add", file, "--name", name, folder=tmp_path).returncode == 0
    assert (
        scorecard("evaluator", "add", file, "--name", "Eva", "--id", "eva", folder=tmp_path).returncode == 0
    )
    for criterion in ("A1", "A2", "B1", "C1"):
        answer = scorecard(
            "score", file, "--programme", "P2", "--criterion", f"lnk.{criterion}", "--evaluator", "eva", "3",
            folder=tmp_path,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr.decode()
    answer = scorecard("results", file, "--threshold", "0.2", "--json", folder=tmp_path)
    first, second = json.loads(answer.stdout)["programmes"]
    assert (first["name"], first["rank"], second["rank"], second["score"]) == ("Ñandú", None, 1, 3)
    rows = list(
        csv.DictReader(io.StringIO(scorecard("table", file, "long", folder=tmp_path).stdout.decode()))
    )
    assert (rows[0]["programme"], rows[0]["criterion"], rows[0]["value"]) == ("P2", "lnk.A1", "3")
    assert scorecard("undo", file, folder=tmp_path).returncode == 0
    rows = scorecard("table", file, "long", folder=tmp_path).stdout.decode().splitlines()
    assert len(rows) == 4


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_output_is_utf_8_without_a_mark_whatever_the_locale(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    answer = scorecard("frameworks", "--language", "es", folder=tmp_path, **environment)
    assert answer.returncode == 0
    assert "Anticipación" in answer.stdout.decode("utf-8")
    assert not answer.stdout.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in answer.stdout


@pytest.mark.parametrize("words", [["reslts"], ["demo.scorecard"], ["resluts", "demo.scorecard"]])
def test_what_is_neither_verb_nor_file_exits_2_naming_the_nearest_verb(
    tmp_path: Path, words: list[str]
) -> None:
    answer = scorecard(*words, folder=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert "the nearest verb is" in answer.stderr.decode()


def test_without_a_display_the_window_says_what_is_lacking_and_exits_3(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux runs without a display")
    (tmp_path / "results").write_bytes(b"")
    for arguments in ([], ["./results"]):
        answer = scorecard(*arguments, folder=tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
        assert (answer.returncode, answer.stdout) == (3, b"")
        assert "display" in answer.stderr.decode()
        assert "Traceback" not in answer.stderr.decode()


def test_a_window_cannot_open_in_a_language_that_there_is_not(tmp_path: Path) -> None:
    assert scorecard("--language", "xx", folder=tmp_path).returncode == 1
    assert scorecard("--language", folder=tmp_path).returncode == 2


def test_the_name_of_a_verb_is_a_verb_even_where_a_file_has_it(tmp_path: Path) -> None:
    (tmp_path / "results").write_bytes(b"")
    assert scorecard("results", folder=tmp_path).returncode == 2


def test_selfcheck_tells_the_versions_and_saves_on_trial(tmp_path: Path) -> None:
    answer = scorecard("selfcheck", folder=tmp_path)
    assert answer.returncode == 0, answer.stderr.decode()
    for part in ("Python", "PySide6-Essentials", "SQLite", "Trial save", "offscreen"):
        assert part in answer.stdout.decode()
    assert list(tmp_path.iterdir()) == []


def test_without_a_system_library_the_window_and_selfcheck_name_the_command_that_supplies_it(
    tmp_path: Path,
) -> None:
    qt = tmp_path / "PySide6"
    qt.mkdir()
    reason = "libGL.so.1: cannot open shared object file"
    (qt / "__init__.py").write_text(f"raise ImportError({reason!r}, name='PySide6.QtGui')", encoding="utf-8")
    for arguments in ([], ["selfcheck"]):
        answer = scorecard(*arguments, folder=tmp_path, PYTHONPATH=str(tmp_path))
        assert answer.returncode == 3
        assert "libGL.so.1" in answer.stderr.decode()
        assert "apt-get install libgl1" in answer.stderr.decode()
        assert len(answer.stderr.decode().splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes and signals")
class TestStreams:
    """What happens when the other end goes away."""

    def test_a_reader_that_has_seen_enough_is_no_error(self, tmp_path: Path) -> None:
        command = [*COMMAND, "frameworks"]
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 0

    def test_a_closed_standard_output_is_no_error(self, tmp_path: Path) -> None:
        command = f'"{COMMAND[0]}" "{COMMAND[1]}" frameworks >&-'
        answer = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
        assert (answer.returncode, answer.stderr) == (0, b"")

    def test_ctrl_c_exits_130_with_one_line(self, tmp_path: Path) -> None:
        pipe = tmp_path / "framework.toml"
        os.mkfifo(pipe)
        command = [*COMMAND, "check", str(pipe)]
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            # Opening returns once the program reads at the other end.
            writing = pipe.open("wb")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate()
            writing.close()
        assert (process.returncode, out) == (130, b"")
        assert len(err.decode().splitlines()) == 1
