"""A process that merges one package into one file, for others to kill, starve or run beside it.

`python -m tests.storage.merging_process FILE PACK [LIMIT]` says `ready` when everything is planned and `done` or the
code of a refusal in the end. LIMIT is the greatest size in bytes that it may give to a file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.exchange.merging.package_reader import read_package
from scorecard.workspace import Workspace


def main(path: Path, pack: Path) -> None:
    """Merge, or say why not."""
    try:
        with Workspace.open(path) as workspace:
            plan = workspace.merge_plan([read_package(pack)])
            print("ready", flush=True)  # noqa: T201
            workspace.merge(plan)
    except Refusal as refusal:
        print(refusal.code, flush=True)  # noqa: T201
    else:
        print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) > 3:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    main(Path(sys.argv[1]), Path(sys.argv[2]))
