"""The look that was chosen on this computer: light, dark, or as the system has it."""

from typing import get_args

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from massage_studio.gui import theme

_KEY = "look/theme"


def chosen() -> theme.Scheme:
    """Return the remembered look, the system's where none was chosen."""
    kept = QSettings().value(_KEY)
    known: dict[object, theme.Scheme] = {scheme: scheme for scheme in get_args(theme.Scheme)}
    return known.get(kept, "system")


def choose(scheme: theme.Scheme) -> None:
    """Put a look on at once and remember it."""
    QSettings().setValue(_KEY, scheme)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, scheme)
