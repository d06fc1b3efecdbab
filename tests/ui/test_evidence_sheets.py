"""The sheets of the evidence register store what is written in them, and lose nothing that is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from scorecard.analysis.sources.discrepancies import differing
from scorecard.edits import documents, evidence, people, programmes
from scorecard.model.programme import Document, Evidence
from scorecard.model.record import new_key
from ui.dialogs.citations import CitationsDialog
from ui.dialogs.discrepancies import DiscrepanciesDialog
from ui.dialogs.document import DocumentDialog
from ui.dialogs.documents import DocumentsDialog
from ui.dialogs.evidence import EvidenceDialog
from ui.dialogs.evidence_desk import EvidenceDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from scorecard.model.snapshot import Snapshot
    from ui.session import Session
    from ui.theme import Theme

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def desk(session: Session, theme: Theme, prompts: Any, page: QWidget) -> EvidenceDesk:
    session.go_to(programme=snapshot_of(session).programme("W01").key)
    return EvidenceDesk(session, theme, prompts, page)


def snapshot_of(session: Session) -> Snapshot:
    assert session.workspace is not None
    return session.workspace.snapshot


def register(session: Session) -> tuple[Evidence, ...]:
    assert session.programme is not None
    return snapshot_of(session).evidence_of(session.programme)


def add_document(session: Session, title: str) -> str:
    document = Document(key=new_key(), id="", title=title)
    assert session.edit(documents.add, document)
    return document.key


def fills(prompts: Any, fill: Callable[[Any], object]) -> None:
    def answer(dialog: QDialog) -> bool:
        fill(dialog)
        return dialog.result() == QDialog.DialogCode.Accepted

    prompts.fill = answer


def test_a_fact_is_added_with_everything_the_sheet_asks(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    other = register(session)[0]
    document = add_document(session, "Decree 5")

    def fill(dialog: EvidenceDialog) -> None:
        dialog.fact.setPlainText("The council met monthly.")
        dialog.sign.set_current(1)
        dialog.standing.set_current(3)
        dialog.effect.setChecked(True)
        dialog.setting.setChecked(True)
        dialog.place.setText("Minutes 2012")
        prompts.path = Path("actas") / "minutes.pdf"
        QTest.mouseClick(dialog.link.choose, Qt.MouseButton.LeftButton)
        tick(dialog.documents, document)
        tick(dialog.criteria_choice, "lnk.A1")
        tick(dialog.differs, other.key)
        dialog.accept()

    fills(prompts, fill)
    assert session.programme is not None
    desk.add(session.programme, "ptpr.ANT4")
    (added,) = (one for one in register(session) if one.text == "The council met monthly.")
    assert added == replace(
        added,
        sign="-",
        standing="verified",
        effect=True,
        context=True,
        place="Minutes 2012",
        link="minutes.pdf",
        documents=(document,),
        criteria=("ptpr.ANT4", "lnk.A1"),
        differs_from=(other.key,),
    )


def order_of(session: Session) -> list[str]:
    return [
        criterion.id
        for framework in snapshot_of(session).ordered_frameworks()
        for criterion in framework.criteria
    ]


def tick(choices: Any, key: str) -> None:
    """Turn the tick of a choice by the space bar."""
    rows = [choices.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(choices.list.count())]
    choices.list.setCurrentRow(rows.index(key))
    QTest.keyClick(choices.list, Key.Key_Space)


def test_a_file_that_is_chosen_leaves_its_name_and_nothing_of_its_folder(
    desk: EvidenceDesk, session: Session, prompts: Any, theme: Theme
) -> None:
    dialog = EvidenceDialog(session, theme, prompts, register(session)[0])
    prompts.path = None
    dialog.link.field.setText("https://example.org")
    QTest.mouseClick(dialog.link.choose, Qt.MouseButton.LeftButton)
    assert dialog.link.link == "https://example.org"
    words = " ".join(label.text() for label in dialog.link.findChildren(QLabel))
    assert "only its name is kept" in words


def test_an_item_that_is_changed_keeps_what_the_sheet_does_not_show(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    item = register(session)[0]
    fills(prompts, lambda dialog: (dialog.fact.setPlainText("Said better."), dialog.accept()))
    desk.edit(item.key)
    assert register(session)[0] == replace(item, text="Said better.")


def test_storing_an_item_as_it_was_is_no_edit_whatever_the_order_of_its_sources(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    first, second, third = register(session)[:3]
    found_in = (add_document(session, "B"), *first.documents, add_document(session, "A"))
    odd = replace(
        first, documents=found_in, criteria=("lnk.A1", "ptpr.ANT1"), differs_from=(third.key, second.key)
    )
    assert session.edit(evidence.change, odd)
    edits: list[object] = []
    session.edited.connect(edits.append)
    fills(prompts, lambda dialog: dialog.accept())
    desk.edit(first.key)
    assert edits == []


def test_a_refused_item_keeps_every_word_and_the_sheet_says_why(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    seen: list[str] = []

    def fill(dialog: EvidenceDialog) -> None:
        dialog.fact.setPlainText(" ")
        dialog.accept()
        assert not dialog.fact_problem.isHidden()
        dialog.fact.setPlainText("x" * 5_000)
        dialog.accept()
        seen.append(dialog.problem.text())
        assert len(dialog.fact.toPlainText()) == 5_000

    fills(prompts, fill)
    before = register(session)
    desk.edit(before[0].key)
    assert "at most" in seen[0]
    assert register(session) == before


def test_a_link_said_by_the_other_item_is_shown_and_can_be_taken_back(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    first, second = register(session)[:2]
    assert session.edit(evidence.change, first, differs=[second.key])

    def fill(dialog: EvidenceDialog) -> None:
        assert dialog.differs.chosen == (first.key,)
        tick(dialog.differs, first.key)
        dialog.accept()

    fills(prompts, fill)
    desk.edit(second.key)
    assert differing(snapshot_of(session), first.key) == ()


def test_a_document_is_listed_on_the_spot_and_ticked(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    def fill(dialog: QDialog) -> None:
        if isinstance(dialog, DocumentDialog):
            dialog.title.setText("Acta n.º 12")
            dialog.agreed()
        elif isinstance(dialog, EvidenceDialog):
            QTest.mouseClick(dialog.new_document, Qt.MouseButton.LeftButton)
            dialog.accept()

    fills(prompts, fill)
    item = register(session)[0]
    desk.edit(item.key)
    found = snapshot_of(session).documents[register(session)[0].documents[-1]]
    assert found.title == "Acta n.º 12"
    assert set(item.documents) < set(register(session)[0].documents)


def test_removing_from_the_sheet_takes_the_citations_along_and_undo_brings_all_back(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    assert session.workspace is not None
    assert session.programme is not None
    scores = session.workspace.scores(programme=session.programme)
    key = next(score.cites[0] for score in scores if score.cites)
    told: list[str] = []
    desk.told.connect(told.append)

    def fill(dialog: EvidenceDialog) -> None:
        (remove,) = (one for one in dialog.findChildren(QPushButton) if "Remove" in one.text())
        remove.click()

    fills(prompts, fill)
    desk.edit(key)
    assert key not in snapshot_of(session).evidence
    assert all(key not in one.cites for one in session.workspace.scores(programme=session.programme))
    assert "Undo" in told[0]
    assert session.undo()
    assert session.workspace.scores(programme=session.programme) == scores


def test_an_item_that_a_submitted_score_cites_stays_and_the_strip_says_why(
    desk: EvidenceDesk, session: Session
) -> None:
    assert session.workspace is not None
    snapshot = snapshot_of(session)
    submitted = next(one for one in snapshot.assignments.values() if one.status == "submitted")
    scores = session.workspace.scores(programme=submitted.programme, evaluator=submitted.evaluator)
    key = next(score.cites[0] for score in scores if score.cites and score.round == submitted.round)
    refused: list[str] = []
    session.refused.connect(refused.append)
    desk.remove(key)
    assert key in snapshot_of(session).evidence
    assert "Reopen it first" in refused[0]


def test_one_item_is_cited_in_several_scores_of_who_scores(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    assert session.workspace is not None
    assert session.evaluator is not None
    item = register(session)[0]

    def cited() -> set[str]:
        assert session.workspace is not None
        scores = session.workspace.scores(programme=item.programme, evaluator=session.evaluator)
        return {
            score.criterion for score in scores if item.key in score.cites and score.round == session.round
        }

    before = cited()
    more = {id for id in ("ptpr.ANT1", "ptpr.EMB1", "lnk.A1") if id not in before}

    def fill(dialog: CitationsDialog) -> None:
        assert set(dialog.criteria.chosen) == before
        for id in more:
            tick(dialog.criteria, id)
        dialog.agreed()

    fills(prompts, fill)
    desk.cite_in(item.key)
    assert cited() == before | more
    assert session.undo()
    assert cited() == before


def test_the_sheet_of_an_item_leads_to_the_scores_that_cite_it(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    item = next(one for one in register(session) if "ptpr.EMB5" not in one.criteria)

    def fill(dialog: QDialog) -> None:
        if isinstance(dialog, EvidenceDialog):
            before = dialog._about.text()
            dialog.cite.click()
            assert dialog._about.text() != before
        elif isinstance(dialog, CitationsDialog):
            for criterion in ("ptpr.EMB4", "ptpr.EMB5"):
                tick(dialog.criteria, criterion)
            dialog.agreed()

    fills(prompts, fill)
    desk.edit(item.key)
    assert prompts.asked == ["EvidenceDialog", "CitationsDialog"]


def test_citing_where_scores_are_locked_says_so_in_the_sheet(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    from datetime import UTC, datetime

    item, now = register(session)[0], datetime.now(UTC)
    assert session.edit(people.submit, item.programme, session.evaluator, session.round, "Ana", now)
    seen: list[str] = []

    def fill(dialog: CitationsDialog) -> None:
        missing = next(id for id in order_of(session) if id not in dialog.criteria.chosen)
        tick(dialog.criteria, missing)
        dialog.agreed()
        seen.append(dialog.problem.text())
        assert dialog.result() == 0

    fills(prompts, fill)
    desk.cite_in(item.key)
    assert "locked" in seen[0]


def test_a_word_narrows_the_criteria_and_keeps_what_is_ticked(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    item = replace(register(session)[0], criteria=("ptpr.ANT1",))
    dialog = EvidenceDialog(session, theme, prompts, item)
    qtbot.addWidget(dialog)
    choices = dialog.criteria_choice
    choices.finder.setText("FÓRESIGHT")
    seen = [
        choices.list.item(row) for row in range(choices.list.count()) if not choices.list.item(row).isHidden()
    ]
    assert [item.data(Qt.ItemDataRole.UserRole) for item in seen] == ["ptpr.ANT2"]
    assert choices.chosen == ("ptpr.ANT1",)
    choices.finder.clear()
    assert not any(choices.list.item(row).isHidden() for row in range(choices.list.count()))


def test_enter_in_a_field_that_finds_leads_to_the_list_and_stores_nothing(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    edits: list[object] = []
    session.edited.connect(edits.append)
    dialog = EvidenceDialog(session, theme, prompts, replace(register(session)[0], text="Other words."))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    dialog.criteria_choice.finder.setFocus()
    QTest.keyClicks(dialog.criteria_choice.finder, "fore")
    QTest.keyClick(dialog.criteria_choice.finder, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.criteria
    assert edits == []


def test_what_was_written_and_not_stored_stands_there_the_next_time(
    desk: EvidenceDesk, session: Session, prompts: Any
) -> None:
    assert session.programme is not None
    told: list[str] = []
    desk.told.connect(told.append)
    fills(prompts, lambda dialog: (dialog.fact.setPlainText("Half a fa"), dialog.reject()))
    desk.add(session.programme, "ptpr.ANT1")
    assert "not stored" in told[0]
    seen: list[tuple[str, tuple[str, ...]]] = []

    def fill(dialog: EvidenceDialog) -> None:
        seen.append((dialog.fact.toPlainText(), dialog.criteria_choice.chosen))
        dialog.accept()

    fills(prompts, fill)
    desk.add(session.programme, "ptpr.ANT2")
    desk.add(session.programme, "ptpr.ANT2")
    assert seen == [("Half a fa", ("ptpr.ANT1", "ptpr.ANT2")), ("", ("ptpr.ANT2",))]


def test_what_differs_is_read_side_by_side(desk: EvidenceDesk, session: Session, prompts: Any) -> None:
    first, second = register(session)[:2]
    assert session.edit(evidence.change, first, differs=[second.key])
    seen: list[str] = []

    def fill(dialog: DiscrepanciesDialog) -> None:
        dialog.show()
        seen.append(dialog.view.accessibleName())
        assert dialog.view.height() > 60

    fills(prompts, fill)
    desk.compare(second.key)
    assert first.text in seen[0]
    assert second.text in seen[0]


def test_documents_are_added_changed_and_removed_at_once(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    dialog = DocumentsDialog(session, theme, prompts)
    qtbot.addWidget(dialog)
    before = dialog.model.rowCount()

    def fill(sheet: DocumentDialog) -> None:
        sheet.title.setText("Ley 20.000")
        sheet.agreed()

    fills(prompts, fill)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert dialog.model.rowCount() == before + 1
    assert dialog.chosen is not None
    assert dialog.chosen.title == "Ley 20.000"
    fills(prompts, lambda sheet: (sheet.kind.set_value("official"), sheet.agreed()))
    QTest.keyClick(dialog.list, Key.Key_F2)
    assert dialog.chosen.kind == "official"
    assert "official document" in dialog.about.text()
    QTest.keyClick(dialog.list, Key.Key_Delete)
    assert dialog.model.rowCount() == before
    assert session.undo()
    assert dialog.model.rowCount() == before + 1


def test_a_document_that_is_used_stays_and_the_sheet_says_where(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    item = next(iter(snapshot_of(session).evidence.values()))
    key = add_document(session, "Ley 20.000")
    assert session.edit(evidence.change, replace(item, documents=(key,)))
    dialog = DocumentsDialog(session, theme, prompts)
    qtbot.addWidget(dialog)
    dialog.list.setCurrentIndex(dialog.model.index(dialog.model.row_of(key)))
    assert snapshot_of(session).programmes[item.programme].id in dialog.used.text()
    dialog.remove.click()
    assert item.id in dialog.problem.text()
    assert key in snapshot_of(session).documents


def test_a_document_that_is_listed_already_is_refused_and_nothing_written_is_lost(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    add_document(session, "Ley 20.000")
    sheet = DocumentDialog(session, theme, prompts)
    qtbot.addWidget(sheet)
    sheet.agreed()
    assert "title" in sheet.problem.text()
    sheet.title.setText("LEY  20.000")
    sheet.agreed()
    assert "listed already" in sheet.problem.text()
    assert sheet.title.text() == "LEY  20.000"
    assert sheet.result() == 0


def test_documents_are_found_by_a_word(session: Session, theme: Theme, prompts: Any, qtbot: QtBot) -> None:
    add_document(session, "Decreto sobre litio 🔋")
    dialog = DocumentsDialog(session, theme, prompts)
    qtbot.addWidget(dialog)
    dialog.finder.setText("LITIO")
    assert dialog.model.rowCount() == 1
    dialog.finder.setText("nothing has this")
    assert dialog.model.rowCount() == 0
    assert dialog.chosen is None
    assert "No document holds" in dialog.about.text()


def test_nothing_can_be_changed_in_a_file_that_is_only_read(
    session: Session, theme: Theme, prompts: Any, page: QWidget
) -> None:
    assert session.workspace is not None
    path = session.workspace.path
    session.close()
    assert session.open(path, reading=True)
    desk = EvidenceDesk(session, theme, prompts, page)
    told: list[str] = []
    desk.told.connect(told.append)
    assert session.programme is not None
    item = register(session)[0]
    desk.add(session.programme)
    desk.edit(item.key)
    desk.remove(item.key)
    assert len(told) == 3
    assert prompts.asked == []
    desk.documents()
    assert prompts.asked == ["DocumentsDialog"]


@pytest.mark.parametrize("name", ["W" * 300, "برنامج " * 40, "🌋" * 200])
def test_a_name_of_any_length_leaves_the_fields_their_room(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot, name: str
) -> None:
    item = register(session)[0]
    programme = replace(snapshot_of(session).programmes[item.programme], name=name)
    assert session.edit(programmes.change, programme)
    dialog = EvidenceDialog(session, theme, prompts, item)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() < 1_366
    assert dialog.height() <= 690
    assert dialog.sign.geometry().top() >= dialog.fact.geometry().bottom()


def test_every_field_of_every_sheet_has_a_name(
    session: Session, theme: Theme, prompts: Any, qtbot: QtBot
) -> None:
    sheets = [
        EvidenceDialog(session, theme, prompts, register(session)[0]),
        DocumentDialog(session, theme, prompts),
        DocumentsDialog(session, theme, prompts),
    ]
    for sheet in sheets:
        qtbot.addWidget(sheet)
        sheet.show()
        QApplication.processEvents()
        for widget in sheet.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisible() and not widget.objectName().startswith("qt_"):
                named = widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text())
                assert named or hasattr(widget, "text"), widget
        assert sheet.height() <= 690
