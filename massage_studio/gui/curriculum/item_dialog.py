"""The form in which an item of any kind is made her own, or a new one is added."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from massage_studio.curriculum import queries, service
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.library_views import ItemView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.field_editor import FieldEditor
from massage_studio.gui.curriculum.item_words import kind_name
from massage_studio.gui.forms.ui_curriculum_item_dialog import Ui_CurriculumItemDialog
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class ItemDialog(QDialog):
    """Asks for the fields of an item; an empty code adds one.

    `kept` carries the code of the item, the key of the operation and what it changed.
    """

    kept = Signal(str, object, object)

    def __init__(self, context: Context, view: ItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self._item_id, self._operation_id = new_id(), new_id()
        self.ui = ui = Ui_CurriculumItemDialog()
        ui.setupUi(self)
        ui.error_label.hide()
        name = kind_name(view.kind)
        title = view.title or self.tr("New: {kind}").format(kind=name.lower())
        self.setWindowTitle(title)
        ui.title_label.setText(title)
        ui.hint_label.setText(self._hint())
        self.editors = [FieldEditor(view.kind, field, ui.fields_body) for field in view.fields]
        for editor in self.editors:
            ui.fields_layout.addWidget(editor)
        ui.fields_layout.addStretch(1)
        ui.save_button.clicked.connect(self.save)
        ui.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        room = self.screen().availableGeometry().size()
        self.resize(min(680, room.width() - 40), min(760, room.height() - 60))
        context.tasks.read(queries.current, self._guard)
        self.editors[0].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self, field: str) -> FieldEditor:
        """Return the editor of a field."""
        return next(one for one in self.editors if one.field.name == field)

    def save(self) -> None:
        """Keep what was changed, and close where nothing stands against it."""
        view, now = self._view, self._context.clock()
        if not self.editors[0].value():
            self._tell(self.tr("Write a name first."))
            self.editors[0].input.setFocus()
            return
        if not view.code:
            words: dict[str, Any] = {
                one.field.name: one.value() for one in self.editors if one.was_changed() or self._needed(one)
            }
            add = partial(service.add_item, item_id=self._item_id, kind=view.kind, words=words)
            self._write(
                partial(add, now=now, operation_id=self._operation_id), service.own_code(self._item_id)
            )
            return
        words = {one.field.name: one.value() for one in self.editors if one.was_changed()}
        if not words:
            self.accept()
            return
        put = partial(service.put_words, kind=view.kind, code=view.code, words=words)
        self._write(partial(put, now=now, operation_id=self._operation_id), view.code)

    def reject(self) -> None:
        """Close, after a question where something was written."""
        written = any(
            one.was_changed() for one in self.editors if isinstance(one.input, QLineEdit | QPlainTextEdit)
        )
        if not written or self._context.messages.ask(
            self,
            self.tr("What you wrote is not kept yet."),
            self.tr("It is gone if you close now."),
            self.tr("Close"),
        ):
            super().reject()

    def _guard(self, content: Content) -> None:
        benefit = self._view.code if self._view.kind == "benefit" else ""
        for editor in self.editors:
            editor.guard(content, benefit)

    def _needed(self, editor: FieldEditor) -> bool:
        """Tell whether a new item says this even where nobody touched it."""
        return editor.field.shape.shape in ("choice", "codes") or (
            editor.field.name == "minutes" and bool(editor.value())
        )

    def _hint(self) -> str:
        if not self._view.code:
            return self.tr("It stands behind what ships, and is yours alone.")
        if self._view.state == "own":
            return self.tr("This is your own.")
        return self.tr("Your words stand over the shipped ones, which stay below each field.")

    def _write(self, verb: Callable[[Any], Changes], code: str) -> None:
        self.ui.save_button.setEnabled(False)
        self._context.tasks.write(verb, then=partial(self._kept, code), failed=self._failed)

    def _kept(self, code: str, changes: Changes) -> None:
        operation: UUID = self._operation_id
        self.accept()
        self.kept.emit(code, operation, changes)

    def _failed(self, failed: FailedWrite) -> None:
        self.ui.save_button.setEnabled(True)
        self._tell(str(failed.error))

    def _tell(self, words: str) -> None:
        self.ui.error_label.setText(words)
        self.ui.error_label.show()
