"""First paint of the real window against that of a bare `QMainWindow`, each in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
STARTS = 15

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print("painted", flush=True)
        application.quit()
application = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""

OURS = """
from PySide6.QtWidgets import QApplication
from ui.app import Program
from ui.preferences import Preferences
from ui.prompts import Prompts
application = QApplication([])
program = Program(application, Prompts(), Preferences.load())
def painted():
    print("painted", flush=True)
    application.quit()
program.window.resize(1366, 768)
program.window.painted.connect(painted)
program.window.show()
application.exec()
"""


WHOLE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Program
from ui.preferences import Preferences
from ui.prompts import Prompts
application = QApplication([])
program = Program(application, Prompts(), Preferences.load())
def painted():
    program.window.repaint()
    print("painted", flush=True)
    application.quit()
program.window.resize(1366, 768)
program.begin(None)
program.window.painted.connect(lambda: QTimer.singleShot(0, painted))
application.exec()
"""


def seconds_to_paint(script: str, home: str) -> float:
    """Seconds from starting a process until it says that its window has painted."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        # As on a person's machine from the second start on: both sides find their byte code compiled.
        "PYTHONPYCACHEPREFIX": home,
        "PYTHONDONTWRITEBYTECODE": "",
    }
    begun = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = perf_counter() - begun
        process.communicate()
    if line.strip() != "painted":
        raise RuntimeError("the window never painted")
    return took


def measured() -> dict[str, float]:
    """Median seconds to the first paint of both and to the whole start page, started in turn, and the ratios."""
    with tempfile.TemporaryDirectory() as home:
        scripts = (BARE, OURS, WHOLE)
        for script in scripts:
            seconds_to_paint(script, home)
        starts = [[seconds_to_paint(script, home) for script in scripts] for _start in range(STARTS)]
    bare, ours, whole = (statistics.median(column) for column in zip(*starts, strict=True))
    return {"bare": bare, "ours": ours, "ratio": ours / bare, "whole": whole, "whole ratio": whole / bare}


def main() -> None:
    """Print the figures; the limit is the one of the issue that built the window."""
    found = measured()
    print(f"first paint: bare {found['bare'] * 1e3:.0f} ms, ours {found['ours'] * 1e3:.0f} ms")
    print(f"ratio {found['ratio']:.2f} (limit 1.5)")
    print(f"start page complete: {found['whole'] * 1e3:.0f} ms, ratio {found['whole ratio']:.2f}")


if __name__ == "__main__":
    main()
