"""What the week and the month have in common: days, classes, a cursor among them, mouse and keys."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.marks import fill_mark, tone
from massage_studio.language import translate

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_ALL_LINES = 99

BESIDE_WORDS = 16.0
"""Pixels of a class beside its words: its mark, and what keeps them off the edge."""


@dataclass(frozen=True)
class CalendarItem:
    """One class: its day, minutes after midnight, words, and the mark of its venue.

    `words` tell it whole, for tooltips and screen readers. `struck` is cancelled, `clash` is at the same time
    as another that needs the same venue or instructor, `over` is past.
    """

    key: Any
    day: date
    start: int
    end: int
    time: str
    title: str
    detail: str
    words: str
    mark: int = 0
    struck: bool = False
    clash: bool = False
    over: bool = False


@dataclass(frozen=True)
class CalendarDay:
    """One day: "Mon", "16", "Monday 16 November", and what is special about it, such as a bank holiday."""

    day: date
    name: str
    number: str
    words: str
    note: str = ""
    today: bool = False
    outside: bool = False


@dataclass(frozen=True)
class EntryBox:
    """A place on the picture, unmirrored: of a class, or of the `hidden` classes that had no room."""

    rect: QRectF
    item: CalendarItem
    hidden: tuple[CalendarItem, ...] = ()


class CalendarView(QWidget):
    """A painted calendar. Arrows move the cursor by days and classes, Enter or a click opens a class.

    `opened` carries a class's key, `chosen` the key under the cursor or None, `left` a day beyond what is
    shown, `day_opened` a day that was pressed by its number or by what had no room.
    """

    opened = Signal(object)
    chosen = Signal(object)
    left = Signal(object)
    day_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[CalendarDay, ...] = ()
        self.items: tuple[CalendarItem, ...] = ()
        self._of_day: dict[date, tuple[CalendarItem, ...]] = {}
        self._boxes: list[EntryBox] = []
        self._day: date | None = None
        self._place = 0
        self._hover: EntryBox | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_days(self, days: Sequence[CalendarDay], items: Sequence[CalendarItem], cursor: date) -> None:
        """Shows days from first to last with their classes, earliest first, the cursor on one of the days."""
        self.days, self.items = tuple(days), tuple(items)
        grouped: dict[date, list[CalendarItem]] = {}
        for item in self.items:
            grouped.setdefault(item.day, []).append(item)
        self._of_day = {day: tuple(found) for day, found in grouped.items()}
        before = self.current()
        self._day, self._place = cursor, 0
        if before is not None:
            keys = [item.key for item in self.items_on(cursor)]
            self._place = keys.index(before.key) if before.key in keys else 0
        self.updateGeometry()
        self.arrange()
        self._told()

    def items_on(self, day: date) -> tuple[CalendarItem, ...]:
        """The classes of a day, earliest first."""
        return self._of_day.get(day, ())

    def current(self) -> CalendarItem | None:
        """The class under the cursor."""
        items = self.items_on(self._day) if self._day else ()
        return items[min(self._place, len(items) - 1)] if items else None

    def current_day(self) -> date | None:
        """The day under the cursor."""
        return self._day

    def choose(self, key: Any) -> None:
        """Puts the cursor on a class."""
        for item in self.items:
            if item.key == key and item != self.current():
                self._day, self._place = item.day, self.items_on(item.day).index(item)
                self._told()

    def boxes(self) -> tuple[EntryBox, ...]:
        """The places of all classes on the picture."""
        return tuple(self._boxes)

    def arrange(self) -> None:
        """Works out where everything stands."""
        self._boxes = self.placed() if self.days else []
        self._hover = None
        self.update()

    def placed(self) -> list[EntryBox]:
        """Where the classes stand; each kind of calendar has its own way."""
        raise NotImplementedError

    def day_at(self, point: QPointF) -> date | None:
        """The day whose heading is at a point, if any."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Paints the days below the classes."""
        raise NotImplementedError

    def vertical(self, step: int) -> timedelta:
        """How far up (-1) or down (1) leads from the last class of a day."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 300)

    def start_edge(self, rect: QRectF) -> float:
        """The side of an unmirrored rectangle where reading begins, on the screen."""
        place = paint.mirrored(self, rect)
        from_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        return place.left() if from_left else place.right()

    def draw_box(self, painter: QPainter, box: EntryBox) -> None:
        """Paints one class, or how many more there are."""
        shown, item = theme.current(), box.item
        place = paint.mirrored(self, box.rect)
        here = self.current()
        current = here is not None and (here is item or here in box.hidden)
        if box.hidden:
            if current or self._hover is box:
                paint.fill_round(painter, place, shown.colour("hover"), 6)
            words = translate("CalendarView", "+%n more", None, len(box.hidden))
            area = box.rect.adjusted(4, 0, -2, 0)
            if paint.text_width(words, paint.font(self)) > area.width():
                words = f"+{len(box.hidden)}"
            paint.draw_text(painter, self, area, words, paint.font(self), shown.colour("muted_strong"))
        else:
            self._draw_class(painter, box.rect, item, box is self._hover)
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(shown.colour("primary" if self.hasFocus() else "control_line"))
            for inset in (0.5, 1.5) if self.hasFocus() else (0.5,):
                painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), 6, 6)

    def _draw_class(self, painter: QPainter, rect: QRectF, item: CalendarItem, hover: bool) -> None:
        shown, kind = theme.current(), tone(item.mark)
        place = paint.mirrored(self, rect)
        edge = shown.colour("error") if item.clash else shown.colour("line") if item.struck else None
        # A copy: the theme keeps its own.
        ground = QColor(shown.colour("card") if item.struck else shown.tint(kind))
        if item.over and not item.struck:
            paint.fill_round(painter, place, shown.colour("card"), 6)
            ground.setAlphaF(0.55)
        paint.fill_round(painter, place, ground, 6, edge)
        if hover:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(shown.strong(kind))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        band = QRectF(rect.left() + 3, rect.top() + 3, 5, rect.height() - 6)
        if item.struck:
            painter.setOpacity(0.5)
        fill_mark(painter, paint.mirrored(self, band), item.mark)
        painter.setOpacity(1)
        inner = rect.adjusted(BESIDE_WORDS - 4, 0, -4, 0)
        if item.clash:
            side = 13.0
            # Below the words where there are lines to spare, so that a narrow box still tells the time.
            low = rect.height() > 2.5 * paint.line_height(paint.font(self))
            top = rect.bottom() - side - 4 if low else rect.center().y() - side / 2
            sign = QRectF(inner.right() - side, top, side, side)
            icons.paint(painter, "warning", paint.mirrored(self, sign), shown.colour("error"))
            inner.adjust(0, 0, 0 if low else -side - 3, -side - 2 if low else 0)
        self._draw_words(painter, inner, item)

    def title_lines(self, title: str, width: float) -> list[str]:
        """Return a class's name in bold on lines of a width; nothing where a word of it needs more."""
        bold = paint.font(self, bold=True)
        if max((paint.text_width(word, bold) for word in title.split()), default=0.0) > width - 2:
            return []
        return paint.wrapped(title, bold, width, _ALL_LINES)

    def _draw_words(self, painter: QPainter, area: QRectF, item: CalendarItem) -> None:
        """Paint the time, and of the name and the rest what can be read whole; the agenda has all of it."""
        shown = theme.current()
        ink = shown.colour("muted") if item.struck else shown.on_tint(tone(item.mark))
        small, bold = paint.font(self), paint.font(self, bold=True)
        high = paint.line_height(bold)
        lines = int((area.height() - 2) // high)
        title = self.title_lines(item.title, area.width())
        rows = [(item.time, small), *((line, bold) for line in title)]
        if not title or len(rows) > lines:
            rows = [(item.time, bold)]
        elif len(rows) < lines and paint.text_width(item.detail, small) <= area.width():
            rows.append((item.detail, small))
        for font in (small, bold):
            font.setStrikeOut(item.struck)
        top = area.center().y() - high / 2
        if lines > 1:
            top = area.top() + min(4.0, (area.height() - high * lines) / 2)
        for number, (words, font) in enumerate(rows):
            line = QRectF(area.left(), top + number * high, area.width(), high)
            used = paint.draw_text(painter, self, line, words, font, ink)
        if len(rows) == 1:
            rest = line.adjusted(used + 5, 0, 0, 0)
            if paint.text_width(item.title, small) <= rest.width():
                paint.draw_text(painter, self, rest, item.title, small, ink)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.days:
            self.draw(painter)
            touched = QRectF(event.rect())
            for box in self._boxes:
                if paint.mirrored(self, box.rect).intersects(touched):
                    self.draw_box(painter, box)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self.arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _box_at(self, point: QPointF) -> EntryBox | None:
        found = (box for box in self._boxes if paint.mirrored(self, box.rect).contains(point))
        return next(found, None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        box = self._box_at(event.position())
        if box is None:
            day = self.day_at(event.position())
            if day is not None:
                self.day_opened.emit(day)
        elif box.hidden:
            self.day_opened.emit(box.hidden[0].day)
        else:
            self.choose(box.item.key)
            self.opened.emit(box.item.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        box = self._box_at(event.position())
        pressable = box is not None or self.day_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
        self._point_at(box)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, box: EntryBox | None) -> None:
        """Show which class the mouse is on, painting no more than the two that change."""
        for changed in (self._hover, box) if box is not self._hover else ():
            if changed is not None:
                self.update(paint.mirrored(self, changed.rect).toAlignedRect().adjusted(-1, -1, 1, 1))
        self._hover = box

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            box = self._box_at(QPointF(event.pos()))
            items = () if box is None else box.hidden or (box.item,)
            told = html.escape("\n".join(item.words for item in items)).replace("\n", "<br>")
            # Qt would read a tag in a name as markup.
            QToolTip.showText(event.globalPos(), f"<span>{told}</span>" if told else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        match event.key():
            case Qt.Key.Key_Left:
                self._go_by(-forward * _DAY)
            case Qt.Key.Key_Right:
                self._go_by(forward * _DAY)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                item = self.current()
                if item is not None and not event.isAutoRepeat():
                    self.opened.emit(item.key)
            case _:
                super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        """Go to the class above or below, beyond the day's last one to where `vertical` leads."""
        count = len(self.items_on(self._day)) if self._day else 0
        if 0 <= self._place + step < count:
            self._place += step
            self._told()
        else:
            self._go_by(self.vertical(step), last=step < 0)

    def _go_by(self, far: timedelta, *, last: bool = False) -> None:
        if self._day is None or not far:
            return
        day = self._day + far
        if not any(one.day == day for one in self.days):
            self.left.emit(day)
            return
        self._day = day
        self._place = max(0, len(self.items_on(day)) - 1) if last else 0
        self._told()

    def _told(self) -> None:
        """Say to screen readers and to whoever listens where the cursor is."""
        item = self.current()
        day = next((one for one in self.days if one.day == self._day), None)
        parts = [day.words, day.note] if day else []
        parts.append(item.words if item else self.tr("no class"))
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.update()
        self.chosen.emit(item.key if item else None)
