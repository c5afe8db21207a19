"""The imports of the past, each of which can be taken back as a whole."""

from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

import massage_studio.exchange.service as service
from massage_studio.exchange.views import ImportDone
from massage_studio.gui import wording
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.card import Card, Muted, Strong
from massage_studio.store.changes import Changes


class PastImports(Card):
    """A card with a line for each import, the latest first.

    `take_back` carries one's operation and file, `look_again` its course and file.
    """

    take_back = Signal(object, str)
    look_again = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=self.tr("Earlier imports"))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(4)
        self._rows.addStretch()
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.buttons: list[QPushButton] = []
        self.look_buttons: list[QPushButton] = []

    def show_imports(self, imports: tuple[ImportDone, ...], zone: str) -> None:
        """Show these imports, with their moments in a time zone."""
        self.setUpdatesEnabled(False)
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self.look_buttons = [], []
        for place, done in enumerate(imports):
            self._rows.insertWidget(place, self._row(done, zone))
        self.setUpdatesEnabled(True)

    def _row(self, done: ImportDone, zone: str) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        moment = done.at.astimezone(ZoneInfo(zone))
        babies = self.tr("%n babies", "", done.babies)
        parts = (f"{wording.full_day(moment.date())}, {wording.clock(moment)}", done.course, babies)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = done.file_name or self.tr("A file")
        words.addWidget(Strong(name, row))
        words.addWidget(Muted(" · ".join(part for part in parts if part), row))
        line.addLayout(words, 1)
        if done.taken_back:
            line.addWidget(Muted(self.tr("taken back"), row))
            return row
        look = QPushButton(self.tr("Look again"), row)
        look.setAccessibleName(self.tr("Look again at the import of {name}").format(name=name))
        look.setToolTip(self.tr("Choose the file once more: what it would do today is shown, and set right."))
        look.clicked.connect(partial(self.look_again.emit, done.course_id, name))
        line.addWidget(look)
        self.look_buttons.append(look)
        button = QPushButton(self.tr("Take back"), row)
        button.setAccessibleName(self.tr("Take back the import of {name}").format(name=name))
        button.clicked.connect(partial(self.take_back.emit, done.operation_id, name))
        line.addWidget(button)
        self.buttons.append(button)
        return row


class TakingBack(QObject):
    """Takes a whole import back and says so on its page; `refused` carries why one cannot be taken back."""

    refused = Signal(str)

    def __init__(self, page: Page, undo: OfficeUndo) -> None:
        super().__init__(page)
        self._page, self._undo = page, undo

    def begin(self, operation_id: UUID, name: str) -> None:
        """Take back the import of the file of this name."""
        self._page.context.tasks.write(
            partial(service.undo_import, operation_id=operation_id, now=self._page.context.clock()),
            then=partial(self._done, operation_id, name),
            failed=self._refused,
            much=True,
        )

    def _done(self, operation_id: UUID, name: str, _: Changes) -> None:
        words = self.tr("The import of {name} is taken back.").format(name=name)
        again = partial(self._undo.redo_one, operation_id, self.tr("import of {name}").format(name=name))
        self._page.say.emit(words, self.tr("Redo"), again)

    def _refused(self, failed: FailedWrite) -> None:
        self.refused.emit(str(failed.error))
