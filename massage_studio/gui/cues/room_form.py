"""Lays the class room so that all that is pressed while teaching is in view, on any screen."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Signal
from PySide6.QtGui import QInputDevice
from PySide6.QtWidgets import QScrollArea, QWidget

from massage_studio.gui.cues.baby_board import BabyBoard
from massage_studio.gui.cues.foot_panel import FootPanel
from massage_studio.gui.cues.header_bar import HeaderBar
from massage_studio.gui.cues.palette_panel import PalettePanel
from massage_studio.gui.cues.plan_card import PlanCard

_TILES = "class_room/tiles"
_OFFERED = "class_room/tiles_offered"
Margins = tuple[int, int, int, int]
_MARGINS, _TIGHT_MARGINS = (20, 12, 20, 12), (8, 4, 8, 4)
_CARD_MARGINS, _TIGHT_CARD_MARGINS = (16, 8, 16, 9), (6, 3, 6, 3)
_LEAST_MARGINS = (8, 2, 8, 2)
_BESIDE_PLAN = 14
_SHORT_WORDS = 840
_SMALLEST = 2


@dataclass(frozen=True)
class Form:
    """How much room the parts take.

    `compact` has the plan in the header and little round everything, `narrow` the cards in few rows, `dense`
    the cues in lines without columns (2 in small letters, −1 in large columns),
    `one_line` note and last entries side by side.
    """

    compact: bool = False
    narrow: bool = False
    dense: int = 0
    one_line: bool = False

    @property
    def margins(self) -> Margins:
        """The room round the page."""
        if self.dense == _SMALLEST:
            return _LEAST_MARGINS
        return _TIGHT_MARGINS if self.compact else _MARGINS

    @property
    def gap(self) -> int:
        """The room between the parts of the page."""
        return 2 if self.dense == _SMALLEST else 4 if self.compact else 8

    @property
    def below_header(self) -> int:
        """The room below the header."""
        return self.gap if self.compact else 10


class Parts(Protocol):
    """The parts of the page, and how it takes another form itself."""

    header: HeaderBar
    plan: PlanCard
    board: BabyBoard
    palette_panel: PalettePanel
    foot: FootPanel

    def lay_plan(self, *, beside: bool) -> None:
        """Put the plan beside the class, or where the header opens it."""

    def set_margins(self, form: Form, in_cards: Margins) -> None:
        """Leave the room of a form round the page, between its parts and in the card of the palette."""


# From what is read best to what takes least.
_OF_CARDS = (
    Form(),
    Form(narrow=True),
    Form(narrow=True, dense=1),
    Form(compact=True, dense=1),
    Form(compact=True, narrow=True, dense=1),
    Form(compact=True, narrow=True, dense=1, one_line=True),
    Form(compact=True, narrow=True, dense=2, one_line=True),
)
_OF_TILES = (
    Form(compact=True, dense=-1),
    Form(compact=True),
    Form(compact=True, dense=1),
    Form(compact=True, dense=1, one_line=True),
    Form(compact=True, dense=2, one_line=True),
)


def tiles_chosen() -> bool:
    """Tell whether large tiles were chosen on this computer."""
    return bool(QSettings().value(_TILES, False, type=bool))


def choose_tiles(chosen: bool) -> None:
    """Remember on this computer whether the babies are large tiles."""
    QSettings().setValue(_TILES, chosen)


def offer_tiles() -> bool:
    """Tell, once on this computer, whether there is a screen to touch and nothing was chosen yet."""
    kept = QSettings()
    if kept.contains(_TILES) or kept.value(_OFFERED, False, type=bool) or not has_touch_screen():
        return False
    kept.setValue(_OFFERED, True)
    return True


def has_touch_screen() -> bool:
    """Tell whether a screen of this computer can be touched."""
    touch = QInputDevice.DeviceType.TouchScreen
    return any(device.type() == touch for device in QInputDevice.devices())


class RoomForm(QObject):
    """Chooses the form of the class room by the room on its screen; `changed` says that it is another."""

    changed = Signal()

    def __init__(self, page: QWidget, parts: Parts) -> None:
        super().__init__(page)
        self._page = page
        self._parts = parts
        self._known: tuple[object, ...] = ()
        self._seen: QWidget | None = None
        self.form = Form()
        self._spare = 0
        self._palette_size = QSize()
        self.tiles = tiles_chosen()

    def watch(self) -> None:
        """Follow the size of what the page is seen through."""
        around = self._page.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        seen = around.viewport() if isinstance(around, QScrollArea) else self._page
        if seen is not self._seen:
            self._seen = seen
            seen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._page.isVisible():
            self.fit()
        return super().eventFilter(watched, event)

    def set_tiles(self, tiles: bool) -> None:
        """Lay the babies as large tiles, or as cards."""
        if tiles != self.tiles:
            self.tiles = tiles
            self.fit()

    def has_room(self, high: int) -> bool:
        """Tell whether so many pixels are left below all that is pressed."""
        return self._spare >= high

    def room_below(self) -> int:
        """Return how high what is asked may be, once the cues have made room for it."""
        palette, size = self._parts.palette_panel, self._palette_size
        palette.fold(True)
        folded = palette.least_height(size.width())
        return self._spare + size.height() - folded - self.form.gap

    def forget(self) -> None:
        """Forget what there was room for, as on another screen."""
        self._known = ()

    def fit(self) -> None:
        """Take the first form for which there is room, and the last one where there is for none."""
        if self._seen is None:
            return
        page, size = self._parts, self._seen_size()
        known = (size, len(page.board.cards), tuple(page.palette_panel.chips), self.tiles, self._page.font())
        if known == self._known:
            return
        self._known = known
        page.palette_panel.fold(False)
        for form in _OF_TILES if self.tiles else _OF_CARDS:
            self._apply(form, size.width())
            if self._fits(size):
                break
        page.lay_plan(beside=not self.form.compact)
        self.changed.emit()

    def _apply(self, form: Form, width: int) -> None:
        page, self.form = self._parts, form
        margins = _TIGHT_CARD_MARGINS if form.compact else _CARD_MARGINS
        page.set_margins(form, margins)
        page.header.set_form(compact=form.compact, short=form.compact and width < _SHORT_WORDS)
        inside = self._width(width)
        page.board.set_form(inside, narrow=form.narrow, large=self.tiles, high=self._seen_height())
        page.palette_panel.set_form(inside - margins[0] - margins[2], compact=form.dense)
        page.foot.set_form(compact=form.compact, one_line=form.one_line)

    def _seen_size(self) -> QSize:
        """Return the size of what the page is seen through, as it is without scroll bars.

        Every form is measured for a moment with all of the palette in view: a bar that comes with that, or
        goes again, is no other screen.
        """
        assert self._seen is not None
        around = self._seen.parentWidget()
        return around.maximumViewportSize() if isinstance(around, QScrollArea) else self._seen.size()

    def _seen_height(self) -> int:
        """Return how high the tiles are together, above the note and the last entries."""
        return (
            self._seen_size().height()
            - self._parts.header.sizeHint().height()
            - self._parts.foot.sizeHint().height()
        )

    def _width(self, width: int) -> int:
        """Return how wide the cards and the palette are on a page of this width."""
        left, _, right, _ = self.form.margins
        plan = 0 if self.form.compact else self._parts.plan.beside_width() + _BESIDE_PLAN
        return width - left - right - plan

    def _fits(self, size: QSize) -> bool:
        page, form = self._parts, self.form
        _, top, _, bottom = form.margins
        gap = form.gap
        inside = self._width(size.width())
        left, above, right, below = _TIGHT_CARD_MARGINS if form.compact else _CARD_MARGINS
        high = top + bottom + page.header.sizeHint().height() + form.below_header
        palette = inside - left - right
        self._palette_size = QSize(palette, page.palette_panel.least_height(palette))
        high += above + below + self._palette_size.height()
        high += gap + page.foot.sizeHint().height()
        if not self.tiles:
            high += page.board.least_height(inside) + gap
        self._spare = size.height() - high
        wide = max(page.header.minimumSizeHint().width(), page.foot.minimumSizeHint().width())
        return (
            self._spare >= 0
            and wide <= size.width()
            and page.palette_panel.minimumSizeHint().width() <= inside
        )
