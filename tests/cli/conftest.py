"""A demo studio for the commands."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_studio import demo_once


@pytest.fixture(autouse=True)
def _careless_umask() -> Iterator[None]:
    """The usual umask before, so that a file of a studio is private only by the program's doing."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """The folder of a demo studio to do with as one likes."""
    return Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "demo"))
