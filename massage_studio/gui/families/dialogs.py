"""The dialogs that write down who a family is."""

from datetime import date
from functools import partial
from typing import TypedDict
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QWidget

import massage_studio.families.service as families
from massage_studio.families.restrictions import Purpose, Rule
from massage_studio.families.views import BabyView, CarerView
from massage_studio.gui.context import Context
from massage_studio.gui.families.writing import WritingDialog, show_day
from massage_studio.gui.forms.ui_families_baby_dialog import Ui_FamiliesBabyDialog
from massage_studio.gui.forms.ui_families_carer_dialog import Ui_FamiliesCarerDialog
from massage_studio.gui.forms.ui_families_dialog import Ui_FamiliesDialog
from massage_studio.store.ids import new_id


class _Carer(TypedDict):
    """What is written of an adult, by the names that the verbs give it."""

    given_name: str
    family_name: str
    relationship: str
    email: str
    phone: str
    contact_restriction: str
    rule: Rule
    lives_apart: bool


class _Baby(TypedDict):
    """What is written of a baby, by the names that the verbs give it."""

    given_name: str
    family_name: str
    birth_date: date | None
    due_date: date | None


class NewFamilyDialog(WritingDialog):
    """Asks for one carer and one baby and keeps them as a new family, whose key is `family_id`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.family_id, self._carer_id, self._baby_id = new_id(), new_id(), new_id()
        self.ui = Ui_FamiliesDialog()
        self.ui.setupUi(self)
        self.wire(self.ui)

    def fault(self) -> str:
        ui = self.ui
        return (
            self._missing(
                ui.baby_given_edit,
                ui.baby_given_edit.text(),
                self.tr("Write the baby's first name, or what they are called."),
            )
            or self._missing(
                ui.carer_given_edit, ui.carer_given_edit.text(), self.tr("Write the carer's first name.")
            )
            or self._wrong_day(ui.birth_edit, ui.due_edit)
        )

    def save(self) -> None:
        ui = self.ui
        self.write_operation(
            "new_family",
            partial(
                families.begin_family,
                family_id=self.family_id,
                carer_id=self._carer_id,
                baby_id=self._baby_id,
                carer_given=ui.carer_given_edit.text(),
                carer_family=ui.carer_family_edit.text(),
                relationship=ui.relationship_edit.text(),
                phone=ui.phone_edit.text(),
                email=ui.email_edit.text(),
                baby_given=ui.baby_given_edit.text(),
                baby_family=ui.baby_family_edit.text(),
                birth_date=ui.birth_edit.day(),
                due_date=ui.due_edit.day(),
                now=self.context.clock(),
            ),
            words=ui.baby_given_edit.text().strip(),
        )


class CarerDialog(WritingDialog):
    """Asks for an adult's particulars: those of a known carer, or of a new one where there is none."""

    def __init__(
        self, context: Context, family_id: UUID, carer: CarerView | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._family_id, self._carer, self._new_id = family_id, carer, new_id()
        self.ui = Ui_FamiliesCarerDialog()
        self.ui.setupUi(self)
        if carer is None:
            self._name(self.tr("Another carer"))
        else:
            self._name(self.tr("Change a carer"))
            self.ui.carer_given_edit.setText(carer.given_name)
            self.ui.carer_family_edit.setText(carer.family_name)
            self.ui.relationship_edit.setText(carer.relationship)
            self.ui.phone_edit.setText(carer.phone)
            self.ui.email_edit.setText(carer.email)
            self.ui.restriction_edit.setText(carer.contact_restriction)
            for purpose, check in self._checks():
                check.setChecked(purpose in carer.rule.allows)
            show_day(self.ui.since_edit, carer.rule.since)
            show_day(self.ui.until_edit, carer.rule.until)
            self.ui.apart_check.setChecked(carer.lives_apart)
        self.ui.until_edit.setPlaceholderText(self.tr("empty if it stays"))
        self.ui.restriction_edit.textChanged.connect(self._show_rule)
        self._show_rule()
        self.wire(self.ui)

    def _name(self, title: str) -> None:
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)

    def _checks(self) -> tuple[tuple[Purpose, QCheckBox], ...]:
        ui = self.ui
        return (
            (Purpose.COME, ui.come_check),
            (Purpose.COLLECT, ui.collect_check),
            (Purpose.BE_TOLD, ui.told_check),
            (Purpose.GET_PAPERS, ui.papers_check),
        )

    def _show_rule(self) -> None:
        """Ask what a restriction leaves once there is one, from today unless another day is written."""
        ui, there = self.ui, bool(self.ui.restriction_edit.text().strip())
        known = self._carer is not None and self._carer.contact_restriction
        if there and ui.rule_panel.isHidden() and not known and not ui.since_edit.text():
            show_day(ui.since_edit, self.context.today())
        if there == ui.rule_panel.isHidden():
            ui.rule_panel.setVisible(there)
        self.make_room()

    def _rule(self) -> Rule:
        ticked = frozenset(purpose for purpose, check in self._checks() if check.isChecked())
        return Rule(ticked, self.ui.since_edit.day(), self.ui.until_edit.day())

    def fault(self) -> str:
        ui = self.ui
        missing = self._missing(
            ui.carer_given_edit, ui.carer_given_edit.text(), self.tr("Write the carer's first name.")
        )
        if missing or ui.rule_panel.isHidden():
            return missing
        wrong = self._wrong_day(ui.since_edit, ui.until_edit)
        since, until = ui.since_edit.day(), ui.until_edit.day()
        if not wrong and since is not None and until is not None and until < since:
            ui.until_edit.setFocus()
            return self.tr("It ends before it began. Look at the two dates.")
        return wrong

    def save(self) -> None:
        ui = self.ui
        written: _Carer = {
            "given_name": ui.carer_given_edit.text(),
            "family_name": ui.carer_family_edit.text(),
            "relationship": ui.relationship_edit.text(),
            "email": ui.email_edit.text(),
            "phone": ui.phone_edit.text(),
            "contact_restriction": ui.restriction_edit.text(),
            "rule": self._rule(),
            "lives_apart": ui.apart_check.isChecked(),
        }
        if self._carer is None:
            self.write_operation(
                "add_carer",
                partial(families.add_carer, family_id=self._family_id, carer_id=self._new_id, **written),
            )
        else:
            self.write_operation(
                "change_carer", partial(families.change_carer, carer_id=self._carer.id, **written)
            )


class BabyDialog(WritingDialog):
    """Asks for a baby's particulars: those of a known baby, or of a new one where there is none."""

    def __init__(
        self, context: Context, family_id: UUID, baby: BabyView | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self._family_id, self._baby, self._new_id = family_id, baby, new_id()
        self.ui = Ui_FamiliesBabyDialog()
        self.ui.setupUi(self)
        title = self.tr("Another baby") if baby is None else self.tr("Change a baby")
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        if baby is not None:
            self.ui.baby_given_edit.setText(baby.given_name)
            self.ui.baby_family_edit.setText(baby.family_name)
            show_day(self.ui.birth_edit, baby.birth_date)
            show_day(self.ui.due_edit, baby.due_date)
        self.wire(self.ui)

    def fault(self) -> str:
        edit = self.ui.baby_given_edit
        words = self.tr("Write the baby's first name, or what they are called.")
        return self._missing(edit, edit.text(), words) or self._wrong_day(
            self.ui.birth_edit, self.ui.due_edit
        )

    def save(self) -> None:
        ui = self.ui
        written: _Baby = {
            "given_name": ui.baby_given_edit.text(),
            "family_name": ui.baby_family_edit.text(),
            "birth_date": ui.birth_edit.day(),
            "due_date": ui.due_edit.day(),
        }
        name = ui.baby_given_edit.text().strip()
        if self._baby is None:
            self.write_operation(
                "add_baby",
                partial(families.add_baby, family_id=self._family_id, baby_id=self._new_id, **written),
                words=name,
            )
        else:
            self.write_operation(
                "change_baby", partial(families.change_baby, baby_id=self._baby.id, **written), words=name
            )
