"""The screen draws a baby with hands as paper does, in the colours of either theme."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from massage_studio.gui import theme
from massage_studio.gui.widgets.illustration import draw_illustration
from massage_studio.paper.illustrations import codes


def drawn(code: str) -> QImage:
    image = QImage(180, 240, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    draw_illustration(painter, code, QRectF(0, 0, 180, 240))
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {shade.name() for shade in found if shade.alpha() == 255}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawing_takes_the_colours_of_the_theme(qapp: QApplication, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme)
    shown = theme.current()
    wanted = {shown.colour(token).name() for token in ("card", "ink", "primary", "primary_tint")}
    assert wanted <= colours(drawn("chest_resting"))


def test_the_screen_shows_every_drawing(qapp: QApplication) -> None:
    nothing = bytes(180 * 240 * 4)
    assert len({nothing, *(bytes(drawn(code).constBits()) for code in codes())}) == len(codes()) + 1


def test_a_drawing_stays_inside_its_rectangle(qapp: QApplication) -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_illustration(painter, "cuddle", QRectF(20, 20, 20, 20))
    painter.end()
    edges = {(x, y) for x in range(60) for y in range(60) if not (20 <= x < 40 and 20 <= y < 40)}
    assert {image.pixelColor(x, y).name() for x, y in edges} == {"#ffffff"}
    assert image.pixelColor(30, 36).name() != "#ffffff"
