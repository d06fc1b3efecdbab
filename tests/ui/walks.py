"""Walks through the whole window, and the reviewed texts of what a screen reader is told: python -m tests.ui.walks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TREES = Path(__file__).parent / "accessible"


class Walk(NamedTuple):
    """A person before the window: language, theme, logical size of the window, and how much all is enlarged."""

    language: str
    theme: str
    width: int = 1366
    height: int = 690
    scale: int = 1


ENGLISH = Walk("en", "light")
WALKS = {
    "English, light": ENGLISH,
    "Spanish, dark, at 200 % on the smallest screen": Walk("es", "dark", 1024, 600, 2),
}


def walk(asked: Walk) -> dict[str, dict[str, Any]]:
    """What is found on every page and sheet, by its name."""
    with tempfile.TemporaryDirectory() as home:
        screen = Path(home) / "screen.json"
        size = {"width": asked.width * asked.scale, "height": asked.height * asked.scale}
        one = {"name": "screen", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, **size}
        screen.write_text(json.dumps({"screens": [one]}), encoding="utf-8")
        words = [home, asked.language, asked.theme, str(asked.width), str(asked.height)]
        run = subprocess.run(
            [sys.executable, "-m", "tests.ui.walking_process", *words],
            cwd=ROOT,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
                "QT_SCALE_FACTOR": str(asked.scale),
            },
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    if run.returncode:
        raise AssertionError(run.stderr)
    found: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return found


def steady(tree: str) -> str:
    """A tree without what is another at each moment: dates, times, keys of edits."""
    tree = re.sub(r"\d{4}-\d\d-\d\d", "(date)", tree)
    tree = re.sub(r"\b\d\d:\d\d(:\d\d)?\b", "(time)", tree)
    return re.sub(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?\b", "(key)", tree)


def reviewed(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The trees that are kept: of the frame and of every page; sheets are walked, and not kept."""
    return {name: steady(one["tree"]) for name, one in found.items() if not name.startswith("sheet-")}


def main() -> None:
    """Write the trees anew, for a person to read what changed in them."""
    trees = reviewed(walk(ENGLISH))
    TREES.mkdir(exist_ok=True)
    for path in TREES.glob("*.txt"):
        if path.stem not in trees:
            path.unlink()
    for name, tree in trees.items():
        (TREES / f"{name}.txt").write_text(tree, encoding="utf-8")


if __name__ == "__main__":
    main()
