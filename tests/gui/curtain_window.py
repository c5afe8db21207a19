"""A child process of test_curtain_walk: the real program on a studio, as it comes up and after one deed.

Arguments: the studio's folder, a folder for what this computer keeps, what to do, and the key of a class.
What is done is to "lift" the curtain by its key, to open that "class", or to "walk" through all pages.
Prints a line of JSON with whether the curtain is drawn, what can be read as the program comes up, and what
the walk found; then waits.
"""

import json
import sys
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest

import massage_studio.gui  # noqa: F401
from massage_studio.app import Program, dress, make_application
from massage_studio.gui import theme
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from tests.gui.curtain_walk import NOW, Walk
from tests.gui.readable import readable
from tests.gui.settling import settle


def main(folder: Path, kept: Path, deed: str, session_id: UUID) -> None:
    """Open the studio, do the deed and say what is seen."""
    application = make_application()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(kept))
    frame = Frame()
    dress(application)
    program = Program(frame, Context(Tasks(), clock=lambda: NOW))
    frame.show()
    frame.activateWindow()
    program.open(folder)

    def tell() -> None:
        window = program.window
        if not window.made_pages:
            return
        timer.stop()
        settle(program.context.tasks)
        came_up = readable()
        if deed == "lift":
            QTest.keyClick(window, Qt.Key.Key_F9)
        elif deed == "class":
            window.go("class_room", session_id)
        settle(program.context.tasks)
        found = []
        if deed == "walk":
            theme.apply(application, "dark")
            found = Walk(open_studio(folder), window).betrayed()
        seen = {"drawn": program.context.privacy.drawn, "words": came_up, "found": found}
        sys.stdout.write(json.dumps(seen) + "\n")
        sys.stdout.flush()

    timer = QTimer(interval=20)
    timer.timeout.connect(tell)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], UUID(sys.argv[4]))
