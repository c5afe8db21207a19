"""The studio's logo: chosen from a file, made small, shown and taken away again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.errors import KnownError
from massage_studio.gui import theme
from massage_studio.gui.context import Context
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted
from massage_studio.language import translate

LONGEST_SIDE = 600
"""Longest side of a kept logo in pixels: enough for print at the size of a letterhead."""

_MOST_BYTES = 30_000_000


def read_logo(file: Path) -> bytes:
    """Return the picture in a PNG or JPEG file as PNG, at most LONGEST_SIDE pixels long; runs on any thread.

    Raises:
        KnownError: the file cannot be read, is too large, or is no such picture.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise KnownError("That file is very large.", "Choose a picture of less than 30 MB.")
        content = file.read_bytes()
    except OSError:
        raise KnownError("That file cannot be read.", "Choose another picture.") from None
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    known = reader.format().data() in (b"png", b"jpeg", b"jpg")
    image = reader.read() if known else QImage()
    if image.isNull():
        raise KnownError("That file is no PNG or JPEG picture.", "Choose another one.")
    if max(image.width(), image.height()) > LONGEST_SIDE:
        image = image.scaled(
            QSize(LONGEST_SIDE, LONGEST_SIDE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept, QByteArray(b"png")).write(image)
    return bytes(kept.data().data())


class _Preview(Painted):
    """The logo on white, as on paper, or an empty frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._logo = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_logo(self, content: bytes | None) -> None:
        self._logo = QPixmap()
        if content:
            self._logo.loadFromData(content)
        self.setAccessibleName(
            translate("LogoPicker", "No logo")
            if self._logo.isNull()
            else translate("LogoPicker", "Your logo")
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(132, 88)

    def draw(self, painter: QPainter) -> None:
        shown, rect = theme.current(), QRectF(self.rect())
        empty = self._logo.isNull()
        ground = shown.colour("paper") if empty else shown.colour("text_light")
        paint.fill_round(painter, rect, ground, paint.CONTROL_RADIUS, shown.colour("line"))
        if empty:
            words = translate("LogoPicker", "No logo")
            paint.draw_text(painter, self, rect, words, paint.font(self), shown.colour("muted"), paint.CENTRE)
            return
        room = rect.adjusted(8, 8, -8, -8)
        size = QSize(self._logo.size()).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._logo, QRectF(self._logo.rect()))


class LogoPicker(QWidget):
    """Shows the logo with buttons to choose and to remove it.

    `chosen` carries the new logo as PNG, or None; `refused` a sentence about a file that is no logo.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.preview = _Preview(self)
        row.addWidget(self.preview)
        column = QVBoxLayout()
        column.setSpacing(8)
        self.choose_button = QPushButton(self.tr("C&hoose a picture"), self)
        self.remove_button = QPushButton(self.tr("Remove"), self)
        self.remove_button.setAccessibleName(self.tr("Remove the logo"))
        self.remove_button.setProperty("role", "quiet")
        for button in (self.choose_button, self.remove_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch()
        row.addLayout(column, 1)
        self.choose_button.clicked.connect(self._ask)
        self.remove_button.clicked.connect(partial(self._take, None))
        self.show_logo(None)

    def use(self, context: Context) -> None:
        """Take the surroundings that the file chooser and the reading need."""
        self._context = context

    def show_logo(self, content: bytes | None) -> None:
        """Show a logo, or that there is none."""
        self.preview.show_logo(content)
        self.remove_button.setVisible(bool(content))

    def _ask(self) -> None:
        assert self._context is not None
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        file = self._context.messages.file_to_open(self, self.tr("Choose your logo"), kinds)
        if file is not None:
            self._context.tasks.make(partial(read_logo, file), self._take, self._refuse)

    def _take(self, content: bytes | None, _checked: bool = False) -> None:
        self.show_logo(content)
        self.chosen.emit(content)

    def _refuse(self, error: KnownError) -> None:
        self.refused.emit(str(error))
