"""Tells whether there is a screen for a window."""

import os
from pathlib import Path


def has_screen() -> bool:
    """Whether a screen answers, on Linux; one that is named and gone would end Qt without a word."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    import socket

    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY", "")
    host, _, number = x11.rpartition(":")
    if host not in ("", "unix"):
        # A screen of another computer: asking for it would take longer than Qt does.
        return True
    places = [f"/tmp/.X11-unix/X{number.partition('.')[0]}"] if number else []
    places += [f"\0{place}" for place in places]
    if wayland:
        places.append(str(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / wayland))
    for place in places:
        with socket.socket(socket.AF_UNIX) as screen:
            try:
                screen.connect(place)
            except OSError:
                continue
            return True
    return False
