"""The page of programmes with up to 1,000 of them, and a list of 2,000 rows held against them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from scorecard.edits import programmes as edits
from scorecard.exchange.imports.programme_list import known_columns, read_pasted
from scorecard.exchange.imports.programme_plan import plan_programmes
from tests.bench.evaluations import file_of
from tests.bench.measure import SIZES, Measure, least, percentile
from tests.bench.window import Took, by_turns, clock, computing, opened, paint, program_in_sight, timed
from ui.pages.programmes import ProgrammesPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scorecard.model.snapshot import Snapshot

ROWS, TIMES, LIMIT = 2_000, 30, 50


def painted(work: Callable[[int], object]) -> Callable[[int], Took]:
    """The work with all that it has painted anew."""

    def until_painted(number: int) -> Took:
        def both() -> None:
            work(number)
            paint()

        return timed(both)

    return until_painted


def measures(folder: Path) -> Iterator[Measure]:
    """A change, a search, groups, and a pasted list."""
    program = program_in_sight()
    for programmes in SIZES:
        page = opened(program, file_of(folder, programmes), "programmes")
        assert isinstance(page, ProgrammesPage)
        session, of = program.session, {"programmes": programmes}
        assert session.workspace is not None
        chosen = session.workspace.snapshot.programmes[session.programme or ""]
        works: dict[str, Callable[[int], object]] = {
            "one of the programmes changed": lambda number, session=session, chosen=chosen: session.edit(
                edits.change, replace(chosen, note=f"note {number}")
            ),
            "programmes grouped anew": lambda number, page=page: page.found.group_by(
                "tags" if number % 2 else "region"
            ),
            "a programme looked for": lambda number, page=page: page.head.find.setText(
                f"number {number % 10}"
            ),
        }
        for name, work in works.items():
            (took,) = by_turns(painted(work), times=TIMES)
            yield Measure(name=f"{name}, painted", ours=median(computing(took)), **of)
            if programmes == SIZES[-1] and name.startswith("one of"):
                late = percentile(clock(took), 95)
                yield Measure(name=f"{name}, p95 by the clock", ours=late, bound=LIMIT, **of)
        yield pasted(session.workspace.snapshot, programmes)
    program.window.close()


def pasted(snapshot: Snapshot, programmes: int) -> Measure:
    """2,000 rows pasted, held against the programmes there are."""
    rows = (f"New programme number {n}\tChile\tRegion {n % 15}\tport; north" for n in range(ROWS))
    block = read_pasted("\n".join(("Name\tCountry\tRegion\tTags", *rows)))
    return least(
        "2,000 pasted rows planned",
        lambda: plan_programmes(snapshot, block, known_columns(block, 1), head=1),
        repeats=2,
        programmes=programmes,
    )
