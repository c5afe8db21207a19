"""The steps of the tour through the office: a course, columns to match, calendar, money, letters and Find."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from massage_studio.gui.bookings.calendar_page import CalendarPage
from massage_studio.gui.bookings.course_dialog import CourseDialog
from massage_studio.gui.bookings.page import BookingsPage
from massage_studio.gui.exchange.letters_page import LettersPage
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.find.overlay import FindOverlay
from massage_studio.gui.tour.hand import Hand

# A list that no booking site wrote, with titles of its own.
LIST = """\
Parent;E-mail;Baby;Born;Paid
Ines Duarte;ines@example.org;Tomás;03.09.2026;60,00
Bao Nguyen;bao@example.org;Linh;27.08.2026;30,00
"""


def plan_course(hand: Hand) -> None:
    """A course from a template: its dates go round a bank holiday."""
    hand.meter.step = "plan a course"
    hand.window.go("classes")
    page = hand.window.page("classes")
    assert isinstance(page, BookingsPage)
    hand.rest(0.3)
    hand.click(page.ui.new_course_button)
    hand.wait(lambda: isinstance(QApplication.activeModalWidget(), CourseDialog), "the plan of a course")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CourseDialog)
    hand.rest(0.3)
    hand.picture("plan-a-course", of=dialog)
    hand.key(dialog, Qt.Key.Key_Escape)


def match_columns(hand: Hand, file: Path, course_id: object) -> None:
    """A list with titles of its own: which column answers what."""
    hand.meter.step = "match columns"
    hand.window.go("import", course_id)
    page = hand.window.page("import")
    assert isinstance(page, ExchangePage)
    page.take(file)
    hand.rest(0.8)
    hand.picture("match-columns")


def look_at_calendar(hand: Hand) -> None:
    """The week and the month, by venue."""
    hand.meter.step = "calendar"
    hand.window.go("calendar")
    page = hand.window.page("calendar")
    assert isinstance(page, CalendarPage)
    hand.rest(0.5)
    hand.picture("calendar")
    hand.click(page.ui.mode_button)
    hand.rest(0.5)
    hand.picture("calendar-month")


def look_at_money(hand: Hand) -> None:
    """What is owed and what came in."""
    hand.meter.step = "money"
    hand.window.go("money")
    hand.rest(0.5)
    hand.picture("money")


def write_letters(hand: Hand, session_id: object) -> None:
    """A reminder to everybody of a class."""
    hand.meter.step = "letters"
    hand.window.go("letters", ("reminder", session_id))
    page = hand.window.page("letters")
    assert isinstance(page, LettersPage)
    hand.rest(0.6)
    hand.picture("letters")


def find(hand: Hand) -> None:
    """Find, over the page that is in view."""
    hand.meter.step = "find"
    hand.click(hand.window.find_button)
    hand.rest(0.3)
    overlay = hand.window.findChild(FindOverlay)
    assert overlay is not None
    hand.type(overlay.field, "ma")
    hand.rest(0.4)
    hand.picture("find")
    hand.key(overlay.field, Qt.Key.Key_Escape)
