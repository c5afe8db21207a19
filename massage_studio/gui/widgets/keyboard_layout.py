"""Asks the system for the signs of the keyboard's layout, where it tells them: on Windows and under X11."""

import ctypes
import sys
from collections.abc import Callable

# Of a key on Windows, its sign and the one with Shift.
Layout = dict[int, tuple[str, str]]
# The rows of digits and letters, and what stands right of them and left of the lowest.
_CODES = (*range(2, 14), *range(16, 28), *range(30, 42), 43, *range(44, 54), 86)
_X11 = 8
_XKB_CORE_KEYBOARD = 0x100


def teller(platform: str) -> Callable[[], Layout] | None:
    """Return what tells the layout on one of Qt's platforms, or None where it is not told."""
    if platform == "windows" and sys.platform == "win32":
        return _of_windows
    return _of_x11 if platform == "xcb" else None


if sys.platform == "win32":

    def _of_windows() -> Layout:
        user = ctypes.WinDLL("user32")
        user.GetKeyboardLayout.restype = ctypes.c_void_p
        user.MapVirtualKeyExW.argtypes = (ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p)
        user.ToUnicodeEx.argtypes = (
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_char_p,
            ctypes.c_wchar_p,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_void_p,
        )
        layout = user.GetKeyboardLayout(0)

        def sign(code: int, shift: int) -> str:
            held = bytearray(256)
            held[0x10] = 0x80 if shift else 0
            found = ctypes.create_unicode_buffer(8)
            virtual = user.MapVirtualKeyExW(code, 1, layout)
            # 4 leaves what the keyboard does with accents as it is.
            count = user.ToUnicodeEx(virtual, code, bytes(held), found, 8, 4, layout)
            return found.value[: abs(count)]

        return {code: (sign(code, 0), sign(code, 1)) for code in _CODES}


class _XkbState(ctypes.Structure):
    """XkbStateRec of X11/extensions/XKBstr.h as far as its group, and room for the rest."""

    _fields_ = (("group", ctypes.c_ubyte), ("rest", ctypes.c_ubyte * 63))


def _of_x11() -> Layout:
    x11, xkb = _library("libX11.so.6"), _library("libxkbcommon.so.0")
    if x11 is None or xkb is None:
        return {}
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = (ctypes.c_char_p,)
    x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    x11.XkbGetState.argtypes = (ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p)
    x11.XkbKeycodeToKeysym.argtypes = (ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_uint, ctypes.c_uint)
    x11.XkbKeycodeToKeysym.restype = ctypes.c_ulong
    xkb.xkb_keysym_to_utf32.argtypes = (ctypes.c_uint32,)
    xkb.xkb_keysym_to_utf32.restype = ctypes.c_uint32
    display = x11.XOpenDisplay(None)
    if not display:
        return {}
    state = _XkbState()
    x11.XkbGetState(display, _XKB_CORE_KEYBOARD, ctypes.byref(state))

    def sign(code: int, shift: int) -> str:
        symbol = x11.XkbKeycodeToKeysym(display, code + _X11, state.group, shift)
        number = xkb.xkb_keysym_to_utf32(symbol)
        return chr(number) if number else ""

    found = {code: (sign(code, 0), sign(code, 1)) for code in _CODES}
    x11.XCloseDisplay(display)
    return found


def _library(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None
