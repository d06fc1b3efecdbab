"""The page of programmes with 1,000 of them, and a list of 2,000 rows held against them."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from scorecard.edits import people, programmes, scores
from scorecard.exchange.programme_list import known_columns, read_pasted
from scorecard.exchange.programme_plan import plan_programmes
from scorecard.model.edit import Change
from scorecard.model.programme import Programme
from scorecard.model.record import new_key
from scorecard.model.score import Score
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.programmes import ProgrammesPage
    from ui.session import Session

PROGRAMMES, ROWS, REPEATS = 1_000, 2_000, 30


def founded(path: Path) -> None:
    """A file with every criterion of every programme answered by two evaluators."""
    with Workspace.create(path, language="en") as workspace:
        added = [
            Programme(
                key=new_key(),
                id=f"P{place}",
                name=f"Supplier programme number {place}",
                country=("Chile", "Peru")[place % 2],
                region=f"Region {place % 15}",
                tags=(f"tag {place % 7}",),
            )
            for place in range(PROGRAMMES)
        ]
        workspace.edit(programmes.take_in, added)
        for name in ("Ana", "Luis"):
            workspace.edit(people.add_evaluator, name, "independent")
        snapshot = workspace.snapshot
        said = [
            Score(
                programme=one.key,
                evaluator=evaluator,
                round=snapshot.round().key,
                criterion=each.id,
                value="2",
            )
            for one in added
            for evaluator in snapshot.evaluators
            for framework in snapshot.ordered_frameworks()
            for each in framework.criteria
        ]
        workspace.commit(scores.take_in(tuple(Change(before=None, after=one) for one in said), len(said)))


def page_on(session: Session, folder: Path) -> ProgrammesPage:
    """The page in sight on that file."""
    from ui.actions import Actions
    from ui.pages.programmes import ProgrammesPage
    from ui.preferences import Preferences
    from ui.prompts import Prompts
    from ui.tasks import Tasks
    from ui.theme import Theme
    from ui.widgets.page import Surroundings

    theme = Theme()
    theme.apply("light")
    preferences = Preferences(path=folder / "preferences.toml", language="en", theme="light")
    page = ProgrammesPage(Surroundings(session, theme, Prompts(), Tasks(), Actions(session), preferences))
    page.resize(1270, 640)
    page.show()
    return page


def milliseconds(work: Callable[[int], object]) -> list[float]:
    """How long the work takes each time, with what it has painted anew; the first three times are for warming up."""
    taken = []
    for place in range(REPEATS + 3):
        start = perf_counter()
        work(place)
        QApplication.processEvents()
        taken.append((perf_counter() - start) * 1000)
    return taken[3:]


def main() -> None:
    """Print the table."""
    application = QApplication(["bench", "-style", "fusion"])
    from ui.session import Session

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.scorecard"
        founded(path)
        session = Session()
        session.open(path)
        page = page_on(session, Path(folder))
        application.processEvents()
        workspace = session.workspace
        if workspace is None:
            raise SystemExit("the bench file did not open")
        session.choose_evaluator(workspace.snapshot.ordered_evaluators()[0].key)
        chosen = workspace.snapshot.programmes[session.programme or ""]
        text = "Name\tCountry\tRegion\tTags\n" + "\n".join(
            f"New programme number {place}\tChile\tRegion {place % 15}\tport; north" for place in range(ROWS)
        )
        block = read_pasted(text)
        measures = {
            "change one of 1,000": milliseconds(
                lambda place: session.edit(programmes.change, replace(chosen, note=f"note {place}"))
            ),
            "find a word": milliseconds(lambda place: page.head.find.setText(f"number {place}")),
            "group by tag": milliseconds(
                lambda place: page.found.group_by("tags" if place % 2 else "region")
            ),
            "plan 2,000 rows": milliseconds(
                lambda _place: plan_programmes(workspace.snapshot, block, known_columns(block, 1), head=1)
            ),
        }
        for work, taken in measures.items():
            p95 = quantiles(taken, n=20, method="inclusive")[18]
            print(f"{work:22} {median(taken):7.1f} ms (p95 {p95:.1f})")
        session.close()


if __name__ == "__main__":
    main()
