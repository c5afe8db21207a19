"""Turns pages of finished PDFs into pictures."""

import pypdfium2
from PySide6.QtGui import QImage

_POINTS_PER_INCH = 72


def page_count(paper: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(paper)
    try:
        return len(document)
    finally:
        document.close()


def page_size(paper: bytes, number: int) -> tuple[float, float]:
    """Return width and height of one page, counted from 0, in points."""
    document = pypdfium2.PdfDocument(paper)
    try:
        width, height = document.get_page_size(number)
        return width, height
    finally:
        document.close()


def page_image(paper: bytes, number: int, dots_per_inch: float) -> QImage:
    """Return one page, counted from 0, as a picture; safe outside the GUI thread, one page at a time."""
    document = pypdfium2.PdfDocument(paper)
    try:
        scale = dots_per_inch / _POINTS_PER_INCH
        bitmap = document[number].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        )
        return image.copy()
    finally:
        document.close()


def fitted_page(paper: bytes, number: int, width: int, height: int | None = None) -> QImage:
    """Return one page as large as fits into `width` and `height` pixels, or into the width alone."""
    points_wide, points_high = page_size(paper, number)
    scale = width / points_wide
    if height is not None:
        scale = min(scale, height / points_high)
    return page_image(paper, number, scale * _POINTS_PER_INCH)
