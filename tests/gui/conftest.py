"""What every test of the window gets: a computer on which the privacy curtain is not drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings


@pytest.fixture(autouse=True)
def _curtain_lifted() -> Iterator[None]:
    """Forget that another test drew the curtain."""
    QSettings().remove("privacy")
    yield
    QSettings().remove("privacy")
