"""The card of what stands near her families: who helps, under which number, and when that was checked."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum import queries, signpost_service
from massage_studio.curriculum.views import LocalService
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_local_services_card import Ui_SettingsLocalServicesCard
from massage_studio.gui.lists.lines import TwoLines, TwoLinesDelegate
from massage_studio.gui.lists.model import ListModel, RowAction
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.fields import level_labels, still
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

_LOOK_AGAIN = 12
"""Months after which a row says how long ago it was checked."""


class LocalServicesCard(Card):
    """Adds, changes and removes local services.

    `unfolded` carries the fields that are to be filled in, `done` a sentence, the key of the operation that
    it tells of, and its Changes.
    """

    unfolded = Signal(object)
    done = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context
        self._edited: UUID | None = None
        self.ui = ui = Ui_SettingsLocalServicesCard()
        ui.setupUi(self)
        self._shown = ListModel[LocalService, TwoLines](self, lambda one: one.id, self._row, self._actions)
        ui.services_list.use(self._shown, TwoLinesDelegate(ui.services_list))
        ui.services_list.show_all_rows()
        ui.services_list.stop_at_buttons_only()
        ui.services_list.hide()
        level_labels(self)
        still(ui.checked_edit)
        self._fold()
        ui.services_list.acted.connect(self._act)
        ui.add_button.clicked.connect(self._add)
        ui.save_button.clicked.connect(self._save)
        ui.leave_button.clicked.connect(self._leave)
        for edit in (ui.when_edit, ui.to_edit):
            edit.returnPressed.connect(self._save)

    def use(self, context: Context) -> None:
        """Take the surroundings of the page."""
        self._context = context
        # Boxes with a calendar have their padding from the style sheet already.
        self.ui.checked_edit.lineEdit().setTextMargins(0, 0, 0, 0)

    def look(self) -> None:
        """Ask for the local services as they are."""
        self._context.tasks.read(queries.local_services, self._show)

    def _show(self, services: tuple[LocalService, ...]) -> None:
        self._shown.show(list(services))
        self.ui.services_list.setVisible(bool(services))

    def _row(self, one: LocalService) -> TwoLines:
        return TwoLines(one.when, self._second_line(one.to, one.checked))

    def _second_line(self, number: str, checked: date | None) -> str:
        if checked is None:
            return self.tr("not checked yet: {number}").format(number=number)
        months = _months(checked, self._context.today())
        if months >= _LOOK_AGAIN:
            # First, for the end of a long line may be cut.
            return self.tr("checked %n months ago: {number}", "", months).format(number=number)
        day = wording.full_day(checked)
        return self.tr("{number}, checked on {day}").format(number=number, day=day)

    def _actions(self, one: LocalService) -> tuple[RowAction, ...]:
        change, remove = (
            words.format(name=one.when) for words in (self.tr("Change {name}"), self.tr("Remove {name}"))
        )
        return (
            RowAction("change", "", change, icon="edit", role="quiet"),
            RowAction("remove", "", remove, icon="delete", role="quiet"),
        )

    def _act(self, one: LocalService, code: str) -> None:
        if code == "change":
            self._edit(one)
        else:
            self._remove(one)

    def _add(self) -> None:
        self._edit(LocalService(new_id(), "", "", self._context.today()))

    def _edit(self, shown: LocalService) -> None:
        ui, self._edited = self.ui, shown.id
        ui.when_edit.setText(shown.when)
        ui.to_edit.setText(shown.to)
        ui.checked_edit.set_day(shown.checked or self._context.today())
        ui.editor_error.hide()
        ui.editor_panel.show()
        ui.add_button.setEnabled(False)
        ui.when_edit.setFocus()
        # Once the fields have their places.
        QTimer.singleShot(0, self, lambda: self.unfolded.emit(ui.editor_panel))

    def _save(self) -> None:
        if self._edited is None:
            return
        ui, operation_id = self.ui, new_id()
        if ui.checked_edit.day() > self._context.today():
            self._say_fault(self.tr("This day is still to come. Choose the day on which you looked."))
            return
        words = self.tr("{name} is kept for the take-homes.").format(name=ui.when_edit.text().strip())

        def kept(changes: Changes) -> None:
            self._leave()
            self.done.emit(words, operation_id, changes)

        self._context.tasks.write(
            partial(
                signpost_service.keep_local_service,
                item_id=self._edited,
                when=ui.when_edit.text(),
                to=ui.to_edit.text(),
                checked=ui.checked_edit.day(),
                now=self._context.clock(),
                operation_id=operation_id,
            ),
            then=kept,
            failed=self._refused,
        )

    def _refused(self, failed: FailedWrite) -> None:
        self._say_fault(str(failed.error))

    def _say_fault(self, words: str) -> None:
        self.ui.editor_error.setText(words)
        self.ui.editor_error.show()

    def _remove(self, shown: LocalService) -> None:
        operation_id = new_id()
        words = self.tr("{name} is on no new take-home.").format(name=shown.when)
        self._context.tasks.write(
            partial(
                signpost_service.remove_local_service,
                item_id=shown.id,
                now=self._context.clock(),
                operation_id=operation_id,
            ),
            then=partial(self.done.emit, words, operation_id),
        )

    def _leave(self) -> None:
        self._fold()
        self.ui.add_button.setFocus()

    def _fold(self) -> None:
        self._edited = None
        self.ui.editor_panel.hide()
        self.ui.add_button.setEnabled(True)


def _months(then: date, today: date) -> int:
    """Return the whole months between two days."""
    return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
