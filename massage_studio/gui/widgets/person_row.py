"""A family or a dyad as one row of a list."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.pressable import Pressable

_AVATAR = 36.0
_LEFT = _AVATAR + 14


@dataclass(frozen=True)
class RowTag:
    """One small pill at the end of a row: its words and its tone."""

    words: str
    tone: str = "neutral"


@dataclass(frozen=True)
class PersonRowData:
    """What one row shows: a name, a detail after it (the age), a second line, tags in order of weight."""

    name: str
    detail: str = ""
    second: str = ""
    tags: tuple[RowTag, ...] = ()
    sign: str = ""


class PersonRow(Pressable):
    """A row to press: avatar, name in bold, age, second line, and tags at the end."""

    def __init__(self, parent: QWidget | None = None, *, person: PersonRowData | None = None) -> None:
        super().__init__(parent)
        self._person = PersonRowData("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if person is not None:
            self.set_person(person)

    def set_person(self, person: PersonRowData) -> None:
        """Shows another family or dyad."""
        self._person = person
        self.setAccessibleName(" ".join(part for part in (person.name, person.detail) if part))
        words = [person.second, *(tag.words for tag in person.tags)]
        self.setAccessibleDescription(", ".join(part for part in words if part))
        self.update()

    def person(self) -> PersonRowData:
        """What the row shows now."""
        return self._person

    def sizeHint(self) -> QSize:
        lines = paint.line_height(paint.font(self, 1.16, bold=True)) + paint.line_height(paint.font(self))
        return QSize(360, max(53, round(lines + 17)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        one = self._person
        width, height = float(self.width()), float(self.height())
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), shown.colour("hover"))
        painter.fillRect(QRectF(0, height - 1, width, 1), shown.colour("line"))
        sign = one.sign or first_letter(one.name)
        draw_avatar(painter, self, QRectF(0, (height - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR), sign)
        right = self._draw_tags(painter, width) - 8
        self._draw_words(painter, right)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)

    def _draw_words(self, painter: QPainter, right: float) -> None:
        shown = theme.current()
        one = self._person
        bold = paint.font(self, 1.16, bold=True)
        lead, small = paint.font(self, 1.16), paint.font(self)
        first_height = paint.line_height(bold)
        top = (self.height() - 1 - first_height - paint.line_height(small)) / 2
        if not one.second:
            top = (self.height() - 1 - first_height) / 2
        room = right - _LEFT
        detail_width = paint.text_width(one.detail, lead) if one.detail else 0.0
        # The name may take all but the age; a long age gives way before half the name does.
        name_room = max(room - detail_width - 5, room * 0.6)
        used = paint.draw_text(
            painter, self, QRectF(_LEFT, top, name_room, first_height), one.name, bold, shown.colour("ink")
        )
        rest = QRectF(_LEFT + used + 5, top, room - used - 5, first_height)
        if rest.width() > 24:
            paint.draw_text(painter, self, rest, one.detail, lead, shown.colour("muted"))
        second = QRectF(_LEFT, top + first_height, room, paint.line_height(small))
        paint.draw_text(painter, self, second, one.second, small, shown.colour("muted"))

    def _draw_tags(self, painter: QPainter, right: float) -> float:
        """Draws the tags that leave half the row for the name; returns their left edge."""
        high = tag_height(self)
        top = (self.height() - 1 - high) / 2
        widths = [min(tag_width(self, tag.words), self.width() * 0.3) for tag in self._person.tags]
        fitting, total = 0, 0.0
        for wide in widths:
            if fitting and total + wide + 6 > self.width() * 0.5:
                break
            total += wide + 6
            fitting += 1
        hidden = len(widths) - fitting
        if hidden:
            more = f"+{hidden}"
            wide = tag_width(self, more)
            right -= wide
            draw_tag(painter, self, QRectF(right, top, wide, high), more, "neutral")
            right -= 6
        for tag, wide in reversed(list(zip(self._person.tags[:fitting], widths[:fitting], strict=True))):
            right -= wide
            draw_tag(painter, self, QRectF(right, top, wide, high), tag.words, tag.tone)
            right -= 6
        return right
