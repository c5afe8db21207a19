"""The dialogs about what is for the instructor alone: who might gain most, and a referral."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from massage_studio.families import private_service
from massage_studio.families.private_views import MarkView, ReferralView
from massage_studio.families.views import NoteView
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families.writing import WritingDialog, show_day
from massage_studio.gui.forms.ui_progress_mark_dialog import Ui_ProgressMarkDialog
from massage_studio.gui.forms.ui_progress_referral_dialog import Ui_ProgressReferralDialog
from massage_studio.gui.widgets.fields import index_of, level_labels
from massage_studio.store.ids import new_id

_BEGINNING = 60


class MarkDialog(WritingDialog):
    """Asks why a family might gain most, and since when."""

    def __init__(
        self, context: Context, family_id: UUID, mark: MarkView | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._family_id = family_id
        self.ui = ui = Ui_ProgressMarkDialog()
        ui.setupUi(self)
        level_labels(self)
        self._checks = {
            "low_mood": ui.low_mood_check,
            "feeding": ui.feeding_check,
            "crying": ui.crying_check,
            "other": ui.other_check,
        }
        for code, check in self._checks.items():
            check.setChecked(mark is not None and code in mark.worries)
        ui.words_edit.setPlainText(mark.words if mark else "")
        ui.words_edit.setFixedHeight(ui.words_edit.fontMetrics().lineSpacing() * 5 + 14)
        show_day(ui.since_edit, mark.since if mark else context.today())
        ui.remove_button.setVisible(mark is not None)
        ui.remove_button.clicked.connect(self._remove)
        self.wire(ui)

    def fault(self) -> str:
        if not any(check.isChecked() for check in self._checks.values()):
            self.ui.low_mood_check.setFocus()
            return self.tr("Tick why this family might gain most.")
        return self._wrong_day(self.ui.since_edit)

    def save(self) -> None:
        self.write_operation(
            "keep_private",
            partial(
                private_service.keep_mark,
                family_id=self._family_id,
                worries=tuple(code for code, check in self._checks.items() if check.isChecked()),
                words=self.ui.words_edit.toPlainText(),
                since=self.ui.since_edit.day() or self.context.today(),
            ),
        )

    def _remove(self) -> None:
        self.write_operation(
            "remove_private", partial(private_service.remove_mark, family_id=self._family_id)
        )


class ReferralDialog(WritingDialog):
    """Asks whom a family is sent to, what it said to that, and what was agreed.

    `offered` are the services to choose from; any other may be typed.
    """

    def __init__(
        self,
        context: Context,
        family_id: UUID,
        referral: ReferralView | None,
        notes: Iterable[NoteView],
        offered: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._family_id = family_id
        self._key = referral.id if referral else new_id()
        self.ui = ui = Ui_ProgressReferralDialog()
        ui.setupUi(self)
        level_labels(self)
        ui.service_combo.addItems(list(offered))
        ui.service_combo.setCurrentText(referral.service if referral else "")
        ui.note_combo.addItem(self.tr("No note"), None)
        for note in notes:
            ui.note_combo.addItem(self._beginning(note), note.id)
        ui.consent_combo.addItem(self.tr("Yes, please refer us"), True)
        ui.consent_combo.addItem(self.tr("No, not now"), False)
        # Nobody's yes is taken for granted: she chooses what they said.
        ui.consent_combo.setPlaceholderText(self.tr("Choose what they said"))
        ui.consent_combo.setCurrentIndex(-1)
        ui.remove_button.setVisible(referral is not None)
        ui.remove_button.clicked.connect(self._remove)
        today = context.today()
        show_day(ui.consent_on_edit, referral.consent_on if referral else today)
        show_day(ui.made_edit, referral.made_on if referral else today)
        if referral is not None:
            ui.note_combo.setCurrentIndex(max(0, index_of(ui.note_combo, referral.note_id)))
            ui.consent_combo.setCurrentIndex(ui.consent_combo.findData(referral.consent))
            ui.how_edit.setText(referral.consent_how)
            ui.how_edit.setCursorPosition(0)
            ui.agreed_edit.setPlainText(referral.agreed)
            show_day(ui.follow_edit, referral.follow_up_on)
            show_day(ui.closed_edit, referral.closed_on)
            ui.outcome_edit.setPlainText(referral.outcome)
        ui.follow_edit.setPlaceholderText(self.tr("empty if there is none"))
        ui.closed_edit.setPlaceholderText(self.tr("empty while it is open"))
        for edit in (ui.agreed_edit, ui.outcome_edit):
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * 3 + 14)
        self.wire(ui, 560)

    def begin_to_close(self) -> None:
        """Offer to close it today, with what came of it."""
        if self.ui.closed_edit.day() is None:
            show_day(self.ui.closed_edit, self.context.today())
        self.ui.outcome_edit.setFocus()
        # Once the fields have their places: the last of them are below what is seen.
        QTimer.singleShot(0, self, lambda: self.ui.fields_area.ensureWidgetVisible(self.ui.outcome_edit))

    def fault(self) -> str:
        ui = self.ui
        return (
            self._missing(
                ui.service_combo,
                ui.service_combo.currentText(),
                self.tr("Choose a service, or write whom the family is sent to."),
            )
            or self._missing(
                ui.consent_combo,
                ui.consent_combo.currentText(),
                self.tr("Ask the family first, and choose what they said."),
            )
            or self._missing(
                ui.how_edit,
                ui.how_edit.text(),
                self.tr("Write how the family was asked, such as: after class, Grace alone."),
            )
            or self._wrong_day(ui.consent_on_edit, ui.made_edit, ui.follow_edit, ui.closed_edit)
        )

    def save(self) -> None:
        ui, today = self.ui, self.context.today()
        self.write_operation(
            "keep_private",
            partial(
                private_service.keep_referral,
                referral_id=self._key,
                family_id=self._family_id,
                note_id=ui.note_combo.currentData(),
                service=ui.service_combo.currentText(),
                consent=ui.consent_combo.currentData(),
                consent_on=ui.consent_on_edit.day() or today,
                consent_how=ui.how_edit.text(),
                agreed=ui.agreed_edit.toPlainText(),
                made_on=ui.made_edit.day() or today,
                follow_up_on=ui.follow_edit.day(),
                closed_on=ui.closed_edit.day(),
                outcome=ui.outcome_edit.toPlainText(),
            ),
        )

    def _remove(self) -> None:
        self.write_operation(
            "remove_private", partial(private_service.remove_referral, referral_id=self._key)
        )

    def _beginning(self, note: NoteView) -> str:
        """Return the day and the first words of a note, by which she knows it again."""
        words = " ".join(note.text.split())
        short = words if len(words) <= _BEGINNING else words[: _BEGINNING - 1].rstrip() + "…"
        day = wording.short_day(note.made_at.date())
        return self.tr("{day}: {words}").format(day=day, words=short)
