"""By how many MB the program grows while the papers of one class are made again and again.

A pack is twelve families, made in the papers' worker and written as one file for the printer; the growth
is from the fifth pack to the twentieth. The last line is the growth.
"""

import gc
import os
import statistics
import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop

from massage_studio.app import make_application
from massage_studio.bookings.class_queries import sessions
from massage_studio.demo import make_demo
from massage_studio.gui.handouts.pdf_renderer import PdfRenderer, RenderJob
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.tour.stall_meter import StallMeter
from massage_studio.handouts.papers import Draft
from massage_studio.handouts.queries import class_papers
from massage_studio.store.opening import open_studio

FAMILIES, PACKS, WARM = 12, 20, 5
BUDGET_MS = 50.0


def drafts() -> tuple[Draft, ...]:
    """Return the take-homes of twelve families of the demo studio."""
    with tempfile.TemporaryDirectory() as folder:
        make_demo(Path(folder) / "studio", today=date(2026, 11, 19))
        store = open_studio(Path(folder) / "studio")
        with store.read() as session:
            held = [row.id for row in sessions(session) if row.status == "finished"]
            sheets = [sheet for key in held for sheet in class_papers(session, session_id=key).sheets]
        store.close()
    return tuple(sheet.draft for sheet in sheets[:FAMILIES])


def resident() -> float:
    """Return the memory that this process has in use, in MB; where the system tells it not, its highest."""
    gc.collect()
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def make_packs() -> tuple[float, float]:
    """Return the growth in MB and the longest wait of the GUI thread in ms, the median of all packs."""
    make_application()
    wanted, tasks, folder = drafts(), Tasks(), tempfile.TemporaryDirectory()
    meter, loop, used = StallMeter(), QEventLoop(), list[float]()
    for number in range(PACKS):
        # No pack is remembered from the one before: each has a course of another name.
        named = tuple(
            replace(draft, view=replace(draft.view, course=f"Course {number}"))  # type: ignore[type-var]
            for draft in wanted
        )
        job, renderer = RenderJob(named), PdfRenderer()
        target = Path(folder.name) / f"{number}.pdf"
        # The first pack imports what sets papers, which the program does in idle moments.
        meter.step = str(number)
        if number == 1:
            meter.begin()
        tasks.make(partial(renderer.export_in_one, job, target), lambda _: loop.quit())
        loop.exec()
        assert job.finished and len(job.done) == FAMILIES
        with meter.paused():
            used.append(resident())
    tasks.close()
    folder.cleanup()
    return used[-1] - used[WARM - 1], statistics.median(meter.by_step.values())


def main() -> None:
    """Print the growth."""
    grown, _ = make_packs()
    print(f"grown by {grown:.1f} MB over {PACKS - WARM} packs")
    print(max(grown, 0.0))


if __name__ == "__main__":
    main()
