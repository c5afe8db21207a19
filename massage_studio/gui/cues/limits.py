"""After how long the class room says that a baby had no cue, and how near two pause signs are: 0 is never."""

from PySide6.QtCore import QSettings

QUIET_MINUTES = 20
PAUSE_HINT_SECONDS = 60

_QUIET = "class_room/quiet_minutes"
_PAUSE = "class_room/pause_hint_seconds"


def quiet_minutes() -> int:
    """Return the minutes without a cue after which the class room says so; 0 means never."""
    return _number(_QUIET, QUIET_MINUTES)


def pause_hint_seconds() -> int:
    """Return the seconds within which two pause signs make a hint; 0 means never."""
    return _number(_PAUSE, PAUSE_HINT_SECONDS)


def keep_quiet_minutes(minutes: int) -> None:
    """Remember the minutes without a cue on this computer."""
    QSettings().setValue(_QUIET, minutes)


def keep_pause_hint_seconds(seconds: int) -> None:
    """Remember the seconds of the hint on this computer."""
    QSettings().setValue(_PAUSE, seconds)


def _number(place: str, delivered: int) -> int:
    kept = str(QSettings().value(place, delivered))
    return int(kept) if kept.isdecimal() else delivered
