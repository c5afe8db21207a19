"""A passphrase in the window: set, asked for, lost, changed; and the window that is locked with it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.errors
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.cues import service as cues
from massage_studio.families.queries import families
from massage_studio.gui.context import Context
from massage_studio.gui.safekeeping import remembered
from massage_studio.gui.safekeeping.passphrase_dialog import Job, PassphraseDialog
from massage_studio.gui.safekeeping.screen_lock import is_locked_session
from massage_studio.gui.safekeeping.unlock_panel import UnlockPanel
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.widgets.passphrase_field import PassphraseField
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.key_change import copies_under_another_key, encrypt
from massage_studio.safekeeping.keys import WrongPassphraseError, header_of, opened
from massage_studio.safekeeping.recovery_key import grouped, new_recovery_key
from massage_studio.safekeeping.unlocking import tries_file
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.ids import new_id
from massage_studio.store.keys import id_in, is_held, let_go
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.gui.cut_words import cut_words
from tests.gui.fakes import KeepingPrinter, RecordingMessages
from tests.gui.readable import readable
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, OpenClass, a_class, filled

WORDS, OTHER = "warm hands, quiet hall", "soft towels, slow songs"
RECOVERY = new_recovery_key()


@pytest.fixture(autouse=True)
def _own_settings() -> Iterator[None]:
    """Begin lifted, with nothing remembered."""
    for name in ("privacy", "safekeeping", "window"):
        QSettings().remove(name)
    yield
    for name in ("privacy", "safekeeping", "window"):
        QSettings().remove(name)


class Kept(keyring.backend.KeyringBackend):
    """A keyring of the system in this process; `gone` refuses everything."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[tuple[str, str], str] = {}
        self.gone = False

    def _there(self) -> None:
        if self.gone:
            raise keyring.errors.KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._there()
        self.known[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._there()
        return self.known.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._there()
        if self.known.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("not kept")


@pytest.fixture
def system() -> Iterator[Kept]:
    """The keyring of this computer for the time of a test."""
    before, own = keyring.get_keyring(), Kept()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def named(session: Any) -> OpenClass:
    """Give the studio a name and a class that runs."""
    write_profile(session, profile=Profile(instructor="Ania Nowak"))
    return a_class(session, "Mia", "Noah")


@pytest.fixture
def plain(studio_folder: Path) -> Path:
    filled(studio_folder, named)
    return studio_folder


@pytest.fixture
def locked(plain: Path) -> Path:
    """The folder of an encrypted studio that nobody has unlocked."""
    let_go(encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY).id)
    return plain


@dataclass
class Dialog:
    """A dialog on a studio, without the rest of the window."""

    dialog: PassphraseDialog
    store: Store
    messages: RecordingMessages
    printer: KeepingPrinter

    @property
    def page(self) -> str:
        return self.dialog.ui.stack.currentWidget().objectName().removesuffix("_page")

    def next(self, *texts: str) -> str:
        """Type into the fields of the page, go on, and return what is told where that did not do."""
        ui, page = self.dialog.ui, self.page
        fields = {
            "ask": (ui.ask_field.edit,),
            "choose": (ui.first_field.edit, ui.second_field.edit),
            "typed": (ui.typed_edit,),
        }
        for edit, text in zip(fields.get(page, ()), texts, strict=True):
            edit.setText(text)
        ui.next_button.click()
        settle(self.dialog._context.tasks)
        errors = {"ask": ui.ask_error, "choose": ui.choose_error, "typed": ui.typed_error}
        told = errors.get(self.page)
        return told.text() if told is not None and not told.isHidden() else ""


@pytest.fixture
def dialog_on(qtbot: QtBot) -> Iterator[Any]:
    made: list[tuple[Dialog, Tasks]] = []

    def leave() -> None:
        for one, tasks in made:
            one.dialog.hide()
            tasks.close()
        made.clear()

    def make(folder: Path, job: Job) -> Dialog:
        leave()
        store, tasks = open_studio(folder), Tasks()
        tasks.use(store)
        messages, printer = RecordingMessages(), KeepingPrinter()
        dialog = PassphraseDialog(Context(tasks, messages, printer, clock=lambda: NOW), job)
        qtbot.addWidget(dialog)
        dialog.show()
        made.append((Dialog(dialog, store, messages, printer), tasks))
        return made[-1][0]

    yield make
    leave()


def opens(folder: Path, text: str) -> bool:
    try:
        opened(header_of(folder / FILE_NAME), text)
    except WrongPassphraseError:
        return False
    return True


def babies(store: Store) -> set[str]:
    with store.read() as session:
        return {row.babies[0].name for row in families(session, today=NOW.date())}


def test_a_passphrase_is_set_page_by_page_and_nothing_is_done_before_the_last(
    plain: Path, dialog_on: Any, tmp_path: Path
) -> None:
    backup(plain, now=NOW.replace(hour=8))
    on = dialog_on(plain, "set")
    assert "eight signs" in on.next("short", "short")
    assert "not the same" in on.next(WORDS, OTHER)
    assert on.next(WORDS, WORDS) == "" and on.page == "paper"
    shown = grouped(on.dialog._recovery_key)
    assert on.dialog.ui.key_label.text().split() == shown.split("-")
    on.dialog.ui.print_button.click()
    settle(on.dialog._context.tasks)
    assert len(on.printer.jobs) == 1 and "printer" in on.dialog.ui.paper_note.text()
    on.messages.expect("file_to_save", tmp_path / "paper.pdf")
    on.dialog.ui.save_button.click()
    settle(on.dialog._context.tasks)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    on.next()
    assert on.page == "typed"
    assert "Group 1 " in on.next("")
    slip = shown[:10] + ("0" if shown[10] != "0" else "1") + shown[11:]
    assert "Group 3 " in on.next(slip)
    assert "more than" in on.next(shown + "-AAAA")
    assert id_in(plain / FILE_NAME) is None, "nothing is done yet"
    on.next(shown.lower().replace("-", " "))
    assert on.page == "done" and on.dialog.ui.done_copies.isHidden()
    assert id_in(plain / FILE_NAME) is not None and copies_under_another_key(plain) == ()
    assert babies(on.store) == {"Mia", "Noah"}, "the same store goes on"
    with on.store.write() as session:
        a_class(session, "Leo")
    assert opens(plain, WORDS) and opens(plain, shown)
    assert len(list((plain / "backups").glob("*.db"))) == 2


def test_each_other_job_asks_for_the_passphrase_first(locked: Path, dialog_on: Any) -> None:
    from massage_studio.safekeeping.unlocking import unlock

    unlock(locked / FILE_NAME, WORDS, now=NOW)
    on = dialog_on(locked, "change")
    assert "not the passphrase" in on.next("guessed it")
    assert on.next(WORDS) == "" and on.page == "choose"
    on.next(OTHER, OTHER)
    assert on.page == "done" and opens(locked, OTHER) and not opens(locked, WORDS) and opens(locked, RECOVERY)
    on = dialog_on(locked, "renew")
    on.next(grouped(RECOVERY))
    on.next(WORDS, WORDS)
    on.next()
    before = id_in(locked / FILE_NAME)
    on.next(on.dialog._recovery_key)
    assert on.page == "done" and id_in(locked / FILE_NAME) != before and not opens(locked, RECOVERY)
    assert babies(on.store) == {"Mia", "Noah"}
    on = dialog_on(locked, "forgotten")
    on.next(OTHER, OTHER)
    assert on.page == "done" and opens(locked, OTHER)
    on = dialog_on(locked, "remove")
    on.next(OTHER)
    assert on.page == "done" and id_in(locked / FILE_NAME) is None and babies(on.store) == {"Mia", "Noah"}


def test_a_full_disk_is_told_and_the_studio_goes_on_as_it_was(
    plain: Path, dialog_on: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = dialog_on(plain, "set")
    on.next(WORDS, WORDS)
    on.next()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("massage_studio.safekeeping.key_change.write_whole", full)
    assert "disk is full" in on.next(on.dialog._recovery_key)
    assert on.page == "typed" and id_in(plain / FILE_NAME) is None and babies(on.store) == {"Mia", "Noah"}


def test_while_it_is_written_the_dialog_cannot_be_left(plain: Path, dialog_on: Any) -> None:
    on = dialog_on(plain, "set")
    on.dialog._busy(True)
    on.dialog.reject()
    assert on.dialog.isVisible()
    on.dialog._busy(False)
    on.dialog.reject()
    assert not on.dialog.isVisible()


def test_caps_lock_is_told_by_what_a_key_writes_and_what_is_typed_can_be_shown(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.show()
    cases = (
        ("a", False, False),
        ("A", True, False),
        ("A", False, True),
        ("a", True, True),
        ("7", True, True),
    )
    for letter, shift, told in cases:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Press, field.edit, Qt.Key(ord(letter.upper())), letter, held)
        assert field.caps_label.isVisible() == told, (letter, shift)
    assert "A" not in field.edit.displayText()
    field.show_button.click()
    assert field.edit.displayText() == "aAAa7"
    field.forget()
    assert field.text() == "" and not field.show_button.isChecked()


@dataclass
class Window:
    """The whole program on one studio."""

    program: Program
    messages: RecordingMessages

    def open(self, folder: Path) -> Window:
        self.program.open(folder)
        self.settle()
        return self

    def settle(self) -> None:
        settle(self.program.context.tasks)

    def type(self, panel: UnlockPanel, text: str) -> None:
        panel.ui.passphrase_field.edit.setText(text)
        panel.ui.unlock_button.click()
        self.settle()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.program.window, key, held)
        self.settle()

    @property
    def lock_panel(self) -> UnlockPanel:
        panel = self.program.window_lock.panel
        assert panel is not None
        return panel

    @property
    def is_locked(self) -> bool:
        return self.program.window_lock.locked


@pytest.fixture
def window(program: Program, messages: RecordingMessages, qtbot: QtBot) -> Window:
    with qtbot.waitActive(program.window.window()):
        program.window.window().activateWindow()
    return Window(program, messages)


def names_shown() -> list[str]:
    return [words for words in readable() if re.search(r"\b(Mia|Noah)\b", words)]


def test_a_studio_asks_at_the_start_and_the_recovery_key_leads_to_another_passphrase(
    locked: Path, window: Window
) -> None:
    main = window.open(locked).program.window
    panel = main.unlock_panel
    assert panel is not None and panel.isVisible() and not window.program.failed
    assert not main.nav["today"].isEnabled() and not names_shown()
    window.type(panel, "guessed it")
    assert "not the passphrase" in panel.ui.error_label.text() and panel.isVisible()
    for _ in range(2):
        window.type(panel, "guessed it")
    assert "in one second" in panel.ui.error_label.text() and not panel.ui.unlock_button.isEnabled()
    assert tries_file(locked / FILE_NAME).exists()
    panel._count()
    panel.ui.recovery_button.click()
    assert "eight groups" in panel.ui.help_label.text() and panel.ui.restore_button.isVisible()
    tries_file(locked / FILE_NAME).unlink()
    from massage_studio.safekeeping import unlocking

    unlocking._tries.clear()
    window.type(panel, grouped(RECOVERY))
    window.settle()
    assert main.nav["today"].isEnabled() and names_shown()
    dialog = window.messages.dialog
    assert isinstance(dialog, PassphraseDialog) and dialog.ui.choose_page.isVisible()
    dialog.reject()


def test_what_this_computer_remembers_opens_without_asking(
    locked: Path, window: Window, system: Kept
) -> None:
    key_id = id_in(locked / FILE_NAME)
    assert key_id is not None
    main = window.open(locked).program.window
    panel = main.unlock_panel
    assert panel is not None and panel.ui.remember_check.isVisible()
    panel.ui.remember_check.setChecked(True)
    window.type(panel, WORDS)
    assert remembered.is_remembered(key_id) and len(system.known) == 1
    let_go(key_id)
    assert remembered.recall(key_id) is not None
    system.gone = True
    assert remembered.recall(key_id) is None and not is_held(key_id), "it asks again then"
    system.gone = False
    remembered.forget(key_id)
    assert not system.known and remembered.recall(key_id) is None


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)
def test_shift_f9_blanks_the_window_and_the_passphrase_brings_back_the_same_place(
    locked: Path, window: Window
) -> None:
    main = window.open(locked).program.window
    assert main.unlock_panel is not None
    window.type(main.unlock_panel, WORDS)
    main.go("families")
    window.settle()
    assert names_shown()
    waiting = QDialog(main)
    waiting.setWindowTitle("Mia")
    field = QLineEdit("Mia", waiting)
    window.program.context.messages.open_dialog(waiting)
    QTest.qWait(50)
    field.setFocus()
    window.key(Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert window.is_locked and not names_shown() and not waiting.isVisible()
    frame = main.window().windowHandle()
    for key in (Qt.Key.Key_F9, Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_2):
        for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(frame, key, held)
            window.settle()
    assert window.is_locked and not names_shown()
    window.type(window.lock_panel, "guessed it")
    assert window.is_locked and "not the passphrase" in window.lock_panel.ui.error_label.text()
    window.type(window.lock_panel, WORDS)
    assert not window.is_locked and names_shown() and waiting.isVisible()
    assert main.stack.currentWidget() is main.page("families")
    assert not window.program.context.privacy.drawn
    waiting.reject()
    # Who has forgotten it types what is on the paper, and is asked for another.
    window.key(Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    window.type(window.lock_panel, grouped(RECOVERY))
    assert not window.is_locked and isinstance(window.messages.dialog, PassphraseDialog)
    window.messages.dialog.reject()


def test_in_a_class_left_alone_only_lifting_the_curtain_asks_and_the_class_goes_on(
    locked: Path, window: Window
) -> None:
    main, store, key = in_running_class(locked, window)
    privacy = window.program.context.privacy
    window.program.idle_curtain._used -= 3600
    window.program.idle_curtain.timer.timeout.emit()
    assert privacy.drawn and not window.is_locked and main.stack.currentWidget() is main.page("class_room")
    window.key(Qt.Key.Key_F9)
    assert window.is_locked and privacy.drawn
    assert "class counts on" in window.lock_panel.ui.what_label.text()
    dyad = dyad_of(store, key)
    window.program.context.tasks.write(
        lambda session: cues.record(
            session, action_id=new_id(), session_id=key, dyads=(dyad,), kind="cue", code="smiles", now=NOW
        )
    )
    window.settle()
    assert window.is_locked, "what is noted meanwhile is written"
    window.lock_panel.ui.leave_button.click()
    window.settle()
    assert not window.is_locked and privacy.drawn and privacy.held
    main.go("families")
    window.settle()
    assert window.is_locked, "who leaves the class must know the passphrase"
    window.type(window.lock_panel, WORDS)
    assert not privacy.drawn and not privacy.held and main.stack.currentWidget() is main.page("families")


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)
def test_a_lock_hides_what_may_stand_beside_a_drawn_curtain_and_what_opens_late(
    locked: Path, window: Window
) -> None:
    in_running_class(locked, window)
    privacy = window.program.context.privacy
    privacy.draw(True)
    early = opened_dialog(window)
    assert names_shown(), "parents may see it, so it is there behind the curtain too"
    window.program.window_lock.lock()
    window.settle()
    opened_dialog(window)
    assert window.is_locked and not names_shown()
    window.type(window.lock_panel, WORDS)
    assert not window.is_locked and early.isVisible() and privacy.drawn
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()


def in_running_class(locked: Path, window: Window) -> Any:
    """Unlock the studio and turn to the class that runs; return the window, the store and the class."""
    main = window.open(locked).program.window
    assert main.unlock_panel is not None
    window.type(main.unlock_panel, WORDS)
    store = window.program.context.tasks._store
    with store.read() as session:
        from massage_studio.bookings.class_queries import sessions

        key = next(row.id for row in sessions(session) if row.status == "running")
    main.go("class_room", key)
    window.settle()
    return main, store, key


def opened_dialog(window: Window) -> QDialog:
    """A dialog with a name in it over the page, with the keys in it."""
    dialog = QDialog(window.program.window)
    field = QLineEdit("Mia", dialog)
    window.program.context.messages.open_dialog(dialog)
    QTest.qWait(50)
    field.setFocus()
    QTest.qWait(20)
    return dialog


def dyad_of(store: Store, session_id: Any) -> Any:
    from massage_studio.cues.queries import class_room

    with store.read() as session:
        return class_room(session, session_id=session_id).register.rows[0].baby.id, None


def test_left_alone_elsewhere_and_with_the_screen_the_window_is_locked(locked: Path, window: Window) -> None:
    main = window.open(locked).program.window
    assert main.unlock_panel is not None
    window.type(main.unlock_panel, WORDS)
    window.program.idle_curtain._used -= 3600
    window.program.idle_curtain.timer.timeout.emit()
    assert window.is_locked
    window.type(window.lock_panel, WORDS)
    screen = window.program.window_lock._screen
    assert screen is not None and not window.is_locked
    for told, locks in ((False, False), (True, True)):
        screen.change(told)
        assert window.is_locked == locks
    window.type(window.lock_panel, WORDS)
    screen.change(True)
    assert not window.is_locked, "it was told of that already"


def test_a_passphrase_that_was_set_just_now_locks_at_once(plain: Path, window: Window) -> None:
    window.open(plain)
    tasks, told = window.program.context.tasks, list[bytes]()
    assert window.program.window_lock._screen is None
    tasks.replace_files(
        lambda folder: encrypt(folder, passphrase=WORDS, recovery_key=RECOVERY).id, told.append
    )
    window.settle()
    screen = window.program.window_lock._screen
    assert told == [id_in(plain / FILE_NAME)] and screen is not None
    screen.change(True)
    assert window.is_locked
    window.type(window.lock_panel, WORDS)
    assert not window.is_locked


def test_a_plain_studio_says_how_it_could_be_locked(plain: Path, window: Window) -> None:
    window.open(plain)
    window.key(Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert not window.is_locked
    assert "set a passphrase" in window.program.window.toast.words()
    window.program.idle_curtain._used -= 3600
    window.program.idle_curtain.timer.timeout.emit()
    assert window.program.context.privacy.drawn and not window.program.context.privacy.held


@pytest.mark.parametrize("typed", [WORDS, RECOVERY], ids=["passphrase", "recovery key"])
def test_a_backup_with_another_passphrase_is_restored_once_that_or_its_recovery_key_is_typed(
    locked: Path, window: Window, tmp_path: Path, typed: str
) -> None:
    from massage_studio.safekeeping.unlocking import unlock

    unlock(locked / FILE_NAME, WORDS, now=NOW)
    made = backup(locked, target=tmp_path / "stick.db", now=NOW)
    let_go(id_in(made) or b"")
    new = tmp_path / "new laptop"
    main = window.open(new).program.window
    window.program._restore(made)
    window.settle()
    dialog = window.messages.dialog
    assert dialog.isVisible() and "had when the backup was made" in dialog.panel.ui.what_label.text()
    window.type(dialog.panel, typed)
    window.settle()
    assert names_shown() and main.nav["today"].isEnabled()
    assert id_in(new / FILE_NAME) == id_in(made)
    offered = [one for one in window.messages.dialogs if isinstance(one, PassphraseDialog)]
    assert bool(offered) == (typed == RECOVERY)
    for one in offered:
        one.reject()


@pytest.mark.parametrize(
    ("level", "flags", "locked"), [(1, 0, True), (1, 1, False), (1, -1, False), (2, 0, False)]
)
def test_what_windows_says_of_a_session_is_read_as_its_header_has_it(
    level: int, flags: int, locked: bool
) -> None:
    assert is_locked_session(struct.pack("<I4xIIi", level, 3, 0, flags)) == locked


def test_return_goes_one_page_on_so_that_nobody_misses_the_recovery_key(plain: Path, dialog_on: Any) -> None:
    one = dialog_on(plain, "set")
    one.dialog.ui.first_field.edit.setText(WORDS)
    one.dialog.ui.second_field.edit.setText(WORDS)
    QTest.keyClick(one.dialog.ui.second_field.edit, Qt.Key.Key_Return)
    assert one.page == "paper"
    assert cut_words(one.dialog) == []
