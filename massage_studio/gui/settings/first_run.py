"""The first page of a new studio: who teaches here."""

from functools import partial

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.holidays import suggested_nation
from massage_studio.gui import icons
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_first_run_page import Ui_SettingsFirstRunPage
from massage_studio.gui.page import Page
from massage_studio.gui.settings.nations import nation_names
from massage_studio.gui.settings.profile_checks import fault_in, tidy
from massage_studio.gui.settings.zones import all_zones
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.fields import level_labels, still
from massage_studio.store import profile as studio_profile
from massage_studio.store.changes import Changes
from massage_studio.store.profile_view import Profile

_LONGEST = 200


class FirstRunPage(Page):
    """Asks for a name, keeps it and goes on to today; or a demo studio is looked at first."""

    demo_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_SettingsFirstRunPage()
        self.ui.setupUi(self)
        self._logo: bytes | None = None
        self._profile = Profile()
        self._lay_out()
        self._wire()
        context.tasks.make(all_zones, self.ui.zone_combo.offer)

    def _lay_out(self) -> None:
        ui, em = self.ui, self.fontMetrics().horizontalAdvance("m")
        for part in (ui.card, ui.intro_label, ui.kept_label):
            part.setFixedWidth(em * 50)
        ui.emblem.setPixmap(self._emblem())
        ui.kept_label.setText(
            self.tr(
                "What you note about families stays on this computer only: nothing is sent anywhere. "
                "Settings show the folder and the backups. All of this can be changed there later, and the "
                "passphrase set or removed."
            )
        )
        for edit in (ui.instructor_edit, ui.business_edit):
            edit.setMaxLength(_LONGEST)
        ui.error_label.setTextFormat(Qt.TextFormat.PlainText)
        ui.error_label.hide()
        ui.logo_picker.use(self.context)
        for name, code in nation_names():
            ui.nation_combo.addItem(name, code)
        still(ui.nation_combo)
        ui.zone_combo.show_zone(_system_zone())
        level_labels(self)
        self._ask_nation(_system_zone())
        ui.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(ui.instructor_edit)

    def _emblem(self) -> QPixmap:
        return icons.application_icon().pixmap(56, 56)

    def _wire(self) -> None:
        ui = self.ui
        ui.start_button.clicked.connect(self._start)
        ui.demo_button.clicked.connect(self.demo_wanted)
        ui.restore_button.clicked.connect(self.context.backups.restore_wanted)
        ui.zone_combo.chosen.connect(self._ask_nation)
        ui.logo_picker.chosen.connect(self._take_logo)
        ui.logo_picker.refused.connect(self._refuse)
        for edit in (ui.instructor_edit, ui.business_edit):
            edit.returnPressed.connect(self._start)
            edit.textEdited.connect(ui.error_label.hide)

    def reload(self) -> None:
        self.ui.instructor_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_nation(self, zone: str) -> None:
        """Ask whose bank holidays are left out where the zone is that of several nations."""
        likely = suggested_nation(zone)
        self.ui.nation_combo.setCurrentIndex(self.ui.nation_combo.findData(likely))
        self.ui.form.setRowVisible(self.ui.nation_combo, bool(likely))

    def _take_logo(self, logo: bytes | None) -> None:
        self._logo = logo
        self.ui.error_label.hide()

    def _refuse(self, sentence: str) -> None:
        self.ui.error_label.setText(sentence)
        self.ui.error_label.show()

    def _start(self) -> None:
        ui = self.ui
        nation: str = ui.nation_combo.currentData()
        profile = Profile(
            instructor=tidy(ui.instructor_edit.text()),
            business=tidy(ui.business_edit.text()),
            zone=ui.zone_combo.zone(),
            nation=nation if suggested_nation(ui.zone_combo.zone()) else "",
            logo=self._logo,
        )
        fault = fault_in(profile)
        if fault:
            self._refuse(fault)
            ui.instructor_edit.setFocus()
        elif not profile.zone:
            self._refuse(self.tr("No time zone has this name. Type a city, and choose from the list."))
            ui.zone_combo.setFocus()
        else:
            ui.start_button.setEnabled(False)
            self._profile = profile
            self.context.tasks.write(
                partial(studio_profile.write_profile, profile=profile), self._go_on, self._keep_typed
            )

    def _go_on(self, _changes: Changes) -> None:
        # The window hears of the change a moment later; today needs the zone now.
        self.context.profile = self._profile
        self.ui.start_button.setEnabled(True)
        if self.ui.passphrase_check.isChecked():
            # Imported here because nobody else needs it at the start.
            from massage_studio.gui.safekeeping.passphrase_dialog import PassphraseDialog

            dialog = PassphraseDialog(self.context, "set", self.window())
            dialog.finished.connect(lambda _: self.go.emit("today", None))
            self.context.messages.open_dialog(dialog)
        else:
            self.go.emit("today", None)

    def _keep_typed(self, failed: FailedWrite) -> None:
        self.ui.start_button.setEnabled(True)
        self._refuse(str(failed.error))


def _system_zone() -> str:
    """Return this computer's time zone as IANA names it, London where Qt cannot tell."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if "/" in name or name == "UTC" else "Europe/London"
