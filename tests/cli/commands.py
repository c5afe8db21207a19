"""The commands, run in this process, and what they said."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.cli import main
from massage_studio.store.engine import FILE_NAME


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Return the exit code, what was printed, and what was told on stderr."""
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """Return the one line with which a command is refused."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    [line] = err.splitlines()
    return line


def behind(folder: Path, statement: str) -> None:
    """Run one statement on a studio behind the program's back."""
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute(statement)
    connection.close()
