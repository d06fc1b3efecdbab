"""The wiring: up before anything heavy, and clear words where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.errors import Lacking
from ui.app import need_display

ROOT = Path(__file__).resolve().parents[2]

AT_FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import Program
from ui.preferences import Preferences
from ui.prompts import Prompts

application = QApplication([])
program = Program(application, Prompts(), Preferences(path=Path(sys.argv[1])))

def painted():
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
    application.quit()

program.window.painted.connect(painted)
program.window.show()
application.exec()
"""


def test_nothing_heavy_is_loaded_when_the_window_first_paints(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, str(tmp_path / "preferences.toml")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(run.stdout.split())
    assert "PySide6" in loaded
    assert not loaded & {"matplotlib", "numpy", "openpyxl", "pandas", "xlsxwriter", "sqlite3"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_display_it_says_so_and_exits_3() -> None:
    screenless = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    run = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=screenless, capture_output=True, text=True, check=False
    )
    assert run.returncode == 3
    assert "There is no display" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(Lacking) as refusal:
        need_display()
    assert refusal.value.exit_code == 3
    assert ":987" in str(refusal.value) or "apt-get install" in str(refusal.value)
