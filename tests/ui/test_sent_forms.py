"""Forms as a table: how each stands, what is found and sorted, and the reminder of who owes what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from scorecard.edits import forms as form_edits
from scorecard.edits import frameworks as framework_edits
from scorecard.model.form import Form
from scorecard.workspace import Workspace
from ui.models.columns import KEY_ROLE
from ui.models.exchange.sent_forms import (
    ANSWERED,
    BACK,
    EVALUATOR,
    PROGRAMMES,
    SENT,
    FormRow,
    FormTable,
    FoundForms,
    answered_in_words,
    counts,
    form_rows,
    reminder,
)
from ui.session import Session

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def form(workspace: Workspace, key: str, evaluator: str, programmes: list[str], hours: int = 0) -> Form:
    snapshot = workspace.snapshot
    return Form(
        key=key,
        evaluator=snapshot.evaluator(evaluator).key,
        round=snapshot.round("r1").key,
        framework="ptpr",
        version=snapshot.framework("ptpr").version,
        programmes=tuple(snapshot.programme(id).key for id in programmes),
        language="en",
        made_at=form_edits.moment_of(NOON + timedelta(hours=hours)),
        file=f"{key}.xlsx",
    )


@pytest.fixture
def workspace(session: Session) -> Workspace:
    workspace = session.workspace
    assert workspace is not None
    return workspace


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    return [one.id for one in workspace.snapshot.ordered_evaluators()]


def rows_of(workspace: Workspace, *forms: Form) -> dict[str, FormRow]:
    workspace.edit(form_edits.sent, forms)
    return {row.key: row for row in form_rows(workspace)}


def test_no_form_is_no_row(workspace: Workspace) -> None:
    assert form_rows(workspace) == []
    assert counts([]) == {"all": 0, "waiting": 0, "back": 0}
    assert reminder("Trial", []) == ""


def test_a_form_waits_until_it_comes_back(workspace: Workspace, people: list[str]) -> None:
    rows = rows_of(workspace, form(workspace, "a", people[0], ["W01"]))
    assert rows["a"].state == "waiting"
    workspace.edit(form_edits.returned, ["a"], NOON)
    assert form_rows(workspace)[0].state == "back"


def test_answered_counts_the_criteria_of_its_programmes_by_its_evaluator(
    workspace: Workspace, people: list[str]
) -> None:
    rows = rows_of(workspace, form(workspace, "a", people[1], ["W01", "W02"]))
    criteria = len(workspace.snapshot.framework("ptpr").criteria)
    evaluator, round = rows["a"].sent.evaluator.key, rows["a"].sent.round.key
    stored = {
        score.cell
        for score in workspace.scores(evaluator=evaluator, round=round)
        if score.value
        and score.criterion.startswith("ptpr.")
        and score.programme in rows["a"].sent.form.programmes
    }
    assert (rows["a"].answered, rows["a"].asked) == (len(stored), 2 * criteria)


def test_a_later_form_about_the_same_replaces_one_that_waits(workspace: Workspace, people: list[str]) -> None:
    rows = rows_of(
        workspace,
        form(workspace, "a", people[0], ["W01"]),
        form(workspace, "b", people[0], ["W01", "W02"], hours=1),
        form(workspace, "c", people[1], ["W01"], hours=2),
    )
    assert {key: row.state for key, row in rows.items()} == {"a": "replaced", "b": "waiting", "c": "waiting"}


def test_a_later_form_about_less_replaces_nothing(workspace: Workspace, people: list[str]) -> None:
    rows = rows_of(
        workspace,
        form(workspace, "a", people[0], ["W01", "W02"]),
        form(workspace, "b", people[0], ["W01"], hours=1),
    )
    assert rows["a"].state == "waiting"


def test_two_later_forms_replace_one_together(workspace: Workspace, people: list[str]) -> None:
    rows = rows_of(
        workspace,
        form(workspace, "a", people[0], ["W01", "W02"]),
        form(workspace, "b", people[0], ["W01"], hours=1),
        form(workspace, "c", people[0], ["W02"], hours=2),
    )
    assert rows["a"].state == "replaced"


def test_a_programme_that_was_removed_is_asked_about_no_longer(
    workspace: Workspace, people: list[str]
) -> None:
    rows_of(workspace, form(workspace, "a", people[0], ["W01", "W02"]))
    workspace.remove_programme(workspace.snapshot.programme("W02").key)
    (row,) = form_rows(workspace)
    assert [one.id for one in row.sent.programmes] == ["W01"]
    assert row.asked == len(workspace.snapshot.framework("ptpr").criteria)


def test_a_form_all_of_whose_programmes_are_gone_asks_nothing(
    workspace: Workspace, people: list[str]
) -> None:
    rows_of(workspace, form(workspace, "a", people[0], ["W01"]))
    workspace.remove_programme(workspace.snapshot.programme("W01").key)
    (row,) = form_rows(workspace)
    assert (row.answered, row.asked, row.is_owed) == (0, 0, False)


def test_a_form_of_a_framework_that_was_removed_is_listed_and_asks_nothing(
    workspace: Workspace, people: list[str]
) -> None:
    rows_of(workspace, form(workspace, "a", people[0], ["W01"]))
    workspace.edit(framework_edits.remove_framework, "ptpr", ())
    (row,) = form_rows(workspace)
    assert (row.answered, row.asked) == (0, 0)
    assert answered_in_words(row) == "–"


@pytest.fixture
def found(workspace: Workspace, people: list[str]) -> FoundForms:
    made = [
        form(workspace, "a", people[2], ["W01"]),
        form(workspace, "b", people[0], ["W01", "W02", "W03", "W04"], hours=1),
        form(workspace, "c", people[1], ["W02", "W03"], hours=2),
    ]
    workspace.edit(form_edits.sent, made)
    workspace.edit(form_edits.returned, ["b"], NOON)
    table = FormTable()
    table.show(form_rows(workspace))
    found = FoundForms(table)
    table.setParent(found)
    return found


def keys(found: FoundForms) -> list[str]:
    return [row.key for row in found.shown()]


def test_the_models_keep_what_views_rely_on(found: FoundForms, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(found)
    qtmodeltester.check(found.sourceModel())


@pytest.mark.parametrize(
    ("column", "expected"),
    [(EVALUATOR, "bca"), (PROGRAMMES, "acb"), (SENT, "abc"), (BACK, "acb")],
)
def test_a_column_sorts_by_what_it_means(found: FoundForms, column: int, expected: str) -> None:
    found.sort(column, Qt.SortOrder.AscendingOrder)
    assert "".join(keys(found)) == expected


def test_words_find_people_programmes_and_files_whatever_their_accents(
    found: FoundForms, workspace: Workspace, people: list[str]
) -> None:
    found.find("W03", "all")
    assert sorted(keys(found)) == ["b", "c"]
    found.find(workspace.snapshot.evaluator(people[2]).name.upper(), "all")
    assert keys(found) == ["a"]
    found.find("c.xlsx", "all")
    assert keys(found) == ["c"]
    found.find("", "back")
    assert keys(found) == ["b"]
    found.find("W03", "waiting")
    assert keys(found) == ["c"]


def test_a_row_says_what_it_shows_and_its_tip_the_rest(found: FoundForms) -> None:
    found.sort(SENT, Qt.SortOrder.AscendingOrder)
    b = found.place_of("b")
    assert found.index(b, PROGRAMMES).data() == "W01, W02, W03 +1"
    assert "W04" in found.index(b, PROGRAMMES).data(Qt.ItemDataRole.ToolTipRole)
    assert "W04" in found.index(b, PROGRAMMES).data(Qt.ItemDataRole.AccessibleTextRole)
    assert found.index(found.place_of("a"), BACK).data() == "not yet"
    assert found.index(b, ANSWERED).data().count(" of ") == 1
    assert found.index(b, 0).data(KEY_ROLE) == "b"


def test_the_reminder_names_who_owes_and_nobody_else(found: FoundForms) -> None:
    rows = [replace(row, answered=3, asked=20) for row in found.shown()]
    text = reminder("Trial", rows)
    assert text.startswith("Answers still awaited for “Trial”:")
    by_key = {row.key: row for row in rows}
    assert by_key["a"].sent.evaluator.name in text
    assert by_key["c"].sent.evaluator.name in text
    assert "b.xlsx" not in text
    assert "3 of 20 answered; programmes: W02, W03" in text


def test_whoever_has_answered_everything_is_not_reminded(found: FoundForms) -> None:
    assert reminder("Trial", [replace(row, answered=20, asked=20) for row in found.shown()]) == ""


def test_showing_the_same_forms_again_announces_what_differs_and_resets_nothing(found: FoundForms) -> None:
    table = found.sourceModel()
    assert isinstance(table, FormTable)
    resets: list[None] = []
    table.modelReset.connect(lambda: resets.append(None))
    table.show([replace(row, answered=1, asked=20) for row in table.rows])
    assert not resets
    assert table.index(0, ANSWERED).data() == "1 of 20"
