"""The composition root: paths, the window, the worker, the store. The only file that knows everyone."""

import gc
import os
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from massage_studio import paths
from massage_studio.errors import KnownError, LockedError
from massage_studio.language import translate

# The first page is filled by then; whoever pressed something meanwhile is served before.
_LOOK_AFTER_MS = 500
_THROWAWAY = "massage-studio-demo-"
# As store/engine.py has it, which is not imported before the first paint.
_FILE = "studio.db"
# What a studio is opened with, the first of them first.
OPENING = (
    "massage_studio.store.lean_sqlalchemy",
    "massage_studio.safekeeping.restore",
    "massage_studio.store.opening",
    "massage_studio.store.profile",
)

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication

    from massage_studio.gui.context import Context
    from massage_studio.gui.frame import Frame
    from massage_studio.safekeeping.check import Health
    from massage_studio.safekeeping.restore import Restored
    from massage_studio.store.engine import Store
    from massage_studio.store.profile_view import Profile


class Program:
    """The window on one studio at a time; `failed` tells that there was one that it could not open.

    The frame is shown first; SQLAlchemy, Alembic and the rooms are imported afterwards, in the worker.
    """

    def __init__(self, frame: "Frame", context: "Context") -> None:
        from PySide6.QtCore import QTimer

        from massage_studio.fault_reports import FaultReporter
        from massage_studio.gui.idle_curtain import IdleCurtain
        from massage_studio.gui.main_window import MainWindow
        from massage_studio.gui.safekeeping.window_lock import WindowLock

        self.context = context
        self.window = MainWindow(context)
        self.idle_curtain = IdleCurtain(context.privacy, self.window)
        self.window_lock = WindowLock(context, frame, self.window)
        self.window_lock.refused.connect(self._tell_no_lock)
        self.idle_curtain.left_alone.connect(self.window_lock.leave_alone)
        self.window.turned.connect(self.window_lock.turn)
        frame.setCentralWidget(self.window)
        frame.closing.connect(self.close)
        self.window.demo_wanted.connect(self.open_demo)
        self.window.closing.connect(frame.close)
        self.window.restore_wanted.connect(self._choose_backup)
        self.window.open_wanted.connect(self._open_again)
        self.window.look_wanted.connect(self._open_to_look)
        self.window.turned.connect(self._keep_class)
        context.backups.restore_wanted.connect(self._choose_backup)
        context.backups.place_wanted.connect(self._choose_place)
        self.window.unlocked.connect(self._open_unlocked)
        context.tasks.replacing.connect(self._make_way)
        context.tasks.replaced.connect(context.backups.resume)
        context.tasks.changed.connect(self._follow_profile)
        self._lock: QLockFile | None = None
        self._folder = Path()
        self._by_paper = False
        self._to_tell: KnownError | str = ""
        self._throwaway: Path | None = None
        self.check_timer = QTimer(self.window, interval=_LOOK_AFTER_MS, singleShot=True)
        self.check_timer.timeout.connect(self._look_at_studio)
        self._check_stopped = Event()
        self._closing = False
        self.failed = False
        # By a signal, for a fault in another thread is told in the window's own.
        self.faults = FaultReporter(self.window.fault_found.emit)
        self.window.fault_found.connect(self._tell_not_opened)
        # Whether a studio is in view, or at least why there is none.
        self._in_view = False

    def open(self, folder: Path, *, take_over: bool = False) -> None:
        """Open the studio in `folder` and show today, or the first-run page where it has no name yet.

        `take_over` opens one that another computer has left open, too.
        """
        self._folder = folder
        self._in_view = False
        self.window.set_status("")
        if self._has_lock(take_over=take_over):
            from massage_studio.gui import interrupted

            left = interrupted.left_open(folder)
            self.context.tasks.run(lambda: _opened(folder, left), self._use, self._refuse)

    def _has_lock(self, *, take_over: bool = False) -> bool:
        """Take the lock on the studio where it is not held yet, and say so where it cannot be had."""
        from massage_studio.gui.safekeeping.lock import take_lock

        try:
            if self._lock is None:
                self._lock = take_lock(self._folder, take_over=take_over)
        except KnownError as error:
            self._refuse(error)
            return False
        return True

    def open_demo(self) -> None:
        """Open a throwaway demo studio, gone when the program ends."""
        self.window.set_status(translate("MainWindow", "Making the demo studio"))
        today = self.context.today()
        self.context.tasks.run(lambda: _demo(today), self._show_demo, self.window.tell)

    def close(self) -> None:
        """Finish what is being written, back up what has changed, and let go of the studio."""
        from massage_studio.gui import interrupted

        if self._closing:
            # Closed once more while the last backup is made.
            return
        self._closing = True
        if self._lock is not None:
            interrupted.keep(self._folder, None)
        self._end_check()
        self.context.backups.pause()
        self.context.tasks.close()
        if self.context.profile.named and self.context.backups.may_lack_a_backup:
            self.window.set_status(translate("MainWindow", "Backing up, then closing"))
            self.window.setEnabled(False)
            self.context.backups.leave()
        self.context.backups.end()
        self.faults.close()
        self._unlock()
        if self._throwaway is not None:
            import shutil

            shutil.rmtree(self._throwaway, ignore_errors=True)
            self._throwaway = None

    def _look_no_more(self) -> None:
        """End what looks after the studio, for it makes way for another."""
        self._end_check()
        self.context.backups.end()

    def _make_way(self) -> None:
        """End what only looks at the studio's files, which are written anew; then it is backed up again."""
        self._end_check()
        self.context.backups.pause()

    def _end_check(self) -> None:
        self.check_timer.stop()
        self._check_stopped.set()

    def _show_demo(self, folder: Path) -> None:
        self._look_no_more()
        self.window.forget_pages()
        self._unlock()
        self._throwaway = folder
        self.open(folder)
        self.window.set_status(translate("MainWindow", "Demo studio: nothing here is real or kept"))

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _tell_not_opened(self, _report: str) -> None:
        """Show why there is no page where the program met a fault before there was one."""
        if self._in_view or self._closing or self._lock is None:
            return
        self.window.set_status("")
        self._refuse(
            KnownError(
                "The program met a fault while it opened the studio. Nothing that you wrote is lost.",
                "Try again. If that does not help, install the newest version, or send the report to the "
                "makers.",
            )
        )
        self.faults.use(self._folder)

    def _refuse(self, error: KnownError) -> None:
        self._in_view = True
        if isinstance(error, LockedError):
            self.window.ask_passphrase(self._folder / _FILE)
            self._tell_now()
            return
        self.failed = True
        self.window.tell_closed(error, self._folder)
        self._tell_now()

    def _use(self, opened: "tuple[Store, Profile, UUID | None]") -> None:
        """Show today, or behind the curtain the class that a crash broke off: parents are in that room."""
        store, self.context.profile, left = opened
        self.failed, self._in_view = False, True
        self.context.tasks.use(store)
        report = self.faults.use(self._folder)
        self.window_lock.use(store.folder / _FILE)
        if left is not None:
            self.context.privacy.draw(True)
            self.window.go("class_room", left)
        else:
            self.window.go("today" if self.context.profile.named else "first_run")
        self._tell_now()
        if report:
            self.window.tell_fault(
                report,
                translate(
                    "MainWindow",
                    "The program ended by a fault last time. All that was shown as saved is safe.",
                ),
            )
        if not store.writable:
            self.window.set_status(translate("MainWindow", "Only to look at: nothing can be saved"))
            return
        if self._throwaway is None:
            self.context.backups.begin(self._folder)
        self.check_timer.start()
        if self._by_paper:
            self._by_paper = False
            self._choose_passphrase()

    def _keep_class(self, name: str, key: object) -> None:
        """Keep which class is in view."""
        from massage_studio.gui import interrupted

        interrupted.keep(self._folder, key if name == "class_room" and isinstance(key, UUID) else None)

    def _tell_now(self) -> None:
        """Say how a restore went, now that something is in view again."""
        told, self._to_tell = self._to_tell, ""
        if isinstance(told, KnownError):
            self.window.tell(told)
        elif told:
            self.window.say(told)

    def _look_at_studio(self) -> None:
        """Look whether the studio that is open is whole, beside all that is read and written meanwhile."""
        from massage_studio.safekeeping.check import check

        folder, stopped = self._folder, Event()
        self._check_stopped = stopped
        self.context.backups.begin_to_tell()

        def whole(_: "Health") -> None:
            """Say nothing of a studio that is as it should be; what is backed up has been looked at."""
            if not stopped.is_set():
                self._warn_of_folder()
                if self.context.profile.named:
                    self.context.backups.look()

        def not_whole(error: KnownError) -> None:
            if not stopped.is_set():
                self.window.tell(error)

        self.context.tasks.check(lambda: check(folder, stopped=stopped.is_set), whole, not_whole)

    def _warn_of_folder(self) -> None:
        """Say once what is risky about the studio's folder, or that there is a second studio in it."""
        from massage_studio.gui import folder_risk

        second, risk = folder_risk.second_studio(self._folder), folder_risk.told(self._folder)
        if not (second or risk) or folder_risk.was_said(self._folder, second or risk):
            return
        if second:
            self.window.warn(second, translate("MainWindow", "Look at both…"), self._choose_backup)
        else:
            self.window.warn(risk, translate("MainWindow", "What to do…"), lambda: self.window.go("settings"))

    def _open_unlocked(self, by_paper: bool) -> None:
        self._by_paper = by_paper
        self.open(self._folder)

    def _choose_passphrase(self) -> None:
        """Offer another passphrase to somebody who has lost hers and typed the recovery key."""
        from massage_studio.gui.safekeeping.passphrase_dialog import PassphraseDialog

        self.context.messages.open_dialog(PassphraseDialog(self.context, "forgotten", self.window))

    def _tell_no_lock(self) -> None:
        if self.window.nav["settings"].isEnabled():
            self.window.say(
                translate("MainWindow", "To lock the window, set a passphrase first: Settings, Passphrase.")
            )

    def _open_again(self, take_over: bool) -> None:
        self.open(self._folder, take_over=take_over)

    def _open_to_look(self) -> None:
        """Open a studio whose disk takes nothing, not even a lock, so that it can be read."""
        folder = self._folder
        self.context.tasks.run(lambda: _opened(folder, None, to_read=True), self._use, self._refuse)

    def _choose_backup(self) -> None:
        from massage_studio.gui.safekeeping.restore_dialog import RestoreDialog

        damaged = self.window.is_damaged
        dialog = RestoreDialog(self.context, self._folder, damaged, self.window)
        dialog.chosen.connect(self._restore)
        self.context.messages.open_dialog(dialog)

    def _choose_place(self) -> None:
        from massage_studio.gui.safekeeping.place_dialog import PlaceDialog

        dialog = PlaceDialog(self.context, self._folder, self.window)
        dialog.accepted.connect(self.context.backups.changed)
        self.context.messages.open_dialog(dialog)

    def _restore(self, chosen: Path) -> None:
        from massage_studio.safekeeping.restore import mend, restore
        from massage_studio.store.engine import FILE_NAME

        folder, now = self._folder, self.context.clock()
        itself = chosen == folder / FILE_NAME
        work = partial(mend, folder, now=now) if itself else partial(restore, folder, chosen, now=now)
        if not self._has_lock():
            return
        self._look_no_more()
        self._in_view = False
        self.window.forget_pages()
        self.window.set_status(translate("MainWindow", "Restoring the backup"))
        self.context.tasks.let_go()
        self.context.tasks.run(work, self._restored, partial(self._not_restored, chosen))

    def _restored(self, restored: "Restored") -> None:
        self.window.set_status("")
        self._to_tell = translate(
            "MainWindow", "The studio is restored. What was there before is kept in {place}."
        ).format(place=f"{restored.aside.parent.name}/{restored.aside.name}")
        self.open(self._folder)

    def _not_restored(self, chosen: Path, error: KnownError) -> None:
        self.window.set_status("")
        self._by_paper = False
        if isinstance(error, LockedError):
            self._unlock_backup(chosen)
            self.open(self._folder)
            return
        self._to_tell = error
        self.open(self._folder)

    def _unlock_backup(self, chosen: Path) -> None:
        """Ask for the passphrase of a backup, then restore it."""
        from massage_studio.gui.safekeeping.unlock_dialog import UnlockDialog

        dialog = UnlockDialog(self.context, chosen, self.window)
        dialog.unlocked.connect(partial(self._restore_unlocked, chosen))
        self.context.messages.open_dialog(dialog)

    def _restore_unlocked(self, chosen: Path, by_paper: bool) -> None:
        """Restore it, and offer another passphrase where only the recovery key was known."""
        self._by_paper = by_paper
        self._restore(chosen)

    def _follow_profile(self, changes: object) -> None:
        from massage_studio.store import profile
        from massage_studio.store.changes import Changes, Thing

        if isinstance(changes, Changes) and Thing.STUDIO in changes.things:
            self.context.tasks.read(profile.profile, self._take_profile)

    def _take_profile(self, profile: "Profile") -> None:
        self.context.profile = profile


def _opened(
    folder: Path, left: UUID | None, *, to_read: bool = False
) -> "tuple[Store, Profile, UUID | None]":
    """Open a studio on the worker, and import there what the first page asks and writes with.

    `left` is the class that was in view when the program ended and was not closed; it comes back if it runs.
    One that is only `to_read` is opened where nothing can be written.
    """
    from massage_studio.gui import pages
    from massage_studio.gui.garbage_collector import load

    load(*OPENING, *pages.asked_by("today"))
    from massage_studio.safekeeping.restore import finish
    from massage_studio.store.keys import id_in
    from massage_studio.store.opening import key_was_changing, open_studio, open_to_read
    from massage_studio.store.profile import profile

    if not to_read:
        finish(folder)
    if id_in(folder / _FILE) is not None or key_was_changing(folder):
        # Imported only here: a plain studio has nothing to do with keys.
        from massage_studio.safekeeping import key_change

        if not to_read:
            key_change.finish(folder)
        _recall(folder)
    # The check of the whole studio follows once the first page is in view.
    store = open_to_read(folder) if to_read else open_studio(folder, checked_later=True)
    with store.read() as session:
        found = profile(session)
        if left is not None:
            from massage_studio.bookings.class_queries import is_running

            left = left if is_running(session, session_id=left) else None
    return store, found, left


def _recall(folder: Path) -> None:
    """Take the key from the system's keyring where she wants this studio to open without asking."""
    from massage_studio.store.keys import hold, id_in, is_held

    key_id = id_in(folder / _FILE)
    if key_id is None or is_held(key_id):
        return
    from massage_studio.gui.safekeeping import remembered

    key = remembered.recall(key_id)
    if key is not None:
        hold(key)


def _demo(today: date) -> Path:
    import tempfile

    from massage_studio.demo import make_demo

    remove_abandoned(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_THROWAWAY))
    make_demo(folder, today=today)
    return folder


def remove_abandoned(temporary: Path) -> None:
    """Remove the throwaway studios whose windows ended without removing them, such as by a power cut."""
    import shutil

    from massage_studio.gui.safekeeping.lock import FILE, take_lock

    for folder in temporary.glob(f"{_THROWAWAY}*"):
        # Without a lock it is being made by another window just now.
        if not (folder / FILE).exists():
            continue
        try:
            lock = take_lock(folder)
        except KnownError:
            continue
        lock.unlock()
        shutil.rmtree(folder, ignore_errors=True)


def make_application() -> "QApplication":
    """Return the application in its own look and language."""
    # The first import is there for its guards against two faults of PySide6, before anything else of it.
    import massage_studio.gui  # noqa: F401, I001
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QApplication.setApplicationName("Massage Studio")
        QApplication.setOrganizationName("Massage Studio")
        QApplication.setDesktopFileName("massage-studio")
        application = QApplication(sys.argv[:1])
    return application


def dress(application: "QApplication") -> None:
    """Give the application its look and its language."""
    from PySide6.QtCore import QLocale

    from massage_studio.gui import icons, system_font, theme, translations
    from massage_studio.gui.settings import look

    if QLocale.system().language() == QLocale.Language.C:
        # A system without a language: British English is what the texts are written in.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    translations.install(application)
    system_font.settle(application)
    application.setWindowIcon(icons.application_icon())
    theme.apply(application, look.chosen())


def run_window(data: Path | None, demo: bool) -> int:
    """Show the window until it is closed and return the exit code: 1 where a studio could not be opened.

    The frame is painted first; what fills it is imported and made afterwards.
    """
    # What is imported stays, so there is nothing to collect; the window sees to that once it is there.
    gc.disable()
    application = make_application()
    from massage_studio.gui.frame import Frame

    frame = Frame()
    programs: list[Program] = []

    def fill() -> None:
        from massage_studio.fault_reports import FaultReporter

        FaultReporter(frame.tell_fault).install()
        from massage_studio.gui.context import Context
        from massage_studio.gui.tasks import Tasks

        dress(application)
        program = Program(frame, Context(Tasks()))
        programs.append(program)
        program.faults.install()
        if demo:
            program.open_demo()
        else:
            program.open(data or paths.studio_folder())

    frame.painted.connect(fill)
    frame.show()
    code = application.exec()
    return code or int(not programs or any(program.failed for program in programs))


def run_restore(folder: Path, chosen: Path, *, take_over: bool) -> "Restored":
    """Restore a backup as the studio in `folder`, which no window may have open meanwhile."""
    from massage_studio.gui.safekeeping.lock import take_lock
    from massage_studio.safekeeping import key_change
    from massage_studio.safekeeping.restore import mend, refuse_unusable, restore
    from massage_studio.store.engine import FILE_NAME
    from massage_studio.store.opening import open_studio

    # The studio's own file stands for what is left of it, as the list of backups of a damaged one has it.
    itself = chosen.is_file() and (folder / FILE_NAME).is_file() and chosen.samefile(folder / FILE_NAME)
    if not itself:
        refuse_unusable(folder, chosen)
    lock = take_lock(folder, take_over=take_over)
    try:
        key_change.finish(folder)
        now = datetime.now(UTC)
        restored = mend(folder, now=now) if itself else restore(folder, chosen, now=now)
        # Brought up to date where the backup is from an earlier version.
        open_studio(folder).close()
    finally:
        lock.unlock()
    return restored


def run_tour(out: Path) -> str:
    """Walk through the main job on a demo studio, fill `out` with pictures and papers, and list them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    dress(application)
    from massage_studio.gui.tour.walk import walk

    seen = walk(application, out)
    return "\n".join([*map(str, seen.pictures), *map(str, seen.papers)])
