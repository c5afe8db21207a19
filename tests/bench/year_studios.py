"""A studio after one year of courses and one after 25, made once for all the rows of a run that need both."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from massage_studio.demo import career_service, make_demo
from tests.bench.two_studios import SHARED, TODAY


@contextmanager
def year_studios() -> Iterator[tuple[Path, Path]]:
    """Yield the folders of the studio of one year and of that of 25 years, of 120 courses a year."""
    with tempfile.TemporaryDirectory() as own:
        folder = Path(os.environ.get(SHARED, own))
        year, career = folder / "year", folder / "career"
        if not year.exists():
            with patch.object(career_service, "YEARS", 1):
                make_demo(year, today=TODAY, size="career")
        if not career.exists():
            make_demo(career, today=TODAY, size="career")
        yield year, career
