"""The whole tour, from an empty studio to printed papers, and what it measured."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from massage_studio.demo import make_demo
from massage_studio.gui import pages, theme
from massage_studio.gui.context import Context
from massage_studio.gui.garbage_collector import load
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.privacy import Privacy
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.tour import office, steps
from massage_studio.gui.tour.clock import TourClock
from massage_studio.gui.tour.stall_meter import StallMeter
from massage_studio.gui.tour.window_driver import WindowDriver
from massage_studio.handouts import queries as handouts
from massage_studio.handouts.papers import Paper, build
from massage_studio.handouts.service import take_homes
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile

TODAY = date(2026, 11, 19)
_START = datetime(2026, 11, 19, 9, 40, tzinfo=UTC)
_SIZE = (1366, 768)

BOOKINGS = """\
Booking reference,Event title,Event starts,Event ends,Attendance status,Attended?,Attendee CustomerID,\
First name,Last name,Email,Telephone,Tickets,Details,Baby's name,Baby's DOB,Medical information
TOUR1,Baby massage,19/11/2026 14:00,19/11/2026 15:00,Complete,,C-1,Hannah,Weiss,hannah@example.org,\
07700900201,Course ticket,,Emil Weiss,03/09/2026,
TOUR2,Baby massage,19/11/2026 14:00,19/11/2026 15:00,Complete,,C-2,Lakshmi,Iyer,lakshmi@example.org,\
07700900202,Course ticket,,Meera Iyer,11/08/2026,Eczema
TOUR3,Baby massage,19/11/2026 14:00,19/11/2026 15:00,Complete,,C-3,Jonah,Price,jonah@example.org,\
07700900203,Course ticket,,Nia Price,21/08/2026,
TOUR4,Baby massage,19/11/2026 14:00,19/11/2026 15:00,Cancelled,,C-4,Ruth,Adeyemi,ruth@example.org,\
07700900204,Course ticket,,Tobi Adeyemi,11/08/2026,
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tour left: pictures, papers, and the longest stall of each step in milliseconds."""

    pictures: tuple[Path, ...]
    papers: tuple[Path, ...]
    stalls: dict[str, float]


def walk(application: QApplication, out: Path) -> Seen:
    """Walk through the main job on a throwaway demo studio and keep what is seen and printed in `out`."""
    folder = Path(tempfile.mkdtemp(prefix="massage-studio-tour-"))
    tasks = Tasks()
    try:
        make_demo(folder / "studio", today=TODAY)
        store = open_studio(folder / "studio")
        clock = TourClock(_START)
        context = Context(tasks, clock=clock)
        # The pictures are of invented families, whatever this computer hides of real ones.
        context.privacy = Privacy(kept=False)
        with store.read() as session:
            context.profile = profile(session)
        # As the program does before it shows the first page.
        load(*pages.asked_by("today"))
        tasks.use(store)
        return _walk(application, context, clock, folder, out)
    finally:
        tasks.close()
        shutil.rmtree(folder, ignore_errors=True)


def _walk(application: QApplication, context: Context, clock: TourClock, folder: Path, out: Path) -> Seen:
    theme.apply(application, "light")
    window = MainWindow(context)
    window.resize(*_SIZE)
    window.show()
    meter = StallMeter()
    meter.begin()
    driver = WindowDriver(window, out, meter)
    driver.rest(0.3)
    with meter.paused():
        bookings_file = folder / "bookings.csv"
        bookings_file.write_text(BOOKINGS, encoding="utf-8")
        list_file = folder / "list.csv"
        list_file.write_text(office.LIST, encoding="utf-8")
    steps.first_run(driver)
    steps.look_round(driver)
    today = steps.todays_class(driver)
    steps.bring_in_bookings(driver, bookings_file, today.today[-1].session.course_id)
    clock.forward(22)
    morning = today.today[0]
    steps.hold_class(driver, clock, morning.session.id)
    steps.look_back(driver, morning.session.id)
    steps.look_at_papers(driver, morning.session.id)
    steps.read_stories(driver)
    steps.look_at_family(driver, morning.rows[0].baby.family_id)
    office.plan_course(driver)
    office.match_columns(driver, list_file, today.today[-1].session.course_id)
    office.look_at_calendar(driver)
    office.look_at_money(driver)
    office.write_letters(driver, today.today[-1].session.id)
    office.find(driver)
    meter.step = "papers"
    papers = _papers(driver, morning.session.id, out / "papers")
    window.close()
    application.processEvents()
    return Seen(tuple(driver.taken), papers, meter.by_step)


def _papers(driver: WindowDriver, session_id: object, out: Path) -> tuple[Path, ...]:
    """Make the papers of the class, its register and the benefit sheets, away from the GUI thread."""
    made: list[tuple[Path, ...]] = []
    context = driver.window.context

    def make(store: Store) -> tuple[Path, ...]:
        with store.write() as session:
            papers: list[Paper] = list(take_homes(session, session_id=session_id, now=context.clock()))  # type: ignore[arg-type]
            register = handouts.class_papers(session, session_id=session_id).register  # type: ignore[arg-type]
            drafts = [register, *handouts.benefit_drafts(session)]
        papers += [build(draft) for draft in drafts]
        out.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            (out / paper.file_name).write_bytes(paper.content)
        return tuple(out / paper.file_name for paper in papers)

    context.tasks.with_store(make, made.append)
    driver.wait(lambda: made, "the papers")
    return made[0]
