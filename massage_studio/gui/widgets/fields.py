"""How the fields of a form stand and behave, where neither style sheet nor form file can say it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFormLayout, QSpinBox, QWidget

from massage_studio.gui.widgets import paint

_INSET = 8


def pad_fields(page: QWidget) -> None:
    """Sets the text of a page's number, date and time boxes off their edge, as in its other fields.

    Qt's style sheets leave out the padding of these boxes. Call once, after the page's form is set up.
    """
    for box in page.findChildren(QAbstractSpinBox):
        box.lineEdit().setTextMargins(_INSET, 0, 0, 0)


def still(box: QWidget) -> None:
    """Keep the wheel from changing a box that the pointer only passes while the page scrolls."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_Still(box))


def show_unit(box: QSpinBox, unit: Callable[[int], str]) -> None:
    """Show behind the number what it counts, in the form that the number asks for: " week" or " weeks"."""
    box.setSuffix(unit(box.value()))
    box.valueChanged.connect(lambda number: box.setSuffix(unit(number)))


def level_labels(page: QWidget) -> None:
    """Make the labels of a page's forms as high as their fields, so that both read on one line."""
    for form in page.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            field = form.itemAt(row, QFormLayout.ItemRole.FieldRole)
            if label and field and field.sizeHint().height() >= paint.TARGET:
                named = label.widget()
                assert named is not None
                named.setMinimumHeight(paint.TARGET)


class _Still(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def inset(spin: QAbstractSpinBox) -> None:
    """Begin the text of a field with little buttons where that of other fields begins."""
    # Once its buttons are styled, Qt no longer applies the padding that the style sheet asks for.
    spin.lineEdit().setTextMargins(10, 0, 0, 0)


def set_compact(widget: QWidget, compact: bool) -> None:
    """Makes a button or a field lower, where there is little room, or as high as it was."""
    if bool(widget.property("compact")) != compact:
        widget.setProperty("compact", compact)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()


def index_of(combo: QComboBox, key: object) -> int:
    """Return the line of a combo box whose data is equal to this; -1 where there is none.

    Qt's own findData knows a key made by Python, such as a UUID, only where it is the same object.
    """
    return next((line for line in range(combo.count()) if combo.itemData(line) == key), -1)
