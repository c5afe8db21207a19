"""A studio of each released schema, brought up to date once in a run of the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.made_once import made_once

DATABASES = Path(__file__).with_name("databases")


def brought_up(factory: pytest.TempPathFactory, version: str, folder: Path) -> Path:
    """Copy the studio of a schema, opened once by this program and closed, into a new folder."""

    def open_once(begun: Path) -> None:
        begun.mkdir()
        shutil.copy(DATABASES / f"{version}.db", begun / FILE_NAME)
        open_studio(begun).close()

    return Path(shutil.copytree(made_once(factory, f"studio-of-{version}", open_once), folder))
