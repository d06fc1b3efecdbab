"""The page of comparisons: a question, its answer in a sentence, and below it the proof in one of several views."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from scorecard.edits import weights
from scorecard.errors import Refusal
from scorecard.i18n import _, language, speaking
from scorecard.model.programme import Document, Evidence
from scorecard.model.score import Score
from ui.dialogs.keep_weights import KeepWeights
from ui.models.compare.profile_choice import ProfileChoice
from ui.models.frameworks.weight_rows import tried_weights
from ui.widgets.compare.compare_view import CompareView
from ui.widgets.compare.compare_views import VIEWS, make_view
from ui.widgets.compare.question_bar import QuestionBar, offered_views
from ui.widgets.compare.view_bar import ViewBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Page, Surroundings
from ui.widgets.text import label

if TYPE_CHECKING:
    from scorecard.analysis.comparison import Comparison
    from scorecard.analysis.question import Question
    from scorecard.analysis.study import Study
    from scorecard.analysis.sureness.robustness import Variation
    from scorecard.model.edit import Edit
    from scorecard.model.evaluation import Key
    from scorecard.progress import Progress
    from scorecard.workspace import Workspace

_TRIED = {"tried", "without"}
"""The fields of a question that the sliders change."""

Kept = tuple["Question | None", "Variation | None", str, "tuple[Key, ...]", "dict[str, Any]"]


class ComparePage(Page):
    """One question and the views of its answer, each made when it is first turned to.

    Framework and round are those of the session; the rest of the question is this page's own. The answer is worked
    out only while the page is seen, and shown by the one view that is.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        theme = surroundings.theme
        self.study: Study | None = None
        self._question: Question | None = None
        self._variation: Variation | None = None
        self._waiting: Study | None = None
        self._stale = True
        self.choice = ProfileChoice(self)
        self._made: dict[str, CompareView] = {}
        self._wanted: dict[str, Any] = {}
        self._shown_at: dict[str, Key | None] = {}
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

    @property
    def comparison(self) -> Comparison | None:
        """The answer that is shown."""
        return self.study.comparison if self.study else None

    @property
    def view(self) -> CompareView:
        """The view that is shown, made when it is first asked for."""
        return self.view_named(VIEWS[self._tabs.current])

    def view_named(self, name: str) -> CompareView:
        """A view by its name, made when it is first asked for."""
        if name not in self._made:
            view = make_view(name, self._theme, self.choice)
            view.chosen.connect(lambda key: self._session.go_to(programme=key))
            view.opened.connect(self._open)
            view.asked.connect(lambda changes: self.ask(**changes))
            view.varied.connect(self.vary)
            view.long_asked.connect(self._find_robustness)
            view.keep_asked.connect(self.keep_weights)
            view.changed.connect(self._show_sentences)
            view.go.connect(self.go)
            view.take_up(self._wanted.pop(name, None))
            self._made[name] = view
            self._views.addWidget(view)
        return self._made[name]

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
            self._session.compare(self._question)
            self._bar.show_question(workspace, self._question)
            self._answer(workspace, self._question)

    def ask(self, **changes: Any) -> None:
        """Change the question, such as `view="self"`, and show the answer.

        While weights are tried out the sentences keep the height that they have had, so that no slider moves away
        from under the pointer.
        """
        had = max(self._said.minimumHeight(), self._said.heightForWidth(self._said.width()))
        self._said.setMinimumHeight(had if changes.keys() <= _TRIED else 0)
        if self._question is not None:
            self._question = replace(self._question, **changes)
            self._become_stale()

    def vary(self, variation: Variation) -> None:
        """Have other things varied to find how sure the ranking is."""
        self._variation = variation
        self._become_stale()

    def keep_weights(self) -> None:
        """Ask for a name, and keep the weights that are tried as a set, which then is the one that is asked for."""
        study = self.study
        if study is None or not study.question.tried:
            return
        from scorecard.analysis.question_words import weights_in_words

        kept = tried_weights(study.comparison)

        def attempt(name: str) -> None:
            nonlocal kept
            kept = replace(kept, name=name)
            weights.add(study.snapshot, kept)

        words = weights_in_words(study.snapshot, study.comparison)
        if self._prompts.run(KeepWeights(self._theme, words, attempt, self)) and self._session.edit(
            weights.add, kept
        ):
            self.ask(weights=kept.key, tried=())

    def show_view(self, name: str) -> None:
        """Show one of `VIEWS`."""
        self._said.setMinimumHeight(0)
        self._tabs.set_current(VIEWS.index(name))
        self._turn()

    def kept(self) -> Kept:
        """What the person has asked for here: the question and what is varied, the view, the programmes of the
        profile, and what each view keeps.
        """
        views = self._wanted | {name: view.kept() for name, view in self._made.items()}
        return self._question, self._variation, VIEWS[self._tabs.current], self.choice.chosen, views

    def take_up(self, kept: Kept) -> None:
        """Go on where a page before this one was, in another language or theme; before it is shown."""
        self._question, self._variation, name, chosen, self._wanted = kept
        self.choice.want(chosen)
        self.show_view(name)

    def copy_picture(self) -> None:
        """Put the picture of the present view on the clipboard."""
        if self.study is None:
            return
        _name, make = self.view.picture()
        tongue, made_at = language(), datetime.now(UTC)

        def draw(progress: Progress) -> bytes:
            from scorecard.charts.files import picture

            progress.step(0, 1, "")
            with speaking(tongue):
                return picture(lambda: make(made_at), made_at)

        self._tasks.run(draw, doing=_("Drawing a picture"), done=self._copied, failed=self._failed)

    def save_picture(self) -> None:
        """Ask where to, and save the picture of the present view."""
        workspace = self._session.workspace
        if workspace is None or self.study is None:
            return
        if self._tasks.busy:
            self._failed(self._tasks.refusal())
            return
        name, make = self.view.picture()
        suggestion = Path(f"{workspace.path.stem}-{name}.png")
        kinds = ";;".join((_("Picture (*.png)"), _("Drawing (*.svg)"), _("Document (*.pdf)")))
        path = self._prompts.save_path(self, suggestion, kinds)
        if path is None:
            return
        tongue, made_at = language(), datetime.now(UTC)

        def save(progress: Progress) -> Path:
            from scorecard.charts.files import save_picture

            progress.step(0, 1, "")
            with speaking(tongue):
                save_picture(lambda: make(made_at), path, made_at)
            return path

        self._tasks.run(save, doing=_("Drawing a picture"), done=self._saved, failed=self._failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._said.setMinimumHeight(0)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self.refresh()
        elif self.study is not None:
            self._show_place()

    def _full(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(24, 10, 24, 12)
        column.setSpacing(0)
        self._bar = QuestionBar(self._theme)
        self._bar.moved.connect(lambda place: self._session.go_to(**place))
        self._bar.asked.connect(lambda changes: self.ask(**changes))
        column.addWidget(self._bar)
        column.addSpacing(12)
        column.addWidget(self._sentences())
        column.addSpacing(12)
        bar = ViewBar(self._theme)
        self._tabs = bar.tabs
        bar.tabs.changed.connect(lambda index: self.show_view(VIEWS[index]))
        bar.copied.connect(self.copy_picture)
        bar.saved.connect(self.save_picture)
        column.addWidget(bar)
        column.addSpacing(10)
        self._views = QStackedWidget()
        column.addWidget(self._views, 1)
        return whole

    def _sentences(self) -> QWidget:
        self._said = QWidget()
        column = QVBoxLayout(self._said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._sentence = label(self._theme, "", "answer", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._second = label(self._theme, "", "body", ink="muted", wrap=True)
        column.addWidget(self._sentence)
        column.addWidget(self._second)
        column.addStretch()
        return self._said

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._opened)
        session.closed.connect(self._closed)
        session.edited.connect(self._edited)
        session.place_changed.connect(self._place_changed)
        session.evaluator_changed.connect(self._become_stale)
        self._tasks.finished.connect(self._find_waiting)

    def _opened(self) -> None:
        self._question = self._variation = None
        self.choice.clear()
        self._become_stale()

    def _closed(self) -> None:
        self.study = self._question = None
        self.choice.clear()
        for view in self._made.values():
            self._views.removeWidget(view)
            view.deleteLater()
        self._made.clear()
        self._shown_at.clear()
        self._stale = True

    def _edited(self, edit: Edit) -> None:
        question = self._question
        for change in edit.changes:
            record = change.after or change.before
            matters = not isinstance(record, Score | Evidence | Document)
            if isinstance(record, Score) and question is not None:
                # Of any round, since what became of programmes over time is part of the study.
                matters = record.criterion.partition(".")[0] == question.framework
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
            question = replace(question, framework=framework, weights=None, tried=(), without=())
        weights = snapshot.weights.get(question.weights or "")
        if weights is None or weights.framework != framework:
            question = replace(question, weights=None)
        if question.view not in offered_views(snapshot, workspace.cube(framework, question.round)):
            question = replace(question, view="all")
        if question.programmes is not None:
            kept = tuple(key for key in question.programmes if key in snapshot.programmes)
            question = replace(question, programmes=kept or None)
        return question

    def _answer(self, workspace: Workspace, question: Question) -> None:
        before = self.study
        cube = workspace.cube(question.framework, question.round)
        try:
            if before is not None and before.snapshot is workspace.snapshot and before.cube is cube:
                self.study = before.asking(question, self._variation)
            else:
                self.study = workspace.study(question, self._variation)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            if before is None:
                return
            # What is asked is what the answer that stays is one to.
            self._question = before.question
            self._bar.show_question(workspace, before.question)
        self.choice.offer(self.study.comparison)
        self._turn()

    def _turn(self) -> None:
        """Have the view of the present tab show the present study."""
        view = self.view
        if self.study is not None:
            view.show_study(self.study)
        self._views.setCurrentWidget(view)
        self._show_place()
        self._show_sentences()

    def _find_robustness(self, study: Study) -> None:
        """Find in the background how sure a ranking is, after other work that is under way."""
        self._waiting = study
        if not self._tasks.busy:
            self._find_waiting()

    def _find_waiting(self) -> None:
        study, self._waiting = self._waiting, None
        if study is None or study is not self.study:
            return

        def find(progress: Progress) -> Study:
            progress.step(0, 1, "")
            assert study.robustness
            return study

        doing = _("Working out the chances of ranks")
        self._tasks.run(find, doing=doing, done=self._robustness_found, failed=self._failed)

    def _robustness_found(self, study: Study) -> None:
        if study is self.study:
            self.view.show_study(study)
            self._show_sentences()

    def _show_sentences(self) -> None:
        if self.study is None:
            return
        from scorecard.analysis.caution import caution_label
        from scorecard.analysis.question_words import scale_sentence
        from scorecard.analysis.sight import left_out

        answer, detail = self.view.sentences()
        snapshot, question = self.study.snapshot, self.study.question
        caution = caution_label(snapshot)
        compared = [programme.key for programme in self.study.comparison.programmes]
        absent = left_out(snapshot, question.seen_by, question.round, compared)
        self._sentence.setText(answer)
        scale = scale_sentence(self.study.comparison.framework)
        parts = (detail, scale, absent, f"{caution}." if caution else "")
        self._second.setText(" ".join(filter(None, parts)))

    def _show_place(self) -> None:
        """Show where the person is. At first a view shows its top; it follows once they have gone elsewhere."""
        name, place = VIEWS[self._tabs.current], self._session.programme
        has_moved = self._shown_at.setdefault(name, place) != place
        self._shown_at[name] = place
        self.view.show_place(place, in_sight=has_moved)

    def _open(self, programme: Key, criterion: str) -> None:
        self._session.go_to(programme=programme, criterion=criterion or None)
        self.go.emit("score")

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
