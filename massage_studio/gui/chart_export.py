"""Saves one chart as a picture, as a drawing that stays sharp at any size, or as the table of its numbers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImageWriter

from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename

if TYPE_CHECKING:
    from massage_studio.paper.drawing import Chart

_DOTS_PER_INCH = 216


def offer(context: Context, page: Page, title: str, chart: "Chart") -> None:
    """Ask where a chart goes and write it there; the page says when it is done."""
    _ChartExport(context, page, title).begin(chart)


class _ChartExport(Export):
    """One export of a chart, in the colours of paper."""

    def __init__(self, context: Context, page: Page, title: str) -> None:
        super().__init__(context, page)
        self._title = title

    def begin(self, chart: "Chart") -> None:
        """Ask where it goes."""
        kinds = (
            self.tr("Picture (*.png)"),
            self.tr("Drawing (*.svg)"),
            self.tr("Table with commas (*.csv)"),
        )
        question = Question(
            self.tr("Save the chart"),
            safe_filename(self._title, ".png"),
            ";;".join(kinds),
            self.tr("Its content will be replaced by the chart."),
            more=tuple(FORMATS),
        )
        self.save(question, lambda target: written(target, chart))

    def done(self, where: Path) -> None:
        self.end(self.tr("{title} saved as {name}.").format(title=self._title, name=where.name))


def written(target: Path, chart: "Chart") -> bytes:
    """Return a chart as a file with this ending.

    Raises:
        KnownError: there is no such format.
    """
    make = FORMATS.get(target.suffix.casefold())
    if make is None:
        raise KnownError("A chart is not written in that format.", "End the name in .png, .svg or .csv.")
    return make(chart)


def png(chart: "Chart") -> bytes:
    """Return a chart as a picture, three times as large as on paper."""
    from massage_studio.gui.pdf_pages import page_image
    from massage_studio.paper.documents import drawing_pdf

    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept, b"png").write(page_image(drawing_pdf(chart.drawing), 0, _DOTS_PER_INCH))
    return bytes(kept.data().data())


def svg(chart: "Chart") -> bytes:
    """Return a chart as a drawing for other programs."""
    from massage_studio.paper.svg_files import drawing_svg

    return drawing_svg(chart)


def csv(chart: "Chart") -> bytes:
    """Return the numbers of a chart as a table; no cell can become a formula."""
    from massage_studio.exchange.table_files import csv_of

    assert chart.numbers is not None
    return csv_of((chart.numbers.titles, chart.numbers.rows))


FORMATS: dict[str, Callable[["Chart"], bytes]] = {".png": png, ".svg": svg, ".csv": csv}
