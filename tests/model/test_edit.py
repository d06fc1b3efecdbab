"""An edit and its inverse."""

from __future__ import annotations

import pytest

from scorecard.i18n import N_, speaking
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.programme import Programme
from scorecard.model.score import Score

OLD = Programme(key="k1", id="P1", name="Old")
NEW = Programme(key="k1", id="P1", name="New")


def test_the_inverse_swaps_before_and_after_and_goes_backwards() -> None:
    added = Change(before=None, after=Score(programme="k1", evaluator="e", round="r", criterion="lnk.A1"))
    edit = Edit(label=Label(message="x"), changes=(Change(before=OLD, after=NEW), added))
    assert edit.inverse().changes == (
        Change(before=added.after, after=None),
        Change(before=NEW, after=OLD),
    )
    assert edit.inverse().inverse() == edit


def test_a_change_knows_its_record_from_either_side() -> None:
    assert Change(before=OLD, after=None).ref == Change(before=None, after=NEW).ref == ("programme", "k1")


def test_a_change_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="before or after"):
        _ = Change(before=None, after=None).ref


def test_a_label_is_spoken_in_the_language_in_force() -> None:
    label = Label(message=N_("add {id}"), values=(("id", "PE16"),))
    assert label.text() == "add PE16"
    with speaking("es"):
        assert label.text() != "add PE16"
        assert label.text().endswith("PE16")


def test_a_label_whose_values_do_not_fit_is_shown_bare() -> None:
    for message in (
        "add {id}",
        "add {0}",
        "add {",
        "",
        "{name.__class__}",
        "{name:>999999999999}",
        "{name!r}",
    ):
        assert Label(message=message, values=(("name", "x"),)).text() == message
