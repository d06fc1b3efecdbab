"""Slides of the wall: every text is legible and whole, no vote and no name is shown that may not be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from scorecard.edits import workshop as agendas
from scorecard.edits import workshop_cells as cells
from scorecard.model.workshop import Place
from tests.analysis.evaluations import case_of
from tests.edits.workshops import FIRST, NOON, SECOND, Held, begun
from tests.ui.walls import NAMED, SECRET, drawn, drawn_on_all, faults, workshop_of, workshops
from ui.models.wall.slides import SLIDES, slide_name, slides_of
from ui.widgets.wall.ink import Dot, Words
from ui.widgets.wall.slide import WallSlide

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from scorecard.analysis.workshops.workshop import Workshop
    from ui.theme import Theme

GENERATED = settings(
    max_examples=25,
    # A whole workshop takes minutes to be made smaller.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PLACE = Place("P1", "round", "f.A1")
SIZES = (QSize(1280, 720), QSize(1024, 768), QSize(1920, 1080), QSize(640, 300))


@pytest.fixture
def slide(qtbot: QtBot, theme: Theme) -> WallSlide:
    made = WallSlide(theme)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    return made


def show(slide: WallSlide, held: Held, id: str = "item") -> list[str]:
    """The texts of the slide's first page once the workshop is shown."""
    slide.show_workshop(held.workshop())
    slide.show_slide(id)
    return drawn(slide)


def dots(slide: WallSlide) -> list[bool]:
    """The dots of the page, whether they are hollow."""
    return [mark.hollow for mark in slide.marks() if isinstance(mark, Dot)]


def vote(held: Held, evaluator: str, value: str) -> None:
    held.do(cells.vote, held.score(FIRST, evaluator), FIRST, evaluator, value)


@GENERATED
@given(workshop=workshops(), size=st.sampled_from(SIZES))
def test_every_text_of_every_page_is_legible_inside_and_apart_from_the_others(
    slide: WallSlide, workshop: Workshop, size: QSize
) -> None:
    slide.resize(size)
    slide.show_workshop(workshop)
    slide.show_clock("over time 100:00", over=True)
    for id in SLIDES:
        slide.show_slide(id)
        for page in range(slide.pages):
            slide.go_to_page(page)
            assert not faults(slide), (id, page)


@GENERATED
@given(workshop=workshops())
def test_no_evaluator_is_named_unless_that_is_asked_for_permitted_and_revealed(
    slide: WallSlide, workshop: Workshop
) -> None:
    slide.show_workshop(workshop)
    for asked in (False, True):
        slide.show_names(asked)
        for id in SLIDES:
            slide.show_slide(id)
            said = " ".join(drawn_on_all(slide))
            hand, agenda = workshop.at_hand, workshop.agenda
            public = hand is not None and hand.discussion.stage in ("revealed", "settled")
            permitted = agenda is not None and not agenda.hides_evaluators
            assert SECRET not in said or (asked and permitted and public and id == "item")


@GENERATED
@given(workshop=workshops(stage="revealed"))
def test_names_are_there_once_they_are_asked_for_and_permitted(slide: WallSlide, workshop: Workshop) -> None:
    slide.show_workshop(workshop)
    slide.show_slide("item")
    slide.show_names(True)
    hand, agenda = workshop.at_hand, workshop.agenda
    assert hand is not None
    assert agenda is not None
    has_spoken = len(hand.missing) < len(hand.voters)
    assert (SECRET in " ".join(drawn_on_all(slide))) == (has_spoken and not agenda.hides_evaluators)


@GENERATED
@given(workshop=workshops())
def test_no_programme_is_named_where_the_agenda_hides_names(slide: WallSlide, workshop: Workshop) -> None:
    slide.show_workshop(workshop)
    for id in SLIDES:
        slide.show_slide(id)
        said = " ".join(drawn_on_all(slide))
        assert not (workshop.agenda and workshop.agenda.hides_programmes) or NAMED not in said


@GENERATED
@given(workshop=workshops(stage="scoring"), said=st.integers(0, 4))
def test_a_private_vote_changes_nothing_on_any_slide(slide: WallSlide, workshop: Workshop, said: int) -> None:
    study, hand = workshop.study, workshop.at_hand
    assert hand is not None
    values = study.cube.values.copy()
    values[study.cube.programmes.index(hand.discussion.programme), :, 0] = said
    voted = type(study)(
        study.snapshot, replace(study.cube, values=values), study.question, lambda _round: None
    )
    for id in SLIDES:
        slide.show_slide(id)
        slide.show_workshop(workshop)
        before = drawn_on_all(slide)
        slide.show_workshop(type(workshop)(voted))
        assert drawn_on_all(slide) == before


def test_a_cell_that_is_scored_again_in_private_stays_as_it_was_revealed(slide: WallSlide) -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    before = show(slide, held, "ranking")
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ben", "4")
    assert show(slide, held, "ranking") == before
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert show(slide, held, "ranking") != before


def test_before_anything_is_shown_the_slide_says_that_no_workshop_is_open(slide: WallSlide) -> None:
    assert drawn(slide) == ["No workshop is open."]


def test_an_empty_agenda_says_so(slide: WallSlide) -> None:
    slide.show_workshop(workshop_of(case_of({"A": 1}, {})))
    for id in SLIDES:
        slide.show_slide(id)
        assert drawn(slide)
    slide.show_slide("item")
    assert drawn(slide)[0] == "There is nothing on the agenda yet."


def test_while_votes_are_private_the_wall_counts_them_and_says_no_value(slide: WallSlide) -> None:
    held = begun()
    held.do(cells.begin_scoring, FIRST)
    vote(held, "ana", "3")
    assert "1 of 3 have scored" in show(slide, held)
    assert dots(slide) == [False, True, True]


def test_votes_that_are_revealed_are_dots_in_ink_with_no_evidence_hollow_and_apart(slide: WallSlide) -> None:
    held = begun()
    held.do(cells.begin_scoring, FIRST)
    for evaluator, value in (("ana", "3"), ("ben", "1"), ("eva", "NE")):
        vote(held, evaluator, value)
    held.do(cells.reveal, held.said(FIRST), FIRST)
    said = show(slide, held)
    assert dots(slide) == [False, False, True]
    assert "3 of 3 scored" in said
    assert any(one.startswith("From 1 to 3") for one in said)


def test_names_of_those_who_said_it_stand_there_only_on_demand_and_where_permitted(slide: WallSlide) -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    assert "ana" not in show(slide, held)
    slide.show_names(True)
    assert "ana" not in drawn(slide)
    assert held.agenda is not None
    held.do(agendas.change_agenda, replace(held.agenda, hides_evaluators=False))
    assert "ana" in show(slide, held)
    slide.show_names(False)
    assert "ana" not in drawn(slide)


def test_an_agreement_is_told_with_its_reason_and_where_levels_were_before_and_after(
    slide: WallSlide,
) -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    vote(held, "ben", "3")
    held.do(cells.agree, held.said(FIRST), FIRST, "4", "The decree says so.")
    held.do(agendas.go_to, FIRST)
    said = show(slide, held)
    assert "Agreed: 4" in said
    assert {"The decree says so.", "0 to 4", "2 to 4"} <= set(said)


def test_a_dissent_is_told_in_its_words(slide: WallSlide) -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    held.do(cells.dissent, held.said(FIRST), FIRST, "ana", "The decree was never applied.")
    held.do(agendas.go_to, FIRST)
    said = show(slide, held)
    assert {"No agreement", "The decree was never applied."} <= set(said)


def test_an_edit_changes_the_slide_at_once_and_keeps_its_page(slide: WallSlide) -> None:
    held = begun()
    said = show(slide, held, "agenda")
    held.do(agendas.skip_item, SECOND)
    assert drawn(slide) == said
    assert "skipped" in show(slide, held, "agenda")


def test_another_stage_begins_with_its_first_page(slide: WallSlide) -> None:
    held = begun()
    held.do(cells.reveal, held.said(FIRST), FIRST)
    show(slide, held)
    assert slide.pages == 2
    slide.step(1)
    show(slide, held)
    assert slide.page == 1
    held.do(cells.begin_scoring, FIRST)
    show(slide, held)
    assert slide.page == 0


def test_hidden_programmes_have_letters_in_the_order_of_their_ids(slide: WallSlide) -> None:
    held = begun()
    assert held.agenda is not None
    held.do(agendas.change_agenda, replace(held.agenda, hides_programmes=True))
    said = show(slide, held, "ranking")
    assert {"Programme A", "Programme B", "Programme C"} <= set(said)
    assert "Programme P1" not in " ".join(said)


def test_more_rows_than_eight_go_on_another_page_and_none_is_lost(slide: WallSlide) -> None:
    answers = {f"P{number:02}": {"ana": str(number % 5)} for number in range(19)}
    slide.show_workshop(workshop_of(case_of({"A": 1}, answers)))
    slide.show_slide("ranking")
    assert slide.pages == 3
    said = drawn_on_all(slide)
    assert {f"Programme P{number:02}" for number in range(19)} <= set(said)
    assert {"1 to 8 of 19 · 0 to 4", "17 to 19 of 19 · 0 to 4"} <= set(said)


def test_stepping_beyond_the_last_page_is_up_to_others(slide: WallSlide) -> None:
    answers = {f"P{number:02}": {"ana": str(number % 5)} for number in range(9)}
    slide.show_workshop(workshop_of(case_of({"A": 1}, answers)))
    slide.show_slide("ranking")
    assert not slide.step(-1)
    assert slide.step(1)
    assert not slide.step(1)
    assert slide.page == 1


def test_the_flag_of_caution_stands_on_every_slide(slide: WallSlide) -> None:
    held = begun()
    held.snapshot = replace(
        held.snapshot, evaluation=replace(held.snapshot.evaluation, caution="illustrative")
    )
    for id in SLIDES:
        assert "Illustrative" in show(slide, held, id)


def test_the_clock_stands_on_every_slide_and_is_gone_without_a_time(slide: WallSlide) -> None:
    held = begun()
    slide.show_clock("04:32")
    assert all("04:32" in show(slide, held, id) for id in SLIDES)
    slide.show_clock("")
    assert "04:32" not in drawn(slide)


def test_everything_grows_with_the_height_of_the_slide(slide: WallSlide) -> None:
    show(slide, begun())
    small = slide.marks()
    slide.resize(1920, 1080)
    assert slide.marks() == small
    assert slide.place().height() == 1080


def test_the_wall_wears_its_own_look_whatever_the_window_wears(slide: WallSlide, theme: Theme) -> None:
    show(slide, begun())

    def ground() -> QColor:
        return slide.grab().toImage().pixelColor(3, 3)

    assert ground() == QColor("#FFFFFF")
    slide.show_look("dark")
    assert ground().lightness() < 60
    theme.apply("light")
    assert slide.look == "dark"
    slide.show_look("")
    assert slide.look == "light"


def test_a_screen_reader_is_told_every_text_of_the_slide(slide: WallSlide) -> None:
    said = show(slide, begun())
    assert slide.accessibleName() == "Item at hand"
    assert all(one in slide.accessibleDescription() for one in said)


def test_slides_have_names_and_a_workshop_shows_those_chosen_for_it() -> None:
    assert all(slide_name(id) for id in SLIDES)
    assert slides_of(None) == SLIDES
    held = begun()
    assert held.agenda is not None
    chosen = replace(held.agenda, slides=("moved", "unknown", "item"))
    assert slides_of(chosen) == ("moved", "item")


def test_a_slide_that_does_not_exist_changes_nothing(slide: WallSlide) -> None:
    show(slide, begun(), "agenda")
    slide.show_slide("unknown")
    assert slide.slide == "agenda"


def test_votes_of_a_hundred_people_have_room_above_their_level(slide: WallSlide) -> None:
    people = {f"e{number}": str(number % 2) for number in range(101)}
    case = case_of({"A": 1}, {"P1": people})
    held = Held(case)
    held.do(agendas.begin_agenda, "f", "round", [("P1", "f.A1")], NOON)
    held.do(cells.reveal, held.said(PLACE), PLACE)
    show(slide, held)
    assert len(dots(slide)) == 101
    assert not faults(slide)
    assert {"51", "50"} <= {mark.text for mark in slide.marks() if isinstance(mark, Words)}
