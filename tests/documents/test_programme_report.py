"""A report shows a programme's score with what is behind it, of any programme, however little is known of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.analysis.sources.note_layout import shown_table
from scorecard.documents.manuscript import Figure, Heading, Manuscript
from scorecard.documents.pdf import as_pdf
from scorecard.documents.programme_report import programme_report
from scorecard.documents.word import as_word
from scorecard.i18n import format_number, speaking
from scorecard.model.programme import Rating
from scorecard.workspace import Workspace
from tests.analysis.evaluations import case_of
from tests.documents.conftest import published
from tests.documents.read_back import table_under, word_of, words_of
from tests.edits.workshops import Held


@pytest.fixture(scope="module")
def mining(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = tmp_path_factory.mktemp("report") / "mining.scorecard"
    return Workspace.create(path, sample="mining", language="en")


def report(workspace: Workspace, id: str) -> Manuscript:
    publication = workspace.publication(workspace.question("ptpr"))
    return programme_report(publication, workspace.snapshot.programme(id).key)


def test_a_report_has_every_part_in_one_order(mining: Workspace) -> None:
    heads = [one.text for one in report(mining, "CL03").blocks if isinstance(one, Heading) and one.level == 1]
    assert heads == [
        "Result", "Marks by dimension", "Levels by criterion", "Evidence", "Open questions", "Challenges",
        "Notes of the evaluators", "Recommendations", "The sources’ own ratings, as printed", "Documents",
        "How this document was made",
    ]  # fmt: skip


def test_the_score_is_that_of_the_comparison(mining: Workspace) -> None:
    comparison = mining.compare(mining.question("ptpr"))
    programme = mining.snapshot.programme("CL03")
    result = comparison.result(comparison.row(programme.key))
    words = " ".join(words_of(report(mining, "CL03")))
    assert f"Score {result.figure} of 4" in words
    assert f"rank {result.rank} of {comparison.ranked}." in words
    sections = table_under(report(mining, "CL03"), "Result").rows
    first = result.sections[0]
    assert first.low is not None
    assert first.high is not None
    assert sections[0][2] == f"{format_number(first.low, 2)} – {format_number(first.high, 2)}"


def test_the_table_of_marks_is_the_one_that_everything_else_shows(mining: Workspace) -> None:
    programme = mining.snapshot.programme("CL03")
    source = mining.source_table("ptpr", programmes=[programme.key])
    grid = table_under(report(mining, "CL03"), "Marks by dimension")
    assert grid.heads == source.table.heads[2:]
    assert grid.rows == tuple(row[2:] for row in source.table.rows)


def test_every_criterion_has_its_level_and_what_the_level_says(mining: Workspace) -> None:
    framework = mining.snapshot.framework("ptpr")
    words = words_of(report(mining, "CL03"))
    for criterion in framework.criteria:
        assert f"{criterion.code} {criterion.name.en}" in words
    assert "No evidence found in the sources" in words


def test_evidence_stands_with_its_place(mining: Workspace) -> None:
    programme = mining.snapshot.programme("CL03")
    rows = table_under(report(mining, "CL03"), "Evidence").rows
    register = mining.snapshot.evidence_of(programme.key)
    assert [row[0] for row in rows] == [one.id for one in register]
    assert [row[4] for row in rows] == [one.place for one in register]


def test_recommendations_stand_in_the_columns_of_their_sheet(mining: Workspace) -> None:
    sheet = next(one for one in mining.snapshot.ordered_note_sheets() if one.template.id == "recommendations")
    grid = table_under(report(mining, "CL03"), "Recommendations")
    assert grid.rows == shown_table(mining.snapshot, sheet, places=True).rows
    assert len(grid.heads) == 3


def test_ratings_stand_as_printed_with_their_footnotes(mining: Workspace) -> None:
    ratings = mining.snapshot.programme("CL03").ratings
    rows = table_under(report(mining, "CL03"), "The sources’ own ratings, as printed").rows
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [
        (one.subject, one.mark, one.text, one.footnote) for one in ratings
    ]


def test_the_picture_says_in_words_what_it_shows(mining: Workspace) -> None:
    written = report(mining, "CL03")
    figure = next(one for one in written.blocks if isinstance(one, Figure))
    assert "Alta Ley" in figure.words
    assert word_of(as_word(written)).inline_shapes[0]._inline.docPr.get("descr") == figure.words


def test_a_spanish_report_is_spanish_all_through(mining: Workspace) -> None:
    with speaking("es"):
        written = report(mining, "CL03")
    assert written.language == "es"
    words = words_of(written)
    assert mining.snapshot.framework("ptpr").sections[0].criteria[0].levels[0].es
    assert "No se halló evidencia en las fuentes" in words
    assert "Puntajes ilustrativos" in written.footer


@pytest.mark.parametrize("words", ["NA NA NA", "NE NE NE", ". . .", "2 2 2"])
def test_any_programme_can_be_reported_on(words: str) -> None:
    held = Held(case_of({"A": 2, "B": 1}, {"P1": {"ana": words}}))
    written = programme_report(published(held), "P1")
    said = " ".join(words_of(written))
    assert ("No criterion applies to this programme" in said) == (words == "NA NA NA")
    assert ("Insufficient evidence for a score" in said) == (words in ("NE NE NE", ". . ."))
    assert as_pdf(written).startswith(b"%PDF-")
    assert as_word(written).startswith(b"PK")


def test_a_level_between_two_says_between_which() -> None:
    held = Held(case_of({"A": 1}, {"P1": {"ana": "2", "ben": "3"}}))
    row = table_under(programme_report(published(held), "P1"), "Levels by criterion").rows[0]
    assert row[1:] == ("2.5", "Between 2 and 3. ")


def test_texts_of_the_scores_stand_with_who_wrote_them() -> None:
    held = Held()
    for cell, score in list(held.scores.items()):
        if cell.programme == "P1" and cell.criterion == "f.A1":
            asked = "Who pays?" if cell.evaluator != "eva" else "Since when?"
            held.scores[cell] = replace(score, question=asked)
    rows = table_under(programme_report(published(held), "P1"), "Open questions").rows
    assert rows == (("A1", "Who pays?", "ana, ben"), ("A1", "Since when?", "eva"))


def test_what_a_source_prints_may_look_like_a_formula() -> None:
    held = Held()
    rating = Rating(documents=(), place="p. 3", subject="=A1", mark="√", footnote="* as of 2014")
    programme = replace(held.snapshot.programmes["P1"], ratings=(rating,))
    held.snapshot = replace(held.snapshot, programmes={**held.snapshot.programmes, "P1": programme})
    word = word_of(as_word(programme_report(published(held), "P1")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "=A1" in cells
    assert "√" in cells


def test_reports_are_whole_files(mining: Workspace, tmp_path: Path) -> None:
    from scorecard.documents.files import save_document

    path = tmp_path / "report.docx"
    save_document(report(mining, "CL03"), path)
    assert word_of(path.read_bytes()).core_properties.title == "CL03 Alta Ley National Mining Program"
