"""The dialogs that write something down about a family: a note, a health flag."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

import massage_studio.families.service as families
from massage_studio.curriculum import queries as curriculum
from massage_studio.families.views import BabyView, Layer
from massage_studio.gui.context import Context
from massage_studio.gui.families.words import FLAG_KINDS, flag_kind
from massage_studio.gui.families.writing import WritingDialog, show_day
from massage_studio.gui.forms.ui_families_flag_dialog import Ui_FamiliesFlagDialog
from massage_studio.gui.forms.ui_families_note_dialog import Ui_FamiliesNoteDialog


class NoteDialog(WritingDialog):
    """Asks for a sentence and for whom it is; private until something else is chosen."""

    def __init__(self, context: Context, family_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._family_id = family_id
        self.ui = Ui_FamiliesNoteDialog()
        self.ui.setupUi(self)
        for radio in (self.ui.private_radio, self.ui.family_radio, self.ui.safeguarding_radio):
            radio.toggled.connect(self._explain)
        self.ui.text_edit.installEventFilter(self)
        self.ui.fault_line.follow(self.ui.text_edit)
        context.tasks.read(curriculum.guarded, self.ui.text_edit.wording.use)
        self._explain()
        self.wire(self.ui, 520, 420)
        self.ui.text_edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Return makes a new line in the text, so with Ctrl it saves; the editor would swallow a shortcut.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.confirm()
                return True
        return super().eventFilter(watched, event)

    def layer(self) -> Layer:
        """Return the layer that is chosen."""
        if self.ui.family_radio.isChecked():
            return "family"
        return "safeguarding" if self.ui.safeguarding_radio.isChecked() else "private"

    def _explain(self) -> None:
        self.ui.text_edit.wording.set_for_parents(self.layer() == "family")
        self.ui.hint_label.setText(
            {
                "private": self.tr("Stays in the studio. Ctrl+Return saves."),
                "family": self.tr("The family may read this. Ctrl+Return saves."),
                "safeguarding": self.tr(
                    "Write whom it was passed to and when, such as the health visitor's team, 12 November. "
                    "The story itself does not belong here. Ctrl+Return saves."
                ),
            }[self.layer()]
        )

    def fault(self) -> str:
        edit = self.ui.text_edit
        return self._missing(edit, edit.toPlainText(), self.tr("Write a sentence first."))

    def save(self) -> None:
        self.write_operation(
            "add_note",
            partial(
                families.add_note,
                family_id=self._family_id,
                layer=self.layer(),
                text=self.ui.text_edit.toPlainText(),
                now=self.context.clock(),
            ),
        )


class FlagDialog(WritingDialog):
    """Asks for something to know before touching a baby."""

    def __init__(self, context: Context, baby: BabyView, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._baby = baby
        self.ui = Ui_FamiliesFlagDialog()
        self.ui.setupUi(self)
        title = self.tr("Health of {baby}").format(baby=baby.given_name)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self.ui.until_edit.setPlaceholderText(self.tr("empty if it stays"))
        for kind in FLAG_KINDS:
            self.ui.kind_combo.addItem(flag_kind(kind), kind)
        show_day(self.ui.since_edit, context.today())
        self.wire(self.ui)

    def fault(self) -> str:
        ui = self.ui
        missing = self._missing(
            ui.what_edit, ui.what_edit.text(), self.tr("Write in a few words what it is.")
        )
        wrong = missing or self._wrong_day(ui.since_edit, ui.until_edit)
        since, until = ui.since_edit.day() or self.context.today(), ui.until_edit.day()
        if not wrong and until is not None and until < since:
            ui.until_edit.setFocus()
            return self.tr("It ends before it began. Look at the two dates.")
        return wrong

    def save(self) -> None:
        self.write_operation(
            "add_flag",
            partial(
                families.add_flag,
                baby_id=self._baby.id,
                kind=self.ui.kind_combo.currentData(),
                what=self.ui.what_edit.text(),
                since=self.ui.since_edit.day() or self.context.today(),
                expires=self.ui.until_edit.day(),
            ),
            words=self._baby.given_name,
        )
