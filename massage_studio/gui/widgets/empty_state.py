"""What an empty page says: what belongs there and the first step."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.paint import dot
from massage_studio.gui.widgets.pressable import Painted


class _Emblem(Painted):
    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(64, 64)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        dot(painter, rect.center(), rect.width() / 2, shown.tint("primary"))
        icons.paint(painter, self._icon, rect.adjusted(17, 17, -17, -17), shown.on_tint("primary"))


class EmptyState(QWidget):
    """An icon, one sentence and the button for the first step, in the middle of an empty page."""

    first_step = Signal()

    def __init__(self, icon: str, sentence: str, step: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        emblem = _Emblem(icon, self)
        column.addWidget(emblem, 0, Qt.AlignmentFlag.AlignHCenter)
        self._sentence = ElidedLabel("", self)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setText(sentence)
        wide = min(420, self._sentence.fontMetrics().horizontalAdvance(sentence) + 16)
        # A centred label is given its hint only, which knows one line.
        self._sentence.setFixedSize(wide, self._sentence.heightForWidth(wide))
        column.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        if step:
            self.button = ActionButton(step, parent=self, primary=True)
            self.button.clicked.connect(self.first_step)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
