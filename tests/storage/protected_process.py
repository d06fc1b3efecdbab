"""A process without the rights of root that opens a file, tries to write, and tells what happened as JSON.

`python -m tests.storage.protected_process FILE`; root could write anywhere, so it becomes `nobody` first.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from scorecard.errors import Refusal
from scorecard.i18n import _
from scorecard.storage.store import Store
from tests.storage.evaluations import changing, plan_of

NOBODY = 65534


def main(path: Path) -> None:
    """Open the file, read it, change its title, create another beside it; say how each went."""
    told: dict[str, object] = {}
    try:
        with Store.open(path) as store:
            evaluation = store.snapshot().evaluation
            told |= {"reading": store.reading, "verified": store.verify() == ()}
            store.commit(changing(evaluation, replace(evaluation, title="Changed")), author="nobody")
            told["changed"] = "yes"
    except Refusal as refusal:
        told["changed"] = refusal.code
    try:
        Store.create(path.with_name("beside.scorecard"), plan_of().founding(), author="nobody").close()
        told["created"] = "yes"
    except Refusal as refusal:
        told["created"] = refusal.code
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    _("")  # Reads the catalogue while it may.
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    main(Path(sys.argv[1]))
