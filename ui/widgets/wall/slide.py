"""One slide of a workshop, drawn at any size: full screen on the wall, or small beside the facilitator's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from scorecard.i18n import _
from scorecard.palette import palette
from ui.models.wall.slides import SLIDES, slide_name
from ui.theme import Theme
from ui.widgets.wall.decks import deck_of
from ui.widgets.wall.frame import Deck, Frame
from ui.widgets.wall.ink import HEIGHT, Canvas, Mark, Words
from ui.widgets.wall.painter import paint_marks, wall_colour

if TYPE_CHECKING:
    from scorecard.analysis.workshops.workshop import Workshop
    from ui.models.wall.sight import Sight

_NARROWEST, _WIDEST = 960.0, 1680.0
"""Of the canvas: from 4:3 to 21:9. In another shape the slide stands in the middle."""


class WallSlide(QWidget):
    """Everything on it is as high as the slide asks for, from 24 of 720 up, so that it reads from ten metres.

    What does not fit goes on another page: `page` of `pages`. `page_changed` when another one is shown.
    """

    page_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = ""
        self._slide = SLIDES[0]
        self._sight: Sight | None = None
        self._names = False
        self._frame = Frame()
        self._deck: Deck | None = None
        self._deck_width = 0.0
        self._about: tuple[str, ...] = ()
        self._page = 0
        self._marks: tuple[Mark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(slide_name(self._slide))
        theme.changed.connect(self.update)

    @property
    def slide(self) -> str:
        """The id of the slide that is shown, one of `SLIDES`."""
        return self._slide

    @property
    def page(self) -> int:
        """The page that is shown, from 0 on."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the slide has, one at least."""
        return len(self._laid().pages)

    @property
    def look(self) -> str:
        """`light` or `dark`: the one chosen for the wall, or else that of the window."""
        return self._look or self._theme.name

    @property
    def names(self) -> bool:
        """Whether names of evaluators are asked for; they stand there only where the agenda permits it."""
        return self._names

    def show_workshop(self, workshop: Workshop) -> None:
        """Show the workshop as it stands now; the page stays where the slide is about the same as before."""
        from ui.models.wall.sight import Sight

        self._sight = Sight(workshop)
        self._flag()
        self._lay_anew()

    def show_slide(self, id: str) -> None:
        """Show another slide, one of `SLIDES`; an id that is none changes nothing."""
        if id not in SLIDES:
            return
        self._slide = id
        self.setAccessibleName(slide_name(id))
        self._lay_anew()

    def show_look(self, name: str) -> None:
        """`light` or `dark`, whatever the window wears; empty to follow the window."""
        self._look = name
        self.update()

    def show_names(self, names: bool) -> None:
        """Ask for the names of evaluators, or leave them out."""
        self._names = names
        self._lay_anew()

    def show_clock(self, text: str, *, over: bool = False) -> None:
        """Show a time, or none; `over` once it is past."""
        self._frame = Frame(flag=self._frame.flag, clock=text, over=over)
        self._lay_page()

    def step(self, by: int) -> bool:
        """Go to another page of the slide; False where there is none, so that it is up to others."""
        return self.go_to_page(self._page + by)

    def go_to_page(self, page: int) -> bool:
        """Show a page; False where there is none such."""
        if not 0 <= page < self.pages:
            return False
        if page != self._page:
            self._page = page
            self._lay_page()
            self.page_changed.emit(page)
        return True

    def marks(self) -> tuple[Mark, ...]:
        """What the page is made of, on a canvas 720 high."""
        self._laid()
        return self._marks

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * 9 / 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._canvas_width() != self._deck_width:
            self._lay_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        marks, colours = self.marks(), palette(self.look)
        painter = QPainter(self)
        painter.fillRect(self.rect(), wall_colour(colours, "surface"))
        place = self.place()
        painter.translate(place.topLeft())
        painter.scale(place.height() / HEIGHT, place.height() / HEIGHT)
        paint_marks(painter, marks, colours)
        painter.end()

    def place(self) -> QRectF:
        """Where in the widget the slide stands: all of it, but for shapes that no display has."""
        width = self._canvas_width()
        scale = min(self.width() / width, self.height() / HEIGHT)
        place = QRectF(0, 0, width * scale, HEIGHT * scale)
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _canvas_width(self) -> float:
        shape = HEIGHT * self.width() / max(self.height(), 1)
        return min(max(shape, _NARROWEST), _WIDEST)

    def _flag(self) -> None:
        caution = self._sight.workshop.study.snapshot.evaluation.caution if self._sight else ""
        words = {"illustrative": _("Illustrative"), "invented": _("Invented")}
        self._frame = Frame(flag=words.get(caution, ""), clock=self._frame.clock, over=self._frame.over)

    def _lay_anew(self) -> None:
        self._deck = None
        self.update()

    def _laid(self) -> Deck:
        """The pages, laid out when they are first asked for."""
        if self._deck is not None:
            return self._deck
        self._deck_width = self._canvas_width()
        self._deck = deck_of(self._slide, self._sight, self._deck_width, names=self._names)
        about = self._what()
        if about != self._about:
            self._about, self._page = about, self._deck.start
        self._page = min(self._page, len(self._deck.pages) - 1)
        self._lay_page()
        return self._deck

    def _what(self) -> tuple[str, ...]:
        """What the slide is about: its first page is shown again when that is another thing."""
        item = self._sight.workshop.at_hand if self._sight else None
        if item is None:
            return (self._slide,)
        return self._slide, item.discussion.key, item.discussion.stage, str(self._names)

    def _lay_page(self) -> None:
        if self._deck is None:
            return
        canvas = Canvas(width=self._deck_width)
        self._deck.pages[self._page](canvas, self._frame)
        self._marks = tuple(canvas.marks)
        said = (mark.text for mark in self._marks if isinstance(mark, Words))
        self.setAccessibleDescription(". ".join(said))
        self.update()
