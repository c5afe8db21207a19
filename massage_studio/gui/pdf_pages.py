"""Turns pages of finished PDFs into pictures."""

import pypdfium2
from PySide6.QtGui import QImage


def page_count(paper: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return len(document)
    finally:
        document.close()


def page_image(paper: bytes, number: int, dots_per_inch: float) -> QImage:
    """Return one page, counted from 0, as a picture; safe outside the GUI thread, one page at a time."""
    document = pypdfium2.PdfDocument(paper)
    try:
        bitmap = document[number].render(scale=dots_per_inch / 72, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        )
        return image.copy()
    finally:
        document.close()
