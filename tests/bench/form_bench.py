"""Forms for 200 evaluators, one programme each and then thirty: time and memory."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.edits import people
from scorecard.exchange.forms.form import write_forms
from scorecard.exchange.forms.plan import FormPlan, plan_forms
from scorecard.workspace import Workspace
from tests.bench.measure import Measure, spent

if TYPE_CHECKING:
    from collections.abc import Iterator

EVALUATORS, LARGE = 200, 10


def measures(folder: Path) -> Iterator[Measure]:
    """What is gathered for all, what writing and reading back takes a form, and the memory of all."""
    with mining(folder / "forms.scorecard", EVALUATORS) as workspace:
        small = None
        for programmes, count in ((1, EVALUATORS), (30, LARGE)):
            plan = planned(workspace, EVALUATORS, programmes)
            gathered = spent(lambda: workspace.mailing(plan, datetime.now(UTC)))  # noqa: B023 (run at once)
            yield Measure(
                name=f"gathered for 200 forms of {programmes} programmes"
                if programmes > 1
                else "gathered for 200 forms",
                ours=gathered,
            )
            mailing = workspace.mailing(plan, datetime.now(UTC))
            mailing = replace(mailing, forms=mailing.forms[:count])
            small = small or mailing
            target = folder / f"sent-{programmes}"
            written = spent(lambda: write_forms(mailing, target))  # noqa: B023 (run at once)
            words = "one programme" if programmes == 1 else f"{programmes} programmes"
            yield Measure(name=f"one form of {words}, written and checked", ours=written / count)
        tracemalloc.start()
        write_forms(small, folder / "sent-again")
        most = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        yield Measure(name="memory of writing 200 forms, beyond what was there", ours=most, unit="MB")


def mining(path: Path, evaluators: int) -> Workspace:
    """The sample of mining with so many evaluators more."""
    workspace = Workspace.create(path, sample="mining", language="en")
    for number in range(evaluators):
        workspace.edit(people.add_evaluator, f"Evaluator number {number}", "independent", f"e{number}")
    return workspace


def planned(workspace: Workspace, evaluators: int, programmes: int) -> FormPlan:
    """Forms about so many programmes for everybody that was added."""
    snapshot = workspace.snapshot
    round = snapshot.round().key
    return plan_forms(
        snapshot,
        framework=snapshot.framework_in("ptpr", round),
        round=round,
        evaluators=[snapshot.evaluator(f"e{number}").key for number in range(evaluators)],
        programmes=[one.key for one in snapshot.ordered_programmes()[:programmes]],
        owed=False,
        language="en",
        made_at=datetime.now(UTC),
    )
