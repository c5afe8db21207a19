"""A chart on the screen: the drawing of the paper, in the colours of the theme and made for its width."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from massage_studio.charts.evidence import evidence_chart
from massage_studio.charts.findings import Finding
from massage_studio.gui import theme
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.paper.drawing import Chart

FINDINGS = [Finding("supports", "moderate", verified=True)] * 12


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_chart_of_findings_has_the_colours_of_the_dark_theme(qtbot: QtBot, qapp: QApplication) -> None:
    view = ChartView(None, lambda width: evidence_chart(FINDINGS, width))
    qtbot.addWidget(view)
    view.resize(500, view.heightForWidth(500))
    theme.apply(qapp, "dark")
    try:
        assert theme.load("dark").colour("engaging").name() in colours(view.grab().toImage())
    finally:
        theme.apply(qapp, "light")
    assert theme.load("light").colour("engaging").name() in colours(view.grab().toImage())


def test_a_chart_that_is_made_for_its_width_needs_more_lines_where_it_is_narrow(qtbot: QtBot) -> None:
    made: list[float] = []

    def make(width: float) -> Chart:
        made.append(width)
        return evidence_chart(FINDINGS, width)

    view = ChartView(None, make)
    qtbot.addWidget(view)
    assert view.heightForWidth(300) > view.heightForWidth(1200) > 0
    view.resize(700, 200)
    view.grab()
    wide = made[-1]
    view.resize(350, 200)
    view.grab()
    assert made[-1] < wide
    assert view.accessibleName() == evidence_chart(FINDINGS, 400).sentence
