"""QR codes, made here and never asked of anybody."""

from functools import lru_cache
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget


@lru_cache(maxsize=64)
def qr_rows(address: str) -> tuple[tuple[bool, ...], ...]:
    """Return an address as rows of dark and light squares, without the quiet zone of four around them."""
    widget: Any = QrCodeWidget(address, barLevel="M")
    widget.qr.make()
    return tuple(tuple(map(bool, row)) for row in widget.qr.modules)
