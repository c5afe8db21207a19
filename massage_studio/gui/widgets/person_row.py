"""A family or a dyad as one row of a list."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint, safety_tags
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.pressable import Pressable
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

    Tags for safety stand below the words where the row has no room for all of them beside the name.
    """

    def __init__(self, surface: paint.Surface, person: PersonRowData, end: float = 0) -> None:
        self._surface, self._person, self._spare = surface, person, end

    def height(self, width: float) -> int:
        """Return how high the row is in a width."""
        bold, small = paint.font(self._surface, 1.16, bold=True), paint.font(self._surface)
        return max(53, round(paint.line_height(bold) + paint.line_height(small) + 17)) + self.below(width)

    def below(self, width: float) -> int:
        """Return how much higher the row is in this width for the tags that stand below its words."""
        high = safety_tags.height(self._lower(width, 0))
        return ceil(high + safety_tags.GAP) if high else 0

    def placed(self) -> tuple[Placed, ...]:
        """Return the tags that the row draws now, with where; a tag that is not among them is in the +N."""
        width = self._surface.width()
        words = self._surface.height() - self.below(width)
        return (*self._end(float(width), words), *self._lower(width, words - 2))

    def _lower(self, width: float, top: float) -> tuple[Placed, ...]:
        """Return where the tags for safety stand below the words, if they have to."""
        safe = [tag for tag in self._person.tags if tag.safety]
        if self._beside(width):
            return ()
        return safety_tags.place(self._surface, safe, _LEFT, top, max(width - _LEFT - 8, 60))

    def _beside(self, width: float) -> bool:
        """Tell whether all tags for safety have room beside the name, and the number of others too."""
        safe = [tag for tag in self._person.tags if tag.safety]
        others = len(self._person.tags) - len(safe)
        total = sum(tag_width(self._surface, tag.words) + 6 for tag in safe)
        return total + (tag_width(self._surface, f"+{others}") + 6 if others else 0) <= width * 0.5

    def _end(self, width: float, height: float) -> tuple[Placed, ...]:
        """Return where the tags at the end of the row stand: those that leave half the row for the name."""
        high = tag_height(self._surface)
        top = (height - 1 - high) / 2
        tags = [tag for tag in self._person.tags if not tag.safety or self._beside(width)]
        tags.sort(key=lambda tag: not tag.safety)
        widths = [
            tag_width(self._surface, tag.words)
            if tag.safety
            else min(tag_width(self._surface, tag.words), width * 0.3)
            for tag in tags
        ]
        fitting, total = 0, 0.0
        for tag, wide in zip(tags, widths, strict=True):
            if fitting and not tag.safety and total + wide + 6 > width * 0.5:
                break
            total += wide + 6
            fitting += 1
        shown = list(zip(tags[:fitting], widths[:fitting], strict=True))
        if hidden := len(tags) - fitting:
            more = f"+{hidden}"
            shown.append((RowTag(more), tag_width(self._surface, more)))
        found: list[Placed] = []
        for tag, wide in reversed(shown):
            width -= wide
            found.append(Placed(tag, (tag.words,), QRectF(width, top, wide, high)))
            width -= 6
        return tuple(reversed(found))

    def draw(self, painter: QPainter, *, hovered: bool, focused: bool, line: bool = True) -> None:
        """Draw the row as it stands, with a `line` under it."""
        shown, surface = theme.current(), self._surface
        one = self._person
        width, height = float(surface.width()), float(surface.height())
        if hovered:
            painter.fillRect(surface.rect(), shown.colour("hover"))
        if line:
            painter.fillRect(QRectF(0, height - 1, width, 1), shown.colour("line"))
        sign = one.sign or first_letter(one.name)
        words = height - self.below(width)
        draw_avatar(painter, surface, QRectF(0, (words - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR), sign)
        end = self._end(width, words)
        for placed in end:
            draw_tag(painter, surface, placed.area, placed.tag.words, placed.tag.tone)
        safety_tags.draw(painter, surface, self._lower(width, words - 2))
        self._draw_words(painter, (end[0].area.left() - 6 if end else width) - 8 - self._spare, words)
        if focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS - 1)

    def _draw_words(self, painter: QPainter, right: float, height: float) -> None:
        shown, surface = theme.current(), self._surface
        one = self._person
        bold = paint.font(surface, 1.16, bold=True)
        lead, small = paint.font(surface, 1.16), paint.font(surface)
        first_height = paint.line_height(bold)
        top = (height - 1 - first_height - paint.line_height(small)) / 2
        if not one.second:
            top = (height - 1 - first_height) / 2
        room = right - _LEFT
        detail_width = paint.text_width(one.detail, lead) if one.detail else 0.0
        # The name may take all but the age; a long age gives way before half the name does.
        name_room = max(room - detail_width - 5, room * 0.6)
        used = paint.draw_text(
            painter, surface, QRectF(_LEFT, top, name_room, first_height), one.name, bold, shown.colour("ink")
        )
        rest = QRectF(_LEFT + used + 5, top, room - used - 5, first_height)
        if rest.width() > 24:
            paint.draw_text(painter, surface, rest, one.detail, lead, shown.colour("muted"))
        second = QRectF(_LEFT, top + first_height, room, paint.line_height(small))
        paint.draw_text(painter, surface, second, one.second, small, shown.colour("muted"))


class PersonRow(Pressable):
    """A row to press: avatar, name in bold, age, second line, and tags at the end.

    `safety_pressed` tells that a press was on a tag for safety; `clicked` tells of every other.
    """

    safety_pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, person: PersonRowData | None = None) -> None:
        super().__init__(parent)
        self._person = PersonRowData("")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if person is not None:
            self.set_person(person)

    def set_person(self, person: PersonRowData) -> None:
        """Shows another family or dyad."""
        self._person = person
        self.setAccessibleName(person.accessible_name)
        self.setAccessibleDescription(person.accessible_description)
        self.updateGeometry()
        self.update()

    def person(self) -> PersonRowData:
        """What the row shows now."""
        return self._person

    def placed(self) -> tuple[Placed, ...]:
        """Return the tags that the row draws now, with where; a tag that is not among them is in the +N."""
        return self._drawing().placed()

    def sizeHint(self) -> QSize:
        return QSize(360, self._drawing().height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height() - self.below(self.width()) + self.below(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.below(event.oldSize().width()) != self.below(self.width()):
            self.updateGeometry()

    def below(self, width: float) -> int:
        """Return how much higher the row is in this width for the tags that stand below its words."""
        return self._drawing().below(width)

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
