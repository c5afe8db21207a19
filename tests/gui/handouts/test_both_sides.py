"""A family's paper begins on a sheet of its own when it comes out of the printer."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from massage_studio.gui.printing import Printing


def a_pdf(pages: int) -> bytes:
    """Return a PDF of so many empty A4 pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def pages_of(content: bytes | Path) -> int:
    document = pypdfium2.PdfDocument(content)
    count = len(document)
    document.close()
    return count


class BothSides(QPrinter):
    """A printer that turns the sheet over; one that writes a PDF knows no sides."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def printed(target: Path, printer: QPrinter) -> int:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert Printing().send(printer, "papers", (a_pdf(3), a_pdf(2)), progressed=lambda _: None)
    return pages_of(target)


def test_a_printer_for_both_sides_begins_each_paper_on_a_front(qtbot: QtBot, tmp_path: Path) -> None:
    assert printed(tmp_path / "both.pdf", BothSides()) == 6
    assert printed(tmp_path / "one.pdf", QPrinter()) == 5
