"""What taking in a list of programmes would do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.edits import programmes
from scorecard.errors import Refusal
from scorecard.exchange.imports.programme_columns import match_columns
from scorecard.exchange.imports.programme_list import head_row, read_pasted
from scorecard.exchange.imports.programme_plan import ProgrammePlan, plan_programmes
from scorecard.model.evaluation import Evaluation
from scorecard.model.programme import Programme
from scorecard.model.snapshot import Snapshot

ALTA = Programme(key="a", id="CL03", name="Alta Ley", country="Chile", region="National", note="Kept.")
NORTH = Programme(key="n", id="CL04", name="Strategy", country="Chile", region="Tarapacá")
SOUTH = Programme(key="s", id="CL05", name="Strategy", country="Chile", region="Atacama")
SNAPSHOT = Snapshot(
    evaluation=Evaluation(id="i", title="Trial", frameworks=()),
    programmes={one.key: one for one in (ALTA, NORTH, SOUTH)},
)


def planned(text: str, snapshot: Snapshot = SNAPSHOT, **named: object) -> ProgrammePlan:
    block = read_pasted(text)
    head = head_row(block)
    return plan_programmes(snapshot, block, match_columns(block.heads(head)), head=head, **named)  # type: ignore[arg-type]


def outcomes(plan: ProgrammePlan) -> list[str]:
    return [row.outcome for row in plan.rows]


def test_new_programmes_get_free_ids_that_no_row_of_the_list_has() -> None:
    plan = planned("Id\tName\n\tOne\nP1\tTwo\n\tThree")
    assert [one.id for one in plan.programmes] == ["P2", "P1", "P3"]
    assert plan.may_apply


def test_a_name_that_is_there_already_is_asked_about_accents_case_and_spaces_aside() -> None:
    plan = planned("Nombre\tPaís\n álta  LEY\tPerú")
    assert outcomes(plan) == ["ask"]
    assert plan.rows[0].stored == ALTA
    assert not plan.may_apply
    assert plan.programmes == ()


def test_each_answer_to_a_repeated_programme_does_what_it_says() -> None:
    text = "Name\tCountry\tNote\nAlta Ley\tPeru\t"
    assert planned(text, on_duplicate="skip").programmes == ()
    (updated,) = planned(text, on_duplicate="update").programmes
    assert updated == replace(ALTA, country="Peru")
    (added,) = planned(text, on_duplicate="add").programmes
    assert (added.id, added.key != ALTA.key, added.note) == ("P1", True, "")


def test_an_answer_for_one_row_goes_before_the_answer_for_all() -> None:
    text = "Name\tCountry\nAlta Ley\tPeru\nAlta Ley\tBolivia"
    plan = planned(text, on_duplicate="skip", decisions={3: "update"})
    assert outcomes(plan) == ["skip", "update"]
    assert [one.country for one in plan.programmes] == ["Bolivia"]


def test_a_row_that_would_change_nothing_is_unchanged_whatever_was_answered() -> None:
    for answer in ("ask", "skip", "update"):
        assert outcomes(planned("Id\tName\tCountry\nCL03\tAlta Ley\tChile", on_duplicate=answer)) == [
            "unchanged"
        ]


def test_an_id_is_enough_to_update_and_may_bring_another_name() -> None:
    assert planned("Id\tRegion\ncl03\tNorth", on_duplicate="update").programmes[0].region == "North"
    renamed = planned("Id\tName\nCL03\tAlta Ley II", on_duplicate="update").programmes[0]
    assert (renamed.key, renamed.name) == ("a", "Alta Ley II")


def test_a_row_that_repeats_one_above_it_is_asked_about_too() -> None:
    plan = planned("Name\tCountry\nNew\tChile\nNEW\tPeru")
    assert outcomes(plan) == ["add", "ask"]
    assert plan.rows[1].repeats == 2
    updated = planned("Name\tCountry\nNew\t\nNEW\tPeru", on_duplicate="update")
    assert [(one.name, one.country) for one in updated.programmes] == [("NEW", "Peru")]


def test_of_several_programmes_with_one_name_the_one_of_the_same_place_is_meant() -> None:
    (updated,) = planned("Name\tRegion\tPeriod\nStrategy\tatacama\t2020", on_duplicate="update").programmes
    assert updated.key == "s"
    unclear = planned("Name\tPeriod\nStrategy\t2020", on_duplicate="update")
    assert outcomes(unclear) == ["wrong"]
    assert "CL04, CL05" in unclear.problems[0].text


def test_every_problem_is_told_with_its_cell_and_the_other_rows_stay_usable() -> None:
    plan = planned(f"Id\tName\tCountry\ntwo words\tOne\t\n\t\tChile\nN3\tThree\t{'x' * 400}\nN4\tFour\t")
    assert [(one.cell, one.severity) for one in plan.problems] == [
        ("A2", "error"), ("B3", "error"), ("C4", "error"),
    ]  # fmt: skip
    assert outcomes(plan) == ["wrong", "wrong", "wrong", "add"]
    assert not plan.may_apply


def test_an_id_of_one_programme_with_the_name_of_another_is_wrong() -> None:
    plan = planned("Id\tName\nCL04\tAlta Ley", on_duplicate="update")
    assert plan.problems[0].cell == "B2"


def test_a_list_without_names_is_refused() -> None:
    with pytest.raises(Refusal, match="No column holds the names"):
        planned("Country\tRegion\nChile\tNorth")


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Refusal, match="10001 rows"):
        planned("Name\n" + "\n".join(f"Programme {place}" for place in range(10_001)))


NAMES = st.sampled_from(["Alta Ley", "ALTA LEY", "Strategy", "New", "néw", "مشروع", "🚜", ""])
IDS = st.sampled_from(["", "CL03", "cl04", "P1", "N1", "not an id"])
REGIONS = st.sampled_from(["", "Atacama", "Tarapacá", "x" * 301])


@given(
    st.lists(st.tuples(IDS, NAMES, REGIONS), max_size=8),
    st.sampled_from(["ask", "skip", "update", "add"]),
)
def test_whatever_is_planned_can_be_stored_and_nothing_is_lost(
    rows: list[tuple[str, str, str]], answer: str
) -> None:
    text = "Id\tName\tRegion\n" + "\n".join("\t".join(row) for row in rows)
    plan = planned(text, on_duplicate=answer)
    edit = programmes.take_in(SNAPSHOT, plan.programmes)
    stored = SNAPSHOT.after(edit.changes)
    ids = [one.id.casefold() for one in stored.programmes.values()]
    assert len(ids) == len(set(ids))
    assert len(plan.rows) == sum(any(row) for row in rows)
    assert set(SNAPSHOT.programmes) <= set(stored.programmes)


def test_a_list_taken_in_again_changes_nothing() -> None:
    text = "Id\tName\tTags\nN1\tOne\ta; b\n\tTwo\t\nCL03\tAlta Ley\tclúster"
    stored = SNAPSHOT.after(
        programmes.take_in(SNAPSHOT, planned(text, on_duplicate="update").programmes).changes
    )
    assert outcomes(planned(text, stored)) == ["unchanged"] * 3
