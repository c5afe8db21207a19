"""The dialogs that write something down about a family: a note, a health flag, a carer's own answers."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

import massage_studio.families.service as families
from massage_studio.curriculum import queries as curriculum
from massage_studio.families.views import BabyView, Layer, RatingView
from massage_studio.gui.context import Context
from massage_studio.gui.families.words import FLAG_KINDS, flag_kind
from massage_studio.gui.families.writing import WritingDialog, show_day
from massage_studio.gui.forms.ui_families_flag_dialog import Ui_FamiliesFlagDialog
from massage_studio.gui.forms.ui_families_note_dialog import Ui_FamiliesNoteDialog
from massage_studio.gui.forms.ui_families_rating_dialog import Ui_FamiliesRatingDialog
from massage_studio.gui.widgets.fields import pad_fields
from massage_studio.progress.views import CarerRatings, FamilyProgress


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


class RatingDialog(WritingDialog):
    """Asks for a carer's own answers, 0 to 10, from before the course or now; -1 stands for no answer."""

    def __init__(self, context: Context, family: FamilyProgress, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._known = {one.carer.id: one for one in family.ratings}
        self.ui = Ui_FamiliesRatingDialog()
        self.ui.setupUi(self)
        pad_fields(self)
        self.ui.instruction_label.setText(
            self.tr("From 0, not at all, to 10, completely. No answer is right.")
        )
        for carer in family.family.carers:
            self.ui.carer_combo.addItem(carer.name, carer.id)
        self.ui.moment_combo.addItem(self.tr("Before the course"), "before")
        self.ui.moment_combo.addItem(self.tr("After the course"), "after")
        ui = self.ui
        self._spins: tuple[QSpinBox, ...] = (
            ui.answer1_spin,
            ui.answer2_spin,
            ui.answer3_spin,
            ui.answer4_spin,
            ui.answer5_spin,
        )
        labels: tuple[QLabel, ...] = (
            ui.answer1_label,
            ui.answer2_label,
            ui.answer3_label,
            ui.answer4_label,
            ui.answer5_label,
        )
        for label, spin, text in zip(labels, self._spins, family.statements, strict=True):
            label.setText(text)
            spin.setAccessibleName(text)
        self.ui.carer_combo.currentIndexChanged.connect(self._recall)
        self.ui.moment_combo.currentIndexChanged.connect(self._recall)
        if any(one.ratings for one in family.ratings):
            self.ui.moment_combo.setCurrentIndex(1)
            first = family.ratings[0].carer.id
            keys = [carer.id for carer in family.family.carers]
            self.ui.carer_combo.setCurrentIndex(keys.index(first))
        self._recall()
        self.wire(self.ui)

    def _recall(self) -> None:
        known: CarerRatings | None = self._known.get(self.ui.carer_combo.currentData())
        before = self.ui.moment_combo.currentData() == "before"
        scores = {one.statement: _score(one, before) for one in known.ratings} if known else {}
        for number, spin in enumerate(self._spins):
            score = scores.get(number)
            spin.setValue(-1 if score is None else score)

    def fault(self) -> str:
        if any(spin.value() >= 0 for spin in self._spins):
            return ""
        self._spins[0].setFocus()
        return self.tr("Give at least one answer.")

    def save(self) -> None:
        self.write_operation(
            "rate",
            partial(
                families.rate,
                carer_id=self.ui.carer_combo.currentData(),
                moment=self.ui.moment_combo.currentData(),
                scores={number: spin.value() for number, spin in enumerate(self._spins) if spin.value() >= 0},
                on=self.context.today(),
            ),
        )


def _score(one: RatingView, before: bool) -> int | None:
    return one.before if before else one.after
