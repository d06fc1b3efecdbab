"""How sure the ranking is: at once where that is quick, in a pause, or in the background."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QSignalSpy

from scorecard.analysis.sureness.robustness import Variation
from scorecard.edits.programmes import take_in
from ui.models.compare.sureness import Sureness
from ui.pages.compare import ComparePage
from ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from scorecard.analysis.study import Study
    from ui.tasks import Tasks
    from ui.widgets.page import Surroundings

MANY = Variation(missing=True, evaluators=True)


@pytest.fixture
def study(session: Any) -> Study:
    return session.workspace.study(session.workspace.question("ptpr"))  # type: ignore[no-any-return]


def weighing(study: Study, section: str, share: float) -> Study:
    return study.asking(replace(study.question, tried=((section, share),)))


def test_of_few_programmes_it_is_known_at_once(study: Study) -> None:
    sureness = Sureness()
    sureness.follow(study)
    assert sureness.settled
    assert sureness.sentences()[0] == study.robustness.sentences()[0]


def test_while_weights_move_it_waits_for_a_pause_and_says_who_leads(study: Study, qtbot: QtBot) -> None:
    sureness = Sureness()
    sureness.follow(study)
    moved = weighing(study, "ANT", 3.0)
    sureness.follow(moved)
    assert not sureness.settled
    assert sureness.sentences()[0] == moved.comparison.sentence()
    with qtbot.waitSignal(sureness.found):
        pass
    assert sureness.robustness is moved.robustness
    assert sureness.settled


def test_chances_over_any_weights_hold_while_the_same_sections_count(study: Study) -> None:
    sureness = Sureness()
    sureness.follow(study)
    sureness.follow(weighing(study, "ANT", 3.0))
    assert sureness.chances_hold
    sureness.follow(weighing(study, "ANT", 0.0))
    assert not sureness.chances_hold


def test_chances_near_the_weights_do_not_hold(study: Study) -> None:
    near = study.asking(study.question, Variation(weighting="near"))
    sureness = Sureness()
    sureness.follow(near)
    sureness.follow(weighing(near, "ANT", 3.0))
    assert not sureness.chances_hold


def test_what_another_view_has_found_is_known(study: Study) -> None:
    sureness = Sureness()
    other = study.asking(study.question, MANY)
    assert other.robustness
    sureness.follow(other)
    assert sureness.settled


def test_of_many_programmes_it_is_found_in_the_background_and_shown(
    around: Callable[[Session], Surroundings], tasks: Tasks, qtbot: QtBot, sample: Callable[[str], Path]
) -> None:

    session = Session()
    assert session.open(sample("mining"))
    assert session.workspace is not None
    first = next(iter(session.workspace.snapshot.programmes.values()))
    more = [replace(first, key=f"more{n}", id=f"M{n}", name=f"More {n}", short="") for n in range(80)]
    assert session.edit(take_in, more)
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.vary(MANY)
    page.show_view("ranking")
    started = QSignalSpy(tasks.started)
    page.show()
    qtbot.waitUntil(lambda: page.study is not None and page.study.knows_robustness and not tasks.busy)
    assert started.count() == 1
    assert page._sentence.text() == page.study.robustness.sentences()[0]  # type: ignore[union-attr]
    panel = page.view_named("ranking")
    panel.sliders.lines["A"].slider.setValue(60)
    qtbot.waitUntil(lambda: panel._sureness.settled)
    assert started.count() == 1, "chances that hold are not drawn again"
    assert not page.study.knows_robustness  # type: ignore[union-attr]
    assert page.study.robustness.stability == panel._sureness.robustness.stability  # type: ignore[union-attr]
    session.close()
