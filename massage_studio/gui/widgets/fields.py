"""Room inside fields, where a style sheet cannot give it."""

from PySide6.QtWidgets import QAbstractSpinBox, QWidget

_INSET = 8


def pad_fields(page: QWidget) -> None:
    """Sets the text of a page's number, date and time boxes off their edge, as in its other fields.

    Qt's style sheets leave out the padding of these boxes. Call once, after the page's form is set up.
    """
    for box in page.findChildren(QAbstractSpinBox):
        box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
