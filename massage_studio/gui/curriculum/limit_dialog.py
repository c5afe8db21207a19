"""The dialog about one safety rule: a new one of hers, or one that she changes."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from massage_studio.curriculum import limit_service
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.safety import laxer
from massage_studio.curriculum.safety_views import LimitView
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum import limit_words
from massage_studio.gui.curriculum.safety_dialogs import ContentDialog
from massage_studio.gui.families.words import FLAG_KINDS, flag_kind
from massage_studio.gui.forms.ui_curriculum_limit_dialog import Ui_CurriculumLimitDialog
from massage_studio.gui.widgets.fields import level_labels, pad_fields, show_unit, still
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.ids import new_id

_NEW = Limit(code="", mind="", sources=())


class LimitDialog(ContentDialog):
    """Asks for the fields of a safety rule; with None for a new one.

    The line for a reason is there as soon as a rule that ships would be laxer.
    """

    def __init__(
        self, context: Context, limit: LimitView | None, content: Content, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._view = limit
        self._key = new_id()
        self.ui = ui = Ui_CurriculumLimitDialog()
        ui.setupUi(self)
        pad_fields(self)
        level_labels(self)
        now = limit.now if limit else _NEW
        self.kinds = _ticks(ui.kinds_row, FLAG_KINDS, flag_kind, now.kinds)
        self.forbids = _ticks(ui.forbids_row, INVOLVED, wording.touch, now.forbids)
        self.older = _ticks(ui.older_row, INVOLVED, wording.touch, now.older_forbids)
        ui.unit_combo.addItem(self.tr("days"), "days")
        ui.unit_combo.addItem(self.tr("hours"), "hours")
        self._fill(now)
        ui.mind_edit.wording.use(content)
        ui.fault_line.follow(ui.mind_edit)
        own = limit is None or limit.own
        ui.source_label.setVisible(own)
        ui.source_edit.setVisible(own)
        for box in (ui.wait_spin, ui.unit_combo, ui.under_spin, ui.early_spin, ui.older_spin):
            still(box)
        ticked = [*self.kinds.values(), *self.forbids.values(), *self.older.values()]
        for check in ticked:
            check.toggled.connect(self._follow)
        ui.early_check.toggled.connect(self._follow)
        for spin in (ui.wait_spin, ui.under_spin, ui.early_spin, ui.older_spin):
            spin.valueChanged.connect(self._follow)
        ui.unit_combo.currentIndexChanged.connect(self._follow)
        ui.words_edit.textChanged.connect(self._follow)
        before: QWidget = ui.words_edit
        for row, after in ((self.kinds, None), (self.forbids, ui.wait_spin), (self.older, ui.source_edit)):
            for check in row.values():
                QWidget.setTabOrder(before, check)
                before = check
            if after is not None:
                QWidget.setTabOrder(before, after)
                before = ui.older_spin if after is ui.wait_spin else after
        self._follow()
        self.wire(ui, 640, 700)

    def _fill(self, now: Limit) -> None:
        ui = self.ui
        ui.label_edit.setText(now.label)
        ui.mind_edit.setText(limit_words.named(now.mind))
        ui.mind_edit.setCursorPosition(0)
        ui.words_edit.setPlainText(", ".join(map(limit_words.dotted, now.words)))
        ui.words_edit.setFixedHeight(ui.words_edit.fontMetrics().lineSpacing() * 4 + 14)
        ui.wait_spin.setSpecialValueText(self.tr("as long as the flag stands"))
        ui.wait_spin.setValue(now.days or now.hours)
        ui.unit_combo.setCurrentIndex(1 if now.hours and not now.days else 0)
        for spin, weeks in ((ui.under_spin, now.under_weeks), (ui.older_spin, now.older_from_weeks)):
            spin.setSpecialValueText(self.tr("no age"))
            show_unit(spin, lambda number: self.tr(" weeks", "", number))
            spin.setValue(weeks)
        ui.early_check.setChecked(now.born_early)
        ui.early_spin.setSpecialValueText(self.tr("bear in mind, leave nothing out"))
        show_unit(ui.early_spin, lambda number: self.tr(" weeks after the due date", "", number))
        ui.early_spin.setValue(now.under_corrected_weeks)
        ui.source_edit.setText(now.source)
        ui.reason_edit.setText(now.reason)

    def words(self) -> dict[str, Any]:
        """Return the fields of the rule as they are typed and ticked."""
        ui = self.ui
        number, unit = ui.wait_spin.value(), ui.unit_combo.currentData()
        found: dict[str, Any] = {
            "label": ui.label_edit.text(),
            "mind": limit_words.unnamed(ui.mind_edit.text()),
            "words": tuple(map(limit_words.starred, re.split(r"[,;\n]", ui.words_edit.toPlainText()))),
            "kinds": _ticked(self.kinds),
            "forbids": _ticked(self.forbids),
            "days": number if unit == "days" else 0,
            "hours": number if unit == "hours" else 0,
            "under_weeks": ui.under_spin.value(),
            "born_early": ui.early_check.isChecked(),
            "under_corrected_weeks": ui.early_spin.value() if ui.early_check.isChecked() else 0,
            "older_from_weeks": ui.older_spin.value(),
            "older_forbids": _ticked(self.older) if ui.older_spin.value() else (),
        }
        if self._view is None or self._view.own:
            found["source"] = ui.source_edit.text()
        return found

    def save(self) -> None:
        at: dict[str, Any] = {"now": self.context.clock(), "operation_id": self.operation_id}
        if self._view is None:
            self.write(partial(limit_service.add_limit, item_id=self._key, words=self.words(), **at))
            return
        self.write(
            partial(
                limit_service.change_limit,
                code=self._view.now.code,
                words=self.words(),
                reason=self.ui.reason_edit.text(),
                **at,
            )
        )

    def _follow(self) -> None:
        """Show what belongs to an age only with one, and the line for a reason only where it is needed."""
        ui = self.ui
        older = ui.older_spin.value() > 0
        ui.older_forbids_label.setVisible(older)
        ui.older_row.setVisible(older)
        ui.unit_combo.setEnabled(ui.wait_spin.value() > 0)
        ui.early_spin.setEnabled(ui.early_check.isChecked())
        shipped = self._view.shipped if self._view else None
        needed = shipped is not None and laxer(shipped, limit_service.changed_limit(shipped, self.words()))
        ui.reason_label.setVisible(needed)
        ui.reason_edit.setVisible(needed)


def _ticks(
    row: QWidget, codes: Iterable[Any], name: Callable[[Any], str], chosen: Iterable[str]
) -> dict[str, QCheckBox]:
    """Fill a row with a box for each code, which wrap like words."""
    flow, found = FlowLayout(row, gap=8), {}
    for code in codes:
        words = name(code)
        check = QCheckBox(words[:1].upper() + words[1:], row)
        check.setAccessibleName(f"{row.accessibleName()}: {words}")
        check.setChecked(code in chosen)
        flow.addWidget(check)
        found[code] = check
    return found


def _ticked(checks: dict[str, QCheckBox]) -> tuple[str, ...]:
    return tuple(code for code, check in checks.items() if check.isChecked())
