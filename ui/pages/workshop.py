"""The page of the facilitator: the agenda, the item at hand by its stage, and what stands on the wall."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit

from scorecard.errors import Refusal
from ui.dialogs.papers_desk import PapersDesk
from ui.dialogs.workshop_cells import AddCells
from ui.dialogs.workshop_settings import WorkshopSettings
from ui.models.workshop.acts import Acts
from ui.models.workshop.held import at_hand_of, workshop_of
from ui.models.workshop.turns import Turns
from ui.widgets.page import Page, Surroundings
from ui.widgets.workshop.keys import press
from ui.widgets.workshop.view import BEGIN, EMPTY, HELD, NOTHING, WorkshopView

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.edit import Edit
    from scorecard.model.evaluation import Key
    from scorecard.model.workshop import Place
    from scorecard.workspace import Workspace
    from ui.models.workshop.at_hand import AtHand


class WorkshopPage(Page):
    """Before there is an agenda, what it would be made of; then its items. Whatever is done is an edit."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.workshop: Workshop | None = None
        self.at_hand: AtHand | None = None
        self._stale = True
        self._turns = Turns()
        self._noted: Place | None = None
        self.acts = Acts(self._session)
        self.papers = PapersDesk(
            self._session, self._theme, self._prompts, self._tasks, self._preferences, self
        )
        self._build()
        self._listen()

    # What the shell calls

    def refresh(self) -> None:
        """Show the workshop as it stands, if anything has changed since it was shown last."""
        if self._stale:
            self._show()
        self._take_focus()

    def leave(self) -> None:
        """Store the note that is being written."""
        self.side.note.enter()

    def kept(self) -> Any:
        """The wall goes on standing there in another language or theme, and so do its time and what is written."""
        wall = self.side.wall
        return (
            self._turns.again,
            wall.mirror.slide,
            wall.clock.left,
            wall.release(),
            self.item.reveal.drafts(),
        )

    def take_up(self, kept: Any) -> None:
        """Go on with the wall of a page before this one."""
        self._turns.again, slide, left, window, drafts = kept
        self.side.wall.show_slide(slide)
        self.item.reveal.take_up(drafts)
        if left is not None:
            self.side.wall.start_clock(left)
        if window is not None:
            self.side.wall.open(window)

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        self.item.voting.cover()
        super().hideEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the page, unless a text has the focus; Esc comes back from there."""
        writes = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if writes and event.key() == Qt.Key.Key_Escape:
            self._take_focus()
        elif writes or self.at_hand is None or not press(self, self.at_hand, event):
            super().keyPressEvent(event)

    # What the facilitator does

    def begin(self) -> None:
        """Begin the workshop with the cells that are chosen."""
        chosen = self.beginning
        self._do(
            self.acts.begin,
            chosen.rows.ticked,
            chosen.rows.practised,
            chosen.minutes.value(),
            chosen.absent,
        )

    def add(self) -> None:
        """Ask which cells are to be talked about as well, and put them on the agenda."""
        if self.workshop is None:
            return
        sheet = AddCells(self._theme, self.workshop, self.window())
        if self._prompts.run(sheet):
            self._do(self.acts.add, sheet.chosen, practice=sheet.practice.isChecked())
        sheet.deleteLater()

    def settle_how(self) -> None:
        """Ask how the workshop is held, and store it."""
        workshop = self.workshop
        if workshop is None or workshop.agenda is None:
            return
        sheet = WorkshopSettings(self._theme, workshop.study.snapshot, workshop.agenda, self.window())
        if self._prompts.run(sheet):
            self._do(self.acts.change, minutes=sheet.minutes, absent=sheet.absent, slides=sheet.slides)
        sheet.deleteLater()

    def go_to(self, place: Place | None) -> None:
        """Take up another item."""
        if place is not None:
            self._do(self.acts.go_to, place)

    def step(self, by: int) -> None:
        """Take up the item before or after, of those that are there."""
        if self.workshop is None or self.at_hand is None:
            return
        there = [one for one in self.workshop.discussions if self.workshop.is_there(one)]
        place = there.index(self.at_hand.discussion) + by
        if 0 <= place < len(there):
            self.go_to(there[place].place)

    def go_on(self) -> None:
        """Take up the open item that comes next."""
        if self.workshop is not None and self.workshop.next is not None:
            self.go_to(self.workshop.next.place)

    def shift(self, by: int) -> None:
        """Move the item at hand up or down the agenda."""
        if self.at_hand is not None:
            self._do(self.acts.move, self.at_hand.place, max(self.at_hand.number - 1 + by, 0))

    def act(self, deed: Callable[..., bool], *given: object, **named: object) -> None:
        """Do something with the item at hand, once what is being written is stored."""
        if self.at_hand is not None:
            self._do(deed, self.at_hand.place, *given, **named)

    def vote(self, value: str, reason: str = "") -> None:
        """Store what whoever's turn it is says, and cover it."""
        at_hand = self.at_hand
        if at_hand is None or at_hand.turn is None:
            return
        evaluator = at_hand.turn.key
        before, self._turns.again = self._turns.again, ("", "")
        if not self.acts.vote(at_hand.place, evaluator, value, reason or None):
            self._turns.again = before
        elif self.at_hand is at_hand:
            # The same answer once more is no edit, and nothing has told the page to go on.
            self._show()
        self._take_focus()

    def keep_vote(self) -> None:
        """Let what whoever's turn it is has said before stand."""
        at_hand = self.at_hand
        if at_hand is not None and at_hand.turn is not None:
            self.vote(at_hand.answers.get(at_hand.turn.key, ""))

    def turn_to(self, evaluator: Key) -> None:
        """Give somebody the turn; whoever was absent takes part from now on."""
        at_hand = self.at_hand
        if at_hand is None or at_hand.again:
            return
        agenda = at_hand.workshop.agenda
        if agenda is not None and evaluator in agenda.absent:
            self._do(self.acts.set_present, evaluator, present=True)
        elif evaluator in at_hand.discussion.voted:
            self.speak_again(evaluator)
        else:
            self._turns.give(at_hand, evaluator)
            self._show()

    def postpone(self) -> None:
        """Let whoever's turn it is wait until the others have scored."""
        at_hand = self.at_hand
        if at_hand is not None and at_hand.turn is not None and not at_hand.again:
            self._turns.postpone(at_hand, at_hand.turn.key)
            self._show()
        self._take_focus()

    def mark_absent(self) -> None:
        """Whoever's turn it is has left."""
        if self.at_hand is not None and self.at_hand.turn is not None:
            self._do(self.acts.set_present, self.at_hand.turn.key, present=False)

    def speak_again(self, evaluator: Key) -> None:
        """Let one evaluator score anew, covered from the others."""
        if self.at_hand is not None:
            self.leave()
            self._turns.again = (self.at_hand.discussion.key, evaluator)
            self._show()
            self._take_focus()

    def stop_speaking_again(self) -> None:
        """Go back to the answers; nothing has changed."""
        self._turns.again = ("", "")
        self._show()
        self._take_focus()

    def reopen_work(self) -> None:
        """Make what whoever's turn it is has submitted a draft again."""
        if self.at_hand is not None and self.at_hand.turn is not None:
            self.act(self.acts.reopen_work, self.at_hand.turn.key)

    def report(self) -> None:
        """Have the report on the programme at hand written."""
        if self.at_hand is not None:
            self.papers.report(self.at_hand.programme.key)

    # How it is built

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self._actions["workshop"].text())
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = WorkshopView(self._theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self.beginning, self.column = self.view.beginning, self.view.column
        self.item, self.side = self.view.item, self.view.side
        self.side.wall.show_look(self._preferences.wall)

    def _listen(self) -> None:
        session, acts, item = self._session, self.acts, self.item
        session.opened.connect(self._become_stale)
        session.closing.connect(self.leave)
        session.closed.connect(self._closed)
        session.edited.connect(self._edited)
        session.place_changed.connect(self._become_stale)
        self.view.programmes_wanted.connect(lambda: self.go.emit("programmes"))
        self.view.adding.connect(self.add)
        self.view.ending.connect(lambda: self._do(acts.end))
        self.beginning.begun.connect(self.begin)
        column, side = self.column, self.side
        column.list.chosen.connect(lambda key: self.go_to(column.rows.place_of(key)))
        column.list.stepped.connect(self.step)
        column.rows.moved.connect(self._dragged)
        column.adding.connect(self.add)
        column.minutes.connect(self.papers.minutes)
        column.asked.connect(self._asked)
        side.noted.connect(self._note)
        side.done.connect(self._take_focus)
        side.wall.changed.connect(lambda fields: self._do(acts.change, **fields))
        side.wall.told.connect(self.notice)
        side.wall.look_chosen.connect(self._keep_look)
        item.stepped.connect(self.step)
        item.waiting.begun.connect(lambda: self.act(acts.begin_scoring))
        item.waiting.revealing.connect(lambda: self.act(acts.reveal))
        item.waiting.skipping.connect(lambda: self.act(acts.skip))
        voting = item.voting
        voting.voted.connect(self.vote)
        voting.kept.connect(self.keep_vote)
        voting.turned.connect(self.turn_to)
        voting.postponed.connect(self.postpone)
        voting.left.connect(self.mark_absent)
        voting.reopening.connect(self.reopen_work)
        voting.revealing.connect(lambda: self.act(acts.reveal))
        voting.cancelled.connect(self.stop_speaking_again)
        reveal, settled = item.reveal, item.settled
        reveal.agreed.connect(lambda value, why: self.act(acts.agree, value, why))
        reveal.dissented.connect(lambda who, text: self.act(acts.dissent, who, text))
        reveal.again.connect(self.speak_again)
        reveal.all_again.connect(lambda: self.act(acts.begin_scoring))
        reveal.names.toggled.connect(side.wall.show_names)
        reveal.done.connect(self._take_focus)
        settled.reopened.connect(lambda: self.act(acts.reopen))
        settled.onward.connect(self.go_on)
        settled.dissented.connect(self._dissent)
        settled.withdrawn.connect(lambda who: self.act(acts.withdraw_dissent, who))
        settled.done.connect(self._take_focus)
        settled.to_do.put.connect(self._put_action)
        settled.to_do.removed.connect(lambda key: self.act(acts.remove_action, key))
        settled.to_do.done.connect(self._take_focus)

    def _asked(self, what: str) -> None:
        match what:
            case "up" | "down":
                self.shift(-1 if what == "up" else 1)
            case "skip":
                self.act(self.acts.skip)
            case "practice" if self.at_hand is not None:
                self.act(self.acts.set_practice, practice=not self.at_hand.discussion.practice)
            case "remove":
                self.act(self.acts.remove)
            case "settings":
                self.settle_how()
            case "report":
                self.report()
            case "end":
                self._do(self.acts.end)

    def _dragged(self, key: str, to: int) -> None:
        place = self.column.rows.place_of(key)
        if place is not None:
            self._do(self.acts.move, place, to)

    def _put_action(self, action: object) -> None:
        if self.at_hand is not None and self.acts.put_action(self.at_hand.place, action):  # type: ignore[arg-type]
            self.item.settled.to_do.begin()
            self.item.settled.to_do.write()

    def _dissent(self, evaluator: Key, text: str) -> None:
        if self.at_hand is not None and self.acts.dissent(self.at_hand.place, evaluator, text):
            self.item.settled.dissent.begin()
        self._take_focus()

    def _note(self, text: str) -> None:
        """Store the note of the item that it was written for; one that is refused stays before its writer."""
        if self._noted is not None and not self.acts.note(self._noted, text):
            self.side.note.set_wrong(True)

    def _keep_look(self, name: str) -> None:
        """The wall comes again as it was chosen, whatever the window wears."""
        self._preferences.wall = name
        self._preferences.save()

    def _do(self, deed: Callable[..., bool], *given: object, **named: object) -> None:
        """Do something once what is being written is stored; then the page has the keys."""
        self.leave()
        deed(*given, **named)
        self._take_focus()

    def _take_focus(self) -> None:
        if self.view.currentIndex() == HELD:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What has happened

    def _edited(self, _edit: Edit) -> None:
        self._become_stale()

    def _become_stale(self) -> None:
        self._stale = True
        if self.isVisible() or self.side.wall.is_open:
            self._show()

    def _closed(self) -> None:
        self.side.wall.close_wall()
        self.workshop = self.at_hand = self._noted = None
        self._turns.clear()
        self._stale = True
        self.view.setCurrentIndex(NOTHING)

    def _show(self) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        self._stale = False
        try:
            self.workshop = workshop_of(workspace, self._session.framework, self._session.round)
        except Refusal as refusal:
            self._session.refused.emit(str(refusal))
            self.workshop = None
        held = self.workshop
        self.at_hand = None if held is None else at_hand_of(workspace, held, self._turns)
        if self.workshop is None:
            self.view.setCurrentIndex(NOTHING)
        elif self.workshop.agenda is None:
            self.beginning.show_study(self.workshop.study, may_change=self._may_change(workspace))
            self.view.setCurrentIndex(BEGIN)
        elif self.at_hand is None:
            self.view.setCurrentIndex(EMPTY)
        else:
            self._show_at_hand(self.workshop, self.at_hand)

    def _show_at_hand(self, workshop: Workshop, at_hand: AtHand) -> None:
        self._noted = at_hand.place
        self.column.show_workshop(workshop, may_change=at_hand.may_change)
        self.item.show_item(at_hand)
        self.side.wall.show_workshop(workshop, may_change=not at_hand.reading)
        self.side.show_item(at_hand)
        self.view.setCurrentIndex(HELD)

    def _may_change(self, workspace: Workspace) -> bool:
        round = workspace.snapshot.rounds.get(self._session.round or "")
        return not workspace.reading and round is not None and not round.closed
