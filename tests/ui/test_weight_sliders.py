"""Weights tried out on the Compare page: sliders re-rank at once, chances follow, and a set keeps them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from scorecard.edits.weights import add
from scorecard.model.evaluation import WeightSet
from ui.models.compare.ranking_rows import RankingRow
from ui.pages.compare import ComparePage
from ui.widgets.compare.ranking_panel import RankingPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.comparison import Comparison
    from ui.session import Session
    from ui.widgets.compare.weight_sliders import SectionLine
    from ui.widgets.page import Surroundings


@pytest.fixture
def page(session: Session, around: Callable[[Session], Surroundings], qtbot: QtBot) -> ComparePage:
    page = ComparePage(around(session))
    qtbot.addWidget(page)
    page.resize(1270, 700)
    page.show_view("ranking")
    page.show()
    return page


def panel(page: ComparePage) -> RankingPanel:
    view = page.view_named("ranking")
    assert isinstance(view, RankingPanel)
    return view


def line(page: ComparePage, section: str) -> SectionLine:
    return panel(page).sliders.lines[section]


def comparison(page: ComparePage) -> Comparison:
    assert page.comparison is not None
    return page.comparison


def shares(page: ComparePage) -> dict[str, float]:
    weights = comparison(page).section_weights.tolist()
    ids = [section.id for section in comparison(page).framework.sections]
    return dict(zip(ids, weights, strict=True))


def shown(page: ComparePage) -> list[RankingRow]:
    table = panel(page).table
    rows = [table._rows[place] for place in range(table.rowCount())]
    return [row for row in rows if isinstance(row, RankingRow)]


def settle(page: ComparePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel(page)._sureness.settled)


def naming(name: str) -> Any:
    """What a person does on the sheet that asks for a name."""

    def fill(dialog: QDialog) -> bool:
        dialog.name_field.setText(name)  # type: ignore[attr-defined]
        dialog.agreed()  # type: ignore[attr-defined]
        return dialog.result() == dialog.DialogCode.Accepted

    return fill


@pytest.mark.parametrize(
    ("key", "share"),
    [
        (Qt.Key.Key_Right, 0.21),
        (Qt.Key.Key_Left, 0.19),
        (Qt.Key.Key_PageUp, 0.25),
        (Qt.Key.Key_PageDown, 0.15),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 1.0),
    ],
)
def test_keys_move_a_slider_and_the_others_share_the_rest_alike(
    page: ComparePage, key: Qt.Key, share: float
) -> None:
    QTest.keyClick(line(page, "ADA").slider, key)
    rest = (1 - share) / 4
    assert shares(page) == pytest.approx({"ANT": rest, "ADA": share, "LUP": rest, "INT": rest, "EMB": rest})


def test_a_slider_follows_the_pointer(page: ComparePage) -> None:
    slider = line(page, "ANT").slider
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert shares(page)["ANT"] == pytest.approx(0.5)
    QTest.mouseMove(slider, QPoint(slider.width(), slider.height() // 2))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert shares(page)["ANT"] == 1


def test_no_slider_moves_away_while_weights_are_tried(page: ComparePage, qtbot: QtBot) -> None:
    settle(page, qtbot)
    QCoreApplication.processEvents()
    slider = line(page, "ANT").slider
    at, lines = slider.mapTo(page, QPoint(0, 0)), page._second.height()
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        QTest.keyClick(slider, key)
        QCoreApplication.processEvents()
        assert page._second.height() < lines
        assert slider.mapTo(page, QPoint(0, 0)) == at
        settle(page, qtbot)
        QCoreApplication.processEvents()
        assert slider.mapTo(page, QPoint(0, 0)) == at
    page.ask(rule="weakest")
    QCoreApplication.processEvents()
    assert slider.mapTo(page, QPoint(0, 0)).y() < at.y()


def test_the_ranking_is_at_once_that_of_the_engine(page: ComparePage, session: Session) -> None:
    before = [row.programme.key for row in shown(page)]
    line(page, "EMB").slider.setValue(0)
    assert session.workspace is not None
    expected = session.workspace.compare(comparison(page).question)
    order = [expected.programmes[row] for row in expected.ranking()]
    assert [row.programme for row in shown(page)] == order
    assert [row.score for row in shown(page)] == [expected.score[row] for row in expected.ranking()]
    assert before != [programme.key for programme in order]


def test_who_is_chosen_stays_chosen_at_another_place(page: ComparePage, session: Session) -> None:
    first = shown(page)[0].programme.key
    session.go_to(programme=first)
    line(page, "EMB").slider.setValue(0)
    place = [row.programme.key for row in shown(page)].index(first)
    assert place > 0
    assert panel(page).ranking.currentIndex().row() == place
    assert session.programme == first


def test_back_from_all_the_weight_the_others_have_theirs(page: ComparePage) -> None:
    line(page, "ANT").slider.setValue(40)
    before = shares(page)
    line(page, "ADA").slider.setValue(100)
    assert shares(page)["ANT"] == 0
    line(page, "ADA").slider.setValue(15)
    assert shares(page) == pytest.approx(before)


def test_the_handle_stands_at_the_share_and_says_it(page: ComparePage) -> None:
    line(page, "ANT").slider.setValue(40)
    assert line(page, "ADA").slider.value() == 15
    assert line(page, "ADA").share.text() == "15\N{NO-BREAK SPACE}%"
    assert line(page, "ADA").slider.accessibleName() == "Weight of Adaptation"


def test_the_band_is_where_the_leader_stays_first(page: ComparePage, qtbot: QtBot) -> None:
    assert page.study is not None
    for one in page.study.robustness.stability:
        assert line(page, one.section.id).slider.band == one.leader
        words = line(page, one.section.id).words
        assert words.startswith("stays first")
        assert line(page, one.section.id).slider.accessibleDescription() == words
    line(page, "ANT").slider.setValue(40)
    settle(page, qtbot)
    found = {one.section.id: one.leader for one in page.study.robustness.stability}
    assert line(page, "ADA").slider.band == found["ADA"]


def test_a_section_at_nothing_says_that_it_is_left_out(page: ComparePage, qtbot: QtBot) -> None:
    slider = line(page, "ANT").slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert line(page, "ANT").words == "left out at 0 %"
    settle(page, qtbot)
    assert (line(page, "ANT").words, slider.band) == ("left out at 0 %", None)
    QTest.keyClick(line(page, "ADA").slider, Qt.Key.Key_End)
    settle(page, qtbot)
    assert [line(page, id).words for id in ("ANT", "LUP")] == ["left out at 0 %"] * 2
    assert line(page, "ADA").words == "has all the weight"


def test_a_section_without_a_criterion_that_weighs_says_so_and_cannot_be_moved(
    page: ComparePage, session: Session
) -> None:
    section = comparison(page).framework.sections[0]
    kept = WeightSet(
        key="0" * 32,
        id="X",
        name="Without anticipation",
        framework="ptpr",
        criteria=tuple((criterion.id, 0.0) for criterion in section.criteria),
    )
    assert session.edit(add, kept)
    page.ask(weights=kept.key)
    assert line(page, "ANT").words == "none of its criteria has a weight"
    assert not line(page, "ANT").slider.isEnabled()
    assert line(page, "ADA").slider.isEnabled()


def test_under_the_weakest_no_band_is_defined(page: ComparePage) -> None:
    page.ask(rule="weakest")
    assert line(page, "ANT").slider.band is None
    assert line(page, "ANT").words == "not defined under this rule"


def test_a_section_is_switched_off_and_on_again(page: ComparePage) -> None:
    line(page, "ANT").slider.setValue(60)
    line(page, "INT").switch.click()
    assert comparison(page).question.without == ("INT",)
    assert shares(page)["INT"] == 0
    assert line(page, "INT").share.text() == "off"
    assert not line(page, "INT").slider.isEnabled()
    line(page, "INT").switch.click()
    assert shares(page)["ANT"] == pytest.approx(0.6)
    assert shares(page)["INT"] == pytest.approx(0.1)


def test_switching_everything_off_is_refused_and_the_former_answer_stays(
    page: ComparePage, session: Session
) -> None:
    refusals = QSignalSpy(session.refused)
    sections = [section.id for section in comparison(page).framework.sections]
    for id in sections[:-1]:
        line(page, id).switch.click()
    before = page.study
    line(page, sections[-1]).switch.click()
    assert refusals.count() == 1
    assert page.study is before
    assert line(page, sections[-1]).switch.isChecked()
    page.ask(average="median")
    assert refusals.count() == 1
    assert comparison(page).question.average == "median"
    assert comparison(page).question.without == tuple(sections[:-1])
    line(page, sections[0]).switch.click()
    assert comparison(page).question.without == tuple(sections[1:-1])


def test_reset_goes_back_to_the_weights_that_were_chosen(page: ComparePage) -> None:
    assert not panel(page).sliders.reset.isEnabled()
    line(page, "ANT").slider.setValue(60)
    line(page, "INT").switch.click()
    panel(page).sliders.reset.click()
    assert (comparison(page).question.tried, comparison(page).question.without) == ((), ())
    assert shares(page)["ANT"] == pytest.approx(0.2)
    assert line(page, "ANT").slider.value() == 20


def test_weights_that_are_tried_are_kept_as_a_set_and_undo_takes_it_away(
    page: ComparePage, session: Session, prompts: Any
) -> None:
    assert session.workspace is not None
    assert not panel(page).sliders.keep.isEnabled()
    line(page, "ANT").slider.setValue(60)
    before, scores = dict(session.workspace.snapshot.weights), comparison(page).score.tolist()
    prompts.fill = naming("Mostly anticipation")
    panel(page).sliders.keep.click()
    assert prompts.asked == ["KeepWeights"]
    (kept,) = session.workspace.snapshot.weights.keys() - before.keys()
    assert session.workspace.snapshot.weights[kept].name == "Mostly anticipation"
    assert (comparison(page).question.weights, comparison(page).question.tried) == (kept, ())
    assert comparison(page).score.tolist() == pytest.approx(scores)
    session.undo()
    assert session.workspace.snapshot.weights == before
    assert comparison(page).question.weights is None


def test_a_name_that_is_taken_keeps_the_sheet_open(page: ComparePage, session: Session, prompts: Any) -> None:
    assert session.workspace is not None
    before = dict(session.workspace.snapshot.weights)
    taken = next(one.name for one in before.values() if one.framework == "ptpr")
    line(page, "ANT").slider.setValue(60)
    prompts.fill = naming(taken)
    panel(page).sliders.keep.click()
    assert session.workspace.snapshot.weights == before
    assert comparison(page).question.tried


def test_weights_kept_from_a_set_keep_its_criteria(page: ComparePage, session: Session, prompts: Any) -> None:
    assert session.workspace is not None
    chosen = WeightSet(key="own", id="", name="Own", framework="ptpr", criteria=(("ptpr.ANT1", 3.0),))
    assert session.edit(add, chosen)
    page.ask(weights=chosen.key)
    line(page, "ANT").slider.setValue(60)
    prompts.fill = naming("Another")
    panel(page).sliders.keep.click()
    kept = session.workspace.snapshot.weights[comparison(page).question.weights or ""]
    assert kept.key != chosen.key
    assert kept.criteria == chosen.criteria
    assert dict(kept.sections)["ANT"] == pytest.approx(60)


def test_chances_follow_when_the_slider_pauses(page: ComparePage, qtbot: QtBot) -> None:
    from scorecard.analysis.sureness.robustness import Variation

    assert panel(page).ranking.chances_settled
    page.vary(Variation(weighting="near"))
    line(page, "ANT").slider.setValue(60)
    assert not panel(page).ranking.chances_settled
    assert page._sentence.text() == comparison(page).sentence()
    settle(page, qtbot)
    assert page.study is not None
    assert panel(page).ranking.chances_settled
    assert page._sentence.text() == page.study.robustness.sentences()[0]
    row = comparison(page).row(shown(page)[0].programme.key)
    assert list(shown(page)[0].chances) == page.study.robustness.acceptability[row].tolist()


def test_chances_over_any_weights_hold_whatever_is_tried(page: ComparePage, qtbot: QtBot) -> None:
    before = {row.programme.key: row.chances for row in shown(page)}
    line(page, "ANT").slider.setValue(60)
    assert panel(page).ranking.chances_settled
    settle(page, qtbot)
    for row in shown(page):
        assert row.chances == pytest.approx(before[row.programme.key], abs=0.02)


def test_what_is_varied_is_chosen_from_a_menu(page: ComparePage) -> None:
    menu = panel(page).varied_picker.menu_of_choices()
    next(one for one in menu.actions() if one.text().startswith("Near")).trigger()
    menu = panel(page).varied_picker.menu_of_choices()
    next(one for one in menu.actions() if one.text().startswith("Evaluators")).trigger()
    assert page.study is not None
    assert (page.study.variation.weighting, page.study.variation.evaluators) == ("near", True)
    words = panel(page).varied_picker.accessibleName()
    assert words.endswith("Chances: weights near those set, evaluators")


def test_what_is_varied_lasts_through_another_question_and_another_page(
    page: ComparePage, around: Callable[[Session], Surroundings], qtbot: QtBot
) -> None:
    page.vary(replace(page.study.variation, weighting="fixed"))  # type: ignore[union-attr]
    page.ask(average="median")
    panel(page).kind.set_current(1)
    again = ComparePage(around(page._session))
    qtbot.addWidget(again)
    again.take_up(page.kept())
    again.show()
    assert again.study is not None
    assert again.study.variation.weighting == "fixed"
    assert panel(again).shown == "sections"


def test_sections_stand_beside_the_score_instead_of_chances(page: ComparePage) -> None:
    columns = panel(page).table.columnCount()
    panel(page).kind.set_current(1)
    panel(page).kind.changed.emit(1)
    assert panel(page).table.columnCount() == columns - 1 + 5
    assert all(len(row.sections) == 5 for row in shown(page))


def test_where_there_is_little_room_the_weights_fold_away(page: ComparePage, qtbot: QtBot) -> None:
    page.resize(900, 560)
    assert panel(page).sliders.isHidden()
    panel(page).unfold.click()
    assert not panel(page).sliders.isHidden()
    assert panel(page).ranking.horizontalScrollBar().maximum() == 0
    page.resize(1270, 700)
    assert panel(page).unfold.isHidden()
    assert panel(page).shown == "chances"


def test_what_is_out_of_sight_is_said_and_reached(page: ComparePage) -> None:
    page.resize(1270, 500)
    assert panel(page).on.text().endswith("to 12 below")
    panel(page).on.click()
    panel(page).on.click()
    assert panel(page).on.isHidden()


def test_nobody_ranked_leaves_nothing_to_hold_but_weights_can_still_be_tried(page: ComparePage) -> None:
    thin = next(row.programme.key for row in shown(page) if (row.coverage or 0) < 1)
    page.ask(threshold=1.0, programmes=(thin,))
    assert not comparison(page).ranked
    assert line(page, "ANT").words == ""
    assert line(page, "ANT").slider.band is None
    line(page, "ANT").slider.setValue(60)
    assert shares(page)["ANT"] == pytest.approx(0.6)
