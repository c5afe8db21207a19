"""Reports of faults of the program: when, in which version and where in the code, and nothing of the data.

An exception's words may name a family, so no report has them, and nothing else prints them either.
"""

import faulthandler
import re
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from types import TracebackType
from typing import TextIO

from massage_studio import __version__

FOLDER = "reports"
_MOST = 10
_TRACE = "ended.txt"
_TRACE_LINE = re.compile(r'\s*File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)')


class FaultReporter:
    """Keeps a report of each exception that nobody handled, in whichever thread, and passes it to `tell`.

    `tell` is called in the thread of the fault. Where the process itself ends, the report is made at the
    next start.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._folder: Path | None = None
        self._trace: TextIO | None = None
        # Of the time before a studio was open.
        self._unkept: list[str] = []

    def install(self) -> None:
        """Take over what Python would print with the words of the exception."""
        sys.excepthook = self._report
        threading.excepthook = lambda end: self._report(end.exc_type, end.exc_value, end.exc_traceback)
        sys.unraisablehook = lambda end: self._report(end.exc_type, end.exc_value, end.exc_traceback)

    def use(self, studio_folder: Path) -> str:
        """Keep reports in a studio's folder from now on, those of before too, and return how it ended last.

        Empty where it ended as it should. A folder that takes no file gets none.
        """
        self.close()
        self._folder = studio_folder / FOLDER
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            left = self._ended()
            self._trace = (self._folder / _TRACE).open("w", encoding="utf-8")
        except OSError:
            return ""
        faulthandler.enable(self._trace)
        unkept, self._unkept = self._unkept, []
        for text in (left, *unkept):
            if text:
                self._keep(text)
        return left

    def close(self) -> None:
        """Leave the studio's folder."""
        trace, self._trace = self._trace, None
        if trace is not None and self._folder is not None:
            faulthandler.disable()
            trace.close()
            (self._folder / _TRACE).unlink(missing_ok=True)

    def _report(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        text = report_of(kind, trace)
        sys.stderr.write(text)
        self._keep(text)
        self._tell(text)

    def _ended(self) -> str:
        """Return the report of a process that ended by a fault, from what it could write of it."""
        assert self._folder is not None
        file = self._folder / _TRACE
        if not file.exists() or not file.stat().st_size:
            return ""
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        found = [_TRACE_LINE.match(line) for line in lines]
        # Nothing of a folder's name, for it may be a person's.
        places = [f"{one['name']} {PureWindowsPath(one['file']).name}:{one['line']}" for one in found if one]
        return _text(lines[0].removeprefix("Fatal Python error: "), places)

    def _keep(self, text: str) -> None:
        """Keep a report beside the newest others."""
        if self._folder is None:
            self._unkept.append(text)
            return
        stamp = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S.%f")
        try:
            (self._folder / f"fault {stamp}.txt").write_text(text, encoding="utf-8")
            for old in sorted(self._folder.glob("fault *.txt"))[:-_MOST]:
                old.unlink()
        except OSError:
            # The window offers it all the same.
            return


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the report of an exception: what kind it is and where in the code, and none of its words."""
    places = [
        f"{frame.name} {Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace)
    ]
    return _text(kind.__name__, places)


def _text(kind: str, places: list[str]) -> str:
    # Imported here because the first page does not wait for it.
    import platform

    return "\n".join(
        [
            f"Massage Studio {__version__}, {datetime.now(UTC).isoformat(timespec='seconds')}",
            f"Python {platform.python_version()}, Qt {_version('PySide6-Essentials')}, "
            f"SQLCipher {_version('sqlcipher3')}, {platform.platform()}",
            kind,
            *places,
            "",
        ]
    )


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "of the program"
