"""Keeps a studio for one window: a file beside the database says who has it open."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

from massage_studio.errors import KnownError, NotWritableError
from massage_studio.gui import wording
from massage_studio.language import translate
from massage_studio.store.folder import make_private

FILE = "studio.lock"
_WAIT_MS = 200
_MACHINE_LINE = 3


class LeftOpenError(KnownError):
    """A studio that is marked as open by a program that does not run on this computer."""


def take_lock(folder: Path, *, take_over: bool = False) -> QLockFile:
    """Return the lock on the studio in `folder`, which is held until it is unlocked.

    `take_over` takes it from a program that does not run here, such as one on another computer.

    Raises:
        LeftOpenError: another computer holds it, or nobody can tell who.
        NotWritableError: the folder takes no lock.
        KnownError: the studio is open on this computer.
    """
    make_private(folder)
    lock = QLockFile(str(folder / FILE))
    # Never too old by the clock alone; one whose program ended on this computer Qt takes by itself.
    lock.setStaleLockTime(0)
    if lock.tryLock(_WAIT_MS):
        return lock
    error = lock.error()
    if error == QLockFile.LockError.PermissionError:
        raise NotWritableError(
            "The studio's folder cannot be written to, so nothing new can be saved.",
            "Allow this program to change the folder, then try again. All that was saved before is safe.",
        )
    if error != QLockFile.LockError.LockFailedError:
        raise NotWritableError(
            "The studio's disk is full, or takes nothing for another reason.",
            "Free some space on it, then try again.",
        )
    if _is_open_here(lock, folder / FILE):
        raise _open_here()
    if not take_over:
        raise _left_open(lock, folder / FILE)
    # The system refuses to remove it while a program of this computer holds it, whatever stands in it.
    if not lock.removeStaleLockFile() or not lock.tryLock(_WAIT_MS):
        raise _open_here()
    return lock


def _is_open_here(lock: QLockFile, file: Path) -> bool:
    """Whether a program of this computer holds the lock; Qt has found that it runs."""
    _, host, _ = lock.getLockInfo()
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        # On Windows nobody can read it while it is held.
        return True
    machine = lines[_MACHINE_LINE] if len(lines) > _MACHINE_LINE else ""
    own = bytes(QSysInfo.machineUniqueId().data()).decode("ascii", "replace")
    return host == QSysInfo.machineHostName() and machine in ("", own)


def _open_here() -> KnownError:
    return KnownError("This studio is open in another window.", "Go on there, or close it and start again.")


def _left_open(lock: QLockFile, file: Path) -> LeftOpenError:
    _, host, program = lock.getLockInfo()
    since = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    when = translate("Lock", "{day}, {time}").format(
        day=wording.full_day(since.date()), time=wording.clock(since)
    )
    if not host:
        return LeftOpenError(
            "This studio is marked as open since {when}, and nothing tells by whom.",
            "Close it there. If it is closed everywhere, take it over: the button in the window does it, "
            "and --take-over with the command restore.",
            when=when,
        )
    return LeftOpenError(
        "This studio is marked as open on the computer {host} ({program}), since {when}.",
        "Close it there. If it is closed there, take it over: the button in the window does it, "
        "and --take-over with the command restore.",
        host=host,
        program=program,
        when=when,
    )
