"""A family or a dyad as one row of a list."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint, row_words, safety_tags
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import tag_height, tag_width
from massage_studio.gui.widgets.pressable import Pressable
from massage_studio.gui.widgets.row_words import Run
from massage_studio.gui.widgets.safety_tags import Placed, RowTag

__all__ = ("PersonRow", "PersonRowData", "RowTag")

_AVATAR = 36.0
_LEFT = _AVATAR + 14


@dataclass(frozen=True)
class PersonRowData:
    """What one row shows: a name, a detail after it (the age), a second line, tags in order of weight."""

    name: str
    detail: str = ""
    second: str = ""
    tags: tuple[RowTag, ...] = ()
    sign: str = ""

    @property
    def accessible_name(self) -> str:
        """The name and the age."""
        return " ".join(part for part in (self.name, self.detail) if part)

    @property
    def accessible_description(self) -> str:
        """The second line and all tags."""
        words = [self.second, *(tag.words for tag in self.tags)]
        return ", ".join(part for part in words if part)


class PersonDrawing:
    """Draws a family or a dyad on a surface; `end` keeps so many pixels free behind the words.

    Nothing is cut: words break, and tags stand below them where the row has no room for all beside the name.
    """

    def __init__(self, surface: paint.Surface, person: PersonRowData, end: float = 0) -> None:
        self._surface, self._person, self._spare = surface, person, end
        self._tags = sorted(person.tags, key=lambda tag: not tag.safety)

    def height(self, width: float) -> int:
        """Return how high the row is in a width."""
        bold, small = paint.font(self._surface, 1.16, bold=True), paint.font(self._surface)
        two_lines = paint.line_height(bold) + paint.line_height(small)
        words = max(two_lines, row_words.height(self._words(width)))
        return max(53, round(words + 17)) + self._below(width)

    def placed(self) -> tuple[Placed, ...]:
        """Return the tags that the row draws, with where: all of them."""
        width = float(self._surface.width())
        words = self._surface.height() - self._below(width)
        return self._end(width, words) or self._lower(width, words - 2)

    def _below(self, width: float) -> int:
        """Return how much higher the row is in this width for the tags that stand below its words."""
        high = safety_tags.height(self._lower(width, 0))
        return ceil(high + safety_tags.GAP) if high else 0

    def _lower(self, width: float, top: float) -> tuple[Placed, ...]:
        """Return where the tags stand below the words, if they have to."""
        if self._beside(width):
            return ()
        return safety_tags.place(self._surface, self._tags, _LEFT, top, max(width - _LEFT - 8, 60))

    def _tags_width(self) -> float:
        return sum(tag_width(self._surface, tag.words) + 6 for tag in self._tags)

    def _beside(self, width: float) -> bool:
        """Tell whether all tags have room beside the name and the age, with half the row for words."""
        one, room = self._person, width - _LEFT - 8 - self._spare - self._tags_width()
        return row_words.name_width(self._surface, one.name, one.detail) <= room >= (width - _LEFT) * 0.4

    def _words(self, width: float) -> tuple[Run, ...]:
        """Return the words as they stand in a width, from 0 down."""
        one, surface = self._person, self._surface
        beside = self._tags_width() if self._beside(width) else 0
        room = max(width - _LEFT - 8 - self._spare - beside, 60)
        first = row_words.name_runs(surface, one.name, one.detail, _LEFT, room)
        if not one.second:
            return first
        font = paint.font(surface)
        return (*first, *row_words.lines(one.second, font, _LEFT, row_words.height(first), room))

    def _end(self, width: float, height: float) -> tuple[Placed, ...]:
        """Return where the tags stand at the end of the row, if they have room there."""
        if not self._beside(width):
            return ()
        high = tag_height(self._surface)
        top, right = (height - 1 - high) / 2, width
        found: list[Placed] = []
        for tag in reversed(self._tags):
            wide = tag_width(self._surface, tag.words)
            right -= wide
            found.append(Placed(tag, (tag.words,), QRectF(right, top, wide, high)))
            right -= 6
        return tuple(reversed(found))

    def draw(self, painter: QPainter, *, hovered: bool, focused: bool, line: bool = True) -> None:
        """Draw the row as it stands, with a `line` under it."""
        shown, surface = theme.current(), self._surface
        width, height = float(surface.width()), float(surface.height())
        if hovered:
            painter.fillRect(surface.rect(), shown.colour("hover"))
        if line:
            painter.fillRect(QRectF(0, height - 1, width, 1), shown.colour("line"))
        sign = self._person.sign or first_letter(self._person.name)
        high = height - self._below(width)
        draw_avatar(painter, surface, QRectF(0, (high - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR), sign)
        safety_tags.draw(painter, surface, self.placed())
        words = self._words(width)
        row_words.draw(painter, surface, words, (high - 1 - row_words.height(words)) / 2)
        if focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS - 1)


class PersonRow(Pressable):
    """A row to press: avatar, name in bold, age, second line, and tags at the end.

    `safety_pressed` tells that a press was on a tag for safety; `clicked` tells of every other.
    """

    safety_pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, person: PersonRowData | None = None) -> None:
        super().__init__(parent)
        self._person = PersonRowData("")
        # By width, for a layout asks a dozen times.
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if person is not None:
            self.set_person(person)

    def set_person(self, person: PersonRowData) -> None:
        """Shows another family or dyad."""
        if person == self._person:
            return
        self._person = person
        self._heights.clear()
        self.setAccessibleName(person.accessible_name)
        self.setAccessibleDescription(person.accessible_description)
        self.updateGeometry()
        self.update()

    def person(self) -> PersonRowData:
        """What the row shows now."""
        return self._person

    def placed(self) -> tuple[Placed, ...]:
        """Return the tags that the row draws now, with where: all of them."""
        return self._drawing().placed()

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._drawing().height(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.heightForWidth(event.oldSize().width()) != self.heightForWidth(self.width()):
            self.updateGeometry()

    def draw(self, painter: QPainter) -> None:
        self._drawing().draw(painter, hovered=self.isDown() or self.underMouse(), focused=self.hasFocus())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        safe = (paint.mirrored(self, one.area) for one in self.placed() if one.tag.safety)
        if self.isDown() and any(area.adjusted(-6, -12, 6, 12).contains(place) for area in safe):
            self.setDown(False)
            self.safety_pressed.emit()
            return
        super().mouseReleaseEvent(event)

    def _drawing(self) -> PersonDrawing:
        return PersonDrawing(self, self._person)
