"""A demo studio, made once in a run of the tests and never opened: copy it first."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from massage_studio.demo import make_demo

TODAY = date(2026, 11, 19)  # a Thursday; the clocks went back between the two courses that were held


def demo_once(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo studio as of TODAY, made where no test asked before."""
    base = factory.getbasetemp()
    # Those who share the tests with others have a folder in common, and the first of them makes it for all.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo-studio"
    if not folder.exists():
        made = base / "demo-studio-in-the-making"
        make_demo(made, today=TODAY)
        # Another one may have been as quick.
        with suppress(OSError):
            made.rename(folder)
    return folder
