"""Filled forms come back: by the key of their rows, exactly, and with every mistake in its cell."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scorecard.edits import people, programmes
from scorecard.errors import Refusal
from scorecard.exchange.forms.layout import FACTS, META, answer_heads
from scorecard.i18n import speaking
from scorecard.model.edit import Change, Edit, Label
from scorecard.model.score import Cell, Score
from scorecard.workspace import Workspace
from tests.exchange.filled_forms import (
    cell_of,
    opened,
    send_form,
    spoilt_parts,
    without_part,
    without_properties,
)

ANT = ("ANT1", "ANT2", "ANT3", "ANT4")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workshop sample where Marta has said nothing about W01, and her form about W01 and W02 as `form.xlsx`."""
    folder = tmp_path_factory.mktemp("forms")
    with Workspace.create(folder / "w.scorecard", sample="workshop", language="en") as workspace:
        places = [
            cell_of(workspace, "marta", "W01", one.id)
            for one in workspace.snapshot.framework("ptpr").criteria
        ]
        workspace.commit(_cleared(workspace, places))
        send_form(workspace, folder / "form.xlsx", "marta", "W01", "W02")
    return folder


def _cleared(workspace: Workspace, places: list[Cell]) -> Edit:
    stored = {score.cell: score for score in workspace.scores()}
    changes = tuple(Change(before=stored[one], after=None) for one in places if one in stored)
    return Edit(label=Label(message="x"), changes=changes)


@pytest.fixture
def workshop(prepared: Path, tmp_path: Path) -> Iterator[Workspace]:
    path = shutil.copy(prepared / "w.scorecard", tmp_path / "w.scorecard")
    with Workspace.open(Path(path)) as workspace:
        yield workspace


@pytest.fixture
def form(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(prepared / "form.xlsx", tmp_path / "form.xlsx"))


def said(workspace: Workspace, code: str, programme: str = "W01") -> Score:
    return workspace.score(cell_of(workspace, "marta", programme, f"ptpr.{code}"))


def values(workspace: Workspace, *codes: str) -> list[str]:
    return [said(workspace, code).value for code in codes or ANT]


def places(plan: Any, severity: str = "error") -> list[tuple[str, str]]:
    return [(one.sheet, one.cell) for one in plan.problems if one.severity == severity]


def refusal_of(workspace: Workspace, form: Path) -> Refusal:
    before = workspace.history()
    with pytest.raises(Refusal) as caught:
        workspace.import_scores([form])
    assert workspace.history() == before
    return caught.value


# What comes back


def test_a_filled_form_comes_back_as_the_scores_that_were_said(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3, "W01-01; p. 4", "Seen")
        of("W01").say("ANT2", "ne")
        of("W01").say("ANT3", " NA ", "", "Not in this region")
    plan = workshop.import_scores([form])
    assert (plan.problems, plan.conflicts, plan.applied) == ((), (), 3)
    scores = [said(workshop, code) for code in ANT[:3]]
    assert [score.value for score in scores] == ["3", "NE", "NA"]
    assert [score.note for score in scores] == ["Seen\nEvidence: p. 4", "", "Not in this region"]
    assert [workshop.snapshot.evidence[key].id for key in scores[0].cites] == ["W01-01"]


def test_importing_again_changes_nothing_and_undo_takes_all_of_it_back(
    workshop: Workspace, form: Path
) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3, "p. 4", "Seen")
        of("W02").say("ANT1", 0)
    scores, forms = sorted(workshop.scores(), key=repr), workshop.snapshot.forms
    workshop.import_scores([form])
    after = workshop.history()
    plan = workshop.import_scores([form])
    assert (plan.applied, plan.unchanged) == (0, 23)
    assert workshop.history() == after
    workshop.undo()
    assert (sorted(workshop.scores(), key=repr), workshop.snapshot.forms) == (scores, forms)


def test_a_form_is_noted_as_returned_once_it_says_something(workshop: Workspace, form: Path) -> None:
    before = workshop.history()
    assert workshop.import_scores([form]).unchanged == 22
    assert workshop.history() == before
    with opened(form) as of:
        of("W01").say("ANT1", 3)
    workshop.import_scores([form])
    (sent,) = workshop.snapshot.forms.values()
    assert sent.returned_at


@pytest.mark.parametrize("entry", ["4", 4, 4.0, " 4 ", "4.0", "4,0"])
def test_a_level_is_read_however_it_is_written(workshop: Workspace, form: Path, entry: Any) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", entry)
    workshop.import_scores([form])
    assert values(workshop, "ANT1") == ["4"]


@pytest.mark.parametrize(
    "entry",
    [
        "3,5", "3.5", 3.5, "1.234", True, "TRUE", date(2024, 3, 5), time(3, 5), "N/A", "n.a.", "no aplica", "5", -1,
        "#N/A", "=1+1", "four", "'3", "3-4", "NENA", "1e0",
    ],
)  # fmt: skip
def test_anything_else_is_reported_by_its_cell_and_nothing_is_taken_in(
    workshop: Workspace, form: Path, entry: Any
) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3)
        place = of("W01").say("ANT2", entry)
    plan = workshop.import_scores([form], on_conflict="replace")
    assert places(plan) == [("W01", place)]
    assert values(workshop, "ANT1", "ANT2") == ["", ""]


@pytest.mark.parametrize(
    ("entry", "meant"),
    [
        ("N/A", "NA"),
        ("No aplica", "NA"),
        ("sin evidencia", "NE"),
        ("4 - Exemplary", "4"),
        ("Partial", "2"),
        ("3,5", ""),
    ],
)
def test_what_was_probably_meant_is_offered_and_taken_in_when_a_person_says_so(
    workshop: Workspace, form: Path, entry: str, meant: str
) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", entry, None, "Because")
    plan = workshop.import_scores([form])
    (fault,) = plan.faults
    assert fault.reads_as == meant
    mended = workshop.import_plan(plan.readings, mended=[fault])
    assert [one.theirs.value for one in mended.cells if one.programme == "W01"] == ([meant] if meant else [])
    assert mended.may_apply == bool(meant)


def test_an_answer_that_does_not_apply_needs_its_reason(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", "NA")
        of("W01").say("ANT2", "NA", "p. 4")
    plan = workshop.import_scores([form])
    assert places(plan) == [("W01", "J5")]


def test_a_note_that_is_too_long_is_reported_in_its_cell(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3, None, "x" * 4_001)
        of("W01").say("ANT2", 3, "y" * 4_001)
    assert places(workshop.import_scores([form])) == [("W01", "J5"), ("W01", "I6")]


def test_an_id_that_no_evidence_has_is_a_warning_and_stays_as_text(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3, "w01-02, W01-99, W02-01, S1, p. 3")
    plan = workshop.import_scores([form])
    (problem,) = plan.problems
    assert (problem.severity, problem.cell) == ("warning", "I5")
    assert "W01-99, W02-01:" in problem.text.replace(" it is", ":").replace("::", ":")
    score = said(workshop, "ANT1")
    assert [workshop.snapshot.evidence[key].id for key in score.cites] == ["W01-02"]
    assert "W01-99, W02-01, S1, p. 3" in score.note


def test_blank_cells_clear_nothing_and_what_was_emptied_is_said(workshop: Workspace, form: Path) -> None:
    before = said(workshop, "ANT1", "W02")
    with opened(form) as of:
        place = of("W02").say("ANT1", "", "", "")
    plan = workshop.import_scores([form])
    assert places(plan, "warning") == [("W02", place)]
    assert (plan.may_apply, plan.applied) == (True, 0)
    assert said(workshop, "ANT1", "W02") == before


def test_a_note_without_a_level_is_kept(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", None, None, "To be asked")
    assert workshop.import_scores([form]).applied == 1
    assert (said(workshop, "ANT1").value, said(workshop, "ANT1").note) == ("", "To be asked")


# Rows and sheets that were moved


def test_sorted_rows_find_their_criteria(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        sheet = of("W01")
        for level, code in enumerate(ANT):
            sheet.say(code, level)
        rows = [sheet.values(row) for row in range(4, 27)]
        for row, kept in enumerate(reversed(rows), start=4):
            sheet.put(row, kept)
    workshop.import_scores([form])
    assert values(workshop) == ["0", "1", "2", "3"]


def test_inserted_and_deleted_rows_and_columns_move_nothing_elsewhere(
    workshop: Workspace, form: Path
) -> None:
    with opened(form) as of:
        sheet = of("W01")
        for level, code in enumerate(ANT):
            sheet.say(code, level)
        sheet.sheet.delete_rows(sheet.row("ANT2"))
        sheet.sheet.insert_rows(sheet.row("ANT3"), 2)
        sheet.sheet.insert_cols(3)
        sheet.sheet.insert_cols(sheet.answer + 1)
    assert workshop.import_scores([form]).problems == ()
    assert values(workshop) == ["0", "", "2", "3"]


def test_a_row_pasted_over_another_never_speaks_for_that_one(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        sheet = of("W01")
        sheet.say("ANT1", 4)
        sheet.put(sheet.row("ANT2"), sheet.values(sheet.row("ANT1")))
    assert workshop.import_scores([form]).problems == ()
    assert values(workshop, "ANT1", "ANT2") == ["4", ""]


def test_a_row_twice_with_different_answers_is_reported_and_neither_is_taken_in(
    workshop: Workspace, form: Path
) -> None:
    with opened(form) as of:
        sheet = of("W01")
        sheet.say("ANT1", 4)
        twin = [*sheet.values(sheet.row("ANT1"))]
        twin[sheet.answer - 1] = 2
        sheet.put(40, twin)
    plan = workshop.import_scores([form])
    assert places(plan) == [("W01", "H40")]
    assert not [one for one in plan.cells if one.criterion == "ptpr.ANT1" and one.programme == "W01"]


def test_a_copied_sheet_counts_once_and_a_renamed_one_counts(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 4)
    workbook = openpyxl.load_workbook(form)
    workbook.copy_worksheet(workbook["W01"]).title = "W01 (2)"
    workbook["W02"].title = "Second"
    workbook["Second"]["H5"] = 0
    workbook.save(form)
    plan = workshop.import_scores([form])
    assert plan.problems == ()
    assert values(workshop, "ANT1") == ["4"]
    assert said(workshop, "ANT1", "W02").value == "0"


def test_a_deleted_sheet_says_nothing(workshop: Workspace, form: Path) -> None:
    workbook = openpyxl.load_workbook(form)
    del workbook["W02"], workbook["Start"], workbook["Evidence"]
    workbook["W01"]["H5"] = 3
    workbook.save(form)
    assert workshop.import_scores([form]).applied == 1


def test_a_filled_row_without_its_key_is_reported(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        sheet = of("W01")
        place = sheet.say("ANT1", 4)
        sheet.sheet.cell(sheet.row("ANT1"), sheet.key).value = None
        sheet.sheet.cell(40, sheet.answer + 2).value = "Signed: Marta"
    plan = workshop.import_scores([form])
    assert places(plan) == [("W01", place)]
    assert places(plan, "warning") == [("W01", "J40")]


def test_parts_of_rows_that_were_shifted_are_reported_row_by_row(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        sheet = of("W01")
        sheet.say("ANT1", 4)
        sheet.say("ANT2", 3)
        first, second = sheet.row("ANT1"), sheet.row("ANT2")
        keys = [sheet.sheet.cell(row, sheet.key).value for row in (first, second)]
        sheet.sheet.cell(first, sheet.key).value, sheet.sheet.cell(second, sheet.key).value = reversed(keys)
    plan = workshop.import_scores([form])
    assert sorted(places(plan)) == [("W01", "H5"), ("W01", "H6")]
    assert values(workshop, "ANT1", "ANT2") == ["", ""]


@pytest.mark.parametrize("key", ["W03|ptpr.ANT1", "W99|ptpr.ANT1", "W01|ptpr.ZZZ9"])
def test_a_row_from_elsewhere_is_reported(workshop: Workspace, form: Path, key: str) -> None:
    with opened(form) as of:
        sheet = of("W01")
        place = sheet.say("ANT1", 4)
        sheet.sheet.cell(sheet.row("ANT1"), sheet.key).value = key
    assert places(workshop.import_scores([form])) == [("W01", place)]


def test_a_sheet_without_keys_or_heads_is_reported_by_its_name(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").sheet.delete_cols(of("W01").key)
        of("W02").sheet.delete_rows(4)
    assert places(workshop.import_scores([form])) == [("W01", ""), ("W02", "")]


def test_a_lost_column_of_notes_is_a_warning(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3)
        of("W01").sheet.delete_cols(of("W01").answer + 2)
    plan = workshop.import_scores([form])
    assert places(plan, "warning") == [("W01", "A4")]
    assert values(workshop, "ANT1") == ["3"]


# What a form says about itself


def test_a_form_is_known_by_its_hidden_sheet_alone(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3)
    without_properties(form)
    assert workshop.import_scores([form]).applied == 1


def test_a_form_is_known_by_its_properties_alone_and_then_every_difference_is_a_conflict(
    workshop: Workspace, form: Path
) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3)
        of("W02").say("ANT1", 0 if said(workshop, "ANT1", "W02").value != "0" else 1)
    workbook = openpyxl.load_workbook(form)
    del workbook[META]
    workbook.save(form)
    plan = workshop.import_scores([form])
    assert (plan.applied, len(plan.conflicts), plan.unchanged) == (1, 1, 21)


def test_without_either_it_is_not_our_form(workshop: Workspace, form: Path) -> None:
    workbook = openpyxl.load_workbook(form)
    del workbook[META]
    workbook.save(form)
    without_properties(form)
    assert refusal_of(workshop, form).code == "not-ours"


def test_sheets_of_two_forms_in_one_workbook_are_refused(
    workshop: Workspace, form: Path, tmp_path: Path
) -> None:
    other = send_form(workshop, tmp_path / "other.xlsx", "marta", "W03")
    workbook, elsewhere = openpyxl.load_workbook(form), openpyxl.load_workbook(other)
    for row in elsewhere[META].iter_rows():
        for cell in row:
            workbook[META][cell.coordinate] = cell.value
    workbook.save(form)
    assert "two forms" in str(refusal_of(workshop, form))


def test_a_form_of_another_evaluation_is_refused(form: Path, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "other.scorecard", sample="workshop", language="en") as other:
        assert "another evaluation" in str(refusal_of(other, form))


def test_a_form_of_a_newer_program_is_refused(workshop: Workspace, form: Path) -> None:
    def newer(workbook: openpyxl.Workbook) -> None:
        for row in workbook[META].iter_rows():
            if row[0].value == "sc_schema":
                row[1].value = "2"

    rewritten(form, newer)
    assert refusal_of(workshop, form).code == "newer"


def rewritten(form: Path, change: Callable[[openpyxl.Workbook], None]) -> None:
    workbook = openpyxl.load_workbook(form)
    change(workbook)
    workbook.save(form)


@pytest.mark.parametrize(
    ("fact", "other", "words"),
    [
        ("sc_framework", "lnk2", ("lnk2", "ptpr")),
        ("sc_framework_version", "0.9", ("0.9", "1.1")),
        ("sc_framework_sha256", "ab" * 32, ("abababab", "1.1")),
    ],
)
def test_another_framework_or_version_is_refused_with_both_named(
    workshop: Workspace, form: Path, fact: str, other: str, words: tuple[str, str]
) -> None:
    assert fact in FACTS

    def change(workbook: openpyxl.Workbook) -> None:
        for row in workbook[META].iter_rows():
            if row[0].value == fact:
                row[1].value = other

    rewritten(form, change)
    refusal = refusal_of(workshop, form)
    assert refusal.code == "not-ours"
    assert all(word in str(refusal) for word in words)


def test_an_evaluator_who_is_gone_is_named(workshop: Workspace, tmp_path: Path) -> None:
    workshop.edit(people.add_evaluator, "Nora", "peer", "nora")
    form = send_form(workshop, tmp_path / "nora.xlsx", "nora", "W01")
    workshop.edit(people.remove_evaluator, workshop.snapshot.evaluator("nora").key, ())
    assert "nora" in str(refusal_of(workshop, form))


def test_evaluators_and_programmes_are_known_by_key_when_their_ids_have_changed(
    workshop: Workspace, form: Path
) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3)
    marta, first = workshop.snapshot.evaluator("marta"), workshop.snapshot.programme("W01")
    workshop.edit(people.change_evaluator, replace(marta, id="m", name="M."))
    workshop.edit(programmes.change, replace(first, id="N01"))
    assert workshop.import_scores([form]).applied == 1
    assert workshop.score(cell_of(workshop, "m", "N01", "ptpr.ANT1")).value == "3"


def test_a_programme_that_is_gone_is_reported_once(workshop: Workspace, form: Path) -> None:
    with opened(form) as of:
        of("W01").say("ANT1", 3)
        of("W01").say("ANT2", 3)
    workshop.remove_programme(workshop.snapshot.programme("W01").key)
    assert places(workshop.import_scores([form])) == [("W01", "H5")]


def test_a_citation_of_evidence_that_is_gone_meanwhile_is_no_change(workshop: Workspace, form: Path) -> None:
    cited = next(iter(said(workshop, "ANT1", "W02").cites))
    workshop.remove_evidence(cited)
    before = workshop.history()
    assert workshop.import_scores([form]).applied == 0
    assert workshop.history() == before


def test_a_form_in_spanish_reads_the_same(workshop: Workspace, tmp_path: Path) -> None:
    form = send_form(workshop, tmp_path / "ficha.xlsx", "marta", "W01", language="es")
    with opened(form) as of:
        of("W01").say("ANT1", 3, "p. 4", "Visto")
    workshop.import_scores([form])
    assert said(workshop, "ANT1").note.startswith("Visto\nEviden")
    assert workshop.import_scores([form]).applied == 0


def test_heads_that_were_written_anew_in_the_other_language_are_known(
    workshop: Workspace, form: Path
) -> None:
    with opened(form) as of:
        sheet = of("W01")
        sheet.say("ANT1", 3)
        with speaking("es"):
            sheet.sheet.cell(4, sheet.answer).value = f" {answer_heads()[0].upper()} "
    assert workshop.import_scores([form]).applied == 1


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "docProps/custom.xml"])
def test_a_damaged_form_is_refused_or_read_and_never_a_traceback(
    workshop: Workspace, form: Path, part: str
) -> None:
    spoilt_parts(form, part)
    try:
        plan = workshop.import_scores([form])
    except Refusal:
        return
    assert plan.applied == 0


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels",
        "xl/sharedStrings.xml",
        "[Content_Types].xml",
    ],
)
def test_a_form_that_lost_a_part_is_refused_and_the_others_come_in(
    workshop: Workspace, form: Path, part: str
) -> None:
    torn = form.with_name("torn.xlsx")
    shutil.copyfile(form, torn)
    with opened(form) as of:
        of("W01").say("ANT1", 3)
    with zipfile.ZipFile(torn) as archive:
        is_there = part in archive.namelist()
    without_part(torn, part)
    with pytest.raises(Refusal) as refused:
        workshop.import_scores([torn])
    assert (refused.value.code, is_there) == ("not-ours", True)
    plan = workshop.import_scores([torn, form])
    assert [(one.severity, one.file) for one in plan.problems if one.severity == "error"] == [
        ("error", "torn.xlsx")
    ]
    assert workshop.take_in(plan, {}) is not None
    assert values(workshop, "ANT1") == ["3"]


def test_a_form_whose_rows_are_all_gone_is_refused(workshop: Workspace, form: Path) -> None:
    workbook = openpyxl.load_workbook(form)
    del workbook["W01"], workbook["W02"]
    workbook.save(form)
    with pytest.raises(Refusal, match="rows are all gone"):
        workshop.import_scores([form])


def test_every_fact_of_the_layout_is_in_the_form(form: Path) -> None:
    with zipfile.ZipFile(form) as archive:
        assert b"sc_form_id" in archive.read("docProps/custom.xml")
