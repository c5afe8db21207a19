"""The class that is in view, kept on this computer so that one that a crash broke off is opened again."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSettings

_SETTING = "window/class_in_view"


def keep(folder: Path, session_id: UUID | None) -> None:
    """Keep which class of the studio in `folder` is in view now, or that none is."""
    settings = QSettings()
    if session_id is not None:
        settings.setValue(_SETTING, f"{session_id} {folder}")
    elif settings.contains(_SETTING):
        settings.remove(_SETTING)
    else:
        return
    # Now, for a crash leaves no time for it.
    settings.sync()


def left_open(folder: Path) -> UUID | None:
    """Return the class that was in view when the program ended without being closed, in this studio."""
    key, _, where = str(QSettings().value(_SETTING, "")).partition(" ")
    try:
        return UUID(key) if where == str(folder) else None
    except ValueError:
        return None
