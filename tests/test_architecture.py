"""The laws of the house that import-linter cannot see, because they concern what is loaded and when."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("matplotlib", "numpy", "openpyxl", "pandas", "xlsxwriter")


def loaded_by(statement: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_terminal_never_loads_qt() -> None:
    assert not loaded_by("import main, scorecard.cli, scorecard.workspace") & {"PySide6", "shiboken6"}


def test_the_window_is_up_before_anything_heavy_is_loaded() -> None:
    assert not loaded_by("import main, ui.app, ui.main_window") & set(HEAVY)


def test_the_entry_itself_loads_neither_room() -> None:
    assert not loaded_by("import main") & {"PySide6", *HEAVY}


@pytest.mark.parametrize("package", ["scorecard", "ui"])
def test_every_module_opens_with_a_sentence_on_why_it_exists(package: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.read_text(encoding="utf-8").strip()
        and not path.read_text(encoding="utf-8").startswith(('"""', "#!"))
    ]
    assert silent == []
