"""The page of comparisons: a question, its answer in a sentence, and below it the proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from scorecard.errors import Refusal
from scorecard.i18n import _, format_share, language, ngettext, speaking
from scorecard.model.programme import Document, Evidence
from scorecard.model.score import Score
from ui.models.columns import KEY_ROLE
from ui.models.profile_choice import ProfileChoice
from ui.models.ranking import RankingTable, ranking_rows
from ui.widgets.empty_state import EmptyState
from ui.widgets.icon_button import IconButton
from ui.widgets.legend import Legend
from ui.widgets.page import Page, Surroundings
from ui.widgets.paper import Paper
from ui.widgets.picker import Picker
from ui.widgets.profile_picker import ProfilePicker
from ui.widgets.profile_view import ProfileView
from ui.widgets.ranking_view import RankingView
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.cube import Cube
    from scorecard.analysis.question import Question, View
    from scorecard.model.edit import Edit
    from scorecard.model.evaluation import Key
    from scorecard.model.snapshot import Snapshot
    from scorecard.progress import Progress
    from scorecard.workspace import Workspace

RANKING, PROFILE = 0, 1


class ComparePage(Page):
    """Ranking and profile of one question.

    The framework is that of the session; round, view, average and weights are this page's own, so that looking
    at an older round does not move the place where somebody scores. The answer is worked out only while the page
    is seen.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        theme = surroundings.theme
        self.comparison: Comparison | None = None
        self._question: Question | None = None
        self._stale = True
        self.table = RankingTable(self)
        self.choice = ProfileChoice(self)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)
        self._stack.addWidget(self._full())
        empty = EmptyState(
            theme,
            _("Nothing to compare yet"),
            _("A comparison needs programmes with scores. Add programmes first, then score them."),
            _("Go to Programmes"),
            "bar-chart",
        )
        empty.pressed.connect(lambda: self.go.emit("programmes"))
        self._stack.addWidget(empty)
        self._connect()

    def refresh(self) -> None:
        """Show the answer to the question as it is now, if anything it depends on has changed."""
        workspace = self._session.workspace
        if workspace is None or not self._stale:
            return
        self._stale = False
        snapshot = workspace.snapshot
        is_there = bool(snapshot.programmes) and self._session.framework is not None and bool(snapshot.rounds)
        self._stack.setCurrentIndex(0 if is_there else 1)
        if is_there:
            self._question = self._valid_question(workspace)
            self._fill_pickers(workspace, self._question)
            self._answer(workspace, self._question)

    def ask(self, **changes: Any) -> None:
        """Change the question, such as `view="self"`, and show the answer."""
        if self._question is not None:
            self._question = replace(self._question, **changes)
            self._become_stale()

    def show_tab(self, tab: int) -> None:
        """Show `RANKING` or `PROFILE`."""
        self._tabs.set_current(tab)
        self._turn(tab)

    def kept(self) -> tuple[Question | None, int, tuple[Key, ...]]:
        """What the person has asked for here: the question, the tab, and the programmes of the profile."""
        return self._question, self._tabs.current, self.choice.chosen

    def take_up(self, kept: tuple[Question | None, int, tuple[Key, ...]]) -> None:
        """Go on where a page before this one was, in another language or theme; before it is shown."""
        self._question, tab, chosen = kept
        self.choice.want(chosen)
        self.show_tab(tab)

    def copy_picture(self) -> None:
        """Put the picture of the present tab on the clipboard."""
        make = self._picture()
        if make is not None:
            self._tasks.run(make, doing=_("Drawing a picture"), done=self._copied, failed=self._failed)

    def save_picture(self) -> None:
        """Ask where to, and save the picture of the present tab."""
        workspace, comparison = self._session.workspace, self.comparison
        if workspace is None or comparison is None:
            return
        name = _("ranking") if self._tabs.current == RANKING else _("profile")
        suggestion = Path(f"{workspace.path.stem}-{name}.png")
        kinds = ";;".join((_("Picture (*.png)"), _("Drawing (*.svg)"), _("Document (*.pdf)")))
        path = self._prompts.save_path(self, suggestion, kinds)
        if path is None:
            return
        snapshot, tongue, kind, chosen = workspace.snapshot, language(), self._kind(), self.choice.chosen

        def save(progress: Progress) -> Path:
            from scorecard.charts.files import save_picture

            progress.step(0, 1, "")
            with speaking(tongue):
                save_picture(kind, snapshot, comparison, path, made_at=datetime.now(UTC), programmes=chosen)
            return path

        self._tasks.run(save, doing=_("Drawing a picture"), done=self._saved, failed=self._failed)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def _full(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(24, 10, 24, 12)
        column.setSpacing(0)
        column.addWidget(self._question_bar())
        column.addSpacing(12)
        self._sentence = label(self._theme, "", "answer", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._second = label(self._theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self._sentence)
        column.addSpacing(2)
        column.addWidget(self._second)
        column.addSpacing(12)
        column.addLayout(self._view_bar())
        column.addSpacing(10)
        self._views = QStackedWidget()
        self._views.addWidget(self._ranking_card())
        self.profile = ProfileView(self._theme, self.choice)
        self.choice.chosen_changed.connect(self._show_sentences)
        self._views.addWidget(self.profile)
        column.addWidget(self._views, 1)
        return whole

    def _question_bar(self) -> QWidget:
        whole = QWidget()
        whole.setFixedHeight(44)
        bar = QHBoxLayout(whole)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(8)
        self._framework = Picker(self._theme, _("Framework"))
        self._framework.changed.connect(lambda id: self._session.go_to(framework=id))
        self._round = Picker(self._theme, _("Round"))
        self._round.changed.connect(lambda key: self._session.go_to(round=key))
        self._view = Picker(self._theme, _("Scores of"))
        self._view.changed.connect(lambda view: self.ask(view=view))
        self._average = Picker(self._theme, _("Between evaluators"))
        self._average.changed.connect(lambda average: self.ask(average=average))
        self._weights = Picker(self._theme, _("Weights"))
        self._weights.changed.connect(lambda key: self.ask(weights=key))
        self._shown = ProfilePicker(self._theme, self.choice)
        self._shown.hide()
        for picker in (self._framework, self._round, self._view, self._average, self._weights, self._shown):
            bar.addWidget(picker)
        bar.addStretch()
        return whole

    def _view_bar(self) -> QHBoxLayout:
        """The views of the answer, and what is done with the one that is shown."""
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self._tabs = Segmented(self._theme, (_("Ranking"), _("Profile")), name=_("View"))
        self._tabs.changed.connect(self._turn)
        bar.addWidget(self._tabs)
        bar.addStretch()
        copy = IconButton(self._theme, "copy", _("Copy"), kind="link", small=True)
        copy.setToolTip(_("Copy the picture, with its question, date and coverage"))
        copy.clicked.connect(self.copy_picture)
        save = IconButton(self._theme, "image", _("Save picture"), kind="link", small=True)
        save.clicked.connect(self.save_picture)
        bar.addWidget(copy)
        bar.addWidget(save)
        return bar

    def _ranking_card(self) -> Paper:
        card = Paper(self._theme)
        column = card.column
        self.ranking = RankingView(self._theme, self.table)
        self.ranking.clicked.connect(self._choose)
        self.ranking.marked.connect(self._choose)
        self.ranking.selectionModel().currentRowChanged.connect(self._move)
        self.ranking.opened.connect(self._open)
        column.addWidget(self.ranking, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 12, 4)
        foot.addWidget(
            Legend(
                self._theme,
                (
                    ("certain", "", _("certain")),
                    ("open", "", _("what missing evidence leaves open")),
                    ("score", "", _("score")),
                    ("hatch", "", _("insufficient evidence: no score")),
                    ("text", "(1)", _("section with too little evidence")),
                ),
            ),
            1,
        )
        self._below = QPushButton()
        self._below.setProperty("kind", "link")
        self._below.setProperty("small", "true")
        self._below.clicked.connect(self.ranking.scroll_to_unranked)
        foot.addWidget(self._below)
        column.addLayout(foot)
        return card

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.edited.connect(self._edited)
        session.place_changed.connect(self._place_changed)
        session.evaluator_changed.connect(self._become_stale)

    def _opened(self) -> None:
        self._question = None
        self.choice.clear()
        self._become_stale()

    def _closed(self) -> None:
        self.comparison = self._question = None
        self.table.clear()
        self.choice.clear()
        self._stale = True

    def _edited(self, edit: Edit) -> None:
        question = self._question
        for change in edit.changes:
            record = change.after or change.before
            matters = not isinstance(record, Score | Evidence | Document)
            if isinstance(record, Score) and question is not None:
                framework = record.criterion.partition(".")[0]
                matters = (framework, record.round) == (question.framework, question.round)
            if matters or question is None:
                self._become_stale()
                return

    def _place_changed(self) -> None:
        question = self._question
        if question is None:
            return
        if (question.framework, question.round) != (self._session.framework, self._session.round):
            self._become_stale()
        elif self.isVisible():
            self._show_place()

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _valid_question(self, workspace: Workspace) -> Question:
        """The question that was asked last, as far as what it asks for is still there."""
        snapshot = workspace.snapshot
        framework = self._session.framework or snapshot.evaluation.frameworks[0]
        question = self._question or workspace.question(framework)
        round = self._session.round or snapshot.round().key
        question = replace(question, round=round, seen_by=self._session.viewer)
        if question.framework != framework:
            question = replace(question, framework=framework, weights=None)
        weights = snapshot.weights.get(question.weights or "")
        if weights is None or weights.framework != framework:
            question = replace(question, weights=None)
        if question.view not in _views(snapshot, workspace.cube(framework, question.round)):
            question = replace(question, view="all")
        return question

    def _fill_pickers(self, workspace: Workspace, question: Question) -> None:
        snapshot = workspace.snapshot
        tongue = language()
        self._framework.set_choices(
            [
                (
                    ngettext(
                        "{name} · {count} criterion", "{name} · {count} criteria", len(one.criteria)
                    ).format(name=one.short.into(tongue), count=len(one.criteria)),
                    one.id,
                )
                for one in snapshot.ordered_frameworks()
            ],
            question.framework,
        )
        rounds = snapshot.ordered_rounds()
        self._round.set_choices([(one.name, one.key) for one in rounds], question.round)
        self._round.setVisible(len(rounds) > 1)
        names = {
            "all": _("All evaluators"),
            "self": _("Self-assessment"),
            "independent": _("Independent"),
            "panel": _("Panel"),
        }
        views = _views(snapshot, workspace.cube(question.framework, question.round))
        self._view.set_choices([(names[view], view) for view in views], question.view)
        averages = {"mean": _("Mean"), "median": _("Median")}
        self._average.set_choices([(text, value) for value, text in averages.items()], question.average)
        self._average.setVisible(len(snapshot.evaluators) > 1)
        sets = sorted(
            (one for one in snapshot.weights.values() if one.framework == question.framework),
            key=lambda one: one.name.casefold(),
        )
        self._weights.set_choices(
            [(_("Equal"), None), *((one.name, one.key) for one in sets)], question.weights
        )
        self._weights.setVisible(bool(sets))

    def _answer(self, workspace: Workspace, question: Question) -> None:
        try:
            comparison = workspace.compare(question)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            return
        self.comparison = comparison
        is_new = self.table.show(comparison.framework, ranking_rows(comparison))
        self.choice.offer(comparison)
        self.profile.show_comparison(comparison)
        unranked = len(comparison.programmes) - comparison.ranked
        words = ngettext("{count} has insufficient evidence", "{count} have insufficient evidence", unranked)
        self._below.setText(words.format(count=unranked))
        self._below.setVisible(bool(unranked and comparison.ranked))
        self._show_sentences()
        self._show_place()
        if is_new:
            self.ranking.scrollToTop()

    def _show_sentences(self) -> None:
        workspace, comparison = self._session.workspace, self.comparison
        if workspace is None or comparison is None:
            return
        from scorecard.analysis.sight import left_out
        from scorecard.charts.caption import caution_label

        if self._tabs.current == PROFILE:
            answer, detail = comparison.profile_sentences(self.choice.chosen)
        else:
            answer = comparison.sentence()
            detail = _("A programme has a score from a coverage of {threshold} upwards.").format(
                threshold=format_share(comparison.threshold)
            )
        caution = caution_label(workspace.snapshot)
        question = comparison.question
        compared = [programme.key for programme in comparison.programmes]
        absent = left_out(workspace.snapshot, question.seen_by, question.round, compared)
        self._sentence.setText(answer)
        self._second.setText(" ".join(filter(None, (detail, absent, f"{caution}." if caution else ""))))

    def _show_place(self) -> None:
        place = self.table.place_of(self._session.programme)
        if self.ranking.currentIndex().row() != place:
            self.ranking.select_row(place)

    def _turn(self, tab: int) -> None:
        self._views.setCurrentIndex(tab)
        self._shown.setVisible(tab == PROFILE)
        self._show_sentences()

    def _move(self, current: QModelIndex, before: QModelIndex) -> None:
        key = current.data(KEY_ROLE)
        if isinstance(key, str):
            self._session.go_to(programme=key)

    def _choose(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self.choice.choose(key)

    def _open(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self._session.go_to(programme=key)
            self.go.emit("score")

    def _kind(self) -> Any:
        return "bars" if self._tabs.current == RANKING else "radar"

    def _picture(self) -> Any:
        """The work that draws the present tab as a PNG, from values that a worker may read."""
        workspace, comparison = self._session.workspace, self.comparison
        if workspace is None or comparison is None:
            return None
        snapshot, tongue, kind, chosen = workspace.snapshot, language(), self._kind(), self.choice.chosen

        def draw(progress: Progress) -> bytes:
            from scorecard.charts.files import picture

            progress.step(0, 1, "")
            with speaking(tongue):
                return picture(kind, snapshot, comparison, made_at=datetime.now(UTC), programmes=chosen)

        return draw

    def _copied(self, contents: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(contents))
        self.notice.emit(_("The picture is on the clipboard."))

    def _saved(self, path: Path) -> None:
        self.notice.emit(
            _("The picture is saved as {name} in {folder}.").format(name=path.name, folder=path.parent)
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._session.refused.emit(str(error))


def _views(snapshot: Snapshot, cube: Cube) -> list[View]:
    """The views under which somebody has answered; all evaluators together are always one."""
    from scorecard.analysis.cube import UNSCORED
    from scorecard.analysis.question import VIEWS, kinds_in

    kinds = {
        snapshot.evaluators[key].kind
        for place, key in enumerate(cube.evaluators)
        if (cube.values[:, place] != UNSCORED).any()
    }
    return [view for view in VIEWS if view == "all" or not kinds.isdisjoint(kinds_in(view))]
