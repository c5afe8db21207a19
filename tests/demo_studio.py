"""A demo studio, made once in a run of the tests and never opened: copy it first."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from massage_studio.demo import make_demo
from tests.made_once import made_once

TODAY = date(2026, 11, 19)  # a Thursday; the clocks went back between the two courses that were held


def demo_once(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demo studio as of TODAY."""
    return made_once(factory, "demo-studio", partial(make_demo, today=TODAY))
