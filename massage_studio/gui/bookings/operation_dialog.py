"""A dialog whose answer is one operation of the office, which can be taken back."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui.bookings.verb_protocols import BookingVerb
from massage_studio.gui.context import Context
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

Done = Callable[[str, UUID, Changes], None]
"""What a dialog tells when it was saved: a sentence, the key of the operation, and what it changed."""


class OperationDialog(SavingDialog):
    """Writes about one booking as an operation of its own key; `told` is what is said when it is done."""

    ui: Any

    def __init__(
        self, context: Context, place: BookingRow, done: Done, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.place, self._done = place, done
        self.operation_id = new_id()

    def begin(self, width: int = 460, height: int | None = None) -> None:
        """Say whom it is about, and wire the form once it is set up."""
        self.ui.who_label.setText(
            self.tr("{baby} with {carer}").format(
                baby=self.place.booking.baby.name, carer=self.place.booking.carer.name
            )
        )
        warn_of_restrictions(self, self.ui.who_label, self.place)
        self.wire(self.ui, width, height)

    def done_message(self) -> str:
        """Return what is said when it is done."""
        raise NotImplementedError

    def write_operation(self, verb: BookingVerb) -> None:
        """Do the verb for this booking as one operation."""
        self.write(
            partial(
                verb,
                booking_id=self.place.booking.id,
                operation_id=self.operation_id,
                now=self.context.clock(),
            )
        )

    def committed(self, changes: Changes) -> None:
        self._done(self.done_message(), self.operation_id, changes)


def warn_of_restrictions(dialog: QDialog, who_label: QLabel, place: BookingRow) -> None:
    """Say in full, below whom a dialog is about, which adults are under a contact restriction."""
    told = restriction_words(place.restricted)
    column = dialog.layout()
    assert isinstance(column, QVBoxLayout)
    if told:
        label = ElidedLabel("\n".join(told))
        label.setObjectName("restriction_label")
        label.setWordWrap(True)
        label.setProperty("role", "error")
        column.insertWidget(column.indexOf(who_label) + 1, label)


def leave_with(dialog: QDialog, act: Callable[[], None]) -> None:
    """Close a dialog and do something once it is gone."""
    dialog.finished.connect(lambda _: act())
    dialog.accept()
