"""Starts the program as its icon does, in a process of its own, and tells when Today can be used."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.two_studios import TODAY

# In the morning of the day on which the demo studios are made.
NOW = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=9, minutes=30)

PROGRAM = """
import json, os, sys, time
from datetime import datetime
from pathlib import Path
from massage_studio import app, cli, paths

folder, rest_seconds, now = Path(sys.argv[1]), float(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
paths.studio_folder = lambda: folder


def watch():
    # Imported by the program itself by now, in its own time and way.
    from massage_studio.gui import context, frame
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
    from PySide6.QtGui import QKeyEvent

    class Watch(QObject):
        # Waits until Today has painted a class, presses Tab, and waits until what has the focus is painted.
        def __init__(self, window):
            super().__init__(window)
            self.window, self.painted = window, None
            self.looking = QTimer(self, interval=3)
            self.looking.timeout.connect(self.look)
            self.looking.start()
            self.beat = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
            self.beat.timeout.connect(self.count)
            self.longest = 0.0

        def look(self):
            for today in self.window.findChildren(QObject, "TodayPage"):
                if today.isVisible() and today.ui.title_label.text() and today.ui.title_label.isVisible():
                    self.looking.stop()
                    self.wait(today.ui.title_label, self.press)

        def wait(self, widget, then):
            self.widget, self.then = widget, then
            widget.installEventFilter(self)
            widget.update()

        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and watched is self.widget:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, self.then)
            return False

        def press(self):
            before = self.window.focusWidget()
            tab = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(before, tab)
            def answered():
                after = self.window.focusWidget()
                if after is before:
                    raise SystemExit("the key was not answered")
                self.wait(after, self.usable)
            QTimer.singleShot(0, self, answered)

        def usable(self):
            self.told = {"usable": time.time(), "resident": resident()}
            self.last = time.perf_counter()
            self.beat.start()
            QTimer.singleShot(int(rest_seconds * 1000), self, self.end)

        def count(self):
            now = time.perf_counter()
            self.longest = max(self.longest, (now - self.last) * 1000)
            self.last = now

        def end(self):
            print(json.dumps(self.told | {"rested": resident(), "stall": self.longest}), flush=True)
            os._exit(0)

    made, original = context.Context.__init__, frame.Frame.__init__
    context.Context.__init__ = lambda self, tasks: made(self, tasks, clock=lambda: now)
    def begin(self):
        original(self)
        self.watch = Watch(self)
    frame.Frame.__init__ = begin


def resident():
    # The memory that this process has in use now, in MB; on macOS the most that it ever had.
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes
        class Counters(ctypes.Structure):
            _fields_ = [("cb", wintypes.DWORD), ("faults", wintypes.DWORD)] + [
                (name, ctypes.c_size_t) for name in ("peak", "working", "a", "b", "c", "d", "e", "f")
            ]
        counters = Counters()
        counters.cb = ctypes.sizeof(counters)
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = [wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD]
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
        return counters.working / 1e6
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


make_application = app.make_application
def begin_watching():
    application = make_application()
    watch()
    return application
app.make_application = begin_watching
cli.main([])
"""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until Today could be used, MB then and after a rest, the longest stall of the rest in ms."""

    usable: float
    resident: float
    rested: float
    stall: float


def start(folder: Path, *, rest_seconds: float = 0.0) -> Start:
    """Start the program on one of the two studios, use Today, let it rest and end it."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), str(rest_seconds), NOW.isoformat()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return Start(told["usable"] - began, told["resident"], told["rested"], told["stall"])
