"""Keeps the system's own font for reading, whatever fonts the program brings along."""

from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from massage_studio import paths

READING = "Noto Sans"


def bring() -> None:
    """Make Noto Sans known to Qt."""
    for weight in ("Regular", "Bold"):
        file = paths.resources() / "fonts" / f"NotoSans-{weight}.ttf"
        QFontDatabase.addApplicationFont(str(file))


def settle(application: QApplication) -> None:
    """Name the family that the system's font stands for; a system without fonts gets Noto Sans.

    A name such as "Sans Serif" is looked up anew whenever a font is added, and could then mean one of ours.
    """
    font = application.font()
    family = QFontInfo(font).family()
    if family:
        font.setFamily(family)
    else:
        bring()
        font.setFamily(READING)
    application.setFont(font)
