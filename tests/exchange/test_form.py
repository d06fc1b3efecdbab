"""Forms: what stands in them, what can be changed, and that nobody else's answers are inside."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from scorecard.errors import Refusal
from scorecard.exchange.forms.form import write_form, write_forms
from scorecard.exchange.forms.layout import (
    DATE_CELL,
    FACTS,
    FINISHED_CELL,
    FIRST_ROW,
    HEAD_ROW,
    META,
    NAME,
    NAME_CELL,
    PROGRESS_ROW,
    Columns,
    RowKey,
    parse_row_key,
)
from scorecard.exchange.layout import at
from scorecard.library.samples import read_sample
from scorecard.model.codec import fingerprint
from scorecard.model.programme import Evidence, Programme
from scorecard.model.score import Score
from scorecard.progress import Cancelled
from tests.analysis.evaluations import case_of
from tests.exchange.forms import (
    asked_of,
    case_mailing,
    everything_in,
    facts_of,
    mailing_of,
    part,
    plan_of,
    rows_of,
    sample_mailing,
    written,
)

ANSWERS = {"P1": {"ana": "3 NE . NA 0", "luis": "1 1 1 1 1"}, "P2": {"ana": ". . . . .", "luis": "2 2 2 2 2"}}
FIVE = Columns(5)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Ana's form about two programmes; she gave a reason for her NA and a note to what she did not answer."""
    case = case_of({"A": 3, "B": 2}, ANSWERS)
    scores = [replace(one, note="No port.") if one.value == "NA" else one for one in case.scores]
    scores.append(
        Score(programme="P2", evaluator="ana", round="round", criterion="f.A1", note="To be asked.")
    )
    scores += [replace(one, note="LUIS THINKS") for one in case.scores if one.evaluator == "luis"]
    return written(case_mailing(replace(case, scores=tuple(scores)), "ana"), tmp_path / "form.xlsx")


def test_a_form_has_start_a_sheet_a_programme_the_evidence_and_its_facts_out_of_sight(form: Path) -> None:
    with CalamineWorkbook.from_path(form) as workbook:
        seen = {one.name: one.visible for one in workbook.sheets_metadata}
    assert list(seen) == ["Start", "P1", "P2", "Evidence", META]
    assert seen.pop(META) == SheetVisibleEnum.VeryHidden
    assert all(visible == SheetVisibleEnum.Visible for visible in seen.values())


def test_what_was_said_before_stands_in_the_answer_evidence_and_note_cells(form: Path) -> None:
    rows = rows_of(form, "P1")[FIRST_ROW : FIRST_ROW + 5]
    assert [row[FIVE.answer] for row in rows] == [3, "NE", "", "NA", 0]
    assert [row[FIVE.note] for row in rows] == ["", "", "", "No port.", ""]
    assert [row[FIVE.check] for row in rows] == [
        "ok, no evidence cited",
        "ok",
        "",
        "ok",
        "ok, no evidence cited",
    ]
    (first, *_rest) = rows_of(form, "P2")[FIRST_ROW:]
    assert (first[FIVE.answer], first[FIVE.note], first[FIVE.check]) == ("", "To be asked.", "level missing")


def test_every_row_carries_the_key_by_which_it_is_known_wherever_it_goes(form: Path) -> None:
    keys = [row[FIVE.key] for row in rows_of(form, "P2")]
    assert keys[HEAD_ROW] == facts_of(form)["head_key"]
    assert keys[FIRST_ROW:] == [f"P2|f.{code}" for code in ("A1", "A2", "A3", "B1", "B2")]
    assert parse_row_key(keys[FIRST_ROW]) == RowKey("P2", "f.A1")


def test_progress_is_told_on_each_sheet_and_added_up_on_start(form: Path) -> None:
    assert rows_of(form, "P1")[PROGRESS_ROW][0] == "Answered 4 of 5 · NE 1 · NA 1 · to correct 0"
    start = rows_of(form, "Start")
    assert start[2][0] == "Answered 4 of 10 · to correct 1"
    by_id = {row[0]: row[2:] for row in start if row[0] in ("P1", "P2")}
    assert by_id == {
        "P1": [4, 5, 1, 1, 0, "in progress"],
        "P2": [0, 5, 0, 0, 1, "to correct"],
    }


def test_nobody_elses_answer_stands_anywhere_in_a_form(form: Path) -> None:
    content = everything_in(form)
    assert "LUIS THINKS" not in content
    assert "luis" not in content
    assert "No port." in content


def test_the_facts_stand_in_the_hidden_sheet_and_in_the_properties_alike(form: Path) -> None:
    facts = facts_of(form)
    properties = dict(re.findall(r'name="(sc_\w+)"><vt:lpwstr>([^<]*)<', part(form, "docProps/custom.xml")))
    assert properties == {name: facts[name] for name in FACTS if facts[name]}
    assert (facts["sc_kind"], facts["sc_evaluator"], facts["sc_round"]) == ("form", "ana", "r1")
    assert (facts["sc_framework"], facts["sc_framework_version"], facts["sc_language"]) == ("f", "1", "en")
    assert facts["sc_exported_at"].startswith("2026-11-22T18:00")
    heads = rows_of(form, "P1")[HEAD_ROW]
    names = ("head_answer", "head_evidence", "head_note")
    assert [facts[name] for name in names] == heads[FIVE.answer : FIVE.check]


def test_the_framework_is_told_by_the_sum_that_the_reader_takes(tmp_path: Path) -> None:
    mailing = sample_mailing("workshop", "clara", "es")
    path = written(mailing, tmp_path / "form.xlsx")
    assert facts_of(path)["sc_framework_sha256"] == fingerprint(mailing.framework)


def test_each_asked_cell_is_listed_with_what_stood_in_it_and_the_revision_behind_that(tmp_path: Path) -> None:
    case = case_of({"A": 2}, {"P1": {"ana": "3 ."}})
    plan = plan_of(case.snapshot, "ana")
    cell = case.scores[0].cell
    path = written(mailing_of(case.snapshot, case.scores, plan, {cell: "f" * 32}), tmp_path / "form.xlsx")
    first, second = asked_of(path)
    assert first == {
        "key": "P1|f.A1", "programme": "P1", "programme_key": "P1", "criterion": "f.A1", "revision": "f" * 32,
        "value": "3", "evidence": "", "note": "", "sheet": "P1",
    }  # fmt: skip
    assert (second["key"], second["revision"], second["value"]) == ("P1|f.A2", "", "")


def unlocked(path: Path, number: int) -> set[str]:
    """The cells of a sheet that protection leaves open, by their styles."""
    styles = part(path, "xl/styles.xml")
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles[styles.index("<cellXfs") :], re.DOTALL)
    open_styles = {str(place) for place, one in enumerate(formats) if 'locked="0"' in one}
    cells = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', part(path, f"xl/worksheets/sheet{number}.xml"))
    return {address for address, style in cells if style in open_styles}


def test_only_answers_evidence_notes_and_three_cells_of_start_are_open(form: Path) -> None:
    start = {at(*cell) for cell in (NAME_CELL, DATE_CELL, FINISHED_CELL)}
    answers = {
        at(FIRST_ROW + row, col) for row in range(5) for col in (FIVE.answer, FIVE.evidence, FIVE.note)
    }
    assert [unlocked(form, number) for number in range(1, 6)] == [start, answers, answers, set(), set()]
    for number in range(1, 5):
        assert "<sheetProtection sheet=" in part(form, f"xl/worksheets/sheet{number}.xml")
    assert "password" not in everything_in(form)


def test_answers_are_chosen_from_the_named_list_of_levels_ne_and_na(form: Path) -> None:
    sheet = part(form, "xl/worksheets/sheet2.xml")
    assert 'type="list"' in sheet
    assert "<formula1>level_list</formula1>" in sheet
    names = dict(re.findall(r'<definedName name="(level_\w+)">([^<]*)<', part(form, "xl/workbook.xml")))
    reach = {name: re.findall(r"\$(\d+)", text) for name, text in names.items()}
    assert reach == {"level_list": ["1", "7"], "level_codes": ["1", "5"]}
    entries = [row[-1] for row in rows_of(form, META)[:7]]
    assert entries == [0, 1, 2, 3, 4, "NE", "NA"]


def test_a_programme_sheet_is_printed_one_page_wide_with_a_line_to_sign(form: Path) -> None:
    sheet = part(form, "xl/worksheets/sheet2.xml")
    assert 'fitToHeight="0"' in sheet
    assert "signature: ___" in sheet
    assert f"'P1'!$A$1:$K${FIRST_ROW + 5}" in part(form, "xl/workbook.xml").replace("P1!", "'P1'!")


@pytest.mark.parametrize("codes", ["01", "12345", "ABCD", "0123456", ["5", "10", "20"], ["no", "yes"]])
def test_every_kind_of_scale_has_a_column_a_step_and_its_own_entries(tmp_path: Path, codes: Any) -> None:
    case = case_of({"A": 2}, {"P1": {"ana": f"{codes[-1]} ."}}, codes=codes)
    path = written(case_mailing(case, "ana"), tmp_path / "form.xlsx")
    columns = Columns(len(codes))
    rows = rows_of(path, "P1")
    assert [head.split()[0] for head in rows[HEAD_ROW][2 : columns.answer]] == list(codes)
    stood = rows[FIRST_ROW][columns.answer]
    assert (str(int(stood)) if isinstance(stood, float) else stood) == codes[-1]
    assert rows[FIRST_ROW][columns.check] == "ok, no evidence cited"
    assert rows[FIRST_ROW][columns.key] == "P1|f.A1"


def test_criterion_and_question_stand_in_one_cell(tmp_path: Path) -> None:
    mailing = sample_mailing("mining", "ana", "en", framework="ptpr")
    path = written(replace(mailing, forms=mailing.forms), tmp_path / "form.xlsx")
    criterion = mailing.framework.criteria[0]
    assert rows_of(path, "CL01")[FIRST_ROW][NAME] == f"{criterion.name.en}\n{criterion.question.en}"


def test_citations_stand_as_ids_and_the_register_of_just_these_programmes_beside(tmp_path: Path) -> None:
    sample = read_sample("mining", "en")
    snapshot = sample.snapshot
    programme = snapshot.programme("CL03")
    plan = plan_of(snapshot, "ana", framework="ptpr", programmes=[programme.key], owed=False)
    path = written(mailing_of(snapshot, sample.scores, plan), tmp_path / "form.xlsx")
    (score,) = (
        one
        for one in sample.scores
        if one.programme == programme.key
        and one.criterion == "ptpr.ANT1"
        and one.evaluator == snapshot.evaluator("ana").key
    )
    assert score.cites
    cited = "; ".join(snapshot.evidence[key].id for key in score.cites)
    assert rows_of(path, "CL03")[FIRST_ROW][FIVE.evidence] == cited
    listed = [row[0] for row in rows_of(path, "Evidence")[4:]]
    assert listed == [item.id for item in snapshot.evidence_of(programme.key)]


HOSTILE = '=HYPERLINK("http://x","y")'


def test_no_text_of_anybody_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "3"}}, names={"P1": HOSTILE})
    evaluators = {key: replace(one, name="+1\x07") for key, one in case.snapshot.evaluators.items()}
    fact = Evidence(key="e1", id="E1", programme="P1", text="@SUM(1)", sign="+", place="#N/A")
    snapshot = replace(case.snapshot, evaluators=evaluators, evidence={"e1": fact})
    (score,) = case.scores
    case = replace(case, snapshot=snapshot, scores=(replace(score, note="=1+1", cites=("e1",)),))
    path = written(case_mailing(case, "ana"), tmp_path / "form.xlsx")
    rows = rows_of(path, "P1")
    assert rows[0][0] == f"P1  {HOSTILE}"
    assert rows[FIRST_ROW][FIVE.note] == "=1+1"
    formulas = re.findall(r"<f>([^<]*)</f>", everything_in(path))
    assert formulas
    assert not any("HYPERLINK" in formula or "1+1" in formula for formula in formulas)


def test_sheets_are_called_by_ids_made_safe_and_unlike_those_of_the_form_itself(tmp_path: Path) -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "."}})
    ids = ("Start", "start", "EVIDENCE", "_form", "History", "A1", "ñandú")
    programmes = {id: Programme(key=id, id=id, name=id) for id in ids}
    case = replace(case, snapshot=replace(case.snapshot, programmes=programmes), scores=())
    path = written(case_mailing(case, "ana"), tmp_path / "form.xlsx")
    with CalamineWorkbook.from_path(path) as workbook:
        names = workbook.sheet_names
    assert len({name.casefold() for name in names}) == len(ids) + 3
    assert "history" not in {name.casefold() for name in names}
    assert {row["sheet"] for row in asked_of(path)} == set(names) - {"Start", "Evidence", META}
    assert {row["programme"] for row in asked_of(path)} == set(ids)


def test_a_form_says_when_a_programme_has_no_evidence(form: Path) -> None:
    assert rows_of(form, "Evidence")[4][0] == "No evidence has been registered for these programmes yet."


def test_a_spanish_form_is_spanish_while_the_program_speaks_english(tmp_path: Path) -> None:
    mailing = sample_mailing("workshop", "clara", "es")
    path = written(mailing, tmp_path / "form.xlsx")
    first = mailing.framework.criteria[0]
    programme = mailing.snapshot.programmes[mailing.forms[0].programmes[0]]
    assert rows_of(path, programme.id)[FIRST_ROW][NAME].startswith(first.name.es)
    assert facts_of(path)["sc_language"] == "es"


def test_a_file_that_is_there_is_never_overwritten_in_a_folder(tmp_path: Path) -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "."}})
    mailing = case_mailing(case, "ana")
    (one,) = write_forms(mailing, tmp_path / "sent")
    (other,) = write_forms(mailing, tmp_path / "sent")
    assert (one.file, other.file) == ("form-f-r1-ana.xlsx", "form-f-r1-ana (2).xlsx")


class Stop:
    """A person who cancels once the first form is there."""

    def step(self, done: int, total: int, doing: str) -> None:
        if done == 1:
            raise Cancelled


def test_a_cancelled_batch_leaves_no_form_and_no_folder_that_was_not_there(tmp_path: Path) -> None:
    case = case_of({"A": 1}, {"P1": {"ana": ".", "luis": "."}})
    mailing = mailing_of(case.snapshot, (), plan_of(case.snapshot, "ana", "luis"))
    with pytest.raises(Cancelled):
        write_forms(mailing, tmp_path / "sent", Stop())
    assert not (tmp_path / "sent").exists()
    (tmp_path / "sent").mkdir()
    with pytest.raises(Cancelled):
        write_forms(mailing, tmp_path / "sent", Stop())
    assert list((tmp_path / "sent").iterdir()) == []


def test_what_no_cell_can_hold_is_refused_and_an_earlier_file_stays(tmp_path: Path) -> None:
    case = case_of({"A": 1}, {"P1": {"ana": "."}})
    fact = Evidence(key="e1", id="E1", programme="P1", text="x" * 40_000, sign="+")
    case = replace(case, snapshot=replace(case.snapshot, evidence={"e1": fact}))
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"as it was")
    mailing = case_mailing(case, "ana")
    with pytest.raises(Refusal, match="32,767"):
        write_form(mailing, mailing.forms[0], path)
    assert path.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sent").write_text("")
    case = case_of({"A": 1}, {"P1": {"ana": "."}})
    with pytest.raises(Refusal, match="is a file"):
        write_forms(case_mailing(case, "ana"), tmp_path / "sent")
