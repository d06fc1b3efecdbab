"""The table of marks by dimension: the marks of Table 3 of document 003 word for word, and where ours may stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cache

import pytest

from scorecard.analysis.comparison import compare
from scorecard.analysis.cube import build_cube
from scorecard.analysis.question import Question
from scorecard.analysis.sources.derived_marks import Derivation
from scorecard.analysis.sources.ptpr_table import ptpr_table
from scorecard.analysis.sources.source_tables import SourceTable
from scorecard.i18n import speaking
from scorecard.library.note_sheets import built_in_template
from scorecard.library.samples import read_sample
from scorecard.model.note_sheet import NoteRow, NoteSheet
from scorecard.model.programme import Document, Rating
from scorecard.model.score import Score
from scorecard.model.snapshot import Snapshot
from tests.analysis.evaluations import Case, case_of

# Document 003, Table 3: dimension, marks as printed, then for each mark how many entries it heads, and words of each.
TABLE_3: dict[str, tuple[str, list[tuple[str, list[str]]]]] = {
    "Anticipation capacity": ("√", [("√", ["20205"])]),
    "Adaptation capacity": ("?", [("?", ["mechanisms"])]),
    "Learning and upgrading potential": (
        "√ ?",
        [("√", ["incentives for innovation", "Conditionalities", "Skill"]), ("?", ["money"])],
    ),
    "Interconnectedness propensity": ("√", [("√", ["stakeholders", "Conditionalities"])]),
    "Embeddedness potential": ("?", [("?", ["sustainability", "regions and territories"])]),
}
CHALLENGES = ["private sector", "175 USD Millions", "multiplicity"]


@cache
def sample(name: str, language: str = "en") -> tuple[Snapshot, Derivation]:
    contents = read_sample(name, language)
    return contents.snapshot, derivation_of(contents.snapshot, contents.scores, "ptpr")


def derivation_of(snapshot: Snapshot, scores: Collection[Score], framework: str) -> Derivation:
    round = snapshot.ordered_rounds()[-1].key
    version = snapshot.framework_in(framework, round)
    criteria = {criterion.id for criterion in version.criteria}
    own = tuple(one for one in scores if one.round == round and one.criterion in criteria)
    cells = [(one.programme, one.evaluator, one.criterion, one.value) for one in own]
    cube = build_cube(snapshot, version, round, cells)
    comparison = compare(snapshot, cube, Question(framework=framework, round=round))
    return Derivation(comparison=comparison, scores=own)


def rows_of(source: SourceTable) -> list[dict[str, str]]:
    return [dict(zip(source.table.heads, row, strict=True)) for row in source.table.rows]


def test_transforma_has_every_tick_question_and_challenge_of_table_3() -> None:
    snapshot, derivation = sample("mining")
    rows = rows_of(ptpr_table(snapshot, derivation, [snapshot.programme("CL09").key]))
    assert [row["Dimension"] for row in rows] == [*TABLE_3, "Current challenges"]
    for row in rows[:-1]:
        marks, groups = TABLE_3[row["Dimension"]]
        assert row["Mark"] == marks
        entries = row["Entries"].split("\n")
        begins = [f"{mark} " if not place else "" for mark, words in groups for place in range(len(words))]
        expected = [words for _mark, several in groups for words in several]
        assert len(entries) == len(expected)
        for entry, begin, words in zip(entries, begins, expected, strict=True):
            assert entry.startswith(begin)
            assert words in entry
            assert bool(begin) == (entry[0] in "√?")
    challenges = rows[-1]["Entries"].split("\n")
    assert rows[-1]["Mark"] == ""
    for entry, words in zip(challenges, CHALLENGES, strict=True):
        assert words in entry
    assert all(figure in challenges[1] for figure in ("700 USD Million", "2014-2020"))


def test_the_marks_of_a_source_come_first_with_document_and_place_and_are_not_printed_twice() -> None:
    snapshot, derivation = sample("mining")
    rows = rows_of(ptpr_table(snapshot, derivation))
    assert [row["Programme (id)"] for row in rows[:7]] == ["CL09"] * 6 + ["CL01"]
    sources = [row for row in rows if row["Whose mark"] == "source: 003"]
    assert len(sources) == 6
    assert all(row["Where it is found"].startswith("003 Table 3") for row in sources)
    assert {row["Whose mark"] for row in rows[6:]} == {"ours, derived"}
    assert "20205 is printed so" in rows[0]["Footnote"]


def test_marks_and_places_are_as_printed_in_spanish_and_heads_are_not() -> None:
    snapshot, derivation = sample("mining", "es")
    with speaking("es"):
        source = ptpr_table(snapshot, derivation, [snapshot.programme("CL09").key])
    assert [row[3] for row in source.table.rows] == [*(marks for marks, _groups in TABLE_3.values()), ""]
    assert source.table.rows[0][2] == "Capacidad de anticipación"
    assert "20205" in source.table.rows[0][4]


def test_nobody_is_missing_without_a_word() -> None:
    snapshot, derivation = sample("mining")
    source = ptpr_table(snapshot, derivation)
    shown = {row["Programme (id)"] for row in rows_of(source)}
    absent = {one.id for one in snapshot.programmes.values()} - shown
    (note,) = (note for note in source.notes if "Not in the table" in note)
    assert absent
    assert all(id in note for id in absent)


def test_derived_marks_say_that_they_are_and_carry_the_label_of_the_scores() -> None:
    snapshot, derivation = sample("mining")
    assert "llustrative" in ptpr_table(snapshot, derivation).caution
    assert ptpr_table(snapshot, derivation, [snapshot.programme("CL09").key]).caution == ""
    snapshot, derivation = sample("workshop")
    source = ptpr_table(snapshot, derivation)
    assert len(source.table.rows) == 12 * 5
    assert any("3 or more in Round 1" in note for note in source.notes)
    assert "Invented" in source.caution


CASE = case_of({"A": 2, "B": 1}, {"P1": {"ana": "4 0 NE"}, "P2": {"ana": "3 3 3"}})
DOCUMENT = Document(key="d" * 32, id="D1", title="A document")


def with_sheet(case: Case, *rows: NoteRow, programme: str = "P1", documents: tuple[str, ...] = ()) -> Case:
    sheet = NoteSheet(
        key="s",
        id="s1",
        title="A sheet",
        template=built_in_template("scorecard_marks"),
        programme=programme,
        documents=documents,
        place="Table 9",
    )
    snapshot = replace(
        case.snapshot,
        documents={DOCUMENT.key: DOCUMENT},
        note_sheets={**case.snapshot.note_sheets, "s": sheet},
        note_rows={**case.snapshot.note_rows, **{row.key: row for row in rows}},
    )
    return replace(case, snapshot=snapshot)


def row(number: int, *, documents: tuple[str, ...] = (), **cells: str) -> NoteRow:
    return NoteRow(
        key=str(number), sheet="s", position=number, cells=tuple(cells.items()), documents=documents
    )


def with_ratings(case: Case, *ratings: Rating) -> Case:
    programme = replace(case.snapshot.programmes["P1"], ratings=ratings)
    programmes = {**case.snapshot.programmes, "P1": programme}
    documents = {DOCUMENT.key: DOCUMENT}
    return replace(case, snapshot=replace(case.snapshot, programmes=programmes, documents=documents))


def made(case: Case) -> SourceTable:
    return ptpr_table(case.snapshot, derivation_of(case.snapshot, case.scores, "f"))


def whose(case: Case) -> list[tuple[str, str, str, str]]:
    return [
        (row["Programme (id)"], row["Dimension"], row["Mark"], row["Whose mark"])
        for row in rows_of(made(case))
    ]


def test_a_derived_dimension_without_a_mark_keeps_its_row_and_says_how_much_is_known() -> None:
    first = rows_of(made(CASE))[:2]
    assert [(row["Mark"], row["Entries"], row["Footnote"]) for row in first] == [
        ("√", "√ f.A1 (4)", "2 of 2 with a level"), ("", "", "0 of 1 with a level"),
    ]  # fmt: skip


def test_a_note_sheet_of_ours_takes_the_place_of_what_is_derived() -> None:
    case = with_sheet(
        CASE, row(1, dimension="ANT", mark="?", text="Ours"), row(2, dimension="challenges", text="Money")
    )
    assert whose(case)[:2] == [
        ("P1", "Anticipation capacity", "?", "ours, set by hand"),
        ("P1", "Current challenges", "", "ours, set by hand"),
    ]
    assert {who for id, _dimension, _mark, who in whose(case) if id == "P2"} == {"ours, derived"}


def test_an_empty_note_sheet_takes_the_place_of_nothing() -> None:
    assert whose(with_sheet(CASE)) == whose(CASE)


def test_nothing_is_added_to_the_marks_of_a_source_and_what_is_passed_over_is_named() -> None:
    rows = (
        row(1, dimension="ANT", mark="√", text="Theirs", documents=(DOCUMENT.key,)),
        row(2, dimension="ADA", mark="√"),
    )
    case = with_sheet(CASE, *rows)
    assert [line for line in whose(case) if line[0] == "P1"] == [
        ("P1", "Anticipation capacity", "√", "source: D1")
    ]
    assert any("“A sheet”" in note and "not printed" in note for note in made(case).notes)


def test_marks_that_a_source_prints_otherwise_stay_as_they_are() -> None:
    case = with_sheet(
        CASE,
        row(1, dimension="ANT", mark="+/-", text="Both"),
        row(2, dimension="ANT", text="the same"),
        row(3, dimension="ANT", mark="√√"),
        row(4, text="under none"),
        documents=(DOCUMENT.key,),
    )
    first, second = rows_of(made(case))[:2]
    assert (first["Mark"], first["Entries"]) == ("+/- √√", "+/- Both\nthe same")
    assert (second["Dimension"], second["Entries"]) == ("", "under none")
    assert first["Where it is found"] == "Table 9"


def test_a_rating_on_a_section_is_a_mark_of_its_source() -> None:
    one = Rating(
        documents=(DOCUMENT.key,), place="D1 p. 3", subject="Part", section="A", mark="√ ?", text="why"
    )
    other = Rating(documents=(DOCUMENT.key,), place="D1 p. 4", subject="Impact", mark="No*")
    foreign = Rating(documents=(DOCUMENT.key,), place="D1 p. 5", subject="Links", section="Z", mark="√")
    case = with_ratings(CASE, one, other, foreign)
    assert [line for line in whose(case) if line[0] == "P1"] == [("P1", "Section A", "√ ?", "source: D1")]
    assert rows_of(made(case))[0]["Entries"] == "√ ? why"


@pytest.mark.parametrize("documents", [(DOCUMENT.key,), ()])
def test_a_rating_that_a_sheet_of_the_same_document_prints_is_not_printed_again(
    documents: tuple[str, ...],
) -> None:
    rating = Rating(documents=documents, place="", subject="Part", section="A", mark="√")
    case = with_sheet(
        with_ratings(CASE, rating), row(1, dimension="ANT", mark="?"), documents=(DOCUMENT.key,)
    )
    assert [line for line in whose(case) if line[0] == "P1"] == [
        ("P1", "Anticipation capacity", "?", "source: D1")
    ]


def test_a_rating_that_names_no_document_is_a_sources_all_the_same() -> None:
    rating = Rating(documents=(), place="", subject="Part", section="B", mark="√")
    assert whose(with_ratings(CASE, rating))[0] == ("P1", "Section B", "√", "source: not named")


def test_a_sheet_about_no_programme_stands_by_its_title() -> None:
    case = with_sheet(
        CASE, row(1, dimension="ANT", mark="√", text="All"), programme="", documents=(DOCUMENT.key,)
    )
    first = rows_of(made(case))[0]
    assert (first["Programme (id)"], first["Programme"], first["Mark"]) == ("", "A sheet", "√")


def test_without_rounds_marks_or_programmes_there_is_a_sentence_that_says_what_to_fill() -> None:
    source = ptpr_table(replace(CASE.snapshot, programmes={}, rounds={}), None)
    assert source.table.rows == ()
    assert source.table.heads[0] == "Programme (id)"
    assert "--template scorecard_marks" in source.lacks
    nothing = case_of({"A": 1}, {"P1": {"ana": "NE"}})
    assert made(nothing).lacks
