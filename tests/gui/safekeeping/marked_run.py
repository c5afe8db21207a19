"""Runs the program in a process and a home of its own on a studio that is marked, and ends it in some way."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from sqlalchemy import text

from massage_studio import app
from massage_studio.cues import drafts_service
from massage_studio.cues.views import DraftView
from massage_studio.errors import BugError, KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
from massage_studio.gui.printing import Printing
from massage_studio.gui.tasks import Tasks
from massage_studio.safekeeping import keys
from massage_studio.safekeeping.automatic import back_up_now, choose_place
from massage_studio.safekeeping.key_change import encrypt, encrypt_copies
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import restore
from massage_studio.store.opening import open_studio
from tests.gui.curtain_walk import NOW, Walk
from tests.gui.fakes import RecordingMessages
from tests.gui.marked_studio import MARKER
from tests.gui.settling import settle
from tests.studio_fixtures import CHEAP

WORDS = "warm hands, quiet hall"
NAME = f"{MARKER}name"
HERS = "hers"
"""The folder for what she saves herself, which is hers to keep from others."""


class Willing(RecordingMessages):
    """Says yes to every question, such as whether to leave what was typed, and reads what it is told."""

    def ask(self, *_: object) -> bool:
        return True

    def tell(self, *_: object) -> None:
        """Read it."""


class FilePrinter(Printing):
    """Prints into a file, by all that Qt does for a printer."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def choose(self, parent: QWidget) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._file))
        return printer


class Run:
    """The program on the studio, and what is done in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder, self.hers = home, home / "studio", home / HERS
        self.hers.mkdir()
        (home / "stick").mkdir()
        self.messages = Willing()
        self.frame = Frame()
        self.context = Context(
            Tasks(), self.messages, FilePrinter(self.hers / "printed.pdf"), clock=lambda: NOW
        )
        self.program = app.Program(self.frame, self.context)
        self.program.faults.install()
        store = open_studio(self.folder)
        Walk(store, self.program.window).fill()
        store.close()
        choose_place(self.folder, home / "stick", now=NOW)
        encrypt_copies(self.folder, encrypt(self.folder, passphrase=WORDS, recovery_key=new_recovery_key()))
        back_up_now(self.folder, now=NOW)
        self.frame.show()
        self.program.open(self.folder)
        settle(self.context.tasks)
        self.on = Walk(self.context.tasks._store, self.program.window)

    def look_at_everything(self) -> None:
        """Go through the pages, with words begun in each field, through Find and all dialogs."""
        for name in self.on.pages():
            self.on.go(name)
            type_everywhere(self.program.window.stack.currentWidget())
            self.on.settle()
        self.context.privacy.draw(False)
        self.on.go("families")
        self.program.window.open_find()
        self.on.settle()
        for field in self.program.window.find_overlay.findChildren(QLineEdit):  # type: ignore[union-attr]
            QTest.keyClicks(field, NAME)
        self.on.settle()
        self.program.window.find_overlay.leave()  # type: ignore[union-attr]
        for dialog in self.on.dialogs():
            type_everywhere(dialog)
        self.on.settle()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog):
                dialog.reject()
        draft = DraftView("note", "", f"{NAME} half typed", "private")
        self.context.tasks.write(
            partial(drafts_service.keep, session_id=self.on.klass.id, draft=draft, now=NOW)
        )
        self.on.settle()

    def let_out(self) -> None:
        """Print, export and copy, and import what cannot be read."""
        self.on.go("handouts")
        page: Any = self.program.window.page("handouts")
        self.on.settle()
        page.handing_out.print_papers(page.chosen())
        self.on.settle()
        self.messages.expect("file_to_save", self.hers / "exported.pdf")
        page.handing_out.export_papers(page.chosen(), in_one=False)
        self.on.settle()
        self.on.go("letters")
        letters: Any = self.program.window.page("letters")
        letters.copy_letter()
        QGuiApplication.clipboard().setText("something else")
        bad = self.hers / f"{NAME}.csv"
        bad.write_bytes(f'"{NAME},{NAME}@example.org\n\x00\xff'.encode("utf-16-le"))
        self.messages.expect("file_to_open", bad)
        self.on.go("import")
        importing: Any = self.program.window.page("import")
        importing.ui.file_button.click()
        self.on.settle()

    def fail_everywhere(self) -> None:
        """Let words about somebody stand in each kind of failure, and in SQL that the database refuses."""
        self.program.window.tell(KnownError(f"{NAME} could not be saved.", "Try again."))

        def fail(*_: object) -> None:
            raise BugError(f"{NAME} has no carer")

        def refuse(session: Any) -> Any:
            session.execute(text("INSERT INTO carer (id, given_name) VALUES (:name, :name)"), {"name": NAME})

        def refuse_in_driver(session: Any) -> Any:
            raw = session.connection().connection.dbapi_connection
            raw.execute(f"INSERT INTO {NAME} VALUES ('{NAME}')")

        QTimer.singleShot(0, fail)
        self.context.tasks.run(fail, fail)
        self.context.tasks.make(fail, fail)
        self.context.tasks.check(fail, fail)
        for verb in (refuse, refuse_in_driver):
            self.context.tasks.write(verb)
        thread = threading.Thread(target=fail, name=NAME)
        thread.start()
        thread.join()

        class Named:
            def __del__(self) -> None:
                fail()

        named = Named()
        del named
        QTest.qWait(50)
        self.on.settle()

    def go_back(self) -> None:
        """Back up, lock, and restore the backup."""
        made = back_up_now(self.folder, now=NOW)
        self.program.window_lock.lock()
        self.on.settle()
        self.program.window.forget_pages()
        self.context.tasks.let_go()
        self.context.tasks.run(lambda: restore(self.folder, made, now=NOW), self.program._restored)
        self.on.settle()

    def end(self, how: str) -> None:
        """Close the window, or end as a program ends that is killed or has a fault of its own."""
        if how == "close":
            self.frame.close()
            settle_no_more()
        self.on = Walk(self.context.tasks._store, self.program.window)
        self.on.go("families")
        if how == "kill":
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        import faulthandler

        faulthandler._sigsegv()  # type: ignore[attr-defined]


def settle_no_more() -> None:
    """End the process as it ends behind a window that was closed."""
    sys.stdout.flush()
    sys.exit(0)


def type_everywhere(page: QWidget) -> None:
    """Begin words in every field of a page."""
    fields: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit, QTextEdit)
    for kind in fields:
        for field in page.findChildren(kind):
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():  # type: ignore[attr-defined]
                type_into(field)


def type_into(field: Any) -> None:
    """Type a name, without the key that would send it off."""
    field.setFocus()
    QTest.keyClicks(field, NAME)


def main(home: Path, how: str) -> None:
    """Do all of it in this home."""
    keys.COST = CHEAP
    QLocale.setDefault(QLocale("en_GB"))
    application = app.make_application()
    app.dress(application)
    run = Run(home)
    steps: tuple[Callable[[], None], ...] = (
        run.look_at_everything,
        run.let_out,
        run.fail_everywhere,
        run.go_back,
    )
    for step in steps:
        step()
        sys.stdout.write(f"done {step.__name__}\n")
        sys.stdout.flush()
    run.end(how)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
