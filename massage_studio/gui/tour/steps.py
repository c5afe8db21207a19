"""The steps of the tour: the main job, from a bookings file to the take-home in the carer's driver."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from massage_studio.bookings import today_queries
from massage_studio.bookings.roster_views import TodayView
from massage_studio.gui.cues.after_class_page import AfterClassPage
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.cues.quick_entry_page import QuickEntryPage
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.handouts.page import HandoutsPage
from massage_studio.gui.handouts.proof_page import ProofPage
from massage_studio.gui.tour.clock import TourClock
from massage_studio.gui.tour.window_driver import WindowDriver
from massage_studio.language import translate

# A class told by its keys: minutes that pass, then what is pressed (a digit chooses the baby).
STORY: tuple[tuple[float, str], ...] = (
    (1, "1e 2t 3e 4r 5r 6r 7w"),
    (3, "2a 4s 6a 1r 1h"),
    (4, "1p 4p 6p 5o 2i"),
    (2, "1a 1s 2x 2t"),
    (3, "3r 3d 5t 5z 5b"),
    (2, "5y 1g 4g"),
    (2, "1z 6s 3p 3f"),
    (3, "5r 2r 2a 4t 7e"),
    (2, "4m 1r 1j"),
)
# A paper sheet of one baby: the minute, then the letters of the class room.
SHEET = ("05 r", "12 s a", "20 z", "21 w")
ANSWERS = {"2x": Qt.Key.Key_F1, "5b": Qt.Key.Key_F5, "1z": Qt.Key.Key_F2, "4m": Qt.Key.Key_F3}


def first_run(driver: WindowDriver) -> None:
    """A studio without a name asks for one."""
    driver.window.go("first_run")
    driver.rest(0.5)
    driver.picture("first-run")
    driver.window.go("today")


def look_round(driver: WindowDriver) -> None:
    """The pages before the class."""
    for entry in ("today", "classes", "families", "curriculum", "progress", "settings"):
        driver.open(entry)
        driver.picture(entry)
    driver.meter.step = "palette"
    driver.window.go("palette")
    driver.rest(0.4)
    driver.picture("palette")


def bring_in_bookings(driver: WindowDriver, file: Path, course_id: object) -> None:
    """A booking site's file: look at it, import it."""
    driver.meter.step = "import"
    driver.window.go("import", course_id)
    page = driver.window.page("import")
    assert isinstance(page, ExchangePage)
    page.take(file)
    driver.wait(page.ui.import_button.isVisible, "the preview of the bookings file")
    driver.rest(0.3)
    driver.picture("import-preview")
    driver.click(page.ui.import_button)
    driver.wait(page.ui.banner.isVisible, "the import")
    driver.rest(0.3)
    driver.picture("import-done")


def todays_class(driver: WindowDriver) -> TodayView:
    """Ask the studio for today's classes, as the Today page does."""
    found: list[TodayView] = []
    context = driver.window.context
    context.tasks.read(
        partial(today_queries.today, now=context.clock(), zone=context.profile.zone), found.append
    )
    driver.wait(lambda: found, "today's classes")
    return found[0]


def hold_class(driver: WindowDriver, clock: TourClock, session_id: object) -> None:
    """Open the class, take the register, catch cues, undo one, and finish."""
    driver.meter.step = "class room"
    driver.window.go("class_room", session_id)
    page = driver.window.page("class_room")
    assert isinstance(page, CuesPage)
    driver.wait(lambda: page.header.has_register(), "the register")
    driver.rest(0.3)
    driver.picture("register")
    driver.meter.step = "register"
    for key in "1234567e":
        driver.key(page, key)
    driver.meter.step = "register done"
    driver.key(page, Qt.Key.Key_Return)
    driver.meter.step = "for whom"
    driver.key(page, "z")
    driver.rest(0.2)
    driver.picture("for-whom")
    driver.key(page, Qt.Key.Key_Escape)
    driver.meter.step = "cues"
    for minutes, presses in STORY:
        clock.forward(minutes)
        driver.key(page, Qt.Key.Key_PageDown)
        for press in presses.split():
            for key in press:
                driver.key(page, key)
            if press in ANSWERS:
                driver.key(page, ANSWERS[press])
    driver.key(page, "1")
    driver.key(page, Qt.Key.Key_Return)
    driver.type(page.note_bar.field, "Turned to Daniel's voice")
    driver.key(page.note_bar.field, Qt.Key.Key_Return)
    driver.key(page, "n")
    driver.key(page, "z", Qt.KeyboardModifier.ControlModifier)
    saving = translate("ClassWriter", "Saving")
    driver.wait(lambda: page.note_bar.saved_words() not in ("", saving), "the last note")
    driver.rest(0.3)
    driver.picture("class-room")
    driver.in_the_dark("class-room-dark")
    driver.meter.step = "find a cue"
    driver.key(page, "l")
    driver.type(page.find_panel.field, "arch")
    driver.picture("find-a-cue")
    driver.key(page.find_panel.field, Qt.Key.Key_Escape)
    ask_below(driver, page)
    clock.forward(20)
    driver.meter.step = "finish"
    driver.click(page.header.ui.finish_button)
    driver.wait(lambda: driver.window.stack.currentWidget() is not page, "the end of the class")


def ask_below(driver: WindowDriver, page: CuesPage) -> None:
    """What is asked below the palette, never in a dialog: why not today, and what was wrong."""
    driver.meter.step = "not today"
    driver.key(page, "7")
    driver.key(page, "u")
    driver.picture("not-today")
    asleep = page.task_panel.reasons.focusWidget()
    assert asleep is not None
    driver.click(asleep)
    driver.rest(0.2)
    driver.meter.step = "correct"
    driver.key(page, "1")
    driver.key(page, "e", Qt.KeyboardModifier.ControlModifier)
    driver.rest(0.1)
    driver.picture("correct-a-state")
    driver.key(page, "-")
    driver.rest(0.2)
    driver.key(page, Qt.Key.Key_Escape)


def look_back(driver: WindowDriver, session_id: object) -> None:
    """The minutes after the class: what each baby still lacks, and a paper sheet typed in."""
    driver.meter.step = "after_class"
    page = driver.window.page("after_class")
    assert isinstance(page, AfterClassPage)
    driver.wait(lambda: page.panel.words.ui.highlight_edit.isVisible(), "the review")
    driver.rest(0.4)
    driver.type(page.panel.words.ui.highlight_edit, "Watched the tree all through the song")
    # What was said at the end of the class has been read.
    driver.window.toast.hide()
    driver.picture("after_class")
    driver.meter.step = "quick entry"
    driver.window.go("quick_entry", session_id)
    entry = driver.window.page("quick_entry")
    assert isinstance(entry, QuickEntryPage)
    driver.wait(lambda: entry.ui.name_label.text(), "the typing in of a sheet")
    driver.rest(0.3)
    for line in SHEET:
        driver.type(entry.ui.lines_edit, line)
        driver.key(entry.ui.lines_edit, Qt.Key.Key_Return)
    driver.rest(0.3)
    driver.picture("quick-entry")
    driver.window.go("after_class", session_id)


def look_at_papers(driver: WindowDriver, session_id: object) -> None:
    """The take-homes of the class, as they will be printed."""
    driver.meter.step = "handouts"
    driver.window.go("handouts", ("take_homes", session_id))
    driver.rest(2.0)
    driver.picture("handouts")


def read_stories(driver: WindowDriver) -> None:
    """The stories of the class, read one after the other before they are printed."""
    driver.meter.step = "proof read"
    page = driver.window.page("handouts")
    assert isinstance(page, HandoutsPage)
    page.ui.read_button.click()
    driver.rest(1.0)
    driver.picture("proof-read")
    proof = driver.window.page("proof_read")
    assert isinstance(proof, ProofPage)
    while proof.current() is not None:
        proof.go_on()
        driver.rest(0.1)


def look_at_family(driver: WindowDriver, family_id: object) -> None:
    """One family across its sessions."""
    driver.meter.step = "family"
    driver.window.go("family", family_id)
    driver.rest(1.0)
    driver.picture("family")
    driver.in_the_dark("family-dark")
