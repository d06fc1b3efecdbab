"""What the facilitator does with the wall: which slide stands on it, on which display, and with which names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from scorecard.i18n import _
from ui.models.wall.slides import slide_name, slides_of
from ui.theme import Theme
from ui.widgets.icon_button import IconButton
from ui.widgets.picker import Picker
from ui.widgets.text import label
from ui.widgets.wall.clock import WallClock
from ui.widgets.wall.slide import WallSlide
from ui.widgets.wall.window import WallWindow
from ui.widgets.workshop.buttons import KeyedButton

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Workshop
    from scorecard.model.workshop import Agenda

_IN_A_WINDOW = "window"
_MIRROR = 144
_WINDOW = (960, 540)


class WallControls(QWidget):
    """A mirror of the wall and what leads it; `changed` carries fields of the agenda to store, `told` a sentence.

    `look_chosen` carries `light` or `dark`, whatever the window of the facilitator wears.
    """

    changed = Signal(object)
    told = Signal(str)
    look_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._workshop: Workshop | None = None
        self.window_on_wall: WallWindow | None = None
        self.clock = WallClock(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(theme, _("On the wall"), "head"))
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.mirror = WallSlide(theme)
        self.mirror.setFixedHeight(_MIRROR)
        inside.addWidget(self.mirror)
        column.addWidget(frame)
        self.clock.ticked.connect(self._ticked)
        column.addLayout(self._slides())
        column.addLayout(self._displays())
        self.hides_programmes = QCheckBox(_("Hide names of programmes"))
        self.hides_programmes.clicked.connect(lambda on: self.changed.emit({"hides_programmes": on}))
        self.hides_evaluators = QCheckBox(_("Hide names of evaluators"))
        self.hides_evaluators.clicked.connect(lambda on: self.changed.emit({"hides_evaluators": on}))
        self.dark = QCheckBox(_("Dark wall"))
        self.dark.clicked.connect(self._choose_look)
        for box in (self.hides_programmes, self.hides_evaluators, self.dark):
            column.addWidget(box)
        self._look = ""
        theme.changed.connect(self._say_look)
        self._say_look()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._offer_displays)
            application.screenRemoved.connect(self._offer_displays)
        self._offer_displays()

    @property
    def is_open(self) -> bool:
        """Whether something stands on the wall."""
        return self.window_on_wall is not None

    def show_workshop(self, workshop: Workshop, *, may_change: bool) -> None:
        """Show the workshop as it stands, here and on the wall."""
        self._workshop = workshop
        agenda = workshop.agenda
        self.mirror.show_workshop(workshop)
        if self.window_on_wall is not None:
            self.window_on_wall.show_workshop(workshop)
        self._offer_slides(agenda)
        if agenda is not None:
            self.hides_programmes.setChecked(agenda.hides_programmes)
            self.hides_evaluators.setChecked(agenda.hides_evaluators)
        for box in (self.hides_programmes, self.hides_evaluators):
            box.setEnabled(may_change)

    def show_slide(self, id: str) -> None:
        """Have another slide stand on the wall."""
        self.mirror.show_slide(id)
        self.slide.set_value(id)
        if self.window_on_wall is not None:
            self.window_on_wall.show_slide(id)

    def step(self, by: int) -> None:
        """Go on to the slide after, or back to the one before, among those that were chosen."""
        slides = slides_of(self._workshop.agenda if self._workshop else None)
        here = self.mirror.slide
        place = slides.index(here) if here in slides else 0
        self.show_slide(slides[(place + by) % len(slides)])

    def show_names(self, names: bool) -> None:
        """Ask for the names of evaluators on the wall; the agenda says whether they may stand there."""
        self.mirror.show_names(names)
        if self.window_on_wall is not None:
            self.window_on_wall.slide.show_names(names)

    def show_look(self, name: str) -> None:
        """Have the wall be `light` or `dark`; empty to follow the window."""
        self._look = name
        self.mirror.show_look(name)
        if self.window_on_wall is not None:
            self.window_on_wall.show_look(name)
        self._say_look()

    def turn(self) -> None:
        """Open the wall, or close it."""
        if self.window_on_wall is not None:
            self.window_on_wall.close()
        elif self._workshop is not None:
            self.open(WallWindow(self._theme))

    def open(self, window: WallWindow) -> None:
        """Show a wall on the chosen display, or go on with one that is open."""
        self.window_on_wall = window
        window.closed.connect(self._closed)
        window.stepped.connect(self.step)
        window.told.connect(self.told)
        if self._workshop is not None:
            window.show_workshop(self._workshop)
        window.show_slide(self.mirror.slide)
        window.show_look(self._look)
        window.slide.show_names(self.mirror.names)
        if self.clock.left is not None:
            window.start_timer(self.clock.left)
        if not window.isVisible():
            chosen = self.display.value
            if isinstance(chosen, QScreen):
                window.show_on(chosen)
            else:
                window.resize(*_WINDOW)
                window.show()
        self._say_open()

    def release(self) -> WallWindow | None:
        """Let go of a wall that goes on standing there, for controls after these."""
        window, self.window_on_wall = self.window_on_wall, None
        if window is not None:
            for signal, slot in (
                (window.closed, self._closed),
                (window.stepped, self.step),
                (window.told, self.told),
            ):
                signal.disconnect(slot)
        return window

    def close_wall(self) -> None:
        """Take the wall away."""
        if self.window_on_wall is not None:
            self.window_on_wall.close()

    def start_clock(self, seconds: int) -> None:
        """Count down from so many seconds, here and on the wall."""
        self.clock.start(seconds)
        if self.window_on_wall is not None:
            self.window_on_wall.start_timer(seconds)

    def stop_clock(self) -> None:
        """Take the time away."""
        self.clock.stop()
        if self.window_on_wall is not None:
            self.window_on_wall.stop_timer()

    def _slides(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.slide = Picker(self._theme, "", name=_("Slide on the wall"))
        self.slide.changed.connect(self.show_slide)
        for icon, name, by in (
            ("chevron-up", _("Slide before (Ctrl+PgUp)"), -1),
            ("chevron-down", _("Slide after (Ctrl+PgDn)"), 1),
        ):
            button = IconButton(self._theme, icon, name=name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, by=by: self.step(by))
            row.addWidget(button)
        self.slide.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.insertWidget(0, self.slide, 1)
        return row

    def _displays(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.display = Picker(self._theme, "", name=_("Display for the wall"))
        self.display.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self.display, 1)
        self.opener = KeyedButton(self._theme, _("Show"), "F5")
        self.opener.clicked.connect(self.turn)
        row.addWidget(self.opener)
        return row

    def _offer_slides(self, agenda: Agenda | None) -> None:
        offered = slides_of(agenda)
        here = self.mirror.slide if self.mirror.slide in offered else offered[0]
        self.slide.set_choices([(slide_name(id), id) for id in offered], here)
        if here != self.mirror.slide:
            self.show_slide(here)

    def _offer_displays(self, *_changed: Any) -> None:
        """The displays by name and size; the last one first, since the first is where one works."""
        screens = QGuiApplication.screens()
        choices: list[tuple[str, object]] = [(_("In a window"), _IN_A_WINDOW)]
        choices += [(_named(number, one), one) for number, one in enumerate(screens, start=1)]
        chosen = self.display.value
        if chosen not in [value for _text, value in choices]:
            chosen = screens[-1] if len(screens) > 1 else _IN_A_WINDOW
        self.display.set_choices(choices, chosen)

    def _choose_look(self, dark: bool) -> None:
        self.show_look("dark" if dark else "light")
        self.look_chosen.emit(self._look)

    def _say_look(self) -> None:
        self.dark.setChecked(self.mirror.look == "dark")

    def _ticked(self, words: str, over: bool) -> None:
        self.mirror.show_clock(words, over=over)

    def _closed(self) -> None:
        window, self.window_on_wall = self.window_on_wall, None
        if window is not None:
            window.deleteLater()
        self._say_open()

    def _say_open(self) -> None:
        self.opener.set_words(_("Close") if self.is_open else _("Show"))


def _named(number: int, screen: QScreen) -> str:
    size = screen.geometry()
    return _("Display {number}, {width} × {height}").format(
        number=number, width=size.width(), height=size.height()
    )
