"""A child process of test_privacy: the real program on a studio, told to press the curtain's key.

Arguments: the studio's folder, a folder for what this computer keeps, and the keys to press first ("F9" or
none). Prints one line of JSON with whether the curtain is drawn and all that can be read, then waits.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest

import massage_studio.gui  # noqa: F401
from massage_studio.app import Program, dress, make_application
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
from massage_studio.gui.tasks import Tasks
from tests.gui.readable import readable
from tests.gui.settling import settle


def main(folder: Path, kept: Path, keys: str) -> None:
    """Open the studio, press the keys and say what is seen."""
    application = make_application()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(kept))
    frame = Frame()
    dress(application)
    program = Program(frame, Context(Tasks()))
    frame.show()
    frame.activateWindow()
    program.open(folder)

    def tell() -> None:
        if not program.window.made_pages:
            return
        timer.stop()
        settle(program.context.tasks)
        if keys:
            QTest.keyClick(program.window, Qt.Key.Key_F9)
            settle(program.context.tasks)
        seen = {"drawn": program.context.privacy.drawn, "words": readable()}
        sys.stdout.write(json.dumps(seen) + "\n")
        sys.stdout.flush()

    timer = QTimer(interval=20)
    timer.timeout.connect(tell)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
