"""A dialog that stays open until what was asked is in the studio."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from massage_studio.gui.context import Context
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.page_stack import ColumnScroll
from massage_studio.store.changes import Changes

_TITLE_BAR = 40
"""Pixels that the window system may want above a dialog."""

_AROUND = 3
"""What stands around the fields of a dialog: its title, what is wrong, and its buttons."""


class FieldScroll(ColumnScroll):
    """The fields of a dialog, which scroll where the screen is lower than they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Bring the field into view that the keys came to from beyond the fields."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def fields_height(self, width: int) -> int:
        """Return how high all fields are in a width."""
        inner = self.widget()
        fields = inner.layout() if inner is not None else None
        assert fields is not None
        return (
            fields.totalHeightForWidth(width)
            if fields.hasHeightForWidth()
            else fields.totalSizeHint().height()
        )

    def sizeHint(self) -> QSize:
        inner = self.widget()
        return super().sizeHint() if inner is None else inner.sizeHint()


def let_scroll(dialog: QDialog) -> None:
    """Put what stands between the title and what is wrong into an area that scrolls, the buttons below it.

    A dialog whose form has an area that scrolls stays as it is drawn. Lines that tell of whom or what the
    dialog is break where they are too long.
    """
    column = dialog.layout()
    assert isinstance(column, QVBoxLayout)
    for label in dialog.findChildren(ElidedLabel, options=Qt.FindChildOption.FindDirectChildrenOnly):
        label.setWordWrap(True)
    if dialog.findChildren(QScrollArea):
        return
    scroll = FieldScroll(dialog)
    fields = QWidget(scroll)
    inner = QVBoxLayout(fields)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(column.spacing())
    while column.count() > _AROUND:
        stretch = column.stretch(1)
        item = column.takeAt(1)
        assert item is not None
        if (widget := item.widget()) is not None:
            inner.addWidget(widget, stretch)
        elif (layout := item.layout()) is not None:
            layout.setParent(None)
            inner.addLayout(layout, stretch)
        else:
            inner.addItem(item)
    scroll.setWidget(fields)
    column.insertWidget(1, scroll, 1)


class SavingForm(Protocol):
    """What the form of such a dialog has."""

    save_button: QPushButton
    cancel_button: QPushButton
    error_label: QLabel


class SavingDialog(QDialog):
    """Keeps its fields and says why when a write is refused; closes itself when it was committed.

    A child calls `wire` once its form is set up, and gives `save` and, where something can be amiss, `fault`.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._saving = False

    def wire(self, form: SavingForm, width: int = 520, height: int | None = None) -> None:
        """Take the form's buttons and its label for what is wrong.

        The dialog is as high as wanted or needed, and no higher than the screen has room for.
        """
        self._save_button, self._error_label = form.save_button, form.error_label
        form.error_label.hide()
        form.save_button.clicked.connect(self.confirm)
        form.cancel_button.clicked.connect(self.reject)
        let_scroll(self)
        for label in self.findChildren(ElidedLabel):
            # Broken for the width that it had so far, it would be as high as it was then.
            label.setMinimumHeight(0)
        room = self.screen().availableSize().height() - _TITLE_BAR
        wanted = self._height_for(width) if height is None else max(height, self.minimumSizeHint().height())
        self.resize(width, min(room, wanted))

    def make_room(self) -> None:
        """Grow where what is said in the dialog needs more lines than before."""
        room = self.screen().availableSize().height() - _TITLE_BAR
        self.resize(self.width(), max(self.height(), min(room, self._height_for(self.width()))))

    def _height_for(self, width: int) -> int:
        """Return how high the dialog is with nothing to scroll."""
        layout = self.layout()
        assert layout is not None
        scrolls = self.findChildren(FieldScroll)
        for scroll in scrolls:
            # What was written or shown just now counts as well.
            scroll.updateGeometry()
        layout.activate()
        high = (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        for scroll in scrolls:
            margins = layout.contentsMargins()
            within = width - margins.left() - margins.right()
            high += scroll.fields_height(within) - scroll.sizeHint().height()
        return high

    def confirm(self) -> None:
        """Save, or say what must be mended first."""
        fault = self.fault()
        self.show_fault(fault)
        if not fault and not self._saving:
            self.save()

    def fault(self) -> str:
        """Return what must be mended before saving, with the focus set there, or nothing."""
        return ""

    def save(self) -> None:
        """Write what was asked, with `write`."""
        raise NotImplementedError

    def write(self, verb: Callable[[Any], Changes]) -> None:
        """Do the verb; Save stays out of reach until it is committed or refused."""
        self._saving = True
        self._save_button.setEnabled(False)
        self.context.tasks.write(verb, then=self._committed, failed=self._refused)

    def committed(self, changes: Changes) -> None:
        """Tell whoever opened the dialog; it closes after this."""

    def refused(self, failed: FailedWrite) -> None:
        """Offer another way where there is one; the reason is shown already."""

    def show_fault(self, words: str) -> None:
        """Say what is wrong, or hide the label where there are no words."""
        self._error_label.setText(words)
        self._error_label.setVisible(bool(words))

    def reject(self) -> None:
        """Leave, but not while the answer of the studio is on its way."""
        if not self._saving:
            super().reject()

    def _committed(self, changes: Changes) -> None:
        self._saving = False
        self.committed(changes)
        self.accept()

    def _refused(self, failed: FailedWrite) -> None:
        self._saving = False
        self._save_button.setEnabled(True)
        self.show_fault(str(failed.error))
        self.refused(failed)
