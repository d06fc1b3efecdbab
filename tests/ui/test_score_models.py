"""The lists of the Score page say what is stored, and change only where an answer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from scorecard.i18n import choose_language
from scorecard.library.frameworks import built_in_framework
from scorecard.model.programme import Document, Evidence, Programme
from ui.models.score import criterion_list, programme_progress
from ui.models.score.criterion_list import CRITERION_FILTERS, Answer, CriterionList
from ui.models.score.evidence_cards import CARD, EvidenceCards
from ui.models.score.programme_progress import ProgrammeProgress, Work
from ui.models.score.section_means import section_means

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

PTPR = built_in_framework("ptpr")
FIRST_SECTION = [criterion.id for criterion in PTPR.sections[0].criteria]


def programme(number: int, country: str = "Chile", name: str = "") -> Programme:
    return Programme(key=f"k{number}", id=f"P{number}", name=name or f"Programme {number}", country=country)


def evidence(number: int, sign: str = "+", *criteria: str) -> Evidence:
    return Evidence(
        key=f"e{number}",
        id=f"P1-{number}",
        programme="k1",
        text=f"Fact {number}",
        place=f"000 §{number}",
        criteria=criteria,
        sign=sign,  # type: ignore[arg-type]
    )


def answers(values: dict[str, str]) -> dict[str, Answer]:
    return {criterion: Answer(value=value) for criterion, value in values.items()}


def shown(model: CriterionList, kind: str) -> list[criterion_list.Row]:
    rows = (model.index(place).data(criterion_list.ROW) for place in range(model.rowCount()))
    return [row for row in rows if row.kind == kind]


@pytest.fixture
def criteria(qtbot: object) -> CriterionList:
    model = CriterionList()
    model.show(PTPR, answers({FIRST_SECTION[0]: "2", FIRST_SECTION[1]: "4", FIRST_SECTION[2]: "NE"}), 0.5)
    return model


def test_the_list_of_criteria_is_a_sound_item_model(
    criteria: CriterionList, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(criteria)


def test_every_criterion_stands_under_its_section(criteria: CriterionList) -> None:
    assert criteria.rowCount() == len(PTPR.sections) + len(PTPR.criteria)
    assert [row.id for row in shown(criteria, "section")] == [section.id for section in PTPR.sections]


def test_a_section_shows_the_mean_of_the_levels_alone(criteria: CriterionList) -> None:
    assert shown(criteria, "section")[0].figure == "3.0"


def test_a_section_with_too_little_evidence_shows_its_mean_in_brackets(criteria: CriterionList) -> None:
    criteria.set_answer(FIRST_SECTION[1], Answer(value="NE"))
    head = shown(criteria, "section")[0]
    assert (head.figure, head.enough) == ("(2.0)", False)


def test_a_section_without_a_level_shows_no_mean_and_never_a_zero(criteria: CriterionList) -> None:
    assert shown(criteria, "section")[1].figure == ""


def test_means_are_written_with_a_comma_in_spanish(criteria: CriterionList) -> None:
    choose_language("es")
    model = CriterionList()
    model.show(PTPR, answers({FIRST_SECTION[0]: "2"}), 0.25)
    assert shown(model, "section")[0].figure == "2,0"


def test_what_does_not_apply_leaves_the_coverage() -> None:
    answers = dict.fromkeys(FIRST_SECTION, "NA") | {FIRST_SECTION[0]: "3"}
    mean = section_means(PTPR, answers, 1.0)[0]
    assert (mean.score, mean.enough) == (3.0, True)


def test_an_answer_changes_its_row_and_its_section_and_no_other(criteria: CriterionList) -> None:
    changed: list[int] = []
    criteria.dataChanged.connect(lambda top, bottom: changed.extend(range(top.row(), bottom.row() + 1)))
    criteria.set_answer(FIRST_SECTION[3], Answer(value="1"))
    assert sorted(changed) == [0, 4]


def test_the_same_answer_again_changes_nothing(criteria: CriterionList) -> None:
    changed: list[object] = []
    criteria.dataChanged.connect(changed.append)
    criteria.set_answer(FIRST_SECTION[0], Answer(value="2"))
    assert changed == []


def test_stepping_stops_at_either_end(criteria: CriterionList) -> None:
    last = PTPR.criteria[-1].id
    assert criteria.neighbour(FIRST_SECTION[0], -1) == FIRST_SECTION[0]
    assert criteria.neighbour(last, 1) == last
    assert criteria.neighbour(FIRST_SECTION[0], 1) == FIRST_SECTION[1]


def test_the_next_unanswered_criterion_is_looked_for_beyond_the_end(criteria: CriterionList) -> None:
    for criterion in PTPR.criteria:
        criteria.set_answer(criterion.id, Answer(value="1"))
    criteria.set_answer(FIRST_SECTION[1], Answer(value=""))
    assert criteria.unanswered_after(FIRST_SECTION[2]) == FIRST_SECTION[1]
    criteria.set_answer(FIRST_SECTION[1], Answer(value="NE"))
    assert criteria.unanswered_after(FIRST_SECTION[2]) is None


def test_a_chip_is_said_aloud_in_words(criteria: CriterionList) -> None:
    spoken = criteria.place_of(FIRST_SECTION[2]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Voices for change in prioritisation, no evidence"


@pytest.fixture
def progress(qtbot: object) -> ProgrammeProgress:
    model = ProgrammeProgress()
    programmes = [programme(1), programme(2, "Perú", "Minería Ágil"), programme(10), programme(11, "")]
    model.show(programmes, {"k1": 22, "k2": 3}, 22)
    return model


def names(model: ProgrammeProgress) -> list[str]:
    return [model.index(place).data(programme_progress.ROW).name for place in range(model.rowCount())]


def test_the_list_of_programmes_is_a_sound_item_model(
    progress: ProgrammeProgress, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(progress)


def test_programmes_stand_under_their_countries(progress: ProgrammeProgress) -> None:
    assert names(progress) == [
        "Chile",
        "Programme 1",
        "Programme 10",
        "Perú",
        "Minería Ágil",
        "No country given",
        "Programme 11",
    ]


def test_the_filter_knows_no_accents_and_no_case(progress: ProgrammeProgress) -> None:
    progress.set_wanted("mineria agil")
    assert names(progress) == ["Perú", "Minería Ágil"]
    progress.set_wanted("PERU")
    assert names(progress) == ["Perú", "Minería Ágil"]
    progress.set_wanted("")
    assert len(names(progress)) == 7


def test_programmes_of_no_country_at_all_need_no_head(qtbot: object) -> None:
    model = ProgrammeProgress()
    model.show([programme(1, "")], {}, 22)
    assert names(model) == ["Programme 1"]


def test_a_count_changes_one_row(progress: ProgrammeProgress) -> None:
    changed: list[int] = []
    progress.dataChanged.connect(lambda top, bottom: changed.extend(range(top.row(), bottom.row() + 1)))
    progress.set_done("k2", 4)
    assert changed == [4]
    assert progress.complete() == 1


def test_the_next_unfinished_programme_comes_after_this_one(progress: ProgrammeProgress) -> None:
    assert progress.unfinished_after("k1") == "k10"
    for key in ("k2", "k10", "k11"):
        progress.set_done(key, 22)
    assert progress.unfinished_after("k1") is None


@pytest.fixture
def cards(qtbot: object) -> EvidenceCards:
    model = EvidenceCards()
    model.show([evidence(1), evidence(2, "?"), evidence(3, "-")], {}, ("e3",))
    return model


def test_the_cards_are_a_sound_item_model(cards: EvidenceCards, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(cards)


def test_citing_changes_the_card_and_moves_none(cards: EvidenceCards) -> None:
    changed: list[int] = []
    cards.dataChanged.connect(lambda top, bottom: changed.append(top.row()))
    cards.set_cited(("e3", "e1"))
    assert changed == [0]
    assert [cards.index(row).data(CARD).cited for row in range(3)] == [True, False, True]


def test_a_card_without_a_place_names_its_documents(qtbot: object) -> None:
    item = Evidence(key="e", id="e", programme="k", text="Fact", documents=("d",), sign="+")
    model = EvidenceCards()
    model.show([item], {"d": Document(key="d", id="003", title="Notes")}, ())
    assert model.index(0).data(CARD).place == "003 Notes"


def test_a_sign_is_a_word_as_well(cards: EvidenceCards) -> None:
    assert [cards.index(row).data(CARD).word for row in range(3)] == ["supports", "asks", "limits"]


def codes(model: CriterionList) -> list[str]:
    return [row.id.partition(".")[2] for row in shown(model, "criterion")]


def test_a_filter_leaves_what_passes_and_the_place(criteria: CriterionList) -> None:
    criteria.set_place("ptpr.EMB1")
    criteria.set_answer(FIRST_SECTION[0], Answer(value="2", lacking="uncited"))
    criteria.set_filter("lacking")
    assert codes(criteria) == ["ANT1", "EMB1"]
    assert [row.id for row in shown(criteria, "section")] == ["ANT", "EMB"]
    criteria.set_filter("all")
    assert len(codes(criteria)) == len(PTPR.criteria)


def test_words_are_found_in_every_text_of_both_languages(criteria: CriterionList) -> None:
    criteria.set_wanted("prioritisation VOCES")
    assert codes(criteria) == ["ANT3"]
    criteria.set_wanted("nothing like it")
    assert codes(criteria) == []
    criteria.set_wanted("  ")
    assert len(codes(criteria)) == len(PTPR.criteria)


def test_what_is_remarkable_is_said_aloud(criteria: CriterionList) -> None:
    answer = Answer(value="3", carried="Baseline", lacking="official", disputed=True, asks=True)
    criteria.set_answer(FIRST_SECTION[0], answer)
    spoken = criteria.place_of(FIRST_SECTION[0]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Long-term horizon and road-map, level 3, carried over from Baseline, not confirmed, "
        "no official document, disputed, open question"
    )


def test_every_filter_counts_what_it_would_show(criteria: CriterionList) -> None:
    for wanted in CRITERION_FILTERS:
        criteria.set_place("")
        criteria.set_filter(wanted)
        assert criteria.count(wanted) == len(codes(criteria))


def test_the_rest_of_a_section_is_what_has_no_answer(criteria: CriterionList) -> None:
    assert criteria.rest_of_section(0) == tuple(FIRST_SECTION[3:])
    assert len(criteria.rest_of_section(1)) == len(PTPR.sections[1].criteria)


def test_programmes_are_filtered_by_the_work_of_the_evaluator(qtbot: object) -> None:
    model = ProgrammeProgress()
    work = {
        "k1": Work(owed=True),
        "k2": Work(status="submitted", owed=True),
        "k3": Work(status="approved"),
        "k4": Work(conflict=True),
    }
    model.show([programme(number, "") for number in range(1, 6)], {"k1": 22, "k5": 22}, 22, work)
    for wanted, expected in (
        ("owed", [1]),
        ("submitted", [2, 3]),
        ("unfinished", [2, 3, 4]),
        ("all", [1, 2, 3, 4, 5]),
    ):
        model.set_filter(wanted)  # type: ignore[arg-type]
        assert names(model) == [f"Programme {number}" for number in expected]
        assert model.count(wanted) == len(expected)  # type: ignore[arg-type]


def test_a_programme_that_is_answered_meanwhile_keeps_its_row(progress: ProgrammeProgress) -> None:
    progress.set_filter("unfinished")
    before = names(progress)
    progress.set_done("k2", 22)
    assert names(progress) == before
    spoken = progress.place_of("k2").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "P2 Minería Ágil, 22 of 22 answered"
