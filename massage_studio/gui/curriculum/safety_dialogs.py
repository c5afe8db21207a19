"""The dialogs of safety and services: a local service, and why a safety rule is hidden."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum import limit_service, signpost_service
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.views import SERVICES, LocalService
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum import limit_words
from massage_studio.gui.forms.ui_curriculum_reason_dialog import Ui_CurriculumReasonDialog
from massage_studio.gui.forms.ui_curriculum_service_dialog import Ui_CurriculumServiceDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.fields import level_labels, pad_fields, still
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class ContentDialog(SavingDialog):
    """Writes one operation about the content, of the key `operation_id`; `saved` gives its changes."""

    saved = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.operation_id = new_id()

    def committed(self, changes: Changes) -> None:
        self.saved.emit(changes)


class ServiceDialog(ContentDialog):
    """Asks for a local service: what it is, its number, for whom, when, and when that was checked."""

    def __init__(
        self, context: Context, one: LocalService, content: Content, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._key: UUID = one.id
        self.ui = ui = Ui_CurriculumServiceDialog()
        ui.setupUi(self)
        pad_fields(self)
        level_labels(self)
        for kind in SERVICES:
            ui.service_combo.addItem(limit_words.service(kind), kind)
        ui.service_combo.setCurrentIndex(ui.service_combo.findData(one.service))
        ui.when_edit.setText(one.when)
        ui.to_edit.setText(one.to)
        for edit in (ui.when_edit, ui.to_edit):
            edit.wording.use(content)
        ui.fault_line.follow(ui.when_edit, ui.to_edit)
        ui.area_edit.setText(one.serves)
        ui.opening_edit.setText(one.opening)
        ui.checked_edit.set_day(one.checked or context.today())
        for box in (ui.checked_edit, ui.service_combo):
            still(box)
        self.wire(ui)

    def name(self) -> str:
        """Return the name or the occasion that is written."""
        return self.ui.when_edit.text().strip()

    def refused(self, failed: FailedWrite) -> None:
        (self.ui.to_edit if self.name() else self.ui.when_edit).setFocus()

    def fault(self) -> str:
        if self.ui.checked_edit.day() > self.context.today():
            self.ui.checked_edit.setFocus()
            return self.tr("This day is still to come. Choose the day on which you looked.")
        return ""

    def save(self) -> None:
        ui = self.ui
        self.write(
            partial(
                signpost_service.keep_local_service,
                item_id=self._key,
                when=ui.when_edit.text(),
                to=ui.to_edit.text(),
                checked=ui.checked_edit.day(),
                service=ui.service_combo.currentData(),
                serves=ui.area_edit.text(),
                opening=ui.opening_edit.text(),
                now=self.context.clock(),
                operation_id=self.operation_id,
            )
        )


class ReasonDialog(ContentDialog):
    """Asks why a rule that ships shall leave nothing out."""

    def __init__(self, context: Context, code: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._code = code
        self.ui = Ui_CurriculumReasonDialog()
        self.ui.setupUi(self)
        self.wire(self.ui)
        self.ui.reason_edit.setFocus()

    def save(self) -> None:
        self.write(
            partial(
                limit_service.hide_limit,
                code=self._code,
                reason=self.ui.reason_edit.toPlainText(),
                now=self.context.clock(),
                operation_id=self.operation_id,
            )
        )
