"""What takes long to make and is only copied from: made once for all who share the tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this name that `make` filled in this run of the tests, here or beside."""
    own = factory.getbasetemp()
    # Those who share the tests with others have a folder in common.
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    if not folder.exists():
        begun = own / f"{name}-begun"
        make(begun)
        # Another one may have been as quick.
        with suppress(OSError):
            begun.rename(folder)
    return folder
