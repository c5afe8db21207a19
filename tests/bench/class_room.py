"""A class of seven under way in the real window, on a demo studio: what two benches press keys in."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from massage_studio.app import dress, make_application
from tests.bench.two_studios import TODAY, two_studios

CUES = "asdfghjzxcvbnm"


@dataclass
class Stage:
    """The page of the class room with baby 1 selected, its store, and the driver that rests between keys."""

    page: Any
    store: Any
    tasks: Any
    driver: Any
    folder: Path


@contextmanager
def a_class(*, after_25_years: bool = False) -> Iterator[Stage]:
    """Yield a class whose register was taken, in the demo studio or in that after 25 years."""
    dress(make_application())
    from massage_studio.demo import make_demo
    from massage_studio.gui.context import Context
    from massage_studio.gui.main_window import MainWindow
    from massage_studio.gui.tasks import Tasks
    from massage_studio.gui.tour.stall_meter import StallMeter
    from massage_studio.gui.tour.steps import todays_class
    from massage_studio.gui.tour.window_driver import WindowDriver
    from massage_studio.store.opening import open_studio
    from massage_studio.store.profile import profile

    with tempfile.TemporaryDirectory() as folder:
        today = TODAY if after_25_years else datetime.now(UTC).date()
        if after_25_years:
            with two_studios() as (_, career):
                shutil.copytree(career, Path(folder) / "studio")
        else:
            make_demo(Path(folder) / "studio", today=today)
        store = open_studio(Path(folder) / "studio")
        start = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=10)
        began = time.monotonic()
        tasks = Tasks()
        tasks.use(store)
        context = Context(tasks, clock=lambda: start + timedelta(seconds=time.monotonic() - began))
        with store.read() as session:
            context.profile = profile(session)
        window = MainWindow(context)
        window.resize(1366, 768)
        window.show()
        driver = WindowDriver(window, Path(folder), StallMeter())
        window.go("class_room", todays_class(driver).today[0].session.id)
        page = window.page("class_room")
        driver.rest(1.0)
        for key in "1234567":
            driver.key(page, key)
        driver.key(page, "\r")
        driver.key(page, "1")
        driver.rest(1.5)
        yield Stage(page, store, tasks, driver, Path(folder))
        tasks.close()
