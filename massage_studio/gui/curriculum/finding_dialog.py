"""The form for one finding with its source: hers from the beginning, or her words over what ships."""

from functools import partial
from typing import Any, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from massage_studio.curriculum import service
from massage_studio.curriculum.content_types import Direction
from massage_studio.curriculum.evidence_views import EvidenceLibrary
from massage_studio.curriculum.finding_service import keep_finding
from massage_studio.curriculum.views import EvidenceView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum import code_words
from massage_studio.gui.families.writing import show_day
from massage_studio.gui.forms.ui_curriculum_finding_dialog import Ui_CurriculumFindingDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets.fields import level_labels, still
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

_NEW = "a new source"
_WIDTH, _HEIGHT, _LINES = 720, 720, 3


class FindingDialog(SavingDialog):
    """Asks for a finding; an empty code adds one about the benefit `about`.

    `kept` carries its code, the key of the operation and what that changed.
    """

    kept = Signal(str, object, object)

    def __init__(
        self,
        context: Context,
        library: EvidenceLibrary,
        code: str,
        about: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._code, self._library = code, library
        self._item_id, self._source_id, self._operation_id = new_id(), new_id(), new_id()
        self.ui = ui = Ui_CurriculumFindingDialog()
        ui.setupUi(self)
        self._texts: dict[str, QLineEdit | QPlainTextEdit] = {
            "finding": ui.finding_edit,
            "parent": ui.parent_edit,
            "population": ui.population_edit,
            "design": ui.design_edit,
            "numbers": ui.numbers_edit,
            "caveat": ui.caveat_edit,
        }
        self._source: dict[str, QLineEdit] = {
            "author": ui.author_edit,
            "year": ui.year_edit,
            "title": ui.work_edit,
            "published_in": ui.published_edit,
            "url": ui.url_edit,
        }
        self._fill_choices(about)
        every = [one for benefit in library.all_benefits for one in benefit.evidence]
        found = next((one for one in (*every, *library.others) if one.code == code), None)
        self._show(found)
        self._before = self.said()
        for edit in (ui.finding_edit, ui.parent_edit):
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * _LINES + 20)
        ui.parent_edit.wording.use(library.content, about)
        ui.fault_line.follow(ui.parent_edit)
        level_labels(self)
        self.wire(ui, _WIDTH, _HEIGHT)
        ui.source_combo.currentIndexChanged.connect(self._ask_source)
        ui.verified_check.toggled.connect(self._ask_checked)
        self._ask_source()
        self._ask_checked()
        ui.finding_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def said(self) -> dict[str, Any]:
        """Return what the form says of the finding, as its item keeps it."""
        ui = self.ui
        told: dict[str, Any] = {name: _text(edit) for name, edit in self._texts.items()}
        told |= {"direction": ui.direction_combo.currentData(), "strength": ui.strength_combo.currentData()}
        told["sources"] = [ui.source_combo.currentData()]
        day = ui.on_edit.day() if ui.verified_check.isChecked() else None
        told["verified"] = ui.verified_check.isChecked()
        told["verified_by"] = ui.by_edit.text().strip() if ui.verified_check.isChecked() else ""
        told["verified_on"] = day.isoformat() if day else ""
        return told

    def fault(self) -> str:
        ui, new_source = self.ui, self.ui.source_combo.currentData() == _NEW
        asked: list[tuple[QLineEdit | QPlainTextEdit, str]] = [
            (ui.finding_edit, self.tr("Write what was found first.")),
            (ui.population_edit, self.tr("Write who was studied.")),
        ]
        if new_source:
            asked.append((ui.author_edit, self.tr("Write who published it.")))
            asked.append((ui.work_edit, self.tr("Write the title of the source.")))
        for edit, sentence in asked:
            if not _text(edit):
                edit.setFocus()
                return sentence
        if ui.verified_check.isChecked() and ui.on_edit.unreadable():
            ui.on_edit.setFocus()
            return self.tr("This date cannot be read. Write it as day, month, year, or leave it empty.")
        return ""

    def save(self) -> None:
        said = self.said()
        source: dict[str, str] = {}
        if said["sources"] == [_NEW]:
            source = {name: edit.text().strip() for name, edit in self._source.items()}
            said["sources"] = [service.own_code(self._source_id)]
        if not self._code:
            said["benefit"] = self.ui.about_combo.currentData()
        else:
            said = {name: value for name, value in said.items() if value != self._before[name]}
        if not said:
            self.accept()
            return
        self.write(
            partial(
                keep_finding,
                item_id=self._item_id,
                code=self._code,
                words=said,
                source_id=self._source_id,
                source=source,
                now=self.context.clock(),
                operation_id=self._operation_id,
            )
        )

    def committed(self, changes: Changes) -> None:
        code = self._code or service.own_code(self._item_id)
        self.kept.emit(code, self._operation_id, changes)

    def _fill_choices(self, about: str) -> None:
        ui, library = self.ui, self._library
        for benefit in library.all_benefits:
            ui.about_combo.addItem(benefit.title, benefit.code)
        ui.about_combo.addItem(self.tr("No single benefit"), "")
        ui.about_combo.setCurrentIndex(max(0, ui.about_combo.findData(about)))
        for code in get_args(Direction):
            ui.direction_combo.addItem(code_words.direction(code).words, code)
        for code in library.content.handouts.strengths:
            ui.strength_combo.addItem(code_words.strength(code), code)
        ui.source_combo.addItem(self.tr("A new source"), _NEW)
        for source in sorted(library.sources, key=lambda one: one.citation):
            ui.source_combo.addItem(source.citation, source.key)
        for combo in (ui.about_combo, ui.direction_combo, ui.strength_combo, ui.source_combo):
            still(combo)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _show(self, found: EvidenceView | None) -> None:
        ui = self.ui
        title = self.tr("A new finding") if found is None else self.tr("A finding")
        ui.title_label.setText(title)
        self.setWindowTitle(title)
        if found is None:
            ui.hint_label.setText(self.tr("It stands beside what ships, and is yours alone."))
            ui.by_edit.setText(self.context.profile.instructor)
            return
        for name, edit in self._texts.items():
            value: str = getattr(found, name)
            if isinstance(edit, QLineEdit):
                edit.setText(value)
                edit.setCursorPosition(0)
            else:
                edit.setPlainText(value)
        for combo, value in (
            (ui.direction_combo, found.direction),
            (ui.strength_combo, found.strength),
            (ui.source_combo, found.sources[0].key if found.sources else _NEW),
        ):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        ui.about_combo.setEnabled(False)
        ui.verified_check.setChecked(found.verified)
        ui.by_edit.setText(found.verified_by)
        show_day(ui.on_edit, found.verified_on)
        if found.own:
            ui.hint_label.setText(self.tr("This finding is your own."))
        else:
            hint = self.tr(
                "Your words stand over the shipped ones. Whether it was checked is the program's to say."
            )
            ui.hint_label.setText(hint)
            ui.source_combo.setEnabled(len(found.sources) == 1)
            for part in (ui.verified_check, ui.by_edit, ui.on_edit):
                part.setEnabled(False)

    def _ask_source(self) -> None:
        """Ask for a source where none of those that are there is meant, else cite it in full."""
        form, new = self.ui.fields_form, self.ui.source_combo.currentData() == _NEW
        for edit in self._source.values():
            form.setRowVisible(edit, new)
        self.ui.cited_label.setText("" if new else self.ui.source_combo.currentText())
        form.setRowVisible(self.ui.cited_label, not new)

    def _ask_checked(self) -> None:
        """Ask by whom and when, where it was looked up."""
        for edit in (self.ui.by_edit, self.ui.on_edit):
            self.ui.fields_form.setRowVisible(edit, self.ui.verified_check.isChecked())


def _text(edit: QLineEdit | QPlainTextEdit) -> str:
    text = edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
    return str(text).strip()
