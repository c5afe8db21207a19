"""Puts finished PDFs on paper through the system's printers."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from massage_studio.errors import KnownError
from massage_studio.gui.pdf_pages import page_count, page_image

_DOTS_PER_INCH = 300


def _nobody(printed: int) -> None:
    """Listen to no progress."""


def _never() -> bool:
    return False


class Printing:
    """Asks for a printer once and prints on it."""

    def choose(self, parent: QWidget) -> QPrinter | None:
        """Return the printer that the person chose, or None where it was called off.

        Raises:
            KnownError: the system knows no printer.
        """
        if not QPrinterInfo.availablePrinterNames():
            raise KnownError(
                "No printer is set up on this computer.",
                "Export the papers as PDF files and print them elsewhere.",
            )
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        # A family's two pages are the two sides of one sheet, where the printer can.
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        dialog = QPrintDialog(printer, parent)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def send(
        self,
        printer: QPrinter,
        title: str,
        papers: tuple[bytes, ...],
        progressed: Callable[[int], None] = _nobody,
        stopped: Callable[[], bool] = _never,
    ) -> bool:
        """Print these PDFs as one job; runs outside the GUI thread.

        `progressed` hears how many papers are done. Returns False where `stopped` said so on the way;
        the job is then given up.

        Raises:
            KnownError: the printer took no job, or let go of it.
        """
        printer.setDocName(title)
        painter = QPainter()
        if not painter.begin(printer):
            raise _not_taken()
        both_sides = printer.duplex() != QPrinter.DuplexMode.DuplexNone
        try:
            for done, paper in enumerate(papers, start=1):
                pages = page_count(paper)
                for number in range(pages):
                    if stopped():
                        printer.abort()
                        return False
                    if (done > 1 or number) and not printer.newPage():
                        raise _not_taken()
                    self._draw(painter, page_image(paper, number, _DOTS_PER_INCH))
                # The next family's paper must not begin on the back of this one.
                if both_sides and pages % 2 and done < len(papers) and not printer.newPage():
                    raise _not_taken()
                progressed(done)
        finally:
            painter.end()
        return True

    def _draw(self, painter: QPainter, image: QImage) -> None:
        """Draw a page as large as the sheet of paper takes it, in its own proportions."""
        sheet = painter.viewport()
        if (image.width() > image.height()) != (sheet.width() > sheet.height()):
            # A landscape page, such as the register, lies down on the upright paper.
            image = image.transformed(QTransform().rotate(90))
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(sheet.topLeft(), size), image)


def _not_taken() -> KnownError:
    return KnownError(
        "The printer did not take the papers.", "Check that it is on, or export them as PDF files."
    )
