"""The studio's particulars, the look of the screen, and safe keeping."""

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.holidays import suggested_nation
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_page import Ui_SettingsPage
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.settings import export_whole, look
from massage_studio.gui.settings.profile_checks import currencies, fault_in, tax_years, tidy
from massage_studio.gui.settings.zones import all_zones
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.fields import level_labels, pad_fields, show_unit, still
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.store import profile as studio_profile
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.profile_view import Profile

_LONGEST = 200


class SettingsPage(Page):
    """Keeps each particular when its field is left, and says so once it is committed."""

    shows = frozenset({Thing.STUDIO, Thing.BOOKINGS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_SettingsPage()
        self.ui.setupUi(self)
        self._kept: Profile | None = None
        self.undo = OfficeUndo(self, only_own=True)
        self._fields = {
            "instructor": self.ui.instructor_edit,
            "business": self.ui.business_edit,
            "email": self.ui.email_edit,
            "phone": self.ui.phone_edit,
            "website": self.ui.website_edit,
        }
        self._lay_out()
        self._wire()
        context.tasks.make(all_zones, self.ui.zone_combo.offer)

    def _lay_out(self) -> None:
        ui = self.ui
        pad_fields(self)
        for edit in self._fields.values():
            edit.setMaxLength(_LONGEST)
        for label in (ui.person_error, ui.teaching_error):
            label.setTextFormat(Qt.TextFormat.PlainText)
        ui.person_error.hide()
        ui.teaching_error.hide()
        for scheme, name in (
            ("system", self.tr("As this computer has it")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            ui.theme_combo.addItem(name, scheme)
        ui.theme_combo.setCurrentIndex(ui.theme_combo.findData(look.chosen()))
        for box in (ui.theme_combo, ui.currency_combo, ui.tax_year_combo, ui.wait_spin):
            still(box)
        ui.language_value.setText(self.tr("British English; dates and money as this computer has them"))
        level_labels(self)
        ui.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ui.logo_picker.use(self.context)
        ui.holidays_panel.use(self.context)
        ui.backup_card.use(self.context)
        ui.records_card.use(self.context)
        ui.passphrase_card.use(self.context)
        TurningRow(self, ui.columns_layout, 80)

    def _wire(self) -> None:
        ui = self.ui
        self.undo.reach_from(*self._fields.values(), ui.wait_spin)
        for name, edit in self._fields.items():
            edit.editingFinished.connect(partial(self._leave_field, name))
        ui.logo_picker.chosen.connect(lambda logo: self._keep({"logo": logo}))
        ui.logo_picker.refused.connect(self._refuse_person)
        ui.zone_combo.chosen.connect(self._choose_zone)
        ui.currency_combo.activated.connect(lambda: self._keep({"currency": ui.currency_combo.currentData()}))
        ui.tax_year_combo.activated.connect(
            lambda: self._keep({"tax_year_starts": ui.tax_year_combo.currentData()})
        )
        ui.nation_offer.chosen.connect(lambda code: self._keep({"nation": code}))
        ui.holidays_panel.nation_chosen.connect(lambda code: self._keep({"nation": code}))
        ui.holidays_panel.done.connect(self._say_operation)
        ui.holidays_panel.unfolded.connect(ui.scroll.ensureWidgetVisible)
        ui.local_services_button.clicked.connect(lambda: self.go.emit("curriculum", ("safety", "services")))
        show_unit(ui.wait_spin, lambda number: self.tr(" hours", "", number))
        ui.wait_spin.editingFinished.connect(lambda: self._keep({"wait_hours": ui.wait_spin.value()}))
        ui.theme_combo.activated.connect(lambda: look.choose(ui.theme_combo.currentData()))
        for card in (ui.backup_card, ui.records_card):
            card.said.connect(lambda words: self.say.emit(words, "", None))
        ui.records_card.kept.connect(self._keep)
        ui.records_card.export_wanted.connect(self._export_whole)
        ui.class_room_card.kept.connect(self._say_limit_saved)
        ui.class_room_card.keys_wanted.connect(lambda: self.go.emit("palette", None))
        ui.class_room_card.practice_wanted.connect(lambda: self.go.emit("practice", None))

    def open(self, key: Any) -> None:
        """Begin at the top, or with "backups" at the card of the studio's folder and its backups."""
        if key == "backups":
            # The cards have their places only once the page is in view.
            QTimer.singleShot(0, self, self._go_to_backups)

    def _go_to_backups(self) -> None:
        self.ui.scroll.ensureWidgetVisible(self.ui.backup_card)
        self.ui.backup_card.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        self.context.tasks.read(studio_profile.profile, self._show)
        self.ui.backup_card.look()
        self.ui.passphrase_card.look()
        self.ui.class_room_card.look()
        self.ui.holidays_panel.look()
        self.undo.look()

    def _show(self, profile: Profile) -> None:
        """Show what is kept; what is typed and not kept yet stays as it is."""
        before, self._kept = self._kept, profile
        ui = self.ui
        for name, edit in self._fields.items():
            untouched = before is None or tidy(edit.text()) == getattr(before, name)
            if untouched and edit.text() != getattr(profile, name):
                edit.setText(getattr(profile, name))
        if before is None or before.logo != profile.logo:
            ui.logo_picker.show_logo(profile.logo)
        if before is None or before.zone != profile.zone:
            ui.zone_combo.show_zone(profile.zone)
        if before is None or before.wait_hours != profile.wait_hours:
            ui.wait_spin.setValue(profile.wait_hours)
        if not ui.currency_combo.count():
            self.context.tasks.make(partial(currencies, profile.currency), self._offer_currencies)
        ui.currency_combo.setCurrentIndex(ui.currency_combo.findData(profile.currency))
        if ui.tax_year_combo.findData(profile.tax_year_starts) < 0:
            for code, day in tax_years(profile.tax_year_starts):
                ui.tax_year_combo.addItem(day, code)
        ui.tax_year_combo.setCurrentIndex(ui.tax_year_combo.findData(profile.tax_year_starts))
        ui.holidays_panel.show_nation(profile.nation)
        if profile.nation:
            ui.nation_offer.hide()
        ui.records_card.show_rules(profile)

    def _offer_currencies(self, offered: tuple[tuple[str, str], ...]) -> None:
        self.ui.currency_combo.clear()
        for code, name in offered:
            self.ui.currency_combo.addItem(name, code)
        if self._kept is not None:
            self.ui.currency_combo.setCurrentIndex(self.ui.currency_combo.findData(self._kept.currency))

    def _leave_field(self, name: str) -> None:
        """Keep one line of text, or say what it lacks and leave it as it was typed."""
        if self._kept is None:
            return
        typed: dict[str, Any] = {field: tidy(edit.text()) for field, edit in self._fields.items()}
        fault = fault_in(replace(self._kept, **typed))
        self.ui.person_error.setText(fault)
        self.ui.person_error.setVisible(bool(fault))
        if not fault:
            # A field that was refused before may be right now, by what was typed into this one.
            self._keep(typed)

    def _refuse_person(self, sentence: str) -> None:
        self.ui.person_error.setText(sentence)
        self.ui.person_error.show()

    def _choose_zone(self, zone: str) -> None:
        self.ui.teaching_error.setVisible(not zone)
        self.ui.teaching_error.setText(
            "" if zone else self.tr("No time zone has this name. Type a city, and choose from the list.")
        )
        if zone:
            nation = self._kept.nation if self._kept is not None else ""
            if suggested_nation(zone):
                self.ui.nation_offer.ask("" if nation else zone)
                self._keep({"zone": zone})
                return
            self.ui.nation_offer.ask(zone)
            words = self.tr("Saved. No bank holidays are left out any more.") if nation else ""
            self._keep({"zone": zone, "nation": ""}, words)

    def _export_whole(self) -> None:
        export_whole.offer(self.context, self, self.ui.records_card)

    def _keep(self, wanted: dict[str, Any], words: str = "") -> None:
        """Write what differs from what is kept; it counts as saved when it is committed, which is told."""
        if self._kept is None:
            return
        kept = asdict(self._kept)
        changed = {name: value for name, value in wanted.items() if kept[name] != value}
        if not changed:
            return
        before = {name: kept[name] for name in changed}
        self.ui.saved_label.setText(self.tr("Saving"))
        self._write(changed, partial(self._say_saved, before, words))

    def _write(self, changed: dict[str, Any], then: Callable[[Changes], None]) -> None:
        assert self._kept is not None
        kept = asdict(self._kept)
        refused = partial(self._say_refused, {name: kept[name] for name in changed})
        self._kept = replace(self._kept, **changed)
        self.context.tasks.write(partial(studio_profile.change_profile, particulars=changed), then, refused)

    def _say_refused(self, before: dict[str, Any], failed: FailedWrite) -> None:
        """Leave on the screen what was not kept, for the window to offer it again."""
        if self._kept is not None:
            self._kept = replace(self._kept, **before)
        self.ui.saved_label.setText(self.tr("Not saved"))
        self.context.tasks.write_failed.emit(failed)

    def _say_saved(self, before: dict[str, Any], words: str, _changes: Changes) -> None:
        self._note_saved()
        for name, edit in self._fields.items():
            if name in before and self._kept is not None and edit.text() == getattr(self._kept, name):
                # What was typed is kept now: Ctrl+Z puts the whole of it back, not letter by letter.
                edit.setText(edit.text())
        self.undo.tell_kept(words or self.tr("Saved."), partial(self._undo, before))

    def _say_limit_saved(self, put_back: Callable[[], None]) -> None:
        self._note_saved()
        self.undo.tell_kept(self.tr("Saved."), put_back)

    def _say_operation(self, words: str, operation_id: UUID, changes: Changes) -> None:
        if changes.things:
            self._note_saved()
        self.undo.tell(words, operation_id, changes)

    def _undo(self, before: dict[str, Any]) -> None:
        for name, edit in self._fields.items():
            if name in before:
                edit.setText(str(before[name]))
        self._write(before, self._say_undone)

    def _say_undone(self, _changes: Changes) -> None:
        self._note_saved()
        self.say.emit(self.tr("Put back as it was."), "", None)

    def _note_saved(self) -> None:
        time = wording.clock_seconds(self.context.local_now())
        self.ui.saved_label.setText(self.tr("Saved {time}").format(time=time))
