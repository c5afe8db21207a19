"""The steps of the tour: the main job, from a bookings file to the take-home in the carer's hand."""

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
from massage_studio.gui.tour.hand import Hand
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


def first_run(hand: Hand) -> None:
    """A studio without a name asks for one."""
    hand.window.go("first_run")
    hand.rest(0.5)
    hand.picture("first-run")
    hand.window.go("today")


def look_round(hand: Hand) -> None:
    """The pages before the class."""
    for entry in ("today", "classes", "families", "curriculum", "progress", "settings"):
        hand.open(entry)
        hand.picture(entry)
    hand.meter.step = "palette"
    hand.window.go("palette")
    hand.rest(0.4)
    hand.picture("palette")


def bring_in_bookings(hand: Hand, file: Path, course_id: object) -> None:
    """A booking site's file: look at it, import it."""
    hand.meter.step = "import"
    hand.window.go("import", course_id)
    page = hand.window.page("import")
    assert isinstance(page, ExchangePage)
    page.take(file)
    hand.wait(page.ui.import_button.isVisible, "the preview of the bookings file")
    hand.rest(0.3)
    hand.picture("import-preview")
    hand.click(page.ui.import_button)
    hand.wait(page.ui.banner.isVisible, "the import")
    hand.rest(0.3)
    hand.picture("import-done")


def todays_class(hand: Hand) -> TodayView:
    """Ask the studio for today's classes, as the Today page does."""
    found: list[TodayView] = []
    context = hand.window.context
    context.tasks.read(
        partial(today_queries.today, now=context.clock(), zone=context.profile.zone), found.append
    )
    hand.wait(lambda: found, "today's classes")
    return found[0]


def hold_class(hand: Hand, clock: TourClock, session_id: object) -> None:
    """Open the class, take the register, catch cues, undo one, and finish."""
    hand.meter.step = "class room"
    hand.window.go("class_room", session_id)
    page = hand.window.page("class_room")
    assert isinstance(page, CuesPage)
    hand.wait(lambda: page.header.has_register(), "the register")
    hand.rest(0.3)
    hand.picture("register")
    hand.meter.step = "register"
    for digit in "123456":
        hand.key(page, digit)
    hand.key(page, "7", Qt.KeyboardModifier.ShiftModifier)
    hand.meter.step = "register done"
    hand.key(page, Qt.Key.Key_Return)
    hand.meter.step = "for whom"
    hand.key(page, "z")
    hand.rest(0.2)
    hand.picture("for-whom")
    hand.key(page, Qt.Key.Key_Escape)
    hand.meter.step = "cues"
    for minutes, presses in STORY:
        clock.forward(minutes)
        hand.key(page, Qt.Key.Key_PageDown)
        for press in presses.split():
            for key in press:
                hand.key(page, key)
            if press in ANSWERS:
                hand.key(page, ANSWERS[press])
    hand.key(page, "1")
    hand.key(page, Qt.Key.Key_Return)
    hand.type(page.note_bar.field, "Turned to Daniel's voice")
    hand.key(page.note_bar.field, Qt.Key.Key_Return)
    hand.key(page, "n")
    hand.key(page, "z", Qt.KeyboardModifier.ControlModifier)
    saving = translate("ClassWriter", "Saving")
    hand.wait(lambda: page.note_bar.saved_words() not in ("", saving), "the last note")
    hand.rest(0.3)
    hand.picture("class-room")
    hand.in_the_dark("class-room-dark")
    hand.meter.step = "find a cue"
    hand.key(page, "l")
    hand.type(page.find_panel.field, "arch")
    hand.picture("find-a-cue")
    hand.key(page.find_panel.field, Qt.Key.Key_Escape)
    ask_below(hand, page)
    clock.forward(20)
    hand.meter.step = "finish"
    hand.click(page.header.ui.finish_button)
    hand.wait(lambda: hand.window.stack.currentWidget() is not page, "the end of the class")


def ask_below(hand: Hand, page: CuesPage) -> None:
    """What is asked below the palette, never in a dialog: why not today, and what was wrong."""
    hand.meter.step = "not today"
    hand.key(page, "7")
    hand.key(page, "u")
    hand.picture("not-today")
    asleep = page.task_panel.reasons.focusWidget()
    assert asleep is not None
    hand.click(asleep)
    hand.rest(0.2)
    hand.meter.step = "correct"
    hand.key(page, "1")
    hand.key(page, "e", Qt.KeyboardModifier.ControlModifier)
    hand.rest(0.1)
    hand.picture("correct-a-state")
    hand.key(page, "-")
    hand.rest(0.2)
    hand.key(page, Qt.Key.Key_Escape)


def look_back(hand: Hand, session_id: object) -> None:
    """The minutes after the class: what each baby still lacks, and a paper sheet typed in."""
    hand.meter.step = "after_class"
    page = hand.window.page("after_class")
    assert isinstance(page, AfterClassPage)
    hand.wait(lambda: page.panel.words.ui.highlight_edit.isVisible(), "the review")
    hand.rest(0.4)
    hand.type(page.panel.words.ui.highlight_edit, "Watched the tree all through the song")
    # What was said at the end of the class has been read.
    hand.window.toast.hide()
    hand.picture("after_class")
    hand.meter.step = "quick entry"
    hand.window.go("quick_entry", session_id)
    entry = hand.window.page("quick_entry")
    assert isinstance(entry, QuickEntryPage)
    hand.wait(lambda: entry.ui.name_label.text(), "the typing in of a sheet")
    hand.rest(0.3)
    for line in SHEET:
        hand.type(entry.ui.lines_edit, line)
        hand.key(entry.ui.lines_edit, Qt.Key.Key_Return)
    hand.rest(0.3)
    hand.picture("quick-entry")
    hand.window.go("after_class", session_id)


def look_at_papers(hand: Hand, session_id: object) -> None:
    """The take-homes of the class, as they will be printed."""
    hand.meter.step = "handouts"
    hand.window.go("handouts", ("take_homes", session_id))
    hand.rest(2.0)
    hand.picture("handouts")


def read_stories(hand: Hand) -> None:
    """The stories of the class, read one after the other before they are printed."""
    hand.meter.step = "proof read"
    page = hand.window.page("handouts")
    assert isinstance(page, HandoutsPage)
    page.ui.read_button.click()
    hand.rest(1.0)
    hand.picture("proof-read")
    proof = hand.window.page("proof_read")
    assert isinstance(proof, ProofPage)
    while proof.current() is not None:
        proof.go_on()
        hand.rest(0.1)


def look_at_family(hand: Hand, family_id: object) -> None:
    """One family across its sessions."""
    hand.meter.step = "family"
    hand.window.go("family", family_id)
    hand.rest(1.0)
    hand.picture("family")
    hand.in_the_dark("family-dark")
