"""The demo studio and the same one after 25 years, made once for all the rows of a run that need both."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from massage_studio.demo import make_demo

TODAY = date(2026, 11, 19)
SHARED = "MASSAGE_STUDIO_BENCH_STUDIOS"
"""As in `run.py`; a row that is run by itself makes its own."""


@contextmanager
def two_studios() -> Iterator[tuple[Path, Path]]:
    """Yield the folders of the studio of one term and of that of 25 years."""
    with tempfile.TemporaryDirectory() as own:
        folder = Path(os.environ.get(SHARED, own))
        term, career = folder / "term", folder / "career"
        if not career.exists():
            make_demo(term, today=TODAY)
            make_demo(career, today=TODAY, size="career")
        yield term, career
