"""A child process of test_kill: the real program, whose class room is pressed as fast as it can be.

Arguments: the studio's folder, the class. Prints "resumed <notes>" once the class room shows the class, then
"saved <note>" for each note that it shows beside the word Saved. Runs until it is killed.
"""

import sys
from itertools import cycle
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

import massage_studio.gui  # noqa: F401
from massage_studio.app import Program, dress, make_application
from massage_studio.gui.context import Context
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.frame import Frame
from massage_studio.gui.tasks import Tasks


def say(*words: object) -> None:
    """Write one line to whoever started this process, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Presser:
    """Presses one key after the other, each after the one before was shown as saved."""

    def __init__(self, program: Program, session_id: UUID) -> None:
        self.program, self.session_id = program, session_id
        self.keys = cycle("1ra2tz.3es1tp2rx0so.")
        self.page: CuesPage | None = None
        self.shown: set[UUID] = set()
        self.timer = QTimer(interval=4)
        self.timer.timeout.connect(self.step)
        self.timer.start()

    def step(self) -> None:
        """Open the class when the studio is open, take the register, then press and look."""
        if self.page is None:
            if "today" in self.program.window._pages:
                self.program.window.go("class_room", self.session_id)
                page = self.program.window.page("class_room")
                assert isinstance(page, CuesPage)
                self.page = page
            return
        room = self.page._room
        if room is None:
            return
        if not self.shown:
            say("resumed", len(room.view.notes))
            self.shown = {self.session_id, *(note.id for note in room.view.notes)}
        if self.page.ui.saved_label.text().startswith("Saved"):
            for note in room.view.notes:
                if note.id not in self.shown:
                    self.shown.add(note.id)
                    say("saved", note.id)
        if self.page.ui.register_button.isChecked():
            for key in "123":
                QTest.keyClick(self.page, key)
            QTest.keyClick(self.page, "\r")
        else:
            QTest.keyClick(self.page, next(self.keys))


if __name__ == "__main__":
    application = make_application()
    dress(application)
    frame = Frame()
    program = Program(frame, Context(Tasks()))
    frame.show()
    program.open(Path(sys.argv[1]))
    presser = Presser(program, UUID(sys.argv[2]))
    application.exec()
