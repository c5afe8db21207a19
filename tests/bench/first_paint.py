"""Process start to first paint, the program against a bare PySide6 window; the last line is the ratio."""

import statistics
import subprocess
import sys
import time

TURNS = 11

PAINTED = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            watched.removeEventFilter(self)
            watched.repaint()
            print(time.time(), flush=True)
            os._exit(0)
        return False
"""

BARE = (
    PAINTED
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
filter = Painted()
window.installEventFilter(filter)
window.show()
application.exec()
"""
)

PROGRAM = """
from massage_studio import cli
from massage_studio.gui import frame
original = frame.Frame.__init__
def begin(self):
    original(self)
    self.filter = Painted()
    self.installEventFilter(self.filter)
frame.Frame.__init__ = begin
cli.main([])
"""


def timed(code: str) -> float:
    """Return the seconds from the start of a process until its window was painted."""
    start = time.time()
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(result.stdout.strip().splitlines()[-1]) - start


def main() -> None:
    """Take turns, so that both see the same machine."""
    program = PAINTED + PROGRAM
    timed(BARE)
    timed(program)
    bare, ours = [], []
    for _ in range(TURNS):
        bare.append(timed(BARE))
        ours.append(timed(program))
    print(f"bare {statistics.median(bare) * 1000:.0f} ms, program {statistics.median(ours) * 1000:.0f} ms")
    print(statistics.median(ours) / statistics.median(bare))


if __name__ == "__main__":
    main()
