"""Puts finished PDFs on paper through the system's printers."""

from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from massage_studio.errors import KnownError
from massage_studio.gui.pdf_pages import page_count, page_image


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
        dialog = QPrintDialog(printer, parent)
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def send(self, printer: QPrinter, title: str, papers: tuple[bytes, ...]) -> None:
        """Print these PDFs as one job; runs outside the GUI thread.

        Raises:
            KnownError: the printer took no job.
        """
        printer.setDocName(title)
        painter = QPainter()
        if not painter.begin(printer):
            raise KnownError(
                "The printer did not take the papers.", "Check that it is on, or export them as PDF files."
            )
        try:
            first = True
            for paper in papers:
                for number in range(page_count(paper)):
                    if not first:
                        printer.newPage()
                    first = False
                    image: QImage = page_image(paper, number, dots_per_inch=300)
                    painter.drawImage(painter.viewport(), image)
        finally:
            painter.end()
