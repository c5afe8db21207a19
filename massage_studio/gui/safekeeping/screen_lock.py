"""Tells when the computer's own screen is locked."""

import struct
import sys

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

_LOOK_EVERY_MS = 2_000
# Where desktops of Linux say it: the service, its path, its interface and the name of the signal.
_TOLD_BY = (
    ("org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("org.gnome.ScreenSaver", "ActiveChanged"),
    ("org.cinnamon.ScreenSaver", "ActiveChanged"),
    ("org.mate.ScreenSaver", "ActiveChanged"),
    ("org.xfce.ScreenSaver", "ActiveChanged"),
)
# WTSINFOEXW of wtsapi32.h: the level, and of level 1 the session, its state and its flags.
_SESSION = struct.Struct("<I4xIIi")
_LEVEL, _LOCKED = 1, 0


class ScreenLock(QObject):
    """Says `locked` once each time when the screen is locked; on a system that does not tell, never.

    Windows and macOS are asked; on Linux the desktop tells, which a bare locker such as i3lock does not.
    """

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_locked = False
        self.timer = QTimer(self, interval=_LOOK_EVERY_MS)
        if sys.platform in ("win32", "darwin"):
            self.timer.timeout.connect(self.look)
            self.timer.start()
        else:
            self._listen()

    def look(self) -> None:
        """Ask the system, and say it where the screen was locked since the last look."""
        self.change(_windows() if sys.platform == "win32" else _mac())

    @Slot(bool)
    def change(self, is_locked: bool) -> None:
        """Take what the system says of its screen."""
        was, self._is_locked = self._is_locked, is_locked
        if is_locked and not was:
            self.locked.emit()

    @Slot()
    def lock(self) -> None:
        """Take that the session is locked now."""
        self.locked.emit()

    def _listen(self) -> None:
        # Late: only a studio with a passphrase listens.
        from PySide6.QtDBus import QDBusConnection

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for interface, signal in _TOLD_BY:
            session.connect("", "", interface, signal, self, SLOT("change(bool)"))  # type: ignore[call-overload]
        system.connect("", "", "org.freedesktop.login1.Session", "Lock", self, SLOT("lock()"))  # type: ignore[call-overload]


def is_locked_session(told: bytes) -> bool:
    """Tell whether what Windows says of a session (WTSINFOEXW) is that it is locked; unknown is not."""
    level, _, _, flags = _SESSION.unpack_from(told)
    return bool(level == _LEVEL and flags == _LOCKED)


def _windows() -> bool:
    """Whether Windows says that this session is locked; where it says nothing, it is not."""
    import ctypes

    terminal = ctypes.windll.wtsapi32  # type: ignore[attr-defined]
    told, size = ctypes.c_void_p(), ctypes.c_ulong()
    this_server, this_session, about_session = None, ctypes.c_ulong(-1), 25
    asked = (this_server, this_session, about_session, ctypes.byref(told), ctypes.byref(size))
    if not terminal.WTSQuerySessionInformationW(*asked) or not told.value:
        return False
    try:
        return size.value >= _SESSION.size and is_locked_session(ctypes.string_at(told.value, _SESSION.size))
    finally:
        terminal.WTSFreeMemory(told)


def _mac() -> bool:
    """Whether the window server says that its screen is locked."""
    import ctypes
    import ctypes.util

    services = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
    foundation = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
    services.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
    foundation.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    foundation.CFDictionaryContainsKey.restype = ctypes.c_ubyte
    foundation.CFDictionaryContainsKey.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    foundation.CFRelease.argtypes = [ctypes.c_void_p]
    utf8 = 0x08000100
    session = services.CGSessionCopyCurrentDictionary()
    if not session:
        return False
    name = foundation.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", utf8)
    # The word is there only while it is locked.
    found = bool(foundation.CFDictionaryContainsKey(session, name))
    foundation.CFRelease(name)
    foundation.CFRelease(session)
    return found
