"""The studio's own line icons, drawn in any colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from massage_studio import paths
from massage_studio.gui import theme


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    made = QPixmap(QSize(pixels, pixels))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, colour).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return made


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draws the icon resources/icons/<name>.svg into a rectangle in one colour."""
    ratio = painter.device().devicePixelRatioF()
    pixels = max(1, round(min(rect.width(), rect.height()) * ratio))
    picture = _pixmap(name, colour.name(), pixels)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, picture, QRectF(picture.rect()))


def icon(name: str, token: str = "ink") -> QIcon:
    """An icon in one colour of the current theme, in the sizes that buttons and menus ask for."""
    shown = theme.current()
    made = QIcon()
    for pixels in (16, 20, 24, 32, 48):
        made.addPixmap(_pixmap(name, shown.colour(token).name(), pixels))
        made.addPixmap(_pixmap(name, shown.colour("muted").name(), pixels), QIcon.Mode.Disabled)
    return made


class _Retint(QObject):
    """Gives a button its icon anew when the theme changes; lives and dies with the button."""

    def __init__(self, button: QAbstractButton, name: str, token: str) -> None:
        super().__init__(button)
        self._button, self._name, self._token = button, name, token
        theme.watch().changed.connect(self.tint)
        self.tint()

    def tint(self) -> None:
        self._button.setIcon(icon(self._name, self._token))


def set_icon(button: QAbstractButton, name: str, token: str = "ink") -> None:
    """Puts an icon on a button and keeps it in the theme's colour."""
    _Retint(button, name, token)


def application_icon() -> QIcon:
    """The program's icon for windows and task bars."""
    picture = QSvgRenderer(str(paths.resources() / "icons" / "app.svg"))
    made = QIcon()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    for size in (16, 32, 48, 64, 128, 256):
        pixels = round(size * ratio)
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        picture.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
