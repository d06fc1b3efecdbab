"""Workbooks from strangers are read with the parser made for them, though lxml is installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys


def test_openpyxl_does_not_read_with_lxml() -> None:
    assert importlib.util.find_spec("lxml") is not None
    code = "import scorecard.exchange.reading, openpyxl; print(openpyxl.LXML, openpyxl.DEFUSEDXML)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "True"]
