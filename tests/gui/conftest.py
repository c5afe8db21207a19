"""What every test of the window gets: a computer with no curtain drawn, and an application in no dress."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _curtain_lifted() -> Iterator[None]:
    """Forget that another test drew the curtain."""
    QSettings().remove("privacy")
    yield
    QSettings().remove("privacy")


@pytest.fixture(autouse=True)
def _undressed() -> Iterator[None]:
    """Take away the style sheet of a theme that a test applied: another's letters would be wider."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication) and application.styleSheet():
        application.setStyleSheet("")
