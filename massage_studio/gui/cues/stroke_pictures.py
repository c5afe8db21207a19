"""The drawings of the strokes of the activity that runs, each with its name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.illustration import draw_illustration
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets
from massage_studio.gui.widgets.pressable import Painted

_SIDE = 104
_LINES = 2


class StrokePicture(Painted):
    """One drawing with the name of its stroke below it."""

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self._drawing, self._name = drawing, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Show another name below the drawing."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE + round(_LINES * paint.line_height(paint.font(self))) + 4)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        card = QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1)
        paint.fill_round(painter, card, shown.colour("card"), paint.CONTROL_RADIUS, shown.colour("line"))
        draw_illustration(painter, self._drawing, card.adjusted(6, 6, -6, -6))
        font = paint.font(self)
        line = paint.line_height(font)
        for number, words in enumerate(paint.wrapped(self._name, font, _SIDE, _LINES)):
            area = QRectF(0, _SIDE + 2 + number * line, _SIDE, line)
            paint.draw_text(painter, self, area, words, font, shown.colour("ink"), paint.START)


class StrokePictures(QScrollArea):
    """A row of drawings to scroll through; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Strokes of the activity that runs"))
        row = QWidget()
        self._row = QHBoxLayout(row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._pictures = KeyedWidgets[str, StrokePicture](StrokePicture, self._row.insertWidget)
        self.setWidget(row)
        self.hide()

    @property
    def pictures(self) -> list[StrokePicture]:
        """The drawings in their order."""
        return list(self._pictures.values())

    def show_strokes(self, strokes: dict[str, str]) -> None:
        """Show the names of strokes by their drawings."""
        self._pictures.keep(strokes)
        for drawing, name in strokes.items():
            self._pictures[drawing].set_name(name)
        if strokes:
            high = self.pictures[0].sizeHint().height()
            self.setFixedHeight(high + self.horizontalScrollBar().sizeHint().height())
        self.setVisible(bool(strokes))
