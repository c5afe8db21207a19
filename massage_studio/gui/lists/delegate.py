"""Paints the rows of a list, each as high as its words need, with its buttons at the end."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QToolTip,
)

from massage_studio.gui import icons, theme
from massage_studio.gui.lists.model import ACTIONS, ROW, Index, Row, RowAction
from massage_studio.gui.widgets import paint

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class RowSurface:
    """One row to draw on, its corner at 0, 0."""

    size: QSize
    base: QFont
    direction: Qt.LayoutDirection

    def font(self) -> QFont:
        """The font of the list."""
        return self.base

    def width(self) -> int:
        """How wide the row is, without its buttons."""
        return self.size.width()

    def height(self) -> int:
        """How high the row is."""
        return self.size.height()

    def rect(self) -> QRect:
        """The whole row."""
        return QRect(QPoint(), self.size)

    def layoutDirection(self) -> Qt.LayoutDirection:
        """Where a line of the window begins."""
        return self.direction


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands: under the pointer, chosen of its list, or where the keys go."""

    hovered: bool
    chosen: bool
    focused: bool


class RowDelegate(QStyledItemDelegate, Generic[R]):
    """The base of what paints rows: a child draws one and tells how high it is in a width."""

    gap = 0
    """Pixels between two rows."""

    spacing = 8
    """Pixels before each button of a row."""

    least_words = 0
    """Pixels that the words of a row need; where the buttons leave them less, they stand below the words."""

    end = 6
    """Pixels behind the last button of a row."""

    lined = False
    """Whether a line stands under each row, under its buttons too."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.list = parent
        # The button of a row that the keys are on, the one under the pointer, and whether it is held down.
        self.first_stop = -1
        self.focused_action = -1
        self.hovered_action: tuple[int, int] = (-1, -1)
        self.pressed_action: tuple[int, int] = (-1, -1)
        self._buttons: dict[tuple[str, str], QPushButton] = {}
        # Kept for one width and one font: a row is measured at each paint, and each move of the pointer.
        self._heights: dict[Any, int] = {}
        self._sizes: dict[tuple[str, str, str], QSize] = {}
        self._measured: tuple[int, QFont] | None = None

    def row_height(self, surface: paint.Surface, row: R) -> int:
        """Return how high a row is, in the width of the surface."""
        raise NotImplementedError

    def draw_row(self, painter: QPainter, surface: paint.Surface, row: R, state: RowState) -> None:
        """Draw a row, all but its buttons."""
        raise NotImplementedError

    def above(self, row: R) -> int:
        """Return how many pixels above a row are for the heading that it begins."""
        return 0

    def draw_above(self, painter: QPainter, surface: paint.Surface, row: R) -> None:
        """Draw the heading that a row begins."""

    def hint(self, surface: paint.Surface, row: R) -> str:
        """Return what the tooltip of a row says, such as words that are cut off; nothing of itself."""
        return ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width, base = self.list.viewport().width(), self.list.font()
        if self._measured != (width, base):
            self._measured = (width, QFont(base))
            self._heights.clear()
            self._sizes.clear()
        row, actions = index.data(ROW), index.data(ACTIONS)
        if (row, actions) not in self._heights:
            size = QSize(width - self._beside(actions, width), 0)
            surface = RowSurface(size, base, self.list.layoutDirection())
            least = paint.TARGET + self.lined if actions else 0
            height = max(self.row_height(surface, row), least)
            self._heights[row, actions] = self.above(row) + height + self._below(actions, width)
        last = index.row() == index.model().rowCount() - 1
        return QSize(0, self._heights[row, actions] + (0 if last else self.gap))

    def surface(self, index: Index) -> RowSurface:
        """Return the row as it is drawn on now."""
        rect, actions = self.list.visualRect(index), index.data(ACTIONS)
        return self._surface(rect, index, actions)

    def _surface(self, rect: QRect, index: Index, actions: tuple[RowAction, ...]) -> RowSurface:
        last = index.row() == index.model().rowCount() - 1
        height = rect.height() - (0 if last else self.gap) - self.above(index.data(ROW))
        size = QSize(
            rect.width() - self._beside(actions, rect.width()), height - self._below(actions, rect.width())
        )
        return RowSurface(size, self.list.font(), self.list.layoutDirection())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        actions: tuple[RowAction, ...] = index.data(ACTIONS)
        surface = self._surface(option.rect, index, actions)
        current = index == self.list.currentIndex()
        state = RowState(
            bool(option.state & QStyle.StateFlag.State_MouseOver) and self.hovered_action[0] != index.row(),
            current,
            current and self.list.hasFocus() and self.focused_action < 0,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = surface.direction == Qt.LayoutDirection.RightToLeft
        row, corner = index.data(ROW), option.rect.topLeft()
        if above := self.above(row):
            heading = RowSurface(QSize(option.rect.width(), above), surface.base, surface.direction)
            painter.translate(corner)
            self.draw_above(painter, heading, row)
            painter.translate(-corner)
            corner += QPoint(0, above)
        painter.translate(corner + QPoint(option.rect.width() - surface.width() if mirrored else 0, 0))
        self.draw_row(painter, surface, row, state)
        painter.restore()
        if self.lined:
            line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
            painter.fillRect(line, theme.current().colour("line"))
        for number, area in enumerate(self.action_areas(option.rect, index)):
            self._draw_action(painter, area, index, number, actions[number])

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if not index.isValid():
            return False
        areas = self.action_areas(option.rect, index)
        over = [
            one for one, area in zip(index.data(ACTIONS), areas, strict=True) if area.contains(event.pos())
        ]
        words = over[0].accessible_name if over else self.hint(self.surface(index), index.data(ROW))
        QToolTip.showText(event.globalPos(), paint.plain(words), view, option.rect)
        return True

    def action_areas(self, rect: QRect, index: Index) -> list[QRect]:
        """Return where the buttons of a row stand that is painted into `rect`, in their order."""
        actions: tuple[RowAction, ...] = index.data(ACTIONS)
        height, above = self._surface(rect, index, actions).height(), self.above(index.data(ROW))
        found, right = list[QRect](), rect.width() - self.end
        for action in reversed(actions):
            size = self._button_size(action)
            left = right - size.width()
            if self._below(actions, rect.width()):
                top = above + height
            else:
                top = above + max(0, (height - self.lined - size.height()) // 2)
            area = QRect(QPoint(left, top), size)
            if self.list.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                area.moveLeft(rect.width() - right)
            found.append(area.translated(rect.topLeft()))
            right = left - self.spacing
        return found[::-1]

    def _beside(self, actions: tuple[RowAction, ...], width: int) -> int:
        """Return how many pixels the buttons take at the end of a row, none where they stand below."""
        wide = sum(self._button_size(action).width() + self.spacing for action in actions)
        wide += self.end if actions else 0
        return wide if width - wide >= self.least_words else 0

    def _below(self, actions: tuple[RowAction, ...], width: int) -> int:
        """Return how many pixels the buttons take below the words."""
        return paint.TARGET + 8 if actions and not self._beside(actions, width) else 0

    def _button(self, action: RowAction) -> QPushButton:
        """Return a hidden button that the style takes for the row's own."""
        button = self._buttons.get((action.role, action.icon))
        if button is None:
            button = QPushButton(self.list)
            button.hide()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("role", action.role)
            if action.icon:
                icons.set_icon(button, action.icon, "muted_strong")
            button.ensurePolished()
            self._buttons[action.role, action.icon] = button
        return button

    def _button_size(self, action: RowAction) -> QSize:
        key = (action.text, action.role, action.icon)
        if key not in self._sizes:
            button = self._button(action)
            button.setText(action.text.replace("&", "&&"))
            hint = button.sizeHint()
            width = hint.width() if action.text else paint.TARGET + 4
            self._sizes[key] = QSize(width, max(hint.height(), paint.TARGET))
        return QSize(self._sizes[key])

    def _draw_action(
        self, painter: QPainter, area: QRect, index: Index, number: int, action: RowAction
    ) -> None:
        button, drawn = self._button(action), QStyleOptionButton()
        button.setText(action.text.replace("&", "&&"))
        button.initStyleOption(drawn)
        drawn.rect = area
        drawn.direction = self.list.layoutDirection()
        drawn.state = QStyle.StateFlag.State_Raised
        here = (index.row(), number)
        if action.enabled:
            drawn.state |= QStyle.StateFlag.State_Enabled
            if here == self.hovered_action:
                drawn.state |= QStyle.StateFlag.State_MouseOver
            if here == self.pressed_action:
                drawn.state |= QStyle.StateFlag.State_Sunken
        if self.list.hasFocus() and index == self.list.currentIndex() and number == self.focused_action:
            drawn.state |= QStyle.StateFlag.State_HasFocus
        button.style().drawControl(QStyle.ControlElement.CE_PushButton, drawn, painter, button)
