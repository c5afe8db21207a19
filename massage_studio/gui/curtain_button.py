"""The privacy curtain in the sidebar: draws it, and says that it is drawn."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.privacy import KEY, Privacy
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable


class CurtainButton(Pressable):
    """A button to press with its key; drawn, it stands out and says that names are hidden."""

    def __init__(self, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._key = KEY.toString(QKeySequence.SequenceFormat.NativeText)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(privacy.toggle)
        privacy.changed.connect(self._follow)
        self._follow()

    def words(self) -> str:
        """What the button says."""
        return self.tr("Names hidden") if self._privacy.drawn else self.tr("Hide names")

    def nextCheckState(self) -> None:
        """Leave the state alone: the curtain itself says whether it is drawn."""

    def _follow(self) -> None:
        self.setChecked(self._privacy.drawn)
        lift = self.tr("The curtain is drawn, names are hidden. Lift it ({key})")
        told = lift if self._privacy.drawn else self.tr("Draw the curtain over names ({key})")
        self.setAccessibleName(told.format(key=self._key))
        paint.plain_tooltip(self, told.format(key=self._key))
        self.update()

    def sizeHint(self) -> QSize:
        words = paint.font(self, 1.08)
        wide = paint.text_width(self.words(), words) + paint.text_width(self._key, paint.font(self)) + 64
        return QSize(round(wide), max(paint.TARGET, round(paint.line_height(words) + 16)))

    def draw(self, painter: QPainter) -> None:
        shown, drawn = theme.current(), self._privacy.drawn
        rect = QRectF(self.rect())
        ground, ink, line = shown.colour("card"), shown.colour("ink"), shown.colour("control_line")
        if drawn:
            ground, ink, line = shown.tint("info"), shown.on_tint("info"), shown.strong("info")
        elif self.underMouse():
            ground = shown.colour("hover")
        paint.fill_round(painter, rect, ground, paint.CONTROL_RADIUS, line)
        place = QRectF(10, rect.center().y() - 9, 18, 18)
        icons.paint(painter, "curtain", paint.mirrored(self, place), ink)
        small = paint.font(self)
        wide = paint.text_width(self._key, small)
        words = QRectF(38, 0, rect.width() - 38 - wide - 16, rect.height())
        paint.draw_text(painter, self, words, self.words(), paint.font(self, 1.08, bold=drawn), ink)
        key = QRectF(rect.width() - wide - 10, 0, wide, rect.height())
        paint.draw_text(
            painter, self, key, self._key, small, ink if drawn else shown.colour("muted"), paint.END
        )
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)
