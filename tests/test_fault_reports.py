"""A fault of the program leaves a report that helps to mend it and says nothing of anybody."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from massage_studio import __version__
from massage_studio.errors import BugError
from massage_studio.fault_reports import FOLDER, FaultReporter

MARKER = "Zephyrine"


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give back what hears of faults."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield


def in_this_thread() -> None:
    try:
        raise BugError(f"{MARKER} has no carer")
    except BugError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def in_a_thread() -> None:
    def fail() -> None:
        raise KeyError(MARKER)

    thread = threading.Thread(target=fail, name=f"{MARKER}'s thread")
    thread.start()
    thread.join()


def in_a_destructor() -> None:
    class Named:
        def __del__(self) -> None:
            raise ValueError(MARKER)

        def __repr__(self) -> str:
            return MARKER

    named = Named()
    del named


@pytest.mark.usefixtures("hooks")
@pytest.mark.parametrize("fail", [in_this_thread, in_a_thread, in_a_destructor])
def test_a_fault_in_any_place_is_told_once_and_kept_without_anything_personal(
    fail: Callable[[], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    faults = FaultReporter(told.append)
    faults.install()
    faults.use(tmp_path)
    fail()
    faults.close()
    [report] = told
    assert __version__ in report and "Python 3." in report and "test_fault_reports.py:" in report
    [kept] = (tmp_path / FOLDER).iterdir()
    assert kept.read_text(encoding="utf-8") == report
    printed = capfd.readouterr()
    assert MARKER not in report + printed.out + printed.err


@pytest.mark.usefixtures("hooks")
def test_the_newest_reports_are_kept(tmp_path: Path) -> None:
    faults = FaultReporter(lambda report: None)
    faults.install()
    faults.use(tmp_path)
    for _ in range(12):
        in_this_thread()
    faults.close()
    assert len(list((tmp_path / FOLDER).iterdir())) == 10


def test_a_folder_that_takes_nothing_is_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder would be")
    faults = FaultReporter(lambda report: None)
    assert faults.use(tmp_path) == ""
    faults.close()


def test_a_process_that_ended_by_a_fault_is_told_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / MARKER
    folder.mkdir()
    script = folder / "ends.py"
    script.write_text(
        textwrap.dedent(
            """
            import ctypes, sys
            from pathlib import Path
            from massage_studio.fault_reports import FaultReporter

            def read_address_nothing():
                ctypes.string_at(0)

            FaultReporter(print).use(Path(sys.argv[1]))
            read_address_nothing()
            """
        )
    )
    ended = subprocess.run([sys.executable, str(script), str(folder)], capture_output=True, check=False)
    assert ended.returncode != 0
    faults = FaultReporter(lambda report: None)
    report = faults.use(folder)
    faults.close()
    assert "read_address_nothing ends.py:" in report and MARKER not in report
    # Told once.
    assert faults.use(folder) == ""
    faults.close()
