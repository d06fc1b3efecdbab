"""First paint, and memory at that moment, beside a bare `QMainWindow` and beside novelWriter where it is installed.

Each start is a process of its own; they take turns. The times are of the processor, from the start of the interpreter.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.evaluations import file_of
from tests.bench.measure import SIZES, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
STARTS, OPENINGS = 15, 3

TELL = """
def told():
    import os
    from pathlib import Path
    from time import process_time
    status = Path("/proc/self/status").read_text().split()
    print(process_time() * 1000, int(status[status.index("VmHWM:") + 1]) / 1024, flush=True)
    os._exit(0)
"""

BARE = f"""{TELL}
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        told()
application = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""

OURS = f"""{TELL}
from PySide6.QtWidgets import QApplication
from ui.app import Program
from ui.preferences import Preferences
from ui.prompts import Prompts
application = QApplication([])
program = Program(application, Prompts(), Preferences.load())
program.window.resize(1366, 768)
program.window.painted.connect(told)
program.window.show()
application.exec()
"""

WHOLE = f"""{TELL}
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Program
from ui.preferences import Preferences
from ui.prompts import Prompts
application = QApplication([])
program = Program(application, Prompts(), Preferences.load())
def painted():
    program.window.repaint()
    told()
program.window.resize(1366, 768)
program.begin(Path(sys.argv[1]) if sys.argv[1:] else None)
program.window.painted.connect(lambda: QTimer.singleShot(0, painted))
application.exec()
"""

NOVELWRITER = f"""{TELL}
import novelwriter
from novelwriter import guimain
guimain.GuiMain.paintEvent = lambda window, event: told()
novelwriter.main([])
"""


def measures(folder: Path) -> Iterator[Measure]:
    """The first paint, the start page complete, and an evaluation opened from the start."""
    own = Path(sys.executable)
    starts = {"bare": (own, BARE), "ours": (own, OURS), "whole": (own, WHOLE)}
    novelwriter = shutil.which("novelwriter")
    if novelwriter is not None:
        starts["novelwriter"] = (Path(novelwriter).with_name("python3"), NOVELWRITER)
    told = started(starts, folder, STARTS)
    (bare, bare_peak), (ours, our_peak), (whole, _) = (told[name] for name in ("bare", "ours", "whole"))
    window = "a bare QMainWindow"
    yield Measure(name="first paint", ours=ours, rival=bare, beside=window, bound=1.5)
    yield Measure(name="start page complete", ours=whole, rival=bare, beside=window)
    yield Measure(name="memory at the first paint", ours=our_peak, rival=bare_peak, unit="MB", beside=window)
    name = "start page complete, beside novelWriter"
    if novelwriter is None:
        yield Measure(name=name, skipped="novelWriter is not installed")
    else:
        yield Measure(
            name=name, ours=whole, rival=told["novelwriter"][0], beside="its first paint, no project"
        )
    for programmes in SIZES:
        path = file_of(folder, programmes)
        time, memory = started({"opened": (own, WHOLE)}, folder, OPENINGS, str(path))["opened"]
        yield Measure(name="start with a file, to its page", ours=time, programmes=programmes)
        yield Measure(name="memory with the file open", ours=memory, unit="MB", programmes=programmes)


def started(
    starts: dict[str, tuple[Path, str]], folder: Path, times: int, *arguments: str
) -> dict[str, tuple[float, float]]:
    """Start each so often in turn, once more to have its byte code compiled: median milliseconds and MB."""
    found: dict[str, list[list[float]]] = {name: [] for name in starts}
    # As on a person's machine from the second start on: every side finds its byte code compiled.
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(folder / "bytes"), "PYTHONDONTWRITEBYTECODE": ""}
    for _time in range(times + 1):
        for name, (interpreter, script) in starts.items():
            command = [str(interpreter), "-c", script, *arguments]
            done = subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
            )
            found[name].append([float(part) for part in done.stdout.split()[-2:]])
    return {
        name: (median(row[0] for row in told[1:]), median(row[1] for row in told[1:]))
        for name, told in found.items()
    }
