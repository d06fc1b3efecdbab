"""One bench in a process of its own: its measures as lines of JSON, for the suite to gather."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path


def main(name: str, folder: Path) -> None:
    """Run a bench; what it keeps lies in this folder, and no setting of the person who runs it is read."""
    home = str(folder / "home")
    os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for measure in import_module(f"tests.bench.{name}_bench").measures(folder):
        print(json.dumps(measure.to_json()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
