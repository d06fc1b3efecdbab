"""Forms for 200 evaluators, one programme each and then thirty: time, memory, and the revisions behind their cells."""

from __future__ import annotations

import sys
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scorecard.edits import people
from scorecard.exchange.form import write_forms
from scorecard.exchange.form_plan import FormPlan, plan_forms
from scorecard.workspace import Workspace

EVALUATORS = 200


def main() -> None:
    """Print one line a measurement."""
    with TemporaryDirectory() as folder, evaluation(Path(folder) / "e.scorecard") as workspace:
        for programmes in (1, 30):
            plan = planned(workspace, programmes)
            start = perf_counter()
            mailing = workspace.mailing(plan, datetime.now(UTC))
            gathered = perf_counter() - start
            start = perf_counter()
            if programmes > 1:
                mailing = replace(mailing, forms=mailing.forms[:10])
            written = write_forms(mailing, Path(folder) / str(programmes))
            print(
                f"{len(written)} forms of {programmes}: gathered for {len(plan.forms)} in {gathered:.2f} s, "
                f"written and read back in {perf_counter() - start:.2f} s"
            )
        small = replace(workspace.mailing(planned(workspace, 1), datetime.now(UTC)))
        tracemalloc.start()
        write_forms(small, Path(folder) / "again")
        print(f"memory of 200 forms beyond what was there: {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")


def evaluation(path: Path) -> Workspace:
    """The sample of mining with two hundred evaluators."""
    workspace = Workspace.create(path, sample="mining", language="en")
    for number in range(EVALUATORS):
        workspace.edit(people.add_evaluator, f"Evaluator {number}", "independent", f"e{number}")
    return workspace


def planned(workspace: Workspace, programmes: int) -> FormPlan:
    """Forms about so many programmes for everybody that was added."""
    snapshot = workspace.snapshot
    round = snapshot.round().key
    return plan_forms(
        snapshot,
        framework=snapshot.framework_in("ptpr", round),
        round=round,
        evaluators=[snapshot.evaluator(f"e{number}").key for number in range(EVALUATORS)],
        programmes=[one.key for one in snapshot.ordered_programmes()[:programmes]],
        owed=False,
        language="en",
        made_at=datetime.now(UTC),
    )


if __name__ == "__main__":
    main()
