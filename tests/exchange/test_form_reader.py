"""Filled forms come back: by the key of their rows, exactly, and with every mistake in its cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scorecard.workspace import Workspace
from tests.exchange.filled_forms import cell_of, opened, send_form


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "w.scorecard", sample="workshop", language="en") as workspace:
        yield workspace


def test_a_filled_form_comes_back_as_the_scores_that_were_said(workshop: Workspace, tmp_path: Path) -> None:
    places = {code: cell_of(workshop, "marta", "W01", f"ptpr.{code}") for code in ("ANT1", "ANT2", "ANT3")}
    for place in places.values():
        workshop.set_value(place, "")
    form = send_form(workshop, tmp_path / "form.xlsx", "marta")
    with opened(form) as of:
        of("W01").say("ANT1", 3, "W01-01; p. 4", "Seen")
        of("W01").say("ANT2", "ne")
        of("W01").say("ANT3", " NA ", "", "Not in this region")
    plan = workshop.import_scores([form])
    assert (plan.problems, plan.conflicts, plan.applied) == ((), (), 3)
    said = {code: workshop.score(place) for code, place in places.items()}
    assert [score.value for score in said.values()] == ["3", "NE", "NA"]
    assert [score.note for score in said.values()] == ["Seen\nEvidence: p. 4", "", "Not in this region"]
    assert [workshop.snapshot.evidence[key].id for key in said["ANT1"].cites] == ["W01-01"]
    assert workshop.import_scores([form]).applied == 0
